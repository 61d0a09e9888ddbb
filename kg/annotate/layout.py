"""Blocks of a document: paragraphs, headings, list items, and the lines that are no prose at all.

Works on lines alone, so that offsets stay those of the text. Rules for junk and bylines are data
(seeds/patterns/layout.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.knowledge.lines import LineRule, line_rules
from kg.model import Block, BlockKind, Document, Span

# Hard-wrapped text: no mail or PDF tool wraps wider than this, and shorter lines than the lower bound are items, not
# prose.
_WRAP_WIDTHS = range(45, 131)
_BULLET = re.compile(r"\s*(?:[-*•▪‣·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
_TABLE_ROW = re.compile(r"[^|\n]*\|[^|\n]*\|.*|[^\t\n]+\t[^\t\n]+.*|.*\S {3,}\S+(?: {3,}\S+)+")
_HEADING_MARK = re.compile(r"\s{0,3}#{1,6}\s+\S")
_TERMINAL = re.compile(r"[.!?:;,\"”’)]\s*$")
_HEADING_MAX = 160  # characters; longer lines without a full stop are still prose


@cache
def _rules() -> tuple[LineRule, ...]:
    return line_rules()


def blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of a document's body in order of their start; they never overlap and hold every non-blank line."""
    lines = list(_lines(document.text, document.body))
    widest = _wrap_width([line.of(document.text) for line in lines])
    found: list[Block] = []
    run: list[Span] = []
    for line in lines:
        if run and not _continues(document.text, run[-1], line, widest):
            found.append(_block(document.text, run))
            run = []
        if line.of(document.text).strip():
            run.append(line)
        elif run:
            found.append(_block(document.text, run))
            run = []
    if run:
        found.append(_block(document.text, run))
    return tuple(found)


def _lines(text: str, body: Span) -> Iterator[Span]:
    start = body.start
    while start < body.end:
        newline = text.find("\n", start, body.end)
        end = body.end if newline < 0 else newline
        yield Span(start, end)
        start = end + 1


def _wrap_width(lines: list[str]) -> int:
    """The width at which the text is hard-wrapped, 0 where it is not: many lines end close below one maximum."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 3 or lengths[-1] not in _WRAP_WIDTHS:
        return 0
    near = sum(length > 0.8 * lengths[-1] for length in lengths)
    return lengths[-1] if near >= 0.4 * len(lengths) else 0


def _continues(text: str, above: Span, line: Span, widest: int) -> bool:
    """Whether a line goes on with the paragraph of the line above: that one was full to the width of the wrapped
    text."""
    first, second = above.of(text), line.of(text)
    if not first.strip() or not second.strip() or not widest:
        return False
    if (
        _BULLET.match(second)
        or _HEADING_MARK.match(second)
        or _HEADING_MARK.match(first)
        or _TABLE_ROW.fullmatch(second)
    ):
        return False
    if _kind(first) in ("junk", "byline", "table") or _kind(second) in ("junk", "byline"):
        return False
    next_word = second.split(maxsplit=1)[0]
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
    for rule in _rules():
        if rule.matches(line):
            return rule.kind
    if _HEADING_MARK.match(block):
        return "heading"
    if _TABLE_ROW.fullmatch(block):
        return "table"
    if _BULLET.match(block):
        return "list"
    if len(line) <= _HEADING_MAX and not _TERMINAL.search(line) and _looks_titled(line):
        return "heading"
    return "paragraph"


def _looks_titled(line: str) -> bool:
    """Title Case or CAPITALS, or a short line without a verb's full stop: what newspapers print above a text."""
    words: list[str] = re.findall(r"[^\W\d_]{4,}", line)
    if not words:
        return False
    capitalised = sum(word[0].isupper() for word in words)
    return capitalised >= 0.6 * len(words) or len(line.split()) <= 12
