"""Whose law a citation means where its own words do not say: the place beside it, or the text's only state."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg.annotate.citation_names import GAP, spaced
from kg.annotate.citation_schemes import states
from kg.knowledge.places import places
from kg.model import Span

_BEFORE = 90  # characters looked at on either side
_SENTENCE = 300  # characters before a citation that its sentence may take
_AND = re.compile(r",?\s(?:and|or)\s|,\s")
_END = re.compile(r"[.!?][\"')]?\s(?=[A-Z\"])|\n\n")
# After these words a name that is also a state's is something else.
_OTHER = spaced(r"(?!,? (?:City|County|D\.? ?C\b|Times|Post|Street|Avenue|University|Beach|Examiner|Heights))")
_PLACE_BEFORE = re.compile(r"(?:[A-Z][\w.'-]{1,20}[ \n]){1,4}$")
_PLACE_AFTER = re.compile(rf"{GAP}\(((?:[A-Z][\w.'-]{{1,20}}[ \n,]{{1,2}}){{0,4}}[A-Z][\w.'-]{{1,20}}[ \n,]{{0,2}})\)")
# "SB 54 differs from Texas's SB 4": these words between a state and a bill do not make the bill that state's.
_NOT_ITS = re.compile(r"\b(?:against|unlike|like|from|than|over|federal|congressional)\b")


# "Ithaca", "St. Paul", "Prince George's": up to three capitalised words.
_PLACE_NAMED = re.compile(r"(?<![\w.])((?:(?:St\.|[A-Z][a-z]{2,15})[ \n]){0,2}[A-Z][a-z]{2,15})(?![\w-])")


def _governed(name: str, suffix: str) -> bool:
    """Whether a name is a town's, or with the suffix a county's."""
    found = places().named(name + suffix)
    return any(record.kind == ("county" if suffix else "place") for record in found) and not places().state_named(name)


def _longest_known(name: str, suffix: str) -> str | None:
    """The most words of a name that are a town's or county's: "SANTA CRUZ BOARD" → "Santa Cruz"."""
    parts = name.title().split()
    return next((" ".join(parts[:n]) for n in range(len(parts), 0, -1) if _governed(" ".join(parts[:n]), suffix)), None)


_LEAD = re.compile(rf"[\"]?In{GAP}((?:[A-Z][a-z]{{2,12}} )?[A-Z][a-z]{{2,12}}),")


class Beside(NamedTuple):
    """What stands beside a citation. `end`: where the citation ends when it takes in the brackets that follow it."""

    name: str
    end: int | None = None


@cache
def _postal() -> dict[str, str]:
    found: dict[str, str] = {}
    for state in states().values():
        for name in (state.name, state.press, state.legal):
            found.setdefault(name.rstrip("."), state.postal)
    return found


def _state(name: str) -> str | None:
    return _postal().get(" ".join(name.split()).rstrip("."))


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A state's name before and after a citation."""
    names = sorted({state.name for state in states().values()}, key=lambda name: (-len(name), name))
    short = sorted({state.press for state in states().values() if len(state.press) > 3} - set(names))
    either = "|".join([*map(spaced, names), *map(re.escape, short)])
    before = re.compile(rf"\b({either})(?:'s?)?{GAP}\(?((?:[a-z][a-z-]{{1,14}},?{GAP}){{0,4}})$")
    after = re.compile(
        rf"{GAP}\((?:the{GAP})?(?P<in>{either})\)"
        rf"|(?:{GAP}(?:in|of){GAP}(?:the{GAP}state{GAP}of{GAP})?|,{GAP}(?:the{GAP})?)"
        rf"(?P<by>{either})(?![A-Za-z]){_OTHER}"
    )
    return before, after


@cache
def _names() -> re.Pattern[str]:
    """All states by their full names. It begins with plain letters: re then finds the candidates much faster."""
    names = "|".join(spaced(state.name) for state in states().values())
    return re.compile(rf"(?:{names})(?![A-Za-z]){_OTHER}")


# A city or a person may bear these states' names: "Washington state", "State of Washington", "Yakima, Washington" tell.
_TOLD_BEFORE = re.compile(rf"(?:[Ss]tate{GAP}of|[a-z],){GAP}$")
_TOLD_AFTER = re.compile(rf"(?:'s)?{GAP}(?:[Ss]tate\b|[Ll]egislat|[Ll]awmakers|[Ll]aw\b)")


