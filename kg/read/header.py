"""Metadata that stands at the top of a text: YAML front matter, or a block of `Title:`, `Published:`, ... lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kg.errors import ReadError
from kg.model import PartialDate
from kg.read.metadata import FIELD_NAMES, Metadata, assemble, field_of, is_address
from kg.read.printed import date_line, parse_date

BOM = "\ufeff"
_FENCE = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
# A Markdown text may open with a rule; only what goes on like a mapping (or at once ends) is front matter.
_MAPPING = re.compile(
    r"\s*(?:#.*\n\s*)*(?:[\"']?[\w][\w .-]{0,80}[\"']?[ \t]{0,80}:(?=\s)|\{|---[ \t]*$)", re.MULTILINE
)
_HEADER_LINE = re.compile(
    r"(?:\*\*)?(?P<name>[A-Za-z][A-Za-z _-]{2,24}?)[ \t]{0,80}:[ \t]{0,80}(?:\*\*)?[ \t]{0,80}(?P<value>.*)"
)
_HINT = "correct the front matter between the --- lines, or remove it"


def read_header(text: str, where: str) -> tuple[int, Metadata]:
    """Where the body begins, and the metadata above it; 0 (or 1 behind a byte order mark) where there is none.

    Raises ReadError for front matter that is not closed, is no YAML, or gives a date that is none.
    """
    start = 1 if text.startswith(BOM) else 0
    return _front_matter(text, start, where) or _header_block(text, start)


def _front_matter(text: str, start: int, where: str) -> tuple[int, Metadata] | None:
    opening = _FENCE.match(text, start)
    if opening is None or _MAPPING.match(text, opening.end()) is None:
        return None
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        reason = "the front matter that line 1 opens is not closed by a line of ---"
        raise ReadError(reason, where=where, hint=_HINT)
    pairs = list(_scalars(text[opening.end() : closing.start()], where))
    published = _first_date(pairs, where)
    return closing.end(), assemble(((name, value) for name, value, _ in pairs), published)


def _scalars(block: str, where: str) -> Iterator[tuple[str, str, int]]:
    """The fields of ours in a block of YAML: name, value as printed, line number in the file."""
    try:
        # Composing leaves every scalar as its text: a bare 2020-01 stays a month, `no` stays a word.
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        raise ReadError(f"broken front matter, line {line}: {error.problem}", where=where, hint=_HINT) from error
    except yaml.YAMLError as error:
        raise ReadError(f"broken front matter: {str(error).splitlines()[0]}", where=where, hint=_HINT) from error
    except RecursionError as error:
        raise ReadError("broken front matter: nested too deeply", where=where, hint=_HINT) from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise ReadError("broken front matter, line 2: not a list of `name: value` lines", where=where, hint=_HINT)
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode) or field_of(key.value) in (None, "author"):
            continue
        if not isinstance(value, yaml.ScalarNode):
            reason = f"broken front matter, line {key.start_mark.line + 2}: {key.value} must be plain text"
            raise ReadError(reason, where=where, hint=_HINT)
        if value.value.casefold() not in ("null", "~"):
            yield key.value, value.value, key.start_mark.line + 2


def _first_date(pairs: list[tuple[str, str, int]], where: str) -> PartialDate | None:
    for wanted in FIELD_NAMES["published"]:
        for name, value, line in pairs:
            if name.casefold().replace("_", " ").replace("-", " ") == wanted and value.strip():
                date = parse_date(value)
                if date is None:
                    reason = f"broken front matter, line {line}: {name} is no date: {value!r}"
                    raise ReadError(reason, where=where, hint="write it as YYYY, YYYY-MM or YYYY-MM-DD")
                return date
    return None


def _header_block(text: str, start: int) -> tuple[int, Metadata]:
    """Consecutive `Name: value` lines with names of ours, from the very first line with text on it."""
    at = end = start
    pairs: list[tuple[str, str]] = []
    for line in text[start:].split("\n"):
        found = _HEADER_LINE.fullmatch(line.strip())
        if found is None or field_of(found["name"]) is None:
            if line.strip() or pairs:
                break
        else:
            pairs.append((found["name"], found["value"]))
            end = min(at + len(line) + 1, len(text))
        at += len(line) + 1
    published = _header_date(pairs)
    # "Date: to be set by the court" or "Source: a county spokesman" alone may be the story's own first line.
    if len(pairs) == 1:
        field, value = field_of(pairs[0][0]), pairs[0][1]
        if (field == "published" and published is None) or (field == "source" and not is_address(value)):
            return start, Metadata()
    return end, assemble(pairs, published)


def _header_date(pairs: list[tuple[str, str]]) -> PartialDate | None:
    """The date of a header block; unlike front matter it is free text, and what is no date is left alone."""
    for name, value in pairs:
        if field_of(name) == "published":
            line = date_line(value)
            date = parse_date(value) or (line.value if line and line.kind != "reviewed" else None)
            if date is not None:
                return date
    return None
