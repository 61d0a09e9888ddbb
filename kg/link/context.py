"""What a document says of where it is set: the states that it names, the places that it has qualified once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from kg.knowledge.places import places
from kg.model import AgencyMention, Annotations, PlaceMention

# "PORTLAND, Ore. (AP) —", "WASHINGTON COUNTY, Ore. —": the start of a text in capitals up to a dash.
_DATELINE = re.compile(r"^\W{0,3}[A-Z][A-Z .,'’-]{2,40}[^—–\n]{0,40}\s?(?:—|–|--|\s-\s)", re.MULTILINE)
_DATELINE_WEIGHT = 5  # a dateline counts as much as this many mentions


@dataclass(slots=True)
class Context:
    """The evidence for the document's states, most named first, and the places settled by a qualified mention."""

    states: tuple[str, ...] = ()
    qualified: dict[str, str] = field(default_factory=dict)  # folded name → state
    counts: Counter[str] = field(default_factory=Counter)


def read_context(annotations: Annotations) -> Context:
    """Count the states that a document names: qualified places, states by name, the dateline, agencies of states."""
    text = annotations.document.text
    counts: Counter[str] = Counter()
    qualified: dict[str, str] = {}
    body = annotations.document.body
    datelines = [match.span() for match in _DATELINE.finditer(text, body.start, body.end)]
    for mention in annotations.mentions:
        place = mention.place if isinstance(mention, AgencyMention) else mention
        if not isinstance(place, PlaceMention):
            continue
        state = place.state or _state_of(place)
        if state is None:
            continue
        dateline = any(start <= place.span.start < end for start, end in datelines)
        counts[state] += _DATELINE_WEIGHT if dateline and place.state else 1
        if place.state:
            qualified.setdefault(place.name.casefold(), place.state)
    ranked = sorted(counts, key=lambda state: (-counts[state], state))
    return Context(tuple(ranked), qualified, counts)


def _state_of(place: PlaceMention) -> str | None:
    """The state that a bare name stands for, where nothing else bears the name; Washington and New York settle
    nothing."""
    records = places().named(place.name)
    kinds = {record.kind for record in records}
    if place.kind == "state" and "state" in kinds:
        return next(record.state for record in records if record.kind == "state")
    if place.kind == "county" or not records or place.name.casefold() == "washington":
        return None
    # A large city known by its bare name speaks for its state ("San Diego", "Denver"), and New York for New York.
    best = records[0]
    others = [record for record in records if record.state != best.state]
    return (
        best.state if best.population >= 100_000 and all(10 * r.population < best.population for r in others) else None
    )
