"""Whose rule it is that a sentence tells of: the law cited, the place or body before it, the place spoken of, or where
the text is a statute or an ordinance, the place that enacted it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims import Claims
from kg.extract.discourse import Discourse
from kg.extract.holders import Holders
from kg.extract.merging import Unit
from kg.extract.patterns import Match
from kg.extract.policy_homes import LEVELS, Homes
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.model import Citation, Linked, Ref
from kg.vocab import JG

_US = "jurisdiction/us"
_LOOK_BACK = 60  # units; what stands further before a rule is not its subject
_LIST_HEADS = frozenset({":", "including", "among", "namely", "notably", "like"})
_SPOKEN_OF = frozenset({"it", "they", "which", "that"})
_OUTER = frozenset({"in", "at", "from", "near", "across", "throughout", "outside", "around", "through"})
# Bodies without a name that the rules of a statute bind.
_BOUND = frozenset(
    {"agency", "agencies", "officer", "officers", "jail", "jails", "body", "bodies", "member", "members", "employee"}
    | {"employees", "police", "sheriff", "sheriffs", "department", "custodian", "governments", "person", "official"}
)
_CLOSING = frozenset({"”", '"', "''"})
_SAYING = frozenset({"said", "says", "told", "wrote", "added"})
_DUTY = frozenset({"shall", "may", "must"})
_KINDS_OF_LAW = frozenset({"executive", "new", "same", "sanctuary", "welcoming", "local", "administrative", "trust"})
_SOME = frozenset({"several", "some", "many", "most", "few", "central", "northern", "southern", "eastern", "western"})
_OTHERS = frozenset({"governments", "jurisdictions", "cities", "counties", "places", "localities", "states", "towns"})
_LOCAL_LAWS = frozenset({"ordinance", "council"})
_OWNING = frozenset({"'s", "’s", "'"})
_DASHES = frozenset({"—", "–", "-", "--"})
_THE = frozenset({"the", "that", "this", "new"})


class Adopters:
    """Finds the adopters of rules in the sentences of one document, read in order.

    A law spoken of in a sentence stays what "the ordinance" and "it" mean until another is.
    """

    def __init__(self, linked: Linked, discourse: Discourse, claims: Claims) -> None:
        self._discourse = discourse
        self._claims = claims
        self.holders = Holders(discourse.entities)
        self._law: str | None = None  # whose law was spoken of last
        self._law_before = False  # in the sentence before this one
        self._homes = Homes(linked, discourse, lambda key: self.enacting((key,)))
        self._state, self._local = self._homes.state, self._homes.local

    def note(self, sentence: Sentence) -> None:
        """Remember whose law a sentence that has been read speaks of."""
        self._homes.note(sentence)
        place = self._law_of(sentence)
        self._law_before = place is not None
        self._law = place or self._law

    def begin(self, sentence: Sentence) -> None:
        """Take in who is named in a sentence that is to be read."""
        self.holders.note(sentence)

    def settle(self, adopters: Sequence[str]) -> None:
        """A policy found is what the next sentence may go on about."""
        if len(adopters) == 1:
            self._law = self._place(adopters[0])
            self._law_before = True

    def find(self, sentence: Sentence, match: Match) -> list[str]:
        """Keys of the adopters of the rule that a match tells of; empty where the text does not say whose it is."""
        listed = self._listed(sentence, match.end)
        if listed and not self._named_before(sentence, match.start):
            return listed
        found = self._before(sentence, match.start)
        if found is not None:
            return found
        inner = self._inside(sentence, match)
        if inner:
            return inner
        if self._homes.heading:
            return [self._homes.heading]
        words = {sentence.lower(i) for i in range(match.end) if not sentence.units[i].kind}
        if self._homes.by and words & _DUTY:
            return [self._homes.by]
        level = next((LEVELS[word] for word in sorted(words & LEVELS.keys())), None)
        if level and self._local and words & _DUTY and self._discourse.has_type(self._local, level):
            return [self._local]  # "no county employee may"
        if self._law is None and words & _DUTY and words & _BOUND:
            home = self._local if self._local and not words & {"state"} else self._state
            return [home] if home else []
        if words & (_DUTY | frozenset({"does", "do"})) and self._law and (self._law_before or words & _DUTY):
            return [self._law]
        return [self._local] if self._local and words & _LOCAL_LAWS else []

    def _before(self, sentence: Sentence, start: int) -> list[str] | None:
        """The nearest party or law before the rule: its keys, none for the nation's rule, None where none is named."""
        located: list[str] | None = None
        if _is_of_others(sentence, start):
            return []
        for i in range(start - 1, max(-1, start - 1 - _LOOK_BACK), -1):
            unit, word, before = sentence.units[i], sentence.lower(i), sentence.lower(i - 1)
            if word == ";" and not unit.kind:
                break
            if unit.kind == "LAW":
                enacting = self.enacting(unit.refs) or self._own_bill(unit)
                if enacting is not None:
                    return [] if enacting == _US else [enacting]
            elif unit.kind in ("FED", "ORG") and self._acts(sentence, i, start):
                return []
            elif unit.kind == "LOC" and unit.refs:
                if is_some(sentence, i):
                    return []
                inner = self._discourse.within_state(sentence, i)
                if inner is not None:
                    return [inner] if inner else []
                if _is_dateline(sentence, i):
                    continue
                if before not in _OUTER or unit.group:
                    return list(unit.refs)
                located = located or list(unit.refs)
            elif unit.kind == "ANA" and (
                (word == "they" and self._named_before(sentence, i))
                or _is_apposed(sentence, i)
                or (before in _OUTER and sentence.lower(i + 1) not in _OWNING)
            ):
                continue
            elif unit.kind == "ANA":
                found = self.pointed(sentence, i)
                if found:
                    return [found]
            elif not unit.kind:
                holder = self.holders.of(unit)
                if holder:
                    return [holder]
                owner = self._owner(sentence, i)
                if owner is not None:
                    return [owner] if owner else []
        return located

    def _own_bill(self, unit: Unit) -> str | None:
        """The document's state as the enacting one of a bill or an act that is cited without its state."""
        known = unit.mentions[0] if unit.mentions else None
        return self._state if isinstance(known, Citation) and known.jurisdiction is None else None

    def _acts(self, sentence: Sentence, index: int, start: int) -> bool:
        """Whether a rule binds a federal body: nothing but "may" or "does" stands between it and the rule."""
        between = [sentence.lower(i) for i in range(index + 1, start)]
        return all(word in event_words().classes["rulemodal"] for word in between)

    def _owner(self, sentence: Sentence, index: int) -> str | None:
        """Whose law a plain word points to ("state law", "the ordinance"): a key, "" for the nation's, None for no
        law."""
        laws = event_words().classes["lawnoun"]
        word, before = sentence.lower(index), sentence.lower(index - 1)
        if word in ("congress", "constitution"):
            return ""
        if word == "state" and not sentence.units[index + 1].kind:
            follows = sentence.lower(index + 1)
            return self._state if follows in laws or follows in ("attorney", "senate", "lawmakers") else None
        if word not in laws:
            return None
        if before in ("federal", "u.s."):
            return ""
        if before in LEVELS:
            return self._homes.own(before) or self._discourse.back(sentence, index - 1) or self._local
        if self._law and (before in _THE or (before in _KINDS_OF_LAW and sentence.lower(index - 2) in _THE)):
            return self._law
        return None

    def pointed(self, sentence: Sentence, index: int) -> str | None:
        """The place or body that a word pointing back means."""
        word = sentence.lower(index)
        if word == "we":
            return self.speakers(sentence) or self._attributed(sentence, index)
        if word in ("he", "she"):
            return self.holders.last
        if word in _SPOKEN_OF and self._law_before and self._law:
            return self._law
        if word == "state":
            return self._discourse.back(sentence, index) or self._state
        if word in LEVELS:
            return self._homes.own(word) or self._discourse.back(sentence, index) or self._local
        found = None if word == "agency" else self._discourse.back(sentence, index)
        # A jail or a sheriff is of a county or a city, whatever state body was named in between.
        local = word in ("jail", "sheriff") and found is not None and self._discourse.is_state(self._place(found))
        return None if local else found

    def speakers(self, sentence: Sentence) -> str | None:
        """The place or body for which the speaker of a sentence speaks ("our ordinance")."""
        body = self._claims.of(sentence.span).body
        place = self._discourse.jurisdiction(body) if body else None
        if place is None or place == _US or self._discourse.entities[place].kind != "Jurisdiction":
            return None
        return place

    def _attributed(self, sentence: Sentence, index: int) -> str | None:
        """The body of the speaker who follows a quotation: "“We ...,” said Capt. Doe, who runs the jail for <LOC>"."""
        units = sentence.units
        close = next((i for i in range(index, len(units)) if units[i].text in _CLOSING), None)
        if close is None or not {sentence.lower(i) for i in range(close, len(units))} & _SAYING:
            return None
        behind = [unit for unit in units[close:] if unit.kind == "LOC" and len(unit.refs) == 1]
        return behind[0].refs[0] if behind else None

    def _inside(self, sentence: Sentence, match: Match) -> list[str]:
        """The places inside or right behind the rule: "does not honor detainers in <LOC>"."""
        for i in range(match.start, min(len(sentence.units), match.end + 6)):
            unit = sentence.units[i]
            if unit.kind == "LAW" and i >= match.end:
                enacting = self.enacting(unit.refs)
                return [enacting] if enacting and enacting != _US else []
            if unit.kind == "LOC" and (i < match.end or sentence.lower(i - 1) in ("in", "of", "across", "by")):
                return list(unit.refs)
            place = sentence.lower(i - 1) == "of" or sentence.lower(i) in (*LEVELS, "state")
            if unit.kind == "ANA" and i < match.end and place:
                found = self.pointed(sentence, i)
                if found:
                    return [found]
        return []

    def _named_before(self, sentence: Sentence, start: int) -> bool:
        return any(unit.kind == "LOC" for unit in sentence.units[:start])

    def _listed(self, sentence: Sentence, end: int) -> list[str]:
        """The places of a list behind the rule: "some states do so: <LOC>, <LOC> (<LAW>) and, since <DATE>, <LOC>"."""
        units = sentence.units
        head = next((i for i in range(end, min(len(units), end + 12)) if sentence.lower(i) in _LIST_HEADS), None)
        if head is None or not any(unit.kind == "LOC" for unit in units[head + 1 : head + 5]):
            return []
        refs: list[str] = []
        for unit in units[head + 1 :]:
            if unit.kind == "LOC":
                refs += [ref for ref in unit.refs if ref not in refs]
            elif not unit.kind and unit.text in (".", ";"):
                break
        return refs

    def _law_of(self, sentence: Sentence) -> str | None:
        """Whose law a sentence speaks of: that of a law cited, or of a place next to a word for a law."""
        laws = event_words().classes["lawnoun"]
        last: str | None = None
        if not sentence.has_kind("LAW") and not sentence.has_token(laws):
            return None
        for i, unit in enumerate(sentence.units):
            if unit.kind == "LAW":
                enacting = self.enacting(unit.refs)
                last = enacting if enacting and enacting != _US else last
            elif unit.kind == "LOC" and unit.refs:
                after = [sentence.lower(j) for j in range(i + 1, min(len(sentence.units), i + 7))]
                before = [sentence.lower(j) for j in range(max(0, i - 3), i)]
                if any(word in laws for word in (*after, *before)):
                    last = self._place(unit.refs[-1])
            elif not unit.kind and sentence.lower(i) in laws and sentence.lower(i - 1) == "state":
                last = self._state
        return last

    def enacting(self, refs: Sequence[str]) -> str | None:
        """The place that enacted a law; a law whose place is unknown is the state's of the document."""
        entity = self._discourse.entities.get(refs[0]) if refs else None
        if entity is None:
            return None
        values = [slot.value for slot in entity.slots if slot.property == JG.enactedBy]
        return next((value.key for value in values if isinstance(value, Ref)), None)

    def _place(self, key: str) -> str:
        return self._discourse.jurisdiction(key) or key


