"""Answers as tables to read: plain lines, lines fitted to a terminal, Markdown."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

import pyoxigraph as ox

from kg.query.lookup import labels
from kg.query.terms import shorten
from kg.store import Store

_SHORT: Final = 12  # characters; a day has 10


def table(names: list[str], rows: Sequence[Sequence[object]], store: Store, width: int | None, iris: bool) -> str:
    """Rows of terms as text. width: of a terminal; None gives one line a row. iris: in place of labels."""
    cells, numeric = _cells(names, rows, store, iris)
    return _plain(names, cells, numeric) if width is None else _rich(names, cells, numeric, width)


def markdown(names: list[str], rows: Sequence[Sequence[object]], store: Store, iris: bool) -> str:
    """Rows of terms as a table of Markdown as GitHub and pandoc read it."""
    cells, numeric = _cells(names, rows, store, iris)
    rule = ["---:" if right else "---" for right in numeric]
    lines = [[escaped(name) for name in names], rule, *([escaped(cell) for cell in row] for row in cells)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def escaped(cell: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    text = " ".join(cell.split())
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, "\\" + sign)
    return text


def _cells(
    names: list[str], rows: Sequence[Sequence[object]], store: Store, iris: bool
) -> tuple[list[list[str]], list[bool]]:
    """The text of each cell, and for each column whether it holds numbers."""
    nodes = {term.value for row in rows for term in row if isinstance(term, ox.NamedNode)}
    named = {} if iris else labels(store, nodes)
    cells = [[_cell(term, named, iris) for term in row] for row in rows]
    return cells, [all(_is_number(row[index]) for row in rows) for index in range(len(names))]


def _cell(term: object, named: dict[str, str], iris: bool) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return term.value if iris else named.get(term.value) or shorten(term.value)
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
    box, new_console, new_table, new_text = console()
    table = new_table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for head, right, room in zip(heads, numeric, least, strict=True):
        table.add_column(new_text(head), justify="right" if right else "left", min_width=room, overflow="fold")
    for row in cells:
        table.add_row(*(new_text(cell) for cell in row))
    stream = io.StringIO()
    new_console(file=stream, width=width, color_system=None, legacy_windows=False).print(table)
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())


def console() -> tuple[Any, Any, Any, Any]:
    """The parts of rich that fitted tables need; importing them takes longer than a small answer."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    return box, Console, Table, Text


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
