"""Refuses queries that the engine cannot take: what would crash it while it parses, and what would leave the machine.

Oxigraph's parser and planner call themselves once for each level of brackets and for each part of a chain, and a stack
of 8 MB ends at about 1,000 of them (measured with pyoxigraph 0.5.13: nested EXISTS and IF at 1,000; braces, BIND and
MINUS at 3,000). It fetches what SERVICE names and has no switch against it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from kg.errors import QueryError
from kg.query.tokens import Token, place, pointed, tokens, unescaped

LONGEST: Final = 2_000_000  # characters
DEEPEST: Final = 100  # brackets of all kinds inside one another
MOST: Final = 500  # of each of the words and signs below

_COUNTED: Final = {"AS", "BIND", "EXISTS", "FILTER", "GRAPH", "MINUS", "OPTIONAL", "SELECT", "UNION", "VALUES"}
_SIGNS: Final = {"!", "+", "-", "*", "/", "|", "^", "||", "&&"}
_SERVICE: Final = re.compile("service", re.IGNORECASE)
_PLAIN_IRI: Final = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*://[^>]*|[\w:./%?=&~+-]*)>")


def check(sparql: str, *, where: str = "query") -> None:
    """Raises QueryError for a query that is too long, too deep or too large, or that calls another server."""
    if len(sparql) > LONGEST:
        raise QueryError(f"has {len(sparql):,} characters; {LONGEST:,} are allowed", where=where, hint="shorten it")
    text = unescaped(sparql)
    suspect = bool(_SERVICE.search(text))
    depth, number = 0, Counter[str]()
    for token in tokens(text):
        if token.kind == "open":
            depth += 1
            number["{"] += token.text == "{"
        elif token.kind == "close":
            depth = max(0, depth - 1)
        elif token.kind in ("word", "sign"):
            number[token.text.upper()] += 1
        if depth > DEEPEST:
            raise _refused(f"brackets are nested more than {DEEPEST} deep", text, token, where, "make it flatter")
        if suspect and token.kind == "word" and token.text.upper() == "SERVICE":
            hint = "ask that server itself, or load its data into a graph of your own"
            raise _refused("SERVICE would fetch from another server, which is not done here", text, token, where, hint)
        # "1<a:b)SERVICE#>" holds no IRI, but looks like one unless the whole grammar is known.
        if suspect and token.kind == "iri" and not _PLAIN_IRI.fullmatch(token.text):
            hint = "write its quotes and brackets as %27, %28 and %29, or put spaces around a less-than sign"
            raise _refused("this cannot be told from an expression", text, token, where, hint)
    for name, found in sorted(number.items()):
        if found > MOST and (name in _COUNTED or name in _SIGNS or name == "{"):
            raise QueryError(f"{name!r} stands {found:,} times in it; {MOST} are allowed", where=where, hint="split it")


def _refused(reason: str, text: str, token: Token, where: str, hint: str) -> QueryError:
    line, column = place(text, token.start)
    shown = pointed(text, line, column).replace("\n", "\n  ")
    return QueryError(reason, where=f"{where}, line {line}, column {column}", hint=f"{shown}\n  {hint}")
