"""Responses: what a recipient did, or says it will do, about its subpoenas, and who asserts it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.discourse import blocked, of_another_kind
from kg.extract.drafts import ResponseDraft, SubpoenaDraft
from kg.extract.patterns import Match, find
from kg.extract.subpoenas import SubpoenaReader
from kg.extract.units import Sentence
from kg.extract.when import event_date
from kg.knowledge.event_patterns import event_words
from kg.model import Evidence

# Answers are told further on than the subpoenas themselves; after so many sentences a text speaks of something else.
_ANSWER_SENTENCES = 6


@dataclass(slots=True)
class ResponseReader:
    """Reads the sentences of one document after the SubpoenaReader has read each of them."""

    subpoenas: SubpoenaReader

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        for match in self._told(sentence):
            self._add(sentence, match)
        if not self.subpoenas.told and self.subpoenas.events_of(sorted(sentence.keys)):
            # "They" in the next sentence are those named here, where all of them were served.
            named = [unit for unit in sentence.units if unit.kind == "LOC"]
            events = [self.subpoenas.events_of(unit.refs) for unit in named]
            if events and all(events):
                self.subpoenas.current = [draft for found in events for draft in found]

    def _told(self, sentence: Sentence) -> list[Match]:
        if of_another_kind(sentence):
            return []
        found = [m for m in find("responses", sentence) if self._counts(sentence, m)]
        best: dict[int, Match] = {}
        for match in found:
            at = match.slots.get("respondent", -1)
            if at not in best or _rank(match) > _rank(best[at]):
                best[at] = match
        if any(not match.rule.weak for match in best.values()):
            # "It responded to the subpoena, and refused": that it answered says less than what it answered.
            best = {at: match for at, match in best.items() if not match.rule.weak}
        # Of one respondent a sentence tells one thing: the surest, and whatever else says the same.
        told = {at: match.rule.gives["status"] for at, match in best.items()}
        firm = {status for at, status in told.items() if at >= 0}
        agreeing = [m for m in found if m.rule.gives["status"] == told.get(m.slots.get("respondent", -1))]
        # A pattern without a respondent only counts where those with one say nothing.
        return [m for m in agreeing if "respondent" in m.slots or not firm]

    def _counts(self, sentence: Sentence, match: Match) -> bool:
        on_topic = not match.rule.topic or (
            self.subpoenas.silence <= _ANSWER_SENTENCES and bool(self.subpoenas.current)
        )
        return on_topic and not blocked(sentence, match.start, match.end, match.rule.allow)

    def _add(self, sentence: Sentence, match: Match) -> None:
        claim = self.subpoenas.claims.of(sentence.span)
        status = match.rule.gives["status"]
        evidence = Evidence(
            sentence.span, match.rule.id, match.rule.confidence, "patterns", claim.speaker, claim.agency
        )
        date = event_date(sentence, match.start, match.end, self.subpoenas.anchor, frozenset())
        for respondent, draft in self._meant(sentence, match, evidence):
            same = [r for r in draft.responses if r.status == status and r.asserted_by == claim.agency]
            if same:
                same[0].date = same[0].date or date
                if same[0].evidence[0].span == sentence.span:
                    same[0].evidence.append(evidence)
                continue
            response = ResponseDraft(status, respondent, claim.agency, claim.speaker, [evidence], date, match.rule.weak)
            draft.responses.append(response)

    def finish(self) -> None:
        """What a weak pattern told goes where something else is told of the same recipient."""
        for draft in self.subpoenas.events:
            firm = [response for response in draft.responses if not response.weak]
            draft.responses = firm or draft.responses

    def _meant(self, sentence: Sentence, match: Match, evidence: Evidence) -> list[tuple[str, SubpoenaDraft]]:
        """The events that a response is to, each with the respondent."""
        unit = match.unit(sentence, "respondent")
        reader = self.subpoenas
        if unit is None:
            parties = [other for other in sentence.units if other.kind == "LOC"]
            named = reader.events_of([ref for other in parties for ref in other.refs])
            told = reader.current if not parties else named
            return [(draft.recipient, draft) for draft in told]
        if unit.kind == "ANA":
            drafts = self._pointed_at(sentence, match.slots["respondent"])
            if drafts or reader.current:
                return [(draft.recipient, draft) for draft in drafts]
            before = [other for other in sentence.units[: match.slots["respondent"]] if other.kind == "LOC"]
            unit = before[-1] if before else unit
        found = []
        for ref in unit.refs:
            drafts = [draft for draft in reader.events if reader.discourse.same_body(draft.recipient, ref)]
            if not drafts and _names_subpoena(sentence, match) and reader.discourse.issuer:
                implied = SubpoenaDraft(reader.discourse.issuer, ref, unit.group, [evidence])
                drafts = [reader.settle(implied)]
            found += [(ref, draft) for draft in drafts[-1:]]
        if found:
            reader.current = [draft for _, draft in found]
        return found

    def _pointed_at(self, sentence: Sentence, index: int) -> list[SubpoenaDraft]:
        """The events of those whom "it", "we", "the county" at a unit mean: of those told of last, if they can be."""
        reader, word = self.subpoenas, sentence.lower(index)
        parties = [unit for unit in sentence.units[:index] if unit.kind in ("FED", "LOC")]
        if word == "it" and parties and parties[-1].kind == "FED":
            return []  # "ICE says that it ..."
        body = reader.claims.of(sentence.span).body
        if word == "we" and body is not None:
            # A spokesman's own body, or the place that it serves; of another than those served, "we" are no recipient.
            place = reader.discourse.jurisdiction(body)
            mine = [d for d in reader.events if reader.discourse.same_body(d.recipient, body)]
            mine = mine or [d for d in reader.events if place and reader.discourse.jurisdiction(d.recipient) == place]
            return mine[-1:]
        many = word in ("they", "we")
        here = [ref for unit in sentence.units[:index] if unit.kind == "LOC" for ref in unit.refs]
        if not many and (near := reader.events_of(here[-1:])):
            return near
        back = None if many else reader.discourse.back(sentence, index)
        drafts = [d for d in reader.current if back is None or reader.discourse.same_body(d.recipient, back)]
        # "It", "the department" may be a spokesman's own body; the event last told of is what it answers.
        return drafts or list(reader.current)


def _rank(match: Match) -> tuple[bool, float]:
    return (not match.rule.weak, match.rule.confidence)


def _names_subpoena(sentence: Sentence, match: Match) -> bool:
    words = event_words().classes["subpoena"]
    return any(sentence.lower(i) in words for i in range(match.start, match.end))
