"""`kg explain`: one fact or entity, and every passage that supports it."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import open_source, source_options

if TYPE_CHECKING:
    from kg.query.explain import Explanation, Passage
    from kg.query.lookup import Node

EPILOG = """\b
Examples:
  kg explain "Hillsboro Police Department"
  kg explain ICE
  kg explain id:jurisdiction/fips/41
  kg explain "8 U.S.C. § 1225" --json

\b
Exit code 1 where several nodes have the label: name one by its IRI.
"""


@click.command(epilog=EPILOG)
@click.argument("node", metavar="IRI-OR-LABEL")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@source_options
def command(node: str, as_json: bool, store: Path, graph: Path | None) -> int:
    """Show what is known of a fact or an entity, and the words that say so: each quote with its document, offsets,
    speaker, confidence and the rule that read it. Of an event that several documents tell: which, and why they were
    taken for one."""
    from kg.query import lookup
    from kg.query.explain import explain

    with open_source(store, graph) as source:
        found = lookup.find(source, node)
        if len(found) > 1:
            _several(node, found, as_json)
            return 1
        # One node, or a QueryError that suggests others.
        explanation = explain(source, found[0] if found else lookup.only(source, node))
    click.echo(json.dumps(asdict(explanation), indent=2, ensure_ascii=False) if as_json else _page(explanation))
    return 0


def _several(text: str, nodes: list[Node], as_json: bool) -> None:
    from kg.query.terms import shorten

    if as_json:
        click.echo(json.dumps({"several": [asdict(node) for node in nodes]}, indent=2, ensure_ascii=False))
        return
    click.echo(f"{len(nodes)} nodes are named {text!r}. Explain one of them by its IRI:")
    width = max(len(shorten(node.iri)) for node in nodes)
    for node in nodes:
        click.echo(f"  {shorten(node.iri):<{width}}  {node.kind}: {node.label}")


def _page(known: Explanation) -> str:
    lines = [known.node.label, f"  {', '.join(known.types) or 'of no known type'}", f"  {known.node.iri}"]
    if known.alt_labels:
        lines.append(f"  also: {'; '.join(known.alt_labels)}")
    if known.properties:
        lines += ["", "Known"]
        width = max(len(item.words) for item in known.properties)
        lines += [f"  {item.words:<{width}}  {item.value}" for item in known.properties]
    if known.accounts:
        lines += ["", f"Merged from ({len(known.accounts)})"]
        lines += [
            f"  {account.file_name or 'a document'}: {account.label}  [{account.short}]" for account in known.accounts
        ]
        lines += ["", "Why they are one"]
        for decision in known.decisions:
            lines.append(f"  {' and '.join(decision.files)}: {decision.score} points")
            lines += [f"    {reason}" for reason in decision.reasons]
    if known.parts:
        lines += ["", "Takes part in"]
        for role, group in groupby(known.parts, key=lambda part: part.role):
            lines.append(f"  {role}")
            lines += [f"    {_named(part.node)}" for part in group]
    lines += ["", f"Evidence ({len(known.evidence)})"]
    for passage in known.evidence:
        lines += _passage(passage)
    if not known.evidence:
        lines.append("  A source itself." if "Document" in known.types else "  No passage is recorded for it.")
    return "\n".join(lines)


def _named(node: Node) -> str:
    from kg.query.terms import shorten

    short = shorten(node.iri)
    return short if node.label == short else f"{node.label}  [{short}]"


def _passage(passage: Passage) -> list[str]:
    source = passage.document
    if passage.file_name and passage.file_name != source:
        source += f" ({passage.file_name})"
    where = "" if passage.start is None else f", {passage.start}-{passage.end}"
    lines = [f'  "{" ".join(passage.quote.split())}"', f"    {source}{where}"]
    said = [
        f"said by {passage.speaker}" if passage.speaker else "",
        f"asserted by {passage.asserted_by}" if passage.asserted_by else "",
    ]
    found = [
        f"confidence {passage.confidence:g}" if passage.confidence is not None else "",
        f"rule {passage.rule}" if passage.rule else "",
        f"gives {', '.join(passage.supports)}" if passage.supports else "",
    ]
    return lines + [f"    {', '.join(filter(None, part))}" for part in (said, found) if any(part)]
