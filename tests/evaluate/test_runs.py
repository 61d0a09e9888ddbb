"""Runs that are kept, and what two of them tell."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import EvaluateError, ExportError
from kg.evaluate.compare import Change, Comparison, compare
from kg.evaluate.evaluation import Evaluation
from kg.evaluate.fields import Mark
from kg.evaluate.graph import Graph
from kg.evaluate.judge import Judged
from kg.evaluate.quotes import Quotes
from kg.evaluate.runs import Run, load, run_of, save
from kg.evaluate.tally import KINDS, Tally

RIGHT, WRONG = Mark("date", True, "2020", "2020-02"), Mark("date", False, "2020", "-")
JUDGED = (
    Judged("a.txt", "agencies", "ICE", "found"),
    Judged("a.txt", "agencies", "LCSO", "missed"),
    Judged("a.txt", "agencies", "OSP", "wrong"),
    Judged("a.txt", "subpoenas", "ICE → LCSO", "found", marks=(RIGHT, Mark("count", True, "4", "4"))),
    Judged("b.txt", "agencies", "ICE", "found"),
    Judged("b.txt", "subpoenas", "ICE → OSP, date 2020", "found", marks=(WRONG,)),
)


def evaluation(*judged: Judged, **digests: str) -> Evaluation:
    names = {f"{name}.txt": digest for name, digest in ({"a": "1", "b": "2"} | digests).items() if digest}
    kept = tuple(one for one in judged or JUDGED if one.file in names)
    return Evaluation(kept, Quotes(7, 8), (), (), (), names, Graph(()), {})


def changed(*changes: tuple[Judged, Judged | None]) -> Evaluation:
    """The evaluation with some verdicts put in the place of others; None takes one out."""
    other = dict(changes)
    found = (other.get(one, one) for one in JUDGED)
    return evaluation(*(one for one in found if one is not None))


def since(now: Evaluation, before: Evaluation | None = None) -> Comparison:
    return compare(run_of(before or evaluation()), run_of(now))


@pytest.mark.parametrize("totals_only", [False, True])
def test_a_run_comes_back_as_it_was_kept(tmp_path: Path, totals_only: bool) -> None:
    run = run_of(evaluation(), totals_only=totals_only)
    save(run, tmp_path / "run.json")
    again = load(tmp_path / "run.json")
    assert (again.corpus, again.kinds, again.fields) == (run.corpus, run.kinds, run.fields)
    assert (again.quotes, again.size, again.violations) == ((7, 8), 2, 0)
    assert compare(run, again) == compare(run, run)
    assert compare(run, again).gained == ()


def test_what_a_run_says(tmp_path: Path) -> None:
    run = run_of(evaluation())
    assert run.kinds["agencies"] == Tally(2, 1, 1) and run.kinds["statutes"] == Tally()
    assert run.fields == {"subpoenas.count": (1, 1), "subpoenas.date": (1, 2)}
    save(run, tmp_path / "run.json")
    data = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert data["documents"]["a.txt"] == {
        "digest": "1",
        "facts": {
            "agencies": {"found": ["ICE"], "missed": ["LCSO"], "wrong": ["OSP"]},
            "subpoenas": {"found": ["ICE → LCSO"]},
        },
        "fields": {"subpoenas": {"ICE → LCSO": {"count": True, "date": True}}},
    }
    assert data["totals"]["kinds"]["agencies"] == {"tp": 2, "fp": 1, "fn": 1}


def test_the_file_has_a_fact_a_line_and_no_order_of_its_own(tmp_path: Path) -> None:
    save(run_of(evaluation()), tmp_path / "one.json")
    save(run_of(evaluation(*reversed(JUDGED))), tmp_path / "two.json")
    text = (tmp_path / "one.json").read_text(encoding="utf-8")
    assert text == (tmp_path / "two.json").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert [line.strip() for line in text.splitlines() if "LCSO" in line] == [
        '"LCSO"',
        '"ICE → LCSO"',
        '"ICE → LCSO": {',
    ]


def test_totals_only_keeps_no_name_and_no_fact(tmp_path: Path) -> None:
    run = run_of(evaluation(), totals_only=True)
    assert run.documents is None
    save(run, tmp_path / "run.json")
    text = (tmp_path / "run.json").read_text(encoding="utf-8")
    assert not any(word in text for word in ("a.txt", "ICE", "LCSO", "OSP", "2020"))
    assert json.loads(text)["totals"]["documents"] == 2


def test_nothing_changed() -> None:
    same = since(evaluation())
    assert (same.gained, same.lost, same.left_out, same.compared) == ((), (), (), 2)
    assert same.same_corpus and not same.falls(0)
    assert all(before == now for before, now in same.kinds.values())


def test_facts_gained_and_lost() -> None:
    comparison = since(
        changed(
            (JUDGED[1], replace(JUDGED[1], verdict="found")),
            (JUDGED[2], None),
            (JUDGED[4], replace(JUDGED[4], verdict="missed")),
            (JUDGED[3], replace(JUDGED[3], verdict="wrong", marks=())),
        )
    )
    assert comparison.gained == (
        Change("a.txt", "agencies", "LCSO", "found"),
        Change("a.txt", "agencies", "OSP", "no more wrong"),
    )
    assert comparison.lost == (
        Change("a.txt", "subpoenas", "ICE → LCSO", "missed"),
        Change("a.txt", "subpoenas", "ICE → LCSO", "wrong"),
        Change("b.txt", "agencies", "ICE", "missed"),
    )


def test_what_one_direction_gains_the_other_loses() -> None:
    now = changed((JUDGED[1], replace(JUDGED[1], verdict="found")), (JUDGED[5], replace(JUDGED[5], marks=(RIGHT,))))
    there, back = since(now), since(evaluation(), now)
    assert [(one.file, one.fact) for one in there.gained] == [(one.file, one.fact) for one in back.lost]
    assert len(there.gained) == 2 and there.lost == back.gained == ()
    assert [one.what for one in back.lost] == ["missed", "date wrong"]


def test_fields_gained_and_lost() -> None:
    comparison = since(
        changed((JUDGED[3], replace(JUDGED[3], marks=(WRONG,))), (JUDGED[5], replace(JUDGED[5], marks=(RIGHT,))))
    )
    assert comparison.gained == (Change("b.txt", "subpoenas", "ICE → OSP, date 2020", "date right"),)
    assert comparison.lost == (Change("a.txt", "subpoenas", "ICE → LCSO", "date wrong"),)
    assert comparison.fields == {"subpoenas.count": ((1, 1), (0, 0)), "subpoenas.date": ((1, 2), (1, 2))}


@pytest.mark.parametrize(("tolerance", "falls"), [(0.0, True), (33.0, True), (33.4, False), (100.0, False)])
def test_a_fall_beyond_the_tolerance(tolerance: float, falls: bool) -> None:
    comparison = since(changed((JUDGED[5], replace(JUDGED[5], verdict="missed", marks=()))))
    # of two subpoenas one is found now: F1 2/3 after 1
    assert (set(comparison.falls(tolerance)) == {"subpoenas"}) is falls
    assert all(round(fall, 1) == 33.3 for fall in comparison.falls(tolerance).values())


def test_a_fall_of_just_the_tolerance_is_none() -> None:
    def run(tp: int, fn: int) -> Run:
        return replace(run_of(evaluation(), totals_only=True), kinds=dict.fromkeys(KINDS, Tally(tp, 0, fn)))

    # 2·tp / (2·tp + fn): 0.9 and 0.8
    comparison = compare(run(9, 2), run(4, 2))
    assert comparison.falls(10.0) == {} and len(comparison.falls(9.99)) == len(KINDS)
    assert compare(run(4, 2), run(9, 2)).falls(0) == {}, "a rise is no fall"


def test_documents_that_changed_are_left_out_of_the_figures() -> None:
    comparison = since(evaluation(a="9", c="3"))
    assert comparison.left_out == ("a.txt", "c.txt")
    assert comparison.compared == 1 and not comparison.same_corpus
    assert comparison.kinds["agencies"] == (Tally(1, 0, 0), Tally(1, 0, 0))
    assert comparison.fields == {"subpoenas.date": ((0, 1), (0, 1))}
    gone = since(evaluation(a=""))
    assert gone.left_out == ("a.txt",) and gone.lost == ()


def test_runs_of_nothing_in_common() -> None:
    with pytest.raises(EvaluateError, match="no document in common"):
        since(evaluation(a="9", b=""))


@pytest.mark.parametrize(("before", "now"), [(True, True), (True, False), (False, True)])
def test_totals_are_compared_where_one_run_has_no_more(before: bool, now: bool) -> None:
    worse = changed((JUDGED[0], replace(JUDGED[0], verdict="missed")))
    comparison = compare(run_of(evaluation(), totals_only=before), run_of(worse, totals_only=now))
    assert comparison.totals_only and comparison.same_corpus
    assert (comparison.gained, comparison.lost, comparison.left_out) == ((), (), ())
    assert comparison.kinds["agencies"] == (Tally(2, 1, 1), Tally(1, 1, 2))
    assert set(comparison.falls(1)) == {"agencies"}
    assert not compare(run_of(evaluation()), run_of(evaluation(a="9"), totals_only=True)).same_corpus


@pytest.mark.parametrize(
    "change",
    [
        {"totals": {}},
        {"totals": []},
        {"corpus": None, "totals": None},
        {"documents": {"a.txt": {"digest": "1"}}},
        {"documents": ["a.txt"]},
    ],
)
def test_a_file_that_is_no_run(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "run.json"
    save(run_of(evaluation()), path)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(EvaluateError, match="is not a run that kg evaluate has saved") as caught:
        load(path)
    assert caught.value.where == str(path)


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(EvaluateError, match="there is no such run"):
        load(tmp_path / "none.json")
    with pytest.raises(EvaluateError, match="cannot be read"):
        load(tmp_path)
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    with pytest.raises(EvaluateError, match="is not a run"):
        load(tmp_path / "list.json")
    (tmp_path / "old.json").write_text('{"format": "jurisgraph evaluation 0"}', encoding="utf-8")
    with pytest.raises(EvaluateError, match="another version"):
        load(tmp_path / "old.json")
    with pytest.raises(ExportError, match="folder does not exist"):
        save(run_of(evaluation()), tmp_path / "no" / "run.json")
