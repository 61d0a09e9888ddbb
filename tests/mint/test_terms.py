"""IRIs of keys and literals of values."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import ExtractError
from kg.mint import terms
from kg.model import PartialDate, Ref, Term, Value
from kg.vocab import BASE, JG, XSD


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(datatype))


@pytest.mark.parametrize(
    ("value", "term"),
    [
        (Ref("jurisdiction/fips/41067"), NamedNode(BASE + "jurisdiction/fips/41067")),
        (Term(JG.Complied), NamedNode("https://w3id.org/jurisgraph/ontology#Complied")),
        (PartialDate(2019), typed("2019", XSD.gYear)),
        (PartialDate(2019, 5), typed("2019-05", XSD.gYearMonth)),
        (PartialDate(2019, 5, 7), typed("2019-05-07", XSD.date)),
        (dt.date(2019, 5, 7), typed("2019-05-07", XSD.date)),
        (0, typed("0", XSD.integer)),
        (1234567, typed("1234567", XSD.integer)),
        (0.5, typed("0.5", XSD.decimal)),
        (1.0, typed("1", XSD.decimal)),
        (-0.0, typed("0", XSD.decimal)),
        (1e-7, typed("0.0000001", XSD.decimal)),
        (1e21, typed("1" + "0" * 21, XSD.decimal)),
        ("041", Literal("041")),
        ("2019-05-07", Literal("2019-05-07")),
        ("", Literal("")),
    ],
)
def test_each_kind_of_value(value: Value, term: NamedNode | Literal) -> None:
    assert terms.node(value, BASE) == term


@pytest.mark.parametrize(("value", "text"), [(0.123, "0.12"), (0.999, "1"), (0.85, "0.85"), (0.0, "0"), (1, "1")])
def test_confidence_has_two_places_at_most(value: float, text: str) -> None:
    assert terms.decimal(value, places=2) == typed(text, XSD.decimal)


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.dates())
@settings(deadline=None)
def test_the_store_keeps_literals_as_they_are_minted(value: float | int | dt.date) -> None:
    literal = terms.node(value, BASE)
    if isinstance(value, float) and abs(value) > 1e18:
        return  # beyond the engine's decimals
    store = Store()
    store.add(Quad(NamedNode(BASE + "x"), NamedNode(JG.count), literal))
    kept = next(iter(store)).object
    assert isinstance(kept, Literal) and isinstance(literal, Literal)
    assert float(kept.value) == float(literal.value) if isinstance(value, float) else kept == literal


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ExtractError, match="no number"):
        terms.decimal(value)


@pytest.mark.parametrize(
    "key",
    [
        "agency/us/ice",
        "a",
        "statute/8-usc-1225(d)(4)(b)",
        "statute/%C2%A7-5",
        "agency/dona-ana",
        "agency/doña-ana",
        "a/b.c",
    ],
)
def test_keys_are_taken_as_they_are(key: str) -> None:
    assert terms.key_iri(key, BASE).value == BASE + key


@pytest.mark.parametrize(
    "key",
    [
        "",
        "/",
        "a/",
        "/a",
        "a//b",
        "a b",
        "a?b",
        "a#b",
        "a<b",
        "a\\b",
        "a%zz",
        "a%",
        "a/../b",
        "..",
        "a/.",
        "a\n",
        "a{b}",
    ],
)
def test_keys_that_no_iri_can_hold_are_refused(key: str) -> None:
    with pytest.raises(ExtractError):
        terms.key_iri(key, BASE)


def test_half_characters_and_relative_iris_are_refused() -> None:
    with pytest.raises(ExtractError, match="half a character"):
        terms.text("\ud83d")
    with pytest.raises(ExtractError, match="no IRI"):
        terms.iri("servedOn")
