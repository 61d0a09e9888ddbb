"""Amendments to the Constitution by ordinal: "Fourth Amendment", "4th and 14th Amendments"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.annotate.citation_names import GAP, MAYBE, spaced
from kg.model import Span

_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_WORDS = [*_ONES, *_TEENS, "twentieth", *(f"twenty-{one}" for one in _ONES[:7])]
NUMBERS = {word: number for number, word in enumerate(_WORDS, start=1)}  # the Constitution has 27 amendments

_ORDINALS = "|".join(sorted(NUMBERS, key=lambda word: (-len(word), word))).replace("ty-", "ty[- ]")
_WORD = rf"(?:{_ORDINALS}|\d{{1,2}}(?:st|nd|rd|th))"
_ITEM = re.compile(rf"(?<![\w-]){_WORD}(?![\w-])", re.IGNORECASE)
_LIST = re.compile(
    rf"(?<![\w-])(?:{_WORD}{MAYBE},{MAYBE}){{0,6}}(?:{_WORD}{MAYBE},?{GAP}(?:and|or|&){GAP}|(?:and|or){GAP})?{_WORD}{GAP}$",
    re.IGNORECASE,
)
_CUE = re.compile(r"(?:[Aa]mendments?|AMENDMENTS?)(?![A-Za-z])")
_OF = re.compile(
    spaced(
        r" (?:to|of) (?:the )?(?:(?:U\.? ?S\.?|United States|[Ff]ederal) )?[Cc]onstitution"
        r"(?: of the United States)?(?![A-Za-z])"
    )
)
_OF_ANOTHER = re.compile(spaced(r" (?:to|of) (?:the|an?|this|that|its|our|their|[A-Z])"))
# "our 10th amendment rights": what makes small letters mean the Constitution's.
_RIGHTS = re.compile(spaced(r" (?:rights?|protections?|claims?|violations?|grounds|guarantees?|challenge|concerns)\b"))
_FIRST = 100  # characters before "Amendment" that a list of ordinals may take
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Amendment(NamedTuple):
    """An amendment cited, by number."""

    start: int
    end: int
    number: int


def roman(number: int) -> str:
    """A number from 1 to 89 in Roman capitals.

    >>> roman(14)
    'XIV'
    """
    letters = ""
    for value, letter in _ROMAN:
        while number >= value:
            letters += letter
            number -= value
    return letters


def numeral(text: str) -> str:
    """A number as the label writes it, from Arabic or Roman digits."""
    return roman(int(text)) if text.isdigit() else text


def _number(word: str) -> int | None:
    if word[0].isdigit():
        number = int(re.sub(r"\D", "", word))
        return number if 1 <= number <= len(_WORDS) else None
    return NUMBERS.get(re.sub(r"\s+", "-", word.lower()))


def find_amendments(text: str, span: Span) -> Iterator[Amendment]:
    """The amendments cited in a span of a `plain` text.

    In small letters an amendment counts only where the Constitution is named after it, or rights are; with any other
    thing named ("the First Amendment to the Agreement") it never does.
    """
    for cue in _CUE.finditer(text, span.start, span.end):
        begin = max(span.start, cue.start() - _FIRST)
        ordinals = _LIST.search(text[begin : cue.start()].rpartition("\n\n")[2])
        if ordinals is None:
            continue
        begin = cue.start() - len(ordinals.string) + ordinals.start()
        items = [
            (match.start(), match.end(), _number(match.group())) for match in _ITEM.finditer(text, begin, cue.start())
        ]
        whole = _OF.match(text, cue.end(), span.end)
        capital = text[cue.start()] == "A"
        rights = _RIGHTS.match(text, cue.end(), span.end) is not None
        if not items or (whole is None and (not (capital or rights) or _OF_ANOTHER.match(text, cue.end(), span.end))):
            continue
        if not whole and not rights and text[items[-1][0]].islower():
            continue
        last = whole.end() if whole else cue.end()
        # Of "on the fourth, Fifth Amendment ..." only the ordinal next to the word counts.
        alike = all(text[start].islower() == text[items[-1][0]].islower() for start, _, _ in items)
        for start, end, number in items if alike or text[cue.end() - 1] == "s" else items[-1:]:
            if number is not None:
                yield Amendment(start, last if start == items[-1][0] else end, number)
