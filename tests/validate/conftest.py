"""A small graph that meets every rule, and ways to break it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.validate import Shapes
from kg.vocab import BASE

DATA = Path(__file__).parent / "data"
GRAPH = ox.NamedNode(BASE + "graph/doc")
WHOLE = (DATA / "whole.ttl").read_text(encoding="utf-8")
PREFIXES = "".join(line + "\n" for line in WHOLE.splitlines() if line.startswith("@prefix"))

Quads = Callable[..., list[ox.Quad]]


def parse(turtle: str, graph: ox.NamedNode = GRAPH) -> list[ox.Quad]:
    """The statements of some Turtle, in one named graph."""
    parsed = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    return Shapes()


@pytest.fixture
def quads() -> Quads:
    """quads(remove=["id:x jg:y"], add="Turtle") is the whole graph with that taken out and that put in."""

    def make(remove: Iterable[str] = (), add: str = "") -> list[ox.Quad]:
        whole = parse(WHOLE)
        for pair in remove:
            (gone,) = parse(f"{pair} 0 .")
            before = len(whole)
            whole = [quad for quad in whole if (quad.subject, quad.predicate) != (gone.subject, gone.predicate)]
            assert len(whole) < before or add, f"nothing to remove: {pair}"
        return whole + parse(add)

    return make
