"""A store's folder on disk: a marker file that says what it is, the database's own folder beside it, the lock of builds
and the log of builds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pyoxigraph import Store as Engine

from kg.errors import StoreError
from kg.store.failures import LOCKED, engine_errors

MARKER = "store.json"
FORMAT = "jurisgraph store"
VERSION = 1
LOCK = "lock"  # see kg.store.lock
LOG = "builds.jsonl"  # see kg.history.log
_DRAFT = MARKER + ".new"  # the marker while it is being written
_KEPT = {_DRAFT, LOCK, LOG}  # what wiping leaves, or a build writes before the marker


def database(folder: Path) -> Path:
    """Where the database of a store's folder lies."""
    return folder / "oxigraph"


def check(folder: Path) -> bool:
    """Whether a folder is a store. False where there is nothing yet: no folder, or one without content.

    Raises StoreError where something else is there: a file, a folder of other things, a store of another version.
    """
    with engine_errors(str(folder)):
        if not folder.exists():
            return False
        if not folder.is_dir():
            raise StoreError("is a file, not the folder of a store", where=str(folder), hint="choose another --store")
        if not (folder / MARKER).is_file():
            if all(entry.name in _KEPT for entry in folder.iterdir()):
                return False
            raise StoreError(
                "is a folder with other things in it, not a store",
                where=str(folder),
                hint="choose a new or an empty folder with --store DIR",
            )
        content = (folder / MARKER).read_bytes()
    version = _version(content, folder)
    if version != VERSION:
        raise StoreError(
            f"is a store of format {version}; this version of kg reads format {VERSION}",
            where=str(folder),
            hint="build it anew with: kg build --fresh",
        )
    return True


def _version(content: bytes, folder: Path) -> object:
    try:
        marker = json.loads(content)
    except ValueError:
        marker = None
    if not isinstance(marker, dict) or marker.get("format") != FORMAT:
        raise StoreError(
            f"has a {MARKER} that is not of this program", where=str(folder), hint="choose another --store"
        )
    return marker.get("version")


def prepare(folder: Path) -> None:
    """Make a folder a store, where it is none yet. Raises StoreError as check() does, or where it cannot be written."""
    if check(folder):
        return
    with engine_errors(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / _DRAFT
        draft.write_text(json.dumps({"format": FORMAT, "version": VERSION}) + "\n", encoding="utf-8")
        draft.replace(folder / MARKER)


def wipe(folder: Path) -> None:
    """Delete a store's content, also of another version or a damaged one; nothing happens where there is no store.

    Raises StoreError where the folder is no store, or another process is writing to it.
    """
    # The caller asks for a new start, so a marker of another version is welcome here; a foreign one is not.
    marked = folder.is_dir() and (folder / MARKER).is_file()
    if marked:
        with engine_errors(str(folder)):
            content = (folder / MARKER).read_bytes()
        _version(content, folder)
    elif not check(folder):
        return
    _refuse_if_locked(folder)
    with engine_errors(str(folder)):
        # The marker goes last: should this stop half-way, the folder is still known as a store.
        if database(folder).exists():
            shutil.rmtree(database(folder))
        (folder / MARKER).unlink()


def _refuse_if_locked(folder: Path) -> None:
    if not (database(folder) / "CURRENT").exists():
        return
    try:
        with engine_errors(str(folder)):
            Engine(str(database(folder)))
    except StoreError as error:
        # Any other failure is damage, which wiping mends.
        if error.reason == LOCKED:
            raise
