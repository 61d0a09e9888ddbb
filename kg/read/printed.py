"""Dates as they are printed: a date alone, a line that is nothing but a date line, a dateline before a story.

Numeric dates are month first, as in the United States. A two-digit year is not taken: 02/03/04 says too little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.model import PartialDate

Kind = Literal["published", "bare", "updated", "reviewed"]
MAX_LINE = 120  # characters; a line that only dates a text is short

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_MONTH = rf"(?P<month>{_MONTH_NAME})\.?"
_WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?\s{1,20})?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{_YEAR}-(?P<month>\d\d)(?![\d-])",
        rf"{_WEEKDAY}(?P<month>\d{{1,2}})(?P<sep>[/.-])(?P<day>\d{{1,2}})(?P=sep){_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s{{1,20}}{_DAY}\s{{0,20}},?\s{{1,20}}{_YEAR}",
        rf"{_WEEKDAY}{_DAY}\s{{1,20}}{_MONTH},?\s{{1,20}}{_YEAR}",
        rf"{_MONTH},?\s{{1,20}}{_YEAR}",
    )
)
_COARSE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d))?\Z")
_ZONE = r"(?:\s{0,20}\(?(?:Z|UTC|GMT|[A-Z]{1,2}[SD]?T|[A-Z][a-z]+ time|[+-]\d\d:?\d\d)\b\)?)?"
_CLOCK = r"\d{1,2}(?:[:.]\d\d(?::\d\d(?:\.\d+)?)?(?:\s{0,20}[AaPp]\.?\s?[Mm]\b\.?)?|\s{0,20}[AaPp]\.?\s?[Mm]\b\.?)"
_TIME = re.compile(rf"(?:T|,?\s{{0,20}}(?:at\b|@|[-–—|])?\s{{0,20}}){_CLOCK}{_ZONE}")
_TIME_ALONE = re.compile(rf"{_CLOCK}{_ZONE}")
# "Updated: 3:40 PM CST Feb. 26, 2020", and who published it at the end of the line: "/ CBS", ", by Staff".
_CLOCK_BEFORE = re.compile(rf"{_CLOCK}{_ZONE},?\s{{1,20}}")
_SIGNED = re.compile(r"(?:by\s{1,20})?[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{1,20}){0,3}\Z")
_SEPARATOR = re.compile(r"[\s|•·;,.()/—–-]*")
_REVIEWED = (
    r"(?:page )?last (?:reviewed|updated|modified|revised)"
    r"(?:\s{0,20}(?:/|and|or)\s{0,20}(?:updated|reviewed|modified))?"
    r"|reviewed(?:/updated)?"
)
_UPDATED = r"(?:updated|modified|revised)"
_PUBLISHED = (
    r"(?:originally |first )?(?:published|posted|issued|released|filed|created)|publication date|date published|"
    r"published date|post(?:ed)? date|release date|date posted|date of (?:publication|release)|date|"
    r"(?:for )?immediate release|(?:press|news) release"
)
_LABEL = re.compile(
    rf"(?:(?P<reviewed>{_REVIEWED})|(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED}))\b(?:\s{{1,20}}(?:on|at)\b)?\s{{0,20}}[:–—-]?\s{{0,20}}",
    re.IGNORECASE,
)
# What may share a line with a date without making it prose: a byline up to the date or a separator, the reading time.
_FILLER = re.compile(
    rf"By\s{{1,20}}[^\d|•·;]{{3,80}}?(?=\s{{0,20}}(?:\Z|[|•·;(\d]|[—–-]\s|\b(?:Published|Posted|Updated)\b|,?\s{{1,20}}{_MONTH_NAME}\.?\s{{1,20}}\d))"
    r"|(?:estimated )?(?:read(?:ing)? time:?\s{0,20})?\d+(?:-\d+)?[- ]min(?:ute)?s?(?: read)?"
    r"|(?:for )?immediate release",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"^[\s#>*_-]+|[\s*_]+$")
_PARTS = re.compile(r"\s*[|•·]\s*|\s{3,}")
_POSTED_BY = re.compile(r"^(?:posted|published|written) by [^\d|]{2,60}? on ", re.IGNORECASE)
_COMMENTS = re.compile(r"\d+ (?:comments?|shares?|views?)", re.IGNORECASE)
# A town in capitals, its state or an agency's name behind it: "DENVER, Colo. (AP) — "
_DATELINE = re.compile(
    rf"\(?[A-Z][A-Z.'’ -]{{1,60}}\b\.?(?:,\s{{0,20}}(?!(?i:{_MONTH_NAME}))[A-Z][A-Za-z. ]{{1,20}}?)?\)?"
    r"(?:\s{0,20}\([A-Z][\w ]{0,60}\))?\s{0,20}[,—–-]{0,4}\s{1,20}\(?(?=[A-Z\d])"
)
# A word of a place or of a heading's name, as sites print them behind the date of a release: "May 4, 2020Bend, OR".
_PLACED = re.compile(r"[|•·/–—-]|\(?[A-Z][\w.'’&-]{0,40}\)?,?|(?:of|and|the|for),?")
# A story whose date stands right before its town or behind the agency's name: "2020-05-04 BEND, Ore. (AP) - ...".
_STORY = re.compile(
    r"\s{0,20}[A-Z][A-Z.'’ -]{2,30}\b(?:,\s{0,20}[A-Z][A-Za-z. ]{1,20}?)?"
    r"(?:\s{0,20}\([A-Z][\w ]{0,60}\))?\s{0,20}(?:[—–]|--?)\s{0,20}\S"
)
_STORY_DATE = re.compile(
    r"\(?[A-Z][A-Z.'’ -]{2,30}\b(?:,\s{0,20}[A-Z][A-Za-z. ]{1,20}?)?"
    r"(?:\s{0,20}\([A-Z][\w ]{0,60}\))?\s{0,20}(?:[—–]|--?)\s{0,20}[*_(]{0,3}"
)
_DATELINE_END = re.compile(r"\)?\s{0,20}(?:\([^)]{1,40}\)|/[^/]{1,40}/)?\s{0,20}(?:[—–]|--?)\s{0,20}\S")


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says. `kind` tells a publication date from a bare one, an update and a page review."""

    value: PartialDate
    kind: Kind


