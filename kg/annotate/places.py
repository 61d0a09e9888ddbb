"""Places by name: qualified ("Clark County, Nevada"), bare, possessive, in lists with a shared head ("A and B
Counties").

Finds names and drops those whose neighbours show that they name a person, a paper or a school. Which place of several
a name
means is decided by `link`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.annotate.spans import SpanSet
from kg.annotate.words import NameIndex, Word, fold, words
from kg.knowledge.place_context import place_context
from kg.knowledge.places import NATION, places
from kg.knowledge.speech import speech_words
from kg.model import PlaceMention, Span

PlaceKind = Literal["nation", "state", "county", "place", "any"]
_COUNTY_WORDS = ("county", "parish", "borough")
_COUNTIES_WORDS = frozenset({"counties", "parishes"})
_STATE_AFTER = re.compile(r",\s{1,2}|\s?\(")
_STATE_FORM = re.compile(r"[A-Z][a-z]+\.?(?:\s[A-Z][a-z]+)?|[A-Z]{2}\b|(?:[A-Z]\.\s?){2}")
_WELL_KNOWN = 100_000  # residents; larger places are named bare in headlines
# States whose name means a city (or the capital) just as often.
_SHARED_STATES = (("new", "york"), ("washington",))
_LIST_GAP = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|and\s+|&\s*|or\s+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of a place at words[first:last] of a block."""

    first: int
    last: int
    name: str
    kind: PlaceKind


@cache
def _index() -> tuple[NameIndex, dict[tuple[str, ...], PlaceKind]]:
    """All names of places in the United States; for each its kind, "any" where it has several."""
    kinds: dict[tuple[str, ...], PlaceKind] = {}
    names = []
    for name in places().names():
        records = places().named(name)
        if fold(name)[-1] == "state":
            continue  # "New York State Police": the word belongs to what follows as often as to the name
        found: set[PlaceKind] = {record.kind for record in records}
        if any(record.key == NATION for record in records):
            continue  # the nation itself is in every sentence of this field
        if "nation" in found and "state" not in found:
            found = {"nation"}  # Mexico is the country, not the village in New York, unless a state follows
        names.append(name)
        if "state" in found and fold(name) not in _SHARED_STATES:
            found = {"state"}  # Oregon is the state, whatever villages bear its name
        kinds[fold(name)] = found.pop() if len(found) == 1 else "any"
        # "Multnomah" of Multnomah County: a place only in a list of counties or before an agency's head.
        parts = name.split()
        if len(parts) > 1 and parts[-1].casefold() in _COUNTY_WORDS:
            base = " ".join(parts[:-1])
            names.append(base)
            kinds.setdefault(fold(base), "county")
    return NameIndex(names), kinds


def hit_of(found: list[Word], first: int, last: int) -> Hit | None:
    """The words [first, last) as a name of a place, or None."""
    name = " ".join(word.text for word in found[first:last])
    kind = _index()[1].get(fold(name))
    return Hit(first, last, name, kind) if kind else None


def hits(text: str, found: list[Word]) -> list[Hit]:
    """Every capitalised name of a place among the words of a block, longest first; no judgement of what it means."""
    index, kinds = _index()
    result = []
    for first, last, name in index.find(text, found, _is_name):
        result.append(Hit(first, last, " ".join(word.text for word in found[first:last]), kinds[fold(name)]))
    return result


def _is_name(run: list[Word]) -> bool:
    """Printed as a name: in capitals, but for "county" and small words inside."""
    return run[0].capitalised and all(
        word.capitalised or word.folded in (*_COUNTY_WORDS, "of", "and", "the", "de", "la") for word in run
    )


def place_mentions(text: str, span: Span, taken: SpanSet, *, titled: bool = False) -> list[PlaceMention]:
    """The places named in a block, outside the spans already taken (agencies, citations), in order."""
    found = words(text, span)
    candidates = [
        hit
        for hit in hits(text, found)
        if not taken.overlaps(Span(found[hit.first].span.start, found[hit.last - 1].span.end))
    ]
    counties = _shared_head(text, found, candidates)
    mentions: list[PlaceMention] = []
    for hit in candidates:
        if mentions and found[hit.first].span.start < mentions[-1].span.end:
            continue  # the state that the place before is qualified with
        end = counties.get(hit.first)
        if end is not None:
            mentions.append(_mention(text, found, hit, end, "county"))
        elif _is_place(text, found, hit, titled):
            mentions.append(_mention(text, found, hit, None, None))
    return mentions


def _shared_head(text: str, found: list[Word], candidates: list[Hit]) -> dict[int, int]:
    """Names that share one "Counties": index of the first word → end offset of the mention (the last name takes the
    head)."""
    shared: dict[int, int] = {}
    for i, word in enumerate(found):
        if word.folded not in _COUNTIES_WORDS:
            continue
        chain = _chain_before(text, found, candidates, i)
        if len(chain) > 1 or (chain and word.capitalised):
            for hit in chain:
                shared[hit.first] = found[hit.last - 1].span.end
            shared[chain[-1].first] = word.span.end
        elif i + 1 < len(found) and found[i + 1].folded == "of":
            for hit in _chain_after(text, found, candidates, i + 2):
                shared[hit.first] = found[hit.last - 1].span.end
    return shared


