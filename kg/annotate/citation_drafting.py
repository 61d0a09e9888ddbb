"""Sections that the language of drafting ties to their law: "The ... Code is amended by adding a new section 9-999 to
read as follows", and "section 287(d) of the Act" where the text speaks of immigration and means its one Act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.annotate.citation_drafts import Draft
from kg.annotate.citation_names import GAP
from kg.annotate.citation_numbers import shapes
from kg.annotate.citation_schemes import Scheme, heads, schemes
from kg.knowledge.statutes import parallel
from kg.model import Span

_AMENDED = re.compile(
    rf"amended{GAP}by{GAP}(?:adding|inserting|enacting){GAP}(?:thereto{GAP})?"
    rf"(?:[a-z]{{1,12}}{GAP}){{0,4}}?(?:[Ss]ections?|§§?){GAP}?"
)
_REACH = 160  # characters before "amended" in which the law's name stands
_OF_ACT = re.compile(rf"{GAP}of{GAP}the{GAP}Act\b(?!{GAP}(?:of|to)\b)")
_FIELD = re.compile(r"\b(?:aliens?|noncitizens?|immigration|I-247|removable)\b", re.IGNORECASE)


def find_amended(text: str, blocks: Iterable[Span]) -> Iterator[Draft]:
    """The sections that a bill or ordinance adds to a code which it names before. The text must be `plain`."""
    for block in blocks:
        for match in _AMENDED.finditer(text, block.start, block.end):
            named = list(heads().find(text, max(block.start, match.start() - _REACH), match.start()))
            for head in named[-1].values if named else ():
                if head.scheme.title != "none" or head.scheme.place == "required" or head.local:
                    continue
                number = shapes()[head.scheme.number].pattern.match(text, match.end(), block.end)
                if number is not None:
                    rule = f"citation/{head.scheme.id}/added"
                    found = number.group().rstrip(" .,;:")
                    end = number.start() + len(found)
                    yield Draft(number.start(), end, head.scheme, found, block, rule, fields=head.fields)
                    break


def of_the_act(text: str, bare: Iterable[Draft]) -> Iterator[Draft]:
    """The bare sections "of the Act" that are sections of the immigration act with a known place in the U.S. Code."""
    act = _act()
    for draft in bare:
        match = _OF_ACT.match(text, draft.end, draft.block.end)
        if match is None or parallel(f"INA § {draft.base}") is None or _FIELD.search(text) is None:
            continue
        yield Draft(draft.start, match.end(), act, draft.number, draft.block, "citation/ina/of-the-act")


def _act() -> Scheme:
    return next(scheme for scheme in schemes() if scheme.id == "ina")
