"""Short forms that a document uses for an agency: "Example County Sheriff's Office (ECSO)", "ECSO (the Example ...)".

A short form counts when its letters are initials of the name beside it, in order; the rule of Schwartz and Hearst
(2003), narrowed to names already known to be agencies. A short form that no brackets introduce counts only when it is
made of all the initials of one such name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.spans import SpanSet
from kg.model import Abbreviation, AgencyMention, Span

_SHORT = re.compile(
    r"\s{0,2}\(\s?(?:or |the |hereafter |hereinafter )?[“\"'‘]?([A-Z][A-Za-z&.’'-]{1,11})[”\"'’]?\s?\)"
    r"|,\s(?:or|known as|called)\s(?:the\s)?([A-Z]{3,8})(?=,)"
)
_LONG_BEHIND = re.compile(r"(?<![\w.&-])([A-Z]{2,8})\s?\((?:the\s)?$")
_CAPITALS = re.compile(r"[A-Z](?<![\w.&-].)[A-Z]{2,6}(?![\w&-])")  # begins with letters: re finds those fast
_SMALL = frozenset({"of", "and", "the", "for", "in"})
_BEFORE = 16  # characters before a name in which its short form and a bracket fit


def abbreviations(text: str, agencies: Sequence[AgencyMention]) -> list[Abbreviation]:
    """The short forms introduced beside an agency's name, and those made of all its initials, in order of the text."""
    found = []
    for mention in agencies:
        name = mention.span.of(text)
        match = _SHORT.match(text, mention.span.end)
        if match and stands_for(match.group(1) or match.group(2), name):
            found.append(Abbreviation(Span(*match.span(1 if match.group(1) else 2)), mention.span))
        start = max(0, mention.span.start - _BEFORE)
        ahead = _LONG_BEHIND.search(text[start : mention.span.start])
        closed = text[mention.span.end : mention.span.end + 1] == ")"
        if ahead and closed and stands_for(ahead.group(1), name):
            found.append(Abbreviation(Span(start + ahead.start(1), start + ahead.end(1)), mention.span))
    return sorted([*found, *_by_initials(text, agencies, found)], key=lambda short: (short.short, short.long))


def _by_initials(
    text: str, agencies: Sequence[AgencyMention], introduced: Sequence[Abbreviation]
) -> list[Abbreviation]:
    """Capitals that no brackets introduce and that are all the initials of exactly one body's name: "MCSO"."""
    known = {short.short.of(text) for short in introduced}
    longs: dict[str, list[AgencyMention]] = {}
    for mention in agencies:
        if mention.place is not None:
            longs.setdefault(_initials(mention.name), []).append(mention)
    if not longs:
        return []
    taken = SpanSet(mention.span for mention in agencies)
    found = []
    for match in _CAPITALS.finditer(text):
        same = longs.get(match.group(), [])
        short = Span(*match.span())
        one = len({_plain(mention.name) for mention in same}) == 1
        if one and match.group() not in known and not taken.overlaps(short):
            known.add(match.group())
            found.append(Abbreviation(short, same[0].span))
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


def _initials(name: str) -> str:
    """The first letters of all words that count: "Multnomah County Sheriff's Office" → "MCSO"."""
    found = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", name)
    return "".join(word[0].upper() for word in found if word not in _SMALL)


def occurrences(
    text: str, span: Span, introduced: Sequence[Abbreviation], agencies: Sequence[AgencyMention]
) -> list[AgencyMention]:
    """The agencies of a block with every use of the document's own short forms, before its introduction too, in order.

    A short form in use is a mention of kind "abbreviation" whose name is the short form.
    """
    if not introduced:
        return list(agencies)
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
