"""kg.extract.court_actions: petitions, orders, rulings and lawsuits, what they are about, and whose names they keep."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.court_actions import is_court

SERVED = "ICE served a subpoena on the Hillsboro Police Department. "
HPD = "Hillsboro Police Department"
PETITION = "On Feb. 20 the United States filed a petition in the U.S. District Court for the District of Oregon"


def actions(bench: Any, text: str) -> list[Any]:
    found: list[Any] = bench.read(text).facts("CourtAction")
    return found


def test_a_petition_with_its_court_date_number_and_subpoena(bench: Any) -> None:
    reading = bench.read(f"{SERVED}{PETITION} (No. 3:20-mc-00123) to enforce the subpoena.")
    action, subpoena = reading.one("CourtAction"), reading.one("Subpoena")
    assert action["actionType"] == "Petition"
    assert action["concerns"] == subpoena.fact.key
    assert action["court"] == "U.S. District Court for the District of Oregon"
    assert (action["date"], action["docketNumber"], action["caseName"]) == ("2020-02-20", "3:20-mc-00123", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Prosecutors asked a federal judge to enforce the subpoena.", "Petition"),
        ("The city asked a judge to quash the subpoena.", "Petition"),
        ("U.S. District Judge Ana Example ordered the city to hand over the files.", "Order"),
        ("The petition is GRANTED.", "Order"),
        ("A federal judge ruled that the subpoena was lawful.", "Ruling"),
        ("The city sued to block the subpoena.", "Lawsuit"),
    ],
)
def test_kinds_of_action(bench: Any, text: str, kind: str) -> None:
    assert [action["actionType"] for action in actions(bench, SERVED + text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        f"{SERVED}Prosecutors may ask a federal judge to enforce the subpoena.",
        f"{SERVED}If the city refuses, a judge could order it to comply with the subpoena.",
        f"{SERVED}The government has not gone to court.",
        f"{SERVED}A judge ordered lunch for the city.",
        "A judge ordered the city to fix a bridge. ICE was not named.",
        "A federal judge upheld the Public Contracts Act.",
        "A federal judge ruled that ICE had violated the Fourth Amendment.",
        f"{SERVED}It is brought under 8 U.S.C. § 1225(d)(4)(B).",
    ],
)
def test_what_is_no_action(bench: Any, text: str) -> None:
    assert actions(bench, text) == []


def test_asking_a_court_is_no_new_subpoena(bench: Any) -> None:
    reading = bench.read(f"{SERVED}{PETITION} to enforce the subpoena. A judge ordered the city to comply with it.")
    assert reading.recipients() == [HPD]


def test_a_law_that_an_action_is_about_and_one_that_it_is_brought_under(bench: Any) -> None:
    text = "The Justice Department sued California over S.B. 54 (California), which limits help to ICE."
    (action,) = actions(bench, text)
    assert action["concerns"] == ["policy/fips/06/sanctuary-policy", "S.B. 54 (California)"]
    assert action.fact.label == "Lawsuit about California: sanctuary policy"
    enforced = f"{SERVED}{PETITION} under 8 U.S.C. § 1225(d)(4)(B) to enforce the subpoena."
    reading = bench.read(enforced)
    assert reading.one("CourtAction")["concerns"] == reading.one("Subpoena").fact.key


def test_one_action_told_twice_is_one(bench: Any) -> None:
    text = (
        f"{SERVED}Prosecutors asked a federal judge to enforce the subpoena. "
        f"{PETITION} to enforce the subpoena that the city refused."
    )
    (action,) = actions(bench, text)
    assert action["date"] == "2020-02-20"
    assert len({evidence.span for evidence in action.fact.evidence}) == 2


def test_actions_on_two_days_are_two(bench: Any) -> None:
    text = f"{SERVED}On Feb. 3 a judge ordered the city to comply. On Feb. 20 a judge ordered the city to comply."
    assert [action["date"] for action in actions(bench, text)] == ["2020-02-03", "2020-02-20"]


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ("United States v. City of Hillsboro", "United States v. City of Hillsboro"),
        ("City of Hillsboro v. United States", "City of Hillsboro v. United States"),
        (
            "U.S. Immigration and Customs Enforcement v. Board of County Commissioners of Washington County, Oregon",
            "U.S. Immigration and Customs Enforcement v. Board of County Commissioners of Washington County, Oregon",
        ),
        ("City of Hillsboro v. Example", None),
        ("United States v. Ana Example", None),
        ("Example v. City of Hillsboro", None),
        ("Doe v. Roe", None),
    ],
)
def test_names_of_cases_only_between_public_bodies(bench: Any, case: str, name: str | None) -> None:
    text = f"{SERVED}{PETITION} to enforce the subpoena. The case is {case}, No. 3:20-mc-00123."
    (action,) = actions(bench, text)
    assert action["caseName"] == name
    assert action["docketNumber"] == "3:20-mc-00123"


def test_a_courts_own_paper_gives_court_and_number_in_its_head(bench: Any) -> None:
    text = (
        "Case 3:20-mc-00088-RJL   Document 17   Filed 02/20/20\n\nUnited States District Court\n\n"
        "ICE, Petitioner, against the City of Hillsboro, Respondent.\n\n"
        "Petitioner ICE served a subpoena on the Hillsboro Police Department.\n\n"
        "The petition is GRANTED. Respondent shall produce the file within ten days.\n"
    )
    found = actions(bench, text)
    assert {action["actionType"] for action in found} == {"Order"}
    assert {(action["court"], action["docketNumber"]) for action in found} == {
        ("U.S. District Court", "3:20-mc-00088-RJL")
    }


def test_courts_by_their_keys() -> None:
    assert is_court("agency/us/district-court/district-of-oregon")
    assert not is_court("agency/fips/41067/sheriff")
    assert not is_court("jurisdiction/fips/41")


def test_evidence_is_the_sentence_with_who_says_it(bench: Any) -> None:
    sentence = "A federal judge ruled that the subpoena was lawful, ICE said."
    (action,) = actions(bench, SERVED + sentence)
    (evidence,) = {(e.span.of(SERVED + sentence), e.asserted_by) for e in action.fact.evidence}
    assert evidence[0] == sentence
    assert evidence[1] is not None and evidence[1].endswith("immigration-and-customs-enforcement")


def test_an_action_about_a_states_subpoenas_is_about_those_of_its_bodies(bench: Any) -> None:
    reading = bench.read(
        "ICE subpoenas Oregon over four men.\nProsecutors asked a federal judge to enforce the subpoenas.\n"
        "ICE served a subpoena on the Hillsboro Police Department."
    )
    action, subpoena = reading.one("CourtAction"), reading.one("Subpoena")
    assert subpoena["servedOn"] == HPD
    assert action["concerns"] == subpoena.fact.key
