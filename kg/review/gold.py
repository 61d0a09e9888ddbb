"""What was judged, as gold facts in the format that `kg evaluate` reads.

A document is in it once something of it was accepted, rejected, corrected or added. What was accepted, corrected or
added must then be found; what was rejected must not; what nobody looked at is optional: neither missed nor wrong.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from kg.judgements.fields import RESPONSE
from kg.judgements.files import Judgements
from kg.judgements.stored import marks_of
from kg.review.views import View, views
from kg.store import Store
from kg.vocab import BASE, DCTERMS

_MENTIONS: Final = """SELECT DISTINCT ?document ?class ?name WHERE {
  VALUES ?class { jg:Agency jg:Jurisdiction jg:Statute }
  ?document jg:mentions ?node . ?node a ?class ; skos:prefLabel ?name }"""
_ISSUED: Final = f"SELECT ?document ?day WHERE {{ ?document <{DCTERMS.issued}> ?day }}"
_LISTS: Final = {"Agency": "agencies", "Jurisdiction": "jurisdictions", "Statute": "statutes"}
_ON_FACTS: Final = ("accept", "reject", "correct", "add")


def gold_facts(store: Store, judgements: Judgements) -> tuple[list[dict[str, Any]], int]:
    """The entries of the gold file, sorted by file name, and how many judgements no build has applied yet.

    Raises StoreError where the store fails.
    """
    marks = marks_of(store)
    judged: set[str] = set()  # IRIs of facts that are vouched for or refused
    for one in judgements.all:
        if one.verb in _ON_FACTS and not one.of:
            judged |= {BASE + mark.key for mark in marks.get(one.id, ()) if mark.key}
    waiting = sum(one.verb in _ON_FACTS and not one.of and one.id not in marks for one in judgements.all)
    found: defaultdict[str, list[View]] = defaultdict(list)
    for seen in views(store).values():
        for view in seen:
            found[view.document].append(view)
    names = _mentions(store)
    issued = {str(row[0].value): str(row[1].value) for row in store.query(_ISSUED)}  # type: ignore[union-attr]
    entries = []
    for key, state in store.states().items():
        ids = {mark[0] for mark in state.judged}
        if not any(one.id in ids and one.verb in _ON_FACTS and not one.of for one in judgements.all):
            continue
        entry: dict[str, Any] = {"file": state.file_name, "published": issued.get(BASE + key)}
        entry |= {name: sorted(names[BASE + key, kind]) for kind, name in _LISTS.items()}
        entry |= {"agency_jurisdiction": [], "policies": [], "subpoenas": [], "detainers": []}
        for view in sorted(found[key], key=lambda one: (one.main.start if one.main else 0, one.iri)):
            _put(entry, view, optional=view.iri not in judged)
        entries.append(entry)
    return sorted(entries, key=lambda one: str(one["file"])), waiting


def _mentions(store: Store) -> defaultdict[tuple[str, str], set[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in store.query(_MENTIONS):  # type: ignore[union-attr]
        kind = str(row["class"].value).rpartition("#")[2]
        found[str(row["document"].value), kind].add(f"?{row['name'].value}")
    return found


def _put(entry: dict[str, Any], view: View, *, optional: bool) -> None:
    mark = {"optional": True} if optional else {}
    match view.kind:
        case "Policy":
            adopter = "".join(view.get("adopter")[:1])
            entry["policies"].append({"adopted_by": adopter, "types": list(view.get("type"))} | mark)
        case "Subpoena":
            event = _event(view, {"date": "date", "due": "due"}) | {"status": list(view.get(RESPONSE))}
            entry["subpoenas"].append(event | mark)
        case "DetainerRequest":
            event = _event(view, {"start": "start", "end": "end"}) | {"outcome": list(view.get("outcome"))}
            entry["detainers"].append(event | mark)


def _event(view: View, dates: dict[str, str]) -> dict[str, Any]:
    given = {
        name: next(iter(view.get(field)), None)
        for name, field in {"issuer": "issuer", "recipient": "recipient"}.items()
    }
    event: dict[str, Any] = dict(given)
    if view.get("count"):
        event["count"] = int(view.get("count")[0])
    return event | {name: next(iter(view.get(field)), None) for name, field in dates.items()}
