"""A sentence as units: words, and entities, numbers, dates and laws as one unit each; what belongs together merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import spacy

from kg.extract.merging import OPENERS, Unit, joining_words, merged, without_asides
from kg.knowledge.agencies import federal_agencies
from kg.model import (
    AgencyMention,
    Citation,
    DateMention,
    DurationMention,
    Entity,
    Link,
    Linked,
    NumberMention,
    PeriodMention,
    PlaceMention,
    Ref,
    Span,
)
from kg.vocab import JG

if TYPE_CHECKING:
    from spacy.language import Language

_KINDS = {
    DateMention: "DATE",
    PeriodMention: "PER",
    DurationMention: "DUR",
    NumberMention: "NUM",
    Citation: "LAW",
}
# Marks of Markdown that a page left in its text: they stand between words without being any.
_MARKUP = re.compile(r"!?\[(?=[^\]\n]{0,200}\]\()|\]\([^)\n]{0,300}\)|\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)")
_MARK = re.compile(r"[\[\]*_]")  # without one of these there is no markup
# A word that the end of a line breaks: "subpoe-\nnas".
_BROKEN = re.compile(r"([a-z])-\n\s{0,8}([a-z])")
_LINE_END = re.compile(r"\n\s{0,8}(?=[a-z])")
_ENDLESS = re.compile(r"\S{80}")
_PLAIN_TOKEN = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
_STRETCH = re.compile(r"\S+")
_HYPHENS = frozenset("-‑‐")
_HYPHEN = re.compile("[-‑‐]")
_OPENER = re.compile(f"[{re.escape(''.join(sorted(OPENERS)))}]")
_ENOUGH = 4  # a sentence of so many units is no heading
_MOST_WORDS = 16_000  # different stretches of text whose tokens are remembered
_MAX_UNITS = 250  # longer "sentences" are lists or tables run together; they are cut, so that no pattern runs wild


class Sentence:
    """The units of one sentence, and the same as the text that event patterns are matched against.

    shadow: for each unit its word in lower case, or "<KIND>" for an entity, number, date or law, each with a blank
    behind it.
    starts: the offset of each unit in the shadow.
    lowered: the text of each unit in lower case; words: those of the units that are words; kinds: "<KIND>" of the
    others.

    Most sentences hold nothing that a reader looks for, which `has` and `may_hold` can tell from `raw`, the words and
    "<KIND>"s before anything is merged: the units are made when first asked for. `keys`: of the entities named.
    `least`: at least so many units there are; `proper`: whether a capitalised word that is none of them may stand
    behind one.
    """

    __slots__ = (
        *("_make", "core", "keys", "kinds", "least", "lowered", "proper", "raw", "shadow", "span", "starts", "units"),
        "words",
    )

    span: Span
    raw: frozenset[str]
    keys: frozenset[str]
    least: int
    proper: bool
    units: tuple[Unit, ...]
    shadow: str
    starts: Mapping[int, int]  # offset in the shadow → index of the unit
    lowered: tuple[str, ...]
    words: frozenset[str]
    kinds: frozenset[str]
    core: Sentence | None  # the same without appositions and brackets, where it has any

    def __init__(
        self,
        span: Span,
        raw: frozenset[str],
        keys: Iterable[str],
        make: Callable[[], tuple[list[Unit], list[Unit]]],
        least: int = 0,
        *,
        proper: bool = True,
    ) -> None:
        """make: gives the units, and those of the core."""
        self.span, self.raw, self.keys, self._make = span, raw, frozenset(keys), make
        self.least, self.proper = least, proper

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Called for what is not set yet: makes the units."""
            if name in Sentence.__slots__ and name != "_make":
                self._complete(*self._make())
            return object.__getattribute__(self, name)

    def _complete(self, units: Sequence[Unit], core: Sequence[Unit]) -> None:
        self.units = tuple(units)
        self.lowered = tuple([unit.text.casefold() for unit in units])
        named = list(zip(units, self.lowered, strict=True))
        # A text's own angle brackets can never look like an entity.
        tokens = [
            f"<{unit.kind}> " if unit.kind else f"{lower} ".replace("<", "‹").replace(">", "›") for unit, lower in named
        ]
        self.shadow = "".join(tokens)
        self.starts = dict(zip(accumulate(map(len, tokens), initial=0), range(len(tokens)), strict=False))
        self.words = frozenset([lower for unit, lower in named if not unit.kind])
        self.kinds = frozenset([f"<{unit.kind}>" for unit in units if unit.kind])
        self.core = shadowed(self.span, core) if len(core) < len(units) else None

    def lower(self, index: int) -> str:
        return self.lowered[index] if 0 <= index < len(self.lowered) else ""

    def longer(self, length: int) -> bool:
        """Whether it has more units than this."""
        return self.least > length or len(self.units) > length

    def may_hold(self, tokens: AbstractSet[str]) -> bool:
        """Whether one of its words or "<KIND>"s may be among these; surely none where this is false."""
        return not self.raw.isdisjoint(tokens)

    def has(self, words: AbstractSet[str]) -> bool:
        """Whether one of its words is among these."""
        return not self.raw.isdisjoint(words) and not self.words.isdisjoint(words)

    def has_kind(self, kind: str) -> bool:
        """Whether one of its units is of a kind."""
        token = f"<{kind}>"
        return token in self.raw and token in self.kinds

    def has_token(self, tokens: AbstractSet[str]) -> bool:
        """Whether one of its words or "<KIND>"s is among these."""
        return self.may_hold(tokens) and not (self.words.isdisjoint(tokens) and self.kinds.isdisjoint(tokens))

    def plain(self) -> Sentence:
        """Its core, or where it has none itself; without the units being made now."""
        return _Plain(self)


