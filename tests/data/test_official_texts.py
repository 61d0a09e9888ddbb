"""seeds/gazetteers/official_texts.yaml: every pattern gives the addresses that its examples show, and no others."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from kg.errors import KnowledgeError
from kg.knowledge import official_texts as module
from kg.knowledge import tables
from kg.knowledge.agencies import federal_agencies
from kg.knowledge.official_texts import OfficialText, addresses, official_texts

PUBLISHERS = {
    "www.govinfo.gov",
    "www.ecfr.gov",
    "www.congress.gov",
    "www.federalregister.gov",
    "constitution.congress.gov",
}


@pytest.mark.parametrize("text", official_texts(), ids=lambda text: text.id)
def test_examples_and_counterexamples(text: OfficialText) -> None:
    assert text.examples and text.counterexamples
    for citation, address in text.examples:
        assert text.of(citation) == address
        assert address in addresses(citation)
    for citation in text.counterexamples:
        assert text.of(citation) is None, citation


@pytest.mark.parametrize("text", official_texts(), ids=lambda text: text.id)
def test_addresses_are_of_publishers_of_the_government(text: OfficialText) -> None:
    parts = urlsplit(text.address)
    assert parts.scheme == "https" and parts.hostname in PUBLISHERS
    groups = set(re.findall(r"{(\w+)}", text.address))
    assert groups - {"arabic"} <= set(text.citation.groupindex)


def test_ids_are_unique_and_fields_are_known() -> None:
    entries = tables.document(module.FILE)["texts"]
    assert len({entry["id"] for entry in entries}) == len(entries) >= 10
    assert {name for entry in entries for name in entry} == {
        "id", "citation", "address", "examples", "counterexamples"
    }  # fmt: skip


def test_laws_without_an_address() -> None:
    for citation in ("ORS 181A.820", "S.B. 54 (California)", "Immigration and Nationality Act", ""):
        assert addresses(citation) == ()


def test_a_law_may_have_two() -> None:
    assert addresses("8 C.F.R. § 287.7") == (
        "https://www.ecfr.gov/current/title-8/section-287.7",
        "https://www.govinfo.gov/link/cfr/8/287?sectionnum=7",
    )


def test_a_malformed_file_is_a_knowledge_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "document", lambda _: {"texts": [{"id": "x", "citation": "("}]})
    official_texts.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match="malformed"):
            official_texts()
    finally:
        official_texts.cache_clear()


def test_wikidata_items_are_items_and_each_of_one_agency() -> None:
    items = [record.wikidata for record in federal_agencies() if record.wikidata]
    assert len(items) == len(set(items)) >= 10
    assert all(re.fullmatch(r"Q[1-9][0-9]*", item) for item in items)
