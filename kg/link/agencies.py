"""Mentions of agencies → agencies: by the gazetteer, by kind and place, by the document's own short forms and its
last-named body."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.errors import KnowledgeError
from kg.knowledge.agencies import AgencyRecord, federal_agencies
from kg.knowledge.agency_kinds import (
    NAMED_FILE,
    AgencyKind,
    NamedAgency,
    agency_kinds,
    local_agency_key,
    named_agencies,
)
from kg.knowledge.places import PlaceRecord, places
from kg.link.context import Context, state_nearby, state_of_sentence
from kg.link.resolve import Resolution, resolve
from kg.link.spoken import REACH, SpokenOf, of_sort
from kg.model import AgencyMention, Annotations, Entity, Link, PlaceMention, Ref, Slot, Span, Term
from kg.vocab import JG, OWL, WIKIDATA

STATE_BODY = "state-body"  # see kg/annotate/state_bodies.py
_LEVELS = {"nation": "Federal", "state": "State", "county": "County", "place": "Municipal"}
_ONLY_PLACE = "the place that the text speaks of"
_GUESSED = frozenset({"refers back", _ONLY_PLACE})
_SURE = 0.8  # a place less sure than this is not given as named inside an agency's name
_METROPOLIS = 1_000_000
_VILLAGE = 5_000  # residents of the smallest place whose body needs no state beside its name
_OWNER = re.compile(r"([^\W\d_]+)(?:['’]s)?\s+$")
# Who owns a body named without its place ("the county's Department of Corrections") → the sort of place.
_OWNERS = {"county": "county", "city": "place", "town": "place", "state": "state"}
_SMALL_WORDS = frozenset({"of", "and", "for", "the", "in", "on"})
_NEAR = 200  # characters between a place and a body without its place that the next sentence speaks of
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s(?=[A-Z“\"])|\n\s*\n")
_IN_PLACE = re.compile(r"(?:,\s[^,.]{4,40})?,\s(?:the\s)?")  # "In Whatcom County, the ..."


@dataclass(slots=True)
class AgencyLinker:
    """Links the agency mentions of one document in the order of its text."""

    annotations: Annotations
    context: Context
    focus: Sequence[tuple[Span, PlaceRecord]]  # the places already linked, in order
    entities: dict[str, Entity] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    named_places: list[tuple[Span, Resolution]] = field(default_factory=list)  # the places in the agencies' names
    _spans: dict[Span, str] = field(default_factory=dict)
    _sure: dict[str, list[Link]] = field(default_factory=dict)  # by the last part of the entity's key: its kind
    _named_in_full: dict[str, int] = field(default_factory=dict)  # how many of those come first
    _in_full: int = 0  # how many links come first
    _printed: dict[str, set[str]] = field(default_factory=dict)

    def run(self) -> None:
        """Link every mention; what cannot be told stays without a link."""
        mentions = [mention for mention in self.annotations.mentions if isinstance(mention, AgencyMention)]
        for mention in mentions:
            if mention.kind != "abbreviation" and (mention.place or mention.key or not _is_headless(mention)):
                self._link_named(mention)
        inner = ((span, found.place) for span, found in self.named_places)
        spoken = SpokenOf([*self.focus, *inner], self.context)
        self._named_in_full, self._in_full = {kind: len(links) for kind, links in self._sure.items()}, len(self.links)
        for mention in mentions:
            if mention.kind == "abbreviation":
                self._link_short(mention)
            elif mention.span not in self._spans:
                self._link_headless(mention, spoken)
        self.links.sort(key=lambda link: link.span)
        for key, printed in self._printed.items():
            entity = self.entities[key]
            others = tuple(sorted({*entity.alt_labels, *printed} - {entity.label}))
            self.entities[key] = Entity(key, "Agency", entity.label, others, entity.slots)

    def _add(self, mention: AgencyMention, entity: Entity, score: float, why: str, printed: str | None = None) -> None:
        known = self.entities.setdefault(entity.key, entity)
        self._spans[mention.span] = known.key
        link = Link(mention.span, known.key, score, why)
        self.links.append(link)
        if why not in _GUESSED:
            self._sure.setdefault(known.key.rpartition("/")[2], []).append(link)
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
        if mention.place is not None and mention.place.state is None:
            labelled = next(
                (a for a in named_agencies() if a.kind == kind.id and a.label == _title(mention.name)), None
            )
            if labelled:
                self._add(mention, _named_agency(labelled), 0.95, "a name of this agency only")
                return
        if mention.place is None:
            name = _title(mention.name)
            known = next((a for a in named_agencies() if name in (a.label, *a.names)), None)
            main = self.context.main()
            if kind.id == STATE_BODY and main:
                whole = PlaceMention(mention.span, places().state(main).name, "state")
                full = AgencyMention(mention.span, f"{whole.name} {name}", kind.id, whole)
                self._add(mention, _state_body(kind, full), 0.7, "a department of the law's state", name)
            elif known:
                self._add(mention, _named_agency(known), 0.9, "name of one agency only")
            else:
                self._add(mention, self._unplaced(kind, name), 0.6, "a formal name, its place unknown")
            return
        if kind.id == STATE_BODY:
            self._add(mention, _state_body(kind, mention), 0.9, "a body of the state that it names")
            return
        found = self._city_of_the_text(kind, mention.place) or place_of_agency(
            kind, mention.place, self.context, self._state_beside(mention)
        )
        if found is None:
            name = kind.label.format(place=_title(mention.place.name))
            self._add(mention, self._unplaced(kind, name), 0.5, "its place is ambiguous", _printed_name(mention, kind))
            return
        entity = local_agency(kind, found.place)
        if found.score >= _SURE:
            self.named_places.append((mention.place.span, found))
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

    def _link_headless(self, mention: AgencyMention, spoken: SpokenOf) -> None:
        """ "the sheriff's office": the last named of its kind, else that of the place which the text speaks of."""
        kind = agency_kinds()[mention.kind]
        text = self.annotations.document.text
        owner = _OWNER.search(text[max(0, mention.span.start - 20) : mention.span.start])
        sort = _OWNERS.get(owner.group(1).casefold()) if owner else None
        if sort is not None:
            owned = spoken.owned(mention.span.start, sort)
            if owned is not None and any(of_sort(owned, wanted) for wanted in kind.place):
                self._add(mention, local_agency(kind, owned), 0.7, "its place is named just before")
                return
        near = self._near(kind, mention, spoken)
        direct = near is not None and _IN_PLACE.fullmatch(text, near[0].end, mention.span.start) is not None
        if near and (direct or text.startswith(" there", mention.span.end)):
            self._add(mention, local_agency(kind, near[1]), 0.8, "the place named just before")
            return
        same = self._sure.get(kind.id, [])
        if same:
            # Those named in full stand first and in the order of the text, then come those found here, all before.
            named = self._named_in_full.get(kind.id, 0)
            at = len(same) if len(same) > named else bisect_left(same, mention.span.start, key=_start)
            self._add(mention, self.entities[same[max(0, at - 1)].entity], 0.8, "refers back")
            return
        if near is not None and near[2]:
            self._add(mention, local_agency(kind, near[1]), 0.7, "the place named just before")
            return
        formal = text[mention.span.start].isupper() or kind.id == "corrections"
        found = spoken.of_kind(kind, mention.span.start, formal=formal)
        if found is not None:
            head = _title(mention.name) if mention.name.count(" ") > 1 and text[mention.span.start].isupper() else None
            printed = f"{found.name} {head}" if head else None
            self._add(mention, local_agency(kind, found), 0.6, _ONLY_PLACE, printed)

    def _state_beside(self, mention: AgencyMention) -> str | None:
        """The state that the words behind a county's body give it, or the beginning of its sentence."""
        behind = state_nearby(self.annotations, mention.span.end)
        county = mention.place is not None and mention.place.name.casefold().endswith(" county")
        return behind or (state_of_sentence(self.annotations, mention.span.start) if county else None)

    def _near(
        self, kind: AgencyKind, mention: AgencyMention, spoken: SpokenOf
    ) -> tuple[Span, PlaceRecord, bool] | None:
        """The last place that the sentence of a body, or the sentence before it, names, where the kind has such; and
        whether they name no other."""
        at, text = mention.span.start, self.annotations.document.text
        bodies = [
            (link.span, place)
            for link in self._links_before(at)
            if link.span.end <= at <= link.span.end + _NEAR and (place := self._served(link.entity)) is not None
        ]
        sorts = kind.place if kind.id == "corrections" else kind.place[:1]
        fitting = [
            (span, record)
            for span, record in sorted([*spoken.before(at), *bodies], key=lambda pair: pair[0])
            if span.end <= at <= span.end + _NEAR and any(of_sort(record, sort) for sort in sorts)
        ]
        if not fitting:
            return None
        gap = text[fitting[-1][0].end : at]
        ends = [at - _NEAR, *(match.end() for match in _SENTENCE_END.finditer(text, max(0, at - _NEAR), at))]
        here = {record.key for span, record in fitting if span.start >= ends[-2 if len(ends) > 1 else -1]}
        if fitting[-1][1].kind == "state" and fitting[-1][0].start < ends[-1]:
            return None  # a state of another sentence says less than what the whole text is about
        return (*fitting[-1], len(here) == 1) if "\n\n" not in gap else None

    def _links_before(self, at: int) -> list[Link]:
        """The links a little way before an offset: of those made first, in the order of the text, and of those since,
        which all stand before."""
        first, end = (bisect_left(self.links, place, 0, self._in_full, key=_start) for place in (at - REACH, at))
        since = len(self.links)
        while since > self._in_full and self.links[since - 1].span.start >= at - REACH:
            since -= 1
        return [*self.links[first:end], *self.links[since:]]

    def _served(self, key: str) -> PlaceRecord | None:
        """The place that a local agency serves; None for a federal one."""
        refs = [
            s.value.key
            for s in self.entities[key].slots
            if s.property == JG.hasJurisdiction and isinstance(s.value, Ref)
        ]
        return places().by_key(refs[0]) if refs and not key.startswith("agency/us/") else None

    def _city_of_the_text(self, kind: AgencyKind, place: PlaceMention) -> Resolution | None:
        """ "New York Department of Corrections" in a text about New York City, which never speaks of the state as
        such."""
        if "state" not in kind.place or "place" not in kind.place or place.state or place.kind != "any":
            return None
        cities = {
            record.key: record
            for _, record in self.focus
            if record.kind == "place" and record.population >= _METROPOLIS and place.name in record.names
        }
        text = self.annotations.document.text
        if len(cities) != 1 or re.search(
            rf"{re.escape(place.name)} State\b|\b[Ss]tate of {re.escape(place.name)}", text
        ):
            return None
        return Resolution(next(iter(cities.values())), 0.8, "the text speaks of the city")


