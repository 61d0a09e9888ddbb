"""`kg evaluate`: how much of what documents state is found, how much of what is found is right, and what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import VIEWS, PathName, layers_option, open_source

if TYPE_CHECKING:
    from kg.evaluate import Evaluation
    from kg.evaluate.compare import Change, Comparison
    from kg.evaluate.judge import Judged
    from kg.evaluate.passages import Passage
    from kg.evaluate.runs import Run
    from kg.evaluate.tally import Kind, Tally

EPILOG = """\b
Examples:
  kg evaluate gold.json documents/                   figures for each kind of fact
  kg evaluate gold/ documents/ --misses              what is missed and what is wrong, with the words
  kg evaluate gold/ documents/ --save before.json    keep the outcome
  kg evaluate gold/ documents/ --against before.json what was gained and lost since then
  kg evaluate gold.json documents/ --graph graph.ttl judge a graph made elsewhere
  kg evaluate gold/ documents/ --view documents      each document by its own statements, whatever others say

\b
Without --graph or --store the graph is built in memory from the documents that have gold facts.
Exit codes: 0 all good; 1 the F1 of a kind fell by more than the tolerance, a document is missing, a quote is not the
text at its place, or a shape is violated; 2 wrong usage.
"""
KIND_WIDTH, FIELD_WIDTH = 22, 30
SHOWN = 5  # of a list that no option asks for


@click.command(epilog=EPILOG)
@click.argument("gold", nargs=-1, required=True, type=PathName(path_type=Path), metavar="GOLD...")
@click.argument("documents", type=PathName(path_type=Path), metavar="DIR")
@click.option("--misses", is_flag=True, help="Show each missed and each wrong fact or field with its words.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON, for programs.")
@click.option("--save", type=PathName(path_type=Path), metavar="RUN", help="Keep the outcome in this file (JSON).")
@click.option("--against", type=PathName(path_type=Path), metavar="RUN", help="Compare with an outcome that was kept.")
@click.option(
    "--tolerance", type=click.FloatRange(min=0), default=1.0, show_default=True, metavar="POINTS",
    help="How far the F1 of a kind may fall below that of --against, in hundredths.",
)  # fmt: skip
@click.option("--totals-only", is_flag=True, help="Print and keep counts only: no fact, no text, no file name.")
@click.option(
    "--graph", type=PathName(path_type=Path), metavar="FILE",
    help="Judge this RDF file (.ttl, .nq, .trig, .nt, .jsonld) in place of building one.",
)  # fmt: skip
@click.option(
    "--store", type=PathName(path_type=Path), metavar="DIR", help="Judge this store in place of building a graph."
)
@click.option(
    "--view", type=click.Choice(VIEWS), default="merged", show_default=True,
    help="Judge an event by what all documents say of it, or each document by its own.",
)  # fmt: skip
@layers_option
def command(
    gold: tuple[Path, ...],
    documents: Path,
    misses: bool,
    as_json: bool,
    save: Path | None,
    against: Path | None,
    tolerance: float,
    totals_only: bool,
    graph: Path | None,
    store: Path | None,
    view: str,
    layers: tuple[str, ...],
) -> int:
    """Score what is extracted from documents by their gold facts.

    GOLD is one or more gold files, or folders that hold some (.json); DIR is the folder of the documents that they are
    about. Prints precision, recall and F1 for each kind of fact, how often each field of a subpoena or detainer is
    right, whether the quotes are exact and whether the graph conforms to the shapes.
    """
    if totals_only and misses:
        raise click.UsageError("--misses shows what --totals-only hides: give one of them")
    if graph is not None and store is not None:
        raise click.UsageError("--graph and --store both name a graph: give one of them")
    from kg.evaluate import compare, evaluate, load_gold, load_run, run_of, save_run

    entries = load_gold(gold)
    before = load_run(against) if against is not None else None
    source = open_source(store or Path(), graph) if graph is not None or store is not None else None
    found = evaluate(entries, documents, source, layers, view)
    run = run_of(found, totals_only=totals_only)
    comparison = compare(before, run) if before is not None else None
    if save is not None:
        save_run(run, save)
    falls: Mapping[Kind, float] = comparison.falls(tolerance) if comparison is not None else {}
    if as_json:
        click.echo(json.dumps(_machine(found, run, comparison, falls, misses), ensure_ascii=False, indent=1))
    else:
        lines = [*_figures(run), *_soundness(found, totals_only)]
        lines += _misses(found) if misses else []
        lines += _comparison(comparison, falls, against, tolerance) if comparison is not None else []
        click.echo("\n".join(lines))
    return 0 if found.sound and not falls else 1


def _figures(run: Run) -> Iterator[str]:
    from kg.evaluate.tally import ALL, total

    yield f"{'':{KIND_WIDTH}}{'P':>7}{'R':>7}{'F1':>7}{'tp':>6}{'fp':>6}{'fn':>6}"
    for kind, one in [*run.kinds.items(), (ALL, total(run.kinds.values()))]:
        figures = f"{one.precision:7.3f}{one.recall:7.3f}{one.f1:7.3f}"
        yield f"{kind:{KIND_WIDTH}}{figures}{one.tp:6}{one.fp:6}{one.fn:6}"
    for name, (right, of) in run.fields.items():
        yield f"{name:{FIELD_WIDTH}}{right:5} of {of}"


def _soundness(found: Evaluation, totals_only: bool) -> Iterator[str]:
    """Documents, quotes and shapes; what is wrong with them by name, unless names are to stay hidden."""
    quotes = found.quotes
    violations = [one for one in found.violations if one.severity == "Violation"]
    yield f"{'documents':{FIELD_WIDTH}}{len(found.digests) - len(found.problems):5} of {len(found.digests)}"
    yield f"{'quotes exact':{FIELD_WIDTH}}{quotes.right:5} of {quotes.of}"
    others = f"{len(found.violations) - len(violations)} warnings, {len(found.set_aside)} set aside"
    yield f"{'shapes':{FIELD_WIDTH}}{len(violations):5} violations, {others}"
    if totals_only:
        return
    yield from _listed("Documents missing", [f"{file}: {reason}" for file, reason in found.problems])
    yield from _listed("Quotes that are not the text", found.quotes.inexact)
    yield from _listed("Violations", [f"{one.label} ({one.where}): {one.message}" for one in violations])
    yield from _listed("Set aside", [f"{one.where}: {one.what}: {one.reason}" for one in found.set_aside])


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield f"{title}:"
        yield from (f"  {line}" for line in lines[:SHOWN])
        yield from [f"  and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []


def _misses(found: Evaluation) -> Iterator[str]:
    """Each missed and each wrong fact, and each wrong field, with the words."""
    for one in _faulty(found):
        yield ""
        yield f"{'field' if one.verdict == 'found' else one.verdict:7} {one.file} {one.kind}: {one.fact}"
        for mark in one.marks:
            if not mark.right:
                yield f"        {mark.field} wrong: {mark.given}, not {mark.wanted}"
        passages = _passages(found, one)
        for passage in passages:
            rules = f" [{', '.join(passage.rules)}]" if passage.rules else ""
            yield f'        {passage.start}-{passage.end}{rules}: "{" ".join(passage.quote.split())}"'
        if not passages:
            yield "        " + ("no sentence names it" if one.verdict == "missed" else "no evidence in this document")


def _faulty(found: Evaluation) -> Iterator[Judged]:
    for one in found.judged:
        if one.verdict != "found" or not all(mark.right for mark in one.marks):
            yield one


def _passages(found: Evaluation, one: Judged) -> tuple[Passage, ...]:
    from kg.evaluate.passages import evidence_of, sentences_of

    if one.verdict != "missed":
        return evidence_of(found.graph, one)
    return sentences_of(found.documents[one.file], one) if one.file in found.documents else ()


def _comparison(
    comparison: Comparison, falls: Mapping[Kind, float], against: Path | None, tolerance: float
) -> Iterator[str]:
    yield ""
    yield f"Since {against}:"
    if comparison.totals_only:
        if not comparison.same_corpus:
            yield "  Other documents or other gold facts than then: the figures are not of the same."
    else:
        for title, changes in (("gained", comparison.gained), ("lost", comparison.lost)):
            yield from (f"  {title:7} {_told(change)}" for change in changes)
        yield f"  {len(comparison.gained)} gained, {len(comparison.lost)} lost in {comparison.compared} documents."
        yield from _listed(
            "  Not compared, because they are new, gone, or changed in text or gold",
            [f"  {file}" for file in comparison.left_out],
        )
    moved = [(kind, *pair) for kind, pair in _rows(comparison) if pair[0] != pair[1]]
    if comparison.totals_only and not moved:
        yield "  No count of facts changed."
    if moved:
        yield f"  {'':{KIND_WIDTH}}{'P':>16}{'R':>16}{'F1':>16}{'points':>8}"
    for kind, old, new in moved:
        figures = "".join(
            f"{f'{then:.3f} → {now:.3f}':>16}"
            for then, now in ((old.precision, new.precision), (old.recall, new.recall), (old.f1, new.f1))
        )
        yield f"  {kind:{KIND_WIDTH}}{figures}{100 * (new.f1 - old.f1):+8.1f}"
    for name, (then_of, now_of) in comparison.fields.items():
        if then_of != now_of:
            yield f"  {name:{FIELD_WIDTH}}{then_of[0]} of {then_of[1]} → {now_of[0]} of {now_of[1]}"
    for kind, fall in falls.items():
        yield f"  {kind} fell by {fall:.1f} points, more than {tolerance:g}."


def _rows(comparison: Comparison) -> list[tuple[str, tuple[Tally, Tally]]]:
    from kg.evaluate.tally import ALL, total

    before, now = zip(*comparison.kinds.values(), strict=True)
    return [*comparison.kinds.items(), (ALL, (total(before), total(now)))]


def _told(change: Change) -> str:
    return f"{change.file} {change.kind}: {change.fact} ({change.what})"


def _machine(
    found: Evaluation, run: Run, comparison: Comparison | None, falls: Mapping[Kind, float], misses: bool
) -> dict[str, Any]:
    """What --json prints; names and texts only where the run may keep them."""
    from dataclasses import asdict

    from kg.evaluate.runs import totals
    from kg.evaluate.tally import ALL, total

    data = totals(run) | {
        "kinds": {kind: _row(one) for kind, one in run.kinds.items()},
        "set_aside": len(found.set_aside),
    }
    data["kinds"][ALL] = _row(total(run.kinds.values()))
    data["documents_missing"] = len(found.problems)
    if run.documents is not None:
        data["missing"] = dict(found.problems)
        data["inexact"] = list(found.quotes.inexact)
    if misses:
        data["misses"] = [
            {"file": one.file, "kind": one.kind, "fact": one.fact, "verdict": one.verdict}
            | {"fields": [asdict(mark) for mark in one.marks if not mark.right]}
            | {"passages": [asdict(passage) for passage in _passages(found, one)]}
            for one in _faulty(found)
        ]
    if comparison is not None:
        data["against"] = {
            "same_corpus": comparison.same_corpus,
            "gained": [asdict(change) for change in comparison.gained],
            "lost": [asdict(change) for change in comparison.lost],
            "not_compared": list(comparison.left_out),
            "kinds": {kind: {"before": _row(old), "now": _row(new)} for kind, (old, new) in _rows(comparison)},
            "fell": dict(falls),
        }
    return data


def _row(tally: Tally) -> dict[str, float]:
    figures = {"precision": round(tally.precision, 3), "recall": round(tally.recall, 3), "f1": round(tally.f1, 3)}
    return {"tp": tally.tp, "fp": tally.fp, "fn": tally.fn, **figures}
