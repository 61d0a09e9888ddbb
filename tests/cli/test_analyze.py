from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli, run

TURTLE = """
@prefix jg: <https://w3id.org/jurisgraph/ontology#> .
@prefix id: <https://w3id.org/jurisgraph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:ice a jg:Agency ; skos:prefLabel "Immigration Bureau" ; skos:altLabel "ICE" ; jg:level jg:Federal .
id:so a jg:Agency ; skos:prefLabel "Clay County Sheriff's Office" ; jg:hasJurisdiction id:clay .
id:clay a jg:Jurisdiction ; skos:prefLabel "Clay County, Oregon" ; jg:jurisdictionType jg:USCounty .
id:elm a jg:Jurisdiction ; skos:prefLabel "Elm County, Texas" ; jg:jurisdictionType jg:USCounty .
id:s a jg:Subpoena ; skos:prefLabel "A subpoena" ; jg:issuedBy id:ice ; jg:servedOn id:so ; jg:appliesIn id:clay ;
  jg:date "2020-02-03"^^xsd:date .
id:t a jg:Subpoena ; skos:prefLabel "Another" ; jg:issuedBy id:ice ; jg:servedOn id:elm ; jg:appliesIn id:elm ;
  jg:date "2021"^^xsd:gYear .
id:p a jg:Policy ; skos:prefLabel "A policy" ; jg:adoptedBy id:clay ; jg:policyType jg:SanctuaryPolicy ;
  jg:evidence id:e .
id:e a jg:Evidence ; jg:document id:d ; jg:start 0 ; jg:end 2 ; jg:quote "no" .
id:d a jg:Document ; jg:fileName "note.txt" ; <http://purl.org/dc/terms/issued> "2020-03-01"^^xsd:date .
"""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    file = tmp_path / "graph.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    return file


def call(graph: Path, *words: object) -> Result:
    return CliRunner().invoke(cli, ["analyze", *map(str, words), "--graph", str(graph)], catch_exceptions=True)


@pytest.mark.parametrize(
    ("words", "first", "holds"),
    [
        (["rank"], "Who stands in the middle", "sent subpoenas or detainers to 2 of the 3 others"),
        (["groups"], "Groups", "modularity"),
        (["weak"], "What holds the network together", "articulation point"),
        (["cores"], "Dense cores", "The network is a tree"),
        (["path", "ICE", "Clay County, Oregon"], "How two are connected", "are 2 steps apart"),
        (["around", "Immigration Bureau"], "Around Immigration Bureau", "tied to 2 of the 3 others"),
        (["change", "--by", "year"], "Change by year", "2 dated facts in 2 years"),
        (["spread"], "Policies told of, by year", "sanctuary policy"),
        (["shared", "agencies-jurisdictions"], "An agency and the jurisdictions", "2 ties among 3 nodes"),
        (["shared", "jurisdictions"], "Jurisdictions to which the same agency", "Immigration Bureau"),
        (["similar"], "Jurisdictions that are alike", "subpoenaed by: Immigration Bureau"),
        (["similar", "Elm County, Texas"], "Jurisdictions that are alike", "Clay County, Oregon"),
    ],
)
def test_each_analysis_reads_well(graph: Path, words: list[str], first: str, holds: str) -> None:
    result = call(graph, *words)
    assert result.exit_code == 0, result.output
    assert result.output.startswith(first)
    assert holds in result.output


def test_json_names_the_facts(graph: Path) -> None:
    data = json.loads(call(graph, "rank", "--json", "--relations", "subpoenaed").output)
    first = data["rows"][0]
    assert first["node"] == "Immigration Bureau"
    assert [fact["label"] for fact in first["facts"]] == ["A subpoena", "Another"]


def test_a_window_of_time(graph: Path) -> None:
    data = json.loads(call(graph, "rank", "--json", "--relations", "subpoenaed", "--since", "2021").output)
    assert [row["node"] for row in data["rows"]] == ["Elm County, Texas", "Immigration Bureau"]
    wrong = call(graph, "rank", "--since", "2021-13")
    assert wrong.exit_code == 2 and "is no date" in wrong.output


def test_a_limit_holds_for_tables_and_for_others_when_given(graph: Path) -> None:
    assert "3 more rows" in call(graph, "rank", "--limit", 1).output
    assert len(call(graph, "rank", "--format", "csv").output.splitlines()) == 5
    assert len(call(graph, "rank", "--format", "csv", "--limit", 1).output.splitlines()) == 2


def test_files_are_written_whole(graph: Path, tmp_path: Path) -> None:
    result = call(graph, "groups", "--format", "markdown", "-o", tmp_path / "a.md", "--network", tmp_path / "a.graphml")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("## Groups")
    assert {data["group"] for _, data in nx.read_graphml(tmp_path / "a.graphml").nodes(data=True)} >= {1}


def test_a_network_that_there_is_not_is_refused(graph: Path, tmp_path: Path) -> None:
    assert "no network to write" in call(graph, "spread", "--network", tmp_path / "a.graphml").output
    assert not (tmp_path / "a.graphml").exists()


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["path", "ICE", "Nowhere"], "Nowhere", 2),
        (["rank", "--backend", "abacus"], "no backend 'abacus'", 1),
        (["groups", "--method", "leiden"], "Louvain", 1),
        (["rank", "--network", "a.dot"], ".graphml", 1),
    ],
)
def test_errors_say_what_to_do(
    graph: Path, words: list[str], said: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyze", *words, "--graph", str(graph)]) == code
    assert said in capsys.readouterr().err
