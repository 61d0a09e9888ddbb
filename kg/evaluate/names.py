"""When two names are one: what is folded away before they are compared, and the names of a gold file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

# In this order. What never tells two names apart: case, articles, punctuation, kind of apostrophe, "U.S." against
# "United States", "Section 5" against "§ 5", "Sheriffs Office" against "Sheriff's Office".
_FOLDS: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        ("’", "'"),
        ("&", " and "),
        (r"\bunited states\b|\bu\.\s?s\.(?!\w)", "us"),
        (r"\bsection\b|\bsec\.", "§"),
        (r"'s\b|s'(?!\S)", "s"),
        (r"[^\w§()]+", " "),
        (r"\b(?:the|of|and|for)\b", " "),
    )
)


def fold(name: str) -> str:
    """A name in the form in which names are compared: words in lower case, with one space between them."""
    folded = name.casefold()
    for pattern, put in _FOLDS:
        folded = pattern.sub(put, folded)
    return " ".join(folded.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a gold file: alternatives between "|"; with a "?" before it, neither missed nor wrong."""

    text: str
    alternatives: tuple[str, ...] = field(init=False)
    optional: bool = field(init=False)
    folded: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        alternatives = tuple(self.text.lstrip("?").split("|"))
        object.__setattr__(self, "alternatives", alternatives)
        object.__setattr__(self, "optional", self.text.startswith("?"))
        object.__setattr__(self, "folded", frozenset(map(fold, alternatives)))

    def __str__(self) -> str:
        return self.alternatives[0]

    def fits(self, labels: Iterable[str]) -> bool:
        """Whether one of the folded labels of a node is one of the alternatives."""
        return not self.folded.isdisjoint(labels)
