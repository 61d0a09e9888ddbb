"""Citations that begin with the name of the law or its title number: "ORS 181A.820", "8 U.S.C. §§ 1226 and 1357"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.annotate.citation_context import Context
from kg.annotate.citation_drafts import Draft, of_head
from kg.annotate.citation_names import GAP, MAYBE, Hit
from kg.annotate.citation_numbers import Item, read_list, shapes
from kg.annotate.citation_schemes import Head, Scheme, heads
from kg.model import Span

SIGNS = r"§{1,3}(?: ?§)?|[Ss]ections?\b|SECTIONS?\b|[Ss]ecs?\.|[Ss]ec\b|ss?\."
_YEAR = rf"(?:,?{GAP}\(?(?:18|19|20)\d\d\)?)"  # "NMSA 1978, § 33-1-1"
_MARKS = {
    "section": re.compile(rf"(?:{_YEAR}?,?{MAYBE}(?P<mark>{SIGNS}){MAYBE}|{GAP}|(?<=\.))"),
    "article": re.compile(rf"(?:{_YEAR}?,?{MAYBE}(?P<mark>[Aa]rts?\.|[Aa]rticles?\b|§{{1,2}}){MAYBE}|{GAP})"),
    "chapter": re.compile(rf",?{MAYBE}(?P<mark>[Cc]hs?\.|[Cc]hapters?\b|c\.){MAYBE}"),
    "number": re.compile(rf"(?:,?{MAYBE}(?P<mark>Nos?\.|NOS?\.|no\.|No\b|[Nn]umbers?\b|#){MAYBE}|-|{MAYBE})"),
    "page": re.compile(rf"{GAP}(?P<mark>)"),
}
_CHAPTER = re.compile(rf",?{MAYBE}(?P<mark>[Cc]hs?\.|[Cc]hapters?\b|c\.|[Pp]arts?\b|pts?\.){MAYBE}(?=\d)")
_PLURALS = frozenset(
    ("sections", "secs", "ss", "arts", "articles", "nos", "numbers", "chs", "chapters", "parts", "pts")
)
_TITLE_BEFORE = re.compile(
    rf"(?:\b[Tt]itle{GAP})?(?<![\w.,$/-])(\d{{1,4}})(?:,{MAYBE}|{GAP}of{GAP}(?:the{GAP})?|{GAP})(?:the{GAP})?$"
)
_TITLE_AFTER = {
    "title": re.compile(
        rf",?{MAYBE}(?:[Tt]it\.|[Tt]itle\b){MAYBE}(\d{{1,3}}[A-Z]?)(?:,(?={MAYBE}[§sS])|(?={GAP}[§sS]))"
    ),
    "chapter": re.compile(rf",?{MAYBE}(?:[Cc]h\.|c\.|[Cc]hapter\b){MAYBE}(\d{{1,3}}[A-Z]{{0,2}})(?![A-Za-z0-9])"),
}
_CONGRESS = re.compile(
    rf"(?:,?{GAP}(?:of|in){GAP}the{GAP}|,{MAYBE}|{GAP})(\((?:the{GAP})?)?(\d{{2,3}}(?:st|nd|rd|th)){GAP}Cong(?:ress|\.)(?(1)\))"
)
_NEAR = 40  # characters looked at before a name for its title


def is_plural(mark: str) -> bool:
    """Whether a section sign or word announces several sections."""
    return mark.count("§") > 1 or mark.lower().rstrip(".") in _PLURALS


def other_law(text: str, block: Span) -> Callable[[int, int], bool]:
    """A test for read_list: is a number the title of another law ("8" before "C.F.R.")?"""

    def stop(start: int, end: int) -> bool:
        gap = re.compile(GAP).match(text, end, block.end)
        hit = heads().at(text, gap.end(), block.end) if gap and text[start:end].isdigit() else None
        return hit is not None and any(head.scheme.title in ("before", "either") for head in hit.values)

    return stop


def title_before(text: str, start: int, block: Span, scheme: Scheme) -> tuple[str, int] | None:
    """The title number before a name and where it starts: "8 " or "Title 8 of the "."""
    left = text[max(block.start, start - _NEAR) : start]
    match = _TITLE_BEFORE.search(left)
    if match is None or not scheme.min_title <= int(match[1]) <= scheme.max_title:
        return None
    return str(int(match[1])), start - len(left) + match.start()


def _congress(text: str, draft: Draft) -> None:
    """Take in the congress of a federal bill: "H.R. 3003 (115th Congress)"."""
    match = _CONGRESS.match(text, draft.end, draft.block.end)
    if "{congress}" in draft.scheme.canonical and match:
        draft.fields = {**draft.fields, "congress": f" ({match[2]} Congress)"}
        draft.end = match.end()


def _placed(context: Context, head: Head, drafts: list[Draft]) -> bool:
    """Give the drafts the place before them. False where they need one and have none."""
    if head.scheme.place not in ("before", "required"):
        return True
    suffix = " County" if head.name.startswith(("County ", "county ")) else ""
    found = context.place_before(drafts[0].start, drafts[0].block, suffix)
    if found:
        drafts[0].start = found[1]
        for draft in drafts:
            draft.place = found[0]
    elif head.scheme.place == "required" and (near := context.place_near(drafts[0].start, drafts[0].block, suffix)):
        for draft in drafts:
            draft.place = near
        return True
    return found is not None or head.scheme.place == "before"


def _allowed(text: str, scheme: Scheme, start: int, end: int, block: Span) -> bool:
    """The scheme's own guards: what may not stand right before or behind."""
    before, after = scheme.not_after, scheme.not_before
    if before and before.search(text[max(block.start, start - _NEAR) : start]):
        return False
    return not (after and after.match(text, end, block.end))


