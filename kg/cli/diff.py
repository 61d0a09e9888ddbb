"""`kg diff`: what changed between two graphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import PathName, say_error
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.diff import Change, Changes
    from kg.store import Store

EPILOG = """\b
Examples:
  kg diff .kg.old .kg                       two stores: what is new, gone or changed, with its source
  kg diff monday.nq tuesday.nq --json       two exports, for programs
  kg diff graph.ttl .kg --format patch      the way from one to the other, statement by statement

\b
Facts are compared, not spellings: of a document that changed, the facts that stayed the same are not listed.
patch compares every statement; it is an RDF Patch, whose lines add (A) or delete (D) one.
Exit codes: 0 no difference, 1 differences, 2 trouble.
"""
SIGNS = {"added": "+", "removed": "-", "changed": "~"}
SHOWN = 3  # passages of one change
LONGEST = 100  # characters of a quote or value


@click.command(epilog=EPILOG)
@click.argument("old", metavar="A", type=PathName(path_type=Path))
@click.argument("new", metavar="B", type=PathName(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "patch"]), default="text", show_default=True,
    help="In words, for programs, or as an RDF Patch.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def command(old: Path, new: Path, form: str, as_json: bool) -> int:
    """Show which facts were added, removed or changed from A to B. Each is a store's folder or an RDF file."""
    from kg.diff import compare, patch

    try:
        with _open(old) as before, _open(new) as after:
            if form == "patch" and not as_json:
                lines = list(patch(before, after))
                click.echo("".join(lines), nl=False)
                return 1 if lines else 0
            found = compare(before, after)
    except KgError as error:
        say_error(error)
        return 2
    click.echo(_json(found) if form == "json" or as_json else _text(found))
    return 1 if found.changes else 0


def _open(path: Path) -> Store:
    from kg.store import load_file, open_store

    return open_store(path, read_only=True) if path.is_dir() else load_file(path)


def _json(found: Changes) -> str:
    from dataclasses import asdict

    summary: dict[str, object] = {"same": not found.changes, "statements_apart": found.apart}
    summary |= {"added": found.count("added"), "removed": found.count("removed"), "changed": found.count("changed")}
    return json.dumps(
        {**summary, "changes": [asdict(change) for change in found.changes]}, ensure_ascii=False, indent=1
    )


def _text(found: Changes) -> str:
    if not found.changes:
        if not found.apart:
            return "The same."
        return f"The same facts; {found.apart} statements on how they were read differ (--format patch shows them)."
    lines = [line for change in found.changes for line in _change(change)]
    counts = ", ".join(f"{found.count(kind)} {kind}" for kind in ("added", "removed", "changed"))
    return "\n".join([*lines, "", counts])


def _change(change: Change) -> list[str]:
    lines = [f"{SIGNS[change.kind]} {change.node_kind}: {_cut(change.label)}"]
    width = max((len(item.words) for item in change.properties), default=0)
    for item in change.properties:
        values = [_cut("; ".join(part)) if part else "(none)" for part in (item.old, item.new)]
        shown = " -> ".join(values) if change.kind == "changed" else values[change.kind == "added"]
        lines.append(f"    {item.words:<{width}}  {shown}")
    if change.kind == "changed" and (change.gained or change.lost):
        lines.append(f"    evidence: {change.gained} more, {change.lost} less")
    first = change.sources[:SHOWN]
    lines += [f'    "{_cut(passage.quote)}" ({passage.file}, {passage.start}-{passage.end})' for passage in first]
    if len(change.sources) > SHOWN:
        lines.append(f"    and {len(change.sources) - SHOWN} more")
    return lines


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"
