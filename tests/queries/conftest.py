from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import Store, load_file

GRAPH = Path(__file__).parents[1] / "fixtures" / "graph.trig"


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    with load_file(GRAPH) as source:
        yield source
