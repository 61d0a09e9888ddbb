"""kg.history.departed: which documents of a store are there no more."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.history import departed, place
from kg.history.places import located
from kg.store import DocumentState

States = Callable[..., dict[str, DocumentState]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with in/a.txt, in/more/b.txt and other/c.txt."""
    for name in ("in/a.txt", "in/more/b.txt", "other/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def states(here: Path) -> States:
    """The states of documents read from paths; their keys are the files' stems."""

    def make(*paths: str, anchor: Path | None = None) -> dict[str, DocumentState]:
        found = (DocumentState(Path(p).stem, p, "1", Path(p).name, place=place(p, anchor)) for p in paths)
        return {state.key: state for state in found}

    return make


ALL = ("in/a.txt", "in/more/b.txt", "in/more/gone.txt", "in/lost.txt", "other/c.txt", "other/away.txt")


def test_what_is_there_stays(states: States) -> None:
    assert departed(states("in/a.txt", "in/more/b.txt"), [Path("in")], None) == {}


@pytest.mark.parametrize("given", ["in", "./in/", "in/more/.."])
def test_what_is_gone_from_below_a_folder(states: States, given: str) -> None:
    assert list(departed(states(*ALL), [Path(given)], None)) == ["gone", "lost"]


def test_each_folder_answers_for_itself(states: States) -> None:
    found = states(*ALL)
    assert list(departed(found, [Path("in/more")], None)) == ["gone"]
    assert list(departed(found, [Path("other"), Path("in/more")], None)) == ["away", "gone"]
    assert list(departed(found, [Path()], None)) == ["away", "gone", "lost"]
    assert departed(found, [], None) == {}
    assert departed(found, [Path("in/a.txt")], None) == {}


def test_a_folder_whose_name_goes_on_is_another(states: States, here: Path) -> None:
    (here / "in-2").mkdir()
    assert departed(states("in-2/gone.txt"), [Path("in")], None) == {}


def test_a_file_that_is_named_and_missing(states: States) -> None:
    found = states(*ALL)
    assert list(departed(found, [Path("in/lost.txt")], None)) == ["lost"]
    assert departed(found, [Path("in/never-read.txt")], None) == {}


def test_a_folder_that_is_missing_takes_nothing_along(states: States) -> None:
    found = states("disk/a.txt", "disk/more/b.txt")
    for given in ("disk", "disk/more", "disk/a.txt"):
        assert departed(found, [Path(given)], None) == {}, given


def test_what_became_a_folder_or_a_link_to_nothing_is_gone(states: States, here: Path) -> None:
    (here / "in/lost.txt").mkdir()
    (here / "in/more/gone.txt").symlink_to("nowhere")
    assert list(departed(states(*ALL), [Path("in")], None)) == ["gone", "lost"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look everywhere")
def test_what_nobody_may_look_at_stays(states: States, here: Path) -> None:
    (here / "in/more").chmod(0)
    try:
        assert list(departed(states(*ALL), [Path("in")], None)) == ["lost"]
    finally:
        (here / "in/more").chmod(0o700)


def test_a_look_that_fails_keeps_the_document(states: States, monkeypatch: pytest.MonkeyPatch) -> None:
    found = states(*ALL)
    real = Path.stat

    def refused(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self.name == "gone.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refused)
    assert list(departed(found, [Path("in")], None)) == ["lost"]


def test_the_working_folder_does_not_matter_to_a_store_on_disk(
    states: States, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anchor = here / ".kg"
    found = states(*ALL, anchor=anchor)
    assert found["gone"].place == "../in/more/gone.txt"
    (here / "project" / "in").mkdir(parents=True)
    monkeypatch.chdir(here / "project")
    assert departed(found, [Path("in")], anchor) == {}, "another folder of the same name"
    assert list(departed(found, [Path("../in")], Path("../.kg"))) == ["gone", "lost"]


def test_store_and_documents_may_move_together(states: States, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = states(*ALL, anchor=here / ".kg")
    moved = here.parent / (here.name + "-moved")
    here.rename(moved)
    monkeypatch.chdir(moved)
    assert list(departed(found, [Path("in")], Path(".kg"))) == ["gone", "lost"]


def test_records_of_older_releases_have_a_path_only(states: States) -> None:
    old = {key: DocumentState(key, s.path, s.fingerprint, s.file_name) for key, s in states(*ALL).items()}
    assert departed(old, [Path("in")], None) == departed(states(*ALL), [Path("in")], None)


@pytest.mark.parametrize("path", ["a.txt", "in/b c.txt", "/abs/ä.txt", "../up.txt", "in/../in/x.txt"])
def test_a_place_is_found_again(here: Path, path: str) -> None:
    for anchor in (None, here / "deep" / ".kg", Path(".kg")):
        told = place(path, anchor)
        assert "\\" not in told
        assert located(told, anchor) == Path(os.path.abspath(path))  # noqa: PTH100
        assert place(located(told, anchor), anchor) == told