def _is_headless(mention: AgencyMention) -> bool:
    return mention.kind in agency_kinds() and mention.place is None and mention.name.islower()


def place_of_agency(
    kind: AgencyKind, place: PlaceMention, context: Context, nearby: str | None = None
) -> Resolution | None:
    """The jurisdiction of an agency from the place in its name: a sheriff's is a county, a police department's a
    town. nearby: the state of the place where the text says that the agency is."""
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
    found = resolve(place.name, sorts, nearby, context) if nearby and not place.state and sorts[0] != "state" else None
    if found is not None:
        return Resolution(found.place, 0.9, "the place named next to it")
    # "The Hillsboro Police Department" names a body, so that the one Hillsboro that there is may be small.
    return resolve(place.name, sorts, place.state, context, following, place.span.start, known=_VILLAGE)


def local_agency(kind: AgencyKind, place: PlaceRecord) -> Entity:
    """The agency of a kind that serves a place; a standing name of its own goes before the kind's label."""
    key = local_agency_key(place.key, kind.id)
    named = next((agency for agency in named_agencies() if local_agency_key(agency.place, agency.kind) == key), None)
    if named:
        return _named_agency(named)
    county = next((name for name in place.names if name.endswith(" County")), None)
    if kind.place[0] == "county" and place.kind == "place" and county:
        # A city that is a county has its county's sheriff: Davidson County's is Nashville's.
        others = (kind.label.format(place=place.name),)
        return Entity(key, "Agency", kind.label.format(place=county), others, _slots(kind, place))
    return Entity(key, "Agency", kind.label.format(place=place.name), (), _slots(kind, place))


