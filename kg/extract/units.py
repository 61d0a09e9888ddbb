"""A sentence as units: words, and entities, numbers, dates and laws as one unit each; lists and groups of bodies merged.

"law enforcement agencies in A and B Counties, the C Police Department and the D State Police" becomes one unit of four recipients,
so that an event pattern sees "served to <LOC>".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import spacy
from kg.knowledge.event_patterns import event_words
from kg.knowledge.agencies import federal_agencies
from kg.model import (
    AgencyMention,
    Citation,
    DateMention,
    DurationMention,
    Entity,
    Link,
    Linked,
    NumberMention,
    PeriodMention,
    PlaceMention,
    Ref,
    Span,
)
from kg.vocab import JG

if TYPE_CHECKING:
    from spacy.language import Language

_KINDS = {
    DateMention: "DATE",
    PeriodMention: "PER",
    DurationMention: "DUR",
    NumberMention: "NUM",
    Citation: "LAW",
}
# Marks of Markdown that a page left in its text: they stand between words without being any.
_MARKUP = re.compile(r"!?\[(?=[^\]\n]{0,200}\]\()|\]\([^)\s]{0,300}\)|\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)")
_PRONOUNS = frozenset({"it", "they", "we", "he", "she"})
_BACK_NOUNS = frozenset(
    ["agency", "department", "county", "city", "state", "office", "sheriff", "mayor", "jail", "town", "bureau", "jurisdiction"]
)
_BACK_ADJECTIVES = frozenset({"federal", "immigration", "local", "state", "county", "city", "enforcement"})
_AND = frozenset({"and", "or", "&", "plus"})
_ASIDE = 18  # units; longer ones are clauses of their own
_ASIDE_OPENERS = frozenset({"a", "an", "the", "which", "who", "whose", "part", "one", "home", "as", "like", "long"})
_MAX_UNITS = 250  # longer "sentences" are lists or tables run together; they are cut, so that no pattern runs wild


@dataclass(frozen=True, slots=True)
class Unit:
    """One word or one thing. kind: "" for a word, else FED, LOC, ORG, ANA, NUM, DATE, PER, DUR or LAW."""

    span: Span
    text: str
    kind: str = ""
    refs: tuple[str, ...] = ()  # keys of the entities
    mentions: tuple[DateMention | PeriodMention | DurationMention | NumberMention | Citation, ...] = ()
    group: bool = False  # a group of bodies of a place rather than the place or body itself


@dataclass(frozen=True, slots=True)
class Sentence:
    """The units of one sentence, and the same as the text that event patterns are matched against.

    shadow: for each unit its word in lower case, or "<KIND>" for an entity, number, date or law, each with a blank behind it.
    starts: the offset of each unit in the shadow.
    """

    span: Span
    units: tuple[Unit, ...]
    shadow: str
    starts: Mapping[int, int]  # offset in the shadow → index of the unit
    core: Sentence | None = None  # the same without appositions and brackets, where it has any

    def lower(self, index: int) -> str:
        return self.units[index].text.casefold() if 0 <= index < len(self.units) else ""


@cache
def language() -> Language:
    """spaCy's blank English: a tokenizer and a vocabulary, no model."""
    return spacy.blank("en")


@cache
def issuing_agencies() -> frozenset[str]:
    """Keys of the federal agencies that issue subpoenas on immigration."""
    return frozenset(agency.key for agency in federal_agencies() if agency.issues_subpoenas)


def sentences(linked: Linked) -> list[Sentence]:
    """All sentences of a document as units, in order."""
    by_span = {link.span: link for link in linked.links}
    places = _Places(linked.entities)
    text = linked.annotations.document.text
    mentions = [
        mention
        for mention in linked.annotations.mentions
        if isinstance(mention, AgencyMention | PlaceMention) or type(mention) in _KINDS
    ]
    found = []
    at = 0
    for span in linked.annotations.sentences:
        while at < len(mentions) and mentions[at].span.start < span.start:
            at += 1
        inside = []
        next_at = at
        while next_at < len(mentions) and mentions[next_at].span.start < span.end:
            if mentions[next_at].span.end <= span.end:
                inside.append(mentions[next_at])
            next_at += 1
        found.append(_sentence(text, span, inside, by_span, places))
    return found


