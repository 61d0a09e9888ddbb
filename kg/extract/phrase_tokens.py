"""From which words of a sentence the phrases of kg.extract.phrases can come: what tells, before a sentence is read as
phrases, that none of the patterns for them can match."""

from __future__ import annotations

from functools import cache

from kg.extract.merging import BACK_NOUNS, PRONOUNS
from kg.extract.parties import TOGETHER
from kg.extract.phrases import ALONE, MORE, OURS, OWNED, TITLES
from kg.knowledge.phrase_words import phrase_words


def origins(token: str) -> frozenset[str]:
    """Of a token of a sentence of phrases: the words or "<KIND>"s of which the sentence itself then holds one."""
    return _made().get(token, frozenset()) | ({token} if token not in _KINDS else frozenset())


_KINDS = ("<SUB>", "<DEM>", "<ISS>", "<GRP>", "<PRO>", "<ANA>")


@cache
def _made() -> dict[str, frozenset[str]]:
    words = phrase_words()
    return {
        "<SUB>": words.heads,
        "<DEM>": words.demands | words.ordinals | MORE | ALONE | {"them", "ones", "<NUM>"},
        "<ISS>": words.federal_heads | words.federal_alone,
        "<GRP>": words.groups | TOGETHER | {"<NUM>"},
        "<PRO>": PRONOUNS | OURS,
        "<ANA>": BACK_NOUNS | OWNED | TITLES.keys(),
        "subpoenaed": words.heads,
        "subpoenaing": words.heads,
        "–": frozenset("|"),
    }
