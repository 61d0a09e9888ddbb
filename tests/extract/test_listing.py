"""Lists of those served: the line that opens one, its items, and where it ends."""

from __future__ import annotations

from typing import Any

import pytest

HPD, OSP = "Hillsboro Police Department", "Oregon State Police"
ITEMS = f"\n\n- {HPD}\n- {OSP}\n"
OPENED = [
    "ICE issued subpoenas last week. The agencies served are:",
    "These agencies have received ICE subpoenas:",
    "The recipients of the ICE subpoenas:",
]
UNOPENED = [
    "ICE issued subpoenas last week. These agencies train its officers:",
    "These agencies have not received ICE subpoenas:",
    "These agencies would be served with ICE subpoenas:",
    "ICE has issued no subpoena to these agencies:",
    "Read more about ICE subpoenas:",
]


@pytest.mark.parametrize("head", OPENED)
def test_items_of_a_list_were_served(bench: Any, head: str) -> None:
    assert sorted(bench.read(head + ITEMS).recipients()) == [HPD, OSP]


@pytest.mark.parametrize("head", UNOPENED)
def test_items_of_another_list_were_not(bench: Any, head: str) -> None:
    assert bench.read(head + ITEMS).recipients() == []


def test_a_list_ends_with_its_items(bench: Any) -> None:
    text = f"{OPENED[1]}\n\n- {HPD}\n- {OSP}\n\nNothing more is known.\n\nDenver has a jail.\n"
    assert sorted(bench.read(text).recipients()) == [HPD, OSP]
