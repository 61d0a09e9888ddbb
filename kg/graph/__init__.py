"""The graph as a network: what agencies and jurisdictions do to one another, ready for analyses and views."""

from kg.graph.projection import network

__all__ = ["network"]
