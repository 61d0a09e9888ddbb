"""RDF terms of keys and values: which IRI a key has, which literal a value becomes."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import ExtractError
from kg.model import PartialDate, Ref, Term, Value
from kg.vocab import XSD

# A key: path segments of letters, digits and what RFC 3987 allows in them, percent-encoded bytes included; no query,
# no fragment, no empty segment. Whether each letter may stand in an IRI is NamedNode's to say.
_SEGMENT: Final = r"(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+"
_KEY: Final = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*")

_DATE_TYPES: Final = {
    "day": NamedNode(XSD.date),
    "month": NamedNode(XSD.gYearMonth),
    "year": NamedNode(XSD.gYear),
}
_INTEGER: Final = NamedNode(XSD.integer)
_DECIMAL: Final = NamedNode(XSD.decimal)


def iri(text: str) -> NamedNode:
    """The node of a full IRI. Raises ExtractError where it is none."""
    try:
        return NamedNode(text)
    except ValueError as error:
        raise ExtractError(f"no IRI: {text!r}: {error}", hint="this is a fault of kg: please report it") from error


def key_iri(key: str, base: str) -> NamedNode:
    """The node of a key below the data base. The key is taken as it is: nothing is encoded a second time.

    Raises ExtractError for a key that cannot stand in an IRI: empty, with spaces, empty segments, ".", "..", "?", "#".
    """
    if not _KEY.fullmatch(key) or any(segment in (".", "..") for segment in key.split("/")):
        raise ExtractError(f"no key of a node: {key!r}", hint="this is a fault of kg: please report it")
    return iri(base + key)


def text(value: str) -> Literal:
    """A plain string. Raises ExtractError where it holds half a character (a lone surrogate), which RDF cannot."""
    try:
        return Literal(value)
    except ValueError as error:
        raise ExtractError(f"the text {value[:40]!r} holds half a character", hint="convert it to UTF-8") from error


def decimal(value: float, *, places: int | None = None) -> Literal:
    """An xsd:decimal in canonical form: no exponent, no trailing zero, "1" for 1.0.

    places: round to at most so many digits after the point. Raises ExtractError for infinity and not-a-number.
    """
    number = Decimal(repr(value)) if places is None else Decimal(repr(round(value, places)))
    if not number.is_finite():
        raise ExtractError(f"no number: {value!r}", hint="this is a fault of kg: please report it")
    number = abs(number) if number == 0 else number  # no minus zero
    plain = f"{number:f}"
    return Literal(plain.rstrip("0").rstrip(".") if "." in plain else plain, datatype=_DECIMAL)


def date(value: PartialDate) -> Literal:
    """xsd:date, xsd:gYearMonth or xsd:gYear: as precise as the date is."""
    return Literal(str(value), datatype=_DATE_TYPES[value.granularity])


def node(value: Value, base: str) -> NamedNode | Literal:
    """The term of a slot's value; strings stay as they are printed, so that "041" keeps its zero."""
    match value:
        case Ref():
            return key_iri(value.key, base)
        case Term():
            return iri(value.iri)
        case PartialDate():
            return date(value)
        case dt.date():
            return date(PartialDate(value.year, value.month, value.day))
        case int():
            return Literal(str(int(value)), datatype=_INTEGER)
        case float():
            return decimal(value)
        case str():
            return text(value)
