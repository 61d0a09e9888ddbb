from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.explain import Explanation, explain
from kg.query.lookup import Node, only
from kg.store import Store
from kg.vocab import BASE, JG


def explained(store: Store, text: str) -> Explanation:
    return explain(store, only(store, text))


def test_an_agency(store: Store) -> None:
    known = explained(store, "ACSO")
    assert known.node.label == "Alder County Sheriff's Office"
    assert known.types == ("Agency",)
    assert known.alt_labels == ("ACSO", "Alder County Sheriff", "Sheriff of Alder County")
    assert [(item.words, item.value, item.iri) for item in known.properties] == [
        ("agency type", "Sheriff", JG.Sheriff),
        ("has jurisdiction", "Alder County, Oregon", BASE + "jurisdiction/fips/41999"),
        ("level", "County", JG.County),
    ]
    roles = [(part.role, part.node.kind) for part in known.parts]
    assert roles.count(("was served with", "Subpoena")) == 2
    assert roles.count(("was sent", "DetainerRequest")) == 3
    assert roles.count(("responded with", "Response")) == 2
    assert roles.count(("named in", "Document")) == 3
    assert not any(kind == "Evidence" for _, kind in roles)


def test_a_fact_has_every_passage(store: Store) -> None:
    known = explained(store, "id:subpoena/gazette/alder-county-sheriff-1")
    first, second = known.evidence
    assert first.quote == "ICE handed three subpoenas to the Alder County Sheriff's Office on Monday"
    assert (first.document, first.file_name) == ("Sheriff weighs federal demand", "gazette.txt")
    assert first.start is not None and first.end is not None
    assert first.end - first.start == len(first.quote)
    assert (first.confidence, first.rule) == (0.9, "served-on")
    assert first.supports == ("count", "date", "issuedBy", "servedOn")
    assert (first.speaker, first.asserted_by) == (None, None)
    assert (second.speaker, second.asserted_by) == ("Dana Whitlow", "U.S. Immigration and Customs Enforcement")
    assert [item.value for item in known.properties if item.words == "cites statute"] == [
        "8 U.S.C. § 1225(d)(4)(B)",
        "INA § 235(d)(4)(B)",
    ]


def test_a_response_knows_its_subpoena(store: Store) -> None:
    known = explained(store, "id:response/bulletin/tri-valley-jail-2")
    assert [(part.role, part.node.iri) for part in known.parts] == [
        ("response to", BASE + "subpoena/bulletin/tri-valley-jail-1")
    ]
    assert [item.value for item in known.properties if item.words == "status"] == ["Pending"]
    assert len(known.evidence) == 2


def test_a_document_tells_what_it_states(store: Store) -> None:
    known = explained(store, "minutes.html")
    assert known.evidence == ()
    states = [part.node.kind for part in known.parts if part.role == "states"]
    assert sorted(states) == ["Agency", "CourtAction", "DetainerRequest", "DetainerRequest"]
    assert "content hash" not in {item.words for item in known.properties}


def test_evidence_and_statutes(store: Store) -> None:
    known = explained(store, "id:evidence/gazette/530-570")
    assert known == explained(store, f"<{BASE}evidence/gazette/530-570>")
    assert ("evidence of", BASE + "response/gazette/alder-county-sheriff-1") in [
        (part.role, part.node.iri) for part in known.parts
    ]
    roles = {part.role for part in explained(store, "INA § 235(d)(4)(B)").parts}
    assert roles == {"cited by", "named in", "parallel citation"}


def test_lists_are_sorted_and_free_of_repeats(store: Store) -> None:
    for name in ("ICE", "Oregon", "USA", "id:policy/minutes/brook-falls-1"):
        known = explained(store, name)
        assert list(known.parts) == sorted(set(known.parts), key=lambda part: (part.role, part.node))
        assert len(set(known.properties)) == len(known.properties)
        assert len({passage.iri for passage in known.evidence}) == len(known.evidence)


def test_a_node_that_nobody_mentions(store: Store) -> None:
    with pytest.raises(QueryError, match="states nothing"):
        explain(store, Node("x", "", "http://x/a"))
