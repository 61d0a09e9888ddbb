"""The labelled pairs: how many that are joined are one event, and how many that are one event are joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.merge import Event, merge

Make = Callable[..., Event]
GROUPS = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8"))
PAIRS = [(group["about"], group["same"], group.get("both", {}), pair) for group in GROUPS for pair in group["pairs"]]


def joined(event: Make, both: dict[str, Any], pair: list[dict[str, Any]], *, swapped: bool = False) -> bool:
    iris = ("e2", "e1") if swapped else ("e1", "e2")
    told = [event(iri, **(both | said)) for iri, said in zip(iris, pair, strict=True)]
    return bool(merge(told).clusters)


def test_there_are_enough_pairs_of_either_kind() -> None:
    labels = Counter(same for _, same, _, _ in PAIRS)
    assert len(PAIRS) >= 150
    assert min(labels.values()) >= 60
    assert len({group["about"] for group in GROUPS}) == len(GROUPS) > 20


def test_no_pair_stands_there_twice() -> None:
    seen = Counter(
        frozenset(repr(sorted((both | said).items(), key=str)) for said in pair) for _, _, both, pair in PAIRS
    )
    assert [pair for pair, number in seen.items() if number > 1] == []


def test_precision_and_recall(event: Make) -> None:
    right = Counter((same, joined(event, both, pair)) for _, same, both, pair in PAIRS)
    missed = [(about, pair) for about, same, both, pair in PAIRS if same and not joined(event, both, pair)]
    wrong = [(about, pair) for about, same, both, pair in PAIRS if not same and joined(event, both, pair)]
    precision = right[True, True] / (right[True, True] + right[False, True])
    recall = right[True, True] / (right[True, True] + right[True, False])
    assert precision >= 0.98, wrong
    assert recall >= 0.90, missed


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["about"])
def test_the_order_of_a_pair_does_not_matter(event: Make, group: dict[str, Any]) -> None:
    for pair in group["pairs"]:
        both = group.get("both", {})
        there, back = (joined(event, both, pair, swapped=swapped) for swapped in (False, True))
        assert there == back, pair


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["about"])
def test_no_pair_is_joined_within_a_document_or_against_a_judgement(event: Make, group: dict[str, Any]) -> None:
    for pair in group["pairs"]:
        one, other = (event(f"e{i}", **(group.get("both", {}) | said)) for i, said in enumerate(pair))
        assert merge([one, other], apart=[("e1", "e0")]).clusters == ()
        told = [event(f"e{i}", doc="d", **(group.get("both", {}) | said)) for i, said in enumerate(pair)]
        assert merge(told).clusters == ()
