"""One evaluation: the documents of a corpus, their graph, and all verdicts on it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.corpus import build_into, gather
from kg.evaluate.gold import GoldDocument
from kg.evaluate.graph import Graph
from kg.evaluate.judge import Judged, judge
from kg.evaluate.quotes import Quotes, check_quotes
from kg.export import rows
from kg.model import LAYERS, Document, SetAside
from kg.store import Store, memory_store
from kg.validate import Violation, check


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came out.

    digests: of each document's text and gold facts, by file name.   set_aside: what the shapes refused in the build.
    problems: (file, reason) of documents that are not there, cannot be read, or are not in the graph: their gold facts
    count as missed.   graph, documents: for the words behind a verdict (see kg.evaluate.passages).
    """

    judged: tuple[Judged, ...]
    quotes: Quotes
    violations: tuple[Violation, ...]
    set_aside: tuple[SetAside, ...]
    problems: tuple[tuple[str, str], ...]
    digests: dict[str, str]
    graph: Graph
    documents: dict[str, Document]

    @property
    def corpus(self) -> str:
        """12 hex digits that tell whether two runs judge the same documents by the same gold."""
        told = "\n".join(f"{file}\0{digest}" for file, digest in sorted(self.digests.items()))
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    @property
    def sound(self) -> bool:
        """Whether all documents are there, all quotes exact, and no shape violated."""
        violated = any(one.severity == "Violation" for one in self.violations)
        return not (self.problems or violated) and self.quotes.right == self.quotes.of


def evaluate(
    gold: Sequence[GoldDocument],
    folder: Path,
    store: Store | None = None,
    layers: Sequence[str] = LAYERS,
    view: str = "merged",
) -> Evaluation:
    """Judge the graph of the documents of a folder by their gold facts.

    store: a graph that is there already; None builds one in memory from the documents that have gold facts.
    layers: of extraction, by name, where a graph is built.
    view: one of kg.export.VIEWS. "merged" judges an event by what all its documents say of it, as the reference scorer
    does with the file that kg build writes; "documents" judges what each document says by itself.
    Raises EvaluateError (see gather), StoreError, ValidationError.
    """
    corpus = gather(folder, gold)
    set_aside: tuple[SetAside, ...] = ()
    problems = dict(corpus.problems)
    with memory_store() if store is None else store as source:
        if store is None:
            set_aside, failed = build_into(source, corpus, layers)
            problems |= dict(failed)
        judged_on = rows(source, view)
        graph = Graph(judged_on.triples())
        violations = check(judged_on.quads())
    for one in gold:
        if not graph.documents(one.file):
            problems.setdefault(one.file, "the graph has no document of this name")
    return Evaluation(
        judged=judge(graph, gold),
        quotes=check_quotes(graph, corpus.documents),
        violations=violations,
        set_aside=set_aside,
        problems=tuple(sorted(problems.items())),
        digests={one.file: corpus.digest(one) for one in gold},
        graph=graph,
        documents=corpus.documents,
    )
