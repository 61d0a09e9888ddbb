"""A small extraction, made up, with something of everything."""

from __future__ import annotations

import pytest

from kg.model import (
    Document,
    Entity,
    EntityEvidence,
    Evidence,
    Extraction,
    Fact,
    PartialDate,
    Ref,
    Slot,
    Span,
    Term,
)
from kg.vocab import JG

TEXT = "Alder County: ICE served two subpoenas on the sheriff in May 2019 — “we comply”, said he. 🦉"


def evidence(words: str, rule: str = "served-on", **more: object) -> Evidence:
    start = TEXT.index(words)
    values: dict[str, object] = {"confidence": 0.9, **more}
    return Evidence(Span(start, start + len(words)), rule, **values)  # type: ignore[arg-type]


@pytest.fixture
def extraction() -> Extraction:
    county, ice = "jurisdiction/fips/41999", "agency/us/immigration-and-customs-enforcement"
    key = "subpoena/alder-0123456789ab/sheriff-1"
    return Extraction(
        document=Document(
            file_name="alder.txt",
            text=TEXT,
            sha256="ab" * 32,
            media_type="text/plain",
            body=Span(0, len(TEXT)),
            title="Sheriff served",
            publisher="Alder Gazette",
            published=PartialDate(2019, 6),
            source="https://example.org/alder?x=1",
            key="document/alder-0123456789ab",
        ),
        entities=(
            Entity(county, "Jurisdiction", "Alder County, Oregon", ("Alder County",), (Slot(JG.fips, "01999"),)),
            Entity(
                ice, "Agency", "U.S. Immigration and Customs Enforcement", ("ICE",), (Slot(JG.level, Term(JG.Federal)),)
            ),
        ),
        mentioned=(county, ice),
        entity_evidence=(EntityEvidence(county, evidence("Alder County", "place-name")),),
        facts=(
            Fact(
                "Subpoena",
                key,
                "Subpoenas on Alder County, 2019-05",
                (
                    Slot(JG.issuedBy, Ref(ice)),
                    Slot(JG.servedOn, Ref(county)),
                    Slot(JG.count, 2),
                    Slot(JG.date, PartialDate(2019, 5)),
                ),
                (
                    evidence("ICE served two subpoenas", supports=(JG.issuedBy, JG.count)),
                    evidence("“we comply”", "quotation", speaker="Pat Doe", asserted_by=ice, confidence=0.123456),
                ),
            ),
        ),
    )
