"""A citation while it is being read, and the label that it gets in the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.annotate.citation_constitution import numeral
from kg.annotate.citation_context import postal_of
from kg.annotate.citation_schemes import Head, Scheme, states
from kg.model import Citation, Span

_SHORT_PLACES = {"New York City": "N.Y.C.", "San Francisco": "S.F."}  # as their codes are cited


@dataclass(slots=True)
class Draft:
    """A citation read. `state` (postal code) and `body` (a place's name) may be found later from what is around it."""

    start: int
    end: int
    scheme: Scheme
    number: str
    block: Span
    rule: str
    title: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    chapter: bool = False
    local: bool = False
    state: str | None = None
    body: str | None = None
    place: str | None = None
    group: tuple[int, int] = (0, 0)  # the whole list that the number stands in

    @property
    def base(self) -> str:
        """The number without its subsections."""
        return self.number.split("(", 1)[0]

    @property
    def complete(self) -> bool:
        """Whether all that the label needs is known: a state's constitution needs its state, an "Act 5" one that counts
        its acts so."""
        if self.scheme.only and self.state not in self.scheme.only:
            return False
        return "{legal}" not in self.scheme.canonical or "legal" in self.fields or self.state is not None

    def with_number(self, number: str, start: int, end: int, rule: str) -> Draft:
        """Another section of the same code."""
        found = Draft(start, end, self.scheme, number, self.block, rule, self.title, self.fields)
        found.state, found.place = self.state, self.place
        return found

    def parent(self) -> tuple[str, str | None, tuple[tuple[str, str], ...]]:
        """What tells one code from another: the scheme, the title and the parts of the name."""
        fields = tuple(sorted(item for item in self.fields.items() if item[0] != "name"))
        return self.scheme.id, self.title, fields

    def label(self) -> str:
        """The canonical label."""
        scheme = self.scheme
        template = scheme.chapter if self.chapter and scheme.chapter else scheme.canonical
        template = scheme.by_state.get(self.state or "", template)
        told = {"congress": "", "rest": "", "clause": "", **self.fields}
        number = re.sub(r"-0+(?=\d)", "-", self.number) if scheme.no_zeros else self.number
        place = " ".join((self.place or "").split())
        told |= {"number": number, "title": self.title or "", "place": _SHORT_PLACES.get(place, place)}
        if self.state:
            told.setdefault("legal", states()[self.state].legal)
        label = template.format_map({"legal": "", **told})
        if scheme.place == "before" and self.place:
            return f"{self.place} {label}"
        if scheme.place == "body" and self.body:
            return f"{label} ({self.body})"
        named = (bool(scheme.phrase) and not scheme.only) or "{legal}" in template
        if scheme.place == "state" and self.state and self.state not in scheme.by_state and not named:
            return f"{label} ({states()[self.state].name})"
        return label

    def citation(self) -> Citation:
        jurisdiction = self.scheme.jurisdiction or self.state or (postal_of(self.body) if self.body else None)
        if jurisdiction is None and self.place:
            jurisdiction = postal_of(self.place)
        return Citation(Span(self.start, self.end), self.label(), self.scheme.scheme, jurisdiction, self.rule)


def phrase_fields(found: Mapping[str, str | None]) -> dict[str, str] | None:
    """The parts of a label from the groups of a phrase; None where a group names no state."""
    told = {name: " ".join(value.split()) for name, value in found.items() if value}
    if "numeral" in told:
        told["numeral"] = numeral(told["numeral"])
    for name, sign in (("rest", "§"), ("clause", "cl.")):
        if name in told:
            told[name] = f", {sign} " + re.sub(r"\D", "", told[name])
    if "state" in told:
        postal = postal_of(" ".join(told["state"].split()))
        if postal is None:
            return None
        told |= {"legal": states()[postal].legal, "session": states()[postal].session, "postal": postal}
    return told


def of_head(head: Head, draft: Draft) -> Draft:
    """The draft with what the form of the name itself tells."""
    draft.fields = {**head.fields, **draft.fields}
    draft.local = head.local
    draft.state = head.state
    return draft
