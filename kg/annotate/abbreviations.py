"""Short forms that a document introduces for an agency: "Example County Sheriff's Office (ECSO)".

A short form counts when its letters are initials of the name before it, in order; the rule of Schwartz and Hearst
(2003), narrowed
to names already known to be agencies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.spans import SpanSet
from kg.model import Abbreviation, AgencyMention, Span

_SHORT = re.compile(r"\s{0,2}\(\s?(?:or |the |hereafter |hereinafter )?[“\"'‘]?([A-Z][A-Za-z&.’'-]{1,11})[”\"'’]?\s?\)")


def abbreviations(text: str, agencies: Sequence[AgencyMention]) -> list[Abbreviation]:
    """The short forms introduced right behind an agency's name, in order of the text."""
    found = []
    for mention in agencies:
        match = _SHORT.match(text, mention.span.end)
        if match and stands_for(match.group(1), mention.span.of(text)):
            found.append(Abbreviation(Span(*match.span(1)), mention.span))
    return found


def occurrences(
    text: str, span: Span, introduced: Sequence[Abbreviation], agencies: Sequence[AgencyMention]
) -> list[AgencyMention]:
    """The agencies of a block with every use of the document's own short forms, before its introduction too, in order.

    A short form in use is a mention of kind "abbreviation" whose name is the short form.
    """
    mentions = list(agencies)
    taken = SpanSet(mention.span for mention in agencies)
    for short in sorted({abbreviation.short.of(text) for abbreviation in introduced}):
        for match in re.finditer(rf"(?<![\w.&-]){re.escape(short)}(?![\w&-])", text[span.start : span.end]):
            use = Span(span.start + match.start(), span.start + match.end())
            if taken.add(use):
                mentions.append(AgencyMention(use, short, "abbreviation"))
    return sorted(mentions, key=lambda mention: mention.span)


def stands_for(short: str, name: str) -> bool:
    """Whether a short form's capitals run through a name in order, beginning with its first word that counts."""
    letters = [letter for letter in short if letter.isalpha() and letter.isupper()]
    if len(letters) < 2:
        return False
    rest = name.casefold()
    position = 0
    for number, letter in enumerate(letters):
        match = re.compile(rf"\b{letter.casefold()}").search(rest, position)
        if match is None:
            # Inside a word, as the O of "Dept. of Corrections" in DOC or the Y of "NYDOC"; never for the first letter.
            at = rest.find(letter.casefold(), position) if number else -1
            if at < 0:
                return False
            position = at + 1
        else:
            position = match.end()
    return True
