"""kg.extract.times: dates and deadlines told in other sentences than the event's, and for whom they hold."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.times import date_heads

SERVED = "ICE served a subpoena on the Hillsboro Police Department"
BOTH = "ICE served subpoenas on the Hillsboro Police Department and the Oregon State Police"
HPD, OSP = "Hillsboro Police Department", "Oregon State Police"


def told(bench: Any, text: str, name: str, published: str = "2020-02-27") -> dict[str, object]:
    """A property of each subpoena by its recipient."""
    return {event["servedOn"]: event[name] for event in bench.read(text, published).subpoenas()}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"{SERVED}. The subpoena was issued on Feb. 3.", "2020-02-03"),
        (f"{SERVED}. It was delivered on Feb. 3 by two officers.", "2020-02-03"),
        (f"{SERVED}. The document, dated Feb. 3, names one man.", "2020-02-03"),
        (f"{SERVED}. The department was served on Feb. 3.", "2020-02-03"),
        (f"{SERVED}. Officers brought pastries. The demand arrived on Feb. 3.", "2020-02-03"),
        (f"{SERVED}. The Feb. 3 subpoena names one man.", "2020-02-03"),
        (f"{SERVED}. The subpoena of Feb. 3 names one man.", "2020-02-03"),
        (f"{SERVED}. The department reached a settlement on Feb. 3.", None),
        (f"{SERVED}. The mayor spoke on Feb. 3.", None),
        (f"{SERVED}. A detainer was issued on Feb. 3.", None),
        (f"{SERVED}. A letter was sent on Feb. 3.", None),
        (f"{SERVED}. It was signed into law on Feb. 3.", None),
        (f"{SERVED}. A second one might be served on March 3.", None),
        (f"{SERVED}. It rained. It rained. It rained. It rained. It rained. It was delivered on Feb. 3.", None),
    ],
)
def test_a_date_told_apart(bench: Any, text: str, day: str | None) -> None:
    assert told(bench, text, "date") == {HPD: day}


def test_a_summary_dates_all_that_were_served(bench: Any) -> None:
    text = f"{BOTH}. The two were served in the last week of January."
    assert told(bench, text, "date") == {HPD: "2020-01", OSP: "2020-01"}


def test_a_date_told_before_its_recipients(bench: Any) -> None:
    text = "ICE issued subpoenas on Feb. 3. The recipients included the Hillsboro Police Department."
    assert told(bench, text, "date") == {HPD: "2020-02-03"}


def test_a_date_that_is_known_stays(bench: Any) -> None:
    assert told(bench, f"{SERVED} on Feb. 3. The subpoena was delivered on Feb. 10.", "date") == {HPD: "2020-02-03"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (f"{BOTH} on Feb. 3. Each has two weeks to reply.", ("2020-02-17", "2020-02-17")),
        (f"{BOTH} on Feb. 3. Both have until March 3 to comply.", ("2020-03-03", "2020-03-03")),
        (f"{BOTH} on Feb. 3. The Oregon State Police has until March 3 to comply.", (None, "2020-03-03")),
        (
            f"{BOTH} on Feb. 3. The Hillsboro Police Department must reply by Feb. 18, "
            "the Oregon State Police must reply by March 3.",
            ("2020-02-18", "2020-03-03"),
        ),
        (f"{BOTH} on Feb. 3. An answer is due by close of business Friday.", ("2020-02-28", "2020-02-28")),
        (f"{BOTH} on Feb. 3. The deadline expired Monday.", ("2020-02-24", "2020-02-24")),
        (f"{BOTH} on Feb. 3. They had until Friday to reply.", (None, None)),
        (f"{BOTH} on Feb. 3. They must reply in ten business days.", (None, None)),
        (f"{BOTH} on Feb. 3. A judge gave them until March 3 to file a brief.", (None, None)),
        (f"{BOTH} on Feb. 3. The council must answer a survey by Dec. 30, 2020.", (None, None)),
    ],
)
def test_a_deadline_for_those_it_is_told_of(bench: Any, text: str, days: tuple[str | None, str | None]) -> None:
    assert told(bench, text, "responseDue") == {HPD: days[0], OSP: days[1]}


def test_a_deadline_of_the_events_of_a_date(bench: Any) -> None:
    text = (
        "Earlier in the week ICE served a subpoena on the Oregon State Police. "
        "ICE had served a subpoena on the Hillsboro Police Department on Nov. 25, 2019. "
        "Each of this week's subpoenas gives the recipient until May 26 to respond."
    )
    assert told(bench, text, "responseDue", "2020-05-15") == {HPD: None, OSP: "2020-05-26"}


def test_a_time_to_answer_counts_from_a_date_told_later(bench: Any) -> None:
    text = f"{SERVED}. The department has 14 days to answer. The subpoena was issued on Feb. 3."
    assert told(bench, text, "responseDue") == {HPD: "2020-02-17"}


def test_a_deadline_has_its_own_evidence(bench: Any) -> None:
    text = f"{SERVED} on Feb. 3. The department has until March 3 to comply."
    evidence = [e for e in bench.read(text).one("Subpoena").fact.evidence if e.rule == "due-until"]
    assert [e.span.of(text) for e in evidence] == ["The department has until March 3 to comply."]
    assert [iri.rpartition("#")[2] for e in evidence for iri in e.supports] == ["responseDue"]


def test_dates_that_head_parts_of_a_chronicle(bench: Any) -> None:
    text = (
        "ICE's year of subpoenas\n\nFebruary 21, 2020\n\n"
        "ICE announced that it served a subpoena on the Oregon State Police.\n\n"
        "February 18, 2020\n\nICE served a subpoena on the Hillsboro Police Department.\n\n"
        "ICE served a subpoena on the Salem Police Department in Oregon in January.\n"
    )
    reading = bench.read(text, "2020-02-28")
    days = {event["servedOn"]: event["date"] for event in reading.subpoenas()}
    assert days == {OSP: "2020-02-21", HPD: "2020-02-18", "Salem Police Department": "2020-01"}
    assert [found.span.of(text) for found in date_heads(reading.linked)] == ["February 21, 2020", "February 18, 2020"]
    evidence = [e for e in reading.served_on(HPD).fact.evidence if e.rule == "date-of-section"]
    assert [e.span.of(text) for e in evidence] == ["February 18, 2020"]


def test_a_single_date_line_heads_no_part(bench: Any) -> None:
    text = f"A headline\n\nFebruary 21, 2020\n\n{SERVED}.\n"
    assert told(bench, text, "date") == {HPD: None}
