"""What a judgement can say of a fact: the fields of each kind of fact, by the short names that the file uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from kg.model import FactKind, PartialDate
from kg.titles import policy_types
from kg.vocab import JG

Form = Literal["name", "number", "day", "date", "term", "words"]

EVENTS: Final = ("Subpoena", "DetainerRequest", "CourtAction")  # what can be merged and kept apart
QUALIFIERS: Final = ("at least", "about", "nearly")
STATUSES: Final = (
    *("Complied", "PartlyComplied", "WillComply", "Refused", "NoResponse", "Pending", "UnderReview", "Challenged"),
    "OrderedToComply",
)
RESPONSE: Final = "response"  # of a subpoena: the status of its response, which is a fact of its own


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a fact.

    prop: full IRI. form: what its values are; a date may be a month or a year, a name is that of an agency or place.
    identity: two facts that differ here are two facts. terms: the values that a term, or words, can have.
    fixed: it cannot be corrected, for the fact's own name rests on it: reject the fact and add another.
    needed: a fact cannot be added without it. many: it can have several values.
    """

    name: str
    prop: str
    form: Form
    identity: bool = False
    terms: tuple[str, ...] = ()
    fixed: bool = False
    needed: bool = False
    many: bool = False


FIELDS: Final[dict[FactKind, tuple[Field, ...]]] = {
    "Subpoena": (
        Field("issuer", JG.issuedBy, "name", needed=True),
        Field("recipient", JG.servedOn, "name", identity=True, needed=True),
        Field("count", f"{JG}count", "number"),
        Field("qualifier", JG.countQualifier, "words", terms=QUALIFIERS),
        Field("people", JG.subjectCount, "number"),
        Field("date", JG.date, "date"),
        Field("due", JG.responseDue, "day"),
        Field(RESPONSE, JG.hasResponse, "term", terms=STATUSES),
    ),
    "Response": (
        Field("respondent", JG.respondent, "name", identity=True),
        Field("status", JG.status, "term", identity=True, terms=STATUSES),
        Field("date", JG.date, "date"),
    ),
    "DetainerRequest": (
        Field("issuer", JG.issuedBy, "name"),
        Field("recipient", JG.sentTo, "name", identity=True, needed=True),
        Field("count", f"{JG}count", "number"),
        Field("qualifier", JG.countQualifier, "words", terms=QUALIFIERS),
        Field("people", JG.subjectCount, "number"),
        Field("start", JG.periodStart, "day"),
        Field("end", JG.periodEnd, "day"),
        Field("outcome", JG.outcome, "term", terms=("Issued", "Declined", "Honored"), needed=True, many=True),
    ),
    "CourtAction": (
        Field("type", JG.actionType, "term", identity=True, terms=("Petition", "Order", "Ruling", "Lawsuit")),
        Field("date", JG.date, "date"),
        Field("case", JG.caseName, "words"),
        Field("docket", JG.docketNumber, "words"),
    ),
    "Policy": (
        Field("adopter", JG.adoptedBy, "name", identity=True, fixed=True, needed=True),
        Field("type", JG.policyType, "term", identity=True, terms=tuple(policy_types()), fixed=True, needed=True),
        Field("status", JG.policyStatus, "term", terms=("Proposed", "InForce", "InLitigation", "Enjoined", "Repealed")),
    ),
}
KINDS: Final = tuple(FIELDS)
ADDED: Final = ("Subpoena", "DetainerRequest", "Policy")  # kinds that can be added; a response comes with its subpoena


def field_of(kind: FactKind, name: str) -> Field | None:
    """The field of a kind of fact by its name."""
    return next((field for field in FIELDS[kind] if field.name == name), None)


def kind_named(text: str) -> FactKind | None:
    """The kind of fact of that name."""
    return next((kind for kind in FIELDS if kind == text), None)


def written(field: Field, text: str) -> str | None:
    """A value as files and comparisons have it; None where the text is no value of the field.

    A term may be given in words and in any case: "partly complied" is PartlyComplied.
    """
    text = " ".join(text.split())
    if field.terms:
        found = {fold(term): term for term in field.terms}
        return found.get(fold(text))
    match field.form:
        case "number":
            return str(int(text)) if re.fullmatch(r"[0-9]{1,9}", text) else None
        case "day" | "date":
            try:
                date = PartialDate.parse(text)
            except ValueError:
                return None
            return str(date) if field.form == "date" or date.granularity == "day" else None
        case _:
            return text or None


def expected(field: Field) -> str:
    """What a value of the field must be, in words."""
    if field.terms:
        return f"one of {', '.join(field.terms)}"
    return {
        "number": "a whole number",
        "day": "a day as YYYY-MM-DD",
        "date": "a date as YYYY-MM-DD, YYYY-MM or YYYY",
        "name": "the name of an agency or a place",
    }.get(field.form, "words")


def fold(text: str) -> str:
    """A text without what rarely tells two apart: case, kinds of quotes and dashes, spaces, capitals inside words."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    for pattern, put in (("[’‘]", "'"), ("[“”]", '"'), ("[–—]", "-")):
        text = re.sub(pattern, put, text)
    return " ".join(text.casefold().split()).removeprefix("the ")
