"""Sections tied to their law by the language of drafting."""

from __future__ import annotations

import pytest

from kg.annotate.citations import find_citations
from kg.model import Span


def cited(text: str) -> list[tuple[str, str]]:
    return [(found.span.of(text), found.canonical) for found in find_citations(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The New York City Administrative Code is amended by adding a new section 9-777:",
            [("section 9-777", "N.Y.C. Admin. Code § 9-777")],
        ),
        (
            "The Oregon Revised Statutes are amended by adding thereto § 181A.999, as follows.",
            [("§ 181A.999", "ORS 181A.999")],
        ),
        ("The charter is amended by adding a new section 9-777 to read:", []),
        ("The Seattle Municipal Code was praised. The plan is amended by adding section four.", []),
    ],
)
def test_an_added_section_is_of_the_code_named_before(text: str, expected: list[tuple[str, str]]) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A hold on an alien rests on section 287(d)(3) of the Act and on section 236 of the Act.",
            [("section 287(d)(3) of the Act", "INA § 287(d)(3)"), ("section 236 of the Act", "INA § 236")],
        ),
        ("The landlord relied on section 236 of the Act.", []),
        ("An alien relied on section 999999 of the Act.", []),
        ("An alien relied on section 236 of the Act of 1934.", []),
    ],
)
def test_the_act_of_the_field(text: str, expected: list[tuple[str, str]]) -> None:
    assert cited(text) == expected
