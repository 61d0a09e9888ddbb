from __future__ import annotations

import pytest

from kg.graph.records import Quote, counted, in_words, local_name
from kg.vocab import JG


@pytest.mark.parametrize(
    ("iri", "words"),
    [
        (JG.PartlyComplied, "partly complied"),
        (JG.USState, "state"),
        (JG.USCounty, "county"),
        (JG.ImmigrationEnforcement, "immigration enforcement"),
        (JG.Sheriff, "sheriff"),
        ("https://example.org/types/JoinedCourt/", "joined court"),
    ],
)
def test_terms_in_words(iri: str, words: str) -> None:
    assert in_words(iri) == words


def test_local_name_of_hash_and_slash_iris() -> None:
    assert local_name("https://example.org/a/b#c") == "c"
    assert local_name("https://example.org/a/b") == "b"


def test_counted() -> None:
    assert counted(1, "link") == "1 link"
    assert counted(0, "link") == "0 links"
    assert counted(1234, "link") == "1,234 links"


def test_quotes_are_in_the_order_of_documents_and_offsets() -> None:
    late, early = Quote("B", "b.txt", 1, 2, "x"), Quote("A", "a.txt", 9, 12, "y")
    assert sorted([late, early]) == [early, late]
    assert sorted([Quote("A", "a.txt", 20, 22, "z"), early])[0] == early
