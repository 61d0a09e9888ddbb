"""Plain text: the file's own content, with front matter or header lines left in the text but outside the body."""

from __future__ import annotations

from kg.read.decode import decode
from kg.read.header import read_header
from kg.read.parsed import Parsed, body_span, told_by_text

MEDIA_TYPE = "text/plain"
SUFFIXES = (".txt", ".text")


def parse(data: bytes, where: str) -> Parsed:
    """Read the bytes of a plain text file. Raises ReadError (see decode and header)."""
    text = decode(data, where)
    start, metadata = read_header(text, where)
    body = body_span(text, start)
    return Parsed(text, body, metadata.over(told_by_text(body.of(text), title=metadata.title is None)))
