"""The contract of every store: what it holds, what a put guarantees, what a query sees."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kg.model import SetAside

QueryResults: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class DocumentState:
    """What a store remembers of one document, so that a second build can tell whether it has changed.

    key: the document's key, "document/<slug>-<hash>".
    path: where it was read from, as the user gave it, with forward slashes.
    fingerprint: of its content, its metadata and the pipeline's version; equal means nothing to do.
    file_name: its base name.
    summary: how many nodes of each class it gave, by local name.
    set_aside: the facts that it gave and that did not pass, with the reasons.
    place: where its file lies, as kg.history.place tells it; "" in records of older releases.
    version: of the pipeline that read it; "" in records of older releases.
    sketch: of its text, by which copies of it are found (see kg.merge.sketch).
    judged: what judgements met in it: id, number of the fact, key of its node, problem (see kg.judgements.Mark).
    """

    key: str
    path: str
    fingerprint: str
    file_name: str
    summary: tuple[tuple[str, int], ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    place: str = ""
    version: str = ""
    sketch: str = ""
    judged: tuple[tuple[str, int, str, str], ...] = ()


class Store(ABC):
    """Documents' graphs with their state records, and what was merged across them.

    Each document has one named graph, whose IRI ends in "graph/" + its key. A query's default graph is the merged view
    of them (see kg.store.merged) as a set: a triple that two documents state counts once, and so does an event.
    folder: the store's folder on disk, None in memory.
    """

    folder: Path | None = None

    @abstractmethod
    def put(self, state: DocumentState, quads: Iterable[Quad]) -> None:
        """Replace one document's graph and its state record, both or neither, whatever happens meanwhile.

        quads: all in the document's own graph, without blank nodes.
        Raises StoreError: not the document's graph, read-only, disk full, the database's own failures.
        """

    @abstractmethod
    def note(self, state: DocumentState) -> None:
        """Replace one document's state record and leave its graph as it is; for a file that has moved, for example.

        Raises StoreError: no such document, read-only, disk full, the database's own failures.
        """

    @abstractmethod
    def remove(self, key: str) -> bool:
        """Take a document's graph and state record out, both or neither; False where there was none."""

    @abstractmethod
    def annex(self, graph: NamedNode, quads: Iterable[Quad]) -> bool:
        """Make a graph beside the documents' hold these quads and no others, all or none; False where it did already.

        GRAPH reaches it and quads() gives it, but it is no part of the default graph. graph: none of a document's;
        quads: all in it. Nothing that it states may be stated by a document too.
        Raises StoreError: a document's graph, a quad of another graph, read-only, disk full, the database's failures.
        """

    @abstractmethod
    def states(self) -> dict[str, DocumentState]:
        """The state records by document key, sorted by key."""

    @abstractmethod
    def query(self, sparql: str, *, substitutions: Mapping[str, Term] | None = None) -> QueryResults:
        """Answer a SPARQL query over the merged view; GRAPH reaches each document's graph and the merged graph.

        The project's prefixes are known without being declared. substitutions: values for variables, by name;
        a SELECT must name each of them among its columns (SPARQL-dev SEP-0007, as Oxigraph does it).
        The results are lazy, and only valid while the store is open.
        Raises QueryError for a syntax error, StoreError where the database fails.
        """

    @abstractmethod
    def quads(self) -> Iterator[Quad]:
        """Every quad of the merged view and of the graphs annexed, graph by graph sorted by name."""

    @abstractmethod
    def triples(self) -> Iterator[Triple]:
        """Every triple of the merged view, once, in no order."""

    @abstractmethod
    def statements(self, key: str | None = None) -> Iterator[Quad]:
        """What the documents state, before any merge: the quads of all their graphs, or of one by its key, as put.

        Raises StoreError where there is no document of that key.
        """

    @abstractmethod
    def of_class(self, name: NamedNode) -> Iterator[NamedNode]:
        """The nodes that a document states to be of a class, before any merge, in no order; one may come twice.

        A query could tell too, but of a hundred thousand graphs Oxigraph needs a gigabyte to ask for one of them.
        """

    @abstractmethod
    def about(self, nodes: Iterable[NamedNode]) -> Iterator[Quad]:
        """What the documents state of some nodes, before any merge, node by node; nothing of nodes that none names."""

    @abstractmethod
    def set_merged(self, triples: Iterable[Triple], mark: str) -> None:
        """Replace the merged graph, and with it the view. A put or removal takes out what it no longer supports.

        The change is made group by group of nodes that belong together (see kg.store.merged), so that a stop at any
        moment leaves a view that fits the merged graph; mark is remembered when all is done.
        Raises StoreError: read-only, disk full, the database's own failures.
        """

    @abstractmethod
    def merged_mark(self) -> str | None:
        """The mark of the last set_merged that was finished and that nothing has undone since; None for none."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the database; safe to call twice."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
