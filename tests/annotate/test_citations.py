"""Citations: spans, labels, lists, whose law it is, and what is none. The forms of each scheme: tests/data."""

from __future__ import annotations

import pytest

from kg.annotate.citations import find_citations
from kg.model import Citation, Span


def cited(text: str) -> tuple[Citation, ...]:
    return find_citations(text, [Span(0, len(text))])


def pairs(text: str) -> list[tuple[str, str]]:
    return [(citation.span.of(text), citation.canonical) for citation in cited(text)]


def labels(text: str) -> list[str]:
    return [citation.canonical for citation in cited(text)]


def quotes(text: str) -> list[str]:
    return [citation.span.of(text) for citation in cited(text)]


# ---- spans -------------------------------------------------------------------------------------------------------


def test_offsets_are_code_points_of_the_text_given() -> None:
    text = "🗽 “Façade” — under 8\u00a0U.S.C. §\u00a01373, cities …"
    (citation,) = cited(text)
    assert citation.span.of(text) == "8\u00a0U.S.C. §\u00a01373"
    assert citation.canonical == "8 U.S.C. § 1373"


def test_only_the_spans_are_read() -> None:
    text = "ORS 181A.820 and RCW 10.93.160 and 8 C.F.R. § 287.7"
    found = find_citations(text, [Span(17, 30)])
    assert [citation.span.of(text) for citation in found] == ["RCW 10.93.160"]
    assert find_citations(text, []) == ()
    assert find_citations("", [Span(0, 0)]) == ()


def test_nothing_is_read_across_the_end_of_a_span() -> None:
    text = "see 8 U.S.C. § 1373(a) here"
    assert [each.span.of(text) for each in find_citations(text, [Span(0, 19)])] == ["8 U.S.C. § 1373"]
    assert find_citations(text, [Span(0, 14), Span(14, len(text))]) == ()


def test_spans_in_any_order_and_twice_give_the_same() -> None:
    text = "ORS 181A.820.\n\nRCW 10.93.160."
    spans = [Span(0, 13), Span(15, 29)]
    assert find_citations(text, spans) == find_citations(text, [*reversed(spans), *spans])
    assert find_citations(text, iter(spans)) == find_citations(text, spans)


def test_never_across_a_blank_line() -> None:
    assert labels("It cites ORS\n180.805.") == ["ORS 180.805"]
    assert labels("It cites ORS\n\n180.805.") == []
    assert labels("Executive Order\n \n13768") == []
    assert quotes("8 U.S.C. 1373,\n\n1644") == ["8 U.S.C. 1373"]
    assert quotes("the Fourth\n\nAmendment") == []


def test_crlf_and_tabs() -> None:
    assert pairs("under 8 U.S.C.\r\n§ 1373") == [("8 U.S.C.\r\n§ 1373", "8 U.S.C. § 1373")]
    assert labels("ORS\t180.805") == ["ORS 180.805"]


@pytest.mark.parametrize(
    "text",
    ["ORS 180.805.", "(ORS 180.805)", "“ORS 180.805”", "ORS 180.805, which", "ORS 180.805; and", "ORS 180.805—a law"],
)
def test_punctuation_around_is_no_part(text: str) -> None:
    assert pairs(text) == [("ORS 180.805", "ORS 180.805")]


