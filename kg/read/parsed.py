"""What a format's reader gives: the text, where its prose is, and the metadata that it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.model import Span
from kg.read.headline import FIRST_LINES, headline
from kg.read.metadata import Metadata
from kg.read.printed import publication_date


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's text with the span of its body; offsets are code points of `text`."""

    text: str
    body: Span
    metadata: Metadata


# bytes of a file and its name for messages → what it holds; raises ReadError
Parser = Callable[[bytes, str], Parsed]


def body_span(text: str, start: int) -> Span:
    """The body from an offset on, without blank lines before it and blanks behind it; empty where nothing is left."""
    end = start + len(text[start:].rstrip())
    if end == start:
        return Span(start, start)
    lead = len(text[start:]) - len(text[start:].lstrip())
    return Span(max(start, text.rfind("\n", start, start + lead) + 1), end)


def told_by_text(body: str, *, title: bool = True) -> Metadata:
    """What a body's own first lines tell: a headline and a date of publication."""
    lines = [line for line in body.split("\n") if line.strip()]
    return Metadata(
        title=headline(lines) if title else None,
        published=publication_date(lines[:FIRST_LINES]),
    )
