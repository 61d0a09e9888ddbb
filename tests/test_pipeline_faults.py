"""kg.pipeline when something goes wrong: with a file, with a process, with the disk, with the user's patience."""

from __future__ import annotations

import errno
import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.errors import KgError, StoreError
from kg.export import export
from kg.pipeline import build
from kg.store import Store, memory_store, open_store
from kg.store.oxigraph import OxigraphStore
from kg.vocab import JG, PROVENANCE_GRAPH, RDF

TEXT = "U.S. Immigration and Customs Enforcement issued {} subpoenas to the Lane County Sheriff's Office in Oregon.\n"
MANY = 24  # documents: enough to stop in the middle


# Runs in each worker before its first task (and in this process, where a test needs the same bytes): a document's facts
# are the first letters of its words, which takes no time. The real stages load for seconds. {} is more of the function.
LIGHT = """
import os, time
import kg.pipeline, pyoxigraph as ox
from kg.read.reader import document_key
from kg.vocab import BASE, JG, RDF, SKOS
def process(path, *_):
    {}
    data = path.read_bytes()
    key = document_key(path.name, data)
    node, graph = ox.NamedNode(BASE + key), ox.NamedNode(BASE + "graph/" + key)
    quads = [ox.Quad(node, ox.NamedNode(RDF.type), ox.NamedNode(JG.Document), graph)]
    for word in sorted({{word[:1] for word in data.decode().split()}}):
        quads.append(ox.Quad(node, ox.NamedNode(SKOS.note), ox.Literal(word), graph))
    return quads, (), ""
kg.pipeline.process = process
"""
PLAIN = LIGHT.format("")
SLOW = LIGHT.format("time.sleep(0.05)")
DEADLY = LIGHT.format("path.name != '02.txt' or os._exit(3)")
# A command line whose processes all run a piece of code first.
PROGRAM = """
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
import kg.pipeline
code = sys.argv.pop(1)
exec(code, {})
kg.pipeline._pool = lambda n: ProcessPoolExecutor(
    n, mp_context=get_context("spawn"), initializer=exec, initargs=(code, {}))
from kg.cli.main import main
main()
"""


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[int]]:
    """Makes this process and its workers run a piece of code first; gives the sizes of the pools that are started."""

    def prepare(code: str) -> list[int]:
        sizes: list[int] = []

        def pool(workers: int) -> ProcessPoolExecutor:
            sizes.append(workers)
            # exec, because a function of a test cannot be imported in another process
            return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=exec, initargs=(code, {}))

        monkeypatch.setattr(pipeline, "process", pipeline.process)  # put back at the end
        exec(PLAIN, {})
        monkeypatch.setattr(pipeline, "_pool", pool)
        return sizes

    return prepare


