"""Mentions of agencies → agencies: by the gazetteer, by kind and place, by the document's own short forms and its
last-named body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.knowledge.agencies import AgencyRecord, federal_agencies
from kg.knowledge.agency_kinds import AgencyKind, NamedAgency, agency_kinds, local_agency_key, named_agencies
from kg.knowledge.places import PlaceRecord, places
from kg.link.context import Context
from kg.link.resolve import Resolution, resolve
from kg.model import AgencyMention, Annotations, Entity, Link, PlaceMention, Ref, Slot, Span, Term
from kg.vocab import JG

_LEVELS = {"nation": "Federal", "state": "State", "county": "County", "place": "Municipal"}
_SMALL_WORDS = frozenset({"of", "and", "for", "the", "in"})


@dataclass(slots=True)
class AgencyLinker:
    """Links the agency mentions of one document in the order of its text."""

    annotations: Annotations
    context: Context
    focus: Sequence[tuple[Span, PlaceRecord]]  # the places already linked, in order
    entities: dict[str, Entity] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    _spans: dict[Span, str] = field(default_factory=dict)
    _printed: dict[str, set[str]] = field(default_factory=dict)

    def run(self) -> None:
        """Link every mention; what cannot be told stays without a link."""
        mentions = [mention for mention in self.annotations.mentions if isinstance(mention, AgencyMention)]
        for mention in mentions:
            if mention.kind != "abbreviation" and (mention.place or mention.key or not _is_headless(mention)):
                self._link_named(mention)
        for mention in mentions:
            if mention.kind == "abbreviation":
                self._link_short(mention)
            elif mention.span not in self._spans:
                self._link_headless(mention)
        self.links.sort(key=lambda link: link.span)
        for key, printed in self._printed.items():
            entity = self.entities[key]
            others = tuple(sorted({*entity.alt_labels, *printed} - {entity.label}))
            self.entities[key] = Entity(key, "Agency", entity.label, others, entity.slots)

    def _add(self, mention: AgencyMention, entity: Entity, score: float, why: str, printed: str | None = None) -> None:
        known = self.entities.setdefault(entity.key, entity)
        self._spans[mention.span] = known.key
        self.links.append(Link(mention.span, known.key, score, why))
        if printed:
            self._printed.setdefault(known.key, set()).add(printed)

    def _link_named(self, mention: AgencyMention) -> None:
        if mention.kind == "gazetteer" and mention.key:
            self._add(mention, federal_agency(mention.key), 1.0, "name of a federal agency")
            return
        if mention.key:
            named = next(a for a in named_agencies() if local_agency_key(a.place, a.kind) == mention.key)
            self._add(mention, _named_agency(named), 0.95, "a name of this agency only", _title(mention.name))
            return
        kind = agency_kinds()[mention.kind]
        if mention.place is None:
            name = _title(mention.name)
            known = next((a for a in named_agencies() if name in (a.label, *a.names)), None)
            if known:
                self._add(mention, _named_agency(known), 0.9, "name of one agency only")
            else:
                self._add(mention, self._unplaced(kind, name), 0.6, "a formal name, its place unknown")
            return
        found = place_of_agency(kind, mention.place, self.context)
        if found is None:
            name = kind.label.format(place=_title(mention.place.name))
            self._add(mention, self._unplaced(kind, name), 0.5, "its place is ambiguous", _printed_name(mention, kind))
            return
        entity = local_agency(kind, found.place)
        self._add(mention, entity, found.score, found.why, _printed_name(mention, kind))

    def _unplaced(self, kind: AgencyKind, name: str) -> Entity:
        """An agency known by name only: its key is the document's own, so that two documents never share it by
        chance."""
        slug = re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("'", "")).strip("-")
        document = self.annotations.document.key.removeprefix("document/")
        return Entity(f"agency/{document}/{slug}", "Agency", name, (), (Slot(JG.agencyType, Term(f"{JG}{kind.type}")),))

    def _link_short(self, mention: AgencyMention) -> None:
        for abbreviation in self.annotations.abbreviations:
            key = self._spans.get(abbreviation.long)
            if key and abbreviation.short.of(self.annotations.document.text) == mention.name:
                self._add(mention, self.entities[key], 0.95, "the document's own short form", mention.name)
                return

    def _link_headless(self, mention: AgencyMention) -> None:
        """ "the sheriff's office": the last named of its kind, else the one of the place in focus where only one
        fits."""
        kind = agency_kinds()[mention.kind]
        same = [link for link in self.links if link.entity.endswith(f"/{kind.id}") and link.why != "refers back"]
        before = [link for link in same if link.span.start < mention.span.start]
        if same:
            link = before[-1] if before else same[0]
            self._add(mention, self.entities[link.entity], 0.8, "refers back")
            return
        sorts = ("place",) if kind.place[0] == "place" else kind.place
        fitting = [record for span, record in self.focus if record.kind in sorts and span.start < mention.span.start]
        if fitting and len({record.key for record in fitting}) == 1:
            self._add(mention, local_agency(kind, fitting[-1]), 0.6, "the only place that the text speaks of")


def _is_headless(mention: AgencyMention) -> bool:
    return mention.kind in agency_kinds() and mention.place is None and mention.name.islower()


def place_of_agency(kind: AgencyKind, place: PlaceMention, context: Context) -> Resolution | None:
    """The jurisdiction of an agency from the place in its name: a sheriff's is a county, a police department's a
    town."""
    sorts = list(kind.place)
    if place.kind == "county" or place.name.casefold().endswith(" county"):
        sorts = ["county", *(sort for sort in sorts if sort != "county")]
    elif place.kind == "state":
        sorts = ["state"]
    elif "state" in sorts and any(record.kind == "state" for record in places().named(place.name)) and not place.state:
        # "New York Department of Corrections": a name shared by a state and a city, before a head that states have.
        sorts = ["state", *(sort for sort in sorts if sort != "state")]
    if "county" in sorts and "place" not in sorts:
        sorts.append("place")  # a consolidated city stands in the gazetteer as a place
    if "place" in sorts and "county" not in sorts:
        sorts.append("county")
    following = "state" if sorts[0] == "state" else ""
    return resolve(place.name, sorts, place.state, context, following)


def local_agency(kind: AgencyKind, place: PlaceRecord) -> Entity:
    """The agency of a kind that serves a place; a standing name of its own goes before the kind's label."""
    key = local_agency_key(place.key, kind.id)
    named = next((agency for agency in named_agencies() if local_agency_key(agency.place, agency.kind) == key), None)
    if named:
        return _named_agency(named)
    return Entity(key, "Agency", kind.label.format(place=place.name), (), _slots(kind, place))


