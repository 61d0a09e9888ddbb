"""Which documents of a store have gone: they were read from below a path that is named again, and are there no more.

A document belongs to a build where its file lay at one of the paths given, or below one that is a folder. It has gone
where no file is at its place any more. So:
- what was read from elsewhere is left alone;
- a file that is there but cannot be read has not gone, nor has one below a folder that may not be looked into;
- a folder that is itself missing takes nothing along (a disk that is not mounted looks like that); a single file that
  is missing does, where its folder is there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.history.places import located, place
from kg.store import DocumentState


def departed(states: Mapping[str, DocumentState], paths: Iterable[Path], anchor: Path | None) -> dict[str, str]:
    """The documents that have gone, key → place, sorted by key.

    states: of the store; paths: those given; anchor: see place(). A document that was moved is among them: its content
    may be found elsewhere.
    """
    folders, files = [], set()
    for path in paths:
        absolute = os.path.abspath(path)  # noqa: PTH100  (resolve() would follow links)
        if os.path.isdir(absolute):  # noqa: PTH112
            folders.append(os.path.join(absolute, ""))  # noqa: PTH118  (Path drops the separator at the end)
        elif not os.path.lexists(absolute) and Path(absolute).parent.is_dir():
            files.add(absolute)
    gone: dict[str, str] = {}
    for key, state in sorted(states.items()):
        where = state.place or place(state.path, anchor)
        path = located(where, anchor)
        below = str(path) in files or any(str(path).startswith(folder) for folder in folders)
        if below and _is_no_file(path):
            gone[key] = where
    return gone


def _is_no_file(path: Path) -> bool:
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False  # perhaps it is there: nobody lets us look
