"""The updates that bring a store from one merged graph to another, each of them leaving a view that fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.store.merged import MERGED_GRAPH, MergedIndex, canonical, grouped, of_documents
from kg.store.records import MARK, MERGED, STATE_GRAPH

STEP: Final = 20_000  # triples that one update changes, at least a whole group
_UNMARK: Final = f"DELETE WHERE {{ GRAPH {STATE_GRAPH} {{ {MERGED} {MARK} ?mark }} }}"


def marked(mark: str) -> str:
    """The update that remembers the mark of a merged graph that is whole."""
    return f"{_UNMARK} ;\nINSERT DATA {{ GRAPH {STATE_GRAPH} {{ {MERGED} {MARK} {ox.Literal(mark)} }} }}"


def undoing(engine: ox.Store, index: MergedIndex, gone: set[ox.Triple]) -> str:
    """The update that takes whole groups out of the merged graph, and the mark with them."""
    change = _Change()
    change.old = gone
    change.members = set(canonical(gone))
    views = _Views(
        index.view,
        lambda quad: index.view(quad, change.members),
        lambda triple: triple in index.triples and triple not in gone,
    )
    return _update(engine, change, views)


def steps(engine: ox.Store, old: MergedIndex, new: MergedIndex) -> Iterator[str]:
    """The updates from the old merged graph to the new one; the first takes the mark away."""
    groups = grouped(old.triples | new.triples)
    changed: defaultdict[str, _Change] = defaultdict(_Change)
    for triple in old.triples - new.triples:
        changed[groups.of(triple.subject)].old.add(triple)
    for triple in new.triples - old.triples:
        changed[groups.of(triple.subject)].new.add(triple)
    for member in old.canonical.keys() | new.canonical.keys():
        if old.canonical.get(member) != new.canonical.get(member):
            changed[groups.of(member)].members.add(member)
    views = _Views(old.view, new.view, new.triples.__contains__)
    batch = _Change()
    for _, change in sorted(changed.items()):
        batch.add(change)
        if batch.size >= STEP:
            yield _update(engine, batch, views)
            batch = _Change()
    if batch.size:
        yield _update(engine, batch, views)


class _Change:
    """Triples that leave and enter the merged graph, and members whose canonical node changes."""

    def __init__(self) -> None:
        self.old: set[ox.Triple] = set()
        self.new: set[ox.Triple] = set()
        self.members: set[ox.NamedNode] = set()

    @property
    def size(self) -> int:
        return len(self.old) + len(self.new) + len(self.members)

    def add(self, other: _Change) -> None:
        self.old |= other.old
        self.new |= other.new
        self.members |= other.members


@dataclass(frozen=True, slots=True)
class _Views:
    """What the view has for a document's quad before and after, and whether the merged graph says a triple after."""

    before: Callable[[ox.Quad], ox.Triple | None]
    after: Callable[[ox.Quad], ox.Triple | None]
    merged: Callable[[ox.Triple], bool]


def _update(engine: ox.Store, change: _Change, views: _Views) -> str:
    gone, come = set(change.old), set(change.new)
    for member in change.members:
        about = engine.quads_for_pattern(member, None, None, None)
        links = engine.quads_for_pattern(None, None, member, None)
        for quad in [*about, *links]:
            if of_documents(quad.graph_name):
                before, after = views.before(quad), views.after(quad)
                if before != after:
                    gone |= {before} if before is not None else set()
                    come |= {after} if after is not None else set()

    def stays(triple: ox.Triple) -> bool:
        """Whether what leaves for one reason is there for another: merged too, or stated by another document."""
        if views.merged(triple):
            return True
        if triple.subject in change.members or triple in change.old:
            return False  # of a merged node nothing is stated but in the merged graph; what is freed is in `come`
        quads = engine.quads_for_pattern(triple.subject, triple.predicate, None, None)
        return any(of_documents(quad.graph_name) and views.after(quad) == triple for quad in quads)

    leaves = (triple for triple in gone - come if not stays(triple))
    parts = (_UNMARK, _data("DELETE", leaves, change.old), _data("INSERT", come, change.new))
    return " ;\n".join(parts)


def _data(action: str, of_view: Iterable[ox.Triple], of_merged: Iterable[ox.Triple]) -> str:
    return f"{action} DATA {{\n{_lines(of_view)}\nGRAPH {MERGED_GRAPH} {{\n{_lines(of_merged)}\n}} }}"


def _lines(triples: Iterable[ox.Triple]) -> str:
    return "\n".join(sorted(f"{triple.subject} {triple.predicate} {triple.object} ." for triple in triples))
