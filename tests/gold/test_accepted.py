"""The accepted runs: one for each set of texts that make evaluate scores; the unseen split keeps silent."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.evaluate import load_run

HERE = Path(__file__).parent
ACCEPTED = HERE / "accepted"
MAKEFILE = (HERE.parents[1] / "Makefile").read_text(encoding="utf-8")
SETS = {
    "train": "train/gold.json",
    "dev": "dev/gold.json",
    "test": "test/gold.json",
    "seed_digests": "seed_digests.json",
}


def test_make_evaluate_scores_every_set() -> None:
    assert {path.stem for path in ACCEPTED.glob("*.json")} == set(SETS)
    assert set(re.findall(r"kg evaluate .*\$\(ACCEPTED\)/(\w+)\.json", MAKEFILE)) == set(SETS)
    (unseen,) = [line for line in MAKEFILE.splitlines() if "kg evaluate tests/gold/test " in line]
    assert "--totals-only" in unseen


def test_make_test_scores_too() -> None:
    recipe = MAKEFILE.partition("\ntest: ")[2].partition("\n\n")[0]
    assert recipe.splitlines()[1] == "\t@failed=0; $(BIN)/pytest || failed=1; $(SCORES) exit $$failed"


@pytest.mark.parametrize("name", sorted(SETS))
def test_an_accepted_run_can_be_compared_with(name: str) -> None:
    run = load_run(ACCEPTED / f"{name}.json")
    assert run.size >= 5
    assert run.quotes[0] == run.quotes[1] > 0, "a run with an inexact quote is not accepted"
    assert run.violations == 0
    assert sum(tally.tp for tally in run.kinds.values()) > 50
    if run.documents is not None:
        listed = {entry["file"] for entry in json.loads((HERE / SETS[name]).read_text(encoding="utf-8"))}
        assert listed & set(run.documents), "none of its documents is there any more: make accept"
        for kind, tally in run.kinds.items():
            assert sum(one.tally(kind).tp for one in run.documents.values()) == tally.tp


def test_the_unseen_split_keeps_its_counts_only() -> None:
    assert load_run(ACCEPTED / "test.json").documents is None
    text = (ACCEPTED / "test.json").read_text(encoding="utf-8")
    entries = json.loads((HERE / "test" / "gold.json").read_text(encoding="utf-8"))
    shown = [entry["file"] for entry in entries if entry["file"] in text]
    shown += [name for entry in entries for name in entry["agencies"] + entry["statutes"] if name.lstrip("?") in text]
    assert len(shown) == 0, "the accepted run of the unseen split names a document or a fact"


def test_the_other_sets_keep_every_fact() -> None:
    for name in set(SETS) - {"test"}:
        assert load_run(ACCEPTED / f"{name}.json").documents
