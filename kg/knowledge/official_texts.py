"""Where the official text of a law stands: its address, made from its canonical citation.

Data: seeds/gazetteers/official_texts.yaml, a pattern with examples and counterexamples for each publisher and kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import KnowledgeError
from kg.knowledge import tables
from kg.knowledge.statutes import roman

FILE = "official_texts.yaml"
AMENDMENTS = 27  # to the Constitution of the United States


@dataclass(frozen=True, slots=True)
class OfficialText:
    """A publisher's laws of one kind: the pattern of their citations and the template of their addresses."""

    id: str
    citation: re.Pattern[str]
    address: str
    examples: tuple[tuple[str, str], ...]
    counterexamples: tuple[str, ...]

    def of(self, canonical: str) -> str | None:
        """The address of the law that a canonical citation names; None where this publisher has none for it."""
        match = self.citation.fullmatch(canonical)
        if match is None:
            return None
        parts = match.groupdict()
        if "numeral" in parts:
            arabic = _arabic().get(parts["numeral"])
            if arabic is None:
                return None
            parts["arabic"] = str(arabic)
        return self.address.format(**parts)


@cache
def _arabic() -> dict[str, int]:
    return {roman(number): number for number in range(1, AMENDMENTS + 1)}


@cache
def official_texts() -> tuple[OfficialText, ...]:
    """All patterns in the order of the file. Raises KnowledgeError where one is malformed."""
    found = []
    entry: Any = None
    try:
        for entry in tables.document(FILE)["texts"]:
            found.append(
                OfficialText(
                    entry["id"],
                    re.compile(entry["citation"]),
                    entry["address"],
                    tuple(entry["examples"].items()),
                    tuple(entry["counterexamples"]),
                )
            )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise KnowledgeError(f"the entry {entry!r} is malformed: {error!r}", where=FILE) from error
    return tuple(found)


def addresses(canonical: str) -> tuple[str, ...]:
    """The addresses of a law's official text, in the order of the file.

    >>> addresses("8 U.S.C. § 1373(a)")
    ('https://www.govinfo.gov/link/uscode/8/1373',)
    """
    found = (text.of(canonical) for text in official_texts())
    return tuple(address for address in found if address)
