"""Places by name: qualified ("Clark County, Nevada"), bare, possessive, in lists with a shared head ("A and B
Counties").

Finds names and drops those whose neighbours show that they name a person, a paper or a school. Which place of several
a name
means is decided by `link`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.annotate.name_lists import rosters, vessels
from kg.annotate.place_guards import given_name, joined, of_organisation, of_party
from kg.annotate.place_hits import (
    COUNTY_WORDS,
    SHARED_STATES,
    Hit,
    PlaceKind,
    foreign_after,
    is_initial,
    state_after,
    state_before,
    unknown_after,
)
from kg.annotate.spans import SpanSet
from kg.annotate.words import Word, Words, fold
from kg.knowledge.place_context import PlaceContext, place_context
from kg.knowledge.place_states import state_of_name
from kg.knowledge.places import places
from kg.knowledge.speech import speech_words
from kg.model import PlaceMention, Span

_COUNTIES_WORDS = frozenset({"counties", "parishes"})
_TOWN = 15_000  # residents; where a text speaks of the county of a name, smaller places are not meant by the name alone
_WELL_KNOWN = 100_000  # residents; larger places are named bare in headlines
_METROPOLIS = 300_000  # residents; a text may speak of such a city and of a person of its name
# The form of government before "of" and a name → the sort of place.
_GOVERNMENTS: dict[str, PlaceKind] = {
    "county": "county", "parish": "county", "city": "place", "town": "place", "village": "place", "township": "place",
    "state": "state", "commonwealth": "state",
}  # fmt: skip
# Titles that are also parts of names of bodies: "City", "County", "State", "Police".
_PLACE_TITLES = frozenset(
    {"city", "county", "state", "police", "field", "office", "press", "public", "special", "federal"}
)
_BEHIND = re.compile(r",?\s|\s?[:(—–]\s?|\s--\s")
_AND = re.compile(r"\band\b|&")
# The head of a table whose first column names counties; each of its rows.
_COUNTY_TABLE = re.compile(
    r"^[|\s]{0,8}(?:County|COUNTY)(?:[ ]{2}|\t|\s?\|).*\n((?:[^\n]{2,400}\n){0,299}[^\n]{2,400}\n?)", re.MULTILINE
)
_FIRST_CELL = re.compile(r"^[|\s]{0,8}([A-Z][A-Za-z.'’ -]{1,28}?)(?=[ ]{2}|\t|\s?\||$)", re.MULTILINE)
_LIST_GAP = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|and\s+|&\s*|or\s+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """The words of a block, and the names of places among them."""

    span: Span
    words: Words
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a whole document tells of the bare names in it; all names folded.

    counties: first parts of counties' names that it uses alone for the county ("Boulder" after "the sheriffs of Boulder
    and Weld counties"). persons: names of people. foreign: places outside the United States. ships: names of ships.
    """

    counties: frozenset[tuple[str, ...]] = frozenset()
    persons: frozenset[tuple[str, ...]] = frozenset()
    foreign: frozenset[tuple[str, ...]] = frozenset()
    ships: frozenset[tuple[str, ...]] = frozenset()


def read_setting(text: str, blocks: Iterable[Block]) -> Setting:
    """Look through a document for what decides on its bare names."""
    counties: set[tuple[str, ...]] = set()
    persons: set[tuple[str, ...]] = set()
    foreign: set[tuple[str, ...]] = set()
    places_named: set[tuple[str, ...]] = set()
    for table in _COUNTY_TABLE.finditer(text):
        cells = (cell for cell in _FIRST_CELL.findall(table[1]) if places().named(f"{cell} County"))
        counties |= {fold(cell) for cell in cells if places().state_named(cell) is None}
    likely: set[tuple[str, ...]] = set()
    ships: frozenset[tuple[str, ...]] = frozenset()
    for block in blocks:
        ships |= vessels(text, (block.words,))
        shared = _shared_head(text, block.words, block.hits)
        listed = set(rosters(text, block.words))
        for hit in block.hits:
            key = fold(hit.name)
            end = block.words[hit.last - 1].end
            if hit.first in shared and key[-1] not in COUNTY_WORDS:
                counties.add(key)
            elif key[-1] in COUNTY_WORDS:
                base = key[:-1]
                if all(record.population < _TOWN for record in places().named(" ".join(base))):
                    likely.add(base)  # "Multnomah" is nothing but the county, and "Bastrop" it rather than the town
            elif hit.first in listed:
                persons.add(key)
            elif foreign_after(text, end):
                foreign.add(key)
            elif state_after(text, end, hit.name) is not None:
                places_named.add(key)
            elif _of_person(text, block.words, hit):
                persons.add(key)
    return Setting(
        frozenset(counties | (likely - places_named)),
        frozenset(persons - places_named),
        frozenset(foreign - places_named),
        ships,
    )


