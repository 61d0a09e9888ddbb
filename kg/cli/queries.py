"""`kg queries`: what the library can answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import queries_option

if TYPE_CHECKING:
    from kg.query.library import Parameter, QueryFile

EPILOG = """\b
Examples:
  kg queries
  kg queries subpoenas-by-recipient     its parameters, columns and SPARQL text
  kg queries --json | jq '.[].name'
"""


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Everything that the headers say, as JSON.")
@queries_option
def command(name: str | None, as_json: bool, folders: tuple[Path, ...]) -> None:
    """List the questions that `kg query` knows by name, or show one of them."""
    from kg import resources
    from kg.config import query_settings
    from kg.query.library import find, load

    folders = (*query_settings().folders, *folders)

    if name is not None:
        query = find(name, folders)
        click.echo(json.dumps(_data(query), indent=2, ensure_ascii=False) if as_json else _page(query))
        return
    queries = load([resources.path("queries"), *folders]).values()
    if as_json:
        click.echo(json.dumps([_data(query) for query in queries], indent=2, ensure_ascii=False))
    else:
        click.echo(_listing(queries))


def _listing(queries: Iterable[QueryFile]) -> str:
    queries = list(queries)
    width = max((len(query.name) for query in queries), default=0)
    blocks = []
    for topic, group in groupby(queries, key=lambda query: query.topic):
        lines = [topic]
        for query in group:
            lines.append(f"  {query.name:<{width}}  {query.summary}")
            lines += [f"  {'':<{width}}    {_usage(param)}" for param in query.params]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, "Ask one with: kg query NAME [-p NAME=VALUE]... See one with: kg queries NAME"])


def _usage(param: Parameter) -> str:
    example = f'"{param.example}"' if " " in param.example else param.example
    need = "needed" if param.required else f"otherwise {param.default}" if param.default else "optional"
    return f"-p {param.name}={example}  ({need}) {param.about}"


def _page(query: QueryFile) -> str:
    lines = [f"{query.name}: {query.title}", query.summary, "", "Parameters"]
    lines += [f"  {_usage(param)}; type: {param.type}" for param in query.params] or ["  none"]
    width = max(len(column.name) for column in query.columns)
    lines += ["", f"Columns (seen best as {query.view})"]
    for column in query.columns:
        lines.append(f"  {column.name:<{width}}  {column.meaning}{' (not in tables)' if column.hidden else ''}")
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#'"))
    return "\n".join([*lines, "", "SPARQL", body.strip()])


def _data(query: QueryFile) -> dict[str, object]:
    data = asdict(query)
    for record, param in zip(data["params"], query.params, strict=True):
        record["required"] = param.required
    return data
