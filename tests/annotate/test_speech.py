"""kg.annotate.speech: who says a sentence, and for which body."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import Quotation


def said(bench: Any, text: str) -> list[tuple[str, str | None, str | None]]:
    """(sentence, speaker, body) of every attributed sentence."""
    return [
        (m.span.of(text), m.speaker, m.organisation.of(text) if m.organisation else None)
        for m in bench.annotate(text).mentions
        if isinstance(m, Quotation)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "body"),
    [
        (
            "“It is late,” said Ana Example, a spokeswoman for the Salem Police Department.",
            "Ana Example",
            "Salem Police Department",
        ),
        ("“It is late,” said Sheriff Ana Example.", "Ana Example", None),
        ("“It is late,” said ICE acting field office director Ana B. Example.", "Ana B. Example", "ICE"),
        (
            "“It is late,” Ana Example, a lawyer for the Oregon Governor's Office, wrote.",
            "Ana Example",
            "Oregon Governor's Office",
        ),
        (
            "Ana Example, director of the Denver Sheriff Department, said it was late.",
            "Ana Example",
            "Denver Sheriff Department",
        ),
        ("Ana Example said it was late.", "Ana Example", None),
        ("ICE officials said it was late.", None, "ICE"),
        ("ICE has also said it was late.", None, "ICE"),
        ("It was late, according to the Salem Police Department.", None, "Salem Police Department"),
        ("It was late, the Salem Police Department announced.", None, "Salem Police Department"),
        ("A spokesman for ICE told the paper that it was late.", None, "ICE"),
        ("Denver officials said it was late.", None, "Denver"),
    ],
)
def test_one_attributed_sentence(bench: Any, text: str, speaker: str | None, body: str | None) -> None:
    assert said(bench, text) == [(text, speaker, body)]


@pytest.mark.parametrize(
    "text",
    [
        "The clerk opened the letter.",
        "ICE served the Salem Police Department.",
        "The Salem Police Department is on State Street.",
        "The plan was called off.",
        "He said so.",
        "They had been told of it.",
    ],
)
def test_sentences_that_nobody_is_named_for(bench: Any, text: str) -> None:
    assert said(bench, text) == []


def test_he_and_she_are_the_speaker_named_last(bench: Any) -> None:
    text = "“It is late,” said Ana Example, a spokeswoman for ICE. She said that nothing could be done."
    assert said(bench, text)[1] == ("She said that nothing could be done.", "Ana Example", "ICE")


def test_he_in_a_later_paragraph(bench: Any) -> None:
    text = "“It is late,” said Ben Example, a spokesman for ICE.\n\nIt rained.\n\n“So we wait,” he added."
    assert said(bench, text)[-1] == ("“So we wait,” he added.", "Ben Example", "ICE")


def test_a_quotation_of_two_sentences_has_one_speaker(bench: Any) -> None:
    text = "“It is late,” said Ana Example, a spokeswoman for ICE. “Nothing can be done.”"
    assert [(speaker, body) for _, speaker, body in said(bench, text)] == [("Ana Example", "ICE")] * 2


def test_a_quotation_that_ends_with_its_attribution(bench: Any) -> None:
    text = "“Nothing can be done. It is late,” said Ana Example, a spokeswoman for ICE."
    assert [(speaker, body) for _, speaker, body in said(bench, text)] == [("Ana Example", "ICE")] * 2


def test_straight_quotation_marks(bench: Any) -> None:
    text = '"It is late. Nothing can be done," said Ana Example of ICE.'
    assert [(speaker, body) for _, speaker, body in said(bench, text)] == [("Ana Example", "ICE")] * 2


def test_the_sentence_after_a_quotation_is_nobodys(bench: Any) -> None:
    text = "“It is late,” said Ana Example, a spokeswoman for ICE. The office closed at five."
    assert [sentence for sentence, *_ in said(bench, text)] == [
        "“It is late,” said Ana Example, a spokeswoman for ICE."
    ]


def test_two_speakers_of_one_paragraph(bench: Any) -> None:
    text = (
        "“It is late,” said Ana Example, a spokeswoman for ICE. "
        "“It is early,” said Ben Example, a lawyer for the Salem Police Department."
    )
    assert [(speaker, body) for _, speaker, body in said(bench, text)] == [
        ("Ana Example", "ICE"),
        ("Ben Example", "Salem Police Department"),
    ]


def test_each_quotation_takes_the_speaker_beside_it(bench: Any) -> None:
    text = (
        "“It is late,” said Ana Example of ICE. “Go home.” "
        "“It is early,” said Ben Example of the Salem Police Department. “Stay here.”"
    )
    assert [speaker for _, speaker, _ in said(bench, text)] == ["Ana Example"] * 2 + ["Ben Example"] * 2


def test_a_speaker_is_the_name_as_printed_and_never_an_agency(bench: Any) -> None:
    text = "“It is late,” said Immigration and Customs Enforcement on Monday."
    assert all(speaker is None for _, speaker, _ in said(bench, text))
