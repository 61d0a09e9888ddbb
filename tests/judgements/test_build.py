"""Judgements in a build: the file and the documents alone decide the bytes, whatever was built before."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.export import export
from kg.judgements import Judgement, Judgements
from kg.judgements.stored import NO_DOCUMENT, NOT_MERGED, digest
from kg.pipeline import Report, build
from kg.store import Store, memory_store
from kg.vocab import BASE, JG

SAID = (
    "U.S. Immigration and Customs Enforcement (ICE) served {count} subpoenas on the {who} in Oregon "
    "on February {day}, 2020."
)
WHO = "Lane County Sheriff's Office"
TEXTS = {
    "a.txt": SAID.format(count="four", who=WHO, day=4) + "\n",
    "b.txt": "A reporter wrote: " + SAID.format(count="four", who=WHO, day=4) + " The answer is due in March.\n",
    "c.txt": SAID.format(count="five", who=WHO, day=6) + " It was the second time.\n",
    "d.txt": SAID.format(count="two", who="Linn County Sheriff's Office", day=9) + "\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("in")
    for name, text in TEXTS.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def some(desk: Any) -> dict[str, Judgement]:
    """Judgements by short names."""

    def target(file: str) -> Any:
        who = WHO if file != "d.txt" else "Linn County Sheriff's Office"
        count, day = {"a.txt": ("four", 4), "b.txt": ("four", 4), "c.txt": ("five", 6), "d.txt": ("two", 9)}[file]
        return desk.target(SAID.format(count=count, who=who, day=day), file=file, recipient=who)

    a, b, c, d = map(target, TEXTS)
    return {
        "reject": desk.judgement("reject", b, why="It is a copy."),
        "accept": desk.judgement("accept", a),
        "correct": desk.judgement("correct", c, changes=(("count", ("4",)), ("date", ("2020-02-04",)))),
        "merge": desk.judgement("merge", b, c),
        "apart": desk.judgement("apart", a, c),
        "apart2": desk.judgement("apart", a, b),
        "gone": desk.judgement("reject", desk.target("It said nothing of the kind", file="a.txt")),
        "nowhere": desk.judgement("reject", desk.target("It said nothing", file="z.txt")),
        "other": desk.judgement("merge", a, d),
    }


def content(store: Store) -> bytes:
    stream = io.BytesIO()
    export(store, "nquads", stream)
    return stream.getvalue()


def fresh(paths: list[Path], *judgements: Judgement) -> bytes:
    with memory_store() as store:
        build(paths, store, judgements=Judgements(judgements))
        return content(store)


def events(store: Store) -> list[list[str]]:
    """The files of each subpoena."""
    rows = store.query(
        "SELECT ?s (GROUP_CONCAT(DISTINCT ?f) AS ?files) "
        "{ ?s a jg:Subpoena ; jg:evidence ?e . ?e jg:document ?d . ?d jg:fileName ?f } GROUP BY ?s"
    )
    return sorted(sorted(row["files"].value.split()) for row in rows)  # type: ignore[union-attr]


def built(folder: Path, *judgements: Judgement) -> tuple[Report, list[list[str]], bytes]:
    with memory_store() as store:
        report = build([folder], store, judgements=Judgements(judgements))
        return report, events(store), content(store)


def test_without_judgements_two_accounts_are_one(folder: Path) -> None:
    report, found, _ = built(folder)
    assert found == [["a.txt", "b.txt"], ["c.txt"], ["d.txt"]]
    assert report.judgements == 0 and report.unmet == []


def test_what_each_judgement_does(folder: Path, some: dict[str, Judgement]) -> None:
    def after(*names: str) -> list[list[str]]:
        report, found, _ = built(folder, *(some[name] for name in names))
        assert report.unmet == []
        assert report.judgements == len(names)
        return found

    assert after("reject") == [["a.txt"], ["c.txt"], ["d.txt"]]
    assert after("apart2") == [["a.txt"], ["b.txt"], ["c.txt"], ["d.txt"]]
    assert after("correct") == [["a.txt", "b.txt", "c.txt"], ["d.txt"]]
    assert after("merge") == [["a.txt", "b.txt", "c.txt"], ["d.txt"]]
    assert after("other") == [["a.txt", "b.txt", "d.txt"], ["c.txt"]]


def test_what_is_kept_apart_no_chain_brings_together(folder: Path, some: dict[str, Judgement]) -> None:
    """a and b say the same, and b is merged with c by hand: a and c stay apart, whatever is between them."""
    _, found, _ = built(folder, some["merge"], some["apart"])
    assert found == [["a.txt"], ["b.txt", "c.txt"], ["d.txt"]]
    report, found, _ = built(folder, some["merge"], some["apart"], some["correct"])
    assert report.unmet == []
    assert not any({"a.txt", "c.txt"} <= set(files) for files in found)


def test_what_cannot_be_is_told(folder: Path, some: dict[str, Judgement], desk: Any) -> None:
    against = desk.judgement("apart", *some["merge"].facts)
    report, found, _ = built(folder, some["merge"], against, some["gone"], some["nowhere"])
    assert found == [["a.txt", "b.txt"], ["c.txt"], ["d.txt"]]
    assert {one.verb: why for one, why in report.unmet if one.verb == "merge"} == {"merge": NOT_MERGED}
    assert sorted(why for one, why in report.unmet if one.verb == "reject") == sorted(
        [NO_DOCUMENT, "no fact of the document fits it any more"]
    )


def test_the_graph_of_judgements(folder: Path, some: dict[str, Judgement]) -> None:
    with memory_store() as store:
        build([folder], store, judgements=Judgements((some["reject"], some["accept"])))
        rows = store.query(
            "SELECT ?verdict ?who ?why ?fact { GRAPH <" + BASE + "graph/judgements> "
            "{ ?j jg:verdict ?verdict ; jg:reviewer ?who ; jg:judges ?fact OPTIONAL { ?j jg:rationale ?why } } } "
            "ORDER BY ?verdict"
        )
        accepted, rejected = list(rows)  # type: ignore[arg-type]
        assert accepted["verdict"].value == JG.Accepted and accepted["why"] is None
        assert rejected["why"].value == "It is a copy." and rejected["who"].value == "A. Reader"
        assert not store.query(f"ASK {{ {rejected['fact']} ?p ?o }}"), "only the judgement tells of it"
        assert store.query("ASK { ?s jg:reviewStatus jg:Accepted ; jg:mergedFrom* ?x ; a jg:Subpoena }")
        assert not store.query("ASK { ?j a jg:Judgement }"), "it is no part of the default graph"
        build([folder], store)
        assert not store.query("ASK { GRAPH ?g { ?j a jg:Judgement } }")


def test_only_what_was_judged_is_read_again(folder: Path, some: dict[str, Judgement]) -> None:
    with memory_store() as store:
        build([folder], store)

        def due(*names: str) -> list[str]:
            report = build([folder], store, judgements=Judgements(tuple(some[name] for name in names)))
            return [Path(result.path).name for result in report.of("built")]

        assert due("accept") == ["a.txt"]
        assert due("accept") == []
        assert due("accept", "merge") == ["b.txt", "c.txt"]
        assert due("merge") == ["a.txt"]
        assert due() == ["b.txt", "c.txt"]
        assert content(store) == fresh([folder])


def test_who_and_why_are_told_without_reading_again(folder: Path, some: dict[str, Judgement], desk: Any) -> None:
    with memory_store() as store:
        build([folder], store, judgements=Judgements((some["accept"],)))
        again = desk.judgement("accept", *some["accept"].facts, why="I asked.")
        report = build([folder], store, judgements=Judgements((again,)))
        assert report.of("built") == []
        assert content(store) == fresh([folder], again)
        assert b"I asked." in content(store)


ORDER = st.permutations(sorted(TEXTS))


@given(ORDER, st.lists(st.integers(0, 3), max_size=2), st.data())
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_neither_order_nor_runs_nor_what_was_before_matters(
    folder: Path, some: dict[str, Judgement], order: list[str], cuts: list[int], data: st.DataObject
) -> None:
    """Any documents in any runs, with any judgements before: what counts are the documents and the last judgements."""
    chosen = data.draw(st.lists(st.sampled_from(sorted(some)), unique=True, max_size=5))
    before = data.draw(st.lists(st.sampled_from(sorted(some)), unique=True, max_size=3))
    left = order[: data.draw(st.integers(1, 4))]
    now = Judgements(tuple(some[name] for name in chosen))
    with memory_store() as store:
        build([folder], store, judgements=Judgements(tuple(some[name] for name in before)))
        for key, state in store.states().items():
            if state.file_name not in left:
                store.remove(key)
        ends = sorted({*(cut for cut in cuts if cut < len(left)), len(left)})
        for start, end in zip([0, *ends], ends, strict=False):
            build([folder / name for name in left[start:end]], store, judgements=now)
        build([folder / name for name in sorted(left)], store, judgements=now)
        split = content(store)
    assert split == fresh([folder / name for name in sorted(left)], *now.all)


def test_the_order_of_judgements_of_different_facts_does_not_matter(folder: Path, some: dict[str, Judgement]) -> None:
    names = ("reject", "correct", "other", "gone")
    one, other = (fresh([folder], *(some[name] for name in order)) for order in (names, names[::-1]))
    facts = [[line for line in lines.splitlines() if b"/provenance> ." not in line] for lines in (one, other)]
    assert facts[0] == facts[1]
    assert len(facts[0]) > 100


def test_judgements_survive_a_change_around_the_words(tmp_path: Path, some: dict[str, Judgement]) -> None:
    file = tmp_path / "b.txt"
    file.write_text(
        "An editor's note came first.\n\n" + TEXTS["b.txt"].replace(" served", "\n served"), encoding="utf-8"
    )
    with memory_store() as store:
        report = build([tmp_path], store, judgements=Judgements((some["reject"],)))
        assert report.unmet == [] and events(store) == []
        file.write_text(TEXTS["d.txt"], encoding="utf-8")
        report = build([tmp_path], store, judgements=Judgements((some["reject"],)))
        assert [why for _, why in report.unmet] == ["no fact of the document fits it any more"]
        assert events(store) == [["b.txt"]]


def test_the_digest_of_no_judgements_is_empty(some: dict[str, Judgement]) -> None:
    assert digest([]) == ""
    assert digest([some["accept"]]) != digest([some["reject"]])
    assert digest([some["accept"], some["reject"]]) != digest([some["reject"], some["accept"]])
