"""Of an event that stands for what several documents tell: their accounts, and why they were taken for one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.query.lookup import select
from kg.query.terms import iri, shorten
from kg.store import Store


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """What one document tells of an event: the file's name, and label and IRI of the node in the document's graph.

    The file's name is empty where the graph at hand holds the merged view alone, the label then a short IRI.
    """

    file_name: str
    label: str
    iri: str

    @property
    def short(self) -> str:
        return shorten(self.iri)


@dataclass(frozen=True, slots=True)
class Decision:
    """Why two accounts are one: the files that they stand in, the points, and each reason, the weightiest first."""

    files: tuple[str, ...]
    accounts: tuple[str, ...]
    score: int
    reasons: tuple[str, ...]


def accounts(store: Store, node: str) -> tuple[Account, ...]:
    """The accounts that a node was merged from, sorted by file; empty for a node that was not merged."""
    members = [row[0] for row in select(store, f"SELECT ?m {{ {iri(node)} jg:mergedFrom ?m }}")]
    return tuple(sorted(_accounts(store, members).values()))


def decisions(store: Store, node: str) -> tuple[Decision, ...]:
    """The decisions that made a node of its accounts, sorted by file."""
    sparql = (
        f"SELECT ?d ?m ?score ?reason "
        f"{{ ?d jg:decides {iri(node)} ; jg:compares ?m ; jg:score ?score ; jg:reason ?reason }}"
    )
    compared: defaultdict[str, set[str]] = defaultdict(set)
    reasons: defaultdict[str, set[str]] = defaultdict(set)
    scores: dict[str, int] = {}
    for decision, member, score, reason in select(store, sparql):
        compared[decision].add(member)
        reasons[decision].add(reason)
        scores[decision] = int(score)
    known = _accounts(store, sorted({member for members in compared.values() for member in members}))
    found = []
    for decision, members in compared.items():
        sides = sorted(known[member] for member in members)
        found.append(
            Decision(
                tuple(side.file_name or side.short for side in sides),
                tuple(side.iri for side in sides),
                scores[decision],
                tuple(sorted(reasons[decision], key=lambda reason: (-_points(reason), reason))),
            )
        )
    return tuple(sorted(found, key=lambda decision: (decision.files, decision.accounts)))


def _points(reason: str) -> int:
    """The points of a reason such as "date +3: 2020-01 and 2020-01-17 can be one day"."""
    number = reason.partition(":")[0].rpartition(" ")[2]
    return int(number) if number.lstrip("+-").isdigit() else 0


def _accounts(store: Store, members: list[str]) -> dict[str, Account]:
    found = {member: Account("", shorten(member), member) for member in members}
    if members:
        values = " ".join(map(iri, members))
        sparql = f"""SELECT ?m (MIN(?l) AS ?label) (MIN(?f) AS ?file) {{
          VALUES ?m {{ {values} }}
          GRAPH ?g {{ ?m skos:prefLabel ?l ; jg:evidence ?e . ?e jg:document ?d . ?d jg:fileName ?f }} }} GROUP BY ?m"""
        for member, label, file_name in select(store, sparql):
            if member is not None and file_name is not None:
                found[member] = Account(file_name, label, member)
    return found
