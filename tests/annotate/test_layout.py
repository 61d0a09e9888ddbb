"""kg.annotate.layout: blocks of wrapped and of long lines, lists, tables, headings, and lines that are no prose."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent, fill
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.layout import blocks
from kg.model import Span

ONE = (
    "The county had asked for more time to answer, and the agency agreed on the telephone that the clerk could send "
    "the papers by the end of the month if the sheriff signed for them in person."
)
TWO = (
    "Nobody at the jail could say how many letters had come in since the spring. A drawer in the front office holds "
    "them all, the deputy said, and she means to count them when the budget is done."
)


def shown(bench: Any, text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in blocks(bench.document(text))]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_hard_wrapped_paragraphs_are_one_block_each(bench: Any, width: int) -> None:
    text = f"{fill(ONE, width)}\n\n{fill(TWO, width)}\n"
    assert shown(bench, text) == [("paragraph", fill(ONE, width)), ("paragraph", fill(TWO, width))]


def test_lines_without_a_wrap_are_paragraphs_of_their_own(bench: Any) -> None:
    assert shown(bench, f"{ONE}\n{TWO}\n{ONE}") == [("paragraph", ONE), ("paragraph", TWO), ("paragraph", ONE)]


def test_blank_lines_of_spaces_part_blocks(bench: Any) -> None:
    assert shown(bench, f"{ONE}\n \t \n{TWO}") == [("paragraph", ONE), ("paragraph", TWO)]


def test_windows_line_ends_leave_no_trace_in_a_block(bench: Any) -> None:
    assert shown(bench, f"{ONE}\r\n\r\n{TWO}\r\n") == [("paragraph", ONE), ("paragraph", TWO)]


@pytest.mark.parametrize("mark", ["-", "*", "•", "1.", "2)", "(3)", "a."])
def test_bullets_are_list_items_each(bench: Any, mark: str) -> None:
    items = [f"{mark} the first of the papers that were asked for", f"{mark} the second, which is a photograph"]
    assert shown(bench, "\n".join(items)) == [("list", items[0]), ("list", items[1])]


def test_bullets_in_wrapped_text_stay_apart_and_keep_their_second_line(bench: Any) -> None:
    first = fill("- " + ONE, 72)
    second = fill("- " + TWO, 72)
    assert shown(bench, f"{fill(ONE, 72)}\n\n{first}\n{second}") == [
        ("paragraph", fill(ONE, 72)),
        ("list", first),
        ("list", second),
    ]


@pytest.mark.parametrize(
    "row", ["| Clark County | 51 | declined |", "Clark County\t51\tdeclined", "Clark County     51     declined"]
)
def test_table_rows_are_blocks_each(bench: Any, row: str) -> None:
    assert shown(bench, f"{row}\n{row}") == [("table", row), ("table", row)]


def test_markdown_headings(bench: Any) -> None:
    text = f"# What the county did\n{ONE}\n### Later\n\n{TWO}"
    assert shown(bench, text) == [
        ("heading", "# What the county did"),
        ("paragraph", ONE),
        ("heading", "### Later"),
        ("paragraph", TWO),
    ]


@pytest.mark.parametrize("line", ["Sheriff Answers Two Demands From Agency", "COUNTY REFUSES", "What happens next"])
def test_headlines_without_a_full_stop_are_headings(bench: Any, line: str) -> None:
    assert shown(bench, f"{line}\n\n{ONE}") == [("heading", line), ("paragraph", ONE)]


@pytest.mark.parametrize("line", ["The county refused.", "“We will wait,” she said.", "Why did nobody answer?"])
def test_short_sentences_are_paragraphs(bench: Any, line: str) -> None:
    assert shown(bench, line) == [("paragraph", line)]


@pytest.mark.parametrize("line", ["Share this story", "Advertisement", "3 comments", "* * *", "Photo by Ana Example"])
def test_junk_between_paragraphs_parts_them(bench: Any, line: str) -> None:
    assert shown(bench, f"{ONE}\n{line}\n{TWO}") == [("paragraph", ONE), ("junk", line), ("paragraph", TWO)]


def test_junk_inside_wrapped_text_is_a_block_of_its_own(bench: Any) -> None:
    one, two = fill(ONE, 72), fill(TWO, 72)
    assert shown(bench, f"{one}\nAdvertisement\n{two}") == [
        ("paragraph", one),
        ("junk", "Advertisement"),
        ("paragraph", two),
    ]


def test_bylines(bench: Any) -> None:
    text = f"By Ana Example\nMarch 3, 2019\n\n{ONE}"
    assert shown(bench, text) == [("byline", "By Ana Example"), ("byline", "March 3, 2019"), ("paragraph", ONE)]


def test_only_the_body_is_cut_into_blocks(bench: Any) -> None:
    text = f"title: front matter\n\n{ONE}"
    document = replace(bench.document(text), body=Span(text.index(ONE), len(text)))
    assert [(block.kind, block.span.of(text)) for block in blocks(document)] == [("paragraph", ONE)]


def test_nothing_is_found_in_junk_and_bylines(bench: Any) -> None:
    text = dedent(
        """\
        Copyright 2019 Denver County Press. ICE served two subpoenas on Denver, Colorado. All rights reserved.

        By Denver Police, ICE
        """
    )
    reading = bench.read(text)
    assert reading.subpoenas() == [] and reading.places() == []


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n "])
def test_a_document_of_blanks_has_no_blocks(bench: Any, text: str) -> None:
    assert shown(bench, text) == []


@given(st.text(alphabet="aB .,|\t\n-*#1)", max_size=200))
@settings(deadline=None, max_examples=80)
def test_blocks_are_ordered_disjoint_and_hold_every_character_that_is_no_blank(bench: Any, text: str) -> None:
    found = blocks(bench.document(text))
    at = 0
    for block in found:
        assert not text[at : block.span.start].strip()
        assert block.span.of(text).strip() == block.span.of(text) != ""
        at = block.span.end
    assert not text[at:].strip()


WRAPPED = (
    "The county had been asked for its records more than once that winter, and the\n"
    "clerk of the county had put every one of the letters into the same drawer, so\n"
    "that nobody knew how many there were."
)


def test_a_long_line_does_not_break_wrapped_paragraphs(bench: Any) -> None:
    long = "This paragraph was pasted in one line from somewhere else, " + "and it goes on and on " * 10 + "."
    text = f"{long}\n\n{WRAPPED}\n\n{WRAPPED}"
    assert [block.span.of(text) for block in blocks(bench.document(text))] == [long, WRAPPED, WRAPPED]


def test_a_paragraph_shows_by_itself_that_it_is_wrapped(bench: Any) -> None:
    long = "Every other paragraph of this page is one single line, " + "and a very long one too " * 8 + "."
    text = f"{long}\n\n{long}\n\n{long}\n\n{WRAPPED}"
    assert blocks(bench.document(text))[-1].span.of(text) == WRAPPED


def test_rows_of_a_table_are_blocks_of_their_own(bench: Any) -> None:
    text = "Alameda County, California      12    May 2014\nTravis County, Texas            89    January 20, 2017"
    assert [block.kind for block in blocks(bench.document(text))] == ["table", "table"]


def test_a_name_in_the_left_column_of_a_caption_is_one_block(bench: Any) -> None:
    text = "UNITED STATES IMMIGRATION    :\nAND CUSTOMS ENFORCEMENT,     :\n      Petitioner,            :   No. 3:20"
    assert len(blocks(bench.document(text))) == 2


def test_a_bracket_left_open_goes_on_in_the_next_line(bench: Any) -> None:
    text = "A note on the act (8 U.S.C. 1226\n(c)) is here.\nAnother line"
    assert bench.annotate(text).blocks[0].span.of(text).endswith("is here.")
    listed = "(a) The first of them (short)\n(b) The second of them (long)"
    assert len(bench.annotate(listed).blocks) == 2
