"""Public bodies: federal ones by the gazetteer, state and local ones by grammar (a place and a head), headless ones
to be resolved.

A name with a place inside ("Example County Sheriff's Office") carries that place; `link` decides which place it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from kg.annotate.places import Hit, hit_of, hits, state_after
from kg.annotate.spans import SpanSet
from kg.annotate.words import NameIndex, Word, fold, words
from kg.knowledge.agencies import federal_agencies
from kg.knowledge.agency_kinds import AgencyKind, agency_kinds, local_agency_key, named_agencies
from kg.model import AgencyMention, PlaceMention, Span

_DISTRICT = "District of Columbia"  # a state to the Census, but its police is a city's
_DETERMINERS = frozenset(
    {"the", "its", "their", "his", "her", "our", "that", "this", "local", "county", "city", "state"}
)
_OF = re.compile(r"\s+(?:of|for|in)\s+(?:the\s+)?(?:(?:city|county|state|town)\s+of\s+)?", re.IGNORECASE)
_FORMAL_WORDS = 3  # how many capitalised words may stand before a formal head whose place is unknown
# Between a place and the head: "Hillsboro Police", "Oregon's State Police", "Denver City Council", "Aurora, Colo.,
# police".
_LINK = re.compile(r"(?:['’]s?)?,?\s+(?:(?:city|metro|metropolitan|municipal|state)\s+)?", re.IGNORECASE)


@cache
def _heads() -> tuple[NameIndex, dict[tuple[str, ...], tuple[AgencyKind, ...]]]:
    by_head: dict[tuple[str, ...], list[AgencyKind]] = {}
    names = []
    for kind in agency_kinds().values():
        for head in kind.heads:
            names.append(head)
            by_head.setdefault(fold(head), []).append(kind)
    return NameIndex(names), {key: tuple(kinds) for key, kinds in by_head.items()}


@cache
def _federal() -> tuple[NameIndex, dict[tuple[str, ...], str], re.Pattern[str], dict[str, str]]:
    """Index of full names, name → key, pattern of abbreviations, abbreviation → key."""
    names: dict[tuple[str, ...], str] = {}
    short: dict[str, str] = {}
    for agency in federal_agencies():
        for name in (agency.label, *agency.names):
            names.setdefault(fold(name), agency.key)
        for abbreviation in agency.abbreviations:
            short.setdefault(abbreviation, agency.key)
    pattern = "|".join(re.escape(name) for name in sorted(short, key=lambda name: (-len(name), name)))
    index = NameIndex(" ".join(key) for key in names)
    return index, names, re.compile(rf"(?<![\w.&-])(?:U\.?S\.? )?({pattern})(?![\w&]|\.\w|-\d|-[A-Z]{{3}})"), short


@cache
def _known_short() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Abbreviations that stand for one local agency everywhere ("NYPD") → its kind and key."""
    short = {
        text: (agency.kind, local_agency_key(agency.place, agency.kind))
        for agency in named_agencies()
        for text in agency.abbreviations
    }
    pattern = "|".join(re.escape(name) for name in sorted(short, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![\w.&-])({pattern})(?![\w&-])"), short


@cache
def _named() -> tuple[NameIndex, dict[tuple[str, ...], tuple[str, str]]]:
    """Names of local agencies that have a standing name → kind and key."""
    keys = {
        fold(name): (agency.kind, local_agency_key(agency.place, agency.kind))
        for agency in named_agencies()
        for name in (agency.label, *agency.names)
    }
    return NameIndex(" ".join(key) for key in keys), keys


def _capitals(run: list[Word]) -> bool:
    """Printed as a name: in capitals, but for small words."""
    return all(word.capitalised for word in run if word.folded not in ("of", "and", "for", "the"))


def agency_mentions(text: str, span: Span) -> list[AgencyMention]:
    """The agencies named in a block, in order, not overlapping; the longest name wins."""
    found = words(text, span)
    places = hits(text, found)
    candidates = [*_federal_mentions(text, span, found), *_local_mentions(text, found, places)]
    index, keys = _named()
    for first, last, name in index.find(text, found, _capitals):
        kind, key = keys[fold(name)]
        full = Span(found[first].span.start, found[last - 1].span.end)
        candidates.append(AgencyMention(full, full.of(text), kind, None, key))
    pattern, short = _known_short()
    for match in pattern.finditer(text, span.start, span.end):
        kind, key = short[match.group(1)]
        candidates.append(AgencyMention(Span(*match.span()), match.group(1), kind, None, key))
    candidates.sort(key=lambda mention: (-len(mention.span), mention.span.start, mention.name))
    taken = SpanSet()
    return sorted((mention for mention in candidates if taken.add(mention.span)), key=lambda mention: mention.span)


def _federal_mentions(text: str, span: Span, found: list[Word]) -> list[AgencyMention]:
    index, names, short_pattern, short = _federal()
    mentions = []
    for first, last, name in index.find(text, found):
        run = found[first:last]
        content = [word for word in run if word.folded not in ("of", "and", "for", "the", "s", "u")]
        if not all(word.capitalised for word in content):
            continue
        start, end = run[0].span.start, run[-1].span.end
        prefix = re.search(r"(?:U\.\s?S\.|US|United States)\s+$", text[max(span.start, start - 16) : start])
        if prefix:
            start -= len(prefix.group())
        mentions.append(AgencyMention(Span(start, end), text[start:end], "gazetteer", None, names[fold(name)]))
    uses = short_pattern.finditer(text, span.start, span.end)
    mentions += [AgencyMention(Span(*use.span()), use.group(1), "gazetteer", None, short[use.group(1)]) for use in uses]
    return mentions


def _local_mentions(text: str, found: list[Word], places: list[Hit]) -> list[AgencyMention]:
    index, kinds = _heads()
    mentions: list[AgencyMention] = []
    for first, last, head in index.find(text, found):
        options = kinds[fold(head)]
        mention = (
            _place_before(text, found, places, first, last, options)
            or _place_after(text, found, places, first, last, options)
            or _formal_name(text, found, first, last, options)
            or _headless(found, first, last, options)
        )
        if mention is not None:
            mentions.append(mention)
    return mentions


def _place(found: list[Word], hit: Hit, state: str | None = None, end: int | None = None) -> PlaceMention:
    stop = found[hit.last - 1].span.end if end is None else end
    return PlaceMention(Span(found[hit.first].span.start, stop), hit.name, hit.kind, state)


def _place_before(
    text: str, found: list[Word], places: list[Hit], first: int, last: int, options: tuple[AgencyKind, ...]
) -> AgencyMention | None:
    head = found[first]
    edge = bisect_left(places, first, key=lambda hit: hit.first)
    near = [hit for hit in places[max(0, edge - 4) : edge] if found[hit.first].span.end >= head.span.start - 80]
    for named in near:
        # The name may run into the head ("New York City" + "City Council"): what is left of the head counts.
        hit = named if named.last <= first else hit_of(found, named.first, first)
        if hit is None:
            continue
        end = found[hit.last - 1].span.end
        qualifier = state_after(text, end, hit.name)
        stop = qualifier[1] if qualifier else end
        if _LINK.fullmatch(text, stop, head.span.start) is None:
            continue
        kind = _fitting(options, hit)
        mention = Span(found[hit.first].span.start, found[last - 1].span.end)
        place = _place(found, hit, qualifier[0] if qualifier else None, stop)
        return AgencyMention(mention, mention.of(text), kind.id, place)
    return None


def _place_after(
    text: str, found: list[Word], places: list[Hit], first: int, last: int, options: tuple[AgencyKind, ...]
) -> AgencyMention | None:
    """ "Department of Correction of New York City": only for capitalised heads, as "police in Denver" names nobody's
    name."""
    if not found[first].capitalised:
        return None
    end = found[last - 1].span.end
    behind = bisect_left(places, last, key=lambda hit: hit.first)
    for hit in places[behind : behind + 2]:
        if _OF.fullmatch(text, end, found[hit.first].span.start):
            if "in" in text[end : found[hit.first].span.start].split():
                return None
            kind = _fitting(options, hit)
            stop = found[hit.last - 1].span.end
            qualifier = state_after(text, stop, hit.name)
            mention = Span(found[first].span.start, qualifier[1] if qualifier else stop)
            return AgencyMention(
                mention, mention.of(text), kind.id, _place(found, hit, qualifier[0] if qualifier else None, mention.end)
            )
    return None


def _formal_name(
    text: str, found: list[Word], first: int, last: int, options: tuple[AgencyKind, ...]
) -> AgencyMention | None:
    """ "Metropolitan Police Department": capitalised words before a capitalised formal head, of no known place."""
    head = " ".join(word.folded for word in found[first:last])
    kind = next((kind for kind in options if any(fold(formal) == fold(head) for formal in kind.formal)), None)
    if kind is None or not all(word.capitalised for word in found[first:last] if len(word.text) > 3):
        return None
    begin = first
    while begin > 0 and first - begin < _FORMAL_WORDS:
        word = found[begin - 1]
        if not word.capitalised or word.folded in _DETERMINERS or text[word.span.end : found[begin].span.start].strip():
            break
        begin -= 1
    if begin == first:
        return None
    span = Span(found[begin].span.start, found[last - 1].span.end)
    return AgencyMention(span, span.of(text), kind.id)


def _headless(found: list[Word], first: int, last: int, options: tuple[AgencyKind, ...]) -> AgencyMention | None:
    head = tuple(word.folded for word in found[first:last])
    kind = next((kind for kind in options if any(fold(bare) == head for bare in kind.bare)), None)
    if kind is None or first == 0 or found[first - 1].folded not in _DETERMINERS:
        return None
    return AgencyMention(Span(found[first].span.start, found[last - 1].span.end), " ".join(head), kind.id)


def _fitting(options: tuple[AgencyKind, ...], hit: Hit) -> AgencyKind:
    """The kind of agency that a place of this sort has: a state's police is a state police."""
    if hit.kind == "state" and hit.name != _DISTRICT:
        state_kinds = [kind for kind in options if "state" in kind.place]
        if state_kinds:
            return state_kinds[0]
        if options[0].id == "police":
            return agency_kinds()["state-police"]
    return options[0]
