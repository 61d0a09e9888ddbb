"""Tables of detainers in a text: rows of a place and its counts under headers that say what was counted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.detainers import DetainerDraft, DetainerReader
from kg.extract.discourse import Discourse
from kg.extract.slots import Found
from kg.knowledge.event_patterns import event_words
from kg.model import Evidence, Link, Linked, Span

_CELL = re.compile(r"[^|\t\n]*?\S(?=\s{2}|\s?(?:\||\t|\n|$))")
_CSV = re.compile(r"[^,\n]+")
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)\s*(?:\*|†|\(\w\))?")
_TOPIC = re.compile(r"\bdetainers?\b|\bice (?:holds|requests)\b|\bimmigration holds\b")
_WORD = re.compile(r"[a-z]+")
_RULE = re.compile(r"[\s|:+=_-]*")
_COUNTY = re.compile(r" County,")
_POLICIES = frozenset({"policy", "ordinance", "resolution", "statute", "law"})
_MAX_HEADER = 60  # characters of one header cell
_CONTEXT = 400  # characters above a table that may say what its numbers count
_CONFIDENCE = 0.85


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: its words and where they stand."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Header:
    cells: tuple[Cell, ...]
    outcomes: dict[int, str]  # index of the column → what it counts
    policy: bool  # whether a column tells of the policies of the places


def read_tables(linked: Linked, discourse: Discourse, detainers: DetainerReader) -> list[tuple[str, Evidence]]:
    """Add the batches that the tables of a document count; gives the places with a policy of their own in a column.

    A header is a line of cells one of which names what was counted; the rows below it end with the first line
    that is no row.
    """
    text = linked.annotations.document.text
    policies: list[tuple[str, Evidence]] = []
    titled = _TOPIC.search(text.casefold()) is not None
    header: _Header | None = None
    blank = 0
    if discourse.issuer is None:
        return policies
    rows = _Rows(linked, discourse)
    for line in _lines(text, linked.annotations.document.body):
        content = line.of(text)
        if _RULE.fullmatch(content):
            blank += not content.strip()
            header = None if blank > 1 else header
            continue
        cells = _cells(text, line)
        place = rows.place(cells) if cells else None
        read = None if place else _read_header(text, line, cells, titled)
        if read is not None:
            header, blank = read, 0
            continue
        if header is None or len(cells) < 2:
            header = None if blank else header
            continue
        blank = 0
        if place is None:
            continue
        evidence = Evidence(line, "table-row", _CONFIDENCE, "patterns")
        for column, outcome in header.outcomes.items():
            cell = _under(header.cells, cells, column)
            count = _COUNT.fullmatch(cell.text) if cell else None
            if cell and count and int(count[1].replace(",", "")):
                value = Found(int(count[1].replace(",", "")), cell.span)
                detainers.add(DetainerDraft(discourse.issuer, place, [outcome], value, None, None, [evidence]))
        if header.policy or any(_names_policy(cell) for cell in cells):
            policies.append((place, Evidence(line, "table-policy", 0.7, "patterns")))
    return policies


def _lines(text: str, body: Span) -> Iterator[Span]:
    at = body.start
    while at < body.end:
        newline = text.find("\n", at, body.end)
        end = body.end if newline < 0 else newline
        yield Span(at, end)
        at = end + 1


def _cells(text: str, line: Span) -> list[Cell]:
    """The cells of a line: parted by bars, tabs, two blanks or more, else by commas without a blank behind them."""
    content = line.of(text)
    found = [match.span() for match in _CELL.finditer(content)] if re.search(r"\||\t|\S {2,}\S", content) else []
    if len(found) < 2 and content.count(",") > 1 and ", " not in content:
        found = [match.span() for match in _CSV.finditer(content)]
    cells = []
    for start, end in found:
        raw = content[start:end]
        start, end = start + len(raw) - len(raw.lstrip(" |")), end - (len(raw) - len(raw.rstrip()))
        if start < end:
            cells.append(Cell(Span(line.start + start, line.start + end), content[start:end]))
    return cells


def _read_header(text: str, line: Span, cells: list[Cell], titled: bool) -> _Header | None:
    """The columns of a line that heads a table; `titled` where the document speaks of detainers at all."""
    if len(cells) < 2 or any(len(cell.text) > _MAX_HEADER for cell in cells):
        return None
    if any(_COUNT.fullmatch(cell.text) for cell in cells):
        return None
    classes = event_words().classes
    outcomes: dict[int, str] = {}
    general: list[int] = []
    for column, cell in enumerate(cells):
        words = set(_WORD.findall(cell.text.casefold()))
        outcome = _outcome(words)
        if outcome and len(words) <= 5:
            outcomes[column] = outcome
        elif words & set(classes["tally"]):
            general.append(column)
    above = " ".join(text[max(0, line.start - _CONTEXT) : line.start].casefold().split())
    topic = f"{above} {' '.join(cell.text.casefold() for cell in cells)}"
    if not _TOPIC.search(topic) and not (titled and len(outcomes) > 1 and "subpoena" not in topic):
        return None
    if not outcomes and general:
        heading = next((part for part in reversed(above.split("detainer")) if part), "")
        outcomes = {general[-1]: _outcome(set(_WORD.findall(heading))) or "Issued"}
    words_of_all = set(_WORD.findall(" ".join(cell.text.casefold() for cell in cells)))
    policy = bool(words_of_all & set(classes["lawnoun"])) and bool(
        words_of_all & {*classes["decline"], "since", "enacted"}
    )
    return _Header(tuple(cells), outcomes, policy) if outcomes else None


def _names_policy(cell: Cell) -> bool:
    """Whether a cell of a row says that a policy of the place is why: "sheriff's policy", "county ordinance"."""
    words = set(_WORD.findall(cell.text.casefold()))
    return bool(words & _POLICIES) and not words & {"no", "none", "federal"}


def _outcome(words: set[str]) -> str | None:
    classes = event_words().classes
    honor, sent = words & set(classes["honor"]), words & {*classes["lodge"], *classes["get"]}
    if words & set(classes["decline"]) or (honor and words & {"not", "dis", "un"}):
        return "Declined"
    return "Honored" if honor else "Issued" if sent else None


def _under(headers: tuple[Cell, ...], cells: list[Cell], column: int) -> Cell | None:
    """The cell of a column: by order where the row is complete, else the one that stands nearest below the header."""
    if len(headers) == len(cells):
        return cells[column]
    numbers = [cell for cell in cells if _COUNT.fullmatch(cell.text)]
    from_right = len(headers) - column
    return cells[-from_right] if 0 < from_right <= len(cells) and cells[-from_right] in numbers else None


class _Rows:
    """Whom the rows of a document's tables are about."""

    def __init__(self, linked: Linked, discourse: Discourse) -> None:
        self._links = linked.links  # in the order of the text
        self._discourse = discourse
        self._counties: dict[str, list[str]] = {}  # their bare names → keys
        for key, entity in sorted(discourse.entities.items()):
            if entity.kind == "Jurisdiction":
                for match in _COUNTY.finditer(entity.label):
                    self._counties.setdefault(entity.label[: match.start()], []).append(key)

    def place(self, cells: list[Cell]) -> str | None:
        """The county, city or body of a row: as linked, else a cell that is the bare name of one that the text
        names."""
        discourse = self._discourse
        row = Span(cells[0].span.start, cells[-1].span.end)
        refs = []
        for at in range(bisect_left(self._links, row.start, key=_start), len(self._links)):
            link = self._links[at]
            if link.span.start >= row.end:
                break
            if row.covers(link.span):
                refs.append(link.entity)
        places = [ref for ref in refs if discourse.entities[ref].kind == "Jurisdiction" and ref != "jurisdiction/us"]
        local = [ref for ref in places if not discourse.is_state(ref)]
        bodies = [
            ref
            for ref in refs
            if ref.startswith("agency/") and discourse.jurisdiction(ref) not in (None, "jurisdiction/us")
        ]
        named = [key for cell in cells for key in self._counties.get(cell.text, ())]
        candidates = [*bodies, *named, *local, *places]
        return candidates[0] if candidates else None


def _start(link: Link) -> int:
    return link.span.start