def _state_body(kind: AgencyKind, mention: AgencyMention) -> Entity:
    """A body of a state by its printed name: "Oregon's Youth Authority" is the Oregon Youth Authority."""
    name = re.sub(r"['’]s?(?=\s)", "", " ".join(mention.name.split()), count=1)
    record = next(r for r in places().named(mention.place.name if mention.place else "") if r.kind == "state")
    slug = re.sub(r"[^a-z0-9]+", "-", name.removeprefix(record.name).casefold().replace("'", "")).strip("-")
    return Entity(local_agency_key(record.key, slug), "Agency", _title(name), (), _slots(kind, record))


def _named_agency(agency: NamedAgency) -> Entity:
    place = places().by_key(agency.place)
    if place is None:
        raise KnowledgeError(
            f"agency {agency.label}: no place has the key {agency.place}", where="/".join(NAMED_FILE), hint="mend it"
        )
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
    if record.wikidata:
        slots.append(Slot(OWL.sameAs, Term(WIKIDATA + record.wikidata)))
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
    if name.isupper() and len(words) > 1:  # one word in capitals is an abbreviation
        words = [word.capitalize() for word in words]
    titled = [word if i and word in _SMALL_WORDS else word[0].upper() + word[1:] for i, word in enumerate(words)]
    return " ".join(titled).replace("Dept.", "Department").replace("Dept", "Department")


def _start(link: Link) -> int:
    return link.span.start
