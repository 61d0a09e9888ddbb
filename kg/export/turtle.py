"""Turtle and TriG that stay the same for the same graph, and change by a line where the graph changes by a triple.

Own writer, because pyoxigraph's declares its prefixes in random order, puts all values of a property on one line and
writes "id:jurisdiction\\/fips\\/41"; its terms are used wherever no abbreviation applies. The data base is the file's
base, so nodes read <jurisdiction/fips/41>.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.export.order import Term, triple_order
from kg.export.views import Rows
from kg.vocab import BASE, PREFIXES, RDF, XSD

# Short forms are used only where they are beyond doubt; everything else is written in full, which is always right.
_LOCAL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_RELATIVE: Final = re.compile(r"[A-Za-z0-9_~-]+(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
_BARE: Final = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}
_BY_LENGTH: Final = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))


def turtle(rows: Rows) -> Iterator[str]:
    """The union of the documents' graphs as Turtle, in blocks of text."""
    yield _head()
    yield from _subjects(rows.triples(), "")


def trig(rows: Rows) -> Iterator[str]:
    """Each document's graph as a block of TriG, sorted by the graph's name."""
    yield _head()
    for graph, quads in groupby(sorted(rows.quads(), key=_graph_name), key=_graph_name):
        yield f"\n{graph} {{\n"
        yield from _subjects((quad.triple for quad in quads), "    ")
        yield "}\n"


def _graph_name(quad: Quad) -> str:
    # Every quad is in a named graph; in a file that was loaded, its name may be a blank node.
    return _iri(quad.graph_name.value) if isinstance(quad.graph_name, NamedNode) else str(quad.graph_name)


def _head() -> str:
    names = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(PREFIXES.items()))
    return f"@base <{BASE}> .\n{names}"


def _subjects(triples: Iterable[Triple], indent: str) -> Iterator[str]:
    """One block a subject: its types first, then its properties and their values by name."""
    ordered = sorted(triples, key=triple_order)
    for _, of_subject in groupby(ordered, key=lambda triple: str(triple.subject)):
        yield "\n" + _block(list(of_subject), indent)


def _block(triples: list[Triple], indent: str) -> str:
    properties = []
    for predicate, group in groupby(triples, key=lambda triple: triple.predicate.value):
        values = [term(triple.object) for triple in group]
        name = "a" if predicate == RDF.type else term(NamedNode(predicate))
        if len(values) == 1:
            properties.append(f"{name} {values[0]}")
        else:
            properties.append(f"{name}\n{indent}        " + f" ,\n{indent}        ".join(values))
    return f"{indent}{term(triples[0].subject)} " + f" ;\n{indent}    ".join(properties) + " .\n"


def term(value: Term) -> str:
    """A term in Turtle, abbreviated where prefixes, the base or a bare number allow it."""
    if isinstance(value, NamedNode):
        return _iri(value.value)
    if isinstance(value, Literal):
        return _literal(value)
    return str(value)


@lru_cache(maxsize=4096)
def _iri(iri: str) -> str:
    if iri.startswith(BASE) and _RELATIVE.fullmatch(iri, len(BASE)):
        return f"<{iri[len(BASE) :]}>"
    for name, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{name}:{iri[len(namespace) :]}"
    return str(NamedNode(iri))


def _literal(value: Literal) -> str:
    datatype = value.datatype.value
    bare = _BARE.get(datatype)
    if bare is not None and bare.fullmatch(value.value):
        return value.value
    if value.language is not None or datatype == XSD.string:
        return str(value)
    return f"{Literal(value.value)}^^{_iri(datatype)}"