# ---- lists, ranges, subsections ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("8 U.S.C. §§ 1226, 1357 and 1373", ["8 U.S.C. § 1226", "8 U.S.C. § 1357", "8 U.S.C. § 1373"]),
        ("8 U.S.C. § 1226(a)(2)(A)(ii), (iii)", ["8 U.S.C. § 1226(a)(2)(A)(ii)", "8 U.S.C. § 1226(a)(2)(A)(iii)"]),
        ("8 U.S.C. § 1103(h), (i)", ["8 U.S.C. § 1103(h)", "8 U.S.C. § 1103(i)"]),
        (
            "Cal. Gov. Code § 7284.6(a)(1)(C)–(D)",
            ["Cal. Gov. Code § 7284.6(a)(1)(C)", "Cal. Gov. Code § 7284.6(a)(1)(D)"],
        ),
        ("ORS 181A.820 through 181A.829", ["ORS 181A.820", "ORS 181A.829"]),
        ("ORS 181A.820–181A.829", ["ORS 181A.820", "ORS 181A.829"]),
        ("INA §§ 236 & 287(g)", ["INA § 236", "INA § 287(g)"]),
        ("INA 236 and 287(g)", ["INA § 236", "INA § 287(g)"]),
        ("8 U.S.C. § 1373 and § 1644", ["8 U.S.C. § 1373", "8 U.S.C. § 1644"]),
        ("Conn. Gen. Stat. §§ 54-192h and 54-193", ["Conn. Gen. Stat. § 54-192h", "Conn. Gen. Stat. § 54-193"]),
        ("O.C.G.A. §§ 42-4-14–42-4-16", ["O.C.G.A. § 42-4-14", "O.C.G.A. § 42-4-16"]),
        ("Tex. Gov't Code §§ 752.051–.057", ["Tex. Gov't Code § 752.051", "Tex. Gov't Code § 752.057"]),
        ("8 U.S.C. § 1373 (a)", ["8 U.S.C. § 1373(a)"]),
        ("8 U.S.C. § 1101 et seq.", ["8 U.S.C. § 1101"]),
    ],
)
def test_each_section_of_a_list_is_a_citation(text: str, want: list[str]) -> None:
    assert labels(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("8 U.S.C. § 1373, 2019 and later", ["8 U.S.C. § 1373"]),
        ("8 U.S.C. 1226 and 2019 budgets", ["8 U.S.C. § 1226"]),
        ("8 U.S.C. 1226 and 1,200 people", ["8 U.S.C. § 1226"]),
        ("INA 236 and 300 people", ["INA § 236"]),
        ("Cal. Gov. Code § 7284.6 and 3.5 million", ["Cal. Gov. Code § 7284.6"]),
        ("8 U.S.C. § 1373 (2012)", ["8 U.S.C. § 1373"]),
        ("8 U.S.C. § 1373 (DHS)", ["8 U.S.C. § 1373"]),
        ("8 U.S.C. § 1373(a), and (2) it must", ["8 U.S.C. § 1373(a)"]),
        ("Executive Order 13768 and 13767 people", ["Executive Order 13768"]),
    ],
)
def test_what_does_not_go_on_a_list(text: str, want: list[str]) -> None:
    assert labels(text) == want


def test_parallel_citations_side_by_side() -> None:
    assert pairs("INA § 287(g), 8 U.S.C. § 1357(g)") == [
        ("INA § 287(g)", "INA § 287(g)"),
        ("8 U.S.C. § 1357(g)", "8 U.S.C. § 1357(g)"),
    ]
    assert labels("8 U.S.C. §§ 1226, 8 C.F.R. § 287.7; Pub. L. 104-208, 110 Stat. 3009") == [
        "8 U.S.C. § 1226",
        "8 C.F.R. § 287.7",
        "Pub. L. 104-208",
        "110 Stat. 3009",
    ]
    assert labels("8 U.S.C. § 1373, Cal. Gov. Code § 7284") == ["8 U.S.C. § 1373", "Cal. Gov. Code § 7284"]
    assert labels("8 U.S.C. § 1373 and § 7284 of the California Government Code") == [
        "8 U.S.C. § 1373",
        "Cal. Gov. Code § 7284",
    ]


def test_pinpoints_keep_their_case() -> None:
    assert labels("8 u.s.c. and 8 U.S.C. § 1101(a)(43)(B)(ii)") == ["8 U.S.C. § 1101(a)(43)(B)(ii)"]


# ---- the section first, and alone --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("Under section 236 of the INA, it", "section 236 of the INA", "INA § 236"),
        ("Section 1373 of Title 8.", "Section 1373 of Title 8", "8 U.S.C. § 1373"),
        ("Title 8, Section 1373, bars it", "Title 8, Section 1373", "8 U.S.C. § 1373"),
        ("Section 4 of Title 8, United States Code", "Section 4 of Title 8, United States Code", "8 U.S.C. § 4"),
        ("§ 4.18 of the Seattle Municipal Code", "§ 4.18 of the Seattle Municipal Code", "Seattle Mun. Code § 4.18"),
        ("§ 19.2-83.2, Va. Code Ann.", "§ 19.2-83.2, Va. Code Ann.", "Va. Code § 19.2-83.2"),
    ],
)  # fmt: skip
def test_section_before_its_law(text: str, quote: str, label: str) -> None:
    assert pairs(text) == [(quote, label)]


def test_bare_section_is_tied_to_its_law_before_or_after() -> None:
    text = "Section 1373 was read out. It is 8 U.S.C. § 1373(a). Sections 1373 and 1644 differ; § 1373(b) too."
    assert pairs(text) == [
        ("Section 1373", "8 U.S.C. § 1373"),
        ("8 U.S.C. § 1373(a)", "8 U.S.C. § 1373(a)"),
        ("Sections 1373", "8 U.S.C. § 1373"),
        ("§ 1373(b)", "8 U.S.C. § 1373(b)"),
    ]
    assert [citation.rule for citation in cited(text)][::3] == ["citation/usc/same-text", "citation/usc/same-text"]


def test_bare_section_across_spans() -> None:
    text = "Section 1373.\n\n8 U.S.C. § 1373"
    found = find_citations(text, [Span(0, 13), Span(15, len(text))])
    assert [citation.canonical for citation in found] == ["8 U.S.C. § 1373"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Section 1373 was read out.",
        "§ 1373",
        "Section 5 of the ordinance",
        "Title 8 of the municipal code, Section 1373",
        "Chapter 12 of the book",
    ],
)
def test_bare_section_without_its_law_is_none(text: str) -> None:
    assert labels(text) == []


