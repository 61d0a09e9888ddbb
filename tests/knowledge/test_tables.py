"""The reader of the tables: cells, lists, errors that name the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError, KnowledgeError
from kg.knowledge import tables

HEADER = ("a", "b")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "gazetteer", lambda name: tmp_path / name)
    return tmp_path


def test_rows_are_read_as_written(folder: Path) -> None:
    (folder / "t.tsv").write_text('a\tb\n1\t"x" y\n‘Ewa\t\n', encoding="utf-8")
    assert list(tables.rows("t.tsv", HEADER)) == [["1", '"x" y'], ["‘Ewa", ""]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "columns are not a, b"),
        ("b\ta\n", "columns are not a, b"),
        ("a\tb\n1\t2\n3\n", "line 3 has 1 cells instead of 2"),
    ],
)
def test_a_malformed_table_is_an_error(folder: Path, text: str, message: str) -> None:
    (folder / "t.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message) as caught:
        list(tables.rows("t.tsv", HEADER))
    assert caught.value.where == "t.tsv"


@pytest.mark.parametrize(("cell", "values"), [("", ()), ("A", ("A",)), ("A|B C|D", ("A", "B C", "D"))])
def test_cells_of_several_values(cell: str, values: tuple[str, ...]) -> None:
    assert tables.cell_list(cell) == values


def test_lines_skip_empty_ones(folder: Path) -> None:
    (folder / "l.txt").write_text("Ash\n\nBirch\n", encoding="utf-8")
    assert tables.lines("l.txt") == ("Ash", "Birch")


def test_a_missing_file_is_an_error() -> None:
    with pytest.raises(KgError, match="missing"):
        tables.gazetteer("no-such-file.tsv")


def test_documents_are_yaml(folder: Path) -> None:
    (folder / "d.yaml").write_text("a: [1, x]\n", encoding="utf-8")
    assert tables.document("d.yaml") == {"a": [1, "x"]}
