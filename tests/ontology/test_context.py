"""The JSON-LD context: each name of the vocabulary, and the same statements as the Turtle."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg.resources import path
from kg.vocab import JG, PREFIXES

SAMPLE: dict[str, Any] = {
    "@graph": [
        {
            "@id": "id:sheriff",
            "@type": "Agency",
            "prefLabel": "Example County Sheriff's Office",
            "altLabel": ["ECSO"],
            "level": "County",
            "agencyType": "Sheriff",
            "hasJurisdiction": "id:county",
        },
        {"@id": "id:county", "@type": "Jurisdiction", "fips": "01001", "sameAs": "https://example.org/county"},
        {
            "@id": "id:subpoena",
            "@type": "Subpoena",
            "servedOn": "id:sheriff",
            "count": 3,
            "countQualifier": "at least",
            "date": {"@value": "2019-05", "@type": "xsd:gYearMonth"},
            "responseDue": "2019-06-01",
            "evidence": "id:evidence",
        },
        {
            "@id": "id:evidence",
            "@type": "Evidence",
            "document": "id:doc",
            "start": 0,
            "end": 6,
            "quote": "served",
            "confidence": "0.9",
            "rule": "served-on",
            "supports": ["jg:servedOn", "jg:issuedBy"],
        },
        {"@id": "id:doc", "@type": "Document", "fileName": "a.txt", "title": "A notice", "mentions": "id:sheriff"},
    ]
}
TURTLE = """
id:sheriff a jg:Agency ; skos:prefLabel "Example County Sheriff's Office" ; skos:altLabel "ECSO" ; jg:level jg:County ;
    jg:agencyType jg:Sheriff ; jg:hasJurisdiction id:county .
id:county a jg:Jurisdiction ; jg:fips "01001" ; owl:sameAs <https://example.org/county> .
id:subpoena a jg:Subpoena ; jg:servedOn id:sheriff ; jg:count 3 ; jg:countQualifier "at least" ;
    jg:date "2019-05"^^xsd:gYearMonth ; jg:responseDue "2019-06-01"^^xsd:date ; jg:evidence id:evidence .
id:evidence a jg:Evidence ; jg:document id:doc ; jg:start 0 ; jg:end 6 ; jg:quote "served" ; jg:confidence 0.9 ;
    jg:rule "served-on" ; jg:supports jg:servedOn, jg:issuedBy .
id:doc a jg:Document ; jg:fileName "a.txt" ; dcterms:title "A notice" ; jg:mentions id:sheriff .
"""


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return loaded


def statements(data: dict[str, Any]) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(json.dumps(data), format=ox.RdfFormat.JSON_LD)}


def local(term: object) -> str:
    return str(term).removeprefix(str(JG))


def test_sample_means_the_same_as_the_turtle(context: dict[str, Any]) -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    expected = {quad.triple for quad in ox.parse(prefixes + TURTLE, format=ox.RdfFormat.TURTLE)}
    assert statements({"@context": context, **SAMPLE}) == expected


@pytest.mark.parametrize("written", ["2019", "2019-05", "2019-05-02"])
def test_granularity_of_a_date_survives(written: str, context: dict[str, Any]) -> None:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(written)]
    data = {"@context": context, "@id": "id:s", "date": {"@value": written, "@type": f"xsd:{kind}"}}
    (triple,) = statements(data)
    expected = ox.Literal(written, datatype=ox.NamedNode(f"{PREFIXES['xsd']}{kind}"))
    assert (triple.predicate.value, triple.object) == (JG.date, expected)


def test_each_class_and_property_is_there(context: dict[str, Any], vocabulary: Graph) -> None:
    values = set(vocabulary.subjects(RDFS.subClassOf, SKOS.Concept))
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    named = {term for kind in kinds for term in vocabulary.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    for term in named - values:
        entry = context[local(term)]
        assert (entry if isinstance(entry, str) else entry["@id"]) == f"jg:{local(term)}"


def test_links_are_links_and_texts_are_texts(context: dict[str, Any], vocabulary: Graph) -> None:
    for prop in vocabulary.subjects(RDF.type, OWL.ObjectProperty):
        found = vocabulary.value(prop, RDFS.range)
        values = found is not None and (found, RDFS.subClassOf, SKOS.Concept) in vocabulary
        assert context[local(prop)]["@type"] == ("@vocab" if values else "@id")
    for prop in vocabulary.subjects(RDF.type, OWL.DatatypeProperty):
        entry = context[local(prop)]
        kind = "" if isinstance(entry, str) else entry["@type"].replace("xsd:", PREFIXES["xsd"])
        expected = str(vocabulary.value(prop, RDFS.range))
        assert kind == (expected if expected.endswith(("#integer", "#decimal", "#date")) else "")


def test_prefixes_are_those_of_the_project(context: dict[str, Any]) -> None:
    assert {name: iri for name, iri in context.items() if PREFIXES.get(name, iri) != iri} == {}
    assert context["@version"] == 1.1 and context["@vocab"] == str(JG)


def test_no_name_is_given_twice() -> None:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(pairs) == len({key for key, _ in pairs})
        return dict(pairs)

    json.loads(path("ontology", "context.jsonld").read_text(encoding="utf-8"), object_pairs_hook=unique)
