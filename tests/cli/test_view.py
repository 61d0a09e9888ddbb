from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli, run

TURTLE = """
@prefix jg: <https://w3id.org/jurisgraph/ontology#> .
@prefix id: <https://w3id.org/jurisgraph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:d a jg:Document ; jg:fileName "note.txt" .
id:ice a jg:Agency ; skos:prefLabel "Immigration Bureau" ; skos:altLabel "ICE" ; jg:level jg:Federal .
id:so a jg:Agency ; skos:prefLabel "Clay County Sheriff's Office" ; jg:hasJurisdiction id:clay .
id:clay a jg:Jurisdiction ; skos:prefLabel "Clay County, Oregon" ; jg:jurisdictionType jg:USCounty .
id:s a jg:Subpoena ; skos:prefLabel "A subpoena" ; jg:issuedBy id:ice ; jg:servedOn id:so ; jg:evidence id:e .
id:e a jg:Evidence ; jg:document id:d ; jg:start 3 ; jg:end 9 ; jg:quote "served" .
"""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    file = tmp_path / "graph.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    return file


def call(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["view", "network", *map(str, arguments)], catch_exceptions=True)


def test_a_page_is_the_default(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("--graph", graph)
    assert result.exit_code == 0, result.output
    assert result.output == "Wrote network.html: 3 nodes, 2 links, 1 subpoena and detainer fact.\n"
    page = (tmp_path / "network.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "served" in page


@pytest.mark.parametrize(("name", "start"), [("a.svg", b"<?xml"), ("a.png", b"\x89PNG"), ("A.HTML", b"<!DOCTYPE")])
def test_the_suffix_says_the_format(graph: Path, tmp_path: Path, name: str, start: bytes) -> None:
    result = call("--graph", graph, "-o", tmp_path / name)
    assert result.exit_code == 0, result.output
    assert (tmp_path / name).read_bytes().startswith(start)


def test_the_title_is_the_users(graph: Path, tmp_path: Path) -> None:
    call("--graph", graph, "-o", tmp_path / "a.svg", "--title", "Clay & others")
    root = ET.fromstring((tmp_path / "a.svg").read_text(encoding="utf-8"))
    assert "Clay & others" in " ".join(root.itertext())


def test_an_unknown_suffix_is_wrong_usage(graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "network.pdf"
    assert run(["view", "network", "--graph", str(graph), "-o", str(target)]) == 2
    assert ".html, .svg, .png" in capsys.readouterr().err
    assert not target.exists()


def test_an_empty_graph_is_a_clear_error_and_leaves_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("", encoding="utf-8")
    target = tmp_path / "network.html"
    assert run(["view", "network", "--graph", str(empty), "-o", str(target)]) == 1
    errors = capsys.readouterr().err
    assert "nothing to draw" in errors
    assert "kg build" in errors
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.ttl"]


def test_a_file_that_is_there_stays_when_drawing_fails(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("", encoding="utf-8")
    target = tmp_path / "network.svg"
    target.write_text("mine", encoding="utf-8")
    assert run(["view", "network", "--graph", str(empty), "-o", str(target)]) == 1
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_missing_folder_is_named(graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["view", "network", "--graph", str(graph), "-o", str(tmp_path / "no" / "a.svg")]) == 1
    assert "folder does not exist" in capsys.readouterr().err


def test_what_is_not_drawn_is_said(graph: Path, tmp_path: Path) -> None:
    text = TURTLE + "\nid:s2 a jg:Subpoena ; jg:servedOn id:clay .\n"
    graph.write_text(text, encoding="utf-8")
    assert "1 fact without a named issuer or recipient" in call("--graph", graph, "-o", tmp_path / "a.svg").output


def test_help_is_quick_and_imports_no_library_for_drawing() -> None:
    program = (
        "import sys; from kg.cli.main import run; run(['view', 'network', '--help']);"
        "heavy = {'networkx', 'numpy', 'pyoxigraph', 'rdflib', 'resvg_py', 'spacy'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "network.html" in done.stdout


def test_drawing_needs_no_spacy(graph: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from kg.cli.main import run; code = run(sys.argv[1:]);"
        "sys.exit('spacy was imported' if 'spacy' in sys.modules else code)"
    )
    arguments = ["view", "network", "--graph", str(graph), "-o", str(tmp_path / "a.html")]
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
