"""Annotate: what stands in a text and where — blocks, sentences, laws, dates, numbers, agencies, places, who says
it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.abbreviations import abbreviations, occurrences
from kg.annotate.agencies import agency_mentions, ordinary_words
from kg.annotate.citations import find_citations
from kg.annotate.dates import find_dates
from kg.annotate.hyphens import Closed, closed
from kg.annotate.layout import blocks
from kg.annotate.numbers import find_numbers
from kg.annotate.places import main_state, place_mentions, read_setting
from kg.annotate.reading import Reading
from kg.annotate.sentences import split_sentences
from kg.annotate.spans import SpanSet, inside
from kg.annotate.speech import quotations
from kg.model import (
    Abbreviation,
    AgencyMention,
    Annotations,
    Block,
    DateMention,
    Document,
    Mention,
    PlaceMention,
    Quotation,
    Span,
)

__all__ = ["annotate"]

_DATE_LINE = 40  # characters; a line with nothing but a date is short
_MARKS = " \t\n*_#:.,-–—"


def annotate(document: Document) -> Annotations:
    """Find all mentions of a document. A pure function of the document and of the data files.

    Facts come from no junk and no byline, so nothing is looked for there.
    """
    whole = closed(document.text)
    text = whole.text
    layout = blocks(replace(document, text=text), whole.open)
    prose = tuple(block for block in layout if block.kind not in ("junk", "byline"))
    spans = [block.span for block in prose]
    sentences = list(split_sentences(text, spans))
    agencies: list[AgencyMention] = []
    places: list[PlaceMention] = []
    read = Reading(text, spans)
    citations = find_citations(text, spans, main_state(text, read.values()))
    starts = read.starts()
    dates = find_dates(text, spans, document.published, starts)
    numbers = find_numbers(text, spans, dates, starts)
    laws = SpanSet(citation.span for citation in citations)
    ordinary = ordinary_words(text)
    setting = read_setting(text, read.values())
    found = {
        span: [
            mention
            for mention in agency_mentions(text, read[span])
            if not laws.overlaps(mention.span) and mention.key not in ordinary
        ]
        for span in spans
    }
    introduced = abbreviations(text, [mention for here in found.values() for mention in here])
    for block in prose:
        span = block.span
        here = occurrences(text, span, introduced, found[span])
        agencies += here
        taken = SpanSet([*(mention.span for mention in here), *(law.span for law in inside(citations, span))])
        places += place_mentions(text, read[span], taken, setting, titled=block.kind == "heading")
    named: list[AgencyMention | PlaceMention] = [*agencies, *places]
    named.sort(key=lambda mention: mention.span)
    dated = SpanSet(date.span for date in dates)
    mentions: list[Mention] = [
        *citations,
        *dates,
        *_date_lines(text, layout, document),
        *(number for number in numbers if not laws.overlaps(number.span) and not dated.overlaps(number.span)),
        *named,
        *quotations(text, read, sentences, named),
    ]
    mentions.sort(key=lambda mention: (mention.span, type(mention).__name__))
    if whole.breaks:
        mentions = [_restored(mention, whole) for mention in mentions]
        introduced = [Abbreviation(whole.restore(short.short), whole.restore(short.long)) for short in introduced]
        layout = tuple(Block(whole.restore(block.span), block.kind) for block in layout)
        sentences = [whole.restore(sentence) for sentence in sentences]
    return Annotations(document, layout, tuple(sentences), tuple(mentions), tuple(introduced))


def _date_lines(text: str, layout: Sequence[Block], document: Document) -> list[DateMention]:
    """The lines that are nothing but a date: the text's own, or the heads of the parts of a chronicle."""
    lines = [block.span for block in layout if block.kind == "byline" and len(block.span) <= _DATE_LINE]
    alone = {Span(*_trimmed(text, line)) for line in lines}
    found = find_dates(text, lines, document.published)
    return [date for date in found if isinstance(date, DateMention) and date.span in alone]


def _trimmed(text: str, line: Span) -> tuple[int, int]:
    """The offsets of a line without blanks and marks at its ends."""
    printed = line.of(text)
    start = line.start + len(printed) - len(printed.lstrip(_MARKS))
    return start, max(start, line.start + len(printed.rstrip(_MARKS)))


def _restored(mention: Mention, whole: Closed) -> Mention:
    """A mention of the closed text as one of the printed text."""
    span = whole.restore(mention.span)
    if isinstance(mention, Quotation):
        body = mention.organisation
        return replace(mention, span=span, organisation=whole.restore(body) if body else None)
    if isinstance(mention, AgencyMention) and mention.place is not None:
        return replace(mention, span=span, place=replace(mention.place, span=whole.restore(mention.place.span)))
    return replace(mention, span=span)
