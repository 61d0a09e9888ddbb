"""Which events are one: nodes of equal accounts, joined from the surest pair down, never against a constraint.

The outcome depends on the set of events alone: pairs are taken level by level of their score and, on a level, in the
order of their IRIs; what fits two events that are not one equally well is joined to neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from kg.merge.features import against, compare
from kg.merge.nodes import BlockKey, Node, block_key, crowded, is_loose, neighbours, node_of, nodes, told_alike
from kg.merge.records import NEVER, Cluster, Decision, Event, Feature, Merged
from kg.merge.unions import Unions
from kg.merge.weights import DOUBTFUL, THRESHOLD
from kg.merge.when import Window

Pair = tuple[str, str]
_BY_HAND = (Feature("judgement", 0, "joined by hand"),)


def merge(events: Iterable[Event], together: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> Merged:
    """The clusters of events that are one.

    together, apart: pairs of IRIs that a person joined, or keeps apart; "apart" goes before "together", and no chain of
    merges brings such a pair together. Two events of one document are never joined but by hand.
    """
    by_iri = {event.iri: event for event in events}
    barred = {_pair(one, other) for one, other in apart}
    wished, unmet = _wishes(by_iri, together, barred)
    bound = {iri for pair in (*barred, *wished) for iri in pair}
    blocks = Unions[BlockKey]()
    for one, other in wished:
        blocks.join(block_key(by_iri[one]), block_key(by_iri[other]))
    by_block: defaultdict[BlockKey, list[Event]] = defaultdict(list)
    for event in by_iri.values():
        by_block[blocks.root(block_key(event))].append(event)
    clusters: list[Cluster] = []
    doubtful: list[Decision] = []
    for _, block in sorted(by_block.items()):
        if len(block) > 1:
            found = _Block(nodes(block, alone=bound), wished, barred)
            clusters += found.clusters()
            doubtful += found.doubtful()
    return Merged(tuple(sorted(clusters)), tuple(sorted(doubtful)), tuple(sorted(unmet)))


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)


def _wishes(by_iri: dict[str, Event], together: Iterable[Pair], barred: set[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs to join by hand, and those that cannot be: unknown, of two kinds, or kept apart by judgement."""
    groups = Unions[str]()
    inside: defaultdict[str, set[str]] = defaultdict(set)
    wished: list[Pair] = []
    unmet: list[Pair] = []
    for one, other in sorted({_pair(one, other) for one, other in together}):
        first, second = by_iri.get(one), by_iri.get(other)
        mine, theirs = (inside[groups.root(iri)] | {iri} for iri in (one, other))
        if (
            first is None
            or second is None
            or first.kind != second.kind
            or one == other
            or (any(_pair(a, b) in barred for a, b in product(mine, theirs)))
        ):
            unmet.append((one, other))
            continue
        inside[groups.join(one, other)] = mine | theirs
        wished.append((one, other))
    return wished, unmet