def test_bare_section_of_two_laws_or_of_another_text_is_none() -> None:
    assert labels("Section 1373; 8 U.S.C. § 1373; 42 U.S.C. § 1373") == ["8 U.S.C. § 1373", "42 U.S.C. § 1373"]
    assert labels("Section 1373 of the executive order; 8 U.S.C. § 1373") == ["8 U.S.C. § 1373"]
    assert labels("Section 12; Cal. Penal Code § 12") == ["Cal. Penal Code § 12"]


def test_287g_names_a_programme_unless_a_section_is_printed() -> None:
    assert labels("a 287(g) agreement, the 287(g) program, 287(g)") == []
    assert pairs("a Section 287(g) agreement") == [("Section 287(g)", "INA § 287(g)")]
    (citation,) = cited("§ 287(g)")
    assert (citation.rule, citation.jurisdiction) == ("citation/ina/well-known", "US")


# ---- whose law it is ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("California's SB 54", "S.B. 54 (California)"),
        ("California’s controversial sanctuary law, SB 54,", "S.B. 54 (California)"),
        ("SB 54 in California", "S.B. 54 (California)"),
        ("SB 54, a law. Nevada and Utah did not follow.", "S.B. 54"),
        ("Texas Senate Bill 4", "S.B. 4 (Texas)"),
        ("Texas' SB 4", "S.B. 4 (Texas)"),
        ("lawmakers in Texas passed SB 4", "S.B. 4 (Texas)"),
        ("SB 4, the Texas law", "S.B. 4 (Texas)"),
        ("West Virginia's SB 10", "S.B. 10 (West Virginia)"),
        ("New York's SB 10", "S.B. 10 (New York)"),
        ("SB 10 passed in Arkansas", "S.B. 10 (Arkansas)"),
        ("SB 10 passed", "S.B. 10"),
        ("The Washington Post on SB 10", "S.B. 10"),
        ("In Washington, D.C., SB 10", "S.B. 10"),
        ("Washington state lawmakers met. SB 5497 passed.", "S.B. 5497 (Washington)"),
        ("In Yakima, Washington, they met. SB 5497 passed.", "S.B. 5497 (Washington)"),
        ("New York City heard of SB 10", "S.B. 10"),
        ("Oregon City and Kansas City on SB 10", "S.B. 10"),
    ],
)
def test_state_of_a_bill(text: str, label: str) -> None:
    assert labels(text) == [label]


def test_state_of_a_bill_from_another_mention_or_the_only_state() -> None:
    text = "SB 54 passed. Oregon watched. California's SB 54 is law. HB 1 failed."
    found = cited(text)
    assert [citation.canonical for citation in found] == ["S.B. 54 (California)", "S.B. 54 (California)", "H.B. 1"]
    assert found[0].rule == "citation/senate-bill/same-text"
    (citation,) = cited("The city of Salem, Oregon, met. HB 3464 passed.")
    assert (citation.rule, citation.jurisdiction) == ("citation/house-bill/only-state", "OR")


def test_each_bill_of_a_list_has_the_state() -> None:
    assert labels("Texas Senate Bills 4 and 5, and Utah") == ["S.B. 4 (Texas)", "S.B. 5 (Texas)"]


def test_federal_bills_have_no_state() -> None:
    assert labels("In Texas, H.R. 3003 and S. 1762") == ["H.R. 3003", "S. 1762"]
    assert {citation.jurisdiction for citation in cited("In Texas, H.R. 3003 and S. 1762")} == {"US"}


def test_codes_without_their_state() -> None:
    assert labels("Government Code § 7284") == []
    assert labels("In California, Government Code § 7284") == ["Cal. Gov. Code § 7284"]
    assert labels("In Texas, Government Code § 752.053") == ["Tex. Gov't Code § 752.053"]
    assert labels("In Texas and California, Government Code § 7284") == []
    both = "Texas and Cal. Penal Code § 834b; Government Code § 7284"
    assert labels(both) == ["Cal. Penal Code § 834b", "Cal. Gov. Code § 7284"]


def test_orders_and_ordinances_of_places() -> None:
    assert labels("New York City Executive Orders 34 and 41") == [
        "Executive Order 34 (New York City)",
        "Executive Order 41 (New York City)",
    ]
    assert pairs("Denver's Ordinance 940-17") == [("Denver's Ordinance 940-17", "Denver Ordinance 940-17")]
    assert labels("Mayor Xyzzy's Executive Order 116") == ["Executive Order 116"]
    assert labels("New Jersey Executive Order 178 and Executive Order 13768") == [
        "Executive Order 178 (New Jersey)",
        "Executive Order 13768",
    ]


