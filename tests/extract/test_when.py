"""kg.extract.when: of several dates in a sentence, the one that the serving governs; none rather than another's."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.units import sentences
from kg.extract.when import common, event_date, is_deadline, is_verb, serving_verbs
from kg.model import PartialDate

HPD = "the Hillsboro Police Department"


def date(bench: Any, text: str) -> object:
    """The date of the only subpoena of a text."""
    return bench.read(text).one("Subpoena")["date"]


def sentence(bench: Any, text: str) -> Any:
    (only,) = sentences(bench.read(text).linked)
    return only


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"On Feb. 3, ICE served two subpoenas on {HPD}.", "2020-02-03"),
        (f"On Feb. 3, after weeks of talks, ICE served two subpoenas on {HPD}.", "2020-02-03"),
        (f"ICE, on Feb. 3, served two subpoenas on {HPD}.", "2020-02-03"),
        (f"{HPD} was served with a subpoena from ICE in mid-January.", "2020-01"),
        (f"It is about a subpoena to {HPD}, sent by ICE on Feb. 3.", "2020-02-03"),
        (f"ICE wrote of its Feb. 3 subpoenas to {HPD}.", "2020-02-03"),
        (f"ICE sent {HPD} two subpoenas dated Feb. 3.", "2020-02-03"),
        (f"ICE said Monday that it had served two subpoenas on {HPD} on Feb. 3.", "2020-02-03"),
        (
            f"A man who was arrested on Jan. 8 is named in the subpoena that ICE served on {HPD} on Feb. 3.",
            "2020-02-03",
        ),
        (f"ICE announced Friday that it had served two subpoenas on {HPD}.", "2020-02-21"),
        (f"Earlier this month, ICE hit {HPD} with two subpoenas.", "2020-02"),
        (f"In the week of Feb. 3, ICE served two subpoenas on {HPD}.", "2020-02"),
        (f"ICE served two subpoenas on {HPD} in the last week of January.", "2020-01"),
        (f"Earlier this month, on Feb. 3, ICE hit {HPD} with two subpoenas.", "2020-02-03"),
        (f"HILLSBORO, Ore. — Earlier in the month, ICE hit {HPD} with two subpoenas.", "2020-02"),
        (f"ICE wrote on Feb. 3. The next day it served a subpoena on {HPD}.", "2020-02-04"),
        (f"A letter came on Feb. 3; a week later ICE served a subpoena on {HPD}.", "2020-02-10"),
    ],
)
def test_the_date_of_the_serving(bench: Any, text: str, day: str) -> None:
    assert date(bench, text) == day


@pytest.mark.parametrize(
    "text",
    [
        f"ICE served two subpoenas on {HPD}, officials said Friday.",
        f"ICE served two subpoenas on {HPD}, according to a Feb. 3 letter.",
        f"ICE served two subpoenas on {HPD} and wrote a letter on Feb. 3.",
        f"ICE served two subpoenas on {HPD}, and a hearing was held on Feb. 3.",
        f"ICE served two subpoenas on {HPD} about a man whom deputies released on Jan. 8.",
        f"ICE served two subpoenas on {HPD} after the city rejected a request on Jan. 8.",
        f"On Monday, the mayor said ICE had served two subpoenas on {HPD}.",
        f"ICE served two subpoenas on {HPD}, which answered on Feb. 20.",
        f"On Friday, {HPD} said it had received a subpoena from ICE.",
        f"{HPD} confirmed Friday that ICE had served it with two subpoenas.",
        f"ICE served two subpoenas on {HPD} before a vote on Feb. 11.",
        f"The next day ICE served two subpoenas on {HPD}; a hearing was held on Feb. 11.",
    ],
)
def test_the_date_of_something_else_is_none(bench: Any, text: str) -> None:
    assert date(bench, text) is None


def test_what_lies_ahead_of_the_text_is_no_date_of_an_event(bench: Any) -> None:
    assert date(bench, f"ICE served two subpoenas on {HPD} on March 30, 2020.") is None
    assert date(bench, f"ICE served two subpoenas on {HPD} on Dec. 30.") == "2019-12-30"


@pytest.mark.parametrize(
    ("text", "word", "verb"),
    [
        ("He was arrested on Monday.", "arrested", True),
        ("The files of jailed immigrants were lost.", "jailed", False),
        ("It wants the requested files.", "requested", False),
        ("It went to the county.", "went", True),
        ("It is indeed large.", "indeed", False),
        ("It is a large county.", "large", False),
    ],
)
def test_verbs_by_form_and_neighbours(bench: Any, text: str, word: str, verb: bool) -> None:
    units = sentence(bench, text)
    at = next(i for i in range(len(units.units)) if units.lower(i) == word)
    assert is_verb(units, at) is verb


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Answer by March 3.", True),
        ("The March 3 deadline is near.", True),
        ("It is wanted no later than March 3.", True),
        ("It was served on March 3.", False),
    ],
)
def test_deadlines_are_told_from_dates(bench: Any, text: str, due: bool) -> None:
    units = sentence(bench, text)
    at = next(i for i, unit in enumerate(units.units) if unit.kind == "DATE")
    assert is_deadline(units, at) is due


def test_a_date_is_found_for_any_stretch_of_units_and_any_verbs(bench: Any) -> None:
    units = sentence(bench, "The city refused on Feb. 20 to answer.")
    at = next(i for i in range(len(units.units)) if units.lower(i) == "refused")
    found = event_date(units, at, at + 1, PartialDate(2020, 2, 27), frozenset({"refused"}))
    assert found is not None
    assert found.value == PartialDate(2020, 2, 20)


def test_the_subpoena_itself_is_no_verb() -> None:
    assert "served" in serving_verbs()
    assert not serving_verbs() & {"subpoena", "subpoenas"}


def test_what_two_dates_share() -> None:
    assert common(PartialDate(2020, 2, 3), PartialDate(2020, 2, 9)) == PartialDate(2020, 2)
    assert common(PartialDate(2020, 2, 27), PartialDate(2020, 3, 4)) == PartialDate(2020)
    assert common(PartialDate(2019, 12, 30), PartialDate(2020, 1, 5)) is None
    assert common(None, PartialDate(2020)) is None
