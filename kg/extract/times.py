"""When subpoenas were served and by when an answer was due, as told in the sentence of an event or in others."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.discourse import blocked, of_another_kind
from kg.extract.drafts import SubpoenaDraft, compatible
from kg.extract.patterns import Match, find
from kg.extract.slots import Found
from kg.extract.subpoenas import SubpoenaReader
from kg.extract.units import Sentence
from kg.extract.when import event_date, serving_verbs, titled
from kg.knowledge.event_patterns import event_words
from kg.knowledge.slot_words import slot_words
from kg.model import DateMention, DurationMention, Evidence, Linked, PartialDate
from kg.vocab import JG

# After so many sentences without the word, a text speaks of something else.
_SENTENCES = 4
# Days. Immigration subpoenas give days or weeks; a date further from the service is the deadline of something else.
_LONGEST_TERM = 60
_THINGS = frozenset({"it", "they"})  # what can mean the subpoenas
_MARKS = 6  # characters of a line besides the date that it consists of
_DATES = frozenset({"<DATE>", "<PER>"})
_UNCERTAIN_TERMS = frozenset({"business-days"})  # which days those are, depends on holidays


@dataclass(slots=True)
class TimeReader:
    """Reads each sentence after the SubpoenaReader has; `finish` settles what depends on several sentences."""

    subpoenas: SubpoenaReader
    _terms: dict[int, tuple[SubpoenaDraft, set[int], Evidence]] = field(default_factory=dict)  # by id of the draft

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        reader = self.subpoenas
        if reader.silence > _SENTENCES or not (reader.events or reader.silence == 0):
            return
        if not reader.told:
            if reader.current and self._of_another_body(sentence):
                reader.current = []
            self._served(sentence)
            if sentence.may_hold(_DATES):
                self._titled(sentence)
        self._due(sentence)

    def finish(self) -> None:
        """Deadlines counted from dates that were told anywhere in the text; none that lies before its event."""
        for draft, days, evidence in self._terms.values():
            day = _value(draft)
            if draft.due is None and len(days) == 1 and day is not None and day.granularity == "day":
                draft.due = Found(day.first + dt.timedelta(days=min(days)), evidence.span)
                draft.evidence.append(evidence)
        for draft in self.subpoenas.events:
            day = _value(draft)
            if draft.due and day and isinstance(draft.due.value, dt.date) and draft.due.value < day.first:
                draft.due = None

    # ---- when they were served ------------------------------------------------------------------------------------

    def _served(self, sentence: Sentence) -> None:
        """A sentence that names no recipient but says when those told of were served, or those told of next."""
        words = slot_words()
        if not sentence.may_hold(_DATES) or not sentence.has(serving_verbs()):
            return
        for at, unit in enumerate(sentence.units):
            if unit.kind or sentence.lower(at) not in serving_verbs() or not self._of_subpoenas(sentence, at):
                continue
            if blocked(sentence, at, at + 1) or of_another_kind(sentence):
                continue
            date = event_date(sentence, at, at + 1, self.subpoenas.anchor)
            if date is None:
                continue
            plain = {other.text.casefold() for other in sentence.units if not other.kind}
            if plain & words.apart or not self.subpoenas.current:
                self.subpoenas.upcoming = date
                return
            evidence = self._evidence(sentence, "date-told-apart", 0.7, JG.date)
            for draft in self.subpoenas.current:
                if draft.date is None and not _clashes(draft, date):
                    draft.date = date
                    draft.evidence.append(evidence)
            return

    def _titled(self, sentence: Sentence) -> None:
        """A subpoena that a sentence names by its date, "the Feb. 10 subpoena", where it can be one event only."""
        current = self.subpoenas.current
        if len({draft.recipient for draft in current}) != 1 or not sentence.has(event_words().classes["subpoena"]):
            return
        for at in range(len(sentence.units)):
            if sentence.units[at].kind == "DATE" and (date := titled(sentence, at, self.subpoenas.anchor)):
                for draft in current:
                    if draft.date is None and not _clashes(draft, date):
                        draft.date = date
                        draft.evidence.append(self._evidence(sentence, "date-in-its-name", 0.7, JG.date))

    def _of_another_body(self, sentence: Sentence) -> bool:
        """Whether a sentence turns to a body that no event is told of: "it" and "they" then mean that body."""
        if not any(key.startswith("agency/") for key in sentence.keys):
            return False
        bodies = (unit.refs for unit in sentence.units[:10] if unit.kind == "LOC")
        subject = next((refs for refs in bodies if all(ref.startswith("agency/") for ref in refs)), None)
        if subject is None or self.subpoenas.events_of(subject):
            return False
        place = self.subpoenas.discourse.jurisdiction
        return not {place(ref) for ref in subject} & {place(draft.recipient) for draft in self.subpoenas.current}

    def _of_subpoenas(self, sentence: Sentence, verb: int) -> bool:
        """Whether what a verb of serving is about are the subpoenas or recipients told of."""
        near = range(max(0, verb - 10), min(len(sentence.units), verb + 5))
        about = {*event_words().classes["subpoena"], *slot_words().papers}
        others = slot_words().dated_nouns
        if any(not sentence.units[i].kind and sentence.lower(i) in about for i in near):
            return True
        if any(not sentence.units[i].kind and sentence.lower(i) in others for i in near):
            return False
        before = range(max(0, verb - 10), verb)
        passive = any(sentence.lower(i) in ("was", "were", "been") for i in range(max(0, verb - 3), verb))
        for i in before:
            unit = sentence.units[i]
            if unit.kind == "LOC" and passive and self.subpoenas.events_of(unit.refs):
                return True
            reaches = passive or sentence.lower(verb) in slot_words().arriving
            pointing = unit.kind == "NUM" or (unit.kind == "ANA" and (passive or sentence.lower(i) in _THINGS))
            if reaches and (pointing or sentence.lower(i) in slot_words().together):
                return True
        behind = range(verb + 1, min(len(sentence.units), verb + 3))
        return not passive and any(sentence.lower(i) in ("it", "them", "both") for i in behind)

    # ---- by when an answer was due --------------------------------------------------------------------------------

    def _due(self, sentence: Sentence) -> None:
        days: dict[dt.date, tuple[int, Match]] = {}
        for match in find("times", sentence):
            at = match.slots.get("due", match.slots.get("term", -1))
            if self._elsewhere(sentence, at):
                continue
            mention = sentence.units[at].mentions[0]
            if isinstance(mention, DurationMention):
                self._term(sentence, mention, at, match)
            elif isinstance(mention, DateMention) and mention.value and mention.value.granularity == "day":
                days.setdefault(mention.value.first, (at, match))
        for at, match in sorted(days.values(), key=lambda pair: pair[0]):
            drafts = self._meant(sentence, at)
            mention = sentence.units[at].mentions[0]
            if not isinstance(mention, DateMention):
                continue
            fitting = [(draft, _of_event(mention, _value(draft), self.subpoenas.anchor)) for draft in drafts]
            if not any(day for _, day in fitting):
                fitting = [
                    (d, _of_event(mention, _value(d), self.subpoenas.anchor)) for d in self.subpoenas.events if d.date
                ]
            evidence = self._evidence(sentence, match.rule.id, match.rule.confidence, JG.responseDue)
            for draft, day in fitting:
                if day is not None and draft.due is None:
                    draft.due = Found(day, sentence.units[at].span)
                    draft.evidence.append(evidence)

    def _term(self, sentence: Sentence, mention: DurationMention, at: int, match: Match) -> None:
        evidence = self._evidence(sentence, match.rule.id, match.rule.confidence, JG.responseDue)
        # Two different times to respond are of different subpoenas, which the text does not tell apart.
        others = [m for unit in sentence.units for m in unit.mentions if isinstance(m, DurationMention)]
        days = {m.days for m in (mention, *others)}
        if mention.rule in _UNCERTAIN_TERMS:
            days = set()
        for draft in self._meant(sentence, at):
            known = self._terms.setdefault(id(draft), (draft, set(), evidence))
            known[1].update(days or {-1, -2})

    def _elsewhere(self, sentence: Sentence, at: int) -> bool:
        """Whether a deadline is one of a court or a legislature."""
        words = slot_words().elsewhere
        if "please" in sentence.words:
            return True  # what the writer asks for
        return any(not sentence.units[i].kind and sentence.lower(i) in words for i in range(at))

    def _meant(self, sentence: Sentence, at: int) -> Sequence[SubpoenaDraft]:
        """The events whose deadline stands at a unit: those of the recipient named before it, of all that are spoken
        of together, else of the last told."""
        reader = self.subpoenas
        for unit in reversed(sentence.units[:at]):
            if unit.kind == "LOC" and (named := self.subpoenas.events_of(unit.refs)):
                return named
        together = any(not u.kind and u.text.casefold() in slot_words().together for u in sentence.units[:at])
        dates = [u.mentions[0] for i, u in enumerate(sentence.units) if u.kind == "DATE" and i != at]
        for mention in dates if together and not reader.told else ():
            # "each of this week's subpoenas has until May 26": those of that date
            if isinstance(mention, DateMention) and mention.value is not None:
                value = mention.value
                same = [draft for draft in reader.events if (day := _value(draft)) and compatible(day, value)]
                if same:
                    reader.current = same
                    return same
        if together and not reader.told and reader.current:
            when = {str(draft.date.value) for draft in reader.current if draft.date}
            return [d for d in reader.events if d in reader.current or (d.date and {str(d.date.value)} == when)]
        return reader.current

    def _evidence(self, sentence: Sentence, rule: str, confidence: float, supports: str) -> Evidence:
        claim = self.subpoenas.claims.of(sentence.span)
        return Evidence(sentence.span, rule, confidence, "patterns", claim.speaker, claim.agency, (supports,))


def date_heads(linked: Linked) -> tuple[Found, ...]:
    """The dates that stand alone on their lines and head parts of a text, in order."""
    kinds = ("byline", "heading")
    lines = [block.span for block in linked.annotations.blocks if block.kind in kinds]
    starts = [line.start for line in lines]
    found = []
    for mention in linked.annotations.mentions:
        at = bisect_right(starts, mention.span.start) - 1
        if not isinstance(mention, DateMention) or mention.value is None or at < 0:
            continue
        # A mark or two may stand around the date.
        if lines[at].covers(mention.span) and len(lines[at]) - len(mention.span) <= _MARKS:
            found.append(Found(mention.value, mention.span))
    return tuple(found) if len({str(head.value) for head in found}) > 1 else ()


def _value(draft: SubpoenaDraft) -> PartialDate | None:
    return draft.date.value if draft.date and isinstance(draft.date.value, PartialDate) else None


def _clashes(draft: SubpoenaDraft, date: Found) -> bool:
    """Whether a draft's deadline lies before a date."""
    due = draft.due.value if draft.due else None
    return isinstance(due, dt.date) and isinstance(date.value, PartialDate) and due < date.value.first


def _of_event(mention: DateMention, event: PartialDate | None, anchor: PartialDate | None) -> dt.date | None:
    """The day of a deadline, in the year that puts it behind the event; None where it cannot be this event's."""
    if mention.value is None:
        return None
    day = mention.value.first
    if event is None:
        near = anchor is None or anchor.day is None or abs((day - anchor.first).days) <= 2 * _LONGEST_TERM
        return day if near or not mention.relative else None
    last = event.first.replace(month=12, day=31) if event.month is None else event.first
    if event.month is not None and event.day is None:
        last += dt.timedelta(days=31)
    years = (day.year,) if not mention.relative else (event.year, event.year + 1)
    for year in years:
        # February 29 has no place in most years.
        if (day.month, day.day) == (2, 29) and year != day.year:
            continue
        if event.first <= day.replace(year=year) <= last + dt.timedelta(days=_LONGEST_TERM):
            return day.replace(year=year)
    return None
