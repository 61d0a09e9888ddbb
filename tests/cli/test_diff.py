"""`kg diff` as its user sees it: words, JSON, a patch, and the exit codes of diff."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.main import run

Kg = Callable[..., tuple[int, str, str]]
TEXT = (
    "U.S. Immigration and Customs Enforcement (ICE) issued {count} subpoenas to the Clackamas County Sheriff's Office "
    "in Oregon on February 3, 2020.\n"
)


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Kg:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([*map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def stores(tmp_path: Path, kg: Kg) -> tuple[Path, Path]:
    """Two stores: of three subpoenas, and, after a change of the text, of five."""
    folder = tmp_path / "in"
    folder.mkdir()
    for store, count in (("old", "three"), ("new", "five")):
        (folder / "a.txt").write_text(TEXT.format(count=count), encoding="utf-8")
        assert kg("build", folder, "--store", tmp_path / store, "-o", tmp_path / f"{store}.nq")[0] == 0
    return tmp_path / "old", tmp_path / "new"


def test_in_words(kg: Kg, stores: tuple[Path, Path]) -> None:
    code, out, err = kg("diff", *stores)
    assert (code, err) == (1, "")
    lines = out.splitlines()
    subpoena = next(number for number, line in enumerate(lines) if line.startswith("~ Subpoena: ICE subpoena on Clack"))
    assert lines[subpoena + 1] == "    count  3 -> 5"
    assert lines[subpoena + 3].startswith('    "') and "five subpoenas" in lines[subpoena + 3]
    assert "(a.txt, " in lines[subpoena + 3]
    assert lines[-1].startswith("0 added, 0 removed, ")


def test_the_same(kg: Kg, stores: tuple[Path, Path], tmp_path: Path) -> None:
    assert kg("diff", stores[0], stores[0]) == (0, "The same.\n", "")
    assert kg("diff", stores[0], tmp_path / "old.nq") == (0, "The same.\n", ""), "a store and its export"
    assert kg("diff", stores[0], tmp_path / "old.nq", "--format", "patch") == (0, "", "")


def test_another_place_of_the_words_is_no_other_fact(kg: Kg, stores: tuple[Path, Path], tmp_path: Path) -> None:
    text = (tmp_path / "old.nq").read_text(encoding="utf-8")
    (tmp_path / "odd.nq").write_text(text.replace('"0.9"', '"0.5"'), encoding="utf-8")
    code, out, _ = kg("diff", tmp_path / "old.nq", tmp_path / "odd.nq")
    assert code == 0
    assert out.startswith("The same facts; ") and "--format patch" in out


def test_json(kg: Kg, stores: tuple[Path, Path]) -> None:
    code, out, _ = kg("diff", *stores, "--json")
    assert code == 1
    assert kg("diff", *stores, "--format", "json")[1] == out
    shown = json.loads(out)
    assert (shown["same"], shown["added"], shown["removed"]) == (False, 0, 0)
    assert shown["changed"] == len(shown["changes"])
    (subpoena,) = (change for change in shown["changes"] if change["node_kind"] == "Subpoena")
    assert {"words": "count", "old": ["3"], "new": ["5"]} in subpoena["properties"]
    assert subpoena["sources"][0]["file"] == "a.txt"


def test_a_patch(kg: Kg, stores: tuple[Path, Path], tmp_path: Path) -> None:
    code, out, _ = kg("diff", *stores, "--format", "patch")
    assert code == 1
    lines = out.splitlines(keepends=True)
    signed = {sign: {line[2:] for line in lines[1:-1] if line[0] == sign} for sign in "AD"}
    old, new = ((tmp_path / f"{name}.nq").read_text(encoding="utf-8") for name in ("old", "new"))
    kept = set(old.splitlines(keepends=True)) - signed["D"]
    assert kept | signed["A"] == set(new.splitlines(keepends=True))
    assert (lines[0], lines[-1]) == ("TX .\n", "TC .\n")


def test_trouble_is_no_difference(kg: Kg, stores: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("no turtle", encoding="utf-8")
    (tmp_path / "other").mkdir()
    for wrong, words in (
        (tmp_path / "nowhere.nq", "there is no such file"),
        (tmp_path / "bad.ttl", "is not valid Turtle"),
        (tmp_path / "other", "there is no graph there yet"),
    ):
        code, out, err = kg("diff", stores[0], wrong)
        assert (code, out) == (2, "")
        assert words in err
    assert kg("diff", stores[0])[0] == 2


def test_long_values_are_cut_and_long_lists_too(kg: Kg, tmp_path: Path) -> None:
    head = "@prefix jg: <https://w3id.org/jurisgraph/ontology#> . @base <https://e.org/> .\n"
    evidence = "".join(
        f'<x> jg:evidence <e{n}> . <e{n}> a jg:Evidence ; jg:quote "{n} {"word " * 60}" .\n' for n in range(5)
    )
    (tmp_path / "a.ttl").write_text(head, encoding="utf-8")
    (tmp_path / "b.ttl").write_text(head + evidence, encoding="utf-8")
    code, out, _ = kg("diff", tmp_path / "a.ttl", tmp_path / "b.ttl")
    assert code == 1
    assert "+ node: https://e.org/x" in out
    assert "    and 2 more" in out
    assert all(len(line) < 140 for line in out.splitlines())