class _Places:
    """What lies in what, of the entities of one document."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        pointing = (JG.within, JG.hasJurisdiction)
        self._parent = {
            entity.key: slot.value.key
            for entity in entities
            for slot in entity.slots
            if slot.property in pointing and isinstance(slot.value, Ref)
        }

    def holds(self, outer: str, inner: str) -> bool:
        """Whether a place holds another, or is served by the agency `inner`."""
        key: str | None = inner
        while key is not None:
            key = self._parent.get(key)
            if key == outer:
                return True
        return False


def _sentence(
    text: str, span: Span, mentions: Sequence[object], links: Mapping[Span, Link], places: _Places
) -> Sentence:
    chunks = []
    for mention in mentions:
        unit = _chunk(text, mention, links)
        if unit is not None and not (chunks and unit.span.start < chunks[-1].span.end):
            chunks.append(unit)
    units = _words(text, span, chunks)
    units = _back_references(_short_forms(units))
    units = _located(_of_places(units), places)
    units = _groups(_lists(_staff(units)))
    units = _lists(units)[:_MAX_UNITS]
    core = _without_asides(units)
    return _shadowed(span, units, _shadowed(span, core) if len(core) < len(units) else None)


def _shadowed(span: Span, units: Sequence[Unit], core: Sentence | None = None) -> Sentence:
    starts: dict[int, int] = {}
    shadow = ""
    for index, unit in enumerate(units):
        starts[len(shadow)] = index
        shadow += f"{_token(unit)} "
    return Sentence(span, tuple(units), shadow, starts, core)


def _token(unit: Unit) -> str:
    """The word that stands for a unit in the shadow; a text's own angle brackets can never look like an entity."""
    return f"<{unit.kind}>" if unit.kind else unit.text.casefold().replace("<", "‹").replace(">", "›")


def _chunk(text: str, mention: object, links: Mapping[Span, Link]) -> Unit | None:
    if isinstance(mention, AgencyMention | PlaceMention):
        link = links.get(mention.span)
        if link is None:
            return None
        return Unit(mention.span, mention.span.of(text), entity_kind(link.entity), (link.entity,))
    if isinstance(mention, DateMention | PeriodMention | DurationMention | NumberMention | Citation):
        refs = (links[mention.span].entity,) if mention.span in links else ()
        return Unit(mention.span, mention.span.of(text), _KINDS[type(mention)], refs, (mention,))
    return None


def entity_kind(key: str) -> str:
    """FED for a federal agency that issues subpoenas, ORG for any other federal body and for nations, LOC for state and local ones."""
    if key in issuing_agencies():
        return "FED"
    if key.startswith("agency/us/") or key in ("jurisdiction/us",) or key.startswith("jurisdiction/country/"):
        return "ORG"
    return "LOC"


def _words(text: str, span: Span, chunks: Sequence[Unit]) -> list[Unit]:
    """spaCy's tokens between the chunks, in order, without marks of markup."""
    clean = _MARKUP.sub(lambda mark: " " * len(mark.group()), span.of(text))  # offsets stay
    units: list[Unit] = []
    at = span.start
    for chunk in (*chunks, Unit(Span(span.end, span.end), "")):
        for start, end in _token_offsets(clean[at - span.start : chunk.span.start - span.start]):
            word = Span(at + start, at + end)
            units.append(Unit(word, word.of(text).replace("’", "'")))
        if chunk.kind:
            units.append(chunk)
        at = chunk.span.end
    return units


def _token_offsets(piece: str) -> list[tuple[int, int]]:
    """Offsets of spaCy's tokens, words joined by a hyphen kept whole ("non-cooperation")."""
    found: list[tuple[int, int]] = []
    glue = False
    for token in language().make_doc(piece):
        if not token.text.strip():
            glue = False
            continue
        start, end = token.idx, token.idx + len(token.text)
        hyphen = token.text in ("-", "‑", "‐")
        if found and found[-1][1] == start and (glue or (hyphen and piece[end : end + 1].isalnum())):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        glue = hyphen and found[-1][1] == end
    return found


def _short_forms(units: list[Unit]) -> list[Unit]:
    """A short form in brackets right behind a name is a part of the name: "U.S. Immigration and Customs Enforcement (ICE)"."""
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        i += 1
        if unit.kind in ("FED", "LOC", "ORG") and [u.text for u in units[i : i + 3 : 2]] == ["(", ")"]:
            inner = units[i + 1]
            if inner.refs == unit.refs or (not inner.kind and inner.text.isupper()):
                unit = _join((), unit, units[i : i + 3])
                i += 3
        found.append(unit)
    return found


def _located(units: list[Unit], places: _Places) -> list[Unit]:
    """ "the sheriff's office of <LOC>, in <the state that holds it>" is the body alone; the state only says where it is."""
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        i += 1
        if unit.kind == "LOC":
            end = i + 1 if i < len(units) and units[i].text == "," else i
            if end + 1 < len(units) and units[end].text.casefold() == "in" and units[end + 1].kind == "LOC":
                if places.holds(units[end + 1].refs[0], unit.refs[0]):
                    unit = _join((), unit, units[i : end + 2])
                    i = end + 2
        found.append(unit)
    return found


def _without_asides(units: Sequence[Unit]) -> list[Unit]:
    """The units without what stands in brackets, and without appositions between a party's name and its verb.

    ", a part of <ORG>," and ", which runs the jail," tell who the party is, not what it did.
    """
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        closing = _closing(units, i)
        if closing is not None:
            i = closing + 1
            continue
        found.append(unit)
        i += 1
    return found


