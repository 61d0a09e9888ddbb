"""The gazetteer of places: nations, the states and territories of the United States, their counties, cities and towns.

Data: seeds/gazetteers (GeoNames, CC BY 4.0; Census Bureau, public domain; see SOURCES.md there). Labels follow the
ontology contract: "Oregon", "Washington County, Oregon", "Hillsboro, Oregon", "New York City".

A city that is also a county or a county equivalent (Denver, San Francisco, the independent cities of Virginia, the
boroughs of New York City) is one record of kind "place" with the county's FIPS code and names.

The tables hold 20,000 places, of which a run needs few: rows become records when they are asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.errors import KnowledgeError
from kg.knowledge import tables

PlaceKind = Literal["nation", "state", "county", "place"]

NATION = "jurisdiction/us"
COUNTIES = ("fips", "name", "postal", "names", "geonames_id")
PLACES = ("geonames_id", "name", "postal", "population", "within", "fips", "names", "labels")
COUNTRIES = ("iso", "name", "geonames_id", "population", "names")

_GOVERNMENT = re.compile(
    r"(?:the )?(?:city and county|city|town|village|township|borough|municipality) of (?:the )?(?=\S)"
)
_STATE_OF = re.compile(r"(?:the )?(?:state|commonwealth|territory) of (?=\S)")
_COUNTY_OF = re.compile(r"(?:the )?(county|parish) of (?=\S)")


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place.

    state: postal code of the state that the place is or lies in, None for nations.
    fips: two digits of a state, five of a county or of a place that is a county equivalent, else None.
    population: residents, 0 where the sources give none (all counties). States: the 2020 census; else GeoNames.
    within: key of the next larger place; GeoNames names one county for a place that lies in several.
    names: every surface name, the name itself first, without the state.
    """

    key: str
    label: str
    name: str
    kind: PlaceKind
    state: str | None
    fips: str | None
    geonames_id: int | None
    population: int
    within: str | None
    alt_labels: tuple[str, ...] = ()
    wikidata: str | None = None
    names: tuple[str, ...] = ()


Row = list[str]
Build = Callable[[Row], PlaceRecord]


