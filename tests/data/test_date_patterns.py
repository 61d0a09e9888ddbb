"""seeds/patterns/dates.yaml: every example and counterexample of every rule holds, and the file is in order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.annotate import date_rules as module
from kg.annotate.date_rules import FILE, date_rules
from kg.annotate.dates import find_dates
from kg.errors import KnowledgeError
from kg.model import DateMention, DurationMention, PartialDate, PeriodMention, Span
from kg.resources import path

DATA: dict[str, Any] = yaml.safe_load(path(*FILE).read_text("utf-8"))
RULES: list[dict[str, Any]] = [*DATA["rules"], {"id": "periods", **DATA["periods"]}]


def printed(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)


def as_listed(text: str, mention: DateMention | PeriodMention | DurationMention) -> list[object]:
    quote = mention.span.of(text)
    if isinstance(mention, DateMention):
        return [quote, printed(mention.value), mention.rule]
    if isinstance(mention, PeriodMention):
        return [quote, [printed(mention.start), printed(mention.end)], mention.rule]
    return [quote, mention.days, mention.rule]


def found(example: dict[str, Any]) -> list[list[object]]:
    text = example["text"]
    anchor = None if example["anchor"] is None else PartialDate.parse(example["anchor"])
    return [as_listed(text, mention) for mention in find_dates(text, [Span(0, len(text))], anchor)]


CASES = [
    pytest.param(example, id=f"{rule['id']}-{kind[:-1]}-{place}")
    for rule in RULES
    for kind in ("examples", "counterexamples")
    for place, example in enumerate(rule[kind])
]


@pytest.mark.parametrize("example", CASES)
def test_example(example: dict[str, Any]) -> None:
    assert found(example) == example["finds"]


@pytest.mark.parametrize("example", CASES)
def test_example_inside_a_longer_text(example: dict[str, Any]) -> None:
    """What stands outside the span does not matter, and offsets are those of the whole text."""
    text = f"On May 5, 1999, it began.\n\n{example['text']}\n\nSince 2001 it goes on."
    start = text.index("\n\n") + 2
    anchor = None if example["anchor"] is None else PartialDate.parse(example["anchor"])
    mentions = find_dates(text, [Span(start, start + len(example["text"]))], anchor)
    assert [as_listed(text, mention) for mention in mentions] == example["finds"]


def test_ids_are_unique_and_well_formed() -> None:
    ids = [rule["id"] for rule in RULES]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in ids)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_every_rule_is_exemplified(rule: dict[str, Any]) -> None:
    assert rule["examples"]
    assert rule["counterexamples"]
    if rule.get("reads") == "nothing" or rule["id"] == "periods":
        return
    shown = {name for example in rule["examples"] for *_, name in example["finds"]}
    assert {rule["id"], f"since-{rule['id']}"} & shown


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.get("reads") == "nothing"], ids=lambda rule: rule["id"]
)
def test_a_rule_against_dates_finds_none_in_its_examples(rule: dict[str, Any]) -> None:
    compiled = next(other for other in date_rules().rules if other.id == rule["id"])
    assert compiled.wins
    for example in rule["examples"]:
        assert compiled.pattern.search(example["text"])
        assert example["finds"] == []


def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: object) -> None:
    """Let the loader read these data in place of the file."""
    file = tmp_path / "dates.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    monkeypatch.setattr(module, "path", lambda *parts: file)


@pytest.mark.parametrize(
    "change",
    [{"reads": "tea-leaves"}, {"family": "unknown"}, {"pattern": "("}, {"pattern": "{nopart}"}, {"pattern": None}],
)
def test_a_malformed_rule_is_an_error_that_names_it(
    change: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(tmp_path, monkeypatch, {**DATA, "rules": [{**DATA["rules"][0], "id": "the-culprit", **change}]})
    with pytest.raises(KnowledgeError, match=r"seeds/patterns/dates\.yaml.*rule the-culprit"):
        date_rules.__wrapped__()


@pytest.mark.parametrize("key", ["months", "triggers", "parts", "rules", "licences", "connectors", "movers"])
def test_a_missing_part_is_an_error(key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(tmp_path, monkeypatch, {name: value for name, value in DATA.items() if name != key})
    with pytest.raises(KnowledgeError, match=r"seeds/patterns/dates\.yaml"):
        date_rules.__wrapped__()


@pytest.mark.parametrize("data", [None, [], "text"])
def test_a_file_of_another_shape_is_an_error(data: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(tmp_path, monkeypatch, data)
    with pytest.raises(KnowledgeError):
        date_rules.__wrapped__()


def test_every_part_is_used() -> None:
    patterns = " ".join([*(rule["pattern"] for rule in DATA["rules"]), *DATA["parts"].values()])
    assert all(f"{{{part}}}" in patterns for part in DATA["parts"])


def test_the_year_has_twelve_months_and_the_week_seven_days() -> None:
    assert len(DATA["months"]) == 12
    assert len(DATA["weekdays"]) == 7
    assert date_rules().months["december"] == 12
    assert date_rules().weekdays["sunday"] == 6


def test_names_that_need_a_narrow_licence_are_names_of_months() -> None:
    rules = date_rules()
    assert rules.ambiguous_months <= rules.months.keys()
    assert rules.never_attributive <= rules.ambiguous_months
