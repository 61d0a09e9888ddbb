from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.query.tokens import place, pointed, tokens, unescaped

ODD = st.text(st.sampled_from(list("\"'\\{}[]()<>?$#\n\r\t:.|&!=^ abSERVICE1u_é")), max_size=60)


def cut(sparql: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(sparql)]


def test_a_query_is_cut_into_its_pieces() -> None:
    assert cut("SELECT ?s # all\n{ ?s jg:count 12 ; <http://x/#a> 'it''s' }") == [
        ("word", "SELECT"),
        ("variable", "?s"),
        ("open", "{"),
        ("variable", "?s"),
        ("name", "jg:count"),
        ("number", "12"),
        ("sign", ";"),
        ("iri", "<http://x/#a>"),
        ("string", "'it'"),
        ("string", "'s'"),
        ("close", "}"),
    ]


@pytest.mark.parametrize(
    "text",
    ['"a \\" } #"', "'a \\' }'", '"""a "" \n " }"""', "'''a '' \n } '''", '""', "''"],
)
def test_what_is_in_quotes_is_one_piece(text: str) -> None:
    assert cut(f"{text} x") == [("string", text), ("word", "x")]


def test_less_than_is_no_iri() -> None:
    assert ("sign", "<") in cut("FILTER(?a < ?b && ?c > ?d)")
    assert ("iri", "<a>") in cut("?x <a> ?y")


def test_a_dot_ends_a_sentence_not_a_name() -> None:
    assert cut("?s a jg:Agency.")[-2:] == [("name", "jg:Agency"), ("sign", ".")]
    assert cut("?s a jg:v1.2 .")[-2:] == [("name", "jg:v1.2"), ("sign", ".")]


@settings(deadline=None)
@given(ODD)
def test_pieces_stand_where_they_say_and_leave_nothing_out_but_blanks_and_comments(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.start + len(token.text)] == token.text
        between = text[end : token.start].replace("\r", "\n").split("\n")
        assert all(not line.split("#")[0].strip() for line in between)
        end = token.start + len(token.text)


def test_escapes_are_decoded_as_a_processor_does() -> None:
    assert unescaped("\\u0053ERVICE \\U00000041") == "SERVICE A"
    assert unescaped("\\uD800 \\u12 \\U00110000 \\n") == "\\uD800 \\u12 \\U00110000 \\n"


def test_places_are_counted_from_one() -> None:
    assert place("ab\ncd", 0) == (1, 1)
    assert place("ab\ncd", 4) == (2, 2)
    assert place("ab\ncd", 5) == (2, 3)


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        (1, 1, "SELECT\n^"),
        (2, 3, "  ?é\n  ^"),
        (2, 99, "  ?é\n    ^"),
        (9, 1, "\n^"),
        (0, 1, "SELECT\n^"),
    ],
)
def test_a_caret_stands_below_the_column(line: int, column: int, shown: str) -> None:
    assert pointed("SELECT\n  ?é\n", line, column) == shown


def test_a_long_line_is_cut_around_the_caret() -> None:
    text, caret = pointed("a" * 300 + "!" + "b" * 300, 1, 301, width=40).split("\n")
    assert len(text) == 46 and text.startswith("...a") and text.endswith("b...")
    assert text[caret.index("^")] == "!"
