"""Parts of a batch that was told of before, by place: "four of the six were in <LOC>, one in <LOC>"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.slots import Found, number
from kg.extract.units import Sentence

_AT = frozenset({"in", "at", "from", "by", "to", "with"})
_REACH = 6  # units between a number and its place
_ONE = frozenset({"one", "another"})


def whole(sentence: Sentence) -> int | None:
    """The number of the batch whose parts a sentence tells: "four of the six"."""
    for i in range(2, len(sentence.units)):
        behind_of = sentence.lower(i - 1) in ("the", "those", "these") and sentence.lower(i - 2) == "of"
        if sentence.units[i].kind == "NUM" and behind_of:
            found = number(sentence.units[i])
            return found.value if found and isinstance(found.value, int) else None
    return None


def shares(sentence: Sentence) -> list[tuple[int, Found]]:
    """The index of each place and its number; empty where the sentence does not give two or more."""
    found = list(_pairs(sentence))
    return found if len(found) > 1 else []


def _pairs(sentence: Sentence) -> Iterator[tuple[int, Found]]:
    units = sentence.units
    taken = -1
    for i, unit in enumerate(units):
        if unit.kind != "LOC" or sentence.lower(i - 1) not in _AT or len(unit.refs) != 1:
            continue
        for j in range(max(taken + 1, i - 1 - _REACH), i):
            counted = number(units[j]) if units[j].kind == "NUM" else None
            if units[j].kind == "" and sentence.lower(j) in _ONE:
                counted = Found(1, units[j].span)
            if counted is not None and isinstance(counted.value, int):
                taken = i
                yield i, counted
                break
