"""Real graphs scored here and by the reference, where it lies beside the checkout."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate import evaluate, load_gold
from kg.evaluate.judge import Judged
from kg.export import export
from kg.pipeline import build
from kg.store import load_file, memory_store

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
Reference = Callable[..., dict[str, Any]]
Figures = Callable[[tuple[Judged, ...]], dict[str, Any]]


def both(
    gold: Path, folder: Path, place: Path, reference: Reference, as_figures: Figures
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The figures here and there, of one graph; and how many quotes are exact, of how many."""
    entries = json.loads(gold.read_text(encoding="utf-8"))
    with memory_store() as store:
        build([folder / entry["file"] for entry in entries], store)
        with (place / "graph.ttl").open("wb") as stream:
            export(store, "turtle", stream)
    found = evaluate(load_gold([gold]), folder, load_file(place / "graph.ttl"))
    ours = as_figures(found.judged) | {"quotes": (found.quotes.right, found.quotes.of)}
    ours["missing"] = [file for file, _ in found.problems]
    return ours, reference(place / "graph.ttl", entries, folder)


@pytest.mark.parametrize("spoilt", [False, True], ids=["as it is", "with faults"])
def test_the_digests(reference: Reference, as_figures: Figures, tmp_path: Path, spoilt: bool) -> None:
    gold = ROOT / "tests" / "gold" / "seed_digests.json"
    if spoilt:  # so that every figure has something to count
        entries = json.loads(gold.read_text(encoding="utf-8"))
        entries.reverse()
        for at, entry in enumerate(entries):
            for kind in ("agencies", "jurisdictions", "agency_jurisdiction", "policies", "subpoenas", "detainers"):
                entry[kind] = [fact for number, fact in enumerate(entry[kind]) if (number + at) % 3]
            for event in (*entry["subpoenas"], *entry["detainers"]):
                event |= {"count": 4, "date": "2020-02", "status": ["Refused"], "start": "2017", "outcome": ["Issued"]}
        gold = tmp_path / "gold.json"
        gold.write_text(json.dumps(entries), encoding="utf-8")
    ours, theirs = both(gold, ROOT / "seeds" / "documents", tmp_path, reference, as_figures)
    assert ours == theirs
    assert (ours["all"]["f1"] < 0.9) is spoilt and (ours["all"]["fp"] > 9) is spoilt


def test_the_seeds(reference: Reference, as_figures: Figures, tmp_path: Path) -> None:
    ours, theirs = both(SHARED / "gold" / "seeds.json", SHARED / "seeds", tmp_path, reference, as_figures)
    assert ours == theirs
    assert ours["all"]["tp"] > 50 and ours["quotes"][1] > 100
