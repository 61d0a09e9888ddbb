"""The quads of an extraction."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import ExtractError
from kg.mint import mint
from kg.model import Document, Entity, EntityEvidence, Evidence, Extraction, Fact, Slot, Span
from kg.store import DocumentState, memory_store
from kg.vocab import BASE, DCTERMS, JG, RDF, SKOS

ALDER = BASE + "document/alder-0123456789ab"
SUBPOENA = BASE + "subpoena/alder-0123456789ab/sheriff-1"
COUNTY = BASE + "jurisdiction/fips/41999"


def values(quads: Iterable[Quad], subject: str, predicate: str) -> list[str]:
    """The objects, literals as "text"^^type would be too long: their lexical forms."""
    return [
        quad.object.value
        for quad in quads
        if str(quad.subject) == f"<{subject}>"
        and quad.predicate.value == predicate
        and isinstance(quad.object, NamedNode | Literal)
    ]


def evidence_of(quads: list[Quad], subject: str) -> dict[str, str]:
    """The evidence nodes of a subject by their quotes."""
    return {values(quads, node, JG.quote)[0]: node for node in values(quads, subject, JG.evidence)}


def test_a_document_has_its_metadata(extraction: Extraction) -> None:
    quads = mint(extraction)
    assert values(quads, ALDER, RDF.type) == [JG.Document]
    assert values(quads, ALDER, JG.fileName) == ["alder.txt"]
    assert values(quads, ALDER, JG.contentHash) == ["ab" * 32]
    assert values(quads, ALDER, SKOS.prefLabel) == values(quads, ALDER, DCTERMS.title) == ["Sheriff served"]
    assert values(quads, ALDER, DCTERMS.publisher) == ["Alder Gazette"]
    assert values(quads, ALDER, DCTERMS.issued) == ["2019-06"]
    assert values(quads, ALDER, DCTERMS.source) == ["https://example.org/alder?x=1"]
    assert values(quads, ALDER, JG.mentions) == [BASE + "agency/us/immigration-and-customs-enforcement", COUNTY]


def test_a_bare_document_goes_by_its_file_name() -> None:
    document = Document("a.txt", "words", "00" * 32, "text/plain", Span(0, 5), key="document/a-1")
    quads = mint(Extraction(document, (), (), (), ()))
    assert len(quads) == 4
    assert values(quads, BASE + "document/a-1", SKOS.prefLabel) == ["a.txt"]


@pytest.mark.parametrize("source", ["a letter of May", "https://bad address/<x>", "ftp", "urn:x"])
def test_a_source_that_is_no_web_address_stays_text(extraction: Extraction, source: str) -> None:
    document = dataclasses.replace(extraction.document, source=source)
    quads = mint(dataclasses.replace(extraction, document=document))
    assert [quad.object for quad in quads if quad.predicate.value == DCTERMS.source] == [Literal(source)]


def test_entities_have_labels_and_slots(extraction: Extraction) -> None:
    quads = mint(extraction)
    assert values(quads, COUNTY, RDF.type) == [JG.Jurisdiction]
    assert values(quads, COUNTY, SKOS.prefLabel) == ["Alder County, Oregon"]
    assert values(quads, COUNTY, SKOS.altLabel) == ["Alder County"]
    assert values(quads, COUNTY, JG.fips) == ["01999"], "the leading zero must stay"
    assert list(evidence_of(quads, COUNTY)) == ["Alder County"]


def test_an_alternative_label_equal_to_the_label_is_left_out(extraction: Extraction) -> None:
    first = extraction.entities[0]
    entity = dataclasses.replace(first, alt_labels=(first.label, "Alder"))
    quads = mint(dataclasses.replace(extraction, entities=(entity,)))
    assert values(quads, COUNTY, SKOS.altLabel) == ["Alder"]


def test_facts_have_slots_and_evidence(extraction: Extraction) -> None:
    quads = mint(extraction)
    assert values(quads, SUBPOENA, RDF.type) == [JG.Subpoena]
    assert values(quads, SUBPOENA, JG.servedOn) == [COUNTY]
    assert values(quads, SUBPOENA, JG.count) == ["2"]
    found = evidence_of(quads, SUBPOENA)
    assert set(found) == {"ICE served two subpoenas", "“we comply”"}
    served, said = found["ICE served two subpoenas"], found["“we comply”"]
    assert values(quads, served, RDF.type) == [JG.Evidence]
    assert values(quads, served, JG.document) == [ALDER]
    assert values(quads, served, JG.supports) == [JG.count, JG.issuedBy]
    assert values(quads, served, JG.speaker) == []
    assert values(quads, served, JG.rule) == ["served-on"]
    assert values(quads, served, JG.layer) == ["patterns"]
    assert values(quads, said, JG.speaker) == ["Pat Doe"]
    assert values(quads, said, JG.confidence) == ["0.12"]
    assert values(quads, said, JG.assertedBy) == [BASE + "agency/us/immigration-and-customs-enforcement"]
    assert said.startswith(BASE + "evidence/alder-0123456789ab/")


def test_quotes_are_the_text_at_their_offsets(extraction: Extraction) -> None:
    quads = mint(extraction)
    nodes = [node for subject in (SUBPOENA, COUNTY) for node in evidence_of(quads, subject).values()]
    assert len(nodes) == 3
    for node in nodes:
        start, end = (int(values(quads, node, name)[0]) for name in (JG.start, JG.end))
        assert extraction.document.text[start:end] == values(quads, node, JG.quote)[0]
        assert f"/{start}-{end}-" in node


def test_all_quads_are_sorted_once_and_in_the_documents_graph(extraction: Extraction) -> None:
    quads = mint(extraction)
    assert {str(quad.graph_name) for quad in quads} == {f"<{BASE}graph/document/alder-0123456789ab>"}
    assert len({str(quad) for quad in quads}) == len(quads)
    keys = [(str(quad.subject)[1:-1], quad.predicate.value, str(quad.object)) for quad in quads]
    assert keys == sorted(keys)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))


def test_order_and_repetition_do_not_matter(extraction: Extraction) -> None:
    expected = mint(extraction)
    chance = random.Random(3)

    def mixed(items: tuple[object, ...]) -> tuple[object, ...]:
        doubled = [*items, *items[:1]]
        chance.shuffle(doubled)
        return tuple(doubled)

    for _ in range(20):
        facts = tuple(
            dataclasses.replace(fact, slots=mixed(fact.slots), evidence=mixed(fact.evidence))  # type: ignore[arg-type]
            for fact in extraction.facts
        )
        shuffled = dataclasses.replace(
            extraction,
            entities=mixed(extraction.entities),  # type: ignore[arg-type]
            mentioned=mixed(extraction.mentioned),  # type: ignore[arg-type]
            entity_evidence=mixed(extraction.entity_evidence),  # type: ignore[arg-type]
            facts=mixed(facts),  # type: ignore[arg-type]
        )
        assert mint(shuffled) == expected


def test_evidence_in_the_same_words_is_one_node_only_if_all_is_equal(extraction: Extraction) -> None:
    fact = extraction.facts[0]
    first = fact.evidence[0]
    others = (
        dataclasses.replace(first, rule="another"),
        dataclasses.replace(first, layer="parser"),
        dataclasses.replace(first, confidence=0.5),
        dataclasses.replace(first, speaker="Pat Doe"),
        dataclasses.replace(first, asserted_by="agency/x"),
        dataclasses.replace(first, supports=()),
    )
    same = dataclasses.replace(first, supports=first.supports[::-1] + first.supports, confidence=0.9001)
    second = dataclasses.replace(fact, key="subpoena/alder-0123456789ab/other-1", evidence=(first,))
    facts = (dataclasses.replace(fact, evidence=(first, same, *others)), second)
    quads = mint(dataclasses.replace(extraction, facts=facts))
    mine = values(quads, SUBPOENA, JG.evidence)
    assert len(mine) == 1 + len(others)
    assert not set(mine) & set(values(quads, BASE + second.key, JG.evidence))
    for node in mine:
        assert len(values(quads, node, JG.rule)) == len(values(quads, node, JG.confidence)) == 1


def test_the_data_base_can_be_another(extraction: Extraction) -> None:
    base = "https://data.example.org/kg#"
    quads = mint(extraction, base=base)
    assert not any(BASE in str(quad) for quad in quads)
    assert {str(quad.graph_name) for quad in quads} == {f"<{base}graph/{extraction.document.key}>"}
    assert len(quads) == len(mint(extraction))
    for wrong in ("https://data.example.org/kg", "kg/", ""):
        with pytest.raises(ExtractError):
            mint(extraction, base=wrong)


@pytest.mark.parametrize(
    ("span", "message"),
    [(Span(5, 5), "no words"), (Span(12, 14), None), (Span(0, 10_000), "outside"), (Span(13, 14), "no words")],
)
def test_evidence_must_have_words_inside_the_text(extraction: Extraction, span: Span, message: str | None) -> None:
    wrong = EntityEvidence("jurisdiction/fips/41999", Evidence(span, "some-rule", 0.9))
    changed = dataclasses.replace(extraction, entity_evidence=(wrong,))
    if message is None:
        mint(changed)
        return
    with pytest.raises(ExtractError, match=message) as caught:
        mint(changed)
    assert caught.value.where == "alder.txt"
    assert "some-rule" in caught.value.reason


def test_two_meanings_of_one_key_are_refused(extraction: Extraction) -> None:
    entity = extraction.entities[0]
    fact = extraction.facts[0]
    for changed in (
        dataclasses.replace(extraction, entities=(entity, dataclasses.replace(entity, label="Other"))),
        dataclasses.replace(extraction, facts=(fact, dataclasses.replace(fact, label="Other"))),
        dataclasses.replace(extraction, facts=(dataclasses.replace(fact, key=entity.key),)),
    ):
        with pytest.raises(ExtractError, match="share the key"):
            mint(changed)


def test_a_policy_may_be_entity_and_fact(extraction: Extraction) -> None:
    policy = Entity("policy/alder/1", "Policy", "Alder's policy", slots=(Slot(JG.policyStatus, "x"),))
    fact = Fact("Policy", "policy/alder/1", "Alder's policy", (), extraction.facts[0].evidence[:1])
    quads = mint(dataclasses.replace(extraction, entities=(*extraction.entities, policy), facts=(fact,)))
    assert values(quads, BASE + "policy/alder/1", RDF.type) == [JG.Policy]


@pytest.mark.parametrize("key", ["", "alder", "document/a b", "document/"])
def test_a_document_needs_its_key(extraction: Extraction, key: str) -> None:
    document = dataclasses.replace(extraction.document, key=key)
    with pytest.raises(ExtractError, match="key"):
        mint(dataclasses.replace(extraction, document=document))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """A document of any text with evidence anywhere in it."""
    text = draw(st.text(min_size=1, max_size=60).filter(lambda words: bool(words.strip())))
    label = draw(st.text(min_size=1, max_size=20))
    pieces = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        span = Span(start, draw(st.integers(start + 1, len(text))))
        if span.of(text).strip():
            speaker = draw(st.none() | st.text(max_size=10))
            pieces.append(Evidence(span, "rule", draw(st.floats(0, 1)), speaker=speaker))
    document = Document("t.txt", text, "00" * 32, "text/plain", Span(0, len(text)), title=label, key="document/t-1")
    fact = Fact("Subpoena", "subpoena/t-1/x-1", label, (Slot(JG.count, draw(st.integers(1, 10**6))),), tuple(pieces))
    return Extraction(document, (), (), (), (fact,))


@given(extractions())
@settings(deadline=None)
def test_quotes_survive_any_text_and_the_way_through_the_store(extraction: Extraction) -> None:
    quads = mint(extraction)
    assert quads == mint(extraction)
    subject = BASE + extraction.facts[0].key
    for node in values(quads, subject, JG.evidence):
        start, end = (int(values(quads, node, name)[0]) for name in (JG.start, JG.end))
        assert values(quads, node, JG.quote) == [extraction.document.text[start:end]]
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    with memory_store() as store:
        for _ in range(2):  # new, then replaced
            store.put(DocumentState("document/t-1", "t.txt", "1", "t.txt"), parse(written, format=RdfFormat.N_QUADS))
            assert Dataset(store.quads()) == Dataset(quads)
