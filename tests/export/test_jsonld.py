"""JSON-LD: the published context in use, and what it must not do."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from pyoxigraph import Store as Engine

from kg.errors import ExportError
from kg.export import export
from kg.export.context import Context, TermDefinition
from kg.store import Store
from kg.store.oxigraph import OxigraphStore
from kg.vocab import BASE, JG, SKOS, XSD

Fill = Callable[..., Store]


def document(store: Store) -> Any:
    stream = io.BytesIO()
    export(store, "jsonld", stream)
    return json.loads(stream.getvalue())


def test_names_of_the_context_are_used(filled: Fill) -> None:
    content = document(filled(["alder"]))
    nodes = {node["@id"]: node for node in content["@graph"]}
    agency = nodes["id:agency/us/ice"]
    assert agency["@type"] == "Agency"
    assert agency["prefLabel"] == "ICE"
    assert agency["agencyType"] == "ImmigrationEnforcement" or agency["agencyType"] == "jg:ImmigrationEnforcement"
    assert agency["altLabel"] == ["alder's name for it"], "a list, as the context's @set says"
    evidence = nodes["id:evidence/alder-0123456789ab/0-3-abcdef012345"]
    assert evidence["start"] == 0
    assert evidence["confidence"] == "0.9", "decimals as text: JSON's numbers would become doubles"
    assert evidence["skos:note"] == {"@value": "une note", "@language": "fr"}
    assert nodes["id:jurisdiction/fips/41999"]["fips"] == "01999"
    assert list(nodes) == sorted(nodes)


def test_the_context_is_written_into_the_file(filled: Fill) -> None:
    content = document(filled(["alder"]))
    assert isinstance(content["@context"], dict)
    assert content["@context"]["jg"] == str(JG)


def test_values_that_the_contexts_types_do_not_fit() -> None:
    subject, number = NamedNode(BASE + "x/y"), NamedNode(XSD.integer)
    quads = [
        Quad(subject, NamedNode(JG.start), Literal("ten")),
        Quad(subject, NamedNode(JG.start), Literal("x", datatype=number)),
        Quad(subject, NamedNode(JG.start), Literal("0", datatype=number)),
        Quad(subject, NamedNode(JG.start), Literal("7", datatype=number)),
        Quad(subject, NamedNode(JG.start), Literal("9007199254740993", datatype=number)),
        Quad(subject, NamedNode(JG.evidence), Literal("no node")),
        Quad(subject, NamedNode(JG.evidence), BlankNode("b")),
        Quad(BlankNode("b"), NamedNode(SKOS.prefLabel), Literal("", language="en")),
        Quad(BlankNode("b"), NamedNode(SKOS.prefLabel), Literal("")),
        Quad(BlankNode("b"), NamedNode(SKOS.prefLabel), NamedNode(BASE + "x/y")),
    ]
    engine = Engine()
    engine.extend(quads)
    stream = io.BytesIO()
    export(OxigraphStore(engine), "jsonld", stream)
    assert {str(quad) for quad in parse(stream.getvalue(), format=RdfFormat.JSON_LD)} == {str(quad) for quad in engine}


def test_reading_a_context() -> None:
    context = Context.read(
        {
            "@vocab": "https://v.example/",
            "ex": "https://ex.example/#",
            "id": "@id",
            "name": "ex:name",
            "day": {"@id": "ex:day", "@type": "ex:Day"},
            "many": {"@id": "ex:many", "@type": "@id", "@container": "@set"},
            "odd": {"@id": "ex:odd", "@container": "@language"},
            "back": {"@reverse": "ex:name"},
            "off": {"@id": None},
            "bare": {"@type": "@id"},
        }
    )
    assert context.terms["https://ex.example/#name"] == (TermDefinition("name", None, many=False),)
    assert context.terms["https://ex.example/#day"] == (TermDefinition("day", "https://ex.example/#Day", many=False),)
    assert context.terms["https://ex.example/#many"] == (TermDefinition("many", "@id", many=True),)
    assert context.terms["https://v.example/bare"] == (TermDefinition("bare", "@id", many=False),)
    assert "https://ex.example/#odd" not in context.terms
    assert context.keyword("@id") == "id"
    assert context.short("https://ex.example/#x") == "ex:x"
    assert context.short("https://ex.example/#//x") == "https://ex.example/#//x"
    assert context.short("https://ex.example/#") == "https://ex.example/#"
    assert context.named("https://ex.example/#name") == "name"


@pytest.mark.parametrize(
    "source", [None, [], "https://example.org/context", {"@language": "en"}, {"@base": "https://b/"}]
)
def test_contexts_that_would_change_values_are_refused(source: object) -> None:
    with pytest.raises(ExportError, match="context"):
        Context.read(source)
