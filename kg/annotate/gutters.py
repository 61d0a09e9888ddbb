"""Line numbers in the margin of bills and court papers: blanked, so that a line reads on into the next one."""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"(?m)^([ \t]{0,8})(\d{1,2})(?=[ \t]{1,40}\S)")
_LEAST = 6  # lines numbered one after another; a list of fewer may count something


def without_gutters(text: str) -> str:
    """The text with blanks for the numbers of numbered lines, every offset what it was.

    Lines are numbered where at least six that are not blank are, each by one more than the one before; each page may
    begin anew.

    >>> text = "".join(f"{n}  go on\\n" for n in range(1, 8))
    >>> without_gutters(text) == "   go on\\n" * 7
    True
    """
    numbers = list(_NUMBERED.finditer(text))
    runs: list[list[re.Match[str]]] = []
    for match in numbers:
        last = runs[-1][-1] if runs else None
        follows = last is not None and int(match[2]) == int(last[2]) + 1
        if last is not None and follows and _next_line(text, last.end(), match.start()):
            runs[-1].append(match)
        else:
            runs.append([match])
    pieces: list[str] = []
    at = 0
    for match in (match for run in runs if len(run) >= _LEAST for match in run):
        pieces += [text[at : match.start(2)], " " * len(match[2])]
        at = match.end(2)
    return "".join([*pieces, text[at:]])


def _next_line(text: str, start: int, end: int) -> bool:
    """Whether nothing but the rest of one line and blank lines lies between two offsets."""
    rest, _, between = text[start:end].partition("\n")
    return bool(rest) and not between.strip()
