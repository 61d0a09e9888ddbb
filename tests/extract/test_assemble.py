"""kg.extract.assemble: the evidence of a fact stands in one order."""

from __future__ import annotations

from itertools import permutations

from kg.extract.assemble import _ordered
from kg.model import Evidence, Span


def test_evidence_that_differs_in_anything_stands_in_one_order() -> None:
    at = Span(3, 9)
    pieces = [
        Evidence(at, "a", 0.8, "patterns"),
        Evidence(at, "a", 0.97, "both"),
        Evidence(at, "a", 0.8, "patterns", "Ana Example"),
        Evidence(at, "a", 0.8, "patterns", None, "agency/us/example"),
        Evidence(Span(0, 2), "b", 0.5, "patterns"),
    ]
    wanted = _ordered(pieces)
    assert [len(wanted), wanted[0].rule, wanted[1].layer] == [5, "b", "both"]
    for some in permutations(pieces):
        assert _ordered([*some, some[0]]) == wanted
