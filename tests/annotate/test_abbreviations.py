"""kg.annotate.abbreviations: short forms that a document introduces, and their use before and after."""

from __future__ import annotations

from typing import Any

import pytest

from kg.annotate.abbreviations import stands_for
from kg.model import AgencyMention


def introduced(bench: Any, text: str) -> list[tuple[str, str]]:
    return [(found.short.of(text), found.long.of(text)) for found in bench.annotate(text).abbreviations]


def uses(bench: Any, text: str) -> list[int]:
    """The offsets at which short forms of the document's own are mentions."""
    return [
        m.span.start for m in bench.annotate(text).mentions if isinstance(m, AgencyMention) and m.kind == "abbreviation"
    ]


@pytest.mark.parametrize(
    ("form", "short"),
    [
        ("(LCSO)", "LCSO"),
        ("(“LCSO”)", "LCSO"),
        ('("LCSO")', "LCSO"),
        ("(the “LCSO”)", "LCSO"),
        ("(hereinafter LCSO)", "LCSO"),
        ("(or LCSO)", "LCSO"),
        ("( LCSO )", "LCSO"),
    ],
)
def test_a_short_form_in_brackets(bench: Any, form: str, short: str) -> None:
    text = f"The Lane County Sheriff's Office {form} answered."
    assert introduced(bench, text) == [(short, "Lane County Sheriff's Office")]


@pytest.mark.parametrize("form", ["(Ana Example)", "(2019)", "(LTD)", "(see below)", "(L)", ", LCS,", "(who knows?)"])
def test_other_words_in_brackets_introduce_nothing(bench: Any, form: str) -> None:
    assert introduced(bench, f"The Lane County Sheriff's Office {form} answered.") == []


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("WCSO", "Washington County Sheriff's Office"),
        ("HPD", "Hillsboro Police Department"),
        ("OSP", "Oregon State Police"),
        ("NYDOC", "New York Department of Corrections"),
        ("DOC", "Dept. of Corrections"),
        ("CDCR", "California Department of Corrections and Rehabilitation"),
        ("M.P.D.", "Metropolitan Police Department"),
    ],
)
def test_stands_for(short: str, name: str) -> None:
    assert stands_for(short, name)
    assert stands_for(short, name.upper())


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("XCSO", "Washington County Sheriff's Office"),
        ("H", "Hillsboro Police Department"),
        ("PDH", "Hillsboro Police Department"),
        ("", "x"),
    ],
)
def test_does_not_stand_for(short: str, name: str) -> None:
    assert not stands_for(short, name)


def test_short_forms_are_found_after_and_before_their_introduction(bench: Any) -> None:
    text = (
        "LCSO Answers Letter\n\nThe Lane County Sheriff’s Office (LCSO) answered. LCSO’s clerk wrote it.\n\n"
        "Nobody but LCSO knew."
    )
    starts = [i for i in range(len(text)) if text.startswith("LCSO", i)]
    assert uses(bench, text) == starts


def test_a_short_form_inside_another_word_is_no_use(bench: Any) -> None:
    text = "The Lane County Sheriff’s Office (LCSO) answered. ALCSO, LCSO-TV and LCSOs are others."
    assert uses(bench, text) == [text.index("(") + 1]


def test_all_uses_are_linked_to_the_agency(bench: Any) -> None:
    text = "LCSO Answers\n\nThe Lane County, Oregon, Sheriff’s Office (LCSO) answered. LCSO wrote a letter."
    reading = bench.read(text)
    keys = {link.span.start: link.entity for link in reading.linked.links if link.span.of(text) == "LCSO"}
    assert len(keys) == 3 and set(keys.values()) == {"agency/fips/41039/sheriff"}
    (entity,) = [entity for entity in reading.linked.entities if entity.key == "agency/fips/41039/sheriff"]
    assert "LCSO" in entity.alt_labels and entity.label == "Lane County Sheriff's Office"


def test_two_agencies_with_their_own_short_forms(bench: Any) -> None:
    text = "The Hillsboro Police Department (HPD) and the Oregon State Police (OSP) met. OSP left, HPD stayed."
    linked = bench.read(text).linked_to()
    assert (linked["HPD"], linked["OSP"]) == ("Hillsboro Police Department", "Oregon State Police")
