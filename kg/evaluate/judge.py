"""Judges a graph by gold facts: each gold fact found or missed, each fact beyond them wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from kg.evaluate.fields import Mark, marks, named, statuses
from kg.evaluate.gold import GoldDocument, GoldEvent, GoldPolicy
from kg.evaluate.graph import Graph, Term
from kg.evaluate.match import match
from kg.evaluate.names import Name
from kg.evaluate.tally import KINDS, Kind, Tally
from kg.vocab import JG

G = TypeVar("G")
F = TypeVar("F")
Verdict = Literal["found", "missed", "wrong"]
_CLASSES: Final[dict[Kind, str]] = {
    "agencies": JG.Agency,
    "jurisdictions": JG.Jurisdiction,
    "statutes": JG.Statute,
    "subpoenas": JG.Subpoena,
    "detainers": JG.DetainerRequest,
}
_RECIPIENT: Final[dict[Kind, str]] = {"subpoenas": JG.servedOn, "detainers": JG.sentTo}


@dataclass(frozen=True, slots=True)
class Judged:
    """One fact of one document and the verdict on it.

    fact: in words, unlike every other of its document, kind and side (gold or not); the same in every run.
    marks: the fields of a subpoena or detainer that is found.   names: the gold's names, each with its alternatives.
    nodes: what the graph has for it; empty where it is missed.   property: the one that is judged, "" for the whole.
    """

    file: str
    kind: Kind
    fact: str
    verdict: Verdict
    marks: tuple[Mark, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    nodes: tuple[Term, ...] = ()
    property: str = ""


def judge(graph: Graph, gold: Iterable[GoldDocument]) -> tuple[Judged, ...]:
    """The verdicts on all facts, document by document and kind by kind; optional gold facts get none.

    Each fact counts once for each document that it has evidence in (entities: that mentions them).
    """
    return tuple(one for document in gold for one in _Judge(graph, document).all())


def tallies(judged: Iterable[Judged]) -> dict[Kind, Tally]:
    """The figures of each kind."""
    found = dict.fromkeys(KINDS, Tally())
    for one in judged:
        found[one.kind] += Tally(one.verdict == "found", one.verdict == "wrong", one.verdict == "missed")
    return found


def fields(judged: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """How often each field is right, and of how many: "subpoenas.date" → (3, 4); sorted by name."""
    found: dict[str, tuple[int, int]] = {}
    for one in judged:
        for mark in one.marks:
            right, of = found.get(f"{one.kind}.{mark.field}", (0, 0))
            found[f"{one.kind}.{mark.field}"] = (right + mark.right, of + 1)
    return dict(sorted(found.items()))


class _Judge:
    """Works on one document."""

    def __init__(self, graph: Graph, gold: GoldDocument) -> None:
        self.graph = graph
        self.gold = gold
        self.documents = graph.documents(gold.file)

    def all(self) -> Iterator[Judged]:
        gold = self.gold
        yield from self.entities("agencies", gold.agencies)
        yield from self.entities("jurisdictions", gold.jurisdictions)
        yield from self.pairs()
        yield from self.entities("statutes", gold.statutes)
        yield from self.policies()
        yield from self.events("subpoenas", gold.subpoenas)
        yield from self.events("detainers", gold.detainers)

    def entities(self, kind: Kind, gold: Sequence[Name]) -> Iterator[Judged]:
        graph = self.graph
        yield from self.matched(
            kind, gold, graph.mentioned(self.documents, _CLASSES[kind]),
            optional=lambda name: name.optional,
            fits=lambda name, node: name.fits(graph.labels(node)),
            tell=str, names=lambda name: (name.alternatives,), show=graph.shown, nodes=lambda node: (node,),
        )  # fmt: skip

    def pairs(self) -> Iterator[Judged]:
        """Agencies with the territories that they serve, of the agencies whose territory the gold tells."""
        graph, gold = self.graph, self.gold.pairs
        asked = [
            agency
            for agency in graph.mentioned(self.documents, JG.Agency)
            if any(name.fits(graph.labels(agency)) for name, _ in gold)
        ]
        yield from self.matched(
            "agency_jurisdiction", gold,
            [(agency, place) for agency in asked for place in graph.values(agency, JG.hasJurisdiction)],
            optional=lambda pair: pair[0].optional,
            fits=lambda pair, found: pair[0].fits(graph.labels(found[0])) and pair[1].fits(graph.labels(found[1])),
            tell=lambda pair: f"{pair[0]} → {pair[1]}",
            names=lambda pair: (pair[0].alternatives, pair[1].alternatives),
            show=lambda found: f"{graph.shown(found[0])} → {graph.shown(found[1])}",
            nodes=lambda found: (found[0],), prop=JG.hasJurisdiction,
        )  # fmt: skip

    def policies(self) -> Iterator[Judged]:
        """One adopter counts once: that a document tells of several policies of one jurisdiction is no error."""
        graph = self.graph
        of: dict[Term | None, list[Term]] = {}
        told = {*graph.facts(self.documents, JG.Policy), *graph.mentioned(self.documents, JG.Policy)}
        for policy in sorted(told, key=str):
            for adopter in graph.values(policy, JG.adoptedBy) or (None,):
                of.setdefault(adopter, []).append(policy)

        def types(policies: Iterable[Term]) -> set[str]:
            return {name for policy in policies for name in graph.terms(policy, JG.policyType)}

        def fits(gold: GoldPolicy, found: tuple[Term | None, list[Term]]) -> bool:
            adopter, policies = found
            return (
                adopter is not None
                and gold.adopter.fits(graph.labels(adopter))
                and not gold.types.isdisjoint(types(policies))
            )

        def show(found: tuple[Term | None, list[Term]]) -> str:
            adopter = "-" if found[0] is None else graph.shown(found[0])
            return f"{adopter}: {', '.join(sorted(types(found[1]))) or '-'}"

        yield from self.matched(
            "policies", self.gold.policies, sorted(of.items(), key=lambda item: str(item[0])),
            optional=lambda policy: policy.optional, fits=fits,
            tell=lambda policy: f"{policy.adopter}: {' or '.join(sorted(policy.types))}",
            names=lambda policy: (policy.adopter.alternatives,), show=show, nodes=lambda found: tuple(found[1]),
        )  # fmt: skip

    def events(self, kind: Kind, gold: Sequence[GoldEvent]) -> Iterator[Judged]:
        graph = self.graph
        yield from self.matched(
            kind, gold, graph.facts(self.documents, _CLASSES[kind]),
            optional=lambda event: event.optional, fits=self.event_fits,
            tell=_told, names=_event_names, show=lambda node: self.event_shown(kind, node), nodes=lambda node: (node,),
            marks=lambda event, node: marks(graph, event, node),
        )  # fmt: skip

    def event_fits(self, gold: GoldEvent, node: Term) -> bool:
        """By issuer and recipient; the place of the recipient serves where the graph names no recipient.

        Several numbers of detainers of one recipient are told apart by the number.
        """
        graph = self.graph
        if gold.issuer and not gold.issuer.fits(graph.labels_of(node, JG.issuedBy)):
            return False
        served = graph.labels_of(node, _RECIPIENT[gold.kind]) or graph.labels_of(node, JG.appliesIn)
        if not (gold.recipient.fits(served) if gold.recipient else not served):
            return False
        counts = graph.counts(node) if gold.kind == "detainers" and gold.count is not None else set()
        return not counts or gold.count in counts

    def event_shown(self, kind: Kind, node: Term) -> str:
        graph = self.graph
        parts = [
            f"{named(graph, node, JG.issuedBy)} → {named(graph, node, _RECIPIENT[kind])}",
            *(f"count {count}" for count in sorted(graph.counts(node))),
            *(f"date {date}" for date in graph.texts(node, JG.date)),
            *(f"due {date}" for date in graph.texts(node, JG.responseDue)),
            *(f"from {date}" for date in graph.texts(node, JG.periodStart)),
            *(f"until {date}" for date in graph.texts(node, JG.periodEnd)),
            *sorted(statuses(graph, node) | graph.terms(node, JG.outcome)),
        ]
        return ", ".join(parts)

    def matched(
        self,
        kind: Kind,
        gold: Sequence[G],
        found: Sequence[F],
        *,
        optional: Callable[[G], bool],
        fits: Callable[[G, F], bool],
        tell: Callable[[G], str],
        names: Callable[[G], tuple[tuple[str, ...], ...]],
        show: Callable[[F], str],
        nodes: Callable[[F], tuple[Term, ...]],
        marks: Callable[[G, F], tuple[Mark, ...]] = lambda gold, found: (),
        prop: str = "",
    ) -> Iterator[Judged]:
        """The verdicts on one kind of fact."""

        def agreement(one: G, other: F) -> int:
            return sum(mark.right for mark in marks(one, other))

        pairs, left = match(gold, found, optional=optional, fits=fits, agreement=agreement)
        asked = [(one, answer) for one, answer in pairs if not optional(one)]
        for fact, (one, answer) in zip(_unlike(tell(one) for one, _ in asked), asked, strict=True):
            if answer is None:
                yield Judged(self.gold.file, kind, fact, "missed", (), names(one), (), prop)
            else:
                told = marks(one, answer)
                yield Judged(self.gold.file, kind, fact, "found", told, names(one), nodes(answer), prop)
        for fact, other in zip(_unlike(map(show, left)), left, strict=True):
            yield Judged(self.gold.file, kind, fact, "wrong", nodes=nodes(other), property=prop)


def _unlike(facts: Iterable[str]) -> Iterator[str]:
    """Facts with a number behind the second and every later one of the same words."""
    seen: dict[str, int] = {}
    for fact in facts:
        seen[fact] = seen.get(fact, 0) + 1
        yield fact if seen[fact] == 1 else f"{fact} ({seen[fact]})"


def _told(event: GoldEvent) -> str:
    """A gold event in words."""
    parts = [
        f"{event.issuer or '-'} → {event.recipient or '-'}",
        *([f"count {event.count}"] if event.count is not None else []),
        *(
            f"{word} {date.replace('|', ' or ')}"
            for word, date in (
                ("date", event.date), ("due", event.due), ("from", event.start), ("until", event.end)
            )
            if date
        ),
        *([" or ".join(sorted(event.statuses | event.outcomes))] if event.statuses | event.outcomes else []),
    ]  # fmt: skip
    return ", ".join(parts)


def _event_names(event: GoldEvent) -> tuple[tuple[str, ...], ...]:
    """Recipient, issuer, number: what to look for in the text."""
    names = [name.alternatives for name in (event.recipient, event.issuer) if name]
    return (*names, *([(str(event.count),)] if event.count is not None else []))
