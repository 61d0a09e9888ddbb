"""Counts are right whatever is said twice: several evidences, labels, documents, and what nobody says is not zero."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.query import library
from kg.query.results import render
from kg.query.run import run
from kg.store import Store, load_file

from .conftest import GIVEN

GRAPH = Path(__file__).parents[1] / "fixtures" / "graph.trig"
# Columns that count passages, which the enlarged graph has more of, or that list the passages themselves.
PASSAGES = {"passages", "quote"}
PREFIXES = """
@prefix jg: <https://w3id.org/jurisgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/jurisgraph/id/> .
"""
DOCUMENT = """
<graph/document/extra-1> {
  <document/extra-1> a jg:Document ; jg:fileName "extra.txt" .
  <jurisdiction/fips/41> a jg:Jurisdiction ; skos:prefLabel "Oregon" .
  <agency/state-police> a jg:Agency ; skos:prefLabel "Oregon State Police" ; jg:hasJurisdiction <jurisdiction/fips/41> .
  <evidence/extra/1-2> a jg:Evidence ; jg:document <document/extra-1> ; jg:start 1 ; jg:end 2 ; jg:quote "x" .
  %s
}
"""


def ask(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    text = render(run(store, library.find(name), values), "csv", store)
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def with_document(tmp_path: Path) -> Iterator[object]:
    """A function that gives the fixture graph and one more document that states some Turtle."""
    opened: list[Store] = []

    def make(turtle: str, *, alone: bool = False) -> Store:
        path = tmp_path / f"{len(opened)}.trig"
        base = "" if alone else GRAPH.read_text(encoding="utf-8")
        path.write_text(base + PREFIXES + DOCUMENT % turtle, encoding="utf-8")
        opened.append(load_file(path))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


def enlarged() -> str:
    """The fixture graph with more labels and evidence: three altLabels a node, two further passages a fact."""
    with load_file(GRAPH) as store:
        more = []
        nodes = store.query("SELECT DISTINCT ?g ?n { GRAPH ?g { ?n skos:prefLabel ?l } } ORDER BY ?g ?n")
        for graph, node in nodes:  # type: ignore[misc]
            names = " , ".join(f'"other {index} of {node.value}"' for index in range(3))
            more.append(f"{graph} {{ {node} skos:altLabel {names} }}")
        facts = store.query(
            "SELECT DISTINCT ?g ?n ?d { GRAPH ?g { ?n jg:evidence ?e . ?e jg:document ?d } } ORDER BY ?g ?n ?d"
        )
        for number, (graph, node, document) in enumerate(facts):  # type: ignore[misc]
            for index in range(2):
                evidence = f"<evidence/more/{number}-{index}>"
                more.append(
                    f"{graph} {{ {node} jg:evidence {evidence} . {evidence} a jg:Evidence ; jg:document {document} ;"
                    f' jg:start {number} ; jg:end {number + 1} ; jg:quote "m" ; jg:assertedBy {document} }}'
                )
    return "\n".join(more)


def test_more_evidence_and_labels_change_no_count(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "enlarged.trig"
    path.write_text(GRAPH.read_text(encoding="utf-8") + PREFIXES + enlarged(), encoding="utf-8")
    compared = 0
    with load_file(path) as large:
        for query in library.library().values():
            if query.name in ("evidence-of", "passages-on-statute"):  # which list the passages
                continue
            values = GIVEN.get(query.name, {})
            before, after = ask(store, query.name, **values), ask(large, query.name, **values)
            key = [column.name for column in query.columns if column.name not in PASSAGES]
            assert Counter(tuple(row[name] for name in key) for row in after) == Counter(
                tuple(row[name] for name in key) for row in before
            ), query.name
            compared += 1
    assert compared >= 50


def test_no_event_is_lost_or_doubled(store: Store) -> None:
    total = sum(1 for _ in store.query("SELECT ?s { ?s a jg:Subpoena }"))  # type: ignore[misc]
    assert sum(int(row["reports"]) for row in ask(store, "subpoenas-by-jurisdiction")) == total == 5
    assert len(ask(store, "subpoenas-by-recipient")) == total
    served = [row for row in ask(store, "subpoenas-timeline") if row["event"] == "served"]
    assert len(served) == total
    assert sum(int(row["subpoenas"]) for row in ask(store, "documents")) == total


def test_an_event_told_by_two_documents_counts_once_at_the_least(store: Store) -> None:
    alder = ask(store, "subpoenas-by-jurisdiction", jurisdiction="Alder County, Oregon")
    assert [(row["events"], row["instruments"], row["reports"]) for row in alder[:1]] == [("1", "4", "2")]


def test_two_events_of_one_document_count_twice(with_document) -> None:  # type: ignore[no-untyped-def]
    store = with_document(
        "".join(
            f"<subpoena/extra/{index}> a jg:Subpoena ; jg:servedOn <agency/state-police> ; jg:count {count} ;"
            " jg:appliesIn <jurisdiction/fips/41> ; jg:evidence <evidence/extra/1-2> .\n"
            for index, count in enumerate([2, 5])
        )
    )
    oregon = next(row for row in ask(store, "subpoenas-by-jurisdiction") if row["jurisdiction"] == "Oregon")
    assert (oregon["events"], oregon["instruments"], oregon["reports"]) == ("2", "7", "2")


def test_no_number_is_no_zero(store: Store) -> None:
    colorado = ask(store, "subpoenas-by-jurisdiction", jurisdiction="Colorado")
    assert [(row["events"], row["instruments"]) for row in colorado] == [("1", "")]
    honored = ask(store, "detainers-by-county", jurisdiction="Brook Falls, Oregon")
    assert [(row["issued"], row["declined"], row["honored"], row["reports"]) for row in honored] == [("", "", "", "1")]


def test_a_place_takes_in_the_places_within(store: Store) -> None:
    oregon = {row["jurisdiction"] for row in ask(store, "subpoenas-by-jurisdiction", jurisdiction="State of Oregon")}
    assert oregon == {"Alder County, Oregon", "Brook Falls, Oregon"}
    nation = {row["jurisdiction"] for row in ask(store, "subpoenas-by-jurisdiction", jurisdiction="USA")}
    assert nation == oregon | {"Colorado"}
    assert {row["jurisdiction"] for row in ask(store, "agencies-of-jurisdiction", jurisdiction="United States")} == {
        "Alder County, Oregon",
        "Brook Falls, Oregon",
        "United States",
    }
    assert ask(store, "agencies-of-jurisdiction", jurisdiction="Colorado") == []


def test_detainers_of_two_recipients_in_one_document_add_up(with_document) -> None:  # type: ignore[no-untyped-def]
    store = with_document(
        "".join(
            f"<detainer/extra/{index}> a jg:DetainerRequest ; jg:outcome jg:Declined ; jg:count {count} ;"
            " jg:appliesIn <jurisdiction/fips/41> ; jg:evidence <evidence/extra/1-2> .\n"
            for index, count in enumerate([10, 3])
        ),
        alone=True,
    )
    (row,) = ask(store, "detainers-by-county")
    assert (row["jurisdiction"], row["issued"], row["declined"], row["honored"]) == ("Oregon", "", "13", "")


def test_dates_bound_the_timeline(store: Store) -> None:
    dates = [row["date"] for row in ask(store, "subpoenas-timeline", since="2019-03-05")]
    # What is dated by year or month may be as late, so it stays.
    assert dates == ["2019", "2019-03", "2019-03-05", "2019-03-18", "2019-03-18"]
    assert [row["date"] for row in ask(store, "subpoenas-timeline", until="2019-03-04")] == [
        "2019",
        "2019-03",
        "2019-03-04",
        "2019-03-04",
    ]
    assert ask(store, "subpoenas-timeline", since="2020") == []
    assert len(ask(store, "response-deadlines", since="2019-03-18")) == 2
    assert ask(store, "response-deadlines", since="2019-03-19") == []


def test_agreement_is_no_contest(with_document) -> None:  # type: ignore[no-untyped-def]
    def response(number: int, status: str, date: str) -> str:
        return (
            f"<subpoena/extra/{number}> a jg:Subpoena ; jg:servedOn <agency/state-police> ; jg:date {date} ;"
            f" jg:hasResponse <response/extra/{number}> ; jg:evidence <evidence/extra/1-2> .\n"
            f"<response/extra/{number}> a jg:Response ; jg:status jg:{status} ; jg:evidence <evidence/extra/1-2> ;"
            f" jg:assertedBy <agency/{number}> ; jg:respondent <agency/state-police> ."
            f' <agency/{number}> skos:prefLabel "Agency {number}" .\n'
        )

    day, other, month = '"2018-05-01"^^xsd:date', '"2019-06-01"^^xsd:date', '"2018-05"^^xsd:gYearMonth'
    same = with_document(response(1, "Refused", day) + response(2, "Refused", day), alone=True)
    assert ask(same, "contested-responses") == []
    apart = with_document(response(1, "Refused", day) + response(2, "Complied", other), alone=True)
    assert ask(apart, "contested-responses") == []
    contested = with_document(response(1, "Refused", day) + response(2, "Complied", month), alone=True)
    (row,) = ask(contested, "contested-responses")
    assert (row["status_1"], row["status_2"]) == ("Refused", "Complied")
    assert (row["asserted_by_1"], row["asserted_by_2"]) == ("Agency 1", "Agency 2")


def test_status_is_found_in_any_case(store: Store) -> None:
    assert [row["asserted_by"] for row in ask(store, "responses", status="REFUSED")] == [
        "U.S. Immigration and Customs Enforcement"
    ]
    assert ask(store, "responses", status="Challenged") == []
