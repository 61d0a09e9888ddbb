from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.metrics import ELLIPSIS, clip, text_width, wrap


def test_width_grows_with_size_and_text() -> None:
    assert text_width("Clay County", 10) == text_width("Clay County", 20) / 2
    assert text_width("W", 10) > text_width("i", 10)
    assert text_width("", 10) == 0


def test_letters_beyond_ascii_have_a_width() -> None:
    assert text_width("é", 10) == text_width("e", 10)
    assert text_width("東", 10) == 10
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("Ж", 10) > 0


def test_a_short_label_stays_on_one_line() -> None:
    assert wrap("Oregon", 12, 120, 3) == ("Oregon",)


def test_a_long_label_breaks_into_even_lines() -> None:
    lines = wrap("Washington County Sheriff's Office", 12.5, 124, 3)
    assert lines == ("Washington County", "Sheriff's Office")


def test_line_breaks_and_control_characters_of_a_label_are_spaces() -> None:
    assert wrap("a\nb\tc\x00d", 12, 500, 1) == ("a b c d",)


def test_an_empty_label_is_one_empty_line() -> None:
    assert wrap(" ", 12, 100, 2) == ("",)


@given(st.text(max_size=80), st.integers(1, 4))
@settings(deadline=None)
def test_wrapping_never_exceeds_its_lines_nor_its_width_by_more_than_half(text: str, lines: int) -> None:
    found = wrap(text, 12.5, 124, lines)
    assert 1 <= len(found) <= lines
    assert all(text_width(line, 12.5) <= 124 * 1.5 for line in found)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_wrapping_keeps_the_words(text: str) -> None:
    found = wrap(text, 1, 1000, 3)
    joined = " ".join(found)
    assert ELLIPSIS in joined or joined.split() == " ".join(found).split()
    assert len("".join(joined.split())) <= len(text)


@given(st.text(max_size=60), st.floats(20, 200))
@settings(deadline=None)
def test_clipping_fits_and_keeps_the_start(text: str, width: float) -> None:
    found = clip(text, 12, width)
    assert text_width(found, 12) <= width
    assert found == text or (found.endswith(ELLIPSIS) and text.startswith(found[:-1]))