def main_state(text: str, blocks: Iterable[Block]) -> str | None:
    """The postal code of the state that a document is about, from the names in it alone: the only one that they speak
    for, or one that they speak for at least twice as often as for any other."""
    counts: Counter[str] = Counter()
    for block in blocks:
        for hit in block.hits:
            end = block.words[hit.last - 1].end
            qualifier = state_after(text, end, hit.name)
            following = block.words[hit.last].folded if hit.last < len(block.words) else ""
            state = qualifier[0] if qualifier else state_of_name(hit.name, hit.kind, following)
            if state:
                counts[state] += 1
    ranked = sorted(counts, key=lambda state: (-counts[state], state))
    if not ranked or (len(ranked) > 1 and counts[ranked[0]] < 2 * counts[ranked[1]]):
        return None
    return ranked[0]


def _of_person(text: str, found: list[Word], hit: Hit) -> bool:
    """Whether a name follows a person's first name or initial: "Ana Jackson", "Harold P. Jackson"."""
    if not hit.first or hit.kind in ("state", "nation"):
        return False
    before = found[hit.first - 1]
    if is_initial(text, before, found[hit.first]):
        return True
    context = place_context()
    known = before.folded in context.followers or before.folded in context.part_words
    if known or not before.capitalised or before.text.isupper() or not joined(text, before, found[hit.first]):
        return False
    if before.folded in speech_words().not_names or before.folded in speech_words().titles:
        return False
    if hit.last < len(found) and found[hit.last].capitalised and joined(text, found[hit.last - 1], found[hit.last]):
        return False
    return all(record.population < _METROPOLIS for record in places().named(hit.name))


def place_mentions(
    text: str, block: Block, taken: SpanSet, setting: Setting, *, titled: bool = False
) -> list[PlaceMention]:
    """The places named in a block, outside the spans already taken (agencies, citations), in order."""
    found = block.words
    candidates = [
        hit for hit in block.hits if not taken.overlaps(Span(found[hit.first].start, found[hit.last - 1].end))
    ]
    counties = _shared_head(text, found, candidates)
    mentions: list[PlaceMention] = []
    for hit in candidates:
        if mentions and found[hit.first].start < mentions[-1].span.end:
            continue  # the state that the place before is qualified with
        end = counties.get(hit.first)
        key = fold(hit.name)
        if _of_vessel(text, found, hit, setting):
            continue
        if end is not None:
            mentions.append(_mention(text, found, hit, end, "county"))
        elif key not in setting.foreign and (government := _government(text, found, hit)) is not None:
            mentions.append(_governed(text, found, hit, government))
        elif key in setting.counties and _is_place(text, found, hit, titled, county=True):
            mentions.append(_mention(text, found, hit, found[hit.last - 1].end, "county"))
        elif (hit.kind == "state" or key not in setting.foreign | setting.persons) and _is_place(
            text, found, hit, titled
        ):
            mentions.append(_mention(text, found, hit, None, None))
    return mentions


def _of_vessel(text: str, found: list[Word], hit: Hit, setting: Setting) -> bool:
    """Whether a name is a ship's: "OREGON-class", "USS Oregon", and in capitals wherever the text has such a ship."""
    if text.startswith("-class", found[hit.last - 1].end):
        return True
    run = found[hit.first : hit.last]
    if fold(hit.name) not in setting.ships:
        return False
    marked = hit.first > 0 and found[hit.first - 1].folded in place_context().vessels
    return marked or all(word.text.isupper() for word in run)


