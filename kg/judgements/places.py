"""Where words stand in a text, found again although blanks, quotation marks or what is around them have changed."""

from __future__ import annotations

import re

from kg.model import Span

_ALIKE = ("'’‘", '"“”', "-–—")


def places(text: str, quote: str) -> list[Span]:
    """Every place of a quote in a text, in order; runs of blanks count as one, kinds of quotation marks as the same."""
    words = quote.split()
    if not words:
        return []
    # At most some blanks between two words, so that a text of blanks alone is read in one pass.
    pattern = r"\s{1,100}".join("".join(map(_letter, word)) for word in words)
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def _letter(char: str) -> str:
    alike = next((chars for chars in _ALIKE if char in chars), None)
    return re.escape(char) if alike is None else f"[{re.escape(alike)}]"


def choose(
    text: str, found: list[Span], *, at: int | None = None, before: str | None = None, after: str | None = None
) -> Span | None:
    """The one of several places that is meant: that with the words around it, else the nearest to `at`.

    None where there is none, or where nothing tells which.
    """
    if len(found) < 2:
        return found[0] if found else None
    around = [span for span in found if _surrounded(text, span, before, after)] if before or after else []
    if len(around) == 1:
        return around[0]
    left = around or found
    return None if at is None else min(left, key=lambda span: (abs(span.start - at), span))


def _surrounded(text: str, span: Span, before: str | None, after: str | None) -> bool:
    ends = " ".join(text[max(0, span.start - 4 * len(before or "")) : span.start].split())
    begins = " ".join(text[span.end : span.end + 4 * len(after or "")].split())
    return ends.endswith(" ".join((before or "").split())) and begins.startswith(" ".join((after or "").split()))


def surroundings(text: str, span: Span, words: int = 4) -> tuple[str, str]:
    """A few words before and behind a place, blanks folded."""
    before = text[max(0, span.start - 200) : span.start].split()[-words:]
    after = text[span.end : span.end + 200].split()[:words]
    return " ".join(before), " ".join(after)
