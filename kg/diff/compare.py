"""Two graphs compared fact by fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.diff.snapshot import Facts, Passage, Snapshot
from kg.query.terms import words
from kg.store import Store
from kg.vocab import JG

Kind = Literal["added", "removed", "changed"]
_MERGED_FROM = str(JG) + "mergedFrom"
_ORDER = ("removed", "changed", "added")


@dataclass(frozen=True, slots=True)
class Difference:
    """A property in words with the values that went and those that came, sorted."""

    words: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one node: its properties that differ (all of them where it was added or removed) and its passages.

    sources: the passages to look at: those that came, else those that went, else those that there are.
    gained, lost: how many passages came and went.
    """

    kind: Kind
    label: str
    node_kind: str
    iri: str
    properties: tuple[Difference, ...]
    sources: tuple[Passage, ...]
    gained: int
    lost: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes, by kind of node and name. apart: how many statements differ, those that make no fact included."""

    changes: tuple[Change, ...]
    apart: int

    def count(self, kind: Kind) -> int:
        """How many nodes were added, removed or changed."""
        return sum(change.kind == kind for change in self.changes)


def compare(old: Store, new: Store) -> Changes:
    """What the facts of one graph's merged view are to those of another's.

    A fact's IRI holds a hash of its document's bytes. So that a document that changed does not count as gone and come,
    two documents of one file name are taken for versions of one, where there are no others of that name; and a fact
    that has become part of a merged one is that one. Passages are the same where their words are: offsets move.
    """
    before, after = Snapshot(old), Snapshot(new)
    names = _versions(before, after)
    names |= _merged(before, after, names)
    one, other = before.facts(names), after.facts({})
    found = [change for iri in one.keys() | other.keys() if (change := _change(one.get(iri), other.get(iri)))]
    apart = len(set(_statements(old)) ^ set(_statements(new)))
    return Changes(tuple(sorted(found, key=_place)), apart)


def _place(change: Change) -> tuple[object, ...]:
    return change.node_kind, change.label, _ORDER.index(change.kind), change.iri


def _statements(store: Store) -> Iterable[str]:
    return map(str, store.triples())


def _versions(before: Snapshot, after: Snapshot) -> dict[str, str]:
    """Nodes of the older graph → what they are called in the newer, for documents that changed."""
    keys = {}
    newer = _by_file(after)
    for file, documents in _by_file(before).items():
        if len(documents) == 1 and len(newer.get(file, ())) == 1 and documents != newer[file]:
            keys[_key(documents[0])] = _key(newer[file][0])
    if not keys:
        return {}
    names = {}
    for node in before.stated:
        renamed = "/".join(keys.get(part, part) for part in node.split("/"))
        if renamed != node:
            names[node] = renamed
    return names


def _by_file(snapshot: Snapshot) -> Mapping[str, list[str]]:
    found = defaultdict(list)
    for document, file in sorted(snapshot.files.items()):
        found[file].append(document)
    return found


def _key(document: str) -> str:
    return document.rsplit("/", 1)[-1]


def _merged(before: Snapshot, after: Snapshot, names: Mapping[str, str]) -> dict[str, str]:
    """Nodes of the older graph → the merged node that they have become part of, each merged node once."""
    called = {names.get(node, node): node for node in before.stated}
    found: dict[str, str] = {}
    for node in sorted(after.stated):
        members = sorted(after.of(node, _MERGED_FROM))
        if node not in called:
            free = [called[member] for member in members if member in called and member not in after.stated]
            found |= {free[0]: node} if free else {}
    return found


def _change(old: Facts | None, new: Facts | None) -> Change | None:
    """What became of a node, None where nothing did."""
    is_now = new or old
    assert is_now is not None
    had, has = (old.values if old else {}), (new.values if new else {})
    properties = [
        Difference(words(prop), tuple(sorted(gone)), tuple(sorted(come)))
        for prop in had.keys() | has.keys()
        if (gone := had.get(prop, set()) - has.get(prop, set())) | (come := has.get(prop, set()) - had.get(prop, set()))
    ]
    if old and new and old.label != new.label:
        properties.append(Difference("name", (old.label,), (new.label,)))
    said_before = {passage.said for passage in old.passages} if old else set()
    said_now = {passage.said for passage in new.passages} if new else set()
    gained, lost = len(said_now - said_before), len(said_before - said_now)
    if old and new and not properties and not gained and not lost:
        return None
    came = {passage for passage in is_now.passages if passage.said not in said_before}
    went = {passage for passage in old.passages if passage.said not in said_now} if old else set()
    return Change(
        "changed" if old and new else "added" if new else "removed",
        is_now.label,
        is_now.kind,
        is_now.iri,
        tuple(sorted(properties, key=lambda item: (item.words, item.old, item.new))),
        tuple(sorted(came or went or is_now.passages)),
        gained,
        lost,
    )
