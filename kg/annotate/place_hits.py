"""Names of places among the words of a text, and what qualifies them: no judgement of whether a place is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.annotate.words import NameIndex, Word, Words, fold
from kg.knowledge.place_context import place_context
from kg.knowledge.places import NATION, places

PlaceKind = Literal["nation", "state", "county", "place", "any"]
COUNTY_WORDS = ("county", "parish", "borough")
_STATE_AFTER = re.compile(r",\s{1,2}|\s?\(|[ ]{2,40}(?=[A-Z])|[ ]?\|[ ]?|\t")  # the last three between columns
_STATE_FORM = re.compile(r"[A-Z][a-z]+\.?(?:\s[A-Z][a-z]+)?|[A-Z]{2}\b|(?:[A-Z]\.\s?){2}")
_GOVERNMENTS = re.compile(r"\s+(?:and|&)\s+County\b")
_SHORT_STATE = re.compile(r"(?:[A-Z]\.\s?){2}|[A-Z]{2}(?![\w.-])|[A-Z][a-z]{1,4}\.")
_OWNER = re.compile(r"(?<![A-Za-z])((?:[A-Z][a-z]+\s)?[A-Z][a-z]+)(?:['’]s|(?<=s)['’])\s{1,2}$")
_PAIR = re.compile(r"(?<![A-Za-z.])([A-Z])\.\s?([A-Z])\.$")
# States whose name means a city (or the capital) just as often.
SHARED_STATES = (("new", "york"), ("washington",))


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
        if "state" in found and fold(name) not in SHARED_STATES:
            found = {"state"}  # Oregon is the state, whatever villages bear its name
        kinds[fold(name)] = found.pop() if len(found) == 1 else "any"
        # "Multnomah" of Multnomah County: a place only in a list of counties or before an agency's head.
        parts = name.split()
        if len(parts) > 1 and parts[-1].casefold() in COUNTY_WORDS:
            base = " ".join(parts[:-1])
            names.append(base)
            kinds.setdefault(fold(base), "county")
    return NameIndex(names), kinds


def hit_of(found: list[Word], first: int, last: int) -> Hit | None:
    """The words [first, last) as a name of a place, or None."""
    name = " ".join(word.text for word in found[first:last])
    kind = _index()[1].get(fold(name))
    return Hit(first, last, name, kind) if kind else None


def hits(text: str, found: Words) -> list[Hit]:
    """Every capitalised name of a place among the words of a block, longest first; no judgement of what it means."""
    index, kinds = _index()
    result = []
    for first, last, name in index.find(text, found, _is_name):
        printed = " ".join(text[found[first].start : found[last - 1].end].split())
        # As printed where that is a name ("Prince George's County", "Miami-Dade County"), else its words alone.
        plain = " ".join(word.text for word in found[first:last])
        hit = Hit(first, last, printed if places().named(printed) else plain, kinds[fold(name)])
        # "Denver City and County Building": the name ends before the forms of government.
        if found[last - 1].folded == "city" and last + 1 < len(found) and _GOVERNMENTS.match(text, found[last - 1].end):
            hit = hit_of(found, first, last - 1) or hit
        if hit.kind == "nation" and last < len(found) and found[last].text == "City":
            continue  # "Guatemala City", "Mexico City"
        result.append(hit)
    return result


def _is_name(run: list[Word]) -> bool:
    """Printed as a name: in capitals, but for "county" and small words inside."""
    return run[0].capitalised and all(
        word.capitalised or word.folded in (*COUNTY_WORDS, "of", "and", "the", "de", "la") for word in run
    )


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


def state_before(text: str, start: int, name: str) -> str | None:
    """The postal code of the state that owns the place whose name starts at `start`: "Maryland's Montgomery County".

    None where the gazetteer knows no place of that name there.
    """
    owner = _OWNER.search(text[max(0, start - 24) : start])
    if owner is None:
        return None
    words_of = owner.group(1).split()
    for used in (words_of[-2:], words_of[-1:]):
        state = places().state_named(" ".join(used))
        if state is None or len(used[-1]) < 4:
            continue
        named = [*places().named(name), *places().named(f"{name} County")]
        return state.state if any(record.state == state.state and record.kind != "state" for record in named) else None
    return None


def unknown_after(text: str, end: int) -> bool:
    """Whether a state in its short form qualifies the name ending at `end` though it knows no such place there ("Perth,
    N.J."): the name is of a place too small to be listed."""
    opening = _STATE_AFTER.match(text, end)
    form = opening and _SHORT_STATE.match(text, opening.end())
    return form is not None and places().state_named(form.group()) is not None


def foreign_after(text: str, end: int) -> bool:
    """Whether a province or country outside the United States qualifies the name that ends at `end`."""
    opening = _STATE_AFTER.match(text, end)
    return opening is not None and _foreign().match(text, opening.end()) is not None


@cache
def _foreign() -> re.Pattern[str]:
    names = sorted(place_context().foreign, key=lambda name: (-len(name), name))
    return re.compile("(?:" + "|".join(re.escape(name) for name in names) + r")(?![A-Za-z])")


def is_initial(text: str, left: Word, name: Word) -> bool:
    """ "P." or "C.J." before a name; "U.S. Denver" and "N.Y. Denver" have two letters with dots and are no person."""
    if len(left.text) != 1 or not left.capitalised or text[left.end : name.start].strip(" \n") != ".":
        return False
    pair = _PAIR.search(text[max(0, left.start - 4) : left.end + 1])
    if pair is None:
        return text[max(0, left.start - 2) : left.start].strip()[-1:] != "."
    return pair[1] + pair[2] != "US" and places().state_named(pair[1] + pair[2]) is None
