"""Facts of an extraction as a judgement sees them: their fields, as texts; and a fact with other values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg import titles
from kg.judgements.fields import FIELDS, RESPONSE, Field, fold
from kg.judgements.match import Candidate
from kg.model import Document, Entity, Fact, PartialDate, Ref, Slot, Term, Value
from kg.vocab import BASE, JG


@dataclass(slots=True)
class Working:
    """The facts of one document while judgements are applied; all by key.

    was: what each fact's fields were before any judgement, by field.
    """

    document: Document
    entities: dict[str, Entity]
    facts: dict[str, Fact]
    was: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)

    def label(self, key: str) -> str:
        """The label of an entity."""
        entity = self.entities.get(key)
        return entity.label if entity else key

    def candidate(self, fact: Fact) -> Candidate:
        """The fact as something that a judgement can mean, by what it says now and by what it said before."""
        text = self.document.text
        passages = {(one.span.start, fold(one.span.of(text))) for one in fact.evidence}
        now = self.texts(fact)
        first = self.was.get(fact.key, {})
        values = {name: now.get(name, frozenset()) | first.get(name, frozenset()) for name in (*now, *first)}
        return Candidate(fact.key, fact.kind, tuple(sorted(passages)), values)

    def texts(self, fact: Fact) -> dict[str, frozenset[str]]:
        """For each field that a fact has, the texts that mean its value, folded."""
        found = {}
        for one in FIELDS[fact.kind]:
            texts = {text for value in fact.get(one.prop) for text in self._texts(one, value)}
            if texts:
                found[one.name] = frozenset(map(fold, texts))
        return found

    def _texts(self, one: Field, value: Value) -> Iterable[str]:
        if one.name == RESPONSE and isinstance(value, Ref):
            answer = self.facts.get(value.key)
            return [text for status in answer.get(JG.status) for text in self._texts(one, status)] if answer else []
        if isinstance(value, Ref):
            entity = self.entities.get(value.key)
            names = (entity.label, *entity.alt_labels) if entity else ()
            return [*names, value.key, BASE + value.key, f"id:{value.key}"]
        return [value.iri.rpartition("#")[2] if isinstance(value, Term) else str(value)]

    def remember(self, fact: Fact) -> None:
        """Keep what a fact says before the first judgement changes it."""
        self.was.setdefault(fact.key, self.texts(fact))

    def titled(self, fact: Fact) -> Fact:
        """The fact under the name that its values give it."""
        issuer, recipient = _ref(fact, JG.issuedBy), _ref(fact, JG.servedOn) or _ref(fact, JG.sentTo)
        match fact.kind:
            case "Subpoena" if issuer and recipient:
                short = titles.short_name(self.entities.get(issuer), issuer)
                title = titles.subpoena(short, self.label(recipient), next(iter(fact.get(JG.date)), None))
            case "Response":
                title = titles.response(self.label(_ref(fact, JG.respondent) or ""), _term(fact, JG.status)[0])
            case "DetainerRequest" if recipient:
                count = next(iter(fact.get(f"{JG}count")), None)
                title = titles.detainers(count, self.label(recipient), _term(fact, JG.outcome))
            case "Policy":
                title = titles.policy(self.label(_ref(fact, JG.adoptedBy) or ""), _term(fact, JG.policyType)[0])
            case _:
                title = fact.label
        return replace(fact, label=title)

    def applies_in(self, recipient: str) -> list[Slot]:
        """The territory of a recipient, itself where it is a place."""
        entity = self.entities.get(recipient)
        if entity is None:
            return []
        if entity.kind == "Jurisdiction":
            return [Slot(JG.appliesIn, Ref(recipient))]
        placed = (slot.value for slot in entity.slots if slot.property == JG.hasJurisdiction)
        return [Slot(JG.appliesIn, place) for place in placed]


def value_of(one: Field, text: str) -> Value:
    """The value that a text of the file stands for; not for names, whose entities must be found."""
    match one.form:
        case "number":
            return int(text)
        case "date" | "day":
            date = PartialDate.parse(text)
            return date.first if one.form == "day" else date
        case "term":
            return Term(f"{JG}{text}")
        case _:
            return text


def with_slots(fact: Fact, props: Iterable[str], slots: Iterable[Slot]) -> Fact:
    """The fact with other values of some properties."""
    gone = set(props)
    kept = [slot for slot in fact.slots if slot.property not in gone]
    return replace(fact, slots=(*kept, *slots))


def responses(fact: Fact, facts: Mapping[str, Fact]) -> list[Fact]:
    """The responses to a subpoena, in their order."""
    keys = [value.key for value in fact.get(JG.hasResponse) if isinstance(value, Ref)]
    return [facts[key] for key in keys if key in facts]


def _ref(fact: Fact, prop: str) -> str | None:
    return next((value.key for value in fact.get(prop) if isinstance(value, Ref)), None)


def _term(fact: Fact, prop: str) -> list[str]:
    return [value.iri.rpartition("#")[2] for value in fact.get(prop) if isinstance(value, Term)] or [""]
