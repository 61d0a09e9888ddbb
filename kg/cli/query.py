"""`kg query`: ask a question of the library, of a file, or typed in SPARQL."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from kg.cli.common import PathName, queries_option, source_options

if TYPE_CHECKING:
    from kg.query.request import Request

# The names in kg.query.results.FORMATS, spelt out so that --help imports no RDF library; a test holds the two together.
FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml", "parquet", "turtle")
SUFFIXES = {
    ".csv": "csv", ".json": "json", ".md": "markdown", ".parquet": "parquet", ".srj": "json", ".srx": "xml",
    ".tsv": "tsv", ".ttl": "turtle", ".txt": "table", ".xml": "xml",
}  # fmt: skip

EPILOG = """\b
Examples:
  kg queries                                       what can be asked
  kg query subpoenas-by-recipient
  kg query subpoenas-by-jurisdiction -p jurisdiction=Oregon
  kg query statutes-cited -o statutes.csv
  kg query subpoenas-by-recipient --iris --format markdown
  kg query -f my-question.rq --graph graph.ttl --timeout 30
  kg query 'SELECT ?label { ?a a jg:Agency ; skos:prefLabel ?label } ORDER BY ?label'

\b
A table longer than the screen is shown by the program that PAGER names, else by less.
Settings: kg.toml in this folder, [query] with folders = [...] and timeout = SECONDS.
"""


@click.command(epilog=EPILOG)
@click.argument("question", required=False, metavar="[NAME | SPARQL]")
@click.option(
    "-f", "--file", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE.rq",
    help="Ask the query in a file (- for standard input).",
)  # fmt: skip
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the question; may be repeated."
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS),
    help="How to write the answer; turtle is for CONSTRUCT and DESCRIBE.  "
    "[default: what the suffix of -o says, else table, or turtle for a graph]",
)  # fmt: skip
@click.option(
    "-o", "--output", type=PathName(path_type=Path), metavar="FILE",
    help="Write to this file, whole or not at all.  [default: the screen]",
)  # fmt: skip
@click.option("--iris", is_flag=True, help="Show full IRIs in tables, and all columns, in place of labels.")
@click.option("--no-pager", is_flag=True, help="Never call a pager.")
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
    help="Stop a question that takes longer.  [default: no limit]",
)  # fmt: skip
@queries_option
@source_options
def command(
    question: str | None,
    file: Path | None,
    params: tuple[str, ...],
    form: str | None,
    output: Path | None,
    iris: bool,
    no_pager: bool,
    timeout: float | None,
    folders: tuple[Path, ...],
    store: Path,
    graph: Path | None,
) -> None:
    """Ask the graph a question: one of the library by its NAME, one in a file, or SPARQL (what has a space or "{").

    Ad-hoc SPARQL may use the prefixes jg, id, skos, dcterms and the other usual ones without declaring them.
    """
    if (question is None) == (file is None):
        raise click.UsageError("give the name of a question, or SPARQL, or -f FILE.rq; kg queries lists the names")
    from kg.config import query_settings
    from kg.query.request import Request

    settings = query_settings()
    name, text, where, title = _question(question, file)
    values = _values(params)
    if values and name is None and not text.startswith("#'"):
        raise click.UsageError("parameters are for questions with a header; write the value into the query")
    on_screen = output is None and sys.stdout.isatty()
    if form is None and output is not None:
        form = SUFFIXES.get(output.suffix.lower())
    if form == "parquet" and on_screen:
        raise click.UsageError("parquet is for programs, not for the screen: name a file with -o")
    request = Request(
        store=str(store),
        graph=None if graph is None else str(graph),
        name=name,
        text=text,
        where=where,
        title=title,
        folders=tuple(map(str, (*settings.folders, *folders))),
        values=tuple(values.items()),
        form=form,
        width=shutil.get_terminal_size().columns if on_screen else None,
        iris=iris,
    )
    _note(text)
    _answer(request, output, settings.timeout if timeout is None else timeout, pager=on_screen and not no_pager)


def _note(text: str) -> None:
    """Say on standard error which names of a query are none of the vocabulary's; it is asked all the same."""
    if text:
        from kg.query.terms_used import notes

        for note in notes(text):
            click.echo(f"Note: {note}", err=True)


def _answer(request: Request, output: Path | None, timeout: float | None, *, pager: bool) -> None:
    """Nothing is shown before all is there, so that no part of an answer looks like the whole."""
    from kg.query.sandbox import ask

    if output is not None:
        from kg.export.files import atomic_write

        with atomic_write(output) as stream:
            ask(request, stream, timeout=timeout)
        return
    with tempfile.TemporaryFile() as stream:
        ask(request, stream, timeout=timeout)
        stream.seek(0)
        if pager:
            from kg.cli.pager import show

            show(stream.read())
        else:
            _copy(stream)


def _copy(stream: BinaryIO) -> None:
    sys.stdout.flush()
    shutil.copyfileobj(stream, sys.stdout.buffer, 2**20)
    sys.stdout.buffer.flush()


def _question(question: str | None, file: Path | None) -> tuple[str | None, str, str, str]:
    """Name in the library or None, and of a query that has none its text, what to call it, and a name for it."""
    if file is not None:
        text, title = _read(file)
        return None, text, "standard input" if str(file) == "-" else str(file), title
    assert question is not None
    if "{" in question or re.search(r"\s", question.strip()):
        return None, question, "query", "query"
    return question.strip(), "", "", ""


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
