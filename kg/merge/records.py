"""The frozen records of merging: an event as one document tells it, a decision on two of them, a cluster of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from kg.model import PartialDate

EventKind = Literal["Subpoena", "DetainerRequest", "CourtAction"]

NEVER: Final = -100  # points of a feature that forbids a merge, whatever else agrees


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """An agency or a place that takes part in an event.

    is_place: a jurisdiction, not an agency. wide: a state or nation, which holds so many agencies that its name alone
    says little about which one is meant. above: IRIs of the agencies that it is a part of, the nearest first.
    """

    iri: str
    label: str
    is_place: bool = False
    wide: bool = False
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one document tells it; None and empty where the document does not say.

    iri: of its node in the document's graph. document: the document's IRI; published: its date of publication.
    sources: IRI of the document that this one copies, its own where it is no copy.
    place: the recipient's territory, the recipient itself where that is a place.
    start, end: the period of detainers. words: the event's quotes, folded (see kg.merge.words).
    concerns: IRIs of what a court action is about.
    """

    iri: str
    kind: EventKind
    document: str
    sources: frozenset[str] = frozenset()
    published: PartialDate | None = None
    issuer: Party | None = None
    recipient: Party | None = None
    place: Party | None = None
    date: PartialDate | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    count: int | None = None
    qualifier: str | None = None
    subjects: int | None = None
    due: dt.date | None = None
    outcomes: frozenset[str] = frozenset()
    statutes: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    court: str | None = None
    docket: str | None = None
    case: str | None = None
    action: str | None = None
    concerns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Feature:
    """One thing that speaks for (points above 0) or against two events being one, in words."""

    name: str
    points: int
    detail: str


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """What was found on two events; left and right are their IRIs, left the smaller."""

    left: str
    right: str
    score: int
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True, order=True)
class Cluster:
    """Two or more tellings of one event: their IRIs, sorted, and the decisions that join them, one fewer."""

    members: tuple[str, ...]
    decisions: tuple[Decision, ...]

    @property
    def iri(self) -> str:
        """The IRI that the merged event goes by: the smallest member's, whatever order they came in."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome: clusters sorted by IRI; pairs that a person may want to look at; wishes that could not be met.

    doubtful: pairs that were nearly merged, or fitted two events equally well. unmet: pairs that were to go together
    although they, or others joined to them, were to be kept apart.
    """

    clusters: tuple[Cluster, ...]
    doubtful: tuple[Decision, ...] = ()
    unmet: tuple[tuple[str, str], ...] = ()
