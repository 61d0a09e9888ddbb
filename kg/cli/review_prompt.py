"""How `kg review` asks: single keys on a terminal, lines elsewhere; the small dialogues for values and new facts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kg.cli.keys import single_keys
from kg.cli.review_page import Page, clean

if TYPE_CHECKING:
    from kg.judgements.fields import Field
    from kg.model import Document, FactKind, Span

NOTHING = "-"  # in place of a value: it has none


@dataclass(frozen=True, slots=True)
class Prompt:
    """Asks on standard input and output. knows: whether an agency or a place goes by a name."""

    page: Page
    terminal: bool
    knows: Callable[[str], bool]

    def say(self, text: str = "") -> None:
        """Print a line at once."""
        click.echo(text, color=self.page.colour or None)
        sys.stdout.flush()

    def key(self, question: str, keys: Sequence[str]) -> str:
        """One of some keys; the end of the input means q. Ctrl-C stops."""
        while True:
            given = self._pressed(question) if self.terminal else self._typed(question)
            given = {"h": "?"}.get(given.lower(), given.lower())
            if given in keys:
                return given
            if given and not given.isspace():
                self.say(f"  {clean(given)!r} is none of {', '.join(keys)}")

    def _pressed(self, question: str) -> str:
        """A key of the keyboard."""
        with single_keys() as key:  # before the question is seen, so that no answer comes too early
            click.echo(f"{question} ", nl=False, color=self.page.colour or None)
            sys.stdout.flush()
            try:
                given = key()
            except EOFError:
                given = "q"
        self.say(given if given.isprintable() else "")
        return given

    def _typed(self, question: str) -> str:
        """A line of what is piped in."""
        click.echo(f"{question} ", nl=False)
        line = sys.stdin.readline()
        given = line.strip() if line else "q"
        self.say(given)
        return given

    def line(self, question: str) -> str:
        """A line of text, "" where nothing or no more is given."""
        click.echo(f"{question} ", nl=False)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not self.terminal:
            self.say(line.rstrip("\n"))
        return " ".join(line.split())

    def choice(self, question: str, number: int) -> int | None:
        """One of some numbered things, counted from 0; None where nothing is chosen. One alone needs no choice."""
        if number == 1:
            return 0
        while given := self.line(f"{question} (1-{number}, Enter for none):"):
            if given.isdecimal() and 1 <= int(given) <= number:
                return int(given) - 1
            self.say(f"  a number from 1 to {number}, please")
        return None

    def value(self, field: Field, now: str, *, needed: bool = False, empty: bool = True) -> tuple[str, ...] | None:
        """A new value of a field; None where none is given, () where it is to have none.

        now: what it is. needed: it must be given. empty: it may have none.
        """
        from kg.judgements.fields import expected, written

        hints = [f"now {now}"] if now else []
        hints += [", ".join(field.terms)] if field.terms else []
        hints += [f"{NOTHING} for none"] if empty and now else []
        asked = f"  {field.name}" + (f" ({'; '.join(hints)})" if hints else "") + ":"
        while given := self.line(asked):
            if given == NOTHING and empty:
                return ()
            parts = [written(field, part) for part in (given.split(",") if field.many else [given])]
            found = tuple(part for part in parts if part is not None)
            if len(found) < len(parts):
                self.say(f"  that is not {expected(field)}")
            elif field.form == "name" and not self.knows(found[0]):
                self.say(
                    f"  no agency and no place is known by that name; try its full name, or {field.name} with its state"
                )
            else:
                return found
        if needed:
            self.say(f"  {field.name} is needed: nothing is added")
        return None

    def values(self, kind: FactKind, now: Callable[[str], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The fields that are to change, with their new values."""
        from kg.judgements.fields import FIELDS, RESPONSE

        fields = {field.name: field for field in FIELDS[kind] if not field.fixed}
        found: dict[str, tuple[str, ...]] = {}
        while given := self.line(f"  Which value? ({', '.join(fields)}; Enter when done)"):
            near = [name for name in fields if name.startswith(given.lower())]
            if len(near) != 1 and given not in fields:
                self.say(f"  it has {', '.join(fields)}")
                continue
            field = fields[given if given in fields else near[0]]
            must = (field.identity or field.needed) and field.name != RESPONSE
            value = self.value(field, now(field.name), empty=not must)
            if value is not None:
                found[field.name] = value
        return tuple((name, found[name]) for name in fields if name in found)

    def new_fact(self, document: Document) -> tuple[FactKind, Span, tuple[tuple[str, tuple[str, ...]], ...]] | None:
        """A fact that a document states: its kind, where its words stand, its values; None where nothing is added."""
        from kg.judgements.fields import ADDED, FIELDS, kind_named

        self.say(f"  A fact that {clean(document.file_name)} states.")
        number = self.choice(f"  What is it? {', '.join(f'{n} {one}' for n, one in enumerate(ADDED, 1))}", len(ADDED))
        span = self.words(document) if number is not None else None
        if number is None or span is None:
            return None
        kind = kind_named(ADDED[number])
        assert kind is not None
        found: list[tuple[str, tuple[str, ...]]] = []
        for field in FIELDS[kind]:
            value = self.value(field, "", needed=field.needed, empty=False)
            if value is None and field.needed:
                return None
            if value:
                found.append((field.name, value))
        return kind, span, tuple(found)

    def words(self, document: Document) -> Span | None:
        """Where the words stand that the user gives; asks which place is meant where there are several."""
        from kg.judgements.places import places

        while given := self.line("  The words that state it, as the text has them (Enter for none):"):
            found = places(document.text, given)
            if not found:
                self.say("  these words are not in the text; copy them from it")
                continue
            for number, span in enumerate(found if len(found) > 1 else [], 1):
                self.say(f"  {number}.")
                around = document.text[max(0, span.start - 80) : span.start], document.text[span.end : span.end + 80]
                for line in self.page.marked(around[0], span.of(document.text), around[1]):
                    self.say(line)
            chosen = self.choice("  Which of them?", len(found))
            if chosen is not None:
                return found[chosen]
        return None
