"""kg.pipeline: what becomes of each file, what a second build does, and that the documents alone decide the bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import ReadError
from kg.export import export
from kg.pipeline import Report, Result, build
from kg.query.totals import totals
from kg.store import Store, memory_store, open_store

TEXT = (
    "U.S. Immigration and Customs Enforcement (ICE) issued three subpoenas to the {county} County Sheriff's Office in "
    "Oregon on February {day}, 2020. The answer is due by March {day}, 2020.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents: a.txt, b.txt, more/c.md."""
    root = tmp_path / "in"
    (root / "more").mkdir(parents=True)
    for name, county, day in (("a.txt", "Clackamas", 3), ("b.txt", "Lane", 4), ("more/c.md", "Linn", 5)):
        (root / name).write_text(TEXT.format(county=county, day=day), encoding="utf-8")
    return root


def outcomes(report: Report) -> dict[str, str]:
    return {Path(result.path).name: result.outcome for result in report.results}


def content(store: Store) -> bytes:
    stream = io.BytesIO()
    export(store, "nquads", stream)
    return stream.getvalue()


def fresh(*paths: Path) -> bytes:
    """The bytes of a store that never held anything else."""
    with memory_store() as store:
        build(paths, store)
        return content(store)


def test_every_file_is_built_and_counted(folder: Path) -> None:
    told: list[int | str] = []
    with memory_store() as store:
        report = build([folder], store, started=told.append, advanced=lambda result: told.append(result.path))
        assert outcomes(report) == {"a.txt": "built", "b.txt": "built", "c.md": "built"}
        assert told[0] == 3
        assert sorted(map(str, told[1:])) == [result.path for result in report.results]
        for result in report.results:
            counts = dict(result.counts)
            assert counts["Document"] == 1
            assert counts["Subpoena"] >= 1
            assert list(result.counts) == sorted(result.counts)
        found = totals(store)
    assert found["Document"] == 3
    assert found["Subpoena"] == sum(dict(result.counts)["Subpoena"] for result in report.results)
    assert found["Agency"] == 4, "one issuer and three recipients, each once"


def test_the_state_tells_where_a_document_came_from(folder: Path) -> None:
    with memory_store() as store:
        report = build([folder / "a.txt"], store)
        (state,) = store.states().values()
    assert state.path == (folder / "a.txt").as_posix() == report.results[0].path
    assert state.file_name == "a.txt"
    assert state.key.startswith("document/a-")
    assert state.summary == report.results[0].counts


def test_a_second_build_does_no_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with memory_store() as store:
        first = build([folder], store)
        before = content(store)
        monkeypatch.setattr(pipeline, "process", lambda *_: pytest.fail("it was read again"))
        second = build([folder], store)
        assert set(outcomes(second).values()) == {"unchanged"}
        assert [result.counts for result in second.results] == [result.counts for result in first.results]
        assert content(store) == before


def test_a_changed_file_replaces_its_older_content(folder: Path) -> None:
    with memory_store() as store:
        build([folder], store)
        (folder / "b.txt").write_text(TEXT.format(county="Coos", day=9), encoding="utf-8")
        report = build([folder], store)
        assert outcomes(report) == {"a.txt": "unchanged", "b.txt": "built", "c.md": "unchanged"}
        assert len(store.states()) == 3
        assert content(store) == fresh(folder)


def test_a_file_that_broke_leaves_no_facts_of_its_older_content(folder: Path) -> None:
    with memory_store() as store:
        build([folder], store)
        (folder / "b.txt").write_text("---\ntitle: [\n---\nText.\n", encoding="utf-8")
        assert outcomes(build([folder], store))["b.txt"] == "failed"
        assert content(store) == fresh(folder / "a.txt", folder / "more")


