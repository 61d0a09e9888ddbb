"""Citations that begin with the section: "Section 287(g) of the INA", and "Section 1373" alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kg.annotate.citation_context import Context
from kg.annotate.citation_drafts import Draft, of_head
from kg.annotate.citation_named import is_plural, other_law, read_head
from kg.annotate.citation_names import GAP, MAYBE, Hit
from kg.annotate.citation_numbers import Item, read_list, shapes
from kg.annotate.citation_schemes import Head, Scheme, heads, schemes
from kg.model import Span

# Alternatives that begin with plain letters: re finds the candidates by that set of letters.
_CUE = re.compile(
    rf"(?:§{{1,3}}|Sections?\b|sections?\b|SECTIONS?\b|Secs?\.|secs?\.|(?<=[\s(])ss?\.(?={GAP}\d)|Articles?\b|[Cc]hapters?\b)"
    rf"{MAYBE}(?=\d)"
)
_OF = re.compile(rf"(?P<comma>,{MAYBE}|{GAP})(?P<of>(?:of|in|under|to){GAP})?(?:the{GAP})?")
_TITLE = re.compile(
    rf"[Tt]itle{GAP}(\d{{1,3}})(?!\d|\.\d)(?P<more>(?:,{MAYBE}|{GAP}of{GAP}(?:the{GAP})?)(?:the{GAP})?)?"
)
_TITLE_LEFT = re.compile(rf"\b[Tt]itle{GAP}(\d{{1,3}}),?(?:{GAP}of{GAP}the)?{GAP}$")
_WORDS = re.compile(r"(?:[A-Z][\w.'-]{1,20}[ \n]){1,4}")
_OTHER_CODE = re.compile(rf"(?:,{MAYBE}|{GAP})(?:of{GAP})?(?:the{GAP})?[A-Z][\w.]*")
_NOT_BARE = re.compile(
    rf"{GAP}of{GAP}(?:the|this|that|such|an?|its|their)(?:{GAP}[A-Za-z-]{{1,16}}){{0,3}}{GAP}"
    r"(?:[Oo]rder|[Oo]rdinance|[Bb]ill|[Rr]esolution|[Aa]greement|[Pp]olicy|[Cc]ontract|[Mm]emorandum|[Cc]omplaint|[Rr]eport|[Mm]anual)"
)


class Covered:
    """The stretches that citations take already."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        drafts = tuple(drafts)
        self.starts = frozenset(draft.start for draft in drafts)
        self._spans = sorted((draft.start, draft.end) for draft in drafts)
        self._starts = [start for start, _ in self._spans]
        self._furthest: list[int] = []
        for _, end in self._spans:
            self._furthest.append(max(end, self._furthest[-1] if self._furthest else 0))

    def inside(self, position: int) -> bool:
        """Whether a position lies in one of them, after its start."""
        i = bisect_right(self._starts, position - 1) - 1
        return i >= 0 and self._furthest[i] > position


def _kind(mark: str) -> str:
    word = mark.strip().lower()
    return "chapter" if word.startswith("ch") else "article" if word.startswith("art") else "section"


def _suits(scheme: Scheme, kind: str) -> bool:
    return scheme.chapter is not None if kind == "chapter" else scheme.mark == kind


def _left_title(text: str, start: int, block: Span) -> re.Match[str] | None:
    """ "Title 8, " before "Section 1373"."""
    return _TITLE_LEFT.search(text[max(block.start, start - 30) : start])


def _heads_at(text: str, position: int, block: Span, context: Context) -> Iterator[tuple[Hit[Head], str | None]]:
    """The names that stand at a position, or behind the place that they need."""
    if (hit := heads().at(text, position, block.end)) is not None:
        yield hit, None
        if any(head.scheme.place == "required" for head in hit.values):
            suffix = " County" if hit.key.casefold().startswith("county") else ""
            if (near := context.place_near(position, block, suffix)) is not None:
                yield hit, near
    elif (words := _WORDS.match(text, position, block.end)) is not None:
        for gap in re.finditer(r"[ \n]", words.group()):
            hit = heads().at(text, position + gap.end(), block.end)
            place = " ".join(words.group()[: gap.start()].split())
            if hit is None or not any(head.scheme.place == "required" for head in hit.values):
                continue
            if context.knows(place + (" County" if hit.key.startswith("County") else "")):
                yield hit, place


