"""By when an answer was due: in the year of the event, and never a date that cannot be this event's."""

from __future__ import annotations

from typing import Any

import pytest

SERVED = "ICE served a subpoena on the Hillsboro Police Department"


def due(bench: Any, text: str, published: str | None) -> object:
    """The deadline of the only subpoena of a text."""
    return bench.read(text, published).one("Subpoena")["responseDue"]


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        # Told long after: the March next to the publication would be the following year's.
        (f"{SERVED} on March 3, 2020. Compliance was due by March 17.", "2020-12-30", "2020-03-17"),
        (f"{SERVED} on Dec. 20, 2019. Its answer was due by Jan. 3.", "2020-02-15", "2020-01-03"),
        (f"{SERVED} on Monday and gave it until March 3 to respond.", "2020-02-27", "2020-03-03"),
        (f"{SERVED} in February. The March 3 deadline passed without an answer.", "2020-03-05", "2020-03-03"),
        (f"{SERVED} on Feb. 3, 2020. It has 14 days to respond.", "2020-02-27", "2020-02-17"),
    ],
)
def test_a_deadline_is_behind_its_event(bench: Any, text: str, published: str, day: str) -> None:
    assert due(bench, text, published) == day


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"{SERVED} on Feb. 25, 2020. The others have until Dec. 26, 2020 to respond.", "2020-12-15"),
        (f"{SERVED} on Feb. 25, 2020. Its budget answer was due by January 3, 2020.", "2020-03-15"),
        (f"{SERVED} in February. It has 14 days to respond.", "2020-02-27"),
        (f"{SERVED} on Feb. 3, 2020. In two cases it has 14 days to respond, in one three days.", "2020-02-27"),
    ],
)
def test_what_cannot_be_its_deadline_is_none(bench: Any, text: str, published: str) -> None:
    assert due(bench, text, published) is None
