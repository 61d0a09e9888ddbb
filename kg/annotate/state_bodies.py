"""Bodies of a state that no kind foresees, by grammar: "Oregon Criminal Justice Commission", "Ohio Board of Nursing",
and in the text of a law "the Department of Emergency Services and Public Protection"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.annotate.place_guards import joined
from kg.annotate.place_hits import SHARED_STATES, Hit
from kg.annotate.spans import SpanSet
from kg.annotate.words import Word, fold
from kg.knowledge.place_context import place_context
from kg.model import AgencyMention, PlaceMention, Span

KIND = "state-body"
_LAST = frozenset({"commission", "board", "authority", "agency", "bureau", "administration", "division"})
_FIRST = frozenset({"department", "commission", "board", "office", "division", "bureau"})
_COUNCILS = frozenset({"standards", "judicial", "legislative", "sentencing"})  # of a state's; others may be private
_SMALL = frozenset({"of", "and", "for", "on", "the", "in"})
_PERSONS = frozenset(
    {"director", "commissioner", "secretary", "chief", "superintendent", "chair", "chairman", "chairwoman", "spokesman"}
    | {"spokeswoman", "spokesperson", "administrator", "executive", "president", "sheriff", "captain"}
)  # titles that end a body's name
_MOST = 9  # words of a name behind the state's
_OWNER = re.compile(r"(?:['’]s?)?\s{1,3}")
_LAW = re.compile(r"\bthis state\b|\b[Gg]eneral [Aa]ssembly\b|\b(?:[Bb]e it enacted|BE IT ENACTED)\b")
# Departments of the nation that the gazetteer does not list.
_FEDERAL = frozenset(
    {"defense", "energy", "education", "agriculture", "interior", "commerce", "treasury", "state", "justice", "labor"}
    | {"veterans", "homeland", "housing", "transportation", "health"}
)


def state_bodies(text: str, found: Sequence[Word], hits: Sequence[Hit], taken: SpanSet) -> list[AgencyMention]:
    """The bodies whose names begin with a state's and lie outside the spans `taken`, in order."""
    mentions = []
    for hit in hits:
        shared = fold(hit.name) in SHARED_STATES
        if hit.kind != "state" and not shared:
            continue
        first = hit.last
        if first < len(found) and found[first].text == "State" and joined(text, found[first - 1], found[first]):
            first += 1
        elif shared:
            continue
        run = _run(text, found, first)
        last = _end(run)
        if last is None or _OWNER.fullmatch(text, found[first - 1].end, run[0].start) is None:
            continue
        name = Span(found[hit.first].start, run[last].end)
        if not taken.overlaps(name):
            own = Span(name.start, found[hit.last - 1].end)
            mentions.append(AgencyMention(name, name.of(text), KIND, PlaceMention(own, hit.name, "state")))
    return mentions


@lru_cache(maxsize=4)
def _is_law(text: str) -> bool:
    """Whether a whole text speaks as laws do; asked for each of its blocks."""
    return _LAW.search(text) is not None


def departments_of_a_law(text: str, found: Sequence[Word], taken: SpanSet) -> list[AgencyMention]:
    """The departments that the text of a state's law names without the state."""
    if not _is_law(text):
        return []
    mentions = []
    for at, word in enumerate(found):
        if word.text != "Department" or not at or found[at - 1].folded != "the":
            continue
        run = _run(text, found, at)
        last = _end(run)
        if last is None or last < 3 or {each.folded for each in run[: last + 1]} & _FEDERAL:
            continue
        name = Span(run[0].start, run[last].end)
        if not taken.overlaps(name):
            mentions.append(AgencyMention(name, name.of(text), KIND))
    return mentions


def _run(text: str, found: Sequence[Word], first: int) -> list[Word]:
    """The capitalised words from words[first] on, with small ones between; at most so many as a name has."""
    run: list[Word] = []
    for word in found[first : first + _MOST]:
        if run and not joined(text, run[-1], word):
            break
        if not word.capitalised and not (run and word.folded in _SMALL):
            break
        if word.folded in _PERSONS:
            break
        run.append(word)
    while run and not run[-1].capitalised:
        run.pop()
    return run


def _end(run: Sequence[Word]) -> int | None:
    """The index of the last word of a body's name; None where the words make none."""
    folded = [word.folded for word in run]
    if set(folded) & place_context().organisations or "school" in folded:
        return None
    if len(run) > 2 and folded[0] in _FIRST and folded[1] in ("of", "on", "for"):
        return len(run) - 1
    for at in range(len(run) - 1, 0, -1):
        council = folded[at] == "council" and bool(_COUNCILS & set(folded[:at]))
        if folded[at] in _LAST or council:
            return at
    return None
