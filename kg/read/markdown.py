"""Markdown: the file's own content; marks stay in the text, so that offsets are those of the file."""

from __future__ import annotations

from kg.read.decode import decode
from kg.read.header import read_header
from kg.read.headline import markdown_title
from kg.read.metadata import Metadata
from kg.read.parsed import Parsed, body_span, told_by_text

MEDIA_TYPE = "text/markdown"
SUFFIXES = (".md", ".markdown")


def parse(data: bytes, where: str) -> Parsed:
    """Read the bytes of a Markdown file. The title is front matter's, else the first heading's, else a headline's.

    Raises ReadError (see decode and header).
    """
    text = decode(data, where)
    start, metadata = read_header(text, where)
    body = body_span(text, start)
    prose = body.of(text)
    metadata = metadata.over(Metadata(title=None if metadata.title else markdown_title(prose)))
    return Parsed(text, body, metadata.over(told_by_text(prose, title=metadata.title is None)))
