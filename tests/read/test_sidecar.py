from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import PartialDate
from kg.read.metadata import Metadata
from kg.read.sidecar import load_sidecar, metadata_of


def write(folder: Path, text: str) -> Path:
    (folder / "sources.toml").write_bytes(text.encode("utf-8"))
    return folder


def test_tables_by_file_name(tmp_path: Path) -> None:
    write(
        tmp_path,
        '[files."a b.txt"]\r\ntitle = "A"\npublisher = "P"\npublished = 2020-01-15\n'
        'source = "https://e.org"\nnote = "kept out"\n'
        '[files."c.md"]\npublished = "2020-01"\n[files."d.md"]\npublished = 2017\n[other]\nx = 1\n',
    )
    assert load_sidecar(tmp_path) == {
        "a b.txt": {"title": "A", "publisher": "P", "published": "2020-01-15", "source": "https://e.org"},
        "c.md": {"published": "2020-01"},
        "d.md": {"published": "2017"},
    }


def test_no_file_no_tables(tmp_path: Path) -> None:
    assert load_sidecar(tmp_path) == {}
    assert load_sidecar(write(tmp_path, "")) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[files."a.txt"]\ntitle = \n', "line 2"),
        ('[files."a.txt"\n', "line 1"),
        ('files = "a.txt"\n', "`files` must be tables"),
        ('[files]\n"a.txt" = "title"\n', '[files."a.txt"] must be a table'),
        ('[files."a.txt"]\ntitle = ["x"]\n', 'title of [files."a.txt"]'),
        ('[files."a.txt"]\ntitle = true\n', 'title of [files."a.txt"]'),
        ('[files."a.txt"]\npublished = "someday"\n', "no date: 'someday'"),
        ('[files."a.txt"]\npublished = "2020-02-30"\n', "no date"),
    ],
)
def test_malformed_files_are_told_with_name_and_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        load_sidecar(write(tmp_path, text))
    assert words in caught.value.reason
    assert caught.value.where == (tmp_path / "sources.toml").as_posix()
    assert caught.value.hint


def test_a_file_that_is_not_utf8_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_bytes(b"# one\n# two \xff\n")
    with pytest.raises(ReadError, match="line 2: it is not UTF-8"):
        load_sidecar(tmp_path)


def test_a_folder_of_that_name_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").mkdir()
    with pytest.raises(ReadError, match="cannot be read"):
        load_sidecar(tmp_path)


def test_metadata_of_a_table() -> None:
    fields = {"title": " A  letter ", "published": "January 2020", "source": "", "publisher": "P"}
    assert metadata_of(fields, "sources.toml", "a.txt") == Metadata("A letter", "P", PartialDate(2020, 1), None)
    assert metadata_of({}, "sources.toml", "a.txt") == Metadata()
