from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.cli import query as query_command
from kg.errors import QueryError
from kg.query.results import FORMATS, NOTHING, render, write
from kg.query.run import run_text
from kg.store import Store, load_file
from kg.vocab import BASE

AGENCIES = """SELECT ?node ?label ?n {
  ?node a jg:Agency ; skos:prefLabel ?label BIND (STRLEN(?label) AS ?n)
} ORDER BY ?label LIMIT 2"""
LEVELS = "CONSTRUCT { ?a jg:level ?b } WHERE { ?a jg:level ?b }"


def shown(store: Store, sparql: str, form: str | None = None, **options: object) -> str:
    return render(run_text(store, sparql), form, store, **options)  # type: ignore[arg-type]


def test_a_table_shows_labels_and_lines_up(store: Store) -> None:
    assert shown(store, AGENCIES).splitlines() == [
        "node                           label                           n",
        "-----------------------------  -----------------------------  --",
        "Alder County Circuit Court     Alder County Circuit Court     26",
        "Alder County Sheriff's Office  Alder County Sheriff's Office  29",
    ]


def test_hidden_columns_are_left_out_of_tables_only(store: Store) -> None:
    assert shown(store, AGENCIES, hidden=["node", "n"]).splitlines()[0] == "label"
    assert shown(store, AGENCIES, "csv", hidden=["node", "n"]).splitlines()[0] == "node,label,n"


def test_an_iri_without_label_is_shortened(store: Store) -> None:
    table = shown(store, "SELECT ?type { id:x ?p ?o } VALUES ?type { jg:Sheriff <http://x/a> }")
    assert table == NOTHING + "\n"
    table = shown(store, "SELECT ?type { VALUES ?type { jg:Sheriff <http://x/a> } } ORDER BY ?type")
    assert table.splitlines()[2:] == ["http://x/a", "jg:Sheriff"]


def test_a_cell_is_one_line_and_empty_cells_are_empty(store: Store) -> None:
    table = shown(store, r'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { ("x\n  y" UNDEF 1) ("z" 2 UNDEF) } } ORDER BY ?a')
    assert table.splitlines() == ["a    b  c", "---  -  -", "x y     1", "z    2"]


def test_no_rows_is_a_sentence(store: Store) -> None:
    assert shown(store, "SELECT * { ?s a jg:Nothing }") == NOTHING + "\n"
    assert shown(store, "SELECT ?s { ?s a jg:Nothing }", "csv").strip() == "s"
    assert json.loads(shown(store, "SELECT ?s { ?s a jg:Nothing }", "json"))["results"]["bindings"] == []
    assert NOTHING in shown(store, "CONSTRUCT WHERE { ?s a jg:Nothing }")


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_a_table_keeps_to_the_terminal_or_gives_way_to_blocks(store: Store, width: int) -> None:
    text = shown(store, AGENCIES, width=width)
    assert text.endswith("\n")
    words = ["Alder", "County", "Circuit", "Court", "Sheriff's", "Office", "26", "29"]
    assert all(word in text for word in words), "no word is broken"
    assert max(map(len, text.splitlines())) <= width


def test_many_columns_in_a_narrow_terminal_are_blocks(store: Store) -> None:
    text = shown(store, AGENCIES, width=20)
    assert text.splitlines()[:4] == [
        "node   Alder County Circuit Court",
        "label  Alder County Circuit Court",
        "n      26",
        "",
    ]


def test_terminal_tables_show_markup_as_it_is(store: Store) -> None:
    assert "[bold]x[/bold] :smile:" in shown(store, 'SELECT ?a { VALUES ?a { "[bold]x[/bold] :smile:" } }', width=80)


def test_csv_tsv_and_json(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(shown(store, AGENCIES, "csv"))))
    assert rows[0] == {
        "node": BASE + "agency/alder-circuit-court",
        "label": "Alder County Circuit Court",
        "n": "26",
    }
    assert shown(store, AGENCIES, "tsv").splitlines()[0] == "?node\t?label\t?n"
    data = json.loads(shown(store, AGENCIES, "json"))
    assert data["head"]["vars"] == ["node", "label", "n"]
    assert data["results"]["bindings"][1]["label"]["value"] == "Alder County Sheriff's Office"
    assert all(shown(store, AGENCIES, form).endswith("\n") for form in ("csv", "tsv", "json"))


