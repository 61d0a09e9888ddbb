"""Kinds of state and local agencies (seeds/patterns/agencies.yaml) and those with a standing name of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import KnowledgeError
from kg.knowledge import yaml_files
from kg.knowledge.places import places

KINDS_FILE = ("seeds", "patterns", "agencies.yaml")
NAMED_FILE = ("seeds", "gazetteers", "local_agencies.yaml")


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """One kind of agency: its heads in lower case, which places may bear it, and the form of its label.

    bare, formal, capital, plural: heads; short: abbreviations of any body of the kind ("DOC"); longer: words. The data
    file tells of each.
    """

    id: str
    type: str
    place: tuple[str, ...]
    label: str
    heads: tuple[str, ...]
    bare: frozenset[str]
    formal: frozenset[str]
    capital: frozenset[str]
    short: tuple[str, ...]
    plural: tuple[str, ...]
    longer: frozenset[str]
    examples: tuple[tuple[str, str], ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedAgency:
    """A local agency whose standing name or abbreviation cannot be told from its kind and place."""

    kind: str
    place: str  # key of the jurisdiction that it serves
    label: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]


def local_agency_key(place: str, kind: str) -> str:
    """The key of the agency of a kind that serves a place: ("jurisdiction/fips/41067", "sheriff") →
    "agency/fips/41067/sheriff".

    Authority identifiers make it the same in every document, however the name is printed.
    """
    return f"agency/{place.removeprefix('jurisdiction/')}/{kind}"


def _load(file: tuple[str, ...], root: str) -> list[dict[str, Any]]:
    data = yaml_files.typed(*file)
    if not isinstance(data.get(root), list):
        raise KnowledgeError(f"needs a list under `{root}`", where="/".join(file))
    return list(data[root])


@cache
def agency_kinds() -> dict[str, AgencyKind]:
    """All kinds by id. Raises KnowledgeError where an entry is malformed."""
    kinds = {}
    for entry in _load(KINDS_FILE, "kinds"):
        try:
            kind = AgencyKind(
                entry["id"],
                entry["type"],
                tuple(entry["place"]),
                entry["label"],
                tuple(sorted(entry["heads"], key=lambda head: (-len(head), head))),
                frozenset(entry["bare"]),
                frozenset(entry["formal"]),
                frozenset(entry.get("capital", ())),
                tuple(entry.get("short", ())),
                tuple(entry.get("plural", ())),
                frozenset(entry.get("longer", ())),
                tuple(entry["examples"].items()),
                tuple(entry["counterexamples"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise KnowledgeError(f"kind {entry.get('id')}: {error}", where="/".join(KINDS_FILE)) from error
        kinds[kind.id] = kind
    return kinds


@cache
def named_agencies() -> tuple[NamedAgency, ...]:
    """All agencies with a standing name. Raises KnowledgeError where an entry is malformed."""
    found = []
    keys = {record.label: record.key for record in places().records()}
    for entry in _load(NAMED_FILE, "agencies"):
        try:
            found.append(
                NamedAgency(
                    entry["kind"],
                    keys[entry["place"]],
                    entry["label"],
                    tuple(entry.get("names", ())),
                    tuple(entry.get("abbreviations", ())),
                )
            )
        except (KeyError, TypeError) as error:
            raise KnowledgeError(f"agency {entry.get('label')}: {error}", where="/".join(NAMED_FILE)) from error
    return tuple(found)
