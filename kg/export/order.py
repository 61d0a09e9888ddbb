"""The one order in which terms are written: IRIs, blank nodes, literals, each by its characters."""

from __future__ import annotations

from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.vocab import RDF

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Key: TypeAlias = tuple[int, str, str]


def term_order(term: Term) -> Key:
    """Sorts by value rather than by notation, so that <fips/08> comes before <fips/08999>."""
    if isinstance(term, NamedNode):
        return 0, term.value, ""
    if isinstance(term, Literal):
        return 2, term.value, str(term)
    return 1, str(term), ""


def triple_order(triple: Triple) -> tuple[Key, str, Key]:
    """By subject, then rdf:type before all other predicates, then by object."""
    predicate = triple.predicate.value
    return term_order(triple.subject), "" if predicate == RDF.type else predicate, term_order(triple.object)
