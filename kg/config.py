"""The settings of a project of one's own: kg.toml in the folder where kg is run, or the file that KG_CONFIG names.

[query]
folders = ["questions"]    # further folders of questions, beside this file
timeout = 60               # seconds that a question may take
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import ConfigError

NAME: Final = "kg.toml"
_KEYS: Final = ("folders", "timeout")


@dataclass(frozen=True, slots=True)
class QuerySettings:
    """Settings of `kg query`. folders: of questions, as paths; timeout: seconds, None for no limit."""

    folders: tuple[Path, ...] = ()
    timeout: float | None = None


def query_settings(environment: Mapping[str, str] = os.environ) -> QuerySettings:
    """The table [query] of the settings; the defaults where there is no such file or table.

    Raises ConfigError: a file that KG_CONFIG names and that is not there, not TOML, an unknown key, a value of another
    kind.
    """
    named = environment.get("KG_CONFIG")
    path = Path(named) if named else Path(NAME)
    if not named and not path.is_file():
        return QuerySettings()
    table = _read(path).get("query", {})
    if not isinstance(table, dict):
        raise _wrong(path, "query must be a table", "begin it with the line [query]")
    for key in table:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(_KEYS)}"
            raise _wrong(path, f"[query] has an unknown key {key!r}", hint)
    folders, timeout = table.get("folders", []), table.get("timeout")
    if not isinstance(folders, list) or not all(isinstance(folder, str) and folder for folder in folders):
        raise _wrong(path, "folders of [query] must be a list of names", 'for example folders = ["questions"]')
    if timeout is not None and (isinstance(timeout, bool) or not isinstance(timeout, int | float) or timeout <= 0):
        raise _wrong(path, "timeout of [query] must be a number of seconds above 0", "for example timeout = 60")
    return QuerySettings(tuple(path.parent / folder for folder in folders), timeout)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _wrong(path, f"cannot be read: {error.strerror or error}", "check KG_CONFIG") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(path, f"is not valid TOML: {error}", "see the place that it names") from error


def _wrong(path: Path, reason: str, hint: str) -> ConfigError:
    return ConfigError(reason, where=str(path), hint=hint)
