"""The title of a text that does not name one: its first line that looks like a headline."""

from __future__ import annotations

import re

from kg.read.printed import date_line, dateline

FIRST_LINES = 25  # nonblank lines in which a title and a date line are looked for; site navigation rarely runs longer
MAX_WORDS, MAX_CHARS = 30, 200
GOOD_WORDS = 4  # a section label ("News Releases") is shorter, a headline hardly ever
PROSE_WORDS = 20

_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]{1,80}(?P<text>.*)")
_SETEXT = re.compile(r" {0,3}=+[ \t]*")
_CODE = re.compile(r" {0,3}(?:```|~~~)")
_EMPHASIS = re.compile(r"(\*\*|__|\*)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_NOT_A_TITLE = re.compile(
    r"(?:by |photo\b|image\b|\d+ photos?\b|share\b|save\b|print\b|e-?mail\b|menu\b|home\b|skip to\b|search\b|"
    r"subscribe\b|"
    r"sign (?:in|up)\b|log in\b|advertisement\b|copyright\b|©|next story\b|related\b|read (?:more|next)\b|"
    r"follow\b|like \w+ on\b|"
    r"estimated read|(?:for )?immediate release\b|contact\b|last (?:reviewed|updated)\b|all rights reserved|cookies?\b|"
    r"(?:press|news) releases?\Z|newsroom\Z)",
    re.IGNORECASE,
)


def headline(lines: list[str]) -> str | None:
    """The first line like a headline before the prose begins: short, no full stop, no navigation, no date line.

    `lines` are the text's nonblank lines in order. A line that comes back further down, apart from its first place,
    is a site's slogan. Lines of four words and more go before shorter ones. None where nothing fits.
    """
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(line.strip(), []).append(number)
    short = None
    for line in lines[:FIRST_LINES]:
        if _is_prose(line) or dateline(line.strip()):
            break
        where = places[line.strip()]
        # printed twice in a row is a page's title above the story's own; coming back apart is a slogan
        if where[-1] - where[0] >= len(where):
            continue
        text = _candidate(line)
        if text is None:
            continue
        if len(text.split()) >= GOOD_WORDS:
            return text
        short = short or text
    return short


def markdown_title(text: str) -> str | None:
    """The first heading of level 1 (`# ...` or underlined with =), else the first `#` heading, or None."""
    other = None
    in_code = False
    before = ""
    for line in text.split("\n"):
        if _CODE.match(line):
            in_code = not in_code
        elif not in_code:
            if _SETEXT.fullmatch(line) and before.strip():
                return plain(before[:MAX_CHARS])
            heading = _ATX.fullmatch(line)
            words = plain(heading["text"].rstrip(" \t#")[:MAX_CHARS]) if heading else ""
            if heading and words:
                if len(heading["marks"]) == 1:
                    return words
                other = other or words
        before = line
    return other


def plain(line: str) -> str:
    """A line of Markdown without emphasis and link addresses, blanks collapsed."""
    return " ".join(_EMPHASIS.sub(r"\2", _LINK.sub(r"\1", line)).replace("`", "").split())


def _is_prose(line: str) -> bool:
    words = len(line.split())
    return len(line) > MAX_CHARS or (words >= PROSE_WORDS and line.rstrip().endswith((".", '."', ".”", ".'", ".’")))


def _candidate(line: str) -> str | None:
    if _LINK.search(line) or "://" in line or date_line(line):
        return None
    text = plain(line.strip().lstrip("#"))
    words = text.split()
    if not 2 <= len(words) <= MAX_WORDS or text.endswith((".", ":", ";", ",")) or _NOT_A_TITLE.match(text):
        return None
    return text if text[0].isalnum() or text[0] in "\"'“‘¿" else None
