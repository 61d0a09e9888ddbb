"""set_aside(): what fails goes with all that hangs on it and is named; what is left conforms and is unchanged."""

from __future__ import annotations

import random
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import SetAside
from kg.validate import Shapes, check, set_aside
from kg.validate.convert import node_name
from kg.vocab import BASE, JG, RDF, XSD

Quads = Callable[..., list[ox.Quad]]


def nodes(data: list[ox.Quad]) -> set[str]:
    """Local names of all nodes that the data describe."""
    return {node_name(quad.subject).removeprefix(BASE) for quad in data}


def targets(data: list[ox.Quad]) -> set[str]:
    return {node_name(quad.object).removeprefix(BASE) for quad in data if not isinstance(quad.object, ox.Literal)}


def test_what_conforms_is_handed_back_as_it_is(quads: Quads, shapes: Shapes) -> None:
    data = quads()
    assert set_aside(data, shapes) == (data, ())


def test_failing_fact_goes_with_its_evidence_and_links(quads: Quads, shapes: Shapes) -> None:
    data = quads(["id:detainers jg:outcome"], "id:detainers jg:outcome jg:Refused .")
    kept, aside = set_aside(data, shapes)
    assert aside == (
        SetAside(
            what="Detainers sent to Wasco County",
            where="notice.txt",
            reason="The outcome (jg:outcome) must be jg:Declined, jg:Honored or jg:Issued.",
            node=BASE + "detainers",
            kind="DetainerRequest",
            passages=((50, 58, "declined"),),
            stated=(
                (JG.appliesIn, "Wasco County, Oregon"),
                (JG.assertedBy, "U.S. Immigration and Customs Enforcement"),
                (f"{JG}count", "12"),
                (JG.issuedBy, "U.S. Immigration and Customs Enforcement"),
                (JG.outcome, "Refused"),
                (JG.periodEnd, "2019-01-31"),
                (JG.periodStart, "2019-01-01"),
                (JG.sentTo, "Wasco County, Oregon"),
                (JG.subjectCount, "12"),
            ),
        ),
    )
    assert nodes(data) - nodes(kept) == {"detainers", "e5"}
    assert not {"detainers", "e5"} & targets(kept)


def test_evidence_that_others_use_stays(quads: Quads, shapes: Shapes) -> None:
    data = quads(["id:detainers jg:outcome"], "id:detainers jg:outcome jg:Refused . id:policy jg:evidence id:e5 .")
    kept, _ = set_aside(data, shapes)
    assert nodes(data) - nodes(kept) == {"detainers"}


def test_fact_that_loses_a_required_link_follows(quads: Quads, shapes: Shapes) -> None:
    kept, aside = set_aside(quads(["id:subpoena jg:servedOn"]), shapes)
    assert [one.node.removeprefix(BASE) for one in aside] == ["response", "subpoena"]
    assert "A response must answer a subpoena" in aside[0].reason
    assert nodes(kept) & {"subpoena", "response", "e3", "e4"} == set()
    # The petition concerned a policy and a statute as well: it stays, without the link that led nowhere.
    assert "petition" in nodes(kept) and "subpoena" not in targets(kept)


def test_failing_entity_goes_and_what_cannot_do_without_it(quads: Quads, shapes: Shapes) -> None:
    kept, aside = set_aside(quads(["id:sheriff jg:level"], "id:sheriff jg:level jg:Sheriff ."), shapes)
    assert [one.node.removeprefix(BASE) for one in aside] == ["response", "subpoena", "sheriff"]
    (subpoena,) = (one for one in aside if one.node == BASE + "subpoena")
    assert subpoena.reason == (
        "A subpoena needs at least one agency or jurisdiction that it was served on (jg:servedOn). "
        "It lost Wasco County Sheriff's Office, set aside before."
    )
    assert "sheriff" not in nodes(kept) | targets(kept)
    assert check(kept, shapes) == ()


def test_link_that_can_be_spared_is_cut_and_the_fact_stays(quads: Quads, shapes: Shapes) -> None:
    data = quads(add="id:subpoena jg:servedOn id:odd . id:odd a jg:Agency .")
    kept, aside = set_aside(data, shapes)
    assert [one.node for one in aside] == [BASE + "odd"]
    assert sorted(map(str, kept)) == sorted(map(str, quads()))


def test_failing_evidence_goes_and_the_fact_with_its_last(quads: Quads, shapes: Shapes) -> None:
    kept, aside = set_aside(quads(["id:e5 jg:quote"], 'id:e5 jg:quote "decline" .'), shapes)
    assert [one.what for one in aside] == [
        "Detainers sent to Wasco County",
        "evidence for Detainers sent to Wasco County",
    ]
    assert {"detainers", "e5"}.isdisjoint(nodes(kept))


