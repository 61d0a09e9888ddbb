"""Bare sections tied to their law: by the same section in full, the same chapter, "the same code", or the code that
the sentence has just cited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from kg.annotate.citation_drafts import Draft
from kg.annotate.citation_names import GAP
from kg.annotate.citation_numbers import shapes
from kg.annotate.citation_schemes import schemes

CODES = ("state-code", "municipal-code")
_SAME = re.compile(rf"{GAP}of{GAP}(?:the{GAP}same|that){GAP}(?:[Cc]ode|[Aa]ct|[Tt]itle|[Ss]tatute|[Ll]aw)\b")
_END = re.compile(r"[.!?][\"')]?\s(?=[A-Z\"])|\n\n")
_REACH = 200  # characters between a citation and a bare section of the same code in one sentence
_PARTS = re.compile(r"[.:-]")

Law = tuple[object, str | None]


def tie(bare: Iterable[Draft], full: Iterable[Draft]) -> Iterator[Draft]:
    """The bare sections that the same text cites in full elsewhere, of one law only, or that are known by number."""
    laws: dict[str, dict[object, Draft]] = {}
    for draft in full:
        if draft.scheme.mark == "section" and not draft.chapter:
            laws.setdefault(draft.base, {}).setdefault(draft.parent(), draft)
    known_alone = [scheme for scheme in schemes() if scheme.alone]
    for draft in bare:
        known = laws.get(draft.base, {})
        # A short number may be a section of the text itself.
        if len(known) == 1 and len(draft.base) >= 3:
            (law,) = known.values()
            yield law.with_number(draft.number, draft.start, draft.end, f"citation/{law.scheme.id}/same-text")
            continue
        for scheme in known_alone:
            if any(draft.number.startswith(number) for number in scheme.alone):
                yield Draft(
                    draft.start, draft.end, scheme, draft.number, draft.block, f"citation/{scheme.id}/well-known"
                )
                break


def chapter_of(number: str) -> str:
    """The part of a section's number before its last point, dash or colon; "" where it has none."""
    match = re.match(r"(.{2,16})[.:-][0-9A-Za-z]{1,6}$", number)
    return match[1] if match else ""


def by_chapter(full: Iterable[Draft]) -> dict[str, dict[Law, Draft]]:
    """The codes of states and towns that a text cites, by the chapters that it cites of each."""
    chapters: dict[str, dict[Law, Draft]] = {}
    for draft in full:
        chapter = draft.number if draft.chapter else chapter_of(draft.base)
        if draft.scheme.scheme in CODES and chapter:
            chapters.setdefault(chapter, {}).setdefault((draft.parent(), draft.place), draft)
    return chapters


def only_law(chapters: Mapping[str, Mapping[Law, Draft]], number: str) -> Draft | None:
    """A citation of the only code that a text cites by the chapter of a number."""
    known = chapters.get(chapter_of(number), {})
    return next(iter(known.values())) if len(known) == 1 else None


def same_chapter(bare: Iterable[Draft], full: Iterable[Draft]) -> Iterator[Draft]:
    """The bare sections of a chapter of a code that the text cites by other sections: "Fla. Stat. § 908.105 ... s.
    908.103". Where the chapter is of two codes of the text, of none."""
    chapters = by_chapter(full)
    for draft in bare:
        law = only_law(chapters, draft.base)
        if law is not None and _fits(law, draft.base):
            yield law.with_number(draft.number, draft.start, draft.end, f"citation/{law.scheme.id}/same-chapter")


def _fits(law: Draft, number: str) -> bool:
    """Whether a number is a whole one of the shape of a law's."""
    match = shapes()[law.scheme.number].pattern.match(number + " ")
    return match is not None and match.end() == len(number)


def same_law(text: str, bare: Iterable[Draft], full: Iterable[Draft]) -> Iterator[Draft]:
    """The bare sections "of the same code": they are of the law cited last before them."""
    laws = sorted((draft for draft in full if draft.scheme.mark == "section"), key=lambda draft: draft.end)
    ends = [draft.end for draft in laws]
    for draft in bare:
        match = _SAME.match(text, draft.end, draft.block.end)
        at = bisect_right(ends, draft.start)
        if match and at:
            law = laws[at - 1]
            yield law.with_number(draft.number, draft.start, match.end(), f"citation/{law.scheme.id}/same-code")


def only_code(bare: Iterable[Draft], full: Iterable[Draft]) -> Iterator[Draft]:
    """The bare sections of so peculiar a number that they are of the one state's code that the text cites: "§ 53a-26"
    behind Conn. Gen. Stat. § 54-193, "§ 15.2-1705" behind Va. Code § 53.1-219."""
    laws = {draft.parent(): draft for draft in full if draft.scheme.scheme in CODES and not draft.chapter}
    if len(laws) != 1:
        return
    (law,) = laws.values()
    for draft in bare:
        parts, own = _PARTS.split(draft.base), _PARTS.split(law.base)
        peculiar = len(parts) > 2 or any(letter.isalpha() for letter in draft.base)
        if len(parts) == len(own) > 1 and peculiar and law.scheme.scheme == "state-code" and _fits(law, draft.base):
            yield law.with_number(draft.number, draft.start, draft.end, f"citation/{law.scheme.id}/same-code")


def same_sentence(text: str, bare: Iterable[Draft], full: Iterable[Draft]) -> Iterator[Draft]:
    """The bare sections numbered as those of the code that their own sentence cited last: "Bars it by O.C.G.A. §
    36-80-23, and § 42-4-14 adds ..."."""
    laws = sorted((draft for draft in full if draft.scheme.scheme in CODES), key=lambda draft: draft.end)
    ends = [draft.end for draft in laws]
    for draft in bare:
        at = bisect_right(ends, draft.start)
        law = laws[at - 1] if at else None
        if law is None or law.chapter or draft.start - law.end > _REACH or law.block != draft.block:
            continue
        like = len(_PARTS.split(draft.base)) == len(_PARTS.split(law.base)) > 1
        if like and _fits(law, draft.base) and _END.search(text, law.end, draft.start + 1) is None:
            yield law.with_number(draft.number, draft.start, draft.end, f"citation/{law.scheme.id}/same-sentence")
