"""Features on numbers: of instruments, of people."""

from __future__ import annotations

from typing import Final

from kg.merge.records import Event, Feature
from kg.merge.weights import WEIGHTS

_LOOSE: Final = 0.15  # share by which "about" and "nearly" may miss
_NEAR: Final = 0.34  # share of the greater number, or one, by which two reports of one number differ


def counts(a: Event, b: Event) -> Feature | None:
    """The number of subpoenas."""
    return _compared("count", "count", a, b, "subpoenas")


def detainer_counts(a: Event, b: Event) -> Feature | None:
    """The number of detainers, which is what tells one batch from the next."""
    if a.count is None or b.count is None:
        return Feature("count", WEIGHTS["detainers.unknown"], "a text does not say how many detainers")
    return _compared("count", "detainers", a, b, "detainers")


def subject_counts(a: Event, b: Event) -> Feature | None:
    """The number of people concerned."""
    one, other = a.subjects, b.subjects
    if one is None or other is None:
        return None
    if one == other:
        kind = "subjects.same-one" if one == 1 else "subjects.same"
        return Feature("people", WEIGHTS[kind], f"both about {one} people")
    return Feature("people", WEIGHTS["subjects.other"], f"about {min(one, other)} people and about {max(one, other)}")


def _compared(name: str, weight: str, a: Event, b: Event, what: str) -> Feature | None:
    one, other = a.count, b.count
    if one is None or other is None:
        return None
    if one == other:
        return Feature(name, WEIGHTS[f"{weight}.same-one" if one == 1 else f"{weight}.same"], f"both {one} {what}")
    low, high = min(one, other), max(one, other)
    if _hedged(a, b):
        return Feature(name, WEIGHTS["count.hedged"], f"{low} and {high} {what}, one of the numbers is not exact")
    near = high - low <= max(1, _NEAR * high) and low > 1
    return Feature(name, WEIGHTS[f"{weight}.near" if near else f"{weight}.other"], f"{low} {what} and {high}")


def _hedged(a: Event, b: Event) -> bool:
    """Whether one number is so hedged that the other may be the same."""
    for hedged, exact in ((a, b), (b, a)):
        if hedged.qualifier is None or hedged.count is None or exact.count is None:
            continue
        if hedged.qualifier == "at least" and exact.count >= hedged.count:
            return True
        if hedged.qualifier != "at least" and abs(exact.count - hedged.count) <= _LOOSE * exact.count:
            return True
    return False
