"""Answers read from their parts: what leads to a verb, what it is about and who acts decide what is told."""

from __future__ import annotations

from typing import Any

import pytest

SERVED = "ICE served two subpoenas on the Linn County Sheriff's Office in Oregon on Feb. 3, 2020, about three men. "


def statuses(bench: Any, text: str) -> set[str]:
    """The statuses of all responses of a text."""
    return {str(told["status"]).rpartition("#")[2] for told in bench.read(text).facts("Response")}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("County officials turned over the files on Feb. 10.", "Complied"),
        ("The jail's records clerk mailed ICE the booking sheets the next morning.", "Complied"),
        ("The requested documents have since been turned over to ICE.", "Complied"),
        ("After talks with lawyers, the county decided to comply and sent the files.", "Complied"),
        ("ICE said it received the records on Feb. 11.", "Complied"),
        ("ICE later confirmed that the sheriff's office had complied.", "Complied"),
        ("“We intend to honor the subpoenas,” the sheriff said.", "WillComply"),
        ("The sheriff told reporters that the records would be released to ICE on Monday.", "WillComply"),
        ("Officials said they would give ICE the documents.", "WillComply"),
        ("The county informed ICE that it would not be producing records.", "Refused"),
        ("The county's lawyers told ICE it would not honor the subpoenas.", "Refused"),
        ("The sheriff has no intention of complying.", "Refused"),
        ("The county said it would only comply if a judge ordered it to.", "Refused"),
        ("The documents were never turned over.", "Refused"),
        ("ICE accused the county of ignoring the subpoenas.", "Refused"),
        ("County Counsel Ana Dow said the county cannot comply with the subpoenas under state law.", "Refused"),
        ("The sheriff's office said its lawyers are looking at the subpoenas.", "UnderReview"),
        ("Officials were still deciding how to respond.", "UnderReview"),
        ("The sheriff has forwarded the subpoenas to the county attorney for advice.", "UnderReview"),
        ("The sheriff's office has yet to answer.", "NoResponse"),
        ("The county still had not provided the records by March 1.", "NoResponse"),
        ("To date, the agency has received nothing.", "NoResponse"),
        ("The county requested an extension.", "Pending"),
        ("ICE is still waiting for the records.", "Pending"),
        ("County lawyers asked a federal judge to throw out the subpoenas.", "Challenged"),
        ("The county is fighting the subpoenas in court.", "Challenged"),
        ("The county was ordered by a federal judge to produce the records.", "OrderedToComply"),
        ("A magistrate judge ruled that the county must answer the subpoenas.", "OrderedToComply"),
        ("A federal judge sided with ICE and gave the county two weeks to hand over the files.", "OrderedToComply"),
        ("The county provided booking sheets but not fingerprints.", "PartlyComplied"),
        ("The county turned over some of the records.", "PartlyComplied"),
        ("The sheriff sent the records of two of the three.", "PartlyComplied"),
        ("Linn County's sheriff must comply with the subpoenas, a federal judge has ruled.", "OrderedToComply"),
        ("The county let the Feb. 17 deadline lapse without a word.", "NoResponse"),
        ("The second subpoena, about one man, was answered in full.", "Complied"),
        ("The county has, for now, refused.", "Refused"),
        ("The sheriff of Linn County got two and has ignored both.", "Refused"),
    ],
)
def test_what_a_verb_and_its_leads_tell(bench: Any, sentence: str, status: str) -> None:
    assert statuses(bench, SERVED + sentence) == {status}


@pytest.mark.parametrize(
    "sentence",
    [
        "The county declined to comment.",
        "The sheriff's office did not respond to a request for comment.",
        "ICE asked the county to comply.",
        "ICE wants the county to turn over the records.",
        "ICE hopes that the county will comply.",
        "If the county does not comply, ICE may ask a judge to order it.",
        "Lawmakers urged the sheriff to refuse.",
        "The subpoenas require the county to turn over the records.",
        "The county refused to honor an ICE detainer on the man in 2018.",
        "The sheriff's office released the man on Jan. 5.",
        "The county gave reporters a copy of the subpoena.",
        "The county does not cooperate with ICE.",
        "It was not clear whether the county would comply.",
        "The sheriff sent a statement to reporters.",
        "Under state law, jailers cannot provide information about immigrants.",
        "He had stopped honoring detainers the day he took office, and he does not honor them now.",
        "The county had already sent information on two of the men.",
        "Did the county comply?",
        "ICE said that people who fail to comply could be jailed.",
        "ICE spoke of a detainer on the man. It was not honored.",
        "The papers were delivered to the Linn County Sheriff's Office by a courier.",
        "ICE will also consider further subpoenas.",
        "ICE answered with two more subpoenas.",
        "A law gives any officer copies of the records.",
        "ICE said that the county had initially promised to cooperate.",
        "Bystander Greta Thorn declined.",
        "In the past most police agencies answered without one.",
        "The county did not honor detainers or provide ICE information about the men.",
    ],
)
def test_what_tells_nothing_of_an_answer(bench: Any, sentence: str) -> None:
    assert statuses(bench, SERVED + sentence) == set()


def test_people_of_one_of_several_bodies_are_not_guessed(bench: Any) -> None:
    text = (
        "ICE subpoenaed the Hillsboro Police Department and the Salem Police Department in Oregon. The chief complied."
    )
    assert statuses(bench, text) == set()


def test_all_of_several_bodies_are_meant_by_a_plural(bench: Any) -> None:
    text = (
        "ICE subpoenaed the Hillsboro Police Department and the Salem Police Department in Oregon. "
        "Officials turned over the files on Monday."
    )
    told = bench.read(text).facts("Response")
    assert sorted(r.fact.label for r in told) == [
        "Hillsboro Police Department: complied",
        "Salem Police Department: complied",
    ]


def test_a_part_given_and_a_part_kept_is_one_answer(bench: Any) -> None:
    assert statuses(bench, SERVED + "The county complied with one and refused the other.") == {"PartlyComplied"}


def test_a_court_s_paper_is_about_the_first_that_it_names(bench: Any) -> None:
    text = (
        "On Feb. 3, 2020, ICE served a subpoena on the Linn County Sheriff's Office in Oregon. Lane County, Oregon, "
        "complied with a like subpoena in January. Respondent shall produce the records."
    )
    told = {r.fact.label for r in bench.read(text).facts("Response")}
    assert "Linn County Sheriff's Office: ordered to comply" in told
    assert not any("Lane" in label and "ordered" in label for label in told)
