"""`kg build` as its user sees it: exit codes, summary, progress, JSON, files written."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg import resources
from kg.cli.main import run
from kg.store import open_store

TEXT = (
    "U.S. Immigration and Customs Enforcement (ICE) issued three subpoenas to the {county} County Sheriff's Office in "
    "Oregon on February {day}, 2020.\n"
)
KG = [sys.executable, "-c", "from kg.cli.main import main; main()"]
Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    root.mkdir()
    for name, county, day in (("a.txt", "Clackamas", 3), ("b.txt", "Lane", 4)):
        (root / name).write_text(TEXT.format(county=county, day=day), encoding="utf-8")
    return root


@pytest.fixture
def kg(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Kg:
    """Runs `kg build` with a store of the test's own; gives exit code, output and errors."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["build", *map(str, arguments), "--store", str(tmp_path / "graph")])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_a_first_build(kg: Kg, folder: Path, tmp_path: Path) -> None:
    code, out, err = kg(folder)
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "2 built, 0 unchanged, 0 skipped, 0 failed"
    assert re.search(r"^ +2 documents$", out, re.MULTILINE)
    assert re.search(r"^ +3 agencies$", out, re.MULTILINE)
    assert re.search(r"^ +2 subpoenas$", out, re.MULTILINE)
    assert lines[-1] == f"Store: {tmp_path / 'graph'}"
    assert "Failed" not in out and "Skipped" not in out
    progress = err.splitlines()
    assert len(progress) == 2
    assert progress[0].startswith(f"[1/2] built     {folder.as_posix()}/a.txt: 1 subpoena")


def test_a_second_build_says_that_nothing_has_changed(kg: Kg, folder: Path) -> None:
    _, first, _ = kg(folder)
    code, out, err = kg(folder)
    assert code == 0
    assert out.splitlines()[0] == "0 built, 2 unchanged, 0 skipped, 0 failed"
    assert out.splitlines()[1:] == first.splitlines()[1:]
    assert [line.split()[1] for line in err.splitlines()] == ["unchanged", "unchanged"]


def test_turtle_is_written_and_stays_the_same(kg: Kg, folder: Path, tmp_path: Path) -> None:
    turtle = tmp_path / "graph.ttl"
    code, out, _ = kg(folder, "-o", turtle)
    assert code == 0
    assert out.splitlines()[-1] == f"Graph: {turtle}"
    written = turtle.read_bytes()
    assert b"a jg:Subpoena" in written
    assert kg(folder, "-o", turtle)[0] == 0
    assert turtle.read_bytes() == written
    assert kg(folder / "b.txt", "--fresh", "-o", turtle)[0] == 0
    assert b"clackamas" not in turtle.read_bytes().lower()


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".nt", ".jsonld"])
def test_the_suffix_tells_the_format(kg: Kg, folder: Path, tmp_path: Path, suffix: str) -> None:
    assert kg(folder / "a.txt", "-o", tmp_path / f"graph{suffix}")[0] == 0
    from kg.store import load_file

    with load_file(tmp_path / f"graph{suffix}") as store:
        assert any("Clackamas" in str(triple.object) for triple in store.triples())


def test_an_unknown_suffix_is_refused_before_any_work(kg: Kg, folder: Path, tmp_path: Path) -> None:
    code, out, err = kg(folder, "-o", tmp_path / "graph.doc")
    assert (code, out) == (1, "")
    assert "graph.doc: its suffix names no RDF format" in err
    assert not (tmp_path / "graph").exists()


def test_a_place_that_cannot_be_written_keeps_the_store(kg: Kg, folder: Path, tmp_path: Path) -> None:
    code, _, err = kg(folder, "-o", tmp_path / "gone" / "graph.ttl")
    assert code == 1
    assert "its folder does not exist" in err
    assert kg(folder)[1].startswith("0 built, 2 unchanged")


