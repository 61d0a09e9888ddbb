"""Statutes: records, keys of citations, parallel citations."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.errors import KnowledgeError
from kg.knowledge import statutes as module
from kg.knowledge import tables
from kg.knowledge.places import places
from kg.knowledge.statutes import (
    StatuteRecord,
    carried_policy,
    directives,
    parallel,
    roman,
    statute,
    statute_key,
    statutes,
)

BY_CITATION = {record.citation: record for record in statutes()}


@pytest.mark.parametrize(
    ("citation", "key"),
    [
        ("8 U.S.C. § 1225(d)(4)(B)", "statute/us/usc/8/1225/d/4/B"),
        ("8 U.S.C. § 1225", "statute/us/usc/8/1225"),
        ("8 U.S.C. § 1229a(b)", "statute/us/usc/8/1229a/b"),
        ("42 U.S.C. § 2000bb-1(a)", "statute/us/usc/42/2000bb-1/a"),
        ("8 C.F.R. § 287.4(d)", "statute/us/cfr/8/287.4/d"),
        ("8 C.F.R. § 1003.19", "statute/us/cfr/8/1003.19"),
        ("INA § 240A(b)(1)", "statute/us/ina/240A/b/1"),
        ("IIRIRA § 642", "statute/us/iirira/642"),
        ("U.S. Const. amend. IV", "statute/us/const/amend/IV"),
        ("Executive Order 13768", "statute/us/eo/13768"),
        ("ORS 181A.820", "statute/or/ors/181A.820"),
        ("ORS 181A.820(1)(a)", "statute/or/ors/181A.820/1/a"),
        ("RCW 10.93.160", "statute/wa/rcw/10.93.160"),
        ("S.B. 54 (California)", "statute/ca/bill/S.B./54"),
        ("H.B. 19-1124 (Colorado)", "statute/co/bill/H.B./19-1124"),
        ("Executive Order 5-16 (Philadelphia)", "statute/other/Executive_Order_5-16_~28~Philadelphia~29~"),
        ("Cal. Gov. Code § 7284.6(a)", "statute/code/Cal._Gov._Code/7284.6/a"),
        ("Conn. Gen. Stat. § 54-192h", "statute/code/Conn._Gen._Stat./54-192h"),
        ("5 ILCS 805/15", "statute/other/5_ILCS_805~2f~15"),
        ("Immigration and Nationality Act", "statute/other/Immigration_and_Nationality_Act"),
        ("8 U.S.C. § 1225 et seq.", "statute/other/8_U.S.C._~a7~_1225_et_seq."),
    ],
)
def test_keys(citation: str, key: str) -> None:
    assert statute_key(citation) == key


def test_the_case_of_subsections_counts() -> None:
    assert statute_key("8 U.S.C. § 1225(b)") != statute_key("8 U.S.C. § 1225(B)")


SUBS = st.lists(st.from_regex(r"\([A-Za-z0-9]{1,4}\)", fullmatch=True), max_size=4).map("".join)
TITLE = st.integers(1, 54).map(str)


def forms() -> st.SearchStrategy[str]:
    """Canonical citations of every form, and texts near to them."""
    number = st.from_regex(r"[0-9]{1,4}[a-z]?(-[0-9]{1,2})?", fullmatch=True)
    build: Callable[..., str] = "{} {} § {}{}".format
    code = st.builds(build, TITLE, st.sampled_from(["U.S.C.", "C.F.R.", "Cal. Gov. Code"]), number, SUBS)
    acts = st.builds(
        "{} § {}{}".format, st.sampled_from(["INA", "IIRIRA", "Fla. Stat.", "N.Y.C. Admin. Code"]), number, SUBS
    )
    dotted = st.from_regex(r"[0-9]{1,3}[A-Z]?(\.[0-9]{1,3}){1,2}", fullmatch=True)
    codes = st.builds("{} {}{}".format, st.sampled_from(["ORS", "RCW", "8 C.F.R. §"]), dotted, SUBS)
    states = st.sampled_from([state.name for state in places().states()] + ["Denver", "Nowhere"])
    bills = st.builds(
        "{} {} ({})".format, st.sampled_from(["S.B.", "H.B.", "A.B.", "Measure", "Senate File"]), number, states
    )
    orders = st.builds("Executive Order {}".format, st.integers(1, 14_100))
    other = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1)
    known = st.sampled_from([record.citation for record in statutes()])
    return st.one_of(code, acts, codes, bills, orders, other, known)


@settings(deadline=None, max_examples=150)
@given(forms(), forms())
def test_different_citations_have_different_keys(one: str, other: str) -> None:
    assume(one.split() != other.split())
    assert statute_key(one) != statute_key(other)


@settings(deadline=None)
@given(forms())
def test_keys_are_paths_of_unreserved_characters(citation: str) -> None:
    key = statute_key(citation)
    assert re.fullmatch(r"statute(?:/[A-Za-z0-9._~-]*)+", key)
    assert statute_key("  " + citation.replace(" ", "  ")) == key


@settings(deadline=None)
@given(
    st.text(st.sampled_from("§ ().~_-/aB1.U.S.C"), max_size=14),
    st.text(st.sampled_from("§ ().~_-/aB1.U.S.C"), max_size=14),
)
def test_keys_of_awkward_texts_differ(one: str, other: str) -> None:
    assume(one.split() != other.split())
    assert statute_key(one) != statute_key(other)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ("INA § 235(d)(4)(B)", "8 U.S.C. § 1225(d)(4)(B)"),
        ("INA § 101(a)(15)(U)", "8 U.S.C. § 1101(a)(15)(U)"),
        ("INA § 103", "8 U.S.C. § 1103"),
        ("INA § 201", "8 U.S.C. § 1151"),
        ("INA § 212", "8 U.S.C. § 1182"),
        ("INA § 216", "8 U.S.C. § 1186a"),
        ("INA § 236", "8 U.S.C. § 1226"),
        ("INA § 237", "8 U.S.C. § 1227"),
        ("INA § 239", "8 U.S.C. § 1229"),
        ("INA § 240", "8 U.S.C. § 1229a"),
        ("INA § 241(i)", "8 U.S.C. § 1231(i)"),
        ("INA § 242", "8 U.S.C. § 1252"),
        ("INA § 244", "8 U.S.C. § 1254a"),
        ("INA § 274", "8 U.S.C. § 1324"),
        ("INA § 274A", "8 U.S.C. § 1324a"),
        ("INA § 274C", "8 U.S.C. § 1324c"),
        ("INA § 275", "8 U.S.C. § 1325"),
        ("INA § 276", "8 U.S.C. § 1326"),
        ("INA § 287(g)", "8 U.S.C. § 1357(g)"),
        ("IIRIRA § 642(a)", "8 U.S.C. § 1373(a)"),
        ("PRWORA § 434", "8 U.S.C. § 1644"),
    ],
)
def test_parallels(act: str, code: str) -> None:
    assert parallel(act) == code
    assert parallel(code) == act


@pytest.mark.parametrize(
    "citation", ["", "INA § 999", "9 U.S.C. § 1225", "ORS 181A.820", "8 C.F.R. § 287.4", "INA", "INA § 235 et seq."]
)
def test_no_parallel(citation: str) -> None:
    assert parallel(citation) is None


@settings(deadline=None)
@given(st.sampled_from([r.citation for r in statutes() if parallel(r.citation)]), SUBS)
def test_parallels_run_both_ways_with_their_subsections(section: str, subs: str) -> None:
    other = parallel(section + subs)
    assert other is not None and other.endswith(subs)
    assert parallel(other) == section + subs


def test_the_act_runs_in_the_order_of_the_code() -> None:
    """A mistyped pair would break the order: the Code numbers the sections of the act as the act does."""
    pairs = [(r.citation, r.parallels[0]) for r in statutes() if r.citation.startswith("INA §")]
    assert len(pairs) > 150

    def rank(text: str) -> tuple[int, str]:
        match = re.search(r"§ (\d+)(\w*)", text)
        assert match
        return int(match[1]), match[2].lower()

    ordered = [rank(code) for act, code in sorted(pairs, key=lambda pair: rank(pair[0]))]
    assert ordered == sorted(ordered)


@pytest.mark.parametrize("record", statutes(), ids=lambda record: record.key)
def test_every_record_is_whole(record: StatuteRecord) -> None:
    assert record.key == statute_key(record.citation)
    assert record.citation not in record.parallels and record.citation not in record.names
    if record.jurisdiction.startswith("jurisdiction/"):
        assert places().by_key(record.jurisdiction) is not None
    elif record.jurisdiction != "US":
        assert places().state(record.jurisdiction).state == record.jurisdiction
    for other in record.parallels:
        assert record.citation in BY_CITATION[other].parallels, f"{other} does not know {record.citation}"
        assert BY_CITATION[other].jurisdiction == record.jurisdiction
    if match := re.search(r"\(([^()]+)\)$", record.citation):
        state = places().state_named(match[1])
        assert (state.state if state else None) in (record.jurisdiction, None)


def test_names_mean_one_statute() -> None:
    names: dict[str, str] = {}
    for record in statutes():
        for name in record.names:
            assert names.setdefault(name, record.citation) == record.citation
            assert name not in BY_CITATION


def test_titles_belong_to_records() -> None:
    data: dict[str, Any] = tables.document(module.FILE)
    assert [citation for citation in data["titles"] if citation not in BY_CITATION] == []
    assert BY_CITATION["8 C.F.R. § 287.4"].title == "Subpoena"
    assert (
        BY_CITATION["INA § 287"].title
        == BY_CITATION["8 U.S.C. § 1357"].title
        == "Powers of immigration officers and employees"
    )


def test_named_acts() -> None:
    act = BY_CITATION["Immigration and Nationality Act"]
    assert {"INA", "Immigration & Nationality Act"} <= set(act.names) and act.jurisdiction == "US"
    values = BY_CITATION["California Values Act"]
    assert {"S.B. 54 (California)", "Cal. Gov. Code § 7284"} <= set(values.parallels)
    order = BY_CITATION["Executive Order 13768"]
    assert order.title == "Enhancing Public Safety in the Interior of the United States"


def test_amendments() -> None:
    assert BY_CITATION["U.S. Const. amend. IV"].names == ("Fourth Amendment", "4th Amendment")
    assert BY_CITATION["U.S. Const. amend. X"].names == ("Tenth Amendment", "10th Amendment")
    assert BY_CITATION["U.S. Const. amend. XIII"].names == ("Thirteenth Amendment", "13th Amendment")
    assert BY_CITATION["U.S. Const. amend. XXI"].names == ("Twenty-First Amendment", "21st Amendment")
    assert sum(citation.startswith("U.S. Const. amend.") for citation in BY_CITATION) == 27


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (19, "XIX"), (27, "XXVII"), (38, "XXXVIII")]
)
def test_roman(number: int, numeral: str) -> None:
    assert roman(number) == numeral


def test_a_subsection_has_the_record_of_its_section() -> None:
    record = statute("INA § 235(d)(4)(B)")
    assert record is not None
    assert record.parallels == ("8 U.S.C. § 1225(d)(4)(B)",)
    assert record.title == BY_CITATION["8 U.S.C. § 1225"].title
    assert record.key == "statute/us/ina/235/d/4/B"
    assert statute("8 U.S.C. § 1225") is BY_CITATION["8 U.S.C. § 1225"]
    assert statute("8 U.S.C. § 99999(a)") is None and statute("Nothing") is None


def test_directives_are_no_statutes() -> None:
    labels = {directive.label for directive in directives()}
    assert "Immigrant Trust Directive" in labels
    assert labels.isdisjoint(BY_CITATION)
    assert all(places().state(directive.jurisdiction) for directive in directives())


@pytest.mark.parametrize(
    ("citation", "kind"),
    [
        ("California Values Act", "SanctuaryPolicy"),
        ("S.B. 54 (California)", "SanctuaryPolicy"),
        ("S.B. 4 (Texas)", "CooperationMandate"),
        ("Colo. Rev. Stat. § 24-76.6-102(2)", "DetainerPolicy"),
        ("8 U.S.C. § 1373", None),
        ("Massachusetts Safe Communities Act", None),  # a bill that was never passed
        ("H.B. 370 (North Carolina)", None),  # vetoed
    ],
)
def test_laws_that_carry_a_policy(citation: str, kind: str | None) -> None:
    assert carried_policy(statute_key(citation)) == kind


def test_parallels_of_a_carrier_carry_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {**module._data(), "carries": {"DetainerPolicy": ["Cal. Gov. Code § 7284", "Wis. Stat. § 1.23"]}}
    monkeypatch.setattr(module, "_data", lambda: data)
    found = module._carried.__wrapped__()
    assert found[statute_key("California Values Act")] == found[statute_key("Wis. Stat. § 1.23")] == "DetainerPolicy"


BASE = "crosswalks: []\ntitles: {}\namendments: []\ndirectives: []\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "no mapping"),
        ("crosswalks: []\n", "malformed"),
        (BASE + "statutes: [{citations: [A], names: []}]", "malformed"),
        (BASE + "statutes: [{citations: [A, A], names: [], jurisdiction: US}]", "A is given twice"),
        ("titles: {}\ncrosswalks: [{act: INA, title: 8, sections: 1=2 1=3}]", "'1=3' is malformed or given twice"),
        ("titles: {}\ncrosswalks: [{act: INA, title: 8, sections: '1'}]", "'1' is malformed"),
    ],
)
def test_malformed_files_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    (tmp_path / module.FILE).write_text(text, encoding="utf-8")
    monkeypatch.setattr(tables, "gazetteer", lambda name: tmp_path / name)
    monkeypatch.setattr(module, "_data", module._data.__wrapped__)
    monkeypatch.setattr(module, "_crosswalk", module._crosswalk.__wrapped__)
    with pytest.raises(KnowledgeError, match=message):
        statutes.__wrapped__()
