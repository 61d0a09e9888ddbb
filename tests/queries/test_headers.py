"""The query files as data: headers, prefixes, order, what they may not use."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from kg import resources
from kg.errors import QueryError
from kg.query import library
from kg.query.run import bind, term
from kg.store import Store, memory_store
from kg.vocab import PREFIXES

QUERIES = list(library.library().values())
TOPICS = {
    *("subpoenas", "responses", "statutes", "policies", "detainers"),
    *("agencies-and-jurisdictions", "evidence-and-claims", "data-quality"),
}
EXPECTED = Path(__file__).parent / "expected"
each = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


def test_the_library_answers_what_users_ask() -> None:
    names = {query.name for query in QUERIES}
    assert len(names) == len(list(resources.path("queries").rglob("*.rq"))) >= 50
    assert {query.topic for query in QUERIES} == TOPICS


def unbound(query: library.QueryFile, store: Store) -> str:
    """The text with any IRI in the place of a needed parameter."""
    return library.MARKER.sub(lambda found: f"{found[1]}{found[2]}{found[3]}<urn:x:none>{found[4]}", query.text)


@each
def test_columns_are_what_the_query_selects(query: library.QueryFile) -> None:
    with memory_store() as store:
        for text in (query.text, unbound(query, store)):
            results = store.query(text)
            assert isinstance(results, QuerySolutions)
            assert [variable.value for variable in results.variables] == [column.name for column in query.columns]


@each
def test_header_reads_well(query: library.QueryFile) -> None:
    assert query.text.startswith("#' title: ")
    assert query.summary.endswith(".") and len(query.summary) <= 130
    assert query.summary[0].isupper() and query.title[0].isupper()
    assert sum(not column.hidden for column in query.columns) >= 2


@each
def test_examples_fit_their_types(query: library.QueryFile) -> None:
    for param in query.params:
        if param.type in ("iri", "string", "integer", "decimal", "date", "choice"):
            with memory_store() as store:
                assert term(store, param, param.example)
        if param.type == "date":
            assert dt.date.fromisoformat((param.example + "-01-01")[:10])


@each
def test_text_is_portable_and_ordered(query: library.QueryFile) -> None:
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
    declared = dict(re.findall(r"^PREFIX (\w*): <([^>]*)>$", body, re.MULTILINE))
    used = set(re.findall(r"(?<![\w<?\"])([a-z]+):\w", body.split("SELECT", 1)[1]))
    assert used == set(declared), "declare the prefixes that are used, and no others"
    assert all(PREFIXES[prefix] == namespace for prefix, namespace in declared.items())
    assert not re.search(r"\b(?:SERVICE|GRAPH|FROM|NOW|RAND|UUID|STRUUID|BNODE|SAMPLE|LATERAL)\b", body)
    tail = body.rstrip().splitlines()[-1]
    assert tail.startswith("ORDER BY "), "the answer must have an order of its own"
    assert max(map(len, query.text.splitlines())) <= 140


@each
def test_paths_stand_in_a_sub_select(query: library.QueryFile) -> None:
    """Oxigraph plans property paths last; in a SELECT of its own a path is evaluated first."""
    for path in re.finditer(r"jg:\w+[+*]", query.text):
        group = query.text[: path.start()].rstrip()
        assert group.rindex("SELECT DISTINCT ?place") > group.rindex("\n\n"), path.group()
        assert "OPTIONAL" not in group[group.rindex("SELECT DISTINCT ?place") :]


@each
def test_lists_are_put_in_order_before_they_are_joined(query: library.QueryFile) -> None:
    for concat in re.finditer(r"GROUP_CONCAT\((\S+); separator=\"[^\"]+\"\)", query.text):
        after = query.text[concat.end() :]
        inner = after[: after.index("ORDER BY") + 80]
        assert concat[1] in inner.split("ORDER BY")[1].split("\n")[0]


@each
def test_numbers_have_a_unit(query: library.QueryFile) -> None:
    with (EXPECTED / f"{query.name}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for column in query.columns:
        values = {row[column.name] for row in rows} - {""}
        if values and all(re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", value) for value in values):
            assert column.unit, f"{column.name} is a number of what? end its meaning with [unit]"
        assert column.unit is None or not values or any(re.fullmatch(r"-?[\d.]+", value) for value in values), (
            column.name
        )


def test_needed_parameters_are_needed() -> None:
    with memory_store() as store:
        for query in QUERIES:
            if any(param.required for param in query.params):
                with pytest.raises(QueryError, match="needs the parameter"):
                    bind(store, query, {})
            else:
                assert ("UNDEF" in bind(store, query, {})) == any(param.optional for param in query.params)
