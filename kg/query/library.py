"""The library of questions: one .rq file a question, whose header of #' lines (YAML) says what it asks and answers.

A header has the keys title, summary, columns (name: meaning [unit]) and view, and where they apply params and hidden:

    #' params:
    #'   jurisdiction:
    #'     type: jurisdiction        one of TYPES; a choice also has choices: [A, B]
    #'     optional: true            or default: VALUE, or neither for a parameter that must be given
    #'     example: Oregon
    #'     about: only here and in the places within
    #' hidden: [place]               columns that tables leave out and files keep

Wherever the query needs a parameter it has a line of its own, VALUES ?jurisdiction { UNDEF }, which leaves the variable
unbound; binding puts an RDF term in the place of UNDEF. So every file is valid SPARQL 1.1 as it stands.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from kg import resources
from kg.errors import KnowledgeError, QueryError
from kg.query import guard

TYPES: Final = (
    *("iri", "string", "integer", "decimal", "date", "choice"),
    *("jurisdiction", "agency", "statute", "policy", "document", "node"),
)
VIEWS: Final = ("table", "timeline", "map", "network")
MARKER: Final = re.compile(r"^([ \t]*VALUES \?)(\w+)( \{ )UNDEF( \}[ \t]*)$", re.MULTILINE)

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_COLUMN: Final = re.compile(r"[a-z][a-z0-9_]*")
_KEYS: Final = {"title", "summary", "params", "columns", "view", "hidden"}
_PARAM_KEYS: Final = {"type", "about", "example", "optional", "default", "choices"}
_UNIT: Final = re.compile(r"(.{0,300}\S)\s{1,20}\[([^\[\]]+)\]")
# libyaml reads the fifty headers in a tenth of the time, where PyYAML was built with it.
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be told. type is one of TYPES; a parameter with neither optional nor default must be given.

    choices: the values that one of type choice can have.
    """

    name: str
    type: str
    about: str
    example: str
    optional: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        return not self.optional and self.default is None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer, its meaning and unit; hidden ones are left out of tables on a screen."""

    name: str
    meaning: str
    hidden: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class QueryFile:
    """One question: what its header says, and its SPARQL text (header included)."""

    name: str
    topic: str
    title: str
    summary: str
    params: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    view: str
    text: str

    def parameter(self, name: str) -> Parameter | None:
        return next((param for param in self.params if param.name == name), None)


def parse(text: str, *, name: str, topic: str, where: str) -> QueryFile:
    """Read a query file's text. Raises KnowledgeError that names the file and what is wrong with its header."""
    lines = [line for line in text.splitlines() if line.startswith("#'")]
    if not lines:
        raise KnowledgeError("has no header", where=where, hint="begin the file with lines like: #' title: ...")
    if not _NAME.fullmatch(name):
        raise KnowledgeError("its name must be lower-case words joined by hyphens", where=where)
    try:
        # BaseLoader leaves every scalar a string, so that 2020-01-31 stays as written.
        header = yaml.load("\n".join(line[2:].removeprefix(" ") for line in lines), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"its header is not valid YAML: {' '.join(str(error).split())}", where=where) from error
    try:
        guard.check(text, where=where)
    except QueryError as error:
        raise KnowledgeError(error.reason, where=error.where, hint=error.hint) from error
    return _Header(header, where).query_file(name, topic, text)