class Context:
    """The places that a text speaks of, worked out once, when first needed."""

    def __init__(self, text: str, spans: Iterable[Span], main: str | None = None) -> None:
        """main: the postal code of the state that the whole document is about, where its places tell."""
        self._main = main
        self._text = text  # `plain`
        self._spans = tuple(spans)
        self._sole: str | None = None
        self._searched = False
        self._bodies: dict[str, str | None] = {}
        self._states: list[tuple[int, int, str | None]] | None = None  # every state's name in the text

    def sole_state(self) -> str | None:
        """The postal code of the state that the text is about, or else of the only one that it names, or None."""
        if self._main is not None:
            return self._main
        if not self._searched:
            self._searched = True
            named = {postal for span in self._spans for postal in self._named(span)}
            self._sole = named.pop() if len(named) == 1 else None
        return self._sole

    def state_of_sentence(self, start: int, span: Span) -> str | None:
        """The postal code of the state that the sentence of a citation begins with: "In Vermont, where Act 46 ..."."""
        begin = max(span.start, start - _SENTENCE)
        ends = [match.end() for match in _END.finditer(self._text, begin, start + 1)]
        lead = _LEAD.match(self._text, ends[-1] if ends else begin, start)
        postal = _state(lead[1]) if lead else None
        return postal if postal and states()[postal].alone else None

    def all_states(self) -> frozenset[str | None]:
        """The postal codes of all states that the text names in full."""
        return frozenset(postal for _, _, postal in self._named_states())

    def _named_states(self) -> list[tuple[int, int, str | None]]:
        if self._states is None:
            found = [match for span in self._spans for match in _names().finditer(self._text, span.start, span.end)]
            self._states = [(*match.span(), _state(match.group())) for match in found]
        return self._states

    def tell(self, postal: str | None) -> None:
        """Make a state the one that the text is about."""
        self._main = postal

    def told_state(self, start: int, span: Span) -> str | None:
        """The postal code of the state that a law which does not name it is taken for: `sole_state`, unless the words
        before it in its sentence speak of another state only; then nobody can tell."""
        sole = self.sole_state()
        begin = max(span.start, start - _SENTENCE)
        ends = [match.end() for match in _END.finditer(self._text, begin, start + 1)]
        here = self._named(Span(ends[-1] if ends else begin, start))
        return sole if not here or sole in here else None

    def state_of_code(self, start: int, span: Span) -> str | None:
        """The postal code of the state whose code is cited without its state: the one named last in the sentence, else
        `sole_state`, else the one named last in the paragraph."""
        named = self._named_states()
        at = bisect_left(named, start, key=lambda state: state[0])
        where, end, last = named[at - 1] if at else (-1, -1, None)
        if where < span.start or (at > 1 and _AND.fullmatch(self._text, named[at - 2][1], where)):
            return self.sole_state()
        near = start - where < _SENTENCE and _END.search(self._text, end, start) is None
        return last if near else self.sole_state() or last

    def _named(self, span: Span) -> set[str]:
        found = set()
        for match in _names().finditer(self._text, span.start, span.end):
            postal = _state(match.group())
            if postal and (states()[postal].alone or self._told(match, span)):
                found.add(postal)
        return found

    def _told(self, match: re.Match[str], span: Span) -> bool:
        """Whether the words around a name that is not only a state's tell that the state is meant."""
        left = self._text[max(span.start, match.start() - 20) : match.start()]
        return bool(_TOLD_BEFORE.search(left) or _TOLD_AFTER.match(self._text, match.end(), span.end))

    def _left(self, start: int, span: Span) -> str:
        """The words before a citation, back to the last blank line."""
        return self._text[max(span.start, start - _BEFORE) : start].rpartition("\n\n")[2]

    def state_beside(self, start: int, end: int, span: Span) -> Beside | None:
        """The state that the words around a citation give it; `name` is its postal code."""
        before, after = _beside()
        match = after.match(self._text, end, min(span.end, end + _BEFORE))
        if match and match["in"] and (postal := _state(match["in"])):
            return Beside(postal, match.end())
        left = before.search(self._left(start, span))
        # "Oregon and Texas differ on SB 4" does not say whose it is.
        several = left and left[2] and re.search(rf"\b(?:and|or){GAP}$", left.string[: left.start()])
        if left and not several and not _NOT_ITS.search(left[2]) and (postal := _state(left[1])):
            return Beside(postal)
        if match and match["by"] and (postal := _state(match["by"])):
            return Beside(postal)
        return None

    def place_before(self, start: int, span: Span, suffix: str = "") -> tuple[str, int] | None:
        """The place whose name stands right before, without "'s", and where it starts; `suffix` completes its name."""
        left = self._left(start, span)
        match = _PLACE_BEFORE.search(left)
        while match:
            name = re.sub(r"'s?$", "", " ".join(match.group().split()))
            if self.knows(name + suffix):
                return name, start - len(match.group())
            match = _PLACE_BEFORE.search(left, match.start() + 1)
        return None

    def place_near(self, start: int, span: Span, suffix: str = "") -> str | None:
        """The place whose code "the city code" is: the one named last in the paragraph, else the only one that the text
        calls "City of ..." or, with the suffix " County", "County of ..."."""
        left = self._text[max(span.start, start - 3 * _BEFORE) : start]
        for match in reversed(list(_PLACE_NAMED.finditer(left))):
            name = re.sub(r"'s?$", "", " ".join(match[1].split()))
            for used in (name, name.partition(" ")[2]):
                if used and self.is_body(used, suffix):
                    return used
        if suffix not in self._bodies:
            form = "[Cc]ounty|COUNTY" if suffix else "[Cc]ity|CITY|[Tt]own|TOWN|[Vv]illage|VILLAGE"
            named = re.findall(rf"\b(?:{form}){GAP}(?:of|OF){GAP}((?:[A-Z][\w.'-]{{1,20}} ?){{1,3}})", self._text)
            known = {_longest_known(" ".join(name.split()), suffix) for name in named} - {None}
            self._bodies[suffix] = known.pop() if len(known) == 1 else None
        return self._bodies[suffix]

    def body_beside(self, start: int, end: int, span: Span) -> Beside | None:
        """The state or place right before a citation or in brackets right behind it; `name` is its name in full."""
        match = _PLACE_AFTER.match(self._text, end, min(span.end, end + _BEFORE))
        if match and self.knows(name := " ".join(match[1].split())):
            return Beside(name, match.end())
        before = self.place_before(start, span)
        return Beside(before[0]) if before else None

    @staticmethod
    def is_body(name: str, suffix: str = "") -> bool:
        """Whether a name is a town's, or with the suffix " County" a county's, and no common word."""
        return (bool(suffix) or name.casefold() not in places().stopwords()) and _governed(name, suffix)

    @staticmethod
    def knows(name: str) -> bool:
        """Whether a place has this name."""
        return bool(places().named(name))


def postal_of(name: str) -> str | None:
    """The postal code of a state by its name or abbreviation."""
    return _state(name)
