"""The store in Oxigraph (pyoxigraph), on disk or in memory.

How it is laid out in the database:
- each document's quads in its own named graph, and the merged graph in another (see kg.store.merged);
- their merged view once more in the unnamed default graph, as a set of triples.
  Oxigraph's own union (use_default_graph_as_union) yields a triple once for each graph that holds it, which makes every
  count wrong and every join over shared entities multiply; measured on 20,000 graphs it was also 2 to 500 times slower.
  The view costs half as much space again;
- the state records in a named graph of their own, hidden from queries and exports.

A put is one transaction of the engine (Store.extend and Store.update either succeed as a whole or write nothing), so
graph, view and state record change together: after a crash or Ctrl-C a document is there whole or not at all. Merges
that rest on a document are undone, in a step of their own, before it is changed or goes.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store import folder, records
from kg.store.base import DocumentState, QueryResults, Store, Term
from kg.store.failures import engine_errors, store_error
from kg.store.merged import MERGED_GRAPH, MergedIndex, of_documents
from kg.store.steps import STEP, marked, steps, undoing
from kg.vocab import BASE, PREFIXES, RDF

_TYPE: Final = ox.NamedNode(str(RDF) + "type")
_GRAPH_CLAUSE: Final = re.compile(r"\bGRAPH\b", re.IGNORECASE)
_FROM_CLAUSE: Final = re.compile(r"\bFROM\s+(?:NAMED\s+)?(?:<|[\w.-]*:)", re.IGNORECASE)

# Takes a document out: its triples leave the view where no other document's graph holds them, then its graph goes.
_TAKE_OUT: Final = """
DELETE {{ ?s ?p ?o }} WHERE {{
  GRAPH {graph} {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != {graph}) }}
}} ;
DROP SILENT GRAPH {graph} ;
DELETE WHERE {{ GRAPH {state_graph} {{ {state} ?p ?o }} }}"""
_NOTE: Final = """
DELETE WHERE {{ GRAPH {state_graph} {{ {state} ?p ?o }} }} ;
INSERT DATA {{ GRAPH {state_graph} {{ {record} }} }}"""
_PUT_IN: Final = """ ;
INSERT DATA {{
{seen}
GRAPH {graph} {{
{triples}
}}
GRAPH {state_graph} {{ {record} }}
}}"""

# The database keeps up to 3 GB of new quads in memory (its tables of 128 MB for each of a dozen orders), 1 KB a quad,
# until it is told to write them out.
_KEPT_IN_MEMORY: Final = 400_000

_ANNEX: Final = """
DELETE DATA {{ GRAPH {graph} {{
{gone}
}} }} ;
INSERT DATA {{ GRAPH {graph} {{
{new}
}} }}"""


class OxigraphStore(Store):
    """A store over one pyoxigraph database. where: its folder as named in messages, None in memory."""

    def __init__(self, engine: ox.Store, *, where: str | None = None, read_only: bool = False) -> None:
        self._engine: ox.Store | None = engine
        self._where = where
        self.folder = None if where is None else Path(where)
        self._read_only = read_only
        self._written = False
        self._unflushed = 0
        self._graphs: list[ox.NamedNode | ox.BlankNode] | None = None
        self._index: MergedIndex | None = None

    @property
    def _open(self) -> ox.Store:
        if self._engine is None:
            raise StoreError("the store is closed", where=self._where)
        return self._engine

    def put(self, state: DocumentState, quads: Iterable[ox.Quad]) -> None:
        rows = list(quads)
        graph = _graph_of(state, rows)
        engine = self._writable()
        record = records.write(state, graph.value)
        with engine_errors(self._where):
            known = self._record(state.key)
            if known is not None:
                self._undo_merges(known[1])
                change = _putting_in(rows, self._seen(rows), graph, record)
                engine.update(_taking_out(state.key, known[1]) + change)
            else:
                # A new document needs no deletion: extend() is a transaction too, and four times as fast.
                engine.extend([*rows, *(ox.Quad(*triple) for triple in self._seen(rows)), record])
        self._changed(2 * len(rows))

    def note(self, state: DocumentState) -> None:
        engine = self._writable()
        with engine_errors(self._where):
            known = self._record(state.key)
            if known is None:
                raise StoreError("there is no such document in the store", where=state.key)
            record = records.write(state, known[1])
            parts = {"state": records.node(state.key), "record": f"{record.triple} ."}
            engine.update(_NOTE.format(state_graph=records.STATE_GRAPH, **parts))
        self._changed()

    def remove(self, key: str) -> bool:
        engine = self._writable()
        with engine_errors(self._where):
            found = self._record(key)
            if found is None:
                return False
            self._undo_merges(found[1])
            engine.update(_taking_out(key, found[1]))
        self._changed()
        return True

    def annex(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> bool:
        engine, wanted = self._writable(), set(quads)
        if of_documents(graph) or any(quad.graph_name != graph for quad in wanted):
            raise StoreError("what is annexed must be in one graph that is no document's", where=graph.value)
        with engine_errors(self._where):
            held = set(engine.quads_for_pattern(None, None, None, graph))
            if held == wanted:
                return False
            parts = {"graph": graph, "gone": _triples(held - wanted), "new": _triples(wanted - held)}
            engine.update(_ANNEX.format(**parts) if wanted else f"DROP SILENT GRAPH {graph}")
        self._changed()
        return True

    def states(self) -> dict[str, DocumentState]:
        with engine_errors(self._where):
            quads = self._open.quads_for_pattern(None, records.RECORD, None, records.STATE_GRAPH)
            states = [records.read(quad, self._where)[0] for quad in quads]
        return {state.key: state for state in sorted(states, key=lambda state: state.key)}

    def query(self, sparql: str, *, substitutions: Mapping[str, Term] | None = None) -> QueryResults:
        engine = self._open
        values = {ox.Variable(name): value for name, value in (substitutions or {}).items()}
        with engine_errors(self._where):
            # A list of graphs costs about 12 microseconds a graph, so it is made only where it can matter.
            hide = _GRAPH_CLAUSE.search(sparql) and not _FROM_CLAUSE.search(sparql)
            try:
                if hide:
                    return engine.query(
                        sparql,
                        prefixes=dict(PREFIXES),
                        default_graph=ox.DefaultGraph(),
                        named_graphs=self._named_graphs(),
                        substitutions=values or None,
                    )
                return engine.query(sparql, prefixes=dict(PREFIXES), substitutions=values or None)
            except SyntaxError as error:
                raise QueryError(
                    f"the query is not valid SPARQL: {error.msg}", hint="see the place it names"
                ) from error
            except ValueError as error:
                raise QueryError(f"the query cannot be run: {error}") from error
            except RuntimeError as error:
                if "projection" not in str(error):
                    raise
                raise QueryError(f"a value is given for a variable that is not selected: {error}") from error

    def quads(self) -> Iterator[ox.Quad]:
        engine = self._open
        with engine_errors(self._where):
            index = self._merged()
            for graph in self._named_graphs():
                for quad in engine.quads_for_pattern(None, None, None, graph):
                    seen = index.view(quad) if of_documents(graph) else quad.triple
                    if seen is not None:
                        yield ox.Quad(seen.subject, seen.predicate, seen.object, graph)

    def statements(self, key: str | None = None) -> Iterator[ox.Quad]:
        engine = self._open
        with engine_errors(self._where):
            if key is None:
                graphs = [graph for graph in self._named_graphs() if of_documents(graph)]
            else:
                found = self._record(key)
                graphs = [ox.NamedNode(found[1]) if found is not None else _default_graph_of(key)]
                if found is None and graphs[0] not in self._named_graphs():  # a file has graphs without records
                    raise StoreError("there is no such document in the store", where=key)
            for graph in graphs:
                yield from engine.quads_for_pattern(None, None, None, graph)

    def of_class(self, name: ox.NamedNode) -> Iterator[ox.NamedNode]:
        engine = self._open
        with engine_errors(self._where):
            for quad in engine.quads_for_pattern(None, _TYPE, name, None):
                if of_documents(quad.graph_name) and isinstance(quad.subject, ox.NamedNode):
                    yield quad.subject

    def about(self, nodes: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
        engine = self._open
        with engine_errors(self._where):
            for node in nodes:
                for quad in engine.quads_for_pattern(node, None, None, None):
                    if of_documents(quad.graph_name):
                        yield quad

    def triples(self) -> Iterator[ox.Triple]:
        engine = self._open
        with engine_errors(self._where):
            for quad in engine.quads_for_pattern(None, None, None, ox.DefaultGraph()):
                yield quad.triple

    def set_merged(self, triples: Iterable[ox.Triple], mark: str) -> None:
        engine = self._writable()
        with engine_errors(self._where):
            new = MergedIndex(triples)
            for step in steps(engine, self._merged(), new):
                engine.update(step)
                self._changed(2 * STEP)
            engine.update(marked(mark))
        self._changed()
        self._index = new

    def merged_mark(self) -> str | None:
        with engine_errors(self._where):
            found = self._open.quads_for_pattern(records.MERGED, records.MARK, None, records.STATE_GRAPH)
            quad = next(iter(found), None)
        return quad.object.value if quad is not None and isinstance(quad.object, ox.Literal) else None

    def _merged(self) -> MergedIndex:
        if self._index is None:
            quads = self._open.quads_for_pattern(None, None, None, MERGED_GRAPH)
            self._index = MergedIndex(quad.triple for quad in quads)
        return self._index

    def _seen(self, rows: Iterable[ox.Quad]) -> list[ox.Triple]:
        """What the view has for a document's quads."""
        index = self._merged()
        return [triple for row in rows if (triple := index.view(row)) is not None]

    def _undo_merges(self, graph: str) -> None:
        """Undo the merges that rest on a document, or that it links to, so that it can change or go."""
        index = self._merged()
        if not index.triples:
            return
        quads = self._open.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        terms = {term for quad in quads for term in (quad.subject, quad.object)}
        gone = index.resting_on(term.value for term in terms if isinstance(term, ox.NamedNode))
        if gone:
            self._open.update(undoing(self._open, index, gone))
            index.drop(gone)

    def close(self) -> None:
        engine, self._engine = self._engine, None
        if engine is not None and self._written and self._where is not None:
            with engine_errors(self._where):
                engine.flush()

    def _writable(self) -> ox.Store:
        engine = self._open
        if self._read_only:
            raise StoreError("the store was opened for reading only", where=self._where)
        return engine

    def _changed(self, quads: int = 0) -> None:
        """Remember that something was written, about so many quads."""
        self._written = True
        self._graphs = None
        self._unflushed += quads
        if self._unflushed >= _KEPT_IN_MEMORY and self._where is not None:
            with engine_errors(self._where):
                self._open.flush()
            self._unflushed = 0

    def _named_graphs(self) -> list[ox.NamedNode | ox.BlankNode]:
        """The names of all graphs but the state's, sorted."""
        if self._graphs is None:
            names = (name for name in self._open.named_graphs() if name != records.STATE_GRAPH)
            self._graphs = sorted(names, key=lambda name: name.value)
        return self._graphs

    def _record(self, key: str) -> tuple[DocumentState, str] | None:
        found = self._open.quads_for_pattern(records.node(key), records.RECORD, None, records.STATE_GRAPH)
        quad = next(iter(found), None)
        return None if quad is None else records.read(quad, self._where)


