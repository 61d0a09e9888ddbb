"""Checks questions against their expected answers: the test that every question has, for one's own as well."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions

from kg.errors import KgError, QueryError
from kg.query.library import QueryFile
from kg.query.results import render
from kg.query.run import run
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of checking one question. problem: None where it is as expected; answer: as CSV, None without one."""

    name: str
    problem: str | None
    answer: str | None


def check(store: Store, queries: Iterable[QueryFile], answers: Path) -> list[Outcome]:
    """Ask each question, with the examples of the parameters that it needs, and compare with answers/<name>.csv.

    A question fails that cannot be asked, whose columns are not those of its header, whose expected answer is missing
    or another one. Raises QueryError for an expected answer that cannot be read.
    """
    return [_outcome(store, query, answers / f"{query.name}.csv") for query in queries]


def _outcome(store: Store, query: QueryFile, path: Path) -> Outcome:
    values = {param.name: param.example for param in query.params if param.required}
    try:
        results = run(store, query, values)
        if not isinstance(results, QuerySolutions):
            return Outcome(query.name, "is no SELECT query", None)
        columns = [variable.value for variable in results.variables]
        answer = render(results, "csv", store).replace("\r\n", "\n")
    except KgError as error:
        return Outcome(query.name, str(error), None)
    if columns != [column.name for column in query.columns]:
        told = ", ".join(column.name for column in query.columns)
        return Outcome(query.name, f"its header tells of the columns {told}; it selects {', '.join(columns)}", answer)
    if not path.is_file():
        return Outcome(
            query.name, f"has no expected answer: check its answer by hand and keep it as {path.name}", answer
        )
    return Outcome(query.name, _difference(_rows(_text(path)), _rows(answer)), answer)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"an expected answer cannot be read: {error}", where=str(path)) from error


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def _difference(expected: list[list[str]], found: list[list[str]]) -> str | None:
    for number, (wanted, given) in enumerate(zip(expected, found, strict=False)):
        if wanted != given:
            return f"row {number} is {','.join(given)}; expected was {','.join(wanted)}"
    if len(expected) != len(found):
        return f"it has {len(found) - 1} rows; expected were {len(expected) - 1}"
    return None
