from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.main import run

GRAPH = str(Path(__file__).parents[1] / "fixtures" / "graph.trig")


def explain(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(["explain", *arguments, "--graph", GRAPH]) == code
    captured = capsys.readouterr()
    return captured.err if code == 2 else captured.out


def test_a_fact_with_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    out = explain(capsys, "id:subpoena/gazette/alder-county-sheriff-1")
    assert out.splitlines()[:3] == [
        "Subpoenas on Alder County Sheriff's Office, 2019-03-04",
        "  Subpoena",
        "  https://w3id.org/jurisgraph/id/subpoena/gazette/alder-county-sheriff-1",
    ]
    assert "  response due   2019-03-18\n" in out
    assert out.endswith(
        '  "The office has fourteen days, until March 18, to answer"\n'
        "    Sheriff weighs federal demand (gazette.txt), 400-455\n"
        "    said by Dana Whitlow, asserted by U.S. Immigration and Customs Enforcement\n"
        "    confidence 0.8, rule due-within, gives responseDue\n"
    )


def test_an_entity_with_its_parts(capsys: pytest.CaptureFixture[str]) -> None:
    out = explain(capsys, "brook falls police department")
    assert "  also: BFPD\n" in out
    assert (
        "Takes part in\n  adopted\n    Detainer policy of Brook Falls, Oregon  [id:policy/minutes/brook-falls-1]" in out
    )
    assert "  was served with\n    Subpoena on Brook Falls Police Department, 2019-03" in out
    assert "Evidence (2)\n" in out


def test_what_has_no_evidence_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(capsys, "gazette.txt").endswith("Evidence (0)\n  A source itself.\n")
    assert "No passage is recorded" in explain(capsys, "id:evidence/gazette/11-24")


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(explain(capsys, "ICE", "--json"))
    assert data["node"] == {
        "label": "U.S. Immigration and Customs Enforcement",
        "kind": "Agency",
        "iri": "https://w3id.org/jurisgraph/id/agency/us/immigration-and-customs-enforcement",
    }
    assert {passage["file_name"] for passage in data["evidence"]} == {"gazette.txt", "release.md", "bulletin.txt"}
    assert all({"quote", "start", "end", "speaker", "confidence", "rule"} <= set(item) for item in data["evidence"])


def test_several_matches_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    out = explain(capsys, "Alder County", code=1)
    assert out.splitlines() == [
        "2 nodes are named 'Alder County'. Explain one of them by its IRI:",
        "  id:jurisdiction/fips/08999  Jurisdiction: Alder County, Colorado",
        "  id:jurisdiction/fips/41999  Jurisdiction: Alder County, Oregon",
    ]
    data = json.loads(explain(capsys, "Alder County", "--json", code=1))
    assert len(data["several"]) == 2
    iri = data["several"][1]["iri"]
    assert explain(capsys, iri).startswith("Alder County, Oregon\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Alder County Sherif", "did you mean 'Alder County Sheriff' or \"Alder County Sheriff's Office\""),
        ("zzzzzz", "it takes a label or an IRI"),
        ("http://nowhere.example/x", "nothing in this graph"),
        ('x" } #', "nothing in this graph"),
    ],
)
def test_what_is_not_there(capsys: pytest.CaptureFixture[str], text: str, message: str) -> None:
    assert message in explain(capsys, text, code=2)


def test_needs_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 2
    assert "IRI-OR-LABEL" in capsys.readouterr().err
