"""Jurisdictions that are alike in what they received, how they answered, and which policies they have."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import log
from typing import Final

import networkx as nx

from kg.analyze.report import Fact, Report, Row, listed
from kg.errors import AnalyzeError
from kg.graph import Source, rows_of
from kg.graph.records import counted, in_words
from kg.vocab import JG, SKOS

COLUMNS: Final = {
    "one": "jurisdiction",
    "other": "jurisdiction",
    "likeness": "0 (nothing in common) to 1 (all in common); what few places have counts more",
    "shared": "how many things the documents tell of both",
    "in_common": "what these are",
    "only_one": "what they tell of the first alone",
    "only_other": "what they tell of the second alone",
}
# One row a feature of a place: what it is told to have received, answered or adopted.
_FEATURES: Final = f"""
PREFIX jg: <{JG}>
PREFIX skos: <{SKOS}>
SELECT ?place ?what ?value ?fact (MIN(STR(?n)) AS ?name) (MIN(STR(?v)) AS ?shown) (MIN(STR(?l)) AS ?label)
WHERE {{
  {{ ?fact a jg:Subpoena ; jg:appliesIn ?place ; jg:issuedBy ?value . BIND ("subpoenaed by" AS ?what)
     FILTER NOT EXISTS {{ ?fact jg:issuedBy ?part . ?part jg:partOf ?value }} }}
  UNION {{ ?fact a jg:Subpoena ; jg:appliesIn ?place ; jg:citesStatute ?value . BIND ("subpoenaed under" AS ?what) }}
  UNION {{ ?fact a jg:Subpoena ; jg:appliesIn ?place ; jg:hasResponse ?r . ?r jg:status ?value
           BIND ("answered" AS ?what) }}
  UNION {{ ?fact a jg:DetainerRequest ; jg:appliesIn ?place ; jg:outcome ?value . BIND ("detainers" AS ?what) }}
  UNION {{ ?fact a jg:Policy ; jg:adoptedBy ?place ; jg:policyType ?value . ?place a jg:Jurisdiction
           BIND ("policy" AS ?what) }}
  UNION {{ ?fact a jg:Policy ; jg:adoptedBy ?body ; jg:policyType ?value . ?body jg:hasJurisdiction ?place
           BIND ("policy" AS ?what) }}
  OPTIONAL {{ ?place skos:prefLabel ?n }}
  OPTIONAL {{ ?value skos:prefLabel ?v FILTER (!STRSTARTS(STR(?value), STR(jg:))) }}
  OPTIONAL {{ ?fact skos:prefLabel ?l }}
}} GROUP BY ?place ?what ?value ?fact"""


def similar(source: Source, place: str | None = None, least: float = 0.0) -> Report:
    """Pairs of jurisdictions, the most alike first; of one jurisdiction, given by IRI, where `place` is.

    Likeness is Jaccard's index of the features of two places, each weighing log(1 + places / places that have it).
    least: pairs below it are left out, and always those with nothing in common.
    Raises AnalyzeError: nothing is told of the place, or of two places.
    """
    features: dict[str, dict[str, set[Fact]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}
    for row in rows_of(source, _FEATURES):
        shown = row.get("shown") or in_words(row["value"])
        features[row["place"]][f"{row['what']}: {shown}"].add(Fact(row["fact"], row.get("label", row["fact"])))
        names[row["place"]] = row.get("name", row["place"])
    if place is not None and place not in features:
        raise AnalyzeError("no subpoena, answer, detainer or policy is told of it", where=place)
    if len(features) < 2:
        raise AnalyzeError("fewer than two jurisdictions have facts to compare")
    holders: dict[str, int] = defaultdict(int)
    for own in features.values():
        for feature in own:
            holders[feature] += 1
    weight = {feature: log(1 + len(features) / count) for feature, count in holders.items()}
    graph: nx.Graph[str] = nx.Graph()
    for node in sorted(features):
        graph.add_node(node, label=names[node], kind="jurisdiction")
    rows = []
    for a, b in combinations(sorted(features, key=lambda node: (names[node], node)), 2):
        if place not in (None, a, b):
            continue
        if place == b:
            a, b = b, a
        both, either = features[a].keys() & features[b].keys(), features[a].keys() | features[b].keys()
        likeness = round(sum(weight[f] for f in sorted(both)) / sum(weight[f] for f in sorted(either)), 3)
        if not both or likeness < least:
            continue
        facts = {fact for node in (a, b) for feature in both for fact in features[node][feature]}
        found = tuple(sorted(facts, key=lambda fact: (fact.label, fact.iri)))
        only = [listed(sorted(features[x].keys() - features[y].keys()), 4) for x, y in ((a, b), (b, a))]
        rows.append(Row((names[a], names[b], likeness, len(both), listed(sorted(both), 4), *only), found))
        graph.add_edge(a, b, weight=likeness, shared=tuple(sorted(both)), facts=found)
    rows.sort(
        key=lambda row: (-float(row.values[2] or 0), -int(row.values[3] or 0), str(row.values[0]), str(row.values[1]))
    )
    readings = [f"{len(features)} jurisdictions compared; {len(rows)} pairs have something in common."]
    if rows:
        top = rows[0].values
        readings.append(f"Most alike: {top[0]} and {top[1]}: {top[2]:g}, by {counted(len(rows[0].facts), 'fact')}.")
    readings.append(
        "What the documents do not tell counts as absent: two places may be more alike than they look here."
    )
    return Report("Jurisdictions that are alike", COLUMNS, tuple(rows), tuple(readings), graph)
