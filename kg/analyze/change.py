"""How the network changes from one period to the next, and how policies spread."""

from __future__ import annotations

from collections import defaultdict
from typing import Final, Literal

import networkx as nx

from kg.analyze.report import Fact, Report, Row, facts_of, listed
from kg.analyze.ties import EVENTS, label
from kg.errors import AnalyzeError
from kg.graph import Source, rows_of
from kg.graph.records import Statement, counted, in_words
from kg.vocab import DCTERMS, JG, SKOS

Period = Literal["year", "quarter", "month"]
CHANGE_COLUMNS: Final = {
    "period": "year, quarter or month",
    "facts": "facts dated in it",
    "ties": "pairs of actor and recipient",
    "new_ties": "pairs not seen in an earlier period",
    "recipients": "bodies and places acted on",
    "new_recipients": "those not acted on in an earlier period",
    "names_of_new": "who they are",
}
SPREAD_COLUMNS: Final = {
    "period": "when a document first told of it",
    "policy": "type of policy",
    "new": "adopters first told of in the period",
    "total": "adopters told of until then",
    "adopters": "who they are",
}
_POLICIES: Final = f"""
PREFIX jg: <{JG}>
PREFIX skos: <{SKOS}>
PREFIX dcterms: <{DCTERMS}>
SELECT ?policy ?adopter ?type (MIN(STR(?l)) AS ?label) (MIN(STR(?n)) AS ?name) (MIN(STR(?i)) AS ?issued)
WHERE {{
  ?policy a jg:Policy ; jg:adoptedBy ?adopter ; jg:policyType ?type .
  OPTIONAL {{ ?policy skos:prefLabel ?l }}
  OPTIONAL {{ ?adopter skos:prefLabel ?n }}
  OPTIONAL {{ ?policy jg:evidence ?e . ?e jg:document ?d . ?d dcterms:issued ?i }}
}} GROUP BY ?policy ?adopter ?type"""


def period_of(date: str, by: Period) -> str | None:
    """The period that an ISO date of any granularity lies in: "2020", "2020-Q1", "2020-02"; None where it is coarser.

    A whole year lies in no quarter and no month.
    """
    if by == "year":
        return date[:4] or None
    if len(date) < 7:
        return None
    return date[:7] if by == "month" else f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


def change(network: nx.MultiDiGraph[str], by: Period = "year") -> Report:
    """What each period adds to the network: facts, ties, recipients, and which of them are new; oldest period first.

    Raises AnalyzeError where no fact has a date that fine.
    """
    facts: dict[str, list[Statement]] = defaultdict(list)
    ties: dict[str, set[tuple[str, str]]] = defaultdict(set)
    unplaced: set[str] = set()
    for start, end, kind, data in network.edges(keys=True, data=True):
        for fact in data["facts"] if kind in EVENTS else ():
            period = period_of(fact.date, by)
            if period is None:
                unplaced.add(fact.iri)
                continue
            facts[period].append(fact)
            ties[period].add((start, end))
    if not facts:
        raise AnalyzeError(f"no fact has a date as fine as a {by}", hint="choose a longer period")
    rows: list[Row] = []
    seen_ties: set[tuple[str, str]] = set()
    seen: set[str] = set()
    for period in sorted(facts):
        recipients = {end for _, end in ties[period]}
        new = sorted(label(network, node) for node in recipients - seen)
        found = facts_of(facts[period])
        fresh = len(ties[period] - seen_ties)
        values = (period, len(found), len(ties[period]), fresh, len(recipients), len(new), listed(new, 6))
        rows.append(Row(values, found))
        seen_ties |= ties[period]
        seen |= recipients
    most = max(rows, key=lambda row: int(row.values[1] or 0))
    placed = sum(len(row.facts) for row in rows)
    readings = [
        f"{counted(placed, 'dated fact')} in {counted(len(rows), by)}; most, {most.values[1]}, in {most.values[0]}."
    ]
    if unplaced:
        readings.append(f"{counted(len(unplaced), 'fact')} with no date as fine as a {by}: left out.")
    return Report(f"Change by {by}", CHANGE_COLUMNS, tuple(rows), tuple(readings), network)


def spread(source: Source, by: Period = "year") -> Report:
    """Policies by the period in which a document first tells of them; adopters of each type, oldest period first.

    Documents seldom say when a policy began: the period is that of the first dated report in the graph.
    Raises AnalyzeError where no policy is told of by a dated document.
    """
    first: dict[tuple[str, str], tuple[str, str]] = {}
    behind: dict[tuple[str, str], set[Fact]] = defaultdict(set)
    undated: set[str] = set()
    for row in rows_of(source, _POLICIES):
        period = period_of(row.get("issued", ""), by)
        if period is None:
            undated.add(row["policy"])
            continue
        key = (in_words(row["type"]), row["adopter"])
        name = row.get("name", row["adopter"])
        first[key] = min(first.get(key, (period, name)), (period, name))
        behind[key].add(Fact(row["policy"], row.get("label", row["policy"])))
    if not first:
        raise AnalyzeError(
            f"no policy is told of by a document dated as fine as a {by}", hint="give documents their dates"
        )
    totals: dict[str, int] = defaultdict(int)
    rows = []
    for period in sorted({period for period, _ in first.values()}):
        for kind in sorted({kind for kind, _ in first}):
            new = sorted((name, key) for key, (when, name) in first.items() if when == period and key[0] == kind)
            if not new:
                continue
            totals[kind] += len(new)
            facts = tuple(sorted({fact for _, key in new for fact in behind[key]}))
            values = (period, kind, len(new), totals[kind], listed((name for name, _ in new), 8))
            rows.append(Row(values, facts))
    widest = max(sorted(totals), key=lambda kind: totals[kind])
    readings = [
        f"Most adopters have a {widest}: {totals[widest]}.",
        "A policy may be much older than the first report of it.",
    ]
    if undated:
        readings.append(f"{len(undated)} told of by documents with no date as fine as a {by}: left out.")
    return Report(f"Policies told of, by {by}", SPREAD_COLUMNS, tuple(rows), tuple(readings))
