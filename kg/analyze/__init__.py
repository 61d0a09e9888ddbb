"""Analyses of the network: who stands in the middle, which groups there are, what a tie rests on, how things change."""

from kg.analyze.change import change, spread
from kg.analyze.groups import groups
from kg.analyze.likeness import similar
from kg.analyze.paths import around, paths
from kg.analyze.rank import rank
from kg.analyze.report import Fact, Report, Row
from kg.analyze.sharing import SHARED, shared
from kg.analyze.ties import EVENTS, Window, chosen
from kg.analyze.weak import cores, weak

__all__ = [
    "EVENTS",
    "SHARED",
    "Fact",
    "Report",
    "Row",
    "Window",
    "around",
    "change",
    "chosen",
    "cores",
    "groups",
    "paths",
    "rank",
    "shared",
    "similar",
    "spread",
    "weak",
]
