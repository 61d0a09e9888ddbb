"""Lists of patterns kept as YAML under seeds/patterns/: one file, or a folder of files read in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg import resources
from kg.errors import KnowledgeError

FOLDER = ("seeds", "patterns")
_HINT = "mend the data file or install the package again"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a pattern file. The readers raise KnowledgeError that names the file, the entry and the field."""

    file: str
    id: str
    data: Mapping[str, Any]

    def error(self, reason: str) -> KnowledgeError:
        return KnowledgeError(f"entry {self.id!r}: {reason}", where=self.file, hint=_HINT)

    def only(self, known: Collection[str]) -> None:
        """Raise for a field that nothing reads: most often a misspelt one."""
        unknown = sorted(set(map(str, self.data)) - set(known))
        if unknown:
            raise self.error(f"unknown fields {', '.join(unknown)}")

    def text(self, field: str, default: str | None = None) -> str:
        value = self.data.get(field, default)
        if not isinstance(value, str) or not value:
            raise self.error(f"{field} is not a text")
        return value

    def optional(self, field: str) -> str | None:
        return self.text(field) if field in self.data else None

    def flag(self, field: str) -> bool:
        value = self.data.get(field, False)
        if not isinstance(value, bool):
            raise self.error(f"{field} is neither true nor false")
        return value

    def number(self, field: str, default: int) -> int:
        value = self.data.get(field, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(f"{field} is not a whole number")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts; empty where the field is missing."""
        value = self.data.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.error(f"{field} is not a list of texts")
        return tuple(value)

    def table(self, field: str) -> dict[str, Any]:
        """A mapping from texts; empty where the field is missing."""
        value = self.data.get(field, {})
        if not isinstance(value, dict) or not all(isinstance(key, str) and key for key in value):
            raise self.error(f"{field} is not a table with texts as its keys")
        return value


def read(file: Path, where: str) -> tuple[Entry, ...]:
    """The entries of one file: a YAML list of tables, each with an id of its own. Raises KnowledgeError."""
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"cannot be read: {error}", where=where, hint=_HINT) from error
    if not isinstance(data, list):
        raise KnowledgeError("is not a list of entries", where=where, hint=_HINT)
    found: dict[str, Entry] = {}
    for place, item in enumerate(data, start=1):
        if not isinstance(item, dict) or not isinstance(item.get("id"), str) or not item["id"]:
            raise KnowledgeError(f"entry number {place} has no id", where=where, hint=_HINT)
        entry = Entry(where, item["id"], item)
        if entry.id in found:
            raise entry.error("its id is used twice")
        found[entry.id] = entry
    return tuple(found.values())


@cache
def load(name: str) -> tuple[Entry, ...]:
    """All entries of seeds/patterns/<name>.yaml, or of all the files of the folder seeds/patterns/<name>/.

    Raises KnowledgeError where a file is missing or malformed, or an id is used twice.
    """
    folder = resources.path(*FOLDER)
    single = folder / f"{name}.yaml"
    files = [single] if single.is_file() else sorted((folder / name).glob("*.yaml"))
    if not files:
        raise KnowledgeError("these patterns are missing", where="/".join((*FOLDER, name)), hint=_HINT)
    found: dict[str, Entry] = {}
    for file in files:
        for entry in read(file, file.relative_to(folder.parents[1]).as_posix()):
            if entry.id in found:
                raise entry.error(f"its id is used in {found[entry.id].file} too")
            found[entry.id] = entry
    return tuple(found.values())
