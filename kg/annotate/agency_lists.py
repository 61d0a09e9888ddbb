"""Agencies of several places that share one head in the plural.

"the Lane County and Linn County Sheriff's Offices", "the police departments of Bend and Salem": each place gives one
agency; a list of states none. The mention of the place beside the head takes the head in; the others are the place's
words alone.
"""

from __future__ import annotations

import re
from functools import cache

from kg.annotate.place_hits import COUNTY_WORDS, Hit, hit_of, state_after
from kg.annotate.words import NameIndex, Word, Words, fold
from kg.knowledge.agency_kinds import AgencyKind, agency_kinds
from kg.knowledge.places import places
from kg.model import AgencyMention, PlaceMention, Span

_BETWEEN = re.compile(r"\s*(?:,\s*(?:(?:and|or)\s+)?|(?:and|or)\s+|&\s*)(?:the\s+)?", re.IGNORECASE)
_SINGULAR = frozenset(
    {"department", "dept", "bureau", "division", "office", "service", "chief", "officer", "commissioner"}
)
_LAST_GAP = re.compile(r"\b(?:and|or)\b|&")  # "In Chicago, Denver police": a list has one of these before its last name
_BEFORE_HEAD = re.compile(r"(?:['’]s?|,)?\s+(?:(?:city|county|counties)\s+)?", re.IGNORECASE)
_BEHIND_HEAD = re.compile(r"\s+of\s+(?:the\s+)?(?:cities\s+of\s+)?", re.IGNORECASE)


@cache
def _plurals() -> tuple[NameIndex, dict[tuple[str, ...], AgencyKind]]:
    kinds = {fold(head): kind for kind in agency_kinds().values() for head in kind.plural}
    return NameIndex(" ".join(head) for head in kinds), kinds


def listed_agencies(text: str, found: Words, places_named: list[Hit]) -> list[AgencyMention]:
    """One mention for each place of a list of two or more that shares a plural head, in the order of the text."""
    index, kinds = _plurals()
    mentions: list[AgencyMention] = []
    for first, last, head in index.find(text, found):
        kind = kinds[fold(head)]
        span = Span(found[first].start, found[last - 1].end)
        if " " not in head and last < len(found) and found[last].folded in _SINGULAR:
            continue  # "Bend and the Salem Police Department"
        chain = _before(text, found, places_named, first)
        if chain:
            mentions += _mentions(text, found, chain, kind, chain[-1], span)
            continue
        chain = _behind(text, found, places_named, last)
        if chain and " " in head:  # "the sheriffs of A and B counties" are people
            mentions += _mentions(text, found, chain, kind, chain[0], span)
    return mentions


def _before(text: str, found: list[Word], hits: list[Hit], head: int) -> list[Hit]:
    """The names of a list that ends directly before words[head], the first first."""
    chain: list[Hit] = []
    edge = found[head].start
    for at in range(len(hits) - 1, -1, -1):
        named = hits[at]
        if found[named.first].start >= edge or (at and _qualifies(text, found, hits[at - 1], named)):
            continue
        # "Bend City" + "police": what is left of a name that runs into the head counts.
        hit = named if named.last <= head or chain else hit_of(found, named.first, head)
        if hit is None:
            break
        gap = _BETWEEN if chain else _BEFORE_HEAD
        end = found[hit.last - 1].end
        qualifier = state_after(text, end, hit.name)
        if gap.fullmatch(text, qualifier[1] if qualifier else end, edge) is None:
            break
        chain.insert(0, hit)
        edge = found[hit.first].start
    return chain if _closed(text, found, chain) else []


def _behind(text: str, found: list[Word], hits: list[Hit], start: int) -> list[Hit]:
    """The names of a list that begins behind words[start - 1] and "of"."""
    chain: list[Hit] = []
    edge = found[start - 1].end
    for hit in (hit for hit in hits if hit.first >= start):
        gap = _BETWEEN if chain else _BEHIND_HEAD
        if gap.fullmatch(text, edge, found[hit.first].start) is None:
            break
        chain.append(hit)
        qualifier = state_after(text, found[hit.last - 1].end, hit.name)
        edge = qualifier[1] if qualifier else found[hit.last - 1].end
    return chain if _closed(text, found, chain) else []


def _qualifies(text: str, found: list[Word], place: Hit, state: Hit) -> bool:
    """Whether a name is the state that the name before it lies in: "Boise, Idaho"."""
    qualifier = state_after(text, found[place.last - 1].end, place.name) if state.kind in ("state", "any") else None
    return qualifier is not None and found[state.first].start < qualifier[1]


def _closed(text: str, found: list[Word], chain: list[Hit]) -> bool:
    """Whether "and" stands before the last of two names or more."""
    if len(chain) < 2:
        return False
    return _LAST_GAP.search(text, found[chain[-2].last - 1].end, found[chain[-1].first].start) is not None


def _mentions(
    text: str, found: list[Word], chain: list[Hit], kind: AgencyKind, beside: Hit, head: Span
) -> list[AgencyMention]:
    """The agencies of a list of places; that of the place `beside` the head takes the head in."""
    last = found[chain[-1].last - 1].end
    counties = any(fold(hit.name)[-1] in COUNTY_WORDS for hit in chain) or (
        "counties" in text[last : head.start].casefold().split()
    )
    mentions = []
    for hit in chain:
        own = Span(found[hit.first].start, found[hit.last - 1].end)
        name, sort = hit.name, hit.kind
        qualifier = state_after(text, own.end, name)
        own = Span(own.start, qualifier[1]) if qualifier else own
        if counties and fold(name)[-1] not in COUNTY_WORDS and places().named(f"{name} County"):
            name, sort = f"{name} County", "county"
        if sort in ("state", "nation") or (sort == "county" and kind.place[0] != "county"):
            return []  # "Oregon and Washington police" are those of the states' towns; a county has a sheriff
        span = Span(min(own.start, head.start), max(own.end, head.end)) if hit is beside else own
        place = PlaceMention(own, name, sort, qualifier[0] if qualifier else None)
        mentions.append(AgencyMention(span, span.of(text), kind.id, place))
    return mentions
