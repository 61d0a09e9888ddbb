"""A question asked in a process of its own: the same answers and errors, and what no engine stops by itself."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox
import pytest

from kg.errors import KnowledgeError, QueryError, QueryStoppedError, StoreError
from kg.query.ask import answer
from kg.query.request import Request
from kg.query.sandbox import ask
from kg.store import DocumentState, open_store

GRAPH = str(Path(__file__).parents[1] / "fixtures" / "graph.trig")
PATIENCE = 60  # seconds in which a stopped query must be over, far below the hours that it would take
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[BinaryIO]:
    with (tmp_path / "answer").open("w+b") as stream:
        yield stream


def asked(file: BinaryIO, request: Request, **limits: float) -> bytes:
    ask(request, file, **limits)  # type: ignore[arg-type]
    file.seek(0)
    return file.read()


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "tsv", "json", "xml"])
def test_the_answer_is_that_of_this_process(file: BinaryIO, tmp_path: Path, form: str) -> None:
    request = Request(graph=GRAPH, name="responses", values=(("status", "Refused"),), form=form, width=80)
    with (tmp_path / "mine").open("w+b") as mine:
        answer(request, mine)
        mine.seek(0)
        expected = mine.read()
    assert len(expected) > 40
    assert asked(file, request) == expected


def test_a_store_on_disk_is_opened_to_read(file: BinaryIO, tmp_path: Path) -> None:
    graph = ox.NamedNode("https://w3id.org/jurisgraph/id/graph/document/a-1")
    with open_store(tmp_path / "store") as store:
        quad = ox.Quad(ox.NamedNode("http://x/a"), ox.NamedNode("http://x/b"), ox.Literal("c"), graph)
        store.put(DocumentState("document/a-1", "a.txt", "1", "a.txt"), [quad])
    request = Request(store=str(tmp_path / "store"), text="SELECT ?o { ?s ?p ?o }", form="csv")
    assert asked(file, request).split() == [b"o", b"c"]


@pytest.mark.parametrize(
    ("request_", "kind", "words"),
    [
        (Request(graph=GRAPH, name="dokuments"), QueryError, "no query named"),
        (Request(graph=GRAPH, name="agencies-of-jurisdiction"), QueryError, "needs the parameter"),
        (Request(graph=GRAPH, text="SELECT * { ?s foo:a ?o }", where="x.rq"), QueryError, "x.rq, line 1, column 15"),
        (Request(graph=GRAPH, text="#' title: x\nASK {}", where="x.rq"), KnowledgeError, "header is malformed"),
        (Request(graph="nowhere.ttl", text="ASK {}"), StoreError, "no such file"),
        (Request(store="nowhere", text="ASK {}"), StoreError, "no graph there yet"),
        (Request(graph=GRAPH, text="ASK {}", form="turtle"), QueryError, "nothing to write as turtle"),
    ],
)
def test_errors_come_back_as_they_are(file: BinaryIO, request_: Request, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind) as caught:
        ask(request_, file)
    assert words in str(caught.value) and not isinstance(caught.value, QueryStoppedError)


@pytest.mark.parametrize(
    "sparql",
    [
        FOREVER,
        FOREVER.replace("SELECT (COUNT(*) AS ?n)", "SELECT *") + " ORDER BY ?a",
        "SELECT (COUNT(*) AS ?n) { ?a (!<a:a>|^!<a:a>)* ?b . ?c (!<a:a>|^!<a:a>)* ?d . ?e (!<a:a>|^!<a:a>)* ?f }",
        "ASK { FILTER NOT EXISTS { " + FOREVER[FOREVER.index("{") + 1 : -1] + " FILTER(?a = ?c) } }",
        "SELECT * { " + "".join(f"?v{i} ?p{i} ?v{i + 1} . " for i in range(1000)) + "}",
    ],
    ids=["cross product", "sorted", "paths on cycles", "not exists", "a thousand patterns"],
)
def test_a_query_that_would_run_for_ever_is_stopped(file: BinaryIO, sparql: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryStoppedError, match="no answer within 1 second, so") as caught:
        ask(Request(graph=GRAPH, text=sparql, form="csv"), file, timeout=1)
    assert time.monotonic() - began < PATIENCE
    assert "--timeout" in (caught.value.hint or "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory are those of Linux")
def test_a_query_that_would_fill_the_memory_is_stopped(file: BinaryIO) -> None:
    doubling = "".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1}) " for i in range(40))
    sparql = f'SELECT ?x40 {{ BIND("abcdefgh" AS ?x0) {doubling} }}'
    with pytest.raises(QueryStoppedError, match=r"memory|crashed"):
        ask(Request(graph=GRAPH, text=sparql), file, timeout=PATIENCE, memory=2**30)


def test_a_crash_of_the_process_is_told(file: BinaryIO, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(QueryStoppedError, match=r"crashed on this query \(SIGSEGV\)"):
        ask(Request(graph=GRAPH, text="ASK {}"), file)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_a_worker_whose_parent_is_killed_ends(tmp_path: Path) -> None:
    script = (
        "import sys; from kg.query.request import Request; from kg.query.sandbox import ask; "
        "ask(Request(graph=sys.argv[1], text=sys.argv[2]), open(sys.argv[3], 'wb'))"
    )
    words = [sys.executable, "-c", script, GRAPH, FOREVER, str(tmp_path / "out")]
    with subprocess.Popen(words) as parent:
        workers = wait_until(lambda: children(parent.pid))
        parent.kill()
    assert workers
    assert wait_until(lambda: not any(map(alive, workers)))


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of open files are those of Unix")
def test_a_sealed_process_makes_no_connection() -> None:
    """Beside the guard, which refuses SERVICE: the process that asks could not even open a socket."""
    script = (
        "import socket, sys; from pathlib import Path; from kg.query.worker import _seal; "
        "from kg.store import load_file; store = load_file(Path(sys.argv[1])); _seal(store)\n"
        "try: socket.socket()\nexcept OSError as error: print(error.errno)\n"
        "try: list(store.query('SELECT * { SERVICE <http://127.0.0.1:9471/> { ?s ?p ?o } }'))\n"
        "except Exception as error: print('open files' in str(error))"
    )
    done = subprocess.run([sys.executable, "-c", script, GRAPH], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(errno.EMFILE), "True"], done.stdout + done.stderr


def test_the_program_is_found_without_being_installed(tmp_path: Path) -> None:
    """Python puts "" on its path for -c; the other process must not look in the current folder for that."""
    root = Path(__file__).parents[2]
    script = (
        "import sys; from kg.query.request import Request; from kg.query.sandbox import ask; "
        "ask(Request(graph=sys.argv[1], text='ASK { ?s ?p ?o }'), open(sys.argv[2], 'wb'))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    words = [sys.executable, "-c", script, GRAPH, str(tmp_path / "out")]
    subprocess.run(words, cwd=root, env=environment, check=True)
    assert (tmp_path / "out").read_bytes() == b"true\n"


def test_modules_of_the_current_folder_are_not_taken(
    file: BinaryIO, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "yaml.py").write_text("raise SystemExit('mine')\n")
    monkeypatch.chdir(tmp_path)
    assert asked(file, Request(graph=GRAPH, text="ASK { ?s ?p ?o }")) == b"true\n"
