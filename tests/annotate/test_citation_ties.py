"""Sections tied to a law by what stands around them, codes by initials and by the place named before."""

from __future__ import annotations

import pytest

from kg.annotate.citation_ties import by_chapter, chapter_of
from kg.annotate.citations import find_citations
from kg.model import Span


def labels(text: str) -> list[str]:
    return [found.canonical for found in find_citations(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("number", "chapter"),
    [("908.103", "908"), ("10.93.160", "10.93"), ("54-192h", "54"), ("2C:35-10", "2C:35"), ("1373", ""), ("4.1", "")],
)
def test_chapter_of_a_number(number: str, chapter: str) -> None:
    assert chapter_of(number) == chapter


def test_no_chapters_of_nothing() -> None:
    assert by_chapter([]) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the sentence's own code
        ("It breaks O.C.G.A. § 35-1-16, and § 16-5-60 adds a fine.", ["O.C.G.A. § 35-1-16", "O.C.G.A. § 16-5-60"]),
        ("It breaks O.C.G.A. § 35-1-16. Later § 7-5 was struck.", ["O.C.G.A. § 35-1-16"]),
        # subsections named in words
        ("Cal. Penal Code, § 1203.1, subd. (b)(2)", ["Cal. Penal Code § 1203.1(b)(2)"]),
        ("Cal. Penal Code section 1203.1, subdivision (b)", ["Cal. Penal Code § 1203.1(b)"]),
        # the state of a code that the sentence names, and of none where two are named
        ("Maine, like New York, has one (Veh. & Traf. Law § 502).", ["N.Y. Veh. & Traf. Law § 502"]),
        ("In Ohio and New York, Veh. & Traf. Law § 502", ["N.Y. Veh. & Traf. Law § 502"]),
        ("In Ohio, Veh. & Traf. Law § 502", []),
        # the sources of a statute
        (
            "In Illinois (Source: P.A. 101-5, eff. 1-1-20; 102-77, eff. 8-1-21.)",
            ["Ill. Pub. Act 101-5", "Ill. Pub. Act 102-77"],
        ),
        # codes by their initials
        ("Spokane (SMC 3.11.020; repealed)", ["Spokane Mun. Code § 3.11.020"]),
        (
            "King County: KCC 2.16.030 and 2.16.040",
            ["King County Code § 2.16.030", "King County Code § 2.16.040"],
        ),
        ("Boise acted: SMC 3.11.020", []),
        # the city whose code "the city code" is
        ("CITY OF BEND\nThe change is to Chapter 5 of the city code.", ["Bend City Code ch. 5"]),
        ("Nobody knows Chapter 5 of the city code.", []),
    ],
)
def test_what_a_text_ties(text: str, found: list[str]) -> None:
    assert labels(text) == found


def test_a_report_numbers_its_paragraphs() -> None:
    text = "It follows Mo. Rev. Stat. § 67.308.\n\n4.1 Detainers. None.\n\n4.2 Holds. None."
    spans = [Span(0, 35), Span(37, 57), Span(59, len(text))]
    assert [found.canonical for found in find_citations(text, spans)] == ["Mo. Rev. Stat. § 67.308"]


def test_a_chapter_that_an_ordinance_adds_prints_its_sections() -> None:

    text = "Chapter 5.12 of the Bend Municipal Code is new; RCW 35.22.280 stays.\n\n" + "5.12.010 Holds."
    spans = [Span(0, text.index("\n\n")), Span(text.index("5.12.010"), len(text))]
    found = [law.canonical for law in find_citations(text, spans)]
    assert found == ["Bend Mun. Code ch. 5.12", "RCW 35.22.280", "Bend Mun. Code § 5.12.010"]


def test_a_named_act_tells_whose_local_code_it_is() -> None:
    text = "The TRUTH Act (Government Code § 7283.1) and Yuma County, Arizona, and Pima County, Arizona"
    found = [law.canonical for law in find_citations(text, [Span(0, len(text))], "AZ")]
    assert "Cal. Gov. Code § 7283.1" in found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Conn. Gen. Stat. § 54-193 speaks of a felony. Section 53a-26 says what it is.", 2),
        ("Conn. Gen. Stat. § 54-193 speaks of a felony. Section 2-173 is a town's.", 1),
        ("Va. Code § 53.1-219 and Conn. Gen. Stat. § 54-193. Section 53a-26 says it.", 2),
    ],
)
def test_a_peculiar_number_is_of_the_only_code(text: str, found: int) -> None:
    assert len(labels(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("California waits. In Vermont, where Act 46 is law, it passed.", ["Act 46 (Vermont)"]),
        ("Nevada and Utah wait. In Georgia, lawmakers passed SB 667.", ["S.B. 667 (Georgia)"]),
        ("California, Washington and Oregon should read Gov. Code § 7284.6.", ["Cal. Gov. Code § 7284.6"]),
        ("Berkeley's policy, B.M.C. 13.76.120, stays.", ["Berkeley Mun. Code § 13.76.120"]),
        ("The moratorium, Ordinance O-2019-33, stays.", ["Ordinance O-2019-33"]),
    ],
)
def test_whose_law_the_sentence_tells(text: str, found: list[str]) -> None:
    assert labels(text) == found
