"""Which place a name means: explicit state, the document's own earlier qualification, uniqueness, the document's
state, population.

A bare county name that several states share stays unresolved unless the document names one of those states. Order and
reasons follow
the project's measurements (design, "places").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.knowledge.place_context import place_context
from kg.knowledge.places import PlaceRecord, places
from kg.link.context import Context

# A bare name means the best known of its places only where that one is a large city and dwarfs the next.
_LARGE = 100_000
_CITY = 300_000
_DWARFS = 3  # of cities that large
_DWARFS_FAR = 8  # of smaller ones, whose namesakes local texts name bare as well
_HAMLET = 10_000  # residents
_OFTEN = 3  # mentions of a state that make its hamlets likely
_KNOWN = 50_000  # residents; a smaller place of a state that the text never names is not meant by its bare name
_COUNTY_WORDS = (" county", " parish", " borough")
_METROPOLIS = 1_000_000
_OVERSHADOWS = 50  # a village in the document's own state is not meant where a large city is so much larger
_OUTNUMBERS = 20
_LEADS = 1.5  # of two states that both have a place of the name, the one meant is named so many times as often


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place meant, how sure (0..1), and why."""

    place: PlaceRecord
    score: float
    why: str


def resolve(
    name: str,
    kinds: Sequence[str],
    state: str | None,
    context: Context,
    following: str = "",
    at: int | None = None,
    *,
    known: int = _KNOWN,
) -> Resolution | None:
    """The place that a name means, or None.

    kinds: the sorts of place that fit, the preferred first. state: postal code printed with the name.
    at: offset of the name, where the order of the text counts.
    following: the word after the name, lower case (it tells Washington the state from the capital).
    known: how many residents the only place of a name must have in a text that names its state nowhere.
    """
    wanted = [kind for kind in kinds if kind]
    candidates = [record for record in _named(name, wanted) if record.kind in wanted]
    if state is not None:
        return _best([record for record in candidates if record.state == state], wanted, 1.0, f"the text adds {state}")
    if (
        name.casefold() == "washington" and "state" in wanted and wanted != ["state"]
    ):  # "the state of Washington" is told
        return _washington(candidates, context, following)
    states = [record for record in candidates if record.kind == "state"]
    if states and wanted[0] == "state":
        return Resolution(states[0], 0.95, "name of a state")
    settled = context.settled(name, at)
    if settled is not None:
        found = _best(
            [record for record in candidates if record.state == settled],
            wanted,
            0.95,
            f"named with {settled} elsewhere",
        )
        if found:
            return found
    candidates = [record for record in candidates if record.kind != "state"] or candidates
    county = _county_of_the_text(name, candidates, wanted, context, at)
    if county is not None:
        return county
    first = _counties(candidates, name, wanted) or _first_kind(candidates, wanted)
    if len(first) == 1 and (first[0].kind == "county" or len(candidates) == 1 or len(first[0].fips or "") == 5):
        if first[0].kind == "place" and first[0].population < known and first[0].state not in context.states:
            return None
        return Resolution(first[0], 0.95, "only place of that name")
    if name.casefold().endswith(_COUNTY_WORDS):
        return _by_state(candidates, wanted, context) or _by_residents(candidates)
    return _by_state(candidates, wanted, context) or _by_population(candidates)


def _county_of_the_text(
    name: str, candidates: Sequence[PlaceRecord], kinds: Sequence[str], context: Context, at: int | None
) -> Resolution | None:
    """The county that a text qualifies and then names without "County": "Montgomery County, Md. ... Montgomery barred
    it". Not where its state has a town of the name, too."""
    if "county" not in kinds or name.casefold().endswith(_COUNTY_WORDS):
        return None
    state = context.settled(f"{name} County", at)
    if state is None or any(record.state == state and record.kind == "place" for record in candidates):
        return None
    return _best([record for record in candidates if record.state == state], ["county"], 0.9, "a county of the text")


def _named(name: str, kinds: Sequence[str]) -> list[PlaceRecord]:
    gazetteer = places()
    records = {record.key: record for record in gazetteer.named(name)}
    if "county" in kinds and not name.casefold().endswith(_COUNTY_WORDS):
        for suffix in ("County", "Parish", "Borough"):
            records |= {record.key: record for record in gazetteer.named(f"{name} {suffix}")}
    return sorted(records.values(), key=lambda record: (-record.population, record.key))


