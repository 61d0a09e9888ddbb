"""A store in memory from an RDF file: Turtle, N-Quads, TriG, N-Triples, JSON-LD, told by the suffix."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.base import Store
from kg.store.failures import engine_errors
from kg.store.merged import FILE_GRAPH, view_of
from kg.store.oxigraph import OxigraphStore

SUFFIXES: Final = {
    ".json": ox.RdfFormat.JSON_LD,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
}


def load_file(path: Path) -> Store:
    """The graph of one RDF file, held in memory; it has no state records.

    Raises StoreError: no such file, unknown suffix, not UTF-8, a syntax error (with its line and column).
    """
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise StoreError("its suffix names no RDF format", where=str(path), hint=f"known are {', '.join(SUFFIXES)}")
    if not path.exists():
        raise StoreError("there is no such file", where=str(path), hint="check the name, or make it with kg export")
    if path.is_dir():
        raise StoreError("is a folder, not an RDF file", where=str(path), hint="a store is named with --store DIR")
    with engine_errors(str(path)):
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        engine = ox.Store()
        try:
            quads = [_named(quad) for quad in ox.parse(content, format=form)]
            engine.bulk_extend(quads)
            engine.bulk_extend(ox.Quad(*triple) for triple in view_of(quads))
        except SyntaxError as error:
            raise StoreError(f"is not valid {form.name}: {error.msg}", where=str(path)) from error
    return OxigraphStore(engine, read_only=True)


def _named(quad: ox.Quad) -> ox.Quad:
    """The quad in a named graph, as every store keeps it (see kg.store.oxigraph)."""
    unnamed = isinstance(quad.graph_name, ox.DefaultGraph)
    return ox.Quad(quad.subject, quad.predicate, quad.object, FILE_GRAPH if unnamed else quad.graph_name)