class _Block:
    """The nodes that can meet, and how they are joined; a cluster goes by the index of its first node."""

    def __init__(self, members: list[Node], wished: list[Pair], barred: set[Pair]) -> None:
        self.nodes = members
        self._at = {event.iri: i for i, node in enumerate(members) for event in node.events}
        self._decisions: dict[tuple[int, int], Decision] = {}
        self._barred = {self._indices(*pair) for pair in barred if all(iri in self._at for iri in pair)}
        self._unclear: set[tuple[int, int]] = set()
        self._roots = Unions[int]()
        self._inside = {i: [[i]] for i in range(len(members))}  # of each cluster: its nodes, in parts joined by hand
        self._documents = {i: set(node.documents) for i, node in enumerate(members)}
        self._used: list[Decision] = []
        for one, other in wished:
            if one in self._at and other in self._at:
                self._join_by_hand(one, other)
        self._join_all()

    def _indices(self, one: str, other: str) -> tuple[int, int]:
        i, j = self._at[one], self._at[other]
        return (i, j) if i <= j else (j, i)

    def _join_by_hand(self, one: str, other: str) -> None:
        i, j = (self._roots.root(self._at[iri]) for iri in (one, other))
        if i != j:
            part = [index for inner in (*self._inside[i], *self._inside[j]) for index in inner]
            self._join(i, j, Decision(*_pair(one, other), 0, _BY_HAND))
            self._inside[self._roots.root(i)] = [part]

    def _join(self, i: int, j: int, decision: Decision) -> None:
        root = self._roots.join(i, j)
        gone = j if root == i else i
        self._inside[root] += self._inside.pop(gone)
        self._documents[root] |= self._documents.pop(gone)
        self._used.append(decision)

    def _decision(self, i: int, j: int) -> Decision:
        key = (i, j) if i < j else (j, i)
        known = self._decisions.get(key)
        if known is None:
            known = self._decisions[key] = compare(self.nodes[key[0]].account, self.nodes[key[1]].account)
        return known

    def _join_all(self) -> None:
        """Join first what is dated, then what is not: an account that could be any of many events is left alone.

        Nothing could tell which of them it is but the same words, or a source that it copies.
        """
        loose = [i for i, node in enumerate(self.nodes) if is_loose(node)]
        tight = sorted(set(range(len(self.nodes))) - set(loose))
        self._join_pairs(neighbours(self.nodes, tight))
        if loose:
            lost = crowded(self.nodes, loose, self._windows(tight))
            kept = [i for i in range(len(self.nodes)) if i not in lost]
            lost |= self._parted(lost)
            self._join_pairs({*neighbours(self.nodes, kept), *told_alike(self.nodes, lost)})

    def _parted(self, lost: set[int]) -> set[int]:
        """Make single events of nodes: what could be any of many events is not one event for saying the same."""
        first = len(self.nodes)
        for i in sorted(lost):
            if len(self.nodes[i].events) > 1:
                self.nodes[i], *others = map(node_of, ([event] for event in self.nodes[i].events))
                self.nodes += others
                self._documents[i] = set(self.nodes[i].documents)
        for i in range(first, len(self.nodes)):
            self._at[self.nodes[i].account.iri] = i
            self._inside[i] = [[i]]
            self._documents[i] = set(self.nodes[i].documents)
        self._decisions = {pair: decision for pair, decision in self._decisions.items() if lost.isdisjoint(pair)}
        return set(range(first, len(self.nodes)))

    def _windows(self, indices: Iterable[int]) -> list[Window]:
        """The time of each cluster of some nodes."""
        found: defaultdict[int, list[Window]] = defaultdict(list)
        for i in indices:
            found[self._roots.root(i)].append(self.nodes[i].window)
        return [Window(min(w.first for w in of), max(w.last for w in of), True) for of in found.values()]

    def _join_pairs(self, pairs: Iterable[tuple[int, int]]) -> None:
        levels: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for i, j in pairs:
            if self._roots.root(i) != self._roots.root(j):
                score = self._decision(i, j).score
                if score >= THRESHOLD:
                    levels[score].append((i, j))
        for score in sorted(levels, reverse=True):
            self._join_level(sorted(levels[score]))

    def _join_level(self, pairs: list[tuple[int, int]]) -> None:
        """Join what these pairs, of one score, allow; what fits two clusters that are not one is left alone."""
        beside: defaultdict[int, set[int]] = defaultdict(set)
        for i, j in pairs:
            one, other = self._roots.root(i), self._roots.root(j)
            if one != other and not self._conflict(one, other):
                beside[one].add(other)
                beside[other].add(one)
        for root, others in beside.items():
            for other in self._rivals(others):
                self._unclear |= {(min(i, j), max(i, j)) for i in self._all(root) for j in self._all(other)}
        for i, j in pairs:
            one, other = self._roots.root(i), self._roots.root(j)
            if one != other and not self._conflict(one, other):
                self._join(min(one, other), max(one, other), self._decision(i, j))

    def _rivals(self, roots: set[int]) -> set[int]:
        """Those of some clusters that cannot be one with another of them."""
        ordered = sorted(roots)
        rivals: set[int] = set()
        for n, one in enumerate(ordered):
            for other in ordered[n + 1 :]:
                if not (one in rivals and other in rivals) and self._conflict(one, other):
                    rivals |= {one, other}
        return rivals

    def _all(self, root: int) -> list[int]:
        return [index for part in self._inside[root] for index in part]

    def _conflict(self, one: int, other: int) -> bool:
        """Whether two clusters cannot be one: a document tells of both, or an account of one contradicts the other.

        What was joined by hand may hold accounts that contradict each other; one that agrees is enough there.
        """
        if not self._documents[one].isdisjoint(self._documents[other]):
            return True
        parts = product(self._inside[one], self._inside[other])
        if any(all(self._against(i, j) for i, j in product(mine, theirs)) for mine, theirs in parts):
            return True
        if not self._barred and not self._unclear:
            return False
        pairs = ((min(i, j), max(i, j)) for i, j in product(self._all(one), self._all(other)))
        return any(pair in self._barred or pair in self._unclear for pair in pairs)

    def _against(self, i: int, j: int) -> bool:
        decision = self._decision(i, j)
        return decision.score < THRESHOLD and against(decision.features)

    def clusters(self) -> list[Cluster]:
        """The clusters of two events or more."""
        found: defaultdict[int, list[Decision]] = defaultdict(list)
        for decision in self._used:
            found[self._roots.root(self._at[decision.left])].append(decision)
        for i, node in enumerate(self.nodes):
            # A node's events give one account, and with it the surest decision that there is.
            found[self._roots.root(i)] += [compare(node.events[0], event) for event in node.events[1:]]
        members = {
            root: sorted(event.iri for i in self._all(root) for event in self.nodes[i].events)
            for root, decisions in found.items()
            if decisions
        }
        return [Cluster(tuple(iris), tuple(sorted(found[root]))) for root, iris in members.items()]

    def doubtful(self) -> list[Decision]:
        """The pairs that stayed apart although little was missing, or although they fit, as they fit others too."""
        return [
            decision
            for (i, j), decision in self._decisions.items()
            if self._roots.root(i) != self._roots.root(j)
            and (i, j) not in self._barred
            and self._documents[self._roots.root(i)].isdisjoint(self._documents[self._roots.root(j)])
            and ((i, j) in self._unclear or THRESHOLD - DOUBTFUL <= decision.score < THRESHOLD)
            and all(feature.points > NEVER for feature in decision.features)
        ]
