"""The documentation of questions as Markdown, made of their headers: a table of them all, and a page a topic."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from kg.errors import QueryError
from kg.query.library import Parameter, QueryFile
from kg.query.tables import escaped

_SHOWN = 3  # rows of an answer
_MADE = "<!-- Made by kg queries --pages from the headers of the queries: change those, and make it again. -->\n"
_INDEX = """# What can be asked

Each of these questions is a file `queries/<topic>/<name>.rq` and a command: `kg query NAME`. `kg queries NAME` shows
its parameters, columns and SPARQL text. Each name below leads to its page, with an example of an answer.
"""


def pages(queries: Iterable[QueryFile], answers: Path | None = None) -> dict[str, str]:
    """Name of a file → its text: queries.md with a table of all, and queries/<topic>.md.

    answers: a folder of <name>.csv, whose first rows are shown as an example.
    Raises QueryError for an answer that cannot be read.
    """
    found = {"queries.md": ""}
    index = [_INDEX]
    for topic, group in groupby(
        sorted(queries, key=lambda query: (query.topic, query.name)), lambda query: query.topic
    ):
        questions = list(group)
        index.append(f"## {words(topic)}\n\n| question | command | parameters |\n| --- | --- | --- |\n")
        index[-1] += "".join(_row(query) for query in questions)
        sections = (_section(query, answers) for query in questions)
        found[f"queries/{topic}.md"] = f"{_MADE}\n# {words(topic)}\n\n" + "\n".join(sections)
    found["queries.md"] = f"{_MADE}\n" + "\n".join(index)
    return found


def words(topic: str) -> str:
    """A topic's folder as a heading: agencies-and-jurisdictions becomes "Agencies and jurisdictions"."""
    return topic.replace("-", " ").capitalize()


def usage(query: QueryFile) -> str:
    """A command line that asks the question, with the parameters that it needs."""
    needed = [f" -p {param.name}={quoted(param.example)}" for param in query.params if param.required]
    return f"kg query {query.name}{''.join(needed)}"


def quoted(value: str) -> str:
    """A value as a shell takes it: in double quotes where it holds more than plain letters."""
    plain = value.replace("-", "").replace(".", "").isalnum()
    return value if plain else '"' + "".join("\\" + char if char in '"\\$`' else char for char in value) + '"'


def _row(query: QueryFile) -> str:
    params = ", ".join(f"`{param.name}`" + (" (needed)" if param.required else "") for param in query.params)
    return f"| {escaped(query.summary)} | [`{query.name}`](queries/{query.topic}.md#{query.name}) | {params} |\n"


def _section(query: QueryFile, answers: Path | None) -> str:
    lines = [
        f"## {query.name}",
        "",
        f"**{query.title}.** {query.summary}",
        "",
        "```console",
        f"$ {usage(query)}",
        "```",
    ]
    if query.params:
        lines += ["", "| parameter | type | example | meaning |", "| --- | --- | --- | --- |"]
        lines += [_parameter(param) for param in query.params]
    lines += ["", "| column | meaning | unit |", "| --- | --- | --- |"]
    for column in query.columns:
        hidden = "; not in tables" if column.hidden else ""
        lines.append(f"| `{column.name}` | {escaped(column.meaning)}{hidden} | {escaped(column.unit or '')} |")
    lines += ["", f"Seen best as a {query.view}."]
    if answers is not None:
        lines += _answer(query, answers / f"{query.name}.csv")
    return "\n".join(lines) + "\n"


def _parameter(param: Parameter) -> str:
    kind = f"one of {', '.join(param.choices)}" if param.choices else param.type
    need = "needed" if param.required else f"otherwise {param.default}" if param.default else "optional"
    return f"| `{param.name}` | {kind}, {need} | `{param.example}` | {escaped(param.about)} |"


def _answer(query: QueryFile, path: Path) -> list[str]:
    """The first rows of an expected answer, without the columns that tables leave out."""
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise QueryError(f"an expected answer cannot be read: {error}", where=str(path)) from error
    names = [column.name for column in query.columns if not column.hidden]
    lines = [
        "",
        "An answer, on the made-up graph of the tests:",
        "",
        f"| {' | '.join(names)} |",
        "| --- " * len(names) + "|",
    ]
    lines += [f"| {' | '.join(escaped(row.get(name) or '') for name in names)} |" for row in rows[:_SHOWN]]
    return [*lines, *(["", f"... and {len(rows) - _SHOWN} more."] if len(rows) > _SHOWN else [])]
