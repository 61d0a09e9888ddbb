"""`kg build`: read documents into the graph."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import PathName, judgements_file, judgements_option, layers_option, store_option

if TYPE_CHECKING:
    from kg.judgements import Judgement
    from kg.report import Outcome, Report, Result

# Class of the ontology → what one of them and several are called.
_SHOWN = [
    ("Document", "document", "documents"),
    ("Agency", "agency", "agencies"),
    ("Jurisdiction", "jurisdiction", "jurisdictions"),
    ("Subpoena", "subpoena", "subpoenas"),
    ("Response", "response", "responses"),
    ("DetainerRequest", "detainer request", "detainer requests"),
    ("Statute", "statute", "statutes"),
    ("Policy", "policy", "policies"),
]

OUTCOMES: tuple[Outcome, ...] = ("built", "unchanged", "skipped", "failed")
EPILOG = """\b
Examples:
  kg build documents/                      read a folder into the store .kg
  kg build a.txt more/ -o graph.ttl        several sources; write Turtle too
  kg build documents/ --fresh --workers 4  start over, with four processes
  kg build new/ --keep-missing             keep in the graph what was deleted from new/
  kg build documents/ --judgements our.yaml  apply what people judged (see kg review)

\b
Text (.txt), Markdown with front matter (.md) and HTML are read. A `sources.toml` beside the documents can give their
title, publisher, date and address. A second run reads only what has changed, and takes out what was read from below
these paths and is no file any more, with all that only it stated.
Exit codes: 0 all files good, 1 some failed (they are listed, the others are built), 2 wrong usage.
"""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, type=PathName(path_type=Path), metavar="PATH...")
@store_option
@click.option("--fresh", is_flag=True, help="Empty the store first.")
@click.option("--keep-missing", is_flag=True, help="Leave in the graph what was read before and is no file any more.")
@click.option("--wait", is_flag=True, help="Where another build writes to this store, wait until it has finished.")
@click.option(
    "-o",
    "--output",
    type=PathName(path_type=Path),
    metavar="FILE",
    help="Write the whole graph there too; the suffix tells the format (.ttl, .nq, .trig, .nt, .jsonld).",
)
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Processes to use.  [default: by the number of files]"
)
@layers_option
@judgements_option
@click.option("--json", "as_json", is_flag=True, help="Print a summary for programs.")
def command(
    paths: tuple[Path, ...],
    store: Path,
    fresh: bool,
    keep_missing: bool,
    wait: bool,
    output: Path | None,
    workers: int | None,
    layers: tuple[str, ...],
    judgements: Path | None,
    as_json: bool,
) -> int:
    """Read files and folders, extract what they state, apply what people judged, and store it with the words that state
    it."""
    from kg.export import format_of
    from kg.judgements import Judgements, load
    from kg.pipeline import build
    from kg.query.totals import totals
    from kg.store import building, open_store, wipe

    chosen = format_of(output) if output is not None else None
    judged = judgements_file(judgements, store)
    # A mistake in it is told before anything is changed.
    given = load(judged) if judgements is not None or judged.exists() else Judgements()
    begun = _now()
    with ExitStack() as held:
        held.enter_context(building(store, wait=wait, waiting=_waiting))
        if fresh and any(os.path.lexists(path) for path in paths):  # a mistyped path is not to cost the whole graph
            wipe(store)
        opened = held.enter_context(open_store(store))
        if not given.all and any(state.judged for state in opened.states().values()):
            click.echo(f"Note: there are no judgements any more; those of before are undone ({judged}).", err=True)
        with _progress(quiet=as_json) as (started, advanced):
            report = build(
                paths,
                opened,
                workers=workers,
                layers=layers,
                keep_missing=keep_missing,
                judgements=given,
                started=started,
                advanced=advanced,
            )
        _log(store, report, begun, paths=[str(path) for path in paths], fresh=fresh, keep_missing=keep_missing)
        found = totals(opened)
        if output is not None and chosen is not None:
            from kg.export import atomic_write, export

            with atomic_write(output) as stream:
                export(opened, chosen, stream)
    if as_json:
        click.echo(json.dumps(_machine(report, found, store, output), indent=1, ensure_ascii=False))
    else:
        _say(report, found, store, output, judged)
    return 1 if report.of("failed") else 0


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _log(store: Path, report: Report, begun: str, **given: object) -> None:
    """Add this build to the log beside the store: when it was, what was asked for, what came of it."""
    from kg.history import log_build
    from kg.pipeline import pipeline_version

    entry: dict[str, object] = {"started": begun, "ended": _now(), "version": pipeline_version()}
    entry |= {"activity": report.activity, **given, "taken_out": len(report.gone)}
    entry |= {outcome: len(report.of(outcome)) for outcome in OUTCOMES}
    log_build(store, entry)


def _waiting(who: str) -> None:
    with suppress(BrokenPipeError):
        click.echo(f"Waiting: {who} is writing to this store.", err=True)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[tuple[Callable[[int], None], Callable[[Result], None]]]:
    """A bar on a terminal, a line a file elsewhere, nothing for programs; all on standard error."""
    if quiet:
        yield (lambda total: None), (lambda result: None)
        return
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}", markup=False),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None, name="")
            yield (
                lambda total: bar.update(task, total=total),
                lambda result: bar.update(task, advance=1, name=Path(result.path).name),
            )
        return
    count = [0, 0]

    def started(total: int) -> None:
        count[1] = total

    def advanced(result: Result) -> None:
        count[0] += 1
        with suppress(BrokenPipeError):  # nobody reads the progress any more: the work goes on
            click.echo(f"[{count[0]}/{count[1]}] {result.outcome:9} {result.path}{_gist(result)}", err=True)

    yield started, advanced


def _gist(result: Result) -> str:
    if result.outcome in ("failed", "skipped"):
        return f": {result.reason}"
    counts = dict(result.counts)
    shown = ((counts.get(name, 0), one, many) for name, one, many in _SHOWN[3:])
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in shown if number]
    return f": {', '.join(parts)}" if parts else ""


def _say(report: Report, found: dict[str, int], store: Path, output: Path | None, judged: Path) -> None:
    click.echo(", ".join(f"{len(report.of(outcome))} {outcome}" for outcome in OUTCOMES))
    if report.gone:
        click.echo(f"{len(report.gone)} taken out: no longer there")
    if report.judgements:
        without = len({id(one) for one, _ in report.unmet})
        click.echo(f"{report.judgements - without} of {report.judgements} judgements applied")
    click.echo()
    click.echo("The graph holds")
    for name, one, many in _SHOWN:
        number = found.get(name, 0)
        click.echo(f"  {number:6,} {one if number == 1 else many}")
    for title, results in (("Skipped", report.of("skipped")), ("Failed", report.of("failed"))):
        if results:
            click.echo(f"\n{title}:")
        for result in results:
            click.echo(f"  {result.path}: {result.reason}" + (f" ({result.hint})" if result.hint else ""))
    if report.gone:
        click.echo("\nTaken out, with all that only they stated (--keep-missing keeps them):")
    for path in report.gone:
        click.echo(f"  {path}")
    if report.set_aside:
        click.echo("\nSet aside, because they do not meet the shapes:")
        for item in report.set_aside:
            click.echo(f"  {item.where}: {item.what}: {item.reason}")
    if report.unmet:
        click.echo(f"\nJudgements that nothing came of (they are kept in {judged}):")
        for judgement, why in report.unmet:
            click.echo(f"  line {judgement.line}: {judgement.verb}: {_about(judgement)}: {why}")
    click.echo(f"\nStore: {store}" + (f"\nGraph: {output}" if output else ""))


def _about(one: Judgement) -> str:
    from kg.judgements.graph import called

    return " and ".join(map(called, one.facts))


def _machine(report: Report, found: dict[str, int], store: Path, output: Path | None) -> dict[str, object]:
    return {
        "store": store.as_posix(),
        "output": output.as_posix() if output else None,
        "graph": {many.replace(" ", "_"): found.get(name, 0) for name, _, many in _SHOWN},
        "activity": report.activity,
        "taken_out": report.gone,
        "judgements": {
            "given": report.judgements,
            "unmet": [
                {"line": one.line, "kind": one.verb, "about": _about(one), "why": why} for one, why in report.unmet
            ],
        },
        "files": [
            {
                "path": result.path,
                "outcome": result.outcome,
                "counts": dict(result.counts),
                "reason": result.reason or None,
                "hint": result.hint or None,
                "set_aside": [
                    {"what": i.what, "where": i.where, "reason": i.reason, "node": i.node} for i in result.set_aside
                ],
            }
            for result in report.results
        ],
    }
