"""Parquet files, read back; and what is said where the library for them is missing."""

from __future__ import annotations

import datetime as dt
import io
import sys
from typing import Any

import pytest

from kg.errors import QueryError
from kg.query.results import render, write
from kg.query.run import run_text
from kg.store import Store

MIXED = """SELECT ?whole ?part ?day ?yes ?text ?node ?none ?mixed {
  VALUES (?whole ?part ?day ?yes ?text ?node ?none ?mixed) {
    (1 1.5 "2020-01-31"^^xsd:date true "Zoë\\n2" jg:Agency UNDEF 1)
    (UNDEF 2 UNDEF UNDEF UNDEF UNDEF UNDEF "2020-01"^^xsd:gYearMonth)
    (9223372036854775807 UNDEF "1999-12-31"^^xsd:date false "" <http://x/a> UNDEF UNDEF)
  }
}"""


def read_back(store: Store, sparql: str) -> Any:
    pytest.importorskip("pyarrow", reason="pyarrow, which writes Parquet, is not installed here")
    import pyarrow.parquet as files

    stream = io.BytesIO()
    write(run_text(store, sparql), "parquet", store, stream)
    stream.seek(0)
    return files.read_table(stream)


def test_columns_have_the_types_of_their_terms(store: Store) -> None:
    table = read_back(store, MIXED)
    assert [str(kind) for kind in table.schema.types] == [
        "int64", "double", "date32[day]", "bool", "string", "string", "string", "string"
    ]  # fmt: skip
    assert table.to_pydict() == {
        "whole": [1, None, 2**63 - 1],
        "part": [1.5, 2.0, None],
        "day": [dt.date(2020, 1, 31), None, dt.date(1999, 12, 31)],
        "yes": [True, None, False],
        "text": ["Zoë\n2", None, ""],
        "node": ["https://w3id.org/jurisgraph/ontology#Agency", None, "http://x/a"],
        "none": [None, None, None],
        "mixed": ["1", "2020-01", None],
    }


def test_no_rows_still_have_columns(store: Store) -> None:
    table = read_back(store, "SELECT ?a ?b { ?a a jg:Nothing ; ?p ?b }")
    assert table.column_names == ["a", "b"] and table.num_rows == 0


def test_a_number_too_large_for_a_column_of_numbers_is_no_wrong_number(store: Store) -> None:
    table = read_back(store, "SELECT ?n { VALUES ?n { 9223372036854775808 1 } }")
    assert table.column("n").to_pylist()[0] == 9.223372036854775808e18


def test_where_the_library_is_missing_it_says_what_to_install(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(QueryError, match="pyarrow, which is not installed") as caught:
        render(run_text(store, MIXED), "parquet", store)
    assert "jurisgraph[parquet]" in (caught.value.hint or "")


@pytest.mark.parametrize("sparql", ["ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s a jg:Court }"])
def test_what_has_no_rows_is_refused(store: Store, sparql: str) -> None:
    with pytest.raises(QueryError, match="parquet"):
        render(run_text(store, sparql), "parquet", store)
