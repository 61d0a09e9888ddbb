from __future__ import annotations

import pytest

from kg.errors import ReadError
from kg.read.header import read_header
from kg.read.metadata import Metadata


def parts(text: str) -> tuple[str, Metadata]:
    start, metadata = read_header(text, "x.md")
    return text[start:], metadata


def test_front_matter() -> None:
    rest, found = parts(
        "---\ntitle: A letter\npublisher: County Clerk\npublished: 2020-01-15\nsource: https://example.org/1\n---\nBody.\n"
    )
    assert rest == "\nBody.\n"
    assert (found.title, found.publisher, str(found.published), found.source) == (
        "A letter", "County Clerk", "2020-01-15", "https://example.org/1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2020", "2020"),
        ("2020-01", "2020-01"),
        ("'2020-01'", "2020-01"),
        ("2020-01-15", "2020-01-15"),
        ("2020-01-15 21:21:00 -0700", "2020-01-15"),
        ("January 15, 2020", "2020-01-15"),
        ("01/02/2020", "2020-01-02"),
        ("", "None"),
        ("null", "None"),
    ],
)
def test_front_matter_keeps_the_granularity_of_a_date(written: str, value: str) -> None:
    assert str(parts(f"---\ntitle: x\npublished: {written}\n---\nBody")[1].published) == value


def test_front_matter_other_names_comments_and_nested_values() -> None:
    _, found = parts(
        "---\n# a comment\nheadline: 'No: really'\ndate: 2020-02\nurl: www.example.org/a\n"
        "tags: [a, b]\nmore: {deep: 1}\n...\nBody"
    )
    assert (found.title, str(found.published), found.source) == ("No: really", "2020-02", "www.example.org/a")


def test_published_goes_before_date_in_whatever_order() -> None:
    assert str(parts("---\ndate: 2021\npublished: 2020\n---\nBody")[1].published) == "2020"


def test_front_matter_behind_a_byte_order_mark() -> None:
    rest, found = parts("\ufeff---\ntitle: A letter\n---\nBody")
    assert (rest, found.title) == ("\nBody", "A letter")


def test_empty_front_matter() -> None:
    assert parts("---\n---\nBody") == ("\nBody", Metadata())


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule above prose, and one below.\n\n---\nMore.",
        "---\nWords without a colon\n---\n",
        "----\ntitle: x\n----\n",
        "Text\n---\ntitle: x\n---\n",
        " ---\ntitle: x\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert parts(text) == (text, Metadata())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: x\nBody without end\n", "not closed"),
        ("---\ntitle: [x\npublisher: y\n---\nBody", "line 3"),
        ("---\ntitle: x\n  bad: indent\n---\nBody", "line 3"),
        ("---\ntitle: x\npublished: someday\n---\nBody", "line 3: published is no date: 'someday'"),
        ("---\ntitle: x\ndate: 2020-02-30\n---\nBody", "line 3: date is no date"),
        ("---\ntitle: [a, b]\n---\nBody", "line 2: title must be plain text"),
        ("---\ntitle: \"a\x01b\"\n---\nBody", "front matter"),
        ("---\na: &x 1\nb: *y\n---\nBody", "line 3"),
        ("---\na: " + "[" * 5000 + "\n---\nBody", "front matter"),
    ],
)  # fmt: skip
def test_broken_front_matter_names_the_line(text: str, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_header(text, "folder/x.md")
    assert words in caught.value.reason
    assert caught.value.where == "folder/x.md"
    assert caught.value.hint


def test_header_block() -> None:
    rest, found = parts(
        "Title: A letter\nPublisher: County Clerk\nPublished: January 2020\n"
        "URL: https://example.org/1\nAuthor: N. N.\n\nBody."
    )
    assert rest == "\nBody."
    assert found.title == "A letter"
    assert found.publisher == "County Clerk"
    assert str(found.published) == "2020-01"
    assert found.source == "https://example.org/1"


def test_header_block_after_blank_lines_and_in_other_spelling() -> None:
    rest, found = parts(
        "\n\nTITLE: A letter\n**Date:** Feb. 3, 2020 9:00 AM\nSource: The Associated Press\nBody at once."
    )
    assert rest == "Body at once."
    assert (found.title, str(found.published), found.publisher) == ("A letter", "2020-02-03", "The Associated Press")
    assert found.source is None


def test_a_publisher_goes_before_a_credit() -> None:
    assert parts("Source: AP\nPublisher: KSL\n\nBody")[1].publisher == "KSL"


@pytest.mark.parametrize(
    "line", ["Title: A letter", "Published: 2020-01", "Date: 02/27/2020", "URL: https://e.org/a", "Publisher: X"]
)
def test_one_line_is_a_header_too(line: str) -> None:
    rest, found = parts(f"{line}\n\nBody")
    assert rest.strip() == "Body"
    assert found != Metadata()


@pytest.mark.parametrize(
    "text",
    [
        "Date: to be set by the court\nBody",
        "Source: a county spokesman\nBody",
        "Note: this is prose\nTitle: not at the top",
        "He said: no.\n",
        "First a line.\nTitle: A letter\n",
        "",
        "Title 8: aliens",
    ],
)
def test_no_header_block(text: str) -> None:
    assert parts(text) == (text, Metadata())


def test_a_header_that_is_all_there_is() -> None:
    assert parts("Title: A letter\nURL: https://example.org")[0] == ""


def test_an_unreadable_date_in_a_header_block_is_left_out() -> None:
    rest, found = parts("Title: A letter\nDate: unknown\n\nBody")
    assert (rest, found.title, found.published) == ("\nBody", "A letter", None)
