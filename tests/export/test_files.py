"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import ExportError, KgError
from kg.export import atomic_write


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_file_appears_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    with atomic_write(target) as stream:
        stream.write(b"one")
        assert not target.exists()
    assert target.read_bytes() == b"one"
    assert names(tmp_path) == ["graph.ttl"]


def test_permissions_are_the_users_own(tmp_path: Path) -> None:
    plain, target = tmp_path / "plain", tmp_path / "target"
    plain.write_bytes(b"")
    with atomic_write(target):
        pass
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    target.chmod(0o640)
    with atomic_write(target) as stream:
        stream.write(b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize("failure", [RuntimeError("no"), KeyboardInterrupt(), KgError("no")])
def test_a_failure_leaves_the_old_file(tmp_path: Path, failure: BaseException) -> None:
    target = tmp_path / "graph.ttl"
    target.write_bytes(b"old")

    def fail() -> None:
        with atomic_write(target) as stream:
            stream.write(b"half")
            raise failure

    with pytest.raises(type(failure)):
        fail()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["graph.ttl"]


def test_being_killed_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_bytes(b"old")
    program = """
import os, signal, sys
from pathlib import Path
from kg.export import atomic_write
with atomic_write(Path(sys.argv[1])) as stream:
    stream.write(b"half" * 100000)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", program, str(target)], check=False)
    assert target.read_bytes() == b"old"


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"

    def fail() -> None:
        with atomic_write(target):
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(ExportError, match="disk is full") as caught:
        fail()
    assert caught.value.where == str(target)
    assert caught.value.hint
    assert names(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_devices_are_written_straight() -> None:
    with atomic_write(Path("/dev/null")) as stream:
        stream.write(b"gone")
    assert not Path("/dev/null").is_file()
    with pytest.raises(ExportError, match="disk is full"), atomic_write(Path("/dev/full")) as stream:
        stream.write(b"x")


def test_targets_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for target, message in (
        (tmp_path, "is a folder"),
        (tmp_path / "missing" / "g.ttl", "folder does not exist"),
        (tmp_path / "file" / "g.ttl", "folder does not exist"),
    ):
        with pytest.raises(ExportError, match=message) as caught, atomic_write(target):
            pass
        assert caught.value.where == str(target)
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "graph.ttl", tmp_path / "link.ttl"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with atomic_write(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert names(tmp_path / "real") == ["graph.ttl"]


def test_long_names_are_no_obstacle(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 250 + ".ttl")
    with atomic_write(target) as stream:
        stream.write(b"one")
    assert target.read_bytes() == b"one"
