"""Detainers with their number: sent to, declined or honoured by one recipient."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.claims import Claims
from kg.extract.detainer_counts import counts_detainers, digits, has_word, is_unwilling, list_outcome, quantity
from kg.extract.detainer_periods import Days, of_sentence
from kg.extract.detainer_shares import shares, whole
from kg.extract.discourse import Discourse, blocked
from kg.extract.holders import Holders
from kg.extract.merging import Unit
from kg.extract.patterns import Match, find
from kg.extract.slots import Found, number
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.model import Evidence, Span

_TOPIC_REACH = 2  # sentences after the last word on detainers in which a bare number still counts them
_NONE = frozenset({"none", "neither", "no"})
_OPPOSITE = {"Honored": "Declined", "Declined": "Honored"}
_TO = frozenset({"with", "on", "to", "in", "at", "against", "by", "from", "for", "of", "upon"})
_TYPES = {"county": "USCounty", "city": "Municipality", "town": "Municipality", "state": "USState"}
_OF_PEOPLE = ("$detainer", "$subject", "$handedover")  # patterns whose number may be of the people meant
_FEW = 20  # bodies of a state
_AFTER = 9  # units behind a match in which its recipient may stand
_LIST_ITEM = 14  # units; a longer line is no item of a list of counts


@dataclass(slots=True)
class DetainerDraft:
    """A batch of detainers to one recipient; several `outcomes` where the whole batch was sent and declined."""

    issuer: str | None
    recipient: str
    outcomes: list[str]
    count: Found
    period: Days | None
    asserted_by: str | None
    evidence: list[Evidence]


@dataclass(slots=True)
class DetainerReader:
    """Reads the sentences of one document in order."""

    discourse: Discourse
    claims: Claims
    holders: Holders
    events: list[DetainerDraft] = field(default_factory=list)
    _by_count: dict[object, list[DetainerDraft]] = field(default_factory=dict)  # the events
    _since_topic: int = _TOPIC_REACH + 1
    _last: DetainerDraft | None = None
    _other_sense: bool = False  # "detainer" as tenants and prisons of other states know it
    _since_batch: int = _TOPIC_REACH  # sentences since the last batch was told
    _period: Days | None = None  # of the last sentence on detainers that named one
    _lead: str | None = None  # the outcome of which the next lines list the counts

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        self._other_sense = self._other_sense or has_word(sentence, "othersense")
        if self.discourse.issuer is None and self._other_sense:
            return
        self._since_batch += 1
        self._read(sentence)

    def _read(self, sentence: Sentence) -> None:
        if has_word(sentence, "othersense") and not sentence.plain().has_kind("FED"):
            return
        names = has_word(sentence, "detainer") or has_word(sentence, "holds")
        self._since_topic = 0 if names else self._since_topic + 1
        if self._since_topic > _TOPIC_REACH and self._lead is None:
            return
        if self._parts(sentence):
            return
        if self._lead and not names and self._item(sentence):
            return
        core = sentence.core or sentence
        told = self._told(core, frozenset())
        if core is not sentence:
            # An aside may hold a number of its own: ", with 38,".
            told |= self._told(sentence, frozenset(told))
            self.events.sort(key=lambda event: event.count.span)
        self._bracketed(sentence, told)
        self._lead = self._announced(sentence, names)

    def _announced(self, sentence: Sentence, names: bool) -> str | None:
        """The outcome of which a sentence that ends with a colon announces counts: its own, else that last told of."""
        if sentence.units[-1].text != ":":
            return None
        if not names and self._last is not None and self._since_topic == 1:
            return self._last.outcomes[0]  # "Next came:" behind a count
        return list_outcome(sentence) if names else None

    def _told(self, sentence: Sentence, known: frozenset[Span]) -> set[Span]:
        """Add the batches that patterns read from a sentence, but for the numbers known; gives the numbers read."""
        by_number: dict[int, list[Match]] = {}
        for match in find("detainers", sentence):
            at = match.slots.get("count", match.slots.get("rest", -1 - match.start))
            if (at < 0 and known) or (at >= 0 and sentence.units[at].span in known):
                continue
            if self._fits(sentence, match):
                by_number.setdefault(at, []).append(match)
        for matches in sorted(by_number.values(), key=lambda matches: min(match.start for match in matches)):
            best, *others = sorted(matches, key=_rank, reverse=True)
            self._add(sentence, best)
            self._support(sentence, best, others)
        return {sentence.units[at].span for at in by_number if at >= 0}

    def _fits(self, sentence: Sentence, match: Match) -> bool:
        rule = match.rule
        if rule.needs and not has_word(sentence, rule.needs):
            return False
        if blocked(sentence, match.start, match.end, rule.allow) or is_unwilling(sentence, match):
            return False
        if "count" in match.slots and not counts_detainers(
            sentence, match.slots["count"], any(part in rule.pattern for part in _OF_PEOPLE)
        ):
            return False
        return "count" in match.slots or "rest" in match.slots or quantity(sentence, match) is not None

    def _add(self, sentence: Sentence, match: Match) -> None:
        outcome = match.rule.gives["outcome"]
        recipient = self._recipient(sentence, match)
        period = of_sentence(sentence)
        self._period = period or self._period
        last = self._last
        unit, rest = match.unit(sentence, "count"), match.unit(sentence, "rest")
        if unit is None and rest is None and quantity(sentence, match) == "whole":
            if last is not None and (recipient is None or self.discourse.same_body(last.recipient, recipient)):
                self._whole(sentence, match, last)
            return
        count = number(unit) if unit else None
        if rest is not None:
            left = number(rest)
            if last is None or left is None or not isinstance(left.value, int) or not isinstance(last.count.value, int):
                return
            if left.value >= last.count.value:
                return
            recipient = last.recipient
            opposite = _OPPOSITE.get(outcome)
            if opposite:
                self._settle(sentence, match, recipient, left, opposite, period or last.period)
            count = Found(last.count.value - left.value, rest.span)
            period = period or last.period
        elif unit is None:
            count = Found(1, sentence.units[match.start].span)
        if recipient is None or count is None or count.value == 0 or self._too_many(sentence, match, count, outcome):
            return
        if outcome == "Issued" and has_word(sentence, "decline") and not has_word(sentence, "get"):
            outcome = "Declined" if match.rule.id == "list-of-counts" else outcome
        if period is None and has_word(sentence, "sameperiod"):
            period = self._period
        self._settle(sentence, match, recipient, count, outcome, period)

    def _whole(self, sentence: Sentence, match: Match, last: DetainerDraft) -> None:
        """ "All were declined", "honored every one", "none were honored": what became of the batch last told of."""
        outcome = match.rule.gives["outcome"]
        words = {sentence.lower(i) for i in range(match.start, match.end)}
        if words & _NONE and not words & set(event_words().classes["not"]) - _NONE:
            outcome = _OPPOSITE.get(outcome, outcome)
        if outcome not in last.outcomes:
            last.outcomes.append(outcome)
        last.evidence.append(self._evidence(sentence, match))

    def _recipient(self, sentence: Sentence, match: Match) -> str | None:
        """The body or place that the detainers went to: in the pattern's slot, behind it, in it, before it, or the one
        last told of."""
        index = match.slots.get("recipient")
        if index is not None:
            return self._one(sentence, _seated(sentence, index))
        for i in range(match.end, min(len(sentence.units), match.end + _AFTER)):
            if sentence.lower(i) in (";", ":") and not sentence.units[i].kind:
                break
            named = sentence.units[i].kind in ("LOC", "ANA")
            if named and {sentence.lower(i - 1), sentence.lower(i - 2)} & _TO:
                return self._one(sentence, i)
            if sentence.units[i].kind in ("NUM", "FED"):
                break
            if sentence.lower(i) == "us" and sentence.lower(i - 1) in _TO:
                return self._speaker(sentence)
        sent = match.rule.gives["outcome"] == "Issued" and "$lodge" in match.rule.pattern
        for i in range(match.end - 1, -1, -1):
            unit = sentence.units[i]
            where = {sentence.lower(i - 1), sentence.lower(i - 2)} & {"in", "at", "near"}
            if unit.kind == "LOC" and not (self._since_batch == 0 and where):
                return self._one(sentence, i)
            if unit.kind == "ANA" and not (sent and sentence.lower(i) in ("it", "agency", "they", "he", "she")):
                found = self._one(sentence, i)
                if found:
                    return found
        if has_word(sentence, "nationwide") or (sent and self._since_batch > 1):
            return None  # a total of the nation, or of nobody told
        return self._last.recipient if self._last else None

    def _too_many(self, sentence: Sentence, match: Match, count: Found, outcome: str) -> bool:
        """Whether more were declined than the recipient last told of got, and none is named here: a total of others."""
        last, value = self._last, count.value
        if (
            last is None
            or outcome == "Issued"
            or any(unit.kind in ("LOC", "ANA") for unit in sentence.units[: match.end])
        ):
            return False
        known = last.count.value
        return isinstance(value, int) and isinstance(known, int) and "Issued" in last.outcomes and value > known

    def _one(self, sentence: Sentence, index: int) -> str | None:
        unit = sentence.units[index]
        if unit.kind == "LOC":
            inner = self.discourse.within_state(sentence, index)
            if inner is not None:
                return inner or None
            if self._some(sentence, index):
                return None
            return unit.refs[0] if len(unit.refs) == 1 else None
        word = sentence.lower(index)
        if word in ("we", "he", "she"):
            return self._speaker(sentence)
        if self._last:
            place = self.discourse.jurisdiction(self._last.recipient) or ""
            if word in ("it", "they", "jail", "office", "department") or self.discourse.has_type(
                place, _TYPES.get(word, "")
            ):
                return self._last.recipient
        return self.discourse.back(sentence, index)

    def _some(self, sentence: Sentence, index: int) -> bool:
        """Whether a unit names a few bodies of a state, and not the state: "the three central Texas counties"."""
        unit = sentence.units[index]
        if len(unit.refs) != 1 or not self.discourse.is_state(unit.refs[0]):
            return False
        before = [number(other) for other in sentence.units[max(0, index - 3) : index] if other.kind == "NUM"]
        few = any(found and isinstance(found.value, int) and found.value <= _FEW for found in before)
        return few and (unit.group or sentence.lower(index + 1) in event_words().group_heads)

    def _speaker(self, sentence: Sentence) -> str | None:
        """The place for which the speaker of a sentence speaks, or the office that an official named there holds."""
        place = self.discourse.jurisdiction(self.claims.of(sentence.span).body or "")
        return place or next((ref for ref in map(self.holders.of, sentence.units) if ref), None)

    def _support(self, sentence: Sentence, best: Match, others: list[Match]) -> None:
        """Other patterns that read the same from the same number are further evidence."""
        if self._last is None or self._since_batch or best.rule.gives["outcome"] not in self._last.outcomes:
            return
        for match in others:
            evidence = self._evidence(sentence, match)
            alike = match.rule.gives == best.rule.gives and ("rest" in match.slots) == ("rest" in best.slots)
            if alike and evidence not in self._last.evidence:
                self._last.evidence.append(evidence)

    def _bracketed(self, sentence: Sentence, told: set[Span]) -> None:
        """Counts in brackets behind names, in a sentence on detainers: "<LOC> (13) and <LOC> (9)"."""
        units = sentence.units
        outcome = list_outcome(sentence)
        if outcome is None or not has_word(sentence, "detainer"):
            return
        for i in range(1, len(units) - 2):
            place = units[i - 2] if units[i - 1].text == "," and i > 1 else units[i - 1]
            if (units[i].text, units[i + 2].text, place.kind) != ("(", ")", "LOC") or units[i + 1].span in told:
                continue
            found = number(units[i + 1]) if units[i + 1].kind == "NUM" else digits(units[i + 1])
            if found is not None:
                self._listed(sentence, place, found, outcome)

    def _item(self, sentence: Sentence) -> bool:
        """Whether a line is an item of a list of counts: one place and one number."""
        units = sentence.units
        places = [unit for unit in units if unit.kind == "LOC"]
        numbers = [unit for unit in units if unit.kind == "NUM"]
        if self._lead is None or len(units) > _LIST_ITEM or len(places) != 1 or len(numbers) != 1:
            self._lead = None
            return False
        found = number(numbers[0])
        if found is not None:
            self._listed(sentence, places[0], found, self._lead)
        return True

    def _parts(self, sentence: Sentence) -> bool:
        """Whether a sentence tells how a batch told of before divides among places."""
        total = whole(sentence) if self.events and self._since_batch <= _TOPIC_REACH else None
        known = next((event for event in reversed(self.events) if event.count.value == total), None)
        if total is None or known is None or not (found := shares(sentence)):
            return False
        evidence = Evidence(sentence.span, "share-of-batch", 0.75, "patterns")
        for index, count in found:
            place = sentence.units[index].refs[0]
            self.add(DetainerDraft(known.issuer, place, known.outcomes[-1:], count, known.period, None, [evidence]))
        return True

    def _listed(self, sentence: Sentence, place: Unit, found: Found, outcome: str) -> None:
        if len(place.refs) != 1:
            return
        evidence = Evidence(sentence.span, "listed-count", 0.75, "patterns")
        self.add(
            DetainerDraft(
                self.discourse.issuer, place.refs[0], [outcome], found, of_sentence(sentence), None, [evidence]
            )
        )

    def _evidence(self, sentence: Sentence, match: Match) -> Evidence:
        claim = self.claims.of(sentence.span)
        return Evidence(sentence.span, match.rule.id, match.rule.confidence, "patterns", claim.speaker, claim.agency)

    def _settle(
        self, sentence: Sentence, match: Match, recipient: str, count: Found, outcome: str, period: Days | None
    ) -> None:
        issuer_unit = match.unit(sentence, "issuer")
        issuer = issuer_unit.refs[0] if issuer_unit and issuer_unit.kind == "FED" else self.discourse.issuer
        agency = self.claims.of(sentence.span).agency
        evidence = self._evidence(sentence, match)
        self.add(DetainerDraft(issuer, recipient, [outcome], count, period, agency, [evidence]))

    def add(self, draft: DetainerDraft) -> None:
        """Keep a batch; one told again, or told as sent and as wholly declined, stays one."""
        alike = self._by_count.setdefault(draft.count.value, [])
        fitting = [known for known in alike if self._same_batch(known, draft)]
        if fitting:
            known = fitting[0] if len(fitting) == 1 else next(e for e in self.events if any(e is f for f in fitting))
            known.evidence += [e for e in draft.evidence if e not in known.evidence]
            known.period = known.period or draft.period
            known.outcomes += [outcome for outcome in draft.outcomes if outcome not in known.outcomes]
        else:
            known = draft
            self.events.append(draft)
            alike.append(draft)
        self._last, self._since_batch = known, 0

    def _same_batch(self, known: DetainerDraft, draft: DetainerDraft) -> bool:
        outcomes = {*known.outcomes, *draft.outcomes}
        clash = {"Declined", "Honored"} <= outcomes
        apart = known.period and draft.period and known.period != draft.period
        same = known.issuer == draft.issuer and self.discourse.same_body(known.recipient, draft.recipient)
        return same and not clash and not apart


def _seated(sentence: Sentence, index: int) -> int:
    """The index of the body of which a place only tells where it sits: "the <body> in <place> released him"."""
    units = sentence.units
    if index < 2 or sentence.lower(index - 1) not in ("in", "at") or units[index].kind != "LOC":
        return index
    body = units[index - 2]
    place = units[index].refs[0].startswith("jurisdiction/")
    return index - 2 if place and body.kind == "LOC" and body.refs[0].startswith("agency/") else index


def _rank(match: Match) -> tuple[bool, bool, float, int]:
    return ("rest" in match.slots, "recipient" in match.slots, match.rule.confidence, match.start - match.end)
