from __future__ import annotations

import pytest

from kg.model import PartialDate
from kg.read.metadata import Metadata, assemble, clean, field_of, is_address


def test_over_fills_gaps_only() -> None:
    upper = Metadata(title="A", published=PartialDate(2020))
    lower = Metadata(title="B", publisher="P", published=PartialDate(2021, 1, 1), source="s")
    assert upper.over(lower) == Metadata("A", "P", PartialDate(2020), "s")


@pytest.mark.parametrize(
    ("name", "field"),
    [("Title", "title"), ("PUBLICATION DATE", "published"), ("publication_date", "published"),
     ("site-name", "publisher"),     ("url", "source"), ("Author", "author"), ("tags", None), ("", None)],
)  # fmt: skip
def test_field_names(name: str, field: str | None) -> None:
    assert field_of(name) == field


@pytest.mark.parametrize("text", ["https://example.org/a", "HTTP://EXAMPLE.ORG", "www.example.org", "example.org/a/b"])
def test_addresses(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize("text", ["The Associated Press", "AP", "see https://example.org for more", "Dr. No", ""])
def test_no_addresses(text: str) -> None:
    assert not is_address(text)


def test_clean() -> None:
    assert clean("  a\n b\t") == "a b"
    assert clean(" \n") is None


def test_assemble_takes_the_first_of_each_and_never_the_author() -> None:
    pairs = [("author", "N. N."), ("title", "A"), ("title", "B"), ("address", "12 Main Street"), ("url", "e.org/1")]
    assert assemble(pairs, None) == Metadata("A", None, None, "e.org/1")


def test_assemble_takes_a_credit_for_the_publisher() -> None:
    assert assemble([("Source", "AP")], None) == Metadata(publisher="AP")
    assert assemble([("Source", "AP"), ("Publisher", "KSL")], None) == Metadata(publisher="KSL")
