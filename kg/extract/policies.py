"""Policies: which place or body has a rule or a practice on cooperation with immigration enforcement, and of what
type."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.claims import Claims
from kg.extract.discourse import Discourse, blocked
from kg.extract.patterns import Match, find
from kg.extract.units import Sentence
from kg.model import Evidence, Span


@dataclass(slots=True)
class PolicyDraft:
    """A policy of one adopter and one type; its key is the same in every document."""

    adopter: str
    type: str
    evidence: list[Evidence]

    @property
    def key(self) -> str:
        return f"policy/{self.adopter.removeprefix('jurisdiction/')}/{_kebab(self.type)}"


@dataclass(slots=True)
class PolicyReader:
    """Reads the sentences of one document in order; `by_sentence` keeps the policies that each names."""

    discourse: Discourse
    claims: Claims
    policies: dict[str, PolicyDraft] = field(default_factory=dict)
    by_sentence: dict[Span, list[str]] = field(default_factory=dict)

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        for match in find("policies", sentence):
            if blocked(sentence, match.start, match.end, match.rule.allow):
                continue
            for adopter in self._adopters(sentence, match):
                self._add(sentence, match, adopter)

    def _adopters(self, sentence: Sentence, match: Match) -> list[str]:
        unit = match.unit(sentence, "adopter")
        if unit is not None and unit.kind == "ANA":
            back = self.discourse.back(sentence, match.slots["adopter"])
            return [self._of(back, match)] if back else []
        if unit is not None:
            return [self._of(ref, match) for ref in unit.refs]
        # "our ordinance": that of the place for which the speaker speaks.
        body = self.claims.of(sentence.span).body
        place = self.discourse.jurisdiction(body) if body else None
        return (
            [place]
            if place and self.discourse.entities[place].kind == "Jurisdiction" and place != "jurisdiction/us"
            else []
        )

    def _of(self, ref: str, match: Match) -> str:
        """Laws are the place's own; a practice or an agreement is that of the body named."""
        if match.rule.gives["type"] in ("CooperationAgreement", "DetainerPolicy"):
            return ref
        return self.discourse.jurisdiction(ref) or ref

    def _add(self, sentence: Sentence, match: Match, adopter: str) -> None:
        claim = self.claims.of(sentence.span)
        evidence = Evidence(
            sentence.span, match.rule.id, match.rule.confidence, "patterns", claim.speaker, claim.agency
        )
        draft = PolicyDraft(adopter, match.rule.gives["type"], [])
        known = self.policies.setdefault(draft.key, draft)
        if evidence not in known.evidence:
            known.evidence.append(evidence)
        named = self.by_sentence.setdefault(sentence.span, [])
        if draft.key not in named:
            named.append(draft.key)


def _kebab(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
