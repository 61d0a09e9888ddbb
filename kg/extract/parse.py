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


def parse(sentences: Sequence[Sequence[Unit]]) -> list[Tree]:
    """The trees of sentences, given as units. What stands beside a sentence in the batch does not touch its tree: with
    blis each row of a product is summed in the same order, whatever the number of rows (a test holds this)."""
    from spacy.tokens import Doc

    if not sentences:
        return []
    nlp = model()
    skips = [_dateline(units) for units in sentences]
    docs = [Doc(nlp.vocab, words=shadow(units[skip:])) for units, skip in zip(sentences, skips, strict=True)]
    return [
        Tree(
            (*range(skip), *(token.head.i + skip for token in doc)),
            (*("ROOT" for _ in range(skip)), *(token.dep_ for token in doc)),
            (*("" for _ in range(skip)), *(token.tag_ for token in doc)),
            tuple("" if unit.kind and unit.kind != "ANA" else unit.text.casefold() for unit in units),
        )
        for units, skip, doc in zip(sentences, skips, nlp.pipe(docs, batch_size=_BATCH), strict=True)
    ]


def without_inserts(units: Sequence[Unit]) -> list[int] | None:
    """The indices of the units without what is set between commas and names nothing of an event; None where there is
    no such insert. Inserts part a verb from its own, and lead the parser astray."""
    words = event_words()
    needed = _KEPT | words.blockers | words.conditions
    commas = [i for i, unit in enumerate(units) if unit.text == "," and not unit.kind]
    dropped: set[int] = set()
    for left, right in pairwise(commas):
        inside = units[left + 1 : right]
        if left in dropped or not 0 < len(inside) <= _INSERT:
            continue
        if not any(unit.kind in ("FED", "LOC", "NUM") or unit.text.casefold() in needed for unit in inside):
            dropped |= set(range(left, right + 1))
    return [i for i in range(len(units)) if i not in dropped] if dropped else None


def parse_without(units: Sequence[Unit], kept: Sequence[int]) -> Tree:
    """The tree of some units of a sentence, by the indices of the whole; the others hang on nothing."""
    (tree,) = parse([[units[i] for i in kept]])
    heads, deps, tags, words = list(range(len(units))), [""] * len(units), [""] * len(units), [""] * len(units)
    for at, index in enumerate(kept):
        heads[index] = kept[tree.heads[at]]
        deps[index], tags[index], words[index] = tree.deps[at], tree.tags[at], tree.words[at]
    return Tree(tuple(heads), tuple(deps), tuple(tags), tuple(words))


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
