"""Every question of the library gives what is expected of it on the fixture graph, in two engines."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.query import library
from kg.query.results import render
from kg.query.run import bind, run
from kg.store import Store, load_file

HERE = Path(__file__).parent
GRAPH = HERE.parent / "fixtures" / "graph.trig"
EXPECTED = HERE / "expected"
QUERIES = list(library.library().values())
# What the questions that need a parameter are asked about.
GIVEN = {
    "agencies-of-jurisdiction": {"jurisdiction": "Oregon"},
    "evidence-of": {"of": "id:subpoena/gazette/alder-county-sheriff-1"},
}


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def answer(store: Store, query: library.QueryFile, **values: str) -> list[list[str]]:
    given = values or GIVEN.get(query.name, {})
    return rows(render(run(store, query, given), "csv", store))


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_answer_is_as_expected(store: Store, query: library.QueryFile) -> None:
    expected = EXPECTED / f"{query.name}.csv"
    assert expected.exists(), f"{query.name} has no expected answer: check its answer by hand and write {expected.name}"
    assert answer(store, query) == rows(expected.read_text(encoding="utf-8"))


def test_no_expected_answer_without_its_question() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == {query.name for query in QUERIES}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_question_finds_something(query: library.QueryFile) -> None:
    assert len(rows((EXPECTED / f"{query.name}.csv").read_text(encoding="utf-8"))) > 1


@pytest.fixture(scope="module")
def union(store: Store) -> rdflib.Graph:
    """The union of the documents' graphs, in rdflib."""
    lines = "".join(f"{triple} .\n" for triple in store.triples())
    return rdflib.Graph().parse(data=lines, format="nt")


def asked(query: library.QueryFile) -> list[dict[str, str]]:
    """No parameters, or those that are needed; and all of those that the fixture has an answer to."""
    full = {
        "jurisdiction": "Oregon",
        "recipient": "ACSO",
        "since": "2019-03-04",
        "until": "2019-03",
        "status": "refused",
        "of": "id:response/bulletin/tri-valley-jail-2",
    }
    every = {param.name: full[param.name] for param in query.params}
    return [GIVEN.get(query.name, {}), every] if every else [{}]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_rdflib_gives_the_same(store: Store, union: rdflib.Graph, query: library.QueryFile) -> None:
    for values in asked(query):
        mine = rows(render(run(store, query, values), "csv", store))
        result = union.query(bind(store, query, values))
        assert result.vars is not None
        theirs = [["" if cell is None else str(cell) for cell in row] for row in result]
        assert len(mine) > 1
        assert [[str(name) for name in result.vars], *theirs] == mine


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_of_loading_does_not_matter(store: Store, tmp_path: Path, seed: int) -> None:
    lines = GRAPH.read_bytes()
    quads = list(ox.parse(lines, format=ox.RdfFormat.TRIG))
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
