"""Analyses of the network: who stands in the middle, which groups there are, what a tie rests on, how things change."""

from kg.analyze.report import Report
from kg.analyze.ties import Window, chosen

__all__ = ["Report", "Window", "chosen"]
