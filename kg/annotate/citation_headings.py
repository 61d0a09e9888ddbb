"""Sections by their own headings in the text of a law: "181A.820 Use of police resources. (1) No agency ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.annotate.citation_drafts import Draft
from kg.annotate.citation_names import GAP
from kg.annotate.citation_numbers import shapes
from kg.annotate.citation_schemes import Scheme, schemes
from kg.annotate.citation_ties import CODES, by_chapter, only_law
from kg.model import Span

# The number at the beginning of a block and the first word of the heading behind it.
_HEADING = re.compile(
    rf"(?:§{{1,2}} ?|(?:Section|SECTION|Sec\.|SEC\.){GAP})?"
    r"(?P<number>\d{1,4}[A-Za-z]{0,2}(?:[-.:]\d{1,4}[A-Za-z]?){1,4})"
    rf"\.?{GAP}[-–—]?[ ]{{0,2}}[A-Z][A-Za-z]{{2,}}"
)
_PARAGRAPH = re.compile(r"\d{1,2}[.-]\d{1,2}")
_ENOUGH = 2  # headings of one shape that show that a text prints a code which it never cites by name


def find_headings(
    text: str, blocks: Sequence[Span], drafts: Iterable[Draft], main: str | None, bare: Iterable[Draft] = ()
) -> Iterator[Draft]:
    """The sections that blocks of a `plain` text begin with, of the one code of a state that the text cites or,
    where it cites none, of the code of the state that it is about (`main`, a postal code).

    bare: sections cited without their law; those of the shape of the code that the text prints are the code's.
    """
    found = [(block, match) for block in blocks if (match := _HEADING.match(text, block.start, block.end))]
    if not found:
        return
    full = [draft for draft in drafts if draft.scheme.scheme in CODES]
    chapters = by_chapter(full)
    cited = {draft.scheme.id: draft.scheme for draft in full if draft.scheme.scheme == "state-code"}
    whole = [scheme for scheme in cited.values() if _one_code(scheme)]
    if not whole and len(found) >= _ENOUGH:
        whole = [s for s in schemes() if s.scheme == "state-code" and s.jurisdiction == main and main and _one_code(s)]
    for block, match in found:
        number = match["number"]
        law = only_law(chapters, number)
        if law is not None and (law.scheme.scheme == "municipal-code" or _is_number(law.scheme, number)):
            yield law.with_number(number, match.start(), match.end("number"), f"citation/{law.scheme.id}/heading")
            continue
        if _PARAGRAPH.fullmatch(number):
            continue  # "4.1 Detainers." numbers the paragraphs of a report
        fitting = [scheme for scheme in whole if _is_number(scheme, number)]
        if len(fitting) == 1:
            scheme = fitting[0]
            yield Draft(match.start(), match.end("number"), scheme, number, block, f"citation/{scheme.id}/heading")
    if len(found) >= _ENOUGH and len(whole) == 1:
        scheme = whole[0]
        for draft in bare:
            if _is_number(scheme, draft.base) and not draft.base.isdigit():
                rule = f"citation/{scheme.id}/printed-code"
                yield Draft(draft.start, draft.end, scheme, draft.number, draft.block, rule)


def _one_code(scheme: Scheme) -> bool:
    """Whether a scheme is one code, cited by the section number alone."""
    return not scheme.subjects and scheme.title == "none" and scheme.place == "none" and scheme.mark == "section"


def _is_number(scheme: Scheme, number: str) -> bool:
    match = shapes()[scheme.number].pattern.match(number + " ")
    return match is not None and match.end() == len(number)
