"""Officials whom a text names with their office, by surname: "Sheriff Smith of <LOC>" makes "Smith" mean that sheriff's
office later on. No official becomes a node; the name only tells which body or place is spoken of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.extract.merging import Unit
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words

_MOST_NAMES = 4  # words of a person's name, initials and "Jr." with them
_MOST_TITLES = 4
_PARTICLES = frozenset({"de", "la", "del", "van", "von", "st."})
_BODIES = (("sheriff", "/sheriff"), ("undersheriff", "/sheriff"), ("chief", "/police"))
_SUFFIXES = frozenset({"jr.", "sr.", "ii", "iii", "iv"})


class Holders:
    """The officials of one document, read in order."""

    def __init__(self, bodies: Iterable[str] = ()) -> None:
        """bodies: keys of the agencies of the document, of which a sheriff or a chief named without place may be."""
        self._by_name: dict[str, str] = {}
        self._only = {title: _only(bodies, ending) for title, ending in _BODIES}
        self.last: str | None = None  # the body or place of the official named last

    def note(self, sentence: Sentence) -> None:
        """Remember the officials whom a sentence introduces."""
        agencies = sentence.proper and any(key.startswith("agency/") for key in sentence.keys)
        named = sentence.may_hold(_titles()) or agencies
        if named and sentence.has_kind("LOC"):
            self._of_places(sentence)
        for title, ref in self._only.items():
            if ref and sentence.may_hold({title}):
                self._of_title(sentence, title, ref)
        if any(name.casefold() in sentence.raw for name in self._by_name):
            for unit in sentence.units:
                self.last = self.of(unit) or self.last

    def _of_places(self, sentence: Sentence) -> None:
        """ "<LOC> Sheriff Tom Smith", "Mayor Tom Smith of <LOC>"."""
        units = sentence.units
        titles = event_words().classes["officetitle"]
        for i, unit in enumerate(units):
            if unit.kind != "LOC" or len(unit.refs) != 1 or unit.group:
                continue
            at = i + 1
            while at < len(units) and at - i <= _MOST_TITLES and _is(units[at], titles):
                at += 1
            if at > i + 1 or unit.refs[0].startswith("agency/"):
                at += at < len(units) and units[at].text == ","
                self._learn(_surname(units, at), unit.refs[0])
            if sentence.lower(i - 1) in ("of", "in", "the") or units[i - 1].text == ",":
                self._before(sentence, i, unit.refs[0])

    def _of_title(self, sentence: Sentence, title: str, ref: str) -> None:
        """ "Sheriff Smith", where the document knows but one sheriff."""
        units = sentence.units
        for i, unit in enumerate(units):
            if unit.text.casefold() == title and not (i and units[i - 1].kind):
                name = _surname(units, i + 1)
                if name not in self._by_name:
                    self._learn(name, ref)

    def of(self, unit: Unit) -> str | None:
        """The body or place of the official whose surname a plain word is."""
        return self._by_name.get(unit.text) if not unit.kind and unit.text[:1].isupper() else None

    def _before(self, sentence: Sentence, index: int, ref: str) -> None:
        """ "Sheriff Tom Smith of <LOC>", "Mayor Smith, of <LOC>": the name stands before the place."""
        units = sentence.units
        end = index
        while end > 0 and not units[end - 1].kind and sentence.lower(end - 1) in ("of", "in", "the", ","):
            end -= 1
        begin = end
        while begin > 0 and end - begin < _MOST_NAMES and _is_name(units[begin - 1]):
            begin -= 1
        titles = event_words().classes["officetitle"]
        while begin < end and _is(units[begin], titles):
            begin += 1
        name = _surname(units, begin)
        if begin < end and begin > 0 and name not in self._by_name and _is(units[begin - 1], titles):
            self._learn(name, ref)

    def _learn(self, name: str | None, ref: str) -> None:
        if name:
            self._by_name[name] = ref


@cache
def _titles() -> frozenset[str]:
    """The titles of offices, with and without the dot of an abbreviation."""
    titles = event_words().classes["officetitle"]
    return titles.union(f"{title}." for title in titles)


def _only(bodies: Iterable[str], ending: str) -> str | None:
    """The only body of a kind, by the end of its key."""
    found = {body for body in bodies if body.endswith(ending)}
    return found.pop() if len(found) == 1 else None


def _surname(units: tuple[Unit, ...], at: int) -> str | None:
    """The last word of the person's name that begins at a unit; None where none begins there."""
    end = at
    while end < len(units) and end - at < _MOST_NAMES and _is_name(units[end]):
        end += 1
    names = [unit.text for unit in units[at:end] if unit.text.casefold() not in _SUFFIXES and len(unit.text) > 2]
    blockers = event_words().blockers
    return names[-1] if names and names[-1].casefold() not in blockers and names[-1].isalpha() else None


def _is_name(unit: Unit) -> bool:
    word = unit.text
    if unit.kind or not word:
        return False
    return word.casefold() in _PARTICLES or (word[0].isupper() and all(c.isalpha() or c in ".-'" for c in word))


def _is(unit: Unit, words: frozenset[str]) -> bool:
    return not unit.kind and unit.text.casefold().rstrip(".") in words