@pytest.mark.parametrize(
    ("text", "jurisdiction"),
    [
        ("8 U.S.C. § 1373", "US"),
        ("ORS 181A.820", "OR"),
        ("2019 Or. Laws ch. 13", "OR"),
        ("Or. Const. art. I, § 9", "OR"),
        ("the Tenth Amendment", "US"),
        ("SB 54", None),
        ("Seattle Municipal Code 4.18.010", None),
        ("Executive Order 17-01 (Washington)", "WA"),
    ],
)
def test_jurisdiction(text: str, jurisdiction: str | None) -> None:
    (citation,) = cited(text)
    assert citation.jurisdiction == jurisdiction


# ---- named acts --------------------------------------------------------------------------------------------------


def test_named_act_and_its_abbreviation() -> None:
    text = "The Immigration and Nationality Act (INA) lets it. The INA is old. Section 236 of the INA is older."
    act = "Immigration and Nationality Act"
    assert pairs(text) == [
        (act, act),
        ("INA", act),
        ("INA", act),
        ("Section 236 of the INA", "INA § 236"),
    ]


def test_abbreviation_counts_only_where_it_is_introduced() -> None:
    assert labels("The INA is old.") == []
    assert labels("INA § 236 is old. The INA is older.") == ["INA § 236", "Immigration and Nationality Act"]
    assert labels("The Act is old.") == []


def test_act_that_several_states_have() -> None:
    assert labels("the TRUST Act in Illinois") == ["Illinois TRUST Act"]
    assert labels("the TRUST Act in California") == ["TRUST Act (California)"]
    assert labels("the TRUST Act") == []


def test_longest_wins() -> None:
    assert labels("section 287(g) of the Immigration and Nationality Act") == ["INA § 287(g)"]
    assert labels("Immigration and Nationality Act of 1952") == ["Immigration and Nationality Act"]


# ---- no citations ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "No. 3:20-mc-00123 and 18-cv-01279",
        "Arizona v. United States, 567 U.S. 387 (2012)",
        "Call 503-555-0100 or 1-866-347-2423.",
        "It paid $1,373 and $8 million.",
        "The HR department has 12 people.",
        "S.B. Smith and A.B. Jones and H.B. Brown",
        "Title 42 expulsions went on.",
        "the sanctuary law, an executive order, the city's ordinance, the Act",
        "U.S. 50 and 2000 S. 1300 East",
        "Section 8 housing",
        "Type AB 4.5% of people",
        "Article VI of the compact",
    ],
)
def test_no_citation(text: str) -> None:
    assert pairs(text) == []


def named(text: str, main: str | None = None) -> list[str]:
    return [found.canonical for found in find_citations(text, [Span(0, len(text))], main)]


def test_subsections_may_begin_the_next_line() -> None:
    assert named("It cites 8 U.S.C. 1226\n    (c)(1)) once.") == ["8 U.S.C. § 1226(c)(1)"]
    assert named("It cites 8 U.S.C. 1226.\n\n(c) No clerk may.") == ["8 U.S.C. § 1226"]


def test_a_bare_section_of_a_chapter_that_the_text_cites() -> None:
    text = "Fla. Stat. § 943.10 defines it. See s. 943.12(3) and ss. 943.14 and 943.15."
    assert named(text) == [f"Fla. Stat. § 943.{n}" for n in ("10", "12(3)", "14", "15")]
    assert named("Fla. Stat. § 943.10 defines it. See s. 61.13 too.") == ["Fla. Stat. § 943.10"]


def test_a_chapter_of_two_codes_settles_nothing() -> None:
    text = "Fla. Stat. § 66.10 and Wis. Stat. § 66.12 differ. See s. 66.14."
    assert named(text) == ["Fla. Stat. § 66.10", "Wis. Stat. § 66.12"]


def test_a_small_s_that_no_number_follows_cites_nothing() -> None:
    assert named("Fla. Stat. § 943.10. The dogs. 943.12 is a number; class. 943.14 too.") == ["Fla. Stat. § 943.10"]


def test_an_act_of_a_city_is_no_states() -> None:
    assert named("Nobody in Illinois broke Chicago's Trust Act.", "IL") == []
    assert named("Nobody broke Connecticut's Trust Act.") == ["TRUST Act (Connecticut)"]


def test_a_sentence_about_another_state_leaves_a_bill_without_one() -> None:
    assert named("Ohio waits. In Nevada a measure, S.B. 223, failed.", "OH") == ["S.B. 223"]
    assert named("Ohio waits. In Nevada it rains. S.B. 223 failed.", "OH") == ["S.B. 223 (Ohio)"]
    assert named("Ohio and Nevada wait for S.B. 223 there.", "OH") == ["S.B. 223 (Ohio)"]
