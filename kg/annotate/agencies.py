"""Public bodies: federal ones by the gazetteer, state and local ones by grammar (a place and a head), headless ones
to be resolved.

A name with a place inside ("Example County Sheriff's Office") carries that place; `link` decides which place it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache

from kg.annotate.agency_lists import listed_agencies
from kg.annotate.place_hits import COUNTY_WORDS, Hit, hit_of, is_initial, state_after
from kg.annotate.places import Block
from kg.annotate.spans import SpanSet
from kg.annotate.state_bodies import departments_of_a_law, state_bodies
from kg.annotate.words import NameIndex, Word, Words, fold, words
from kg.knowledge.agencies import federal_agencies
from kg.knowledge.agency_kinds import AgencyKind, agency_kinds, local_agency_key, named_agencies
from kg.knowledge.place_context import place_context
from kg.knowledge.places import places as places_known
from kg.knowledge.speech import speech_words
from kg.model import AgencyMention, PlaceMention, Span

# Names of nations that mean a place in the United States before an American body.
_CITY_NATIONS = frozenset({"Georgia"})
_DISTRICT = "District of Columbia"  # a state to the Census, but its police is a city's
_DETERMINERS = frozenset(
    {"the", "its", "their", "his", "her", "our", "that", "this", "local", "county", "city", "state"}
)
_OF = re.compile(r"\s+(?:of|for|in)\s+(?:the\s+)?(?:(?:city|county|state|town)\s+of\s+)?", re.IGNORECASE)
_FORMAL_WORDS = 3  # how many capitalised words may stand before a formal head whose place is unknown
# Between a place and the head: "Hillsboro Police", "Oregon's State Police", "Denver City Council", "Aurora, Colo.,
# police", "Santa Fe County Adult Detention Facility".
_LINK = re.compile(
    r"(?:['’]s?)?,?\s+(?:(?:city|county|metro|metropolitan|municipal|state|regional|adult|juvenile|central|main|pretrial|"
    r"north|south|east|west|police|public)\s+){0,3}",
    re.IGNORECASE,
)
_TWIN = re.compile(r"[-–—/]")  # "Prince William-Manassas Regional Adult Detention Center"


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
def _federal() -> tuple[NameIndex, dict[tuple[str, ...], tuple[str, list[bool]]], re.Pattern[str], dict[str, str]]:
    """Index of full names; name → key and which of its words are capitalised in every form of it; pattern of
    abbreviations; abbreviation → key."""
    names: dict[tuple[str, ...], tuple[str, list[bool]]] = {}
    short: dict[str, str] = {}
    for agency in federal_agencies():
        for name in (agency.label, *agency.names):
            if any(letter.isdigit() for letter in name):
                continue  # words hold no digits
            capitals = [word.capitalised for word in words(name, Span(0, len(name)))]
            _, known = names.setdefault(fold(name), (agency.key, capitals))
            known[:] = [one and other for one, other in zip(known, capitals, strict=True)]
        for abbreviation in agency.abbreviations:
            short.setdefault(abbreviation, agency.key)
    pattern = "|".join(re.escape(name) for name in sorted(short, key=lambda name: (-len(name), name)))
    index = NameIndex(" ".join(key) for key in names)
    return index, names, re.compile(rf"(?<![\w.&-])(?:U\.?S\.? )?({pattern})(?![\w&]|\.\w|-\d|-[A-Z]{{3}})"), short


@cache
def _numbered() -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern of the federal names that hold digits ("7th Circuit"), and name → key."""
    keys = {
        name: agency.key
        for agency in federal_agencies()
        for name in (agency.label, *agency.names)
        if any(letter.isdigit() for letter in name)
    }
    longest = sorted(keys, key=lambda name: (-len(name), name))
    forms = "|".join(re.escape(name).replace(r"\ ", r"\s{1,3}") for name in longest)
    return re.compile(rf"(?<![\w.])(?:{forms})(?!\w)"), keys


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


