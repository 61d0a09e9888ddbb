"""`kg query`: ask a question of the library, of a file, or typed in SPARQL."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import open_source, source_options

if TYPE_CHECKING:
    from kg.query.library import QueryFile

EPILOG = """\b
Examples:
  kg queries                                       what can be asked
  kg query subpoenas-by-recipient
  kg query subpoenas-by-jurisdiction -p jurisdiction=Oregon
  kg query statutes-cited --format csv -o statutes.csv
  kg query -f my-question.rq --graph graph.ttl
  kg query 'SELECT ?label { ?a a jg:Agency ; skos:prefLabel ?label } ORDER BY ?label'
"""


@click.command(epilog=EPILOG)
@click.argument("question", required=False, metavar="[NAME | SPARQL]")
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path),
    metavar="FILE.rq",
    help="Ask the query in a file (- for standard input).",
)
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the question; may be repeated."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "turtle"]),
    help="How to write the answer; turtle is for CONSTRUCT and DESCRIBE.  [default: table, or turtle for a graph]",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file in place of the screen."
)
@click.option(
    "--library",
    "folders",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="DIR",
    help="A further folder of questions, <topic>/<name>.rq.",
)
@source_options
def command(
    question: str | None,
    file: Path | None,
    params: tuple[str, ...],
    form: str | None,
    output: Path | None,
    folders: tuple[Path, ...],
    store: Path,
    graph: Path | None,
) -> None:
    """Ask the graph a question: one of the library by its NAME, one in a file, or SPARQL (what has a space or "{").

    Ad-hoc SPARQL may use the prefixes jg, id, skos, dcterms and the other usual ones without declaring them.
    """
    if (question is None) == (file is None):
        raise click.UsageError("give the name of a question, or SPARQL, or -f FILE.rq; kg queries lists the names")
    values = _values(params)
    query, sparql = _question(question, file, folders)
    if query is None and values:
        raise click.UsageError("parameters are for questions with a header; write the value into the query")

    from kg.query.results import render
    from kg.query.run import run, run_text

    with open_source(store, graph) as source:
        results = run(source, query, values) if query else run_text(source, sparql)
        hidden = [column.name for column in query.columns if column.hidden] if query else []
        on_screen = output is None and sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if on_screen else None
        answer = render(results, form, source, hidden=hidden, width=width)
    if output is None:
        click.echo(answer.encode("utf-8"), nl=False)
    else:
        from kg.export import atomic_write

        with atomic_write(output) as stream:
            stream.write(answer.encode("utf-8"))


def _question(question: str | None, file: Path | None, folders: tuple[Path, ...]) -> tuple[QueryFile | None, str]:
    """A query with a header, or None and the text of one without."""
    from kg.query.library import find, parse

    if file is not None:
        text, name = _read(file)
        if not text.startswith("#'"):
            return None, text
        return parse(text, name=name, topic="file", where=str(file)), text
    assert question is not None
    if "{" in question or re.search(r"\s", question.strip()):
        return None, question
    return find(question.strip(), folders), ""


def _read(file: Path) -> tuple[str, str]:
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode("utf-8"), "standard-input"
        return file.read_text(encoding="utf-8"), re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "query"
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "is not UTF-8 text"
        raise click.UsageError(f"cannot read the query file {file}: {reason}") from error


def _values(params: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--param takes NAME=VALUE, not {param!r}")
        if name.strip() in values:
            raise click.UsageError(f"--param {name.strip()} is given twice")
        values[name.strip()] = value
    return values