def _is_dateline(sentence: Sentence, index: int) -> bool:
    """Whether a place is where a story was written: "<LOC> —", "<LOC> (<DATE>) –", "<LOC> (AP) —" at its head."""
    behind = {unit.text for unit in sentence.units[index + 1 : index + 5]}
    return index <= 1 and bool(behind & _DASHES) and (sentence.lower(index + 1) in _DASHES or "(" in behind)


def _is_apposed(sentence: Sentence, index: int) -> bool:
    """Whether a word pointing back is the owner in an apposition: "<LOC>, <the state>'s largest, ..."."""
    named = index >= 2 and sentence.units[index - 2].kind == "LOC"
    return named and sentence.lower(index - 1) == "," and sentence.lower(index + 1) in _OWNING


def _is_of_others(sentence: Sentence, start: int) -> bool:
    """Whether a rule is told of places at large: "local governments that limit help"."""
    return sentence.lower(start - 1) in ("that", "which", "who") and sentence.lower(start - 2) in _OTHERS


def is_some(sentence: Sentence, index: int) -> bool:
    """Whether a unit names some bodies of a state, not the state: "several Oregon sheriffs", "central Oregon jails"."""
    unit = sentence.units[index]
    words = {word.casefold() for word in unit.text.split()} | {sentence.lower(index - 1), sentence.lower(index - 2)}
    return unit.group and bool(words & _SOME)