class _Header:
    """Checks a header piece by piece; every complaint names the file."""

    def __init__(self, header: Any, where: str) -> None:
        self._where = where
        self._header = self._mapping(header, "header")

    def query_file(self, name: str, topic: str, text: str) -> QueryFile:
        self._known(self._header, _KEYS, "header")
        params = tuple(self._parameter(key, value) for key, value in self._section("params").items())
        declared, used = {param.name for param in params}, {match[2] for match in MARKER.finditer(text)}
        if declared != used:
            odd = ", ".join(sorted(declared ^ used))
            raise self._wrong(f"params and its lines VALUES ?name {{ UNDEF }} do not name the same parameters: {odd}")
        view = self._string(self._header, "view", "header")
        if view not in VIEWS:
            raise self._wrong(f"view is {view!r}, not one of {', '.join(VIEWS)}")
        return QueryFile(
            name=name,
            topic=topic,
            title=self._string(self._header, "title", "header"),
            summary=self._string(self._header, "summary", "header"),
            params=params,
            columns=self._columns(),
            view=view,
            text=text,
        )

    def _columns(self) -> tuple[Column, ...]:
        columns, hidden = self._section("columns"), self._header.get("hidden", [])
        if not isinstance(hidden, list) or not set(hidden) < set(columns):
            raise self._wrong("hidden must list some of the columns, and not all")
        for name in columns:
            if not _COLUMN.fullmatch(name):
                raise self._wrong(f"{name!r} is no column name: use lower-case letters, digits and underscores")
        return tuple(self._column(name, self._string(columns, name, "columns"), name in hidden) for name in columns)

    def _column(self, name: str, meaning: str, hidden: bool) -> Column:
        found = _UNIT.fullmatch(meaning)
        return Column(name, found[1], hidden, found[2]) if found else Column(name, meaning, hidden)

    def _parameter(self, name: str, value: Any) -> Parameter:
        place = f"parameter {name}"
        fields = self._mapping(value, place)
        self._known(fields, _PARAM_KEYS, place)
        kind = self._string(fields, "type", place)
        if kind not in TYPES:
            raise self._wrong(f"{place} has the type {kind!r}, not one of {', '.join(TYPES)}")
        optional = fields.get("optional", "false")
        if optional not in ("true", "false") or (optional == "true" and "default" in fields):
            raise self._wrong(f"{place} must have either optional: true or a default, or neither")
        default = self._string(fields, "default", place) if "default" in fields else None
        about, example = self._string(fields, "about", place), self._string(fields, "example", place)
        choices = fields.get("choices", [])
        if not isinstance(choices, list) or not all(isinstance(choice, str) for choice in choices):
            raise self._wrong(f"choices of {place} must be a list")
        if bool(choices) != (kind == "choice") or (choices and not {example, default or example} <= set(choices)):
            raise self._wrong(f"{place} must have choices if it is one, its example and default among them")
        return Parameter(name, kind, about, example, optional == "true", default, tuple(choices))

    def _section(self, key: str) -> dict[str, Any]:
        if key == "columns" and not self._header.get(key):
            raise self._wrong("columns is missing")
        return self._mapping(self._header.get(key, {}), key)

    def _mapping(self, value: Any, place: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(f"{place} must be a mapping of names to values")
        return value

    def _known(self, fields: Mapping[str, Any], known: set[str], place: str) -> None:
        if odd := sorted(set(fields) - known):
            raise self._wrong(f"{place} has unknown keys: {', '.join(odd)}")

    def _string(self, fields: Mapping[str, Any], key: str, place: str) -> str:
        value = fields.get(key)
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            raise self._wrong(f"{key} of {place} must be one line of text")
        return value

    def _wrong(self, reason: str) -> KnowledgeError:
        return KnowledgeError(f"its header is malformed: {reason}", where=self._where)


def load(folders: Iterable[Path]) -> dict[str, QueryFile]:
    """The queries of folders of <topic>/<name>.rq, sorted by topic and name.

    Raises KnowledgeError: no such folder, a malformed file, two queries of one name.
    """
    found = [read(_only(paths, folder), root=folder) for folder, paths in _files(folders).values()]
    return {query.name: query for query in sorted(found, key=lambda query: (query.topic, query.name))}


def _files(folders: Iterable[Path]) -> dict[str, tuple[Path, list[Path]]]:
    """Name of a query → the folder where it was first found, and its files."""
    found: dict[str, tuple[Path, list[Path]]] = {}
    for folder in folders:
        if not folder.is_dir():
            raise KnowledgeError(
                "is no folder of queries", where=str(folder), hint="name a folder of <topic>/<name>.rq"
            )
        for path in sorted(folder.rglob("*.rq")):
            found.setdefault(path.stem, (folder, []))[1].append(path)
    return found


def _only(paths: list[Path], folder: Path) -> Path:
    if len(paths) > 1:
        where = str(paths[1].relative_to(folder) if paths[1].is_relative_to(folder) else paths[1])
        raise KnowledgeError(f"a second query of the name {paths[1].stem}", where=where, hint="rename one")
    return paths[0]


def read(path: Path, *, root: Path | None = None) -> QueryFile:
    """One query file; its name is the file's, its topic the folder's. Raises KnowledgeError."""
    where = path.relative_to(root).as_posix() if root else str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"cannot be read: {error}", where=where) from error
    return parse(text, name=path.stem, topic=path.absolute().parent.name, where=where)


@cache
def library() -> Mapping[str, QueryFile]:
    """The queries that come with the project, by name, sorted by topic and name."""
    return load([resources.path("queries")])


def find(name: str, folders: Iterable[Path] = ()) -> QueryFile:
    """A query by its name, from the project's library and further folders; only its own file is read.

    Raises QueryError with the nearest names where there is none, KnowledgeError for a malformed file.
    """
    known = _files([resources.path("queries"), *folders])
    if name in known:
        folder, paths = known[name]
        return read(_only(paths, folder), root=folder)
    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.5)
    near += [other for other in sorted(known) if name and name in other and other not in near][:3]
    hint = f"did you mean {' or '.join(near[:3])}?" if near else "kg queries lists them"
    raise QueryError(f"there is no query named {name!r}", hint=hint)
