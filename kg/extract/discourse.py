"""What the sentences before have established: whom the text means by "it", "the agency", "the county"; who issues the
subpoenas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from kg.extract.units import Sentence, issuing_agencies
from kg.knowledge.event_patterns import event_words
from kg.model import Entity, Linked, Ref, Term
from kg.vocab import JG

_TYPE_OF_NOUN = {
    "county": "USCounty",
    "city": "Municipality",
    "town": "Municipality",
    "state": "USState",
    "mayor": "Municipality",
}
# Nouns for a body → how the keys of its kinds end, and the type of place that is meant where no such body is named.
_BODIES = {
    "sheriff": (("/sheriff",), "USCounty"),
    "undersheriff": (("/sheriff",), "USCounty"),
    "jail": (("/sheriff", "/jail", "/corrections"), "USCounty"),
    "warden": (("/jail", "/corrections"), "USCounty"),
    "police": (("/police",), "Municipality"),
    "chief": (("/police",), "Municipality"),
}
_LOOK_BACK = 14  # units of the same clause
_CLAUSE_BREAKS = frozenset({",", ";", ":", "—", "–", "(", ")", "“", "”", '"'})
_PARTIES = frozenset({"<LOC>", "<FED>", "<ORG>"})
_SENTENCES = 3  # so many sentences back a word may point at several bodies together
_MOST_UNREAD = 256  # sentences kept because nobody has asked yet
_LOOK_AROUND = 2  # units before a match whose words still decide whether it is told as done


class Discourse:
    """The reading of one document so far. `entities` by key; sentences are read in order."""

    def __init__(self, linked: Linked) -> None:
        self.entities: Mapping[str, Entity] = {entity.key: entity for entity in linked.entities}
        counts = Counter(link.entity for link in linked.links if link.entity in issuing_agencies())
        # A department that is named beside one of its agencies, mostly in an address, is not the one that issues.
        above = {self._parent(key) for key in counts}
        ranked = sorted(counts, key=lambda key: (key in above, -counts[key], key))
        self.issuer: str | None = self.component(ranked[0]) if ranked else None
        self._author: str | None = None
        self._named: dict[str, None] = {}  # each once, where it was named last
        self._jurisdictions: dict[str, str | None] = {}
        self._types: dict[str, frozenset[str]] = {}
        self._before: list[Sentence] = []
        self._unread: list[Sentence] = []  # the sentences noted since somebody asked what they name

    def note(self, sentence: Sentence) -> None:
        """Remember the state and local bodies and places of a sentence that has been read."""
        if sentence.may_hold(_PARTIES):
            self._unread.append(sentence)
            if len(self._unread) > _MOST_UNREAD:
                self._read()

    def _read(self) -> None:
        """Most texts are never asked what they named: their sentences are looked at when one is."""
        for sentence in self._unread:
            if sentence.kinds.isdisjoint(_PARTIES):
                continue
            for ref in (ref for unit in sentence.units if unit.kind == "LOC" for ref in unit.refs):
                self._named.pop(ref, None)
                self._named[ref] = None
            self._author = self._author or _author(sentence)
            self._before = [*self._before[-(_SENTENCES - 1) :], sentence]
        self._unread.clear()

    @property
    def author(self) -> str | None:
        """The body of which the writer says "I am the sheriff of"."""
        self._read()
        return self._author

    @property
    def before(self) -> list[Sentence]:
        """The last sentences read that name somebody."""
        self._read()
        return self._before

    def _recent(self) -> Iterator[str]:
        """The state and local bodies and places named so far, each once, the last first."""
        self._read()
        return reversed(self._named)

    def jurisdiction(self, key: str) -> str | None:
        """The jurisdiction of an agency; a jurisdiction is its own."""
        if key.startswith("jurisdiction/"):
            return key
        if key not in self._jurisdictions:
            entity = self.entities.get(key)
            values = [s.value for s in entity.slots if s.property == JG.hasJurisdiction] if entity else []
            self._jurisdictions[key] = next((value.key for value in values if isinstance(value, Ref)), None)
        return self._jurisdictions[key]

    def same_body(self, one: str, other: str) -> bool:
        """An agency against its jurisdiction named in its place; a state is never named for one of its bodies."""
        if one == other:
            return True
        if one.startswith("agency/") and other.startswith("agency/"):
            if {one.rpartition("/")[2], other.rpartition("/")[2]} == {"sheriff", "jail"}:
                return self.jurisdiction(one) == self.jurisdiction(other)  # whose jail it is
            labels = sorted((self.entities[key].label for key in (one, other) if key in self.entities), key=len)
            # A division carries the name of its body before its own.
            return len(labels) == 2 and labels[1].startswith(f"{labels[0]} ")
        place = other if other.startswith("jurisdiction/") else one
        return self.jurisdiction(one) == self.jurisdiction(other) and not self.is_state(place)

    def same_issuer(self, one: str, other: str) -> bool:
        """One body, or a department told for the body within it."""
        return one == other or self.part_of(one, other) or self.part_of(other, one)

    def part_of(self, inner: str, outer: str) -> bool:
        return self._parent(inner) == outer

    def lies_in(self, key: str, state: str) -> bool:
        """Whether a body or place other than the state's own territory lies in a state."""
        at = self.jurisdiction(key)
        if key != state and at == state:
            return True
        while at is not None and at != state:
            at = self._within(at)
        return at == state and key != state

    def component(self, key: str) -> str:
        """The body that issues in its own name: offices and divisions issue in the name of the agency they are part of.

        ICE for its field offices; the department itself only where the text names nothing below it.
        """
        while parent := self._parent(key):
            if self._parent(parent) is None:
                return key
            key = parent
        return key

    def _parent(self, key: str) -> str | None:
        entity = self.entities.get(key)
        values = [s.value for s in entity.slots if s.property == JG.partOf] if entity else []
        return next((value.key for value in values if isinstance(value, Ref)), None)

    def is_state(self, key: str) -> bool:
        return self.has_type(key, "USState")

    def has_type(self, key: str, local_name: str) -> bool:
        """Whether a jurisdiction is of the type with this local name."""
        if key not in self._types:
            entity = self.entities.get(key)
            terms = [slot.value.iri for slot in entity.slots if isinstance(slot.value, Term)] if entity else []
            self._types[key] = frozenset(terms)
        return str(JG) + local_name in self._types[key]

    def within_state(self, sentence: Sentence, index: int) -> str | None:
        """The county or city that "the <state> county" means: the last one named there, "" where none was; None where
        the unit at an index is no such thing."""
        unit, wanted = sentence.units[index], _TYPE_OF_NOUN.get(sentence.lower(index + 1))
        if len(unit.refs) != 1 or not wanted or wanted == "USState" or not self.is_state(unit.refs[0]):
            return None
        places = map(self.jurisdiction, self._recent())
        inside = (p for p in places if p and self.has_type(p, wanted) and self._within(p) == unit.refs[0])
        return next(inside, "")

    def state_of(self, key: str) -> str | None:
        """The state in which a jurisdiction lies; a state is its own."""
        seen = 0
        current: str | None = key
        while current is not None and seen < 5:
            if self.is_state(current):
                return current
            current = self._within(current)
            seen += 1
        return None

    def _within(self, key: str) -> str | None:
        entity = self.entities.get(key)
        values = [s.value for s in entity.slots if s.property == JG.within] if entity else []
        return next((value.key for value in values if isinstance(value, Ref)), None)

    def is_federal(self, key: str) -> bool:
        return key.startswith("agency/us/")

    def back(self, sentence: Sentence, index: int) -> str | None:
        """The body or place that the unit at an index, a word pointing back, means: of those named before it the last
        that fits."""
        return self.back_from(sentence, index, sentence.lower(index))

    def back_from(self, sentence: Sentence, index: int, noun: str) -> str | None:
        """The body or place that a noun at an index means: of those named before it the last that fits.

        A sheriff, a jail, a police of which no body is named is that of the county or city last named.
        """
        here = [ref for unit in sentence.units[:index] if unit.kind == "LOC" for ref in unit.refs]
        recent = chain(reversed(here), self._recent())
        wanted = _TYPE_OF_NOUN.get(noun)
        if wanted:
            places = map(self.jurisdiction, recent)
            return next((p for p in places if p and self.has_type(p, wanted)), None)
        if noun in _BODIES:
            kinds, of_place = _BODIES[noun]
            before = list(recent)
            named = next((key for key in before if key.endswith(kinds)), None)
            return named or next((key for key in before if self.has_type(key, of_place)), None)
        if noun in ("department", "office", "bureau"):
            return next((key for key in recent if key.startswith("agency/")), None)
        return next(recent, None)