def _closing(units: Sequence[Unit], i: int) -> int | None:
    """The index of the unit that closes the aside opening at units[i]; None where none opens there."""
    if units[i].text == "(" and not units[i].kind:
        return next((j for j in range(i + 1, min(i + _ASIDE, len(units))) if units[j].text == ")"), None)
    if units[i].text != "," or i == 0 or units[i - 1].kind not in ("FED", "LOC") or i + 2 >= len(units):
        return None
    if units[i + 1].text.casefold() not in _ASIDE_OPENERS:
        return None
    for j in range(i + 2, min(i + _ASIDE, len(units))):
        if units[j].text == ",":
            return j
        if not units[j].kind and units[j].text.casefold() in (".", ";", ":", "and", "“", '"'):
            return None
    return None


def _back_references(units: list[Unit]) -> list[Unit]:
    """Pronouns and "the agency", "the county" become ANA units."""
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit, following = units[i], units[i + 1] if i + 1 < len(units) else None
        word = unit.text.casefold()
        if not unit.kind and word in ("the", "that", "this") and following and not following.kind:
            noun = i + 2 if following.text.casefold() in _BACK_ADJECTIVES and i + 2 < len(units) else i + 1
            if units[noun].text.casefold() in _BACK_NOUNS and not (
                noun + 1 < len(units) and units[noun + 1].text.casefold() == "of"
            ):
                span = Span(unit.span.start, units[noun].span.end)
                found.append(Unit(span, units[noun].text.casefold(), "ANA"))
                i = noun + 1
                continue
        found.append(replace(unit, kind="ANA") if not unit.kind and word in _PRONOUNS else unit)
        i += 1
    return found


def _of_places(units: list[Unit]) -> list[Unit]:
    """ "the city of <LOC>", "the state of <LOC>", "the city and county of <LOC>" are the place itself."""
    found: list[Unit] = []
    for unit in units:
        if unit.kind == "LOC" and len(found) >= 2 and found[-1].text.casefold() == "of":
            begin = len(found) - 1
            words = []
            while begin > 0 and len(words) < 3 and found[begin - 1].text.casefold() in ("city", "county", "state", "town", "and", "village"):
                begin -= 1
                words.append(found[begin].text.casefold())
            if words and words[-1] != "and":
                unit = _join(found[begin:], unit)
                del found[begin:]
        found.append(unit)
    return found


def _join(before: Sequence[Unit], unit: Unit, after: Sequence[Unit] = ()) -> Unit:
    start = before[0].span.start if before else unit.span.start
    end = after[-1].span.end if after else unit.span.end
    return replace(unit, span=Span(start, end))


def _staff(units: list[Unit]) -> list[Unit]:
    """ "<LOC> law enforcement", "<LOC> officials": the bodies of a place, as a group."""
    words = event_words()
    staff = frozenset(words.classes["staff"])
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        i += 1
        if unit.kind == "LOC" and unit.refs and unit.refs[0].startswith("jurisdiction/"):
            end = i
            while end < len(units) and end - i < 4 and not units[end].kind:
                word = units[end].text.casefold()
                if word not in words.group_modifiers and word not in staff:
                    break
                end += 1
            tail = units[i:end]
            while tail and not (
                tail[-1].text.casefold() in staff
                or [u.text.casefold() for u in tail[-2:]] == ["law", "enforcement"]
            ):
                tail = tail[:-1]
            if tail and tail[0].text.casefold() not in ("and", "the"):
                unit = replace(_join((), unit, tail), group=True)
                i += len(tail)
        found.append(unit)
    return found


def _lists(units: list[Unit]) -> list[Unit]:
    """Neighbouring LOC units joined by commas and "and" become one; so do laws."""
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        i += 1
        if unit.kind == "LOC":
            members = [unit]
            while True:
                j = i
                joined = False
                while j < len(units) and not units[j].kind and j - i < 4:
                    word = units[j].text.casefold()
                    if word in _AND or word == ",":
                        joined = True
                    elif word not in ("the", "both", "as", "well", "also", "to", "on", "in"):
                        joined = False
                        break
                    elif word in ("to", "on", "in") and not joined:
                        break
                    j += 1
                if not joined or j >= len(units) or units[j].kind != "LOC":
                    break
                members.append(units[j])
                i = j + 1
            if len(members) > 1:
                refs = tuple(dict.fromkeys(ref for member in members for ref in member.refs))
                unit = replace(
                    unit, span=Span(unit.span.start, members[-1].span.end), refs=refs, group=any(m.group for m in members)
                )
        found.append(unit)
    return found


def _groups(units: list[Unit]) -> list[Unit]:
    """ "(local) law enforcement agencies in <LOC>": the bodies of the places named."""
    words = event_words()
    found: list[Unit] = []
    for unit in units:
        if unit.kind == "LOC" and found:
            begin = len(found)
            while begin and found[begin - 1].text.casefold() in ("both", "the", "places", "such", "as", "like") and not found[begin - 1].kind:
                begin -= 1
            if (
                begin >= 2
                and found[begin - 1].text.casefold() in words.group_prepositions
                and found[begin - 2].text.casefold() in words.group_heads
                and not found[begin - 2].kind
            ):
                begin -= 2
                while begin and not found[begin - 1].kind and found[begin - 1].text.casefold() in words.group_modifiers - {"and"}:
                    begin -= 1
                unit = replace(_join(found[begin:], unit), group=True)
                del found[begin:]
        found.append(unit)
    return found
