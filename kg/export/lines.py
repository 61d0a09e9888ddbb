"""The line formats: sorted N-Triples and N-Quads, in the canonical form that pyoxigraph gives each term."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.views import Rows


def ntriples(rows: Rows) -> Iterator[str]:
    """The union of the documents' graphs, a triple a line, sorted."""
    yield from sorted(f"{triple.subject} {triple.predicate} {triple.object} .\n" for triple in rows.triples())


def nquads(rows: Rows) -> Iterator[str]:
    """The documents' graphs, a quad a line, sorted."""
    yield from sorted(f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} .\n" for quad in rows.quads())
