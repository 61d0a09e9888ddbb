"""networkx' algorithms, on the backend that the user names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx

from kg.errors import AnalyzeError


def installed() -> tuple[str, ...]:
    """The backends that networkx finds here, without its own."""
    return tuple(sorted(set(nx.config.backends) - {"networkx"}))


def run(function: Callable[..., Any], graph: Any, *, backend: str | None = None, **arguments: Any) -> Any:
    """Call an algorithm of networkx, on a backend where one is named.

    Raises AnalyzeError: no such backend here, or it does not have the algorithm.
    """
    if backend is None:
        return function(graph, **arguments)
    known = installed()
    if backend not in {*known, "networkx"}:
        hint = f"installed are: {', '.join(known)}" if known else "none is installed; nx-parallel is one from pip"
        raise AnalyzeError(f"networkx has no backend {backend!r} here", hint=hint)
    if backend not in has(function):
        name = getattr(function, "name", "this algorithm")
        raise AnalyzeError(f"the backend {backend!r} does not have {name}", hint="leave --backend out")
    return function(graph, backend=backend, **arguments)


def has(function: Callable[..., Any]) -> frozenset[str]:
    """The backends that have an algorithm; "networkx" where it is networkx' own."""
    return frozenset(getattr(function, "backends", ()))
