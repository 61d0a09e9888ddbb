"""The words behind a verdict: the quotes that a wrong fact rests on, the sentences in which a missed one may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.annotate.layout import blocks
from kg.annotate.sentences import split_sentences
from kg.evaluate.graph import Graph
from kg.evaluate.judge import Judged
from kg.evaluate.names import fold
from kg.model import Document
from kg.vocab import JG

MOST: Final = 3  # sentences of a missed fact


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of a document at their offsets, and the rules that read a fact in them; none for a missed fact."""

    start: int
    end: int
    quote: str
    rules: tuple[str, ...] = ()


def evidence_of(graph: Graph, judged: Judged) -> tuple[Passage, ...]:
    """The quotes in its document that a found or wrong fact rests on, each once, by their place.

    Where one property is judged, those that give it; all of the node's where none is said to.
    """
    documents = graph.documents(judged.file)
    nodes = [one for node in judged.nodes for one in graph.evidence(node, documents)]
    if judged.property:
        nodes = [one for one in nodes if judged.property in graph.texts(one, JG.supports)] or nodes
    rules: dict[tuple[int, int, str], set[str]] = {}
    for node in nodes:
        starts, ends, quotes = (graph.texts(node, prop) for prop in (JG.start, JG.end, JG.quote))
        if starts and ends and quotes and starts[0].isdecimal() and ends[0].isdecimal():
            rules.setdefault((int(starts[0]), int(ends[0]), quotes[0]), set()).update(graph.texts(node, JG.rule))
    return tuple(sorted(Passage(*place, tuple(sorted(of))) for place, of in rules.items()))


def sentences_of(document: Document, judged: Judged) -> tuple[Passage, ...]:
    """The sentences that name most of what a missed fact is about, at most three; none where nothing is named.

    The first name (the recipient of an event, the agency of a pair) counts more than all others.
    """
    text = document.text
    found: list[tuple[int, Passage]] = []
    for span in split_sentences(text, [block.span for block in blocks(document)]):
        here = _Words(span.of(text))
        weight = sum(
            len(judged.names) if at == 0 else 1 for at, names in enumerate(judged.names) if here.have_any(names)
        )
        if weight:
            found.append((weight, Passage(span.start, span.end, span.of(text))))
    best = max((weight for weight, _ in found), default=0)
    return tuple(passage for weight, passage in found if weight == best)[:MOST]


class _Words:
    """The words of a sentence, in the forms in which names are looked for."""

    def __init__(self, sentence: str) -> None:
        self.folded = _plain(sentence)
        self.dense = _dense(sentence)

    def have_any(self, names: Iterable[str]) -> bool:
        return any(map(self.have, names))

    def have(self, name: str) -> bool:
        """Whether a name stands there: in full, without the state behind its comma, or as a citation without signs."""
        heads = {_plain(name), _plain(name.partition(",")[0])} - {""}
        if any(f" {head} " in f" {self.folded} " for head in heads):
            return True
        return any(char.isdigit() for char in name) and any(char.isalpha() for char in name) and (
            _dense(name) in self.dense
        )  # fmt: skip


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[()]", " ", fold(words)).split())


def _dense(words: str) -> str:
    """Letters, digits and brackets only: "8 U.S.C. § 1373(a)" and "8 USC 1373(a)" are one."""
    return re.sub(r"[^\w()]|_", "", words.casefold())
