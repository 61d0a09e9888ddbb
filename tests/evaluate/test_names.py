"""Which names are one."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluate.names import Name, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Bend Police Department", "Bend Police Department"),
        ("Sheriff’s Office", "Sheriff's Office"),
        ("Lane County Sheriff's Office", "Lane County Sheriffs Office"),
        ("Lane County Sheriffs' Office", "Lane County Sheriffs Office"),
        ("U.S. Marshals Service", "United States Marshals Service"),
        ("U. S. Marshals Service", "US Marshals Service"),
        ("Parks & Recreation", "Parks and Recreation"),
        ("Department of Corrections", "DEPARTMENT CORRECTIONS"),
        ("Section 1373", "§ 1373"),
        ("Sec. 1373", "§ 1373"),
        ("8 C.F.R. § 287.7", "8 C.F.R. §  287.7"),
        ("ICE - Boston", "ICE Boston"),
    ],
)
def test_what_never_tells_two_names_apart(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Washington County, Oregon", "Washington County"),
        ("8 U.S.C. § 1373", "8 U.S.C. § 1373(a)"),
        ("ICE", "Police"),
        ("Theta", "ta"),
        ("8 U.S.C. § 1373", "8 USC 1373"),  # the gold lists such spellings
    ],
)
def test_what_tells_names_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@settings(deadline=None)
@given(st.text())
def test_what_is_folded_away_is_gone(text: str) -> None:
    once = fold(text)
    assert once == " ".join(once.split())
    assert "’" not in once and "&" not in once and '"' not in once


def test_alternatives() -> None:
    name = Name("U.S. Immigration and Customs Enforcement|ICE")
    assert not name.optional
    assert name.fits({fold("ICE")}) and name.fits({"x", fold("the US Immigration and Customs Enforcement")})
    assert not name.fits({fold("ICE Boston")}) and not name.fits(set())
    assert str(name) == "U.S. Immigration and Customs Enforcement"


def test_a_question_mark_makes_it_optional() -> None:
    name = Name("?Tigard, Oregon|Tigard")
    assert name.optional
    assert name.alternatives == ("Tigard, Oregon", "Tigard")
    assert name.fits({fold("Tigard")})


PIECES = st.lists(
    st.sampled_from(
        ["U.S.", "u. s.", "United States", "the", "of", "(the", "sheriffs'", "sheriff's", "’s", "&", "Section", "sec.",
         "§", "1373(a)", "-", "for", "C.", "and", ",", "É", "ß", "\n", "u.s.c.", "Theodore", "s'"]
    )
    | st.text(max_size=4)
)  # fmt: skip


def test_the_reference_folds_alike(reference: Callable[..., Any], load_score: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        norm = load_score().norm

    @settings(deadline=None, max_examples=500)
    @given(PIECES, st.sampled_from(["", " "]))
    def same(pieces: list[str], glue: str) -> None:
        text = glue.join(pieces)
        assert fold(text) == norm(text)

    same()
