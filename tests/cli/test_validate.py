"""`kg validate`: what it prints, what it returns."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import SH, Graph

from kg.cli.main import run
from kg.store import DocumentState, open_store
from kg.vocab import BASE

WHOLE = Path(__file__).parents[1] / "validate" / "data" / "whole.ttl"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "broken.ttl"
    text = (
        WHOLE.read_text(encoding="utf-8").replace("jg:count 3 ;", "jg:count 0 ;").replace(' ; jg:rule "petition"', "")
    )
    file.write_text(text, encoding="utf-8")
    return file


def test_graph_that_conforms(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--graph", str(WHOLE)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Conforms: ") and out.endswith("0 violations, 0 warnings.\n")


def test_findings_say_what_where_and_why(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--graph", str(broken)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:6] == [
        "Violation  Subpoenas to the Wasco County Sheriff's Office  (notice.txt)",
        "           The count (jg:count) must be a whole number above 0; leave it out where the text gives none.",
        "           found:    0",
        "           node:     https://w3id.org/jurisgraph/id/subpoena",
        "           property: jg:count",
        "",
    ]
    assert lines[6].startswith("Warning    evidence for Petition to enforce")
    assert lines[-1].startswith("Does not conform: ") and lines[-1].endswith("1 violation, 1 warning.")


def test_warnings_alone_conform(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "warned.ttl"
    file.write_text(WHOLE.read_text(encoding="utf-8").replace(' ; jg:rule "petition"', ""), encoding="utf-8")
    assert run(["validate", "--graph", str(file)]) == 0
    assert "0 violations, 1 warning." in capsys.readouterr().out


def test_json_is_for_programs(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--graph", str(broken), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["conforms"] is False and report["statements"] > 150
    assert [one["severity"] for one in report["results"]] == ["Violation", "Warning"]
    assert report["results"][0]["where"] == "notice.txt"


def test_turtle_is_a_shacl_report(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--graph", str(broken), "--format", "turtle"]) == 1
    graph = Graph().parse(data=capsys.readouterr().out, format="turtle")
    assert len(list(graph.subjects(SH.resultMessage))) == 2


def test_empty_graph_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "empty.ttl"
    file.write_text("", encoding="utf-8")
    assert run(["validate", "--graph", str(file)]) == 0
    assert "The graph is empty" in capsys.readouterr().out


def test_long_values_are_cut(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "long.ttl"
    text = WHOLE.read_text(encoding="utf-8").replace('jg:quote "served"', f'jg:quote "{"served " * 50}"')
    file.write_text(text, encoding="utf-8")
    assert run(["validate", "--graph", str(file)]) == 1
    (line,) = (line for line in capsys.readouterr().out.splitlines() if "found:" in line)
    assert line.endswith("…") and len(line) < 150


def test_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--graph", str(tmp_path / "none.ttl")]) == 1
    assert "none.ttl" in capsys.readouterr().err


def test_store_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--store", str(tmp_path / "none")]) == 1
    assert "none" in capsys.readouterr().err


def test_store_on_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = ox.NamedNode(f"{BASE}graph/document/notice-1")
    parsed = ox.parse(WHOLE.read_text(encoding="utf-8"), format=ox.RdfFormat.TURTLE)
    with open_store(tmp_path / "store") as store:
        state = DocumentState("document/notice-1", "notice.txt", "fingerprint", "notice.txt")
        store.put(state, [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed])
    assert run(["validate", "--store", str(tmp_path / "store")]) == 0
    assert capsys.readouterr().out.startswith("Conforms: 167 statements")


def test_unknown_format_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--format", "html"]) == 2
    assert "html" in capsys.readouterr().err
