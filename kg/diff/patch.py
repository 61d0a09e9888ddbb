"""The way from one graph to another as an RDF Patch: lines that add (A) or delete (D) a statement, in a transaction.

The format is Apache Jena's (https://afs.github.io/rdf-delta/rdf-patch.html); its terms are those of N-Quads.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.store import Store
from kg.store.merged import FILE_GRAPH


def patch(old: Store, new: Store) -> Iterator[str]:
    """The lines of the patch, deletions first, each part sorted; none where there is nothing to do.

    Statements are told with their graphs, provenance included; where one of the two is a file that has no named graphs,
    the merged views are compared.
    """
    before, after = set(old.quads()), set(new.quads())
    if _unnamed(before) or _unnamed(after):
        lines = [{f"{triple} .\n" for triple in store.triples()} for store in (old, new)]
    else:
        lines = [{f"{quad.triple} {quad.graph_name} .\n" for quad in quads} for quads in (before, after)]
    gone, come = lines[0] - lines[1], lines[1] - lines[0]
    if gone or come:
        yield "TX .\n"
        yield from (f"D {line}" for line in sorted(gone))
        yield from (f"A {line}" for line in sorted(come))
        yield "TC .\n"


def _unnamed(quads: set[Quad]) -> bool:
    return bool(quads) and all(quad.graph_name == FILE_GRAPH for quad in quads)
