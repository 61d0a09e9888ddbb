"""What an evaluation leaves for a later one to be compared with: a run, and the file that keeps it.

The file is JSON with one fact a line, sorted, so that two versions of it differ in the lines of what was gained and
lost. A run of totals keeps counts only, for documents that nobody is to know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kg.errors import EvaluateError
from kg.evaluate.evaluation import Evaluation
from kg.evaluate.judge import Verdict, fields, tallies
from kg.evaluate.tally import KINDS, Kind, Tally
from kg.export import atomic_write

FORMAT: Final = "jurisgraph evaluation 1"
_VERDICTS: Final[tuple[Verdict, ...]] = ("found", "missed", "wrong")
Facts = dict[Kind, dict[Verdict, tuple[str, ...]]]
Marks = dict[Kind, dict[str, dict[str, bool]]]  # kind, fact, field, whether it is right


@dataclass(frozen=True, slots=True)
class DocumentRun:
    """The verdicts on the facts of one document, and on the fields of those found. digest: of its text and gold."""

    digest: str
    facts: Facts
    marks: Marks = field(default_factory=dict)

    def tally(self, kind: Kind) -> Tally:
        """The figures of a kind in this document."""
        of = self.facts.get(kind, {})
        return Tally(*(len(of.get(verdict, ())) for verdict in ("found", "wrong", "missed")))


@dataclass(frozen=True, slots=True)
class Run:
    """The outcome of an evaluation. documents: by file name; None where only totals are kept.

    corpus: the same for two runs that judged the same documents by the same gold. fields: right, of how many.
    """

    corpus: str
    kinds: dict[Kind, Tally]
    fields: dict[str, tuple[int, int]]
    quotes: tuple[int, int]  # exact, of how many
    violations: int
    size: int  # documents
    documents: dict[str, DocumentRun] | None


def run_of(evaluation: Evaluation, *, totals_only: bool = False) -> Run:
    """The run that keeps an evaluation."""
    documents: dict[str, DocumentRun] | None = None
    if not totals_only:
        documents = {file: DocumentRun(digest, {}, {}) for file, digest in sorted(evaluation.digests.items())}
        for one in evaluation.judged:
            of = documents[one.file].facts.setdefault(one.kind, {})
            of[one.verdict] = tuple(sorted((*of.get(one.verdict, ()), one.fact)))
            if one.marks:
                told = documents[one.file].marks.setdefault(one.kind, {})
                told[one.fact] = {mark.field: mark.right for mark in one.marks}
    return Run(
        corpus=evaluation.corpus,
        kinds=tallies(evaluation.judged),
        fields=fields(evaluation.judged),
        quotes=(evaluation.quotes.right, evaluation.quotes.of),
        violations=sum(one.severity == "Violation" for one in evaluation.violations),
        size=len(evaluation.digests),
        documents=documents,
    )


def save(run: Run, path: Path) -> None:
    """Write a run; the file is there whole or stays as it was. Raises ExportError where it cannot be written."""
    data: dict[str, Any] = {"format": FORMAT, "corpus": run.corpus, "totals": totals(run)}
    if run.documents is not None:
        data["documents"] = {
            file: {"digest": one.digest, "facts": one.facts} | ({"fields": one.marks} if one.marks else {})
            for file, one in run.documents.items()
        }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    with atomic_write(path) as stream:
        stream.write(f"{text}\n".encode())


def totals(run: Run) -> dict[str, Any]:
    """The counts of a run, as JSON keeps them."""
    return {
        "documents": run.size,
        "kinds": {kind: {"tp": one.tp, "fp": one.fp, "fn": one.fn} for kind, one in run.kinds.items()},
        "fields": {name: {"right": right, "of": of} for name, (right, of) in run.fields.items()},
        "quotes": {"right": run.quotes[0], "of": run.quotes[1]},
        "violations": run.violations,
    }


def load(path: Path) -> Run:
    """Read a run that was saved. Raises EvaluateError: no such file, no JSON, not a run."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] == FORMAT:
            return _run(data)
    except FileNotFoundError as error:
        raise EvaluateError("there is no such run", where=str(path), hint="make it with --save") from error
    except OSError as error:
        raise EvaluateError(f"it cannot be read: {error.strerror}", where=str(path)) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise EvaluateError(
            "is not a run that kg evaluate has saved", where=str(path), hint="make it again with --save"
        ) from error
    raise EvaluateError("was saved by another version", where=str(path), hint="make it again with --save")


def _run(data: Mapping[str, Any]) -> Run:
    """Raises the errors of a wrong shape: AttributeError, KeyError, TypeError, ValueError."""
    counts = data["totals"]
    documents = data.get("documents")
    return Run(
        corpus=str(data["corpus"]),
        kinds={kind: Tally(*(int(counts["kinds"][kind][one]) for one in ("tp", "fp", "fn"))) for kind in KINDS},
        fields={name: (int(one["right"]), int(one["of"])) for name, one in counts["fields"].items()},
        quotes=(int(counts["quotes"]["right"]), int(counts["quotes"]["of"])),
        violations=int(counts["violations"]),
        size=int(counts["documents"]),
        documents=None if documents is None else {file: _document(one) for file, one in documents.items()},
    )


def _document(data: Mapping[str, Any]) -> DocumentRun:
    told = data["facts"]
    facts: Facts = {
        kind: {verdict: tuple(told[kind].get(verdict, ())) for verdict in _VERDICTS} for kind in KINDS if kind in told
    }
    marks: Marks = {
        kind: {fact: dict(of) for fact, of in data["fields"][kind].items()}
        for kind in KINDS
        if kind in data.get("fields", {})
    }
    return DocumentRun(str(data["digest"]), facts, marks)
