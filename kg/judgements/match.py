"""Which fact a judgement means: one of its kind with the same words, whose values do not contradict what was judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.judgements.fields import FIELDS, Field, fold
from kg.judgements.records import Target, Values

_ENOUGH = 15  # letters that a shorter passage must have to count as a part of a longer one


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that a judgement could mean.

    key: of its node. passages: where each of its quotes starts, and the quote, folded. values: for each field that it
    has, the texts that mean its value or values, folded: all names of a name, each date as it is.
    """

    key: str
    kind: str
    passages: tuple[tuple[int, str], ...]
    values: Mapping[str, frozenset[str]]


def find(target: Target, among: Iterable[Candidate], changes: Values = ()) -> Candidate | None:
    """The candidate that a target means, None where there is none; of several the one that agrees best.

    changes: what a correction makes of it. The fields that it sets may be anything by now; those of the fact's identity
    what they were, or already what they are set to.
    """
    rated = [(rank, one) for one in among if (rank := _rank(target, one, changes)) is not None]
    return min(rated, key=lambda pair: (pair[0], pair[1].key))[1] if rated else None


def _rank(target: Target, one: Candidate, changes: Values) -> tuple[int, int, int] | None:
    """How well a candidate fits, the least best; None where it does not."""
    if one.kind != target.kind:
        return None
    distance = _distance(target, one)
    if distance is None:
        return None
    set_to = dict(changes)
    agreeing = 0
    for field in FIELDS[target.kind]:
        wanted = target.get(field.name)
        if not wanted or (field.name in set_to and not field.identity):
            continue
        has = one.values.get(field.name, frozenset())
        if not has and not field.identity:
            continue
        if not _agree(field, (*wanted, *set_to.get(field.name, ())), has):
            return None
        agreeing += 1
    return -agreeing, *distance


def _distance(target: Target, one: Candidate) -> tuple[int, int] | None:
    """Whether a candidate's words are the target's (0) or a part of them or more (1), and how far they have moved."""
    quote = fold(target.quote)
    found = [(_alike(quote, words), start) for start, words in one.passages]
    near = [(how, abs(start - (target.at or 0))) for how, start in found if how is not None]
    return min(near, default=None)


def _alike(quote: str, words: str) -> int | None:
    if quote == words:
        return 0
    shorter, longer = sorted((quote, words), key=len)
    return 1 if len(shorter) >= _ENOUGH and shorter in longer else None


def _agree(field: Field, wanted: Collection[str], has: Collection[str]) -> bool:
    """Whether one of the values meant is one that is there; a month agrees with each of its days."""
    folded = {fold(text) for text in wanted}
    if field.form == "date":
        return any(one.startswith(other) or other.startswith(one) for one in folded for other in has)
    return not folded.isdisjoint(has)
