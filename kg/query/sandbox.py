"""Asks a question in a process of its own, which can be stopped: the engine itself knows no deadline and no limit.

What a query can do to its process (run for ever, fill the memory, overflow the stack, crash the engine) it does to that
one alone. The time includes starting it and opening the graph.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, Final

import kg.errors
from kg.errors import KgError, QueryStoppedError
from kg.query.request import Request

GIB: Final = 2**30
_SIGN: Final = b"kg-error "  # as kg.query.worker.SIGN, whose imports are not for this process
_LEAST: Final = 2 * GIB
_ASK_LESS: Final = "ask for less: fewer patterns that share no variable, a LIMIT, no path with * over all nodes"


def ask(request: Request, stream: BinaryIO, *, timeout: float | None = None, memory: int | None = None) -> None:
    """Write the answer to a request to a file, from where it stands.

    stream: an open file with a descriptor. What is in it when an error is raised is no answer. timeout: seconds, None
    for no limit. memory: bytes of address space; by default three quarters of the machine's memory, 2 GiB at the least.
    Raises what kg.query.ask.answer raises; QueryStoppedError: too slow, too much memory, a crash of the engine.
    """
    memory = memory or _usual_memory()
    told = {"request": asdict(request), "memory": memory, "parent": os.getpid()}
    stream.flush()
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "kg.query.worker"],
        stdin=subprocess.PIPE,
        stdout=stream.fileno(),
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": _places()},
        start_new_session=True,  # Ctrl-C is for this process, which then kills the other
    ) as process:
        try:
            _, said = process.communicate(json.dumps(told).encode("ascii") + b"\n", timeout)
        except subprocess.TimeoutExpired:
            reason = f"no answer within {timeout:g} second{'' if timeout == 1 else 's'}, so the query was stopped"
            raise QueryStoppedError(reason, hint=f"give it longer with --timeout, or {_ASK_LESS}") from None
        finally:
            process.kill()
    _raise(said, process.returncode, memory)


def _places() -> str:
    """Where the other process finds what this one has imported; not in the current folder, which may hold anything."""
    places = [Path(kg.errors.__file__).parents[1], *(Path(place) for place in sys.path if place)]
    return os.pathsep.join(dict.fromkeys(str(place.resolve()) for place in places))


def _usual_memory() -> int:
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 4 * GIB
    return max(_LEAST, whole * 3 // 4)


def _raise(said: bytes, code: int, memory: int) -> None:
    """Raise what the other process told of; nothing where it ended well."""
    line = next((line for line in reversed(said.splitlines()) if line.startswith(_SIGN)), None)
    if line is not None:
        error = json.loads(line.removeprefix(_SIGN))
        kind = getattr(kg.errors, error["kind"], None)
        if isinstance(kind, type) and issubclass(kind, KgError):
            raise kind(error["reason"], where=error["where"], hint=error["hint"])
        if error["kind"] == "OSError":
            raise KgError(error["reason"], hint="check the disk and its permissions")
        if error["kind"] == "crash":
            raise QueryStoppedError(f"the query failed: {error['reason']}", hint=_ASK_LESS)
    if line is not None or b"memory allocation" in said or (code == -signal.SIGABRT and b"alloc" in said):
        raise QueryStoppedError(f"the query needed more than {memory / GIB:.3g} GiB of memory", hint=_ASK_LESS)
    if code != 0:
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        raise QueryStoppedError(
            f"the database engine crashed on this query ({how})", hint=f"make it simpler; {_ASK_LESS}"
        )
