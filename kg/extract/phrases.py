"""A sentence as it tells of subpoenas: the thing ("two more ICE subpoenas", "a second one"), officers without a name
and parties named together ("the three") as one unit each.

The kinds that this adds to those of `merging.Unit`: SUB a phrase about subpoenas, DEM a word that points at one told of
before ("the demand", "two of them", "another"), ISS federal officers ("immigration agents"), GRP parties together
("both", "the two counties"), PRO a pronoun, which is else among the ANA. Adverbs, bullets and asides that tell who says
it are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.doors import doors
from kg.extract.merging import PRONOUNS
from kg.extract.parties import Piece, federal, join, joined, kind_at, parties, word_at
from kg.extract.units import Sentence, shadowed
from kg.knowledge.event_patterns import event_words
from kg.knowledge.phrase_words import phrase_words
from kg.model import NumberMention

_OBJECTS = ("LOC", "ANA", "GRP", "PRO")
_BEFORE = 9  # units of a phrase before its noun
_UNKNOWN = 2  # words before its noun that no list has
_ASIDE = 10
_WRAPPING = 6
_OWNERS = frozenset({"his", "her", "its", "their", "our", "my"})
OWNED = frozenset({"office", "department", "agency", "jail", "county", "city", "bureau", "sheriff", "desk"})
OURS = frozenset({"our", "my"})
# Officials standing for their offices → the noun that points at the office.
TITLES = {"sheriff": "sheriff", "undersheriff": "sheriff", "warden": "jail", "chief": "police", "mayor": "city"}
ALONE = frozenset({"another", "one"})
MORE = frozenset({"one", "another", "more", "other", "others", "additional", "further", "latest", "last", "such"})
_THOSE = frozenset({"them", "these", "those", "such"})
_QUOTES = frozenset("\"“‘'")
_CLOSING = frozenset("\"”’'")
_SIGNED = frozenset({"signed", "authorized", "drafted", "approved"})
_ARTICLES = frozenset({"the", "a", "an", "all", "both"})
_MODIFIED = frozenset({"the", "an", "a", "these", "those", "of", "new", "more", "several", "other"})
_INFINITIVE = frozenset({"to", "will", "may", "could", "would", "not", "n't", "can", "might"})
_FORMS = frozenset({"form", "shape", "guise"})
_MANY = 100  # a higher number that stands alone is of something else
_ENUMERATION = frozenset("*-•#>›–—·+|")


@dataclass(frozen=True, slots=True)
class Phrased:
    """The sentence of phrases, and for each of its units the first and the last unit of the sentence it was made of."""

    sentence: Sentence
    origins: tuple[tuple[int, int], ...]


def phrased(sentence: Sentence, *, topic: bool = True) -> Phrased:
    """The phrases of a sentence. topic: whether the text speaks of subpoenas here, so that "one" and "the demand" mean
    them."""
    pieces = [Piece(unit, i, i) for i, unit in enumerate(sentence.units)]
    pieces = doors(federal(_pronouns(joined(_cleaned(pieces)))))
    pieces = parties(_wrapped(_things(_verbs(pieces))))
    if topic or any(piece.unit.kind == "SUB" for piece in pieces):
        pieces = _pointing(pieces)
    view = shadowed(sentence.span, [piece.unit for piece in pieces])
    return Phrased(view, tuple((piece.first, piece.last) for piece in pieces))


def _cleaned(pieces: list[Piece]) -> list[Piece]:
    """Without bullets, adverbs and asides that tell who says it."""
    words = phrase_words()
    while pieces and pieces[0].word in _ENUMERATION:
        pieces = pieces[1:]
    found: list[Piece] = []
    i = 0
    while i < len(pieces):
        word = pieces[i].word
        if word.endswith("ly") and len(word) > 5 and word not in words.kept_ly:
            i += 1
            continue
        if word == "," and i > 0:
            close = next((j for j in range(i + 2, min(i + _ASIDE, len(pieces))) if pieces[j].word in (",", ".")), None)
            inside = pieces[i + 1 : close] if close and pieces[close].word == "," else []
            if any(p.word in words.saying for p in inside) and not any(
                p.word in words.heads or p.unit.kind == "LOC" for p in inside
            ):
                i = (close or i) + 1
                continue
        if word == "|":  # the border of a column parts what it stands between
            pieces[i] = replace(pieces[i], unit=replace(pieces[i].unit, text="–"))
        found.append(pieces[i])
        i += 1
    return found


def _pronouns(pieces: list[Piece]) -> list[Piece]:
    """Pronouns are PRO; "his office" and "Sheriff Jane Example" point at a body as "the office", "the sheriff" do."""
    found: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        i += 1
        if piece.unit.kind == "ANA" and piece.unit.text.casefold() in PRONOUNS:
            piece = replace(piece, unit=replace(piece.unit, kind="PRO"))
        elif piece.word in _OWNERS and word_at(pieces, i + (word_at(pieces, i) == "front")) in OWNED:
            noun = i + (word_at(pieces, i) == "front")
            ours = piece.word in OURS
            piece = join([piece, *pieces[i : noun + 1]], "PRO" if ours else "ANA", "we" if ours else pieces[noun].word)
            i = noun + 1
        elif piece.word in TITLES and piece.unit.text.istitle():
            end = i
            while end < min(i + 3, len(pieces)) and pieces[end].word.isalpha() and pieces[end].unit.text.istitle():
                end += 1
            if end > i and word_at(pieces, end) in ("of", "in") and kind_at(pieces, end + 1) == "LOC":
                of_place = pieces[end + 1]
                piece = replace(of_place, first=piece.first)
                i = end + 2
            elif end > i:
                piece = join([piece, *pieces[i:end]], "ANA", TITLES[piece.word])
                i = end
        found.append(piece)
    return found


def _verbs(pieces: list[Piece]) -> list[Piece]:
    """ "subpoenas" as a verb ("ICE subpoenas Denver") becomes "subpoenaed"; as an infinitive it is left alone."""
    found = list(pieces)
    for i, piece in enumerate(pieces):
        if piece.word not in phrase_words().heads:
            continue
        following = i + 1
        while kind_at(pieces, following) == "NUM" or word_at(pieces, following) in _ARTICLES:
            following += 1
        modified = kind_at(pieces, i - 2) == "NUM" or word_at(pieces, i - 2) in _MODIFIED
        acting = kind_at(pieces, i - 1) in ("FED", "ISS", "PRO") and kind_at(pieces, following) in _OBJECTS
        acting = acting and not modified
        if acting:
            found[i] = replace(piece, unit=replace(piece.unit, text="subpoenaed"))
        elif word_at(pieces, i - 1) in _INFINITIVE and (kind_at(pieces, following) in _OBJECTS or following > i + 1):
            found[i] = replace(piece, unit=replace(piece.unit, text="subpoenaing"))
    return found


def _things(pieces: list[Piece]) -> list[Piece]:
    """The phrases about subpoenas, each as one SUB."""
    words = phrase_words()
    found: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        i += 1
        if piece.word not in words.heads or word_at(pieces, i) in words.compounds:
            found.append(piece)
            continue
        begin = _beginning(found)
        end = i
        if word_at(pieces, i) == "duces" and word_at(pieces, i + 1) == "tecum":
            end = i + 2
        if word_at(pieces, end) in ("no", "no.", "number", "nos.") and end + 1 < len(pieces):
            end += 1 + (word_at(pieces, end + 1) == ".")
            end += end < len(pieces)
        close = end + (word_at(pieces, end) == ",")
        opened = any(p.word in _QUOTES for p in found[max(0, begin - 1) :])
        if close < len(pieces) and word_at(pieces, close) in _CLOSING and opened:
            end = close + 1
        if word_at(pieces, end) in ("from", "of") and kind_at(pieces, end + 1) in ("FED", "ISS"):
            end += 2
        elif word_at(pieces, end) in _SIGNED and word_at(pieces, end + 1) == "by":
            signer = end + 2 + (word_at(pieces, end + 2) in _ARTICLES)
            end = signer + 1 if kind_at(pieces, signer) in ("FED", "ISS") else end
        inside = [*found[begin:], piece, *pieces[i:end]]
        found = [*found[:begin], join(inside, "SUB", piece.word, _number(inside))]
        i = end
    return found


def _beginning(before: Sequence[Piece]) -> int:
    """Where the phrase begins whose noun stands behind these."""
    words = phrase_words()
    at = begin = noun = len(before)
    unknown = 0
    counted = False
    while at > 0 and begin - at < _BEFORE:
        piece = before[at - 1]
        if piece.word in words.determiners:
            begin = at - 1
            break
        if piece.unit.kind == "NUM" or piece.word in words.ordinals:
            counted = True
            begin = at = at - 1
        elif piece.unit.kind in ("FED", "ISS") or piece.word in words.modifiers:
            at -= 1
            begin = at if not unknown else begin
        elif counted and piece.word in words.hedges:
            begin = at = at - 1
        elif piece.word == "," and at < noun and at > 1 and _describes(before[at - 2]):
            at -= 1
        elif not counted and not unknown >= _UNKNOWN and _describes(piece):
            unknown += 1
            at -= 1
        else:
            break
    while before[begin : begin + 1] and before[begin].word in ("'s", '"', "”", "’"):
        begin += 1  # what belongs to the name before, or ends a quotation
    if begin >= 2 and before[begin - 1].word == "of" and _begins_part(before[begin - 2]):
        begin -= 2
        while begin > 0 and before[begin - 1].word in words.determiners | words.modifiers:
            begin -= 1
    return begin


def _describes(piece: Piece) -> bool:
    """Whether a word can stand between the beginning of a phrase and its noun."""
    return not piece.unit.kind and piece.word.replace("-", "").isalpha() and piece.word not in _verbs_and_small_words()


@cache
def _verbs_and_small_words() -> frozenset[str]:
    words = event_words()
    classes = ("serve", "served", "hit", "get", "aux", "comply", "respond", "refuse", "review", "challenge", "not")
    of_classes = frozenset(word for name in classes for word in words.classes[name])
    return words.blockers | phrase_words().small | of_classes


def _begins_part(piece: Piece) -> bool:
    return piece.unit.kind == "NUM" or piece.word in phrase_words().collectives


def _number(inside: Sequence[Piece]) -> NumberMention | None:
    """The number of things that a phrase gives; "one" and an ordinal alone ("a seventh") are one."""
    words = phrase_words()
    mentions = [m for p in inside for m in p.unit.mentions if isinstance(m, NumberMention)]
    if mentions:
        return mentions[0]
    for piece in inside:
        if piece.word in ("couple", "pair"):
            return NumberMention(piece.unit.span, 2)
    first = next((p for p in inside if p.word not in words.determiners), inside[0])
    singular = inside[-1].word in ("one", "subpoena", "demand", "document") or first.word in words.ordinals
    if first.word == "one" or (first.word in words.ordinals - {"first"} and singular):
        return NumberMention(first.unit.span, 1)
    return None


def _wrapped(pieces: list[Piece]) -> list[Piece]:
    """ "a demand in the form of <SUB>", "a letter headed <SUB>" are the thing itself."""
    words = phrase_words()
    found: list[Piece] = []
    for piece in pieces:
        found.append(piece)
        if piece.unit.kind != "SUB":
            continue
        if found[-2:-1] and found[-2].word in _QUOTES:
            found = [*found[:-2], join(found[-2:], "SUB", piece.unit.text, _number(found[-2:]))]
        for at in range(len(found) - 2, max(-1, len(found) - 2 - _WRAPPING), -1):
            between = [p.word for p in found[at + 1 : -1]]
            between = between[1:] if between[:1] == [","] else between
            form = between[:1] == ["in"] and between[-1:] == ["of"] and not _FORMS.isdisjoint(between)
            if found[at].word in words.wrappers and (form or (between and between[0] in words.wrapping)):
                while at > 0 and found[at - 1].word in words.modifiers | words.determiners:
                    at -= 1
                found = [*found[:at], join(found[at:], "SUB", piece.unit.text, _number(found[at:]))]
                break
    return found


def _pointing(pieces: list[Piece]) -> list[Piece]:
    """Words that point at things told of before, each as one DEM."""
    found: list[Piece] = []
    i = 0
    while i < len(pieces):
        end = _pointer(pieces, i)
        if end > i:
            inside = pieces[i:end]
            found.append(join(inside, "DEM", inside[-1].word or "one", _number(inside)))
            i = end
        else:
            found.append(pieces[i])
            i += 1
    return found


def _pointer(pieces: Sequence[Piece], i: int) -> int:
    """The end of a phrase that begins at i and points at things told of before; i where none does."""
    words = phrase_words()
    begun = word_at(pieces, i) in words.determiners
    at = i + begun
    counted = False
    while at < len(pieces) and (
        _is_count(pieces[at]) or pieces[at].word in MORE | (words.ordinals if begun else ALONE)
    ):
        counted = counted or pieces[at].word not in ("such", "last", "latest", "additional", "further")
        at += 1
    noun = at
    while word_at(pieces, noun) in words.modifiers - words.demands and noun < at + 3:
        noun += 1
    if word_at(pieces, noun) in words.demands and word_at(pieces, noun + 1) not in words.compounds and noun > i:
        return noun + 1
    verb = i > 0 and pieces[i - 1].unit.kind in ("LOC", "FED", "ISS", "ANA", "PRO")
    if word_at(pieces, i) in ("demands", "demand") and word_at(pieces, i + 1) in words.follow and not verb:
        return i + 1
    if word_at(pieces, i) in ("them", "ones"):
        return i + 1
    if not counted or (i == 0 and word_at(pieces, at) == "." and at == 1):
        return i
    if word_at(pieces, at) == "of":
        if word_at(pieces, at + 1) in _THOSE and word_at(pieces, at + 2) not in words.groups:
            return at + 2 + (word_at(pieces, at + 2) in words.demands)
        return at + 3 if word_at(pieces, at + 2) in ("own", *words.demands) else i
    ends = at >= len(pieces) or word_at(pieces, at) in words.follow or kind_at(pieces, at) in ("DATE", "ANA", "FED")
    return at if ends else i


def _is_count(piece: Piece) -> bool:
    numbers = [m.value for m in piece.unit.mentions if isinstance(m, NumberMention)]
    return piece.unit.kind == "NUM" and any(value < _MANY for value in numbers)
