"""kg.extract.slots: when, by when, how many, about how many people; each read with the event that it belongs to."""

from __future__ import annotations

from typing import Any

import pytest

HPD = "the Hillsboro Police Department"


def only(bench: Any, text: str, published: str | None = "2020-02-27") -> Any:
    return bench.read(text, published).one("Subpoena")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"On Feb. 3, 2020, ICE served two subpoenas on {HPD}.", "2020-02-03"),
        (f"ICE served two subpoenas on {HPD} on Feb. 3.", "2020-02-03"),
        (f"ICE served two subpoenas on {HPD} Monday.", "2020-02-24"),
        (f"ICE served two subpoenas on {HPD} yesterday.", "2020-02-26"),
        (f"ICE served two subpoenas on {HPD} in January.", "2020-01"),
        (f"ICE served two subpoenas on {HPD} in 2019.", "2019"),
        (f"ICE served two subpoenas on {HPD} on Dec. 30.", "2019-12-30"),
        (f"ICE served two subpoenas on {HPD}.", None),
    ],
)
def test_date_is_as_precise_as_the_text(bench: Any, text: str, date: str | None) -> None:
    assert only(bench, text)["date"] == date


def test_the_publication_date_is_never_taken_for_the_events(bench: Any) -> None:
    assert only(bench, f"ICE served a subpoena on {HPD}, officials said.")["date"] is None


def test_a_weekday_without_a_publication_date_gives_none(bench: Any) -> None:
    assert only(bench, f"ICE served two subpoenas on {HPD} on Monday.", None)["date"] is None


@pytest.mark.parametrize(
    "text",
    [
        f"ICE served two subpoenas on {HPD} about a man who was arrested on Feb. 3, 2020.",
        f"ICE served two subpoenas on {HPD} after a man was released on Feb. 3, 2020.",
        f"ICE served two subpoenas on {HPD}, which adopted its rule on Feb. 3, 2020.",
        f"ICE served two subpoenas on {HPD} for a man convicted in 2011 of theft.",
    ],
)
def test_dates_of_other_clauses_are_not_the_events(bench: Any, text: str) -> None:
    assert only(bench, text)["date"] is None


@pytest.mark.parametrize(
    ("text", "date", "due"),
    [
        (f"ICE served two subpoenas on {HPD} on Feb. 3 and wants an answer by March 3.", "2020-02-03", "2020-03-03"),
        (f"On Feb. 3 ICE served {HPD} with two subpoenas that are due on March 3, 2020.", "2020-02-03", "2020-03-03"),
        (f"ICE served two subpoenas on {HPD}, with a deadline of March 3.", None, "2020-03-03"),
        (
            f"ICE served two subpoenas on {HPD}. The department has until March 3 to comply with the subpoenas.",
            None,
            "2020-03-03",
        ),
        (f"On Feb. 3, ICE served a subpoena on {HPD}, giving it 14 days to respond.", "2020-02-03", "2020-02-17"),
        (
            f"On Feb. 3, ICE served a subpoena on {HPD}. It must respond to the subpoena within 14 days.",
            "2020-02-03",
            "2020-02-17",
        ),
        (f"In February, ICE served a subpoena on {HPD}, giving it 14 days to respond.", "2020-02", None),
        (f"ICE served a subpoena on {HPD}, giving it 14 days to respond.", None, None),
    ],
)
def test_deadlines(bench: Any, text: str, date: str | None, due: str | None) -> None:
    told = only(bench, text)
    assert (told["date"], told["responseDue"]) == (date, due)


@pytest.mark.parametrize(
    ("text", "count", "hedge"),
    [
        (f"ICE served four subpoenas on {HPD}.", 4, None),
        (f"ICE served 12 administrative immigration subpoenas on {HPD}.", 12, None),
        (f"ICE served at least four subpoenas on {HPD}.", 4, "at least"),
        (f"ICE served more than 20 subpoenas on {HPD}.", 20, "at least"),
        (f"ICE served about a dozen subpoenas on {HPD}.", 12, "about"),
        (f"ICE served nearly 40 subpoenas on {HPD}.", 40, "nearly"),
        (f"ICE served a subpoena on {HPD}.", None, None),
        (f"ICE served subpoenas on {HPD}.", None, None),
        (f"ICE served one subpoena on {HPD}.", 1, None),
        (f"Two subpoenas were served by ICE on {HPD}.", 2, None),
        (f"ICE hit {HPD} with three subpoenas.", 3, None),
    ],
)
def test_counts_keep_their_hedges(bench: Any, text: str, count: int | None, hedge: str | None) -> None:
    told = only(bench, text)
    assert (told["count"], told["countQualifier"]) == (count, hedge)


def test_a_number_of_something_else_is_no_count(bench: Any) -> None:
    told = only(bench, f"ICE, with 20,000 officers, served subpoenas on {HPD}, which has 120 officers.")
    assert told["count"] is None


def test_a_number_for_several_recipients_is_the_number_of_none(bench: Any) -> None:
    reading = bench.read(f"ICE served four subpoenas on {HPD} and the Oregon State Police.")
    assert [told["count"] for told in reading.subpoenas()] == [None, None]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"ICE served a subpoena on {HPD} about four inmates.", 4),
        (f"ICE served two subpoenas on {HPD} seeking information on three men.", 3),
        (f"ICE served two subpoenas on {HPD} for records of two people.", 2),
        (f"ICE served two subpoenas on {HPD} about traffic.", None),
        (f"ICE served two subpoenas on {HPD} after four people were hurt.", None),
    ],
)
def test_people_concerned_are_only_counted(bench: Any, text: str, people: int | None) -> None:
    assert only(bench, text)["subjectCount"] == people


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        (f"Under 8 U.S.C. § 1225(d), ICE served two subpoenas on {HPD}.", "8 U.S.C. § 1225(d)"),
        (f"ICE served two subpoenas on {HPD} under the authority of INA § 235(d).", "INA § 235(d)"),
        (f"ICE served two subpoenas on {HPD}, citing 8 C.F.R. § 287.4.", "8 C.F.R. § 287.4"),
        (f"ICE served two subpoenas on {HPD}, which is bound by ORS 181A.820.", None),
        (f"ICE served two subpoenas on {HPD}.", None),
    ],
)
def test_statutes_cited_as_authority(bench: Any, text: str, laws: str | None) -> None:
    assert only(bench, text)["citesStatute"] == laws


def test_a_statute_is_evidence_of_its_own_property(bench: Any) -> None:
    text = f"Under 8 U.S.C. § 1225(d), ICE served two subpoenas on {HPD}."
    supports = [e.supports for e in only(bench, text).fact.evidence]
    assert any(any(iri.endswith("#citesStatute") for iri in found) for found in supports)
