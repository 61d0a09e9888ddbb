"""`kg review`: walk through what is uncertain, and keep what is judged of it."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import click

from kg.cli.common import PathName, judgements_file, judgements_option, store_option

KINDS = ("low", "duplicates", "contested", "aside")  # those of kg.review.KINDS, spelt out so that --help stays quick
EPILOG = """\b
Examples:
  kg review                          walk through all that is uncertain
  kg review --only duplicates        only what may be one event told twice
  kg review --list                   the questions, without asking
  kg review --add notice.txt         add a fact that was missed
  kg review --export-gold gold.json  what was judged, as gold facts for kg evaluate

\b
Each answer is saved at once in the file of judgements; `kg build` applies them.
Keys: a accept, r reject, c correct, m merge, k keep apart, n add a fact,
s skip, u undo, q quit, ? help.
"""


@click.command(epilog=EPILOG)
@click.option("--only", type=click.Choice(KINDS), multiple=True, help="Only questions of this kind; may be repeated.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many questions.")
@click.option(
    "--below", type=click.FloatRange(0, 1), default=0.75, show_default=True, metavar="C",
    help="Ask for facts whose confidence lies below this.",
)  # fmt: skip
@click.option(
    "--reviewer", metavar="NAME", envvar="KG_REVIEWER",
    help="Who judges.  [default: the name that git or the system has]",
)  # fmt: skip
@click.option("--list", "as_list", is_flag=True, help="Print the questions and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the questions as JSON and ask nothing.")
@click.option("--add", "document", metavar="NAME", help="Add a fact to the document of this file name or key.")
@click.option(
    "--export-gold", "gold", type=PathName(path_type=Path), metavar="FILE",
    help="Write what was judged as gold facts for kg evaluate, and ask nothing.",
)  # fmt: skip
@judgements_option
@store_option
def command(
    only: tuple[str, ...],
    limit: int | None,
    below: float,
    reviewer: str | None,
    as_list: bool,
    as_json: bool,
    document: str | None,
    gold: Path | None,
    judgements: Path | None,
    store: Path,
) -> int:
    """Look at what is uncertain, one question after the other, and judge it: facts read with doubt, events that may be
    one, sources that disagree, facts that a shape refused."""
    from kg.cli.review_page import machine, row
    from kg.judgements import Judgements, load
    from kg.review import Queue, Texts
    from kg.store import open_store

    path = judgements_file(judgements, store)
    known = load(path) if path.exists() else Judgements()
    with open_store(store, read_only=True) as opened:
        if gold is not None:
            return _export(opened, known, gold)
        queue = Queue(opened, known, below)
        texts = Texts(opened.states(), opened.folder)
    items = queue.open(known, only or KINDS)[:limit]
    if as_json:
        click.echo(json.dumps([machine(item) for item in items], indent=1, ensure_ascii=False))
        return 0
    if as_list:
        for number, item in enumerate(items, 1):
            click.echo(f"{number}. {row(item)}")
        click.echo(f"{len(items)} questions" if len(items) != 1 else "1 question", err=True)
        return 0
    from kg.cli.review_session import Session

    session = Session(queue, texts, path, reviewer or _name(), dt.datetime.now().astimezone().date())
    return session.add(document) if document is not None else session.walk(items)


def _export(opened: object, known: object, gold: Path) -> int:
    from kg.export import atomic_write
    from kg.judgements import Judgements
    from kg.review.gold import gold_facts
    from kg.store import Store

    assert isinstance(opened, Store) and isinstance(known, Judgements)
    found, waiting = gold_facts(opened, known)
    with atomic_write(gold) as stream:
        stream.write((json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
    click.echo(f"Wrote {gold}: {len(found)} documents." if len(found) != 1 else f"Wrote {gold}: 1 document.", err=True)
    if waiting:
        click.echo(f"Not in it, for no build has applied them yet: {waiting} of the judgements.", err=True)
    return 0


def _name() -> str:
    """The name of who sits here, as git or the system has it."""
    with suppress(OSError, subprocess.SubprocessError):
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=True, timeout=5)
        if asked.stdout.strip():
            return " ".join(asked.stdout.split())
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return os.environ.get("USER") or "somebody"


def interactive() -> bool:
    """Whether a person sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()
