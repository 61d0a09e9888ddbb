"""Texts to measure with, made of templates in our own words: the same number gives the same text.

About a third of the sentences speak of subpoenas, detainers or policies; the others are what stands around them in
local news and reports: councils, budgets, roads, courts, with names of places, dates and counts in them too.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kg.model import Document, PartialDate, Span

TEMPLATES = Path(__file__).with_name("templates.yaml")
FIRST_DAY = dt.date(2013, 1, 7)
ON_TOPIC = 0.34  # share of the sentences that speak of the field
PARAGRAPH = (1, 4)  # sentences


@dataclass(frozen=True)
class Words:
    """The lists of templates.yaml; `topic` and `around` hold sentences with {slots} that name the other lists."""

    topic: tuple[str, ...]
    around: tuple[str, ...]
    headings: tuple[str, ...]
    lists: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The templates, read once."""
    data = yaml.load(TEMPLATES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    lists = {name: tuple(items) for name, items in data["lists"].items()}
    return Words(tuple(data["topic"]), tuple(data["around"]), tuple(data["headings"]), lists)


class Writer:
    """Writes one document; `number` decides on everything in it."""

    def __init__(self, number: int) -> None:
        self._chance = random.Random(number)
        self.day = FIRST_DAY + dt.timedelta(days=self._chance.randrange(2800))
        lists = words().lists
        self._local = {name: self._chance.sample(lists[name], 3) for name in ("county", "city", "person", "office")}
        self._state = self._chance.choice(lists["state"])

    def _slot(self, name: str) -> str:
        if name in self._local:
            return self._chance.choice(self._local[name])
        made: dict[str, Callable[[], str]] = {
            "state": lambda: self._state,
            "n": lambda: str(self._chance.randrange(2, 400)),
            "few": lambda: self._chance.choice(("two", "three", "four", "five", "six", "nine", "twelve")),
            "money": lambda: f"${self._chance.randrange(2, 900)},{self._chance.randrange(1000):03}",
            "date": self._date,
            "year": lambda: str(self.day.year - self._chance.randrange(1, 9)),
        }
        return made[name]() if name in made else self._chance.choice(words().lists[name])

    def _date(self) -> str:
        day = self.day - dt.timedelta(days=self._chance.randrange(1, 200))
        form = self._chance.choice(("%B {d}", "%B {d}, %Y", "%A", "%b. {d}", "%B %Y"))
        return day.strftime(form).format(d=day.day)

    def _filled(self, template: str) -> str:
        pieces = template.split("{")
        filled = pieces[0]
        for piece in pieces[1:]:
            name, _, rest = piece.partition("}")
            filled += self._slot(name) + rest
        return filled[0].upper() + filled[1:]

    def sentence(self) -> str:
        """One sentence, of the field or not."""
        known = words()
        return self._filled(self._chance.choice(known.topic if self._chance.random() < ON_TOPIC else known.around))

    def paragraph(self) -> str:
        """A few sentences on one line."""
        return " ".join(self.sentence() for _ in range(self._chance.randint(*PARAGRAPH)))

    def opening(self) -> str:
        """A heading and a dateline."""
        place = self._local["city"][0].upper()
        return f"{self._filled(self._chance.choice(words().headings))}\n\n{place}, {self._state} — {self.sentence()}"


def _pieces(number: int) -> Iterator[str]:
    writer = Writer(number)
    yield writer.opening()
    while True:
        yield writer.paragraph()


def text_of_words(number: int, least: int) -> str:
    """A document's text of at least so many words, ended with the paragraph that completes them."""
    pieces: list[str] = []
    count = 0
    for piece in _pieces(number):
        pieces.append(piece)
        count += len(piece.split())
        if count >= least:
            break
    return "\n\n".join(pieces) + "\n"


def text_of_size(number: int, size: int) -> str:
    """One text of `size` characters, of as many different paragraphs as it takes."""
    pieces: list[str] = []
    length = 0
    for piece in _pieces(number):
        pieces.append(piece)
        length += len(piece) + 2
        if length >= size:
            break
    return "\n\n".join(pieces)[:size]


def document(text: str, number: int = 0) -> Document:
    """A text as the reader would hand it on."""
    day = Writer(number).day
    key = f"document/benchmark-{number:012x}"
    return Document(
        f"{number}.txt",
        text,
        f"{number:064x}",
        "text/plain",
        Span(0, len(text)),
        key=key,
        published=PartialDate.of(day),
    )
