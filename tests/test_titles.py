"""kg.titles: how facts are called."""

from __future__ import annotations

import pytest

from kg import titles
from kg.model import Entity, PartialDate
from kg.resources import path


@pytest.mark.parametrize(
    ("alt_labels", "name"),
    [
        (("ICE", "Immigration and Customs Enforcement"), "ICE"),
        (("ICE", "USICE"), "ICE"),
        (("DPD", "APD"), "APD"),
        (("D.P.D.",), "Denver Police Department"),
        ((), "Denver Police Department"),
    ],
)
def test_short_names(alt_labels: tuple[str, ...], name: str) -> None:
    assert titles.short_name(Entity("agency/x", "Agency", "Denver Police Department", alt_labels), "agency/x") == name


def test_what_is_not_known_goes_by_its_key() -> None:
    assert titles.short_name(None, "agency/x") == "agency/x"


def test_names_of_facts() -> None:
    assert (
        titles.subpoena("ICE", "Denver, Colorado", PartialDate(2020, 1)) == "ICE subpoena on Denver, Colorado, 2020-01"
    )
    assert titles.subpoena("ICE", "Denver, Colorado", None) == "ICE subpoena on Denver, Colorado"
    assert titles.response("Denver, Colorado", "OrderedToComply") == "Denver, Colorado: ordered to comply"
    assert titles.detainers(51, "Nevada", ["Issued", "Declined"]) == "51 detainers, Nevada, issued and declined"
    assert titles.detainers(None, "Nevada", []) == "detainers, Nevada"
    assert titles.policy("Oregon", "CooperationAgreement") == "Oregon: cooperation agreement"


def test_a_policy_has_one_key_in_all_documents() -> None:
    assert titles.policy_key("jurisdiction/fips/41", "InformationSharingPolicy") == (
        "policy/fips/41/information-sharing-policy"
    )
    assert (
        titles.policy_key("agency/fips/41/police", "DetainerPolicy") == "policy/agency/fips/41/police/detainer-policy"
    )


def test_every_type_of_policy_has_its_words() -> None:
    vocabulary = path("ontology", "jurisgraph.ttl").read_text(encoding="utf-8")
    assert len(titles.policy_types()) == vocabulary.count("a skos:Concept, jg:PolicyType ;")
    for kind in titles.policy_types():
        assert f"jg:{kind} a skos:Concept, jg:PolicyType" in vocabulary
        assert titles.policy("Oregon", kind).startswith("Oregon: ")
