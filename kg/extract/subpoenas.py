"""Subpoenas: one event for each recipient, gathered over the sentences of a document, with date, deadline, count,
people and laws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.claims import Claims
from kg.extract.discourse import Discourse, blocked, of_another_kind
from kg.extract.drafts import SubpoenaDraft
from kg.extract.layers import Trees, both
from kg.extract.listing import is_item, opens_list
from kg.extract.merging import Unit
from kg.extract.patterns import Match
from kg.extract.recipients import recipients
from kg.extract.slots import Found, count_before, number, subjects
from kg.extract.telling import POINTING, POINTING_SENTENCES, TOPIC_SENTENCES, find_told, is_public, may_tell
from kg.extract.told import Told
from kg.extract.units import Sentence
from kg.extract.unreal import generic, of_others, speaks_of_real, takes_back, unreal
from kg.extract.when import event_date, serving_verbs
from kg.knowledge.event_patterns import event_words
from kg.knowledge.phrase_words import phrase_words
from kg.model import Evidence, PartialDate
from kg.vocab import JG

# Words of the bodies whose subpoenas are then "the subpoena".
_FOREIGN = frozenset({"jury", "congressional", "committee", "subcommittee"})
_SEEKING = frozenset({"seeking", "seeks", "sought"})
_THE = frozenset({"the", "this", "that", "these", "those", "its", "their", "both", "all", "each"})
_EACH = frozenset({"each", "apiece"})
_NAMING_SENTENCES = 9  # one that names them ("such papers") reaches as far as the text tells of them
_HEADING = 3  # units
_FRAGMENT = 2  # a sentence of so many units is a heading or an exclamation, not a change of topic
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
    """Reads the sentences of one document in order; `tellings` holds what it found, `current` the last event's."""

    discourse: Discourse
    claims: Claims
    anchor: PartialDate | None
    patterns: bool = True
    trees: Trees | None = None  # None: the parser's layer is off
    tellings: Told = field(init=False)
    current: list[SubpoenaDraft] = field(default_factory=list)
    before: list[SubpoenaDraft] = field(default_factory=list)  # the tellings before those
    sections: Sequence[Found] = ()  # the dates that head parts of the text, in order
    _foreign: bool = False  # whether the text speaks of subpoenas of another kind
    _framed: bool = False  # whether the heading above says that what follows is no fact
    upcoming: Found | None = None  # when those were served that are told of next
    _real: bool = False  # whether the text has spoken of subpoenas as there
    _new: list[SubpoenaDraft] = field(default_factory=list)  # the events that the last sentence read told first
    _listing: bool = False  # whether a list of those served goes on
    told: bool = False  # whether the last sentence read told an event
    silence: int = TOPIC_SENTENCES + 1  # sentences since one spoke of subpoenas

    def __post_init__(self) -> None:
        self.tellings = Told(self.discourse)

    @property
    def events(self) -> list[SubpoenaDraft]:
        """All that was found so far, in the order told."""
        return self.tellings.events

    def read(self, sentence: Sentence, whole: Sentence | None = None) -> None:
        """Take in one sentence; `whole` is the same with its asides, where it was read without them."""
        triggers = _triggers(sentence)
        if triggers:
            self.silence = 0
            # "The subpoena" behind a grand jury's is the grand jury's, until an immigration agency is named with one.
            others = of_others(sentence, triggers)
            foreign = of_another_kind(sentence) and not sentence.words.isdisjoint(_FOREIGN)
            foreign = foreign or (others and not self.events)
            self._foreign = foreign or (self._foreign and ("<FED>" not in sentence.kinds or others))
            self._real = self._real or speaks_of_real(sentence, triggers)
        elif sentence.longer(_FRAGMENT):
            self.silence += 1
        framed, self._framed = self._framed, _is_framing(sentence)
        if self.told and takes_back(sentence):
            self.tellings.take_back(self._new)
            self.current, self.told = [], False
        if self.silence > _NAMING_SENTENCES or framed or self._foreign:
            self.told = False
            return
        before, current = self.before, self.current
        self._listing = opens_list(sentence, triggers) or (self._listing and is_item(sentence))
        self.before, self.current, self._new = current, [], []
        added = [self._add(where, match) for where, match in self._told_in(sentence, whole)]
        told = any(added)
        if told:
            self.upcoming = None
            self.silence = 0
        else:
            self.before, self.current = before, current
        self.told = told
        if not told and (triggers or _speaks_of_demand(sentence)):
            for draft in self.current:
                known = {key for key, _ in draft.statutes}
                draft.statutes += [s for s in self._authority(sentence, "authority-told-apart") if s[0] not in known]

    def _told_in(self, sentence: Sentence, whole: Sentence | None) -> list[tuple[Sentence, Match]]:
        """What a sentence tells, each with the sentence, or the whole of it, in which it was found."""
        told = [(sentence, match) for match in self._told(sentence, self.trees)]
        if whole is not None and whole is not sentence and self._may_tell(whole) and whole.core is not None:
            # Asides tell events too: ", which received two in May,". What both tell is read without them.
            known = [sentence.units[match.slots["recipient"]].span for _, match in told]
            inside = [(whole, match) for match in self._told(whole, None)]
            told += [(s, m) for s, m in inside if s.units[m.slots["recipient"]].span not in known or _counted(m)]
        return told

    def _may_tell(self, sentence: Sentence) -> bool:
        return self.patterns and may_tell(sentence, self.silence, events=bool(self.events))

    def _told(self, sentence: Sentence, trees: Trees | None) -> list[Match]:
        """The matches that tell an event: the surest for each recipient, weak ones only where there is no other."""
        if of_another_kind(sentence) or of_others(sentence, _triggers(sentence)):
            return []
        best: dict[int, Match] = {}
        in_list = self._listing and not opens_list(sentence, _triggers(sentence))
        for match in find_told(sentence, listed=in_list) if in_list or self._may_tell(sentence) else ():
            if not self._fits(sentence, match) or self._issuer(sentence, match) is None:
                continue
            at = match.slots["recipient"]
            known = best.get(at)
            if match.rule.follows and not (self.told or best):
                continue
            if known is None or _rank(match) > _rank(known):
                best[at] = match
        if trees is not None and self.silence <= TOPIC_SENTENCES:
            parsed = [m for m in trees.told(sentence) if is_public(sentence, m.slots["recipient"])]
            parsed = [m for m in parsed if not self._supposed(sentence, m)]
            best = both(best, (m for m in parsed if self._issuer(sentence, m) is not None))
        listed = {
            ref for m in best.values() for ref in (m.phrases["recipient"].refs if "recipient" in m.phrases else ())
        }
        for at, match in list(best.items()):
            refs = sentence.units[at].refs
            if match.layer == "parser" and not match.phrases and refs and listed.issuperset(refs):
                del best[at]  # one of a list that a pattern has read whole
        named = {
            at: m for at, m in best.items() if "recipient" not in m.phrases or m.phrases["recipient"].kind != "DEM"
        }
        best = named or best  # whom the text speaks of before counts only where the sentence names nobody
        strong = [match for match in best.values() if not match.rule.weak]
        return sorted(strong or best.values(), key=lambda match: match.slots["recipient"])

    def _fits(self, sentence: Sentence, match: Match) -> bool:
        """Whether a match is told as done, on its topic, and its recipient a party and no location."""
        hangs = match.start not in (match.slots["recipient"], match.slots.get("issuer"))
        allow = match.rule.allow | (_SEEKING if _demands(sentence, match) else frozenset())
        if blocked(sentence, match.start, match.end, allow, hangs=hangs):
            return False
        if self._supposed(sentence, match):
            return False
        classes = event_words().classes
        if match.rule.listed and match.start > 1:
            return False
        if match.rule.needs and not any(
            sentence.lower(i) in classes[match.rule.needs] for i in range(len(sentence.units))
        ):
            return False
        thing = match.phrases.get("thing")
        pointing = thing is not None and thing.kind in POINTING
        naming = pointing and thing is not None and bool(self.events) and thing.text in phrase_words().demands
        reach = _NAMING_SENTENCES if naming else POINTING_SENTENCES if pointing else TOPIC_SENTENCES
        on_topic = self.silence <= reach
        if self.silence and not ((match.rule.topic or pointing) and on_topic):
            return False
        near = range(max(0, match.start - 2), match.end)
        if _issued_by_another(sentence, match) or any(sentence.lower(i) in phrase_words().planned for i in near):
            return False
        at = match.slots["recipient"]
        before_trigger = not any(_is_trigger(sentence, i) for i in range(match.start, at))
        return not (before_trigger and at == match.start and sentence.lower(at - 1) in event_words().locators)

    def _supposed(self, sentence: Sentence, match: Match) -> bool:
        """Whether what a match tells is denied or supposed elsewhere in its sentence, or of subpoenas never real."""
        if unreal(sentence, match.start, match.end) or generic(sentence, match.start, match.slots["recipient"]):
            return True
        return not self._real and not self.events and not _triggers(sentence)

    def _issuer(self, sentence: Sentence, match: Match) -> str | None:
        units = [match.phrases.get(name) or match.unit(sentence, name) for name in ("issuer", "thing")]
        for unit in units:
            if unit is not None and unit.refs and unit.kind in ("FED", "SUB"):
                return self.discourse.component(unit.refs[0])
        unit = units[0]
        named = [u for u in sentence.units[match.start : match.end + 8] if u.kind == "FED"]
        if named and unit is None:
            return self.discourse.component(named[-1].refs[0])
        return self.discourse.issuer

    def _add(self, sentence: Sentence, match: Match) -> bool:
        """Take in what a match tells; whether it was an event."""
        recipient = match.unit(sentence, "recipient")
        named = recipient is not None and match.phrases.get("recipient", recipient).kind != "DEM"
        issuer = self._issuer(sentence, match)
        refs = recipients(sentence, match, self.discourse, self.claims, self.before)
        if recipient is None or issuer is None or not refs:
            return False
        trigger = next((i for i in range(match.start, match.end) if _is_trigger(sentence, i)), match.start)
        thing = match.phrases.get("thing")
        counted = thing or match.unit(sentence, "count")
        count = number(counted) if counted else count_before(sentence, trigger)
        date = self._date(sentence, match)
        if date is None and (match.rule.weak or match.rule.topic):
            date = self.upcoming
        section = self._section(sentence, match) if date is None else None
        evidence = self._evidence(sentence, match.rule.id, match.sure, layer=match.layer)
        people = subjects(sentence, trigger)
        told = False
        for ref in refs:
            # A number given for several recipients together is the number of none of them, unless it is that of each.
            alone = len(refs) == 1 or any(sentence.lower(i) in _EACH for i in range(match.start - 2, match.end + 3))
            draft = SubpoenaDraft(
                issuer, ref, recipient.group, [evidence], count if alone else None, people if alone else None, date
            )
            draft.statutes = self._authority(sentence, match.rule.id)
            if not named and (self.tellings.known(draft) or self._meant_again(draft, thing)):
                continue
            if section is not None:
                draft.date = section
                draft.evidence.append(Evidence(section.span, "date-of-section", 0.6, supports=(JG.date,)))
            self.current.append(self.settle(draft))
            told = True
        return told

    def _meant_again(self, draft: SubpoenaDraft, thing: Unit | None) -> bool:
        """Whether a telling that names nobody is of the last event of its recipient: "the subpoena came on"."""
        words = thing.phrase.split() if thing is not None else []
        again = bool(words) and words[0] in _THE and phrase_words().ordinals.isdisjoint(words)
        return again and next(self.tellings.of(draft.recipient), None) is not None

    def _section(self, sentence: Sentence, match: Match) -> Found | None:
        """The date that heads the part of a chronicle in which an event is told as its news, not as its background."""
        at = match.start
        if not match.rule.dated or at not in (match.slots.get("issuer"), match.slots.get("recipient")):
            return None
        if any(unit.kind in ("DATE", "PER") for unit in sentence.units):
            return None
        before = [found for found in self.sections if found.span.end <= sentence.span.start]
        return before[-1] if before else None

    def _date(self, sentence: Sentence, match: Match) -> Found | None:
        if match.rule.dated:
            return event_date(sentence, match.start, match.end, self.anchor)
        # "answered the subpoenas that were issued on Tuesday": the date of the word of serving
        trigger = next((i for i in range(match.start, match.end) if _is_trigger(sentence, i)), match.end)
        beside = range(trigger + 1, min(len(sentence.units), trigger + 6))
        served = next((i for i in beside if sentence.lower(i) in serving_verbs() and not sentence.units[i].kind), None)
        return event_date(sentence, served, served + 1, self.anchor) if served is not None else None

    def settle(self, draft: SubpoenaDraft) -> SubpoenaDraft:
        """The event that a telling belongs to: one known already, else a new one."""
        event = self.tellings.add(draft)
        if event is draft:
            self._new.append(draft)
        return event

    def events_of(self, refs: Iterable[str]) -> list[SubpoenaDraft]:
        """The last event of each body or place, in their order."""
        found: list[SubpoenaDraft] = []
        for ref in refs:
            last = next(self.tellings.of(ref), None)
            if last is not None and not any(last is other for other in found):
                found.append(last)
        return found

    def settled(self) -> list[SubpoenaDraft]:
        """The events of the whole document. A state that a headline names is dropped for its bodies that the text
        tells of."""
        return [draft for draft in self.events if self.settled_as(draft) == [draft]]

    def settled_as(self, draft: SubpoenaDraft) -> list[SubpoenaDraft]:
        """What an event is in the end: itself, or the events that it was a vague account of."""
        if not self.discourse.is_state(draft.recipient):
            return [draft]
        within = [
            other
            for other in self.events
            if self.discourse.lies_in(other.recipient, draft.recipient) and draft.same_time(other)
        ]
        counts = [other.count.value for other in within if other.count and isinstance(other.count.value, int)]
        vague = within and (draft.count is None or draft.count.value == sum(counts))
        return within if vague else [draft]

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
    return sentence.has({"demand", "demands"})


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