def agency_mentions(text: str, block: Block) -> list[AgencyMention]:
    """The agencies named in a block, in order, not overlapping; the longest name wins."""
    span, found, places = block.span, block.words, block.hits
    candidates = [*_federal_mentions(text, span, found), *_local_mentions(text, found, places)]
    candidates += listed_agencies(text, found, places)
    index, keys = _named()
    for first, last, name in index.find(text, found, _capitals):
        kind, key = keys[fold(name)]
        full = Span(found[first].start, found[last - 1].end)
        candidates.append(AgencyMention(full, full.of(text), kind, None, key))
    pattern, short = _known_short()
    for match in pattern.finditer(text, span.start, span.end):
        kind, key = short[match.group(1)]
        candidates.append(AgencyMention(Span(*match.span()), match.group(1), kind, None, key))
    known = SpanSet(mention.span for mention in candidates)
    candidates += state_bodies(text, found, places, known)
    candidates += departments_of_a_law(text, found, known)
    candidates.sort(key=lambda mention: (-len(mention.span), mention.span.start, mention.name))
    taken = SpanSet()
    return sorted((mention for mention in candidates if taken.add(mention.span)), key=lambda mention: mention.span)


def _parts(text: str, run: list[Word], names: Mapping[tuple[str, ...], object]) -> list[list[Word]]:
    """A body's name, in two where it is that of another and of its part: "the ... Department's Office of Audits"."""
    for i in range(1, len(run)):
        if text[run[i - 1].end : run[i].start].strip():
            parts = [run[:i], run[i:]]
            if all(tuple(word.folded for word in part) in names for part in parts):
                return parts
    return [run]


def _federal_mentions(text: str, span: Span, found: Words) -> list[AgencyMention]:
    index, names, short_pattern, short = _federal()
    mentions = []
    for run in (part for first, last, _ in index.find(text, found) for part in _parts(text, found[first:last], names)):
        key, capitals = names[tuple(word.folded for word in run)]
        if not all(word.capitalised or not capital for word, capital in zip(run, capitals, strict=True)):
            continue
        start, end = run[0].start, run[-1].end
        prefix = re.search(r"(?:U\.\s?S\.|US|United States)\s+$", text[max(span.start, start - 16) : start])
        if prefix:
            start -= len(prefix.group())
        mentions.append(AgencyMention(Span(start, end), text[start:end], "gazetteer", None, key))
    pattern, keys = _numbered()
    for match in pattern.finditer(text, span.start, span.end):
        whole = Span(*match.span())
        mentions.append(AgencyMention(whole, match.group(), "gazetteer", None, keys[" ".join(match.group().split())]))
    uses = short_pattern.finditer(text, span.start, span.end)
    mentions += [AgencyMention(Span(*use.span()), use.group(1), "gazetteer", None, short[use.group(1)]) for use in uses]
    return mentions


@cache
def _kind_short() -> dict[str, AgencyKind]:
    """Abbreviations that stand for a body of a kind: "DOC" for the department of corrections that a text speaks of."""
    return {short: kind for kind in agency_kinds().values() for short in kind.short}


def ordinary_words(text: str) -> frozenset[str]:
    """The keys of the agencies whose abbreviation a text uses as a word ("ice") without ever speaking of their
    field."""
    found = set()
    for agency in federal_agencies():
        if not agency.needs or re.search("|".join(agency.needs), text, re.IGNORECASE):
            continue
        forms = "|".join(re.escape(short.casefold()) for short in agency.abbreviations)
        if re.search(rf"(?<![\w.-])(?:{forms})(?![\w-])", text):
            found.add(agency.key)
    return frozenset(found)


def _local_mentions(text: str, found: Words, places: list[Hit]) -> list[AgencyMention]:
    index, kinds = _heads()
    short = _kind_short()
    mentions: list[AgencyMention] = []
    found_heads = [(first, last, kinds[fold(head)]) for first, last, head in index.find(text, found)]
    found_heads += [(i, i + 1, (kind,)) for i, word in enumerate(found) if (kind := short.get(word.text))]
    for first, last, options in found_heads:
        mention = (
            _place_before(text, found, places, first, last, options)
            or _place_after(text, found, places, first, last, options)
            or _formal_name(text, found, first, last, options)
            or _headless(found, first, last, options)
        )
        if mention is not None and not _part_of_longer(text, found, last, mention):
            mentions.append(mention)
    return mentions


