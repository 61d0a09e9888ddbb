"""What is refused before the engine sees it, and that it is refused however it is dressed."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import KnowledgeError, QueryError
from kg.query.guard import DEEPEST, LONGEST, MOST, check
from kg.query.library import library, parse
from kg.query.run import run_text
from kg.store import Store, memory_store

CALLS = "SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "sparql",
    [
        f"SELECT * {{ {CALLS} }}",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "select * { service ?where { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVIC\\U00000045<http://127.0.0.1:1/>{?s ?p ?o}}",
        "SELECT * {SERVICE#\n?x{}}",
        "ASK { FILTER(1<2)SERVICE ?x { ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p 'x' . {CALLS} }}",
        f"SELECT * {{ ?s ?p '''x ' \" ''' . {CALLS} }}",
        "SELECT * { FILTER(1<jg:b)SERVICE#>\n ?x { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<'>')SERVICE ?x { ?s ?p ?o } #'\n}",
    ],
)
def test_no_other_server_is_called(sparql: str) -> None:
    with pytest.raises(QueryError) as caught:
        check(sparql)
    assert "SERVICE would fetch" in caught.value.reason or "cannot be told" in caught.value.reason
    assert caught.value.where is not None and "line" in caught.value.where
    assert "^" in (caught.value.hint or "")


@pytest.mark.parametrize(
    "sparql",
    [
        '# service events\nSELECT ?service { ?service ?p \'SERVICE { }\' , """service""" }',
        "SELECT * { ?s schema:service <https://example.org/service/1> ; <https://x.org/SERVICE_(a)> ?o }",
        "PREFIX service: <http://x/> SELECT * { ?s service:a service:b }",
        "SELECT * { ?s <urn:service:1> ?o FILTER(?o < 3 && ?o > 1) }",
    ],
)
def test_the_word_alone_is_no_call(sparql: str) -> None:
    check(sparql)
    with memory_store() as store:
        run_text(store, sparql)


@settings(deadline=None)
@given(st.text(st.sampled_from(list("\"'\\<>#\n (a:b)1")), max_size=25))
@example("FILTER(1<jg:b)")
@example("'")
@example("#")
def test_what_stands_before_a_call_does_not_hide_it(before: str) -> None:
    """Whatever the engine would take as a query with a call in it is refused first."""
    sparql = f"SELECT * {{ {before} SERVICE SILENT <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}"
    try:
        check(sparql)
    except QueryError:
        return
    with memory_store() as store, pytest.raises(QueryError):
        # Not refused, so the word was in quotes or in a comment, and the rest is open.
        run_text(store, sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * " + "{" * 3000 + "?s ?p ?o" + "}" * 3000,
        "SELECT * { ?s ?p " + "[ ?p " * 10_000 + "1" + "]" * 10_000 + "}",
        "SELECT * { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
        "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 5000 + "}",
        "SELECT * { {} " + "UNION {} " * 5000 + "}",
        "SELECT * { " + "MINUS { ?s ?p ?o } " * 3000 + "}",
        "SELECT * { " + "".join(f"BIND(1 AS ?v{i}) " for i in range(3000)) + "}",
        "SELECT " + "".join(f"(1 AS ?v{i}) " for i in range(3000)) + "{}",
        "SELECT * { FILTER(" + "!" * 10_000 + "true) }",
        "SELECT * { FILTER(1" + "+1" * 10_000 + ") }",
        "SELECT * { FILTER(?x" + "||?x" * 10_000 + ") }",
        "SELECT * { ?s <a:a>" + "/<a:a>" * 10_000 + " ?o }",
        "SELECT * { BIND(" + "IF(1,1," * 1000 + "1" + ")" * 1000 + " AS ?x) }",
        "#" * (LONGEST + 1),
    ],
    ids=lambda text: text[:24],
)
def test_what_would_crash_the_engine_is_refused(sparql: str) -> None:
    with memory_store() as store, pytest.raises(QueryError) as caught:
        run_text(store, sparql)
    assert "allowed" in caught.value.reason or "nested" in caught.value.reason
    assert caught.value.hint and len(str(caught.value)) < 300


def test_the_limits_are_far_from_ordinary_queries(store: Store) -> None:
    check("SELECT * " + "{" * DEEPEST + "?s ?p ?o" + "}" * DEEPEST)
    check("SELECT * { " + "OPTIONAL { ?s ?p ?o } " * (MOST // 2) + "}")
    long_list = "SELECT * { VALUES ?s { " + "<http://x/a> " * 2000 + "} FILTER(?s IN (1" + ",1" * 5000 + ")) }"
    assert list(run_text(store, long_list)) == []  # type: ignore[arg-type]
    for query in library().values():
        check(query.text)


def test_a_file_of_the_library_is_checked_when_it_is_read() -> None:
    header = "#' title: T\n#' summary: S.\n#' columns:\n#'   a: b\n#' view: table\n"
    with pytest.raises(KnowledgeError, match="SERVICE would fetch") as caught:
        parse(f"{header}SELECT ?a {{ {CALLS} }}", name="x", topic="y", where="mine/x.rq")
    assert caught.value.where == "mine/x.rq, line 6, column 13"
