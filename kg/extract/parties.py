"""Parties to a subpoena as one unit each: federal officers without a name, bodies named together ("the two, along with
<LOC>")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.merging import Unit
from kg.knowledge.event_patterns import event_words
from kg.knowledge.phrase_words import phrase_words
from kg.model import NumberMention, Span

_AND_THE = frozenset({",", "and", "the"})
_TO = frozenset({"on", "upon", "to", "against"})
_FROM = frozenset({"from"})  # where officers come from
_JOINED = frozenset({"along", "as", "together", "with", "well", "and", "plus"})
TOGETHER = frozenset({"both", "each", "all"})
_THESE = frozenset({"the", "these", "those"})
_LOCAL = frozenset({"law", "enforcement", "local", "other", "state", "county", "police"})


@dataclass(slots=True)
class Piece:
    """A unit, and the units [first, last] of the sentence that it was made of. Never changed once made.

    word: the word in lower case; nothing for what is no word. Kept, because it is asked for a dozen times.
    """

    unit: Unit
    first: int
    last: int
    word: str = field(init=False)

    def __post_init__(self) -> None:
        self.word = "" if self.unit.kind else self.unit.text.casefold()


def join(pieces: Sequence[Piece], kind: str, text: str, number: NumberMention | None = None) -> Piece:
    """Pieces as one; it keeps the federal bodies named in it, or for parties the bodies themselves."""
    keep = ("LOC",) if kind == "GRP" else ("FED",)
    refs = tuple(ref for piece in pieces if piece.unit.kind in (*keep, kind) for ref in piece.unit.refs)
    span = Span(pieces[0].unit.span.start, pieces[-1].unit.span.end)
    mentions = (number,) if number else ()
    phrase = " ".join(piece.unit.text.casefold() for piece in pieces)
    return Piece(Unit(span, text, kind, refs, mentions, phrase=phrase), pieces[0].first, pieces[-1].last)


def word_at(pieces: Sequence[Piece], index: int) -> str:
    """The word at an index in lower case; nothing for what is no word and outside the sentence."""
    return pieces[index].word if 0 <= index < len(pieces) else ""


def kind_at(pieces: Sequence[Piece], index: int) -> str:
    """The kind of the unit at an index; nothing for words and outside the sentence."""
    return pieces[index].unit.kind if 0 <= index < len(pieces) else ""


def joined(pieces: list[Piece]) -> list[Piece]:
    """Bodies of a list that an aside had parted are one LOC: "Denver (four) and Boulder (two)" without the brackets."""
    found: list[Piece] = []
    for piece in pieces:
        at = next((len(found) - 1 - k for k, p in enumerate(reversed(found[-4:])) if p.unit.kind == "LOC"), None)
        between = [p.word for p in found[at + 1 :]] if at is not None else []
        if at is not None and piece.unit.kind == "LOC" and "and" in between and _AND_THE.issuperset(between):
            refs = tuple(dict.fromkeys((*found[at].unit.refs, *piece.unit.refs)))
            one = join([*found[at:], piece], "LOC", found[at].unit.text)
            found = [*found[:at], replace(one, unit=replace(one.unit, refs=refs))]
        else:
            found.append(piece)
    return found


def federal(pieces: list[Piece]) -> list[Piece]:
    """Federal officers without a name are ISS; the officers and field offices of a federal body are that body."""
    words = phrase_words()
    found: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        if piece.unit.kind == "FED":
            start = i + 1 + (word_at(pieces, i + 1) == "'s")
            start += kind_at(pieces, start) == "LOC" and start > i + 1
            end = start
            while word_at(pieces, end) in words.staff:
                end += 1
            if end > start:
                end += 2 * (word_at(pieces, end) in _FROM and kind_at(pieces, end + 1) == "LOC")
                piece = replace(piece, last=pieces[end - 1].last)
                i = end - 1
            i += 1
            found = _officers_of(found, piece)
            continue
        end = i
        while word_at(pieces, end) in words.federal_adjectives:
            end += 1
        if (end > i and word_at(pieces, end) in words.federal_heads) or piece.word in words.federal_alone:
            last = end if end > i else i
            article = [found.pop()] if found and found[-1].word == "the" else []
            last += 2 * (word_at(pieces, last + 1) in _FROM and kind_at(pieces, last + 2) == "LOC")
            found.append(join([*article, *pieces[i : last + 1]], "ISS", pieces[min(end, last)].word or piece.word))
            i = last + 1
            continue
        found.append(piece)
        i += 1
    return found


def _officers_of(found: list[Piece], body: Piece) -> list[Piece]:
    """ "officers with <FED>", "the Denver field office of <FED>" are the body."""
    words = phrase_words()
    at = len(found) - 1
    if word_at(found, at) == "the":
        at -= 1
    if word_at(found, at) not in ("of", "with", "from"):
        return [*found, body]
    if kind_at(found, at - 1) == "ISS":
        return [*found[: at - 1], replace(body, first=found[at - 1].first)]
    if word_at(found, at - 1) not in words.staff:
        return [*found, body]
    at -= 1
    while word_at(found, at - 1) in words.staff or word_at(found, at - 1) in words.federal_adjectives:
        at -= 1
    if kind_at(found, at - 1) == "LOC" and word_at(found, at) in ("field", "office"):
        at -= 1
    if word_at(found, at - 1) == "the":
        at -= 1
    return [*found[:at], replace(body, first=found[at].first)]


def parties(pieces: list[Piece]) -> list[Piece]:
    """Parties named together are one GRP, with a body that is added to them ("the two, along with <LOC>")."""
    found: list[Piece] = []
    i = 0
    while i < len(pieces):
        end = _together(pieces, i)
        if end > i:
            inside = pieces[i:end]
            numbers = [m for p in inside for m in p.unit.mentions if isinstance(m, NumberMention)]
            number = NumberMention(inside[0].unit.span, 2) if inside[0].word == "both" else (*numbers, None)[0]
            text = f"{inside[0].word} {inside[-1].word}"
            end = _added(pieces, end)
            found.append(join(pieces[i:end], "GRP", text, number))
            i = end
        else:
            found.append(pieces[i])
            i += 1
    return found


def _together(pieces: Sequence[Piece], i: int) -> int:
    """The end of words that begin at i and mean several bodies together; i where none do."""
    first = pieces[i].word
    if first not in TOGETHER | _THESE:
        return i
    end = i + 1
    if first in TOGETHER and word_at(pieces, end) == "of":
        end += 1
    end += first in TOGETHER and word_at(pieces, end) in (*_THESE, "them")
    numbered = kind_at(pieces, end) == "NUM"
    end += numbered
    noun = end
    while word_at(pieces, noun) in _LOCAL:
        noun += 1
    if word_at(pieces, noun) in phrase_words().groups:
        return noun + 1
    alone = first in ("both", "each") and end == i + 1
    return end if (numbered or alone) and _acts(pieces, end) else i


def _acts(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a verb follows that tells of a body, or another body is added, and not that things reached a body."""
    if _added(pieces, at) > at:
        return True
    classes = event_words().classes
    behind = pieces[at : at + 6]
    if any(p.word in _TO and kind_at(behind, j + 1) in ("LOC", "ANA", "PRO") for j, p in enumerate(behind)):
        return False
    acting = {*classes["aux"], *classes["get"], *classes["comply"], *classes["refuse"], *classes["respond"]}
    return word_at(pieces, at) in acting - {"in", "on", "both", "each"}


def _added(pieces: Sequence[Piece], at: int) -> int:
    """Behind "the two": the end of ", along with <LOC>,"; `at` where none is added."""
    end = at + (word_at(pieces, at) == ",")
    start = end
    while word_at(pieces, end) in _JOINED:
        end += 1
    end += end > start and word_at(pieces, end) == "the"
    if end == start or kind_at(pieces, end) != "LOC":
        return at
    end += 1
    return end + (word_at(pieces, end) == "," == word_at(pieces, at))
