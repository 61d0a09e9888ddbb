"""From pyoxigraph to rdflib: the same nodes, and literals spelt as they are."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from kg.errors import ValidationError
from kg.validate.convert import node_name, to_rdflib
from kg.vocab import XSD

S, P = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")


def converted(value: ox.Literal | ox.NamedNode | ox.BlankNode) -> Node:
    (triple,) = to_rdflib([ox.Quad(S, P, value)])
    assert triple[:2] == (URIRef("urn:s"), URIRef("urn:p"))
    return triple[2]


@pytest.mark.parametrize(
    ("lexical", "kind"),
    [("007", "integer"), ("1.00", "decimal"), ("2019", "gYear"), ("2019-05", "gYearMonth"), ("soon", "date")],
)
def test_spelling_stays(lexical: str, kind: str) -> None:
    found = converted(ox.Literal(lexical, datatype=ox.NamedNode(f"{XSD}{kind}")))
    assert isinstance(found, Literal)
    assert (str(found), str(found.datatype)) == (lexical, f"{XSD}{kind}")


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_texts_are_plain_literals(text: str) -> None:
    assert converted(ox.Literal(text)) == Literal(text)


def test_language_and_nodes() -> None:
    assert converted(ox.Literal("loi", language="fr")) == Literal("loi", lang="fr")
    assert converted(ox.NamedNode("urn:x")) == URIRef("urn:x")
    assert converted(ox.BlankNode("b")) == BNode("b")


def test_names_agree_between_the_libraries() -> None:
    pairs = [
        (ox.NamedNode("urn:x"), URIRef("urn:x"), "urn:x"),
        (ox.BlankNode("b"), BNode("b"), "_:b"),
        (ox.Literal("text"), Literal("text"), "text"),
    ]
    for left, right, name in pairs:
        assert node_name(left) == node_name(right) == name


def test_triple_term_is_refused() -> None:
    with pytest.raises(ValidationError, match="cannot be checked"):
        to_rdflib([ox.Quad(S, P, ox.Triple(S, P, S))])
