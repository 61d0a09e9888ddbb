"""The merged graph: for each cluster one node with all that its members are said to be, and why they are one.

Values that disagree all stay, each with the evidence of its members. A date that only says less than another,
"2020-02" beside "2020-02-14", disagrees with nothing and is left to the documents' graphs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.merge.read import Account, Told, Values
from kg.merge.records import Cluster, Decision
from kg.vocab import BASE, JG, RDF, SKOS, XSD

_TYPE: Final = str(RDF) + "type"
_INTEGER: Final = NamedNode(XSD.integer)
_RECIPIENTS: Final = (JG.servedOn, JG.sentTo)
# What a document says once of a fact, so that two values are a disagreement.
_SINGLE: Final = (JG.date, f"{JG}count", JG.subjectCount, JG.responseDue, JG.periodStart, JG.periodEnd)
# Properties of an event by which its label is the fuller one.
_TOLD_BY_LABEL: Final = (JG.date, f"{JG}count", JG.periodStart)


def merged_graph(told: Told, clusters: Iterable[Cluster]) -> Iterator[Triple]:
    """The triples of the merged graph: merged events, merged responses, decisions, and which document copies which."""
    for copy, original in told.copies.items():
        yield Triple(NamedNode(copy), NamedNode(JG.derivedFrom), NamedNode(original))
    clusters = list(clusters)
    renamed = {member: cluster.iri for cluster in clusters for member in cluster.members}
    responses = {cluster.iri: list(_responses(told, cluster)) for cluster in clusters}
    renamed |= {member: group[0] for groups in responses.values() for group in groups for member in group}
    for cluster in clusters:
        for members in (cluster.members, *responses[cluster.iri]):
            accounts = told.accounts(members)
            node = _node(accounts, members, renamed)
            yield from node
            yield from _claims(told, accounts, members, node)
        for decision in cluster.decisions:
            yield from _decision(cluster.iri, decision)


def _responses(told: Told, cluster: Cluster) -> Iterator[list[str]]:
    """The responses of a cluster that are one: of one status, respondent, claimant and date; each group sorted.

    A document that speaks for itself is the claimant; a copy claims what its original does. Responses of one document
    stay apart.
    """
    values = [account.values for account in told.accounts(cluster.members).values()]
    recipients = {term.value for of in values for prop in _RECIPIENTS for term in of.get(prop, ())}
    answers = {term.value for of in values for term in of.get(JG.hasResponse, ())}
    groups: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    seen: Counter[tuple[object, ...]] = Counter()
    for response, account in told.accounts(sorted(answers)).items():
        who = _names(account, JG.respondent)
        # The agency in one text, its place in the other: both are the one who was served.
        respondent = frozenset({"recipient"}) if who <= recipients else who
        claimants = frozenset(told.copies.get(claimant, claimant) for claimant in _names(account, JG.assertedBy))
        said = (_names(account, JG.status), respondent, claimants, _names(account, JG.date))
        groups[(*said, seen[(account.document, *said)])].append(response)
        seen[(account.document, *said)] += 1
    yield from (group for group in groups.values() if len(group) > 1)


def _names(account: Account, prop: str) -> frozenset[str]:
    return frozenset(term.value for term in account.values.get(prop, ()))


def _node(accounts: Mapping[str, Account], members: Sequence[str], renamed: Mapping[str, str]) -> set[Triple]:
    """All that is known of the members, as one node."""
    node = NamedNode(members[0])
    values: defaultdict[str, set[NamedNode | Literal]] = defaultdict(set)
    for member in members:
        for prop, terms in accounts[member].values.items():
            values[prop] |= {NamedNode(renamed[t.value]) if t.value in renamed else t for t in terms}
    values[JG.date] = _most_precise(values[JG.date])
    labels = values.pop(SKOS.prefLabel, set())
    label = max((accounts[member].values for member in reversed(members)), key=_fullness).get(SKOS.prefLabel, [])
    values[SKOS.prefLabel] = {min(label, key=str)} if label else set()
    values[SKOS.altLabel] |= labels - values[SKOS.prefLabel]
    values[JG.mergedFrom] = {NamedNode(member) for member in members}
    return {Triple(node, NamedNode(prop), term) for prop, terms in values.items() for term in terms}


def _claims(told: Told, accounts: Mapping[str, Account], members: Sequence[str], node: set[Triple]) -> Iterator[Triple]:
    """Who gives which value, where the documents disagree on one that a fact has but once."""
    for prop in _SINGLE:
        disputed = {triple.object for triple in node if triple.predicate.value == prop}
        for member in members if len(disputed) > 1 else ():
            account = accounts[member]
            for value in disputed.intersection(account.values.get(prop, ())):
                digest = blake2b(f"{member} {prop} {value}".encode(), digest_size=6).hexdigest()
                claim = NamedNode(f"{BASE}claim/{digest}")
                yield Triple(claim, NamedNode(_TYPE), NamedNode(JG.Claim))
                yield Triple(claim, NamedNode(JG.claimOf), NamedNode(members[0]))
                yield Triple(claim, NamedNode(JG.ofProperty), NamedNode(prop))
                yield Triple(claim, NamedNode(JG.value), value)
                yield Triple(claim, NamedNode(JG.claimedIn), NamedNode(account.document))
                for evidence in _of_property(told, account, prop):
                    yield Triple(claim, NamedNode(JG.evidence), evidence)


def _of_property(told: Told, account: Account, prop: str) -> list[NamedNode]:
    """The evidence that gives a property; where none is said to, the evidence of the fact as a whole, else all."""
    evidence = [term for term in account.values.get(JG.evidence, ()) if isinstance(term, NamedNode)]
    supports = told.supports(term.value for term in evidence)
    given = [node for node in evidence if prop in supports.get(node.value, ())]
    return given or [node for node in evidence if node.value not in supports] or evidence


def _most_precise(dates: set[NamedNode | Literal]) -> set[NamedNode | Literal]:
    return {
        date for date in dates if not any(other != date and other.value.startswith(f"{date.value}-") for other in dates)
    }


def _fullness(values: Values) -> tuple[int, int, bool]:
    """How much a label made of these values tells: a day before a month, an agency before its place."""
    date = max((len(term.value) for term in values.get(JG.date, ())), default=0)
    agency = any("/agency/" in term.value for prop in _RECIPIENTS for term in values.get(prop, ()))
    return date, sum(prop in values for prop in _TOLD_BY_LABEL), agency


def _decision(event: str, decision: Decision) -> Iterator[Triple]:
    """Why two tellings are one: the pair, the points, and a sentence for each feature, the weightiest first."""
    digest = blake2b(f"{decision.left} {decision.right}".encode(), digest_size=6).hexdigest()
    node = NamedNode(f"{BASE}merge/{digest}")
    yield Triple(node, NamedNode(_TYPE), NamedNode(JG.MergeDecision))
    yield Triple(node, NamedNode(JG.decides), NamedNode(event))
    for member in (decision.left, decision.right):
        yield Triple(node, NamedNode(JG.compares), NamedNode(member))
    yield Triple(node, NamedNode(JG.score), Literal(str(decision.score), datatype=_INTEGER))
    for feature in decision.features:
        yield Triple(node, NamedNode(JG.reason), Literal(f"{feature.name} {feature.points:+d}: {feature.detail}"))