def test_json(kg: Kg, folder: Path, tmp_path: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.png").write_bytes(b"x")
    code, out, err = kg(folder, "--json", "-o", tmp_path / "g.ttl")
    assert (code, err) == (1, "")
    shown: dict[str, Any] = json.loads(out)
    assert set(shown) == {"store", "output", "graph", "activity", "taken_out", "judgements", "files"}
    assert shown["taken_out"] == []
    assert shown["store"] == (tmp_path / "graph").as_posix()
    assert shown["output"] == (tmp_path / "g.ttl").as_posix()
    assert set(shown["graph"]) == {
        "documents", "agencies", "jurisdictions", "subpoenas", "responses", "detainer_requests", "statutes", "policies"
    }  # fmt: skip
    assert shown["graph"]["documents"] == 2
    files = {Path(file["path"]).name: file for file in shown["files"]}
    assert {name: file["outcome"] for name, file in files.items()} == {
        "a.txt": "built", "b.txt": "built", "c.txt": "failed", "d.png": "skipped"
    }  # fmt: skip
    assert files["a.txt"]["counts"]["Subpoena"] == 1
    assert files["a.txt"]["reason"] is files["a.txt"]["hint"] is None
    assert files["a.txt"]["set_aside"] == []
    assert files["c.txt"]["reason"] == "it is empty"
    assert files["c.txt"]["hint"]


def test_json_of_a_second_build(kg: Kg, folder: Path) -> None:
    first = json.loads(kg(folder, "--json")[1])
    second = json.loads(kg(folder, "--json")[1])
    assert {file["outcome"] for file in second["files"]} == {"unchanged"}
    assert second["graph"] == first["graph"]
    assert [file["counts"] for file in second["files"]] == [file["counts"] for file in first["files"]]
    assert second["output"] is None


def test_what_is_no_longer_there_is_taken_out_and_listed(kg: Kg, folder: Path, tmp_path: Path) -> None:
    assert kg(folder)[0] == 0
    (folder / "b.txt").unlink()
    code, out, _ = kg(folder, "--keep-missing")
    assert code == 0
    assert "taken out" not in out and re.search(r"^ +2 documents$", out, re.MULTILINE)
    code, out, err = kg(folder)
    assert code == 0
    assert out.splitlines()[:2] == ["0 built, 1 unchanged, 0 skipped, 0 failed", "1 taken out: no longer there"]
    assert re.search(r"^ +1 document$", out, re.MULTILINE)
    assert f"--keep-missing keeps them):\n  {folder.as_posix()}/b.txt\n" in out
    assert len(err.splitlines()) == 1
    code, out, _ = kg(folder)
    assert "taken out" not in out, "once is enough"
    with open_store(tmp_path / "graph") as store:
        assert [state.file_name for state in store.states().values()] == ["a.txt"]


def test_a_file_that_is_named_and_gone(kg: Kg, folder: Path) -> None:
    kg(folder / "a.txt", folder / "b.txt")
    (folder / "b.txt").unlink()
    assert kg(folder / "a.txt", folder / "b.txt", "--keep-missing")[0] == 1, "no such file"
    code, out, _ = kg(folder / "a.txt", folder / "b.txt", "--json")
    assert code == 0
    shown = json.loads(out)
    assert shown["taken_out"] == [(folder / "b.txt").as_posix()]
    assert [file["outcome"] for file in shown["files"]] == ["unchanged"]
    assert shown["graph"]["documents"] == 1
    assert kg(folder / "a.txt", folder / "b.txt")[0] == 1, "it is known no more, so the name is a mistake"


def test_fresh_starts_over(kg: Kg, folder: Path, tmp_path: Path) -> None:
    kg(folder)
    code, out, _ = kg(folder / "a.txt", "--fresh")
    assert code == 0
    assert out.startswith("1 built, 0 unchanged")
    with open_store(tmp_path / "graph", read_only=True) as store:
        assert [state.file_name for state in store.states().values()] == ["a.txt"]


def test_fresh_makes_a_store_where_none_is(kg: Kg, folder: Path) -> None:
    assert kg(folder, "--fresh")[0] == 0


def test_fresh_refuses_a_folder_that_is_no_store(kg: Kg, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "thesis.doc").write_text("years of work", encoding="utf-8")
    for arguments in ([folder, "--fresh"], [folder]):
        code, out, err = kg(*arguments)
        assert (code, out) == (1, "")
        assert "is a folder with other things in it, not a store" in err
        assert "--store DIR" in err
    assert (tmp_path / "graph" / "thesis.doc").read_text(encoding="utf-8") == "years of work"


def test_fresh_with_a_mistyped_path_empties_nothing(kg: Kg, folder: Path, tmp_path: Path) -> None:
    kg(folder)
    code, out, _ = kg(tmp_path / "imn", "--fresh")
    assert code == 1
    assert "no such file or folder" in out
    assert kg(folder)[1].startswith("0 built, 2 unchanged")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "PATH"),
        ([""], "is empty"),
        (["x", "-o", ""], "is empty"),
        (["x", "--workers", "0"], "--workers"),
        (["x", "--workers", "many"], "--workers"),
        (["x", "--speed"], "--speed"),
    ],
)
def test_wrong_usage(kg: Kg, tmp_path: Path, arguments: list[str], words: str) -> None:
    code, out, err = kg(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert not (tmp_path / "graph").exists()


def test_what_is_set_aside_is_shown(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import kg.validate as validate
    from kg.model import SetAside

    real = validate.set_aside

    def refuse(quads: list[Any], shapes: Any = None) -> Any:
        """As if a shape asked for what no subpoena has."""
        kept, aside = real(quads, shapes)
        node = next(quad.subject.value for quad in kept if quad.object.value.endswith("#Subpoena"))
        kept = [quad for quad in kept if node not in (quad.subject.value, quad.object.value)]
        return kept, (*aside, SetAside("a subpoena", "a.txt", "It has no seal.", node))

    monkeypatch.setattr(validate, "set_aside", refuse)
    for first in ("1 built", "0 built, 1 unchanged"):  # an unchanged document still tells what it lacks
        code, out, _ = kg(folder / "a.txt")
        assert code == 0
        assert out.startswith(first)
        assert "Set aside, because they do not meet the shapes:\n  a.txt: a subpoena: It has no seal.\n" in out
        assert re.search(r"^ +0 subpoenas$", out, re.MULTILINE)
    shown = json.loads(kg(folder / "b.txt", "--json")[1])
    (aside,) = shown["files"][0]["set_aside"]
    assert (aside["what"], aside["where"], aside["reason"]) == ("a subpoena", "a.txt", "It has no seal.")
    assert "/subpoena/" in aside["node"]


def test_skipped_files_are_listed_and_no_failure(kg: Kg, folder: Path) -> None:
    (folder / "photo.png").write_bytes(b"x")
    code, out, err = kg(folder)
    assert code == 0
    assert out.startswith("2 built, 0 unchanged, 1 skipped, 0 failed")
    assert f"Skipped:\n  {folder.as_posix()}/photo.png: files of the kind '.png' cannot be read" in out
    assert "skipped" in err


def test_a_sidecar_gives_the_metadata(kg: Kg, folder: Path, tmp_path: Path) -> None:
    (folder / "sources.toml").write_text('[files."a.txt"]\npublisher = "The Gazette"\n', encoding="utf-8")
    assert kg(folder, "-o", tmp_path / "g.ttl")[0] == 0
    assert 'dcterms:publisher "The Gazette"' in (tmp_path / "g.ttl").read_text(encoding="utf-8")


def test_hash_seed_order_and_workers_do_not_change_a_byte(kg: Kg, tmp_path: Path) -> None:
    documents = sorted(resources.path("seeds", "documents").glob("*.md"))
    assert len(documents) == 5
    assert kg(*documents, "-o", tmp_path / "one.ttl", "--workers", "1")[0] == 0
    arguments = [*map(str, reversed(documents)), "--store", str(tmp_path / "other"), "-o", str(tmp_path / "two.ttl")]
    done = subprocess.run(
        [*KG, "build", *arguments, "--workers", "2"],
        capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "7"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "two.ttl").read_bytes()


def test_a_terminal_shows_a_bar(tmp_path: Path) -> None:
    folder = tmp_path / "quick"  # files that need no analysis
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_bytes(b"")
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    command = [*KG, "build", str(folder), "--store", str(tmp_path / "graph")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave, text=True, env=environment)
    os.close(slave)
    shown = b""
    while True:
        try:
            block = os.read(master, 4096)
        except OSError:  # how Linux tells that the other end is closed
            break
        if not block:
            break
        shown += block
    out, _ = process.communicate()
    os.close(master)
    assert process.returncode == 1
    assert "2 failed" in out
    assert b"Reading" in shown and b"\x1b[" in shown
    assert b"2/2" in shown
    assert b"[1/2]" not in shown


def test_layers_are_chosen_by_name(kg: Kg, folder: Path) -> None:
    (folder / "c.txt").write_text(
        "ICE drove out in March and served two subpoenas, all for booking files, on the Linn County Sheriff's "
        "Office in Oregon.\n",
        encoding="utf-8",
    )
    counts = {}
    for layers in ("patterns", "parser", "parser, patterns"):
        code, out, err = kg(folder, "--layers", layers, "--json")
        assert (code, err) == (0, "")
        summary = json.loads(out)
        assert {file["outcome"] for file in summary["files"]} == {"built"}, "other layers make every document due"
        counts[layers] = summary["graph"]["subpoenas"]
    assert counts == {"patterns": 2, "parser": 3, "parser, patterns": 3}


@pytest.mark.parametrize("layers", ["", "grammar", "patterns,"])
def test_an_unknown_layer_is_refused(kg: Kg, folder: Path, layers: str) -> None:
    code, _, err = kg(folder, "--layers", layers)
    assert code == 2
    assert "patterns, parser" in err
