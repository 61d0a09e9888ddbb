"""Syntax errors say where and what, with the line and a caret below the place."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.run import run_text
from kg.query.syntax import located
from kg.store import memory_store


def complaint(sparql: str, where: str = "query") -> QueryError:
    with memory_store() as store, pytest.raises(QueryError) as caught:
        run_text(store, sparql, where=where)
    return caught.value


def pointed_at(error: QueryError) -> str:
    """What stands above the caret, to the end of the line."""
    line, caret = (error.hint or "").split("\n")[:2]
    return line[caret.index("^") - 2 :]  # the lines after the first are indented by two


@pytest.mark.parametrize(
    ("prefix", "hint"),
    [
        ("skoss", "did you mean skos: ?"),
        ("jurisgraph", "did you mean jg: ?"),
        ("dct", "did you mean dcterms: ?"),
        ("DCTERMS", "did you mean dcterms: ?"),
        ("foaf", "declare it at the top: PREFIX foaf: <http://xmlns.com/foaf/0.1/>"),
        ("zzz", "known are dcterms, eli, id, jg,"),
    ],
)
def test_an_unknown_prefix_suggests_one(prefix: str, hint: str) -> None:
    error = complaint(f"SELECT ?s {{\n  ?s a jg:Agency ;\n     {prefix}:name ?n }}")
    assert error.reason == f"syntax error: the prefix {prefix}: is not known"
    assert error.where == "query, line 3, column 6"
    assert pointed_at(error).startswith(f"{prefix}:name ?n")
    assert hint in (error.hint or "")


def test_a_declared_prefix_is_not_the_unknown_one() -> None:
    error = complaint("PREFIX a: <http://a/>\nSELECT ?s { ?s a:b c:d }")
    assert "the prefix c: is not known" in error.reason and error.where == "query, line 2, column 20"


@pytest.mark.parametrize(
    ("sparql", "reason", "at"),
    [
        ("SELECT ?s WHERE {\n ?s ?p ?o\n", "this bracket is never closed", "{"),
        ("SELECT * { ?s ?p ?o }}", "this bracket closes nothing", "}"),
        ('SELECT * { FILTER(?s = "a" }', "this bracket is never closed", '(?s = "a" }'),
        ("SELECT * {\n ?s ?p 'abc }", "this text is never closed", "'abc }"),
        ("LOAD <http://x/>", "this changes data, and a query only reads", "LOAD"),
        ("SELECT (COUNT(?x) AS ?n) ?y { ?y ?p ?x }", "a column is selected that is neither grouped by", ""),
        ("SELECT * { ?s <a b> ?o }", "this is no IRI", ""),
    ],
)
def test_the_reason_is_told_and_pointed_at(sparql: str, reason: str, at: str) -> None:
    error = complaint(sparql)
    assert reason in error.reason
    assert pointed_at(error).startswith(at)


@pytest.mark.parametrize(
    ("sparql", "word", "meant"),
    [
        ("SELEC ?x { ?x ?p ?y }", "SELEC", "SELECT"),
        ("SELECT ?x { ?x a ?y } ODER BY ?x", "ODER", "ORDER"),
        ("SELECT ?x {\n  ?x ?p ?y OPTINAL { ?x ?q ?z } }", "OPTINAL", "OPTIONAL"),
        ("SELECT (STRLENGTH(?x) AS ?n) { ?x ?p ?y }", "STRLENGTH", "STRLEN"),
    ],
)
def test_a_misspelt_word_is_found(sparql: str, word: str, meant: str) -> None:
    error = complaint(sparql)
    assert pointed_at(error).startswith(word)
    assert f"did you mean {meant}?" in (error.hint or "")


def test_an_empty_query_and_an_unknown_function() -> None:
    assert "no query in it" in complaint("  \n").reason
    assert complaint("SELECT (<http://x/f>(1) AS ?n) {}").reason == "there is no function <http://x/f>"


def test_messages_name_the_file_and_fit_a_screen() -> None:
    error = complaint("SELECT ?s { ?s ?p " + "x" * 5000, where="mine.rq")
    assert error.where is not None and error.where.startswith("mine.rq, line 1, ")
    assert max(len(line) for line in str(error).splitlines()) < 200
    assert "expected" not in str(error)


def test_other_errors_come_back_as_they_are() -> None:
    error = QueryError("something else")
    assert located(error, "SELECT", "query") is error