def test_changed_metadata_or_version_make_a_document_due(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with memory_store() as store:
        build([folder], store)
        (folder / "sources.toml").write_text('[files."a.txt"]\ntitle = "A letter"\n', encoding="utf-8")
        assert outcomes(build([folder], store)) == {"a.txt": "built", "b.txt": "unchanged", "c.md": "unchanged"}
        assert '"A letter"' in content(store).decode("utf-8")
        monkeypatch.setattr(pipeline, "pipeline_version", lambda: "another")
        assert set(outcomes(build([folder], store)).values()) == {"built"}
        assert len(store.states()) == 3


def test_other_layers_make_a_document_due(folder: Path) -> None:
    with memory_store() as store:
        build([folder], store)
        assert set(outcomes(build([folder], store, layers=("parser", "patterns"))).values()) == {"unchanged"}
        assert set(outcomes(build([folder], store, layers=("patterns",))).values()) == {"built"}
        assert set(outcomes(build([folder], store, layers=("patterns",))).values()) == {"unchanged"}


def test_the_version_covers_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    before = pipeline.pipeline_version.__wrapped__()
    monkeypatch.setattr(pipeline, "_DATA", tuple(parts for parts in pipeline._DATA if parts[-1] != "models"))
    assert pipeline.pipeline_version.__wrapped__() != before


def test_the_version_is_stable_and_tells_the_release() -> None:
    from kg import __version__

    version = pipeline.pipeline_version.__wrapped__()
    assert version == pipeline.pipeline_version()
    release, _, digest = version.partition("+")
    assert release == __version__
    assert len(digest) == 16
    assert int(digest, 16) >= 0


def test_the_same_file_in_two_places_is_one_document(folder: Path) -> None:
    (folder / "more" / "a.txt").write_bytes((folder / "a.txt").read_bytes())
    with memory_store() as store:
        report = build([folder], store)
        (skipped,) = report.of("skipped")
        assert skipped.path == (folder / "more" / "a.txt").as_posix()
        assert skipped.reason == f"the same as {(folder / 'a.txt').as_posix()}"
        assert len(store.states()) == 3


def test_a_content_that_lives_on_elsewhere_is_kept(folder: Path) -> None:
    """A copy is edited in one place: what the other place still holds must not go with it."""
    (folder / "more" / "a.txt").write_bytes((folder / "a.txt").read_bytes())
    with memory_store() as store:
        build([folder], store)
        (folder / "a.txt").write_text(TEXT.format(county="Coos", day=9), encoding="utf-8")
        build([folder], store)
        assert len(store.states()) == 4
        assert content(store) == fresh(folder)


def test_a_file_that_becomes_a_copy_takes_its_older_content_out(folder: Path) -> None:
    (folder / "more" / "a.txt").write_text(TEXT.format(county="Coos", day=9), encoding="utf-8")
    with memory_store() as store:
        build([folder], store)
        assert len(store.states()) == 4
        (folder / "more" / "a.txt").write_bytes((folder / "a.txt").read_bytes())
        report = build([folder], store)
        assert len(report.of("skipped")) == 1
        assert content(store) == fresh(folder)


def test_a_moved_file_is_not_read_again_and_a_change_there_replaces_it(folder: Path) -> None:
    moved = folder / "more" / "a.txt"
    with memory_store() as store:
        build([folder], store)
        (folder / "a.txt").rename(moved)
        assert set(outcomes(build([folder], store)).values()) == {"unchanged"}
        paths = {state.path for state in store.states().values()}
        assert moved.as_posix() in paths and (folder / "a.txt").as_posix() not in paths
        moved.write_text(TEXT.format(county="Coos", day=9), encoding="utf-8")
        assert outcomes(build([folder], store))["a.txt"] == "built"
        assert len(store.states()) == 3
        assert content(store) == fresh(folder)


def test_a_build_of_other_files_leaves_the_rest_alone(folder: Path) -> None:
    with memory_store() as store:
        build([folder / "a.txt"], store)
        build([folder / "more"], store)
        build([folder / "b.txt"], store)
        assert content(store) == fresh(folder)


def test_the_order_of_paths_does_not_matter(folder: Path) -> None:
    paths = [folder / "more", folder / "b.txt", folder / "a.txt"]
    assert fresh(*paths) == fresh(*reversed(paths)) == fresh(folder)


def test_disk_and_memory_hold_the_same(folder: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "graph") as store:
        build([folder], store)
    with open_store(tmp_path / "graph", read_only=True) as store:
        assert content(store) == fresh(folder)


@pytest.mark.parametrize(("number", "expected"), [(3, 1), (pipeline.WORTH_WORKERS, 7)])
def test_processes_are_started_where_they_pay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: int
) -> None:
    asked: list[int] = []

    def run(tasks: object, workers: int) -> Iterator[object]:
        asked.append(workers)
        yield from ()

    for count in range(number):
        (tmp_path / f"{count}.txt").write_text(f"Text {count}.", encoding="utf-8")
    monkeypatch.setattr(pipeline, "_run", run)
    monkeypatch.setattr("os.cpu_count", lambda: 7)
    with memory_store() as store, pytest.raises(KeyError):  # the results that were never made
        build([tmp_path], store, workers=None)
    assert asked == [expected]


def test_no_path_gives_an_empty_report() -> None:
    with memory_store() as store:
        assert build([], store).results == []
        assert totals(store) == {}


def test_extraction_reads_the_sidecar(folder: Path) -> None:
    found = pipeline.extraction(folder / "a.txt", {"title": "Given"})
    assert found.document.title == "Given"
    assert any(fact.kind == "Subpoena" for fact in found.facts)
    with pytest.raises(ReadError, match="no such file"):
        pipeline.extraction(folder / "gone.txt")


def test_process_gives_one_graph_that_conforms(folder: Path) -> None:
    from kg.validate import check

    quads, aside, _ = pipeline.process(folder / "a.txt")
    assert aside == ()
    assert len({quad.graph_name for quad in quads}) == 1
    assert [found for found in check(quads) if found.severity == "Violation"] == []


def test_a_report_sorts_results_by_outcome() -> None:
    report = Report([Result("a", "built"), Result("b", "failed", reason="why"), Result("c", "built")])
    assert [result.path for result in report.of("built")] == ["a", "c"]
    assert report.of("failed")[0].reason == "why"
    assert report.of("skipped") == report.set_aside == []
