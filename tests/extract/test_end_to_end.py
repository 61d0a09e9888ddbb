"""The whole way on real documents: the publishers' five originals where they are at hand, and always the digests."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline, resources
from kg.export import export
from kg.model import Extraction, Fact, Ref
from kg.store import memory_store
from kg.vocab import JG

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
ORIGINALS, SCORER, GOLD = SHARED / "seeds", SHARED / "gold" / "score.py", SHARED / "gold" / "seeds.json"
DIGESTS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "gold" / "seed_digests.json").read_text(encoding="utf-8"))
# Of the digests' subpoenas: the share that is found, how many may be wrong, the share of right fields.
FLOOR_FOUND, CEILING_WRONG, FLOOR_FIELDS = 1.0, 0, 1.0


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the project's scorer says of the five originals."""
    if not (ORIGINALS.is_dir() and SCORER.is_file() and GOLD.is_file()):
        pytest.skip("the five originals and their scorer are not on this machine")
    store = memory_store()
    pipeline.build([ORIGINALS], store)
    graph = tmp_path_factory.mktemp("originals") / "graph.ttl"
    with graph.open("wb") as stream:
        export(store, "turtle", stream)
    command = [sys.executable, str(SCORER), str(graph), str(GOLD), "--files", str(ORIGINALS), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return dict(json.loads(done.stdout))


def test_originals_are_all_in_the_graph(score: dict[str, Any]) -> None:
    assert score["documents_missing"] == []


def test_originals_f1_over_all_facts(score: dict[str, Any]) -> None:
    assert score["all"]["f1"] >= 0.95, score["all"]


def test_originals_f1_of_subpoenas(score: dict[str, Any]) -> None:
    assert score["subpoenas"]["f1"] >= 0.93, score["subpoenas"]


def test_originals_quotes_are_exact(score: dict[str, Any]) -> None:
    assert score["quotes"]["of"] > 0
    assert score["quotes"]["right"] == score["quotes"]["of"], score["quotes"]["bad"]


# ---- digests: a comparison of our own, so that it runs wherever the tests run ------------------------------------


def plain(name: str) -> str:
    """A name as it is compared: without case, article and kind of apostrophe."""
    return name.casefold().replace("’", "'").removeprefix("the ").strip()


def alternatives(text: str) -> set[str]:
    return {plain(name) for name in text.lstrip("?").split("|")}


class Digest:
    """One digest as extracted, beside its gold."""

    def __init__(self, gold: dict[str, Any]) -> None:
        self.gold = gold
        self.extraction: Extraction = pipeline.extraction(resources.path("seeds", "documents", gold["file"]))
        self._entities = {entity.key: entity for entity in self.extraction.entities}
        self.subpoenas = [fact for fact in self.extraction.facts if fact.kind == "Subpoena"]

    def names(self, fact: Fact, prop: str) -> set[str]:
        keys = [value.key for value in fact.get(prop) if isinstance(value, Ref)]
        entities = [self._entities[key] for key in keys if key in self._entities]
        return {plain(name) for entity in entities for name in (entity.label, *entity.alt_labels)}

    def shown(self, fact: Fact) -> str:
        counts, dates = fact.get(JG.count), fact.get(JG.date)
        return f"{fact.label} (count {[*map(str, counts)]}, date {[*map(str, dates)]})"

    def marks(self, item: dict[str, Any], fact: Fact) -> dict[str, bool]:
        """For each field that the gold gives, whether it is right."""
        found = {}
        if "count" in item:
            found["count"] = list(fact.get(JG.count)) == ([] if item["count"] is None else [item["count"]])
        for field, prop in (("date", JG.date), ("due", JG.responseDue)):
            if item.get(field):
                values = [str(value) for value in fact.get(prop)]
                found[field] = any(
                    v == alt or v.startswith(f"{alt}-") for v in values for alt in item[field].split("|")
                )
        return found

    def compare(self) -> tuple[list[tuple[dict[str, Any], Fact]], list[dict[str, Any]], list[Fact]]:
        """(pairs of gold and fact, gold missed, facts that the gold has not); optional gold takes a fact silently."""
        free, pairs, missed = list(self.subpoenas), [], []
        for item in sorted(self.gold["subpoenas"], key=lambda item: bool(item.get("optional"))):
            fitting = [
                fact
                for fact in free
                if alternatives(item["issuer"]) & self.names(fact, JG.issuedBy)
                and alternatives(item["recipient"]) & self.names(fact, JG.servedOn)
            ]
            if fitting:
                best = max(fitting, key=lambda fact: sum(self.marks(item, fact).values()))
                free.remove(best)
                if not item.get("optional"):
                    pairs.append((item, best))
            elif not item.get("optional"):
                missed.append(item)
        return pairs, missed, free


@pytest.fixture(scope="module")
def digests() -> list[Digest]:
    return [Digest(gold) for gold in DIGESTS]


def report(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def test_digests_subpoenas_are_found(digests: list[Digest]) -> None:
    found, missed = 0, []
    for digest in digests:
        pairs, absent, _ = digest.compare()
        found += len(pairs)
        missed += [f"{digest.gold['file']}: {item['recipient']}" for item in absent]
    assert found / (found + len(missed)) >= FLOOR_FOUND, report(missed)


def test_digests_give_few_wrong_subpoenas(digests: list[Digest]) -> None:
    wrong = [f"{digest.gold['file']}: {digest.shown(fact)}" for digest in digests for fact in digest.compare()[2]]
    assert len(wrong) <= CEILING_WRONG, report(wrong)


def test_digests_counts_and_dates_are_right(digests: list[Digest]) -> None:
    marks = [
        (right, f"{digest.gold['file']}: {field} of {digest.shown(fact)}, should be {item[field]}")
        for digest in digests
        for item, fact in digest.compare()[0]
        for field, right in digest.marks(item, fact).items()
    ]
    assert sum(right for right, _ in marks) >= FLOOR_FIELDS * len(marks), report(
        text for right, text in marks if not right
    )


def test_digests_evidence_is_whole_sentences_of_the_body(digests: list[Digest]) -> None:
    for digest in digests:
        text, body = digest.extraction.document.text, digest.extraction.document.body
        proofs = [proof for fact in digest.extraction.facts for proof in fact.evidence]
        assert proofs
        for proof in proofs:
            assert body.covers(proof.span)
            quote = proof.span.of(text)
            assert quote == quote.strip() and len(quote) > 10


def test_digests_name_every_agency_that_must_be_named(digests: list[Digest]) -> None:
    missed = []
    for digest in digests:
        known = {entity.key: entity for entity in digest.extraction.entities}
        names = {
            plain(n)
            for key in digest.extraction.mentioned
            if key in known
            for n in (known[key].label, *known[key].alt_labels)
        }
        missed += [
            f"{digest.gold['file']}: {name}"
            for name in digest.gold["agencies"]
            if not name.startswith("?") and not alternatives(name) & names
        ]
    assert missed == []
