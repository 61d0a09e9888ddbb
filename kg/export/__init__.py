"""Writes a store's graph to a stream: Turtle, N-Quads, TriG, N-Triples, JSON-LD; same documents, same bytes."""

from kg.export.files import atomic_write
from kg.export.formats import FORMATS, export, format_of
from kg.export.views import VIEWS, rows

__all__ = ["FORMATS", "VIEWS", "atomic_write", "export", "format_of", "rows"]
