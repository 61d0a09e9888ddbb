"""The places of a text as those whose bodies it speaks of without naming them: "the county's jail", "the sheriff"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from kg.knowledge.agency_kinds import AgencyKind, named_agencies
from kg.knowledge.places import PlaceRecord, places
from kg.link.context import Context
from kg.model import Span

REACH = 1_000  # code points; what begins further before a body ends too far before it
Named = tuple[Span, PlaceRecord]


class SpokenOf:
    """All places named in a text. What is asked for again and again is looked up once: long texts ask often."""

    def __init__(self, named: Iterable[Named], context: Context) -> None:
        self._named = sorted(named, key=lambda pair: pair[0])
        self._context = context
        self._by_sort: dict[str, list[Named]] = {}
        self._own: dict[str, PlaceRecord | None] = {}  # by kind of body
        # By sort: each place with where it is first named, and the key of that which the text speaks of.
        self._foremost: dict[str, tuple[list[tuple[int, PlaceRecord]], str | None]] = {}

    def before(self, at: int) -> list[Named]:
        """The places a little way before an offset, in order."""
        return self._named[self._first(self._named, at - REACH) : self._first(self._named, at)]

    def owned(self, at: int, sort: str) -> PlaceRecord | None:
        """The place that "the county's", "the state" before a body means: the last named before it."""
        main = self._context.main()
        if sort == "state" and main:
            return places().state(main)
        fitting = self._of_sort(sort)
        behind = self._first(fitting, at)
        return fitting[behind - 1][1] if behind else None

    def of_kind(self, kind: AgencyKind, at: int, *, formal: bool) -> PlaceRecord | None:
        """The place whose body a bare head at an offset means. formal: printed as a name, as that of a state's
        department is."""
        if "state" in kind.place and formal:
            if kind.id not in self._own:
                self._own[kind.id] = self._own_or_main(kind)
            if (own := self._own[kind.id]) is not None:
                return own
        firsts, foremost = self._ranked(kind.place[0])
        earlier = [record for start, record in firsts if start < at]
        if len(earlier) == 1:
            return earlier[0]
        return next((record for record in earlier if record.key == foremost), None)

    def _first(self, named: list[Named], at: int) -> int:
        """The index of the first place that begins at an offset or behind it."""
        return bisect_left(named, at, key=lambda pair: pair[0].start)

    def _of_sort(self, sort: str) -> list[Named]:
        if sort not in self._by_sort:
            self._by_sort[sort] = [pair for pair in self._named if of_sort(pair[1], sort)]
        return self._by_sort[sort]

    def _own_or_main(self, kind: AgencyKind) -> PlaceRecord | None:
        """The one city of a text that has such a body of its own, else the state that the text is about."""
        own = {agency.place for agency in named_agencies() if agency.kind == kind.id}
        cities = {record.key: record for _, record in self._named if record.key in own and record.kind == "place"}
        states = {record.state for _, record in self._named if record.kind == "state"}
        alone = [record for record in cities.values() if record.state not in states]
        main = self._context.main()
        return alone[0] if len(alone) == 1 else places().state(main) if main else None

    def _ranked(self, sort: str) -> tuple[list[tuple[int, PlaceRecord]], str | None]:
        if sort not in self._foremost:
            counts: Counter[str] = Counter()
            firsts: dict[str, tuple[int, PlaceRecord]] = {}
            for span, record in self._of_sort(sort):
                counts[record.key] += 1
                firsts.setdefault(record.key, (span.start, record))
            ranked = sorted(counts, key=lambda key: (-counts[key], key))
            sure = bool(ranked) and (len(ranked) == 1 or counts[ranked[0]] >= 2 * counts[ranked[1]])
            self._foremost[sort] = list(firsts.values()), ranked[0] if sure else None
        return self._foremost[sort]


def of_sort(record: PlaceRecord, sort: str) -> bool:
    """Whether a place is of a sort; a city that is a county is both."""
    return record.kind == sort or (sort == "county" and record.kind == "place" and len(record.fips or "") == 5)
