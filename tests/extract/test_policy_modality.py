"""kg.extract.policy_modality: a rule in force against one event, a wish, a denial; and the status of a policy."""

from __future__ import annotations

from typing import Any

import pytest


def told(bench: Any, text: str) -> list[tuple[str, str, str | None]]:
    facts = bench.read(text).facts("Policy")
    return [(fact["adoptedBy"], fact["policyType"], fact["policyStatus"]) for fact in facts]


@pytest.mark.parametrize(
    "text",
    [
        # one event
        "Denver did not honor the detainer.",
        "Police in Oregon did not tell ICE about the release.",
        "Cook County, Illinois, declined two detainers.",
        # wishes, threats, questions
        "Denver should stop honoring detainers.",
        "Activists urged Denver to stop honoring detainers.",
        "Will Denver stop honoring detainers?",
        "Denver is considering whether to bar jailers from honoring detainers.",
        # what a law leaves open
        "Oregon law does not require sheriffs to honor detainers.",
        "Nothing in Oregon law limits sharing of immigration status.",
        "Tennessee law does not require sheriffs to cooperate with ICE.",
        # agreements denied, planned or long past
        "Larimer County, Colorado, has not signed a 287(g) agreement.",
        "Larimer County, Colorado, plans to sign a 287(g) agreement.",
        "Larimer County, Colorado, once rented beds to ICE.",
        # accusations, and whose task a law is
        "Lawmakers accuse Tacoma of being a sanctuary city.",
        "Tacoma considered becoming a sanctuary city.",
        "The Denver Police Department does not enforce immigration law.",
        # a bill that died
        "Maine let a ban on cooperation with ICE die in May.",
        "House Bill 370 in North Carolina, which the governor vetoed, would force sheriffs to honor detainers.",
    ],
)
def test_no_rule(bench: Any, text: str) -> None:
    assert told(bench, text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Denver stopped honoring detainers.", None),
        ("An Oregon law that took effect in May bars jailers from honoring detainers.", "InForce"),
        ("A judge enjoined the Texas law that forces sheriffs to honor detainers.", "Enjoined"),
        ("Wake County, North Carolina, ended its 287(g) agreement.", "Repealed"),
        ("A Florida law, which Miami challenged in a lawsuit, requires sheriffs to honor detainers.", "InLitigation"),
        ("A bill in North Carolina, House Bill 370, would force sheriffs to honor detainers.", "Proposed"),
    ],
)
def test_status(bench: Any, text: str, status: str | None) -> None:
    (one,) = [fact for fact in told(bench, text) if fact[1] != "SanctuaryPolicy"]
    assert one[2] == status


def test_a_table_of_policies_gives_the_status_of_each_row(bench: Any) -> None:
    text = (
        "| Place | Law | What it does | Status |\n"
        "| Connecticut | Conn. Gen. Stat. § 54-192h | declines most detainers | in force |\n"
        "| Florida | SB 168 | orders sheriffs to honor detainers | in litigation |\n"
        "| Texas | Senate Bill 4 | forbids sanctuary policies | in force |\n"
    )
    assert sorted(told(bench, text)) == [
        ("Connecticut", "DetainerPolicy", "InForce"),
        ("Florida", "CooperationMandate", "InLitigation"),
        ("Texas", "CooperationMandate", "InForce"),
    ]


def test_the_law_that_carries_a_policy(bench: Any) -> None:
    fact = bench.read("ORS 181A.820 bars police from spending money on immigration enforcement.").one("Policy")
    assert fact["citesStatute"] == "ORS 181A.820"


def test_a_federal_law_carries_no_policy_of_a_state(bench: Any) -> None:
    text = "Oregon law bars police from signing an agreement under 8 U.S.C. § 1357(g)."
    assert bench.read(text).one("Policy")["citesStatute"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Lane County, Oregon, announced that deputies would stop holding people on ICE detainers.",
        "Lane County, Oregon, said it would stop honoring detainers unless a judge signs off.",
    ],
)
def test_would_of_reported_speech_is_a_rule(bench: Any, text: str) -> None:
    assert ("Lane County, Oregon", "DetainerPolicy") in {(adopter, kind) for adopter, kind, _ in told(bench, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Lane County, Oregon, said that the bill would stop jailers from holding people on ICE detainers.",
        "Lane County, Oregon, would stop honoring detainers unless a judge signs off.",
    ],
)
def test_would_of_a_bill_or_a_condition_is_none(bench: Any, text: str) -> None:
    assert {status for _, _, status in told(bench, text)} <= {"Proposed"}


def test_forbidding_a_limit_is_a_mandate_and_no_limit(bench: Any) -> None:
    found = told(bench, "Indiana forbids local governments to limit the enforcement of federal immigration law.")
    assert {kind for _, kind, _ in found} == {"CooperationMandate"}
