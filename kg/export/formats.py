"""The formats by name, and the one function that writes any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

from kg.errors import ExportError
from kg.export import jsonld, lines, rdf12, turtle
from kg.export.files import write_error
from kg.export.views import Rows

_WRITERS: Final[dict[str, Callable[[Rows], Iterator[str]]]] = {
    "turtle": turtle.turtle,
    "nquads": lines.nquads,
    "trig": turtle.trig,
    "ntriples": lines.ntriples,
    "jsonld": jsonld.jsonld,
    "rdf12": rdf12.rdf12,
}
# Name of each format → the suffixes of its files, the usual one first.
FORMATS: Final = MappingProxyType(
    {
        "turtle": (".ttl",),
        "nquads": (".nq",),
        "trig": (".trig",),
        "ntriples": (".nt",),
        "jsonld": (".jsonld", ".json"),
    }
)


def format_of(path: Path) -> str:
    """The name of the format that a file's suffix stands for. Raises ExportError for any other suffix."""
    for name, suffixes in FORMATS.items():
        if path.suffix.lower() in suffixes:
            return name
    known = ", ".join(suffix for suffixes in FORMATS.values() for suffix in suffixes)
    raise ExportError("its suffix names no RDF format", where=str(path), hint=f"use one of {known}, or --format")


def export(rows: Rows, format: str, stream: BinaryIO) -> None:  # noqa: A002 - the name of the command's option
    """Write a store, or a part of it (see kg.export.views), to a binary stream as UTF-8.

    format: a name in FORMATS, or rdf12, which no suffix tells from N-Triples. nquads and trig keep the documents'
    graphs and the merged graph apart; the others hold their union, rdf12 with triple terms for what evidence supports.
    The bytes depend on the documents alone, not on the order in which they came.
    Raises ExportError for an unknown format and where the stream cannot be written; BrokenPipeError
    stays itself.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise ExportError(f"there is no format {format!r}", hint=f"choose one of {', '.join(_WRITERS)}")
    try:
        for block in writer(rows):
            stream.write(block.encode())
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:  # the store's own failures are StoreErrors
        raise write_error(error, str(getattr(stream, "name", "the output"))) from error
