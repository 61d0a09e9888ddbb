"""Responses: what a recipient did, or says it will do, about its subpoenas, and who asserts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.actors import told_whom
from kg.extract.answers import Answer, find_answers
from kg.extract.discourse import blocked, of_another_kind
from kg.extract.drafts import ResponseDraft, SubpoenaDraft
from kg.extract.patterns import Match, find
from kg.extract.subpoenas import SubpoenaReader
from kg.extract.units import Sentence
from kg.extract.when import event_date
from kg.knowledge.event_patterns import EventPattern, event_words
from kg.model import Evidence

# Answers are told further on than the subpoenas themselves; after so many sentences a text speaks of something else.
_ANSWER_SENTENCES = 6
_PRONOUNS = frozenset({"it", "they", "passive", "he", "she"})
_DETAINERS = frozenset({"detainer", "detainers"})
_WHOLE = frozenset({"Complied", "WillComply"})
_CLAUSES = frozenset({";", "but", "while", "whereas", "unlike"})


@dataclass(slots=True)
class ResponseReader:
    """Reads the sentences of one document after the SubpoenaReader has read each of them."""

    subpoenas: SubpoenaReader
    _aside: bool = False  # whether pronouns of the next sentence mean nothing that was served

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        answers = self._answers(sentence)
        found = self._told(sentence, answers)
        if any(match.rule.gives["status"] == "PartlyComplied" for match in found):
            answers = [answer for answer in answers if answer.status not in _WHOLE]
        for match in found:
            where = (match.slots.get("respondent"), match.start, match.end)
            self._add(sentence, match.rule, match.rule.gives["status"], where)
        for answer in answers:
            if (
                answer.status
                and not self._elsewhere(sentence, answer)
                and (answer.actor.unit is not None or self._is_clear(sentence, answer))
            ):
                weak = answer.status == "NoResponse" and answer.act.object == "papers"  # what comes late may be refused
                rule = replace(answer.act.rule, weak=weak or answer.act.rule.weak)
                self._add(sentence, rule, answer.status, (answer.actor.unit, answer.start, answer.end))
        self._note(sentence)
        if not self.subpoenas.told and self.subpoenas.events_of(sorted(sentence.keys)):
            # "They" in the next sentence are those named here, where all of them were served.
            named = [unit for unit in sentence.units if unit.kind == "LOC"]
            events = [self.subpoenas.events_of(unit.refs) for unit in named]
            if events and all(events):
                self.subpoenas.current = [draft for found in events for draft in found]

    def _elsewhere(self, sentence: Sentence, answer: Answer) -> bool:
        """Whether the sentence before makes a pronoun of this one mean something else: a detainer, the issuer, a body
        of which no subpoena is told."""
        if _speaks_of_subpoena(sentence) or answer.actor.noun not in _PRONOUNS:
            return False
        return self._aside

    def _note(self, sentence: Sentence) -> None:
        """Remember of a sentence whether "it" and "they" in the next mean nothing that was served."""
        first = (
            next((u for u in sentence.units if u.kind in ("FED", "ORG")), None) if sentence.has_kind("FED") else None
        )
        parties = [unit for unit in sentence.units if unit.kind == "LOC"] if sentence.keys else []
        named = self.subpoenas.events_of([ref for unit in parties for ref in unit.refs])
        detainer = sentence.has(_DETAINERS) and not _speaks_of_subpoena(sentence)
        others = first is not None and not parties and not _speaks_of_subpoena(sentence)
        bodies = [unit for unit in parties[:1] if not self.subpoenas.discourse.is_state(unit.refs[0])]
        self._aside = not self.subpoenas.told and (detainer or others or (bool(bodies) and not named))

    def _on_topic(self) -> bool:
        return self.subpoenas.silence <= _ANSWER_SENTENCES and bool(self.subpoenas.current)

    def _answers(self, sentence: Sentence) -> list[Answer]:
        """What the verbs of a sentence tell where the text speaks of subpoenas."""
        if not (self._on_topic() or _speaks_of_subpoena(sentence)) or of_another_kind(sentence):
            return []
        return find_answers(sentence, self.subpoenas.claims.names)

    def _is_clear(self, sentence: Sentence, answer: Answer) -> bool:
        """Whether those who are meant without being named are one body, or all that the text spoke of together."""
        whom = {draft.recipient for draft in self.subpoenas.current}
        return len(whom) == 1 or answer.actor.many or answer.actor.noun == "passive"

    def _told(self, sentence: Sentence, answers: Sequence[Answer]) -> list[Match]:
        if of_another_kind(sentence):
            return []
        found = [m for m in find("responses", sentence) if self._counts(sentence, m) and _agrees(m, answers)]
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
        on_topic = not match.rule.topic or self._on_topic()
        return on_topic and not blocked(sentence, match.start, match.end, match.rule.allow)

    def _add(self, sentence: Sentence, rule: EventPattern, status: str, where: tuple[int | None, int, int]) -> None:
        """Take in a response told by units [start, end) of which the first of `where` is who answers, if named."""
        claim = self.subpoenas.claims.of(sentence.span)
        evidence = Evidence(sentence.span, rule.id, rule.confidence, "patterns", claim.speaker, claim.agency)
        respondent, start, end = where
        date = event_date(sentence, start, end, self.subpoenas.anchor, frozenset())
        for body, draft in self._meant(sentence, respondent, range(start, end), evidence):
            same = [r for r in draft.responses if r.status == status and r.asserted_by == claim.agency]
            if same:
                same[0].date = same[0].date or date
                if same[0].evidence[0].span == sentence.span:
                    same[0].evidence.append(evidence)
                continue
            response = ResponseDraft(status, body, claim.agency, claim.speaker, [evidence], date, rule.weak)
            draft.responses.append(response)

    def finish(self) -> None:
        """What a weak pattern told goes where something else is told of the same recipient."""
        for draft in self.subpoenas.events:
            firm = [response for response in draft.responses if not response.weak]
            draft.responses = firm or draft.responses

    def _meant(
        self, sentence: Sentence, index: int | None, words: range, evidence: Evidence
    ) -> list[tuple[str, SubpoenaDraft]]:
        """The events that a response told by these words is to, each with the respondent; index: the unit that names
        it."""
        reader = self.subpoenas
        unit = None if index is None else sentence.units[index]
        if unit is None or index is None:
            clause = _clause(sentence, words)
            parties = [sentence.units[i] for i in clause if sentence.units[i].kind == "LOC"]
            named = reader.events_of([ref for other in parties for ref in other.refs])
            if sentence.has({"respondent"}) and not parties:
                return [(draft.recipient, draft) for draft in reader.events[:1]]  # a court's paper is about one body
            told = reader.current if not parties or words.start == words.stop - 1 else named
            return [(draft.recipient, draft) for draft in told]
        if unit.kind == "ANA":
            drafts = self._pointed_at(sentence, index)
            if drafts or reader.current:
                return [(draft.recipient, draft) for draft in drafts]
            before = [other for other in sentence.units[:index] if other.kind == "LOC"]
            unit = before[-1] if before else unit
        found = []
        for ref in unit.refs:
            drafts = reader.events_of([ref])
            if not drafts and _names_subpoena(sentence, words) and reader.discourse.issuer:
                implied = SubpoenaDraft(reader.discourse.issuer, ref, unit.group, [evidence])
                drafts = [reader.settle(implied)]
            found += [(ref, draft) for draft in drafts]
        if found:
            reader.current = [draft for _, draft in found]
        return found

    def _pointed_at(self, sentence: Sentence, index: int) -> list[SubpoenaDraft]:
        """The events of those whom "it", "we", "the county" at a unit mean: of those told of last, if they can be."""
        reader, word = self.subpoenas, sentence.lower(index)
        parties = [unit for unit in sentence.units[:index] if unit.kind in ("FED", "LOC")]
        issuer = parties[-1] if parties and parties[-1].kind == "FED" else None
        if word == "it" and issuer and not told_whom(sentence, sentence.units.index(issuer)):
            return []  # "ICE says that it ..."
        body = reader.claims.of(sentence.span).body
        if word == "we" and body is not None:
            # A spokesman's own body, or the place that it serves; of another than those served, "we" are no recipient.
            place = reader.discourse.jurisdiction(body)
            mine = reader.events_of([body])
            if not mine and place:
                mine = [d for d in reader.events if reader.discourse.jurisdiction(d.recipient) == place]
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


def _agrees(match: Match, answers: Sequence[Answer]) -> bool:
    """Whether no verb inside a match is understood otherwise: its leads say more than what stands near it."""
    inside = [answer for answer in answers if match.start <= answer.head < match.end and _is_recipients(answer)]
    status = match.rule.gives["status"]
    partly = status == "PartlyComplied"
    return all(answer.status == status or (partly and answer.status in _WHOLE) for answer in inside)


def _is_recipients(answer: Answer) -> bool:
    """Whether a verb is one of recipients, or is known to tell something."""
    return bool(answer.status) or not answer.act.subject


def _clause(sentence: Sentence, words: range) -> range:
    """The indices around some units of a sentence up to where another clause begins: "; Denver has not"."""
    start = next((i + 1 for i in range(words.start - 1, -1, -1) if sentence.lower(i) in _CLAUSES), 0)
    end = next((i for i in range(words.stop, len(sentence.units)) if sentence.lower(i) in _CLAUSES), None)
    return range(start, len(sentence.units) if end is None else end)


def _names_subpoena(sentence: Sentence, units: range) -> bool:
    words = event_words().classes["subpoena"]
    return any(sentence.lower(i) in words for i in units)


def _speaks_of_subpoena(sentence: Sentence) -> bool:
    return sentence.has(event_words().classes["subpoena"])
