"""Court actions: petitions, orders, rulings and lawsuits about a subpoena, a policy or a statute that the text names.

Asking a court to enforce a subpoena is no new subpoena, so nothing here adds one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.discourse import blocked
from kg.extract.drafts import SubpoenaDraft, compatible
from kg.extract.patterns import Match, find
from kg.extract.policies import PolicyReader
from kg.extract.slots import Found
from kg.extract.subpoenas import SubpoenaReader
from kg.extract.units import Sentence
from kg.extract.when import event_date
from kg.knowledge.event_patterns import event_words
from kg.model import Evidence, Linked, PartialDate

_ANSWER_SENTENCES = 6  # sentences without the word, after which "it" and "them" are no subpoenas any more
_CAPTION = 1500  # code points of a court's own paper in which its head stands
_BEFORE_LAW = 3  # words before a law that may say that it is the authority and not the matter
_DOCKET = re.compile(
    r"\b(?P<docket>(?:\d:)?\d\d-(?:cv|mc|cr|civ|misc|CV|MC|CR)-\d{2,6}(?:-[A-Z]{2,4}){0,3})\b"
    r"|\bNos?\.\s{1,2}(?P<number>\d{2}-\d{3,6})\b"
)
_VERSUS = frozenset({"v.", "vs.", "v", "vs"})
_OFFICE = frozenset({"the", "of", "city", "county", "state", "people", "commonwealth", "board", "and", "town"})
_PARTIES = ("petitioner", "respondent", "plaintiff", "defendant", "appellant", "appellee")


@dataclass(slots=True)
class CourtActionDraft:
    """One action while its document is being read. Keys of policies and statutes, and the events themselves."""

    action: str  # local name of the jg:actionType
    subpoenas: list[SubpoenaDraft]
    others: list[str]
    evidence: list[Evidence]
    court: str | None = None
    date: Found | None = None
    case_name: str | None = None
    docket: str | None = None

    def same_action(self, other: CourtActionDraft) -> bool:
        """Whether two tellings can be of one action: of one kind, about the same, with nothing that clashes."""
        if self.action != other.action or (self.court and other.court and self.court != other.court):
            return False
        days = [found.value for found in (self.date, other.date) if found and isinstance(found.value, PartialDate)]
        if len(days) == 2 and not compatible(days[0], days[1]):
            return False
        mine = {id(draft) for draft in self.subpoenas}
        return any(id(draft) in mine for draft in other.subpoenas) or not set(self.others).isdisjoint(other.others)

    def merge(self, other: CourtActionDraft) -> None:
        """Take over what another telling adds; the more precise date wins."""
        self.court = self.court or other.court
        if other.date and (not self.date or len(str(other.date.value)) > len(str(self.date.value))):
            self.date = other.date
        self.case_name = self.case_name or other.case_name
        self.docket = self.docket or other.docket
        known = {id(draft) for draft in self.subpoenas}
        self.subpoenas += [draft for draft in other.subpoenas if id(draft) not in known]
        self.others += [key for key in other.others if key not in self.others]
        self.evidence += [e for e in other.evidence if e not in self.evidence]


@dataclass(slots=True)
class CourtActionReader:
    """Reads each sentence after the readers of subpoenas and policies have."""

    linked: Linked
    subpoenas: SubpoenaReader
    policies: PolicyReader
    actions: list[CourtActionDraft] = field(default_factory=list)

    def read(self, sentence: Sentence, core: Sentence) -> None:
        """Take in one sentence; `core` is the same without its asides."""
        told = [match for match in find("court_actions", core) if self._counts(core, match)]
        for match in told:
            self._add(sentence, core, match)
        if self.actions and not told and core.may_hold({"case"}) and core.shadow.startswith("the case is "):
            # "The case is A v. B, No. ...": that of the action told of first, the news
            name, docket = self._case(sentence)
            self.actions[0].case_name = self.actions[0].case_name or name
            self.actions[0].docket = self.actions[0].docket or docket

    def finish(self) -> None:
        """The court and the number in the head of a court's own paper are those of its actions; a subpoena that proved
        to be a vague account of others gives way to them."""
        for action in self.actions:
            settled = [event for draft in action.subpoenas for event in self.subpoenas.settled_as(draft)]
            action.subpoenas = [event for i, event in enumerate(settled) if all(event is not e for e in settled[:i])]
        court, docket = self._caption()
        for action in self.actions:
            if court is not None and action.court is None:
                action.court = court
                action.docket = action.docket or docket

    def _counts(self, core: Sentence, match: Match) -> bool:
        reader = self.subpoenas
        if match.rule.topic and not (reader.events and reader.silence <= _ANSWER_SENTENCES):
            return False
        return not blocked(core, match.start, match.end, match.rule.allow)

    def _add(self, sentence: Sentence, core: Sentence, match: Match) -> None:
        events = self._events(core, match)
        others = [*self.policies.by_sentence.get(sentence.span, ()), *self._laws(core, match)]
        if not events and not others:
            return
        claim = self.subpoenas.claims.of(sentence.span)
        evidence = Evidence(
            sentence.span, match.rule.id, match.rule.confidence, "patterns", claim.speaker, claim.agency
        )
        date = event_date(core, match.start, match.end, self.subpoenas.anchor, frozenset())
        name, docket = self._case(sentence)
        court = next((ref for unit in sentence.units for ref in unit.refs if is_court(ref)), None)
        action = match.rule.gives["actionType"]
        draft = CourtActionDraft(action, events, list(dict.fromkeys(others)), [evidence], court, date, name, docket)
        for known in self.actions:
            if known.same_action(draft):
                known.merge(draft)
                return
        self.actions.append(draft)

    def _events(self, core: Sentence, match: Match) -> list[SubpoenaDraft]:
        """The subpoenas that an action is about: of the recipients named, else those told of last."""
        reader = self.subpoenas
        if not match.rule.topic and not core.has(event_words().classes["subpoena"]):
            return []
        named = reader.events_of([r for u in core.units if u.kind == "LOC" for r in u.refs if not is_court(r)])
        if named:
            return named
        return list(reader.current) or (list(reader.events) if len(reader.events) == 1 else [])

    def _laws(self, core: Sentence, match: Match) -> list[str]:
        """The laws that an action is about: not those that it is brought under, and no constitution."""
        cited = event_words().classes["under"]
        found: list[str] = []
        for i in range(match.start, len(core.units)):
            unit = core.units[i]
            before = (core.lower(j) for j in range(max(0, i - _BEFORE_LAW), i))
            if unit.kind == "LAW" and not any(word in cited for word in before):
                found += [ref for ref in unit.refs if "const" not in ref.casefold()]
        return found if "law" in match.slots else []

    def _case(self, sentence: Sentence) -> tuple[str | None, str | None]:
        """The case's name, where both sides are public bodies, and its number, as a sentence gives them."""
        text = self.linked.annotations.document.text
        number = _DOCKET.search(text, sentence.span.start, sentence.span.end)
        docket = (number["docket"] or f"No. {number['number']}") if number else None
        for i in range(1, len(sentence.units) - 1):
            if sentence.lower(i) in _VERSUS:
                first, last = _side_before(sentence, i - 1), _side_behind(sentence, i + 1)
                if first is not None and last is not None:
                    start, end = sentence.units[first].span.start, sentence.units[last].span.end
                    return " ".join(text[start:end].split()), docket
        return None, docket

    def _caption(self) -> tuple[str | None, str | None]:
        """The court and the number in the head of a court's own paper; nothing for other texts."""
        text = self.linked.annotations.document.text
        head = text[:_CAPTION]
        number = _DOCKET.search(head)
        folded = head.casefold()
        if number is None or sum(party in folded for party in _PARTIES) < 2:
            return None, None
        courts = [link.entity for link in self.linked.links if link.span.end <= _CAPTION and is_court(link.entity)]
        docket = number["docket"] or f"No. {number['number']}"
        return (courts[0] if courts else None), docket


def is_court(key: str) -> bool:
    """Whether the key of an entity is a court's."""
    return key.startswith("agency/") and "court" in key.rpartition("agency/")[2]


def _side_before(sentence: Sentence, index: int) -> int | None:
    """The first unit of the public body that ends at a unit; None where no public body does."""
    if sentence.units[index].kind in ("FED", "LOC", "ORG"):
        first = index
    elif sentence.lower(index) == "states" and sentence.lower(index - 1) == "united":
        first = index - 1
    else:
        return None
    while first > 0 and not sentence.units[first - 1].kind and sentence.lower(first - 1) in _OFFICE - {"and"}:
        first -= 1
    while first < index and sentence.lower(first) in ("the", "of"):
        first += 1
    return first


def _side_behind(sentence: Sentence, index: int) -> int | None:
    """The last unit of the public body that begins at a unit; None where no public body does."""
    while index < len(sentence.units) and not sentence.units[index].kind and sentence.lower(index) in _OFFICE:
        index += 1
    if index >= len(sentence.units):
        return None
    if sentence.units[index].kind in ("FED", "LOC", "ORG"):
        return index
    return index + 1 if [sentence.lower(index), sentence.lower(index + 1)] == ["united", "states"] else None
