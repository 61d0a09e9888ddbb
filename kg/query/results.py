"""Answers as text: tables to read, CSV, TSV and JSON for programs, Turtle for graphs."""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import Final

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.lookup import labels
from kg.query.terms import shorten
from kg.store import QueryResults, Store
from kg.store.failures import engine_errors
from kg.vocab import PREFIXES

FORMATS: Final = ("table", "csv", "tsv", "json", "turtle")
NOTHING: Final = "Nothing in this graph answers the question."
NOTHING_STATED: Final = "# " + NOTHING + "\n"

_SHORT: Final = 12  # characters; a day has 10
_ROWS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
}


def render(
    results: QueryResults,
    form: str | None,
    store: Store,
    *,
    hidden: Collection[str] = (),
    width: int | None = None,
) -> str:
    """The answer as text that ends in a newline.

    form: one of FORMATS, or None for the usual one: a table for SELECT, true or false for ASK, Turtle for CONSTRUCT and
    DESCRIBE. hidden: columns that a table leaves out. width: of the terminal that the table is for; None makes a plain
    table, one line a row.
    Raises QueryError for a format that the answer has not.
    """
    if form is not None and form not in FORMATS:
        raise QueryError(f"there is no format {form!r}", hint=f"known are {', '.join(FORMATS)}")
    with engine_errors(None):
        if isinstance(results, ox.QueryBoolean):
            return _boolean(results, form)
        if isinstance(results, ox.QueryTriples):
            return _triples(results, form, store, width)
        if form == "turtle":
            raise QueryError("a SELECT query has rows, no graph to write as Turtle", hint="use CONSTRUCT, or csv")
        if form in _ROWS:
            text: str = results.serialize(format=_ROWS[form]).decode("utf-8")  # type: ignore[union-attr]
            return text if text.endswith("\n") else text + "\n"
        names = [variable.value for variable in results.variables]
        rows = [[row[name] for name in names] for row in results]
    shown = [index for index, name in enumerate(names) if name not in hidden]
    return _table([names[index] for index in shown], [[row[index] for index in shown] for row in rows], store, width)


def _boolean(answer: ox.QueryBoolean, form: str | None) -> str:
    if form == "turtle":
        raise QueryError("an ASK query has a yes or no, no graph to write as Turtle", hint="leave --format out")
    if form == "json":
        return answer.serialize(format=ox.QueryResultsFormat.JSON).decode("utf-8") + "\n"  # type: ignore[union-attr]
    return "true\n" if bool(answer) else "false\n"


def _triples(triples: ox.QueryTriples, form: str | None, store: Store, width: int | None) -> str:
    """A graph in sorted order, so that the same graph gives the same text."""
    rows = sorted(set(triples), key=str)
    if form in _ROWS:
        raise QueryError(f"a graph cannot be written as {form}", hint="use turtle, or ask with SELECT")
    if form == "table":
        return _table(["subject", "predicate", "object"], [list(row) for row in rows], store, width)
    lines = "\n".join(map(str, rows))
    used = {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in lines}
    text: str = ox.serialize(rows, format=ox.RdfFormat.TURTLE, prefixes=used).decode("utf-8")  # type: ignore[union-attr]
    # The engine writes the prefixes in the order of a hash table.
    head, body = text.splitlines(keepends=True)[: len(used)], text.splitlines(keepends=True)[len(used) :]
    return "".join(sorted(head) + body) or NOTHING_STATED


def _table(names: list[str], rows: list[list[object]], store: Store, width: int | None) -> str:
    if not rows:
        return NOTHING + "\n"
    named = labels(store, {term.value for row in rows for term in row if isinstance(term, ox.NamedNode)})
    cells = [[_cell(term, named) for term in row] for row in rows]
    numeric = [all(_is_number(row[index]) for row in rows) for index in range(len(names))]
    return _plain(names, cells, numeric) if width is None else _rich(names, cells, numeric, width)


def _cell(term: object, named: dict[str, str]) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return named.get(term.value) or shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


def _is_number(term: object) -> bool:
    numbers = ("integer", "decimal", "double", "float")
    return term is None or (isinstance(term, ox.Literal) and term.datatype.value.endswith(numbers))


def _plain(names: list[str], cells: list[list[str]], numeric: list[bool]) -> str:
    """Columns apart by two spaces, one line a row whatever a cell holds."""
    rows = [[" ".join(cell.split()) for cell in row] for row in cells]
    widths = [max(len(cell) for cell in column) for column in zip(names, *rows, strict=True)]
    lines = [names, ["-" * width for width in widths], *rows]
    padded = (
        [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ]
        for line in lines
    )
    return "".join("  ".join(line).rstrip() + "\n" for line in padded)


def _rich(names: list[str], cells: list[list[str]], numeric: list[bool], width: int) -> str:
    """A table whose cells wrap between words; where the words of a row need more room, one block of lines a row."""
    heads = [name.replace("_", " ") for name in names]
    columns = [list(column) for column in zip(*cells, strict=True)]
    least = [_least(head, column, right) for head, column, right in zip(heads, columns, numeric, strict=True)]
    if sum(least) + 2 * (len(names) - 1) > width:
        return _blocks(heads, cells)
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for head, right, room in zip(heads, numeric, least, strict=True):
        table.add_column(Text(head), justify="right" if right else "left", min_width=room, overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    stream = io.StringIO()
    Console(file=stream, width=width, color_system=None, legacy_windows=False).print(table)
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())


def _least(head: str, column: list[str], right: bool) -> int:
    """The least width of a column: its longest word, or all of a number, a date or another short value."""
    whole = max(map(len, column))
    if right or whole <= _SHORT:
        return max(whole, len(head))
    return max(len(word) for text in [head, *column] for word in text.split() or [""])


def _blocks(heads: list[str], cells: list[list[str]]) -> str:
    width = max(map(len, heads))
    blocks = (
        "".join(f"{head:<{width}}  {' '.join(cell.split())}\n" for head, cell in zip(heads, row, strict=True) if cell)
        for row in cells
    )
    return "\n".join(blocks)
