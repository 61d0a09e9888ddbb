"""The vocabulary as a graph."""

from __future__ import annotations

import pytest
from rdflib import Graph

from kg.resources import path


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    return Graph().parse(path("ontology", "jurisgraph.ttl"))
