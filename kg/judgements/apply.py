"""Applies judgements to what one document states, before it is minted. A pure function of both.

A later judgement of a fact goes before an earlier one. A fact keeps its key whatever is corrected of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kg import titles
from kg.errors import JudgementError
from kg.judgements.facts import Working, responses, value_of, with_slots
from kg.judgements.fields import FIELDS, RESPONSE, Field, field_of, fold
from kg.judgements.match import find
from kg.judgements.places import choose, places
from kg.judgements.records import Judgement, Target, Values
from kg.model import Entity, Evidence, Extraction, Fact, Ref, Slot, Span, Term
from kg.vocab import JG

LAYER = "hand"  # jg:layer of evidence that a person gave
RULE = "judgement"
# A name → the entity that it means and all that it points to, itself first; none where nothing is known by the name.
Resolve = Callable[[str], tuple[Entity, ...]]
NO_FACT = "no fact of the document fits it any more"
_MARKS = {"accept": "Accepted", "correct": "Corrected", "add": "Added"}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """What a judgement met in a document.

    judgement: its id. fact: which of its facts, counted from 0. key: of the node that is meant, "" where there is none;
    problem: why there is none, or why nothing came of it.
    """

    judgement: str
    fact: int
    key: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a document states after judgements, and what each of them met."""

    extraction: Extraction
    marks: tuple[Mark, ...]


def apply(extraction: Extraction, judgements: Iterable[Judgement], resolve: Resolve = lambda name: ()) -> Judged:
    """Apply the judgements that are about a document, in their order.

    resolve: finds what a name means that the document itself does not have.
    """
    work = Working(
        extraction.document,
        {entity.key: entity for entity in extraction.entities},
        {fact.key: fact for fact in extraction.facts},
    )
    judge = _Judge(work, resolve)
    marks = [mark for one in judgements for mark in judge.marks(one)]
    rejected = judge.rejected()
    lost = {mark for mark in marks if mark.key in rejected and mark.judgement in judge.pairs}
    marks = [replace(mark, problem="the fact was rejected") if mark in lost else mark for mark in marks]
    facts = tuple(judge.finished(fact) for key, fact in work.facts.items() if key not in rejected)
    gone = {key for key in rejected if key.startswith("policy/")}
    kept = tuple(_without(fact, rejected) for fact in facts)
    policies = {fact.key for fact in kept if fact.kind == "Policy"}
    judged = replace(
        extraction,
        entities=tuple(work.entities[key] for key in sorted(work.entities)),
        mentioned=tuple(sorted({*extraction.mentioned, *policies} - gone)),
        facts=kept,
    )
    return Judged(judged, tuple(sorted(set(marks))))


def _without(fact: Fact, gone: set[str]) -> Fact:
    if not any(isinstance(slot.value, Ref) and slot.value.key in gone for slot in fact.slots):
        return fact
    kept = (slot for slot in fact.slots if not (isinstance(slot.value, Ref) and slot.value.key in gone))
    return replace(fact, slots=tuple(kept))


