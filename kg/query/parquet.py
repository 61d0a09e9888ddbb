"""Answers as Parquet, the columnar files that pandas, DuckDB and R read; with pyarrow where it is installed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO, Final

import pyoxigraph as ox

from kg.errors import QueryError
from kg.vocab import XSD

_LARGEST: Final = 2**63 - 1
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_INTEGERS: Final = {
    XSD.integer, XSD.int, XSD.long, XSD.short, XSD.byte, XSD.nonNegativeInteger, XSD.positiveInteger, XSD.unsignedInt,
}  # fmt: skip


def writer() -> tuple[Any, Any]:
    """The modules pyarrow and pyarrow.parquet. Raises QueryError, with what to install, where they are missing."""
    try:
        import pyarrow
        import pyarrow.parquet as files
    except ImportError as error:
        hint = "install it with: pip install 'jurisgraph[parquet]', or pip install pyarrow; or use --format csv"
        raise QueryError("Parquet is written by the library pyarrow, which is not installed", hint=hint) from error
    return pyarrow, files


def write(names: list[str], rows: Iterable[Sequence[object]], stream: BinaryIO) -> None:
    """Write rows of terms, a column each name; all rows are held in memory.

    A column whose terms are all integers, numbers, days or truth values is of that type; any other is text: the IRI of
    a node, what a literal says. Empty cells are null.
    """
    arrow, files = writer()
    columns: list[list[object]] = [[] for _ in names]
    for row in rows:
        for column, term in zip(columns, row, strict=True):
            column.append(term)
    arrays = {name: _array(arrow, column) for name, column in zip(names, columns, strict=True)}
    sink = arrow.BufferOutputStream()
    files.write_table(arrow.table(arrays), sink, compression="zstd")
    stream.write(sink.getvalue())


def _array(arrow: Any, terms: list[object]) -> Any:
    kinds: tuple[tuple[Callable[[object], object], Any], ...] = (
        (_integer, arrow.int64()),
        (_number, arrow.float64()),
        (_truth, arrow.bool_()),
        (_day, arrow.date32()),
    )
    for read, kind in kinds:
        values = [None if term is None else read(term) for term in terms]
        if any(value is not None for value in values) and all(
            term is None or value is not None for term, value in zip(terms, values, strict=True)
        ):
            return arrow.array(values, kind)
    return arrow.array([_text(term) for term in terms], arrow.string())


def _integer(term: object) -> int | None:
    if isinstance(term, ox.Literal) and term.datatype.value in _INTEGERS:
        value = int(term.value)
        return value if -_LARGEST <= value <= _LARGEST else None
    return None


def _number(term: object) -> float | None:
    if isinstance(term, ox.Literal) and term.datatype.value in {*_INTEGERS, XSD.decimal, XSD.double, XSD.float}:
        try:
            return float(term.value)
        except ValueError:
            return None
    return None


def _truth(term: object) -> bool | None:
    if isinstance(term, ox.Literal) and term.datatype.value == XSD.boolean:
        return term.value in ("true", "1")
    return None


def _day(term: object) -> dt.date | None:
    if isinstance(term, ox.Literal) and term.datatype.value == XSD.date and _DAY.fullmatch(term.value):
        return dt.date.fromisoformat(term.value)
    return None


def _text(term: object) -> str | None:
    return None if term is None else term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
