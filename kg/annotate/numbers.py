"""Counts in digits and words, with the word that hedges them; the data is seeds/patterns/numbers.yaml.

Years, dates, ages, money, shares, measures, references, telephone numbers, times, addresses and names are no counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.annotate.dates import find_dates
from kg.annotate.leads import LeadFinder, Starts, starts_of
from kg.annotate.number_words import BLANK, FILE, blanks, number_data, number_words
from kg.errors import KnowledgeError
from kg.knowledge.needs import Needs
from kg.model import DateMention, DurationMention, NumberMention, PeriodMention, Span

_REACH = 32  # code points looked at before and after a number
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d\Z")
_BEFORE_YEAR = re.compile(r"\b(?:in|of|since|by|until|from|and|to|during|the|act)\s\Z", re.IGNORECASE)
_OF_NAME = re.compile(r"(?:[A-Z][\w’'-]*|[A-Z][a-z]{0,3}\.)\s\Z")  # a dot ends short forms only: "Rte. Fifty"
_CAPITAL_NEXT = re.compile(r"[\s*_]{1,3}[A-Z]")
_GLUED_BEFORE = re.compile(r"(?:[^\W_]|[$€£#§%‰°@&+]|[\w)\]][-–/.:,’']|[-/.:]{2}|/)\Z")
_WORD_BEFORE = re.compile(r"[^\W\d][\s*_.]{0,4}\Z|[§#$€£.][\s*_]{0,3}\Z")
_GLUED_AFTER = re.compile(r"(?!-plus)[-‐‑–/:’'](?=[^\W_])|[.,](?=\d)|[%‰°(\\@&=#]")


@dataclass(frozen=True, slots=True)
class _Rules:
    number: LeadFinder
    masks: tuple[LeadFinder, ...]
    needs: Needs  # of the masks
    before: re.Pattern[str]
    after: re.Pattern[str]
    bounds: re.Pattern[str]
    qualifiers: tuple[tuple[str, re.Pattern[str]], ...]
    hedges: Needs  # of the bounds and the qualifiers
    qualifiers_after: tuple[tuple[str, re.Pattern[str]], ...]
    one_not_after: re.Pattern[str]
    one_not_before: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = number_data()
    try:
        return _compile(data)
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise KnowledgeError(f"malformed: {error}", where="/".join(FILE), hint="restore the file") from error


def _compile(data: Mapping[str, Any]) -> _Rules:
    words = number_words()
    # The look-ahead lists the first letters of all number words: it spares most words the long alternation.
    first = "".join(sorted({word[0] for word in words.values} | {"a"}))
    number = rf"(?=[\d{first}])(?:an?\spair(?=\sof)|{words.pattern})"

    def ending(words: Iterable[str], gap: str = r"\s{0,3}") -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W_])(?:{blanks('|'.join(words))}){gap}\Z", re.IGNORECASE)

    def beginning(words: Iterable[str], gap: str = r"[\s*_-]{0,3}") -> re.Pattern[str]:
        return re.compile(rf"{gap}(?:{blanks('|'.join(words))})(?![^\W_])", re.IGNORECASE)

    def mask(entry: Mapping[str, Any]) -> re.Pattern[str]:
        filled = (
            entry["pattern"].replace("{number}", rf"(?<![^\W_]){number}").replace("{street}", "|".join(data["streets"]))
        )
        start = "" if entry["pattern"][:2] in ("(?", "§") else r"(?<![^\W_])"
        return re.compile(start + blanks(filled), re.NOFLAG if entry.get("case") else re.IGNORECASE)

    masks = (
        *(mask(entry) for entry in data["masks"]),
        re.compile(rf"(?<![^\W_])(?:{blanks('|'.join(data['names']))})(?![^\W_])"),
    )
    bounds = ending(data["bounds"], BLANK)
    qualifiers = tuple((name, ending(data["qualifiers"][name], BLANK)) for name in data["qualifiers"])
    return _Rules(
        number=LeadFinder(re.compile(rf"(?<![^\W_]){number}", re.IGNORECASE)),
        masks=tuple(map(LeadFinder, masks)),
        needs=Needs(masks),
        before=ending(data["before"]),
        after=re.compile(rf"[\s*_]{{0,3}}(?:{blanks('|'.join(data['after']))})(?![^\W_])|\s?%", re.IGNORECASE),
        bounds=bounds,
        qualifiers=qualifiers,
        hedges=Needs((bounds, *(pattern for _, pattern in qualifiers))),
        qualifiers_after=tuple(
            (name, beginning(data["qualifiers_after"][name], r"[\s-]{1,3}")) for name in data["qualifiers_after"]
        ),
        one_not_after=ending(data["one_not_after"], r"[\s-]{1,3}"),
        one_not_before=beginning(data["one_not_before"], r"[\s*_-]{1,3}"),
    )


def find_numbers(
    text: str,
    spans: Iterable[Span],
    dates: Iterable[DateMention | PeriodMention | DurationMention] | None = None,
    read: Mapping[Span, Starts] | None = None,
) -> tuple[NumberMention, ...]:
    """The counts inside the spans, sorted; a span covers the number and the hedging word that stands beside it.

    dates: the mentions of `find_dates` for the same spans, where the caller has them; else they are looked for here.
    read: where the words of each span begin, where the caller has it.
    """
    rules, blocks = _rules(), sorted(spans)
    dated = sorted(date.span for date in (find_dates(text, blocks, None) if dates is None else dates))
    known = starts_of(text, blocks) if read is None else read
    return tuple(found for block in blocks for found in _in_span(text, block, known[block], dated, rules))


def _start(span: Span) -> int:
    return span.start


def _in_span(text: str, block: Span, starts: Starts, dated: list[Span], rules: _Rules) -> Iterator[NumberMention]:
    numbers = list(rules.number.finditer(text, block.start, block.end, starts))
    if not numbers:
        return
    masked = dated[bisect_left(dated, block.start, key=_start) : bisect_left(dated, block.end, key=_start)]
    for mask in rules.needs.met(block.of(text).casefold()):
        hits = rules.masks[mask].finditer(text, block.start, block.end, starts)
        masked += [Span(*hit.span()) for hit in hits]
    masked.sort()
    place, reached = 0, block.start
    for number in numbers:
        while place < len(masked) and masked[place].start < number.end():
            reached = max(reached, masked[place].end)
            place += 1
        if number.start() >= reached:
            found = _read(text, block, number, rules)
            if found is not None:
                yield found


def _read(text: str, block: Span, number: re.Match[str], rules: _Rules) -> NumberMention | None:
    start, end = number.span()
    cut = max(block.start, start - _REACH)
    before = text[cut:start]
    after = text[end : min(block.end, end + _REACH)]
    printed = number.group()
    if not _WORD_BEFORE.search(before):
        before = ""  # in a table most numbers follow a number or a rule: no word can say anything of them
    elif rules.before.search(before) or _is_name(printed, before, after):
        return None
    if _GLUED_BEFORE.search(text[max(cut, start - 2) : start]) or _GLUED_AFTER.match(after) or rules.after.match(after):
        return None
    if _YEAR.match(printed) and (_BEFORE_YEAR.search(before) or int(printed) >= 1900):
        return None
    if printed.lower() == "one" and (rules.one_not_after.search(before) or not _before_noun(after, rules)):
        return None
    value = 2 if printed.lower().endswith("pair") else number_words().read(printed)
    if value is None:
        return None
    possible = set(rules.hedges.met(before.casefold()))
    hedges = [
        (hedge.start(), name)
        for at, (name, pattern) in enumerate(rules.qualifiers, 1)
        if at in possible and (hedge := pattern.search(before))
    ]
    bound = rules.bounds.search(before) if 0 in possible else None
    if hedges and (bound is None or min(hedges)[0] < bound.start()):  # "no fewer than" holds "fewer than"
        first, name = min(hedges)
        return NumberMention(Span(start - len(before) + first, end), value, name)
    if bound:
        return None
    if after.startswith("+"):
        return NumberMention(Span(start, end + 1), value, "at least")
    for name, pattern in rules.qualifiers_after:
        if hedge := pattern.match(after):
            return NumberMention(Span(start, end + hedge.end()), value, name)
    return NumberMention(Span(start, end), value)


def _is_name(printed: str, before: str, after: str) -> bool:
    """A number word with a capital after another capitalised word, where no headline goes on: "Route Fifty said"."""
    return printed[0].isupper() and bool(_OF_NAME.search(before)) and not _CAPITAL_NEXT.match(after)


def _before_noun(after: str, rules: _Rules) -> bool:
    return bool(re.match(r"[\s*_]{1,3}[^\W\d_]", after)) and not rules.one_not_before.match(after)
