"""What was gained and lost between two runs, fact by fact, and how the figures moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.errors import EvaluateError
from kg.evaluate.runs import DocumentRun, Run
from kg.evaluate.tally import KINDS, Kind, Tally, total

_HAIR: Final = 1e-9  # points; what floating point may add to a fall that is exactly the tolerance


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One fact that is judged otherwise than before. what: "found", "missed", "wrong", "no more wrong", or a field
    with the like ("date right", "date wrong")."""

    file: str
    kind: Kind
    fact: str
    what: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side.

    kinds, fields: the figures before and now, over the documents that both judge by the same text and gold; over all
    of each where one of the runs keeps totals only. compared: how many documents those are. left_out: the names of the
    documents that are new, gone, or changed in text or gold. same_corpus: whether both judged the same.
    """

    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    kinds: dict[Kind, tuple[Tally, Tally]]
    fields: dict[str, tuple[tuple[int, int], tuple[int, int]]]
    compared: int
    left_out: tuple[str, ...]
    same_corpus: bool
    totals_only: bool = field(default=False)

    def falls(self, tolerance: float) -> dict[Kind, float]:
        """The kinds whose F1 fell by more than the tolerance, with the fall; both in points, hundredths of F1."""
        points = {kind: 100 * (before.f1 - now.f1) for kind, (before, now) in self.kinds.items()}
        return {kind: fall for kind, fall in points.items() if fall > tolerance + _HAIR}


def compare(before: Run, now: Run) -> Comparison:
    """Compare a run with an earlier one. Raises EvaluateError where they have no document in common."""
    same = before.corpus == now.corpus
    if before.documents is None or now.documents is None:
        fields = _side_by_side(before.fields, now.fields)
        kinds = {kind: (before.kinds[kind], now.kinds[kind]) for kind in KINDS}
        return Comparison((), (), kinds, fields, now.size, (), same, totals_only=True)
    old, new = before.documents, now.documents
    common = sorted(file for file in old if file in new and old[file].digest == new[file].digest)
    if not common:
        raise EvaluateError("the two runs have no document in common", hint="save a new run with --save")
    gained: list[Change] = []
    lost: list[Change] = []
    for file in common:
        gained += _moved(file, old[file], new[file], better=True)
        lost += _moved(file, old[file], new[file], better=False)
    return Comparison(
        gained=tuple(sorted(gained)),
        lost=tuple(sorted(lost)),
        kinds={kind: (_sum(kind, old, common), _sum(kind, new, common)) for kind in KINDS},
        fields=_side_by_side(_fields(old, common), _fields(new, common)),
        compared=len(common),
        left_out=tuple(sorted({*old, *new} - set(common))),
        same_corpus=same,
    )


def _moved(file: str, old: DocumentRun, new: DocumentRun, *, better: bool) -> Iterator[Change]:
    """What one document gained (or lost): facts first, then fields of facts found both times."""
    # What was lost from one run to the next was gained from the next to the one.
    earlier, later = (old, new) if better else (new, old)
    for kind in KINDS:
        was, got = earlier.facts.get(kind, {}), later.facts.get(kind, {})
        for fact in {*got.get("found", ())} - {*was.get("found", ())}:
            yield Change(file, kind, fact, "found" if better else "missed")
        for fact in {*was.get("wrong", ())} - {*got.get("wrong", ())}:
            yield Change(file, kind, fact, "no more wrong" if better else "wrong")
        told, tells = earlier.marks.get(kind, {}), later.marks.get(kind, {})
        for fact in told.keys() & tells.keys():
            for name, right in tells[fact].items():
                if right and not told[fact].get(name, True):
                    yield Change(file, kind, fact, f"{name} {'right' if better else 'wrong'}")


def _sum(kind: Kind, documents: Mapping[str, DocumentRun], common: Iterable[str]) -> Tally:
    return total(documents[file].tally(kind) for file in common)


def _fields(documents: Mapping[str, DocumentRun], common: Iterable[str]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for file in common:
        for kind, facts in documents[file].marks.items():
            for marks in facts.values():
                for name, right in marks.items():
                    before = found.get(f"{kind}.{name}", (0, 0))
                    found[f"{kind}.{name}"] = (before[0] + right, before[1] + 1)
    return found


def _side_by_side(
    before: Mapping[str, tuple[int, int]], now: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[tuple[int, int], tuple[int, int]]]:
    return {name: (before.get(name, (0, 0)), now.get(name, (0, 0))) for name in sorted({*before, *now})}
