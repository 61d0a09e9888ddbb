"""Answers as text: tables to read, CSV, TSV, JSON, XML and Parquet for programs, Turtle for graphs."""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query import parquet, tables
from kg.store import QueryResults, Store
from kg.store.failures import engine_errors
from kg.vocab import PREFIXES

FORMATS: Final = ("table", "markdown", "csv", "tsv", "json", "xml", "parquet", "turtle")
NOTHING: Final = "Nothing in this graph answers the question."
NOTHING_STATED: Final = "# " + NOTHING + "\n"

_STREAMED: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_OPEN_ENDED: Final = ("json", "xml")  # of which the engine writes no last line end


def write(
    results: QueryResults,
    form: str | None,
    store: Store,
    stream: BinaryIO,
    *,
    hidden: Collection[str] = (),
    width: int | None = None,
    iris: bool = False,
) -> None:
    """Write the answer to a binary stream; CSV, TSV, JSON and XML row by row, whatever their number.

    form: one of FORMATS, or None for the usual one: a table for SELECT, true or false for ASK, Turtle for CONSTRUCT and
    DESCRIBE. hidden: columns that tables leave out. width: of the terminal that a table is for; None makes a plain
    table, one line a row. iris: tables show full IRIs and all columns, no labels.
    Raises QueryError for a format that the answer has not, or that a library is missing for.
    """
    if form is not None and form not in FORMATS:
        raise QueryError(f"there is no format {form!r}", hint=f"known are {', '.join(FORMATS)}")
    with engine_errors(None):
        if isinstance(results, ox.QueryBoolean):
            stream.write(_boolean(results, form))
        elif isinstance(results, ox.QueryTriples):
            stream.write(_triples(results, form, store, width, iris).encode())
        elif form == "turtle":
            raise QueryError("a SELECT query has rows, no graph to write as Turtle", hint="use CONSTRUCT, or csv")
        elif form in _STREAMED:
            results.serialize(stream, _STREAMED[form])
            stream.write(b"\n" if form in _OPEN_ENDED else b"")
        else:
            _rows(results, form, store, stream, set() if iris else set(hidden), width, iris)


def render(
    results: QueryResults,
    form: str | None,
    store: Store,
    *,
    hidden: Collection[str] = (),
    width: int | None = None,
    iris: bool = False,
) -> str:
    """The answer as text that ends in a newline; parameters and errors are those of write(), without parquet."""
    stream = io.BytesIO()
    write(results, form, store, stream, hidden=hidden, width=width, iris=iris)
    return stream.getvalue().decode("utf-8")


def prepare(form: str | None, width: int | None) -> None:
    """Import what a format needs, for a process that may open no file later. Raises QueryError for what is missing."""
    if form == "parquet":
        parquet.writer()
    elif width is not None and form in (None, "table"):
        tables.console()


def _rows(
    results: ox.QuerySolutions,
    form: str | None,
    store: Store,
    stream: BinaryIO,
    hidden: set[str],
    width: int | None,
    iris: bool,
) -> None:
    names = [variable.value for variable in results.variables]
    if form == "parquet":
        parquet.write(names, ([row[name] for name in names] for row in results), stream)
        return
    shown = [name for name in names if name not in hidden]
    rows = [[row[name] for name in shown] for row in results]
    stream.write(_table(shown, rows, form, store, width, iris).encode())


def _table(
    names: list[str], rows: list[list[object]], form: str | None, store: Store, width: int | None, iris: bool
) -> str:
    if not rows:
        return NOTHING + "\n"
    if form == "markdown":
        return tables.markdown(names, rows, store, iris)
    return tables.table(names, rows, store, width, iris)


def _boolean(answer: ox.QueryBoolean, form: str | None) -> bytes:
    if form in ("turtle", "parquet"):
        raise QueryError(f"an ASK query has a yes or no, nothing to write as {form}", hint="leave --format out")
    if form in _OPEN_ENDED:
        return (answer.serialize(format=_STREAMED[form]) or b"") + b"\n"
    return b"true\n" if bool(answer) else b"false\n"


def _triples(triples: ox.QueryTriples, form: str | None, store: Store, width: int | None, iris: bool) -> str:
    """A graph in sorted order, so that the same graph gives the same text."""
    rows = sorted(set(triples), key=str)
    if form in _STREAMED or form == "parquet":
        raise QueryError(f"a graph cannot be written as {form}", hint="use turtle, or ask with SELECT")
    if form is not None and form != "turtle":
        return _table(["subject", "predicate", "object"], [list(row) for row in rows], form, store, width, iris)
    lines = "\n".join(map(str, rows))
    used = {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in lines}
    text: str = ox.serialize(rows, format=ox.RdfFormat.TURTLE, prefixes=used).decode("utf-8")  # type: ignore[union-attr]
    # The engine writes the prefixes in the order of a hash table.
    head, body = text.splitlines(keepends=True)[: len(used)], text.splitlines(keepends=True)[len(used) :]
    return "".join(sorted(head) + body) or NOTHING_STATED