def _graph_of(state: DocumentState, rows: list[ox.Quad]) -> ox.NamedNode:
    """The one graph that a document's quads are in. Raises StoreError for quads that break the contract."""
    graphs = {row.graph_name for row in rows} or {_default_graph_of(state.key)}
    graph = graphs.pop()
    if graphs or not isinstance(graph, ox.NamedNode) or not graph.value.endswith(f"graph/{state.key}"):
        raise StoreError("a document's quads must all be in its own graph", where=state.key)
    if any(isinstance(term, ox.BlankNode) for row in rows for term in (row.subject, row.object)):
        raise StoreError("a document's quads must be free of blank nodes", where=state.key)
    return graph


def _default_graph_of(key: str) -> ox.NamedNode:
    records.node(key)  # says in plain words what is wrong with a key that no IRI can hold
    return ox.NamedNode(f"{BASE}graph/{key}")


def _taking_out(key: str, graph: str) -> str:
    return _TAKE_OUT.format(graph=f"<{graph}>", state_graph=records.STATE_GRAPH, state=records.node(key))


def _triples(rows: Iterable[ox.Quad | ox.Triple]) -> str:
    return "\n".join(f"{row.triple if isinstance(row, ox.Quad) else row} ." for row in rows)


def _putting_in(rows: list[ox.Quad], seen: list[ox.Triple], graph: ox.NamedNode, record: ox.Quad) -> str:
    parts = {"graph": graph, "state_graph": records.STATE_GRAPH, "record": f"{record.triple} ."}
    return _PUT_IN.format(seen=_triples(seen), triples=_triples(rows), **parts)


