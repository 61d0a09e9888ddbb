"""SPARQL text cut into its smallest pieces, with the place of each: for checks before parsing, and for messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# In this order; every alternative starts with another character or ends where the next begins, so that it is linear.
_TOKEN: Final = re.compile(
    r"""(?P<skip>[\s\ufeff]+|\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<name>[^\W\d_][\w.-]*:(?:[\w.%\\:-]*[\w%\\:-])?|:[\w.%\\:-]*)
    |(?P<word>[^\W\d]\w*)
    |(?P<number>[0-9][\w.]*)
    |(?P<open>[({\[])
    |(?P<close>[)}\]])
    |(?P<sign>\|\||&&|!=|<=|>=|\^\^|.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind, its text, and the offset at which it starts.

    kind: iri, string, variable, name (prefixed), word, number, open, close, or sign.
    """

    kind: str
    text: str
    start: int


def unescaped(sparql: str) -> str:
    """The text with its code point escapes decoded, as a processor decodes them before all else (SPARQL 1.1, 19.2)."""
    return _ESCAPE.sub(lambda found: _char(found[1] or found[2]) or found[0], sparql) if "\\" in sparql else sparql


def _char(digits: str) -> str | None:
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else None


def tokens(sparql: str) -> Iterator[Token]:
    """The pieces of a query in order, without blanks and comments. Any text has some; it need not be SPARQL."""
    for found in _TOKEN.finditer(sparql):
        if found.lastgroup is not None and found.lastgroup != "skip":
            yield Token(found.lastgroup, found.group(), found.start())


def place(sparql: str, start: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    before = sparql[:start]
    return before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1


def pointed(sparql: str, line: int, column: int, *, width: int = 100) -> str:
    """A line of a query with a caret below one of its columns, both from 1; a long line is cut around it."""
    lines = sparql.split("\n") or [""]
    line = min(max(line, 1), len(lines))
    text = lines[line - 1].rstrip("\r").replace("\t", " ")
    at = min(max(column - 1, 0), len(text))
    first = max(0, at - width // 2) if len(text) > width else 0
    head, tail = ("..." if first else ""), ("..." if len(text) > first + width else "")
    return f"{head}{text[first : first + width]}{tail}\n{' ' * (len(head) + at - first)}^"
