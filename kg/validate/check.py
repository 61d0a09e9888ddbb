"""Runs the shapes over a graph by pySHACL and gives what fails as plain records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox
import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from kg.errors import ValidationError
from kg.validate.convert import node_name, to_rdflib
from kg.validate.names import Names
from kg.validate.order import out_of_order
from kg.validate.quotes import wrong_lengths
from kg.validate.shapes import Shapes, standard
from kg.vocab import JG

Severity = Literal["Violation", "Warning", "Info"]
_SEVERITIES: dict[Node, Severity] = {SH.Violation: "Violation", SH.Warning: "Warning", SH.Info: "Info"}
_RANK: dict[Severity, int] = {"Violation": 0, "Warning": 1, "Info": 2}
Row = tuple[str, str, str, Severity, str, str]  # node, message, path, severity, value, component
QUOTE_LENGTH = "https://w3id.org/jurisgraph/shapes#QuoteLength"


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that one node fails.

    node: its IRI, or "_:" and a label for a blank node.   label: its name for people.
    message: the rule in words.   path: IRI of the property concerned; "" where it is none or several.
    severity: only "Violation" makes a graph fail.   value: the offending value as text; "" where one is missing.
    where: names of the files that state the node.   component: IRI of the constraint component.
    """

    node: str
    label: str
    message: str
    path: str
    severity: Severity
    value: str = ""
    where: str = ""
    component: str = ""


def check(quads: Iterable[ox.Quad], shapes: Shapes | None = None) -> tuple[Violation, ...]:
    """What fails in the union of all quads, violations before warnings, then by node, path and message.

    shapes: None for the ontology's own. Inference is off: data state the classes of their nodes.
    Raises ValidationError where the shapes themselves are faulty or the graph holds triple terms.
    """
    kept = quads if isinstance(quads, list | tuple) else list(quads)
    shapes = shapes or standard()
    rows = _report(to_rdflib(kept), shapes)
    for node, message, value in wrong_lengths(kept):
        rows.append((node, message, JG.quote, "Violation", value, QUOTE_LENGTH))
    for node, rule, value in out_of_order(kept, shapes.order):
        rows.append((node, rule.message, rule.first, "Violation", value, rule.component))
    names = Names(kept)
    found = {
        Violation(node, names.label(node), message, path, severity, value, names.files(node), component)
        for node, message, path, severity, value, component in rows
    }
    return tuple(sorted(found, key=lambda v: (_RANK[v.severity], v.node, v.path, v.message, v.value, v.component)))


def _report(graph: Graph, shapes: Shapes) -> list[Row]:
    try:
        conforms, report, text = pyshacl.validate(graph, shacl_graph=shapes.graph, inference="none", advanced=False)
    except ReportableRuntimeError as error:
        raise _faulty(shapes, error) from error
    if not isinstance(report, Graph):  # pySHACL hands back its error in place of a report
        raise _faulty(shapes, text)
    if conforms:
        return []
    rows: list[Row] = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        rows.append(
            (
                _text(report.value(result, SH.focusNode)),
                " ".join(sorted(str(message) for message in report.objects(result, SH.resultMessage))),
                str(path) if isinstance(path, URIRef) else "",
                _SEVERITIES.get(report.value(result, SH.resultSeverity) or SH.Violation, "Violation"),
                _text(value),
                _text(report.value(result, SH.sourceConstraintComponent)),
            )
        )
    return rows


def _faulty(shapes: Shapes, why: object) -> ValidationError:
    return ValidationError(f"the shapes are faulty: {why}", where=str(shapes.folder), hint="correct the shapes")


def _text(term: Node | None) -> str:
    return "" if term is None else node_name(term)
