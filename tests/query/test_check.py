from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.query.check import check
from kg.query.library import QueryFile, parse
from kg.store import Store

HEADER = "#' title: T\n#' summary: S.\n#' columns:\n#'   a: the first\n#' view: table\n"
ROWS = 'SELECT ?a { VALUES ?a { "x" "y, z" } } ORDER BY ?a'


def question(body: str) -> QueryFile:
    return parse(HEADER + body, name="mine", topic="topic", where="mine.rq")


def problem(store: Store, body: str, answers: Path) -> str | None:
    (outcome,) = check(store, [question(body)], answers)
    assert outcome.name == "mine"
    return outcome.problem


def test_the_expected_answer_is_wanted_and_compared(store: Store, tmp_path: Path) -> None:
    assert "has no expected answer" in (problem(store, ROWS, tmp_path) or "")
    for text, expected in [
        ('a\nx\n"y, z"\n', None),
        ('a\r\nx\r\n"y, z"\r\n', None),
        ("a\nx\n", "it has 2 rows; expected were 1"),
        ("a\nx\nz\n", "row 2 is y, z; expected was z"),
        ("b\nx\n", "row 0 is a; expected was b"),
    ]:
        (tmp_path / "mine.csv").write_text(text, encoding="utf-8", newline="")
        assert problem(store, ROWS, tmp_path) == expected
    (tmp_path / "mine.csv").write_bytes(b"\xff")
    with pytest.raises(QueryError, match="cannot be read"):
        problem(store, ROWS, tmp_path)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("SELECT ?b { VALUES ?b { 1 } }", "tells of the columns a; it selects b"),
        ("ASK { ?s ?p ?o }", "is no SELECT query"),
        ("SELECT ?a { ?a foo:b 1 }", "the prefix foo: is not known"),
    ],
)
def test_a_question_that_cannot_be_asked_fails(store: Store, tmp_path: Path, body: str, words: str) -> None:
    assert words in (problem(store, body, tmp_path) or "")