def interrupted(folder: Path, store: Path, workers: int) -> subprocess.Popen[str]:
    """A build in a session of its own, so that a signal reaches its workers too, as Ctrl-C does in a terminal."""
    command = [sys.executable, "-c", PROGRAM, SLOW, "build", str(folder), "--store", str(store)]
    return subprocess.Popen(
        [*command, "--workers", str(workers)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


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
    for quad in store.statements():
        if quad.graph_name.value == PROVENANCE_GRAPH:  # type: ignore[union-attr]
            continue
        counts = graphs.setdefault(str(quad.graph_name.value).partition("/graph/")[2], Counter())  # type: ignore[union-attr]
        if quad.predicate.value == RDF.type:
            counts[quad.object.value.removeprefix(str(JG))] += 1  # type: ignore[union-attr]
    assert graphs == {key: Counter(dict(state.summary)) for key, state in store.states().items()}


def test_an_internal_error_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.extraction

    def flawed(path: Path, *rest: Any) -> Any:
        if path.name == "02.txt":
            raise ZeroDivisionError("division by zero")
        return real(path, *rest)

    monkeypatch.setattr(pipeline, "extraction", flawed)
    with memory_store() as store:
        report = build([write(tmp_path / "in", 3)], store)
        assert [result.outcome for result in report.results] == ["built", "failed", "built"]
        assert len(store.states()) == 2
    (failed,) = report.of("failed")
    assert failed.reason == "internal error, ZeroDivisionError: division by zero"
    assert "report it" in failed.hint


def test_a_text_nested_without_end_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*arguments: Any) -> Any:
        return endless(*arguments)

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


def test_a_worker_that_dies_costs_one_document(tmp_path: Path, light: Callable[[str], list[int]]) -> None:
    pools = light(DEADLY)
    with memory_store() as store:
        report = build([write(tmp_path / "in", 4)], store, workers=2)
        assert [result.outcome for result in report.results] == ["built", "failed", "built", "built"]
        assert len(store.states()) == 3
        assert_whole(store)
    (failed,) = report.of("failed")
    assert "was killed" in failed.reason
    assert "memory" in failed.hint
    assert pools[:2] == [2, 1]
    assert len(pools) <= 3, "a new process for the culprit's sake only"


@pytest.mark.parametrize("workers", [2, 3])
def test_the_number_of_processes_does_not_matter(
    tmp_path: Path, light: Callable[[str], list[int]], workers: int
) -> None:
    pools = light(PLAIN)
    folder = write(tmp_path / "in", 6)
    with memory_store() as one, memory_store() as several:
        first = build([folder], one, workers=1)
        second = build([folder], several, workers=workers)
        assert pools == [workers]
        assert first == second
        assert content(one) == content(several)


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


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_loses_nothing_that_was_finished(
    tmp_path: Path, light: Callable[[str], list[int]], workers: int
) -> None:
    folder = write(tmp_path / "in", MANY)
    process = interrupted(folder, tmp_path / "graph", workers)
    assert process.stderr is not None
    first = [process.stderr.readline() for _ in range(3)]
    os.killpg(process.pid, signal.SIGINT)
    _, rest = process.communicate()
    assert [line.partition("]")[0] for line in first] == [f"[{number}/{MANY}" for number in (1, 2, 3)]
    assert process.returncode == 130, rest
    assert "Stopped. What was finished is kept" in rest
    assert "Traceback" not in rest

    light(PLAIN)
    with open_store(tmp_path / "graph") as store, memory_store() as never_stopped:
        kept = len(store.states())
        assert 3 <= kept < MANY
        assert_whole(store)
        report = build([folder], store)
        assert len(report.of("unchanged")) == kept
        assert len(report.of("built")) == MANY - kept
        build([folder], never_stopped)
        assert content(store) == content(never_stopped)


def test_ctrl_c_while_processes_start_is_quiet(tmp_path: Path) -> None:
    process = interrupted(write(tmp_path / "in", MANY), tmp_path / "graph", 2)
    while not (tmp_path / "graph" / "oxigraph" / "CURRENT").exists() and process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.1)  # a worker takes longer than that to load its libraries
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130, told
    assert told.strip().endswith("Stopped. What was finished is kept; run the same command again to go on.")
    assert "Traceback" not in told
    with open_store(tmp_path / "graph") as store:
        assert_whole(store)


def test_a_store_that_fails_stops_the_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, light: Callable[[str], list[int]]
) -> None:
    light(SLOW)

    def fail(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(OxigraphStore, "put", fail)
    with memory_store() as store, pytest.raises(StoreError, match="the disk is full"):
        build([write(tmp_path / "in", MANY)], store, workers=2)
    # Dead by now; but the pool's own thread may be the one that reaps a worker, a moment before it says so.
    for _ in range(100):
        if not active_children():
            break
        time.sleep(0.1)
    assert active_children() == []


def test_ctrl_c_is_answered_again_once_processes_are_started() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pipeline._interrupts_ignored():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
    seen: list[object] = []

    def elsewhere() -> None:
        with pipeline._interrupts_ignored():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [before]
