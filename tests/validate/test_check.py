"""check(): what a finding says, in which order, and that no data, however odd, stops it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ValidationError
from kg.validate import Shapes, Violation, check
from kg.validate.check import QUOTE_LENGTH
from kg.vocab import BASE, JG, SKOS, XSD

Quads = Callable[..., list[ox.Quad]]
SH = "http://www.w3.org/ns/shacl#"

# What can stand where something else should.
ODD = [
    ox.Literal(""),
    ox.Literal("text"),
    ox.Literal("text", language="en"),
    ox.Literal(-1),
    ox.Literal("1e9999", datatype=ox.NamedNode(XSD.double)),
    ox.Literal("no number", datatype=ox.NamedNode(XSD.integer)),
    ox.Literal("no day", datatype=ox.NamedNode(XSD.date)),
    ox.Literal("2019-02-30", datatype=ox.NamedNode(XSD.date)),
    ox.Literal("2019-05-02Z", datatype=ox.NamedNode(XSD.date)),
    ox.Literal("2019", datatype=ox.NamedNode(XSD.gYear)),
    ox.Literal("x", datatype=ox.NamedNode("https://example.org/own-datatype")),
    ox.NamedNode("https://example.org/unknown"),
    ox.NamedNode(JG.Refused),
    ox.NamedNode(BASE + "ice"),
    ox.BlankNode("odd"),
]


def test_empty_graph_conforms(shapes: Shapes) -> None:
    assert check([], shapes) == ()


def test_standard_shapes_serve_when_none_are_given(quads: Quads) -> None:
    assert check(quads()) == ()
    assert [one.label for one in check(quads(["id:usc jg:citation"]))] == ["8 U.S.C. § 1225(d)"]


def test_finding_says_all(quads: Quads, shapes: Shapes) -> None:
    found = check(quads(["id:subpoena jg:count"], "id:subpoena jg:count 0 ."), shapes)
    assert found == (
        Violation(
            node=BASE + "subpoena",
            label="Subpoenas to the Wasco County Sheriff's Office",
            message="The count (jg:count) must be a whole number above 0; leave it out where the text gives none.",
            path=JG.count,
            severity="Violation",
            value="0",
            where="notice.txt",
            component=SH + "MinInclusiveConstraintComponent",
        ),
    )


def test_missing_value_has_no_value(quads: Quads, shapes: Shapes) -> None:
    (found,) = check(quads(["id:response jg:status"]), shapes)
    assert (found.value, found.path) == ("", JG.status)


def test_rule_over_several_properties_has_no_path(quads: Quads, shapes: Shapes) -> None:
    (found,) = check(quads(["id:subpoena jg:hasResponse"]), shapes)
    assert (found.path, found.label) == ("", "Refusal by the Wasco County Sheriff's Office")


def test_node_without_name_goes_by_its_iri(quads: Quads, shapes: Shapes) -> None:
    (found,) = check(quads(["id:ice skos:prefLabel"]), shapes)
    assert (found.label, found.path) == (BASE + "ice", SKOS.prefLabel)


def test_evidence_goes_by_what_it_supports(quads: Quads, shapes: Shapes) -> None:
    (found,) = check(quads(["id:e5 jg:confidence"]), shapes)
    assert found.label == "evidence for Detainers sent to Wasco County"


def test_quote_of_another_length_is_found(quads: Quads, shapes: Shapes) -> None:
    (found,) = check(quads(["id:e2 jg:quote"], 'id:e2 jg:quote "“sanctuary”" .'), shapes)
    assert (found.path, found.value, found.component) == (JG.quote, "“sanctuary”", QUOTE_LENGTH)
    assert found.message.endswith("It has 11, not 13.")


def test_violations_come_before_warnings(quads: Quads, shapes: Shapes) -> None:
    found = check(
        quads(["id:e3 jg:rule", "id:usc jg:citation", "id:ice jg:level"], "id:ice jg:level jg:Court ."), shapes
    )
    assert [(one.severity, one.node.removeprefix(BASE)) for one in found] == [
        ("Violation", "ice"),
        ("Violation", "usc"),
        ("Warning", "e3"),
    ]


def test_order_of_quads_does_not_matter(quads: Quads, shapes: Shapes) -> None:
    broken = quads(["id:ice skos:prefLabel", "id:subpoena jg:issuedBy", "id:e3 jg:rule", "id:usc jg:citation"])
    expected = check(broken, shapes)
    assert len(expected) == 4
    for seed in range(3):
        random.Random(seed).shuffle(broken)
        assert check(broken, shapes) == expected


def test_same_statement_in_two_graphs_counts_once(quads: Quads, shapes: Shapes) -> None:
    other = ox.NamedNode(BASE + "graph/other")
    twice = quads() + [ox.Quad(quad.subject, quad.predicate, quad.object, other) for quad in quads()]
    assert check(iter(twice), shapes) == ()


def test_two_names_from_two_documents_are_found(quads: Quads, shapes: Shapes) -> None:
    other = ox.NamedNode(BASE + "graph/other")
    name = ox.Quad(ox.NamedNode(BASE + "ice"), ox.NamedNode(SKOS.prefLabel), ox.Literal("ICE"), other)
    (found,) = check([*quads(), name], shapes)
    assert found.node == BASE + "ice"


def test_blank_nodes_are_checked_too(quads: Quads, shapes: Shapes) -> None:
    found = check(quads(add='_:b a jg:Agency ; skos:altLabel "nameless" .'), shapes)
    assert [one.node[:2] for one in found] == ["_:"]


def test_statement_about_a_statement_is_refused(quads: Quads, shapes: Shapes) -> None:
    ice = ox.NamedNode(BASE + "ice")
    inner = ox.Triple(ice, ox.NamedNode(JG.partOf), ice)
    with pytest.raises(ValidationError, match="statement about a statement"):
        check([*quads(), ox.Quad(ice, ox.NamedNode(JG.evidence), inner)], shapes)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(min_value=0, max_value=10_000), odd=st.sampled_from(ODD))
def test_nothing_odd_stops_the_check(place: int, odd: ox.Literal, quads: Quads, shapes: Shapes) -> None:
    data = quads()
    old = data[place % len(data)]
    data[place % len(data)] = ox.Quad(old.subject, old.predicate, odd, old.graph_name)
    for found in check(data, shapes):
        assert found.message and found.component and found.label == found.label.strip()


def test_wrong_literals_are_not_logged(
    quads: Quads, shapes: Shapes, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    assert check(quads(["id:subpoena jg:responseDue"], 'id:subpoena jg:responseDue "soon"^^xsd:date .'), shapes)
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
