from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.graph import network
from kg.graph.records import MAX_QUOTES

BASE = "https://w3id.org/jurisgraph/id/"
SUBPOENA = """
<id:d1> a jg:Document ; dcterms:title "First report" ; jg:fileName "one.txt" ; jg:mentions <id:ice>, <id:so> .
<id:s1> a jg:Subpoena ; skos:prefLabel "Bureau to Clay" ; jg:issuedBy <id:ice> ; jg:servedOn <id:so> ;
  jg:date "2019-05-02"^^xsd:date ; jg:count 3 ; jg:countQualifier "at least" ; jg:subjectCount 1 ;
  jg:responseDue "2019-05-16"^^xsd:date ; jg:hasResponse <id:r1> ; jg:evidence <id:v1>, <id:v2> .
<id:r1> a jg:Response ; jg:status jg:Refused ; jg:date "2019-06"^^xsd:gYearMonth ; jg:assertedBy <id:ice> ;
  jg:evidence <id:v3> .
<id:v1> a jg:Evidence ; jg:document <id:d1> ; jg:start 10 ; jg:end 20 ; jg:quote "ten to twe" ; jg:confidence 0.6 .
<id:v2> a jg:Evidence ; jg:document <id:d1> ; jg:start 50 ; jg:end 60 ; jg:quote "fifty to s" ; jg:confidence 0.9 ;
  jg:speaker "Officer Doe" .
<id:v3> a jg:Evidence ; jg:document <id:d1> ; jg:start 70 ; jg:end 75 ; jg:quote "never" ; jg:confidence 0.8 .
"""


def edge(graph: nx.MultiDiGraph[str], start: str, end: str, kind: str) -> dict[str, Any]:
    return graph.edges[BASE + start, BASE + end, kind]


def edges(graph: nx.MultiDiGraph[str]) -> set[tuple[str, str, str]]:
    return {(u.removeprefix(BASE), v.removeprefix(BASE), kind) for u, v, kind in graph.edges(keys=True)}


def test_an_empty_store_gives_an_empty_network(graphs: Any) -> None:
    graphs.store.clear()
    graph = network(graphs)
    assert len(graph) == 0
    assert graph.graph == {"documents": 0, "undrawn": 0}


def test_a_subpoena_sums_up_its_fact(graphs: Any) -> None:
    graph = network(graphs.add(SUBPOENA))
    found = edge(graph, "ice", "so", "subpoenaed")
    assert found["events"] == 1
    assert found["instruments"] == 3
    assert found["people"] == 1
    assert found["dates"] == ("2019-05-02",)
    assert found["statuses"] == ("refused",)
    assert found["documents"] == 1
    assert found["words"] == "1 subpoena event · 3 instruments · refused"
    (fact,) = found["facts"]
    assert (fact.iri, fact.label, fact.date) == (BASE + "s1", "Bureau to Clay", "2019-05-02")
    assert fact.notes == (
        "at least 3 instruments",
        "concerning 1 person",
        "response due 2019-05-16",
        "response: refused (2019-06), according to Immigration Bureau",
    )


def test_a_response_that_a_document_asserts_names_it_in_quotes(graphs: Any) -> None:
    (fact,) = edge(network(graphs.add(SUBPOENA.replace("jg:assertedBy <id:ice>", "jg:assertedBy <id:d1>"))),
                   "ice", "so", "subpoenaed")["facts"]  # fmt: skip
    assert fact.notes[-1] == "response: refused (2019-06), according to “First report”"


def test_quotes_come_surest_first_with_document_and_offsets_and_those_of_the_response_last(graphs: Any) -> None:
    (fact,) = edge(network(graphs.add(SUBPOENA)), "ice", "so", "subpoenaed")["facts"]
    assert [(q.text, q.start, q.end) for q in fact.quotes] == [
        ("fifty to s", 50, 60),
        ("ten to twe", 10, 20),
        ("never", 70, 75),
    ]
    assert fact.quotes[0].speaker == "Officer Doe"
    assert (fact.quotes[0].document, fact.quotes[0].file) == ("First report", "one.txt")
    assert fact.more == 0


def test_the_quotes_beyond_the_first_few_are_counted(graphs: Any) -> None:
    many = "".join(
        f"<id:s1> jg:evidence <id:w{n}> . <id:w{n}> jg:document <id:d1> ; jg:start {n} ; jg:end {n + 5} ; "
        f'jg:quote "words" ; jg:confidence 0.5 .'
        for n in range(100, 106)
    )
    (fact,) = edge(network(graphs.add(SUBPOENA + many)), "ice", "so", "subpoenaed")["facts"]
    assert len(fact.quotes) == MAX_QUOTES
    assert fact.more == 3 + 6 - MAX_QUOTES


