"""What became of a store's content: which documents have gone, what each build did, and when."""

from kg.history.departed import departed
from kg.history.log import builds, log_build
from kg.history.places import place
from kg.history.provenance import record

__all__ = ["builds", "departed", "log_build", "place", "record"]
