"""The SPARQL SELECTs behind the network. Each aggregates in the store, so Python sees one row a node, fact or quote.

Aggregates are MIN over STR() where a property should have one value: the answer never depends on the store's order.
"""

from __future__ import annotations

from typing import Final

from kg.vocab import DCTERMS, JG, SKOS

_PREFIXES: Final = f"PREFIX jg: <{JG}>\nPREFIX skos: <{SKOS}>\nPREFIX dcterms: <{DCTERMS}>\n"

NODES: Final = (
    _PREFIXES
    + """
SELECT ?node (MIN(STR(?c)) AS ?class) (MIN(STR(?l)) AS ?label) (MIN(STR(?t)) AS ?type) (MIN(STR(?v)) AS ?level)
WHERE {
  VALUES ?c { jg:Agency jg:Jurisdiction }
  ?node a ?c .
  OPTIONAL { ?node skos:prefLabel ?l }
  OPTIONAL { ?node jg:agencyType|jg:jurisdictionType ?t }
  OPTIONAL { ?node jg:level ?v }
} GROUP BY ?node"""
)

MENTIONS: Final = (
    _PREFIXES
    + """
SELECT ?node (COUNT(DISTINCT ?document) AS ?documents) WHERE { ?document jg:mentions ?node } GROUP BY ?node"""
)

DOCUMENTS: Final = _PREFIXES + "SELECT (COUNT(DISTINCT ?d) AS ?documents) WHERE { ?d a jg:Document }"

# Upper-case abbreviations, perhaps with words after them: "ICE", "ERO Seattle". Only of federal bodies: readers
# know those, while the WCSO of one county is another's too.
SHORT_NAMES: Final = (
    _PREFIXES
    + """
SELECT DISTINCT ?node (STR(?alt) AS ?short)
WHERE {
  ?node a jg:Agency ; jg:level jg:Federal ; skos:altLabel ?alt
  FILTER(REGEX(STR(?alt), "^[A-Z][A-Z&]{1,7}( [A-Z][a-z]+){0,2}$"))
}"""
)

STRUCTURE: Final = (
    _PREFIXES
    + """
SELECT DISTINCT ?from ?property ?to
WHERE { VALUES ?property { jg:hasJurisdiction jg:partOf jg:within } ?from ?property ?to FILTER(?from != ?to) }"""
)

# A merged event may name an agency and the place that it serves, an office and its department: the closer one counts.
SUBPOENAS: Final = (
    _PREFIXES
    + """
SELECT ?fact ?from ?to (MIN(STR(?l)) AS ?label) (MIN(STR(?d)) AS ?date) (MAX(?n) AS ?count)
       (MIN(STR(?q)) AS ?qualifier) (MAX(?p) AS ?people) (MIN(STR(?u)) AS ?due)
WHERE {
  ?fact a jg:Subpoena .
  OPTIONAL { ?fact jg:issuedBy ?from FILTER NOT EXISTS { ?fact jg:issuedBy ?part . ?part jg:partOf ?from } }
  OPTIONAL { ?fact jg:servedOn ?to FILTER NOT EXISTS { ?fact jg:servedOn ?body . ?body jg:hasJurisdiction ?to } }
  OPTIONAL { ?fact skos:prefLabel ?l }
  OPTIONAL { ?fact jg:date ?d }
  OPTIONAL { ?fact jg:count ?n }
  OPTIONAL { ?fact jg:countQualifier ?q }
  OPTIONAL { ?fact jg:subjectCount ?p }
  OPTIONAL { ?fact jg:responseDue ?u }
} GROUP BY ?fact ?from ?to"""
)

DETAINERS: Final = (
    _PREFIXES
    + """
SELECT ?fact ?from ?to (MIN(STR(?l)) AS ?label) (MIN(STR(?s)) AS ?date) (MAX(STR(?e)) AS ?until) (MAX(?n) AS ?count)
       (MIN(STR(?q)) AS ?qualifier) (MAX(?p) AS ?people) (MIN(STR(?o)) AS ?outcome)
WHERE {
  ?fact a jg:DetainerRequest .
  OPTIONAL { ?fact jg:issuedBy ?from FILTER NOT EXISTS { ?fact jg:issuedBy ?part . ?part jg:partOf ?from } }
  OPTIONAL { ?fact jg:sentTo ?to FILTER NOT EXISTS { ?fact jg:sentTo ?body . ?body jg:hasJurisdiction ?to } }
  OPTIONAL { ?fact skos:prefLabel ?l }
  OPTIONAL { ?fact jg:periodStart ?s }
  OPTIONAL { ?fact jg:periodEnd ?e }
  OPTIONAL { ?fact jg:count ?n }
  OPTIONAL { ?fact jg:countQualifier ?q }
  OPTIONAL { ?fact jg:subjectCount ?p }
  OPTIONAL { ?fact jg:outcome ?o }
} GROUP BY ?fact ?from ?to"""
)

RESPONSES: Final = (
    _PREFIXES
    + """
SELECT ?fact ?response (MIN(STR(?s)) AS ?status) (MIN(STR(?d)) AS ?date) (MIN(STR(?w)) AS ?who)
       (MIN(STR(?t)) AS ?title) (MIN(STR(?f)) AS ?file)
WHERE {
  ?fact a jg:Subpoena ; jg:hasResponse ?response .
  OPTIONAL { ?response jg:status ?s }
  OPTIONAL { ?response jg:date ?d }
  OPTIONAL { ?response jg:assertedBy ?a . ?a skos:prefLabel ?w }
  OPTIONAL { ?response jg:assertedBy ?b . ?b jg:fileName ?f OPTIONAL { ?b dcterms:title ?t } }
} GROUP BY ?fact ?response"""
)

_QUOTED: Final = """
  ?evidence jg:document ?d ; jg:start ?start ; jg:end ?end ; jg:quote ?text .
  OPTIONAL { ?d dcterms:title ?t }
  OPTIONAL { ?d jg:fileName ?f }
  OPTIONAL { ?evidence jg:speaker ?w }
  OPTIONAL { ?evidence jg:confidence ?c }
"""
_QUOTE_COLUMNS: Final = (
    "(MIN(STR(?t)) AS ?title) (MIN(STR(?f)) AS ?file) (MIN(STR(?w)) AS ?speaker) (MAX(?c) AS ?confidence)"
)

FACT_QUOTES: Final = (
    _PREFIXES
    + f"""
SELECT ?fact ?start ?end ?text (MIN(STR(?d)) AS ?document) {_QUOTE_COLUMNS}
WHERE {{
  VALUES ?kind {{ jg:Subpoena jg:DetainerRequest jg:Response }}
  ?fact a ?kind ; jg:evidence ?evidence .
  {_QUOTED}
}} GROUP BY ?fact ?evidence ?start ?end ?text"""
)

# The words by which a document says where an agency serves or what it is part of.
STRUCTURE_QUOTES: Final = (
    _PREFIXES
    + f"""
SELECT ?fact ?property ?start ?end ?text (MIN(STR(?d)) AS ?document) {_QUOTE_COLUMNS}
WHERE {{
  VALUES ?property {{ jg:hasJurisdiction jg:partOf jg:within }}
  ?evidence jg:supports ?property . ?fact a ?entity ; jg:evidence ?evidence .
  VALUES ?entity {{ jg:Agency jg:Jurisdiction }}
  {_QUOTED}
}} GROUP BY ?fact ?property ?evidence ?start ?end ?text"""
)
