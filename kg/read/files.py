"""Finds the documents in files and folders, and says of everything else why it is left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import ReadError
from kg.read.reader import FORMATS, is_supported, unsupported
from kg.read.sidecar import FILE_NAME, load_sidecar

_SUPPORTED = ", ".join(FORMATS)


@dataclass(frozen=True, slots=True)
class Source:
    """A path found, as given. To read it: `read(source.path, sidecar=source.sidecar)`.

    skipped: why it is no document (an unsupported suffix, a folder without documents), or None.
    problem: why it should have been one but cannot be read (missing, or its sources.toml is malformed), or None.
    """

    path: Path
    sidecar: Mapping[str, str] = field(default_factory=dict)
    skipped: str | None = None
    problem: ReadError | None = None


def find(paths: Iterable[Path]) -> list[Source]:
    """All documents in files and folders (recursively), sorted by path, each path once.

    Hidden files and folders, and sources.toml, are passed over in silence inside a folder; all else that is no document
    comes with a reason. Raises nothing: what is wrong with a path is in its Source.
    """
    found: dict[str, Source] = {}
    sidecars: dict[Path, dict[str, dict[str, str]] | ReadError] = {}
    for given in paths:
        path = Path(given)
        if _is_dir(path):
            sources = list(_folder(path, frozenset(), sidecars))
            if not any(source.skipped is None for source in sources):
                sources.append(Source(path, skipped=f"no document in this folder; supported are {_SUPPORTED}"))
        else:
            sources = [_given(path, sidecars)]
        for source in sources:
            # the same file under two of the arguments (a folder and a file in it) is one document
            found.setdefault(os.path.abspath(source.path), source)  # noqa: PTH100  (resolve() would follow links)
    return sorted(found.values(), key=lambda source: source.path.as_posix())


def _given(path: Path, sidecars: dict[Path, dict[str, dict[str, str]] | ReadError]) -> Source:
    """A path named by the user that is no folder: what is wrong with it is an error, not a thing to skip."""
    where = path.as_posix()
    if not os.path.lexists(path):
        return Source(path, problem=ReadError("no such file or folder", where=where, hint="check the path"))
    if not is_supported(path):
        kind = f"files of the kind {path.suffix!r}" if path.suffix else "files without suffix"
        return Source(
            path, problem=ReadError(f"{kind} cannot be read", where=where, hint=f"supported are {_SUPPORTED}")
        )
    return _source(path, sidecars)


def _source(path: Path, sidecars: dict[Path, dict[str, dict[str, str]] | ReadError]) -> Source:
    folder = path.parent
    if folder not in sidecars:
        try:
            sidecars[folder] = load_sidecar(folder)
        except ReadError as error:
            sidecars[folder] = error
    known = sidecars[folder]
    if isinstance(known, ReadError):
        # The user's own word on date and publisher is lost: to go on would date facts wrongly.
        reason = f"its {FILE_NAME} is unusable ({known.reason})"
        return Source(path, problem=ReadError(reason, where=path.as_posix(), hint=f"{known.where}: {known.hint}"))
    return Source(path, known.get(path.name, {}))


def _folder(
    folder: Path, above: frozenset[tuple[int, int]], sidecars: dict[Path, dict[str, dict[str, str]] | ReadError]
) -> Iterator[Source]:
    try:
        status = folder.stat()
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        reason = f"this folder cannot be read: {error.strerror}"
        yield Source(folder, problem=ReadError(reason, where=folder.as_posix(), hint="check its permissions"))
        return
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        yield Source(folder, skipped="a link that leads back to a folder above it")
        return
    for name in names:
        path = folder / name
        if name.startswith(".") or name == FILE_NAME:
            continue
        if _is_dir(path):
            yield from _folder(path, above | {identity}, sidecars)
        elif not is_supported(path):
            yield Source(path, skipped=unsupported(path))
        elif _is_special(path):
            yield Source(path, skipped="no regular file")
        else:
            yield _source(path, sidecars)


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_special(path: Path) -> bool:
    """Whether it is there and no file: a pipe, a socket, a device. Reading one could wait for ever."""
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False
