"""Brings the merged graph of a store up to date with its documents and with what people judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg.merge.cluster import Pair, merge
from kg.merge.read import told
from kg.merge.records import Merged
from kg.merge.write import merged_graph
from kg.store import Store


def remerge(store: Store, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> Merged | None:
    """Merge anew where documents, judgements or this stage have changed since; None where there was nothing to do.

    together, apart: see kg.merge.merge. Raises StoreError where the store fails.
    """
    together, apart = sorted(set(together)), sorted(set(apart))
    mark = _mark(store, together, apart)
    if store.merged_mark() == mark:
        return None
    found = told(store)
    merged = merge(found.events, together, apart)
    store.set_merged(merged_graph(found, merged.clusters), mark)
    return merged


def _mark(store: Store, together: list[Pair], apart: list[Pair]) -> str:
    """Of all that decides what the merged graph holds."""
    documents = [(state.key, state.fingerprint) for state in store.states().values()]
    return hashlib.sha256(repr((_version(), documents, together, apart)).encode()).hexdigest()


@cache
def _version() -> str:
    """A digest of this stage's code."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