class _Judge:
    """Applies one judgement after the other to the facts at hand."""

    def __init__(self, work: Working, resolve: Resolve) -> None:
        self.work = work
        self.pairs: set[str] = set()  # ids of judgements about several facts
        self._resolve = resolve
        self._verdicts: dict[str, str] = {}  # key → the last of accept, reject, correct and add
        self._corrected: dict[str, set[str]] = {}  # key → properties

    def marks(self, one: Judgement) -> list[Mark]:
        document = self.work.document
        found = []
        for number, target in enumerate(one.facts):
            if not target.is_in(document.file_name, document.sha256):
                continue
            try:
                found.append(Mark(one.id, number, self._apply(one, target)))
            except JudgementError as problem:
                found.append(Mark(one.id, number, "", problem.reason))
        if len(one.facts) > 1:
            self.pairs.add(one.id)
        return found

    def _apply(self, one: Judgement, target: Target) -> str:
        """Apply a judgement to one of its facts; the key of that fact."""
        met = find(target, map(self.work.candidate, self.work.facts.values()), one.changes)
        if met is None:
            if one.verb != "add":
                raise JudgementError(NO_FACT)
            key = self._add(one, target)
        else:
            key = met.key
        match one.verb:
            case "correct":
                self._correct(key, one.changes)
            case "accept" if one.of:
                return key
        if one.verb in ("accept", "reject", "correct", "add"):
            self._verdicts[key] = one.verb
        return key

    def rejected(self) -> set[str]:
        """The keys of the facts that go, with the responses to them."""
        gone = {key for key, verb in self._verdicts.items() if verb == "reject"}
        facts = self.work.facts
        answered = {answer.key for key, fact in facts.items() if key not in gone for answer in responses(fact, facts)}
        return gone | {answer.key for key in gone for answer in responses(facts[key], facts)} - answered

    def finished(self, fact: Fact) -> Fact:
        """The fact with the marks of what was judged of it."""
        slots = [Slot(JG.correctedProperty, Term(prop)) for prop in sorted(self._corrected.get(fact.key, ()))]
        verb = self._verdicts.get(fact.key)
        if verb in _MARKS:
            slots.append(Slot(JG.reviewStatus, Term(f"{JG}{_MARKS[verb]}")))
        return replace(fact, slots=(*fact.slots, *slots)) if slots else fact

    def _named(self, name: str) -> str:
        """The key of what a name means: to this document first, then to everybody."""
        wanted = fold(name)
        known = [one for _, one in sorted(self.work.entities.items()) if one.kind in ("Agency", "Jurisdiction")]
        called = [one.key for one in known if fold(one.label) == wanted]
        called += [one.key for one in known if wanted in map(fold, (*one.alt_labels, one.key, f"id:{one.key}"))]
        if called:
            return called[0]
        found = self._resolve(name) or self._in_its_state(name)
        if not found:
            raise JudgementError(f"no agency and no place is known by the name {name!r}")
        for entity in found:
            self.work.entities.setdefault(entity.key, entity)
        return found[0].key

    def _in_its_state(self, name: str) -> tuple[Entity, ...]:
        """What a name means in the one state of the document that has a body or place of that name."""
        state = Slot(JG.jurisdictionType, Term(JG.USState))
        states = {one.label: one.key for _, one in sorted(self.work.entities.items()) if state in one.slots}
        found = [known for label in states if (known := self._resolve(f"{name}, {label}"))]
        return found[0] if len(found) == 1 and found[0][0].key not in states.values() else ()

    def _slots(self, field: Field, given: tuple[str, ...]) -> list[Slot]:
        if field.form == "name":
            return [Slot(field.prop, Ref(self._named(text))) for text in given]
        return [Slot(field.prop, value_of(field, text)) for text in given]

    def _correct(self, key: str, changes: Values) -> None:
        fact = before = self.work.facts[key]
        self.work.remember(fact)
        slots = {name: self._slots(field, given) for name, given in changes if (field := _plain(fact, name))}
        for name, found in slots.items():
            field = field_of(fact.kind, name)
            assert field is not None
            props = [field.prop]
            if name == "recipient":
                props.append(JG.appliesIn)
                found = [*found, *(one for slot in found if isinstance(slot.value, Ref)
                                   for one in self.work.applies_in(slot.value.key))]  # fmt: skip
            if name == "count" and "qualifier" not in slots:
                props.append(JG.countQualifier)  # the hedge was of the number that stood here
            fact = with_slots(fact, props, found)
            self._corrected.setdefault(key, set()).add(field.prop)
        self.work.facts[key] = self.work.titled(fact)
        if "recipient" in slots and fact.kind == "Subpoena":
            self._pass_on(before, fact)
        for name, given in changes:
            if name == RESPONSE:
                self._respond(key, given)

    def _pass_on(self, before: Fact, fact: Fact) -> None:
        """The responses of who was taken for the recipient are the recipient's."""
        old, new = before.get(JG.servedOn), fact.get(JG.servedOn)
        for answer in responses(fact, self.work.facts):
            if answer.get(JG.respondent) == old:
                self.work.remember(answer)
                changed = with_slots(answer, [JG.respondent], (Slot(JG.respondent, value) for value in new))
                self.work.facts[answer.key] = self.work.titled(changed)

    def _respond(self, key: str, given: tuple[str, ...]) -> None:
        """Make a subpoena's response the one given, or none."""
        fact = self.work.facts[key]
        known = responses(fact, self.work.facts)
        self._corrected.setdefault(key, set()).add(JG.hasResponse)
        slots = []
        if given:
            slots = [Slot(JG.hasResponse, Ref(self._response(fact, known, given[0])))]
        for answer in known[1:] if given else known:
            del self.work.facts[answer.key]
        self.work.facts[key] = with_slots(fact, [JG.hasResponse], slots)

    def _response(self, fact: Fact, known: list[Fact], status: str) -> str:
        """The key of the response of a status: the first known one, with the evidence of all, or one made for it."""
        term = Slot(JG.status, Term(f"{JG}{status}"))
        if known:
            self.work.remember(known[0])
            evidence = tuple(sorted({one for answer in known for one in answer.evidence}))
            answer = replace(with_slots(known[0], [JG.status], [term]), evidence=evidence)
        else:
            name = fact.key.partition("/")[2]
            recipient = [Slot(JG.respondent, value) for value in fact.get(JG.servedOn)]
            slots = (term, *recipient, Slot(JG.assertedBy, Ref(self.work.document.key)))
            whole = [one for one in fact.evidence if not one.supports] or list(fact.evidence)
            evidence = tuple(replace(one, rule=RULE, layer=LAYER, confidence=1.0, supports=()) for one in whole[:1])
            answer = Fact("Response", f"response/{name}-judged", "", slots, evidence)
        self.work.facts[answer.key] = self.work.titled(answer)
        self._verdicts[answer.key] = "correct" if known else "add"
        return answer.key

    def _add(self, one: Judgement, target: Target) -> str:
        """The key of a fact made of a judgement."""
        span = self._place(target)
        evidence = (Evidence(span, RULE, 1.0, LAYER),)
        given = dict(target.values)
        slots = [
            slot
            for field in FIELDS[target.kind]
            if field.name in given and field.name != RESPONSE
            for slot in self._slots(field, given[field.name])
        ]
        document = self.work.document.key
        parties = [slot.value for slot in slots if slot.property in (JG.servedOn, JG.sentTo)]
        slots += [one for party in parties if isinstance(party, Ref) for one in self.work.applies_in(party.key)]
        if target.kind != "Subpoena":
            slots.append(Slot(JG.assertedBy, Ref(document)))
        key = f"{_WORDS[target.kind]}/{document.removeprefix('document/')}/judged-{one.id}"
        if target.kind == "Policy":
            adopter = next(slot.value for slot in slots if slot.property == JG.adoptedBy)
            assert isinstance(adopter, Ref)
            key = titles.policy_key(adopter.key, given["type"][0])
        self.work.facts[key] = self.work.titled(Fact(target.kind, key, "", tuple(slots), evidence))
        if given.get(RESPONSE):
            self._respond(key, given[RESPONSE])
            self._corrected.pop(key)
        return key

    def _place(self, target: Target) -> Span:
        text = self.work.document.text
        found = places(text, target.quote)
        if not found:
            raise JudgementError("its quote is not in the text")
        span = choose(text, found, at=target.at, before=target.before, after=target.after)
        if span is None:
            raise JudgementError(
                f"its quote stands {len(found)} times in the text: tell which by `at`, `before` or `after`"
            )
        return span


_WORDS = {"Subpoena": "subpoena", "DetainerRequest": "detainer", "Policy": "policy"}


def _plain(fact: Fact, name: str) -> Field | None:
    """The field of a fact that is no fact of its own."""
    return None if name == RESPONSE else field_of(fact.kind, name)
