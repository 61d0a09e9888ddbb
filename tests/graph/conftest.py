"""A store as the projection sees it: SPARQL over the union of the graphs of some made-up documents."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

PREFIXES = """
PREFIX jg: <https://w3id.org/jurisgraph/ontology#>
PREFIX id: <https://w3id.org/jurisgraph/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
# What every document of these tests knows from the gazetteer.
PLACES = """
<id:us> a jg:Jurisdiction ; skos:prefLabel "United States" ; jg:jurisdictionType jg:Nation .
<id:or> a jg:Jurisdiction ; skos:prefLabel "Oregon" ; jg:jurisdictionType jg:USState ; jg:within <id:us> .
<id:clay> a jg:Jurisdiction ; skos:prefLabel "Clay County, Oregon" ; jg:jurisdictionType jg:USCounty ;
  jg:within <id:or> .
<id:mill> a jg:Jurisdiction ; skos:prefLabel "Millton, Oregon" ; jg:jurisdictionType jg:Municipality ;
  jg:within <id:clay>, <id:or> .
<id:ice> a jg:Agency ; skos:prefLabel "Immigration Bureau" ; skos:altLabel "ICE", "Immigration Bureau (ICE)" ;
  jg:level jg:Federal ; jg:agencyType jg:ImmigrationEnforcement ; jg:hasJurisdiction <id:us> ; jg:partOf <id:dhs> .
<id:dhs> a jg:Agency ; skos:prefLabel "Homeland Department" ; jg:level jg:Federal .
<id:so> a jg:Agency ; skos:prefLabel "Clay County Sheriff's Office" ; skos:altLabel "CCSO" ;
  jg:agencyType jg:Sheriff ; jg:level jg:County ;
  jg:hasJurisdiction <id:clay> .
"""


class Graphs:
    """The documents' graphs; `query` as kg.store has it."""

    def __init__(self) -> None:
        self.store = Store()

    def add(self, turtle: str, document: str = "one") -> Graphs:
        body = turtle.replace("<id:", "<https://w3id.org/jurisgraph/id/")
        text = f"{PREFIXES}\n<https://w3id.org/jurisgraph/id/graph/{document}> {{ {body} }}"
        self.store.load(text.encode(), format=RdfFormat.TRIG)
        return self

    def query(self, sparql: str, /) -> Any:
        return self.store.query(sparql, use_default_graph_as_union=True)


@pytest.fixture
def graphs() -> Graphs:
    """Places and agencies only."""
    return Graphs().add(PLACES)
