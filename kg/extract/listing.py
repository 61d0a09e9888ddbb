"""Lists of those served: a line that ends with a colon and says so ("These agencies received subpoenas:"), and its
items."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.discourse import blocked
from kg.extract.units import Sentence
from kg.extract.unreal import unreal
from kg.knowledge.event_patterns import event_words
from kg.knowledge.phrase_words import phrase_words

_COLON = frozenset({":"})
_ITEM = 2  # units before the body that an item names
_SERVED = frozenset({"served", "subpoenaed", "recipients", "recipient", "targets"})
_GROUPS = frozenset({"agencies", "those", "following", "recipients", "recipient", "targets", "they", "these", "them"})


def opens_list(sentence: Sentence, triggers: Sequence[int]) -> bool:
    """Whether a sentence announces who was served, as done: it speaks of subpoenas or of being served, and ends with a
    colon."""
    if not sentence.may_hold(_COLON) or not sentence.units or sentence.units[-1].text != ":":
        return False
    classes = event_words().classes
    reaching = classes["served"] | classes["get"] | classes["hit"] | classes["subpoenaed"]
    told = sentence.has(_SERVED) or (bool(triggers) and sentence.has(reaching))
    parties = sentence.has(_GROUPS | phrase_words().groups) or sentence.has_kind("LOC")
    end = len(sentence.units)
    return told and parties and not blocked(sentence, 0, end) and not unreal(sentence, 0, end)


def is_item(sentence: Sentence) -> bool:
    """Whether a sentence may be an item of a list of bodies: a body is named at its head."""
    return any(unit.kind == "LOC" for unit in sentence.units[:_ITEM])
