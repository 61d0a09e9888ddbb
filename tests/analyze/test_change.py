from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from kg.analyze.change import change, period_of, spread
from kg.analyze.ties import EVENTS, chosen
from kg.errors import AnalyzeError
from kg.store import load_file


@pytest.mark.parametrize(
    ("date", "periods"),
    [
        ("2020-05-17", ("2020", "2020-Q2", "2020-05")),
        ("2020-12", ("2020", "2020-Q4", "2020-12")),
        ("2020", ("2020", None, None)),
        ("", (None, None, None)),
    ],
)
def test_the_period_of_a_date(date: str, periods: tuple[str | None, ...]) -> None:
    assert tuple(period_of(date, by) for by in ("year", "quarter", "month")) == periods  # type: ignore[arg-type]


def test_what_each_year_adds(whole: nx.MultiDiGraph[str]) -> None:
    report = change(chosen(whole, EVENTS))
    assert [row.values for row in report.rows] == [
        ("2020", 2, 2, 2, 2, 2, "Clay Sheriff and Dell Sheriff"),
        ("2021", 1, 1, 1, 1, 1, "Elm Sheriff"),
    ]
    assert [fact.label for fact in report.rows[1].facts] == ["subpoena 4"]
    assert report.readings[0] == "3 dated facts in 2 years; most, 2, in 2020."
    assert report.readings[1] == "1 fact with no date as fine as a year: left out."


def test_no_dated_fact_is_an_error(whole: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(AnalyzeError, match="no fact has a date as fine as a month"):
        change(chosen(whole, ["within"]), "month")


def test_policies_by_their_first_report(source: Any) -> None:
    report = spread(source, "quarter")
    assert [row.values for row in report.rows] == [
        ("2020-Q1", "sanctuary policy", 1, 1, "Clay County"),
        ("2021-Q2", "sanctuary policy", 1, 2, "Dell Sheriff"),
    ]
    assert [fact.label for fact in report.rows[0].facts] == ["policy 1"]
    assert "older than the first report" in report.readings[1]


def test_a_graph_without_policies_is_an_error(tmp_path: Any) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("", encoding="utf-8")
    with load_file(empty) as store, pytest.raises(AnalyzeError, match="no policy is told of"):
        spread(store)
