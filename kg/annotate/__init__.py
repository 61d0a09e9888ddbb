"""Annotate: what stands in a text and where — blocks, sentences, laws, dates, numbers, agencies, places, who says
it."""

from __future__ import annotations

from kg.annotate.abbreviations import abbreviations, occurrences
from kg.annotate.agencies import agency_mentions
from kg.annotate.citations import find_citations
from kg.annotate.dates import find_dates
from kg.annotate.layout import blocks
from kg.annotate.numbers import find_numbers
from kg.annotate.places import place_mentions
from kg.annotate.sentences import split_sentences
from kg.annotate.spans import SpanSet, inside
from kg.annotate.speech import quotations
from kg.model import AgencyMention, Annotations, Document, Mention, PlaceMention

__all__ = ["annotate"]


def annotate(document: Document) -> Annotations:
    """Find all mentions of a document. A pure function of the document and of the data files.

    Facts come from no junk and no byline, so nothing is looked for there.
    """
    text = document.text
    layout = blocks(document)
    prose = tuple(block for block in layout if block.kind not in ("junk", "byline"))
    spans = [block.span for block in prose]
    sentences = split_sentences(text, spans)
    citations = find_citations(text, spans)
    dates = find_dates(text, spans, document.published)
    numbers = find_numbers(text, spans, dates)
    laws = SpanSet(citation.span for citation in citations)
    agencies: list[AgencyMention] = []
    places: list[PlaceMention] = []
    found = {
        span: [mention for mention in agency_mentions(text, span) if not laws.overlaps(mention.span)] for span in spans
    }
    introduced = abbreviations(text, [mention for here in found.values() for mention in here])
    for block in prose:
        span = block.span
        here = occurrences(text, span, introduced, found[span])
        agencies += here
        taken = SpanSet([*(mention.span for mention in here), *(law.span for law in inside(citations, span))])
        places += place_mentions(text, span, taken, titled=block.kind == "heading")
    named: list[AgencyMention | PlaceMention] = [*agencies, *places]
    named.sort(key=lambda mention: mention.span)
    dated = SpanSet(date.span for date in dates)
    mentions: list[Mention] = [
        *citations,
        *dates,
        *(number for number in numbers if not laws.overlaps(number.span) and not dated.overlaps(number.span)),
        *named,
        *quotations(text, prose, sentences, named),
    ]
    mentions.sort(key=lambda mention: (mention.span, type(mention).__name__))
    return Annotations(document, layout, tuple(sentences), tuple(mentions), tuple(introduced))
