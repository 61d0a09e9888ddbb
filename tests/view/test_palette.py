from __future__ import annotations

import itertools

import pytest

from kg.graph.records import EDGE_KINDS
from kg.view.palette import EDGE_STYLES, INK, MUTED, NODE_STYLES, PAPER

DARK_PAPER = "#10161d"


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_kind_of_edge_has_a_style() -> None:
    assert tuple(EDGE_STYLES) == EDGE_KINDS


@pytest.mark.parametrize("style", [*NODE_STYLES.values(), *EDGE_STYLES.values()], ids=lambda style: style.name)
def test_marks_stand_out_from_their_background(style: object) -> None:
    assert contrast(style.light, PAPER) >= 3  # type: ignore[attr-defined]
    assert contrast(style.dark, DARK_PAPER) >= 3  # type: ignore[attr-defined]


def test_text_is_readable() -> None:
    assert contrast(INK, PAPER) >= 7
    assert contrast(MUTED, PAPER) >= 4.5
    assert contrast(PAPER, NODE_STYLES["federal"].light) >= 4.5, "a hub's name stands inside its node"
    assert contrast(DARK_PAPER, NODE_STYLES["federal"].dark) >= 4.5


def test_nothing_is_told_by_colour_alone() -> None:
    looks = {(style.dash, style.width) for style in EDGE_STYLES.values()}
    assert len(looks) == len(EDGE_STYLES)
    for one, two in itertools.combinations(NODE_STYLES.values(), 2):
        assert one.shape != two.shape or contrast(one.light, two.light) >= 1.9
