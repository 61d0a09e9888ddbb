from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import Store, load_file

FIXTURES = Path(__file__).parents[1] / "fixtures"
# The questions that the first graph has no answer to are asked of both.
OF_BOTH = {"cooperation-agreements", "dates-out-of-order", "documents-without-facts", "statute-changes"}
# What the questions that need a parameter are asked about.
GIVEN = {
    "agencies-of-jurisdiction": {"jurisdiction": "Oregon"},
    "evidence-of": {"of": "id:subpoena/gazette/alder-county-sheriff-1"},
    "facts-of": {"who": "Alder County Sheriff's Office"},
    "facts-of-document": {"document": "gazette.txt"},
    "passages-on-statute": {"statute": "8 U.S.C. § 1225(d)(4)(B)"},
}
# All parameters, by name, with values that the fixtures have an answer to.
FULL = {
    "below": "0.65",
    "document": "Week in review",
    "issuer": "ICE",
    "jurisdiction": "Oregon",
    "least": "2",
    "of": "id:response/bulletin/tri-valley-jail-2",
    "on": "2019-04",
    "outcome": "declined",
    "recipient": "ACSO",
    "since": "2019-03-04",
    "statute": "8 U.S.C. § 1225(d)(4)(B)",
    "status": "refused",
    "type": "subpoena",
    "until": "2019-03",
    "who": "Brook Falls, Oregon",
}
ELSEWHERE = {"no-answer-known": {"jurisdiction": "Colorado"}}


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    with load_file(FIXTURES / "graph.trig") as source:
        yield source


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Both made-up graphs in one store."""
    path = tmp_path_factory.mktemp("both") / "both.trig"
    path.write_text("".join((FIXTURES / name).read_text(encoding="utf-8") for name in ("graph.trig", "more.trig")))
    with load_file(path) as source:
        yield source
