"""The words behind a verdict."""

from __future__ import annotations

from typing import Any

import pytest

from kg.evaluate.judge import Judged
from kg.evaluate.passages import Passage, evidence_of, sentences_of
from kg.model import Document, Span
from kg.vocab import JG

TEXT = (
    "ICE wrote to Tigard. The Polk County Sheriff's Office got two subpoenas from ICE in May. Section 8 USC 1373(a) "
    "was cited, and Polk County said nothing. The office (PCSO) keeps a jail.\n"
)


def missed(*names: tuple[str, ...]) -> Judged:
    return Judged("a.txt", "subpoenas", "x", "missed", names=names)


def sentences(*names: tuple[str, ...]) -> list[str]:
    document = Document("a.txt", TEXT, "0" * 64, "text/plain", Span(0, len(TEXT)))
    found = sentences_of(document, missed(*names))
    assert all(TEXT[one.start : one.end] == one.quote and one.rules == () for one in found)
    return [one.quote.split()[0] + " " + one.quote.split()[-1] for one in found]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([("ICE",)], ["ICE Tigard.", "The May."]),
        ([("Polk County Sheriff’s Office",), ("ICE",)], ["The May."]),
        ([("Polk County, Oregon",)], ["The May.", "Section nothing."]),
        ([("Polk County, Oregon",), ("8 U.S.C. § 1373(a)",)], ["Section nothing."]),
        ([("8 U.S.C. § 1373(a)",)], ["Section nothing."]),
        ([("Polk County Jail", "PCSO")], ["The jail."]),
        ([("Tigard Police Department", "Tigard, Oregon"), ("ICE",), ("2",)], ["ICE Tigard."]),
        ([("Lane County, Oregon",)], []),
        ([("Lane County, Oregon",), ("Tigard",)], ["ICE Tigard."]),
        ([("ice",), ("Nobody",)], ["ICE Tigard.", "The May."]),
        ([("olk",)], []),
        ([], []),
    ],
)
def test_sentences_in_which_names_stand(names: list[tuple[str, ...]], found: list[str]) -> None:
    assert sentences(*names) == found


def test_no_more_than_three() -> None:
    text = "ICE came. ICE saw. ICE asked. ICE left.\n"
    document = Document("a.txt", text, "0" * 64, "text/plain", Span(0, len(text)))
    assert [one.quote for one in sentences_of(document, missed(("ICE",)))] == ["ICE came.", "ICE saw.", "ICE asked."]


def test_evidence_of_a_wrong_fact_each_quote_once(world: Any) -> None:
    world.document("ice")
    world.document("ice", file="b.txt")
    world.evidence("ice", quote="ICE", start=9, rule="= second")
    world.evidence("ice", quote="ICE", start=9, rule="= first")
    world.evidence("ice", quote="the agency", start=2, rule="= first")
    world.evidence("ice", quote="elsewhere", file="b.txt", rule="= first")
    wrong = Judged("a.txt", "agencies", "ICE", "wrong", nodes=(world.iri("ice"),))
    assert evidence_of(world.graph, wrong) == (
        Passage(2, 12, "the agency", ("first",)),
        Passage(9, 12, "ICE", ("first", "second")),
    )


def test_evidence_of_one_property(world: Any) -> None:
    world.document("ice")
    world.evidence("ice", quote="whole", start=1, rule="= a")
    world.evidence("ice", quote="gives it", start=9, rule="= b", supports="jg:hasJurisdiction")
    graph, nodes = world.graph, (world.iri("ice"),)
    pair = Judged("a.txt", "agency_jurisdiction", "x", "wrong", nodes=nodes, property=JG.hasJurisdiction)
    assert [one.quote for one in evidence_of(graph, pair)] == ["gives it"]
    other = Judged("a.txt", "agency_jurisdiction", "x", "wrong", nodes=nodes, property=JG.partOf)
    assert [one.quote for one in evidence_of(graph, other)] == ["whole", "gives it"]


def test_evidence_that_is_none_is_passed_over(world: Any) -> None:
    world.document("ice")
    world.node("e", "Evidence", "e", document="a-document", start="= here", end=3, quote="= ICE")
    world.say("ice", "jg:evidence", "id:e")
    assert evidence_of(world.graph, Judged("a.txt", "agencies", "ICE", "wrong", nodes=(world.iri("ice"),))) == ()
    assert evidence_of(world.graph, missed(("ICE",))) == ()
