"""When an event of a sentence was: the date that its verb governs, and no other date of the sentence.

There is no parser here. A date stands behind the verb that it belongs to ("was served on March 3"), or before it at the
head of a clause ("On March 3, ICE served"); beside a noun it belongs to that noun ("the March 3 letter").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.slots import Found
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.knowledge.slot_words import slot_words
from kg.model import DateMention, PartialDate, PeriodMention

# A date further from the words of the event than this many units tells of something else.
_REACH = 30
_NEIGHBOURS = 7  # units between the end of the words of an event and a verb of serving that still tells of it
_CLAUSE_MARKS = frozenset({",", ";", ":", "—", "–", "--", "(", "“", '"', "‘", "|", "*", "-"})
_JOINERS = frozenset({"and", "but", "that", "while", "then", "so"})
# Rules of dates without a year, which are read as the nearest.
_YEARLESS = frozenset({"month-day", "day-month", "month", "part-of-month", "month-then-number"})
_QUOTES = frozenset('"“”‘’')


@cache
@cache
def serving_verbs() -> frozenset[str]:
    """The verbs by which a subpoena reaches its recipient."""
    classes = event_words().classes
    named = {*classes["serve"], *classes["served"], *classes["hit"], *classes["get"], *classes["subpoenaed"]}
    return frozenset((named | slot_words().arriving) - set(classes["subpoena"]))


def event_date(
    sentence: Sentence, start: int, end: int, anchor: PartialDate | None, verbs: frozenset[str] | None = None
) -> Found | None:
    """The date of the event told by units [start, end). `verbs`: those whose dates are the event's; of serving, if
    not given."""
    verbs = serving_verbs() if verbs is None else verbs
    inside: list[tuple[int, int]] = []
    beside: list[tuple[int, int]] = []
    announced: list[tuple[int, int]] = []
    holds_verb = any(sentence.lower(i) in verbs and not sentence.units[i].kind for i in range(start, end))
    for i, unit in enumerate(sentence.units):
        if unit.kind not in ("DATE", "PER") or not start - _REACH <= i <= end + _REACH or is_deadline(sentence, i):
            continue
        distance = max(start - i, i - end + 1, 0)
        governor = _governor(sentence, i, start, end)
        if governor is None:
            continue
        if _only_said(sentence, governor, i, start, end):
            continue
        if start <= governor < end:
            inside.append((distance, i))
        elif _is_paper(sentence, governor):
            beside.append((distance, i))
        elif sentence.lower(governor) in verbs and _touches(sentence, governor, start, end, alone=not holds_verb):
            # A verb before the words of an event governs what follows it ("... and Bend with a second one").
            beside.append((distance + (0 if governor < start else 1), i))
        elif governor < start and sentence.lower(governor) in slot_words().announcing:
            announced.append((distance, i))
    # An agency announces what it has just done: its announcement's date stands in where no other is given.
    for candidates in (inside, beside, announced):
        near = [_settled(sentence, i, anchor) for _, i in sorted(candidates)]
        settled = [found for found in near if found is not None]
        if candidates is inside and near and near[0] is None:
            return None  # the event's own date is named but not settled: another's would be wrong
        if settled:
            # "earlier this week, on Monday": the same more precisely
            same = [found for found in settled if str(found.value).startswith(str(settled[0].value))]
            return max(same, key=lambda found: len(str(found.value)))
    return None


def _only_said(sentence: Sentence, governor: int, date: int, start: int, end: int) -> bool:
    """Whether a verb inside the words of an event tells when somebody spoke of it: "said on Monday that it was served".
    The date of what an issuer announces is taken, where no other is given."""
    said = range(date + 1, end) if date < start else range(governor, governor + 1) if start <= governor < end else ()
    verb = next((i for i in said if is_verb(sentence, i)), None)
    if verb is None or sentence.lower(verb) not in slot_words().saying:
        return False
    return any(
        sentence.lower(i) in serving_verbs() and sentence.lower(i) not in slot_words().saying
        for i in range(verb + 1, end)
        if not sentence.units[i].kind
    )


def titled(sentence: Sentence, index: int, anchor: PartialDate | None) -> Found | None:
    """The date at a unit where a definite subpoena goes by it: "the Feb. 10 subpoena", "its subpoena of Feb. 10"."""
    if is_deadline(sentence, index):
        return None
    noun = _attributive(sentence, index)
    definite = sentence.lower(index - 1) in ("the", "its", "that", "'s", "this")
    if noun is None or not definite:
        before = [sentence.lower(i) for i in range(max(0, index - 3), index)]
        noun = index - 2 if before[-1:] in (["of"], ["dated"]) and before[0] in ("the", "its", "that", "'s") else None
    named = noun is not None and sentence.lower(noun) in event_words().classes["subpoena"]
    return _settled(sentence, index, anchor) if named else None


def is_deadline(sentence: Sentence, index: int) -> bool:
    """Whether the date at a unit is a deadline: "by March 3", "the March 3 deadline", "due on March 3"."""
    words = slot_words()
    before = [sentence.lower(i) for i in range(max(0, index - 3), index)]
    after = [sentence.lower(index + 1), sentence.lower(index + 2)]
    if before and (before[-1] in words.due_before or before[-2:] == ["later", "than"]):
        return True
    return any(word in words.due_nouns for word in (*before, *after))


def is_verb(sentence: Sentence, index: int) -> bool:
    """Whether a word is a verb in the past as far as its form and its neighbours tell."""
    unit, word = sentence.units[index], sentence.lower(index)
    if unit.kind:
        return False
    lists = slot_words()
    known = word in serving_verbs() or word in lists.other_verbs
    if not known and (not word.endswith("ed") or len(word) < 5 or word in lists.not_verbs):
        return False
    # "for jailed immigrants", "the requested files": before a noun, behind what opens a noun phrase
    before, after = sentence.lower(index - 1), sentence.units[index + 1] if index + 1 < len(sentence.units) else None
    opens = index == 0 or before in lists.noun_openers or sentence.units[index - 1].kind == "NUM"
    leads = (
        after is not None and not after.kind and after.text[:1].isalpha() and after.text.casefold() not in lists.links
    )
    return not (word.endswith("ed") and opens and leads)


def _governor(sentence: Sentence, index: int, start: int, end: int) -> int | None:
    """The unit of the verb or noun that the date at a unit belongs to; None where that cannot be told."""
    owner = _attributive(sentence, index)
    if owner is not None:
        return owner if _is_paper(sentence, owner) else None
    noun = _noun_before(sentence, index)
    if noun is not None:
        return noun if _is_paper(sentence, noun) else None
    if _fronted(sentence, index):
        return _governed_right(sentence, index, start, end)
    left = range(index - 1, max(-1, index - 1 - _REACH), -1)
    for i in left:
        if sentence.lower(i) in (";", ":") and i < index - 1:
            break
        if is_verb(sentence, i):
            return i
    if index > start:
        return start  # "the two subpoenas to the county on Monday": no verb but the words of the event themselves
    # "Three subpoenas, Monday, to the county": no verb before it, so that of the words behind it
    return next((i for i in range(index + 1, min(len(sentence.units), index + 8)) if is_verb(sentence, i)), None)


def _attributive(sentence: Sentence, index: int) -> int | None:
    """The noun that a date stands before as an adjective: "the March 3 letter", "Monday's subpoenas"."""
    opener = sentence.lower(index - 1) if index else ""
    owned = sentence.lower(index + 1) in ("'s", "’s", "'")
    determined = opener in ("the", "a", "an", "its", "their", "his", "her", "this", "that", "'s")
    if not (owned or determined) or (determined and sentence.lower(index).startswith("the ")):
        return None
    for i in range(index + 1 + owned, min(len(sentence.units), index + 6)):
        if _is_paper(sentence, i) or _is_dated_noun(sentence, i):
            return i
    behind = index + 1 + owned
    plain = behind < len(sentence.units) and not sentence.units[behind].kind and sentence.lower(behind)[:1].isalpha()
    return (
        behind if plain and sentence.lower(behind) not in slot_words().links and not is_verb(sentence, behind) else None
    )


def _noun_before(sentence: Sentence, index: int) -> int | None:
    """The noun that a date hangs on: "a letter of March 3", "his arrest on March 3", "the document, dated March 3"."""
    i = index - 1
    dated = False
    while i >= 0 and not sentence.units[i].kind and sentence.lower(i) in slot_words().date_openers:
        dated = dated or sentence.lower(i) in ("dated", "of")
        i -= 1
    if i >= 0 and _is_dated_noun(sentence, i):
        return i
    if dated and index - 1 != i:
        return next(
            (j for j in range(i, max(-1, i - 8), -1) if _is_paper(sentence, j) or _is_dated_noun(sentence, j)), None
        )
    return None


def _is_paper(sentence: Sentence, index: int) -> bool:
    """Whether a unit is a word for the subpoena itself."""
    unit = sentence.units[index]
    return not unit.kind and sentence.lower(index) in (*event_words().classes["subpoena"], *slot_words().papers)


def _is_dated_noun(sentence: Sentence, index: int) -> bool:
    return not sentence.units[index].kind and sentence.lower(index) in slot_words().dated_nouns


def _fronted(sentence: Sentence, index: int) -> bool:
    """Whether a date opens a clause: "On March 3, ICE ...", "..., and on March 3 the county ..."."""
    i = index - 1
    while i >= 0 and not sentence.units[i].kind and sentence.lower(i) in slot_words().date_openers:
        i -= 1
    if i < 0:
        return True
    mark = sentence.lower(i)
    if sentence.units[i].kind or (mark not in _CLAUSE_MARKS and mark not in _JOINERS):
        return False
    # "served, on March 3, ..." hangs on what stands before it
    after = sentence.lower(index + 1)
    closed = (mark == "," and after in (",", ".", "")) or (mark == "(" and after == ")") or mark == after
    head = all(sentence.lower(j) in _CLAUSE_MARKS or sentence.lower(j) in _QUOTES for j in range(i + 1))
    return head or not closed


def _governed_right(sentence: Sentence, index: int, start: int, end: int) -> int | None:
    """The verb that a date at the head of a clause belongs to: the event's, unless another happening comes first."""
    if start >= index:
        between = range(index + 1, start)
        stopped = any(
            not sentence.units[i].kind
            and (sentence.lower(i) in slot_words().other_verbs or sentence.lower(i) in (";", "that"))
            for i in between
        )
        if not stopped:
            return start
    return next((i for i in range(index + 1, len(sentence.units)) if is_verb(sentence, i)), None)


