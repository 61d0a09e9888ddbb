"""Rules that one value comes before another (sh:lessThan, sh:lessThanOrEquals), run here instead of by pySHACL.

pySHACL 0.40 raises TypeError where two values cannot be compared (a text and a day), so that one wrong literal would
stop the whole check. Here such a pair is passed over: the rule on the value's datatype reports it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import SH, Graph

from kg.validate.convert import node_name
from kg.vocab import XSD

_COMPARISONS = {
    SH.lessThan: (True, str(SH.LessThanConstraintComponent)),
    SH.lessThanOrEquals: (False, str(SH.LessThanOrEqualsConstraintComponent)),
}


@dataclass(frozen=True, slots=True, order=True)
class OrderRule:
    """Values of `first` come before those of `second`; where `strict`, equal ones fail too. Both are property IRIs."""

    first: str
    second: str
    strict: bool
    message: str
    component: str


def take_rules(shapes: Graph) -> tuple[OrderRule, ...]:
    """The order rules of a graph of shapes, sorted; they are taken out of the graph."""
    rules = []
    for comparison, (strict, component) in _COMPARISONS.items():
        for shape, second in list(shapes.subject_objects(comparison)):
            shapes.remove((shape, comparison, second))
            first, message = shapes.value(shape, SH.path), shapes.value(shape, SH.message)
            rules.append(OrderRule(str(first), str(second), strict, str(message or ""), component))
    return tuple(sorted(rules))


def out_of_order(quads: Iterable[ox.Quad], rules: Iterable[OrderRule]) -> Iterator[tuple[str, OrderRule, str]]:
    """(node, rule, value of its first property) where two days or two whole numbers stand the wrong way round."""
    rules = tuple(rules)
    wanted = {name for rule in rules for name in (rule.first, rule.second)}
    values: dict[tuple[str, str], set[int | dt.date]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value in wanted and isinstance(quad.object, ox.Literal):
            value = _comparable(quad.object)
            if value is not None:
                values[node_name(quad.subject), quad.predicate.value].add(value)
    nodes = sorted({node for node, _ in values})
    for node in nodes:
        for rule in rules:
            for first in sorted(values.get((node, rule.first), ()), key=str):
                if any(_wrong(first, second, rule.strict) for second in values.get((node, rule.second), ())):
                    yield node, rule, str(first)


def _comparable(literal: ox.Literal) -> int | dt.date | None:
    try:
        if literal.datatype.value == XSD.integer:
            return int(literal.value)
        if literal.datatype.value == XSD.date:
            return dt.date.fromisoformat(literal.value[:10])  # what may follow is a time zone
    except ValueError:
        pass
    return None


def _wrong(first: int | dt.date, second: int | dt.date, strict: bool) -> bool:
    if isinstance(first, int) and isinstance(second, int):
        return first >= second if strict else first > second
    if isinstance(first, dt.date) and isinstance(second, dt.date):
        return first >= second if strict else first > second
    return False
