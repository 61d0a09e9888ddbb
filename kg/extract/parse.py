"""The second layer's view of a sentence: its grammatical tree, by a small trained parser.

The parser reads a shadow of the sentence in which each linked body or place is one proper noun that it knows and the
rare words of this field stand as common ones, so that a long name or a lower-case "ice" cannot lead it astray. One
unit is one token there, and so the tree's indices are those of the units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.errors import ExtractError
from kg.extract.merging import PRONOUNS, Unit
from kg.knowledge.event_patterns import event_words
from kg.knowledge.frames import shadow_words
from kg.model import NumberMention
from kg.resources import path

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = ("seeds", "models", "en_ud_parse")
# What a relation needs is the tree and the tags; lemmas and features cost a third of the time.
_UNUSED = ("morphologizer", "trainable_lemmatizer")
_INSERT = 14  # units
# Words by which an insert belongs to what is told.
_KEPT = frozenset({"subpoena", "subpoenas", "subpoenaed", "and", "or", "which", "who", "that"})
_BATCH = 64  # sentences
_BEFORE_DATES = frozenset(
    {"on", "in", "since", "by", "until", "of", "for", "from", "after", "before", "through", "to", "the"}
)
_DATELINE = 12  # units
_DASHES = frozenset({"—", "–", "-", "--", "―"})


@dataclass(frozen=True)
class Tree:
    """The grammatical tree of a sentence, by unit: the index of its head (a root is its own), the Universal
    Dependencies relation to it, the Penn tag, and the word in lower case ("" for what is no word)."""

    heads: tuple[int, ...]
    deps: tuple[str, ...]
    tags: tuple[str, ...]
    words: tuple[str, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The indices of the dependents of each unit, in the order of the text."""
        found: list[list[int]] = [[] for _ in self.heads]
        for index, head in enumerate(self.heads):
            if head != index:
                found[head].append(index)
        return tuple(tuple(dependents) for dependents in found)

    def child(self, index: int, *deps: str) -> int | None:
        """The first dependent by one of these relations."""
        return next((c for c in self.children[index] if self.deps[c] in deps), None)

    def case(self, index: int) -> str:
        """The preposition of a phrase, by its first word ("such" for "such as"); "" where it has none."""
        found = self.child(index, "case")
        return self.words[found] if found is not None else ""


@cache
def model() -> Language:
    """The parser that comes with the package. Raises ExtractError where it cannot be loaded.

    Its products are taken by blis: numpy's are no faster on single sentences, and where its library starts threads for
    them, eight times the processor's time goes into their waiting for one another.
    """
    import spacy
    from thinc.api import use_ops

    try:
        with use_ops("numpy", use_blis=True):
            return spacy.load(path(*MODEL), exclude=list(_UNUSED))
    except (OSError, ValueError) as error:
        where = "/".join(MODEL)
        raise ExtractError(f"the parser cannot be loaded: {error}", where=where, hint="install the package") from error


Reading = tuple[Sequence[Unit], Sequence[int]]  # the units of a sentence, and the indices of those that are parsed


def parse(sentences: Sequence[Reading]) -> list[Tree]:
    """The trees of sentences, or of parts of them, by the indices of the whole; what is left out hangs on nothing.

    What stands beside a sentence in the batch does not touch its tree: with blis each row of a product is summed in the
    same order, whatever the number of rows (a test holds this).
    """
    from spacy.tokens import Doc

    if not sentences:
        return []
    nlp = model()
    docs = [Doc(nlp.vocab, words=shadow([units[i] for i in kept])) for units, kept in sentences]
    found = []
    for (units, kept), doc in zip(sentences, nlp.pipe(docs, batch_size=_BATCH), strict=True):
        heads, deps, tags, words = list(range(len(units))), [""] * len(units), [""] * len(units), [""] * len(units)
        for index, token in zip(kept, doc, strict=True):
            heads[index], deps[index], tags[index] = kept[token.head.i], token.dep_, token.tag_
            words[index] = "" if units[index].kind not in ("", "ANA") else units[index].text.casefold()
        found.append(Tree(tuple(heads), tuple(deps), tuple(tags), tuple(words)))
    return found


def readings(units: Sequence[Unit]) -> list[Reading]:
    """What of a sentence is parsed: all behind its dateline; and, where it has inserts, the same without them."""
    whole = range(_dateline(units), len(units))
    inserts = _inserts(units)
    plain = [i for i in whole if i not in inserts]
    return [(units, whole), *([(units, plain)] if len(plain) < len(whole) else [])]


def _inserts(units: Sequence[Unit]) -> set[int]:
    """The indices of what is set between commas and names nothing of an event: it parts a verb from its own, and leads
    the parser astray."""
    words = event_words()
    needed = _KEPT | words.blockers | words.conditions
    commas = [i for i, unit in enumerate(units) if unit.text == "," and not unit.kind]
    found: set[int] = set()
    for left, right in pairwise(commas):
        inside = units[left + 1 : right]
        if left in found or not 0 < len(inside) <= _INSERT:
            continue
        if not any(unit.kind in ("FED", "LOC", "NUM") or unit.text.casefold() in needed for unit in inside):
            found |= set(range(left, right + 1))
    return found


def _dateline(units: Sequence[Unit]) -> int:
    """How many units at the head are a dateline: "TRENTON, N.J. (AW) —"."""
    if not units or units[0].kind != "LOC":
        return 0
    for index, unit in enumerate(units[:_DATELINE]):
        if unit.text in _DASHES:
            return index + 1
        if not unit.kind and unit.text.isalpha() and not unit.text.isupper():
            return 0
    return 0


def shadow(units: Sequence[Unit]) -> list[str]:
    """The words that the parser reads, one for each unit."""
    given = shadow_words()
    found = []
    for unit in units:
        word = unit.text.casefold()
        if unit.kind == "ANA" and word in PRONOUNS:
            found.append(given.words.get(word, unit.text))
        elif unit.kind == "NUM":
            found.append(_number(unit))
        elif unit.kind == "DATE" and not (found and found[-1].casefold() in _BEFORE_DATES):
            found.append(given.kinds["BARE"])  # "served last week"
        elif unit.kind:
            found.append(given.kinds["GROUP" if unit.group else unit.kind])
        else:
            found.append(given.words.get(word, unit.text))
    return found


def _number(unit: Unit) -> str:
    mention = unit.mentions[0] if unit.mentions else None
    return str(mention.value) if isinstance(mention, NumberMention) else unit.text.split()[-1]