def parse_date(text: str) -> PartialDate | None:
    """A date that is the whole of a text, as precise as printed, a time of day behind it ignored; else None.

    Takes 2020, 2020-01, 2020-01-15, 2020-01-15T09:30:00Z, 01/15/2020, January 15, 2020, 15 Jan. 2020, January 2020.
    """
    text = text.strip()
    if coarse := _COARSE.match(text):
        return _build(coarse["year"], coarse["month"], None)
    found = _match(text, 0)
    if found is None:
        return None
    value, end = found
    return value if not _SEPARATOR.sub("", text[end:]) else None


def date_line(line: str, label_before: str = "") -> DateLine | None:
    """Read a line that is nothing but a date line; None for everything else, prose with a date in it above all.

    `label_before` is the line before it, for pages that print "Published" on a line of its own. Of several dates on a
    line that of publication wins, then a bare one, then an update.
    """
    line = _MARKUP.sub("", line)
    if not line or len(line) > MAX_LINE:
        return None
    dates: list[DateLine] = []
    at = len(line) - len(_SEPARATOR.sub("", line, count=1))
    pending = _kind_of(_LABEL.fullmatch(_MARKUP.sub("", label_before)))
    while at < len(line):
        label = _LABEL.match(line, at)
        start = label.end() if label else at
        clock = _CLOCK_BEFORE.match(line, start)
        found = _match(line, start) or (_match(line, clock.end()) if clock else None)
        if found is not None:
            value, at = found
            dates.append(DateLine(value, _kind_of(label) or pending or "bare"))
            pending = None
        elif filler := _FILLER.match(line, at) or _TIME_ALONE.match(line, start):
            at = filler.end()
        elif dates and (signed := _SIGNED.match(line, at)):
            at = signed.end()
        else:
            return None
        separator = _SEPARATOR.match(line, at)
        at = separator.end() if separator else at
    order: tuple[Kind, ...] = ("published", "bare", "updated", "reviewed")
    return min(dates, key=lambda found: order.index(found.kind), default=None)