def _part_of_longer(text: str, found: list[Word], last: int, mention: AgencyMention) -> bool:
    """Whether a name goes on behind its head and is another body's: "the Governor's Office on Drug Policy"."""
    going_on = agency_kinds()[mention.kind].longer
    return (
        last + 1 < len(found)
        and mention.span.end == found[last - 1].end
        and found[last].folded in going_on
        and found[last + 1].capitalised
        and found[last + 1].folded not in speech_words().not_names  # "on Monday"
        and not text[found[last - 1].end : found[last].start].strip()
    )


def _place(found: list[Word], hit: Hit, state: str | None = None, end: int | None = None) -> PlaceMention:
    stop = found[hit.last - 1].end if end is None else end
    return PlaceMention(Span(found[hit.first].start, stop), hit.name, hit.kind, state)


def _place_before(
    text: str, found: list[Word], places: list[Hit], first: int, last: int, options: tuple[AgencyKind, ...]
) -> AgencyMention | None:
    head = found[first]
    edge = bisect_left(places, first, key=lambda hit: hit.first)
    near = [hit for hit in places[max(0, edge - 4) : edge] if found[hit.first].end >= head.start - 80]
    for named in near:
        # The name may run into the head ("New York City" + "City Council"): what is left of the head counts.
        # "Lane County" + "County Attorney's Office": the word belongs to both.
        shares_county = named.last == first + 1 and head.folded in COUNTY_WORDS
        hit = named if named.last <= first or shares_county else hit_of(found, named.first, first)
        if hit is None:
            continue
        end = found[hit.last - 1].end
        qualifier = state_after(text, end, hit.name)
        stop = qualifier[1] if qualifier else end
        if not shares_county and _LINK.fullmatch(text, stop, head.start) is None:
            continue
        kind = _fitting(options, hit, found[first:last])
        if " ".join(fold(hit.name)) in known_words() and "," in text[stop : max(stop, head.start)]:
            continue  # "in August, Sheriff Reyes"
        if kind is not None and kind.id == "jail" and hit.kind == "county" and not _is_county(hit):
            continue  # "Stewart Detention Center" has its name of a person as often as of Stewart County
        if kind is None or not _whole(text, found, hit, stop, head, single=last - first == 1):
            continue
        start, twin = _with_twin(text, found, places, hit)
        regional = any(word.folded == "regional" for word in found[hit.last : last])
        if regional and twin is hit and start == found[hit.first].start and not _is_county(hit):
            continue  # "Rappahannock Regional Jail" is several counties', none of them its name's
        place = _place(found, twin, qualifier[0] if qualifier else None, stop if twin is hit else None)
        mention = Span(start, found[last - 1].end)
        return AgencyMention(mention, mention.of(text), kind.id, place)
    return None


@cache
def known_words() -> frozenset[str]:
    """Names of places that are words or people's names as often."""
    return places_known().stopwords()


def _is_county(hit: Hit) -> bool:
    return fold(hit.name)[-1] in COUNTY_WORDS


def _whole(text: str, found: list[Word], hit: Hit, stop: int, head: Word, *, single: bool) -> bool:
    """Whether a place and a head are one name: a lone "Sheriff" on the next line under a name is a signature's."""
    if single and "\n" in text[stop : max(stop, head.start)] and not _is_county(hit):
        return False
    before = found[hit.first - 1] if hit.first else None
    if before is None or _is_county(hit) or hit.kind in ("state", "nation"):
        return True
    if is_initial(text, before, found[hit.first]):
        return False
    # "Otay Mesa Detention Center": a longer name that no list knows. In capitals throughout nobody can tell.
    longer = (
        before.capitalised and not before.text.isupper() and not text[before.end : found[hit.first].start].strip(" ")
    )
    return not longer or before.folded in _no_part_of_names() - place_context().compass


@cache
def _no_part_of_names() -> frozenset[str]:
    """Capitalised words that stand before a place's name without being a part of it."""
    return place_context().followers | place_context().part_words | speech_words().not_names | speech_words().titles


