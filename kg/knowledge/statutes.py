"""Statutes of the field: canonical citations, names, parallel citations, and the key of any citation.

Data: seeds/gazetteers/statutes.yaml. Canonical citations follow the ontology contract: "8 U.S.C. § 1225(d)(4)(B)",
"INA § 235(d)(4)(B)", "ORS 181A.820", "Executive Order 13768", "S.B. 54 (California)"; a named act by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.errors import KnowledgeError
from kg.knowledge import tables

FILE = "statutes.yaml"

_SUBS = r"(?P<subs>(?:\([A-Za-z0-9]+\))*)"
_SECTION = re.compile(rf"(?P<law>[^§]+?) § (?P<number>[^§()\s]+){_SUBS}")
_NUMERALS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class StatuteRecord:
    """One law under one canonical citation.

    names: other names of it; parallels: canonical citations of the same law; jurisdiction: "US", a state's postal code
    or a place's key; title: its official heading or title.
    """

    key: str
    citation: str
    names: tuple[str, ...]
    parallels: tuple[str, ...]
    jurisdiction: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class DirectiveRecord:
    """A rule of an executive that texts cite like a law though it is none: a policy, not a statute."""

    label: str
    names: tuple[str, ...]
    jurisdiction: str


# ---- keys --------------------------------------------------------------------------------------------------------


def _escape(text: str) -> str:
    """Letters, digits, "." and "-" as they are, a space as "_", all else as "~" code point "~": one text, one slug."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in ".-") else "_" if char == " " else f"~{ord(char):x}~"
        for char in text
    )


def _path(subs: str) -> str:
    """ "(d)(4)(B)" as "/d/4/B"; the case of letters counts."""
    return "".join("/" + part for part in re.findall(r"\(([^()]+)\)", subs))


@cache
def _postal() -> dict[str, str]:
    """Postal code, lower case, by the name of a state."""
    rows = tables.rows("states.tsv", tables.STATES)
    return {row[2]: row[1].lower() for row in rows}


_FORMS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?P<title>[1-9]\d*) U\.S\.C\. § (?P<number>\d+[A-Za-z]*(?:-\d+[A-Za-z]*)*){_SUBS}",
        rf"(?P<title>[1-9]\d*) C\.F\.R\. § (?P<number>\d+[A-Za-z]*\.\d+[A-Za-z]*(?:-\d+[A-Za-z]*)*){_SUBS}",
        rf"(?P<act>INA|IIRIRA|PRWORA) § (?P<number>\d+[A-Z]?){_SUBS}",
        r"U\.S\. Const\. amend\. (?P<number>[IVX]+)",
        r"Executive Order (?P<number>\d+)",
        rf"(?P<code>ORS|OAR|RCW|WAC|NRS) (?P<number>\d+[A-Z]*(?:[.-]\d+[A-Z]*)+){_SUBS}",
        r"(?P<kind>[A-Z][A-Za-z. ]*[A-Za-z.]) (?P<number>\d+[A-Z]*(?:-\d+)*) \((?P<state>[^()]+)\)",
    )
)
_USC, _CFR, _ACT, _AMENDMENT, _ORDER, _STATE_CODE, _BILL = _FORMS
_CODE_STATES = {"ORS": "or", "OAR": "or", "RCW": "wa", "WAC": "wa", "NRS": "nv"}


def statute_key(canonical: str) -> str:
    """The key of a canonical citation; different citations have different keys (runs of spaces count as one).

    >>> statute_key("8 U.S.C. § 1225(d)(4)(B)")
    'statute/us/usc/8/1225/d/4/B'
    >>> statute_key("ORS 181A.820")
    'statute/or/ors/181A.820'
    >>> statute_key("S.B. 54 (California)")
    'statute/ca/bill/S.B./54'
    >>> statute_key("Cal. Gov. Code § 7284.6(a)")
    'statute/code/Cal._Gov._Code/7284.6/a'
    >>> statute_key("Immigration and Nationality Act")
    'statute/other/Immigration_and_Nationality_Act'
    """
    text = " ".join(canonical.split())
    if match := _USC.fullmatch(text):
        return f"statute/us/usc/{match['title']}/{match['number']}{_path(match['subs'])}"
    if match := _CFR.fullmatch(text):
        return f"statute/us/cfr/{match['title']}/{match['number']}{_path(match['subs'])}"
    if match := _ACT.fullmatch(text):
        return f"statute/us/{match['act'].lower()}/{match['number']}{_path(match['subs'])}"
    if match := _AMENDMENT.fullmatch(text):
        return f"statute/us/const/amend/{match['number']}"
    if match := _ORDER.fullmatch(text):
        return f"statute/us/eo/{match['number']}"
    if match := _STATE_CODE.fullmatch(text):
        code = match["code"]
        return f"statute/{_CODE_STATES[code]}/{code.lower()}/{match['number']}{_path(match['subs'])}"
    if (match := _BILL.fullmatch(text)) and match["state"] in _postal():
        return f"statute/{_postal()[match['state']]}/bill/{_escape(match['kind'])}/{match['number']}"
    if match := _SECTION.fullmatch(text):
        return f"statute/code/{_escape(match['law'])}/{_escape(match['number'])}{_path(match['subs'])}"
    return f"statute/other/{_escape(text)}"


# ---- parallels ---------------------------------------------------------------------------------------------------


@cache
def _data() -> dict[str, Any]:
    data = tables.document(FILE)
    if not isinstance(data, dict):
        raise KnowledgeError("is no mapping", where=FILE, hint="correct the file")
    return data


