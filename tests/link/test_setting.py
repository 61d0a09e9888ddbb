"""Bodies and places that only the rest of the document settles."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.agency_kinds import NamedAgency
from kg.link import agencies


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        (
            "Maine waited. The Department of Corrections left.",
            "Department of Corrections",
            "Maine Department of Corrections",
        ),
        ("Maine waited. The DOC left.", "DOC", "Maine Department of Corrections"),
        (
            "New York City waited. The department of correction left.",
            "department of correction",
            "New York City Department of Correction",
        ),
        (
            "Cook County and Kane County, Illinois, waited. Kane County asked the county's Department of Corrections.",
            "Department of Corrections",
            "Kane County Department of Corrections",
        ),
        (
            "Officials of New York City asked. The New York Department of Corrections left.",
            "New York Department of Corrections",
            "New York City Department of Correction",
        ),
        (
            "New York State and New York City asked. The New York Department of Corrections left.",
            "New York Department of Corrections",
            "New York State Department of Corrections and Community Supervision",
        ),
        (
            "The Travis County Jail in Texas and the King County Jail in Seattle.",
            "King County Jail",
            "King County Jail",
        ),
        (
            "Nashville, Tennessee. The Davidson County Sheriff left.",
            "Davidson County Sheriff",
            "Davidson County Sheriff's Office",
        ),
        ("The 7th Circuit ruled.", "7th Circuit", "U.S. Court of Appeals for the Seventh Circuit"),
        ("The ICE Chicago field office wrote.", "ICE Chicago field office", "ERO Chicago Field Office"),
        ("New York's Green Light Law bars it.", "New York", "New York"),
        ("The Sheriff of Kane County, Illinois, left.", "Kane County, Illinois", "Kane County, Illinois"),
        ("Oregon and Washington met.", "Washington", "Washington"),
    ],
)
def test_settled(bench: Any, text: str, quote: str, label: str) -> None:
    assert bench.read(text).linked_to().get(quote) == label


@pytest.mark.parametrize(
    "text",
    [
        "Vermont sheriffs left.",
        "Oregon police left.",
        "The Yamhill County Fair used ten tons of ice. ICE, AND LOTS OF IT!",
        "VERA ASHDOWN\n                Sheriff-Coroner",
        "The Otay Mesa Detention Center is private.",
    ],
)
def test_no_agency(bench: Any, text: str) -> None:
    assert [label for label in bench.read(text).linked_to().values() if "Sheriff" in label or "Police" in label] == []
    assert not any(link.entity.startswith("agency/") for link in bench.read(text).linked.links)


def test_a_county_named_before_its_namesake_lies_in_the_documents_state(bench: Any) -> None:
    text = (
        "Salem, Oregon, and Eugene, Oregon, waited. Washington County complied, as did Washington County, "
        "Pennsylvania. Washington County was small."
    )
    linked = [bench_label for bench_label in bench.read(text).linked_to().values() if "Washington" in bench_label]
    labels = [
        bench.read(text).label(link.entity)
        for link in bench.read(text).linked.links
        if "Washington" in link.span.of(text)
    ]
    assert linked
    assert labels == ["Washington County, Oregon", "Washington County, Pennsylvania", "Washington County, Pennsylvania"]


def test_the_capital_is_no_state(bench: Any) -> None:
    text = "WASHINGTON (AP) — King County, Wash., and Spokane, Wash., sued. Washington is divided."
    assert bench.read(text).linked_to().get("Washington") is None


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The Multnomah County Sheriff's Office left. MCSO refused.", "MCSO"),
        ("The MCSO (Multnomah County Sheriff's Office) left.", "MCSO"),
        ("The Multnomah County Sheriff's Office, or MCSO, left.", "MCSO"),
    ],
)
def test_short_forms_in_other_forms(bench: Any, text: str, short: str) -> None:
    assert bench.read(text).linked_to()[short] == "Multnomah County Sheriff's Office"


def test_a_faulty_data_file_is_said_so() -> None:
    with pytest.raises(KnowledgeError, match="no place has the key"):
        agencies._named_agency(NamedAgency("police", "jurisdiction/nowhere", "Nowhere Police Department", (), ()))
