"""What a person should look at: uncertain facts with their words; and gold facts made of what was judged."""

from kg.review.queue import KINDS, Item, Queue
from kg.review.texts import Texts
from kg.review.views import View, views

__all__ = ["KINDS", "Item", "Queue", "Texts", "View", "views"]