def test_failing_evidence_beside_other_evidence_goes_alone(quads: Quads, shapes: Shapes) -> None:
    data = quads(["id:e5 jg:quote"], 'id:e5 jg:quote "decline" . id:detainers jg:evidence id:e6 .')
    kept, aside = set_aside(data, shapes)
    assert [one.node for one in aside] == [BASE + "e5"]
    assert "detainers" in nodes(kept)


def test_several_reasons_are_all_given(quads: Quads, shapes: Shapes) -> None:
    _, aside = set_aside(quads(["id:policy jg:policyType", "id:policy jg:adoptedBy"]), shapes)
    (policy,) = (one for one in aside if one.node == BASE + "policy")
    assert "needs its type" in policy.reason and "adopted it" in policy.reason


def test_failing_document_takes_its_graph_along(quads: Quads, shapes: Shapes) -> None:
    other = ox.NamedNode(BASE + "graph/other")
    agency = ox.NamedNode(BASE + "new")
    rest = [
        ox.Quad(agency, ox.NamedNode(RDF.type), ox.NamedNode(JG.Agency), other),
        ox.Quad(agency, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), ox.Literal("New"), other),
    ]
    kept, aside = set_aside([*quads(["id:doc jg:fileName"]), *rest], shapes)
    assert kept == rest
    assert [(one.what, one.node) for one in aside] == [(BASE + "doc", BASE + "doc")]


def test_person_is_taken_out(quads: Quads, shapes: Shapes) -> None:
    data = quads(add="id:someone a <http://xmlns.com/foaf/0.1/Person> . id:subpoena <urn:about> id:someone .")
    kept, aside = set_aside(data, shapes)
    assert [one.node for one in aside] == [BASE + "someone"]
    assert "someone" not in nodes(kept) | targets(kept)


def test_warnings_take_nothing_out(quads: Quads, shapes: Shapes) -> None:
    data = quads(["id:e3 jg:rule", "id:response jg:respondent"])
    assert {one.severity for one in check(data, shapes)} == {"Warning"}
    assert set_aside(data, shapes) == (data, ())


def test_each_document_is_named(quads: Quads, shapes: Shapes) -> None:
    add = (
        'id:doc2 a jg:Document ; jg:fileName "other.md" . id:e7 a jg:Evidence ; jg:document id:doc2 ; jg:start 0 ;'
        ' jg:end 3 ; jg:quote "two" ; jg:confidence 0.5 ; jg:rule "r" .'
        'id:new a jg:DetainerRequest ; skos:prefLabel "Others" ; jg:evidence id:e7 .'
    )
    _, aside = set_aside(quads(["id:detainers skos:prefLabel"], add), shapes)
    assert {(one.node.removeprefix(BASE), one.where) for one in aside} == {
        ("detainers", "notice.txt"),
        ("new", "other.md"),
    }


@pytest.mark.parametrize("lexical", ["1.00", "0.50", "1"])
def test_values_stay_as_written(lexical: str, quads: Quads, shapes: Shapes) -> None:
    value = ox.Literal(lexical, datatype=ox.NamedNode(XSD.decimal))
    data = quads(["id:e3 jg:confidence", "id:usc jg:citation"])
    data.append(ox.Quad(ox.NamedNode(BASE + "e3"), ox.NamedNode(JG.confidence), value, data[0].graph_name))
    kept, aside = set_aside(data, shapes)
    assert aside and value in {quad.object for quad in kept}


def test_order_of_quads_does_not_matter(quads: Quads, shapes: Shapes) -> None:
    data = quads(["id:sheriff skos:prefLabel", "id:e2 jg:document"])
    kept, aside = set_aside(data, shapes)
    assert len(aside) > 2
    for seed in range(2):
        random.Random(seed).shuffle(data)
        again, same = set_aside(data, shapes)
        assert (sorted(map(str, again)), same) == (sorted(map(str, kept)), aside)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gone=st.sets(st.integers(0, 10_000), min_size=1, max_size=6))
def test_what_is_left_conforms_and_is_part_of_what_was(gone: set[int], quads: Quads, shapes: Shapes) -> None:
    whole = quads()
    places = {number % len(whole) for number in gone}
    data = [quad for place, quad in enumerate(whole) if place not in places]
    kept, aside = set_aside(data, shapes)
    assert all(one.severity != "Violation" for one in check(kept, shapes))
    assert [quad for quad in data if quad in set(kept)] == kept
    assert bool(aside) == any(one.severity == "Violation" for one in check(data, shapes))
    left = nodes(kept)
    # Every described node is still there, or was named, or was evidence, unless its document failed.
    if not any(one.node == BASE + "doc" for one in aside):
        named = {one.node.removeprefix(BASE) for one in aside}
        evidence = {f"e{number}" for number in range(1, 7)}
        assert nodes(data) - left <= named | evidence
    assert set_aside(kept, shapes) == (kept, ())