def _government(text: str, found: list[Word], hit: Hit) -> str | None:
    """The form of government before a name: "county" in "County of Santa Cruz", "city" in "city of New York"."""
    if hit.first < 2 or found[hit.first - 1].folded != "of" or fold(hit.name)[-1] in COUNTY_WORDS:
        return None
    form = found[hit.first - 2]
    named = joined(text, form, found[hit.first - 1]) and joined(text, found[hit.first - 1], found[hit.first])
    return form.folded if named and form.folded in _GOVERNMENTS else None


def _governed(text: str, found: list[Word], hit: Hit, government: str) -> PlaceMention:
    kind = _GOVERNMENTS[government]
    if kind == "county" and not (hit.first > 3 and found[hit.first - 3].folded == "and"):  # "City and County of ..."
        qualifier = state_after(text, found[hit.last - 1].end, f"{hit.name} County")
        end = qualifier[1] if qualifier else found[hit.last - 1].end
        start = found[hit.first - 2].start
        return PlaceMention(Span(start, end), f"{hit.name} County", "county", qualifier[0] if qualifier else None)
    if kind == "state" and hit.kind != "state" and fold(hit.name) not in SHARED_STATES:
        return _mention(text, found, hit, None, None)
    return _mention(text, found, hit, None, "place" if kind == "county" else kind)


def _shared_head(text: str, found: Words, candidates: list[Hit]) -> dict[int, int]:
    """Names that share one "Counties": index of the first word → end offset of the mention (the last name takes the
    head)."""
    shared: dict[int, int] = {}
    if _COUNTIES_WORDS.isdisjoint(found.vocabulary):
        return shared
    for i, word in enumerate(found):
        if word.folded not in _COUNTIES_WORDS:
            continue
        chain = _chain_before(text, found, candidates, i)
        if len(chain) > 1 or (chain and word.capitalised):
            for hit in chain:
                shared[hit.first] = found[hit.last - 1].end
            shared[chain[-1].first] = word.end
        elif (start := _list_behind(text, found, i)) is not None:
            chain = _chain_after(text, found, candidates, start)
            if start == i + 2 or _AND.search(text, found[i].end, found[chain[-1].first].start if chain else 0):
                for hit in chain:
                    shared[hit.first] = found[hit.last - 1].end
    return shared


def _list_behind(text: str, found: Words, head: int) -> int | None:
    """The index of the first name of a list behind "counties": "of A and B", ", A and B,", "(A, B)", "such as A"."""
    if head + 2 >= len(found):
        return None
    if found[head + 1].folded == "of":
        return head + 2
    if _BEHIND.fullmatch(text, found[head].end, found[head + 1].start) is None:
        return None
    phrases = {"including": 2, "like": 2, "such": 3, "namely": 2}
    return head + phrases.get(found[head + 1].folded, 1)


def _chain_before(text: str, found: list[Word], candidates: list[Hit], head: int) -> list[Hit]:
    """The names of a list that ends directly before words[head]."""
    chain: list[Hit] = []
    edge = found[head].start
    for hit in reversed([hit for hit in candidates if hit.last <= head]):
        end = found[hit.last - 1].end
        between = text[end:edge]
        if (not chain and between.strip()) or (chain and not _LIST_GAP.fullmatch(between)):
            break
        chain.insert(0, hit)
        edge = found[hit.first].start
    return chain


def _chain_after(text: str, found: list[Word], candidates: list[Hit], start: int) -> list[Hit]:
    chain: list[Hit] = []
    for hit in (hit for hit in candidates if hit.first >= start):
        between = text[found[chain[-1].last - 1].end : found[hit.first].start] if chain else ""
        if (not chain and hit.first != start) or (chain and not _LIST_GAP.fullmatch(between)):
            break
        chain.append(hit)
    return chain


def _mention(text: str, found: list[Word], hit: Hit, end: int | None, kind: PlaceKind | None) -> PlaceMention:
    start = found[hit.first].start
    stop = found[hit.last - 1].end if end is None else end
    name = hit.name
    if kind == "county" and fold(name)[-1] not in COUNTY_WORDS:
        name = f"{name} County"
    decided = kind or hit.kind
    if decided != "state" or fold(name) in SHARED_STATES:
        qualifier = state_after(text, stop, name)
        if qualifier is not None:
            return PlaceMention(Span(start, qualifier[1]), name, "any" if decided == "state" else decided, qualifier[0])
        owner = state_before(text, start, name) if decided != "nation" else None
        if owner is not None:
            return PlaceMention(Span(start, stop), name, decided, owner)
    return PlaceMention(Span(start, stop), name, decided)


