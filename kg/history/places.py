"""Where a document's file lies, told so that it holds in every working folder and after a move."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def place(path: Path | str, anchor: Path | None) -> str:
    """A path relative to a store's folder (the anchor), with forward slashes; links in it are not followed.

    A path as the user gave it depends on the working folder: `docs/a.txt` of two projects that share a store are two
    files. An absolute path breaks when a project moves. Without an anchor (a store in memory) and on another drive the
    place is absolute.
    """
    absolute = os.path.abspath(path)  # noqa: PTH100  (resolve() would follow links, and a link is a place of its own)
    if anchor is not None:
        with suppress(ValueError):  # another drive
            absolute = os.path.relpath(absolute, os.path.abspath(anchor))  # noqa: PTH100
    return absolute.replace(os.sep, "/")


def located(place: str, anchor: Path | None) -> Path:
    """The path of a place, for the file system."""
    return Path(place) if anchor is None else Path(os.path.abspath(anchor / place))  # noqa: PTH100
