"""Rules of order: read from the shapes, run on days and whole numbers, silent about what cannot be compared."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import SH, Graph

from kg.validate import Shapes
from kg.validate.order import OrderRule, out_of_order, take_rules
from kg.vocab import JG, XSD

STRICT = OrderRule(JG.start, JG.end, True, "before", "urn:component")
LOOSE = OrderRule(JG.periodStart, JG.periodEnd, False, "not after", "urn:component")


def literal(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(f"{XSD}{kind}"))


def pair(rule: OrderRule, first: ox.Literal, second: ox.Literal) -> list[ox.Quad]:
    node = ox.NamedNode("urn:node")
    return [ox.Quad(node, ox.NamedNode(rule.second), second), ox.Quad(node, ox.NamedNode(rule.first), first)]


def fails(rule: OrderRule, first: ox.Literal, second: ox.Literal) -> bool:
    return bool(list(out_of_order(pair(rule, first, second), [rule])))


def test_rules_of_the_ontology(shapes: Shapes) -> None:
    assert {(rule.first, rule.second, rule.strict) for rule in shapes.order} == {
        (JG.start, JG.end, True),
        (JG.date, JG.responseDue, False),
        (JG.periodStart, JG.periodEnd, False),
    }
    assert all(rule.message.endswith(".") for rule in shapes.order)


def test_rules_are_taken_out_of_the_graph_given_to_pyshacl(shapes: Shapes) -> None:
    assert not list(shapes.graph.subjects(SH.lessThan)) + list(shapes.graph.subjects(SH.lessThanOrEquals))
    graph = Graph().parse(
        data="@prefix sh: <http://www.w3.org/ns/shacl#> ."
        "<urn:s> sh:path <urn:a> ; sh:lessThan <urn:b> ; sh:message 'm' ."
    )
    assert take_rules(graph) == (OrderRule("urn:a", "urn:b", True, "m", str(SH.LessThanConstraintComponent)),)
    assert take_rules(graph) == ()


@settings(deadline=None)
@given(first=st.integers(-50, 50), second=st.integers(-50, 50))
def test_whole_numbers(first: int, second: int) -> None:
    assert fails(STRICT, ox.Literal(first), ox.Literal(second)) == (first >= second)
    assert fails(LOOSE, ox.Literal(first), ox.Literal(second)) == (first > second)


@settings(deadline=None)
@given(first=st.dates(), second=st.dates())
def test_days(first: object, second: object) -> None:
    one, two = literal(str(first), "date"), literal(str(second), "date")
    assert fails(STRICT, one, two) == (str(first) >= str(second))
    assert fails(LOOSE, one, two) == (str(first) > str(second))


@pytest.mark.parametrize(
    "first",
    [
        literal("2019", "gYear"),
        literal("2019-12", "gYearMonth"),
        literal("soon", "date"),
        literal("2019-02-30", "date"),
        literal("9", "integer"),
        ox.Literal("2019-12-31"),
    ],
)
def test_what_cannot_be_compared_is_passed_over(first: ox.Literal) -> None:
    assert not fails(LOOSE, first, literal("2018-01-01", "date"))


def test_values_of_different_nodes_are_not_compared() -> None:
    late, early = pair(LOOSE, literal("2019-02-01", "date"), literal("2019-01-01", "date"))
    moved = ox.Quad(ox.NamedNode("urn:other"), late.predicate, late.object)
    assert list(out_of_order([moved, early], [LOOSE])) == []


def test_one_finding_for_each_wrong_first_value() -> None:
    data = [*pair(STRICT, ox.Literal(5), ox.Literal(3)), *pair(STRICT, ox.Literal(4), ox.Literal(2))]
    assert list(out_of_order(data, [STRICT])) == [("urn:node", STRICT, "4"), ("urn:node", STRICT, "5")]
