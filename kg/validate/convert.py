"""Between pyoxigraph's terms, which the pipeline uses, and rdflib's, which pySHACL needs."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import ValidationError
from kg.vocab import XSD

OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def node_name(term: OxTerm | Node) -> str:
    """One name for a node in both libraries: its IRI, or _: and the blank node's label. A literal gives its text."""
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, BNode):
        return f"_:{term}"
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


@contextmanager
def _quiet_about_literals() -> Iterator[None]:
    """rdflib logs a traceback for each literal that its datatype does not allow; the shapes report those in words."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def to_rdflib(quads: Iterable[ox.Quad]) -> Graph:
    """One rdflib graph with the statements of all quads, literals spelt as they are.

    Raises ValidationError where a statement is about another statement (an RDF 1.2 triple term): rdflib cannot hold it.
    """
    graph = Graph()
    terms: dict[OxTerm, Node] = {}

    def convert(term: OxTerm) -> Node:
        known = terms.get(term)
        if known is None:
            known = terms[term] = _term(term)
        return known

    with _quiet_about_literals():
        graph.addN((convert(q.subject), convert(q.predicate), convert(q.object), graph) for q in quads)
    return graph


def _term(term: OxTerm) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        if term.datatype.value == XSD.string:
            # To rdflib "x" and "x"^^xsd:string differ; its Turtle parser gives the shapes' lists the former.
            return Literal(term.value)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise ValidationError(
        "a statement about a statement cannot be checked", where=str(term), hint="export the graph without triple terms"
    )
