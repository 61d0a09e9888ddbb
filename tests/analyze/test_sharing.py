from __future__ import annotations

from typing import Any

import pytest

from kg.analyze.likeness import similar
from kg.analyze.sharing import SHARED, shared
from kg.errors import AnalyzeError

ID = "https://w3id.org/jurisgraph/id/"


def rows(report: Any) -> list[tuple[Any, ...]]:
    return [row.values for row in report.rows]


def test_agencies_and_the_jurisdictions_that_they_act_in(source: Any) -> None:
    report = shared(source, "agencies-jurisdictions")
    assert rows(report) == [
        ("Bureau", "Clay County", 1, "subpoena 1"),
        ("Bureau", "Dell County", 1, "subpoena 2"),
        ("Bureau", "Elm County", 1, "subpoena 3"),
        ("Patrol", "Elm County", 1, "subpoena 4"),
    ]
    assert report.network is not None
    assert report.network.nodes[f"{ID}elm"] == {"label": "Elm County", "kind": "jurisdiction"}
    assert report.readings == ("4 ties among 5 nodes.",)


def test_agencies_share_a_law_by_facts_of_their_own(source: Any) -> None:
    # The law of subpoena 1 alone does not tie Bureau and Clay Sheriff, that of subpoena 4 not Patrol and Elm Sheriff.
    assert {row[:2] for row in rows(shared(source, "agencies"))} == {
        ("Bureau", "Elm Sheriff"), ("Bureau", "Patrol"), ("Clay Sheriff", "Elm Sheriff"), ("Clay Sheriff", "Patrol"),
    }  # fmt: skip
    assert {row[3] for row in rows(shared(source, "agencies"))} == {"8 U.S.C. § 1225"}


def test_jurisdictions_with_an_issuer_in_common(source: Any) -> None:
    report = shared(source, "jurisdictions")
    assert {row[:2] for row in rows(report)} == {
        ("Clay County", "Dell County"), ("Clay County", "Elm County"), ("Dell County", "Elm County"),
    }  # fmt: skip
    assert [fact.label for fact in report.rows[0].facts] == ["subpoena 1", "subpoena 2"]


def test_what_is_not_there_is_an_error(source: Any, tmp_path: Any) -> None:
    from kg.store import load_file

    with pytest.raises(AnalyzeError, match="no projection 'ships'") as caught:
        shared(source, "ships")
    assert "agencies" in (caught.value.hint or "")
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    with load_file(tmp_path / "empty.ttl") as store:
        for kind in SHARED:
            with pytest.raises(AnalyzeError, match="nothing to tie"):
                shared(store, kind)
        with pytest.raises(AnalyzeError, match="fewer than two"):
            similar(store)


def test_likeness_by_hand(source: Any) -> None:
    # Clay: Bureau, law, refused, sanctuary. Dell: Bureau, refused, sanctuary. Elm: Bureau, Patrol, law.
    # Weights: what 3 of 3 have log 2, 2 of 3 log 2.5, 1 of 3 log 4.
    from math import log

    report = similar(source)
    found = {row[:2]: row[2:5] for row in rows(report)}
    assert found["Clay County", "Dell County"] == (
        round((log(2) + 2 * log(2.5)) / (log(2) + 3 * log(2.5)), 3), 3,
        "answered: refused, policy: sanctuary policy and subpoenaed by: Bureau",
    )  # fmt: skip
    assert found["Dell County", "Elm County"][0] == round(log(2) / (log(2) + 3 * log(2.5) + log(4)), 3)
    assert rows(report)[0][:2] == ("Clay County", "Dell County")


def test_likeness_to_one_place(source: Any) -> None:
    report = similar(source, f"{ID}elm", least=0.3)
    assert [row[:2] for row in rows(report)] == [("Elm County", "Clay County")]
    with pytest.raises(AnalyzeError, match="no subpoena, answer, detainer or policy"):
        similar(source, f"{ID}tx")
