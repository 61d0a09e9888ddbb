"""Events for the tests of merging, made from short names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.merge import Event, Party
from kg.merge.sketch import sketch
from kg.model import PartialDate
from kg.store import DocumentState
from kg.vocab import BASE, DCTERMS, JG, RDF, SKOS, XSD

Make = Callable[..., Event]
TYPE: Final = str(RDF) + "type"
# What is a part of what; who is not named here is a body of its own.
ABOVE = {
    "ERO": ("a:ICE", "a:DHS"),
    "ICE": ("a:DHS",),
    "USCIS": ("a:DHS",),
    "Rivertown Jail Division": ("a:Rivertown Police",),
}
STATES = {"Cascadia", "Tidewater"}


def agency(name: str) -> Party:
    return Party(f"a:{name}", name, above=ABOVE.get(name, ()))


def place(name: str) -> Party:
    return Party(f"j:{name}", name, is_place=True, wide=name in STATES)


def make_event(iri: str, *, doc: str | None = None, kind: str = "Subpoena", **said: Any) -> Event:
    """by: the issuer's name; to: the recipient's; at: the place that the recipient serves, where it is an agency."""
    to, at = said.pop("to", None), said.pop("at", None)
    recipient = None if to is None else place(to) if at is None else agency(to)
    territory = recipient if at is None else place(at)
    by = said.pop("by", "ICE")
    fields: dict[str, Any] = {}
    for name in ("published", "date"):
        value = said.pop(name, None)
        fields[name] = None if value is None else PartialDate.parse(str(value))
    for name in ("due", "start", "end"):
        value = said.pop(name, None)
        fields[name] = dt.date.fromisoformat(str(value)) if value is not None else None
    for name in ("statutes", "words", "concerns"):
        fields[name] = frozenset(said.pop(name, ()))
    fields["outcomes"] = frozenset(f"{JG}{outcome}" for outcome in said.pop("outcomes", ()))
    document = doc or f"doc:{iri}"
    return Event(
        iri,
        kind,  # type: ignore[arg-type]
        document,
        sources=frozenset({said.pop("source", document)}),
        issuer=None if by is None else agency(by),
        recipient=recipient,
        place=territory,
        **fields,
        **said,
    )


@pytest.fixture(scope="session")
def event() -> Make:
    return make_event


# ---- documents as quads, in the shape that kg.mint gives them ------------------------------------------------------

COUNTY, STATE = f"{BASE}jurisdiction/fips/99001", f"{BASE}jurisdiction/fips/99"
ICE, ERO, SHERIFF = (f"{BASE}agency/{name}" for name in ("us/ice", "us/ero", "alder-sheriff"))
LABELS = {
    COUNTY: "Alder County, Cascadia",
    STATE: "Cascadia",
    ICE: "U.S. Immigration and Customs Enforcement",
    ERO: "Enforcement and Removal Operations",
    SHERIFF: "Alder County Sheriff's Office",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up document: its state record and its quads."""

    state: DocumentState
    quads: list[Quad]


def make_document(name: str, *events: dict[str, Any], published: str | None = None, text: str = "") -> Made:
    """A document that tells of subpoenas on the sheriff or the county.

    An event's keys: to, by, date, count, due, quote, and answers: pairs of a status and who asserts it (None for the
    document).
    """
    key = f"document/{name}-0123456789ab"
    rows = _Rows(name, NamedNode(BASE + key), NamedNode(f"{BASE}graph/{key}"))
    rows.document(published)
    for number, event in enumerate(events, 1):
        rows.subpoena(number, **event)
    state = DocumentState(key, f"in/{name}.txt", f"{name} {published} {events}", f"{name}.txt", sketch=sketch(text))
    return Made(state, rows.found)


class _Rows:
    def __init__(self, name: str, document: NamedNode, graph: NamedNode) -> None:
        self.name, self.node, self.graph = name, document, graph
        self.found: list[Quad] = []

    def add(self, subject: NamedNode | str, *rows: tuple[str, Any]) -> None:
        node = subject if isinstance(subject, NamedNode) else NamedNode(subject)
        for prop, value in rows:
            term = value
            if isinstance(value, int):
                term = Literal(str(value), datatype=NamedNode(XSD.integer))
            elif isinstance(value, str):
                term = NamedNode(value) if value.startswith("https://") else Literal(value)
            self.found.append(Quad(node, NamedNode(prop), term, self.graph))

    def document(self, published: str | None) -> None:
        self.add(self.node, (TYPE, JG.Document), (JG.fileName, f"{self.name}.txt"), (SKOS.prefLabel, f"On {self.name}"))
        if published:
            self.add(self.node, (DCTERMS.issued, moment(published)))
        for iri in (COUNTY, STATE):
            kind = JG.USCounty if iri == COUNTY else JG.USState
            self.add(iri, (TYPE, JG.Jurisdiction), (SKOS.prefLabel, LABELS[iri]), (JG.jurisdictionType, kind))
        for iri in (ICE, ERO, SHERIFF):
            self.add(iri, (TYPE, JG.Agency), (SKOS.prefLabel, LABELS[iri]))
        self.add(ERO, (JG.partOf, ICE))
        self.add(SHERIFF, (JG.hasJurisdiction, COUNTY))

    def evidence(self, of: str, number: int, quote: str) -> None:
        node = f"{BASE}evidence/{self.name}/{of.rpartition('/')[2]}-{number}"
        self.add(of, (JG.evidence, node))
        self.add(node, (TYPE, JG.Evidence), (JG.document, self.node), (JG.quote, quote), (JG.rule, "made"))
        self.add(node, (JG.start, number), (JG.end, number + len(quote)), (JG.layer, "patterns"))
        self.add(node, (JG.confidence, Literal("0.9", datatype=NamedNode(XSD.decimal))))

    def subpoena(self, number: int, **said: Any) -> None:
        node = f"{BASE}subpoena/{self.name}/alder-{number}"
        recipient = said.get("to", SHERIFF)
        label = f"Subpoena on {LABELS[recipient]}" + (f", {said['date']}" if said.get("date") else "")
        self.add(node, (TYPE, JG.Subpoena), (SKOS.prefLabel, label), (JG.issuedBy, said.get("by", ICE)))
        self.add(node, (JG.servedOn, recipient), (JG.appliesIn, STATE if recipient == STATE else COUNTY))
        self.evidence(node, number, said.get("quote") or f"{self.name} told of it, number {number}")
        if said.get("count"):
            self.add(node, (f"{JG}count", said["count"]))
        if said.get("date"):
            self.add(node, (JG.date, moment(said["date"])))
        if said.get("due"):
            self.add(node, (JG.responseDue, moment(said["due"])))
        for place, (status, claimant) in enumerate(said.get("answers", ()), 1):
            answer = f"{BASE}response/{self.name}/alder-{number}-{place}"
            self.add(node, (JG.hasResponse, answer))
            self.add(answer, (TYPE, JG.Response), (SKOS.prefLabel, f"{LABELS[recipient]}: {status}"))
            self.add(answer, (JG.status, f"{JG}{status}"), (JG.respondent, recipient))
            self.add(answer, (JG.assertedBy, claimant or self.node))
            self.evidence(answer, 100 * number + place, f"so it was said, {status}")


def moment(text: str) -> Literal:
    kind = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}[len(text)]
    return Literal(text, datatype=NamedNode(kind))


@pytest.fixture(scope="session")
def document() -> Callable[..., Made]:
    return make_document
