from __future__ import annotations

import csv
import json

import pytest

from kg.analyze.render import FORMATS, render
from kg.analyze.report import Fact, Report, Row, listed, share

REPORT = Report(
    "A title",
    {"name": "who", "share_of": "how much"},
    (Row(("Clay | Dell", 0.25), (Fact("urn:1", "fact one"),)), Row(("Elm", None)), Row(("Fir", 3))),
    ("A reading.",),
)


def test_a_table_says_how_many_rows_it_leaves_out() -> None:
    text = render(REPORT, "table", limit=2)
    assert text.splitlines()[0] == "A title"
    assert "share of" in text and "Clay | Dell" in text and "Fir" not in text
    assert text.endswith("A reading.\n1 more row: --limit 0 shows all.\n")
    assert "more row" not in render(REPORT, "table")


def test_facts_are_a_column_when_asked_for() -> None:
    assert "fact one" not in render(REPORT, "table")
    assert "fact one" in render(REPORT, "table", facts=True)


def test_csv_reads_back() -> None:
    assert list(csv.reader(render(REPORT, "csv", facts=True).splitlines())) == [
        ["name", "share_of", "facts"], ["Clay | Dell", "0.25", "fact one"], ["Elm", "", ""], ["Fir", "3", ""],
    ]  # fmt: skip


def test_markdown_keeps_its_columns() -> None:
    assert "| Clay \\| Dell | 0.25 |" in render(REPORT, "markdown")


def test_json_always_has_the_facts() -> None:
    data = json.loads(render(REPORT, "json", limit=1))
    assert data["columns"] == {"name": "who", "share_of": "how much"}
    assert data["rows"] == [{"name": "Clay | Dell", "share_of": 0.25, "facts": [{"iri": "urn:1", "label": "fact one"}]}]


def test_every_format_ends_in_a_newline() -> None:
    assert all(render(REPORT, form).endswith("\n") for form in FORMATS)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C", "D"], "A, B, C and 1 more"),
        (["A, X", "B"], "A, X; B"),
    ],
)
def test_lists_in_words(names: list[str], text: str) -> None:
    assert listed(names) == text


def test_a_share_of_nothing_is_nothing() -> None:
    assert (share(1, 3), share(1, 0)) == (0.333, 0.0)
