"""The fields of a subpoena or a reported number of detainers: which are asked for, and whether they are right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluate.gold import GoldEvent
from kg.evaluate.graph import Graph, Term
from kg.evaluate.names import Name
from kg.vocab import JG


@dataclass(frozen=True, slots=True)
class Mark:
    """A field that the gold asks for. wanted, given: for people; given is "-" where the graph has no value."""

    field: str
    right: bool
    wanted: str
    given: str


def marks(graph: Graph, gold: GoldEvent, node: Term) -> tuple[Mark, ...]:
    """The marks of a fact that answers a gold event, in a fixed order."""
    found: list[Mark] = []
    if gold.asks_count:
        counts = graph.counts(node)
        wanted = set() if gold.count is None else {gold.count}
        found.append(Mark("count", counts == wanted, _list(map(str, wanted)), _list(map(str, sorted(counts)))))
    if gold.kind == "subpoenas":
        found += _date(graph, node, "date", gold.date, JG.date)
        found += _date(graph, node, "due", gold.due, JG.responseDue)
        found += _status(graph, node, gold)
        found += _statutes(graph, node, gold)
        if gold.jurisdiction:
            right = gold.jurisdiction.fits(graph.labels_of(node, JG.appliesIn))
            found.append(Mark("jurisdiction", right, str(gold.jurisdiction), named(graph, node, JG.appliesIn)))
    else:
        if gold.outcomes:
            given = graph.terms(node, JG.outcome)
            right = not given.isdisjoint(gold.outcomes)
            found.append(Mark("outcome", right, _list(sorted(gold.outcomes), " or "), _list(sorted(given))))
        found += _date(graph, node, "start", gold.start, JG.periodStart)
        found += _date(graph, node, "end", gold.end, JG.periodEnd)
    return tuple(found)


def date_fits(gold: str, values: Iterable[str]) -> bool:
    """Whether one of the values is one of the gold's alternatives, or lies in the month or year that one of them is.

    An alternative "--03-09" asks for that day of any year.
    """
    values = tuple(values)
    return any(
        value == wanted or value.startswith(f"{wanted}-") or (wanted.startswith("--") and value.endswith(wanted[1:]))
        for wanted in gold.split("|")
        for value in values
    )


def named(graph: Graph, node: Term, prop: str) -> str:
    """The names of a property's values, for people."""
    return _list(sorted(graph.shown(value) for value in graph.values(node, prop)))


def statuses(graph: Graph, node: Term) -> set[str]:
    """The local names of the statuses of all responses to a subpoena."""
    return {status for one in graph.values(node, JG.hasResponse) for status in graph.terms(one, JG.status)}


def _date(graph: Graph, node: Term, field: str, gold: str | None, prop: str) -> list[Mark]:
    if not gold:
        return []
    values = graph.texts(node, prop)
    return [Mark(field, date_fits(gold, values), gold.replace("|", " or "), _list(values))]


def _status(graph: Graph, node: Term, gold: GoldEvent) -> list[Mark]:
    """Right where at least one of the gold's answers is given, and nothing but them."""
    if not gold.statuses:
        return []
    given = statuses(graph, node)
    right = bool(given) and given <= gold.statuses
    return [Mark("status", right, _list(sorted(gold.statuses), " or "), _list(sorted(given)))]


def _statutes(graph: Graph, node: Term, gold: GoldEvent) -> list[Mark]:
    """Right where every law that must be there is there; others do no harm."""
    must: list[Name] = [name for name in gold.statutes if not name.optional]
    if not must:
        return []
    labels = [graph.labels(value) for value in graph.values(node, JG.citesStatute)]
    right = all(any(name.fits(one) for one in labels) for name in must)
    return [Mark("statutes", right, _list(map(str, must)), named(graph, node, JG.citesStatute))]


def _list(values: Iterable[str], joint: str = ", ") -> str:
    return joint.join(values) or "-"
