"""Federal agencies: keys, labels, parts, names that mean one agency."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge import agencies, tables
from kg.knowledge.agencies import AgencyRecord, federal_agencies
from kg.knowledge.places import places

BY_KEY = {agency.key: agency for agency in federal_agencies()}
US = "agency/us/"
INS = "agency/us/immigration-and-naturalization-service"
ICE = "agency/us/immigration-and-customs-enforcement"
ERO = "agency/us/enforcement-and-removal-operations"
HSI = "agency/us/homeland-security-investigations"
DHS = "agency/us/department-of-homeland-security"
DOJ = "agency/us/department-of-justice"


def named(name: str) -> list[str]:
    return [a.key for a in federal_agencies() if name in (a.label, *a.names, *a.abbreviations)]


@pytest.mark.parametrize(
    ("key", "label", "abbreviation", "part_of", "kind"),
    [
        (ICE, "U.S. Immigration and Customs Enforcement", "ICE", DHS, "ImmigrationEnforcement"),
        (ERO, "Enforcement and Removal Operations", "ERO", ICE, "ImmigrationEnforcement"),
        (HSI, "Homeland Security Investigations", "HSI", ICE, "LawEnforcement"),
        (DHS, "U.S. Department of Homeland Security", "DHS", None, "Department"),
        (DOJ, "U.S. Department of Justice", "DOJ", None, "Department"),
        (
            f"{US}customs-and-border-protection",
            "U.S. Customs and Border Protection",
            "CBP",
            DHS,
            "ImmigrationEnforcement",
        ),
        (
            f"{US}executive-office-for-immigration-review",
            "Executive Office for Immigration Review",
            "EOIR",
            DOJ,
            "Court",
        ),
        (f"{US}federal-bureau-of-investigation", "Federal Bureau of Investigation", "FBI", DOJ, "LawEnforcement"),
        (f"{US}bureau-of-prisons", "Federal Bureau of Prisons", "BOP", DOJ, "Corrections"),
        (INS, "Immigration and Naturalization Service", "INS", DOJ, "ImmigrationEnforcement"),
    ],
)
def test_known_agencies(key: str, label: str, abbreviation: str, part_of: str | None, kind: str) -> None:
    agency = BY_KEY[key]
    assert (agency.label, agency.part_of, agency.agency_type, agency.level) == (label, part_of, kind, "Federal")
    assert abbreviation in agency.abbreviations


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ICE", ICE),
        ("Immigration and Customs Enforcement", ICE),
        ("Homeland Security", DHS),
        ("Department of Homeland Security", DHS),
        ("Justice Department", DOJ),
        ("ICE ERO Seattle", f"{ERO}/seattle"),
        ("Seattle Field Office", f"{ERO}/seattle"),
        ("ICE Seattle Field Office", f"{ERO}/seattle"),
        ("Enforcement and Removal Operations - Seattle", f"{ERO}/seattle"),
        ("ICE Enforcement and Removal Operations - San Diego", f"{ERO}/san-diego"),
        ("ERO St. Paul", f"{ERO}/st-paul"),
        ("ERO New York", f"{ERO}/new-york-city"),
        ("HSI Tampa", f"{HSI}/tampa"),
        ("White House", "agency/us/executive-office-of-the-president"),
        ("U.S. Attorney's Office for the District of Oregon", f"{US}united-states-attorneys-office/district-of-oregon"),
        ("United States District Court for the District of Oregon", f"{US}district-court/district-of-oregon"),
        ("U.S. District Court, Southern District of Texas", f"{US}district-court/southern-district-of-texas"),
        ("9th Circuit", f"{US}court-of-appeals/ninth"),
    ],
)
def test_a_name_means_one_agency(name: str, key: str) -> None:
    assert named(name) == [key]


def test_no_name_has_two_meanings() -> None:
    counts = Counter(name for a in federal_agencies() for name in {a.label, *a.names, *a.abbreviations})
    assert [name for name, count in counts.items() if count > 1] == []


def test_the_twenty_five_field_offices_are_parts_of_ero() -> None:
    offices = [agency for agency in federal_agencies() if agency.part_of == ERO]
    assert len(offices) == 25
    assert all(office.key.startswith(ERO + "/") and office.issues_subpoenas for office in offices)
    assert {office.label for office in offices} >= {"ERO Seattle Field Office", "ERO San Diego Field Office"}


def test_there_are_ninety_four_districts_with_their_prosecutors() -> None:
    courts = [key for key in BY_KEY if key.startswith("agency/us/district-court/")]
    assert len(courts) == 94
    for key in courts:
        office = BY_KEY[key.replace("district-court", "united-states-attorneys-office")]
        assert office.agency_type == "Prosecutor" and office.place == BY_KEY[key].place
    assert BY_KEY["agency/us/district-court/district-of-oregon"].place == places().state("OR").key
    assert BY_KEY["agency/us/district-court/western-district-of-texas"].place is None


@pytest.mark.parametrize("agency", federal_agencies(), ids=lambda agency: agency.key)
def test_every_record_is_whole(agency: AgencyRecord) -> None:
    assert agency.label not in agency.names
    assert len(set(agency.names)) == len(agency.names)
    assert not agency.label.startswith("the ")
    assert agency.place is None or places().by_key(agency.place) is not None
    assert all(any(char.isupper() for char in short) for short in agency.abbreviations)
    steps, key = 0, agency.part_of
    while key is not None:
        key, steps = BY_KEY[key].part_of, steps + 1
        assert steps < 6, "parts never run in a circle"


def test_who_issues_subpoenas() -> None:
    issuing = {key for key, agency in BY_KEY.items() if agency.issues_subpoenas}
    assert {ICE, ERO, HSI, DHS, DOJ, "agency/us/border-patrol", "agency/us/customs-and-border-protection"} <= issuing
    assert "agency/us/citizenship-and-immigration-services" in issuing
    for key, agency in BY_KEY.items():
        if agency.part_of in (ICE, ERO, HSI):
            assert key in issuing
        if agency.agency_type in ("Court", "Oversight", "Executive"):
            assert key not in issuing


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("agencies: [{key: a, label: A}]\noffices: []", "'A' is malformed"),
        ("agencies: []\noffices: [{key: b, label: B, places: [X]}]", "'B' is malformed"),
        ("agencies: [text]\noffices: []", "'text' is malformed"),
        ("agencies: []", "malformed"),
        ("agencies: [", "no YAML"),
    ],
)
def test_malformed_files_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    file = tmp_path / agencies.FILE
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(tables, "gazetteer", lambda name: tmp_path / name)
    with pytest.raises(KnowledgeError, match=message):
        federal_agencies.__wrapped__()
