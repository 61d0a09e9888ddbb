"""What of a store is written: the merged view, what the documents state, or what one of them states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from pyoxigraph import Quad, QuerySolutions, Triple

from kg.errors import ExportError
from kg.store import Store
from kg.vocab import BASE

VIEWS: Final = ("merged", "documents")
_DOCUMENTS: Final = (
    "SELECT ?document ?name WHERE { ?document a jg:Document . OPTIONAL { ?document jg:fileName ?name } }"
)


class Rows(Protocol):
    """What the writers of the formats need."""

    def quads(self) -> Iterator[Quad]:
        """Every quad, graph by graph."""

    def triples(self) -> Iterator[Triple]:
        """Every triple of all graphs, once."""

    def statements(self) -> Iterator[Quad]:
        """What the documents state, graph by graph, before any merge."""


class Statements:
    """What documents state, as they do before any merge: all of them, or the one of a key."""

    def __init__(self, store: Store, key: str | None = None) -> None:
        self._store = store
        self._key = key

    def quads(self) -> Iterator[Quad]:
        """Every quad of the documents' graphs."""
        return self._store.statements(self._key)

    def statements(self) -> Iterator[Quad]:
        """The same."""
        return self.quads()

    def triples(self) -> Iterator[Triple]:
        """Every triple of the documents' graphs, once."""
        return iter({quad.triple for quad in self.quads()})


def rows(store: Store, view: str = "merged", source: str | None = None) -> Rows:
    """What to write of a store. view: one of VIEWS. source: a document's file name or key, for its statements alone.

    Raises ExportError where no document, or more than one, goes by that name.
    """
    if source is not None:
        return Statements(store, _key(store, source))
    return Statements(store) if view == "documents" else store


def _key(store: Store, source: str) -> str:
    results = store.query(_DOCUMENTS)
    assert isinstance(results, QuerySolutions)
    names: dict[str, str] = {
        row[0].value.removeprefix(BASE): row[1].value if row[1] is not None else "" for row in results
    }
    wanted = source.removeprefix(BASE).removeprefix("id:")
    wanted = wanted if wanted in names or not wanted else wanted.rpartition("/")[2]
    found = sorted(key for key, name in names.items() if wanted in (key, key.removeprefix("document/"), name))
    if len(found) == 1:
        return found[0]
    if found:
        raise ExportError(
            f"{len(found)} documents have that name", where=source, hint=f"name one by its key: {', '.join(found)}"
        )
    raise ExportError("no document of this graph has that name", where=source, hint="kg query documents lists them")
