from __future__ import annotations

import pytest

from kg import resources
from kg.query.library import library
from kg.query.terms_used import notes, vocabulary

NONE = "is no name of the vocabulary, so nothing has it"


def test_the_vocabulary_is_that_of_the_ontology() -> None:
    assert {"Subpoena", "servedOn", "Complied", "mergedFrom", "Claim"} <= vocabulary()
    assert len(vocabulary()) > 100


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        (
            "SELECT * { ?s jg:servedUpon ?o }",
            [f"jg:servedUpon {NONE}; did you mean jg:servedOn?"],
        ),
        (
            "SELECT * { ?s a jg:subpoena }",
            [f"jg:subpoena {NONE}; did you mean jg:Subpoena?"],
        ),
        ("SELECT * { ?s jg:zzzzz 1 ; jg:servedOn ?o }", [f"jg:zzzzz {NONE}"]),
        ("SELECT * { ?s a jg:Agency . ?s skos:prefLabel 'jg:none' } # jg:none", []),
        ("PREFIX jg: <http://example.org/> SELECT * { ?s jg:zzzzz 1 }", []),
        (
            "PREFIX jg: <https://w3id.org/jurisgraph/ontology#> SELECT * { ?s jg:Agencies 1 }",
            [f"jg:Agencies {NONE}; did you mean jg:Agency?"],
        ),
        ("not SPARQL at all {{{ '", []),
    ],
)
def test_names_that_are_none_are_told(sparql: str, expected: list[str]) -> None:
    assert notes(sparql) == expected


def test_the_library_uses_no_name_that_is_none() -> None:
    for query in library().values():
        assert notes(query.text) == [], query.name
    for path in sorted(resources.path("ontology", "shapes").glob("*.ttl")):
        assert notes(path.read_text(encoding="utf-8")) == [], path.name
