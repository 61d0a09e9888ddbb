"""What the sentences before have established: whom the text means by "it", "the agency", "the county"; who issues the
subpoenas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kg.extract.units import Sentence, issuing_agencies
from kg.knowledge.event_patterns import event_words
from kg.model import Entity, Linked, Ref
from kg.vocab import JG

_TYPE_OF_NOUN = {"county": "USCounty", "city": "Municipality", "town": "Municipality", "state": "USState"}
_LOOK_BACK = 14  # units of the same clause
_CLAUSE_BREAKS = frozenset({",", ";", ":", "—", "–", "(", ")", "“", "”", '"'})
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
        self._recent: list[str] = []

    def note(self, sentence: Sentence) -> None:
        """Remember the state and local bodies and places of a sentence that has been read."""
        if "<LOC>" in sentence.kinds:
            self._recent += [ref for unit in sentence.units if unit.kind == "LOC" for ref in unit.refs]

    def jurisdiction(self, key: str) -> str | None:
        """The jurisdiction of an agency; a jurisdiction is its own."""
        if key.startswith("jurisdiction/"):
            return key
        entity = self.entities.get(key)
        values = [s.value for s in entity.slots if s.property == JG.hasJurisdiction] if entity else []
        return next((value.key for value in values if isinstance(value, Ref)), None)

    def same_body(self, one: str, other: str) -> bool:
        """An agency against its jurisdiction named in its place; a state is never named for one of its bodies."""
        if one == other:
            return True
        if one.startswith("agency/") and other.startswith("agency/"):
            return False
        place = other if other.startswith("jurisdiction/") else one
        return self.jurisdiction(one) == self.jurisdiction(other) and not self.is_state(place)

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
        entity = self.entities.get(key)
        wanted = str(JG) + local_name
        return entity is not None and any(getattr(slot.value, "iri", None) == wanted for slot in entity.slots)

    def within_state(self, sentence: Sentence, index: int) -> str | None:
        """The county or city that "the <state> county" means: the last one named there, "" where none was; None where
        the unit at an index is no such thing."""
        unit, wanted = sentence.units[index], _TYPE_OF_NOUN.get(sentence.lower(index + 1))
        if len(unit.refs) != 1 or not wanted or wanted == "USState" or not self.is_state(unit.refs[0]):
            return None
        places = [self.jurisdiction(key) for key in reversed(self._recent)]
        inside = (p for p in places if p and self.has_type(p, wanted) and self._within(p) == unit.refs[0])
        return next(inside, "")

    def _within(self, key: str) -> str | None:
        entity = self.entities.get(key)
        values = [s.value for s in entity.slots if s.property == JG.within] if entity else []
        return next((value.key for value in values if isinstance(value, Ref)), None)

    def back(self, sentence: Sentence, index: int) -> str | None:
        """The body or place that the unit at an index, a word pointing back, means: of those named before it the last
        that fits."""
        here = [ref for unit in sentence.units[:index] if unit.kind == "LOC" for ref in unit.refs]
        recent = [*self._recent, *here]
        noun = sentence.lower(index)
        wanted = _TYPE_OF_NOUN.get(noun)
        if wanted:
            places = [self.jurisdiction(key) for key in recent]
            return next((p for p in reversed(places) if p and self.has_type(p, wanted)), None)
        if noun in ("sheriff", "jail"):
            kinds = ("/sheriff", "/jail", "/corrections") if noun == "jail" else ("/sheriff",)
            return next((key for key in reversed(recent) if key.endswith(kinds)), None)
        if noun in ("department", "office", "bureau"):
            return next((key for key in reversed(recent) if key.startswith("agency/")), None)
        return recent[-1] if recent else None


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
    return "<FED>" not in sentence.kinds and sentence.has(event_words().other_issuers)
