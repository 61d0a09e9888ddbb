"""`kg analyze`: analyses of the network, each with the facts that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.common import PathName, open_source, source_options

if TYPE_CHECKING:
    import networkx as nx

    from kg.analyze.report import Report
    from kg.store.base import Store

F = TypeVar("F", bound=Callable[..., Any])
RELATIONS = ("subpoenaed", "detainer", "operates-in", "part-of", "within")
PERIODS = ("year", "quarter", "month")
LIMIT = 25

EPILOG = """\b
Examples:
  kg analyze rank                                   who stands in the middle
  kg analyze groups --network groups.gexf           communities, and a file for Gephi
  kg analyze path ICE "Washington County, Oregon"   how two are connected, with the words that say so
  kg analyze around Oregon --steps 2
  kg analyze change --by month
  kg analyze shared agencies --json
  kg analyze similar Oregon
"""


def _example(line: str) -> str:
    return f"\b\nExample:\n  {line}\n"


@click.group("analyze", epilog=EPILOG)
def command() -> None:
    """Analyse the network of agencies and jurisdictions. Every row says on which facts it rests (--facts, --json)."""


def output_options(function: F) -> F:
    """How the result goes out, and where the graph is read from."""
    options = (
        click.option("--json", "as_json", is_flag=True, help="The same as --format json: with the facts of each row."),
        click.option(
            "--format", "form", type=click.Choice(["table", "csv", "markdown", "json"]), default="table",
            show_default=True, help="How to write the result.",
        ),
        click.option("--facts", is_flag=True, help="A further column: the facts that a row rests on."),
        click.option(
            "--limit", type=click.IntRange(0), default=LIMIT, show_default=True, metavar="ROWS",
            help="Rows of a table; 0 is all. Other formats have all unless a limit is given.",
        ),
        click.option(
            "-o", "--output", type=PathName(path_type=Path, dir_okay=False), metavar="FILE",
            help="Write to a file in place of the screen.",
        ),
        click.option(
            "--network", "network_file", type=PathName(path_type=Path, dir_okay=False), metavar="FILE",
            help="Write the network with the results as attributes: .graphml, .gexf or .json.",
        ),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return source_options(function)


def tie_options(function: F) -> F:
    """Which ties of the network count."""
    options = (
        click.option(
            "--relations", type=click.Choice(RELATIONS), multiple=True, metavar="NAME",
            help=f"Count only these ties; may be repeated: {', '.join(RELATIONS)}.  [default: all]",
        ),
        click.option("--since", metavar="DATE", callback=_date, help="Only facts from then on: 2020, 2020-02, a day."),
        click.option("--until", metavar="DATE", callback=_date, help="Only facts until the end of then."),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


def backend_option(function: F) -> F:
    """--backend NAME of networkx."""
    return click.option("--backend", metavar="NAME", help="Compute on this backend of networkx, where installed.")(
        function
    )


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    import re

    if value is not None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise click.BadParameter(f"{value!r} is no date; write 2020, 2020-02 or 2020-02-15", context, parameter)
    return value


@command.command("rank", epilog=_example("kg analyze rank --relations subpoenaed --since 2020"))
@tie_options
@backend_option
@output_options
def rank_command(backend: str | None, **options: Any) -> None:
    """Who stands in the middle: degree, betweenness, PageRank."""
    from kg.analyze.rank import rank

    _on_network(lambda network, _: rank(network, backend), options)


@command.command("groups", epilog=_example("kg analyze groups --network groups.gexf"))
@click.option(
    "--method",
    type=click.Choice(["louvain", "leiden"]),
    default="louvain",
    show_default=True,
    help="How groups are found.",
)
@click.option("--resolution", type=float, default=1.0, show_default=True, help="Higher gives smaller groups.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same groups.")
@tie_options
@backend_option
@output_options
def groups_command(method: Any, resolution: float, seed: int, backend: str | None, **options: Any) -> None:
    """Communities: who is tied to one another more than to the rest."""
    from kg.analyze.groups import groups

    _on_network(lambda network, _: groups(network, method, resolution, seed, backend), options)


@command.command("weak", epilog=_example("kg analyze weak --facts"))
@tie_options
@output_options
def weak_command(**options: Any) -> None:
    """Nodes and ties without which the network falls apart."""
    from kg.analyze.weak import weak

    _on_network(lambda network, _: weak(network), options)


@command.command("cores", epilog=_example("kg analyze cores --format csv -o cores.csv"))
@tie_options
@output_options
def cores_command(**options: Any) -> None:
    """Dense cores (k-core)."""
    from kg.analyze.weak import cores

    _on_network(lambda network, _: cores(network), options)


@command.command("path", epilog=_example('kg analyze path ICE "Washington County, Oregon"'))
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option("--most", type=click.IntRange(1), default=5, show_default=True, help="Paths to show.")
@tie_options
@output_options
def path_command(start: str, end: str, most: int, **options: Any) -> None:
    """How two nodes are connected, given by label or IRI: the shortest paths, each step with its words."""
    from kg.analyze.paths import paths

    _on_network(lambda network, source: paths(network, _node(source, start), _node(source, end), most), options)


@command.command("around", epilog=_example("kg analyze around Oregon --steps 2"))
@click.argument("center", metavar="NODE")
@click.option("--steps", type=click.IntRange(1), default=1, show_default=True, help="How many ties away at most.")
@tie_options
@output_options
def around_command(center: str, steps: int, **options: Any) -> None:
    """What lies around one node, given by label or IRI (its ego network)."""
    from kg.analyze.paths import around

    _on_network(lambda network, source: around(network, _node(source, center), steps), options)


@command.command("change", epilog=_example("kg analyze change --by month"))
@click.option("--by", type=click.Choice(PERIODS), default="year", show_default=True, help="How long a period is.")
@tie_options
@output_options
def change_command(by: Any, **options: Any) -> None:
    """What each year, quarter or month adds to the network."""
    from kg.analyze.change import change

    _on_network(lambda network, _: change(network, by), options)


@command.command("spread", epilog=_example("kg analyze spread --by quarter"))
@click.option("--by", type=click.Choice(PERIODS), default="year", show_default=True, help="How long a period is.")
@output_options
def spread_command(by: Any, **options: Any) -> None:
    """How policies spread, by the first report of each."""
    from kg.analyze.change import spread

    _on_source(lambda source: spread(source, by), options)


@command.command("shared", epilog=_example("kg analyze shared agencies --json"))
@click.argument("projection", type=click.Choice(["agencies-jurisdictions", "agencies", "jurisdictions"]))
@output_options
def shared_command(projection: str, **options: Any) -> None:
    """Who shares what: agencies and the jurisdictions that they act in, agencies with the same laws or policies,
    jurisdictions with the same issuer."""
    from kg.analyze.sharing import shared

    _on_source(lambda source: shared(source, projection), options)


@command.command("similar", epilog=_example("kg analyze similar Oregon --least 0.2"))
@click.argument("place", required=False, metavar="[JURISDICTION]")
@click.option(
    "--least", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave out pairs less alike."
)
@output_options
def similar_command(place: str | None, least: float, **options: Any) -> None:
    """Jurisdictions that are alike in what they received, how they answered and which policies they have."""
    from kg.analyze.likeness import similar

    _on_source(lambda source: similar(source, _node(source, place, "Jurisdiction") if place else None, least), options)


def _node(source: Store, text: str, kind: str | None = None) -> str:
    from kg.query import lookup

    return lookup.only(source, text, kind=kind).iri


def _on_network(analysis: Callable[[nx.MultiDiGraph[str], Store], Report], options: dict[str, Any]) -> None:
    from kg.analyze.ties import Window, chosen
    from kg.graph import network
    from kg.graph.records import EDGE_KINDS

    wanted: tuple[Any, ...] = tuple(name.replace("-", " ") for name in options.pop("relations")) or EDGE_KINDS
    window = Window(options.pop("since"), options.pop("until"))
    _on_source(lambda source: analysis(chosen(network(source), wanted, window), source), options)


def _on_source(analysis: Callable[[Store], Report], options: dict[str, Any]) -> None:
    """Run an analysis and write its report, and its network where one is asked for."""
    from kg.export import atomic_write
    from kg.export.networks import network_format, write_network

    network_file: Path | None = options["network_file"]
    network_form = network_format(network_file) if network_file else None
    with open_source(options["store"], options["graph"]) as source:
        report = analysis(source)
    if network_file and network_form:
        if report.network is None:
            raise click.UsageError("this analysis has no network to write: leave --network out")
        content = write_network(report.network, network_form)
        with atomic_write(network_file) as stream:
            stream.write(content)
    _write(report, options)
    if network_file:
        click.echo(f"Wrote {network_file}.", err=True)


def _write(report: Report, options: dict[str, Any]) -> None:
    import shutil
    import sys

    from kg.analyze.render import render
    from kg.export import atomic_write

    form = "json" if options["as_json"] else options["form"]
    context = click.get_current_context()
    given = context.get_parameter_source("limit") is not click.core.ParameterSource.DEFAULT
    limit = (options["limit"] or None) if form == "table" or given else None
    screen = options["output"] is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if screen else None
    text = render(report, form, limit=limit, facts=options["facts"], width=width)
    if options["output"] is None:
        click.echo(text, nl=False)
        return
    with atomic_write(options["output"]) as stream:
        stream.write(text.encode("utf-8"))
    click.echo(f"Wrote {options['output']}.", err=True)
