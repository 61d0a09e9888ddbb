"""Every rule of ontology/shapes: what it lets through, what it catches, and that no rule goes untested."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import pytest
import yaml
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef

from kg.errors import ValidationError
from kg.validate import Shapes, check
from kg.validate.quotes import MESSAGE
from kg.validate.shapes import standard
from kg.vocab import BASE

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "failures.yaml").read_text("utf-8"))
Quads = Callable[..., list[ox.Quad]]


def test_whole_graph_conforms_without_a_warning(quads: Quads, shapes: Shapes) -> None:
    assert check(quads(), shapes) == ()


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['fails']}" for n, case in enumerate(CASES)])
def test_rule_catches_what_it_should(case: dict[str, Any], quads: Quads, shapes: Shapes) -> None:
    found = check(quads(case.get("remove", ()), case.get("add", "")), shapes)
    node = BASE + case["fails"]
    hits = [one for one in found if one.node == node and one.message.startswith(case["says"])]
    assert hits, [(one.node, one.message) for one in found]
    assert {hit.severity for hit in hits} == {case.get("severity", "Violation")}


@pytest.mark.parametrize(
    "add",
    [
        'id:new a jg:Jurisdiction ; skos:prefLabel "New York City" .',
        'id:new a jg:Jurisdiction ; skos:prefLabel "District of Columbia" ; jg:jurisdictionType jg:USCounty .',
        'id:new a jg:Jurisdiction ; skos:prefLabel "Orange County, California" .',
        'id:new a jg:Agency ; skos:prefLabel "Theo County Sheriff\'s Office" .',
        'id:new a jg:Statute ; skos:prefLabel "A named act" ; jg:citation "A named act" .',
        'id:new a jg:DetainerRequest ; skos:prefLabel "Detainers" ; jg:issuedBy id:ice ; jg:evidence id:e5 .',
        'id:new a jg:DetainerRequest ; skos:prefLabel "Detainers" ; jg:sentTo id:county ; jg:evidence id:e5 .',
        'id:new a jg:CourtAction ; skos:prefLabel "O"; jg:actionType jg:Order; jg:concerns id:usc ; jg:evidence id:e6.',
    ],
)
def test_what_is_right_passes(add: str, quads: Quads, shapes: Shapes) -> None:
    assert check(quads(add=add), shapes) == ()


@pytest.mark.parametrize("date", ['"2019-05"^^xsd:gYearMonth', '"2019"^^xsd:gYear', '"2019-05-16"^^xsd:date'])
def test_due_day_is_compared_with_days_only(date: str, quads: Quads, shapes: Shapes) -> None:
    assert check(quads(["id:subpoena jg:date"], f"id:subpoena jg:date {date} ."), shapes) == ()


def test_what_is_merged_may_disagree(quads: Quads, shapes: Shapes) -> None:
    more = (
        'id:subpoena jg:mergedFrom id:subpoena, id:b ; jg:count 99 ; jg:date "2019-05-03"^^xsd:date ;'
        " jg:subjectCount 9 ;"
        ' jg:responseDue "2019-05-20"^^xsd:date ; jg:countQualifier "about" .'
        " id:merge a jg:MergeDecision ; jg:decides id:subpoena ; jg:compares id:subpoena, id:b ; jg:score 6 ;"
        ' jg:reason "recipient +4: both on it", "issuer +2: both issued by it" .'
    )
    assert check(quads(add=more), shapes) == ()


def test_due_day_without_a_date_passes(quads: Quads, shapes: Shapes) -> None:
    assert check(quads(["id:subpoena jg:date"]), shapes) == ()


def test_every_message_has_a_case(shapes: Shapes) -> None:
    messages = {str(message) for message in shapes.graph.objects(None, SH.message)} | {MESSAGE}
    begun = tuple(case["says"] for case in CASES)
    assert [message for message in sorted(messages) if not message.startswith(begun)] == []


def test_every_case_begins_one_message_only(shapes: Shapes) -> None:
    messages = {str(message) for message in shapes.graph.objects(None, SH.message)} | {MESSAGE}
    for case in CASES:
        assert sum(message.startswith(case["says"]) for message in messages) == 1, case["says"]


def test_shapes_are_valid_shacl(shapes: Shapes) -> None:
    conforms, _, text = pyshacl.validate(shapes.graph, shacl_graph=shapes.graph, meta_shacl=True)
    assert conforms, text


def test_every_property_shape_speaks_and_says_how_bad_it_is(shapes: Shapes) -> None:
    """Those inside sh:or speak through the shape around them; those that lead on to another shape, through that."""
    inside = {member for group in shapes.graph.objects(None, SH["or"]) for member in shapes.graph.items(group)}
    inside |= {part for member in inside for part in shapes.graph.objects(member, SH.property)}
    for shape in set(shapes.graph.subjects(SH.path, None)) - inside:
        if shapes.graph.value(shape, SH.property) is None:
            assert len(list(shapes.graph.objects(shape, SH.message))) == 1
            assert shapes.graph.value(shape, SH.severity) in {SH.Violation, SH.Warning}


def test_every_class_has_a_shape(shapes: Shapes) -> None:
    vocabulary = Graph().parse(shapes.folder.parent / "jurisgraph.ttl")
    (disjoint,) = vocabulary.objects(None, OWL.members)
    classes = {*vocabulary.items(disjoint), URIRef("https://w3id.org/jurisgraph/ontology#Policy")}
    assert classes <= set(shapes.graph.objects(None, SH.targetClass))


def test_lists_of_values_are_the_schemes_of_the_vocabulary(shapes: Shapes) -> None:
    vocabulary = Graph().parse(shapes.folder.parent / "jurisgraph.ttl")
    ranges = dict(vocabulary.subject_objects(RDFS.range))
    checked = 0
    for shape, group in shapes.graph.subject_objects(SH["in"]):
        prop = shapes.graph.value(shape, SH.path)
        values = set(shapes.graph.items(group))
        if all(isinstance(value, URIRef) for value in values):
            assert values == set(vocabulary.subjects(RDF.type, ranges[prop])), prop
            checked += 1
    assert checked == 10


def test_standard_shapes_are_loaded_once() -> None:
    assert standard() is standard()


def test_folder_without_shapes_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="no shapes"):
        Shapes(tmp_path)


def test_broken_shapes_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(ValidationError, match=r"broken\.ttl.*no valid Turtle"):
        Shapes(tmp_path)


def test_faulty_shapes_are_an_error(tmp_path: Path, quads: Quads) -> None:
    (tmp_path / "faulty.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix jg: <https://w3id.org/jurisgraph/ontology#> ."
        "<urn:x> a sh:NodeShape ; sh:targetClass jg:Agency ; sh:property <urn:y> . <urn:y> a sh:PropertyShape .",
        encoding="utf-8",
    )
    with pytest.raises(ValidationError):
        check(quads(), Shapes(tmp_path))
