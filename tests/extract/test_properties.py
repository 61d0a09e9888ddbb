"""What holds for any text: nothing raises, spans lie in the document, the result is the same every time.

And the time taken grows no faster than the text.
"""

from __future__ import annotations

import gc
import signal
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.annotate import annotate
from kg.extract import extract
from kg.extract.units import sentences
from kg.link import link
from kg.model import AgencyMention, Document, Extraction, Linked, PartialDate, PlaceMention, Quotation, Ref, Span

SETTINGS = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

FRAGMENTS = [
    *("ICE", "U.S. Immigration and Customs Enforcement (ICE)", "DHS", "the agency", "it", "They", "We", "The city"),
    *("Denver", "Clark County, Nevada", "Washington County"),
    *("New York City", "Oregon", "Mexico", "Wasco and Lane Counties"),
    *("the Hillsboro Police Department", "the Lane County Sheriff’s Office (LCSO)"),
    *("LCSO", "NYPD", "the sheriff's office"),
    *("law enforcement agencies in", "the city of", "officials", "sanctuary city", "sanctuary law", "287(g) agreement"),
    *("served", "issued", "hit", "subpoenaed"),
    *("received", "complied with", "refused", "has not responded to", "will not honor"),
    *("a subpoena", "four subpoenas", "at least 12 detainers", "51", "detainers"),
    *("subpoenas", "declined", "lodged", "with", "on", "to"),
    *("on Monday", "Feb. 3, 2020", "by March 3"),
    *("within 14 days", "in January", "from Jan. 28 through Feb. 3, 2017", "yesterday"),
    *("8 U.S.C. § 1225(d)", "INA § 235", "under", "pursuant to", "because of", "S.B. 54", "Fourth Amendment"),
    *("may", "not", "never", "if", "n’t", "who"),
    *("after", "that", "and", "or", "both", "the", "said Ana Example, director of"),
    *(",", ".", ";", ":", "—", "-", "“", "”", '"', "'", "’s"),
    *("(", ")", "[", "](#)", "*", "|", "\n", "\n\n", "\t", "- ", "# ", "…"),
    *("<FED>", "<LOC>", "{2}", "$serve", "\\", "�", "\u200b", "é", "\u00a0", "𝔸", "İ", "ß", "\r\n", "\x0c", "1.", "§"),
]  # fmt: skip

mixtures = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from([" ", " ", " ", "", "\n"])), max_size=40).map(
    lambda parts: "".join(fragment + gap for fragment, gap in parts)
)
anything = st.one_of(st.text(max_size=300), mixtures)


def document(text: str) -> Document:
    published = PartialDate(2020, 2, 27)
    body = Span(0, len(text))
    return Document("x.txt", text, "0" * 64, "text/plain", body, published=published, key="document/x-000000000000")


def read(text: str) -> tuple[Linked, Extraction]:
    linked = link(annotate(document(text)))
    return linked, extract(linked)


def disjoint(spans: list[Span]) -> bool:
    return all(a.end <= b.start for a, b in pairwise(spans))


@given(anything)
@SETTINGS
def test_every_span_lies_in_the_document_and_in_order(text: str) -> None:
    linked, extraction = read(text)
    notes = linked.annotations
    whole = Span(0, len(text))
    assert disjoint([block.span for block in notes.blocks])
    assert disjoint(list(notes.sentences))
    spans = [mention.span for mention in notes.mentions]
    assert spans == sorted(spans)
    spans += [found.span for found in linked.links]
    spans += [m.organisation for m in notes.mentions if isinstance(m, Quotation) and m.organisation]
    spans += [m.place.span for m in notes.mentions if isinstance(m, AgencyMention) and m.place]
    spans += [span for found in notes.abbreviations for span in (found.short, found.long)]
    spans += [proof.evidence.span for proof in extraction.entity_evidence]
    spans += [proof.span for fact in extraction.facts for proof in fact.evidence]
    assert all(whole.covers(span) and len(span) for span in spans)


@given(anything)
@SETTINGS
def test_names_never_overlap_and_lie_in_prose(text: str) -> None:
    notes = annotate(document(text))
    named = [m.span for m in notes.mentions if isinstance(m, AgencyMention | PlaceMention)]
    assert disjoint(sorted(named))
    prose = [block.span for block in notes.blocks if block.kind not in ("junk", "byline")]
    assert all(any(block.covers(span) for block in prose) for span in named)
    assert all(any(block.covers(span) for block in prose) for span in notes.sentences)


@given(anything)
@SETTINGS
def test_mentions_say_the_words_of_the_text(text: str) -> None:
    for mention in annotate(document(text)).mentions:
        if isinstance(mention, AgencyMention) and mention.kind not in ("gazetteer", "abbreviation"):
            assert mention.name.casefold().replace("’", "'").split()[0] in mention.span.of(text).casefold().replace(
                "’", "'"
            )
        if isinstance(mention, PlaceMention):
            assert mention.span.of(text)[0] == mention.name[0]


@given(anything)
@SETTINGS
def test_units_are_ordered_and_disjoint_and_agree_with_the_shadow(text: str) -> None:
    linked, _ = read(text)
    for sentence in sentences(linked):
        assert disjoint([unit.span for unit in sentence.units])
        assert all(sentence.span.covers(unit.span) for unit in sentence.units)
        assert list(sentence.starts.values()) == list(range(len(sentence.units)))
        assert len(sentence.shadow.split(" ")) - 1 == len(sentence.units)


@given(anything)
@SETTINGS
def test_the_same_text_gives_the_same_result(text: str) -> None:
    assert read(text) == read(text)