def _items(text: str, hit: Hit[Head], head: Head, position: int, block: Span) -> list[Item]:
    scheme = head.scheme
    mark = _MARKS[scheme.mark].match(text, position, block.end)
    if mark is None or (scheme.marked and not mark["mark"]):
        return []
    plural = is_plural(mark["mark"] or "")
    if scheme.mark == "number":
        plural = plural or (hit.key.endswith("s") and heads().knows(hit.key[:-1]))
    items = read_list(
        text,
        mark.end(),
        block.end,
        shapes()[scheme.number],
        plural=plural,
        more=plural or scheme.mark in ("section", "article"),
        pins=scheme.mark in ("section", "article"),
        stop=other_law(text, block),
    )
    digits = re.match(r"\d+", items[0].number) if items and not mark["mark"] else None
    if digits and len(digits.group()) < scheme.digits:
        return []
    return items


def read_head(text: str, hit: Hit[Head], head: Head, block: Span, context: Context) -> list[Draft]:
    """The citations that begin with this name, none where no number follows or something else forbids it."""
    scheme, start, position, title = head.scheme, hit.start, hit.end, None
    rule = f"citation/{scheme.id}"
    if scheme.title in ("before", "either") and (found := title_before(text, start, block, scheme)):
        title, start = found
    if title is None and scheme.title in ("after", "either"):
        match = _TITLE_AFTER[scheme.title_words].match(text, position, block.end)
        if match:
            title, position = match[1], match.end()
    if scheme.title != "none" and title is None:
        return []
    items, chapter = _items(text, hit, head, position, block), False
    if not items and scheme.chapter:
        chapter = True
        if scheme.title_words == "chapter" and title:
            items = [Item(start, position, title)]
        elif (mark := _CHAPTER.match(text, position, block.end)) is not None:
            plural, stop = is_plural(mark["mark"]), other_law(text, block)
            items = read_list(
                text, mark.end(), block.end, shapes()["chapter"], plural=plural, more=plural, pins=False, stop=stop
            )
    drafts = [
        Draft(item.start if i else start, item.end, scheme, item.number, block, rule, title, chapter=chapter)
        for i, item in enumerate(items)
    ]
    if not drafts or not _allowed(text, scheme, start, drafts[0].end, block):
        return []
    for draft in drafts:
        of_head(head, draft).group = (start, drafts[-1].end)
        _congress(text, draft)
    return drafts if _placed(context, head, drafts) else []


def find_named(text: str, block: Span, context: Context) -> Iterator[Draft]:
    """All citations of a block that begin with a name. Several local codes may share a name: then all are given."""
    for hit in heads().find(text, block.start, block.end):
        for head in hit.values:
            drafts = read_head(text, hit, head, block, context)
            yield from drafts
            if drafts and not head.local:
                break
