"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import ExportError


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """A binary stream whose content appears under a path at once, when the block ends well.

    It is written to a temporary file beside the target and renamed; when the block raises, or the process is killed,
    the target stays as it was. A target that is a device or a pipe (/dev/stdout) is written straight.
    Raises ExportError for a target that cannot be written and for a full disk.
    """
    try:
        target = path.resolve()  # a link stays a link: what it points to is replaced
        if target.is_dir():
            raise ExportError("is a folder, not a file", where=str(path), hint="name a file in it")
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
            return
        # The process id keeps two writers of one target apart; plain open() gives the permissions that a user expects.
        draft = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
        try:
            with draft.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                shutil.copymode(target, draft)
            draft.replace(target)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise write_error(error, str(path)) from error


def write_error(error: OSError, where: str) -> ExportError:
    """The ExportError, in plain words, for a failure of the file system while writing."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return ExportError("the disk is full", where=where, hint="free some space, or write to another disk")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ExportError("it may not be written here", where=where, hint="check permissions, or choose another place")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ExportError(
            "its folder does not exist", where=where, hint="make the folder first, or choose another place"
        )
    return ExportError(f"it cannot be written: {error.strerror or error}", where=where, hint="choose another place")
