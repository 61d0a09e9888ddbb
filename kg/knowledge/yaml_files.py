"""Reads YAML data files, by libyaml where PyYAML has it (ten times faster)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from kg.errors import KnowledgeError
from kg.resources import path


def typed(*parts: str) -> dict[str, Any]:
    """A mapping with YAML's own types: numbers, booleans. Raises KnowledgeError where the file is no YAML or no
    mapping."""
    return _load(parts, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def texts(*parts: str) -> dict[str, Any]:
    """A mapping in which every scalar is a text, for lists of words: plain YAML reads on, no, off as truth values.

    Raises KnowledgeError where the file is no YAML or no mapping.
    """
    return _load(parts, getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def word_lists(names: Iterable[str], *parts: str) -> dict[str, frozenset[str]]:
    """The lists of words under these names of a file. Raises KnowledgeError where one is missing or no list."""
    data = texts(*parts)
    for name in names:
        if not isinstance(data.get(name), list):
            raise KnowledgeError(f"needs a list {name}", where="/".join(parts))
    return {name: frozenset(map(str, data[name])) for name in names}


def _load(parts: tuple[str, ...], loader: type[yaml.SafeLoader] | type[yaml.BaseLoader]) -> dict[str, Any]:
    where = "/".join(parts)
    try:
        data = yaml.load(path(*parts).read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"no YAML: {error}", where=where, hint="correct the file") from error
    if not isinstance(data, dict):
        raise KnowledgeError("needs a mapping", where=where, hint="correct the file")
    return data
