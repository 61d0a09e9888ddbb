"""A report as text: a table to read, CSV and Markdown, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from typing import Final

from kg.analyze.report import Report, Value
from kg.graph.records import counted

FORMATS: Final = ("table", "csv", "markdown", "json")


def render(
    report: Report, form: str, *, limit: int | None = None, facts: bool = False, width: int | None = None
) -> str:
    """The report as text that ends in a newline; form: one of FORMATS.

    limit: so many rows; a table says how many more there are. facts: the facts behind each row too, which JSON always
    has. width: of the terminal that a table is for; None lets lines be as long as they are.
    """
    if form == "json":
        return json.dumps(_whole(report, limit), indent=2, ensure_ascii=False) + "\n"
    rows = report.rows[:limit]
    names = [*report.columns, *(["facts"] if facts else [])]
    cells = [
        [_cell(value) for value in row.values] + (["; ".join(f.label for f in row.facts)] if facts else [])
        for row in rows
    ]
    if form == "csv":
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([names, *cells])
        return stream.getvalue()
    if form == "markdown":
        lines = [names, ["---"] * len(names), *([cell.replace("|", "\\|") for cell in row] for row in cells)]
        table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
        return f"## {report.title}\n\n{table}\n" + "".join(f"- {reading}\n" for reading in report.readings)
    more = len(report.rows) - len(rows)
    notes = [*report.readings, *([f"{counted(more, 'more row')}: --limit 0 shows all."] if more else [])]
    numeric = [all(isinstance(row.values[i], int | float | None) for row in rows) for i in range(len(report.columns))]
    table = _table(names, cells, [*numeric, False], width)
    return f"{report.title}\n\n{table}\n" + "".join(f"{note}\n" for note in notes)


def _whole(report: Report, limit: int | None) -> dict[str, object]:
    return {
        "title": report.title,
        "columns": dict(report.columns),
        "readings": list(report.readings),
        "rows": report.records()[:limit],
    }


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _table(names: list[str], cells: list[list[str]], numeric: list[bool], width: int | None) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for name, right in zip(names, numeric, strict=False):
        table.add_column(Text(name.replace("_", " ")), justify="right" if right else "left", overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    stream = io.StringIO()
    wide = width or 10_000
    Console(file=stream, width=wide, color_system=None, legacy_windows=False).print(table)
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())
