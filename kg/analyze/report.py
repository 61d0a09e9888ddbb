"""What an analysis gives: rows to read or to load, sentences that say what they mean, the facts behind each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from kg.graph.records import Statement

Value = str | int | float | None


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A fact behind a row: its IRI, for `kg explain`, and its label."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a result: its values in the order of the columns, and what they rest on."""

    values: tuple[Value, ...]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The result of an analysis.

    columns: name → what it means, with the unit. readings: plain sentences, the most important first; the last ones say
    what the figures do not cover. network: the graph that was analysed, with the results as attributes of its nodes or
    edges, or None where there is none to write.
    """

    title: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]
    readings: tuple[str, ...] = ()
    network: nx.Graph[str] | None = field(default=None, compare=False)

    def records(self) -> list[dict[str, Any]]:
        """The rows as JSON has them, facts included."""
        return [
            {
                **dict(zip(self.columns, row.values, strict=True)),
                "facts": [{"iri": fact.iri, "label": fact.label} for fact in row.facts],
            }
            for row in self.rows
        ]


def facts_of(statements: Iterable[Statement]) -> tuple[Fact, ...]:
    """Each fact once, sorted by label."""
    return tuple(sorted({Fact(s.iri, s.label) for s in statements}, key=lambda fact: (fact.label, fact.iri)))


def share(part: float, whole: float) -> float:
    """A part of a whole from 0 to 1, rounded to three places; 0 of nothing."""
    return round(part / whole, 3) if whole else 0.0


def listed(names: Iterable[str], most: int = 3) -> str:
    """ "A, B and C", "A, B, C and 4 more"; names that hold commas themselves are parted by semicolons."""
    found = list(names)
    shown, more = found[:most], len(found) - most
    if any("," in name for name in shown) and len(found) > 1:
        return "; ".join([*shown, *([f"{more} more"] if more > 0 else [])])
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
