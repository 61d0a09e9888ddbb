"""The log of builds: a line of JSON for each, beside the store's database. Times stand here and nowhere else."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.store.failures import engine_errors
from kg.store.folder import LOG


def log_build(folder: Path, entry: Mapping[str, object]) -> None:
    """Add a build to the log of a store's folder. Raises StoreError where it cannot be written."""
    line = json.dumps(entry, ensure_ascii=False) + "\n"
    with engine_errors(str(folder)), (folder / LOG).open("a+b") as stream:
        # A process that was killed may have left half a line.
        stream.seek(0, os.SEEK_END)
        if stream.tell():
            stream.seek(-1, os.SEEK_END)
            line = line if stream.read(1) == b"\n" else "\n" + line
        stream.write(line.encode("utf-8", errors="backslashreplace"))


def builds(folder: Path) -> list[dict[str, Any]]:
    """The builds of a store, the oldest first; lines that are no JSON objects are left out."""
    with engine_errors(str(folder)):
        path = folder / LOG
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    found = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        found += [entry] if isinstance(entry, dict) else []
    return found
