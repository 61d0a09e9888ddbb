"""What a build says of itself: what became of each file, of what is gone, and of what people judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kg.judgements import Judgement
from kg.model import SetAside

Outcome = Literal["built", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file. counts: facts and entities by class."""

    path: str
    outcome: Outcome
    counts: tuple[tuple[str, int], ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    reason: str = ""
    hint: str = ""


@dataclass(slots=True)
class Report:
    """What became of all files, in the order of their paths.

    gone: paths of what was taken out, its file being gone; activity: IRI of the build in the provenance graph.
    judgements: how many there are; unmet: those that met nothing, or of which nothing came, and why.
    """

    results: list[Result] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    activity: str | None = None
    judgements: int = 0
    unmet: list[tuple[Judgement, str]] = field(default_factory=list)

    def of(self, outcome: Outcome) -> list[Result]:
        """The files with one outcome."""
        return [result for result in self.results if result.outcome == outcome]

    @property
    def set_aside(self) -> list[SetAside]:
        """What the shapes refused, of all files."""
        return [item for result in self.results for item in result.set_aside]
