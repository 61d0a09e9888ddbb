"""How `kg review` shows things: a question with its fact, words and answers, as lines for a terminal or a file."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from kg.review import Item, Texts, View

TITLES: Final = {
    "duplicates": "one event or two?",
    "contested": "the sources disagree",
    "aside": "set aside by a shape",
    "low": "read with doubt",
}
# key → what it does, for each kind of question
ANSWERS: Final = {
    "low": ("a", "r", "c"),
    "duplicates": ("m", "k", "r", "c"),
    "contested": ("a", "r", "c", "k"),
    "aside": ("r", "c"),
}
ALWAYS: Final = ("n", "s", "u", "q", "?")
KEYS: Final = {
    "a": "accept",
    "r": "reject",
    "c": "correct",
    "m": "merge",
    "k": "keep apart",
    "n": "add a fact",
    "s": "skip",
    "u": "undo",
    "q": "quit",
    "?": "help",
}
HELP: Final = {
    "a": "It is right as it stands. Where sources disagree: each of them does say so, and all values stay.",
    "r": "The text does not state it: leave it out.",
    "c": "It is right but for a value: the number, the day, the recipient, the response, ...",
    "m": "Both documents tell of one event.",
    "k": "They are two events, and no chain of others shall join them.",
    "n": "Add a fact that this document states and that was missed, with its words.",
    "s": "Ask again another time.",
    "u": "Take back the last answer of this session.",
    "q": "Stop here. Every answer is saved already.",
    "?": "This help.",
}
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LABEL: Final = 12


@dataclass(frozen=True, slots=True)
class Page:
    """A surface of some width, in colour or not."""

    width: int
    colour: bool

    @classmethod
    def of(cls, terminal: bool) -> Page:
        """A page for standard output. NO_COLOR and a dumb terminal are respected."""
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        return cls(max(40, min(100, shutil.get_terminal_size().columns)), terminal and not plain)

    def bold(self, text: str) -> str:
        return click.style(text, bold=True) if self.colour else text

    def mark(self, text: str) -> str:
        """The words of a fact within what stands around them."""
        return click.style(text, fg="yellow", bold=True) if self.colour else f"»{text}«"

    def question(self, item: Item, number: int, total: int, texts: Texts) -> list[str]:
        """A question with all that is needed to answer it."""
        head = f"{number} of {total} · {TITLES[item.kind]}" + (f": {item.field}" if item.field else "")
        lines = ["", self.bold(f"── {head} " + "─" * max(3, self.width - len(head) - 4))]
        several = len(item.views) > 1
        for place, view in enumerate(item.views, 1):
            lines += ["", *self.fact(view, texts, f"{place}. " if several else "", item.field)]
        lines += ["", *(line for reason in item.why for line in self.wrapped(clean(reason), "  "))]
        return lines

    def fact(self, view: View, texts: Texts, number: str, disputed: str) -> Iterator[str]:
        """A fact: what it is, who tells it, its values, its words."""
        yield self.bold(f"{number}{clean(view.label)}")
        told = [view.kind, view.file, view.title if view.title != view.file else ""]
        yield from self.wrapped(" · ".join(clean(part) for part in told if part), "  ")
        said = [
            f"asserted by {view.claimant}" if view.claimant else "",
            f"reviewed: {view.status}" if view.status else "",
        ]
        if any(said):
            yield f"  {clean(', '.join(filter(None, said)))}"
        for name, values in view.values:
            shown = clean(", ".join(values))
            yield f"  {name:{_LABEL}}{self.bold(shown) if name == disputed else shown}"
        passage = view.main
        if passage is None:
            return
        around = texts.around(view.document, passage.start, passage.end, passage.quote)
        yield ""
        yield from self.marked(around.before, around.quote, around.after)
        by = [passage.speaker and f"said by {passage.speaker}", passage.asserted_by and f"of {passage.asserted_by}"]
        found = [f"{passage.start}-{passage.end}", passage.rule and f"rule {passage.rule}", *by]
        if passage.confidence:
            found.append(f"confidence {passage.confidence:g}")
        yield from self.wrapped(clean(", ".join(filter(None, [*found, around.note]))), "    ")

    def marked(self, before: str, quote: str, after: str) -> Iterator[str]:
        """A quote among the words around it, wrapped, every line of it marked."""
        parts = [(before, False), (quote, True), (after, False)]
        words = [(word, of) for text, of in parts for word in clean(text).split()]
        room, line, used = self.width - 6, list[tuple[str, bool]](), 0
        for word, of in words:
            if line and used + len(word) + 1 > room:
                yield "    " + self._line(line)
                line, used = [], 0
            line.append((word, of))
            used += len(word) + 1
        if line:
            yield "    " + self._line(line)

    def _line(self, words: list[tuple[str, bool]]) -> str:
        """A line of words, each run of those that belong to the quote marked as one."""
        shown: list[str] = []
        run: list[str] = []
        for word, of in [*words, ("", False)]:
            if of:
                run.append(word)
                continue
            if run:
                shown.append(self.mark(" ".join(run)))
                run = []
            if word:
                shown.append(word)
        return " ".join(shown)

    def wrapped(self, text: str, indent: str) -> list[str]:
        """A text in lines that fit."""
        return textwrap.wrap(text, self.width, initial_indent=indent, subsequent_indent=indent)

    def keys(self, kind: str) -> str:
        """The answers that a question can have, in a line."""
        return "  ".join(f"{self.bold(key)} {KEYS[key]}" for key in (*ANSWERS[kind], *ALWAYS))

    def help(self, kind: str) -> Iterable[str]:
        """What each answer means."""
        for key in (*ANSWERS[kind], *ALWAYS):
            first, *more = self.wrapped(HELP[key], " " * 16)
            yield f"  {self.bold(key)}  {KEYS[key]:<11}{first.lstrip()}"
            yield from more


def clean(text: str) -> str:
    """A text of a document without what could steer a terminal; line breaks and tabs as blanks."""
    return " ".join(_CONTROL.sub("\ufffd", text.replace("\n", " ").replace("\t", " ").replace("\r", " ")).split())


def row(item: Item) -> str:
    """A question in a line of a list."""
    first = item.views[0]
    files = ", ".join(dict.fromkeys(view.file for view in item.views))
    doubt = f" {first.confidence:.2f}" if item.kind == "low" else f" {item.field}" if item.field else ""
    return clean(f"{item.kind}{doubt}: {item.about} ({files})")


def machine(item: Item) -> dict[str, object]:
    """A question for programs."""
    return {
        "kind": item.kind,
        "field": item.field or None,
        "why": list(item.why),
        "facts": [
            {
                "node": view.iri,
                "kind": view.kind,
                "label": view.label,
                "file": view.file,
                "document": view.document,
                "confidence": view.confidence,
                "values": {name: list(values) for name, values in view.values},
                "quote": view.main.quote if view.main else None,
                "start": view.main.start if view.main else None,
                "end": view.main.end if view.main else None,
            }
            for view in item.views
        ],
    }
