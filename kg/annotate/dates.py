"""Dates, periods and lengths of time, never more precise than the text and the document's own date allow.

The rules, with their examples, are data: seeds/patterns/dates.yaml. A mention leaves out its preposition ("on",
"within", "by"); a date after "since" has a rule that begins with "since-", for an extractor to take as a lower bound.
A day or month without a year takes the year nearest to the anchor and may so lie after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.annotate.date_reading import DatedMention, Hit, mention, period, point
from kg.annotate.date_rules import DateRules, date_rules
from kg.annotate.leads import Starts, starts_of
from kg.model import DateMention, PartialDate, PeriodMention, Span

_REACH = (
    48  # code points around a trigger in which a rule may match: longer than any expression's way to its next trigger
)
_RECENT = 300  # code points after which a text no longer counts days from the date that it named last
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*")
_SINCE = re.compile(r"(?<![^\W_])since\s{1,4}[*_\[(“\"]{0,3}\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<![^\W_])between\s{1,4}[*_\[(“\"]{0,3}\Z", re.IGNORECASE)


def find_dates(
    text: str, spans: Iterable[Span], anchor: PartialDate | None, read: Mapping[Span, Starts] | None = None
) -> tuple[DatedMention, ...]:
    """The dates, periods and lengths inside the spans, sorted and without overlap.

    anchor is the document's own date (day, month or year) or None; what needs it and does not get it has no value.
    read: where the words of each span begin, where the caller has it.
    """
    rules, spans = date_rules(), sorted(spans)
    known = starts_of(text, spans) if read is None else read
    return tuple(found for span in spans for found in _in_span(text, span, known[span], anchor, rules))


def _in_span(
    text: str, span: Span, starts: Starts, anchor: PartialDate | None, rules: DateRules
) -> Iterator[DatedMention]:
    hits = list(_hits(text, span, starts, rules))
    if not hits:
        return
    hits = _outside_addresses(text, span, _without_overlap(hits))
    licensed_end = -1  # where the last calendar date that counts ended, for lists
    last: DateMention | None = None  # what "the next day" follows
    index = 0
    while index < len(hits):
        hit = hits[index]
        joined = _joined(text, span, hit, hits[index + 1], anchor, rules) if index + 1 < len(hits) else None
        if joined is not None:
            yield joined
            index += 2
            continue
        index += 1
        chained = licensed_end >= 0 and rules.connectors["chain"].fullmatch(text, licensed_end, hit.start) is not None
        if hit.rule.weak and not chained and not _licensed(text, span, hit, rules):
            continue
        near = last.value if last is not None and hit.start - last.span.end <= _RECENT else None
        found = mention(hit, rules, near if hit.rule.reads == "narrative" else anchor)
        if isinstance(found, DateMention) and found.value is not None:
            last = found
        if found is not None:
            licensed_end = hit.end if hit.rule.reads == "calendar" else -1
            yield _since(text, span, found)


def _hits(text: str, span: Span, starts: Starts, rules: DateRules) -> Iterator[Hit]:
    """All matches of all rules near their triggers, in no order."""
    for start, end, families in _windows(text, span, starts, rules):
        called = rules.of_families(families)
        for rule in map(rules.rules.__getitem__, rules.needs.met(text[start:end].casefold(), called)):
            for found in rule.finder.finditer(text, start, end, starts):
                groups = found.groupdict()
                first, last = found.span("quote") if "quote" in groups else found.span()
                named = {
                    name: re.sub(r"\s+", " ", value.lower()).rstrip(".") for name, value in groups.items() if value
                }
                yield Hit(first, last, rule, named)


def _windows(text: str, span: Span, starts: Starts, rules: DateRules) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The stretches around triggers, merged where they meet, with the families of their triggers."""
    start, end, families = -1, -1, frozenset[str]()
    for found in rules.trigger.finditer(text, span.start, span.end, starts):
        called = rules.families[int((found.lastgroup or "t0")[1:])]  # the outermost group closes last
        if start >= 0 and found.start() - _REACH <= end:
            end = min(span.end, found.end() + _REACH)
            families |= called
            continue
        if start >= 0:
            yield start, end, families
        start, end = max(span.start, found.start() - _REACH), min(span.end, found.end() + _REACH)
        families = called
    if start >= 0:
        yield start, end, families


def _without_overlap(hits: Iterable[Hit]) -> list[Hit]:
    """Rules that win first; then the leftmost, the longest, the first listed. Sorted by place."""
    ranked = sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.rule.order))
    winners = _leftmost([hit for hit in ranked if hit.rule.wins])
    kept: list[Hit] = []
    place = 0
    for hit in ranked:
        while place < len(winners) and winners[place].end <= hit.start:
            place += 1
        clear = place == len(winners) or hit.end <= winners[place].start
        if clear and not hit.rule.wins:
            kept.append(hit)
    return sorted([*winners, *_leftmost(kept)], key=lambda hit: hit.start)


def _leftmost(ranked: Iterable[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in ranked:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _outside_addresses(text: str, span: Span, hits: list[Hit]) -> list[Hit]:
    """The hits that stand in no web address. Both are sorted, so one walk suffices."""
    if not hits:
        return hits
    addresses = [found.span() for found in _ADDRESS.finditer(text, span.start, span.end)]
    kept: list[Hit] = []
    place = 0
    for hit in hits:
        while place < len(addresses) and addresses[place][1] <= hit.start:
            place += 1
        if place == len(addresses) or hit.start < addresses[place][0]:
            kept.append(hit)
    return kept


def _before(text: str, span: Span, place: int, reach: int = 24) -> str:
    return text[max(span.start, place - reach) : place]


def _licensed(text: str, span: Span, hit: Hit, rules: DateRules) -> bool:
    """Whether the word before lets a bare month or year be a date."""
    words = _before(text, span, hit.start)
    month = hit.groups.get("month")
    if month is None:
        return rules.licences["year"].search(words) is not None
    if month in rules.ambiguous_months:
        attributive = month not in rules.never_attributive and rules.attributive.search(words) is not None
        return attributive or rules.licences["ambiguous-month"].search(words) is not None
    return rules.licences["month"].search(words) is not None


def _joined(
    text: str, span: Span, hit: Hit, after: Hit, anchor: PartialDate | None, rules: DateRules
) -> PeriodMention | None:
    """The period that two neighbouring calendar dates bound, if a connector stands between them."""
    if hit.rule.reads != "calendar" or after.rule.reads != "calendar" or after.start - hit.end > 12:
        return None
    between = _BETWEEN.search(_before(text, span, hit.start)) is not None
    connector = rules.connectors["and" if between else "through"]
    if connector.fullmatch(text, hit.end, after.start) is None:
        return None
    licence = rules.licences["period"].search(_before(text, span, hit.start))
    if not between and hit.rule.weak and licence is None and "year" not in after.groups:
        return None
    first, last = point(hit, rules, anchor), point(after, rules, anchor)
    bare_years = first.month is None and last.month is None
    if (first.month is None) != (last.month is None) or (bare_years and licence is None):
        return None
    if not between and rules.movers.search(_before(text, span, hit.start, 60)):
        return None
    whole = replace(hit, end=after.end)
    return period(whole, first, last, anchor, "between" if between else "through")


def _since(text: str, span: Span, found: DatedMention) -> DatedMention:
    if isinstance(found, DateMention) and _SINCE.search(_before(text, span, found.span.start)):
        return replace(found, rule=f"since-{found.rule}")
    return found
