"""seeds/patterns/events/answers.yaml: every example and counterexample holds, and the file is in order."""

from __future__ import annotations

from typing import Any

import pytest

from kg import resources
from kg.errors import KnowledgeError
from kg.knowledge import answer_words as module
from kg.knowledge import yaml_files
from kg.knowledge.answer_words import FILE, OBJECTS, STANCES, Act, answer_words, inflected
from kg.knowledge.event_patterns import event_patterns

ACTS = [pytest.param(act, id=act.rule.id) for act in answer_words().acts]
EXAMPLES = [
    pytest.param(act, text, want["status"], id=f"{act.rule.id}-{i}")
    for act in answer_words().acts
    for i, (text, want) in enumerate(act.rule.examples.items())
]
COUNTEREXAMPLES = [
    pytest.param(act, text, id=f"{act.rule.id}-{i}")
    for act in answer_words().acts
    for i, text in enumerate(act.rule.counterexamples)
]
ACT_FIELDS = {
    "id",
    "verbs",
    "object",
    "subject",
    "to",
    "bare",
    "court",
    "weak",
    "statuses",
    "examples",
    "counterexamples",
}


def by_rule(bench: Any, act: Act, text: str) -> list[str]:
    """The statuses of the responses that an act found in a text."""
    return [
        str(told["status"]).rpartition("#")[2]
        for told in bench.read(text).facts("Response")
        if act.rule.id in told.rules
    ]


@pytest.mark.parametrize(("act", "text", "status"), EXAMPLES)
def test_example_gives_the_status_by_this_act(bench: Any, act: Act, text: str, status: str) -> None:
    assert by_rule(bench, act, text) == [status]


@pytest.mark.parametrize(("act", "text"), COUNTEREXAMPLES)
def test_counterexample_gives_nothing_by_this_act(bench: Any, act: Act, text: str) -> None:
    assert by_rule(bench, act, text) == []


@pytest.mark.parametrize("act", ACTS)
def test_act_is_in_order(act: Act) -> None:
    entry = next(entry for entry in yaml_files.texts(*FILE)["acts"] if entry["id"] == act.rule.id)
    assert set(entry) <= ACT_FIELDS
    assert act.rule.examples and act.rule.counterexamples
    assert set(act.statuses) <= set(STANCES)
    assert act.object in (*OBJECTS, "open", "none")
    assert act.subject in ("", "court", "issuer")
    ontology = resources.path("ontology", "jurisgraph.ttl").read_text(encoding="utf-8")
    assert all(f"jg:{status}" in ontology for status in act.statuses.values())


def test_ids_are_unique_also_against_the_patterns() -> None:
    ids = [act.rule.id for act in answer_words().acts]
    ids += [rule.id for file in ("responses", "subpoenas", "times", "court_actions") for rule in event_patterns(file)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", sorted(answer_words().lists))
def test_list_is_lower_case_and_without_doubles(name: str) -> None:
    words = yaml_files.texts(*FILE)[name]
    assert len(set(words)) == len(words), sorted({word for word in words if words.count(word) > 1})
    assert all(word == word.casefold() or word == "<DUR>" for word in words)


def test_a_lead_stands_in_one_list_only() -> None:
    leads = [lead for found in yaml_files.texts(*FILE)["leads"].values() for lead in found]
    assert len(set(leads)) == len(leads), sorted({lead for lead in leads if leads.count(lead) > 1})


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("comply complied", {"comply": "base", "complies": "s", "complied": "past", "complying": "ing"}),
        ("give gave given", {"give": "base", "gives": "s", "gave": "past", "given": "past", "giving": "ing"}),
        ("refuse", {"refuse": "base", "refuses": "s", "refused": "past", "refusing": "ing"}),
        ("refer referred referred referring", {"refer": "base", "refers": "s", "referred": "past", "referring": "ing"}),
        ("quash", {"quash": "base", "quashes": "s", "quashed": "past", "quashing": "ing"}),
        ("deny", {"deny": "base", "denies": "s", "denied": "past", "denying": "ing"}),
        ("turn:over|in", {"turn": "base", "turns": "s", "turned": "past", "turning": "ing"}),
    ],
)
def test_inflection(verb: str, words: dict[str, str]) -> None:
    found = list(inflected(verb))
    assert {word: form for word, form, _ in found} == words
    assert {particles for _, _, particles in found} == {frozenset({"over", "in"} if ":" in verb else ())}


def test_a_malformed_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_files, "texts", lambda *_: {"acts": [{"id": "x"}]})
    with pytest.raises(KnowledgeError, match=r"malformed"):
        module.answer_words.__wrapped__()
