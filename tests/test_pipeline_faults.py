"""kg.pipeline when something goes wrong: with a file, with a process, with the disk, with the user's patience."""

from __future__ import annotations

import errno
import io
import os
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.errors import KgError, StoreError
from kg.export import export
from kg.pipeline import build
from kg.store import Store, memory_store, open_store
from kg.store.oxigraph import OxigraphStore
from kg.vocab import JG, RDF

TEXT = "U.S. Immigration and Customs Enforcement issued {} subpoenas to the Lane County Sheriff's Office in Oregon.\n"
MANY = 24  # documents: enough to stop in the middle


def write(folder: Path, number: int) -> Path:
    folder.mkdir(exist_ok=True)
    for count in range(1, number + 1):
        (folder / f"{count:02}.txt").write_text(TEXT.format(count), encoding="utf-8")
    return folder


def content(store: Store) -> bytes:
    stream = io.BytesIO()
    export(store, "nquads", stream)
    return stream.getvalue()


def assert_whole(store: Store) -> None:
    """Every document's graph holds just what its state record says, and no graph is without a record."""
    graphs: dict[str, Counter[str]] = {}
    for quad in store.quads():
        counts = graphs.setdefault(str(quad.graph_name.value).partition("/graph/")[2], Counter())  # type: ignore[union-attr]
        if quad.predicate.value == RDF.type:
            counts[quad.object.value.removeprefix(str(JG))] += 1  # type: ignore[union-attr]
    assert graphs == {key: Counter(dict(state.summary)) for key, state in store.states().items()}


def test_an_internal_error_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.extraction

    def flawed(path: Path, sidecar: Any = None) -> Any:
        if path.name == "02.txt":
            raise ZeroDivisionError("division by zero")
        return real(path, sidecar)

    monkeypatch.setattr(pipeline, "extraction", flawed)
    with memory_store() as store:
        report = build([write(tmp_path / "in", 3)], store)
        assert [result.outcome for result in report.results] == ["built", "failed", "built"]
        assert len(store.states()) == 2
    (failed,) = report.of("failed")
    assert failed.reason == "internal error, ZeroDivisionError: division by zero"
    assert "report it" in failed.hint


def test_a_text_nested_without_end_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(path: Path, sidecar: Any = None) -> Any:
        return endless(path, sidecar)

    monkeypatch.setattr(pipeline, "extraction", endless)
    with memory_store() as store:
        (result,) = build([write(tmp_path / "in", 1)], store).results
    assert result.outcome == "failed"
    assert "RecursionError" in result.reason


def test_a_file_that_changes_meanwhile_fails_alone(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 3)

    def meddle(result: pipeline.Result) -> None:
        if result.path.endswith("01.txt"):
            (folder / "02.txt").write_text("Something else stands here now.", encoding="utf-8")

    with memory_store() as store:
        report = build([folder], store, advanced=meddle)
        assert [result.outcome for result in report.results] == ["built", "failed", "built"]
        assert report.results[1].reason == "it changed while it was being read"
        assert [result.outcome for result in build([folder], store).results] == ["unchanged", "built", "unchanged"]


def test_a_name_that_is_no_utf8_is_built_and_printable(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 1)
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT.format("two"), encoding="utf-8")
        (folder / os.fsdecode(b"caf\xe8.txt")).write_text(TEXT.format("two"), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    with memory_store() as store:
        report = build([folder], store)
        assert [result.outcome for result in report.results] == ["built"] * 3
        assert report.results[1].path.encode("utf-8").endswith(rb"caf\xe8.txt")
        assert [result.outcome for result in build([folder], store).results] == ["unchanged"] * 3


def test_a_pipe_named_by_the_user_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with memory_store() as store:
        (result,) = build([tmp_path / "pipe.txt"], store).results
    assert (result.outcome, result.reason) == ("failed", "it is no regular file")


def test_a_link_that_leads_nowhere_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    with memory_store() as store:
        (result,) = build([tmp_path / "a.txt"], store).results
    assert (result.outcome, result.reason, result.hint) == ("failed", "a link that leads nowhere", "check the path")


def test_an_enormous_file_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "in", 2)
    (folder / "big.txt").write_text("word " * 200, encoding="utf-8")
    monkeypatch.setattr("kg.read.reader.MAX_BYTES", 500)
    monkeypatch.setattr(pipeline, "MAX_BYTES", 500)
    reading = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: reading(path) if path.name != "big.txt" else pytest.fail())
    with memory_store() as store:
        report = build([folder], store)
    assert [result.outcome for result in report.results] == ["built", "built", "failed"]
    assert "larger than" in report.results[2].reason
    assert report.results[2].hint == "split it into its documents"


