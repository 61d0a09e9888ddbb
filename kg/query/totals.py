"""How many things of each kind there are: in one document's graph, and in a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox

from kg.store import Store
from kg.vocab import JG, RDF


def counts(quads: Iterable[ox.Quad]) -> tuple[tuple[str, int], ...]:
    """How many nodes of each class of the ontology some quads describe."""
    classes: Counter[str] = Counter()
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode) and quad.predicate.value == RDF.type:
            name = quad.object.value
            classes.update([name.removeprefix(str(JG))] if name.startswith(str(JG)) else [])
    return tuple(sorted(classes.items()))


def totals(store: Store) -> dict[str, int]:
    """How many documents, agencies, ... the graph holds, each thing once; entities as far as documents name them."""
    query = """
        SELECT ?class (COUNT(DISTINCT ?node) AS ?number) WHERE {
          ?node a ?class . FILTER(STRSTARTS(STR(?class), STR(jg:)))
          OPTIONAL { ?document jg:mentions ?node }
          FILTER(BOUND(?document) || ?class NOT IN (jg:Agency, jg:Jurisdiction, jg:Statute))
        } GROUP BY ?class"""
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return {str(row["class"].value).rpartition("#")[2]: int(row["number"].value) for row in found}
