from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryBoolean, QuerySolutions

from kg.errors import QueryError
from kg.query.library import Parameter, QueryFile, find, parse
from kg.query.run import bind, run, run_text, term
from kg.store import Store, memory_store
from kg.vocab import BASE, XSD

ECHO = """\
#' title: Echo
#' summary: Gives back what it was given.
#' params:
#'   word:
#'     type: {type}
#'     {need}
#'     example: {example}
#'     about: any word
#' columns:
#'   given: the word
#' view: table
SELECT ?given WHERE {{
  {{
    SELECT ?word WHERE {{
      VALUES ?word {{ UNDEF }}
    }}
  }}
  VALUES ?word {{ UNDEF }}
  BIND (?word AS ?given)
}}
"""


def echo(kind: str = "string", need: str = "optional: true", example: str = "abc") -> QueryFile:
    return parse(ECHO.format(type=kind, need=need, example=example), name="echo", topic="test", where="echo.rq")


def given_back(store: Store, query: QueryFile, **values: str) -> list[object]:
    results = run(store, query, values)
    assert isinstance(results, QuerySolutions)
    return [None if row[0] is None else row[0].value for row in results]  # type: ignore[union-attr]


SPOIL = st.text(st.sampled_from(list("\"'\\{}<>?#\n\r\tuU0022 abUNDEFé\\")), max_size=40)


@settings(deadline=None)
@given(st.one_of(SPOIL, st.text(st.characters(exclude_categories=["Cs"]))))
@example('"} } SELECT ?given { BIND("hacked" AS ?given) } #')
@example('" }\n  ?s ?p ?o . { "')
@example("\\g<1> \\1 \\")
@example("  VALUES ?word { UNDEF }")
@example("\\u0022 } #")
def test_a_value_never_breaks_a_query_or_gets_into_it(text: str) -> None:
    with memory_store() as store:
        assert given_back(store, echo(), word=text) == [text]


@settings(deadline=None, max_examples=60)
@given(SPOIL)
@example("http://x/> } #")
@example('Oregon" } #')
def test_a_value_for_a_node_is_looked_up_never_pasted(text: str) -> None:
    for kind in ("jurisdiction", "agency", "node", "iri", "integer", "date"):
        with memory_store() as store:
            try:
                written = bind(store, echo(kind), {"word": text})
            except QueryError:
                continue
            assert kind in ("iri", "integer", "date")
            assert written.count("\n") == echo(kind).text.count("\n")
            run_text(store, written)


def test_a_parameter_left_out_is_unbound_or_its_default() -> None:
    with memory_store() as store:
        assert given_back(store, echo()) == [None]
        assert given_back(store, echo(need="default: usual")) == ["usual"]
        assert given_back(store, echo(need="default: usual"), word="other") == ["other"]


def test_a_needed_parameter_is_asked_for_with_an_example() -> None:
    query = echo(need="optional: false", example="two words")
    with memory_store() as store, pytest.raises(QueryError, match="needs the parameter word: any word") as caught:
        run(store, query)
    assert caught.value.hint == 'give it, for example: --param word="two words"'


def test_unknown_parameters_are_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="no parameter 'recipent'") as caught:
        run(store, find("subpoenas-by-recipient"), {"recipent": "ACSO"})
    assert caught.value.hint == "did you mean recipient?"
    with pytest.raises(QueryError) as caught:
        run(store, find("documents"), {"x": "y"})
    assert caught.value.hint == "it takes no parameters"


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("integer", "12", f'"12"^^<{XSD.integer}>'),
        ("integer", " -3 ", f'"-3"^^<{XSD.integer}>'),
        ("date", "2020-02-29", f'"2020-02-29"^^<{XSD.date}>'),
        ("date", "2020-02", f'"2020-02"^^<{XSD.gYearMonth}>'),
        ("date", "2020", f'"2020"^^<{XSD.gYear}>'),
        ("string", "Refused", '"Refused"'),
        ("iri", "id:agency/x", f"<{BASE}agency/x>"),
        ("iri", "http://x/a", "<http://x/a>"),
        ("jurisdiction", "ore.", f"<{BASE}jurisdiction/fips/41>"),
        ("agency", "ICE", f"<{BASE}agency/us/immigration-and-customs-enforcement>"),
        ("node", "gazette.txt", f"<{BASE}document/gazette-0000000000a1>"),
    ],
)
def test_values_become_terms_of_their_type(store: Store, kind: str, value: str, written: str) -> None:
    assert term(store, Parameter("p", kind, "about", "example"), value) == written


@pytest.mark.parametrize(
    ("kind", "value", "complaint"),
    [
        ("integer", "twelve", "p must be a whole number, not 'twelve'"),
        ("integer", "1_000", "a whole number"),
        ("integer", "٣", "a whole number"),
        ("integer", "1.5", "a whole number"),
        ("integer", "", "a whole number"),
        ("date", "2020-13", "a day, month or year"),
        ("date", "2021-02-29", "a day, month or year"),
        ("date", "yesterday", "a day, month or year"),
        ("date", "20-01-01", "a day, month or year"),
        ("iri", "Oregon", "an absolute IRI"),
        ("iri", "http://x/a b", "an absolute IRI"),
        ("jurisdiction", "Atlantis", "nothing in this graph is a jurisdiction named 'Atlantis'"),
        ("jurisdiction", "ICE", "nothing in this graph is a jurisdiction"),
        ("agency", "Oregon", "nothing in this graph is an agency"),
        ("node", "http://x/not there", "nothing in this graph is a node"),
        ("string", "\udc80", "not valid Unicode"),
    ],
)
def test_unfit_values_are_refused_saying_what_is_expected(store: Store, kind: str, value: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint):
        term(store, Parameter("p", kind, "about", "an example"), value)


def test_an_unfit_value_comes_with_an_example(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        term(store, Parameter("p", "date", "about", "2020-01"), "soon")
    assert caught.value.hint == "for example p=2020-01"


@pytest.mark.parametrize(
    ("sparql", "where", "reason"),
    [
        ("SELECT ?s {\n  ?s foo:a ?b }", "query, line 2, column 6", "the prefix foo: is not known"),
        ("SELECT ?s WHERE {\n ?s ?p ?o\n", "query, line 1, column 17", "this bracket is never closed"),
        ("SELEC ?s { ?s ?p ?o }", "query, line 1, column 1", "syntax error"),
        ("SELECT ?s { ?s jg:level id:agency/x }", "query, line 1", "may hold no slash"),
        ("INSERT DATA { <http://x/a> <http://x/b> 1 }", "query, line 1, column 1", "syntax error"),
    ],
)
def test_syntax_errors_name_line_and_column(store: Store, sparql: str, where: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        run_text(store, sparql)
    assert caught.value.where is not None and caught.value.where.startswith(where)
    assert reason in caught.value.reason
    assert caught.value.hint
    assert "['" not in str(caught.value), "no list of character classes"


def test_our_prefixes_need_no_declaration(store: Store) -> None:
    assert bool(run_text(store, "ASK { ?s a jg:Agency ; skos:prefLabel ?l }"))
    own = run_text(store, "PREFIX jg: <http://x/> ASK { ?s a jg:Agency }")
    assert isinstance(own, QueryBoolean) and not bool(own)
