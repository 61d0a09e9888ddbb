"""seeds/patterns/layout.yaml: every example and counterexample holds in a document, and the file is in order."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg.annotate.layout import blocks
from kg.knowledge import yaml_files
from kg.knowledge.lines import FILE, LONGEST, LineRule, line_rules

RULES = line_rules()
RAW = yaml_files.typed(*FILE)
EXAMPLES = [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.examples)]
COUNTEREXAMPLES = [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.counterexamples)]
PROSE = "The county clerk read the letter aloud to everybody who had come to the meeting that evening."


@pytest.mark.parametrize(("rule", "line"), EXAMPLES)
def test_example_is_matched_and_becomes_a_block_of_its_kind(bench: Any, rule: LineRule, line: str) -> None:
    assert rule.matches(" ".join(line.split()))
    (block,) = blocks(bench.document(line))
    assert block.kind == rule.kind
    assert block.span.of(line) == line.strip()


@pytest.mark.parametrize(("rule", "line"), EXAMPLES)
def test_example_between_paragraphs_leaves_them_alone(bench: Any, rule: LineRule, line: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    found = [(block.kind, block.span.of(text)) for block in blocks(bench.document(text))]
    assert found == [("paragraph", PROSE), (rule.kind, line.strip()), ("paragraph", PROSE)]


@pytest.mark.parametrize(("rule", "line"), COUNTEREXAMPLES)
def test_counterexample_is_prose(bench: Any, rule: LineRule, line: str) -> None:
    assert not rule.matches(line)
    (block,) = blocks(bench.document(line))
    assert block.kind not in ("junk", "byline")


def test_file_has_known_fields_only() -> None:
    assert list(RAW) == ["junk", "byline", "kept_hyphens"]
    assert all(word == str(word).lower() for word in RAW["kept_hyphens"])
    assert len(set(RAW["kept_hyphens"])) == len(RAW["kept_hyphens"])
    for entry in (*RAW["junk"], *RAW["byline"]):
        assert set(entry) == {"id", "pattern", "examples", "counterexamples"}, entry["id"]
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", entry["id"])
        for name in ("examples", "counterexamples"):
            texts = entry[name]
            assert texts and all(isinstance(text, str) and len(text) <= LONGEST for text in texts), entry["id"]
            assert len(set(texts)) == len(texts), entry["id"]


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(set(ids)) == sorted(ids)


def test_no_rule_takes_an_empty_line_or_plain_prose() -> None:
    for rule in RULES:
        assert not rule.matches("")
        assert not rule.matches(PROSE)


def test_a_line_longer_than_the_limit_is_never_tried() -> None:
    line = "Copyright " + "x" * LONGEST
    assert not any(rule.matches(line) for rule in RULES)
