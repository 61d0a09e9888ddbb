"""Sketches of texts, and which documents are copies of which."""

from __future__ import annotations

import base64
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.merge.copies import Text, originals
from kg.merge.sketch import KEPT, contained, hashes, sketch
from kg.model import PartialDate

WORDS = [f"word{n}" for n in range(400)]


def text(seed: int, length: int = 300) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(length))


def alike(one: str, other: str) -> float:
    return contained(hashes(sketch(one)), hashes(sketch(other)))[0]


def test_what_does_not_count() -> None:
    plain = "The county's sheriff, a lawyer said, answered none of the four subpoenas."
    assert sketch(plain) == sketch(plain.upper().replace("'", "’").replace(" ", "\n "))
    assert sketch(plain) != sketch(plain.replace("four", "five"))
    assert sketch("four words are few") == sketch("") == ""


def test_a_sketch_is_short_however_long_the_text() -> None:
    assert len(hashes(sketch(text(1, 30_000)))) == KEPT
    assert len(sketch(text(1, 30_000))) == len(sketch(text(2, 3_000))) < 2_000


def test_copies_and_quotations_are_told_from_other_texts() -> None:
    release = text(1)
    assert alike(release, release) == 1.0
    assert alike(release, "Dateline, a paper. " + release + " The end.") > 0.95
    assert alike(release, text(2) + " " + release + " " + text(3)) > 0.9
    assert alike(release, text(2)) < 0.1
    half = release[: len(release) // 2] + text(4)
    assert 0.3 < alike(release, half) < 0.7
    assert contained(hashes(""), hashes(sketch(release))) == (0.0, 0)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 9), st.integers(400, 2500))
def test_the_share_of_a_long_text_is_estimated(seed: int, length: int) -> None:
    """A third of the words replaced at the end leaves two thirds, whatever the lengths."""
    one = text(seed, length).split()
    other = one[: 2 * length // 3] + text(seed + 100, length - 2 * length // 3).split()
    assert abs(alike(" ".join(one), " ".join(other)) - 2 / 3) < 0.15


@pytest.mark.parametrize("damaged", ["not é", "a b", '"0000', "~~~~~", "00", "0000", "000000000"])
def test_a_damaged_sketch_is_told(damaged: str) -> None:
    with pytest.raises(StoreError, match="sketch is damaged"):
        hashes(damaged)


@settings(deadline=None)
@given(st.lists(st.binary(min_size=5, max_size=5), max_size=KEPT))
def test_the_hashes_of_a_sketch_are_read_as_they_were_written(values: list[bytes]) -> None:
    text = base64.b85encode(b"".join(values)).decode()
    assert [int(value).to_bytes(5, "big") for value in hashes(text)] == values


def made(iri: str, content: str, published: str | None = None) -> Text:
    return Text(iri, None if published is None else PartialDate.parse(published), sketch(content))


def test_a_copy_is_of_the_document_published_first() -> None:
    release = text(1)
    texts = [
        made("d:wire", "By a reporter. " + release, "2020-01-16"),
        made("d:release", release, "2020-01-15"),
        made("d:blog", release + " Read more here.", None),
        made("d:other", text(2), "2020-01-15"),
    ]
    expected = {"d:wire": "d:release", "d:blog": "d:release"}
    for seed in range(5):
        random.Random(seed).shuffle(texts)
        assert originals(texts) == expected


def test_without_dates_the_smallest_name_is_the_original() -> None:
    assert originals([made("d:b", text(1)), made("d:a", text(1))]) == {"d:b": "d:a"}
    assert originals([made("d:b", text(1), "2020-01"), made("d:a", text(1), "2020-01-02")]) == {"d:a": "d:b"}


def test_a_copy_of_a_copy_is_of_the_original() -> None:
    release, tail = text(1), " " + text(5, 60)
    texts = [made("d:1", release), made("d:2", release + tail), made("d:3", release + tail + tail)]
    assert originals(texts) == {"d:2": "d:1", "d:3": "d:1"}


def test_short_texts_and_a_site_s_own_words_make_no_copy() -> None:
    assert originals([made("d:a", "ICE served a subpoena"), made("d:b", "ICE served a subpoena")]) == {}
    assert (
        originals(
            [made("d:a", "ICE served one more subpoena on it"), made("d:b", "ICE served one more subpoena on it")]
        )
        == {}
    )
    footer = " " + text(9, 40)
    assert originals([made(f"d:{n}", text(n + 20) + footer) for n in range(80)]) == {}


def test_many_copies_of_one_text_are_found_all() -> None:
    texts = [made(f"d:{n:03}", text(1) + f" edition {n}") for n in range(150)]
    assert originals(texts) == {f"d:{n:03}": "d:000" for n in range(1, 150)}
