"""The kinds of fact that are scored, and their figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["agencies", "jurisdictions", "agency_jurisdiction", "statutes", "policies", "subpoenas", "detainers"]
KINDS: Final[tuple[Kind, ...]] = (
    "agencies",
    "jurisdictions",
    "agency_jurisdiction",
    "statutes",
    "policies",
    "subpoenas",
    "detainers",
)
ALL: Final = "all"  # the row over all kinds, each fact counting the same


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts are found and right (tp), found and wrong (fp), missed (fn).

    Precision, recall and their harmonic mean F1 are from 0 to 1; where nothing is asked for and nothing found, 1.
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    return sum(tallies, Tally())