def _chain_before(text: str, found: list[Word], candidates: list[Hit], head: int) -> list[Hit]:
    """The names of a list that ends directly before words[head]."""
    chain: list[Hit] = []
    edge = found[head].span.start
    for hit in reversed([hit for hit in candidates if hit.last <= head]):
        end = found[hit.last - 1].span.end
        between = text[end:edge]
        if (not chain and between.strip()) or (chain and not _LIST_GAP.fullmatch(between)):
            break
        chain.insert(0, hit)
        edge = found[hit.first].span.start
    return chain


def _chain_after(text: str, found: list[Word], candidates: list[Hit], start: int) -> list[Hit]:
    chain: list[Hit] = []
    for hit in (hit for hit in candidates if hit.first >= start):
        between = text[found[chain[-1].last - 1].span.end : found[hit.first].span.start] if chain else ""
        if (not chain and hit.first != start) or (chain and not _LIST_GAP.fullmatch(between)):
            break
        chain.append(hit)
    return chain


def _mention(text: str, found: list[Word], hit: Hit, end: int | None, kind: PlaceKind | None) -> PlaceMention:
    start = found[hit.first].span.start
    stop = found[hit.last - 1].span.end if end is None else end
    name = hit.name
    if kind == "county" and fold(name)[-1] not in _COUNTY_WORDS:
        name = f"{name} County"
    decided = kind or hit.kind
    if decided != "state" or fold(name) in _SHARED_STATES:
        qualifier = state_after(text, stop, name)
        if qualifier is not None:
            return PlaceMention(Span(start, qualifier[1]), name, "any" if decided == "state" else decided, qualifier[0])
    return PlaceMention(Span(start, stop), name, decided)


def state_after(text: str, end: int, name: str) -> tuple[str, int] | None:
    """The state that qualifies the place name ending at `end`: its postal code and the end of its own name.

    None where no state follows or the gazetteer knows no place of that name there, so that lists of states stay lists.
    """
    opening = _STATE_AFTER.match(text, end)
    form = opening and _STATE_FORM.match(text, opening.end())
    if not opening or not form:
        return None
    options = [form.group()]
    if " " in form.group():
        options.append(form.group().split()[0])
    # The last dot may end the sentence ("in Clark County, Nevada.") or the abbreviation ("Ore.").
    options += [option[:-1] for option in options if option.endswith(".")]
    for option in options:
        state = places().state_named(option.strip())
        if state is None or state.state is None:
            continue
        if any(record.state == state.state and record.kind != "state" for record in places().named(name)):
            stop = form.start() + len(option.rstrip())
            if opening.group().endswith("(") and text[stop : stop + 1] == ")":
                stop += 1
            return state.state, stop
    return None


def _is_place(text: str, found: list[Word], hit: Hit, titled: bool) -> bool:
    """Whether a bare name's neighbours allow it to be a place. titled: in a headline, where capitals say nothing."""
    context = place_context()
    after = found[hit.last] if hit.last < len(found) else None
    before = found[hit.first - 1] if hit.first else None
    key = fold(hit.name)
    name_end = found[hit.last - 1].span.end
    qualified = state_after(text, name_end, hit.name) is not None
    is_county = key[-1] in _COUNTY_WORDS
    if hit.kind == "county" and not is_county:
        return False  # the bare first part of a county's name, outside a list of counties
    if before is not None and (_joined(text, before, found[hit.first]) or _short_title(text, before, found[hit.first])):
        for phrase in context.blocked_before:
            if tuple(word.folded for word in found[max(0, hit.first - len(phrase)) : hit.first]) == phrase:
                return False
    if (
        after is not None
        and _joined(text, found[hit.last - 1], after)
        and after.folded in context.blocked_after
        and after.capitalised
    ):
        return False
    if is_county or qualified or hit.kind == "state":
        return True
    if len(key) == 1 and key[0] in places().stopwords():
        return False
    if titled and any(record.population >= _WELL_KNOWN for record in places().named(hit.name)):
        return True
    # At the start of a sentence capitals say nothing, but only a small word stands there by chance ("In Denver").
    chance = before is not None and before.folded in speech_words().not_names and _starts(text, before)
    if before is not None and before.capitalised and not chance and _joined(text, before, found[hit.first]):
        return before.folded in context.followers
    if after is not None and after.capitalised and _joined(text, found[hit.last - 1], after):
        return after.folded in context.followers or after.text.isupper()
    return True


def _joined(text: str, left: Word, right: Word) -> bool:
    """Two words of one phrase: only blanks between them."""
    return not text[left.span.end : right.span.start].strip()


def _short_title(text: str, title: Word, name: Word) -> bool:
    """ "Mr. Houston", "Sen. Madison": a short title with its dot."""
    return len(title.text) <= 4 and title.capitalised and text[title.span.end : name.span.start].strip() == "."


def _starts(text: str, word: Word) -> bool:
    """Whether a word begins a sentence or a quotation, where capitals say nothing."""
    before = text[max(0, word.span.start - 3) : word.span.start].rstrip()
    return not before or before[-1] in '.!?:"“”—–\n'
