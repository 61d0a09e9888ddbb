"""sources.toml: metadata that a user writes beside documents, one table a file.

[files."letter.txt"]
title = "Letter to the sheriff"
publisher = "County Clerk"
published = "2020-01"        # a year, a month or a day; a TOML date will do
source = "https://example.org/letter"
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path

from kg.errors import ReadError
from kg.read.metadata import Metadata, clean
from kg.read.printed import parse_date

FILE_NAME = "sources.toml"
FIELDS = ("title", "publisher", "published", "source")
_HINT = 'correct it, or remove it; a table looks like [files."name.txt"] with title, publisher, published, source'


def load_sidecar(folder: Path) -> dict[str, dict[str, str]]:
    """The tables of a folder's sources.toml by file name; empty where there is none.

    Raises ReadError, naming the file and where TOML tells it the line, for a file that cannot be read as such tables.
    """
    path = folder / FILE_NAME
    where = path.as_posix()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ReadError(f"it cannot be read: {error.strerror}", where=where, hint="check its permissions") from error
    try:
        tables = tomllib.loads(data.decode("utf-8").replace("\r\n", "\n").removeprefix("\ufeff")).get("files", {})
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(f"malformed, line {line}: it is not UTF-8", where=where, hint=_HINT) from error
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"malformed: {error}", where=where, hint=_HINT) from error
    if not isinstance(tables, dict):
        raise ReadError("malformed: `files` must be tables by file name", where=where, hint=_HINT)
    return {name: _table(name, table, where) for name, table in tables.items()}


def _table(name: str, table: object, where: str) -> dict[str, str]:
    if not isinstance(table, dict):
        raise ReadError(f'malformed: [files."{name}"] must be a table', where=where, hint=_HINT)
    fields: dict[str, str] = {}
    for field in FIELDS:
        value = table.get(field)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int | dt.date):
            raise ReadError(f'malformed: {field} of [files."{name}"] must be text', where=where, hint=_HINT)
        fields[field] = str(value)
    metadata_of(fields, where, name)  # a wrong date is told here, once, with the file that has it
    return fields


def metadata_of(fields: Mapping[str, str], where: str, name: str) -> Metadata:
    """The metadata of one table. Raises ReadError for a date that is none."""
    written = fields.get("published", "").strip()
    published = parse_date(written) if written else None
    if written and published is None:
        reason = f'malformed: published of [files."{name}"] is no date: {written!r}'
        raise ReadError(reason, where=where, hint="write it as YYYY, YYYY-MM or YYYY-MM-DD")
    title, publisher, source = (clean(fields.get(field, "")) for field in ("title", "publisher", "source"))
    return Metadata(title, publisher, published, source)
