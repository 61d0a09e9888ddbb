"""The gold corpus is well formed: every split, every document, every entry (format: README of the gold facts)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SPLITS = [name for name in ("train", "dev", "test") if (HERE / name / "gold.json").is_file()]
SUFFIXES = {".txt", ".md", ".html"}
NEGATIVE = "negative-"  # a document with the words of the field and none of its events
FEWEST = {"train": (54, 13), "dev": (84, 22), "test": (44, 12)}  # documents, hard negatives

ENTRY_KEYS = {
    "file",
    "published",
    "agencies",
    "jurisdictions",
    "agency_jurisdiction",
    "statutes",
    "policies",
    "subpoenas",
    "detainers",
}
POLICY_TYPES = {
    "SanctuaryPolicy",
    "DetainerPolicy",
    "InformationSharingPolicy",
    "CooperationAgreement",
    "CooperationMandate",
    "FederalDirective",
}
STATUSES = {
    "Complied",
    "PartlyComplied",
    "WillComply",
    "Refused",
    "NoResponse",
    "Pending",
    "UnderReview",
    "Challenged",
    "OrderedToComply",
}
OUTCOMES = {"Declined", "Honored", "Issued"}
SUBPOENA_KEYS = {"issuer", "recipient", "jurisdiction", "date", "due", "statutes", "status"}
DETAINER_KEYS = {"issuer", "recipient", "start", "end", "outcome"}
MAY_HAVE = {"count", "optional"}

DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SHARED_RUN = 12  # words
WORDS = (120, 600)


def entries(split: str) -> list[dict[str, Any]]:
    loaded = json.loads((HERE / split / "gold.json").read_text(encoding="utf-8"))
    assert isinstance(loaded, list)
    return loaded


def is_date(value: str) -> bool:
    """A year, a month or a day that exists (February 29 is let through in every year)."""
    match = DATE.fullmatch(value)
    if match is None:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return 2000 <= year <= 2021 and 1 <= month <= 12 and 1 <= day <= DAYS[month - 1]


def is_name(value: object) -> bool:
    """Alternatives split by `|`, none of them empty or padded; a leading `?` marks the whole as optional."""
    if not isinstance(value, str):
        return False
    alternatives = value.removeprefix("?").split("|")
    return all(part and part == part.strip() and "?" not in part for part in alternatives)


def are_dates(value: object) -> bool:
    """Null, or dates of any granularity split by `|`."""
    return value is None or (isinstance(value, str) and all(is_date(part) for part in value.split("|")))


def is_count(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)


def faults_of_names(entry: dict[str, Any]) -> list[str]:
    """Faults of the lists of names; two mandatory entries that share a name would ask for one entity twice."""
    faults = []
    for key in ("agencies", "jurisdictions", "statutes"):
        seen: set[str] = set()
        for at, name in enumerate(entry[key]):
            if not is_name(name):
                faults.append(f"{key}[{at}]: no name")
            elif not name.startswith("?"):
                alternatives = set(name.split("|"))
                if alternatives & seen:
                    faults.append(f"{key}[{at}]: asked for twice")
                seen |= alternatives
        if len(entry[key]) != len(set(entry[key])):
            faults.append(f"{key}: repeated")
    for at, (agency, jurisdiction) in enumerate(entry["agency_jurisdiction"]):
        if not is_name(agency) or not is_name(jurisdiction) or jurisdiction.startswith("?"):
            faults.append(f"agency_jurisdiction[{at}]: no pair of names")
    return faults


def faults_of_policies(entry: dict[str, Any]) -> list[str]:
    faults = []
    for at, policy in enumerate(entry["policies"]):
        if set(policy) - {"optional"} != {"adopted_by", "types"}:
            faults.append(f"policies[{at}]: keys")
        elif not is_name(policy["adopted_by"]) or policy["adopted_by"].startswith("?"):
            faults.append(f"policies[{at}]: adopter")
        elif not policy["types"] or not set(policy["types"]) <= POLICY_TYPES:
            faults.append(f"policies[{at}]: types")
    return faults


def faults_of_event(where: str, event: dict[str, Any], keys: set[str], dates: tuple[str, str]) -> list[str]:
    """Faults that a subpoena and a detainer can both have."""
    if set(event) - MAY_HAVE != keys:
        return [f"{where}: keys"]
    faults = [f"{where}: {key}" for key in dates if not are_dates(event[key])]
    if not is_count(event.get("count")) or event.get("optional", False) not in (True, False):
        faults.append(f"{where}: count or optional")
    if event["issuer"] is not None and not is_name(event["issuer"]):
        faults.append(f"{where}: issuer")
    # a total of no one place is only ever optional: an extractor need not give it
    if not is_name(event["recipient"]) and not (event["recipient"] is None and event.get("optional")):
        faults.append(f"{where}: recipient")
    return faults


def faults_of_events(entry: dict[str, Any]) -> list[str]:
    faults = []
    for at, subpoena in enumerate(entry["subpoenas"]):
        where = f"subpoenas[{at}]"
        found = faults_of_event(where, subpoena, SUBPOENA_KEYS, ("date", "due"))
        if not found and not set(subpoena["status"]) <= STATUSES:
            found.append(f"{where}: status")
        if not found and not all(map(is_name, (subpoena["jurisdiction"], *subpoena["statutes"]))):
            found.append(f"{where}: names")
        faults += found
    for at, detainer in enumerate(entry["detainers"]):
        where = f"detainers[{at}]"
        found = faults_of_event(where, detainer, DETAINER_KEYS, ("start", "end"))
        if not found and (not detainer["outcome"] or not set(detainer["outcome"]) <= OUTCOMES):
            found.append(f"{where}: outcome")
        faults += found
    if entry["file"].startswith(NEGATIVE) and (entry["subpoenas"] or entry["detainers"]):
        faults.append("a hard negative with an event")
    return faults


def faults_of(entry: dict[str, Any]) -> list[str]:
    """Where an entry departs from the format, by position only: a report must not show the unseen split."""
    if set(entry) != ENTRY_KEYS:
        return ["keys"]
    published = [] if are_dates(entry["published"]) else ["published"]
    return published + faults_of_names(entry) + faults_of_policies(entry) + faults_of_events(entry)


CASES = [
    pytest.param(split, at, id=f"{split}-{entry['file']}")
    for split in SPLITS
    for at, entry in enumerate(entries(split))
]


@pytest.mark.parametrize("split", SPLITS)
def test_every_file_has_its_gold_and_every_gold_its_file(split: str) -> None:
    listed = [entry["file"] for entry in entries(split)]
    there = {path.name for path in (HERE / split).iterdir() if path.suffix in SUFFIXES}
    assert len(listed) == len(set(listed))
    assert set(listed) == there


@pytest.mark.parametrize("split", sorted(FEWEST))
def test_a_split_is_large_enough(split: str) -> None:
    documents, negatives = FEWEST[split]
    files = [entry["file"] for entry in entries(split)]
    assert len(files) >= documents
    assert sum(name.startswith(NEGATIVE) for name in files) >= negatives


@pytest.mark.parametrize(("split", "at"), CASES)
def test_an_entry_keeps_to_the_format(split: str, at: int) -> None:
    assert faults_of(entries(split)[at]) == []


@pytest.mark.parametrize(("split", "at"), CASES)
def test_a_document_is_of_a_length_that_its_genre_allows(split: str, at: int) -> None:
    length = len((HERE / split / entries(split)[at]["file"]).read_text(encoding="utf-8").split())
    assert WORDS[0] <= length <= WORDS[1]


def test_no_two_texts_share_a_run_of_words() -> None:
    """A shared sentence would leak from one split into another. Only file names are shown: one split is unseen."""
    first: dict[tuple[str, ...], str] = {}
    shared = set()
    for split in SPLITS:
        for path in sorted((HERE / split).iterdir()):
            if path.suffix not in SUFFIXES:
                continue
            words = re.findall(r"\w+", path.read_text(encoding="utf-8").casefold())
            name = f"{split}/{path.name}"
            for at in range(len(words) - SHARED_RUN + 1):
                owner = first.setdefault(tuple(words[at : at + SHARED_RUN]), name)
                if owner != name:
                    shared.add((owner, name))
    assert not shared


def test_the_date_check_knows_good_from_bad() -> None:
    assert all(is_date(value) for value in ("2020", "2020-02", "2020-02-29", "2011-12-31"))
    assert not any(is_date(value) for value in ("", "20", "2020-13", "2020-04-31", "2020-2-1", "Feb. 2020", "2022"))


def test_the_name_check_knows_good_from_bad() -> None:
    assert all(is_name(value) for value in ("Oregon", "?Oregon", "U.S. Department of Justice|DOJ"))
    assert not any(is_name(value) for value in ("", "?", "A||B", " A", "A|?B", None, 3))


GOOD: dict[str, Any] = {
    "file": "a.txt",
    "published": "2020-02",
    "agencies": ["U.S. Immigration and Customs Enforcement|ICE", "?ICE"],
    "jurisdictions": ["Oregon"],
    "agency_jurisdiction": [["Oregon State Police", "Oregon"]],
    "statutes": [],
    "policies": [{"adopted_by": "Oregon", "types": ["SanctuaryPolicy"]}],
    "subpoenas": [
        {"issuer": "ICE", "recipient": "Oregon", "jurisdiction": "Oregon", "date": "2020-02|2020", "due": None}
        | {"statutes": [], "status": ["Refused"], "count": 2}
    ],
    "detainers": [
        {"issuer": "ICE", "recipient": None, "start": None, "end": None, "outcome": ["Issued"], "optional": True}
    ],
}


def test_a_good_entry_has_no_fault() -> None:
    assert faults_of(GOOD) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"note": "more"}, "keys"),
        ({"published": "Feb. 2020"}, "published"),
        ({"agencies": ["ICE", "ERO|ICE"]}, "agencies[1]: asked for twice"),
        ({"statutes": [""]}, "statutes[0]: no name"),
        ({"policies": [{"adopted_by": "Oregon", "types": ["Policy"]}]}, "policies[0]: types"),
        ({"policies": [{"adopted_by": "?Oregon", "types": ["SanctuaryPolicy"]}]}, "policies[0]: adopter"),
        ({"subpoenas": [GOOD["subpoenas"][0] | {"status": ["Ignored"]}]}, "subpoenas[0]: status"),
        ({"subpoenas": [GOOD["subpoenas"][0] | {"count": "two"}]}, "subpoenas[0]: count or optional"),
        ({"subpoenas": [GOOD["subpoenas"][0] | {"due": "soon"}]}, "subpoenas[0]: due"),
        ({"detainers": [GOOD["detainers"][0] | {"optional": False}]}, "detainers[0]: recipient"),
        ({"detainers": [GOOD["detainers"][0] | {"outcome": []}]}, "detainers[0]: outcome"),
        ({"file": "negative-a.txt"}, "a hard negative with an event"),
    ],
)
def test_a_fault_is_found_and_placed(change: dict[str, Any], fault: str) -> None:
    assert faults_of(GOOD | change) == [fault]
