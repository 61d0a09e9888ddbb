"""Words that a line end breaks in two ("subpoe-", "nas"): the text with them closed up, offset by offset comparable.

The second half moves up to the first and the blanks move behind it, so that the closed text is as long as the printed
one and only places inside a broken word differ. Spans found in the closed text are brought back by `restore`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.annotate.gutters import without_gutters
from kg.knowledge.lines import kept_hyphens
from kg.model import Span

# A hyphen at a line's end between two letters of one case, and the rest of the word with its punctuation.
_BREAK = re.compile(
    r"(?P<first>[^\W\d_]{1,30})(?P<gap>[-‐\u00ad][ \t]{0,4}\r?\n[ \t]{0,80})(?P<rest>[^\W\d_][^\s-]{0,40})(?![^\s-])"
)
_GAP = re.compile(r"[-‐\u00ad][ \t]{0,4}\r?\n")  # without one there is nothing to close, and it is found much faster


@dataclass(frozen=True, slots=True)
class Closed:
    """A text with its broken words closed up. `breaks`: (offset of the gap, its length, end of the word), sorted.

    open: the text with its lines as long as they are printed, which a closed word makes longer.
    """

    text: str
    open: str
    breaks: tuple[tuple[int, int, int], ...] = ()

    def offset(self, at: int, *, end: bool) -> int:
        """The offset in the printed text; `end`: of the end of something rather than of its start."""
        i = bisect_right(self.breaks, (at - 1 if end else at, len(self.text), 0)) - 1
        if i < 0:
            return at
        gap, length, stop = self.breaks[i]
        if at > stop or (at == gap and end):
            return at
        return min(at + length, stop)

    def restore(self, span: Span) -> Span:
        """The span of the printed text that a span of the closed text stands for."""
        if not self.breaks:
            return span
        start = self.offset(span.start, end=False)
        return Span(start, max(start, self.offset(span.end, end=True)))


def closed(text: str) -> Closed:
    """Close up the words that a line end breaks. Compounds ("court-ordered") keep their hyphen.

    The numbers of numbered lines are blanked first (`gutters`): they stand between the halves.
    """
    text = without_gutters(text)
    if not _GAP.search(text):
        return Closed(text, text)
    pieces: list[str] = []
    breaks: list[tuple[int, int, int]] = []
    at = 0
    for match in _BREAK.finditer(text):
        first, rest, gap = match["first"], match["rest"], match["gap"]
        if not _one_word(first, rest):
            continue
        # Hard blanks: the gap is no gap between columns.
        pieces += [text[at : match.start("gap")], rest, " ", "\u00a0" * (len(gap) - 1)]
        breaks.append((match.start("gap"), len(gap), match.end()))
        at = match.end()
    if not breaks:
        return Closed(text, text)
    pieces.append(text[at:])
    return Closed("".join(pieces), text, tuple(breaks))


def _one_word(first: str, rest: str) -> bool:
    """Whether two halves are of one word: in one case of letters, and the first no word that compounds begin with."""
    letters = re.sub(r"[\W\d_]", "", rest)
    if first.isupper() and len(first) > 1:
        return letters.isupper() and first.casefold() not in kept_hyphens()
    return first[-1].islower() and rest[0].islower() and first.casefold() not in kept_hyphens()
