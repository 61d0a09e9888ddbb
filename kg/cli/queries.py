"""`kg queries`: what the library can answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import PathName, open_source, queries_option, source_options

if TYPE_CHECKING:
    from kg.query.library import Parameter, QueryFile

EPILOG = """\b
Examples:
  kg queries
  kg queries subpoenas-by-recipient     its parameters, columns and SPARQL text
  kg queries --json | jq '.[].name'
  kg queries --queries mine --pages docs                     their documentation, yours among them
  kg queries --queries mine --check --answers mine/expected  yours against the answers that you expect
"""


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Everything that the headers say, as JSON.")
@click.option(
    "--pages", type=PathName(path_type=Path), metavar="DIR",
    help="Write the documentation of all questions there: queries.md and a page a topic.",
)  # fmt: skip
@click.option(
    "--answers", type=PathName(path_type=Path), metavar="DIR",
    help="Folder of expected answers, NAME.csv: examples for --pages, what --check compares with.",
)  # fmt: skip
@click.option("--check", is_flag=True, help="Ask the questions of your folders (else the library's) and compare.")
@click.option("--accept", is_flag=True, help="With --check: keep the answers as they are now as the expected ones.")
@queries_option
@source_options
def command(
    name: str | None,
    as_json: bool,
    pages: Path | None,
    answers: Path | None,
    check: bool,
    accept: bool,
    folders: tuple[Path, ...],
    store: Path,
    graph: Path | None,
) -> int | None:
    """List the questions that `kg query` knows by name, or show one of them; document and check your own."""
    from kg import resources
    from kg.config import query_settings
    from kg.query.library import find, load

    folders = (*query_settings().folders, *folders)
    if name is not None:
        query = find(name, folders)
        click.echo(json.dumps(_data(query), indent=2, ensure_ascii=False) if as_json else _page(query))
        return None
    queries = load([resources.path("queries"), *folders]).values()
    if check or accept:
        if answers is None:
            raise click.UsageError("--check needs --answers DIR, the folder of expected answers")
        return _check(load(folders).values() if folders else queries, answers, accept, store, graph)
    if pages is not None:
        _write(queries, pages, answers)
    elif as_json:
        click.echo(json.dumps([_data(query) for query in queries], indent=2, ensure_ascii=False))
    else:
        click.echo(_listing(queries))
    return None


def _write(queries: Iterable[QueryFile], folder: Path, answers: Path | None) -> None:
    from kg.export import atomic_write
    from kg.query.pages import pages

    found = pages(queries, answers)
    (folder / "queries").mkdir(parents=True, exist_ok=True)
    for name, text in found.items():
        with atomic_write(folder / name) as stream:
            stream.write(text.encode("utf-8"))
    click.echo(f"Wrote {folder / 'queries.md'} and {len(found) - 1} pages in {folder / 'queries'}.", err=True)


def _check(queries: Iterable[QueryFile], answers: Path, accept: bool, store: Path, graph: Path | None) -> int:
    """1 where a question is not as expected."""
    from kg.export import atomic_write
    from kg.query.check import check

    failed = 0
    with open_source(store, graph) as source:
        for outcome in check(source, queries, answers):
            if accept and outcome.problem is not None and outcome.answer is not None:
                answers.mkdir(parents=True, exist_ok=True)
                with atomic_write(answers / f"{outcome.name}.csv") as stream:
                    stream.write(outcome.answer.encode("utf-8"))
                click.echo(f"kept    {outcome.name}")
            elif outcome.problem is not None:
                failed += 1
                click.echo(f"FAILED  {outcome.name}: {outcome.problem}")
            else:
                click.echo(f"ok      {outcome.name}")
    return 1 if failed else 0


def _listing(queries: Iterable[QueryFile]) -> str:
    queries = list(queries)
    width = max((len(query.name) for query in queries), default=0)
    blocks = []
    for topic, group in groupby(queries, key=lambda query: query.topic):
        lines = [topic.replace("-", " ")]
        for query in group:
            lines.append(f"  {query.name:<{width}}  {query.summary}")
            lines += [f"  {'':<{width}}    {_usage(param)}" for param in query.params]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, "Ask one with: kg query NAME [-p NAME=VALUE]... See one with: kg queries NAME"])


def _usage(param: Parameter) -> str:
    from kg.query.pages import quoted

    example = quoted(param.example)
    need = "needed" if param.required else f"otherwise {param.default}" if param.default else "optional"
    return f"-p {param.name}={example}  ({need}) {param.about}"


def _page(query: QueryFile) -> str:
    lines = [f"{query.name}: {query.title}", query.summary, "", "Parameters"]
    lines += [f"  {_usage(param)}; {_type(param)}" for param in query.params] or ["  none"]
    width = max(len(column.name) for column in query.columns)
    lines += ["", f"Columns (seen best as {query.view})"]
    for column in query.columns:
        unit = f" [{column.unit}]" if column.unit else ""
        lines.append(f"  {column.name:<{width}}  {column.meaning}{unit}{' (not in tables)' if column.hidden else ''}")
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#'"))
    return "\n".join([*lines, "", "SPARQL", body.strip()])


def _type(param: Parameter) -> str:
    return f"one of {', '.join(param.choices)}" if param.choices else f"type: {param.type}"


def _data(query: QueryFile) -> dict[str, object]:
    data = asdict(query)
    for record, param in zip(data["params"], query.params, strict=True):
        record["required"] = param.required
    return data
