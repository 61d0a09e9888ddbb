"""What is wrong with a query's text, in words: line and column, the line itself with a caret, and what may be meant."""

from __future__ import annotations

import difflib
import re
from itertools import pairwise
from typing import Final

from kg.errors import QueryError
from kg.query.tokens import Token, place, pointed, tokens
from kg.vocab import PREFIXES

# Prefixes that people write from habit: the project's own name for it, or the namespace to declare.
_SAME: Final = {"dc": "dcterms", "dct": "dcterms", "dcterm": "dcterms", "sdo": "schema", "jurisgraph": "jg"}
_COMMON: Final = {
    "dbo": "http://dbpedia.org/ontology/",
    "dbr": "http://dbpedia.org/resource/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "sh": "http://www.w3.org/ns/shacl#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
_SPARQL: Final = """
    AS ASC ASK BASE BIND BY CONSTRUCT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP HAVING IN LIMIT MINUS NAMED
    NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SEPARATOR UNDEF UNION VALUES WHERE ABS AVG BNODE BOUND CEIL COALESCE
    CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT HOURS IF IRI ISBLANK ISIRI ISLITERAL ISNUMERIC
    ISURI LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW RAND REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SHA1
    SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TZ
    UCASE URI UUID YEAR"""
_WORDS: Final = tuple(_SPARQL.split())
_UPDATES: Final = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}
_POSITION: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def located(error: QueryError, sparql: str, where: str) -> QueryError:
    """The store's complaint of a syntax error, with the line that it means; other errors come back as they are."""
    found = _POSITION.search(error.reason)
    if found is None:
        return error
    line, column, message = int(found[1]), int(found[2]), found[3]
    pieces = list(tokens(sparql))
    unknown = _undeclared(pieces)
    if "Prefix not found" in message and unknown is not None:
        line, column = place(sparql, unknown.start)
        prefix = unknown.text.partition(":")[0]
        return _error(f"the prefix {prefix}: is not known", sparql, line, column, where, _prefix_hint(prefix))
    if not sparql.strip():
        return QueryError("syntax error: there is no query in it", where=where, hint="begin with SELECT or ASK")
    reason, hint, fault = _explained(message, sparql, line, pieces)
    if fault is not None:
        line, column = place(sparql, fault.start)
    return _error(reason, sparql, line, column, where, hint)


def _error(reason: str, sparql: str, line: int, column: int, where: str, hint: str) -> QueryError:
    shown = pointed(sparql, line, column).replace("\n", "\n  ")
    hint = f"{shown}\n  {hint}" if hint else shown
    return QueryError(f"syntax error: {reason}", where=f"{where}, line {line}, column {column}", hint=hint)


def _undeclared(pieces: list[Token]) -> Token | None:
    """The first prefixed name whose prefix neither the project nor the query declares."""
    declared = set(PREFIXES)
    for before, token in pairwise(pieces):
        if token.kind == "name" and before.text.upper() == "PREFIX":
            declared.add(token.text.partition(":")[0])
    names = (token for token in pieces if token.kind == "name" and not token.text.startswith("_:"))
    return next((token for token in names if token.text.partition(":")[0] not in declared), None)


def _prefix_hint(prefix: str) -> str:
    near = _SAME.get(prefix) or next(iter(difflib.get_close_matches(prefix.lower(), PREFIXES, n=1, cutoff=0.5)), None)
    if prefix in _COMMON:
        return f"declare it at the top: PREFIX {prefix}: <{_COMMON[prefix]}>"
    if near is not None:
        return f"did you mean {near}: ?  Others are declared at the top: PREFIX {prefix}: <http://...>"
    return f"known are {', '.join(PREFIXES)}; declare others at the top: PREFIX {prefix}: <http://...>"


def _explained(message: str, sparql: str, line: int, pieces: list[Token]) -> tuple[str, str, Token | None]:
    """The reason, a hint, and the piece at fault where that is another place than the one where the engine gave up.

    Long lists of what the engine expected say nothing to a reader and are left out.
    """
    first = next((token.text.upper() for token in pieces if token.kind == "word"), "")
    lines = sparql.split("\n")
    if first in _UPDATES:
        return "this changes data, and a query only reads", "begin with SELECT, ASK, CONSTRUCT or DESCRIBE", pieces[0]
    if re.search(r"(?<![\w<])(?:id|jg):[\w-]*/", lines[min(line, len(lines)) - 1]):
        return "a prefixed name may hold no slash", "write that IRI whole, in <>", None
    if "variable that is unbound" in message:
        hint = "name the column in GROUP BY, or put it into COUNT(), MIN(), SUM() ..."
        return "a column is selected that is neither grouped by nor counted", hint, None
    if "IRI parsing failed" in message:
        return "this is no IRI", "an IRI has a scheme and no spaces: <https://example.org/x>", None
    if quote := next((token for token in pieces if token.text in ("'", '"')), None):
        return "this text is never closed", f"end it with {quote.text}", quote
    if (odd := _unmatched(pieces)) is not None:
        reason = "this bracket is never closed" if odd.kind == "open" else "this bracket closes nothing"
        return reason, "", odd
    if (found := _misspelt(pieces, sparql, line)) is not None:
        return "not valid SPARQL here", f"did you mean {found[1]}?", found[0]
    return "not valid SPARQL here", "", None


def _unmatched(pieces: list[Token]) -> Token | None:
    """The first bracket that closes nothing or another kind of bracket, else the last that is never closed."""
    opened: list[Token] = []
    for token in pieces:
        if token.kind == "open":
            opened.append(token)
        elif token.kind == "close":
            if not opened:
                return token
            if _PAIRS[opened[-1].text] != token.text:
                return opened[-1]
            opened.pop()
    return opened[-1] if opened else None


def _misspelt(pieces: list[Token], sparql: str, line: int) -> tuple[Token, str] | None:
    """The last word up to a line that is none of SPARQL's, and the word or function that it resembles."""
    for token in reversed(pieces):
        if token.kind == "word" and place(sparql, token.start)[0] <= line and token.text.upper() not in _WORDS:
            if token.text in ("a", "true", "false") or pieces[pieces.index(token) - 1].text in ("@", "^^"):
                continue
            near = difflib.get_close_matches(token.text.upper(), _WORDS, n=1, cutoff=0.75)
            return (token, near[0]) if near else None
    return None
