"""kg.vocab: the names in code are those that the ontology declares."""

from __future__ import annotations

import ast
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg import vocab
from kg.resources import path
from kg.vocab import BASE, JG, PREFIXES, Namespace

PACKAGE = Path(kg.__file__).parent
NAMESPACES = {name: value for name, value in vars(vocab).items() if isinstance(value, Namespace)}


def declared() -> set[str]:
    """Local names of all that the ontology's file describes in its own namespace."""
    data = path("ontology", "jurisgraph.ttl").read_bytes()
    subjects = {str(quad.subject.value) for quad in ox.parse(data, ox.RdfFormat.TURTLE)}  # type: ignore[union-attr]
    return {iri.removeprefix(str(JG)) for iri in subjects if iri.startswith(str(JG))}


def used(namespace: str) -> dict[str, str]:
    """Local names that code takes from a namespace, as JG.name → the module that does."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == namespace:
                found[node.attr] = file.relative_to(PACKAGE).as_posix()
    return found


def test_every_name_that_code_uses_is_in_the_ontology() -> None:
    names = used("JG")
    assert {"servedOn", "evidence", "quote"} <= set(names), "the test does not see the code"
    known = declared()
    assert {name: module for name, module in names.items() if name not in known} == {}


@pytest.mark.parametrize("name", sorted(NAMESPACES))
def test_a_namespace_ends_where_names_begin(name: str) -> None:
    iri = str(NAMESPACES[name])
    assert iri[-1] in "#/"
    assert iri.startswith(("http://", "https://"))
    assert NAMESPACES[name].anything == iri + "anything"


@pytest.mark.parametrize("name", sorted(NAMESPACES))
def test_every_namespace_has_its_prefix(name: str) -> None:
    assert PREFIXES[name.lower()] == str(NAMESPACES[name])


def test_prefixes_are_sorted_and_tell_namespaces_apart() -> None:
    assert list(PREFIXES) == sorted(PREFIXES)
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert PREFIXES["id"] == BASE
    assert set(PREFIXES) == {name.lower() for name in NAMESPACES} | {"id"}


def test_the_standard_namespaces_are_spelled_as_their_vocabularies_are() -> None:
    from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

    for theirs, name in (
        (DCTERMS, "DCTERMS"), (ORG, "ORG"), (OWL, "OWL"), (PROV, "PROV"), (RDF, "RDF"), (RDFS, "RDFS"), (SKOS, "SKOS"),
        (XSD, "XSD"),
    ):  # fmt: skip
        assert str(theirs) == str(NAMESPACES[name]), name


def test_a_namespace_is_no_trap_for_tools() -> None:
    with pytest.raises(AttributeError):
        JG.__wrapped__  # noqa: B018
    with pytest.raises(AttributeError):
        JG.new = "x"  # type: ignore[misc]
    assert not hasattr(JG, "__dict__")


def test_the_ontology_file_declares_the_same_prefixes() -> None:
    text = path("ontology", "jurisgraph.ttl").read_text(encoding="utf-8")
    for name, iri in PREFIXES.items():
        if f"@prefix {name}:" in text:
            assert f"@prefix {name}: <{iri}>" in " ".join(text.split())
    assert f"@prefix jg: <{JG}>" in " ".join(text.split())
