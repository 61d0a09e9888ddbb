from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query.terms import expand, iri, literal, local_name, shorten, words
from kg.vocab import JG, PREFIXES, XSD

NASTY = st.text(st.sampled_from(list("\"'\\{}<>?$#\n\r\tuU0041 abé\x00\x07\x7f \U0001f600")))
ANY = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), NASTY)


def oxigraph(term: str) -> list[ox.Literal]:
    return [row[0] for row in ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")]  # type: ignore[misc, union-attr]


@settings(deadline=None)
@given(ANY)
@example('" } UNION { ?s ?p ?o } #')
@example("\\u0022 } #")
@example('\\"')
@example("\\\\U00000022")
def test_any_text_stays_one_literal(text: str) -> None:
    assert oxigraph(literal(text)) == [ox.Literal(text)]


@settings(deadline=None, max_examples=50)
@given(NASTY)
@example("\\u0022 . ?s ?p ?o #")
@example("a\\u005c")
def test_a_processor_that_decodes_escapes_first_reads_the_same(text: str) -> None:
    # rdflib decodes \\uXXXX over the whole query before it parses it.
    rows = list(rdflib.Graph().query(f"SELECT ?x {{ BIND({literal(text)} AS ?x) }}"))
    assert [str(row[0]) for row in rows] == [text]  # type: ignore[index]


def test_a_datatype_is_kept() -> None:
    assert literal("2020-01", XSD.gYearMonth) == f'"2020-01"^^<{XSD.gYearMonth}>'
    assert oxigraph(literal("5", XSD.integer)) == [ox.Literal(5)]


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(QueryError, match="Unicode"):
        literal("a\udc80")


@settings(deadline=None)
@given(ANY)
@example("http://x/> } #")
@example("http://x/\\u003e")
def test_an_iri_is_one_term_or_refused(text: str) -> None:
    try:
        written = iri(text)
    except QueryError:
        return
    assert [row[0] for row in ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {written} }} }}")] == [ox.NamedNode(text)]  # type: ignore[misc, union-attr]


@pytest.mark.parametrize("bad", ["", "x", "http://x/a b", "http://x/{a}", 'http://x/"', "http://x/\n"])
def test_what_is_no_iri_is_refused(bad: str) -> None:
    with pytest.raises(QueryError, match="no IRI"):
        iri(bad)


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("jg:Refused", JG.Refused),
        ("id:agency/us/x", PREFIXES["id"] + "agency/us/x"),
        ("<http://x/a>", "http://x/a"),
        (" https://x/a ", "https://x/a"),
        ("urn:a:b", "urn:a:b"),
        ("Oregon", None),
        ("Brook Falls v. Harmon: the case", None),
        ("nope:x", None),
        ("", None),
    ],
)
def test_expand(text: str, full: str | None) -> None:
    assert expand(text) == full


@given(st.sampled_from(sorted(PREFIXES)), st.from_regex(r"[A-Za-z][A-Za-z0-9/-]{0,20}", fullmatch=True))
def test_shorten_and_expand_are_inverse(prefix: str, name: str) -> None:
    full = PREFIXES[prefix] + name
    assert shorten(full) == f"{prefix}:{name}"
    assert expand(shorten(full)) == full


def test_what_has_no_prefix_stays_whole() -> None:
    assert shorten("http://x/a") == "http://x/a"
    assert shorten(str(JG)) == str(JG)


def test_names_as_words() -> None:
    assert local_name(JG.servedOn) == "servedOn"
    assert words(JG.hasJurisdiction) == "has jurisdiction"
    assert words(JG.UnderReview) == "Under review"
    assert words("http://x/sameAs") == "same as"
