"""Names of the ontology and of the vocabularies that it aligns with, as full IRIs; ontology/ defines them."""

from __future__ import annotations

from typing import Final

BASE: Final = "https://w3id.org/jurisgraph/id/"
PROVENANCE_GRAPH: Final = BASE + "graph/provenance"


class Namespace:
    """A namespace; JG.servedOn is the full IRI of a name in it, str(JG) the namespace's own."""

    __slots__ = ("_iri",)

    def __init__(self, iri: str) -> None:
        self._iri = iri

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._iri + name

    def __str__(self) -> str:
        return self._iri


JG: Final = Namespace("https://w3id.org/jurisgraph/ontology#")
RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS: Final = Namespace("http://purl.org/dc/terms/")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
ORG: Final = Namespace("http://www.w3.org/ns/org#")
SCHEMA: Final = Namespace("https://schema.org/")
WIKIDATA: Final = "http://www.wikidata.org/entity/"
ELI: Final = Namespace("http://data.europa.eu/eli/ontology#")

# The prefixes of every Turtle file, query and table that the project writes.
PREFIXES: Final[dict[str, str]] = {
    "dcterms": str(DCTERMS),
    "eli": str(ELI),
    "id": BASE,
    "jg": str(JG),
    "oa": str(OA),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
