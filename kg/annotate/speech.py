"""Who says it: for each sentence that a text attributes, the speaker's name as printed and the body that the speaker
is of.

Persons never become nodes: the name is only ever a literal beside the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from kg.annotate.places import Block
from kg.annotate.spans import inside
from kg.annotate.words import Word, Words
from kg.knowledge.speech import speech_words
from kg.model import AgencyMention, PlaceMention, Quotation, Span

_OPENING, _CLOSING = '“"', '”"'
_NAME_MAX = 4  # words of a person's name
_PRONOUNS = frozenset({"he", "she"})
# How far behind a name its title and body may stand ("..., deputy executive associate director for ICE's ...").
_APPOSITION = 220


def quotations(
    text: str,
    blocks: Mapping[Span, Block],
    sentences: Sequence[Span],
    named: Sequence[AgencyMention | PlaceMention],
) -> list[Quotation]:
    """One Quotation for each attributed sentence, in order. `he` and `she` take the speaker named last in the
    document. blocks: their words, in the order of the text."""
    cues = _cues()
    found: list[Quotation] = []
    last: Quotation | None = None
    at = 0
    for block in blocks:
        first = at
        while at < len(sentences) and sentences[at].start < block.end:
            at += 1
        read = blocks[block].words
        if cues.isdisjoint(read.vocabulary):
            continue
        here = sentences[first:at]
        known: dict[Span, Quotation] = {}
        for sentence in here:
            spoken = _within(read, sentence)
            if not any(word.folded in cues for word in spoken):
                continue
            quotation = _attribution(text, sentence, spoken, inside(named, sentence), last)
            if quotation is not None:
                known[sentence] = quotation
                if quotation.speaker:
                    last = quotation
        if known:
            _spread(text, block, here, known)
        found += [known[sentence] for sentence in here if sentence in known]
    return found


@cache
def _cues() -> frozenset[str]:
    """Words of which every attribution holds one."""
    lexicon = speech_words()
    return lexicon.verbs | {phrase.split()[0] for phrase in lexicon.according}


def _within(found: Words, span: Span) -> list[Word]:
    first = bisect_left(found, span.start, key=_start)
    return found[first : bisect_left(found, span.end, lo=first, key=_start)]


def _start(word: Word) -> int:
    return word.start


def _spread(text: str, block: Span, here: Sequence[Span], known: dict[Span, Quotation]) -> None:
    """Sentences of a quotation without words of attribution take those of the same block."""
    quoted = _quoted(text, block)
    attributed = [(here.index(sentence), quotation) for sentence, quotation in known.items()]
    for i, sentence in enumerate(here):
        if sentence in known or not attributed:
            continue
        if any(part.overlaps(sentence) for part in quoted):
            # The nearest attribution; of two as near the one before, as a quotation runs on after it.
            _, nearest = min(attributed, key=lambda pair: (abs(pair[0] - i), pair[0] > i))
            known[sentence] = Quotation(sentence, nearest.speaker, nearest.organisation)


def _quoted(text: str, block: Span) -> list[Span]:
    """Stretches between quotation marks; a quotation that the block does not close runs to its end."""
    parts = []
    start: int | None = None
    for match in re.finditer(r'[“”"]', text[block.start : block.end]):
        at = block.start + match.start()
        if start is None and match.group() in _OPENING:
            start = at
        elif start is not None and match.group() in _CLOSING:
            parts.append(Span(start, at + 1))
            start = None
    if start is not None:
        parts.append(Span(start, block.end))
    return parts


def _attribution(
    text: str,
    sentence: Span,
    found: list[Word],
    inside: Sequence[AgencyMention | PlaceMention],
    last: Quotation | None,
) -> Quotation | None:
    lexicon = speech_words()
    lowered = text[sentence.start : sentence.end].casefold()
    for phrase in lexicon.according:
        at = lowered.find(phrase)
        if at >= 0:
            begin = sentence.start + at + len(phrase)
            body = next((mention.span for mention in inside if begin <= mention.span.start <= begin + 40), None)
            if body is not None:
                return Quotation(sentence, None, body)
    for i, word in enumerate(found):
        if word.folded not in lexicon.verbs or word.capitalised:
            continue
        quotation = _after_verb(text, sentence, found, i, inside) or _before_verb(
            text, sentence, found, i, inside, last
        )
        if quotation is not None:
            return quotation
    return None


def _after_verb(
    text: str, sentence: Span, found: list[Word], verb: int, inside: Sequence[AgencyMention | PlaceMention]
) -> Quotation | None:
    """ "...," said Ana Example, director of ..."""
    start = verb + 1
    # "said ICE acting director Ana Example": the body may stand before the titles.
    body = next((m.span for m in inside if start < len(found) and m.span.start == found[start].start), None)
    while body is not None and start < len(found) and found[start].start < body.end:
        start += 1
    if start >= len(found) or text[found[verb].end : found[verb + 1].start].strip(" ,\n"):
        return None
    name = _name_from(text, found, start, inside)
    if name is None:
        return None
    return Quotation(sentence, name.of(text), body or _body_after(text, sentence, name.end, inside))


def _before_verb(
    text: str,
    sentence: Span,
    found: list[Word],
    verb: int,
    inside: Sequence[AgencyMention | PlaceMention],
    last: Quotation | None,
) -> Quotation | None:
    if verb == 0:
        return None
    at = found[verb].start
    previous = found[verb - 1]
    gap = text[previous.end : at]
    if previous.folded in _PRONOUNS and last is not None and not gap.strip():
        return Quotation(sentence, last.speaker, last.organisation)
    # "ICE said", "Denver officials said"
    for mention in inside:
        between = text[mention.span.end : at]
        if mention.span.end <= at and re.fullmatch(
            r"(?:['’]s)?(?:\s+(?:officials?|leaders|authorities|spokes(?:man|woman|person)|lawyers|attorneys|police))?"
            r"(?:\s+(?:also|previously|later|further|has|have|had|strongly|then)){0,3}\s+",
            between,
        ):
            return Quotation(sentence, None, mention.span)
    # "Ana Example, a spokeswoman for ICE, said"
    for i in range(max(0, verb - 30), verb):
        name = _name_from(text, found, i, inside)
        if name is None:
            continue
        between = text[name.end : at]
        if not between.strip() or (between.startswith(",") and between.rstrip().endswith(",")):
            return Quotation(sentence, name.of(text), _body_after(text, sentence, name.end, inside))
    return None


def _name_from(text: str, found: list[Word], start: int, inside: Sequence[AgencyMention | PlaceMention]) -> Span | None:
    """A person's name that begins at found[start], after titles: two or more capitalised words, no place and no
    body."""
    lexicon = speech_words()
    i = start
    while i < len(found) and found[i].folded in lexicon.titles and i - start < 6:
        i += 1
    run: list[Word] = []
    while i < len(found) and len(run) < _NAME_MAX:
        word = found[i]
        taken = any(mention.span.overlaps(word.span) for mention in inside)
        apart = run and text[run[-1].end : word.start].strip(". ")
        if not word.capitalised or word.folded in lexicon.not_names or taken or apart:
            break
        run.append(word)
        i += 1
    if len(run) < 2:
        return None
    return Span(run[0].start, run[-1].end)


def _body_after(text: str, sentence: Span, end: int, inside: Sequence[AgencyMention | PlaceMention]) -> Span | None:
    """The body in the apposition behind a name: the last agency of the phrase, for "director of X for Y" is of Y's
    staff."""
    stop = min(sentence.end, end + _APPOSITION)
    clause = re.search(r"[.;“\"]|,\s*(?:said|who|and)\b", text[end:stop])
    stop = end + clause.start() if clause else stop
    if not text[end:stop].startswith((",", " of ", " with ", " for ", " (")):
        return None
    bodies = [
        mention.span for mention in inside if end <= mention.span.start < stop and isinstance(mention, AgencyMention)
    ]
    if bodies:
        return bodies[0]
    return next((mention.span for mention in inside if end <= mention.span.start < stop), None)
