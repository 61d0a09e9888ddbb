from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.main import run

HEADER = "Title: A county’s answer\nPublished: 2020-01\n\n"
BODY = "The “county” answered four subpoenas.\n  It did so in time."


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_bytes((HEADER + BODY + "\n\n").replace("\n", "\r\n").encode("utf-8"))
    return path


def test_prints_exactly_the_text(letter: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["text", str(letter)]) == 0
    assert capfdbinary.readouterr().out == letter.read_text(encoding="utf-8").encode("utf-8")


def test_adds_no_newline(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfno newline at the end")
    assert run(["text", str(path)]) == 0
    assert capfdbinary.readouterr().out == b"\xef\xbb\xbfno newline at the end"


def test_body(letter: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["text", str(letter), "--body"]) == 0
    assert capfdbinary.readouterr().out == BODY.encode("utf-8")


def test_json(letter: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["text", str(letter), "--json"]) == 0
    shown = json.loads(capfdbinary.readouterr().out)
    text = letter.read_text(encoding="utf-8")
    assert shown["title"] == "A county’s answer"
    assert shown["published"] == "2020-01"
    assert shown["publisher"] is None
    assert shown["file_name"] == "letter.txt"
    assert shown["media_type"] == "text/plain"
    assert shown["key"].startswith("document/letter-")
    assert shown["length"] == len(text)
    assert text[shown["body"]["start"] : shown["body"]["end"]] == BODY


def test_body_and_json_exclude_each_other(letter: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["text", str(letter), "--json", "--body"]) == 2
    assert b"choose one" in capfdbinary.readouterr().err


def test_no_file_named(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["text"]) == 2
    assert b"FILE" in capfdbinary.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "words"), [("a.txt", b"", "empty"), ("a.xyz", b"x", "'.xyz'"), ("b.txt", b"\0", "binary")]
)
def test_errors_name_file_reason_and_remedy(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert run(["text", str(path)]) == 1
    captured = capfdbinary.readouterr()
    assert captured.out == b""
    message = captured.err.decode("utf-8")
    assert path.as_posix() in message
    assert words in message
    assert len(message.strip().splitlines()) == 2


def test_missing_file(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["text", str(tmp_path / "gone.txt")]) == 1
    assert b"no such file" in capfdbinary.readouterr().err


def test_help(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["text", "--help"]) == 0
    assert b"--json" in capfdbinary.readouterr().out