@given(mixtures)
@SETTINGS
def test_facts_are_whole(text: str) -> None:
    linked, extraction = read(text)
    keys = [fact.key for fact in extraction.facts]
    assert len(set(keys)) == len(keys)
    entities = {entity.key for entity in extraction.entities}
    assert len(entities) == len(extraction.entities)
    known = {*entities, *keys, extraction.document.key}
    for fact in extraction.facts:
        assert fact.evidence and fact.label
        assert all(0 < proof.confidence <= 1 for proof in fact.evidence)
        assert all(proof.asserted_by is None or proof.asserted_by in entities for proof in fact.evidence)
        assert len(set(fact.evidence)) == len(fact.evidence)
        pointers = [slot.value.key for slot in fact.slots if isinstance(slot.value, Ref)]
        assert set(pointers) <= known, set(pointers) - known
        for single in (
            "count",
            "date",
            "responseDue",
            "subjectCount",
            "issuedBy",
            "servedOn",
            "sentTo",
            "outcome",
            "status",
        ):
            assert len([slot for slot in fact.slots if slot.property.endswith(f"#{single}")]) <= 1
    assert {found.entity for found in linked.links} <= entities
    assert set(extraction.mentioned) <= known
    assert list(extraction.mentioned) == sorted(set(extraction.mentioned))


@given(mixtures, mixtures)
@SETTINGS
def test_what_was_read_before_changes_nothing(first: str, second: str) -> None:
    alone = read(second)
    read(first)
    assert read(second) == alone


@given(mixtures)
@SETTINGS
def test_offsets_shift_with_the_text(text: str) -> None:
    """Blank lines above a text move every proof by as much and change nothing else."""
    _, plain = read(text)
    _, moved = read("\n\n\n" + text)
    assert [fact.label for fact in plain.facts] == [fact.label for fact in moved.facts]
    for one, other in zip(plain.facts, moved.facts, strict=True):
        assert [proof.span.start + 3 for proof in one.evidence] == [proof.span.start for proof in other.evidence]


HOSTILE = {
    "words": "word ",
    "letters": "a",
    "capitals": "A",
    "blanks": " ",
    "lines": "\n",
    "quotes": "“",
    "straight-quotes": '" ',
    "brackets": "[",
    "parentheses": "( (",
    "stars": "*",
    "angles": "<FED> <LOC> ",
    "counties": "Lake, ",
    "shared-head": "Lake and Clay Counties ",
    "states": "Oregon, ",
    "agencies": "Denver Police Department, ",
    "heads": "police ",
    "sheriffs": "sheriff's office ",
    "new": "New York ",
    "issuer": "ICE ",
    "subpoenas": "subpoena ",
    "served": "ICE served ",
    "adjectives": "ICE served new federal administrative ",
    "event": "ICE served four subpoenas on Denver. ",
    "events-without-stops": "ICE served four subpoenas on Denver and ",
    "paragraphs": "ICE served four subpoenas on Denver, Oregon officials said.\n\n",
    "speech": "“No,” said Ana Example, director of ICE. ",
    "names": "Ana Example ",
    "said": "said ",
    "pronouns": "it they we ",
    "numbers": "four 12 ",
    "dates": "on Monday, Feb. 3, 2020, ",
    "laws": "8 U.S.C. § 1225(d), ",
    "table": "| a ",
    "tabs": "a\t",
    "bullets": "- a\n",
    "headings": "# A\n",
    "markup": "[a](b) ",
    "detainers": "Denver declined 12 ICE detainers, ",
    "policies": "Denver's sanctuary city laws of ",
    "abbreviations": "Lane County Sheriff's Office (LCSO) LCSO ",
}


class TooSlowError(Exception):
    """Raised in the middle of a reading that has used up its time."""


def _stop(*_: object) -> None:
    raise TooSlowError


def seconds(text: str, limit: float = 60.0) -> float:
    """CPU seconds to read a text. Raises TooSlowError beyond the limit."""
    start = time.process_time()
    before = signal.signal(signal.SIGVTALRM, _stop)
    gc.disable()  # an exception in the middle of a collection would be lost
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        read(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        gc.enable()
    return time.process_time() - start


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    read("ICE served four subpoenas on Denver on Monday, said Ana Example of ICE.")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer of CPU time")
@pytest.mark.parametrize(
    ("fragment", "size"),
    [(fragment, 1_500) for fragment in HOSTILE.values()] + [("ICE served four subpoenas on Denver.\n\n", 4_000)],
    ids=[*HOSTILE, "longer-paragraphs"],
)
def test_cost_grows_no_faster_than_the_text(fragment: str, size: int) -> None:
    """Ten times the text may cost thirty times the CPU time; a quadratic reading would cost a hundred times."""
    small = seconds((fragment * size)[:size])
    try:
        seconds((fragment * 10 * size)[: 10 * size], 30 * max(small, 0.02))
    except TooSlowError:
        pytest.fail(f"{small:.3f} s for {size} characters, more than 30 times as much for ten times the text")


def test_a_document_without_anything_gives_nothing() -> None:
    linked, extraction = read("")
    assert (linked.entities, linked.links, extraction.facts) == ((), (), ())


def test_two_documents_of_one_text_share_no_fact_key(bench: Any) -> None:
    from dataclasses import replace

    one = document("ICE served four subpoenas on Denver.")
    other = replace(one, key="document/y-111111111111")
    keys = [{fact.key for fact in extract(link(annotate(each))).facts} for each in (one, other)]
    assert keys[0] and not keys[0] & keys[1]
