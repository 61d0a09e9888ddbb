"""Acts that no list knows, by the form of their names: "Family Educational Rights and Privacy Act", "Immigration Act of
1917"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from kg.annotate.citation_context import postal_of
from kg.annotate.citation_names import GAP
from kg.knowledge.patterns import load
from kg.model import Citation, Span

_CUE = re.compile(rf"\bAct(?:{GAP}of{GAP}(?:1[6-9]|20)\d\d)?(?![\w-])(?!{GAP}(?:\d|No\b|I{{1,3}}\b))")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'&.-]{0,24}|&)(?: {1,4}|,? ?\n {0,16}|, )\Z")
_NUMERAL = re.compile(r"[IVX]{1,5}")
_MOST = 14  # words of a name
_REACH = 42  # characters that one word and the gap behind it may take


@cache
def _words(field: str) -> frozenset[str]:
    return frozenset(word for entry in load("act-names") for word in entry.texts(field))


def find_act_names(text: str, spans: Iterable[Span]) -> Iterator[Citation]:
    """The acts named in the spans of a `plain` text: capitalised words with small ones between them, up to "Act"."""
    small, never, openers = _words("small"), _words("never"), _words("openers")
    for span in spans:
        for cue in _CUE.finditer(text, span.start, span.end):
            start = _start(text, span, cue.start(), small, openers)
            name = " ".join(text[start : cue.start()].split())
            if start == cue.start() or name in never or text[cue.start() - 1] == "-":
                continue
            whole = f"{name} {' '.join(cue.group().split())}"
            yield Citation(Span(start, cue.end()), whole, "named-act", _state(name), "citation/act-name")


def _start(text: str, span: Span, cue: int, small: Collection[str], openers: Collection[str]) -> int:
    """Where the name before "Act" begins: at the first of the capitalised words; `cue` where there is none."""
    start = at = cue
    for _ in range(_MOST):
        piece = text[max(span.start, at - _REACH) : at]
        match = _WORD_BEFORE.search(piece)
        if match is None:
            break
        word = match[1]
        # "First, the Values Act": a comma stands only between capitalised words of a name.
        apart = "," in match.group() and text[at : at + 1].islower() and not text.startswith(("and ", "or "), at)
        at -= len(piece) - match.start()
        if apart or word in openers or word.endswith(("'s", "s'", ".")) or _NUMERAL.fullmatch(word):
            break
        if word[0].isupper():
            start = at
        elif word not in small:
            break
    return start


def _state(name: str) -> str | None:
    """The state that a name begins with."""
    parts = name.split()
    return next((found for n in (2, 1) if (found := postal_of(" ".join(parts[:n])))), None)
