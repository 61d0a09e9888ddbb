"""Link: mentions → entities with identifiers, each decision with a score and a reason."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.knowledge.places import PlaceRecord, places
from kg.link.agencies import AgencyLinker, federal_agency
from kg.link.context import Context, Heads, head_state, read_context, state_heads, state_nearby, state_of_sentence
from kg.link.resolve import Resolution, resolve
from kg.link.statutes import parallels, printed, statute
from kg.model import Annotations, Citation, Entity, Link, Linked, PlaceMention, Ref, Slot, Span, Term
from kg.vocab import JG, OWL, WIKIDATA

__all__ = ["link"]

_NEXT_WORD = re.compile(r"(?:['’]s)?\s{1,3}([^\W\d_]+(?:['’]s)?)")
_LIST_GAP = re.compile(r"\s{0,20}(?:,|,?\s{0,20}(?:and|or|&))\s{0,20}")
# A state before its law: "New York's Green Light Law".
_OWNER = re.compile(r"((?:[A-Z][a-z]+\s){0,2}[A-Z][a-z]+)['’]s\s")
_NAMESAKE = re.compile(r"((?:[A-Z][a-z]+\s)?[A-Z][a-z]+)\s")  # "Illinois TRUST Act"
_LINE = 60  # characters of a line that is nothing but a state's name
_CITY = 300_000  # residents of a city that a text may name whose state it never speaks of
_TYPES = {"nation": "Nation", "state": "USState", "county": "USCounty", "place": "Municipality"}


def link(annotations: Annotations) -> Linked:
    """Link every mention of an agency, a place or a law that can be settled. A pure function of its argument.

    Entities hold all that the links need and what they lie in: counties their state, parts of agencies their parents.
    """
    context = read_context(annotations)
    entities: dict[str, Entity] = {}
    forms: dict[str, set[str]] = {}
    links: list[Link] = []
    focus: list[tuple[Span, PlaceRecord]] = []
    heads = state_heads(annotations.document.text)
    beside = _among_states(annotations)
    for mention in annotations.mentions:
        if isinstance(mention, Citation):
            found = statute(mention)
            entities.setdefault(found.key, found)
            if (form := printed(mention, annotations.document.text)) is not None:
                forms.setdefault(found.key, set()).add(form)
            for other in parallels(mention):
                entities.setdefault(other.key, other)
            links.append(Link(mention.span, found.key, 1.0, f"citation ({mention.rule})"))
            owner = _OWNER.match(annotations.document.text, mention.span.start, mention.span.end)
            if owner is None and mention.scheme == "named-act":
                owner = _NAMESAKE.match(annotations.document.text, mention.span.start, mention.span.end)
            state = places().state_named(" ".join(owner.group(1).split())) if owner else None
            if owner and state:
                links.append(Link(Span(*owner.span(1)), state.key, 0.95, "name of a state"))
                _add_place(entities, state)
        elif isinstance(mention, PlaceMention):
            resolution = _place(annotations, mention, context, heads, among_states=mention.span in beside)
            if resolution is not None:
                links.append(Link(mention.span, resolution.place.key, resolution.score, resolution.why))
                focus.append((mention.span, resolution.place))
                _add_place(entities, resolution.place)
    for key, others in forms.items():
        law = entities[key]
        names = tuple(sorted({*law.alt_labels, *others} - {law.label}))
        entities[key] = Entity(key, law.kind, law.label, names, law.slots)
    linker = AgencyLinker(annotations, context, focus)
    linker.run()
    links += linker.links
    for inner, resolution in linker.named_places:
        links.append(Link(inner, resolution.place.key, resolution.score, resolution.why))
        _add_place(entities, resolution.place)
    entities |= linker.entities
    _close(entities)
    ordered = tuple(entities[key] for key in sorted(entities))
    return Linked(annotations, ordered, tuple(sorted(links, key=lambda found: (found.span, found.entity))))


def _among_states(annotations: Annotations) -> frozenset[Span]:
    """The place names that stand in a list right before or behind a state's name: "Oregon and Washington"."""
    found: set[Span] = set()
    named = [mention for mention in annotations.mentions if isinstance(mention, PlaceMention)]
    for left, right in pairwise(named):
        gap = annotations.document.text[left.span.end : right.span.start]
        if len(gap) < 10 and _LIST_GAP.fullmatch(gap):
            found |= {left.span} if right.kind == "state" else set()
            found |= {right.span} if left.kind == "state" else set()
    return frozenset(found)


