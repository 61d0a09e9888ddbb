from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.lookup import Node, find, fold, labels, nodes, only, suggestions
from kg.store import Store
from kg.vocab import BASE


def iris(found: list[Node]) -> list[str]:
    return [node.iri.removeprefix(BASE) for node in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alder County Sheriff's Office", ["agency/alder-county-sheriff"]),
        ("ACSO", ["agency/alder-county-sheriff"]),
        ("acso", ["agency/alder-county-sheriff"]),
        ("the  alder county sheriff’s OFFICE", ["agency/alder-county-sheriff"]),
        ("id:agency/alder-county-sheriff", ["agency/alder-county-sheriff"]),
        (f"<{BASE}agency/alder-county-sheriff>", ["agency/alder-county-sheriff"]),
        ("Alder County", ["jurisdiction/fips/08999", "jurisdiction/fips/41999"]),
        ("8 U.S.C. § 1225(d)(4)(B)", ["statute/8-usc-1225"]),
        ("gazette.txt", ["document/gazette-0000000000a1"]),
        ("Week in review", ["document/bulletin-0000000000d4"]),
        ("id:agency/nobody", []),
        ("Nobody at all", []),
        ('" } #', []),
    ],
)
def test_nodes_are_found_by_what_users_write(store: Store, text: str, expected: list[str]) -> None:
    assert iris(find(store, text)) == expected


def test_a_class_narrows_the_search(store: Store) -> None:
    assert iris(find(store, "Oregon", kind="Jurisdiction")) == ["jurisdiction/fips/41"]
    assert find(store, "Oregon", kind="Agency") == []
    assert find(store, "id:jurisdiction/fips/41", kind="Agency") == []
    assert find(store, "oregon", kind="Agency") == []


def test_a_found_node_has_label_and_class(store: Store) -> None:
    assert find(store, "BFPD") == [Node("Brook Falls Police Department", "Agency", BASE + "agency/brook-falls-police")]


def test_nodes_without_label_or_class_show_their_iri(store: Store) -> None:
    assert nodes(store, ["http://x/unknown"]) == [Node("http://x/unknown", "", "http://x/unknown")]
    (evidence,) = find(store, "id:evidence/gazette/11-24")
    assert (evidence.label, evidence.kind) == ("id:evidence/gazette/11-24", "Evidence")
    assert nodes(store, []) == []


def test_labels_of_many_nodes(store: Store) -> None:
    wanted = [BASE + "document/minutes-0000000000c3", BASE + "document/gazette-0000000000a1", BASE + "jurisdiction/us"]
    assert labels(store, [*wanted, "http://x/unknown"]) == dict(
        zip(wanted, ["minutes.html", "Sheriff weighs federal demand", "United States"], strict=True)
    )
    assert labels(store, []) == {}


def test_only_one_is_only_one(store: Store) -> None:
    assert only(store, "DHS").label == "U.S. Department of Homeland Security"
    with pytest.raises(QueryError, match="names 2 nodes") as caught:
        only(store, "Alder County", kind="Jurisdiction")
    assert caught.value.hint is not None
    assert "id:jurisdiction/fips/41999" in caught.value.hint and "id:jurisdiction/fips/08999" in caught.value.hint


def test_what_is_not_there_is_said_with_suggestions(store: Store) -> None:
    with pytest.raises(QueryError, match="a jurisdiction named 'Oregn'") as caught:
        only(store, "Oregn", kind="Jurisdiction")
    assert caught.value.hint is not None and "'Oregon'" in caught.value.hint
    with pytest.raises(QueryError) as caught:
        only(store, "qqqqqqq")
    assert caught.value.hint == "it takes a label or an IRI"


def test_suggestions_are_near_few_and_of_the_class(store: Store) -> None:
    assert suggestions(store, "Brok Falls Police Departmnt")[0] == "Brook Falls Police Department"
    assert "Alder County Circuit Court" in suggestions(store, "circuit court")
    assert all("County" in label for label in suggestions(store, "alder county", kind="Jurisdiction")[:3])
    assert len(suggestions(store, "alder county")) <= 8
    assert suggestions(store, "alder county") == suggestions(store, "alder county")


def test_fold() -> None:
    assert fold("The  Sheriff’s\tOffice") == "sheriff's office"
    assert fold("THEMIS") == "themis"