def memory_store() -> Store:
    """An empty store in memory, gone when it is closed."""
    return OxigraphStore(ox.Store())


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """The store in a folder; made if it is not there yet, unless read_only.

    One process at a time may write. Any number may read meanwhile; a reader sees the state at which it opened.
    Raises StoreError: no store (read_only), some other folder, in use by another writer, not writable, damaged.
    """
    if read_only:
        return _open_to_read(path)
    folder.prepare(path)
    with engine_errors(str(path)):
        return OxigraphStore(ox.Store(str(folder.database(path))), where=str(path))


def _open_to_read(path: Path) -> Store:
    if not folder.check(path) or not (folder.database(path) / "CURRENT").exists():
        raise _nothing_yet(path)
    # While a build runs, its compaction may delete a file between the moment when we read the list of files and the
    # moment when we open them. RocksDB then calls the database corrupt, although a second try succeeds: with a writer
    # that did nothing but flush and compact, about one opening in five failed so, and none that had opened.
    for pause in (0.02, 0.05, 0.1, 0.2, 0.4):
        try:
            return OxigraphStore(ox.Store.read_only(str(folder.database(path))), where=str(path), read_only=True)
        except (OSError, RuntimeError) as error:
            if "inserts are only possible" in str(error).lower():
                # A process was stopped while it made the database: the engine would have to finish that first.
                raise _nothing_yet(path) from error
            if "no such file" not in str(error).lower():
                raise store_error(error, str(path)) from error
            time.sleep(pause)
    with engine_errors(str(path)):
        return OxigraphStore(ox.Store.read_only(str(folder.database(path))), where=str(path), read_only=True)


def _nothing_yet(path: Path) -> StoreError:
    return StoreError("there is no graph there yet", where=str(path), hint="run kg build first, or name its --store")
