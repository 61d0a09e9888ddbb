"""Networks of the shape that kg.graph.network makes, in sizes that the pictures must stand."""

from __future__ import annotations

import random
from collections.abc import Callable

import networkx as nx
import pytest

from kg.graph.records import Quote, Statement

FEDERAL = [
    ("Immigration and Customs Enforcement", "ICE", "immigration enforcement"),
    ("Enforcement and Removal Operations, Seattle Field Office", "ERO Seattle", "immigration enforcement"),
    ("Enforcement and Removal Operations, Denver Field Office", "ERO Denver", "immigration enforcement"),
    ("Homeland Security Investigations", "HSI", "immigration enforcement"),
    ("Department of Homeland Security", "DHS", "other"),
]
STATES = [
    "Oregon",
    "Washington",
    "California",
    "Colorado",
    "New York",
    "Connecticut",
    "Illinois",
    "New Jersey",
    "Maine",
]
NAMES = [
    "Adams", "Baker", "Clay", "Dover", "Essex", "Franklin", "Grant", "Harney", "Iron", "Jackson", "Kent", "Lincoln",
    "Marion", "Nash", "Orange", "Polk", "Queens", "Rockingham", "Santa Lucia", "Tuolumne", "Union", "Vernon", "Wayne",
]  # fmt: skip


def add_edge(graph: nx.MultiDiGraph[str], start: str, end: str, kind: str, *, events: int = 1, text: str = "") -> None:
    facts = tuple(
        Statement(
            f"{start}/fact/{end}/{kind}/{turn}",
            f"{graph.nodes[start]['label']} {kind} {graph.nodes[end]['label']}",
            f"2019-0{turn % 9 + 1}" if kind in ("subpoenaed", "detainer") else "",
            ("2 instruments", "response due 2019-12-01") if kind == "subpoenaed" else (),
            (
                Quote(
                    "A made-up report",
                    "report.txt",
                    10 * turn,
                    10 * turn + 40,
                    text or "an invented sentence",
                    "A. Speaker",
                ),
            ),
        )
        for turn in range(events)
    )
    graph.add_edge(
        start, end, key=kind, kind=kind, words=f"{events} made up", events=events, instruments=None, people=None,
        dates=("2019-03",), statuses=(), outcomes=(), documents=1, facts=facts,
    )  # fmt: skip


def add_node(
    graph: nx.MultiDiGraph[str], iri: str, label: str, kind: str, type_: str, level: str, short: str = ""
) -> None:
    graph.add_node(iri, label=label, short=short or label, kind=kind, type=type_, level=level, documents=1)


def made_up_network(size: int, seed: int = 7) -> nx.MultiDiGraph[str]:
    """A network of about `size` nodes: federal bodies, states, and counties, cities and agencies within them."""
    pick = random.Random(seed)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(documents=max(2, size // 6), undrawn=1)
    offices = FEDERAL if size > 40 else [FEDERAL[0], FEDERAL[1]]
    for place, (label, short, type_) in enumerate(offices):
        add_node(graph, f"a{place}", label, "agency", type_, "federal", short)
        if place:
            add_edge(graph, f"a{place}" if place < 4 else "a0", "a0" if place < 4 else "a4", "part of")
    turn = 0
    while len(graph) < size:
        state = STATES[turn % (len(STATES) if size > 40 else 4)]
        if state not in graph:
            add_node(graph, state, state, "jurisdiction", "state", "")
            if pick.random() < 0.4:
                add_edge(graph, "a0", state, "subpoenaed")
        name = NAMES[turn % len(NAMES)] + ("" if turn < len(NAMES) else f" {turn // len(NAMES) + 1}")
        issuer = f"a{pick.randrange(len(offices) - 1) if pick.random() < 0.3 else 0}"
        what = pick.randrange(4)
        if what == 0:
            place_iri, agency = f"{name} County", f"{name} County Sheriff's Office"
            add_node(graph, place_iri, f"{name} County, {state}", "jurisdiction", "county", "", f"{name} County")
            add_node(graph, agency, agency, "agency", "sheriff", "county")
            add_edge(graph, place_iri, state, "within")
            add_edge(graph, agency, place_iri, "operates in")
            add_edge(graph, issuer, agency, "subpoenaed", events=pick.choice([1, 1, 2, 6]))
            if pick.random() < 0.5:
                add_edge(graph, issuer, agency, "detainer", events=2)
        elif what == 1:
            place_iri, agency = f"{name} city", f"{name} Police Department"
            add_node(graph, place_iri, f"{name}, {state}", "jurisdiction", "municipality", "")
            add_node(graph, agency, agency, "agency", "police", "municipal")
            add_edge(graph, place_iri, state, "within")
            add_edge(graph, agency, place_iri, "operates in")
            add_edge(graph, issuer, agency, "subpoenaed")
        elif what == 2:
            place_iri = f"{name} County"
            add_node(graph, place_iri, f"{name} County, {state}", "jurisdiction", "county", "", f"{name} County")
            add_edge(graph, place_iri, state, "within")
            add_edge(graph, issuer, place_iri, pick.choice(["subpoenaed", "detainer"]))
        else:
            agency = f"{state} Department of Corrections"
            if agency not in graph:
                add_node(graph, agency, agency, "agency", "corrections", "state")
                add_edge(graph, agency, state, "operates in")
            add_edge(graph, issuer, agency, "detainer", events=3)
        turn += 1
    if size > 40:  # a component of its own
        add_node(graph, "island", "Tribal Police of Somewhere", "agency", "police", "tribal")
        add_node(graph, "shore", "Somewhere Reservation", "jurisdiction", "tribe", "")
        add_edge(graph, "island", "shore", "operates in")
    return graph


@pytest.fixture(scope="session")
def made_up() -> Callable[[int], nx.MultiDiGraph[str]]:
    """A maker of networks by size."""
    return made_up_network


@pytest.fixture(scope="session")
def small() -> nx.MultiDiGraph[str]:
    return made_up_network(20)


@pytest.fixture(scope="session")
def medium() -> nx.MultiDiGraph[str]:
    return made_up_network(60)


@pytest.fixture
def hostile() -> nx.MultiDiGraph[str]:
    """Labels, quotes and identifiers that try to become markup."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(documents=1, undrawn=0)
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    add_node(graph, "urn:a\"'<>", f"Office {evil} & 'Sons' \"Inc\"", "agency", "sheriff", "county")
    add_node(graph, "urn:b", "]]><!-- \x00\x0b\ud800 --> javascript:alert(3)", "jurisdiction", '"><b>county', "")
    add_edge(graph, "urn:a\"'<>", "urn:b", "operates in", text=f"{evil}\u2028\u2029<!--<script>")
    add_edge(graph, "urn:b", "urn:a\"'<>", "subpoenaed", text="{{7*7}} ${7*7} &lt;b&gt;")
    return graph
