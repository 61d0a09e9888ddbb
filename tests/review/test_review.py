"""kg.review: which questions a store gives rise to, what answers them, and the gold facts made of answers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.evaluate import evaluate, load_gold
from kg.judgements import Judgement, Judgements
from kg.model import SetAside
from kg.pipeline import build
from kg.review import Item, Queue, Texts, View
from kg.review.gold import gold_facts
from kg.store import Store, memory_store
from kg.vocab import BASE, JG

ICE = "U.S. Immigration and Customs Enforcement (ICE)"
LANE, LINN = "Lane County Sheriff's Office", "Linn County Sheriff's Office"
TEXTS = {
    "a.txt": f"{ICE} served four subpoenas on the {LANE} in Oregon on February 4, 2020. "
    f"The {LANE} refused to comply with the subpoenas.\n",
    "b.txt": f"A paper wrote that day: {ICE} served five subpoenas on the {LANE} in Oregon on February 4, 2020. "
    f"The {LANE} complied with the subpoenas.\n",
    "c.txt": "U.S. Immigration and Customs Enforcement issued subpoenas to Lane County, Oregon on February 6, 2020.\n",
    "d.txt": f"{ICE} served two subpoenas on the {LINN} in Oregon on March 9, 2020.\n",
    "e.txt": "Portland, Ore. ICE had asked for help. The Yamhill County Sheriff's Office refused to comply with the "
    "subpoenas.\n",
}
DAY = dt.date(2021, 3, 4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("in")
    for name, text in TEXTS.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with memory_store() as opened:
        build([folder], opened)
        yield opened


@pytest.fixture(scope="module")
def queue(store: Store) -> Queue:
    return Queue(store, Judgements(), 0.8)


def judged(verb: Any, *views: View, **more: Any) -> Judgement:
    return Judgement(verb, tuple(view.target() for view in views), "A. Reader", DAY, **more)


def left(queue: Queue, *judgements: Judgement) -> list[tuple[str, str]]:
    return [(item.kind, item.field) for item in queue.open(Judgements(judgements))]


def item(queue: Queue, kind: str, field: str = "") -> Item:
    (found,) = [one for one in queue.items if (one.kind, one.field) == (kind, field)]
    return found


def test_the_questions(queue: Queue) -> None:
    assert left(queue) == [("duplicates", ""), ("contested", "count"), ("contested", "status"), ("low", "")]
    assert [view.file for view in item(queue, "duplicates").views] == ["a.txt", "c.txt"]
    assert "4 points" in item(queue, "duplicates").why
    assert [view.get("count") for view in item(queue, "contested", "count").views] == [("4",), ("5",)]
    assert item(queue, "low").about == "ICE subpoena on Yamhill County Sheriff's Office"
    assert [one.kind for one in queue.open(Judgements(), ["low"])] == ["low"]


def test_what_a_view_tells(queue: Queue) -> None:
    view = item(queue, "duplicates").views[0]
    assert dict(view.values) == {
        "issuer": ("U.S. Immigration and Customs Enforcement",),
        "recipient": (LANE,),
        "count": ("4",),
        "date": ("2020-02-04",),
        "response": ("Refused",),
    }
    assert view.main is not None
    assert TEXTS["a.txt"][view.main.start : view.main.end] == view.main.quote
    target = view.target(loose=True)
    assert [name for name, _ in target.values] == ["recipient", "count", "date"]
    assert view.content.startswith(target.content or "-")
    (answer,) = [
        one for found in queue.views.values() for one in found if one.kind == "Response" and one.file == "a.txt"
    ]
    assert answer.claimant == "the document itself"


def test_what_answers_a_question_of_doubt(queue: Queue) -> None:
    (view,) = item(queue, "low").views
    for verb, more in (("accept", {}), ("reject", {}), ("correct", {"changes": (("count", ("2",)),)})):
        assert ("low", "") not in left(queue, judged(verb, view, **more))
    assert ("low", "") in left(queue, judged("accept", view, of=("date",))), "a day alone is not the fact"
    elsewhere = replace(view.target(), file="z.txt", content=None)
    assert ("low", "") in left(queue, Judgement("accept", (elsewhere,), "A", DAY))


def test_what_answers_whether_two_are_one(queue: Queue) -> None:
    one, other = item(queue, "duplicates").views
    for verb in ("merge", "apart"):
        for pair in ((one, other), (other, one)):
            assert ("duplicates", "") not in left(queue, judged(verb, *pair))
    assert ("duplicates", "") not in left(queue, judged("reject", other))
    assert ("duplicates", "") in left(queue, judged("accept", other))
    (twin,) = [view for view in item(queue, "contested", "count").views if view.file == "b.txt"]
    assert ("duplicates", "") not in left(queue, judged("apart", twin, other)), "one event has both accounts"


def test_what_answers_where_sources_disagree(queue: Queue) -> None:
    a, b = item(queue, "contested", "count").views
    asked = ("contested", "count")
    assert asked in left(queue, judged("accept", a, of=("count",)))
    assert asked not in left(queue, judged("accept", a, of=("count",)), judged("accept", b))
    assert asked not in left(queue, judged("correct", b, changes=(("count", ("4",)),)))
    assert asked in left(queue, judged("correct", b, changes=(("count", ("6",)),)))
    assert asked not in left(queue, judged("reject", b))
    assert asked in left(queue, judged("reject", b), judged("accept", b)), "the last word counts"
    assert asked not in left(queue, judged("apart", a, b))
    assert ("contested", "status") in left(queue, judged("reject", b)), "a response is a fact of its own"


def test_nothing_is_asked_again_after_a_build(folder: Path, queue: Queue) -> None:
    one, other = item(queue, "duplicates").views
    a, b = item(queue, "contested", "count").views
    r, s = item(queue, "contested", "status").views
    some = Judgements((
        judged("apart", one, other),
        judged("correct", b, changes=(("count", ("4",)), ("date", ("2020-02",)))),
        judged("accept", r, of=("status",)),
        judged("accept", s, of=("status",)),
        judged("correct", *item(queue, "low").views, changes=(("recipient", (LINN,)),)),
    ))  # fmt: skip
    assert queue.open(some) == []
    with memory_store() as store:
        report = build([folder], store, judgements=some)
        assert report.unmet == []
        assert Queue(store, some, 0.8).open(some) == []
        assert a.file == "a.txt"


def test_what_a_shape_refused_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch, queue: Queue) -> None:
    refused = SetAside(
        "ICE subpoena on Lane County", "d.txt", "It has no seal.", f"{BASE}subpoena/x/1", "Subpoena",
        ((0, 20, TEXTS["d.txt"][:20]),), ((JG.servedOn, "Lane County, Oregon"), (f"{JG}count", "2")),
    )  # fmt: skip
    other = SetAside("evidence", "d.txt", "It is long.", f"{BASE}evidence/1", "Evidence")
    before = pipeline.process

    def process(path: Path, *more: Any) -> tuple[list[ox.Quad], tuple[SetAside, ...], str]:
        quads, aside, sketch = before(path, *more)
        return quads, (*aside, refused, other) if path.name == "d.txt" else aside, sketch

    monkeypatch.setattr(pipeline, "process", process)
    with memory_store() as store:
        build([folder], store)
        found = Queue(store, Judgements(), 0.8)
    (one,) = [item for item in found.items if item.kind == "aside"]
    (view,) = one.views
    assert one.why == ("It has no seal.",)
    assert dict(view.values) == {"recipient": ("Lane County, Oregon",), "count": ("2",)}
    assert view.target().quote == TEXTS["d.txt"][:20].strip()
    for verb, settled in (("reject", True), ("accept", False)):
        assert (("aside", "") not in left(found, judged(verb, view))) == settled


def test_the_text_around_a_quote(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with memory_store() as store:
        build([tmp_path], store)
        states = store.states()
    (key,) = [key for key, state in states.items() if state.file_name == "b.txt"]
    text = TEXTS["b.txt"]
    at = text.index("served five subpoenas")
    texts = Texts(states, None)
    snippet = texts.around(key, at, at + 21, "served five subpoenas", 30)
    assert (snippet.quote, snippet.note) == ("served five subpoenas", "")
    assert snippet.before.startswith("… ") and text.find(snippet.before.removeprefix("… ")) > 0
    assert snippet.after.endswith(" …")
    assert texts.named("b.txt") == texts.named(key) == {key}
    assert texts.around(key, at, at + 21, "other words").note
    (tmp_path / "b.txt").write_text("Changed.", encoding="utf-8")
    assert Texts(states, None).document(key) is None
    (tmp_path / "b.txt").unlink()
    gone = Texts(states, None).around(key, at, at + 21, "served five subpoenas")
    assert (gone.before, gone.quote, gone.after) == ("", "served five subpoenas", "")
    assert "gone" in gone.note
    assert Texts(states, None).document("document/none") is None


def test_gold_facts_of_what_was_judged(folder: Path, queue: Queue, tmp_path: Path) -> None:
    a, b = item(queue, "contested", "count").views
    quote = "ICE had asked for help"
    missed = replace(
        item(queue, "low").views[0].target(), quote=quote, at=None,
        values=(("issuer", ("ICE",)), ("recipient", ("Oregon State Police",)), ("count", ("3",))),
    )  # fmt: skip
    some = Judgements((
        judged("accept", a),
        judged("correct", b, changes=(("count", ("4",)),)),
        judged("reject", *item(queue, "low").views),
        Judgement("add", (missed,), "A. Reader", DAY),
        judged("reject", replace(b, file="z.txt", content="")),
    ))  # fmt: skip
    with memory_store() as store:
        build([folder], store, judgements=some)
        gold, waiting = gold_facts(store, some)
        assert waiting == 1, "the one of a file that is not there"
        assert [entry["file"] for entry in gold] == ["a.txt", "b.txt", "e.txt"]
        first, second, third = gold
        assert first["subpoenas"] == [
            {
                "issuer": "U.S. Immigration and Customs Enforcement", "recipient": LANE, "count": 4,
                "date": "2020-02-04", "due": None, "status": ["Refused"],
            }
        ]  # fmt: skip
        assert second["subpoenas"][0]["count"] == 4
        assert [one["recipient"] for one in third["subpoenas"]] == ["Oregon State Police"]
        assert all(name.startswith("?") for name in first["agencies"])
        path = tmp_path / "gold.json"
        path.write_text(json.dumps(gold), encoding="utf-8")
        found = evaluate(load_gold([path]), folder, store)
        assert [(one.file, one.fact) for one in found.judged if one.verdict in ("missed", "wrong")] == []
    again = evaluate(load_gold([path]), folder)
    missing = [one for one in again.judged if one.verdict == "missed"]
    assert [one.file for one in missing] == ["e.txt"], "without judgements the missed fact is missed"
