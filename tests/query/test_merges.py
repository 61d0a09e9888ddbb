"""What is told of a merged event: its accounts, why they are one, and that each account leads to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import explain as command
from kg.query.explain import explain
from kg.query.lookup import find, only
from kg.query.merges import Decision
from kg.store import Store, load_file
from kg.vocab import BASE

GRAPH = """
@prefix jg: <https://w3id.org/jurisgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/jurisgraph/id/> .
<graph/document/a-1> {
  <document/a-1> a jg:Document ; jg:fileName "a.txt" .
  <subpoena/a/1> a jg:Subpoena ; skos:prefLabel "Subpoena on Alder, 2019-03" ; jg:evidence <evidence/a/1> ; jg:count 2 .
  <evidence/a/1> a jg:Evidence ; jg:document <document/a-1> ; jg:quote "two of them" ; jg:start 0 ; jg:end 11 .
}
<graph/document/b-1> {
  <document/b-1> a jg:Document ; jg:fileName "b.txt" .
  <subpoena/b/1> a jg:Subpoena ; skos:prefLabel "Subpoena on Alder" ; jg:evidence <evidence/b/1> ; jg:count 3 .
  <evidence/b/1> a jg:Evidence ; jg:document <document/b-1> ; jg:quote "three of them" ; jg:start 0 ; jg:end 13 .
}
<graph/merged> {
  <subpoena/a/1> a jg:Subpoena ; skos:prefLabel "Subpoena on Alder, 2019-03" ; skos:altLabel "Subpoena on Alder" ;
    jg:count 2, 3 ; jg:evidence <evidence/a/1>, <evidence/b/1> ; jg:mergedFrom <subpoena/a/1>, <subpoena/b/1> .
  <merge/1> a jg:MergeDecision ; jg:decides <subpoena/a/1> ; jg:compares <subpoena/a/1>, <subpoena/b/1> ; jg:score 6 ;
    jg:reason "count -2: 2 subpoenas and 3", "recipient +4: both on Alder", "date +4: both on 2019-03-04" .
  <claim/1> a jg:Claim ; jg:claimOf <subpoena/a/1> ; jg:ofProperty jg:count ; jg:value 2 ;
    jg:claimedIn <document/a-1> ; jg:evidence <evidence/a/1> .
  <claim/2> a jg:Claim ; jg:claimOf <subpoena/a/1> ; jg:ofProperty jg:count ; jg:value 3 ;
    jg:claimedIn <document/b-1> ; jg:evidence <evidence/b/1> .
}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "graph.trig"
    file.write_text(GRAPH, encoding="utf-8")
    return file


@pytest.fixture
def merged(path: Path) -> Iterator[Store]:
    with load_file(path) as store:
        yield store


def test_accounts_and_decisions(merged: Store) -> None:
    known = explain(merged, only(merged, "Subpoena on Alder, 2019-03"))
    assert [(one.file_name, one.label, one.short) for one in known.accounts] == [
        ("a.txt", "Subpoena on Alder, 2019-03", "id:subpoena/a/1"),
        ("b.txt", "Subpoena on Alder", "id:subpoena/b/1"),
    ]
    assert known.decisions == (
        Decision(
            ("a.txt", "b.txt"),
            (f"{BASE}subpoena/a/1", f"{BASE}subpoena/b/1"),
            6,
            ("date +4: both on 2019-03-04", "recipient +4: both on Alder", "count -2: 2 subpoenas and 3"),
        ),
    )
    assert [item.value for item in known.properties] == ["2", "3"], "how it was merged is told apart"
    assert known.parts == ()
    assert [passage.file_name for passage in known.evidence] == ["a.txt", "b.txt"]


def test_what_was_not_merged_has_neither(merged: Store) -> None:
    known = explain(merged, only(merged, "id:document/a-1"))
    assert (known.accounts, known.decisions) == ((), ())


@pytest.mark.parametrize("account", ["id:subpoena/a/1", "id:subpoena/b/1", f"{BASE}subpoena/b/1", "Subpoena on Alder"])
def test_an_account_leads_to_the_event(merged: Store, account: str) -> None:
    assert [node.iri for node in find(merged, account)] == [f"{BASE}subpoena/a/1"]
    assert [node.iri for node in find(merged, account, kind="Subpoena")] == [f"{BASE}subpoena/a/1"]
    if account.startswith(("id:", "https:")):
        assert find(merged, account, kind="Document") == []


def test_the_command_tells_why(path: Path) -> None:
    result = CliRunner().invoke(command.command, ["id:subpoena/b/1", "--graph", str(path)])
    assert result.exit_code == 0, result.output
    page = result.stdout[result.stdout.index("Merged from") : result.stdout.index("Evidence (2)")]
    assert page.splitlines() == [
        "Merged from (2)",
        "  a.txt: Subpoena on Alder, 2019-03  [id:subpoena/a/1]",
        "  b.txt: Subpoena on Alder  [id:subpoena/b/1]",
        "",
        "Why they are one",
        "  a.txt and b.txt: 6 points",
        "    date +4: both on 2019-03-04",
        "    recipient +4: both on Alder",
        "    count -2: 2 subpoenas and 3",
        "",
    ]
    told = json.loads(CliRunner().invoke(command.command, ["id:subpoena/b/1", "--graph", str(path), "--json"]).stdout)
    assert [one["file_name"] for one in told["accounts"]] == ["a.txt", "b.txt"]
    assert told["decisions"][0]["score"] == 6


def test_without_the_documents_graphs_accounts_are_told_by_their_iris(merged: Store, tmp_path: Path) -> None:
    flat = tmp_path / "graph.nt"
    flat.write_text("".join(f"{triple} .\n" for triple in merged.triples()), encoding="utf-8")
    with load_file(flat) as store:
        known = explain(store, only(store, "id:subpoena/a/1"))
    assert ("", "id:subpoena/b/1") in [(one.file_name, one.label) for one in known.accounts]
    assert known.decisions[0].score == 6
    assert known.decisions[0].reasons[0].startswith("date +4")