def _place(
    annotations: Annotations, mention: PlaceMention, context: Context, heads: Heads, *, among_states: bool
) -> Resolution | None:
    text = annotations.document.text
    line, region = head_state(heads, mention.span.start)
    if region and mention.state is None and mention.kind in ("county", "place", "any"):
        if mention.span.end - line < _LINE and text[line : mention.span.end].strip("#*•\t -") == mention.name:
            return resolve(mention.name, ["state"], None, context)
        listed = resolve(mention.name, ["place", "county"] if mention.kind != "county" else ["county"], region, context)
        if listed is not None:
            return Resolution(listed.place, 0.95, "listed under its state")
    following = _NEXT_WORD.match(text, mention.span.end)
    word = "state" if among_states else following.group(1).casefold() if following else ""
    at = mention.span.start
    if mention.state is not None and mention.kind == "nation":
        return resolve(mention.name, ["place", "county"], mention.state, context, word, at)
    kinds = {
        "county": ["county", "place"],
        "state": ["state"],
        "place": ["place"],
        "nation": ["nation"],
        "any": ["state", "place", "county"],
    }[mention.kind]
    nearby = None if mention.state or mention.kind == "state" else state_nearby(annotations, mention.span.end)
    if mention.kind == "county" and not mention.state:
        nearby = nearby or state_of_sentence(annotations, mention.span.start)
    if nearby and mention.kind == "county":
        found = resolve(mention.name, kinds, nearby, context, word, at)
        if found is not None:
            return Resolution(found.place, 0.9, "the place named next to it")
    return _own_county(mention, context, resolve(mention.name, kinds, mention.state, context, word, at))


def _own_county(mention: PlaceMention, context: Context, found: Resolution | None) -> Resolution | None:
    """A county of the document's state rather than a town of its name in a state of which the text never speaks."""
    main = context.main()
    if found is None or mention.state or found.place.kind != "place" or found.place.state in context.states or not main:
        return found
    if found.place.population >= _CITY:
        return found
    own = [r for r in places().named(f"{mention.name} County") if r.state == main and r.kind == "county"]
    return Resolution(own[0], 0.7, f"the county of {main}") if own else found


def _add_place(entities: dict[str, Entity], place: PlaceRecord) -> None:
    for record in (place, *places().ancestors(place)):
        entities.setdefault(record.key, jurisdiction(record))


def jurisdiction(place: PlaceRecord) -> Entity:
    """A place of the gazetteer as an entity, with its authority identifiers."""
    slots = [Slot(JG.jurisdictionType, Term(f"{JG}{_TYPES[place.kind]}"))]
    if place.within:
        slots.append(Slot(JG.within, Ref(place.within)))
    if place.fips:
        slots.append(Slot(JG.fips, place.fips))
    if place.geonames_id:
        slots.append(Slot(JG.geonamesId, str(place.geonames_id)))
    if place.wikidata:
        slots.append(Slot(OWL.sameAs, Term(WIKIDATA + place.wikidata)))
    return Entity(place.key, "Jurisdiction", place.label, place.alt_labels, tuple(slots))


def _close(entities: dict[str, Entity]) -> None:
    """Add every entity that another one points to, until nothing points outside."""
    waiting = list(entities.values())
    while waiting:
        entity = waiting.pop()
        for slot in entity.slots:
            if not isinstance(slot.value, Ref) or slot.value.key in entities:
                continue
            key = slot.value.key
            place = places().by_key(key)
            if place is not None:
                entities[key] = jurisdiction(place)
            elif slot.property == JG.partOf:
                entities[key] = federal_agency(key)
            else:
                continue
            waiting.append(entities[key])
