"""A whole evaluation: documents found and read, their graph built, judged, checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import EvaluateError
from kg.evaluate import Evaluation, evaluate, load_gold, run_of
from kg.evaluate.corpus import gather
from kg.pipeline import build
from kg.store import memory_store

TEXT = "U.S. Immigration and Customs Enforcement (ICE) served a subpoena on the {} County Sheriff's Office in Oregon.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents with gold facts, one of them in a folder of its own, and one without."""
    root = tmp_path / "texts"
    (root / "more").mkdir(parents=True)
    (root / "a.txt").write_text(TEXT.format("Lane"), encoding="utf-8")
    (root / "more" / "b.html").write_text(
        f"<html><body><article><p>{TEXT.format('Polk')}</p></article></body></html>", encoding="utf-8"
    )
    (root / "c.txt").write_text(TEXT.format("Wasco"), encoding="utf-8")
    return root


def entry(file: str, county: str) -> dict[str, Any]:
    return {
        "file": file,
        "agencies": ["ICE", f"{county} County Sheriff's Office"],
        "jurisdictions": ["Oregon", f"?{county} County, Oregon"],
        "agency_jurisdiction": [[f"{county} County Sheriff's Office", f"{county} County, Oregon"]],
        "subpoenas": [{"issuer": "ICE", "recipient": f"{county} County Sheriff's Office"}],
    }


def gold(path: Path, *entries: dict[str, Any]) -> Any:
    path.write_text(json.dumps(entries), encoding="utf-8")
    return load_gold([path])


def verdicts(found: Evaluation) -> set[tuple[str, str]]:
    return {(one.file, one.verdict) for one in found.judged}


def test_documents_of_the_gold_are_built_and_no_others(folder: Path, tmp_path: Path) -> None:
    found = evaluate(gold(tmp_path / "g.json", entry("a.txt", "Lane"), entry("b.html", "Polk")), folder)
    assert verdicts(found) == {("a.txt", "found"), ("b.html", "found")}
    assert found.sound and found.problems == () and found.set_aside == () and found.violations == ()
    assert found.quotes.right == found.quotes.of > 8
    assert set(found.documents) == set(found.digests) == {"a.txt", "b.html"}
    assert found.graph.documents("a.txt") and not found.graph.documents("c.txt")


def test_a_graph_that_is_there_already(folder: Path, tmp_path: Path) -> None:
    store = memory_store()
    build([folder / "a.txt", folder / "c.txt"], store)
    found = evaluate(gold(tmp_path / "g.json", entry("a.txt", "Lane"), entry("b.html", "Polk")), folder, store)
    assert verdicts(found) == {("a.txt", "found"), ("b.html", "missed")}
    assert found.problems == (("b.html", "the graph has no document of this name"),)
    assert not found.sound


@pytest.mark.parametrize(("view", "right"), [("merged", 0), ("documents", 2)])
def test_a_document_may_be_judged_by_what_it_says_itself(folder: Path, tmp_path: Path, view: str, right: int) -> None:
    """Two documents tell of one event and disagree on the number; the merged event has both."""
    for name, number in (("a", "three"), ("c", "four")):
        text = f"ICE served {number} subpoenas on the Lane County Sheriff's Office in Oregon on February 3, 2020.\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    entries = [entry(f"{name}.txt", "Lane") for name in "ac"]
    for one, number in zip(entries, (3, 4), strict=True):
        one["subpoenas"][0]["count"] = number
    found = evaluate(gold(tmp_path / "g.json", *entries), folder, view=view)
    assert run_of(found).fields["subpoenas.count"] == (right, 2)
    assert found.sound and verdicts(found) == {("a.txt", "found"), ("c.txt", "found")}


def test_a_document_that_is_not_there_or_cannot_be_read(folder: Path, tmp_path: Path) -> None:
    (folder / "d.txt").write_bytes(b"")
    (folder / "e.pdf").write_bytes(b"%PDF-1.4")
    entries = [entry(name, "Lane") for name in ("d.txt", "e.pdf", "f.txt", "a.txt")]
    found = evaluate(gold(tmp_path / "g.json", *entries), folder)
    assert found.problems == (
        ("d.txt", "it is empty"),
        ("e.pdf", "files of the kind '.pdf' cannot be read"),
        ("f.txt", "it is not among the documents"),
    )
    assert {file for file, verdict in verdicts(found) if verdict == "missed"} == {"d.txt", "e.pdf", "f.txt"}
    assert not found.sound


def test_a_quote_that_is_not_the_text(folder: Path, tmp_path: Path) -> None:
    store = memory_store()
    build([folder / "a.txt"], store)
    text = (folder / "a.txt").read_text(encoding="utf-8").replace("subpoena", "writ")
    (folder / "a.txt").write_text(text, encoding="utf-8")
    found = evaluate(gold(tmp_path / "g.json", entry("a.txt", "Lane")), folder, store)
    assert 0 < found.quotes.right < found.quotes.of
    assert not found.sound and found.problems == ()


def test_digests_tell_whether_text_or_gold_changed(folder: Path, tmp_path: Path) -> None:
    def digest(**change: Any) -> tuple[str, str]:
        documents = gold(tmp_path / "g.json", entry("a.txt", "Lane") | change)
        corpus = gather(folder, documents)
        return corpus.digest(documents[0]), corpus.documents["a.txt"].text

    before, text = digest()
    assert digest() == (before, text)
    assert digest(statutes=["8 U.S.C. § 1373"])[0] != before
    (folder / "a.txt").write_text(text + "More.\n", encoding="utf-8")
    assert digest()[0] != before


def test_the_same_run_twice_is_of_one_corpus(folder: Path, tmp_path: Path) -> None:
    entries = (entry("a.txt", "Lane"), entry("c.txt", "Wasco"))
    one, two = (evaluate(gold(tmp_path / "g.json", *entries[::step]), folder) for step in (1, -1))
    assert one.corpus == two.corpus and one.judged == two.judged and one.quotes == two.quotes
    assert evaluate(gold(tmp_path / "g.json", entries[0]), folder).corpus != one.corpus


def test_two_documents_of_one_name_are_told(folder: Path, tmp_path: Path) -> None:
    (folder / "more" / "a.txt").write_text(TEXT.format("Polk"), encoding="utf-8")
    with pytest.raises(EvaluateError, match=r"two documents are named a\.txt"):
        gather(folder, gold(tmp_path / "g.json", entry("a.txt", "Lane")))
    assert gather(folder, gold(tmp_path / "g.json", entry("c.txt", "Wasco"))).problems == ()


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(EvaluateError, match="no such folder"):
        evaluate(gold(tmp_path / "g.json", entry("a.txt", "Lane")), tmp_path / "texts")