def _touches(sentence: Sentence, governor: int, start: int, end: int, *, alone: bool) -> bool:
    """Whether a verb outside the words of an event still tells of it: close behind them with no other party between,
    or anywhere where they hold no verb of their own."""
    if alone:
        return True
    between: Iterator[int] = iter(range(end, governor)) if governor >= end else iter(range(governor + 1, start))
    gap = list(between)
    if governor < start or len(gap) > _NEIGHBOURS:
        return False
    return not any(sentence.units[i].kind in ("LOC", "FED", "ORG") or sentence.lower(i) in (";", "and") for i in gap)


def _settled(sentence: Sentence, index: int, anchor: PartialDate | None) -> Found | None:
    """The value of a date as that of an event told as done."""
    unit = sentence.units[index]
    mention = unit.mentions[0]
    if isinstance(mention, PeriodMention):
        value = common(mention.start, mention.end)
        return Found(value, unit.span) if value else None
    if not isinstance(mention, DateMention) or mention.value is None:
        return None
    value = mention.value
    if mention.rule.startswith("since"):
        # A lower bound: the year is all that is certain, and only where the text was written in the same year.
        if anchor is None or anchor.year != value.year:
            return None
        value = PartialDate(value.year)
    if anchor is not None and anchor.day and value.first > anchor.first:
        if mention.rule not in _YEARLESS or not value.month:
            return None  # told as done and yet to come: not this event's
        # A day named without its year is read as the nearest; an event told as done lies behind, not ahead.
        if (value.month, value.day) == (2, 29):
            return None
        value = PartialDate(value.year - 1, value.month, value.day)
    return Found(value, unit.span)


def common(first: PartialDate | None, last: PartialDate | None) -> PartialDate | None:
    """The month or year that two dates share."""
    if first is None or last is None or first.year != last.year:
        return None
    return PartialDate(first.year, first.month if first.month and first.month == last.month else None)