def _counties(candidates: list[PlaceRecord], name: str, kinds: Sequence[str]) -> list[PlaceRecord]:
    """The counties of a name, with the cities that are one: Davidson County is Nashville, too."""
    if "county" not in kinds or not name.casefold().endswith(_COUNTY_WORDS):
        return []
    return [record for record in candidates if record.kind == "county" or len(record.fips or "") == 5]


def _first_kind(candidates: list[PlaceRecord], kinds: Sequence[str]) -> list[PlaceRecord]:
    """The candidates of the most preferred kind that there is."""
    for kind in kinds:
        found = [record for record in candidates if record.kind == kind]
        if found:
            return found
    return []


def _best(candidates: list[PlaceRecord], kinds: Sequence[str], score: float, why: str) -> Resolution | None:
    found = _first_kind(candidates, kinds)
    return Resolution(found[0], score, why) if found else None


def _by_state(candidates: list[PlaceRecord], kinds: Sequence[str], context: Context) -> Resolution | None:
    """The candidate in the state that the document speaks of; of two states that both fit one must lead clearly."""
    fitting = [state for state in context.states if any(record.state == state for record in candidates)]
    if not fitting:
        return None
    if len(fitting) > 1 and context.counts[fitting[0]] < _LEADS * context.counts[fitting[1]]:
        return _by_population([record for record in candidates if record.state in fitting])
    found = _best([r for r in candidates if r.state == fitting[0]], kinds, 0.9, f"the document speaks of {fitting[0]}")
    if found is not None and found.place.kind == "place" and context.counts[fitting[0]] < _OFTEN:
        city = max(record.population for record in candidates)
        if found.place.population < _HAMLET and city >= _LARGE:
            return _by_population(candidates) if city >= _METROPOLIS else None
    told = [record for record in candidates if record.state in fitting and record.kind == "place"]
    known = max(told, key=lambda record: record.population, default=None)
    if found is not None and found.place.kind == "place" and found.place.state != context.main() and known is not None:
        dwarfed = known.population >= max(_LARGE, _DWARFS_FAR * found.place.population)
        # "Hartford" in a text of Wisconsin and Connecticut is Connecticut's.
        found = Resolution(known, 0.8, f"the city of {known.state}") if dwarfed else found
    largest = _by_population(candidates)
    if found is not None and largest is not None and found.place.kind == "place":
        # "Chicago" in a story set in Texas is Illinois's, and "St. Paul" in a list of many states' places Minnesota's.
        city = _METROPOLIS if context.main() else _LARGE
        if largest.place.population >= max(city, _OVERSHADOWS * found.place.population):
            return largest
    return found


def _by_population(candidates: list[PlaceRecord]) -> Resolution | None:
    ranked = [record for record in candidates if record.kind == "place"]
    if not ranked:
        return _by_residents(candidates)
    if ranked[0].population < _LARGE:
        return None
    dwarfs = _DWARFS if ranked[0].population >= _CITY else _DWARFS_FAR
    if len(ranked) > 1 and ranked[0].population < dwarfs * ranked[1].population:
        return None
    return Resolution(ranked[0], 0.8, "by far the largest place of that name")


def _by_residents(counties: list[PlaceRecord]) -> Resolution | None:
    """The county that everybody knows by its bare name ("Cook County"): a million residents, and no other near it."""
    residents = sorted(((places().residents(county), county.key) for county in counties), reverse=True)
    if not residents or residents[0][0] < _METROPOLIS:
        return None
    if len(residents) > 1 and residents[0][0] < _OUTNUMBERS * residents[1][0]:
        return None
    record = next(county for county in counties if county.key == residents[0][1])
    return Resolution(record, 0.7, "by far the largest county of that name")


def _washington(candidates: list[PlaceRecord], context: Context, following: str) -> Resolution | None:
    """The state only where the next word or other mentions say so; a bare Washington may be the capital or the
    government."""
    states = [record for record in candidates if record.kind == "state"]
    if states and following in place_context().washington_state:
        return Resolution(states[0], 0.9, "the next word speaks of a state")
    if states and context.main() == "WA" and context.counts["WA"] > 1 and not context.capital:
        return Resolution(states[0], 0.8, "the document speaks of WA")
    return None
