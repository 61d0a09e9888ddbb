"""The judgements file: read with an error that names its line, written so that a stop at any moment loses nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from kg.errors import JudgementError
from kg.judgements.fields import field_of
from kg.judgements.records import ON_SEVERAL, Judgement, Target, Values
from kg.judgements.schema import entries

FILE_NAME: Final = "judgements.yaml"
_HEADER: Final = "# What people judged of the facts; every kg build applies it. The format: docs/review.md\n"
_HINT: Final = "correct the file; nothing was changed"
_WIDTH: Final = 110  # columns, from which a long quote goes on in the next line


@dataclass(frozen=True, slots=True)
class Judgements:
    """All judgements in the order of their file, in which a later one goes before an earlier one of the same fact."""

    all: tuple[Judgement, ...] = ()

    def of(self, file_name: str, sha256: str) -> tuple[Judgement, ...]:
        """Those that are about a document, by the base name of its file and the hash of its bytes."""
        return tuple(one for one in self.all if any(fact.is_in(file_name, sha256) for fact in one.facts))


def load(path: Path) -> Judgements:
    """The judgements of a file.

    Raises JudgementError: not there, not readable, no YAML or no judgement (with the line and column).
    """
    return parse(_content(path), str(path))


def parse(text: str, name: str) -> Judgements:
    """The judgements of a file's text. Raises JudgementError with the line and column."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}, line {mark.line + 1}, column {mark.column + 1}" if mark else name
        reason = error.problem or error.context or "something is wrong"
        raise JudgementError(
            f"is no YAML: {reason}", where=where, hint="correct the file; nothing was changed"
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        line = next((n for n, one in enumerate(text.splitlines(), 1) if not _printable(one)), 1)
        raise JudgementError(
            "is no YAML: a character or a nesting that YAML does not allow",
            where=f"{name}, line {line}",
            hint=_HINT,
        ) from error
    return Judgements(entries(root, name))


def _printable(line: str) -> bool:
    return all(char.isprintable() or char == "\t" for char in line)


def _content(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise JudgementError("there is no such file", where=str(path), hint="check the name") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise JudgementError(f"it cannot be read: {reason}", where=str(path), hint="check its permissions") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise JudgementError("is not UTF-8", where=f"{path}, line {line}", hint="save it as UTF-8") from error


def block(judgement: Judgement) -> str:
    """A judgement as its entry in the file."""
    entry: dict[str, object] = {"kind": judgement.verb}
    if judgement.verb in ON_SEVERAL:
        entry["facts"] = [_target(fact) for fact in judgement.facts]
    else:
        entry["fact"] = _target(judgement.facts[0])
    if judgement.of:
        entry["of"] = list(judgement.of)
    if judgement.changes:
        entry["set"] = _values(judgement.facts[0], judgement.changes)
    entry |= {"by": judgement.by, "date": judgement.date}
    if judgement.why:
        entry["why"] = judgement.why
    return yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=_WIDTH)


def _target(target: Target) -> dict[str, object]:
    found: dict[str, object] = {"kind": target.kind, "file": target.file}
    if target.content is not None:
        found["content"] = target.content
    found |= _values(target, target.values) | {"quote": target.quote}
    places = {"at": target.at, "before": target.before, "after": target.after}
    return found | {name: value for name, value in places.items() if value is not None}


def _values(target: Target, values: Values) -> dict[str, object]:
    """Values as YAML shows them best: numbers and days without quotation marks."""
    found: dict[str, object] = {}
    for name, given in values:
        field = field_of(target.kind, name)
        plain = [int(one) if field is not None and field.form == "number" else _plain(one) for one in given]
        found[name] = None if not plain else plain[0] if len(plain) == 1 else plain
    return found


def _plain(text: str) -> object:
    loaded: object = None
    with suppress(yaml.YAMLError, ValueError):
        loaded = yaml.safe_load(text) if re.fullmatch(r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?", text) else None
    return text if loaded is None else loaded


def add(path: Path, judgement: Judgement) -> None:
    """Add a judgement to a file, made if it is not there; what stands in it stays as it is, comments included.

    The file is replaced whole: a stop at any moment leaves the old one or the new. Raises JudgementError: as load()
    does, or where it cannot be written; then nothing is changed.
    """
    text = _content(path) if path.exists() else _HEADER
    known = parse(text, str(path))
    wanted = (*known.all, judgement)
    written = block(judgement)
    separated = text if not text or text.endswith("\n") else text + "\n"
    indent = _indent(text)
    new = separated + "".join(indent + line if line.strip() else line for line in written.splitlines(keepends=True))
    try:
        holds = parse(new, str(path)).all == wanted
    except JudgementError:
        holds = False
    # A list that is written another way, "[...]" for example, is written anew; so its comments are lost.
    _replace(path, new if holds else _HEADER + "".join(map(block, wanted)))


def _indent(text: str) -> str:
    """The blanks before the dashes of a file's entries."""
    found = re.search(r"^( *)- ", text, re.MULTILINE)
    return found[1] if found else ""


def take_back(path: Path, judgement: Judgement) -> bool:
    """Take the last entry that says this out of a file; False where there is none any more.

    Raises JudgementError as add() does.
    """
    text = _content(path)
    known = parse(text, str(path)).all
    at = next((n for n in reversed(range(len(known))) if known[n] == judgement), None)
    if at is None:
        return False
    left = (*known[:at], *known[at + 1 :])
    lines = text.splitlines(keepends=True)
    end = known[at + 1].line - 1 if at + 1 < len(known) else len(lines)
    new = "".join(lines[: known[at].line - 1] + lines[end:])
    try:
        holds = parse(new, str(path)).all == left
    except JudgementError:
        holds = False
    _replace(path, new if holds else _HEADER + "".join(map(block, left)))
    return True


def save(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write a file of these judgements and no others, in their order. Raises JudgementError where it cannot be."""
    _replace(path, _HEADER + "".join(map(block, judgements)))


def _replace(path: Path, text: str) -> None:
    target = path.resolve() if path.is_symlink() else path
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode)
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        reason = error.strerror or str(error)
        raise JudgementError(f"it cannot be written: {reason}", where=str(path), hint="check the disk") from error
