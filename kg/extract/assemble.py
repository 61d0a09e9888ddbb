"""What the readers found, as frozen facts with keys that are the same at every run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg import titles
from kg.extract.court_actions import CourtActionDraft
from kg.extract.detainers import DetainerDraft
from kg.extract.discourse import Discourse
from kg.extract.drafts import ResponseDraft, SubpoenaDraft
from kg.extract.policies import PolicyDraft
from kg.extract.slots import Found
from kg.model import Document, Evidence, Fact, Ref, Slot, Term, Value
from kg.vocab import JG


class Assembler:
    """Turns the drafts of one document into facts, in the order of the text."""

    def __init__(self, document: Document, discourse: Discourse) -> None:
        self._document = document
        self._discourse = discourse
        self._used: Counter[str] = Counter()
        self._subpoenas: dict[int, str] = {}  # keys by the draft's id
        self._policies: dict[str, str] = {}  # labels by key

    def _label(self, key: str) -> str:
        entity = self._discourse.entities.get(key)
        return entity.label if entity else key

    def _short(self, key: str) -> str:
        """An agency's abbreviation where it has one in capitals ("ICE"), else its label."""
        return titles.short_name(self._discourse.entities.get(key), key)

    def _key(self, kind: str, name: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("'", "")).strip("-") or "unnamed"
        base = f"{kind}/{self._document.key.removeprefix('document/')}/{slug}"
        self._used[base] += 1
        return f"{base}-{self._used[base]}"

    def subpoena(self, draft: SubpoenaDraft) -> list[Fact]:
        """The subpoena and its responses."""
        recipient = self._label(draft.recipient)
        key = self._subpoenas[id(draft)] = self._key("subpoena", recipient)
        slots = [Slot(JG.issuedBy, Ref(draft.issuer)), Slot(JG.servedOn, Ref(draft.recipient))]
        evidence = list(draft.evidence)
        slots += self._applies_in(draft.recipient)
        slots += _found(JG.count, draft.count)
        if draft.count and draft.count.qualifier:
            slots.append(Slot(JG.countQualifier, draft.count.qualifier))
        slots += _found(JG.subjectCount, draft.subjects)
        slots += _found(JG.date, draft.date)
        slots += _found(JG.responseDue, draft.due)
        for prop, pairs in ((JG.citesStatute, draft.statutes), (JG.promptedBy, draft.policies)):
            for target, support in pairs:
                slots.append(Slot(prop, Ref(target)))
                evidence.append(support)
        facts = []
        for response in draft.responses:
            fact = self._response(response)
            slots.append(Slot(JG.hasResponse, Ref(fact.key)))
            facts.append(fact)
        label = titles.subpoena(self._short(draft.issuer), recipient, draft.date.value if draft.date else None)
        return [Fact("Subpoena", key, label, tuple(slots), _ordered(evidence)), *facts]

    def _applies_in(self, recipient: str) -> list[Slot]:
        place = self._discourse.jurisdiction(recipient)
        return [Slot(JG.appliesIn, Ref(place))] if place else []

    def _response(self, draft: ResponseDraft) -> Fact:
        respondent = self._label(draft.respondent)
        slots = (
            Slot(JG.status, Term(f"{JG}{draft.status}")),
            Slot(JG.respondent, Ref(draft.respondent)),
            Slot(JG.assertedBy, Ref(draft.asserted_by or self._document.key)),
            *_found(JG.date, draft.date),
        )
        label = titles.response(respondent, draft.status)
        return Fact("Response", self._key("response", respondent), label, slots, _ordered(draft.evidence))

    def detainer(self, draft: DetainerDraft) -> Fact:
        """A batch of detainers."""
        recipient = self._label(draft.recipient)
        slots = [
            *([Slot(JG.issuedBy, Ref(draft.issuer))] if draft.issuer else []),
            Slot(JG.sentTo, Ref(draft.recipient)),
            *self._applies_in(draft.recipient),
            *_found(JG.count, draft.count),
            *(Slot(JG.outcome, Term(f"{JG}{outcome}")) for outcome in draft.outcomes),
            Slot(JG.assertedBy, Ref(draft.asserted_by or self._document.key)),
        ]
        if draft.count.qualifier:
            slots.append(Slot(JG.countQualifier, draft.count.qualifier))
        for prop, end in (
            (JG.periodStart, draft.period and draft.period.start),
            (JG.periodEnd, draft.period and draft.period.end),
        ):
            if end:
                slots.append(Slot(prop, end))
        label = titles.detainers(draft.count.value, recipient, draft.outcomes)
        return Fact("DetainerRequest", self._key("detainer", recipient), label, tuple(slots), _ordered(draft.evidence))

    def court_action(self, draft: CourtActionDraft) -> Fact:
        """A court action; call it after the subpoenas and policies that it may be about."""
        concerned = [*(self._subpoenas[id(event)] for event in draft.subpoenas), *draft.others]
        slots = [Slot(JG.actionType, Term(f"{JG}{draft.action}"))]
        slots += [Slot(JG.concerns, Ref(key)) for key in concerned]
        slots += [Slot(JG.court, Ref(draft.court))] if draft.court else []
        slots += _found(JG.date, draft.date)
        slots += [Slot(JG.caseName, draft.case_name)] if draft.case_name else []
        slots += [Slot(JG.docketNumber, draft.docket)] if draft.docket else []
        if draft.subpoenas:
            matter = f"subpoena on {self._label(draft.subpoenas[0].recipient)}"
        else:
            matter = self._policies.get(draft.others[0]) or self._label(draft.others[0])
        when = f", {draft.date.value}" if draft.date else ""
        label = f"{draft.action} about {matter}{when}"
        return Fact(
            "CourtAction", self._key("court-action", draft.action), label, tuple(slots), _ordered(draft.evidence)
        )

    def policy(self, draft: PolicyDraft) -> Fact:
        """A policy; who asserts that it exists are all who speak of it, the document itself where nobody is named."""
        slots = [Slot(JG.adoptedBy, Ref(draft.adopter)), Slot(JG.policyType, Term(f"{JG}{draft.type}"))]
        claimants = sorted({evidence.asserted_by or self._document.key for evidence in draft.evidence})
        slots += [Slot(JG.assertedBy, Ref(claimant)) for claimant in claimants]
        slots += [Slot(JG.citesStatute, Ref(statute)) for statute in draft.statutes]
        if draft.status:
            slots.append(Slot(JG.policyStatus, Term(f"{JG}{draft.status}")))
        label = self._policies[draft.key] = titles.policy(self._label(draft.adopter), draft.type)
        return Fact("Policy", draft.key, label, tuple(slots), _ordered(draft.evidence))


def _found(prop: str, found: Found | None) -> list[Slot]:
    value: Value | None = found.value if found else None
    return [] if value is None else [Slot(prop, value)]


def _ordered(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each piece once, in an order that depends on nothing but what they hold."""
    return tuple(
        sorted(
            set(evidence),
            key=lambda e: (e.span, e.rule, e.supports, -e.confidence, e.layer, e.speaker or "", e.asserted_by or ""),
        )
    )