def _with_twin(text: str, found: list[Word], places: list[Hit], hit: Hit) -> tuple[int, Hit]:
    """Where a name of two places joined by a dash begins, and that of them whose body it is above all: the county of
    "Athens-Clarke County", else the first."""
    at = bisect_left(places, hit.first, key=lambda other: other.first)
    if at and _TWIN.fullmatch(text, found[places[at - 1].last - 1].end, found[hit.first].start):
        return found[places[at - 1].first].start, hit if _is_county(hit) else places[at - 1]
    return found[hit.first].start, hit


def _place_after(
    text: str, found: list[Word], places: list[Hit], first: int, last: int, options: tuple[AgencyKind, ...]
) -> AgencyMention | None:
    """ "Department of Correction of New York City": only for capitalised heads, as "police in Denver" names nobody's
    name."""
    if not found[first].capitalised:
        return None
    end = found[last - 1].end
    behind = bisect_left(places, last, key=lambda hit: hit.first)
    for hit in places[behind : behind + 2]:
        if _OF.fullmatch(text, end, found[hit.first].start):
            kind = _fitting(options, hit, found[first:last])
            if kind is None or (kind.type != "Court" and "in" in text[end : found[hit.first].start].split()):
                return None
            stop = found[hit.last - 1].end
            qualifier = state_after(text, stop, hit.name)
            mention = Span(found[first].start, qualifier[1] if qualifier else stop)
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
        if not word.capitalised or text[word.end : found[begin].start].strip():
            break
        if word.folded in _DETERMINERS or word.folded in speech_words().not_names:
            break
        begin -= 1
    if begin == first:
        return None
    span = Span(found[begin].start, found[last - 1].end)
    return AgencyMention(span, span.of(text), kind.id)


def _headless(found: list[Word], first: int, last: int, options: tuple[AgencyKind, ...]) -> AgencyMention | None:
    head = tuple(word.folded for word in found[first:last])
    span = Span(found[first].start, found[last - 1].end)
    for kind in options:
        if last - first == 1 and found[first].text in kind.short:
            return AgencyMention(span, head[0], kind.id)
        if not any(fold(bare) == head for bare in kind.bare):
            continue
        if not found[first].capitalised and " ".join(head) in kind.capital:
            continue
        # "The sheriff's office"; printed as a name it needs no article: "a. Sheriff's Office - population".
        named = len(head) > 1 and all(word.capitalised for word in found[first:last] if len(word.text) > 3)
        if (first and found[first - 1].folded in _DETERMINERS) or (named and _alone(found, first, last)):
            return AgencyMention(span, " ".join(head), kind.id)
    return None


def _alone(found: list[Word], first: int, last: int) -> bool:
    """Whether no capitalised word stands beside words[first:last], of which they would be the end or the beginning."""
    before = first and found[first - 1].capitalised and len(found[first - 1].text) > 1
    return not before and not (last < len(found) and found[last].capitalised)


def _fitting(options: tuple[AgencyKind, ...], hit: Hit, head: list[Word]) -> AgencyKind | None:
    """The kind of agency that a place of this sort has, printed as such: a state has a state police, and no sheriff;
    "Oregon police" are the police of the state's towns, and a county's "jail" a building."""
    printed = " ".join(word.folded for word in head)
    named = [kind for kind in options if head[0].capitalised or printed not in kind.capital]
    if not named:
        return None
    if hit.kind == "nation" and hit.name not in _CITY_NATIONS:
        return next((kind for kind in named if "nation" in kind.place), None)
    if hit.kind == "state" and hit.name != _DISTRICT:
        if named[0].id == "police":
            return agency_kinds()["state-police"] if head[0].capitalised else None
        return next((kind for kind in named if "state" in kind.place), None)
    county = _is_county(hit)
    wanted = ("county", "place") if county else ("place", "county", "state")
    fitting = [kind for kind in named if any(sort in kind.place for sort in wanted)]
    if len(head) == 1 and head[0].folded.endswith("s") and head[0].folded != "police" and not county:
        return None  # "Washington sheriffs", "Front Range sheriffs"
    return fitting[0] if fitting else None
