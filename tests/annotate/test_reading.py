"""kg.annotate.reading: the words of blocks are the same whether they are kept or read again."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from kg.annotate import annotate, reading
from kg.annotate.reading import Reading
from kg.model import Span

TEXT = "The Lane County sheriff's office spoke.\n\nICE served Denver on May 3, 2019, officials said.\n\nOregon, Utah."
SPANS = [Span(0, 39), Span(41, 90), Span(92, len(TEXT))]


@pytest.mark.parametrize("kept", [0, 50, 100, 1000])
def test_kept_or_read_again_is_the_same(monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    whole = Reading(TEXT, SPANS)
    monkeypatch.setattr(reading, "KEPT", kept)
    some = Reading(TEXT, SPANS)
    assert list(some) == SPANS
    assert len(some) == len(some.starts()) == 3
    for span in SPANS:
        assert some[span] == whole[span]
        assert some.starts()[span].words == whole.starts()[span].words
        assert some.starts()[span].digits == whole.starts()[span].digits


def test_only_so_much_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "KEPT", 60)
    some = Reading(TEXT, SPANS)
    assert some[SPANS[0]] is some[SPANS[0]]
    assert some[SPANS[2]] is not some[SPANS[2]]


def test_a_long_text_is_annotated_as_a_short_one(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    document = bench.read(TEXT).linked.annotations.document
    wanted = annotate(document)
    monkeypatch.setattr(reading, "KEPT", 0)
    assert dataclasses.asdict(annotate(document)) == dataclasses.asdict(wanted)
