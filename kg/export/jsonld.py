"""JSON-LD 1.1 with the published context written into it, so that it can be read without the network.

Own writer over a flat context: pyoxigraph writes expanded JSON-LD only, and rdflib 7.6 drops a value of 0 or "" that
stands beside another value, besides giving another order at each run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import resources
from kg.errors import ExportError
from kg.export.context import Context, TermDefinition
from kg.export.order import Term, triple_order
from kg.export.views import Rows
from kg.vocab import RDF, XSD


def jsonld(rows: Rows) -> Iterator[str]:
    """The union of the documents' graphs: the context, then one object a node, sorted by IRI."""
    context = published_context()
    triples = sorted(rows.triples(), key=triple_order)
    yield f'{{\n"@context": {_dump(context.source)},\n"{context.keyword("@graph")}": ['
    separator = "\n"
    for _, of_subject in groupby(triples, key=lambda triple: str(triple.subject)):
        yield separator + _dump(_object(list(of_subject), context))
        separator = ",\n"
    yield "\n]\n}\n"


@cache
def published_context() -> Context:
    """The context of ontology/context.jsonld. Raises ExportError where it cannot be used."""
    path = resources.path("ontology", "context.jsonld")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Context.read(content["@context"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExportError(
            f"is no JSON-LD context: {error}", where=str(path), hint="install the package again"
        ) from error


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _object(triples: list[Triple], context: Context) -> dict[str, Any]:
    """The object of one subject: its id, its types, then its properties."""
    content: dict[str, Any] = {context.keyword("@id"): _reference(triples[0].subject, context)}
    types = [triple.object for triple in triples if triple.predicate.value == RDF.type]
    if types and all(isinstance(value, NamedNode) for value in types):
        names = [context.named(value.value) for value in types if isinstance(value, NamedNode)]
        content[context.keyword("@type")] = names[0] if len(names) == 1 else names
        triples = [triple for triple in triples if triple.predicate.value != RDF.type]
    values: dict[str, list[Any]] = {}
    always_lists = set()
    for triple in triples:
        definition = _definition(triple.predicate.value, triple.object, context)
        name = context.short(triple.predicate.value) if definition is None else definition.name
        values.setdefault(name, []).append(_value(triple.object, definition, context))
        if definition is not None and definition.many:
            always_lists.add(name)
    for name, found in values.items():
        content[name] = found[0] if len(found) == 1 and name not in always_lists else found
    return content


def _definition(predicate: str, value: Term, context: Context) -> TermDefinition | None:
    """The term for a property with such a value: one that coerces to its type, else one that coerces to nothing."""
    if isinstance(value, Literal):
        fitting: tuple[str | None, ...] = (None,) if value.language else (value.datatype.value, None)
    else:
        fitting = ("@id", "@vocab", None)
    found = context.terms.get(predicate, ())
    return next((term for kind in fitting for term in found if term.coercion == kind), None)


def _value(value: Term, definition: TermDefinition | None, context: Context) -> Any:
    coercion = definition.coercion if definition is not None else None
    if not isinstance(value, Literal):
        if coercion == "@vocab" and isinstance(value, NamedNode):
            return context.named(value.value)
        reference = _reference(value, context)
        return reference if coercion in ("@id", "@vocab") else {"@id": reference}
    if value.language is not None:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == XSD.integer and value.value == _canonical(value.value):
        return int(value.value)
    if datatype == XSD.boolean and value.value in ("true", "false"):
        return value.value == "true"
    if datatype == (coercion or XSD.string):
        return value.value
    return {"@value": value.value, "@type": context.short(datatype)}


def _canonical(digits: str) -> str | None:
    """An integer as JSON-LD readers write it; None where that is not sure: JSON's numbers are exact up to 2^53."""
    try:
        number = int(digits)
    except ValueError:
        return None
    return str(number) if abs(number) < 2**53 else None


def _reference(value: Term, context: Context) -> str:
    if isinstance(value, NamedNode):
        return context.short(value.value)
    if isinstance(value, BlankNode):
        return str(value)
    raise ExportError("JSON-LD cannot hold a triple inside a triple", hint="choose another format")
