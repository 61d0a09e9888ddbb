"""kg.diff.compare: which facts were added, removed and changed, and what does not count as a change."""

from __future__ import annotations

from collections.abc import Callable

from kg.diff import Change, Difference, compare
from kg.store import Store

from .conftest import told

Stores = Callable[[str, str], tuple[Store, Store]]


def changes(stores: Stores, old: str, new: str) -> list[Change]:
    one, other = stores(old, new)
    with one, other:
        return list(compare(one, other).changes)


def gist(found: list[Change]) -> list[tuple[str, str, str]]:
    return [(change.kind, change.node_kind, change.label) for change in found]


def test_the_same_is_the_same(stores: Stores) -> None:
    one, other = stores(told(), told())
    found = compare(one, other)
    assert (found.changes, found.apart) == ((), 0)


def test_a_value_that_changed_with_its_source(stores: Stores) -> None:
    (change,) = changes(stores, told(), told(count=4, quote="four subpoenas"))
    assert (change.kind, change.label) == ("changed", "ICE subpoena on Lane County")
    assert change.properties == (Difference("count", ("3",), ("4",)),)
    assert [(p.file, p.quote, p.start, p.end) for p in change.sources] == [("a.txt", "four subpoenas", 10, 24)]
    assert (change.gained, change.lost) == (1, 1)


def test_what_was_added_and_removed_tells_all_of_it(stores: Stores) -> None:
    new = '<policy/1> a jg:Policy ; skos:prefLabel "A policy" ; jg:policyType jg:SanctuaryPolicy ; jg:adoptedBy '
    new += "<agency/ice> ."
    (added,) = changes(stores, told(), told(more=new))
    assert (added.kind, added.node_kind, added.iri) == ("added", "Policy", "https://example.org/policy/1")
    assert added.properties == (
        Difference("adopted by", (), ("ICE",)),
        Difference("policy type", (), ("Sanctuary policy",)),
    )
    (removed,) = changes(stores, told(more=new), told())
    assert removed.kind == "removed"
    assert removed.properties[0] == Difference("adopted by", ("ICE",), ())


def test_a_new_version_of_a_file_is_the_same_document(stores: Stores) -> None:
    """Its key holds a hash of its bytes, and so do the IRIs of its facts; offsets have moved."""
    old, new = told(), told(key="a-222", start=40)
    assert changes(stores, old, new) == []
    one, other = stores(old, new)
    assert compare(one, other).apart > 10
    (change,) = changes(stores, old, told(key="a-222", count=5))
    assert change.properties == (Difference("count", ("3",), ("5",)),)
    assert change.iri == "https://example.org/subpoena/a-222/lane-1"


def test_two_files_of_one_name_are_not_guessed_at(stores: Stores) -> None:
    old = told() + told(key="a-999")
    found = gist(changes(stores, old, told(key="a-222") + told(key="a-999")))
    assert ("removed", "Document", "The story") in found
    assert ("added", "Document", "The story") in found


def test_documents_that_come_and_go(stores: Stores) -> None:
    one, two = told(), told(key="b-333", file="b.txt")
    assert gist(changes(stores, one, one + two)) == [
        ("added", "Document", "The story"),
        ("added", "Subpoena", "ICE subpoena on Lane County"),
    ]
    found = gist(changes(stores, one + two, one))
    assert [kind for kind, *_ in found] == ["removed", "removed"]


def test_more_evidence_is_a_change(stores: Stores) -> None:
    more = (
        "<subpoena/a-111/lane-1> jg:evidence <evidence/a-111/90-93> . <evidence/a-111/90-93> a jg:Evidence ; "
        'jg:document <document/a-111> ; jg:start 90 ; jg:end 93 ; jg:quote "two" .'
    )
    (change,) = changes(stores, told(), told(more=more))
    assert (change.kind, change.properties, change.gained, change.lost) == ("changed", (), 1, 0)
    assert [passage.quote for passage in change.sources] == ["two"]
    (change,) = changes(stores, told(more=more), told())
    assert (change.gained, change.lost, [passage.quote for passage in change.sources]) == (0, 1, ["two"])


def test_how_it_was_read_is_no_fact(stores: Stores) -> None:
    one, other = stores(told(), told(confidence=0.5))
    found = compare(one, other)
    assert (found.changes, found.apart) == ((), 2)


def test_a_name_that_changed(stores: Stores) -> None:
    renamed = told().replace("ICE subpoena on Lane County", "ICE subpoena on Lane")
    (change,) = changes(stores, told(), renamed)
    assert change.properties == (Difference("name", ("ICE subpoena on Lane County",), ("ICE subpoena on Lane",)),)


def test_a_fact_that_became_part_of_a_merged_one_has_not_gone(stores: Stores) -> None:
    merged = (
        told()
        .replace("subpoena/a-111", "subpoena/0-000")
        .replace("jg:issuedBy", "jg:mergedFrom <subpoena/a-111/lane-1>, <subpoena/0-000/lane-1> ; jg:issuedBy")
    )
    (change,) = changes(stores, told(), merged)
    assert (change.kind, change.iri) == ("changed", "https://example.org/subpoena/0-000/lane-1")
    assert [item.words for item in change.properties] == ["merged from"]


def test_nodes_without_name_kind_or_offsets_are_shown_as_they_are(stores: Stores) -> None:
    found = changes(stores, "<x> jg:count 1 .", '<x> jg:count 2 ; jg:evidence <e> . <e> a jg:Evidence ; jg:start "?" .')
    ((change),) = found
    assert (change.label, change.node_kind) == ("https://example.org/x", "node")
    assert [(p.file, p.quote, p.start) for p in change.sources] == [("", "", 0)]


def test_the_order_is_by_kind_and_name(stores: Stores) -> None:
    more = "".join(
        f'<{name}> a jg:{kind} ; skos:prefLabel "{name}" . ' for name, kind in (("z", "Agency"), ("y", "Agency"))
    )
    found = changes(stores, told(), told(count=4, more=more))
    assert [change.label for change in found] == ["y", "z", "ICE subpoena on Lane County"]
    one, other = stores(told(), told(count=4, more=more))
    result = compare(one, other)
    assert [result.count(kind) for kind in ("added", "removed", "changed")] == [2, 0, 1]
