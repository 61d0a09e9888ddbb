"""The report as Turtle: valid SHACL, the same each time."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
from rdflib import RDF, SH, Graph, Literal, URIRef

from kg.validate import Shapes, Violation, check, turtle_report
from kg.vocab import BASE, JG

Quads = Callable[..., list[ox.Quad]]


def parsed(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


def test_report_of_what_conforms() -> None:
    graph = parsed(turtle_report(()))
    assert [str(value) for value in graph.objects(None, SH.conforms)] == ["true"]
    assert len(graph) == 2


def test_report_holds_each_finding(quads: Quads, shapes: Shapes) -> None:
    found = check(quads(["id:usc jg:citation", "id:e3 jg:rule", "id:subpoena jg:hasResponse"]), shapes)
    graph = parsed(turtle_report(found))
    assert [str(value) for value in graph.objects(None, SH.conforms)] == ["false"]
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    results = list(graph.objects(report, SH.result))
    assert len(results) == len(found) == 3
    for one in found:
        (result,) = graph.subjects(SH.resultMessage, Literal(one.message))
        assert graph.value(result, SH.focusNode) == URIRef(one.node)
        assert graph.value(result, SH.resultSeverity) == SH[one.severity]
        assert graph.value(result, SH.sourceConstraintComponent) == URIRef(one.component)
        assert graph.value(result, SH.resultPath) == (URIRef(one.path) if one.path else None)


def test_warnings_conform(quads: Quads, shapes: Shapes) -> None:
    report = turtle_report(check(quads(["id:e3 jg:rule"]), shapes))
    assert "sh:conforms true" in report and "sh:resultSeverity sh:Warning" in report


def test_odd_characters_are_escaped() -> None:
    odd = Violation("_:b", "label", 'quote " backslash \\ line\nend', JG.count, "Violation")
    graph = parsed(turtle_report([odd]))
    assert [str(value) for value in graph.objects(None, SH.resultMessage)] == [odd.message]


def test_same_findings_same_bytes(quads: Quads, shapes: Shapes) -> None:
    broken = quads(["id:usc jg:citation", "id:ice skos:prefLabel"])
    first = turtle_report(check(broken, shapes))
    assert turtle_report(check(broken[::-1], shapes)) == first
    assert first.index(BASE + "ice") < first.index(BASE + "usc")
