"""Builds that are killed at any moment, and two builds at once: the store opens, and the next build ends as any other.

KG_KILLS=50 kills more often than the few times of an ordinary run of the tests.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import resources
from kg.errors import StoreError
from kg.store import Store, open_store
from kg.store.merged import MERGED_GRAPH
from kg.vocab import JG

from .conftest import TEXTS, changed, content, write

KILLS = int(os.environ.get("KG_KILLS", "5"))
Program = Callable[..., subprocess.Popen[str]]
SEEDS = {path.name: path.read_text(encoding="utf-8") for path in resources.path("seeds", "documents").glob("*.md")}
# What the folder holds, one after the other: documents come, change and go.
ALL = TEXTS | SEEDS
STAGES = (
    ALL,
    {name: changed(text) if name in TEXTS else text for name, text in ALL.items()},
    {name: text for name, text in ALL.items() if name not in ("alder.txt", "ice-denver-2020-01-15.md")},
)
SLOWER = "time.sleep(0.02)"  # a document, so that the work on the store is not over at once
# Merges are written group by group, and undone before their document goes, with time in between to be killed.
SLOW_MERGES = """
import kg.store.oxigraph as engine, kg.store.steps as merging
def slowly(*arguments, quick=merging.steps):
    for step in quick(*arguments):
        time.sleep(0.02)
        yield step
def undo_slowly(store, graph, quick=engine.OxigraphStore._undo_merges):
    quick(store, graph)
    time.sleep(0.02)
merging.STEP = 1
engine.steps = slowly
engine.OxigraphStore._undo_merges = undo_slowly
"""


def kill(process: subprocess.Popen[str]) -> bool:
    """Kill a process and its children, as hard as can be; whether it was still at work."""
    was_running = process.poll() is None
    if was_running:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return was_running


def assert_sound(path: Path, facts: dict[str, str]) -> None:
    """The store opens for reading and writing, and each document is there whole or not at all."""
    for read_only in (True, False):
        if read_only and not (path / "oxigraph" / "CURRENT").exists():
            continue  # killed before there was anything to read
        try:
            store = open_store(path, read_only=read_only)
        except StoreError as error:
            # killed while the database was made: nothing to read yet, and the next build makes it
            assert read_only and error.reason == "there is no graph there yet"
            continue
        with store:
            assert_whole(store, facts)


def assert_whole(store: Store, facts: dict[str, str]) -> None:
    """What documents state is what they state in any other build, and the view is that of their graphs."""
    stated = set(store.statements())
    keys = store.states().keys()
    assert stated == {quad for key in keys for quad in ox.parse(facts[key].encode(), ox.RdfFormat.N_QUADS)}
    quads = list(store.quads())
    # Provenance and the like stand in graphs of their own, beside the view.
    view = [q for q in quads if q.graph_name == MERGED_GRAPH or "/graph/document/" in str(q.graph_name)]
    assert {quad.triple for quad in view} == set(store.triples())
    merged = members(store)
    assert not any(quad.subject in merged for quad in view if quad.graph_name != MERGED_GRAPH)
    assert {ox.Quad(*quad.triple) for quad in stated if not merged & {quad.subject, quad.object}} <= {
        ox.Quad(*triple) for triple in store.triples()
    }


def members(store: Store) -> set[object]:
    """The tellings that were merged."""
    return {triple.object for triple in store.triples() if triple.predicate.value == JG.mergedFrom}


def test_a_build_that_is_killed_is_resumed_to_the_same_bytes(
    tmp_path: Path, program: Program, facts: dict[str, str], fresh: Callable[[Path], bytes]
) -> None:
    chance = random.Random(20200115)
    folder, store, output = tmp_path / "in", tmp_path / "graph", tmp_path / "graph.nq"
    command = ("build", folder, "--store", store, "-o", output)
    began = time.monotonic()
    program("--version").communicate()
    length = (time.monotonic() - began) * 3  # how long a build may take; adapted as we go
    expected: dict[int, bytes] = {}
    merges: dict[int, frozenset[object]] = {}
    kills = tries = 0
    while kills < KILLS or tries < len(STAGES):
        stage = tries % len(STAGES)
        tries += 1
        assert tries < KILLS * 20 + len(STAGES), f"only {kills} kills in {tries} tries"
        write(folder, *_names(STAGES[stage]))
        killed_here = 0
        while True:
            before = output.read_bytes() if output.exists() else None
            process = program(*command, before=SLOWER, setup=SLOW_MERGES)
            started = time.monotonic()
            if killed_here < min(4, 1 + KILLS // 5) and kills < KILLS:
                time.sleep(chance.uniform(0.0, length))
                if kill(process):
                    kills += 1
                    killed_here += 1
                    if store.exists():
                        assert_sound(store, facts)
                    now = output.read_bytes() if output.exists() else None
                    if now != before:
                        assert now and expected.get(stage, now).startswith(now), "the output is whole or as it was"
                    continue
                length = max(0.3, 0.9 * length)
            else:
                _, err = process.communicate()
                assert process.returncode == 0, err
                length = (length + time.monotonic() - started) / 2
            break
        if stage not in expected:
            expected[stage] = fresh(folder)
        with open_store(store, read_only=True) as opened:
            assert content(opened) == expected[stage]
            merges[stage] = frozenset(members(opened))
        if chance.random() < 0.2:
            shutil.rmtree(store)
    assert kills >= KILLS
    assert all(merges.values())
    assert len(set(merges.values())) == len(merges), "what is merged changes from stage to stage"


def _names(texts: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    return list(texts), texts


@pytest.mark.parametrize("fresh_start", [False, True])
def test_two_builds_at_once(
    tmp_path: Path, program: Program, fresh: Callable[[Path], bytes], fresh_start: bool
) -> None:
    folder, store = write(tmp_path / "in", *_names(STAGES[0])), tmp_path / "graph"
    extra = ["--fresh"] if fresh_start else []
    first = program("build", folder, "--store", store, before="time.sleep(0.3)")
    assert first.stderr is not None
    first.stderr.readline()  # its first document is done
    second = program("build", folder, "--store", store, *extra)
    third = program("build", folder, "--store", store, "--wait", *extra)
    _, said = second.communicate()
    assert second.returncode == 1
    assert "another process is using this store" in said
    assert f"another build (process {first.pid})" in said and "--wait" in said
    _, waited = third.communicate()
    assert third.returncode == 0, waited
    assert f"Waiting: another build (process {first.pid}) is writing to this store." in waited
    first.communicate()
    assert first.returncode == 0
    with open_store(store, read_only=True) as opened:
        assert content(opened) == fresh(folder)
