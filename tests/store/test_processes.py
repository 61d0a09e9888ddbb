"""Several processes on one store: the lock, reading while another writes, and being killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import DocumentState, open_store, wipe

# Puts documents of 300 facts over and over, each time with another word; prints a line at the first round's end.
WRITER = """
import itertools, sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from kg.store import DocumentState, open_store
store = open_store(Path(sys.argv[1]))
for round in itertools.count():
    for name in "abc":
        graph = NamedNode(f"https://example.org/graph/document/{name}")
        node, word = NamedNode("https://example.org/p"), Literal(str(round))
        quads = [Quad(NamedNode(f"https://example.org/{name}/{n}"), node, word, graph) for n in range(300)]
        store.put(DocumentState(f"document/{name}", name, str(round), name), quads)
    if round == 0:
        print("ready", flush=True)
"""


@pytest.fixture
def writer(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that has put three documents and goes on replacing them."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as output:
        assert output.readline() == "ready\n"
    return process


def whole(folder: Path) -> dict[str, DocumentState]:
    """The states in a store, after a check that every document's graph is whole and fits its state and the union."""
    with open_store(folder, read_only=True) as store:
        states = store.states()
        words = Counter((quad.graph_name.value[-1], quad.object.value) for quad in store.quads())
        assert words == {(state.file_name, state.fingerprint): 300 for state in states.values()}
        assert sum(1 for _ in store.triples()) == 300 * len(states)
        return states


def test_only_one_process_writes_and_others_read_meanwhile(tmp_path: Path, writer: subprocess.Popen[str]) -> None:
    try:
        for act in (open_store, wipe):
            with pytest.raises(StoreError, match="another process is using") as caught:
                act(tmp_path)
            assert "--store" in (caught.value.hint or "")
        for _ in range(5):
            assert list(whole(tmp_path)) == ["document/a", "document/b", "document/c"]
        assert writer.poll() is None, "the readers must not disturb the writer"
    finally:
        writer.kill()
        writer.wait()
    with open_store(tmp_path) as store:
        assert len(store.states()) == 3


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_killed_writer_leaves_every_document_whole(
    tmp_path: Path, writer: subprocess.Popen[str], blow: signal.Signals
) -> None:
    time.sleep(0.1)
    writer.send_signal(blow)
    writer.wait()
    assert list(whole(tmp_path)) == ["document/a", "document/b", "document/c"]
    with open_store(tmp_path) as store:
        assert store.remove("document/a")
    assert list(whole(tmp_path)) == ["document/b", "document/c"]


@pytest.mark.skipif(not hasattr(os, "fork") or os.geteuid() != 0, reason="needs the right to become another user")
def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    program = """
import os, sys
from pathlib import Path
from kg.errors import StoreError
from kg.store import open_store
folder = Path(sys.argv[1])
os.setuid(65534)
try:
    open_store(folder / "graph")
except StoreError as error:
    print(error.reason)
"""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False)
    assert "cannot be written" in done.stdout, done.stderr
