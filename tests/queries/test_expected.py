"""Every question of the library gives what is expected of it on the fixture graphs, in two engines."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.query import library
from kg.query.results import render
from kg.query.run import bind, run
from kg.store import Store, load_file

from .conftest import ELSEWHERE, FIXTURES, FULL, GIVEN, OF_BOTH

EXPECTED = Path(__file__).parent / "expected"
QUERIES = list(library.library().values())
each = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
StoreOf = Callable[[library.QueryFile], Store]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def answer(store: Store, query: library.QueryFile, **values: str) -> list[list[str]]:
    given = values or GIVEN.get(query.name, {})
    return rows(render(run(store, query, given), "csv", store))


@pytest.fixture(scope="module")
def store_of(store: Store, both: Store) -> StoreOf:
    """The store that a question is asked of."""
    return lambda query: both if query.name in OF_BOTH else store


@each
def test_answer_is_as_expected(store_of: StoreOf, query: library.QueryFile) -> None:
    expected = EXPECTED / f"{query.name}.csv"
    assert expected.exists(), f"{query.name} has no expected answer: check its answer by hand and write {expected.name}"
    assert answer(store_of(query), query) == rows(expected.read_text(encoding="utf-8"))


def test_no_expected_answer_without_its_question() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == {query.name for query in QUERIES}


@each
def test_every_question_finds_something(query: library.QueryFile) -> None:
    assert len(rows((EXPECTED / f"{query.name}.csv").read_text(encoding="utf-8"))) > 1


@pytest.fixture(scope="module")
def union_of(store: Store, both: Store) -> Callable[[library.QueryFile], rdflib.Graph]:
    """The union of the documents' graphs, in rdflib, that a question is asked of."""
    graphs = [
        rdflib.Graph().parse(data="".join(f"{row} .\n" for row in one.triples()), format="nt") for one in (store, both)
    ]
    return lambda query: graphs[query.name in OF_BOTH]


def asked(query: library.QueryFile) -> list[dict[str, str]]:
    """No parameters, or those that are needed; and all of those that the fixture has an answer to."""
    every = {param.name: FULL[param.name] for param in query.params} | ELSEWHERE.get(query.name, {})
    return [GIVEN.get(query.name, {}), every] if every else [{}]


@each
def test_rdflib_gives_the_same(store_of: StoreOf, union_of, query: library.QueryFile) -> None:  # type: ignore[no-untyped-def]
    store = store_of(query)
    for values in asked(query):
        mine = rows(render(run(store, query, values), "csv", store))
        result = union_of(query).query(bind(store, query, values))
        assert result.vars is not None
        theirs = [["" if cell is None else str(cell) for cell in row] for row in result]
        assert len(mine) > 1
        assert [[str(name) for name in result.vars], *theirs] == mine


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_of_loading_does_not_matter(store: Store, tmp_path: Path, seed: int) -> None:
    quads = list(ox.parse((FIXTURES / "graph.trig").read_bytes(), format=ox.RdfFormat.TRIG))
    random.Random(seed).shuffle(quads)
    shuffled = tmp_path / "graph.nq"
    shuffled.write_bytes(b"".join(f"{quad} .\n".encode() for quad in quads))
    with load_file(shuffled) as other:
        for query in QUERIES:
            assert answer(other, query) == answer(store, query), query.name


def test_a_graph_without_anything_gives_no_rows(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    with load_file(tmp_path / "empty.ttl") as empty:
        for query in QUERIES:
            if query.name not in GIVEN:
                assert len(answer(empty, query)) == 1, query.name
