"""`kg build` with a file of judgements: where it is looked for, what is said of it, what an error in it costs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.store import open_store

TEXT = (
    "U.S. Immigration and Customs Enforcement (ICE) issued three subpoenas to the {county} County Sheriff's Office in "
    "Oregon on February {day}, 2020.\n"
)
REJECT = """\
- kind: reject
  fact:
    kind: Subpoena
    file: {file}
    quote: issued three subpoenas to the {county} County Sheriff's Office
  by: A. Reader
  date: 2021-03-04
"""
Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kg(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kg:
    """Runs `kg build in` in a folder with two documents in it; gives exit code, output and errors."""
    (tmp_path / "in").mkdir()
    for name, county, day in (("a.txt", "Clackamas", 3), ("b.txt", "Lane", 4)):
        (tmp_path / "in" / name).write_text(TEXT.format(county=county, day=day), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["build", "in", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_the_file_in_the_working_folder_is_used(kg: Kg) -> None:
    Path("judgements.yaml").write_text(REJECT.format(file="a.txt", county="Clackamas"), encoding="utf-8")
    code, out, _ = kg()
    assert code == 0
    assert "1 of 1 judgements applied" in out
    assert " 1 subpoena\n" in out
    assert "nothing came of" not in out


def test_the_file_beside_the_store_is_used(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    text = REJECT.format(file="a.txt", county="Clackamas")
    (tmp_path / "other" / "judgements.yaml").write_text(text, encoding="utf-8")
    assert "1 of 1 judgements applied" in kg("--store", "other/graph")[1]
    assert "judgements applied" not in kg()[1]
    Path("judgements.yaml").write_text("", encoding="utf-8")
    assert "judgements applied" not in kg("--store", "other/graph")[1], "the working folder's goes before"


def test_a_judgement_of_what_is_gone_is_told_and_kept(kg: Kg) -> None:
    text = REJECT.format(file="a.txt", county="Coos") + REJECT.format(file="z.txt", county="Lane")
    Path("ours.yaml").write_text(text, encoding="utf-8")
    code, out, _ = kg("--judgements", "ours.yaml")
    assert code == 0
    assert "0 of 2 judgements applied" in out
    assert "Judgements that nothing came of (they are kept in ours.yaml):" in out
    assert "  line 1: reject: Subpoena (a.txt): no fact of the document fits it any more\n" in out
    assert "  line 8: reject: Subpoena (z.txt): no document of that name or content is in the graph\n" in out
    assert Path("ours.yaml").read_text(encoding="utf-8") == text
    data = json.loads(kg("--judgements", "ours.yaml", "--json")[1])
    assert data["judgements"]["given"] == 2
    assert [one["line"] for one in data["judgements"]["unmet"]] == [1, 8]


@pytest.mark.parametrize("arguments", [(), ("--fresh",)])
def test_an_error_in_the_file_changes_nothing(kg: Kg, arguments: tuple[str, ...]) -> None:
    assert kg()[0] == 0
    Path("judgements.yaml").write_text(REJECT.format(file="a.txt", county="Lane") + "- kind: rejct\n", encoding="utf-8")
    (Path("in") / "c.txt").write_text(TEXT.format(county="Linn", day=5), encoding="utf-8")
    code, out, err = kg(*arguments)
    assert code == 1 and out == ""
    assert "judgements.yaml, line 8, column 3: a judgement needs 'by' and 'date'" in err
    with open_store(Path(".kg"), read_only=True) as store:
        assert len(store.states()) == 2


def test_a_file_that_is_named_must_be_there(kg: Kg) -> None:
    code, _, err = kg("--judgements", "none.yaml")
    assert code == 1
    assert "none.yaml: there is no such file" in err
    assert not Path(".kg").exists()


def test_judgements_that_are_no_longer_given_are_noticed(kg: Kg) -> None:
    Path("judgements.yaml").write_text(REJECT.format(file="a.txt", county="Clackamas"), encoding="utf-8")
    assert "Note:" not in kg()[2]
    Path("judgements.yaml").unlink()
    code, out, err = kg()
    assert code == 0
    assert "Note: there are no judgements any more; those of before are undone" in err
    assert " 2 subpoenas\n" in out
    assert "Note:" not in kg()[2]
