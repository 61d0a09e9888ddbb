"""Reads gold files: the facts that a document's own text states, as an annotator gave them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from kg.errors import EvaluateError
from kg.evaluate.names import Name

EventKind = Literal["subpoenas", "detainers"]
_NAMED: Final = ("agencies", "jurisdictions", "statutes")
_LISTS: Final = (*_NAMED, "agency_jurisdiction", "policies", "subpoenas", "detainers")
_EVENT_TEXTS: Final = ("issuer", "recipient", "jurisdiction", "date", "due", "start", "end")
_EVENT_LISTS: Final = ("statutes", "status", "outcome")


@dataclass(frozen=True, slots=True)
class GoldPolicy:
    """A policy of one adopter; any one of the types (local names) is right."""

    adopter: Name
    types: frozenset[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A subpoena on one recipient, or a reported number of detainers.

    Dates are alternatives between "|", each a day, a month or a year; None where none is asked for. The count is asked
    for where the file has the key; None then means that the text gives no number. statuses, outcomes: local names.
    """

    kind: EventKind
    issuer: Name | None = None
    recipient: Name | None = None
    jurisdiction: Name | None = None
    asks_count: bool = False
    count: int | None = None
    date: str | None = None
    due: str | None = None
    start: str | None = None
    end: str | None = None
    statuses: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    statutes: tuple[Name, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The gold facts of one document. digest: 12 hex digits that change with any of the facts."""

    file: str
    digest: str
    agencies: tuple[Name, ...]
    jurisdictions: tuple[Name, ...]
    statutes: tuple[Name, ...]
    pairs: tuple[tuple[Name, Name], ...]  # agency, jurisdiction that it serves
    policies: tuple[GoldPolicy, ...]
    subpoenas: tuple[GoldEvent, ...]
    detainers: tuple[GoldEvent, ...]


def load(paths: Iterable[Path]) -> tuple[GoldDocument, ...]:
    """The documents of gold files, and of the .json files that lie in a folder named, sorted by file name.

    Raises EvaluateError: no such file, no JSON, not the format of gold files, a document listed twice, none at all.
    """
    found: dict[str, GoldDocument] = {}
    for path in _files(paths):
        for entry in _entries(path):
            document = _document(entry, path)
            if document.file in found:
                raise EvaluateError(
                    f"{document.file} is listed a second time", where=str(path), hint="keep one entry a document"
                )
            found[document.file] = document
    if not found:
        raise EvaluateError("there are no gold facts", hint="name gold files, or a folder that holds some (.json)")
    return tuple(found[file] for file in sorted(found))


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        try:
            files += sorted(path.glob("*.json")) if path.is_dir() else [path]
        except OSError as error:
            raise EvaluateError(f"it cannot be read: {error.strerror}", where=str(path)) from error
    return files


def _entries(path: Path) -> list[Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise EvaluateError("there is no such gold file", where=str(path), hint="check the name") from error
    except OSError as error:
        raise EvaluateError(f"it cannot be read: {error.strerror}", where=str(path)) from error
    except ValueError as error:  # no JSON, or not UTF-8
        raise EvaluateError(f"is no JSON: {error}", where=str(path), hint="correct the file") from error
    return data if isinstance(data, list) else [data]


def _document(entry: Any, path: Path) -> GoldDocument:
    try:
        _check(entry)
        written = json.dumps(entry, ensure_ascii=False, sort_keys=True)
        return GoldDocument(
            file=entry["file"],
            digest=hashlib.sha256(written.encode()).hexdigest()[:12],
            agencies=_names(entry, "agencies"),
            jurisdictions=_names(entry, "jurisdictions"),
            statutes=_names(entry, "statutes"),
            pairs=tuple((Name(agency), Name(place)) for agency, place in entry.get("agency_jurisdiction", ())),
            policies=tuple(
                GoldPolicy(Name(one["adopted_by"]), frozenset(one["types"]), bool(one.get("optional")))
                for one in entry.get("policies", ())
            ),
            subpoenas=tuple(_event(one, "subpoenas") for one in entry.get("subpoenas", ())),
            detainers=tuple(_event(one, "detainers") for one in entry.get("detainers", ())),
        )
    except (EvaluateError, AttributeError, KeyError, TypeError, ValueError) as error:
        name = entry.get("file") if isinstance(entry, dict) else None
        of = f" in the entry of {name}" if name else ""
        what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error.args[0])
        raise EvaluateError(f"is no gold file{of}: {what}", where=str(path), hint="correct the file") from error


def _check(entry: Any) -> None:
    """Raise EvaluateError where texts and lists are not what they must be."""
    if not isinstance(entry, dict) or not isinstance(entry["file"], str):
        raise EvaluateError("a document must be an object with the name of its file")
    for key in _LISTS:
        if not isinstance(entry.get(key, []), list):
            raise EvaluateError(f"{key} must be a list")
    texts = [text for key in _NAMED for text in entry.get(key, [])]
    texts += [text for pair in entry.get("agency_jurisdiction", []) for text in pair]
    for policy in entry.get("policies", []):
        texts += [policy["adopted_by"], *policy["types"]]
    for event in [*entry.get("subpoenas", []), *entry.get("detainers", [])]:
        texts += [text for key in _EVENT_TEXTS if (text := event.get(key)) is not None]
        texts += [text for key in _EVENT_LISTS for text in event.get(key) or []]
        count = event.get("count")
        if isinstance(count, bool) or not isinstance(count, int | None):
            raise EvaluateError("a count must be a whole number or null")
    if not all(isinstance(text, str) for text in texts):
        raise EvaluateError("a name, a date or a term is no text")


def _names(entry: Mapping[str, Any], key: str) -> tuple[Name, ...]:
    return tuple(map(Name, entry.get(key) or ()))


def _name(event: Mapping[str, Any], key: str) -> Name | None:
    return Name(event[key]) if event.get(key) else None


def _event(event: Mapping[str, Any], kind: EventKind) -> GoldEvent:
    return GoldEvent(
        kind=kind,
        issuer=_name(event, "issuer"),
        recipient=_name(event, "recipient"),
        jurisdiction=_name(event, "jurisdiction"),
        asks_count="count" in event,
        count=event.get("count"),
        date=event.get("date") or None,
        due=event.get("due") or None,
        start=event.get("start") or None,
        end=event.get("end") or None,
        statuses=frozenset(event.get("status") or ()),
        outcomes=frozenset(event.get("outcome") or ()),
        statutes=_names(event, "statutes"),
        optional=bool(event.get("optional")),
    )
