from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.query.library import library


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["queries", *arguments]) == 0
    return capsys.readouterr().out


def test_the_list_has_a_line_for_each_question_under_its_topic(capsys: pytest.CaptureFixture[str]) -> None:
    lines = listed(capsys).splitlines()
    topics = [line for line in lines if line and not line.startswith(" ")][:-1]
    assert topics == sorted({query.topic.replace("-", " ") for query in library().values()})
    for query in library().values():
        (line,) = [line for line in lines if line.startswith(f"  {query.name} ")]
        assert line.endswith(query.summary)


def test_parameters_are_listed_ready_to_copy(capsys: pytest.CaptureFixture[str]) -> None:
    out = listed(capsys)
    assert "-p jurisdiction=Oregon  (needed)" in out
    assert '-p recipient="Hillsboro Police Department"  (optional)' in out


def test_json_has_everything(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(listed(capsys, "--json"))
    assert [entry["name"] for entry in data] == list(library())
    (agencies,) = [entry for entry in data if entry["name"] == "agencies-of-jurisdiction"]
    assert agencies["params"][0] == {
        "name": "jurisdiction",
        "type": "jurisdiction",
        "about": "the jurisdiction, by its name or IRI",
        "example": "Oregon",
        "optional": False,
        "default": None,
        "choices": [],
        "required": True,
    }
    assert agencies["text"].startswith("#' title: ")


def test_one_question_is_shown_with_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    out = listed(capsys, "subpoenas-by-jurisdiction")
    assert out.startswith("subpoenas-by-jurisdiction: Subpoenas by jurisdiction\n")
    assert "type: jurisdiction" in out and "IRI of the jurisdiction (not in tables)" in out
    assert "PREFIX jg:" in out and "#'" not in out
    assert "Parameters\n  none" in listed(capsys, "documents")
    assert json.loads(listed(capsys, "documents", "--json"))["topic"] == "evidence-and-claims"


def test_a_parameter_with_a_default_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "my-own.rq").write_text(
        "#' title: T\n#' summary: S.\n#' params:\n#'   n: {type: integer, default: 3, about: how many, example: 5}\n"
        "#' columns:\n#'   a: b\n#' view: table\nSELECT ?a {\n  VALUES ?n { UNDEF }\n}\n",
        encoding="utf-8",
    )
    out = listed(capsys, "--library", str(tmp_path))
    assert "\nmine\n  my-own" in out and "-p n=5  (otherwise 3) how many" in out


def test_an_unknown_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["queries", "documnets"]) == 2
    assert "did you mean documents" in capsys.readouterr().err


def test_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["queries", "--library", str(tmp_path / "none")]) == 1
    assert "no folder of queries" in capsys.readouterr().err


MINE = """#' title: Files
#' summary: Names of the files.
#' params:
#'   name:
#'     type: string
#'     example: gazette.txt
#'     about: only this one
#' columns:
#'   file: name of the file
#' view: table
SELECT ?file {
  VALUES ?name { UNDEF }
  ?document jg:fileName ?file .
  FILTER (?file = ?name)
}
ORDER BY ?file
"""
GRAPH = str(Path(__file__).parents[1] / "fixtures" / "graph.trig")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of one's own with one question."""
    folder = tmp_path / "mine"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "file-names.rq").write_text(MINE, encoding="utf-8")
    return folder


def checked(capsys: pytest.CaptureFixture[str], mine: Path, *arguments: str) -> tuple[int, str]:
    words = ["queries", "--queries", str(mine), "--answers", str(mine / "expected"), "--graph", GRAPH, *arguments]
    code = run(words)
    return code, capsys.readouterr().out


def test_ones_own_question_fails_until_its_answer_is_there(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    code, out = checked(capsys, mine, "--check")
    assert code == 1 and out.startswith("FAILED  file-names: has no expected answer") and "file-names.csv" in out
    assert checked(capsys, mine, "--check", "--accept") == (0, "kept    file-names\n")
    assert (mine / "expected" / "file-names.csv").read_text(encoding="utf-8") == "file\ngazette.txt\n"
    assert checked(capsys, mine, "--check") == (0, "ok      file-names\n")
    (mine / "expected" / "file-names.csv").write_text("file\nother.txt\n", encoding="utf-8")
    code, out = checked(capsys, mine, "--check")
    assert code == 1 and "row 1 is gazette.txt; expected was other.txt" in out


def test_a_check_needs_the_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["queries", "--check"]) == 2
    assert "--answers DIR" in capsys.readouterr().err


def test_ones_own_question_is_documented_with_the_others(
    capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path
) -> None:
    checked(capsys, mine, "--check", "--accept")
    assert run(["queries", "--queries", str(mine), "--answers", str(mine / "expected"), "--pages", str(tmp_path)]) == 0
    index = (tmp_path / "queries.md").read_text(encoding="utf-8")
    assert "| Names of the files. | [`file-names`](queries/files.md#file-names) | `name` (needed) |" in index
    assert all(f"[`{name}`]" in index for name in library())
    page = (tmp_path / "queries" / "files.md").read_text(encoding="utf-8")
    assert "$ kg query file-names -p name=gazette.txt" in page and "| gazette.txt |" in page
