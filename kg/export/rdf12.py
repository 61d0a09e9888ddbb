"""RDF 1.2 with triple terms, for tools that read them: each piece of evidence reifies the very statements it supports.

All other formats say the same without them (jg:evidence on the fact, jg:supports on the evidence); this one spares the
join. N-Triples, for its lines are Turtle 1.2 as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final, get_args

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.export.views import Rows
from kg.model import FactKind
from kg.vocab import JG, RDF, SKOS

_TYPE: Final = str(RDF) + "type"
_FACTS: Final = {f"{JG}{kind}" for kind in get_args(FactKind)}
_ASIDE: Final = {JG.evidence, SKOS.prefLabel, SKOS.altLabel, JG.mergedFrom}
_REIFIES: Final = NamedNode(str(RDF) + "reifies")
_Node = NamedNode | BlankNode | Literal | Triple


def rdf12(rows: Rows) -> Iterator[str]:
    """The view and, for each piece of evidence, the statements that it supports; sorted lines.

    Evidence without jg:supports is of the fact as a whole: it reifies all that its document says of it, but for what
    other evidence there supports in particular. Of an agency, place or law, which is more than a text says of it, that
    it is one. What a document says of an event stands for the merged event, where it has been merged.
    """
    view = set(rows.triples())
    merged: dict[_Node, NamedNode] = {
        triple.object: triple.subject
        for triple in view
        if triple.predicate.value == JG.mergedFrom and isinstance(triple.subject, NamedNode)
    }
    lines = {f"{triple} .\n" for triple in view}
    told: set[_Node] = set()
    for _, quads in groupby(rows.statements(), key=attrgetter("graph_name")):
        stated = [_renamed(quad, merged) for quad in quads]
        told.update(triple.subject for triple in stated)
        lines |= {f"{one} .\n" for one in _reified(stated) if one.object in view}
    # A file of the merged view lacks the statements it was merged from: whose a value is, is sure where there is one.
    untold = [triple for triple in view if triple.subject in set(merged.values()) - told]
    lines |= {f"{one} .\n" for one in _reified(_undisputed(untold), view)}
    yield from sorted(lines)


def _renamed(quad: Quad, merged: dict[_Node, NamedNode]) -> Triple:
    subject, value = merged.get(quad.subject, quad.subject), merged.get(quad.object, quad.object)
    return Triple(subject, quad.predicate, value)


def _undisputed(triples: list[Triple]) -> list[Triple]:
    values = Counter((triple.subject, triple.predicate) for triple in triples)
    return [t for t in triples if t.predicate.value == JG.evidence or values[t.subject, t.predicate] == 1]


def _reified(stated: Iterable[Triple], about: Iterable[Triple] = ()) -> Iterator[Triple]:
    """What evidence reifies of some statements. about: where it is described, if not among them."""
    stated = list(stated)
    evidence: defaultdict[_Node, set[NamedNode]] = defaultdict(set)  # of a node
    supported: defaultdict[_Node, set[str]] = defaultdict(set)  # by evidence: IRIs of properties
    facts: set[_Node] = set()
    for triple in stated:
        if triple.predicate.value == JG.evidence and isinstance(triple.object, NamedNode):
            evidence[triple.subject].add(triple.object)
        elif triple.predicate.value == _TYPE and isinstance(triple.object, NamedNode) and triple.object.value in _FACTS:
            facts.add(triple.subject)
    for triple in about or stated:
        if triple.predicate.value == JG.supports and isinstance(triple.object, NamedNode):
            supported[triple.subject].add(triple.object.value)
    for triple in stated:
        prop = triple.predicate.value
        found = evidence.get(triple.subject, set())
        own = {one for one in found if prop in supported[one]}
        if not own and prop not in _ASIDE and (prop == _TYPE or triple.subject in facts):
            own = {one for one in found if not supported[one]}
        yield from (Triple(one, _REIFIES, triple) for one in own)
