"""kg.diff.patch: applied to the one graph it gives the other, and nothing is left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.diff import patch
from kg.store import Store, load_file
from kg.store.oxigraph import OxigraphStore

from .conftest import HEAD, told

NAMES = st.sampled_from("abc")
QUADS = st.sets(st.tuples(NAMES, NAMES, st.sampled_from(['"x"', '"two\\nlines"@en', "<https://e.org/o>"]), NAMES))


def store_of(quads: Iterable[tuple[str, str, str, str]]) -> Store:
    text = "".join(f"<https://e.org/{s}> <https://e.org/{p}> {o} <https://e.org/{g}> .\n" for s, p, o, g in quads)
    engine = ox.Store()
    engine.load(text.encode(), ox.RdfFormat.N_QUADS)
    return OxigraphStore(engine, read_only=True)


def applied(lines: Iterable[str], before: set[str]) -> set[str]:
    """What the lines of an RDF Patch make of some statements. Fails where one deletes what is not there."""
    after = set(before)
    for line in lines:
        sign, _, statement = line.partition(" ")
        if sign == "D":
            after.remove(statement)
        elif sign == "A":
            assert statement not in after
            after.add(statement)
    return after


def statements(store: Store) -> set[str]:
    return {f"{quad.triple} {quad.graph_name} .\n" for quad in store.quads()}


@settings(deadline=None)
@given(QUADS, QUADS)
def test_a_patch_leads_from_one_to_the_other(old: set[tuple[str, ...]], new: set[tuple[str, ...]]) -> None:
    with store_of(old) as one, store_of(new) as other:  # type: ignore[arg-type]
        lines = list(patch(one, other))
        assert applied(lines, statements(one)) == statements(other)
        assert bool(lines) == (old != new)
        if lines:
            assert (lines[0], lines[-1]) == ("TX .\n", "TC .\n")
            assert lines[1:-1] == sorted(lines[1:-1], key=lambda line: (line[0] != "D", line))


def test_a_file_without_named_graphs_is_compared_with_the_merged_view(
    tmp_path: Path, stores: Callable[[str, str], tuple[Store, Store]]
) -> None:
    one, other = stores(told(), told(count=4))
    turtle = tmp_path / "graph.ttl"
    turtle.write_text(HEAD + told().partition("{")[2].rpartition("}")[0], encoding="utf-8")
    with load_file(turtle) as plain:
        assert list(patch(plain, one)) == list(patch(one, plain)) == []
        lines = list(patch(plain, other))
    assert [line.split()[0] for line in lines] == ["TX", "D", "A", "TC"]
    assert lines[1].endswith('"3"^^<http://www.w3.org/2001/XMLSchema#integer> .\n')
