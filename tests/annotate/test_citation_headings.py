"""Sections by their own headings, sections "of the same code", and laws settled by the state that a text is about."""

from __future__ import annotations

from typing import Any

import pytest

from kg.annotate.citations import find_citations
from kg.model import Citation, Span


def labels(text: str, main: str | None = None) -> list[str]:
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return [found.canonical for found in find_citations(text, blocks, main)]


def test_a_heading_is_of_the_only_code_that_the_text_cites() -> None:
    assert labels("181A.820 Use of jails. No one may.\n\nSee ORS 181A.826.") == ["ORS 181A.820", "ORS 181A.826"]


def test_two_headings_are_of_the_code_of_the_texts_state() -> None:
    text = "24-76.6-101. Definitions. Here.\n\n24-76.6-102. Peace officers may not hold. There."
    assert labels(text, "CO") == ["Colo. Rev. Stat. § 24-76.6-101", "Colo. Rev. Stat. § 24-76.6-102"]


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("24-76.6-101. Definitions. Here.", "CO"),  # one alone shows nothing
        ("24-76.6-101. Definitions. Here.\n\n24-76.6-102. Officers may not.", None),
        ("2020-02-01 Monday\n\n2020-02-02 Tuesday", None),
        ("12.5 percent of all\n\n13.5 percent of some", "OR"),
    ],
)
def test_other_numbers_are_no_headings(text: str, main: str | None) -> None:
    assert labels(text, main) == []


def test_a_section_of_the_same_code() -> None:
    assert labels("Cal. Penal Code § 834b is old. Section 835 of the same code is older.") == [
        "Cal. Penal Code § 834b",
        "Cal. Penal Code § 835",
    ]
    assert labels("Section 835 of the same code is old.") == []


@pytest.mark.parametrize(("main", "label"), [("MN", "House File 2890 (Minnesota)"), (None, "House File 2890 (Oregon)")])
def test_the_state_that_the_text_is_about_goes_before_the_only_one_named(main: str | None, label: str) -> None:
    assert labels("A court in Oregon ruled. House File 2890 died.", main) == [label]


def test_counties_tell_the_state_of_a_bill(bench: Any) -> None:
    text = "Hennepin County waited. Hennepin County asked Minneapolis. A court in Oregon ruled. House File 2890 died."
    (law,) = [mention for mention in bench.annotate(text).mentions if isinstance(mention, Citation)]
    assert law.canonical == "House File 2890 (Minnesota)"


def test_bare_sections_of_the_shape_of_the_printed_code_are_the_codes(bench: Any) -> None:
    text = "Miami is in Florida.\n\n908.201  Costs.—No fee is due under s. 27.52.\n\n908.203  Appeals.—See s. 4."
    laws = [mention.canonical for mention in bench.annotate(text).mentions if isinstance(mention, Citation)]
    assert laws == ["Fla. Stat. § 908.201", "Fla. Stat. § 27.52", "Fla. Stat. § 908.203"]
