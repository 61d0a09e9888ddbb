"""kg.store.lock: one build at a time, with a clear word to the second, and nothing left behind by a dead one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import building, lock, open_store, wipe

HOLDER = """
import sys, time
from pathlib import Path
from kg.store import building
with building(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the store's folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "graph")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_folder_is_held_and_let_go(tmp_path: Path) -> None:
    for _ in range(2):
        with building(tmp_path / "new" / "graph"):
            assert (tmp_path / "new" / "graph" / "lock").read_text() == f"{os.getpid()}\n"
            with open_store(tmp_path / "new" / "graph") as store:
                assert store.states() == {}


def test_the_second_is_refused_with_a_clear_word(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(StoreError) as caught, building(tmp_path / "graph"):
        pass
    assert caught.value.reason == "another process is using this store"
    assert caught.value.where == str(tmp_path / "graph")
    assert caught.value.hint is not None
    assert f"another build (process {holder.pid}) is at work" in caught.value.hint
    assert "--wait" in caught.value.hint


def test_a_build_that_was_killed_holds_nothing(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with building(tmp_path / "graph"):
        assert (tmp_path / "graph" / "lock").read_text() == f"{os.getpid()}\n"


def test_waiting_ends_when_the_other_does(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    said: list[str] = []

    def waiting(who: str) -> None:
        said.append(who)
        threading.Timer(0.3, holder.kill).start()

    with building(tmp_path / "graph", wait=True, waiting=waiting):
        assert said == [f"another build (process {holder.pid})"]


def test_the_other_may_not_have_said_who_it_is(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    (tmp_path / "graph" / "lock").write_bytes(b"")
    with pytest.raises(StoreError, match="another process is using") as caught, building(tmp_path / "graph"):
        pass
    assert caught.value.hint is not None and caught.value.hint.startswith("another build is at work")


def test_a_folder_of_other_things_gets_no_lock(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir", encoding="utf-8")
    with pytest.raises(StoreError, match="other things"), building(tmp_path):
        pass
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(StoreError, match="is a file"), building(tmp_path / "letter.txt"):
        pass


def test_wiping_keeps_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    with building(path):
        open_store(path).close()
        wipe(path)
        assert (path / "lock").exists()
        with pytest.raises(StoreError, match="another process is using"), building(path):
            pass
        open_store(path).close()
    wipe(path)
    with building(path):
        assert {entry.name for entry in path.iterdir()} == {"lock"}


def test_a_file_system_without_locks_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    for replacement in (unsupported, None):
        monkeypatch.setattr(lock, "flock", replacement)
        with building(tmp_path / "graph"), building(tmp_path / "graph"):
            assert (tmp_path / "graph" / "lock").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written"), building(tmp_path / "graph"):
        pass
