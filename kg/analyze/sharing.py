"""Projections: agencies with the jurisdictions that they act in, agencies that share laws or policies, jurisdictions
that have an issuer in common."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from types import MappingProxyType
from typing import Final

import networkx as nx

from kg.analyze.report import Fact, Report, Row, listed
from kg.errors import AnalyzeError
from kg.graph import Source, rows_of
from kg.graph.records import counted
from kg.vocab import JG, SKOS

_HEAD: Final = f"PREFIX jg: <{JG}>\nPREFIX skos: <{SKOS}>\n"
_LABELS: Final = """
  OPTIONAL { ?fact skos:prefLabel ?f }
  OPTIONAL { ?one skos:prefLabel ?o }
  OPTIONAL { ?thing skos:prefLabel ?t }
"""
_COLUMNS: Final = "?fact ?one ?thing (MIN(STR(?f)) AS ?label) (MIN(STR(?o)) AS ?name) (MIN(STR(?t)) AS ?shared)"

_ACTS_IN: Final = f"""{_HEAD}
SELECT {_COLUMNS} WHERE {{
  VALUES ?kind {{ jg:Subpoena jg:DetainerRequest }}
  ?fact a ?kind ; jg:issuedBy ?one ; jg:appliesIn ?thing .
  FILTER NOT EXISTS {{ ?fact jg:issuedBy ?part . ?part jg:partOf ?one }}
  {_LABELS}
}} GROUP BY ?fact ?one ?thing"""

_LAWS: Final = f"""{_HEAD}
SELECT {_COLUMNS} WHERE {{
  ?one a jg:Agency .
  {{ ?fact a jg:Subpoena ; jg:issuedBy|jg:servedOn ?one ; jg:citesStatute|jg:promptedBy ?thing }}
  UNION {{ ?fact a jg:Policy ; jg:adoptedBy ?one ; jg:citesStatute ?thing }}
  UNION {{ ?fact a jg:Policy ; jg:adoptedBy ?one . BIND (?fact AS ?thing) }}
  {_LABELS}
}} GROUP BY ?fact ?one ?thing"""

# name → what ties two nodes of it
SHARED: Final = MappingProxyType(
    {
        "agencies-jurisdictions": "an agency and the jurisdictions that its subpoenas and detainers apply in",
        "agencies": "agencies whose subpoenas or policies rest on the same laws or policies",
        "jurisdictions": "jurisdictions to which the same agency sent subpoenas or detainers",
    }
)
COLUMNS: Final = {
    "one": "agency or jurisdiction",
    "other": "agency or jurisdiction",
    "shared": "how many things tie them",
    "what": "what ties them",
}


def shared(source: Source, kind: str) -> Report:
    """A projection by its name in SHARED; the strongest ties first. Edges: weight, shared (labels), facts.

    Two agencies share a law where each has a fact of its own that rests on it: a subpoena alone does not tie who
    issued it to who got it.
    Raises AnalyzeError: no such projection, or nothing to tie.
    """
    if kind not in SHARED:
        raise AnalyzeError(f"there is no projection {kind!r}", hint=f"choose from {', '.join(SHARED)}")
    graph = _bipartite(source) if kind == "agencies-jurisdictions" else _projected(source, kind)
    if not graph.number_of_edges():
        raise AnalyzeError("the graph holds nothing to tie them", hint=f"this looks for {SHARED[kind]}")
    order = sorted(
        graph.edges(data=True), key=lambda e: (-e[2]["weight"], *sorted(graph.nodes[n]["label"] for n in e[:2]), *e[:2])
    )
    rows = []
    for a, b, data in order:
        # An agency before a jurisdiction, then by name.
        a, b = sorted((a, b), key=lambda node: (graph.nodes[node]["kind"], graph.nodes[node]["label"], node))
        what = listed(data["shared"], 4)
        rows.append(Row((graph.nodes[a]["label"], graph.nodes[b]["label"], data["weight"], what), data["facts"]))
    readings = [f"{counted(len(rows), 'tie')} among {len(graph)} nodes."]
    top = [row.values for row in rows if row.values[2] == rows[0].values[2]]
    if len(top) < len(rows):
        strongest = listed(f"{values[0]} and {values[1]}" for values in top)
        readings.append(f"The strongest ({top[0][2]}): {strongest}.")
    return Report(SHARED[kind].capitalize(), COLUMNS, tuple(rows), tuple(readings), graph)


def _bipartite(source: Source) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    facts: dict[tuple[str, str], set[Fact]] = defaultdict(set)
    names: dict[str, tuple[str, str]] = {}
    for row in rows_of(source, _ACTS_IN):
        facts[row["one"], row["thing"]].add(_fact(row))
        names[row["one"]] = (row.get("name", row["one"]), "agency")
        names[row["thing"]] = (row.get("shared", row["thing"]), "jurisdiction")
    for node in sorted(names):
        graph.add_node(node, label=names[node][0], kind=names[node][1])
    for one, thing in sorted(facts):
        found = tuple(sorted(facts[one, thing], key=lambda fact: (fact.label, fact.iri)))
        graph.add_edge(one, thing, weight=len(found), shared=tuple(fact.label for fact in found), facts=found)
    return graph


def _projected(source: Source, kind: str) -> nx.Graph[str]:
    facts: dict[str, dict[str, set[Fact]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}
    for row in rows_of(source, _LAWS if kind == "agencies" else _ACTS_IN):
        # Agencies have laws in common; jurisdictions the agencies that act in them.
        holder, thing = (row["one"], row["thing"]) if kind == "agencies" else (row["thing"], row["one"])
        facts[thing][holder].add(_fact(row))
        names[row["one"]] = row.get("name", row["one"])
        names[row["thing"]] = row.get("shared", row["thing"])
    common: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thing, holders in facts.items():
        for a, b in combinations(sorted(holders), 2):
            if holders[a] - holders[b] and holders[b] - holders[a]:
                common[a, b].add(thing)
    graph: nx.Graph[str] = nx.Graph()
    for node in sorted({node for pair in common for node in pair}):
        graph.add_node(node, label=names[node], kind="agency" if kind == "agencies" else "jurisdiction")
    for a, b in sorted(common):
        things = sorted(common[a, b], key=lambda thing: (names[thing], thing))
        behind = {fact for thing in things for node in (a, b) for fact in facts[thing][node]}
        found = tuple(sorted(behind, key=lambda fact: (fact.label, fact.iri)))
        graph.add_edge(a, b, weight=len(things), shared=tuple(names[thing] for thing in things), facts=found)
    return graph


def _fact(row: dict[str, str]) -> Fact:
    return Fact(row["fact"], row.get("label", row["fact"]))
