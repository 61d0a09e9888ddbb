"""The second layer of extraction: events read from the grammar of a sentence by the frame table
(seeds/patterns/events/frames.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.grammar import Arguments, arguments, asserted
from kg.extract.parse import Tree
from kg.extract.patterns import Match
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.knowledge.frames import Frame, frame_words, frames

_REACH = 4  # steps down a noun phrase
_PLAIN_PRONOUNS = frozenset({"it", "they", "them", "he", "she", "we"})
# Words pointing back that can mean a local body, not the one that issues.
_LOCAL = frozenset({"county", "city", "state", "sheriff", "mayor", "jail", "town", "jurisdiction", "he", "she", "we"})


_FLOATING = frozenset({"each", "both", "all"})
ISSUERS = frozenset({"issuer", "named-issuer"})
RECIPIENTS = frozenset({"recipient", "named-recipient"})


_PLACES = frozenset({"county", "city", "town"})  # "the city's jail" is the city; a state is not named for its bodies


@dataclass(frozen=True, slots=True)
class _Instrument:
    trigger: int  # the unit that names or counts it
    count: int | None
    elliptic: bool


def worth_parsing(sentence: Sentence) -> bool:
    """Whether a sentence can tell an event by grammar: a party, a word of a frame, and what may be an instrument."""
    units = sentence.units
    if not any(unit.kind in ("LOC", "ANA") for unit in units):
        return False
    words = {unit.text.casefold() for unit in units if not unit.kind}
    if not words & _frames_by_word().keys():
        return False
    classes = event_words().classes
    named = words.intersection(classes["subpoena"]) or words.intersection(classes["subpoenaed"])
    other = frame_words().elliptic | frame_words().papers | {"served", "serving"}
    return bool(named or words & other or any(unit.kind == "NUM" for unit in units))


def find_frames(sentence: Sentence, tree: Tree) -> list[Match]:
    """The events that the tree of a sentence tells, in the shape of the patterns' matches, by recipient."""
    reader = _Reader(sentence, tree)
    best: dict[int, Match] = {}
    for match in reader.matches():
        known = best.get(match.slots["recipient"])
        if known is None or (match.rule.confidence, len(match.slots)) > (known.rule.confidence, len(known.slots)):
            best[match.slots["recipient"]] = match
    return [best[at] for at in sorted(best)]


