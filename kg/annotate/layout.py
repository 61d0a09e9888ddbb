"""Blocks of a document: paragraphs, headings, list items, and the lines that are no prose at all.

Works on lines alone, so that offsets stay those of the text. Rules for junk and bylines are data
(seeds/patterns/layout.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.knowledge.lines import line_kind
from kg.model import Block, BlockKind, Document, Span

# Hard-wrapped text: no mail or PDF tool wraps wider than this, and shorter lines than the lower bound are items, not
# prose.
_WRAP_WIDTHS = range(30, 131)
_WRAPPED_ANYWHERE = (
    45  # a width that holds for the whole document; narrower columns must show it paragraph by paragraph
)
_BULLET = re.compile(r"\s*(?:[-*•▪‣·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
_COLUMN_GAP = re.compile(r"(?<=\S) {3,}(?=\S)|(?<=[^\s])\t+(?=[^\s])")
_HEADING_MARK = re.compile(r"\s{0,3}#{1,6}\s+\S")
# The left column of a court's caption: "UNITED STATES IMMIGRATION      :"; names run on over its lines.
_CAPTION = re.compile(r"\s{0,20}(\S.{1,58}?) {2,}[:)|§]\s*")
_SENTENCE_END = re.compile(r"[.!?:;]['\"”’)]*\s*$")
_TERMINAL = re.compile(r"[.!?:;,\"”’)]\s*$")
_HEADING_MAX = 160  # characters; longer lines without a full stop are still prose


def blocks(document: Document, printed: str | None = None) -> tuple[Block, ...]:
    """The blocks of a document's body in order of their start; they never overlap and hold every non-blank line.

    printed: the same text with its lines as long as they are printed, where the document's are not.
    """
    text = document.text
    measured = text if printed is None else printed
    lines = _chunks(measured, _lines(measured, document.body))
    widest = _wrap_width([[line.of(measured) for line in chunk] for chunk in lines])
    chunks = list(_chunks(text, _lines(text, document.body)))
    found: list[Block] = []
    for chunk in chunks:
        width = _own_width([line.of(text) for line in chunk]) or widest
        run = chunk[:1]
        for line in chunk[1:]:
            if not _continues(text, run[-1], line, width):
                found.append(_block(text, run))
                run = []
            run.append(line)
        found.append(_block(text, run))
    return tuple(found)


def _chunks(text: str, lines: Iterable[Span]) -> Iterator[list[Span]]:
    """Runs of lines between blank lines."""
    chunk: list[Span] = []
    for line in lines:
        if line.of(text).strip():
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _lines(text: str, body: Span) -> Iterator[Span]:
    start = body.start
    while start < body.end:
        newline = text.find("\n", start, body.end)
        end = body.end if newline < 0 else newline
        yield Span(start, end)
        start = end + 1


def _wrap_width(chunks: list[list[str]]) -> int:
    """The width at which the text is hard-wrapped, 0 where it is not: many lines end close below one maximum, of all
    lines or of those that another one follows, and some of the latter go on in small letters.

    A few longer lines, as of a heading or a pasted paragraph, are no lines of the wrapped text and count for nothing.
    """
    lengths = sorted(len(line.rstrip()) for chunk in chunks for line in chunk)
    wrapped = [length for length in lengths if length < _WRAP_WIDTHS.stop]
    if len(wrapped) < 3 or len(wrapped) < 0.7 * len(lengths) or wrapped[-1] < _WRAPPED_ANYWHERE:
        return 0
    width = wrapped[-1 - len(wrapped) // 20]  # one line in twenty may stick out
    near = sum(length > 0.8 * width for length in wrapped)
    followed = [pair for chunk in chunks for pair in pairwise(chunk)]
    full = [after for line, after in followed if len(line.rstrip()) > 0.8 * width]
    flowing = any(after.lstrip()[0].islower() for after in full)
    return width if near >= 0.4 * len(wrapped) or (flowing and len(full) >= 0.4 * len(followed)) else 0


def _own_width(chunk: list[str]) -> int:
    """The width of one paragraph that shows by itself that it is hard-wrapped, else 0: all its lines but the last are
    nearly as long as the longest, and some begin in the middle of a sentence."""
    lengths = [length for length in (len(line.rstrip()) for line in chunk) if length < _WRAP_WIDTHS.stop]
    if len(lengths) < 3 or len(lengths) < 0.7 * len(chunk) or max(lengths) < _WRAP_WIDTHS.start:
        return 0
    width = max(lengths)
    flowing = sum(line.lstrip()[0].islower() for line in chunk[1:])
    even = sum(length > 0.75 * width for length in lengths[:-1])
    return width if even >= 0.8 * (len(lengths) - 1) and flowing >= 0.3 * (len(chunk) - 1) else 0


def _continues(text: str, above: Span, line: Span, widest: int) -> bool:
    """Whether a line goes on with the paragraph of the line above: that one was full to the width of the wrapped
    text, or breaks off in the middle of a sentence."""
    first, second = above.of(text), line.of(text)
    if _BULLET.match(second) or _HEADING_MARK.match(second) or _HEADING_MARK.match(first) or _is_row(second):
        return False
    caption = _CAPTION.fullmatch(first)
    if caption and _CAPTION.fullmatch(second):
        return not caption[1].endswith((",", ".", ";"))
    if _kind(first) in ("junk", "byline", "table") or _kind(second) in ("junk", "byline"):
        return False
    if first.count("(") > first.count(")") and second.count(")") > second.count("("):
        return True
    if second.lstrip()[0].islower() and not _SENTENCE_END.search(first) and len(first.strip()) >= _WRAP_WIDTHS.start:
        return True
    if not widest:
        return False
    # A section sign never ends a line without its number.
    next_word = " ".join(second.split(maxsplit=2)[: 2 if second.lstrip().startswith("§") else 1])
    # Ragged text breaks where the next word no longer fits; a tenth of slack covers hyphenation and proportional fonts.
    return len(first.rstrip()) + 1 + len(next_word) > 0.9 * widest


def _block(text: str, run: list[Span]) -> Block:
    start, end = run[0].start, run[-1].end
    whole = text[start:end]
    start += len(whole) - len(whole.lstrip())
    end -= len(whole) - len(whole.rstrip())
    return Block(Span(start, end), _kind(text[start:end]))


def _kind(block: str) -> BlockKind:
    line = " ".join(block.split())
    if (kind := line_kind(line)) is not None:
        return kind
    if _HEADING_MARK.match(block):
        return "heading"
    if _is_row(block):
        return "table"
    if _BULLET.match(block):
        return "list"
    if len(line) <= _HEADING_MAX and not _TERMINAL.search(line) and _looks_titled(line):
        return "heading"
    return "paragraph"


def _is_row(line: str) -> bool:
    """A row of a table: cells between bars or tabs, or at least three columns of them set off by blanks."""
    if "\n" in line or not ("|" in line or "\t" in line or "   " in line):
        return False
    gaps = _COLUMN_GAP.findall(line)
    return line.count("|") > 1 or len(gaps) > 1 or any("\t" in gap for gap in gaps)


def _looks_titled(line: str) -> bool:
    """Title Case or CAPITALS, or a short line without a verb's full stop: what newspapers print above a text."""
    words: list[str] = re.findall(r"[^\W\d_]{4,}", line)
    if not words:
        return False
    capitalised = sum(word[0].isupper() for word in words)
    return capitalised >= 0.6 * len(words) or len(line.split()) <= 12
