"""Turns what the database engine raises into StoreErrors in plain words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import StoreError

LOCKED = "another process is using this store"

# What the engine's messages hold → reason, hint. The engine (RocksDB behind pyoxigraph 0.5) gives text, not codes:
# locks and full disks come as OSError, damage as RuntimeError. The first row that matches counts.
_KNOWN: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("lock hold by", "while lock file", "lock file:", "resource temporarily unavailable"),
        LOCKED,
        "wait until it has finished, or give this one its own store with --store DIR",
    ),
    (
        ("no space left", "disk quota exceeded", "file too large"),
        "the disk is full",
        "free some space and run the same command again; what was finished is kept",
    ),
    (
        ("permission denied", "read-only file system", "operation not permitted"),
        "the store's folder cannot be written or read",
        "check its permissions, or choose another folder with --store DIR",
    ),
    (
        ("too many open files", "file descriptors"),
        "too many files are open",
        "raise the limit, for example with: ulimit -n 4096",
    ),
    (
        ("no such file", "not found"),
        "a file of the store is missing: it is damaged, or a build was tidying it up just now",
        "try once more; if it says the same again, build anew with: kg build --fresh",
    ),
    (
        ("corrupt", "checksum mismatch", "invalid argument"),
        "the store is damaged",
        "build it anew with: kg build --fresh",
    ),
)
_CODES = {errno.ENOSPC: "no space left", errno.EDQUOT: "no space left", errno.EACCES: "permission denied"}


def store_error(error: Exception, where: str | None) -> StoreError:
    """The StoreError for an exception of the engine or the file system."""
    text = f"{_CODES.get(getattr(error, 'errno', None) or 0, '')} {error}".lower()
    for signs, reason, hint in _KNOWN:
        if any(sign in text for sign in signs):
            return StoreError(reason, where=where, hint=hint)
    return StoreError(f"the database failed: {error}", where=where)


@contextmanager
def engine_errors(where: str | None) -> Iterator[None]:
    """Run calls of the engine; raises StoreError for its failures. Also for loops over lazy results of a query."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise store_error(error, where) from error