def _is_place(text: str, found: list[Word], hit: Hit, titled: bool, *, county: bool = False) -> bool:
    """Whether a bare name's neighbours allow it to be a place.

    titled: in a headline, where capitals say nothing. county: the document uses the bare name for a county.
    """
    context = place_context()
    after = found[hit.last] if hit.last < len(found) else None
    before = found[hit.first - 1] if hit.first else None
    key = fold(hit.name)
    name_end = found[hit.last - 1].end
    qualified = state_after(text, name_end, hit.name) is not None
    is_county = key[-1] in COUNTY_WORDS
    if hit.kind == "county" and not is_county and not county:
        return False  # the bare first part of a county's name, outside a list of counties
    if before is not None and (joined(text, before, found[hit.first]) or _short_title(text, before, found[hit.first])):
        for phrase in context.blocked_before:
            if (
                phrase[-1] == before.folded
                and tuple(word.folded for word in found[max(0, hit.first - len(phrase)) : hit.first]) == phrase
            ):
                return False
    if after is not None and joined(text, found[hit.last - 1], after) and _names_more(text, found, hit, context):
        return False
    if not qualified and (given_name(text, found, hit) or of_organisation(text, found, hit)):
        return False
    if is_county or qualified or hit.kind == "state":
        return True
    if of_party(text, found, hit) or (hit.kind != "nation" and hit.name in context.foreign):
        return False  # "Ontario" is the province, where no state follows
    if (before is not None and is_initial(text, before, found[hit.first])) or unknown_after(text, name_end):
        return False
    if " ".join(key) in places().stopwords() and not county:
        return False
    if titled and any(record.population >= _WELL_KNOWN for record in places().named(hit.name)):
        return True
    # At the start of a sentence capitals say nothing, but only a small word stands there by chance ("In Denver").
    # In capitals throughout ("CITY OF SALEM") they say nothing either.
    chance = (
        before is not None
        and before.folded in speech_words().not_names
        and (_starts(text, before) or (before.text.isupper() and found[hit.first].text.isupper()))
    )
    if before is not None and before.capitalised and not chance and joined(text, before, found[hit.first]):
        return before.folded in context.followers
    if after is not None and after.capitalised and joined(text, found[hit.last - 1], after):
        return after.folded in context.followers or after.text.isupper()
    return True


def _names_more(text: str, found: list[Word], hit: Hit, context: PlaceContext) -> bool:
    """Whether the words right behind a name make it that of a paper, a school, a team, a road or a person."""
    after = found[hit.last]
    if after.capitalised and after.folded in context.blocked_after:
        return True
    following = [word.folded for word in found[hit.last : hit.last + 3] if word.capitalised or word.folded == "of"]
    if any(tuple(following[: len(phrase)]) == phrase for phrase in context.phrases_after):
        return True
    if hit.last + 1 < len(found) and text[after.end : found[hit.last + 1].start] == "-":  # "San Diego Union-Tribune"
        return after.capitalised and found[hit.last + 1].folded in context.blocked_after
    # "Mayor Houston Smythe": a title before and a name behind.
    before = found[hit.first - 1] if hit.first else None
    titled = before is not None and before.capitalised and before.folded in speech_words().titles - _PLACE_TITLES
    return (
        titled
        and before is not None
        and joined(text, before, found[hit.first])
        and after.capitalised
        and not after.text.isupper()
        and after.folded not in context.followers
    )


def _short_title(text: str, title: Word, name: Word) -> bool:
    """ "Mr. Houston", "Sen. Madison": a short title with its dot."""
    return len(title.text) <= 4 and title.capitalised and text[title.end : name.start].strip() == "."


def _starts(text: str, word: Word) -> bool:
    """Whether a word begins a sentence or a quotation, where capitals say nothing."""
    before = text[max(0, word.start - 3) : word.start].rstrip()
    return not before or before[-1] in '.!?:"“”—–\n'
