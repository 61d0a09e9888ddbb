"""One build at a time for a store: a lock on a file in its folder, which the system frees when the process ends.

The database's own lock covers the time for which it is open; a build also empties the folder before (--fresh) and
writes its records after. The lock file stays, for deleting it would let two builds lock two files of the same name.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import StoreError
from kg.store import folder
from kg.store.failures import LOCKED, engine_errors

flock: Callable[[int, int], object] | None
try:
    import fcntl

    flock, EXCLUSIVE = fcntl.flock, fcntl.LOCK_EX | fcntl.LOCK_NB
except ImportError:  # no such locks on this system: the database's own must do
    flock, EXCLUSIVE = None, 0

PAUSE = 0.2  # seconds between two tries


@contextmanager
def building(path: Path, *, wait: bool = False, waiting: Callable[[str], None] = lambda who: None) -> Iterator[None]:
    """Hold a store's folder for one build; the folder is made if it is not there yet.

    wait: try until the other build has finished; waiting is called once, with words for the other.
    Raises StoreError: another build holds it (where not wait), some other folder, not writable.
    """
    with engine_errors(str(path)):
        if not (path / folder.MARKER).is_file():
            folder.check(path)  # nothing is written into a folder of other things
        path.mkdir(parents=True, exist_ok=True)
        stream = (path / folder.LOCK).open("a+b")
    with stream:
        told = False
        while not _taken(stream, path):
            who = _holder(stream)
            if not wait:
                raise StoreError(
                    LOCKED, where=str(path), hint=f"{who} is at work: wait until it has finished, or use --wait"
                )
            if not told:
                waiting(who)
                told = True
            time.sleep(PAUSE)
        with engine_errors(str(path)):
            stream.truncate(0)
            stream.write(f"{os.getpid()}\n".encode())
            stream.flush()
        yield


def _taken(stream: BinaryIO, path: Path) -> bool:
    """Try to take the lock. On a file system without such locks there is nothing to take."""
    if flock is None:
        return True
    try:
        flock(stream.fileno(), EXCLUSIVE)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _holder(stream: BinaryIO) -> str:
    """Words for who holds the lock; it may not have written its number yet."""
    stream.seek(0)
    number = stream.read(20).strip()
    return f"another build (process {number.decode()})" if number.isdigit() else "another build"
