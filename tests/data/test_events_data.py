"""seeds/patterns/events: every example and counterexample of every pattern holds, and the files are in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg import resources
from kg.extract.patterns import compile_pattern
from kg.extract.phrases import phrased
from kg.extract.units import _glued, sentences
from kg.knowledge import yaml_files
from kg.knowledge.event_patterns import (
    FOLDER,
    EventPattern,
    event_patterns,
    event_words,
    pattern_files,
    patterns_of,
)
from kg.knowledge.slot_words import SlotWords

# File or folder → the kind of fact that it gives, the property of its fixed value, the names its examples may give.
FILES: dict[str, tuple[str, str | None, dict[str, str]]] = {
    "subpoenas": ("Subpoena", None, {"recipient": "servedOn", "count": "count"}),
    "court_actions": ("CourtAction", "actionType", {"actionType": "actionType"}),
    "times": ("Subpoena", None, {"date": "date", "due": "responseDue"}),
    "responses": ("Response", "status", {"status": "status", "respondent": "respondent"}),
    "detainers": ("DetainerRequest", "outcome", {"recipient": "sentTo", "count": "count", "outcome": "outcome"}),
    "policies": ("Policy", "policyType", {"adopter": "adoptedBy", "type": "policyType"}),
}
PATTERNS = [pytest.param(file, rule, id=rule.id) for file in FILES for rule in event_patterns(file)]
EXAMPLES = [
    pytest.param(file, rule, text, want, id=f"{rule.id}-{i}")
    for file in FILES
    for rule in event_patterns(file)
    for i, (text, want) in enumerate(rule.examples.items())
]
COUNTEREXAMPLES = [
    pytest.param(file, rule, text, id=f"{rule.id}-{i}")
    for file in FILES
    for rule in event_patterns(file)
    for i, text in enumerate(rule.counterexamples)
]
FIELDS = {
    "id",
    "pattern",
    "confidence",
    "gives",
    "weak",
    "allow",
    "needs",
    "topic",
    "dated",
    "thing",
    "follows",
    "listed",
    "examples",
    "counterexamples",
}
NEEDED = {"id", "pattern", "confidence", "examples", "counterexamples"}
KINDS = {"FED", "LOC", "ORG", "ANA", "NUM", "DATE", "PER", "DUR", "LAW", "SUB", "DEM", "ISS", "GRP", "PRO"}
WORDS = event_words()


def read(name: str) -> dict[str, Any]:
    """A file of the folder as it stands, by its path below the folder."""
    return yaml_files.texts(*FOLDER, *name.split("/"))


def by_rule(bench: Any, file: str, rule: EventPattern, text: str) -> list[Any]:
    """The facts of a file's kind that a pattern found in a text."""
    return [told for told in bench.read(text).facts(FILES[file][0]) if rule.id in told.rules]


@pytest.mark.parametrize(("file", "rule", "text", "want"), EXAMPLES)
def test_example_gives_the_fact_by_this_pattern(
    bench: Any, file: str, rule: EventPattern, text: str, want: dict[str, Any]
) -> None:
    names = FILES[file][2]
    reading = bench.read(text)
    found = [told for told in reading.facts(FILES[file][0]) if rule.id in told.rules]
    assert found, (
        f"not found by {rule.id}; facts: {[(t.fact.label, sorted(t.rules)) for t in reading.facts(FILES[file][0])]}"
    )
    wanted = {names[name]: str(value) for name, value in want.items()}
    given = [{prop: told[prop] if isinstance(told[prop], list) else [told[prop]] for prop in wanted} for told in found]
    assert any(all(value in map(str, told[prop]) for prop, value in wanted.items()) for told in given), given


@pytest.mark.parametrize(("file", "rule", "text", "want"), EXAMPLES)
def test_example_names_every_fixed_value(file: str, rule: EventPattern, text: str, want: dict[str, Any]) -> None:
    assert want.keys() <= FILES[file][2].keys()
    assert all(str(want[name]) == value for name, value in rule.gives.items())


@pytest.mark.parametrize(("file", "rule", "text"), COUNTEREXAMPLES)
def test_counterexample_gives_no_fact_by_this_pattern(bench: Any, file: str, rule: EventPattern, text: str) -> None:
    assert [told.fact.label for told in by_rule(bench, file, rule, text)] == []


@pytest.mark.parametrize(("file", "rule"), PATTERNS)
def test_pattern_matches_one_of_its_examples(bench: Any, file: str, rule: EventPattern) -> None:
    pattern = compile_pattern(rule)
    read = [s for text in rule.examples for s in sentences(bench.read(text).linked)]
    if file == "subpoenas":
        read = [phrased(s).sentence for whole in read for s in (whole, whole.core or whole)]
    shadows = [s.shadow for s in read]
    assert any(pattern.search(shadow) for shadow in shadows), shadows


@pytest.mark.parametrize(("file", "rule"), PATTERNS)
def test_fields_are_in_order(file: str, rule: EventPattern) -> None:
    entries = [entry for name in pattern_files(file) for entry in read(name)["patterns"]]
    entry = next(entry for entry in entries if entry["id"] == rule.id)
    assert NEEDED <= set(entry) <= FIELDS
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    assert 0 < rule.confidence <= 1
    assert rule.examples and rule.counterexamples
    assert len(set(rule.counterexamples)) == len(rule.counterexamples)
    assert not set(rule.examples) & set(rule.counterexamples)
    assert entry.get("weak") in (None, "true")
    allow = entry.get("allow", [])
    assert len(set(allow)) == len(allow)
    assert set(allow) <= WORDS.blockers, f"these block nothing anyway: {sorted(set(allow) - WORDS.blockers)}"
    assert rule.needs is None or rule.needs in WORDS.classes