def test_a_disk_that_fills_up_keeps_what_was_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        """The engine of a store whose disk is full."""

        def __getattr__(self, name: str) -> Any:
            def fail(*_: object) -> None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            return fail

    folder, writes = write(tmp_path / "in", 3), [0]
    real = OxigraphStore._writable

    def writable(self: OxigraphStore) -> Any:
        writes[0] += 1
        return real(self) if writes[0] <= 1 else Full()

    with open_store(tmp_path / "graph") as store:
        with monkeypatch.context() as patch:
            patch.setattr(OxigraphStore, "_writable", writable)
            with pytest.raises(StoreError, match="the disk is full") as caught:
                build([folder], store)
        assert "free some space" in str(caught.value.hint)
        assert_whole(store)
        assert len(store.states()) == 1
        assert [result.outcome for result in build([folder], store).results] == ["unchanged", "built", "built"]
        assert_whole(store)


def test_a_stop_between_two_contents_of_a_file_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "in", 2)
    with memory_store() as store:
        build([folder], store)
        (folder / "01.txt").write_text(TEXT.format("seven"), encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(OxigraphStore, "put", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
            with pytest.raises(KeyboardInterrupt):
                build([folder], store)
        build([folder], store)
        with memory_store() as other:
            build([folder], other)
            assert content(store) == content(other)


# Runs in each worker before its first task: a file of this name kills the process that reads it.
DEADLY = """
import os, kg.pipeline
real = kg.pipeline.process
def process(path, sidecar=None):
    return os._exit(3) if path.name == "02.txt" else real(path, sidecar)
kg.pipeline.process = process
"""


def test_a_worker_that_dies_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pools: list[int] = []

    def pool(workers: int) -> ProcessPoolExecutor:
        pools.append(workers)
        # exec, because a function of a test cannot be imported in another process
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=exec, initargs=(DEADLY, {}))

    monkeypatch.setattr(pipeline, "_pool", pool)
    with memory_store() as store:
        report = build([write(tmp_path / "in", 4)], store, workers=2)
        assert [result.outcome for result in report.results] == ["built", "failed", "built", "built"]
        assert len(store.states()) == 3
    (failed,) = report.of("failed")
    assert "was killed" in failed.reason
    assert "memory" in failed.hint
    assert pools[:2] == [2, 1]
    assert len(pools) <= 3, "a new process for the culprit's sake only"


def test_a_pool_that_cannot_start_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures.process import BrokenProcessPool

    class Broken(ProcessPoolExecutor):
        def submit(self, *_: Any, **__: Any) -> Any:
            raise BrokenProcessPool("no process could be started")

    tasks = [pipeline._Task(tmp_path / f"{number}.txt", {}, f"document/{number}", "1") for number in range(3)]
    monkeypatch.setattr(pipeline, "_pool", Broken)
    found = list(pipeline._run(tasks, 2))
    assert [task for task, _ in found] == tasks
    assert all(isinstance(done, KgError) and "was killed" in done.reason for _, done in found)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Documents, and the bytes of a build of them that nobody interrupts."""
    folder = write(tmp_path_factory.mktemp("many") / "in", MANY)
    with memory_store() as store:
        build([folder], store)
        return folder, content(store)


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_loses_nothing_that_was_finished(tmp_path: Path, many: tuple[Path, bytes], workers: int) -> None:
    folder, whole = many
    command = [sys.executable, "-c", "from kg.cli.main import main; main()", "build", str(folder)]
    command += ["--store", str(tmp_path / "graph"), "--workers", str(workers)]
    # A session of its own, so that the signal reaches the workers too, as it does in a terminal.
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stderr is not None
    first = [process.stderr.readline() for _ in range(3)]
    os.killpg(process.pid, signal.SIGINT)
    _, rest = process.communicate()
    assert [line.partition("]")[0] for line in first] == [f"[{number}/{MANY}" for number in (1, 2, 3)]
    assert process.returncode == 130, rest
    assert "Stopped. What was finished is kept" in rest
    assert "Traceback" not in rest

    with open_store(tmp_path / "graph") as store:
        kept = len(store.states())
        assert 3 <= kept < MANY
        assert_whole(store)
        report = build([folder], store)
        assert len(report.of("unchanged")) == kept
        assert len(report.of("built")) == MANY - kept
        assert content(store) == whole