class _Reader:
    """Reads the citations that start at one section sign or word."""

    def __init__(self, text: str, cue: re.Match[str], block: Span, context: Context, *, more: bool) -> None:
        self.text, self.cue, self.block, self.context = text, cue, block, context
        self.kind = _kind(cue.group())
        self.plural = is_plural(cue.group().strip())
        self.start, self.more = cue.start(), more
        self.items = self._read("any")

    def _read(self, shape: str) -> list[Item]:
        return read_list(
            self.text,
            self.cue.end(),
            self.block.end,
            shapes()[shape],
            plural=self.plural,
            more=self.more,
            stop=other_law(self.text, self.block),
        )

    def _drafts(self, scheme: Scheme, items: Sequence[Item], end: int, title: str | None, start: int) -> list[Draft]:
        rule = f"citation/{scheme.id}/section-first"
        last = len(items) - 1
        return [
            Draft(
                item.start if i else start,
                end if i == last else item.end,
                scheme,
                item.number,
                self.block,
                rule,
                title,
                chapter=self.kind == "chapter",
            )
            for i, item in enumerate(items)
        ]

    def named(self) -> list[Draft]:
        """The sections, with the law that is named after them."""
        text, block = self.text, self.block
        of = _OF.match(text, self.items[-1].end, block.end)
        left = _left_title(text, self.start, block)
        if of is None or not (of["of"] or of["comma"].startswith(",")):
            return self._bare_title(left, self.items[-1].end) if left else []
        position, title = of.end(), None
        if (match := _TITLE.match(text, position, block.end)) is not None:
            title = match[1]
            if match["more"] is None or heads().at(text, match.end(), block.end) is None:
                return self._bare_title(match, match.end(1))
            position = match.end()
        start = self.start
        if title is None and left is not None:
            title, start = left[1], self.start - len(left.group())
        found: list[Draft] = []
        for hit, place in _heads_at(text, position, block, self.context):
            for head in hit.values:
                drafts = self._of_head(hit, head, title, start, place, bool(of["of"]))
                found += drafts
                if drafts and not head.local:
                    return drafts
        return found or (self._bare_title(left, self.items[-1].end) if left else [])

    def _of_head(
        self, hit: Hit[Head], head: Head, title: str | None, start: int, place: str | None, of: bool
    ) -> list[Draft]:
        scheme = head.scheme
        if not _suits(scheme, self.kind) or (scheme.place == "required") != (place is not None):
            return []
        if scheme.title == "none":
            title, start = None, self.start
        elif title is None:
            return []
        # After a comma a name that has a number of its own begins the next citation: "§ 1373, Cal. Gov. Code § 7284".
        if not of and read_head(self.text, hit, head, self.block, self.context):
            return []
        items = self.items if self.kind == "chapter" else self._read(scheme.number)
        if not items or items[-1].end != self.items[-1].end:
            return []
        drafts = [of_head(head, draft) for draft in self._drafts(scheme, items, hit.end, title, start)]
        for draft in drafts:
            draft.place = place
        return drafts

    def _bare_title(self, match: re.Match[str] | None, end: int) -> list[Draft]:
        """ "Section 1373 of Title 8" and "Title 8, Section 1373": the code whose titles are known by their number."""
        if match is None or self.kind != "section" or _OTHER_CODE.match(self.text, end, self.block.end):
            return []
        before = match.re is _TITLE_LEFT
        start = self.start - len(match.group()) if before else self.start
        for scheme in schemes():
            if scheme.bare_title and scheme.min_title <= int(match[1]) <= scheme.max_title:
                items = self._read(scheme.number)
                if items and len(items[0].number.split("(")[0]) >= scheme.digits:
                    return self._drafts(scheme, items, items[-1].end if before else end, match[1], start)
        return []

    def bare(self) -> list[Draft]:
        """The sections without their law, for `tie` to settle. Their scheme is only a place-holder until then."""
        if self.kind != "section" or _NOT_BARE.match(self.text, self.items[-1].end, self.block.end):
            return []
        last = self.items[-1].end
        return self._drafts(schemes()[0], self.items, last, None, self.start)


def find_sections(text: str, block: Span, context: Context, covered: Covered) -> Iterator[tuple[bool, list[Draft]]]:
    """All citations of a block that begin with a section: (True, those with their law) or (False, those without)."""
    read = block.start  # the end of what has been read: no list is read twice
    for cue in _CUE.finditer(text, block.start, block.end):
        if cue.start() < read or covered.inside(cue.start()):
            continue
        # "8 U.S.C. § 1373 and § 7284 of the Government Code": a later section of a list may have a law of its own.
        reader = _Reader(text, cue, block, context, more=cue.start() not in covered.starts)
        if reader.items:
            read = reader.items[-1].end
            drafts = reader.named()
            yield (True, drafts) if drafts else (False, reader.bare())