@pytest.mark.parametrize(("file", "rule"), PATTERNS)
def test_fixed_value_is_a_term_of_the_ontology(file: str, rule: EventPattern) -> None:
    prop = FILES[file][1]
    if prop is None:
        assert not rule.gives
        return
    name = prop.removeprefix("policy")
    assert set(rule.gives) == {name[:1].lower() + name[1:]}
    ontology = resources.path("ontology", "jurisgraph.ttl").read_text(encoding="utf-8")
    for name in rule.gives.values():
        assert re.search(rf"^jg:{name}\s", ontology, re.MULTILINE), name


@pytest.mark.parametrize(("file", "rule"), PATTERNS)
def test_every_class_and_kind_named_exists(file: str, rule: EventPattern) -> None:
    assert set(re.findall(r"\$([\w-]+)", rule.pattern)) <= set(WORDS.classes)
    kinds = [kind for found in re.findall(r"<[^>]*>", rule.pattern) for kind in found[1:-1].split(":")[-1].split("|")]
    assert set(kinds) <= KINDS


@pytest.mark.parametrize(("file", "rule"), PATTERNS)
def test_literal_words_are_lower_case(file: str, rule: EventPattern) -> None:
    """The text that patterns are matched against is in lower case, so that a capital could never match."""
    assert re.sub(r"<[^>]*>", "", rule.pattern) == re.sub(r"<[^>]*>", "", rule.pattern).casefold()


def test_ids_are_unique_over_all_files() -> None:
    ids = [rule.id for file in FILES for rule in event_patterns(file)]
    assert sorted(set(ids)) == sorted(ids)


def test_no_file_is_without_a_test() -> None:
    names = {path.stem for path in resources.path(*FOLDER).iterdir()}
    assert names == {*FILES, "words", "slots", "phrases", "frames", "answers"}


@pytest.mark.parametrize("name", [name for file in FILES for name in pattern_files(file)])
def test_pattern_files_hold_patterns_only(name: str) -> None:
    assert set(read(name)) == {"patterns"}
    assert patterns_of(name)


@pytest.mark.parametrize("name", sorted(WORDS.classes))
def test_every_word_class_is_used(name: str) -> None:
    patterns = " ".join(rule.pattern for file in FILES for rule in event_patterns(file))
    needs = {rule.needs for file in FILES for rule in event_patterns(file)}
    source = "".join(
        path.read_text(encoding="utf-8") for path in sorted((Path(resources.root()) / "kg" / "extract").glob("*.py"))
    )
    assert re.search(rf"\${name}\b(?!-)", patterns) or name in needs or f'"{name}"' in source


def word_lists() -> Iterator[tuple[str, list[str]]]:
    """Every list of words of words.yaml and slots.yaml with its name."""
    data = yaml_files.texts(*FOLDER, "words.yaml")
    for name, words in data.pop("classes").items():
        yield f"classes.{name}", words
    yield from data.items()
    yield from yaml_files.texts(*FOLDER, "slots.yaml").items()


@pytest.mark.parametrize(("name", "words"), list(word_lists()), ids=[name for name, _ in word_lists()])
def test_list_has_no_duplicates_and_is_lower_case(name: str, words: list[str]) -> None:
    assert len(set(words)) == len(words), sorted({word for word in words if words.count(word) > 1})
    assert all(word == word.casefold() or re.fullmatch(r"<[A-Z]+>", word) for word in words)


def test_word_files_have_known_fields_only() -> None:
    lists = {
        "blockers",
        "conditions",
        "framers",
        "locators",
        "other_issuers",
        "group_modifiers",
        "group_heads",
        "group_prepositions",
    }
    assert set(yaml_files.texts(*FOLDER, "words.yaml")) == {"classes", *lists}
    assert set(yaml_files.texts(*FOLDER, "slots.yaml")) == set(SlotWords.__slots__)


@pytest.mark.parametrize("name", sorted(WORDS.classes))
def test_words_of_a_class_can_be_met(name: str) -> None:
    """A word of a class is one token of a text, or it could never match."""
    plain = [word for word in WORDS.classes[name] if not re.fullmatch(r"<[A-Z]+>", word)]
    assert {word: tokens(word) for word in plain if tokens(word) != [word]} == {}


def tokens(word: str) -> list[str]:
    """A word as a text is cut; an ending ("'s", "n't") is cut off the word before it."""
    before = {"n't": "does", "'s": "city", "'ve": "they", "'ll": "they"}.get(word, "")
    return [text[start:end] for text in [before + word] for start, end in _glued(text)][1 if before else 0 :]


@pytest.mark.parametrize("path", sorted(resources.path(*FOLDER).rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_key_stands_twice(path: Path) -> None:
    """YAML lets a second key replace the first without a word."""

    def walk(node: yaml.Node) -> Iterator[list[str]]:
        if isinstance(node, yaml.MappingNode):
            yield [key.value for key, _ in node.value]
            for _, value in node.value:
                yield from walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from walk(value)

    for keys in walk(yaml.compose(path.read_text(encoding="utf-8"))):
        assert len(set(keys)) == len(keys), keys
