"""A small made-up graph whose figures can be worked out by hand.

The Bureau subpoenas three bodies, the Patrol one; Clay and Dell counties lie in Oregon, Elm in Texas:

    Bureau → Clay Sheriff (2020-02-03, law X, refused)    Patrol → Elm Sheriff (2021-05, law X)
    Bureau → Dell Sheriff (2020-04, refused)              Bureau → Elm Sheriff (no date)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.graph import network
from kg.store import load_file

ID = "https://w3id.org/jurisgraph/id/"
TURTLE = """
@prefix jg: <https://w3id.org/jurisgraph/ontology#> .
@prefix id: <https://w3id.org/jurisgraph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:d1 a jg:Document ; jg:fileName "one.txt" ; dcterms:issued "2020-03-01"^^xsd:date .
id:d2 a jg:Document ; jg:fileName "two.txt" ; dcterms:issued "2021-06"^^xsd:gYearMonth .
id:bureau a jg:Agency ; skos:prefLabel "Bureau" ; jg:level jg:Federal .
id:patrol a jg:Agency ; skos:prefLabel "Patrol" ; jg:level jg:Federal .
id:clayso a jg:Agency ; skos:prefLabel "Clay Sheriff" ; jg:hasJurisdiction id:clay .
id:dellso a jg:Agency ; skos:prefLabel "Dell Sheriff" ; jg:hasJurisdiction id:dell .
id:elmso a jg:Agency ; skos:prefLabel "Elm Sheriff" ; jg:hasJurisdiction id:elm .
id:or a jg:Jurisdiction ; skos:prefLabel "Oregon" ; jg:jurisdictionType jg:USState .
id:tx a jg:Jurisdiction ; skos:prefLabel "Texas" ; jg:jurisdictionType jg:USState .
id:clay a jg:Jurisdiction ; skos:prefLabel "Clay County" ; jg:jurisdictionType jg:USCounty ; jg:within id:or .
id:dell a jg:Jurisdiction ; skos:prefLabel "Dell County" ; jg:jurisdictionType jg:USCounty ; jg:within id:or .
id:elm a jg:Jurisdiction ; skos:prefLabel "Elm County" ; jg:jurisdictionType jg:USCounty ; jg:within id:tx .
id:law a jg:Statute ; skos:prefLabel "8 U.S.C. § 1225" ; jg:citation "8 U.S.C. § 1225" .
id:s1 a jg:Subpoena ; skos:prefLabel "subpoena 1" ; jg:issuedBy id:bureau ; jg:servedOn id:clayso ;
  jg:appliesIn id:clay ; jg:date "2020-02-03"^^xsd:date ; jg:citesStatute id:law ; jg:hasResponse id:r1 ;
  jg:evidence id:e1 .
id:s2 a jg:Subpoena ; skos:prefLabel "subpoena 2" ; jg:issuedBy id:bureau ; jg:servedOn id:dellso ;
  jg:appliesIn id:dell ; jg:date "2020-04"^^xsd:gYearMonth ; jg:hasResponse id:r2 .
id:s3 a jg:Subpoena ; skos:prefLabel "subpoena 3" ; jg:issuedBy id:bureau ; jg:servedOn id:elmso ; jg:appliesIn id:elm .
id:s4 a jg:Subpoena ; skos:prefLabel "subpoena 4" ; jg:issuedBy id:patrol ; jg:servedOn id:elmso ; jg:appliesIn id:elm ;
  jg:date "2021-05"^^xsd:gYearMonth ; jg:citesStatute id:law .
id:r1 a jg:Response ; jg:status jg:Refused ; jg:assertedBy id:d1 .
id:r2 a jg:Response ; jg:status jg:Refused ; jg:assertedBy id:d1 .
id:e1 a jg:Evidence ; jg:document id:d1 ; jg:start 3 ; jg:end 9 ; jg:quote "served" .
id:p1 a jg:Policy ; skos:prefLabel "policy 1" ; jg:adoptedBy id:clay ; jg:policyType jg:SanctuaryPolicy ;
  jg:evidence id:e2 .
id:e2 a jg:Evidence ; jg:document id:d1 ; jg:start 0 ; jg:end 2 ; jg:quote "no" .
id:p2 a jg:Policy ; skos:prefLabel "policy 2" ; jg:adoptedBy id:dellso ; jg:policyType jg:SanctuaryPolicy ;
  jg:evidence id:e3 .
id:e3 a jg:Evidence ; jg:document id:d2 ; jg:start 0 ; jg:end 2 ; jg:quote "No" .
"""


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph as a file."""
    path = tmp_path_factory.mktemp("analyze") / "graph.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def source(file: Path) -> Any:
    with load_file(file) as store:
        yield store


@pytest.fixture(scope="session")
def whole(source: Any) -> nx.MultiDiGraph[str]:
    """The network of the graph."""
    return network(source)