def fold(name: str) -> str:
    """The form in which names are compared: case folded, straight apostrophes, single spaces.

    >>> fold("Prince  George’s County")
    "prince george's county"
    """
    return " ".join(name.replace("’", "'").replace("‘", "'").split()).casefold()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one kind of place.

    key: the key's part before the row's first cell; names: the columns of the name and of the other names;
    build: makes the record of a row.
    """

    rows: Iterable[Row]
    key: str
    names: tuple[int, int]
    build: Build


class Gazetteer:
    """Places by key and by name; built once by `places()`."""

    def __init__(
        self,
        records: Iterable[PlaceRecord],
        tables: Iterable[Table],
        abbreviations: Mapping[str, str],
        stopwords: frozenset[str],
    ) -> None:
        """records: nations and states; abbreviations: postal code by folded short form ("or", "ore.", "n.y.");
        stopwords: folded names."""
        self._records: dict[str, PlaceRecord] = {record.key: record for record in records}
        self._pending: dict[str, tuple[Build, Row]] = {}
        self._keys: dict[str, list[str]] = {}  # by folded name
        self._names: set[str] = set()
        self._found: dict[str, tuple[PlaceRecord, ...]] = {}  # the answers given so far
        self._stopwords = stopwords
        self._residents: Counter[str] = Counter()  # by county, "fips/41067"; counted when first asked for
        self._states = {
            record.state: record for record in self._records.values() if record.kind == "state" and record.state
        }
        self._state_names = dict(abbreviations)
        for record in self._records.values():
            self._index(record.key, record.names)
            if record.kind == "state" and record.state:
                self._state_names.update((fold(name), record.state) for name in record.names)
        for table in tables:
            name, others = table.names
            for row in table.rows:
                key = table.key + row[0]
                self._pending[key] = (table.build, row)
                self._index(key, (row[name], *row[others].split("|")) if row[others] else (row[name],))

    def _index(self, key: str, names: Iterable[str]) -> None:
        for name in names:
            self._names.add(name)
            keys = self._keys.setdefault(name.casefold() if name.isascii() else fold(name), [])
            if key not in keys:
                keys.append(key)

    def __len__(self) -> int:
        return len(self._records.keys() | self._pending.keys())

    def records(self) -> tuple[PlaceRecord, ...]:
        """All places by key."""
        return tuple(self._record(key) for key in sorted(self._records.keys() | self._pending.keys()))

    def _record(self, key: str) -> PlaceRecord:
        record = self._records.get(key)
        if record is None:
            build, row = self._pending[key]
            record = self._records[key] = build(row)
        return record

    def by_key(self, key: str) -> PlaceRecord | None:
        return self._record(key) if key in self._records or key in self._pending else None

    def named(self, name: str) -> tuple[PlaceRecord, ...]:
        """The places of that name, most populous first, then by key; () for none.

        Case and kind of apostrophe do not count. "City of Salem", "County of Kern" and "State of Oregon" mean Salem,
        Kern County and Oregon, and "Salem, Ore." only the Salem of that state.
        """
        folded = fold(name)
        found = self._exactly(folded) or self._unwrapped(folded)
        if found or "," not in folded:
            return found
        head, _, tail = folded.rpartition(",")
        state = self.state_named(tail)
        if state is None or not head:
            return ()
        return tuple(record for record in self.named(head) if record.state == state.state and record.kind != "state")

    def _exactly(self, folded: str) -> tuple[PlaceRecord, ...]:
        if folded not in self._keys:
            return ()
        if folded not in self._found:
            records = map(self._record, self._keys[folded])
            self._found[folded] = tuple(sorted(records, key=lambda record: (-record.population, record.key)))
        return self._found[folded]

    def _unwrapped(self, folded: str) -> tuple[PlaceRecord, ...]:
        """The places of a name that begins with its form of government."""
        if match := _COUNTY_OF.match(folded):
            return self._exactly(f"{folded[match.end() :]} {match[1]}")
        for pattern, kind in ((_GOVERNMENT, "place"), (_STATE_OF, "state")):
            if match := pattern.match(folded):
                return tuple(record for record in self._exactly(folded[match.end() :]) if record.kind == kind)
        return ()

    def state(self, postal: str) -> PlaceRecord:
        """The state, district or territory of a postal code. Raises KnowledgeError for any other text."""
        try:
            return self._states[postal]
        except KeyError:
            hint = "use two capitals, as in OR"
            raise KnowledgeError(f"no state has the postal code {postal!r}", hint=hint) from None

    def states(self) -> tuple[PlaceRecord, ...]:
        """The fifty states, the District of Columbia and the territories by FIPS code."""
        return tuple(self._states.values())

    def state_named(self, text: str) -> PlaceRecord | None:
        """The state of a full name, a postal code with or without dots, or an abbreviation: "Ore.", "N.Y.", "D.C."."""
        folded = fold(text)
        postal = self._state_names.get(folded) or self._state_names.get(folded.replace(". ", "."))
        return self._states[postal] if postal else None

    def names(self) -> frozenset[str]:
        """Every surface name as it is written, without the abbreviations of states."""
        return frozenset(self._names)

    def ancestors(self, record: PlaceRecord) -> tuple[PlaceRecord, ...]:
        """The places around a place from the next larger to the nation."""
        found: list[PlaceRecord] = []
        key = record.within
        while key is not None:
            found.append(self._record(key))
            key = found[-1].within
        return tuple(found)

    def residents(self, record: PlaceRecord) -> int:
        """How many people live in a place at least; for a county those of its listed places, as GeoNames counts."""
        if record.kind != "county":
            return record.population
        if not self._residents:
            for _, row in self._pending.values():
                if len(row) == len(PLACES) and row[4]:
                    self._residents[row[4]] += int(row[3])
        return self._residents[record.key.removeprefix("jurisdiction/")]

    def stopwords(self) -> frozenset[str]:
        """Place names, folded, that a bare use does not mean: words and people's names ("reading", "henry")."""
        return self._stopwords


