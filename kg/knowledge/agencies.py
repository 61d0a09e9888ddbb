"""Federal agencies of immigration enforcement and justice with their parts, names and abbreviations.

Data: seeds/gazetteers/agencies.yaml, where each agency and each scheme of offices carries examples that tests run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import KnowledgeError
from kg.knowledge import tables

FILE = "agencies.yaml"
PREFIX = "agency/us/"


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """One federal agency.

    names: all other full names; in them and in the abbreviations the case of letters counts.
    agency_type, level: local names of jg:agencyType and jg:level.
    part_of: key of the agency that it belongs to; place: key of the territory that it serves, None where that is no
    place of the gazetteer (field offices serve areas of several states).
    needs: beginnings of words, one of which a text must hold that also uses an abbreviation as an ordinary word.
    issues_subpoenas: whether immigration subpoenas go out in its name.
    wikidata: number of its item, such as "Q8333", where that is certain.
    """

    key: str
    label: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    agency_type: str
    level: str
    part_of: str | None
    place: str | None
    issues_subpoenas: bool
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    wikidata: str | None = None


def _slug(text: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", text.lower().replace("'", "")))


def _agency(entry: dict[str, Any]) -> AgencyRecord:
    larger = entry.get("part_of")
    return AgencyRecord(
        key=PREFIX + entry["key"],
        label=entry["label"],
        names=tuple(entry["names"]),
        abbreviations=tuple(entry["abbreviations"]),
        agency_type=entry["type"],
        level="Federal",
        part_of=PREFIX + larger if larger else None,
        place=entry.get("place"),
        issues_subpoenas=entry["subpoenas"],
        examples=tuple(entry["examples"]),
        counterexamples=tuple(entry["counterexamples"]),
        needs=tuple(entry.get("needs", ())),
        wikidata=entry.get("wikidata"),
    )


def _offices(scheme: dict[str, Any]) -> Iterator[AgencyRecord]:
    """The offices of one scheme, in the order of their places."""
    larger = scheme.get("part_of")
    for entry in scheme["places"]:
        served = entry.get("place") if isinstance(entry, dict) else None
        spellings = [entry["name"]] if isinstance(entry, dict) else [entry] if isinstance(entry, str) else list(entry)
        label = scheme["label"].format(place=spellings[0])
        names = [form.format(place=place) for place in spellings for form in (scheme["label"], *scheme["names"])]
        yield AgencyRecord(
            key=f"{PREFIX}{scheme['key']}/{_slug(spellings[0])}",
            label=label,
            names=tuple(name for name in dict.fromkeys(names) if name != label),
            abbreviations=(),
            agency_type=scheme["type"],
            level="Federal",
            part_of=PREFIX + larger if larger else None,
            place=served,
            issues_subpoenas=scheme["subpoenas"],
            examples=tuple(text.format(place=spellings[0]) for text in scheme["examples"]),
            counterexamples=tuple(text.format(place=spellings[0]) for text in scheme["counterexamples"]),
        )


@cache
def federal_agencies() -> tuple[AgencyRecord, ...]:
    """All agencies, then the offices, in the order of the file. Raises KnowledgeError where one is malformed."""
    data = tables.document(FILE)
    found: list[AgencyRecord] = []
    entry: Any = None
    try:
        for entry in data["agencies"]:
            found += [_agency(entry)]
        for entry in data["offices"]:
            found.extend(_offices(entry))
    except (KeyError, TypeError, AttributeError) as error:
        name = entry.get("label") if isinstance(entry, dict) else entry
        raise KnowledgeError(f"the entry {name!r} is malformed: {error!r}", where=FILE) from error
    return tuple(found)
