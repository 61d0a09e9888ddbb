"""seeds/patterns/events/frames.yaml: every example and counterexample of every frame holds, the file is in order."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg.errors import KnowledgeError
from kg.extract import Layers
from kg.knowledge import frames as module
from kg.knowledge import yaml_files
from kg.knowledge.event_patterns import event_patterns, event_words
from kg.knowledge.frames import FILE, ROLES, Frame, FrameWords, frame_words, frames, shadow_words

PARSER = Layers(patterns=False, parser=True)
DATA = yaml_files.texts(*FILE)
FRAMES = [pytest.param(frame, id=frame.rule.id) for frame in frames()]
EXAMPLES = [
    pytest.param(frame, text, want, id=f"{frame.rule.id}-{i}")
    for frame in frames()
    for i, (text, want) in enumerate(frame.rule.examples.items())
]
COUNTEREXAMPLES = [
    pytest.param(frame, text, id=f"{frame.rule.id}-{i}")
    for frame in frames()
    for i, text in enumerate(frame.rule.counterexamples)
]
FIELDS = {"id", "verbs", "nouns", "roles", "instrument", "dated", "confidence", "examples", "counterexamples"}
RELATION = re.compile(r"subj|obj|iobj|passive|there|~?[a-z]{2,7}")


@pytest.mark.parametrize(("frame", "text", "want"), EXAMPLES)
def test_example_gives_the_event_by_this_frame(bench: Any, frame: Frame, text: str, want: dict[str, Any]) -> None:
    reading = bench.read(text, layers=PARSER)
    found = [told for told in reading.subpoenas() if frame.rule.id in told.rules]
    assert found, [(told.fact.label, sorted(told.rules)) for told in reading.subpoenas()]
    given = [(told["servedOn"], str(told["count"])) for told in found]
    assert (want["recipient"], str(want.get("count"))) in given


@pytest.mark.parametrize(("frame", "text"), COUNTEREXAMPLES)
def test_counterexample_gives_no_event_at_all(bench: Any, frame: Frame, text: str) -> None:
    assert bench.read(text, layers=PARSER).recipients() == []


@pytest.mark.parametrize("frame", FRAMES)
def test_frame_is_in_order(frame: Frame) -> None:
    (entry,) = [entry for entry in DATA["frames"] if entry["id"] == frame.rule.id]
    assert set(entry) <= FIELDS
    assert ("verbs" in entry) != ("nouns" in entry)
    assert re.fullmatch(r"tree(-[a-z]+)+", frame.rule.id)
    assert 0 < frame.rule.confidence < 1
    assert frame.rule.examples and frame.rule.counterexamples
    assert frame.instrument in ("named", "implied", "itself")
    assert all(RELATION.fullmatch(relation) for relation in frame.roles)
    assert set().union(*frame.roles.values()) <= ROLES
    assert all(word == word.casefold() for word in frame.words)


@pytest.mark.parametrize("frame", FRAMES)
def test_frame_has_place_for_what_an_event_needs(frame: Frame) -> None:
    roles = set().union(*frame.roles.values())
    assert roles & {"recipient", "named-recipient"}
    assert ("instrument" in roles) == (frame.instrument == "named")


def test_ids_are_unique_and_no_patterns() -> None:
    ids = [frame.rule.id for frame in frames()]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {rule.id for rule in event_patterns("subpoenas")}


def test_no_word_of_a_frame_stands_twice_in_it() -> None:
    for entry in DATA["frames"]:
        given = entry.get("verbs") or entry["nouns"]
        assert len(set(given)) == len(given), entry["id"]


@pytest.mark.parametrize("name", FrameWords.__slots__)
def test_word_list_is_lower_case_and_without_duplicates(name: str) -> None:
    words = DATA[name]
    assert sorted(set(words)) == sorted(words)
    assert all(word == word.casefold() for word in words)
    assert getattr(frame_words(), name) == frozenset(words)


def test_no_unreal_word_is_listed_again() -> None:
    assert sorted(frame_words().unreal & event_words().blockers) == []


def test_the_file_has_known_parts_only() -> None:
    assert set(DATA) == {"frames", "shadow", *FrameWords.__slots__}


def test_the_shadows_words_are_single_tokens() -> None:
    given = shadow_words()
    assert all(re.fullmatch(r"\w+", word) for word in (*given.kinds.values(), *given.words.values()))
    assert not set(given.words) & set(given.words.values())


@pytest.mark.parametrize(
    "wrong",
    [
        {"frames": [{"id": "tree-x", "verbs": ["x"], "roles": {"subj": "victim"}, "confidence": "1", "examples": {},
                     "counterexamples": []}]},
        {"frames": [{"id": "tree-x", "verbs": ["$nothing"], "roles": {}, "confidence": "1", "examples": {},
                     "counterexamples": []}]},
        {"frames": [{"id": "tree-x"}]},
    ],
    ids=["role", "class", "fields"],
)  # fmt: skip
def test_a_malformed_frame_is_told(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]) -> None:
    monkeypatch.setattr(module.yaml_files, "texts", lambda *parts: wrong)
    with pytest.raises(KnowledgeError, match=r"malformed|no such role"):
        frames.__wrapped__()


def test_missing_lists_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.yaml_files, "texts", lambda *parts: {})
    with pytest.raises(KnowledgeError, match="needs a list"):
        frame_words.__wrapped__()
    with pytest.raises(KnowledgeError, match="shadow"):
        shadow_words.__wrapped__()
