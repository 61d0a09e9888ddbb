"""RDF terms as SPARQL text, and IRIs as prefixed names. The only place that writes a value into a query."""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.vocab import PREFIXES

_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PREFIXED: Final = re.compile(r"([a-z]+):([^\s<>\"{}|^`\\]*)")
_LONGEST_FIRST: Final = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))


def literal(value: str, datatype: str | None = None) -> str:
    """A literal as SPARQL writes it, for example "2020-01"^^<...gYearMonth>; any text at all is safe in it.

    A "u" after a backslash becomes an escape of its own, because processors that decode code point escapes before
    they parse (SPARQL 1.1, section 19.2) would otherwise read the end of an escaped backslash as the start of one.
    Escapes have eight digits, since rdflib 7 takes up to eight after a small u too.
    Raises QueryError for text that is not Unicode (a lone surrogate).
    """
    pieces = []
    before = ""
    for char in value:
        if "\ud800" <= char <= "\udfff":
            raise QueryError("a value is not valid Unicode text", where=ascii(value), hint="type it again in UTF-8")
        if char in _ESCAPES:
            pieces.append(_ESCAPES[char])
        elif char < " " or char == "\x7f" or (before == "\\" and char in "uU"):
            pieces.append(f"\\U{ord(char):08X}")
        else:
            pieces.append(char)
        before = char
    return f'"{"".join(pieces)}"' + (f"^^{iri(datatype)}" if datatype else "")


def iri(value: str) -> str:
    """An absolute IRI as SPARQL writes it, in angle brackets. Raises QueryError where it is none."""
    try:
        return str(NamedNode(value))
    except ValueError as error:
        raise QueryError(f"is no IRI: {error}", where=ascii(value)) from error


def expand(text: str) -> str | None:
    """The full IRI that a user means by an IRI, <IRI> or prefixed name (id:agency/x); None where it is a label."""
    text = text.strip()
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    prefixed = _PREFIXED.fullmatch(text)
    if prefixed and prefixed[1] in PREFIXES:
        return PREFIXES[prefixed[1]] + prefixed[2]
    return text if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*://\S+|urn:\S+", text) else None


def shorten(value: str) -> str:
    """An IRI with the project's prefix for its namespace, for reading; expand() takes it back."""
    for prefix, namespace in _LONGEST_FIRST:
        if value.startswith(namespace) and len(value) > len(namespace):
            return f"{prefix}:{value[len(namespace) :]}"
    return value


def local_name(value: str) -> str:
    """The last part of an IRI: servedOn, Complied."""
    return re.split(r"[#/]", value)[-1]


def words(value: str) -> str:
    """The last part of an IRI as words: hasJurisdiction becomes "has jurisdiction"; capitals at its start stay."""
    name = local_name(value)
    return name[:1] + re.sub(r"(?<=[a-z])([A-Z])", lambda match: f" {match[1].lower()}", name[1:])
