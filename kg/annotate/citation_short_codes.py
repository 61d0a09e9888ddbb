"""Codes of towns and counties cited by their initials: "TMC 8.13.030" in a text of Tacoma, "KCC 2.15.010" of King
County."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.annotate.citation_context import Context
from kg.annotate.citation_drafts import Draft
from kg.annotate.citation_names import GAP, MAYBE
from kg.annotate.citation_numbers import read_list, shapes
from kg.annotate.citation_schemes import Scheme, schemes
from kg.model import Span

_SHORT = re.compile(
    rf"(?<![\w.])(?P<place>(?:[A-Z]\.?){{1,3}})(?P<code>M\.?C\.?|C\.?C\.?)(?P<chapter>{GAP}[Cc]h(?:apter|\.))?{GAP}(?P<mark>§§?{MAYBE})?"
    r"(?=\d{1,3}[A-Z]{0,2}[.-]\d)"
)
_NAMED = re.compile(r"(?<![\w.])[A-Z][a-z]{2,15}(?:[ \n][A-Z][a-z]{2,15}){0,2}(?![\w-])")
_CODES = {"MC": "municipal-code", "CC": "county-code"}


def find_short_codes(text: str, blocks: Iterable[Span], context: Context) -> Iterator[Draft]:
    """The sections cited by a code's initials, where just one place named before has them. The text must be `plain`."""
    for block in blocks:
        for match in _SHORT.finditer(text, block.start, block.end):
            code = match["code"].replace(".", "")
            place = _place(text, match.start(), match["place"].replace(".", ""), code, context)
            if place is None:
                continue
            scheme = _scheme(_CODES[code])
            plural = len((match["mark"] or "").strip()) > 1
            items = read_list(text, match.end(), block.end, shapes()[scheme.number], plural=plural)
            for i, item in enumerate(items):
                start = item.start if i else match.start()
                draft = Draft(start, item.end, scheme, item.number, block, f"citation/{scheme.id}/initials")
                draft.place, draft.chapter = place, match["chapter"] is not None
                yield draft


def _place(text: str, end: int, initials: str, code: str, context: Context) -> str | None:
    """The place before an offset whose name has the initials; the last named of several."""
    suffix = " County" if code == "CC" else ""
    for match in reversed(list(_NAMED.finditer(text, max(0, end - 4000), end))):
        parts = match.group().split()
        for at in range(len(parts)):
            for stop in range(len(parts), at, -1):
                name = " ".join(parts[at:stop])
                if "".join(word[0] for word in parts[at:stop]) == initials and context.is_body(name, suffix):
                    return name
    return None


def _scheme(name: str) -> Scheme:
    return next(scheme for scheme in schemes() if scheme.id == name)
