"""The vocabulary is complete, speaks for itself, and in the simple ways that can be checked infers nothing wrong."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest
import yaml
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.knowledge.agencies import federal_agencies
from kg.resources import path
from kg.vocab import JG as NAMES
from kg.vocab import PREFIXES

JG = Namespace(str(NAMES))
ONTOLOGY = URIRef("https://w3id.org/jurisgraph/ontology")
ROOT = Path(__file__).parents[2]
CONTRACT = ROOT.parent / "shared" / "ontology.md"
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)


def terms(vocabulary: Graph) -> set[URIRef]:
    """Every name of ours that the vocabulary describes."""
    return {term for term in vocabulary.subjects() if isinstance(term, URIRef) and term in JG}


def properties(vocabulary: Graph, kind: Node) -> set[Node]:
    return set(vocabulary.subjects(RDF.type, kind))


def members(vocabulary: Graph, node: Node) -> set[Node]:
    """The classes or datatypes that a range or domain stands for: itself, or the parts of its union."""
    union = vocabulary.value(node, OWL.unionOf)
    return set(vocabulary.items(union)) if union is not None else {node}


def test_parses_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(Graph().parse(path("ontology", "jurisgraph.ttl"))) > 500


def test_contract_is_defined(vocabulary: Graph) -> None:
    if not CONTRACT.exists():
        pytest.skip("shared/ontology.md is not beside this checkout")
    named = set(re.findall(r"`jg:([A-Za-z]+)`", CONTRACT.read_text(encoding="utf-8")))
    assert len(named) > 80
    assert {name for name in named if JG[name] not in terms(vocabulary)} == set()


@pytest.mark.parametrize(
    ("folder", "pattern", "suffix"),
    [
        ("kg", r"\bJG\.([A-Za-z]\w*)", ".py"),
        ("queries", r"\bjg:([A-Za-z]\w*)", ".rq"),
        ("ontology/shapes", r"\bjg:([A-Za-z]\w*)", ".ttl"),
    ],
)
def test_names_in_use_are_defined(folder: str, pattern: str, suffix: str, vocabulary: Graph) -> None:
    known = terms(vocabulary)
    unknown = {
        f"{file.relative_to(ROOT).as_posix()}: {name}"
        for file in (ROOT / folder).rglob(f"*{suffix}")
        for name in re.findall(pattern, file.read_text(encoding="utf-8"))
        if JG[name] not in known
    }
    assert unknown == set()


def test_agency_types_in_use_are_defined(vocabulary: Graph) -> None:
    kinds = yaml.safe_load(path("seeds", "patterns", "agencies.yaml").read_text(encoding="utf-8"))["kinds"]
    used = {kind["type"] for kind in kinds} | {record.agency_type for record in federal_agencies()}
    assert used <= {str(term).removeprefix(str(JG)) for term in vocabulary.subjects(RDF.type, JG.AgencyType)}


def test_each_term_has_one_label_and_one_comment(vocabulary: Graph) -> None:
    for term in terms(vocabulary):
        concept = (term, RDF.type, SKOS.Concept) in vocabulary
        label, comment = (SKOS.prefLabel, SKOS.definition) if concept else (RDFS.label, RDFS.comment)
        for says in (label, comment):
            texts = list(vocabulary.objects(term, says))
            assert len(texts) == 1, (term, says)
            assert str(texts[0]).strip() and getattr(texts[0], "language", None) == "en", term
        text = str(vocabulary.value(term, comment))
        assert text.endswith(".") and text[0].isupper(), term


def test_each_term_is_of_a_kind(vocabulary: Graph) -> None:
    kinds = {OWL.Class, *PROPERTIES, SKOS.Concept, SKOS.ConceptScheme}
    for term in terms(vocabulary):
        assert len(kinds & set(vocabulary.objects(term, RDF.type))) == 1, term


def test_names_follow_custom(vocabulary: Graph) -> None:
    for term in terms(vocabulary):
        first = str(term).rpartition("#")[2][0]
        is_property = any((term, RDF.type, kind) in vocabulary for kind in PROPERTIES)
        assert first.islower() == is_property, term


def test_no_two_terms_share_a_label_within_a_scheme(vocabulary: Graph) -> None:
    for scheme in vocabulary.subjects(RDF.type, SKOS.ConceptScheme):
        labels = [str(vocabulary.value(one, SKOS.prefLabel)) for one in vocabulary.subjects(SKOS.inScheme, scheme)]
        assert len(labels) == len(set(labels)) > 2, scheme


def test_ranges_fit_the_kind_of_property(vocabulary: Graph) -> None:
    literal = str(Namespace(PREFIXES["xsd"]))
    for prop in properties(vocabulary, OWL.ObjectProperty):
        for found in vocabulary.objects(prop, RDFS.range):
            for member in members(vocabulary, found):
                assert not str(member).startswith(literal) and member != RDFS.Literal, prop
                assert (member, RDF.type, OWL.Class) in vocabulary or member == RDF.Property, prop
    for prop in properties(vocabulary, OWL.DatatypeProperty):
        (found,) = vocabulary.objects(prop, RDFS.range)
        if isinstance(found, BNode):
            assert (found, RDF.type, RDFS.Datatype) in vocabulary, prop
        assert all(str(one).startswith(literal) or isinstance(one, BNode) for one in members(vocabulary, found)), prop


def test_domains_are_our_classes_or_those_of_prov(vocabulary: Graph) -> None:
    without = set()
    for kind in PROPERTIES:
        for prop in properties(vocabulary, kind):
            domains = list(vocabulary.objects(prop, RDFS.domain))
            assert len(domains) <= 1, f"{prop}: several domains mean their intersection"
            for member in members(vocabulary, domains[0]) if domains else ():
                assert (member, RDF.type, OWL.Class) in vocabulary or str(member).startswith(PREFIXES["prov"]), prop
            if not domains and vocabulary.value(prop, OWL.inverseOf) is None:
                without.add(prop)
    assert without == {JG.evidence}


def test_properties_with_several_classes_hold_for_all_of_them(vocabulary: Graph) -> None:
    def names(prop: URIRef, end: URIRef) -> set[str]:
        found = vocabulary.value(prop, end)
        assert found is not None
        return {str(one).rpartition("#")[2] for one in members(vocabulary, found)}

    assert names(JG.assertedBy, RDFS.domain) == {"Response", "Policy", "DetainerRequest", "Evidence"}
    assert names(JG.assertedBy, RDFS.range) == {"Agency", "Document"}
    assert names(JG.servedOn, RDFS.range) == {"Agency", "Jurisdiction"}
    assert names(JG.date, RDFS.range) == {"date", "gYearMonth", "gYear"}
    assert names(JG.concerns, RDFS.range) == {"Subpoena", "Policy", "Statute"}


def test_each_value_property_has_a_scheme(vocabulary: Graph) -> None:
    classes = set(vocabulary.subjects(RDFS.subClassOf, SKOS.Concept))
    ranges = set(vocabulary.objects(None, RDFS.range))
    assert classes and classes <= ranges
    for cls in classes:
        for concept in vocabulary.subjects(RDF.type, cls):
            assert (concept, RDF.type, SKOS.Concept) in vocabulary
            assert (concept, SKOS.inScheme, URIRef(f"{cls}Scheme")) in vocabulary


def test_inverses_and_characteristics(vocabulary: Graph) -> None:
    assert (JG.within, RDF.type, OWL.TransitiveProperty) in vocabulary
    assert (JG.parallelCitation, RDF.type, OWL.SymmetricProperty) in vocabulary
    pairs = set(vocabulary.subject_objects(OWL.inverseOf))
    assert pairs == {(JG.contains, JG.within), (JG.responseTo, JG.hasResponse), (JG.evidenceFor, JG.evidence)}


def test_no_person(vocabulary: Graph) -> None:
    assert not [term for term in vocabulary.all_nodes() if str(term).endswith(("/Person", "#Person", "/Agent"))]


def test_alignments_of_the_contract(vocabulary: Graph) -> None:
    expected = {
        JG.Agency: {"org:Organization", "schema:GovernmentOrganization"},
        JG.Jurisdiction: {"schema:AdministrativeArea"},
        JG.Subpoena: {"prov:Activity"},
        JG.Response: {"prov:Activity"},
        JG.DetainerRequest: {"prov:Activity"},
        JG.CourtAction: {"prov:Activity"},
        JG.Statute: {"eli:LegalResource", "schema:Legislation"},
        JG.Document: {"prov:Entity", "schema:Article"},
        JG.Evidence: {"oa:Annotation"},
    }
    for term, names in expected.items():
        full = {PREFIXES[prefix] + name for prefix, name in (one.split(":") for one in names)}
        assert {str(parent) for parent in vocabulary.objects(term, RDFS.subClassOf)} == full


def test_version_is_that_of_the_newest_change(vocabulary: Graph) -> None:
    text = path("ontology", "CHANGES.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## (\S+)$", text, flags=re.MULTILINE)[0]
    assert str(vocabulary.value(ONTOLOGY, OWL.versionInfo)) == newest
    assert vocabulary.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{newest}")


def test_prefixes_are_those_of_the_project() -> None:
    text = path("ontology", "jurisgraph.ttl").read_text(encoding="utf-8")
    declared = dict(re.findall(r"^@prefix (\w+):\s+<([^>]+)>", text, flags=re.MULTILINE))
    assert {name: iri for name, iri in declared.items() if PREFIXES.get(name, iri) != iri} == {}
