"""Runs queries: checks and binds parameters as RDF terms, reports syntax errors by line and column.

pyoxigraph's own substitutions reach only variables that the outermost SELECT projects (0.5: "The SPARQL query does not
contains variable ?v in its SELECT projection"), so parameters are bound by VALUES clauses, inside sub-SELECTs as well.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from kg.errors import QueryError
from kg.model import PartialDate
from kg.query import lookup
from kg.query.library import MARKER, Parameter, QueryFile
from kg.query.terms import expand, iri, literal
from kg.store import QueryResults, Store
from kg.vocab import PREFIXES, XSD

_DATATYPE = {"day": XSD.date, "month": XSD.gYearMonth, "year": XSD.gYear}
_CLASSES = {"jurisdiction": "Jurisdiction", "agency": "Agency", "node": None}
_EXPECTED = {
    "iri": "an absolute IRI or a prefixed name",
    "integer": "a whole number",
    "date": "a day, month or year as YYYY-MM-DD, YYYY-MM or YYYY",
}
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def run(store: Store, query: QueryFile, values: Mapping[str, str] | None = None) -> QueryResults:
    """Ask a query of the library. values: parameters by name, as text.

    Raises QueryError: unknown, missing or unfit parameter; a label that names no node, or several.
    """
    return run_text(store, bind(store, query, values or {}))


def run_text(store: Store, sparql: str) -> QueryResults:
    """Ask an ad-hoc query; the project's prefixes need no declaration.

    Raises QueryError with line, column and the line itself for a syntax error.
    """
    try:
        return store.query(sparql)
    except QueryError as error:
        position = _POSITION.search(error.reason)
        if position is None:
            raise
        raise _syntax_error(sparql, int(position[1]), int(position[2]), position[3]) from error


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
        if param.type == "date":
            date = PartialDate.parse(value)
            return literal(str(date), _DATATYPE[date.granularity])
    except (ValueError, QueryError) as error:
        if param.type not in _EXPECTED:
            raise
        hint = f"for example {param.name}={_quoted(param.example)}"
        raise QueryError(f"{param.name} must be {_EXPECTED[param.type]}, not {value!r}", hint=hint) from error
    return literal(value)


def _integer(value: str) -> int:
    # int() also takes underscores and other scripts' digits; a number here is what xsd:integer writes.
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value.strip()):
        raise ValueError(value)
    return int(value)


def _quoted(example: str) -> str:
    return f'"{example}"' if " " in example else example


def _syntax_error(sparql: str, line: int, column: int, message: str) -> QueryError:
    """The engine's message, with the place and the line that it means; long lists of what it expected are left out."""
    lines = sparql.splitlines() or [""]
    there = lines[min(line, len(lines)) - 1].strip()
    if "Prefix not found" in message:
        reason, hint = "a prefix is not known", f"known are {', '.join(PREFIXES)}; declare others with PREFIX"
    elif re.search(r"(?<![\w<])(?:id|jg):[\w-]*/", there):
        reason, hint = "a prefixed name may hold no slash", f"write that IRI whole, in <>: {there}"
    else:
        reason = message if len(message) <= 100 and "['" not in message else "not valid SPARQL here"
        hint = f"the line is: {there}" if there else "the query ends too early"
    return QueryError(f"syntax error: {reason}", where=f"query, line {line}, column {column}", hint=hint)
