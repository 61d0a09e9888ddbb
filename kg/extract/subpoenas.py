"""Subpoenas: one event for each recipient, gathered over the sentences of a document, with date, deadline, count,
people and laws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.claims import Claims
from kg.extract.discourse import Discourse, blocked, of_another_kind
from kg.extract.drafts import SubpoenaDraft
from kg.extract.layers import Trees, both
from kg.extract.merging import PRONOUNS
from kg.extract.patterns import Match, find
from kg.extract.slots import Found, count_before, number, subjects
from kg.extract.units import Sentence
from kg.extract.when import event_date, serving_verbs
from kg.knowledge.event_patterns import event_words
from kg.model import Evidence, PartialDate
from kg.vocab import JG

TOPIC_SENTENCES = 2  # after so many sentences without the word, a text speaks of something else
_AUTHORITY = frozenset(
    {
        "under",
        "pursuant",
        "authority",
        "authorized",
        "citing",
        "cites",
        "cited",
        "invoking",
        "using",
        "law",
        "statute",
        "rests",
    }
)


@dataclass(slots=True)
class SubpoenaReader:
    """Reads the sentences of one document in order; `events` holds what it found, `current` the last event's
    tellings."""

    discourse: Discourse
    claims: Claims
    anchor: PartialDate | None
    patterns: bool = True
    trees: Trees | None = None  # None: the parser's layer is off
    events: list[SubpoenaDraft] = field(default_factory=list)
    current: list[SubpoenaDraft] = field(default_factory=list)
    upcoming: Found | None = None  # when those were served that are told of next
    told: bool = False  # whether the last sentence read told an event
    silence: int = TOPIC_SENTENCES + 1  # sentences since one spoke of subpoenas

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        triggers = _triggers(sentence)
        self.silence = 0 if triggers else self.silence + 1
        self.told = False
        if self.silence > TOPIC_SENTENCES:
            return
        told = self._told(sentence)
        self.told = bool(told)
        if told:
            self.current = []
            for match in told:
                self._add(sentence, match)
            self.upcoming = None
        if not told and (triggers or _speaks_of_demand(sentence)):
            for draft in self.current:
                known = {key for key, _ in draft.statutes}
                draft.statutes += [s for s in self._authority(sentence, "authority-told-apart") if s[0] not in known]

    def _told(self, sentence: Sentence) -> list[Match]:
        """The matches that tell an event: the surest for each recipient, weak ones only where there is no other."""
        if of_another_kind(sentence):
            return []
        best: dict[int, Match] = {}
        for match in find("subpoenas", sentence) if self.patterns else ():
            if not self._fits(sentence, match) or self._issuer(sentence, match) is None:
                continue
            at = match.slots["recipient"]
            known = best.get(at)
            if known is None or _rank(match) > _rank(known):
                best[at] = match
        if self.trees is not None:
            best = both(best, (m for m in self.trees.told(sentence) if self._issuer(sentence, m) is not None))
        strong = [match for match in best.values() if not match.rule.weak]
        return sorted(strong or best.values(), key=lambda match: match.slots["recipient"])

    def _fits(self, sentence: Sentence, match: Match) -> bool:
        """Whether a match is told as done, on its topic, and its recipient a party and no location."""
        hangs = match.start not in match.slots.values() or match.slots.get("count") == match.start
        if blocked(sentence, match.start, match.end, match.rule.allow, hangs=hangs):
            return False
        classes = event_words().classes
        if match.rule.needs and not any(
            sentence.lower(i) in classes[match.rule.needs] for i in range(len(sentence.units))
        ):
            return False
        if self.silence and not match.rule.topic:
            return False
        at = match.slots["recipient"]
        before_trigger = not any(_is_trigger(sentence, i) for i in range(match.start, at))
        return not (before_trigger and at == match.start and sentence.lower(at - 1) in event_words().locators)

    def _issuer(self, sentence: Sentence, match: Match) -> str | None:
        unit = match.unit(sentence, "issuer")
        if unit is not None and unit.kind == "FED":
            return self.discourse.component(unit.refs[0])
        named = [u for u in sentence.units[match.start : match.end + 8] if u.kind == "FED"]
        if named and unit is None:
            return self.discourse.component(named[-1].refs[0])
        return self.discourse.issuer

    def _add(self, sentence: Sentence, match: Match) -> None:
        recipient = match.unit(sentence, "recipient")
        issuer = self._issuer(sentence, match)
        refs = self._recipients(sentence, match)
        if recipient is None or issuer is None or not refs:
            return
        trigger = next((i for i in range(match.start, match.end) if _is_trigger(sentence, i)), match.start)
        count_unit = match.unit(sentence, "count")
        count = number(count_unit) if count_unit else count_before(sentence, trigger)
        date = self._date(sentence, match)
        if date is None and (match.rule.weak or match.rule.topic):
            date = self.upcoming
        evidence = self._evidence(sentence, match.rule.id, match.sure, layer=match.layer)
        people = subjects(sentence, trigger)
        for ref in refs:
            # A number given for several recipients together is the number of none of them.
            alone = len(refs) == 1
            draft = SubpoenaDraft(
                issuer, ref, recipient.group, [evidence], count if alone else None, people if alone else None, date
            )
            draft.statutes = self._authority(sentence, match.rule.id)
            self.current.append(self.settle(draft))

    def _date(self, sentence: Sentence, match: Match) -> Found | None:
        if match.rule.dated:
            return event_date(sentence, match.start, match.end, self.anchor)
        # "answered the subpoenas that were issued on Tuesday": the date of the word of serving
        trigger = next((i for i in range(match.start, match.end) if _is_trigger(sentence, i)), match.end)
        beside = range(trigger + 1, min(len(sentence.units), trigger + 6))
        served = next((i for i in beside if sentence.lower(i) in serving_verbs() and not sentence.units[i].kind), None)
        return event_date(sentence, served, served + 1, self.anchor) if served is not None else None

    def _recipients(self, sentence: Sentence, match: Match) -> tuple[str, ...]:
        """The keys of the recipients; a noun pointing back ("on the county") means one named before, pronouns none."""
        unit = match.unit(sentence, "recipient")
        if unit is None or unit.kind == "LOC":
            return unit.refs if unit else ()
        back = self.discourse.back(sentence, match.slots["recipient"]) if unit.text not in PRONOUNS else None
        return (back,) if back else ()

    def settle(self, draft: SubpoenaDraft) -> SubpoenaDraft:
        """The event that a telling belongs to: one known already, else a new one."""
        for known in self.events:
            if known.same_event(draft, self.discourse):
                known.merge(draft)
                return known
        self.events.append(draft)
        return draft

    def events_of(self, refs: Iterable[str]) -> list[SubpoenaDraft]:
        """The last event of each body or place, in their order."""
        found: list[SubpoenaDraft] = []
        for ref in refs:
            same = [draft for draft in self.events if self.discourse.same_body(draft.recipient, ref)]
            found += [draft for draft in same[-1:] if not any(draft is other for other in found)]
        return found

    def _authority(self, sentence: Sentence, rule: str) -> list[tuple[str, Evidence]]:
        """The laws that the same sentence gives as the authority for the subpoenas."""
        found = []
        for i, unit in enumerate(sentence.units):
            if (
                unit.kind == "LAW"
                and unit.refs
                and any(sentence.lower(j) in _AUTHORITY for j in range(max(0, i - 6), i))
            ):
                found.append((unit.refs[0], self._evidence(sentence, rule, 0.8, (JG.citesStatute,))))
        return found

    def _evidence(
        self, sentence: Sentence, rule: str, confidence: float, supports: Iterable[str] = (), layer: str = "patterns"
    ) -> Evidence:
        claim = self.claims.of(sentence.span)
        return Evidence(sentence.span, rule, confidence, layer, claim.speaker, claim.agency, tuple(supports))


def _speaks_of_demand(sentence: Sentence) -> bool:
    return any(not unit.kind and unit.text.casefold() in ("demand", "demands") for unit in sentence.units)


def _triggers(sentence: Sentence) -> list[int]:
    """The indices of the words for subpoenas."""
    classes = event_words().classes
    if not sentence.has(classes["subpoena"]) and not sentence.has(classes["subpoenaed"]):
        return []
    return [i for i in range(len(sentence.units)) if _is_trigger(sentence, i)]


def _is_trigger(sentence: Sentence, index: int) -> bool:
    classes = event_words().classes
    return not sentence.units[index].kind and (
        sentence.lower(index) in classes["subpoena"] or sentence.lower(index) in classes["subpoenaed"]
    )


def _rank(match: Match) -> tuple[bool, float, int, int]:
    return (not match.rule.weak, match.rule.confidence, len(match.slots), -match.start)