class _Reader:
    """One sentence and its tree."""

    def __init__(self, sentence: Sentence, tree: Tree) -> None:
        self._sentence = sentence
        self._tree = tree
        self._words = frame_words()
        self._subpoena = set(event_words().classes["subpoena"])

    def matches(self) -> Iterator[Match]:
        """All events of all frames."""
        by_word = _frames_by_word()
        for index, word in enumerate(self._tree.words):
            if word not in by_word or self._sentence.units[index].kind:
                continue
            verbal = self._tree.tags[index].startswith("VB")
            given: Arguments | None = None
            for frame in by_word[word]:
                if frame.noun == verbal:
                    continue
                given = arguments(self._tree, index) if given is None else given
                yield from self._events(frame, index, given)

    def _events(self, frame: Frame, head: int, given: Arguments) -> Iterator[Match]:
        instrument = self._filled(frame, given, "instrument", head)
        issuer_ok, issuer = self._issuer(frame, given)
        if instrument is None or not issuer_ok or not asserted(self._tree, head):
            return
        if frame.instrument == "itself" and self._acted_on(head):
            return  # its verb has a frame of its own, which knows who acts
        if instrument.elliptic and not frame.rule.dated:
            return  # "answered two": two of those told of before, no event of its own
        for relation, indices in given.items():
            roles = frame.roles.get(relation, ())
            for index in indices if RECIPIENTS.intersection(roles) else ():
                if "recipient" not in roles and self._sentence.units[index].kind == "ANA":
                    continue
                if relation.startswith("~") and not self._is_body(index):
                    continue  # "three men from <a place>": where they come from
                if self._instrument(index) is not None and not self._is_party(index):
                    continue
                for recipient in self._recipients(index, head):
                    yield self._match(frame, head, instrument, issuer, recipient)

    def _acted_on(self, noun: int) -> bool:
        """Whether the verb that a noun is subject or object of has a frame that takes it for the instrument."""
        above = self._tree.heads[noun]
        if self._tree.deps[noun] not in ("obj", "nsubj", "nsubj:pass", "obl") or not self._tree.tags[above].startswith(
            "VB"
        ):
            return False
        frames_there = _frames_by_word().get(self._tree.words[above], ())
        return any(not frame.noun and "issuer" in frame.roles.get("subj", ()) for frame in frames_there)

    def _filled(self, frame: Frame, given: Arguments, role: str, head: int) -> _Instrument | None:
        if frame.instrument == "implied":
            return _Instrument(head, None, False)
        if frame.instrument == "itself":
            return self._instrument(head)
        for relation, indices in given.items():
            if role in frame.roles.get(relation, ()):
                for index in indices:
                    found = self._instrument(index)
                    if found is not None:
                        return found
        return None

    def _instrument(self, index: int, deep: int = _REACH) -> _Instrument | None:
        """The subpoenas that a noun phrase is or holds; None for another thing and for none of them."""
        tree, unit, word = self._tree, self._sentence.units[index], self._tree.words[index]
        if any(self._denies(child) for child in tree.children[index]):
            return None
        if word in self._subpoena:
            return _Instrument(index, self._count(index), False)
        if deep and (word in self._words.containers or unit.kind == "NUM" or word in self._words.elliptic):
            for child in tree.children[index]:
                if tree.deps[child].startswith(("nmod", "compound", "appos")):
                    inner = self._instrument(child, deep - 1)
                    if inner is not None and not inner.elliptic:
                        return _Instrument(inner.trigger, self._count(index) or inner.count, False)
        for child in tree.children[index]:
            if deep and tree.deps[child] == "conj":
                found = self._instrument(child, 0)
                if found is not None and not found.elliptic:
                    return found
        if word in self._words.papers and any(tree.words[c] in self._words.pointing for c in tree.children[index]):
            return _Instrument(index, self._count(index), True)
        alone = not any(tree.deps[child].startswith(("nmod", "compound")) for child in tree.children[index])
        if (unit.kind == "NUM" or word in self._words.elliptic) and (alone or self._own(index)):
            return _Instrument(index, self._count(index), True)
        return None

    def _own(self, index: int) -> bool:
        """Whether a number is of what was spoken of: "two of its own", "three of them"."""
        own = ("own", "them", "those", "these", "demands")
        return any(self._tree.words[c] in own for c in self._tree.children[index])

    def _denies(self, child: int) -> bool:
        word = self._tree.words[child]
        return (self._tree.deps[child] in ("det", "advmod", "amod", "compound", "cc:preconj")) and (
            word in ("no", "not", "never", "neither", "zero", "possible", "potential", "future", "any")
            or word in event_words().other_issuers
        )

    def _count(self, index: int) -> int | None:
        if self._sentence.units[index].kind == "NUM":
            return index
        found = self._tree.child(index, "nummod")
        return found if found is not None and self._sentence.units[found].kind == "NUM" else None

    def _issuer(self, frame: Frame, given: Arguments) -> tuple[bool, int | None]:
        """Whether the issuer can be one of ours, and its unit where the clause names it."""
        for relation, indices in given.items():
            if not ISSUERS.intersection(frame.roles.get(relation, ())):
                continue
            for index in indices:
                if "instrument" in frame.roles[relation] and self._instrument(index) is not None:
                    continue  # "the subpoenas served on <LOC> are": a participle taken for the verb
                if relation == "from" and self._sentence.units[index].kind not in ("FED", ""):
                    continue
                ours, named = self._acts(index)
                required = "named-issuer" in frame.roles[relation]
                return ours and (not required or self._sentence.units[index].kind in ("FED", "ANA")), named
        return not any("named-issuer" in roles for roles in frame.roles.values()), None

    def _acts(self, index: int) -> tuple[bool, int | None]:
        unit, tree = self._sentence.units[index], self._tree
        if unit.kind == "FED":
            return True, index
        if unit.kind == "ANA":
            return unit.text.casefold() not in _LOCAL, None
        if unit.kind:
            return False, None
        for child in tree.children[index]:
            if self._sentence.units[child].kind == "FED" and tree.deps[child] != "appos":
                return True, child
        local = any(self._sentence.units[child].kind == "LOC" for child in tree.children[index])
        return tree.words[index] in self._words.issuers and not local, None

    def _is_body(self, index: int) -> bool:
        unit = self._sentence.units[index]
        return unit.group or (unit.kind == "LOC" and unit.refs[0].startswith("agency/"))

    def _is_party(self, index: int) -> bool:
        return self._sentence.units[index].kind in ("LOC", "ANA")

    def _recipients(self, index: int, head: int, deep: int = _REACH) -> Iterator[int]:
        """The units of the state and local bodies that a noun phrase names, with all members of a list."""
        tree, unit, word = self._tree, self._sentence.units[index], self._tree.words[index]
        conjuncts = [child for child in tree.children[index] if tree.deps[child] == "conj"] if deep else []
        if word in _FLOATING and tree.deps[tree.heads[index]] == "acl:relcl":
            # "<LOC>, each got two": the parser takes the clause for a relative one.
            index = tree.heads[tree.heads[index]]
            unit = self._sentence.units[index]
        if word == "there":
            # The place named last before it in its own sentence.
            before = [i for i in range(index) if self._sentence.units[i].kind == "LOC"]
            yield from before[-1:] or [index]
        elif unit.kind == "LOC":
            yield index
        elif unit.kind == "ANA":
            yield self._named(index, head)
        elif deep and not unit.kind and word in self._words.doors:
            for child in tree.children[index]:
                dep = tree.deps[child]
                if dep == "acl" and tree.words[child] in self._words.runners:
                    for inner in arguments(tree, child, 0).get("by", ()):
                        yield from self._recipients(inner, head, deep - 1)
                elif (
                    dep in ("appos", "nmod:poss", "compound")
                    or (dep.startswith("nmod") and tree.case(child) in self._words.door_prepositions)
                ) and (self._sentence.units[child].kind != "ANA" or tree.words[child] in _PLACES):
                    yield from self._recipients(child, head, deep - 1)
        elif conjuncts:
            conjuncts = [child for child in conjuncts if self._sentence.units[child].kind == "LOC"]
        for child in conjuncts:
            yield from self._recipients(child, head, deep - 1)

    def _named(self, index: int, head: int) -> int:
        """The body that a pronoun means where its own sentence says so: "<LOC> said that it had been served"."""
        tree = self._tree
        if tree.words[index] not in _PLAIN_PRONOUNS:
            return index
        at = head
        for _ in range(_REACH):
            above = tree.heads[at]
            if above != at and tree.tags[above].startswith("VB"):
                given = arguments(tree, above, 1)
                for subject in (*given.get("subj", ()), *given.get("passive", ())):
                    if self._sentence.units[subject].kind == "LOC":
                        return int(subject)
            at = above
        return index

    def _match(self, frame: Frame, head: int, instrument: _Instrument, issuer: int | None, recipient: int) -> Match:
        slots = {"recipient": recipient}
        if issuer is not None:
            slots["issuer"] = issuer
        if instrument.count is not None:
            slots["count"] = instrument.count
        inside = sorted({head, instrument.trigger, *slots.values()})
        return Match(frame.rule, inside[0], inside[-1] + 1, slots, "parser")


@cache
def _frames_by_word() -> dict[str, list[Frame]]:
    found: dict[str, list[Frame]] = {}
    for frame in frames():
        for word in frame.words:
            found.setdefault(word, []).append(frame)
    return found
