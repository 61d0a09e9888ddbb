"""Sets aside what fails: takes a failing node out of the quads, with all that hangs on it, and says why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import ValidationError
from kg.model import SetAside
from kg.validate.check import Violation, check
from kg.validate.convert import node_name
from kg.validate.names import Names
from kg.validate.shapes import Shapes
from kg.vocab import JG, RDF

# Each round takes out at least one node. The longest chain of links that need one another is short (document, evidence,
# policy, subpoena, response); more rounds than this mean a fault of the shapes.
MOST_ROUNDS = 50


def set_aside(quads: list[ox.Quad], shapes: Shapes | None = None) -> tuple[list[ox.Quad], tuple[SetAside, ...]]:
    """The quads that conform, in their order and unchanged, and what was taken out, sorted by file, name and node.

    A node with a violation goes with its statements, the links to it, and the evidence that only it had; what thereby
    fails in turn goes too. A failing document takes its whole graph along. Warnings take nothing out.
    Raises ValidationError as `check` does.
    """
    names = Names(quads)
    lost: dict[str, set[str]] = defaultdict(set)  # node → names of what it linked to, set aside before
    aside: dict[str, SetAside] = {}
    for _ in range(MOST_ROUNDS):
        failing = _by_node(check(quads, shapes))
        if not failing:
            return quads, tuple(sorted(aside.values(), key=lambda one: (one.where, one.what, one.node)))
        told = _Told(quads, set(failing), names)
        for node, reasons in failing.items():
            reason = _reason(reasons, lost[node])
            aside[node] = SetAside(names.label(node), names.files(node), reason, node, *told.of(node))
        for quad in quads:
            target = node_name(quad.object)
            if target in failing and not isinstance(quad.object, ox.Literal):
                lost[node_name(quad.subject)].add(names.label(target))
        quads = _without(quads, set(failing))
    raise ValidationError("what fails cannot be taken out", where=", ".join(failing), hint="correct the shapes")


def _by_node(violations: Iterable[Violation]) -> dict[str, list[str]]:
    failing: dict[str, list[str]] = {}
    for violation in violations:
        if violation.severity == "Violation":
            reasons = failing.setdefault(violation.node, [])
            if violation.message not in reasons:
                reasons.append(violation.message)
    return failing


def _reason(messages: list[str], lost: set[str]) -> str:
    before = [f"It lost {'; '.join(sorted(lost))}, set aside before."] if lost else []
    return " ".join([*messages, *before])


def _without(quads: list[ox.Quad], nodes: set[str]) -> list[ox.Quad]:
    graphs = {
        str(quad.graph_name)
        for quad in quads
        if node_name(quad.subject) in nodes
        and quad.predicate.value == RDF.type
        and node_name(quad.object) == JG.Document
    }
    quads = [quad for quad in quads if str(quad.graph_name) not in graphs]
    users: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value == JG.evidence:
            users[node_name(quad.object)].add(node_name(quad.subject))
    gone = nodes | {evidence for evidence, by in users.items() if by <= nodes}

    def stays(quad: ox.Quad) -> bool:
        linked = not isinstance(quad.object, ox.Literal) and node_name(quad.object) in gone
        return node_name(quad.subject) not in gone and not linked

    return [quad for quad in quads if stays(quad)]


class _Told:
    """What some nodes state, and the words of their evidence, before they are taken out."""

    def __init__(self, quads: Iterable[ox.Quad], nodes: set[str], names: Names) -> None:
        self._names = names
        self._stated: dict[str, list[ox.Quad]] = defaultdict(list)
        quads = list(quads)
        evidence = {
            node_name(quad.object)
            for quad in quads
            if node_name(quad.subject) in nodes and quad.predicate.value == JG.evidence
        }
        for quad in quads:
            subject = node_name(quad.subject)
            if subject in nodes or subject in evidence:
                self._stated[subject].append(quad)

    def of(self, node: str) -> tuple[str, tuple[tuple[int, int, str], ...], tuple[tuple[str, str], ...]]:
        """The class of a node, the passages that support it, its properties in words."""
        quads = self._stated[node]
        kinds = [node_name(quad.object) for quad in quads if quad.predicate.value == RDF.type]
        passages = [self._passage(node_name(quad.object)) for quad in quads if quad.predicate.value == JG.evidence]
        told = ((quad.predicate.value, self._value(quad.object)) for quad in quads)
        stated = tuple(
            sorted((prop, value) for prop, value in told if prop.startswith(str(JG)) and prop != JG.evidence)
        )
        kind = min(kinds, default="").removeprefix(str(JG))
        return kind, tuple(sorted(passage for passage in passages if passage is not None)), stated

    def _value(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        name = node_name(term)
        if isinstance(term, ox.Literal) or name.startswith(str(JG)):
            return name.removeprefix(str(JG))
        return self._names.label(name)

    def _passage(self, evidence: str) -> tuple[int, int, str] | None:
        found = {quad.predicate.value: node_name(quad.object) for quad in self._stated[evidence]}
        start, end, quote = (found.get(prop, "") for prop in (JG.start, JG.end, JG.quote))
        return (int(start), int(end), quote) if start.isdecimal() and end.isdecimal() and quote else None
