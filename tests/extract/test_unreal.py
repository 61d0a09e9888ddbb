"""What is denied, supposed, taken back or of others' subpoenas is no event, though the words for it stand far away."""

from __future__ import annotations

from typing import Any

import pytest

HPD = "Hillsboro Police Department"

UNTOLD = [
    "ICE has yet to serve a subpoena on the Hillsboro Police Department.",
    "Were ICE to serve a subpoena on the Hillsboro Police Department, it would answer.",
    "The Hillsboro Police Department denied reports that it had received an ICE subpoena.",
    "Reports that ICE subpoenaed the Hillsboro Police Department are false.",
    "There is no instance in which the Hillsboro Police Department was served with an ICE subpoena.",
    "None of the ICE subpoenas reached the Hillsboro Police Department.",
    "A bill would require a sheriff or an agency in Texas that is served with a subpoena by ICE to give it records.",
    "Many heard that ICE had subpoenaed the Hillsboro Police Department. That is not true.",
    "Many heard that ICE had subpoenaed the Hillsboro Police Department. It is false.",
    "The letter warned of subpoenas. Among those who got one: Denver and the Oregon State Police. ICE is silent.",
    "ICE may ask the Hillsboro Police Department itself, or serve a subpoena on it.",
    "A House panel voted to subpoena ICE. The committee subpoena was served. A subpoena to Denver is not ruled out.",
    "A subpoena from the Senate committee on ICE was served on the Hillsboro Police Department.",
]
TOLD = [
    "ICE was told no in April. It has served a subpoena on the Hillsboro Police Department.",
    "ICE had never subpoenaed police before. Then it served a subpoena on the Hillsboro Police Department.",
    "ICE subpoenaed the Hillsboro Police Department. That is true.",
    "ICE, once called before a Senate committee, served a subpoena on the Hillsboro Police Department.",
    "ICE had no comment, but it served a subpoena on the Hillsboro Police Department.",
    "The department denied the request; ICE then served a subpoena on the Hillsboro Police Department.",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_untold(bench: Any, text: str) -> None:
    assert bench.read(text).recipients() == []


@pytest.mark.parametrize("text", TOLD)
def test_told(bench: Any, text: str) -> None:
    assert bench.read(text).recipients() == [HPD]


def test_what_is_taken_back_leaves_what_was_told_before(bench: Any) -> None:
    text = f"ICE subpoenaed the {HPD}. Some say it also subpoenaed Denver. This is not true."
    assert bench.read(text).recipients() == [HPD]
