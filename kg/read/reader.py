"""Reads one file into a Document: finds its format, its text, its metadata and its key."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document
from kg.read import html, markdown, text
from kg.read.parsed import Parser
from kg.read.sidecar import FILE_NAME, load_sidecar, metadata_of

# suffix → media type and parser. One module a format; a new one is one more entry here.
FORMATS: dict[str, tuple[str, Parser]] = {
    suffix: (module.MEDIA_TYPE, module.parse) for module in (text, markdown, html) for suffix in module.SUFFIXES
}
# Bytes. About eight million words: a data set or an archive, not a document, and the analysis of one document is held
# in memory as a whole.
MAX_BYTES = 50_000_000
SLUG_LENGTH = 40


def is_supported(path: Path) -> bool:
    """Whether a file's suffix is one that can be read."""
    return path.suffix.casefold() in FORMATS


def unsupported(path: Path) -> str:
    """Why a file of this suffix is not read."""
    return (
        f"files of the kind {path.suffix!r} cannot be read" if path.suffix else "a file without suffix cannot be read"
    )


def read(path: Path, *, sidecar: Mapping[str, str] | None = None) -> Document:
    """Read one document.

    sidecar: the file's metadata from sources.toml (title, publisher, published, source); None looks for a sources.toml
    beside the file. It goes before what the file says of itself.
    Raises ReadError: missing, a folder, unreadable, empty, without text, over 50 MB, binary, of an unknown encoding or
    format, with broken front matter, or beside a malformed sources.toml.
    """
    where = path.as_posix()
    data = _bytes(path, where)
    media_type, parse = FORMATS[path.suffix.casefold()]
    parsed = parse(data, where)
    if not parsed.body.of(parsed.text).strip():
        reason = (
            "it holds metadata but no text" if parsed.text.strip("\ufeff \t\n\f\v") else "it holds nothing but blanks"
        )
        raise ReadError(reason, where=where, hint="put the document's text in it, or leave the file out")
    if sidecar is None:
        sidecar = load_sidecar(path.parent).get(path.name, {})
    metadata = metadata_of(sidecar, (path.parent / FILE_NAME).as_posix(), path.name).over(parsed.metadata)
    return Document(
        file_name=file_name(path),
        text=parsed.text,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        body=parsed.body,
        title=metadata.title,
        publisher=metadata.publisher,
        published=metadata.published,
        source=metadata.source,
        key=document_key(path.name, data),
    )


def file_name(path: Path) -> str:
    """The base name of a file; one that is no UTF-8 must still be printable."""
    return os.fsencode(path.name).decode("utf-8", errors="replace")


def document_key(file_name: str, data: bytes) -> str:
    """document/<slug>-<12 hex digits of SHA-256 over file name, NUL, bytes>: the same file has it wherever it lies."""
    digest = hashlib.sha256(os.fsencode(file_name) + b"\0" + data).hexdigest()[:12]
    stem = unicodedata.normalize("NFKD", Path(file_name).stem).encode("ascii", errors="ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-")[:SLUG_LENGTH].rstrip("-")
    return f"document/{slug or 'text'}-{digest}"


def _bytes(path: Path, where: str) -> bytes:
    try:
        if path.is_dir():
            raise ReadError("it is a folder, not a file", where=where, hint="name a file in it")
        if path.exists() and not is_supported(path):
            raise ReadError(unsupported(path), where=where, hint=f"supported are {', '.join(FORMATS)}")
        if path.exists() and not path.is_file():
            raise ReadError("it is no regular file", where=where, hint="give a file on disk")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        reason = "a link that leads nowhere" if path.is_symlink() else "no such file"
        raise ReadError(reason, where=where, hint="check the path") from error
    except PermissionError as error:
        raise ReadError("it may not be read", where=where, hint="change its permissions, or leave it out") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"it cannot be read: {reason}", where=where, hint="check the path and the disk") from error
    if not data:
        raise ReadError("it is empty", where=where, hint="put the document's text in it, or leave the file out")
    if len(data) > MAX_BYTES:
        reason = f"it is larger than {MAX_BYTES // 1_000_000} MB, more than a document can be"
        raise ReadError(reason, where=where, hint="split it into its documents")
    return data