def _named_agency(agency: NamedAgency) -> Entity:
    place = places().by_key(agency.place)
    if place is None:
        raise LookupError(agency.place)
    kind = agency_kinds()[agency.kind]
    others = tuple(sorted({*agency.names, *agency.abbreviations}))
    return Entity(local_agency_key(agency.place, agency.kind), "Agency", agency.label, others, _slots(kind, place))


def _slots(kind: AgencyKind, place: PlaceRecord) -> tuple[Slot, ...]:
    return (
        Slot(JG.agencyType, Term(f"{JG}{kind.type}")),
        Slot(JG.hasJurisdiction, Ref(place.key)),
        Slot(JG.level, Term(f"{JG}{_LEVELS[place.kind]}")),
    )


def federal_agency(key: str) -> Entity:
    """A federal agency of the gazetteer. Raises LookupError for an unknown key."""
    record: AgencyRecord | None = next((agency for agency in federal_agencies() if agency.key == key), None)
    if record is None:
        raise LookupError(key)
    slots = [
        Slot(JG.agencyType, Term(f"{JG}{record.agency_type}")),
        Slot(JG.hasJurisdiction, Ref(record.place or "jurisdiction/us")),
        Slot(JG.level, Term(f"{JG}{record.level}")),
    ]
    if record.part_of:
        slots.append(Slot(JG.partOf, Ref(record.part_of)))
    return Entity(key, "Agency", record.label, tuple(sorted({*record.names, *record.abbreviations})), tuple(slots))


def _printed_name(mention: AgencyMention, kind: AgencyKind) -> str:
    """The name as printed, as a name: "Hillsboro police" → "Hillsboro Police"; without the state that qualified the
    place."""
    name = " ".join(mention.name.split())
    if mention.place is not None and mention.place.state:
        name = re.sub(r",\s[^,]+,?(?=\s|$)", "", name, count=1)
    return _title(name)


def _title(name: str) -> str:
    words = name.replace("’", "'").split()
    if name.isupper():
        words = [word.capitalize() for word in words]
    titled = [word if i and word in _SMALL_WORDS else word[0].upper() + word[1:] for i, word in enumerate(words)]
    return " ".join(titled).replace("Dept.", "Department").replace("Dept", "Department")
