"""Agencies that share one head, and the lists that are none."""

from __future__ import annotations

from typing import Any

import pytest


def agencies(bench: Any, text: str) -> dict[str, str]:
    """Quote → label of the agency linked to it."""
    linked = bench.read(text).linked
    labels = {entity.key: entity.label for entity in linked.entities if entity.kind == "Agency"}
    return {link.span.of(text): labels[link.entity] for link in linked.links if link.entity in labels}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It wrote to the Lane County, Linn County and Polk County Sheriff's Offices in Oregon.",
            {
                "Lane County": "Lane County Sheriff's Office",
                "Linn County": "Linn County Sheriff's Office",
                "Polk County Sheriff's Offices": "Polk County Sheriff's Office",
            },
        ),
        (
            "The Lake and Will County sheriff’s departments in Illinois refused.",
            {
                "Lake": "Lake County Sheriff's Office",
                "Will County sheriff’s departments": "Will County Sheriff's Office",
            },
        ),
        (
            "The Lane and Linn Counties sheriffs in Oregon refused.",
            {"Lane": "Lane County Sheriff's Office", "Linn Counties sheriffs": "Linn County Sheriff's Office"},
        ),
        (
            "Bend and Salem police in Oregon refused.",
            {"Bend": "Bend Police Department", "Salem police": "Salem Police Department"},
        ),
        (
            "The police departments of Bend, Salem, and Eugene in Oregon refused.",
            {
                "police departments of Bend": "Bend Police Department",
                "Salem": "Salem Police Department",
                "Eugene": "Eugene Police Department",
            },
        ),
        (
            "The Bend, Oregon, and Boise, Idaho, police departments refused.",
            {"Bend, Oregon": "Bend Police Department", "Boise, Idaho, police departments": "Boise Police Department"},
        ),
    ],
)
def test_each_place_has_its_agency(bench: Any, text: str, expected: dict[str, str]) -> None:
    assert agencies(bench, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Portland, Salem police in Oregon refused.", {"Salem police": "Salem Police Department"}),
        ("Lane County, Oregon, and Salem police refused.", {"Salem police": "Salem Police Department"}),
        ("Oregon and Idaho sheriffs refused.", {}),
        (
            "Bend and the Salem Police Department in Oregon refused.",
            {"Salem Police Department": "Salem Police Department"},
        ),
        ("The sheriffs of Lane and Linn counties refused in Oregon.", {}),
        ("He moved from Bend to Salem. Police departments grew.", {}),
    ],
)
def test_what_is_no_list_of_agencies(bench: Any, text: str, expected: dict[str, str]) -> None:
    assert agencies(bench, text) == expected


def test_hostile_lists_end(bench: Any) -> None:
    text = "Salem, " * 400 + "and Salem police departments"
    assert len(agencies(bench, text)) >= 1