def _author(sentence: Sentence) -> str | None:
    """The body of which the writer tells to be the head: "I am the sheriff of <LOC>", "I am <LOC>"."""
    words = [sentence.lower(i) for i in range(len(sentence.units))]
    at = next((i for i in range(len(words) - 1) if words[i] == "i" and words[i + 1] in ("am", "'m", "serve")), None)
    if at is None:
        return None
    for i in range(at + 2, min(at + 7, len(words))):
        if sentence.units[i].kind == "LOC":
            return sentence.units[i].refs[0]
    return None


def blocked(
    sentence: Sentence, start: int, end: int, allow: frozenset[str] = frozenset(), *, hangs: bool = False
) -> bool:
    """Whether words in or right before units [start, end) say that the event is not told as done.

    Entities are skipped, so that a body whose name holds such a word does not block.
    """
    if sentence.units and sentence.units[-1].text == "?":
        return True
    if any(sentence.lower(i) in event_words().framers for i in range(min(4, len(sentence.units)))):
        return True
    conditions = event_words().conditions
    if any(sentence.lower(i) in conditions for i in range(max(0, start - _LOOK_AROUND - 1), start)):
        return True  # "if the county does not comply": no word that the pattern allows makes that a fact
    blockers = event_words().blockers - allow
    # A match that begins with the thing and not with a party ("a subpoena on <LOC>") hangs on the words before it.
    for i in range(start - 1, max(-1, start - 1 - _LOOK_BACK), -1):
        if hangs and sentence.lower(i) in _CLAUSE_BREAKS:
            break
        if hangs and not sentence.units[i].kind and sentence.lower(i) in blockers:
            return True
    for i in range(max(0, start - _LOOK_AROUND), end):
        if not sentence.units[i].kind and sentence.lower(i) in blockers:
            return True
    return False


def of_another_kind(sentence: Sentence) -> bool:
    """Whether a sentence speaks of subpoenas of courts, committees or grand juries, and of no immigration agency."""
    return sentence.has(event_words().other_issuers) and not sentence.has_kind("FED")
