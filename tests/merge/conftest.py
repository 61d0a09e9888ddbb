"""Events for the tests of merging, made from short names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from kg.merge import Event, Party
from kg.model import PartialDate
from kg.vocab import JG

Make = Callable[..., Event]
# What is a part of what; who is not named here is a body of its own.
ABOVE = {
    "ERO": ("a:ICE", "a:DHS"),
    "ICE": ("a:DHS",),
    "USCIS": ("a:DHS",),
    "Rivertown Jail Division": ("a:Rivertown Police",),
}
STATES = {"Cascadia", "Tidewater"}


def agency(name: str) -> Party:
    return Party(f"a:{name}", name, above=ABOVE.get(name, ()))


def place(name: str) -> Party:
    return Party(f"j:{name}", name, is_place=True, wide=name in STATES)


def make_event(iri: str, *, doc: str | None = None, kind: str = "Subpoena", **said: Any) -> Event:
    """by: the issuer's name; to: the recipient's; at: the place that the recipient serves, where it is an agency."""
    to, at = said.pop("to", None), said.pop("at", None)
    recipient = None if to is None else place(to) if at is None else agency(to)
    territory = recipient if at is None else place(at)
    by = said.pop("by", "ICE")
    fields: dict[str, Any] = {}
    for name in ("published", "date"):
        value = said.pop(name, None)
        fields[name] = None if value is None else PartialDate.parse(str(value))
    for name in ("due", "start", "end"):
        value = said.pop(name, None)
        fields[name] = dt.date.fromisoformat(str(value)) if value is not None else None
    for name in ("statutes", "words", "concerns"):
        fields[name] = frozenset(said.pop(name, ()))
    fields["outcomes"] = frozenset(f"{JG}{outcome}" for outcome in said.pop("outcomes", ()))
    document = doc or f"doc:{iri}"
    return Event(
        iri,
        kind,  # type: ignore[arg-type]
        document,
        sources=frozenset({said.pop("source", document)}),
        issuer=None if by is None else agency(by),
        recipient=recipient,
        place=territory,
        **fields,
        **said,
    )


@pytest.fixture(scope="session")
def event() -> Make:
    return make_event