def _counted(match: Match) -> bool:
    """Whether a match gives a number of its own to a recipient: "Denver (four)"."""
    thing = match.phrases.get("thing")
    return thing is not None and thing.kind == "DEM" and bool(thing.mentions)


def _demands(sentence: Sentence, match: Match) -> bool:
    """Whether "seeking" tells what the thing demands ("a subpoena seeking names"), not what somebody wants."""
    at = match.slots.get("thing", len(sentence.units))
    places = [i for i in range(match.start, match.end) if sentence.lower(i) in _SEEKING]
    return bool(places) and all(i > at and sentence.lower(i + 1) != "to" for i in places)


def _is_framing(sentence: Sentence) -> bool:
    """Whether a heading says that what follows is only said: "The claim"."""
    return sentence.has(event_words().framers) and not sentence.longer(_HEADING)


def _issued_by_another(sentence: Sentence, match: Match) -> bool:
    """Whether the verb before the thing has a state or local body as its subject: "the county issued a subpoena to"."""
    if match.slots.get("thing") is None or "issuer" in match.slots or match.slots["recipient"] == match.start:
        return False
    serve = event_words().classes["serve"]
    verb = next((i for i in range(match.start - 1, max(-1, match.start - 3), -1) if sentence.lower(i) in serve), None)
    if verb is None:
        return False
    before = [unit for unit in sentence.units[max(0, verb - 6) : verb] if unit.kind in ("FED", "LOC", "ORG", "ANA")]
    return bool(before) and (before[-1].kind in ("LOC", "ORG") or before[-1].text in ("county", "city", "state"))
