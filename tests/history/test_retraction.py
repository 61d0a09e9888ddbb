"""What a build takes out: what only the documents stated that have gone, and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.pipeline import build
from kg.store import memory_store, open_store

from .conftest import TEXTS, changed, content, write

Fresh = Callable[[Path], bytes]
NAMES = st.sets(st.sampled_from(sorted(TEXTS)))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(NAMES, min_size=1, max_size=4), later=NAMES)
def test_any_series_of_builds_ends_as_if_only_the_last_had_been(
    fresh: Fresh, steps: list[set[str]], later: set[str]
) -> None:
    """Documents come, go and change; `later` names those that the last build finds changed."""
    with tempfile.TemporaryDirectory() as place, memory_store() as store:
        folder = Path(place) / "in"
        for names in steps:
            build([write(folder, names)], store)
        texts = {name: changed(text) if name in later else text for name, text in TEXTS.items()}
        report = build([write(folder, steps[-1], texts)], store)
        assert report.gone == []
        assert content(store) == fresh(folder)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gone=NAMES)
def test_all_but_some_is_the_same_as_all_and_then_without_them(fresh: Fresh, gone: set[str]) -> None:
    with tempfile.TemporaryDirectory() as place, memory_store() as store:
        folder = write(Path(place) / "in", TEXTS)
        build([folder], store)
        report = build([write(folder, set(TEXTS) - gone)], store)
        assert report.gone == sorted((folder / name).as_posix() for name in gone)
        assert content(store) == fresh(folder)


def test_what_others_state_too_stays(tmp_path: Path, recalled: None) -> None:
    label = "Clackamas County Sheriff's Office"
    ask = f'ASK {{ ?agency skos:prefLabel "{label}" }}'
    with memory_store() as store:
        folder = write(tmp_path / "in", ["alder.txt", "birch.txt"])
        build([folder], store)
        build([write(folder, ["birch.txt"])], store)
        assert store.query(ask)
        build([write(folder, [])], store)
        assert not store.query(ask)
        assert content(store) == b""


def test_documents_of_other_folders_stay(tmp_path: Path, recalled: None) -> None:
    one, two = write(tmp_path / "one", ["alder.txt", "elm.txt"]), write(tmp_path / "two", ["cedar.txt"])
    with open_store(tmp_path / "graph") as store:
        build([one, two], store)
        (two / "cedar.txt").unlink()
        assert build([write(one, ["elm.txt"])], store).gone == [(one / "alder.txt").as_posix()]
        assert {state.file_name for state in store.states().values()} == {"cedar.txt", "elm.txt"}


def test_keep_missing_keeps_them(tmp_path: Path, recalled: None) -> None:
    folder = write(tmp_path / "in", ["alder.txt", "elm.txt"])
    with memory_store() as store:
        build([folder], store)
        before = content(store)
        assert build([write(folder, ["elm.txt"])], store, keep_missing=True).gone == []
        assert content(store) == before
        assert build([folder], store).gone == [(folder / "alder.txt").as_posix()]


def test_a_document_that_moved_is_not_taken_out(tmp_path: Path, recalled: None) -> None:
    folder = write(tmp_path / "in", ["alder.txt"])
    with memory_store() as store:
        build([folder], store)
        (folder / "more").mkdir()
        (folder / "alder.txt").rename(folder / "more" / "alder.txt")
        report = build([folder], store)
        assert report.gone == []
        assert [result.outcome for result in report.results] == ["unchanged"]
        (state,) = store.states().values()
        assert state.path == (folder / "more" / "alder.txt").as_posix()
        assert state.place.endswith("in/more/alder.txt")


def test_two_projects_that_share_a_store_keep_apart(
    tmp_path: Path, recalled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has a folder `in` and builds it by that name; an alder.txt of one is no older alder.txt of the other."""
    for name, texts in (("one", TEXTS), ("two", {"alder.txt": changed(TEXTS["alder.txt"])})):
        (tmp_path / name).mkdir()
        write(tmp_path / name / "in", ["alder.txt"], texts)
    with open_store(tmp_path / "graph") as store:
        for name in ("one", "two", "one"):
            monkeypatch.chdir(tmp_path / name)
            assert build([Path("in")], store).gone == []
        states: list[Any] = sorted(store.states().values(), key=lambda state: state.place)
        assert [state.place for state in states] == ["../one/in/alder.txt", "../two/in/alder.txt"]
        assert {state.path for state in states} == {"in/alder.txt"}
