"""A question in plain values, which another process can be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, of what, and how the answer is to look.

    store, graph: the folder of a store, or an RDF file; one of them.
    name: of a question of the library, or else text: SPARQL, or the text of a query file with its header.
    where: what messages call the text; title: the name of the query if the text has a header.
    folders: further folders of questions. values: parameters by name.
    form, width, iris: as kg.query.results.write takes them.
    """

    store: str | None = None
    graph: str | None = None
    name: str | None = None
    text: str = ""
    where: str = "query"
    title: str = "query"
    folders: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    form: str | None = None
    width: int | None = None
    iris: bool = False
