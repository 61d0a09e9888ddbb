"""Small graphs written by hand, and the reference scorer where it lies beside the checkout."""

from __future__ import annotations

import importlib.util
import json
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest

from kg.evaluate.fields import Mark
from kg.evaluate.gold import load
from kg.evaluate.graph import Graph
from kg.evaluate.judge import Judged, fields, judge, tallies
from kg.evaluate.tally import ALL, total
from kg.vocab import BASE, PREFIXES

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "gold" / "score.py"
FILE = "a.txt"
ICE = "U.S. Immigration and Customs Enforcement|ICE"


class World:
    """A graph as it grows: every method adds nodes. Nodes are named by short names."""

    def __init__(self) -> None:
        self.lines = [f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items()]
        self.spans = 0
        self.node("ice", "Agency", "U.S. Immigration and Customs Enforcement", "ICE")

    def node(self, name: str, kind: str, label: str, *others: str, **properties: Any) -> str:
        """A node with its labels; properties of jg: by name, each a value or a list of values."""
        self.say(name, "a", f"jg:{kind}")
        self.say(name, "skos:prefLabel", f'"{label}"')
        for other in others:
            self.say(name, "skos:altLabel", f'"{other}"')
        for prop, values in properties.items():
            for value in values if isinstance(values, list) else [values]:
                self.say(name, f"jg:{prop}", str(value) if isinstance(value, int) else self.value(value))
        return name

    def value(self, text: str) -> str:
        """jg:X stays, "= text" and dates are literals, all else is the name of a node."""
        if text.startswith("jg:"):
            return text
        if text.startswith("= "):
            return f'"{text[2:]}"'
        if text[:1].isdigit():
            kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)]
            return f'"{text}"^^xsd:{kind}'
        return f"id:{text}"

    def say(self, name: str, prop: str, value: str) -> None:
        self.lines.append(f"id:{name} {prop} {value} .")

    def document(self, *mentions: str, file: str = FILE) -> None:
        """A document that names nodes."""
        name = file.partition(".")[0] + "-document"
        self.say(name, "a", "jg:Document")
        self.say(name, "jg:fileName", f'"{file}"')
        for mention in mentions:
            self.say(name, "jg:mentions", f"id:{mention}")

    def evidence(self, *of: str, file: str = FILE, quote: str = "words", start: int = 0, **properties: Any) -> None:
        """A span of a document, as evidence of nodes."""
        self.spans += 1
        name = f"evidence{self.spans}"
        document = file.partition(".")[0] + "-document"
        places = {"document": document, "start": start, "end": start + len(quote), "quote": f"= {quote}"}
        self.node(name, "Evidence", name, **places, **properties)
        for node in of:
            self.say(node, "jg:evidence", f"id:{name}")

    def subpoena(self, name: str, recipient: str | None, *, file: str = FILE, **properties: Any) -> None:
        """A subpoena of ICE with evidence; statuses become responses."""
        responses = [
            self.node(f"{name}-{status}", "Response", status, status=f"jg:{status}")
            for status in properties.pop("statuses", [])
        ]
        served = {"servedOn": recipient} if recipient else {}
        told = {"issuedBy": "ice", **served, "hasResponse": responses} | properties
        self.node(name, "Subpoena", name, **told)
        self.evidence(name, file=file)

    def detainer(self, name: str, recipient: str, **properties: Any) -> None:
        """Detainers of ICE with evidence."""
        self.node(name, "DetainerRequest", name, **({"issuedBy": "ice", "sentTo": recipient} | properties))
        self.evidence(name)

    @property
    def turtle(self) -> str:
        return "\n".join(self.lines) + "\n"

    @property
    def graph(self) -> Graph:
        return Graph(quad.triple for quad in ox.parse(self.turtle, format=ox.RdfFormat.TURTLE))

    def iri(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(BASE + name)


class Verdicts:
    """The verdicts on one graph, in plain values."""

    def __init__(self, judged: tuple[Judged, ...]) -> None:
        self.judged = judged

    def of(self, kind: str) -> list[tuple[str, str]]:
        """(verdict, fact) of one kind."""
        return [(one.verdict, one.fact) for one in self.judged if one.kind == kind]

    def counts(self, kind: str) -> tuple[int, int, int]:
        """tp, fp, fn of one kind."""
        return next((one.tp, one.fp, one.fn) for name, one in tallies(self.judged).items() if name == kind)

    def marks(self) -> dict[str, Mark]:
        """The marks of the only fact that has any."""
        (one,) = [one for one in self.judged if one.marks]
        return {mark.field: mark for mark in one.marks}

    def right(self) -> dict[str, bool]:
        """Field → whether it is right, of the only fact that has any."""
        return {name: mark.right for name, mark in self.marks().items()}


def figures(judged: tuple[Judged, ...]) -> dict[str, Any]:
    """The figures in the form in which the reference gives them."""
    rows = {**tallies(judged)}
    found: dict[str, Any] = {
        kind: {
            "tp": one.tp, "fp": one.fp, "fn": one.fn,
            "precision": round(one.precision, 3), "recall": round(one.recall, 3), "f1": round(one.f1, 3),
        }
        for kind, one in [*rows.items(), (ALL, total(rows.values()))]
    }  # fmt: skip
    return found | {"fields": {name: {"right": right, "of": of} for name, (right, of) in fields(judged).items()}}


@pytest.fixture(scope="session")
def reference() -> Callable[..., dict[str, Any]]:
    """The reference scorer: graph file, gold entries → its figures. Skips where it is not there."""
    if not REFERENCE.is_file():
        pytest.skip("the reference scorer is not there: it belongs to no checkout (../shared/gold/score.py)")
    return run_reference


def run_reference(graph: Path, gold: list[dict[str, Any]], texts: Path | None = None) -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own affair
        module = load_reference()
        loaded = module.Graph(str(graph))
        scored, fields, missing = module.score(loaded, gold)
        found = {kind: one.row() for kind, one in scored.items()}
        micro = module.Tally()
        for one in scored.values():
            micro.tp, micro.fp, micro.fn = micro.tp + one.tp, micro.fp + one.fp, micro.fn + one.fn
        found |= {"all": micro.row(), "missing": missing}
        found["fields"] = {name: {"right": right, "of": of} for name, (right, of) in sorted(fields.items())}
        if texts is not None:
            found["quotes"] = module.check_quotes(loaded, texts, {entry["file"] for entry in gold})[:2]
    return found


def load_reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def load_score() -> Callable[[], ModuleType]:
    return load_reference


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def verdicts(tmp_path: Path) -> Callable[..., Verdicts]:
    """Judges a hand-made graph by one gold entry; where the reference is at hand, it must give the same figures."""

    def run(world: World, **facts: Any) -> Verdicts:
        entry = {"file": FILE, **facts}
        path = tmp_path / "gold.json"
        path.write_text(json.dumps(entry), encoding="utf-8")
        judged = judge(world.graph, load([path]))
        if REFERENCE.is_file():
            (tmp_path / "graph.ttl").write_text(world.turtle, encoding="utf-8")
            theirs = run_reference(tmp_path / "graph.ttl", [entry])
            ours = figures(judged)
            assert {key: theirs[key] for key in ours} == ours
        return Verdicts(judged)

    return run


@pytest.fixture
def as_figures() -> Callable[[tuple[Judged, ...]], dict[str, Any]]:
    return figures
