"""Runs queries: checks and binds parameters as RDF terms, reports syntax errors by line and column.

pyoxigraph's own substitutions reach only variables that the outermost SELECT projects (0.5: "The SPARQL query does not
contains variable ?v in its SELECT projection"), so parameters are bound by VALUES clauses, inside sub-SELECTs as well.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from kg.errors import QueryError, StoreError
from kg.model import PartialDate
from kg.query import lookup
from kg.query.guard import check
from kg.query.library import MARKER, Parameter, QueryFile
from kg.query.syntax import located
from kg.query.terms import expand, iri, literal
from kg.store import QueryResults, Store
from kg.vocab import XSD

_DATATYPE = {"day": XSD.date, "month": XSD.gYearMonth, "year": XSD.gYear}
_CLASSES = {
    "jurisdiction": "Jurisdiction",
    "agency": "Agency",
    "statute": "Statute",
    "policy": "Policy",
    "document": "Document",
    "node": None,
}
_EXPECTED = {
    "iri": "an absolute IRI or a prefixed name",
    "integer": "a whole number",
    "decimal": "a number such as 0.5",
    "choice": "one of the choices",
    "date": "a day, month or year as YYYY-MM-DD, YYYY-MM or YYYY",
}
_FUNCTION = re.compile(r"custom function (\S+) is not supported", re.IGNORECASE)


def run(store: Store, query: QueryFile, values: Mapping[str, str] | None = None) -> QueryResults:
    """Ask a query of the library. values: parameters by name, as text.

    Raises QueryError: unknown, missing or unfit parameter; a label that names no node, or several.
    """
    return _asked(store, bind(store, query, values or {}), query.name)


def run_text(store: Store, sparql: str, *, where: str = "query") -> QueryResults:
    """Ask an ad-hoc query; the project's prefixes need no declaration. where: what messages call it.

    Raises QueryError: a syntax error, with line, column and the line itself; what kg.query.guard refuses.
    """
    check(sparql, where=where)
    return _asked(store, sparql, where)


def _asked(store: Store, sparql: str, where: str) -> QueryResults:
    try:
        return store.query(sparql)
    except QueryError as error:
        raise located(error, sparql, where) from error
    except StoreError as error:
        if function := _FUNCTION.search(str(error)):
            hint = "SPARQL 1.1 has its own, written without <>: STRLEN, CONTAINS, REPLACE ..."
            raise QueryError(f"there is no function {function[1]}", where=where, hint=hint) from error
        raise


def bind(store: Store, query: QueryFile, values: Mapping[str, str]) -> str:
    """The query's text with its parameters in place. Raises QueryError as run() does."""
    for name in values:
        if query.parameter(name) is None:
            known = [param.name for param in query.params]
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"it takes {', '.join(known) or 'no parameters'}"
            raise QueryError(f"{query.name} has no parameter {name!r}", hint=hint)
    terms: dict[str, str] = {}
    for param in query.params:
        value = values.get(param.name, param.default)
        if value is not None:
            terms[param.name] = term(store, param, value)
        elif param.required:
            hint = f"give it, for example: --param {param.name}={_quoted(param.example)}"
            raise QueryError(f"{query.name} needs the parameter {param.name}: {param.about}", hint=hint)

    def fill(found: re.Match[str]) -> str:
        return found[1] + found[2] + found[3] + terms.get(found[2], "UNDEF") + found[4]

    return MARKER.sub(fill, query.text)


def term(store: Store, param: Parameter, value: str) -> str:
    """A parameter's value as SPARQL writes it. Raises QueryError saying what was expected, with an example."""
    try:
        if param.type in _CLASSES:
            return iri(lookup.only(store, value, kind=_CLASSES[param.type]).iri)
        if param.type == "iri":
            return iri(expand(value) or value)
        if param.type == "integer":
            return literal(str(_integer(value)), XSD.integer)
        if param.type == "decimal":
            return literal(_decimal(value), XSD.decimal)
        if param.type == "choice":
            return literal(_choice(param, value))
        if param.type == "date":
            date = PartialDate.parse(value)
            return literal(str(date), _DATATYPE[date.granularity])
    except (ValueError, QueryError) as error:
        if param.type not in _EXPECTED:
            raise
        hint = f"for example {param.name}={_quoted(param.example)}"
        expected = f"one of {', '.join(param.choices)}" if param.choices else _EXPECTED[param.type]
        raise QueryError(f"{param.name} must be {expected}, not {value!r}", hint=hint) from error
    return literal(value)


def _integer(value: str) -> int:
    # int() also takes underscores and other scripts' digits; a number here is what xsd:integer writes.
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value.strip()):
        raise ValueError(value)
    return int(value)


def _decimal(value: str) -> str:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?", value.strip()):
        raise ValueError(value)
    return value.strip()


def _choice(param: Parameter, value: str) -> str:
    """The choice that is meant, whatever its capitals."""
    for choice in param.choices:
        if choice.casefold() == value.strip().casefold():
            return choice
    raise ValueError(value)


def _quoted(example: str) -> str:
    return f'"{example}"' if " " in example else example