def dateline(line: str) -> PartialDate | None:
    """The date in a dateline that begins a story ("DENVER, Jan. 15, 2020 (AP) — ..."), where it has a year."""
    start = _DATELINE.match(line)
    found = _match(line, start.end()) if start else None
    if found is not None and _DATELINE_END.match(line, found[1]) is not None:
        return found[0]
    behind = _STORY_DATE.match(line)
    found = _match(line, behind.end()) if behind else None
    if found is not None and re.match(r"[*_)]{0,3}\s*(?:[—–|.*_]|--?|\Z)", line[found[1] : found[1] + 4]):
        return found[0]
    return _headed(line)


def _headed(line: str) -> PartialDate | None:
    """The date that a line begins with, where a town's dateline, or nothing but names, follow it."""
    line = _MARKUP.sub("", line)
    label = _LABEL.match(line)
    found = _match(line, label.end() if label else 0)
    if found is None or found[0].day is None:
        return None
    rest = line[found[1] :]
    words = rest.split()
    placed = 0 < len(words) <= 12 and len(line) <= MAX_LINE and all(map(_PLACED.fullmatch, words))
    return found[0] if placed or _STORY.match(rest) else None


def publication_date(lines: list[str]) -> PartialDate | None:
    """The date that a text's first lines give it; `lines` are those lines, blank ones left out.

    The first date of publication wins; "Updated" serves only where there is none; a page's "Last reviewed" never.
    """
    updated = None
    for before, line in zip(["", *lines], lines, strict=False):
        if story := dateline(line.strip()):
            return story
        read = date_line(line, before) or _shared_line(line)
        if read is None:
            continue
        if read.kind in ("published", "bare"):
            return read.value
        if read.kind == "updated":
            updated = updated or read.value
    return updated


def _shared_line(line: str) -> DateLine | None:
    """The date of a line of several parts, one of them a date ("Ana Example · The Courier · Posted Feb. 21, 2020").

    Parts of a table or of prose hold numbers or many words, and then say nothing of the text's own date.
    """
    parts = [_MARKUP.sub("", part) for part in _PARTS.split(line) if part.strip(" :|")]
    if len(line) > MAX_LINE or not 1 < len(parts) <= 6:
        return None
    dates = [(part, date_line(_POSTED_BY.sub("posted ", part))) for part in parts]
    others = [part for part, date in dates if date is None and not _COMMENTS.fullmatch(part)]
    found = [date for _, date in dates if date is not None]
    if len(found) != 1 or any(len(part.split()) > 8 or any(c.isdigit() for c in part) for part in others):
        return None
    return found[0]


def _kind_of(label: re.Match[str] | None) -> Kind | None:
    if label is None:
        return None
    return "reviewed" if label["reviewed"] else "updated" if label["updated"] else "published"


def _match(text: str, at: int) -> tuple[PartialDate, int] | None:
    """A date that begins at an offset, with the time of day behind it: its value and its end."""
    for form in _FORMS:
        found = form.match(text, at)
        if found is None:
            continue
        value = _build(found["year"], found["month"], found.groupdict().get("day"))
        if value is not None:
            clock = _TIME.match(text, found.end())
            return value, clock.end() if clock else found.end()
    return None


def _build(year: str, month: str | None, day: str | None) -> PartialDate | None:
    number = None if month is None else int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
    try:
        return PartialDate(int(year), number, int(day) if day else None)
    except ValueError:
        return None
