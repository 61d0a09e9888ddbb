"""One question from its words to its written answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kg.query import library
from kg.query.request import Request
from kg.query.results import prepare, write
from kg.query.run import run, run_text
from kg.store import Store, load_file, open_store


def answer(request: Request, stream: BinaryIO, *, opened: Callable[[Store], None] = lambda store: None) -> None:
    """Ask and write the answer to a binary stream. opened: called between opening the graph and asking.

    Raises QueryError, KnowledgeError and StoreError as find(), parse(), run() and write() do.
    """
    query = _query(request)
    prepare(request.form, request.width)
    with _source(request) as store:
        opened(store)
        results = (
            run_text(store, request.text, where=request.where)
            if query is None
            else run(store, query, dict(request.values))
        )
        hidden = [] if query is None else [column.name for column in query.columns if column.hidden]
        write(results, request.form, store, stream, hidden=hidden, width=request.width, iris=request.iris)


def _query(request: Request) -> library.QueryFile | None:
    if request.name is not None:
        return library.find(request.name, map(Path, request.folders))
    if request.text.startswith("#'"):
        return library.parse(request.text, name=request.title, topic="file", where=request.where)
    return None


def _source(request: Request) -> Store:
    if request.graph is not None:
        return load_file(Path(request.graph))
    return open_store(Path(request.store or ""), read_only=True)