class _Plain(Sentence):
    """A sentence as its core has it."""

    __slots__ = ("_whole",)

    def __init__(self, whole: Sentence) -> None:
        self.span, self.raw, self.keys, self._whole = whole.span, whole.raw, whole.keys, whole
        self.least, self.proper = whole.least, whole.proper

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            if name in Sentence.__slots__:
                setattr(self, name, getattr(self._whole.core or self._whole, name))
            return object.__getattribute__(self, name)


@cache
def language() -> Language:
    """spaCy's blank English: a tokenizer and a vocabulary, no model."""
    return spacy.blank("en")


@cache
def issuing_agencies() -> frozenset[str]:
    """Keys of the federal agencies that issue subpoenas on immigration."""
    return frozenset(agency.key for agency in federal_agencies() if agency.issues_subpoenas)


def sentences(linked: Linked) -> list[Sentence]:
    """All sentences of a document as units, in order."""
    return list(each_sentence(linked))


def each_sentence(linked: Linked) -> Iterator[Sentence]:
    """The same one by one: those of a long text take many times its size."""
    # In a list with one head ("the Lane and Linn County sheriff's offices") a place's words name its agency, too.
    by_span = {link.span: link for link in sorted(linked.links, key=lambda link: link.entity.startswith("agency/"))}
    places = _Places(linked.entities)
    text = linked.annotations.document.text
    mentions = [
        mention
        for mention in linked.annotations.mentions
        if isinstance(mention, AgencyMention | PlaceMention) or type(mention) in _KINDS
    ]
    at = 0
    for span in linked.annotations.sentences:
        while at < len(mentions) and mentions[at].span.start < span.start:
            at += 1
        inside = []
        next_at = at
        while next_at < len(mentions) and mentions[next_at].span.start < span.end:
            if mentions[next_at].span.end <= span.end:
                inside.append(mentions[next_at])
            next_at += 1
        yield _sentence(text, span, inside, by_span, places)


