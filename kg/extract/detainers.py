"""Detainers with their number: sent to, declined or honoured by one recipient."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.claims import Claims
from kg.extract.discourse import Discourse, blocked
from kg.extract.patterns import Match, find
from kg.extract.slots import Found, number
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.model import Evidence, PeriodMention


@dataclass(slots=True)
class DetainerDraft:
    """A batch of detainers to one recipient."""

    issuer: str | None
    recipient: str
    outcome: str
    count: Found
    period: PeriodMention | None
    asserted_by: str | None
    evidence: list[Evidence]


@dataclass(slots=True)
class DetainerReader:
    """Reads the sentences of one document in order."""

    discourse: Discourse
    claims: Claims
    events: list[DetainerDraft] = field(default_factory=list)

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        best: dict[int, Match] = {}
        for match in find("detainers", sentence):
            if match.rule.needs and not _has_word(sentence, match.rule.needs):
                continue
            if blocked(sentence, match.start, match.end, match.rule.allow):
                continue
            at = match.slots["recipient"]
            if at not in best or match.rule.confidence > best[at].rule.confidence:
                best[at] = match
        for at in sorted(best):
            self._add(sentence, best[at])

    def _add(self, sentence: Sentence, match: Match) -> None:
        recipient, unit = match.unit(sentence, "recipient"), match.unit(sentence, "count")
        count = number(unit) if unit else None
        issuer_unit = match.unit(sentence, "issuer")
        issuer = issuer_unit.refs[0] if issuer_unit and issuer_unit.kind == "FED" else self.discourse.issuer
        if recipient is None or count is None or len(recipient.refs) != 1:
            return
        claim = self.claims.of(sentence.span)
        evidence = Evidence(
            sentence.span, match.rule.id, match.rule.confidence, "patterns", claim.speaker, claim.agency
        )
        periods = [u.mentions[0] for u in sentence.units if u.kind == "PER"]
        period = periods[0] if len(periods) == 1 and isinstance(periods[0], PeriodMention) else None
        outcome = match.rule.gives["outcome"]
        if outcome == "Issued" and _has_word(sentence, "decline") and not _has_word(sentence, "get"):
            outcome = "Declined"
        for known in self.events:
            same = (known.recipient, known.outcome, known.count.value) == (recipient.refs[0], outcome, count.value)
            if same and known.issuer == issuer:
                known.evidence.append(evidence)
                known.period = known.period or period
                return
        self.events.append(DetainerDraft(issuer, recipient.refs[0], outcome, count, period, claim.agency, [evidence]))


def _has_word(sentence: Sentence, name: str) -> bool:
    words = event_words().classes[name]
    return any(not unit.kind and unit.text.casefold() in words for unit in sentence.units)
