"""`kg validate`: checks a graph against the shapes of the ontology."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import open_source, source_options

if TYPE_CHECKING:
    from kg.validate import Violation

LONGEST_VALUE = 120  # characters of an offending value that the table shows


@click.command()
@source_options
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON, for programs.")
@click.option(
    "--format", "form", type=click.Choice(["table", "turtle"]), default="table", show_default=True,
    help="For people, or a SHACL validation report.",
)  # fmt: skip
def command(store: Path, graph: Path | None, as_json: bool, form: str) -> int:
    """Check a graph against the shapes of the ontology (SHACL).

    Says of every node that fails a rule what it is, which file states it, what is wrong and what to do. Warnings do not
    make a graph fail.

    \b
    Examples:
      kg validate
      kg validate --graph graph.ttl
      kg validate --format turtle > report.ttl

    Exit codes: 0 the graph conforms, 1 it does not, 2 wrong usage.
    """
    from kg.validate import check, turtle_report

    with open_source(store, graph) as source:
        quads = list(source.quads())
    found = check(quads)
    conforms = all(one.severity != "Violation" for one in found)
    if as_json:
        click.echo(_json(found, conforms, len(quads)))
    elif form == "turtle":
        click.echo(turtle_report(found), nl=False)
    else:
        _table(found, conforms, len(quads))
    return 0 if conforms else 1


def _json(found: tuple[Violation, ...], conforms: bool, statements: int) -> str:
    import json
    from dataclasses import asdict

    report = {"conforms": conforms, "statements": statements, "results": [asdict(one) for one in found]}
    return json.dumps(report, ensure_ascii=False, indent=2)


def _table(found: tuple[Violation, ...], conforms: bool, statements: int) -> None:
    for one in found:
        colour = "red" if one.severity == "Violation" else "yellow"
        click.secho(f"{one.severity:<10}", fg=colour, nl=False)
        click.echo(f" {one.label}" + (f"  ({one.where})" if one.where else ""))
        click.echo(f"           {one.message}")
        if one.value:
            click.echo(f"           found:    {_short(one.value)}")
        if one.node != one.label:
            click.echo(f"           node:     {one.node}")
        if one.path:
            click.echo(f"           property: {_prefixed(one.path)}")
        click.echo()
    violations = sum(one.severity == "Violation" for one in found)
    counts = f"{_number(violations, 'violation')}, {_number(len(found) - violations, 'warning')}"
    click.secho("Conforms" if conforms else "Does not conform", fg="green" if conforms else "red", nl=False)
    click.echo(f": {_number(statements, 'statement')}, {counts}.")
    if not statements:
        click.echo("The graph is empty; `kg build PATH...` fills it.")


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _prefixed(iri: str) -> str:
    from kg.vocab import PREFIXES

    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
