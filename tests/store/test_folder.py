"""What a folder must look like to be a store, and what is never touched."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.store import open_store, wipe

Make = Callable[..., tuple[Any, Any]]


def test_a_store_is_made_with_its_parents_and_opened_again(tmp_path: Path, document: Make) -> None:
    folder = tmp_path / "some" / "where"
    state, quads = document("a", "one")
    with open_store(folder) as store:
        store.put(state, quads)
    assert sorted(entry.name for entry in folder.iterdir()) == ["oxigraph", "store.json"]
    with open_store(folder) as store:
        assert store.states() == {"document/a": state}
        assert len(list(store.quads())) == len(quads)


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    assert json.loads((tmp_path / "store.json").read_text())["format"] == "jurisgraph store"


def test_a_store_whose_making_was_interrupted_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "store.json.new").write_text("{")
    open_store(tmp_path).close()
    assert (tmp_path / "store.json").is_file()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_of_other_things_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not a store") as caught:
        open_store(tmp_path, read_only=read_only)
    assert caught.value.where == str(tmp_path)
    assert caught.value.hint
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_is_no_store(tmp_path: Path, read_only: bool) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text("mine")
    with pytest.raises(StoreError, match="is a file"):
        open_store(file, read_only=read_only)
    assert file.read_text() == "mine"


@pytest.mark.parametrize("marker", ["", "nonsense", "[]", '{"format": "another"}', "\xff"])
def test_a_marker_of_another_program_is_refused(tmp_path: Path, marker: str) -> None:
    (tmp_path / "store.json").write_bytes(marker.encode("latin-1"))
    for act in (open_store, wipe):
        with pytest.raises(StoreError, match="not of this program"):
            act(tmp_path)
    assert (tmp_path / "store.json").exists()


def test_a_store_of_another_version_is_not_opened_but_may_be_wiped(tmp_path: Path) -> None:
    (tmp_path / "store.json").write_text('{"format": "jurisgraph store", "version": 99}')
    with pytest.raises(StoreError, match="format 99") as caught:
        open_store(tmp_path)
    assert "--fresh" in (caught.value.hint or "")
    wipe(tmp_path)
    open_store(tmp_path).close()


@pytest.mark.parametrize("made", ["nothing", "folder", "marker"])
def test_reading_before_the_first_build_says_what_to_do(tmp_path: Path, made: str) -> None:
    folder = tmp_path / "graph"
    if made != "nothing":
        folder.mkdir()
    if made == "marker":
        (folder / "store.json").write_text('{"format": "jurisgraph store", "version": 1}')
    with pytest.raises(StoreError, match="no graph there yet") as caught:
        open_store(folder, read_only=True)
    assert "kg build" in (caught.value.hint or "")
    assert folder.exists() == (made != "nothing")


def test_wiping_leaves_an_empty_folder_that_can_be_used_again(tmp_path: Path, document: Make) -> None:
    with open_store(tmp_path) as store:
        store.put(*document("a", "one"))
    (tmp_path / "notes.txt").write_text("mine")
    wipe(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["notes.txt"]
    (tmp_path / "notes.txt").unlink()
    with open_store(tmp_path) as store:
        assert store.states() == {}


def test_wiping_what_is_no_store(tmp_path: Path) -> None:
    wipe(tmp_path / "missing")
    wipe(tmp_path)
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not a store"):
        wipe(tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_damaged_store_is_named_so_and_can_be_wiped(tmp_path: Path, document: Make) -> None:
    with open_store(tmp_path) as store:
        store.put(*document("a", "one"))
    (tmp_path / "oxigraph" / "CURRENT").write_text("nonsense")
    for read_only in (True, False):
        with pytest.raises(StoreError, match="damaged") as caught:
            open_store(tmp_path, read_only=read_only)
        assert "--fresh" in (caught.value.hint or "")
    wipe(tmp_path)
    open_store(tmp_path).close()


def test_a_reader_cannot_write(tmp_path: Path, document: Make) -> None:
    state, quads = document("a", "one")
    with open_store(tmp_path) as store:
        store.put(state, quads)
    with open_store(tmp_path, read_only=True) as reader:
        assert reader.states() == {"document/a": state}
        for act in (lambda: reader.put(state, quads), lambda: reader.remove("document/a")):
            with pytest.raises(StoreError, match="reading only"):
                act()
