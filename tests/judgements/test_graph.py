"""kg.judgements.graph: what is said of a judgement in RDF, and that it meets the shapes."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.judgements.apply import Mark
from kg.judgements.graph import JUDGEMENTS_GRAPH, called, graph
from kg.validate import check
from kg.vocab import BASE, DCTERMS, JG


def said(quads: set[ox.Quad], prop: str) -> list[str]:
    return sorted(str(getattr(quad.object, "value", "")) for quad in quads if quad.predicate.value == prop)


def test_who_when_why_and_of_what(desk: Any) -> None:
    one = desk.judgement("correct", desk.lane, changes=(("count", ("2",)), ("due", ())), why="It was two.")
    quads = graph([one], {one.id: [Mark(one.id, 0, "subpoena/a/lane-1")]}, "missing")
    assert {quad.graph_name for quad in quads} == {JUDGEMENTS_GRAPH}
    assert len({quad.subject for quad in quads}) == 1
    assert said(quads, JG.verdict) == [JG.Corrected]
    assert said(quads, JG.reviewer) == ["A. Reader"]
    assert said(quads, DCTERMS.created) == ["2021-03-04"]
    assert said(quads, JG.rationale) == ["It was two."]
    assert said(quads, JG.correction) == ["count: 2", "due: none"]
    assert said(quads, JG.judges) == [f"{BASE}subpoena/a/lane-1"]
    assert said(quads, JG.judgedWords) == [desk.one]
    assert said(quads, JG.judgedFile) == ["a.txt"]
    assert said(quads, JG.unmet) == []
    assert check(list(quads)) == ()


def test_a_judgement_that_met_nothing_says_why(desk: Any) -> None:
    one = desk.judgement("reject", desk.lane)
    assert said(graph([one], {}, "missing"), JG.unmet) == ["missing"]
    lost = graph([one], {one.id: [Mark(one.id, 0, "", "no fact")]}, "missing")
    assert said(lost, JG.unmet) == ["no fact"]
    assert said(lost, JG.judges) == []
    found = [Mark(one.id, 0, "", "no fact"), Mark(one.id, 0, "subpoena/b/1")]
    assert said(graph([one], {one.id: found}, "missing"), JG.unmet) == [], "in one of two files it was found"


def test_a_pair_that_met_one_side(desk: Any) -> None:
    one = desk.judgement("apart", desk.lane, desk.clackamas)
    quads = graph([one], {one.id: [Mark(one.id, 1, "subpoena/a/1")]}, "missing")
    assert said(quads, JG.unmet) == ["missing"]
    assert said(quads, JG.verdict) == [JG.KeptApart]


def test_each_judgement_is_a_node_of_its_own(desk: Any) -> None:
    same = [desk.judgement("accept", desk.lane), desk.judgement("accept", desk.lane, by="Another")]
    other = [desk.judgement("accept", desk.lane, of=("date",)), desk.judgement("accept", desk.clackamas)]
    quads = graph([*same, *other], {}, "missing")
    assert len({quad.subject for quad in quads}) == 4
    assert quads == graph([*other, *same[::-1]], {}, "missing"), "their order says nothing"
    assert check(list(quads)) == ()


def test_how_a_fact_is_called(desk: Any) -> None:
    assert called(desk.lane) == "Subpoena on Lane County Sheriff's Office (a.txt)"
    assert called(desk.refusal) == "Response on Lane County Sheriff's Office, Refused (a.txt)"
    assert called(desk.target("x y", kind="CourtAction")) == "CourtAction (a.txt)"


def test_a_half_character_is_told_as_an_escape(desk: Any) -> None:
    one = desk.judgement("accept", desk.lane, by="A\ud800")
    assert said(graph([one], {}, "missing"), JG.reviewer) == ["A\\ud800"]