def test_nodes_have_label_short_label_type_level_and_documents(graphs: Any) -> None:
    nodes = network(graphs.add(SUBPOENA)).nodes
    ice = nodes[BASE + "ice"]
    assert (ice["label"], ice["short"], ice["kind"]) == ("Immigration Bureau", "ICE", "agency")
    assert (ice["type"], ice["level"], ice["documents"]) == ("immigration enforcement", "federal", 1)
    clay = nodes[BASE + "clay"]
    assert (clay["label"], clay["short"], clay["kind"]) == ("Clay County, Oregon", "Clay County", "jurisdiction")
    assert (clay["type"], clay["level"], clay["documents"]) == ("county", "", 0)
    assert nodes[BASE + "so"]["short"] == "Clay County Sheriff's Office"


def test_short_labels_stay_clear(graphs: Any) -> None:
    graphs.add(SUBPOENA).add(
        """
<id:clay2> a jg:Jurisdiction ; skos:prefLabel "Clay County, Texas" ; jg:jurisdictionType jg:USCounty .
<id:s2> a jg:Subpoena ; jg:issuedBy <id:ice> ; jg:servedOn <id:clay2> .
<id:other> a jg:Agency ; skos:prefLabel "Institute of Corn" ; skos:altLabel "ICE" ; jg:level jg:Federal .
<id:s3> a jg:Subpoena ; jg:issuedBy <id:ice> ; jg:servedOn <id:other> .
""",
        "two",
    )
    nodes = network(graphs).nodes
    assert nodes[BASE + "clay"]["short"] == "Clay County, Oregon"
    assert nodes[BASE + "clay2"]["short"] == "Clay County, Texas"
    assert nodes[BASE + "ice"]["short"] == "Immigration Bureau"
    assert nodes[BASE + "other"]["short"] == "Institute of Corn"


def test_structure_is_drawn_as_far_as_it_connects(graphs: Any) -> None:
    graph = network(graphs.add(SUBPOENA))
    assert edges(graph) == {("ice", "so", "subpoenaed"), ("so", "clay", "operates in"), ("clay", "or", "within")}
    assert BASE + "us" not in graph, "a nation is drawn only where a fact names it"
    assert BASE + "dhs" not in graph, "a parent of one body connects nothing"


def test_a_nation_that_a_fact_names_is_drawn_without_its_states(graphs: Any) -> None:
    graph = network(graphs.add("<id:s9> a jg:Subpoena ; jg:issuedBy <id:so> ; jg:servedOn <id:us> ."))
    assert ("so", "us", "subpoenaed") in edges(graph)
    assert ("or", "us", "within") not in edges(graph)


def test_a_parent_of_two_drawn_bodies_is_drawn(graphs: Any) -> None:
    graphs.add(SUBPOENA).add(
        """<id:hsi> a jg:Agency ; skos:prefLabel "Investigations" ; jg:partOf <id:dhs> .
<id:s4> a jg:Subpoena ; jg:issuedBy <id:hsi> ; jg:servedOn <id:or> ."""
    )
    found = edges(network(graphs))
    assert {("ice", "dhs", "part of"), ("hsi", "dhs", "part of")} <= found


def test_places_between_a_drawn_place_and_its_state_are_left_out(graphs: Any) -> None:
    found = edges(network(graphs.add("<id:s5> a jg:Subpoena ; jg:issuedBy <id:ice> ; jg:servedOn <id:mill> .")))
    # The county is drawn for its sheriff, so the city lies within it; the state is not said twice.
    assert ("mill", "clay", "within") in found
    assert ("mill", "or", "within") not in found
    graphs.store.update(
        f"DELETE WHERE {{ GRAPH ?g {{ <{BASE}so> <https://w3id.org/jurisgraph/ontology#hasJurisdiction> ?place }} }}"
    )
    found = edges(network(graphs))
    assert ("mill", "or", "within") in found
    assert not any("clay" in ends for ends in found)


def test_detainers_carry_counts_and_outcome(graphs: Any) -> None:
    graph = network(
        graphs.add(
            """<id:t1> a jg:DetainerRequest ; skos:prefLabel "Detainers" ; jg:issuedBy <id:ice> ; jg:sentTo <id:clay> ;
  jg:count 12 ; jg:subjectCount 10 ; jg:outcome jg:Declined ; jg:periodStart "2019-01-01"^^xsd:date ;
  jg:periodEnd "2019-03-01"^^xsd:date .
<id:t2> a jg:DetainerRequest ; jg:issuedBy <id:ice> ; jg:sentTo <id:clay> ; jg:count 1 ; jg:outcome jg:Honored ."""
        )
    )
    found = edge(graph, "ice", "clay", "detainer")
    assert (found["events"], found["instruments"], found["people"]) == (2, 13, 10)
    assert found["outcomes"] == ("declined", "honored")
    assert found["words"] == "2 detainer reports · 13 requests · declined, honored"
    assert [fact.iri for fact in found["facts"]] == [BASE + "t1", BASE + "t2"], "by date, unknown dates last"
    assert found["facts"][0].notes == (
        "12 requests",
        "concerning 10 people",
        "until 2019-03-01",
        "outcome: declined",
    )


