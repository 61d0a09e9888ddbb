"""What a node and an edge of the network carry: statements with their quotes, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

EdgeKind = Literal["subpoenaed", "detainer", "part of", "operates in", "within"]
EDGE_KINDS: Final[tuple[EdgeKind, ...]] = ("subpoenaed", "detainer", "part of", "operates in", "within")
MAX_QUOTES: Final = 4

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TYPE_WORDS: Final = {"USState": "state", "USCounty": "county", "USTerritory": "territory"}


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of one document that support a statement. `start` and `end` are code points of the document's text."""

    document: str  # its title, or its file name where it has none
    file: str
    start: int
    end: int
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact behind an edge: its node's IRI, its label, date ("" where unknown), details in words, first quotes.

    `more` says how many quotes there are beyond those given.
    """

    iri: str
    label: str
    date: str
    notes: tuple[str, ...]
    quotes: tuple[Quote, ...]
    more: int = 0


def local_name(iri: str) -> str:
    """The last part of an IRI: "Sheriff" of …#Sheriff, "41067" of …/fips/41067."""
    return re.split(r"[#/]", iri.rstrip("#/"))[-1]


def in_words(iri: str) -> str:
    """A term of the ontology in lower-case words: jg:PartlyComplied is "partly complied", jg:USState is "state"."""
    name = local_name(iri)
    return _TYPE_WORDS.get(name, _CAMEL.sub(" ", name).lower())


def counted(number: int, noun: str) -> str:
    """ "1 subpoena", "4 subpoenas"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