class _Places:
    """What lies in what, of the entities of one document."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        pointing = (JG.within, JG.hasJurisdiction)
        self._parent = {
            entity.key: slot.value.key
            for entity in entities
            for slot in entity.slots
            if slot.property in pointing and isinstance(slot.value, Ref)
        }

    def holds(self, outer: str, inner: str) -> bool:
        """Whether a place holds another, or is served by the agency `inner`."""
        key: str | None = inner
        while key is not None:
            key = self._parent.get(key)
            if key == outer:
                return True
        return False


def _sentence(
    text: str, span: Span, mentions: Sequence[object], links: Mapping[Span, Link], places: _Places
) -> Sentence:
    chunks: list[Unit] = []
    for mention in mentions:
        unit = _chunk(text, mention, links)
        if unit is not None and not (chunks and unit.span.start < chunks[-1].span.end):
            chunks.append(unit)
    pieces = list(_pieces(text, span, chunks))

    def make() -> tuple[list[Unit], list[Unit]]:
        units: list[Unit] = []
        for at, piece, chunk in pieces:
            units += _tokenised(piece, at)
            if chunk is not None:
                units.append(chunk)
        units = merged(units, places.holds)[:_MAX_UNITS]
        return units, without_asides(units)

    proper = any(not piece.islower() and any(map(str.isupper, piece)) for _, piece, _ in pieces[1:])
    return Sentence(span, _raw(pieces), _keys(chunks), make, _least(pieces), proper=proper)


def _least(pieces: Sequence[tuple[int, str, Unit | None]]) -> int:
    """How many units there are at least, up to _ENOUGH: the words before what might open an aside that can be no part
    of a longer unit."""
    joining = joining_words()
    count = 0
    for _, piece, _ in pieces:
        opener = _OPENER.search(piece)
        for word in (piece[: opener.start()] if opener else piece).split():
            count += word.isalpha() and word.casefold() not in joining
            if count == _ENOUGH:
                return count
        if opener:
            break
    return count


def _keys(units: Iterable[Unit]) -> Iterator[str]:
    return (key for unit in units for key in unit.refs)


def _raw(pieces: Sequence[tuple[int, str, Unit | None]]) -> frozenset[str]:
    """The words of the pieces and the "<KIND>"s of the chunks, and ANA, which only merging can tell."""
    found = {"<ANA>"}
    for at, piece, chunk in pieces:
        if _HYPHEN.search(piece) or _ENDLESS.search(piece):
            for unit in _tokenised(piece, at):
                found.update((lower := unit.text.casefold(), *lower.split()))
        else:
            found.update(*map(_lower_words, piece.split()))
        if chunk is not None:
            found.update((f"<{chunk.kind}>", chunk.text.casefold()))
    return frozenset(found)


def shadowed(span: Span, units: Sequence[Unit], core: Sequence[Unit] | None = None) -> Sentence:
    """A sentence of these units, and of those of its core where it has one."""
    raw = {f"<{unit.kind}>" for unit in units}.union([unit.text.casefold() for unit in units])
    return Sentence(span, frozenset(raw), _keys(units), lambda: (list(units), list(units if core is None else core)))


def _chunk(text: str, mention: object, links: Mapping[Span, Link]) -> Unit | None:
    if isinstance(mention, AgencyMention | PlaceMention):
        link = links.get(mention.span)
        if link is None:
            return None
        return Unit(mention.span, mention.span.of(text), entity_kind(link.entity), (link.entity,))
    if isinstance(mention, DateMention | PeriodMention | DurationMention | NumberMention | Citation):
        refs = (links[mention.span].entity,) if mention.span in links else ()
        return Unit(mention.span, mention.span.of(text), _KINDS[type(mention)], refs, (mention,))
    return None


def entity_kind(key: str) -> str:
    """FED for a federal agency that issues subpoenas, ORG for any other federal body and for nations, LOC for state
    and local ones."""
    if key in issuing_agencies():
        return "FED"
    if key == "jurisdiction/us" or key.startswith(("agency/us/", "jurisdiction/country/")):
        return "ORG"
    return "LOC"


def _pieces(text: str, span: Span, chunks: Sequence[Unit]) -> Iterator[tuple[int, str, Unit | None]]:
    """The pieces of a sentence between its chunks, without marks of markup: offset, text, and the chunk behind it."""
    clean = span.of(text)
    if _MARK.search(clean):
        clean = _MARKUP.sub(lambda mark: " " * len(mark.group()), clean)  # offsets stay
    at = span.start
    for chunk in chunks:
        yield at, clean[at - span.start : chunk.span.start - span.start], chunk
        at = chunk.span.end
    yield at, clean[at - span.start :], None


def _tokenised(piece: str, at: int) -> list[Unit]:
    """spaCy's tokens of a piece of text that begins at an offset, words joined by a hyphen kept whole
    ("non-cooperation")."""
    if _ENDLESS.search(piece):
        # spaCy's tokenizer takes quadratic time on endless words, and no language has them.
        return [_unit(piece, at, *match.span()) for match in _PLAIN_TOKEN.finditer(piece)]
    if _HYPHEN.search(piece):
        return [_unit(piece, at, start, end) for start, end in _glued(piece)]
    return [
        Unit(Span(at + stretch.start() + start, at + stretch.start() + end), word)
        for stretch in _STRETCH.finditer(piece)
        for start, end, word in _tokens(stretch[0])
    ]


def _unit(piece: str, at: int, start: int, end: int) -> Unit:
    return Unit(Span(at + start, at + end), _BROKEN.sub(r"\1\2", piece[start:end]).replace("’", "'"))


@lru_cache(maxsize=_MOST_WORDS)
def _tokens(stretch: str) -> tuple[tuple[int, int, str], ...]:
    """Offsets and words of spaCy's tokens in a stretch without white space: no token of spaCy's reaches over any."""
    doc = language().make_doc(stretch)
    return tuple((token.idx, token.idx + len(token), token.text.replace("’", "'")) for token in doc)


@lru_cache(maxsize=_MOST_WORDS)
def _lower_words(stretch: str) -> tuple[str, ...]:
    return tuple(word.casefold() for _, _, word in _tokens(stretch))


def _glued(piece: str) -> list[tuple[int, int]]:
    """Offsets of tokens with words joined by a hyphen as one, over the end of a line too."""
    found: list[tuple[int, int]] = []
    glue = broken = False
    tokens = (
        (stretch.start() + start, stretch.start() + end)
        for stretch in _STRETCH.finditer(piece)
        for start, end, _ in _tokens(stretch[0])
    )
    for start, end in tokens:
        touches = bool(found) and found[-1][1] == start
        hyphen = piece[start:end] in _HYPHENS
        if found and (broken or (touches and (glue or (hyphen and _goes_on(piece, end))))):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        glue = hyphen and found[-1][1] == end
        whole = piece[found[-1][0] : end]
        broken = whole[-1] in _HYPHENS and whole[:1].isalpha() and _LINE_END.match(piece, end) is not None
    return found


def _goes_on(piece: str, end: int) -> bool:
    """Whether a word goes on behind a hyphen that ends at `end`: at once, or on the next line."""
    return piece[end : end + 1].isalnum() or _LINE_END.match(piece, end) is not None
