"""The frozen records that the stages hand to one another. No behaviour beyond what a record needs to be itself.

Offsets everywhere are 0-based code points of Document.text, end exclusive: text[start:end] is the quote.
A key is the path of an IRI below the data base, for example "jurisdiction/fips/41067".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Granularity = Literal["day", "month", "year"]
LAYERS = ("patterns", "parser")  # the layers of extraction: each reads events, and what both find is surer


class _Ends(NamedTuple):
    start: int
    end: int


class Span(_Ends):
    """A half-open range of code points. A tuple, for a text has thousands and they are sorted and compared all the
    time."""

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Span:
        if not 0 <= start <= end:
            raise ValueError(f"no span: {start}:{end}")
        return tuple.__new__(cls, (start, end))

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as its source, never more: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def granularity(self) -> Granularity:
        return "year" if self.month is None else "month" if self.day is None else "day"

    @property
    def first(self) -> dt.date:
        """The first day that the date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read YYYY, YYYY-MM or YYYY-MM-DD. Raises ValueError for anything else."""
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text.strip()):
            raise ValueError(f"not a date: {text!r}")
        return cls(*map(int, text.strip().split("-")))

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        return cls(day.year, day.month, day.day)


@dataclass(frozen=True, slots=True)
class Document:
    """One source text, as read. `body` is the part that is prose or table; front matter and header lines lie outside
    it."""

    file_name: str
    text: str
    sha256: str  # of the file's bytes
    media_type: str
    body: Span
    title: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    source: str | None = None  # the address that it came from
    key: str = ""  # document/<slug of the file name>-<12 hex digits>, set by the reader


BlockKind = Literal["heading", "paragraph", "list", "table", "caption", "byline", "junk"]


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A run of lines of one kind. Facts come from all kinds but byline and junk."""

    span: Span
    kind: BlockKind


# ---- mentions: what `annotate` finds -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """A law cited. `canonical` follows the label conventions of the ontology contract."""

    span: Span
    canonical: str
    scheme: str  # id of the pattern's scheme: usc, cfr, ina, const, state-code, bill, executive-order, named-act, ...
    jurisdiction: str | None = None  # "US", a state's postal code, or None where the text does not tell
    rule: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A point in time. `value` is None where the text and the document's date do not settle it."""

    span: Span
    value: PartialDate | None
    rule: str
    relative: bool = False


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A stretch of time between two dates ("Jan. 28 through Feb. 3"); ends that the text does not settle are None."""

    span: Span
    start: PartialDate | None
    end: PartialDate | None
    rule: str


@dataclass(frozen=True, slots=True)
class DurationMention:
    """A length of time that runs from an event ("within 14 days")."""

    span: Span
    days: int
    rule: str


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A count in words or digits. `qualifier` is "at least", "about" or "nearly" where the text hedges it."""

    span: Span
    value: int
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the text attributes. `speaker` is a person's name as printed, `organisation` the span of a body
    named."""

    span: Span
    speaker: str | None = None
    organisation: Span | None = None


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form that the document itself introduces: "Washington County Sheriff's Office (WCSO)"."""

    short: Span
    long: Span


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place by name. `state` is the postal code of a state that qualifies it ("Clark County, Nevada")."""

    span: Span
    name: str  # "Clark County", "Ithaca", "Oregon"
    kind: Literal["nation", "state", "county", "place", "any"]
    state: str | None = None


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A public body by name or by grammar. `place` is the name of the place inside it, `kind` the id of its grammar
    rule."""

    span: Span
    name: str
    kind: str  # "gazetteer", or the agency kind of seeds/patterns/agencies.yaml
    place: PlaceMention | None = None
    key: str | None = None  # of the gazetteer's agency, where it is one


Mention = (
    Citation | DateMention | PeriodMention | DurationMention | NumberMention | Quotation | PlaceMention | AgencyMention
)


@dataclass(frozen=True, slots=True)
class Annotations:
    """A document with all that `annotate` found in it; mentions sorted by span."""

    document: Document
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    abbreviations: tuple[Abbreviation, ...] = ()

    def within(self, span: Span) -> Iterator[Mention]:
        """The mentions that lie wholly inside a span."""
        return (mention for mention in self.mentions if span.covers(mention.span))


# ---- entities and links: what `link` decides ---------------------------------------------------------------------

EntityKind = Literal["Agency", "Jurisdiction", "Statute", "Policy"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A pointer to a node of the data, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class Term:
    """A pointer to a term of a vocabulary by its full IRI, for example jg:Complied."""

    iri: str


Value = Ref | Term | PartialDate | int | float | str | dt.date


@dataclass(frozen=True, slots=True)
class Slot:
    """One property of a node: the property's full IRI (see kg.vocab) and its value. A PartialDate keeps its
    granularity."""

    property: str
    value: Value


@dataclass(frozen=True, slots=True)
class Entity:
    """A lasting thing: agency, jurisdiction, statute, policy. `slots` are what is known of it (level, type, within,
    FIPS ...)."""

    key: str
    kind: EntityKind
    label: str
    alt_labels: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A mention and the entity that it names; `score` in 0..1, `why` in a few words."""

    span: Span
    entity: str  # key
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Linked:
    """What `link` hands on: the annotations, the entities, and the links sorted by span."""

    annotations: Annotations
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]


# ---- facts: what `extract` states --------------------------------------------------------------------------------

FactKind = Literal["Subpoena", "Response", "DetainerRequest", "CourtAction", "Policy"]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words that support a fact: where they stand, who says them, which rule read them, how sure it is (0..1).

    `supports` lists the full IRIs of the properties that these words give; empty means the fact as a whole.
    """

    span: Span
    rule: str
    confidence: float
    layer: str = "patterns"
    speaker: str | None = None
    asserted_by: str | None = None  # key of an agency, where the words are attributed to one
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One node of a kind with its properties and the evidence for them. `key` is stable for the same document."""

    kind: FactKind
    key: str
    label: str
    slots: tuple[Slot, ...]
    evidence: tuple[Evidence, ...]

    def get(self, prop: str) -> tuple[Value, ...]:
        return tuple(slot.value for slot in self.slots if slot.property == prop)


@dataclass(frozen=True, slots=True)
class EntityEvidence:
    """The words by which a document names an entity or states a property of it."""

    entity: str  # key
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document states, ready to mint."""

    document: Document
    entities: tuple[Entity, ...]
    mentioned: tuple[str, ...]  # keys of the entities that the text names
    entity_evidence: tuple[EntityEvidence, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A fact or file that did not pass, and why; shown, never dropped in silence.

    passages: start, end and quote of its evidence. stated: its properties by full IRI, each with a value in words, the
    label of what a link leads to.
    """

    what: str  # label of the fact
    where: str  # file name
    reason: str
    node: str = ""  # IRI of the fact's node
    kind: str = ""  # local name of its class
    passages: tuple[tuple[int, int, str], ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
