"""Judgements and a store: what they met in its documents, which events they bind, and their graph."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions

from kg.judgements.apply import Mark
from kg.judgements.files import Judgements
from kg.judgements.graph import JUDGEMENTS_GRAPH, graph
from kg.judgements.records import Judgement
from kg.store import Store
from kg.vocab import BASE

Pair = tuple[str, str]
NO_DOCUMENT: Final = "no document of that name or content is in the graph"
NOT_MERGED: Final = "these cannot be one: another judgement keeps them, or what they were joined to, apart"
_CANONICAL: Final = "SELECT ?whole ?part { ?whole jg:mergedFrom ?part }"


def digest(judgements: Sequence[Judgement]) -> str:
    """Of all that judgements make of a document; "" for none."""
    if not judgements:
        return ""
    said = [_version(), *(one.id for one in judgements)]
    return hashlib.sha256(" ".join(said).encode()).hexdigest()


@cache
def _version() -> str:
    """A digest of this package's code."""
    found = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        found.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def marks_of(store: Store) -> dict[str, list[Mark]]:
    """What judgements met in the documents of a store, by their ids."""
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    for state in store.states().values():
        for mark in state.judged:
            found[mark[0]].append(Mark(*mark))
    return dict(found)


def bindings(judgements: Judgements, marks: dict[str, list[Mark]]) -> tuple[list[Pair], list[Pair]]:
    """The pairs of events, by IRI, that are to be one, and those that are to stay apart."""
    together: set[Pair] = set()
    apart: set[Pair] = set()
    for one in judgements.all:
        if one.verb not in ("merge", "apart"):
            continue
        sides: defaultdict[int, list[str]] = defaultdict(list)
        for mark in marks.get(one.id, ()):
            if mark.key and not mark.problem:
                sides[mark.fact].append(BASE + mark.key)
        pairs = {pair for left, right in combinations(sides.values(), 2) for pair in product(left, right)}
        (together if one.verb == "merge" else apart).update((a, b) if a <= b else (b, a) for a, b in pairs if a != b)
    return sorted(together), sorted(apart)


def record(store: Store, judgements: Judgements) -> list[tuple[Judgement, str]]:
    """Bring a store's graph of judgements up to date; the judgements that met nothing, and why. Raises StoreError."""
    marks = marks_of(store)
    results = store.query(_CANONICAL)
    assert isinstance(results, QuerySolutions)
    whole = {row["part"].value: row["whole"].value for row in results}
    unmet = [(one, why) for one in judgements.all for why in _unmet(one, marks.get(one.id, ()), whole)]
    quads = graph(judgements.all, marks, NO_DOCUMENT)
    store.annex(NamedNode(JUDGEMENTS_GRAPH.value), quads)
    return unmet


def _unmet(one: Judgement, marks: Iterable[Mark], whole: dict[str, str]) -> list[str]:
    """Why nothing came of a judgement, or of a part of it; one reason for each."""
    good: defaultdict[int, list[str]] = defaultdict(list)
    problems: defaultdict[int, list[str]] = defaultdict(list)
    for mark in marks:
        if mark.key and not mark.problem:
            good[mark.fact].append(BASE + mark.key)
        else:
            problems[mark.fact].append(mark.problem)
    lost = [n for n in range(len(one.facts)) if n not in good]
    reasons = {min(problems.get(n, [NO_DOCUMENT])) for n in lost}
    if not lost and one.verb == "merge" and len({whole.get(iri, iri) for found in good.values() for iri in found}) > 1:
        reasons.add(NOT_MERGED)
    return sorted(reasons)
