"""The graph as a network: what agencies and jurisdictions do to one another, ready for analyses and views."""

from kg.graph.projection import Source, network, rows_of

__all__ = ["Source", "network", "rows_of"]
