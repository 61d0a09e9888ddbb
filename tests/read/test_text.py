from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import PartialDate
from kg.read import read
from kg.read.text import parse

STORY = """\
County answers four subpoenas

Posted: Feb 15, 2020 9:21 PM

The county clerk said that it answered on February 10, 2020.

Last Reviewed/Updated: 02/28/2020
"""
# letters, marks, newlines of all three kinds, words that begin front matter and headers
PIECES = st.lists(
    st.sampled_from(
        [
            "\r\n",
            "\r",
            "\n",
            "\n\n",
            "---",
            "***",
            "# ",
            "Note",
            ": ",
            "ICE “served” it",
            "é",
            "\u2028",
            "\t",
            " ",
            "😀",
            ".",
        ]
    ),
    max_size=40,
)


@settings(deadline=None)
@given(PIECES)
def test_text_and_offsets_are_those_of_read_text(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    path = tmp_path_factory.mktemp("text") / "any.txt"
    path.write_bytes(("Start: " + "".join(pieces) + " end").encode("utf-8"))
    expected = path.read_text(encoding="utf-8")
    document = read(path)
    assert document.text == expected
    body = document.body.of(document.text)
    assert body == expected[document.body.start : document.body.end]
    assert body == body.rstrip()
    assert body.strip()


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t"), min_size=1))
def test_any_text_is_handed_on_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("text") / "any.txt"
    path.write_bytes(("x" + text).encode("utf-8"))
    assert read(path).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_newlines_and_mark(tmp_path: Path, newline: bytes, mark: bytes) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(mark + STORY.encode().replace(b"\n", newline))
    document = read(path)
    assert document.text == path.read_text(encoding="utf-8")
    assert document.body.of(document.text) == STORY.rstrip()
    assert document.body.start == (1 if mark else 0)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1252"])
def test_other_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    text = STORY.replace("County answers", "County “answers”")
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode(encoding))
    assert read(path).text == text


def test_a_story_without_header_tells_its_title_and_date() -> None:
    parsed = parse(STORY.encode(), "x")
    assert parsed.metadata.title == "County answers four subpoenas"
    assert parsed.metadata.published == PartialDate(2020, 2, 15)
    assert parsed.metadata.publisher is None
    assert parsed.metadata.source is None


def test_a_header_goes_before_the_first_lines_and_lies_outside_the_body() -> None:
    header = "Title: A county's answer\nPublished: 2020-01\nURL: https://example.org/1\n\n\n"
    parsed = parse((header + STORY).encode(), "x")
    assert parsed.text == header + STORY
    assert parsed.body.of(parsed.text) == STORY.rstrip()
    assert parsed.metadata.title == "A county's answer"
    assert parsed.metadata.published == PartialDate(2020, 1)
    assert parsed.metadata.source == "https://example.org/1"


def test_what_the_header_lacks_comes_from_the_first_lines() -> None:
    parsed = parse(("Publisher: KSL\n" + STORY).encode(), "x")
    assert parsed.metadata.publisher == "KSL"
    assert parsed.metadata.title == "County answers four subpoenas"
    assert parsed.metadata.published == PartialDate(2020, 2, 15)


def test_front_matter_in_plain_text() -> None:
    parsed = parse(("---\npublished: 2019\n---\n" + STORY).encode(), "x")
    assert parsed.metadata.published == PartialDate(2019)
    assert parsed.body.of(parsed.text) == STORY.rstrip()


def test_a_date_in_prose_or_far_down_is_no_publication_date() -> None:
    prose = "The county answered four subpoenas on February 10, 2020, and a fifth on 02/12/2020.\n"
    assert parse(prose.encode(), "x").metadata.published is None
    assert parse((prose * 30 + "\n02/27/2020\n").encode(), "x").metadata.published is None


def test_a_dateline_dates_a_story_only_where_it_prints_a_year() -> None:
    assert parse("DENVER, Jan. 15, 2020 (AP) — It was served.".encode(), "x").metadata.published == PartialDate(
        2020, 1, 15
    )
    assert parse("DENVER (AP) — It was served on Jan. 15, 2020.".encode(), "x").metadata.published is None


def test_indentation_of_the_first_line_belongs_to_the_body() -> None:
    parsed = parse(b"\n  \n   Indented line\nMore\n\n", "x")
    assert parsed.body.of(parsed.text) == "   Indented line\nMore"


def test_binary_is_refused() -> None:
    with pytest.raises(ReadError, match="binary"):
        parse(b"a\0b", "x.txt")
