"""What people judged of facts: accepted, rejected, corrected, merged, kept apart, added; kept in a file, applied at
every build."""

from kg.judgements.apply import Judged, Mark, apply
from kg.judgements.files import Judgements, load
from kg.judgements.graph import JUDGEMENTS_GRAPH, graph
from kg.judgements.records import Judgement, Target

__all__ = ["JUDGEMENTS_GRAPH", "Judged", "Judgement", "Judgements", "Mark", "Target", "apply", "graph", "load"]