@cache
def _crosswalk() -> dict[str, str]:
    """Whole sections, both ways: "INA § 235" to "8 U.S.C. § 1225" and back. Raises KnowledgeError for a doubled one."""
    found: dict[str, str] = {}
    for table in _data()["crosswalks"]:
        for pair in table["sections"].split():
            section, _, code = pair.partition("=")
            one, other = f"{table['act']} § {section}", f"{table['title']} U.S.C. § {code}"
            if not code or one in found or other in found:
                raise KnowledgeError(f"the pair {pair!r} is malformed or given twice", where=FILE)
            found[one], found[other] = other, one
    return found


def parallel(canonical: str) -> str | None:
    """The same provision in the act or in the U.S. Code, subsections kept; None where none is known.

    >>> parallel("INA § 235(d)(4)(B)")
    '8 U.S.C. § 1225(d)(4)(B)'
    >>> parallel("8 U.S.C. § 1373(a)")
    'IIRIRA § 642(a)'
    """
    match = _SECTION.fullmatch(canonical)
    if match is None:
        return None
    other = _crosswalk().get(f"{match['law']} § {match['number']}")
    return other + match["subs"] if other else None


# ---- records -----------------------------------------------------------------------------------------------------


def roman(number: int) -> str:
    """A Roman numeral below forty: 14 gives "XIV"."""
    found = ""
    for value, letters in _NUMERALS:
        while number >= value:
            found += letters
            number -= value
    return found


def _sections() -> Iterator[StatuteRecord]:
    titles = _data()["titles"]
    for citation, other in _crosswalk().items():
        title = titles.get(citation) or titles.get(other)
        yield StatuteRecord(statute_key(citation), citation, (), (other,), "US", title)


def _amendments() -> Iterator[StatuteRecord]:
    for number, ordinal in enumerate(_data()["amendments"], start=1):
        citation = f"U.S. Const. amend. {roman(number)}"
        suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
        names = (f"{ordinal} Amendment", f"{number}{suffix} Amendment")
        yield StatuteRecord(statute_key(citation), citation, names, (), "US")


def _laws() -> Iterator[StatuteRecord]:
    titles = _data()["titles"]
    for entry in _data()["statutes"]:
        citations = entry["citations"]
        for citation in citations:
            yield StatuteRecord(
                key=statute_key(citation),
                citation=citation,
                names=tuple(entry["names"]) if citation == citations[0] else (),
                parallels=tuple(other for other in citations if other != citation),
                jurisdiction=entry["jurisdiction"],
                title=titles.get(citation) or entry.get("title"),
            )


@cache
def statutes() -> tuple[StatuteRecord, ...]:
    """All statutes known, by key. Raises KnowledgeError where the data are malformed or give a citation twice."""
    found: dict[str, StatuteRecord] = {}
    try:
        for record in (*_sections(), *_amendments(), *_laws()):
            if record.key in found:
                raise KnowledgeError(f"{record.citation} is given twice", where=FILE, hint="merge the two entries")
            found[record.key] = record
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"an entry is malformed: {error!r}", where=FILE, hint="correct the file") from error
    return tuple(found[key] for key in sorted(found))


@cache
def _by_citation() -> dict[str, StatuteRecord]:
    return {record.citation: record for record in statutes()}


def statute(canonical: str) -> StatuteRecord | None:
    """The record of a canonical citation, or None.

    A subsection of a known section gives that section's record under the subsection's own citation and parallel.
    """
    record = _by_citation().get(canonical)
    if record is not None:
        return record
    match = _SECTION.fullmatch(canonical)
    section = _by_citation().get(f"{match['law']} § {match['number']}") if match else None
    if section is None:
        return None
    other = parallel(canonical)
    return replace(
        section, key=statute_key(canonical), citation=canonical, names=(), parallels=(other,) if other else ()
    )


@cache
def _carried() -> dict[str, str]:
    """Key of a law → the type of policy that it carries; parallel citations carry the same.

    Sections may stand there that have no entry of their own.
    """
    found: dict[str, str] = {}
    for kind, citations in _data()["carries"].items():
        for citation in citations:
            record = statute(citation)
            found |= {statute_key(name): kind for name in (citation, *(record.parallels if record else ()))}
    return found


def carried_policy(key: str) -> str | None:
    """The type of policy (local name of its jg:policyType) that a known law carries, by the law's key or that of one of
    its subsections; None where none is known."""
    for _ in range(4):  # subsections: "(a)(1)(B)"
        if key in _carried():
            return _carried()[key]
        key = key.rpartition("/")[0]
    return None


@cache
def carried_by_name() -> dict[str, str]:
    """Keys of the states whose executives issued the directives, by each of their names in lower case."""
    rows = tables.rows("states.tsv", tables.STATES)
    fips = {row[1]: row[0] for row in rows}
    return {
        name.casefold(): f"jurisdiction/fips/{fips[record.jurisdiction]}"
        for record in directives()
        for name in (record.label, *record.names)
    }


@cache
def directives() -> tuple[DirectiveRecord, ...]:
    """Directives that texts cite like laws. Raises KnowledgeError where an entry is malformed."""
    try:
        return tuple(
            DirectiveRecord(entry["label"], tuple(entry["names"]), entry["jurisdiction"])
            for entry in _data()["directives"]
        )
    except (KeyError, TypeError) as error:
        raise KnowledgeError(f"a directive is malformed: {error!r}", where=FILE, hint="correct the file") from error
