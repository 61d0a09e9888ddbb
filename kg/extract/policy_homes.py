"""Where a text stands: the state in which it is set, the place of which it speaks first, the body that it is by, and
the place that heads the lines being read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from kg.extract.discourse import Discourse
from kg.extract.merging import Unit
from kg.extract.units import Sentence
from kg.model import Linked

LEVELS: Mapping[str, str] = {
    "county": "USCounty",
    "city": "Municipality",
    "town": "Municipality",
    "village": "Municipality",
}
_US = "jurisdiction/us"
_OPENING = 6  # sentences in which a letterhead stands
_AROUND = 8  # units around the place of a heading: a number, "(2017-19):"
_HEADED = 12  # sentences that a heading with a number or a colon may be over
_BARE = 5  # and one without, which may be a line of an address
_SMALL = frozenset({"(", ")", ".", ":", "-", "–", "—", "•", "*", "|", ",", ";", "#", "):", "the", "of"})
_ON_PAPER = frozenset({"by", "for", "from", "before", "in", "at"})  # "For <LOC>": a caption of a court


class Homes:
    """The places that a rule without a named adopter may be of."""

    def __init__(self, linked: Linked, discourse: Discourse, enacting: Callable[[str], str | None]) -> None:
        """enacting: the place that enacted a law, by its key."""
        self._discourse = discourse
        self._enacting = enacting
        self.state, self.local = self._home(linked)
        self.by: str | None = None  # the local body or place whose paper the document is
        self._heading: str | None = None
        self._named = False  # whether a line has named a body or place
        self._read = 0  # sentences
        self._reach = 0  # sentences that it is over
        self._under = 0  # sentences since the heading

    def note(self, sentence: Sentence) -> None:
        """Remember a heading, or a letterhead, that has been read."""
        self._read += 1
        self._under += 1
        unit = headed(sentence)
        first, self._named = not self._named, self._named or sentence.has_kind("LOC")
        if unit is None:
            return
        ref = unit.refs[0]
        if first and self._read <= _OPENING and not self._discourse.is_state(ref):
            self.by = ref
        else:
            self._heading, self._under = ref, 0
            marked = sentence.units[-1].text.endswith(":") or sentence.units[0] is not unit
            self._reach = _HEADED if marked else _BARE

    @property
    def heading(self) -> str | None:
        """The body or place whose name heads the lines being read."""
        return self._heading if self._under < self._reach else None

    def own(self, noun: str) -> str | None:
        """The place that "the county" means in a paper of that county's own."""
        place = self._place(self.by) if self.by else None
        return place if place and self._discourse.has_type(place, LEVELS.get(noun, "")) else None

    def _place(self, key: str) -> str:
        return self._enacting(key) or self._discourse.jurisdiction(key) or key

    def _home(self, linked: Linked) -> tuple[str | None, str | None]:
        """The state in which a document is set, and the county or city of which it speaks first: of its title, else of
        its text."""
        states: Counter[str] = Counter()
        local: str | None = None
        first: str | None = None
        for link in linked.links:
            place = self._place(link.entity)
            entity = self._discourse.entities.get(place)
            if entity is None or entity.kind != "Jurisdiction" or place == _US:
                continue
            first = first or place
            state = self._discourse.state_of(place)
            if state:
                states[state] += 1
            if place != state and local is None:
                local = place
        ranked = sorted(states, key=lambda key: (-states[key], key))
        state = ranked[0] if ranked and states[ranked[0]] * 2 > sum(states.values()) else None
        # A document that speaks of the state before all else is not one place's own code.
        return state, local if local == first else None


def headed(sentence: Sentence) -> Unit | None:
    """The one body or place that a line consists of, but for a number or what stands in brackets behind it."""
    if not sentence.has_kind("LOC") or len(sentence.units) > _AROUND:
        return None
    named = [i for i, unit in enumerate(sentence.units) if unit.kind == "LOC"]
    if len(named) != 1 or len(sentence.units[named[0]].refs) != 1 or sentence.units[named[0]].group:
        return None
    at = named[0]
    before = [sentence.lower(i) for i in range(at)]
    if set(before) & _ON_PAPER or not all(_small(sentence.units[i]) for i in range(at)):
        return None
    behind = sentence.units[at + 1 :]
    if behind and behind[0].text not in ("(", ":", ".", "-", "–", "—", "|"):
        return None
    bracket = bool(behind) and behind[0].text == "("
    return sentence.units[at] if bracket or all(_small(unit) for unit in behind) else None


def _small(unit: Unit) -> bool:
    return unit.kind in ("NUM", "DATE") or unit.text.casefold() in _SMALL or unit.text.isdigit()
