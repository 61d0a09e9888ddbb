from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import PartialDate
from kg.read import read
from kg.read.markdown import parse

FRONT = "---\ntitle: Front matter's title\npublished: 2020-01\n---\n"
BODY = "# Heading's title\n\nFebruary 3, 2020\n\nThe *county* answered [four subpoenas](https://example.org).\n"


def test_front_matter_goes_first() -> None:
    parsed = parse((FRONT + "\n" + BODY).encode(), "x.md")
    assert parsed.metadata.title == "Front matter's title"
    assert parsed.metadata.published == PartialDate(2020, 1)
    assert parsed.text == FRONT + "\n" + BODY
    assert parsed.body.of(parsed.text) == BODY.rstrip()


def test_heading_and_date_line_where_there_is_no_front_matter() -> None:
    parsed = parse(BODY.encode(), "x.md")
    assert parsed.metadata.title == "Heading's title"
    assert parsed.metadata.published == PartialDate(2020, 2, 3)


def test_gaps_of_front_matter_are_filled() -> None:
    parsed = parse(("---\npublisher: KSL\n---\n" + BODY).encode(), "x.md")
    assert parsed.metadata.publisher == "KSL"
    assert parsed.metadata.title == "Heading's title"
    assert parsed.metadata.published == PartialDate(2020, 2, 3)


def test_without_heading_a_headline_serves() -> None:
    assert parse(b"County answers four subpoenas\n\nProse.", "x.md").metadata.title == "County answers four subpoenas"
    assert parse(b"Prose ends with a full stop.", "x.md").metadata.title is None


def test_marks_stay_so_that_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.markdown"
    path.write_bytes(b"\xef\xbb\xbf" + (FRONT + BODY).replace("\n", "\r\n").encode())
    document = read(path)
    assert document.text == path.read_text(encoding="utf-8")
    assert document.media_type == "text/markdown"
    assert document.title == "Front matter's title"
    at = document.text.index("[four")
    assert document.text[at : at + 6] == "[four "


def test_broken_front_matter_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.md"
    path.write_text("---\ntitle: a\npublished: [2020\n---\nBody\n", encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.where == path.as_posix()
    assert "line" in caught.value.reason


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    text = "---\n\nProse between rules.\n\n---\n\nMore."
    assert parse(text.encode(), "x.md").body.of(text) == text


def test_front_matter_without_body_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "only.md"
    path.write_text(FRONT + "\n \n", encoding="utf-8")
    with pytest.raises(ReadError, match="metadata but no text"):
        read(path)