def test_yes_and_no(store: Store) -> None:
    yes, no = "ASK { ?s a jg:Agency }", "ASK { ?s a jg:Nothing }"
    for form in (None, "table", "csv", "tsv"):
        assert (shown(store, yes, form), shown(store, no, form)) == ("true\n", "false\n")
    assert json.loads(shown(store, yes, "json"))["boolean"] is True
    with pytest.raises(QueryError, match="ASK"):
        shown(store, yes, "turtle")


def test_a_graph_is_turtle_in_a_fixed_order(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    turtle = shown(store, LEVELS)
    assert turtle == shown(store, LEVELS, "turtle")
    lines = turtle.splitlines()
    assert lines[:2] == [f"@prefix id: <{BASE}> .", "@prefix jg: <https://w3id.org/jurisgraph/ontology#> ."]
    assert lines[2:] == sorted(lines[2:])
    path = tmp_path_factory.mktemp("turtle") / "levels.ttl"
    path.write_text(turtle, encoding="utf-8")
    with load_file(path) as again:
        assert shown(again, LEVELS) == turtle
        assert set(again.triples()) == set(run_text(store, LEVELS))  # type: ignore[arg-type]


def test_a_graph_as_a_table(store: Store) -> None:
    lines = shown(store, LEVELS, "table").splitlines()
    assert lines[0].split() == ["subject", "predicate", "object"]
    assert lines[2].split("  ")[0] == "Alder County Circuit Court"


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
def test_a_graph_has_no_rows(store: Store, form: str) -> None:
    with pytest.raises(QueryError, match=f"cannot be written as {form}"):
        shown(store, LEVELS, form)


def test_rows_are_no_graph_and_formats_are_known(store: Store) -> None:
    with pytest.raises(QueryError, match="SELECT query has rows") as caught:
        shown(store, AGENCIES, "turtle")
    assert "CONSTRUCT" in (caught.value.hint or "")
    with pytest.raises(QueryError, match="no format 'yaml'"):
        shown(store, AGENCIES, "yaml")


def test_iris_in_place_of_labels_and_no_column_left_out(store: Store) -> None:
    lines = shown(store, AGENCIES, hidden=["node"], iris=True).splitlines()
    assert lines[0].split() == ["node", "label", "n"]
    assert lines[2].startswith(BASE + "agency/alder-circuit-court ")
    assert BASE + "agency/" in shown(store, LEVELS, "table", iris=True)


def test_markdown(store: Store) -> None:
    text = shown(store, AGENCIES, "markdown", hidden=["node"])
    assert text.splitlines() == [
        "| label | n |",
        "| --- | ---: |",
        "| Alder County Circuit Court | 26 |",
        "| Alder County Sheriff's Office | 29 |",
    ]
    odd = shown(store, 'SELECT ?a { VALUES ?a { "x|y\\n*z* [a](b) <i>" } }', "markdown")
    assert odd.splitlines()[2] == "| x\\|y \\*z\\* \\[a\\](b) \\<i\\> |"
    assert shown(store, LEVELS, "markdown").startswith("| subject | predicate | object |\n")
    assert shown(store, "SELECT ?s { ?s a jg:Nothing }", "markdown") == NOTHING + "\n"


def test_xml(store: Store) -> None:
    root = ElementTree.fromstring(shown(store, AGENCIES, "xml"))
    space = {"s": "http://www.w3.org/2005/sparql-results#"}
    assert [head.get("name") for head in root.findall("s:head/s:variable", space)] == ["node", "label", "n"]
    numbers = root.findall("s:results/s:result/s:binding[@name='n']/s:literal", space)
    assert [cell.text for cell in numbers] == ["26", "29"]
    assert "<boolean>true</boolean>" in shown(store, "ASK { ?s a jg:Agency }", "xml")
    with pytest.raises(QueryError, match="cannot be written as xml"):
        shown(store, LEVELS, "xml")


class Sink(io.RawIOBase):
    """Counts what is written, and the largest piece of it."""

    total = largest = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.total += len(data)
        self.largest = max(self.largest, len(data))
        return len(data)


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_rows_are_written_as_they_come(store: Store, form: str) -> None:
    sink = Sink()
    write(run_text(store, "SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y } LIMIT 20000"), form, store, sink)  # type: ignore[arg-type]
    assert sink.total > 1_000_000 and sink.largest < 100_000


def test_every_format_is_known_to_the_command_line() -> None:
    assert query_command.FORMATS == FORMATS
    assert set(query_command.SUFFIXES.values()) == set(FORMATS)
