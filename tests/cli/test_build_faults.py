"""`kg build` on bad input: a message with file, reason and remedy; the other files are built; the right exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.store import open_store

GOOD = (
    "U.S. Immigration and Customs Enforcement (ICE) issued a subpoena to the Lane County Sheriff's Office in Oregon.\n"
)
Kg = Callable[..., tuple[int, str, str]]

# Name of the file, its bytes, words of the reason.
BAD = [
    ("empty.txt", b"", "it is empty"),
    ("blank.txt", b" \n\t\n", "nothing but blanks"),
    ("binary.txt", b"\x00\x01\x02" * 50, "it is binary"),
    ("control.txt", b"\x01\x02\x03 some words " * 20, "control characters"),
    ("report.txt", b"%PDF-1.7 and so on", "it is a PDF"),
    ("office.txt", b"PK\x03\x04 and so on", "office document"),
    ("damaged.txt", "é".encode() * 40 + b"\xff" + "é".encode() * 40, "damaged at byte 80"),
    ("marked.txt", b"\xff\xfea", "breaks at byte"),
    ("unclosed.md", b"---\ntitle: A letter\n\nText.\n", "not closed"),
    ("yaml.md", b"---\ntitle: [a\n---\nText.\n", "broken front matter, line"),
    ("date.md", b"---\ntitle: A\npublished: soon\n---\nText.\n", "published"),
    ("header.md", b"---\ntitle: A letter\n---\n\n", "no text"),
    ("bare.html", b"<html><body><script>1</script></body></html>", ""),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    root.mkdir()
    (root / "good.txt").write_text(GOOD, encoding="utf-8")
    return root


@pytest.fixture
def kg(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Kg:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["build", *map(str, arguments), "--store", str(tmp_path / "graph")])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def line_of(out: str, path: Path) -> str:
    """The line of the summary that says what is wrong with a file."""
    (line,) = [line for line in out.splitlines() if line.startswith(f"  {path.as_posix()}: ")]
    return line


@pytest.mark.parametrize(("name", "data", "reason"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_among_good_ones(kg: Kg, folder: Path, name: str, data: bytes, reason: str) -> None:
    (folder / name).write_bytes(data)
    code, out, err = kg(folder)
    assert code == 1
    assert out.startswith("1 built, 0 unchanged, 0 skipped, 1 failed")
    line = line_of(out, folder / name)
    assert reason in line
    assert line.endswith(")"), "it does not say what to do"
    assert "Traceback" not in out + err
    assert f"failed    {(folder / name).as_posix()}: " in err


def test_all_bad_files_at_once(kg: Kg, folder: Path, tmp_path: Path) -> None:
    for name, data, _ in BAD:
        (folder / name).write_bytes(data)
    code, out, _ = kg(folder, tmp_path / "gone", "--json")
    assert code == 1
    files = {Path(file["path"]).name: file for file in json.loads(out)["files"]}
    assert {name for name, file in files.items() if file["outcome"] == "failed"} == {name for name, *_ in BAD} | {
        "gone"
    }
    assert all(file["reason"] and file["hint"] for name, file in files.items() if name != "good.txt")
    with open_store(tmp_path / "graph", read_only=True) as store:
        assert [state.file_name for state in store.states().values()] == ["good.txt"]


def test_a_bad_file_alone(kg: Kg, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    code, out, _ = kg(folder / "empty.txt")
    assert code == 1
    assert out.startswith("0 built, 0 unchanged, 0 skipped, 1 failed")
    assert "put the document's text in it" in line_of(out, folder / "empty.txt")


def test_a_mended_file_is_built_by_the_next_run(kg: Kg, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert kg(folder)[0] == 1
    (folder / "empty.txt").write_text("A county answered.", encoding="utf-8")
    code, out, _ = kg(folder)
    assert code == 0
    assert out.startswith("1 built, 1 unchanged")


@pytest.mark.parametrize("name", ["gone", "gone.txt", "n" * 300 + ".txt"])
def test_a_missing_path(kg: Kg, folder: Path, tmp_path: Path, name: str) -> None:
    code, out, _ = kg(tmp_path / name, folder)
    assert code == 1
    assert out.startswith("1 built")
    assert line_of(out, tmp_path / name).endswith(": no such file or folder (check the path)")


def test_a_kind_of_file_that_is_not_read(kg: Kg, folder: Path) -> None:
    (folder / "paper.docx").write_bytes(b"x")
    code, out, _ = kg(folder / "paper.docx")
    assert code == 1
    assert "'.docx' cannot be read (supported are .txt" in line_of(out, folder / "paper.docx")


def test_an_enormous_file(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "big.txt").write_text("word " * 100, encoding="utf-8")
    monkeypatch.setattr("kg.read.reader.MAX_BYTES", 300)
    monkeypatch.setattr("kg.pipeline.MAX_BYTES", 300)
    code, out, _ = kg(folder)
    assert code == 1
    assert out.startswith("1 built")
    assert "more than a document can be (split it into its documents)" in line_of(out, folder / "big.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="a superuser may read every file")
def test_a_file_that_may_not_be_read(kg: Kg, folder: Path) -> None:
    (folder / "secret.txt").write_text("x", encoding="utf-8")
    (folder / "secret.txt").chmod(0)
    code, out, _ = kg(folder)
    assert code == 1
    assert out.startswith("1 built")
    assert "permissions" in line_of(out, folder / "secret.txt")


def test_a_file_that_the_disk_refuses_to_give(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "secret.txt").write_text("x", encoding="utf-8")
    reading = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return reading(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, out, _ = kg(folder)
    assert code == 1
    assert out.startswith("1 built")
    assert line_of(out, folder / "secret.txt").endswith("it cannot be read: Permission denied (check its permissions)")


def test_an_empty_folder_says_so(kg: Kg, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    code, out, _ = kg(tmp_path / "none", folder)
    assert code == 0
    assert "no document in this folder" in line_of(out, tmp_path / "none")


def test_a_broken_sources_file(kg: Kg, folder: Path) -> None:
    (folder / "sources.toml").write_text("[files", encoding="utf-8")
    code, out, _ = kg(folder)
    assert code == 1
    assert "sources.toml is unusable" in line_of(out, folder / "good.txt")


def test_an_internal_error_is_told_as_ours(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "odd.txt").write_text("Odd.", encoding="utf-8")
    from kg import pipeline

    real = pipeline.extraction
    monkeypatch.setattr(
        pipeline, "extraction", lambda path, *rest: real(path, *rest) if path.name == "good.txt" else [][1]
    )
    code, out, err = kg(folder)
    assert code == 1
    assert out.startswith("1 built")
    assert "internal error, IndexError" in line_of(out, folder / "odd.txt")
    assert line_of(out, folder / "odd.txt").endswith("(please report it with the document)")
    assert "Traceback" not in out + err


HOLDER = """
import sys
from pathlib import Path
from kg.store import open_store
with open_store(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_store_in_use_by_another_process(kg: Kg, folder: Path, tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "graph")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "held\n"
        for extra in ([], ["--fresh"]):
            code, out, err = kg(folder, *extra)
            assert (code, out) == (1, "")
            assert "another process is using this store" in err
            assert str(tmp_path / "graph") in err
            assert "--store DIR" in err
    finally:
        holder.communicate("")
    assert kg(folder)[0] == 0


def test_a_full_disk(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    from kg.store.failures import engine_errors
    from kg.store.oxigraph import OxigraphStore

    def full(self: OxigraphStore, *_: object) -> None:
        with engine_errors(self._where):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(OxigraphStore, "put", full)
        code, out, err = kg(folder)
    assert (code, out) == (1, "")
    assert "the disk is full" in err
    assert "run the same command again; what was finished is kept" in err
    assert kg(folder)[1].startswith("1 built")


def test_a_store_path_that_is_a_file(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "graph").write_text("x", encoding="utf-8")
    assert run(["build", str(folder), "--store", str(tmp_path / "graph")]) == 1
    assert "is a file, not the folder of a store" in capsys.readouterr().err


def test_a_reader_of_the_progress_that_goes_away_does_not_stop_the_build(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from kg.cli.main import main; main()", "build", str(folder)]
    process = subprocess.Popen(
        [*command, "--store", str(tmp_path / "graph")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait() == 0
    with open_store(tmp_path / "graph", read_only=True) as store:
        assert len(store.states()) == 1
