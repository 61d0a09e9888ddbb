"""seeds/patterns/citations/: every example and counterexample of every scheme holds; the data files are in order."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from typing import Any

import pytest

from kg.annotate.citation_names import key_of
from kg.annotate.citation_numbers import shapes
from kg.annotate.citation_schemes import heads, schemes, states
from kg.annotate.citations import find_citations
from kg.knowledge.patterns import Entry, load
from kg.knowledge.places import places
from kg.knowledge.statutes import statutes
from kg.model import Citation, Span

ENTRIES = load("citations")
NUMBERS = load("citation-numbers")
EXAMPLES = [
    pytest.param(text, want, id=f"{entry.id}-{place}")
    for entry in ENTRIES
    for place, (text, want) in enumerate(entry.data["examples"])
]
COUNTEREXAMPLES = [
    pytest.param(text, id=f"{entry.id}-{place}")
    for entry in ENTRIES
    for place, text in enumerate(entry.data["counterexamples"])
]
LABEL_PARTS = {
    *("number", "title", "subject", "session", "legal", "place", "congress", "numeral", "rest", "clause"),
}


def cited(text: str) -> tuple[Citation, ...]:
    return find_citations(text, [Span(0, len(text))])


@pytest.mark.parametrize(("text", "want"), EXAMPLES)
def test_example_is_found_with_its_label(text: str, want: list[list[str]]) -> None:
    assert [[citation.span.of(text), citation.canonical] for citation in cited(text)] == want


@pytest.mark.parametrize("text", COUNTEREXAMPLES)
def test_counterexample_cites_nothing(text: str) -> None:
    assert [citation.span.of(text) for citation in cited(text)] == []


@pytest.mark.parametrize(("text", "want"), EXAMPLES)
def test_example_holds_inside_a_wrapped_paragraph(text: str, want: list[list[str]]) -> None:
    # One line end for every space but those before "(": what a hard-wrapped text does at the worst.
    wrapped = re.sub(r"\n? (?!\([a-z]\))", "\n", text)
    found = [[" ".join(citation.span.of(wrapped).split()), citation.canonical] for citation in cited(wrapped)]
    assert found == [[" ".join(quote.split()), label] for quote, label in want]


@pytest.mark.parametrize(("text", "want"), EXAMPLES)
def test_example_holds_with_other_spaces_dashes_and_apostrophes(text: str, want: list[list[str]]) -> None:
    odd = text.replace("'", "’").replace("§ ", "§\u00a0")
    assert [citation.canonical for citation in cited(odd)] == [label for _, label in want]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry_has_examples_that_use_its_own_scheme(entry: Entry) -> None:
    assert entry.data["examples"]
    assert entry.data["counterexamples"]
    rules = {citation.rule.split("/")[1] for text, _ in entry.data["examples"] for citation in cited(text)}
    assert entry.id in rules


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.id)
def test_labels_use_only_parts_that_are_filled(scheme: Any) -> None:
    labels = [scheme.canonical, *scheme.by_state.values(), *([scheme.chapter] if scheme.chapter else [])]
    for label in labels:
        parts = {name for _, name, _, _ in string.Formatter().parse(label) if name}
        assert parts <= LABEL_PARTS
        assert ("subject" in parts) == bool(scheme.subjects)
        if not scheme.phrase:
            assert ("title" in parts) == (scheme.title != "none") or label == scheme.chapter


def test_files_are_sorted_by_jurisdiction_and_no_line_has_a_machine_path() -> None:
    for entry in ENTRIES:
        assert entry.file.startswith("seeds/patterns/citations/")
        assert re.fullmatch(r"[a-z][a-z0-9-]*", entry.id)


def test_a_name_has_one_meaning_unless_states_or_numbers_tell_them_apart() -> None:
    meanings: dict[str, set[tuple[str, bool]]] = defaultdict(set)
    for scheme in schemes():
        for local, names in ((False, scheme.names), (True, scheme.local)):
            for name in names:
                if "{" not in name:
                    meanings[key_of(name)].add((scheme.id, local))
    shared = {key: found for key, found in meanings.items() if len(found) > 1}
    for key, found in shared.items():
        several = {scheme for scheme, local in found if not local}
        assert several <= {"executive-order", "executive-order-local"}, key


def test_every_name_finds_itself() -> None:
    for scheme in schemes():
        for name in (*scheme.names, *scheme.local):
            if "{" not in name:
                hit = heads().at(name, 0, len(name))
                assert hit is not None, name
                assert scheme.id in {head.scheme.id for head in hit.values}


@pytest.mark.parametrize("entry", NUMBERS, ids=lambda entry: entry.id)
def test_number_shapes(entry: Entry) -> None:
    pattern = shapes()[entry.id].pattern
    for number in entry.texts("examples"):
        assert pattern.fullmatch(number), number
    for number in entry.texts("counterexamples"):
        assert not pattern.fullmatch(number), number
    assert entry.texts("examples")
    assert entry.texts("counterexamples")


def test_every_number_shape_is_used_and_known() -> None:
    used = {scheme.number for scheme in schemes() if scheme.names}
    assert used <= set(shapes())
    assert set(shapes()) - used <= {"any", "chapter"}


@pytest.mark.parametrize("entry", NUMBERS, ids=lambda entry: entry.id)
def test_number_shapes_have_bounded_quantifiers(entry: Entry) -> None:
    assert not re.search(r"[+*]|\{\d+,\}", entry.text("regex"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_phrases_have_bounded_quantifiers(entry: Entry) -> None:
    for field in ("phrase", "not_after", "not_before"):
        assert not re.search(r"(?<!\\)[+*]|\{\d+,\}", entry.data.get(field, ""))


def test_all_states_have_a_code_and_agree_with_the_gazetteer() -> None:
    assert len(states()) == 51
    coded = {scheme.jurisdiction for scheme in schemes() if scheme.scheme == "state-code"}
    assert coded == set(states())
    for postal, state in states().items():
        assert places().state(postal).label in (state.name, "Washington, D.C.")
        assert key_of(state.session).startswith(key_of(state.legal))
    assert len({state.session for state in states().values()}) == 51


STATUTES = sorted({label for record in statutes() for label in (record.citation, *record.parallels)})


def test_every_citation_of_the_gazetteer_is_read_back_under_the_same_label() -> None:
    """The gazetteer and the schemes write labels the same way, so that both mean one node."""
    wrong = {}
    for label in STATUTES:
        found = cited(label)
        if [(citation.span, citation.canonical) for citation in found] != [(Span(0, len(label)), label)]:
            wrong[label] = [citation.canonical for citation in found]
    assert wrong == {}


def test_full_names_of_the_gazetteer_are_found() -> None:
    for record in statutes():
        for name in record.names:
            if " " in name and not any(letter.isdigit() for letter in name):
                assert [citation.canonical for citation in cited(name)] == [record.citation], name
