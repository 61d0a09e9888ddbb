"""Gold files: what they say, and what is wrong with those that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import EvaluateError
from kg.evaluate.gold import load
from kg.evaluate.names import Name

WHOLE: dict[str, Any] = {
    "file": "b.txt",
    "published": "2020-02-15",
    "agencies": ["ICE", "?Tigard Police Department"],
    "jurisdictions": ["Oregon"],
    "agency_jurisdiction": [["Tigard Police Department|TPD", "Tigard, Oregon"]],
    "statutes": ["8 C.F.R. § 287.4(d)"],
    "policies": [{"adopted_by": "Oregon", "types": ["SanctuaryPolicy"], "optional": True}],
    "subpoenas": [
        {"issuer": "ICE", "recipient": "TPD", "jurisdiction": "Tigard, Oregon", "count": None, "date": "2020-02|2020",
         "due": None, "statutes": ["?INA § 235"], "status": ["Refused"]},
    ],
    "detainers": [
        {"issuer": "ICE", "recipient": None, "start": "2017", "end": None, "outcome": ["Issued"], "optional": True},
    ],
}  # fmt: skip


def write(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_all_that_an_entry_says(tmp_path: Path) -> None:
    (document,) = load([write(tmp_path / "gold.json", WHOLE)])
    assert document.file == "b.txt"
    assert [str(name) for name in document.agencies] == ["ICE", "Tigard Police Department"]
    assert [name.optional for name in document.agencies] == [False, True]
    assert document.pairs == ((Name("Tigard Police Department|TPD"), Name("Tigard, Oregon")),)
    (policy,) = document.policies
    assert (str(policy.adopter), policy.types, policy.optional) == ("Oregon", {"SanctuaryPolicy"}, True)
    (subpoena,) = document.subpoenas
    assert (subpoena.asks_count, subpoena.count, subpoena.date, subpoena.due) == (True, None, "2020-02|2020", None)
    assert (subpoena.statuses, subpoena.outcomes, subpoena.optional) == ({"Refused"}, frozenset(), False)
    assert [name.optional for name in subpoena.statutes] == [True]
    (detainer,) = document.detainers
    assert (detainer.recipient, detainer.asks_count, detainer.start, detainer.optional) == (None, False, "2017", True)


def test_what_is_left_out_is_empty(tmp_path: Path) -> None:
    (document,) = load([write(tmp_path / "gold.json", {"file": "a.txt", "subpoenas": [{"statutes": None}]})])
    assert document.agencies == document.pairs == document.detainers == ()
    assert document.subpoenas[0].recipient is None and document.subpoenas[0].statutes == ()


def test_files_lists_and_folders(tmp_path: Path) -> None:
    write(tmp_path / "one.json", WHOLE)
    write(tmp_path / "two.json", [{"file": "c.txt"}, {"file": "a.txt"}])
    (tmp_path / "b.txt").write_text("no gold", encoding="utf-8")
    assert [one.file for one in load([tmp_path])] == ["a.txt", "b.txt", "c.txt"]
    assert [one.file for one in load([tmp_path / "two.json", tmp_path / "one.json"])] == ["a.txt", "b.txt", "c.txt"]


def test_the_digest_changes_with_any_fact_only(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    (before,) = load([write(path, WHOLE)])
    (same,) = load([write(path, dict(reversed(WHOLE.items())))])
    (other,) = load([write(path, WHOLE | {"jurisdictions": ["Oregon", "?United States"]})])
    assert same.digest == before.digest != other.digest
    assert len(before.digest) == 12


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"file": 3}, "the name of its file"),
        ({"agencies": "ICE"}, "in the entry of b.txt: agencies must be a list"),
        ({"agencies": [["ICE"]]}, "no text"),
        ({"agency_jurisdiction": [["ICE"]]}, "b.txt"),
        ({"policies": [{"types": []}]}, "'adopted_by' is missing"),
        ({"subpoenas": [{"count": "two"}]}, "a count must be a whole number or null"),
        ({"subpoenas": [{"count": True}]}, "a count must be a whole number or null"),
        ({"subpoenas": ["ICE"]}, "b.txt"),
        ({"detainers": [{"outcome": [3]}]}, "no text"),
    ],
)
def test_an_entry_that_is_none_is_named(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    path = write(tmp_path / "gold.json", WHOLE | change)
    with pytest.raises(EvaluateError, match="is no gold file") as caught:
        load([path])
    assert words in caught.value.reason
    assert caught.value.where == str(path)


def test_an_entry_without_a_file(tmp_path: Path) -> None:
    with pytest.raises(EvaluateError, match="'file' is missing"):
        load([write(tmp_path / "gold.json", [{"agencies": []}])])
    with pytest.raises(EvaluateError, match="must be an object"):
        load([write(tmp_path / "gold.json", ["a.txt"])])


def test_a_document_is_listed_once(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one.json", WHOLE), write(tmp_path / "two.json", WHOLE)
    with pytest.raises(EvaluateError, match=r"b\.txt is listed a second time"):
        load([one, two])


def test_nothing_to_measure_by_is_no_perfect_score(tmp_path: Path) -> None:
    with pytest.raises(EvaluateError, match="there are no gold facts"):
        load([tmp_path])
    with pytest.raises(EvaluateError, match="there are no gold facts"):
        load([write(tmp_path / "gold.json", [])])


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(EvaluateError, match="no such gold file"):
        load([tmp_path / "none.json"])
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(EvaluateError, match="is no JSON"):
        load([tmp_path / "bad.json"])
    (tmp_path / "bad.json").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(EvaluateError, match="is no JSON"):
        load([tmp_path / "bad.json"])
