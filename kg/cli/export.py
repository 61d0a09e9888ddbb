"""`kg export`: writes the graph in a standard format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.common import VIEWS, open_source, source_options
from kg.errors import ExportError

# The names in kg.export.FORMATS, spelt out so that --help imports no RDF library; a test holds the two together.
FORMATS = ("turtle", "nquads", "trig", "ntriples", "jsonld")

EPILOG = """\b
Examples:
  kg export > graph.ttl                       Turtle, sorted: same documents, same bytes
  kg export -o graph.nq                       N-Quads with one named graph a document
  kg export --view documents -o raw.nq        what the documents state, before any merge
  kg export --source notice.txt               what one document states, by its file name or key
  kg export --format jsonld -o graph.json     JSON-LD with its context
  kg export --format rdf12 -o graph12.nt      with triple terms: which statements a quote supports
  kg export --graph old.nq -o old.ttl         another RDF file, rewritten as sorted Turtle

\b
The merged view has each event that several documents tell once, with the evidence of all.
turtle, ntriples and jsonld hold the union of all graphs; nquads and trig keep
each document's graph apart, what was merged, and how the graph was made.
rdf12 is N-Triples 1.2: the union and, for tools that know them, triple terms.
"""


@click.command("export", epilog=EPILOG)
@click.option(
    "--format", "form", type=click.Choice([*FORMATS, "rdf12"]),
    help="The format.  [default: what the suffix of -o says, else turtle]",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE",
    help="Write to this file, whole or not at all.  [default: standard output]",
)  # fmt: skip
@click.option(
    "--view", type=click.Choice(VIEWS), default="merged", show_default=True,
    help="Events merged across documents, or as each document states them.",
)  # fmt: skip
@click.option("--source", metavar="NAME", help="Only what this document states, by its file name or key.")
@source_options
def command(
    form: str | None, output: Path | None, view: str, source: str | None, store: Path, graph: Path | None
) -> None:
    """Write the graph as Turtle, N-Quads, TriG, N-Triples or JSON-LD."""
    from kg.export import atomic_write, export, format_of, rows

    to_file = output is not None and str(output) != "-"
    if form is None:
        form = "turtle"
        if output is not None and to_file:
            try:
                form = format_of(output)
            except ExportError as error:
                raise click.UsageError(str(error)) from error
    with open_source(store, graph) as opened:
        chosen = rows(opened, view, source)
        if output is not None and to_file:
            with atomic_write(output) as stream:
                export(chosen, form, stream)
            click.echo(f"Wrote {output} ({form}).", err=True)
        else:
            export(chosen, form, sys.stdout.buffer)
