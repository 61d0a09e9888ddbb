"""Events while a document is being read: what is known of each so far, and whether two tellings are of one event."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.discourse import Discourse
from kg.extract.slots import Found
from kg.model import Evidence, PartialDate


@dataclass(slots=True)
class ResponseDraft:
    """A response as asserted by one claimant."""

    status: str
    respondent: str
    asserted_by: str | None
    speaker: str | None
    evidence: list[Evidence]
    date: Found | None = None
    weak: bool = False  # gives way to any other response


@dataclass(slots=True)
class SubpoenaDraft:
    """One subpoena or batch on one recipient."""

    issuer: str
    recipient: str
    group: bool  # the bodies of a place, not the place or one body
    evidence: list[Evidence]
    count: Found | None = None
    subjects: Found | None = None
    date: Found | None = None
    due: Found | None = None
    statutes: list[tuple[str, Evidence]] = field(default_factory=list)
    policies: list[tuple[str, Evidence]] = field(default_factory=list)
    responses: list[ResponseDraft] = field(default_factory=list)

    def same_event(self, other: SubpoenaDraft, discourse: Discourse) -> bool:
        """Whether two tellings can be of one event: one issuer, one body or its place, dates and counts that do not
        clash."""
        if not discourse.same_issuer(self.issuer, other.issuer) or not discourse.same_body(
            self.recipient, other.recipient
        ):
            return False
        if not self.same_time(other):
            return False
        dates = (self.date, other.date)
        known = [found.value for found in dates if found and isinstance(found.value, PartialDate)]
        counts = {found.value for found in (self.count, other.count) if found}
        return len(counts) < 2 or (len(known) == 2 and known[0] == known[1] and known[0].granularity == "day")

    def same_time(self, other: SubpoenaDraft) -> bool:
        """Whether no dates of the two clash."""
        dates = (self.date, other.date)
        known = [found.value for found in dates if found and isinstance(found.value, PartialDate)]
        return len(known) < 2 or compatible(known[0], known[1])

    def merge(self, other: SubpoenaDraft, discourse: Discourse) -> None:
        """Take over what another telling adds; the more precise date wins, a body goes before its place."""
        if self.issuer != other.issuer and discourse.part_of(other.issuer, self.issuer):
            self.issuer = other.issuer  # the body within the department
        if self.recipient.startswith("jurisdiction/") and other.recipient.startswith("agency/"):
            self.recipient, self.group = other.recipient, other.group
        self.count = self.count or other.count
        self.subjects = self.subjects or other.subjects
        self.due = self.due or other.due
        if other.date and (not self.date or _precision(other.date) > _precision(self.date)):
            self.date = other.date
        self.evidence += [e for e in other.evidence if e not in self.evidence]
        self.statutes += [s for s in other.statutes if s[0] not in {key for key, _ in self.statutes}]
        self.responses += other.responses


def compatible(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates can mean one day: the less precise is a part of the other."""
    return str(one).startswith(str(other)) or str(other).startswith(str(one))


def _precision(found: Found) -> int:
    return len(str(found.value))
