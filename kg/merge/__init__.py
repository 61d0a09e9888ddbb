"""One event told by many documents: which events are the same, why, and the one node that stands for them."""

from kg.merge.cluster import merge
from kg.merge.records import Cluster, Decision, Event, Feature, Merged, Party

__all__ = ["Cluster", "Decision", "Event", "Feature", "Merged", "Party", "merge"]
