"""Which state a bare name of a place speaks for."""

from __future__ import annotations

from functools import cache

from kg.knowledge.place_context import place_context
from kg.knowledge.places import places

_COUNTY_WORDS = (" county", " parish", " borough")
_LARGE = 100_000  # residents of a city that its bare name may mean
_DWARFS = 10  # how many times larger than all its namesakes elsewhere


@cache
def state_of_name(name: str, kind: str, following: str = "") -> str | None:
    """The postal code of the state that a name stands for where nothing else bears it; Washington and New York settle
    nothing.

    kind: of the mention ("state", "county", "place", "any"); following: the next word, lower case ("Washington state").
    """
    records = places().named(name)
    if name.casefold() == "washington":
        return "WA" if following in place_context().washington_state else None
    if kind == "state" and any(record.kind == "state" for record in records):
        return next(record.state for record in records if record.kind == "state")
    if not records:
        return None
    if name.casefold().endswith(_COUNTY_WORDS):
        return records[0].state if len({record.state for record in records}) == 1 else None
    if kind == "county":
        return None
    # A large city known by its bare name speaks for its state ("San Diego", "Denver"), and New York for New York.
    best = records[0]
    others = [record for record in records if record.state != best.state]
    known = best.population >= _LARGE and all(_DWARFS * other.population < best.population for other in others)
    return best.state if known else None
