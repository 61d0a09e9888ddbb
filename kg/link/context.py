"""What a document says of where it is set: the states that it names, the places that it has qualified once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from kg.knowledge.agency_kinds import local_agency_key, named_agencies
from kg.knowledge.place_states import state_of_name
from kg.knowledge.places import places
from kg.model import AgencyMention, Annotations, Citation, PlaceMention

# "PORTLAND, Ore. (AP) —", "WASHINGTON COUNTY, Ore. —": the start of a text in capitals up to a dash.
_DATELINE = re.compile(r"^\W{0,3}[A-Z][A-Z .,'’-]{2,40}[^—–\n]{0,40}\s?(?:—|–|--|\s-\s)", re.MULTILINE)
_LEAD = re.compile(r"[“\"]?(?:And |But )?[Ii]n (?:neighboring )?((?:[A-Z][a-z]+ )?[A-Z][a-z]+)(?:['’]s)?,? ")
_HEAD_LINE = re.compile(r"^[#*•\t -]{0,6}([A-Z][A-Za-z .]{2,40}?)[*:]{0,3}[ \t]*$", re.MULTILINE)
_DATELINE_WEIGHT = 5  # a dateline counts as much as this many mentions
_WHERE = re.compile(r"(?:\s\([^)\n]{2,12}\))?,?\s{1,3}(?:in|near|outside|at)\s{1,3}(?:the\s)?")
_CAPITAL = re.compile(r"WASHINGTON(?!,? (?:State|STATE|COUNTY))")


Heads = tuple[tuple[int, str | None], ...]


@dataclass(slots=True)
class Context:
    """The evidence for the document's states, most named first, and the places settled by a qualified mention.

    qualified: folded name → state that the text adds to it somewhere; places: the same with each offset, in order.
    capital: whether the text is dated from Washington, D.C.
    """

    states: tuple[str, ...] = ()
    qualified: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    capital: bool = False

    def main(self) -> str | None:
        """The state that the document is about: the only one, or one named at least twice as often as any other."""
        if not self.states:
            return None
        second = self.counts[self.states[1]] if len(self.states) > 1 else 0
        return self.states[0] if self.counts[self.states[0]] >= max(1, 2 * second) else None

    def settled(self, name: str, at: int | None) -> str | None:
        """The state last added to a name before an offset; added only later it counts unless the name lies in the
        document's own state."""
        folded = name.casefold()
        known = self.qualified.get(folded)
        if known is None or at is None or folded not in self.places:
            return known
        before = [state for position, state in self.places[folded] if position < at]
        if before:
            return before[-1]
        own = self.main()
        if own is None or own == known or all(record.state != own for record in places().named(name)):
            return known
        return own


def read_context(annotations: Annotations) -> Context:
    """Count the states that a document names: qualified places, states by name, counties and large cities that only
    one state has, the dateline, agencies of states, laws of states."""
    text = annotations.document.text
    context = Context()
    body = annotations.document.body
    datelines = [match.span() for match in _DATELINE.finditer(text, body.start, body.end)]
    for mention in annotations.mentions:
        if isinstance(mention, Citation) and len(mention.jurisdiction or "") == 2 and mention.jurisdiction != "US":
            context.counts[str(mention.jurisdiction)] += 1
        if isinstance(mention, AgencyMention) and mention.place is None and mention.key:
            state = _state_of_body(mention.key)
            if state:
                context.counts[state] += 1
        place = mention.place if isinstance(mention, AgencyMention) else mention
        if not isinstance(place, PlaceMention):
            continue
        dateline = any(start <= place.span.start < end for start, end in datelines)
        state = place.state or state_of_name(place.name, place.kind, _after(text, place.span.end))
        if state is None:
            context.capital |= dateline and _CAPITAL.match(text, place.span.start) is not None
            continue
        context.counts[state] += _DATELINE_WEIGHT if dateline else 1
        if place.state:
            context.qualified.setdefault(place.name.casefold(), place.state)
            context.places.setdefault(place.name.casefold(), []).append((place.span.start, place.state))
    context.states = tuple(sorted(context.counts, key=lambda state: (-context.counts[state], state)))
    return context


def state_heads(text: str) -> Heads:
    """Where a list stands under lines that are nothing but a state's name: each line's offset and its state; None where
    a line in capitals begins another part. Empty where fewer than two states head one."""
    found: list[tuple[int, str | None]] = []
    for line in _HEAD_LINE.finditer(text):
        state = places().state_named(line[1]) if len(line[1]) > 3 else None
        if state is not None or line[1].isupper():
            found.append((line.start(), state.state if state else None))
    return tuple(found) if len({state for _, state in found if state}) > 1 else ()


def head_state(heads: Heads, at: int) -> tuple[int, str | None]:
    """The line under which an offset stands: where it begins, and its state."""
    index = bisect_left(heads, at + 1, key=lambda head: head[0])
    return heads[index - 1] if index else (0, None)


def state_of_sentence(annotations: Annotations, at: int) -> str | None:
    """The state that a sentence begins with, "In Kansas, the Douglas County jail": what follows is there."""
    index = bisect_left(annotations.sentences, at + 1, key=lambda sentence: sentence.start)
    if not index or at >= annotations.sentences[index - 1].end:
        return None
    sentence = annotations.sentences[index - 1]
    lead = _LEAD.match(annotations.document.text, sentence.start, at)
    state = places().state_named(lead[1]) if lead else None
    return state.state if state else None


def state_nearby(annotations: Annotations, end: int) -> str | None:
    """The state of a place that the text names right behind a name to say where it is: "..., in Austin, Texas"."""
    text = annotations.document.text
    gap = _WHERE.match(text, end)
    if gap is None:
        return None
    at = bisect_left(annotations.mentions, gap.end(), key=lambda mention: mention.span.start)
    for mention in annotations.mentions[at : at + 2]:
        if isinstance(mention, PlaceMention) and mention.span.start == gap.end():
            return mention.state or state_of_name(mention.name, mention.kind)
    return None


def _after(text: str, end: int) -> str:
    match = re.compile(r"(?:['’]s)?\s{1,3}([^\W\d_]+)").match(text, end)
    return match.group(1).casefold() if match else ""


def _state_of_body(key: str) -> str | None:
    """The state of a local agency that the gazetteer names."""
    place = next((a.place for a in named_agencies() if local_agency_key(a.place, a.kind) == key), None)
    record = places().by_key(place) if place else None
    return record.state if record else None
