"""For the tests of kg.judgements: a text with two subpoenas, what it states, and judgements on it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.judgements import Judgement, Target
from kg.judgements.apply import Judged, apply
from kg.model import Extraction, Fact
from kg.pipeline import extraction, named_entities
from kg.vocab import JG

TEXT = (
    "SALEM, Ore. - U.S. Immigration and Customs Enforcement (ICE) issued three subpoenas to the Clackamas County "
    "Sheriff's Office in Oregon on February 3, 2020. ICE served a subpoena on the Lane County Sheriff's Office on "
    "February 4, 2020. The Lane County Sheriff's Office refused to comply with the subpoena.\n\n"
    "Nothing else was said that day. Nothing else was said that week either.\n"
)


class Desk:
    """A reviewer's desk: a text, the words that state its facts, and judgements on them."""

    text = TEXT
    three = "ICE) issued three subpoenas to the Clackamas County Sheriff's Office in Oregon on February 3, 2020."
    one = "ICE served a subpoena on the Lane County Sheriff's Office on February 4, 2020."
    refused = "The Lane County Sheriff's Office refused to comply with the subpoena."
    day = dt.date(2021, 3, 4)
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()

    def __init__(self) -> None:
        self.clackamas = self.target(self.three, recipient="Clackamas County Sheriff's Office")
        self.lane = self.target(self.one, recipient="Lane County Sheriff's Office")
        self.refusal = self.target(
            self.refused, kind="Response", respondent="Lane County Sheriff's Office", status="Refused"
        )

    def judgement(self, verb: Any, *facts: Target, **more: Any) -> Judgement:
        """A judgement of these facts by A. Reader."""
        return Judgement(verb, facts, **{"by": "A. Reader", "date": self.day, **more})

    def target(self, quote: str, file: str = "a.txt", kind: Any = "Subpoena", **more: Any) -> Target:
        """A fact that a quote states. Its fields are given by name, as what else a target has."""
        hints = {name: more.pop(name) for name in ("at", "before", "after", "content") if name in more}
        values = tuple((name, (value,) if isinstance(value, str) else tuple(value)) for name, value in more.items())
        return Target(kind, file, quote, values=values, **hints)

    def facts(self, judged: Judged | Extraction, kind: str = "Subpoena") -> list[Fact]:
        """The facts of a kind, by their labels."""
        found = judged.extraction if isinstance(judged, Judged) else judged
        return sorted((fact for fact in found.facts if fact.kind == kind), key=lambda fact: fact.label)

    def labels(self, judged: Judged | Extraction, kind: str = "Subpoena") -> list[str]:
        return [fact.label for fact in self.facts(judged, kind)]

    def terms(self, fact: Fact, prop: str) -> list[str]:
        """Local names of the values of a property."""
        return [str(getattr(value, "iri", value)).removeprefix(str(JG)) for value in fact.get(prop)]


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The text as a file, a.txt."""
    file = tmp_path_factory.mktemp("judged") / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def stated(path: Path) -> Extraction:
    return extraction(path)


@pytest.fixture(scope="session")
def judge(stated: Extraction) -> Callable[..., Judged]:
    """Applies judgements to what the text states."""

    def run(*judgements: Judgement) -> Judged:
        return apply(stated, judgements, named_entities)

    return run
