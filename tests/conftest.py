"""For the tests of annotate, link and extract: a workbench that reads texts and shows what came out in plain values."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from kg.annotate import annotate
from kg.extract import Layers, extract
from kg.link import link
from kg.model import (
    AgencyMention,
    Annotations,
    Document,
    Entity,
    Extraction,
    Fact,
    Linked,
    PartialDate,
    PlaceMention,
    Quotation,
    Ref,
    Span,
    Term,
    Value,
)
from kg.vocab import JG

# A shell that runs the tests in the background has them ignore Ctrl-C, and all processes that they start with them;
# some tests send it to such a process.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

PUBLISHED = "2020-02-27"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in plain values: references as labels, terms as local names, all else as it is.

    A missing property is None.

    Several values of one property are a list in their order.
    """

    fact: Fact
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def rules(self) -> set[str]:
        return {evidence.rule for evidence in self.fact.evidence}


@dataclass(frozen=True, slots=True)
class Reading:
    """One text read to the end."""

    extraction: Extraction
    annotations: Annotations
    linked: Linked

    @property
    def text(self) -> str:
        return self.annotations.document.text

    @property
    def entities(self) -> dict[str, Entity]:
        return {entity.key: entity for entity in self.linked.entities}

    def label(self, key: str) -> str:
        """The label of an entity; a key that is none of them (a fact's, the document's) stays as it is."""
        entity = self.entities.get(key)
        return entity.label if entity else key

    def names(self, key: str) -> set[str]:
        """The label and the other labels of an entity."""
        entity = self.entities.get(key)
        return {entity.label, *entity.alt_labels} if entity else {key}

    def places(self) -> list[str]:
        """The quotes of all place mentions."""
        return [m.span.of(self.text) for m in self.annotations.mentions if isinstance(m, PlaceMention)]

    def agencies(self) -> list[str]:
        """The quotes of all agency mentions."""
        return [m.span.of(self.text) for m in self.annotations.mentions if isinstance(m, AgencyMention)]

    def linked_to(self) -> dict[str, str]:
        """Quote of every linked mention → label of its entity; of a quote that stands twice, the last."""
        return {found.span.of(self.text): self.label(found.entity) for found in self.linked.links}

    def speech(self) -> list[tuple[str | None, str | None]]:
        """(speaker, quote of the organisation) of every attributed sentence."""
        return [
            (m.speaker, m.organisation.of(self.text) if m.organisation else None)
            for m in self.annotations.mentions
            if isinstance(m, Quotation)
        ]

    def facts(self, kind: str) -> list[Told]:
        return [Told(fact, self._values(fact)) for fact in self.extraction.facts if fact.kind == kind]

    def subpoenas(self) -> list[Told]:
        return self.facts("Subpoena")

    def recipients(self) -> list[str]:
        """Labels of the recipients of all subpoenas, sorted."""
        return sorted(told["servedOn"] for told in self.subpoenas())

    def one(self, kind: str) -> Told:
        """The only fact of a kind."""
        (told,) = self.facts(kind)
        return told

    def served_on(self, label: str) -> Told:
        """The only subpoena on a recipient."""
        (told,) = [told for told in self.subpoenas() if told["servedOn"] == label]
        return told

    def statuses(self) -> list[tuple[str, str, str]]:
        """(respondent, status, who asserts it) of every response, sorted; the document itself as "document"."""
        rows = []
        for told in self.facts("Response"):
            claimant = told["assertedBy"]
            rows.append(
                (told["respondent"], told["status"], "document" if claimant.startswith("document/") else claimant)
            )
        return sorted(rows)

    def _values(self, fact: Fact) -> dict[str, Any]:
        found: dict[str, list[Any]] = {}
        for slot in fact.slots:
            found.setdefault(slot.property.rpartition("#")[2], []).append(self._plain(slot.value))
        return {name: values[0] if len(values) == 1 else values for name, values in found.items()}

    def _plain(self, value: Value) -> Any:
        if isinstance(value, Ref):
            return self.label(value.key)
        if isinstance(value, Term):
            return value.iri.removeprefix(str(JG))
        return value if isinstance(value, int) else str(value)


class Workbench:
    """Makes documents of texts and reads them."""

    def document(self, text: str, published: str | None = PUBLISHED, name: str = "sample.txt") -> Document:
        return Document(
            name,
            text,
            "0" * 64,
            "text/plain",
            Span(0, len(text)),
            published=PartialDate.parse(published) if published else None,
            key="document/sample-000000000000",
        )

    def annotate(self, text: str, published: str | None = PUBLISHED) -> Annotations:
        return annotate(self.document(text, published))

    def read(self, text: str, published: str | None = PUBLISHED, layers: Layers | None = None) -> Reading:
        annotations = annotate(self.document(text, published))
        linked = link(annotations)
        return Reading(extract(linked, layers or Layers()), annotations, linked)


@pytest.fixture(scope="session")
def bench() -> Workbench:
    return Workbench()
