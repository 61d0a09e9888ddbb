from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.read.decode import decode

PROSE = "The sheriff’s office said “we don’t honor detainers” — the café’s owner, Ms. Ibáñez, saw two subpoenas. "
# all that UTF-8 can hold but control characters, which make a text binary where they abound
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t"), max_size=300)


@settings(deadline=None)
@given(TEXTS)
def test_utf8_is_read_as_python_reads_it(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("decode") / "any.txt"
    path.write_bytes(text.encode("utf-8"))
    assert decode(path.read_bytes(), "any.txt") == path.read_text(encoding="utf-8")


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_marked_encodings_give_the_text_without_their_mark(text: str, encoding: str) -> None:
    marks = {
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }
    # a text that itself begins with U+0000 U+0000 or the like cannot occur here: controls are left out
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert decode(marks[encoding] + text.encode(encoding), "x") == expected


def test_newlines_become_line_feeds() -> None:
    assert decode(b"one\r\ntwo\rthree\nfour\r\r\n", "x") == "one\ntwo\nthree\nfour\n\n"


def test_other_line_separators_of_unicode_stay() -> None:
    text = "one\u2028two\x85three\x0cfour"
    assert decode(text.encode(), "x") == text


def test_utf8_mark_stays_as_first_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(codecs.BOM_UTF8 + b"ICE\r\n")
    assert decode(path.read_bytes(), "a.txt") == path.read_text(encoding="utf-8") == "\ufeffICE\n"


@pytest.mark.parametrize("times", [1, 50])
def test_windows_quotes(times: int) -> None:
    assert decode((PROSE * times).encode("cp1252"), "x") == PROSE * times


def test_latin_1_names() -> None:
    text = "The señor Ibáñez and his naïve lawyer answered the subpoena of the county. "
    assert decode(text.encode("latin-1"), "x") == text


def test_cyrillic_code_page_is_not_taken_for_windows_latin() -> None:
    text = "Это письмо о повестках, которые прислали шерифу округа в январе. " * 5
    assert decode(text.encode("cp1251"), "x") == text


def test_declared_encoding_goes_before_a_guess() -> None:
    text = "Дело"
    assert decode(text.encode("koi8-r"), "x", declared="koi8-r") == text


@pytest.mark.parametrize("declared", ["no-such-encoding", "ascii", "hex"])
def test_a_wrong_declaration_is_passed_over(declared: str) -> None:
    assert decode(PROSE.encode("cp1252"), "x", declared=declared) == PROSE


def test_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode(PROSE.encode(), "x", declared="latin-1") == PROSE


def reason(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        decode(data, "folder/x.txt")
    assert caught.value.where == "folder/x.txt"
    assert caught.value.hint
    return caught.value.reason


def test_nul_bytes_are_binary() -> None:
    assert "binary" in reason(b"text\0text")


def test_control_characters_are_binary() -> None:
    assert "control characters" in reason(bytes(range(1, 9)) * 20)


def test_one_stray_control_character_is_a_blemish() -> None:
    text = PROSE * 3 + "\x02" + PROSE
    assert decode(text.encode(), "x") == text


def test_nul_in_marked_text_is_binary() -> None:
    assert "binary" in reason("\ufefft\0ext".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("start", "kind"),
    [(b"%PDF-1.7\n", "a PDF"), (b"PK\x03\x04", "zip"), (b"\x89PNG\r\n", "picture"), (b"\x1f\x8b", "compressed")],
)
def test_well_known_formats_are_named(start: bytes, kind: str) -> None:
    assert kind in reason(start + b"whatever follows")


def test_random_bytes_are_refused() -> None:
    noise = random.Random(7).randbytes(4000)
    assert reason(noise)
    assert "encoding" in reason(bytes(range(128, 256)) * 20)


def test_damaged_utf8_is_named_with_its_place_and_not_read_as_mojibake() -> None:
    data = PROSE.encode() + b"\xff" + PROSE.encode()
    assert reason(data) == f"it is UTF-8 but damaged at byte {len(PROSE.encode())}"


def test_utf8_cut_in_the_middle_of_a_character() -> None:
    assert "damaged" in reason((PROSE + "“").encode()[:-1])


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8 + b"\xff", codecs.BOM_UTF16_LE + b"a", codecs.BOM_UTF32_BE + b"abc"])
def test_a_mark_that_the_bytes_belie(mark: bytes) -> None:
    assert "is marked as UTF-" in reason(mark)
