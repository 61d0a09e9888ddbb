"""Lists of places that limit cooperation: a heading that says so, then lines that name one or several places each, some
of them below the name of their state."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.discourse import Discourse
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words

_BEHIND_ITEM = frozenset({"(", ",", "-", "–", "—", ":", "|", ";"})
_STOPS = frozenset({".", ";", "”"})
_BULLETS = frozenset({"•", "-", "–", "—", "*", "·", "▪", "◦", "+"})
_HEADING = 30  # units
_SHORT = 4  # units of a heading inside a list
_LISTS = frozenset({"table", "list", "jurisdictions", "counties", "section"})
_ENDS = frozenset({"removed", "former", "formerly", "review", "pending", "corrections", "errata", "sources"})


@dataclass(slots=True)
class PolicyList:
    """Reads the lines of one document in order."""

    discourse: Discourse
    _on: bool = False  # whether a heading announced a list
    _state: tuple[str, Sentence] | None = None  # a line that is a state alone: of the list, or over the lines below

    def read(self, sentence: Sentence) -> list[tuple[str, Sentence]]:
        """The places that this line lists, and the state that the line before it did, each with its line."""
        if not self._on and not (sentence.may_hold(_LISTS) and sentence.has(event_words().classes["place"])):
            return []
        found = self._listed(sentence) if self._on else []
        self._on = self._on or _announces(sentence)
        return found

    def finish(self) -> list[tuple[str, Sentence]]:
        """The state that the last line listed."""
        waiting, self._state = self._state, None
        return [waiting] if waiting else []

    def _listed(self, sentence: Sentence) -> list[tuple[str, Sentence]]:
        if len(sentence.units) <= _SHORT and not sentence.has_kind("LOC") and sentence.words & _ENDS:
            self._on = False
            return self.finish()
        refs = _places(sentence)
        if not refs:
            return []
        if len(sentence.units) == 1 and len(refs) == 1 and self.discourse.is_state(refs[0]):
            before = self.finish()
            self._state = (refs[0], sentence)
            return before
        head = self._state[0] if self._state else None
        below = head is not None and any(self.discourse.lies_in(ref, head) for ref in refs)
        if below:
            self._state = None
        return [*self.finish(), *((ref, sentence) for ref in refs)]


def _places(sentence: Sentence) -> list[str]:
    """The places that a line begins with, and those that follow in it as "<LOC> (...), <LOC> (...)"."""
    units = sentence.units
    start = 0
    while start < len(units) and (units[start].text in _BULLETS or units[start].text.isdigit()):
        start += 1
    if start >= len(units) or units[start].kind != "LOC":
        return []
    behind = units[start + 1].text if start + 1 < len(units) else ""
    dated = start + 1 < len(units) and units[start + 1].kind == "DATE"
    if not units[start].refs[0].startswith("jurisdiction/") or (behind and not dated and behind not in _BEHIND_ITEM):
        return []
    found = list(units[start].refs)
    depth = 0
    for i in range(start + 1, len(units)):
        text = units[i].text
        depth += (text == "(") - (text == ")")
        if not depth and units[i].kind == "LOC" and units[i - 1].text in (",", ";", "and") and units[i - 2].text == ")":
            found += units[i].refs
    return [ref for ref in found if ref.startswith("jurisdiction/")]


def _announces(sentence: Sentence) -> bool:
    """Whether a heading announces a list of places that limit cooperation."""
    classes = event_words().classes
    words = sentence.words
    return (
        len(sentence.units) <= _HEADING
        and bool(words & set(classes["place"]))
        and bool(words & {*classes["limit"], *classes["sanctuary"], *classes["welcoming"]})
        and bool(words & {*classes["cooperate"], "policies", "policy"})
        and bool(words & _LISTS)
        and sentence.units[-1].text not in _STOPS
    )
