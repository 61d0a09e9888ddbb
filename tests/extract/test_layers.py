"""Two layers, patterns and parser: what each finds, how they are merged, and that no grouping changes the result."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from kg.errors import ExtractError
from kg.extract import Layers
from kg.extract import layers as module
from kg.extract.layers import Trees, both
from kg.extract.parse import parse
from kg.extract.patterns import Match
from kg.extract.units import sentences
from kg.knowledge.event_patterns import event_patterns
from kg.knowledge.frames import frames

HPD = "Hillsboro Police Department"
SERVED = "ICE served four subpoenas on the Hillsboro Police Department on Monday."
LANDED = "Two ICE subpoenas landed at the Hillsboro Police Department on Monday."
PATTERNS, PARSER, BOTH = Layers(True, False), Layers(False, True), Layers()


def layers_of(reading: Any) -> set[str]:
    return {evidence.layer for told in reading.subpoenas() for evidence in told.fact.evidence}


def sure(reading: Any) -> float:
    (told,) = reading.subpoenas()
    return max(evidence.confidence for evidence in told.fact.evidence)


def test_layers_by_name() -> None:
    assert Layers.of(["parser"]) == PARSER
    assert Layers.of(["parser", "patterns"]) == BOTH
    assert [str(layers) for layers in (PATTERNS, PARSER, BOTH)] == ["patterns", "parser", "patterns,parser"]


@pytest.mark.parametrize("names", [[], ["grammar"], ["patterns", "parse"]])
def test_unknown_layers_are_refused(names: list[str]) -> None:
    with pytest.raises(ExtractError, match="no such layer"):
        Layers.of(names)


def test_each_layer_finds_a_plain_event_alone(bench: Any) -> None:
    for layers, name in ((PATTERNS, "patterns"), (PARSER, "parser")):
        reading = bench.read(SERVED, layers=layers)
        (told,) = reading.subpoenas()
        assert (told["servedOn"], told["count"]) == (HPD, 4)
        assert layers_of(reading) == {name}


def test_where_both_agree_the_fact_is_surer(bench: Any) -> None:
    reading = bench.read(SERVED, layers=BOTH)
    assert layers_of(reading) == {"both"}
    assert sure(bench.read(SERVED, layers=PATTERNS)) < sure(reading) < 1
    assert reading.recipients() == [HPD]


def test_the_parser_adds_what_no_pattern_foresees(bench: Any) -> None:
    text = "A pair of ICE subpoenas had, to the surprise of many, landed at the Hillsboro Police Department on Monday."
    assert bench.read(text, layers=PATTERNS).recipients() == []
    reading = bench.read(text, layers=BOTH)
    assert reading.recipients() == [HPD]
    assert layers_of(reading) == {"parser"}


def test_the_patterns_keep_what_the_parser_misses(bench: Any) -> None:
    text = "The dispute is over two subpoenas. The Hillsboro Police Department received two of them from ICE."
    assert bench.read(text, layers=BOTH).recipients() == [HPD]


def test_no_model_is_loaded_for_patterns_alone(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: Any) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(module, "parse", refuse)
    assert bench.read(SERVED, layers=PATTERNS).recipients() == [HPD]
    with pytest.raises(AssertionError, match="parsed"):
        bench.read(SERVED, layers=BOTH)


@pytest.mark.parametrize("text", ["ICE held a picnic in Denver.", "Subpoenas are papers.", "Denver has three parks."])
def test_a_sentence_that_can_tell_nothing_is_not_parsed(bench: Any, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(module, "parse", lambda given: pytest.fail("parsed") if given else [])
    assert bench.read(text, layers=BOTH).recipients() == []


def test_trees_are_parsed_once_and_together(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def counted(given: Any) -> Any:
        calls.append(len(given))
        return parse(given)

    found = sentences(bench.read(f"{SERVED} The weather was fine. {LANDED}").linked)
    monkeypatch.setattr(module, "parse", counted)
    trees = Trees(found)
    assert trees.of(found[0]) is trees.of(found[0])
    assert trees.of(found[2])[0].words[-1] == "."
    assert calls == [2]


def test_the_grouping_of_sentences_changes_nothing(bench: Any) -> None:
    text = " ".join([SERVED, LANDED, "Denver said that it had been subpoenaed by ICE.", "Two went to Denver."] * 3)
    found = sentences(bench.read(text).linked)
    together = Trees(found)
    for sentence in found:
        assert together.of(sentence) == Trees([]).of(sentence)


def match(rule: Any, recipient: int, layer: str = "patterns", **slots: int) -> Match:
    return Match(rule, 0, 9, {"recipient": recipient, **slots}, layer)


def test_merging_takes_missing_slots_from_the_parser() -> None:
    pattern, frame = event_patterns("subpoenas")[0], frames()[0].rule
    merged = both({3: match(pattern, 3, issuer=0)}, [match(frame, 3, "parser", issuer=1, count=5)])
    assert merged[3].rule is pattern
    assert merged[3].slots == {"recipient": 3, "issuer": 0, "count": 5}
    assert merged[3].layer == "both"
    assert merged[3].sure == pytest.approx(1 - (1 - pattern.confidence) * (1 - frame.confidence), abs=0.001)


def test_merging_keeps_what_only_one_layer_found() -> None:
    pattern, frame = event_patterns("subpoenas")[0], frames()[0].rule
    merged = both({3: match(pattern, 3)}, [match(frame, 7, "parser")])
    assert {at: found.layer for at, found in merged.items()} == {3: "patterns", 7: "parser"}
    assert both({}, []) == {}


def test_a_match_is_as_sure_as_its_rule_unless_said() -> None:
    rule = event_patterns("subpoenas")[0]
    assert match(rule, 1).sure == rule.confidence
    assert dataclasses.replace(match(rule, 1), confidence=0.5).sure == 0.5