def _nations() -> Iterable[PlaceRecord]:
    for iso, name, geonames_id, population, names in tables.rows("countries.tsv", COUNTRIES):
        others = tables.cell_list(names)
        yield PlaceRecord(
            key=NATION if iso == "US" else f"jurisdiction/country/{iso.lower()}",
            label=name,
            name=name,
            kind="nation",
            state=None,
            fips=None,
            geonames_id=int(geonames_id),
            population=int(population),
            within=None,
            alt_labels=others,
            wikidata="Q30" if iso == "US" else None,
            names=(name, *others),
        )


def _states(abbreviations: dict[str, str]) -> Iterable[PlaceRecord]:
    """The states; fills `abbreviations` with their short forms."""
    for fips, postal, name, shorts, population, geonames_id, wikidata, names in tables.rows(
        "states.tsv", tables.STATES
    ):
        for short in (postal, f"{postal[0]}.{postal[1]}.", *tables.cell_list(shorts)):
            abbreviations[fold(short)] = postal
            abbreviations.setdefault(fold(short).rstrip("."), postal)
        others = tables.cell_list(names)
        yield PlaceRecord(
            key=f"jurisdiction/fips/{fips}",
            label=name,
            name=name,
            kind="state",
            state=postal,
            fips=fips,
            geonames_id=int(geonames_id),
            population=int(population),
            within=NATION,
            alt_labels=others,
            wikidata=wikidata or None,
            names=(name, *others),
        )


def _county(row: Row, states: Mapping[str, PlaceRecord]) -> PlaceRecord:
    fips, name, postal, names, geonames_id = row
    state, others = states[postal], tables.cell_list(names)
    return PlaceRecord(
        key=f"jurisdiction/fips/{fips}",
        label=f"{name}, {state.name}",
        name=name,
        kind="county",
        state=postal,
        fips=fips,
        geonames_id=int(geonames_id) if geonames_id else None,
        population=0,
        within=state.key,
        alt_labels=tuple(f"{other}, {state.name}" for other in others),
        names=(name, *others),
    )


def _populated(row: Row, states: Mapping[str, PlaceRecord]) -> PlaceRecord:
    geonames_id, name, postal, population, within, fips, names, labels = row
    state, others = states[postal], tables.cell_list(names)
    label, *alternatives = tables.cell_list(labels) or (f"{one}, {state.name}" for one in (name, *others))
    return PlaceRecord(
        key=f"jurisdiction/geonames/{geonames_id}",
        label=label,
        name=name,
        kind="place",
        state=postal,
        fips=fips or None,
        geonames_id=int(geonames_id),
        population=int(population),
        within=f"jurisdiction/{within}" if within else state.key,
        alt_labels=tuple(alternatives),
        names=(name, *others),
    )


@cache
def places() -> Gazetteer:
    """The gazetteer, read once. Raises KnowledgeError when a table has not the columns that it must have."""
    abbreviations: dict[str, str] = {}
    state_records = tuple(_states(abbreviations))
    states = {record.state: record for record in state_records if record.state}
    populated = list(tables.rows("places.tsv", PLACES))
    merged = frozenset(row[5] for row in populated if row[5])
    counties = (row for row in tables.rows("counties.tsv", COUNTIES) if row[0] not in merged)
    return Gazetteer(
        records=(*_nations(), *state_records),
        tables=(
            Table(counties, "jurisdiction/fips/", (1, 3), lambda row: _county(row, states)),
            Table(populated, "jurisdiction/geonames/", (1, 6), lambda row: _populated(row, states)),
        ),
        abbreviations=abbreviations,
        stopwords=frozenset(fold(name) for name in tables.lines("stopwords.txt")),
    )
