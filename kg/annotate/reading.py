"""The words of the blocks of a text, and where they begin: kept for texts of a usual length, read again for long ones,
where they would take forty times the memory of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.annotate.leads import Starts
from kg.annotate.place_hits import hits
from kg.annotate.places import Block
from kg.annotate.words import words
from kg.model import Span

KEPT = 40_000  # code points of the blocks, from the first, whose words are kept


class Reading(Mapping[Span, Block]):
    """The words and the names of places of each block."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text = text
        self._known: dict[Span, Block | None] = {}
        length = 0
        for span in spans:
            length += len(span)
            self._known[span] = self._read(span) if length <= KEPT else None

    def __getitem__(self, span: Span) -> Block:
        return self._known[span] or self._read(span)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def starts(self) -> Mapping[Span, Starts]:
        """Where the words of each block begin."""
        return _Starts(self._text, self, [span for span, block in self._known.items() if block is not None])

    def _read(self, span: Span) -> Block:
        found = words(self._text, span)
        return Block(span, found, hits(self._text, found))


class _Starts(Mapping[Span, Starts]):
    def __init__(self, text: str, blocks: Reading, kept: Sequence[Span]) -> None:
        self._text, self._blocks = text, blocks
        self._known = {span: Starts(text, span, blocks[span].words) for span in kept}

    def __getitem__(self, span: Span) -> Starts:
        known = self._known.get(span)
        return Starts(self._text, span, words(self._text, span)) if known is None else known

    def __iter__(self) -> Iterator[Span]:
        return iter(self._blocks)

    def __len__(self) -> int:
        return len(self._blocks)
