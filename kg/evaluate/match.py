"""Which found fact answers which gold fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

G = TypeVar("G")
F = TypeVar("F")


def match(
    gold: Sequence[G],
    found: Sequence[F],
    *,
    optional: Callable[[G], bool],
    fits: Callable[[G, F], bool],
    agreement: Callable[[G, F], int] = lambda gold, found: 0,
) -> tuple[list[tuple[G, F | None]], list[F]]:
    """Each gold fact in its order with the found one that answers it or None; and the found ones that answer none.

    A found fact answers one gold fact only, so that a duplicate is left over. What must be found chooses before what is
    optional; of several that fit, the one that agrees best is taken, the first of equals.
    """
    free = list(range(len(found)))
    answer: dict[int, int] = {}
    for at in sorted(range(len(gold)), key=lambda at: optional(gold[at])):
        fitting = [one for one in free if fits(gold[at], found[one])]
        if fitting:
            answer[at] = max(fitting, key=lambda one: agreement(gold[at], found[one]))
            free.remove(answer[at])
    pairs: list[tuple[G, F | None]] = [
        (one, found[answer[at]] if at in answer else None) for at, one in enumerate(gold)
    ]
    return pairs, [found[one] for one in free]
