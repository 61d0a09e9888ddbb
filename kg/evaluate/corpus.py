"""The documents that gold facts are about: found in a folder, read, and built into a graph in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import EvaluateError, ReadError
from kg.evaluate.gold import GoldDocument
from kg.model import LAYERS, Document, SetAside
from kg.pipeline import build
from kg.read import Source, find, read
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents of a folder that have gold facts, by file name.

    problems: (file, reason) of those that are not there or cannot be read.
    """

    documents: dict[str, Document]
    paths: tuple[Path, ...]
    problems: tuple[tuple[str, str], ...]

    def digest(self, gold: GoldDocument) -> str:
        """12 hex digits of a document's bytes and gold facts: the same where two runs judge the same."""
        document = self.documents.get(gold.file)
        told = f"{gold.digest} {document.sha256 if document else ''}"
        return hashlib.sha256(told.encode()).hexdigest()[:12]


def gather(folder: Path, gold: Iterable[GoldDocument]) -> Corpus:
    """The documents of a folder (and of folders in it) that have gold facts; others are passed over.

    Raises EvaluateError: no such folder, two documents of one name.
    """
    if not folder.exists():
        raise EvaluateError("there is no such folder of documents", where=str(folder), hint="check the name")
    sources: dict[str, Source] = {}
    wanted = {one.file for one in gold}
    for source in find([folder]):
        name = source.path.name
        if name not in wanted:
            continue
        if name in sources:
            raise EvaluateError(
                f"two documents are named {name}: {sources[name].path} and {source.path}",
                where=str(folder), hint="gold facts name their document by its file name alone",
            )  # fmt: skip
        sources[name] = source
    documents: dict[str, Document] = {}
    problems = dict.fromkeys(wanted - set(sources), "it is not among the documents")
    for name, source in sources.items():
        if source.skipped is not None:
            problems[name] = source.skipped
            continue
        try:
            if source.problem is not None:
                raise source.problem
            documents[name] = read(source.path, sidecar=source.sidecar)
        except ReadError as error:
            problems[name] = error.reason
    paths = tuple(sources[name].path for name in sorted(documents))
    return Corpus(documents, paths, tuple(sorted(problems.items())))


def build_into(
    store: Store, corpus: Corpus, layers: Sequence[str] = LAYERS
) -> tuple[tuple[SetAside, ...], tuple[tuple[str, str], ...]]:
    """Build the graph of a corpus; give what the shapes refused, and (file, reason) of what failed."""
    report = build(corpus.paths, store, workers=None, layers=layers)
    failed = [*report.of("failed"), *report.of("skipped")]
    return tuple(report.set_aside), tuple(sorted((Path(one.path).name, one.reason) for one in failed))