def test_facts_without_an_issuer_or_recipient_are_counted_not_drawn(graphs: Any) -> None:
    graph = network(
        graphs.add(SUBPOENA).add(
            "<id:s6> a jg:Subpoena ; jg:servedOn <id:clay> . <id:t9> a jg:DetainerRequest ; jg:issuedBy <id:ice> ."
        )
    )
    assert graph.graph["undrawn"] == 2
    assert ("ice", "clay", "subpoenaed") not in edges(graph)


def test_the_same_statement_in_two_documents_counts_its_nodes_once_and_its_facts_apart(graphs: Any) -> None:
    one = SUBPOENA
    two = SUBPOENA.replace("<id:s1>", "<id:s1b>").replace("<id:v", "<id:vb").replace("<id:r1>", "<id:r1b>")
    two = two.replace("<id:d1>", "<id:d2>").replace("one.txt", "two.txt").replace("First", "Second")
    graph = network(graphs.add(one, "one").add(two, "two"))
    found = edge(graph, "ice", "so", "subpoenaed")
    assert found["events"] == 2
    assert found["documents"] == 2
    assert graph.nodes[BASE + "ice"]["documents"] == 2
    assert graph.graph["documents"] == 2


def test_a_territory_has_the_quote_that_states_it_only_where_it_is_clear(graphs: Any) -> None:
    quote = """<id:d1> a jg:Document ; jg:fileName "one.txt" .
<id:so> jg:evidence <id:x1> . <id:x1> a jg:Evidence ; jg:document <id:d1> ; jg:start 0 ; jg:end 4 ; jg:quote "Clay" ;
  jg:supports jg:hasJurisdiction ."""
    (fact,) = edge(network(graphs.add(quote)), "so", "clay", "operates in")["facts"]
    assert fact.label == "Clay County Sheriff's Office operates in Clay County, Oregon"
    assert [q.text for q in fact.quotes] == ["Clay"]
    assert fact.quotes[0].document == "one.txt", "the file's name where there is no title"
    graphs.add("<id:so> jg:hasJurisdiction <id:mill> .")
    for place in ("clay", "mill"):
        (fact,) = edge(network(graphs), "so", place, "operates in")["facts"]
        assert fact.quotes == ()
        assert fact.notes


def test_a_node_without_a_label_is_called_by_its_identifier(graphs: Any) -> None:
    graph = network(graphs.add("<id:bare/name> a jg:Agency . <id:s7> a jg:Subpoena ; jg:issuedBy <id:bare/name> ; "
                               "jg:servedOn <id:or> ."))  # fmt: skip
    assert graph.nodes[BASE + "bare/name"]["label"] == "name"


def test_the_order_is_sorted_whatever_the_hash_seed(graphs: Any) -> None:
    graph = network(graphs.add(SUBPOENA))
    assert list(graph) == sorted(graph)
    program = (
        "import importlib.util, sys; spec = importlib.util.spec_from_file_location('c', sys.argv[1]);"
        "c = importlib.util.module_from_spec(spec); spec.loader.exec_module(c);"
        "from kg.graph import network; g = network(c.Graphs().add(c.PLACES).add(sys.argv[2]));"
        "print(list(g.nodes(data=True)), list(g.edges(keys=True, data=True)), g.graph)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).with_name("conftest.py")), SUBPOENA],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_with_the_projects_own_store(graphs: Any) -> None:
    store_module = pytest.importorskip("kg.store")
    graphs.add(SUBPOENA)
    with store_module.memory_store() as store:
        for number, name in enumerate(sorted({quad.graph_name.value for quad in graphs.store})):
            key = name.removeprefix(BASE + "graph/")
            state = store_module.DocumentState(f"document/{key}", key, str(number), key, ())
            quads = [quad for quad in graphs.store if quad.graph_name.value == name]
            moved = [
                type(q)(q.subject, q.predicate, q.object, type(q.graph_name)(f"{BASE}graph/document/{key}"))
                for q in quads
            ]
            store.put(state, moved)
        graph = network(store)
    assert edges(graph) == edges(network(graphs))
