"""The questions for a person: facts that were read with doubt, pairs that may be one event, sources that disagree,
facts that a shape refused. What was judged before is not asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pyoxigraph import QuerySolutions

from kg.judgements.apply import Mark
from kg.judgements.fields import EVENTS, field_of
from kg.judgements.files import Judgements
from kg.judgements.match import find
from kg.judgements.records import Judgement
from kg.judgements.stored import bindings, marks_of
from kg.merge import merge
from kg.merge.read import told
from kg.review.views import View, aside, documents, views
from kg.store import Store
from kg.vocab import BASE

Kind = Literal["duplicates", "contested", "aside", "low"]
KINDS: Final[tuple[Kind, ...]] = ("duplicates", "contested", "aside", "low")
BELOW: Final = 0.75  # confidence, in 0..1, below which a fact is worth a look
_SINGLE: Final = ("count", "people", "date", "due", "start", "end")
_MEMBERS: Final = "SELECT ?whole ?part { ?whole jg:mergedFrom ?part }"
_ANSWERS: Final = "SELECT ?event ?answer { ?event a jg:Subpoena ; jg:hasResponse ?answer }"


@dataclass(frozen=True, slots=True)
class Item:
    """One question. views: the facts that it is about, as documents tell them; two for possible duplicates.

    why: what makes it one, in words. field: that the sources disagree on.
    """

    kind: Kind
    views: tuple[View, ...]
    why: tuple[str, ...] = ()
    field: str = ""

    @property
    def about(self) -> str:
        """The facts' names, in a line."""
        return " / ".join(dict.fromkeys(view.label for view in self.views))


class Queue:
    """The questions of a store, and which of them judgements have answered.

    below: confidence from which a fact is not asked for. Raises StoreError where the store fails.
    """

    def __init__(self, store: Store, judgements: Judgements, below: float = BELOW) -> None:
        self.views = views(store)
        self._marks = marks_of(store)
        self._parts: defaultdict[str, list[str]] = defaultdict(list)
        self._whole: dict[str, str] = {}
        for whole, part in _pairs(store, _MEMBERS):
            self._parts[whole].append(part)
            self._whole[part] = whole
        found = [
            *self._duplicates(store, judgements),
            *self._contested(store),
            *self._aside(store),
            *self._low(below),
        ]
        self.items = tuple(sorted(found, key=_order))

    def open(self, judgements: Judgements, only: Iterable[str] = KINDS) -> list[Item]:
        """The questions of some kinds that nothing answers yet."""
        wanted, asked = set(only), Answers(judgements, self._marks)
        return [item for item in self.items if item.kind in wanted and not self.settled(item, asked)]

    def answers(self, judgements: Judgements) -> Answers:
        """What judgements say of facts, for settled()."""
        return Answers(judgements, self._marks)

    def settled(self, item: Item, answers: Answers) -> bool:
        """Whether judgements answer a question."""
        match item.kind:
            case "duplicates":
                left, right = (self._accounts(view) for view in item.views)
                return answers.bind(left, right) or any(answers.rejected(view) for view in item.views)
            case "contested":
                return _agreed(item, answers)
            case "aside":
                return bool(answers.verbs(item.views[0]) & {"reject", "correct"})
            case _:
                whole = {"accept", "reject", "correct", "add"}
                return any(answers.verbs(view) & whole for view in self._accounts(item.views[0]))

    def _accounts(self, view: View) -> list[View]:
        """All accounts of the event that a view is one of."""
        parts = self._parts.get(self._whole.get(view.iri, ""), [view.iri])
        return [one for part in parts for one in self.views.get(part, ())]

    def _duplicates(self, store: Store, judgements: Judgements) -> Iterator[Item]:
        found = merge(told(store).events, *bindings(judgements, self._marks))
        seen: set[tuple[str, str]] = set()
        for decision in sorted(found.doubtful, key=lambda one: (-one.score, one)):
            ends = sorted(self._whole.get(iri, iri) for iri in (decision.left, decision.right))
            pair = (ends[0], ends[1])
            left, right = self.views.get(decision.left, []), self.views.get(decision.right, [])
            if pair not in seen and left and right:
                seen.add(pair)
                why = [f"{one.name} {one.points:+d}: {one.detail}" for one in decision.features]
                yield Item("duplicates", (left[0], right[0]), (f"{decision.score} points", *why))

    def _contested(self, store: Store) -> Iterator[Item]:
        for parts in self._parts.values():
            accounts = [one for part in sorted(parts) for one in self.views.get(part, ()) if one.kind in EVENTS]
            for name in _SINGLE:
                saying = [one for one in accounts if one.get(name)]
                if len(_values(saying, name)) > 1:
                    yield Item("contested", tuple(saying), _said(saying, name), name)
        answers: defaultdict[str, list[View]] = defaultdict(list)
        for event, answer in sorted(_pairs(store, _ANSWERS)):
            parts = sorted(self._parts.get(answer, [answer]))
            answers[event] += [one for part in parts for one in self.views.get(part, ())]
        for saying in answers.values():
            if len(_values(saying, "status")) > 1 and len({one.claimant + one.file for one in saying}) > 1:
                yield Item("contested", tuple(saying), _said(saying, "status"), "status")

    def _aside(self, store: Store) -> Iterator[Item]:
        known = documents(store)
        for state in store.states().values():
            _, content, title = known.get(f"{BASE}{state.key}", ("", "", ""))
            for one in state.set_aside:
                view = aside(one, state.key, state.file_name, content, title)
                if view is not None:
                    yield Item("aside", (view,), (one.reason,))

    def _low(self, below: float) -> Iterator[Item]:
        seen: set[str] = set()
        for iri, found in sorted(self.views.items()):
            for view in found:
                accounts = self._accounts(view)
                best = max(accounts, key=lambda one: (one.confidence, one.iri))
                whole = f"{self._whole.get(iri, iri)} {'' if len(found) == 1 else view.document}"
                sure = max(one.confidence for one in found)
                if max(best.confidence, sure) < below and whole not in seen and view.passages:
                    seen.add(whole)
                    shown = best if len(accounts) > 1 and len(found) == 1 else view
                    yield Item("low", (shown,), (f"confidence {shown.confidence:g}",))


