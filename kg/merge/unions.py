"""Sets that are joined two by two (union-find); a set goes by its smallest member, whatever the order of joining."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Any)


class Unions(Generic[T]):
    """Disjoint sets of things that can be ordered; a thing never joined is a set of its own."""

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}

    def root(self, item: T) -> T:
        """The smallest member of the item's set."""
        root = item
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while item != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, one: T, other: T) -> T:
        """Make two sets one, and return its root."""
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first
        return first
