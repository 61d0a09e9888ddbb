"""The process that asks one question: python -m kg.query.worker, told by a line of JSON what kg.query.sandbox wants.

It writes the answer to its standard output, and an error of the library as a line of JSON to its standard error. Before
it asks, it gives up what a query should not use: more memory than it was granted, new files and connections.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from typing import Any, Final

from kg.errors import KgError
from kg.query.ask import answer
from kg.query.request import Request
from kg.store import Store

SIGN: Final = "kg-error "  # begins the line that tells of an error
# RocksDB opens 16 of its table files at the start and the others when they are read; a store with fewer needs no more.
_FEW_FILES: Final = 12


def main() -> None:
    """Read the request, answer it, report."""
    told = json.loads(sys.stdin.buffer.readline())
    request = Request(**{**told["request"], "values": tuple(map(tuple, told["request"]["values"]))})
    threading.Thread(target=_leave_with, args=(told["parent"],), daemon=True).start()
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_AS", told["memory"])
    try:
        answer(request, sys.stdout.buffer, opened=_seal)
        sys.stdout.buffer.flush()
    except KgError as error:
        _report(type(error).__name__, error.reason, error.where, error.hint)
    except MemoryError:
        _report("memory", "", None, None)
    except OSError as error:
        # A flush at the end would fail as this one did, and say so a second time.
        with suppress(OSError):
            os.dup2(2, 1)
        _report("OSError", error.strerror or str(error), None, None)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other process has to say it
        traceback.print_exc()
        _report("crash", f"{type(error).__name__}: {error}", None, None)


def _report(kind: str, reason: str, where: str | None, hint: str | None) -> None:
    sys.stderr.flush()
    line = SIGN + json.dumps({"kind": kind, "reason": reason, "where": where, "hint": hint}) + "\n"
    os.write(2, line.encode("ascii"))


def _seal(store: Store) -> None:
    """Open no file and no connection from now on, as far as the store can do without."""
    database = store.folder
    files = 0 if database is None else sum(1 for _ in database.rglob("*.sst"))
    if files <= _FEW_FILES:
        _limit("RLIMIT_NOFILE", 0)


def _limit(name: str, value: int | None) -> None:
    try:
        import resource
    except ImportError:  # not a Unix
        return
    if value is not None:
        kind: Any = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (value if hard < 0 else min(value, hard), hard))


def _leave_with(parent: int) -> None:
    """Die when the process that asks has died."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