class Answers:
    """What judgements say of the facts that are seen."""

    def __init__(self, judgements: Judgements, marks: Mapping[str, Sequence[Mark]]) -> None:
        self._by_file: defaultdict[str, list[tuple[Judgement, int]]] = defaultdict(list)
        self._met: defaultdict[str, list[tuple[Judgement, int]]] = defaultdict(list)
        for one in judgements.all:
            for number, fact in enumerate(one.facts):
                for name in {fact.file, fact.content or fact.file}:
                    self._by_file[name].append((one, number))
            for mark in marks.get(one.id, ()):
                self._met[mark.key].append((one, mark.fact))

    def of(self, view: View) -> list[tuple[Judgement, int]]:
        """The judgements of a fact, each with the number that the fact has in it."""
        met = list(self._met.get(view.iri.removeprefix(BASE), ()))
        near = [*self._by_file.get(view.file, ()), *self._by_file.get(view.content[:16], ())]
        for one, number in near:
            if (one, number) not in met and find(one.facts[number], [view.candidate], one.changes):
                met.append((one, number))
        return met

    def verbs(self, view: View) -> set[str]:
        """The kinds of judgements of a fact as a whole."""
        return {one.verb for one, _ in self.of(view) if not one.of}

    def rejected(self, view: View) -> bool:
        """Whether the last word on a fact is that it is none."""
        said = [one.verb for one, _ in self.of(view) if len(one.facts) == 1 and not one.of]
        return bool(said) and said[-1] == "reject"

    def bind(self, left: Iterable[View], right: Iterable[View]) -> bool:
        """Whether a judgement joins one of some facts with one of others, or keeps them apart."""
        ends = [{(one, n) for view in side for one, n in self.of(view) if len(one.facts) > 1} for side in (left, right)]
        return any(one is other and a != b for one, a in ends[0] for other, b in ends[1])

    def checked(self, view: View, name: str) -> bool:
        """Whether somebody vouches for a field of a fact."""
        return any(
            (one.verb == "accept" and (not one.of or name in one.of)) or name in dict(one.changes)
            for one, _ in self.of(view)
        )

    def value(self, view: View, name: str) -> tuple[str, ...]:
        """The values of a field after corrections."""
        given = [dict(one.changes)[name] for one, _ in self.of(view) if name in dict(one.changes)]
        return given[-1] if given else view.get(name)


def _agreed(item: Item, answers: Answers) -> bool:
    """Whether sources that disagreed do so no more, or all were looked at."""
    left = [view for view in item.views if not answers.rejected(view)]
    if all(answers.checked(view, item.field) for view in left):
        return True
    pairs = [(one, other) for n, one in enumerate(left) for other in left[n + 1 :]]
    return all(
        len(_precise({*answers.value(one, item.field), *answers.value(other, item.field)})) < 2
        or answers.bind([one], [other])
        for one, other in pairs
    )


def _values(saying: Iterable[View], name: str) -> set[str]:
    return _precise({value for view in saying for value in view.get(name)})


def _precise(values: set[str]) -> set[str]:
    """Values without dates that only say less than another."""
    return {one for one in values if not any(other != one and other.startswith(f"{one}-") for other in values)}


def _said(saying: Sequence[View], name: str) -> tuple[str, ...]:
    field = field_of(saying[0].kind, name)
    called = field.name if field else name
    return tuple(f"{called} {', '.join(view.get(name))}: {view.file}" for view in saying)


def _order(item: Item) -> tuple[object, ...]:
    first = item.views[0]
    return (
        KINDS.index(item.kind),
        first.confidence if item.kind == "low" else 0,
        first.file,
        first.label,
        first.iri,
        item.field,
    )


def _pairs(store: Store, sparql: str) -> list[tuple[str, str]]:
    results = store.query(sparql)
    assert isinstance(results, QuerySolutions)
    return [(row[0].value, row[1].value) for row in results]
