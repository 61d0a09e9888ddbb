"""What is not told as done is no fact: what may, could or should happen, what is threatened, conditional or denied."""

from __future__ import annotations

from typing import Any

import pytest

NO_SUBPOENA = [
    "ICE may serve two subpoenas on Denver.",
    "ICE might have served subpoenas on Denver.",
    "ICE could serve a subpoena on Denver.",
    "ICE should serve a subpoena on Denver.",
    "ICE will serve a subpoena on Denver next week.",
    "ICE would serve a subpoena on Denver.",
    "ICE plans to serve subpoenas on Denver.",
    "ICE threatened to serve a subpoena on Denver.",
    "ICE is considering issuing subpoenas to Denver.",
    "ICE has never served a subpoena on Denver.",
    "ICE did not serve a subpoena on Denver.",
    "ICE didn’t serve a subpoena on Denver.",
    "ICE has no plans to serve a subpoena on Denver.",
    "ICE denied that it had served a subpoena on Denver.",
    "If ICE serves a subpoena on Denver, the clerk will call.",
    "Unless ICE serves a subpoena on Denver, nothing happens.",
    "Nobody knows whether ICE served a subpoena on Denver.",
    "ICE has the authority to serve subpoenas on Denver.",
    "No subpoena was served on Denver by ICE.",
    "ICE asked a judge to enforce the subpoenas against Denver.",
    "ICE served a subpoena on a bakery in Denver.",
    "ICE served dinner on Denver trains while a subpoena was printed.",
    "A House committee served a subpoena on Denver.",
    "A grand jury issued subpoenas to Denver officials.",
    "Denver has not been served with a subpoena by ICE.",
    "Denver fears that it could be hit with subpoenas from ICE.",
    "Denver received no subpoena from ICE.",
    "Denver expects to receive a subpoena from ICE.",
]


@pytest.mark.parametrize("text", NO_SUBPOENA)
def test_no_subpoena(bench: Any, text: str) -> None:
    assert bench.read(text).recipients() == []


@pytest.mark.parametrize(
    "text",
    [
        "ICE served two subpoenas on Denver.",
        "ICE, which may sue, served two subpoenas on Denver.",
        "ICE served two subpoenas on Denver, and more may follow.",
        "ICE served two subpoenas on Denver, which did not answer.",
        "Although nobody wanted to believe it at first, ICE served two subpoenas on Denver.",
        "ICE said that it had served two subpoenas on Denver.",
        "ICE has already issued two subpoenas to Denver.",
        "Two subpoenas were served on Denver by ICE.",
        "Denver was hit with two subpoenas from ICE.",
        "Denver got two subpoenas from ICE.",
        "ICE hit Denver with two subpoenas.",
        "ICE sent Denver two subpoenas.",
    ],
)
def test_a_subpoena_told_as_done(bench: Any, text: str) -> None:
    reading = bench.read(text)
    assert reading.recipients() == ["Denver, Colorado"]
    assert reading.one("Subpoena")["count"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "If Denver declines 12 ICE detainers, ICE will call.",
        "Denver may decline 12 ICE detainers.",
        "Denver never declined 12 ICE detainers.",
        "ICE could lodge 12 detainers with Denver.",
    ],
)
def test_no_detainer(bench: Any, text: str) -> None:
    assert bench.read(text).facts("DetainerRequest") == []


@pytest.mark.parametrize(
    "text",
    [
        "Denver may become a sanctuary city.",
        "Denver is not a sanctuary city.",
        "Voters would repeal it if Denver became a sanctuary city.",
    ],
)
def test_no_policy(bench: Any, text: str) -> None:
    assert bench.read(text).facts("Policy") == []
