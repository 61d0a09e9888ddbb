"""The features of a pair of events: each a small function that says what it found, how much it counts, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from kg.merge.numbers import counts, detainer_counts, subject_counts
from kg.merge.records import NEVER, Decision, Event, Feature, Party
from kg.merge.times import dates, due_dates, periods
from kg.merge.weights import WEIGHTS

Judge = Callable[[Event, Event], Feature | None]


def issuers(a: Event, b: Event) -> Feature | None:
    """Who issued it: one agency, or an agency and one that it is a part of."""
    one, other = a.issuer, b.issuer
    if one is None or other is None:
        return (
            Feature("issuer", WEIGHTS["issuer.unknown"], "a text does not say who issued it") if one != other else None
        )
    if one.iri == other.iri:
        return Feature("issuer", WEIGHTS["issuer.same"], f"both issued by {one.label}")
    if one.iri in other.above or other.iri in one.above:
        part, whole = (other, one) if one.iri in other.above else (one, other)
        return Feature("issuer", WEIGHTS["issuer.part"], f"{part.label} is a part of {whole.label}")
    return Feature("issuer", WEIGHTS["issuer.other"], f"issued by {_both(one, other)}")


def recipients(a: Event, b: Event) -> Feature | None:
    """Who was served: one body, or an agency and the place that it serves where a text names only the place."""
    one, other = a.recipient, b.recipient
    if one is None or other is None:
        return None
    if one.iri == other.iri:
        kind = "recipient.same-state" if one.wide else "recipient.same"
        return Feature("recipient", WEIGHTS[kind], f"both on {one.label}")
    for agency, place, told in ((one, other, a), (other, one, b)):
        if not agency.is_place and place.is_place and told.place is not None and told.place.iri == place.iri:
            kind = "recipient.place-state" if place.wide else "recipient.place"
            return Feature("recipient", WEIGHTS[kind], f"{agency.label} serves {place.label}")
    if one.iri in other.above or other.iri in one.above:
        part, whole = (other, one) if one.iri in other.above else (one, other)
        return Feature("recipient", WEIGHTS["recipient.part"], f"{part.label} is a part of {whole.label}")
    return Feature("recipient", WEIGHTS["recipient.other"], f"on {_both(one, other)}")


def outcomes(a: Event, b: Event) -> Feature | None:
    """What became of detainers. Issued and declined may be said of one batch, honoured and declined may not."""
    if a.outcomes & b.outcomes:
        shared = ", ".join(sorted(_name(iri) for iri in a.outcomes & b.outcomes))
        return Feature("outcome", WEIGHTS["outcome.same"], f"both {shared}")
    names = {frozenset(map(_name, a.outcomes)), frozenset(map(_name, b.outcomes))}
    if names == {frozenset({"Declined"}), frozenset({"Honored"})}:
        return Feature("outcome", WEIGHTS["outcome.opposite"], "declined by one text, honored by the other")
    return None


def statutes(a: Event, b: Event) -> Feature | None:
    """The laws given as authority."""
    shared = len(a.statutes & b.statutes)
    return Feature("statutes", WEIGHTS["statutes.shared"], f"laws cited by both: {shared}") if shared else None


def actions(a: Event, b: Event) -> Feature | None:
    """The type of a court action: a petition is no ruling."""
    if a.action is None or b.action is None or a.action == b.action:
        return None
    names = sorted((_name(a.action), _name(b.action)))
    return Feature("action", WEIGHTS["action.other"], " and ".join(names))


def dockets(a: Event, b: Event) -> Feature | None:
    """The docket number."""
    return _told("docket", a.docket, b.docket, "docket number")


def cases(a: Event, b: Event) -> Feature | None:
    """The case's name; courts and papers shorten it, so that another name says little."""
    same = a.case is not None and b.case is not None and a.case.casefold() == b.case.casefold()
    return Feature("case", WEIGHTS["case.same"], f"both in {a.case}") if same else None


def courts(a: Event, b: Event) -> Feature | None:
    """The court."""
    return _told("court", a.court, b.court, "court")


def subjects_of_actions(a: Event, b: Event) -> Feature | None:
    """What a court action is about."""
    shared = len(a.concerns & b.concerns)
    return Feature("concerns", WEIGHTS["concerns.shared"], f"both about the same {shared} things") if shared else None


def words(a: Event, b: Event) -> Feature | None:
    """A sentence that both documents have."""
    if not a.words & b.words:
        return None
    return Feature("words", WEIGHTS["words.same"], "both documents tell it in the same words")


def copies(a: Event, b: Event) -> Feature | None:
    """Documents of which one is a copy of the other, or both of a third."""
    if not a.sources & b.sources:
        return None
    return Feature("copies", WEIGHTS["copies"], "one document is a copy of the other, or both of a third")


# Those that can forbid a merge come first: nothing more is asked of a pair once it is forbidden.
_OF_KIND: Final[dict[str, tuple[Judge, ...]]] = {
    "Subpoena": (
        *(issuers, recipients, dates, counts, subject_counts),
        *(due_dates, statutes, words, copies),
    ),
    "DetainerRequest": (issuers, recipients, periods, detainer_counts, outcomes, subject_counts, words, copies),
    "CourtAction": (actions, dockets, courts, cases, dates, subjects_of_actions, words, copies),
}


def compare(a: Event, b: Event) -> Decision:
    """All that speaks for and against two events of one kind; it does not matter which of them is named first."""
    a, b = (a, b) if a.iri <= b.iri else (b, a)
    found: list[Feature] = []
    for judge in _OF_KIND[a.kind]:
        feature = judge(a, b)
        if feature is not None:
            found.append(feature)
            if feature.points <= NEVER:
                break
    return Decision(a.iri, b.iri, sum(feature.points for feature in found), tuple(found))


def against(features: Iterable[Feature]) -> bool:
    """Whether anything speaks against a merge; a pair may lack points merely because its texts say little."""
    return any(feature.points < 0 for feature in features)


def _told(name: str, one: str | None, other: str | None, what: str) -> Feature | None:
    if one is None or other is None:
        return None
    if one == other:
        return Feature(name, WEIGHTS[f"{name}.same"], f"the same {what}")
    return Feature(name, WEIGHTS[f"{name}.other"], f"another {what}")


def _both(one: Party, other: Party) -> str:
    first, second = sorted((one, other))
    return f"{first.label} and {second.label}"


def _name(iri: str) -> str:
    return iri.rpartition("#")[2]
