"""What became of a store's content: which documents have gone, what each build did, and when."""

from kg.history.departed import departed
from kg.history.places import place

__all__ = ["departed", "place"]
