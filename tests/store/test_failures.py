"""The engine's failures in plain words."""

from __future__ import annotations

import errno
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.errors import QueryError, StoreError
from kg.store import open_store
from kg.store.failures import LOCKED, engine_errors, store_error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError("IO error: lock hold by current process, acquire time 1: LOCK: No locks available"), LOCKED),
        (OSError("IO error: While lock file: g/LOCK: Resource temporarily unavailable"), LOCKED),
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError("IO error: No space left on device: While appending to file: 000012.log"), "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "cannot be written"),
        (OSError(errno.EROFS, "Read-only file system"), "cannot be written"),
        (OSError("IO error: Too many open files"), "too many files"),
        (RuntimeError("Corruption: CURRENT file corrupted"), "damaged"),
        (RuntimeError("Corruption: IO error: No such file or directory: While open a file: 9.sst"), "is missing"),
        (OSError("something new"), "something new"),
    ],
)
def test_each_failure_has_a_plain_reason(error: Exception, reason: str) -> None:
    found = store_error(error, "graph")
    assert reason in found.reason
    assert found.where == "graph"
    assert found.hint or "something new" in found.reason


def test_engine_errors_lets_other_errors_through() -> None:
    with pytest.raises(QueryError), engine_errors(None):
        raise QueryError("no")
    with pytest.raises(KeyboardInterrupt), engine_errors(None):
        raise KeyboardInterrupt
    with pytest.raises(StoreError) as caught, engine_errors("here"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert isinstance(caught.value.__cause__, OSError)


def test_a_database_whose_making_was_cut_off_holds_no_graph_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class CutOff:
        @staticmethod
        def read_only(_path: str) -> None:
            raise RuntimeError("Inserts are only possible on read-write instances")

    open_store(tmp_path / "s").close()
    monkeypatch.setattr("kg.store.oxigraph.ox", SimpleNamespace(Store=CutOff))
    with pytest.raises(StoreError, match="no graph there yet") as caught:
        open_store(tmp_path / "s", read_only=True)
    assert "kg build" in (caught.value.hint or "")
