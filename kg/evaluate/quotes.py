"""Whether each quote is the text of its document at its offsets, letter by letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.evaluate.graph import Graph, text
from kg.model import Document
from kg.vocab import JG


@dataclass(frozen=True, slots=True)
class Quotes:
    """How many quotes are exact, of how many; inexact: the others, as file, offsets and quote, sorted."""

    right: int
    of: int
    inexact: tuple[str, ...] = ()


def check_quotes(graph: Graph, documents: Mapping[str, Document]) -> Quotes:
    """Compare every quote in the graph of the documents, given by file name, with their texts."""
    of = 0
    inexact = []
    for file, document in sorted(documents.items()):
        for node in sorted(graph.documents(file), key=str):
            for evidence in graph.evidence_in(node):
                of += 1
                starts, ends, quotes = (graph.texts(evidence, prop) for prop in (JG.start, JG.end, JG.quote))
                if not _exact(document.text, starts, ends, quotes):
                    where = f"{'/'.join(starts) or '?'}-{'/'.join(ends) or '?'}"
                    inexact.append(f"{file}, {where}: {' / '.join(quotes) or text(evidence)}")
    return Quotes(of - len(inexact), of, tuple(sorted(inexact)))


def _exact(words: str, starts: tuple[str, ...], ends: tuple[str, ...], quotes: tuple[str, ...]) -> bool:
    if not len(starts) == len(ends) == len(quotes) == 1:
        return False
    try:
        start, end = int(starts[0]), int(ends[0])
    except ValueError:
        return False
    return 0 <= start < end and words[start:end] == quotes[0]
