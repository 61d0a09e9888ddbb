"""What is compared in place of single events: groups of events that say just the same, and the blocks they meet in.

A thousand reports that give one issuer, one recipient, one day and one number make one node; so the work grows with the
number of different accounts rather than with the square of the number of reports.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final

from kg.merge.features import compare
from kg.merge.records import Event, Party
from kg.merge.weights import NEAR_DAYS, THRESHOLD
from kg.merge.when import Window, window

BlockKey = tuple[str, ...]

MONTH_DAYS: Final = 31
CROWD: Final = 12  # dated events of one recipient that an account without a date is compared with
LOOSE_CROWD: Final = 300  # the same for accounts without a date
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Node:
    """Events of different documents that say the same, sorted by IRI.

    account: the first of them, with the words and sources of all.
    """

    events: tuple[Event, ...]
    account: Event
    documents: frozenset[str]
    window: Window


def nodes(events: Iterable[Event], *, alone: Collection[str] = ()) -> list[Node]:
    """The nodes of some events, sorted by their first IRI. alone: IRIs of events that stay by themselves."""
    groups: defaultdict[tuple[object, ...], list[Event]] = defaultdict(list)
    seen: Counter[tuple[object, ...]] = Counter()
    for event in sorted(events, key=attrgetter("iri")):
        said = (event.iri,) if event.iri in alone else _account(event)
        # Two events of one document are two, though it says the same of both: the first goes with others' first.
        groups[(*said, seen[(event.document, *said)])].append(event)
        seen[(event.document, *said)] += 1
    found = [node_of(part) for group in groups.values() for part in _parts(group)]
    return sorted(found, key=lambda node: node.account.iri)


def _parts(group: list[Event]) -> list[list[Event]]:
    """The group, or each event alone where saying the same is not enough: of single detainers there are many."""
    enough = len(group) == 1 or compare(replace(group[0], words=_NONE, sources=_NONE), group[1]).score >= THRESHOLD
    return [group] if enough else [[event] for event in group]


def _account(event: Event) -> tuple[object, ...]:
    """All that the features look at, but for words and sources, which only ever speak for a merge."""
    parties = tuple(_iri(party) for party in (event.issuer, event.recipient, event.place))
    when = window(event)
    numbers = (event.count, event.qualifier, event.subjects)
    rest = (event.due, event.outcomes, event.statutes, event.court, event.docket, event.case, event.action)
    return (
        *(event.kind, *parties, str(event.date), event.start, event.end, when.first, when.last),
        *(when.known, *numbers, *rest, event.concerns),
    )


def _iri(party: Party | None) -> str | None:
    return None if party is None else party.iri


def node_of(group: Sequence[Event]) -> Node:
    """The node of events that say the same, sorted by IRI."""
    first = group[0]
    words = frozenset().union(*(event.words for event in group))
    sources = frozenset().union(*(event.sources for event in group))
    account = replace(first, words=words, sources=sources)
    return Node(tuple(group), account, frozenset(event.document for event in group), window(first))


def block_key(event: Event) -> BlockKey:
    """Events that can be one have one key: the territory of the recipient, or the recipient itself.

    So an agency meets the place that it serves. An event without a recipient meets none.
    """
    if event.kind == "CourtAction":
        return ("CourtAction",)
    meeting = event.place or event.recipient
    return (event.kind, meeting.iri) if meeting is not None else (event.kind, "", event.iri)


def is_loose(node: Node) -> bool:
    """Whether an account leaves more than a month open."""
    return node.window.last - node.window.first > MONTH_DAYS


def neighbours(block: list[Node], indices: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The pairs of some nodes of a block, by index, whose windows allow that they are one; the smaller index first."""
    active: list[int] = []
    for j in sorted(indices, key=lambda i: (block[i].window.first, i)):
        first = block[j].window.first
        active = [i for i in active if block[i].window.last + NEAR_DAYS >= first]
        for i in active:
            yield min(i, j), max(i, j)
        active.append(j)


def crowded(block: list[Node], loose: list[int], settled: list[Window]) -> set[int]:
    """The loose nodes that could be any of too many settled events, or that meet too many other loose ones."""
    events = _Crowd(settled, CROWD)
    others = _Crowd([block[i].window for i in loose], LOOSE_CROWD)
    return {i for i in loose if events.met_by(block[i].window) or others.met_by(block[i].window)}


class _Crowd:
    """Windows; whether too many of them meet another, without looking at each."""

    def __init__(self, windows: list[Window], limit: int) -> None:
        self._firsts = sorted(window.first for window in windows)
        self._lasts = sorted(window.last for window in windows)
        self._limit = limit

    def met_by(self, window: Window) -> bool:
        begun = bisect_right(self._firsts, window.last + NEAR_DAYS)
        return begun - bisect_left(self._lasts, window.first - NEAR_DAYS) > self._limit


def told_alike(block: list[Node], of: Collection[int]) -> set[tuple[int, int]]:
    """The pairs of one of some nodes and any other that share a sentence or a source."""
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for i, node in enumerate(block if of else ()):
        for mark in node.account.words | node.account.sources:
            sharing[mark].append(i)
    return {
        (i, j)
        for indices in sharing.values()
        if len(indices) <= CROWD
        for n, i in enumerate(indices)
        for j in indices[n + 1 :]
        if i in of or j in of
    }
