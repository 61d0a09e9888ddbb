"""Keeps the graph: one named graph a document and the merged view of them all, on disk or in memory."""

from kg.store.base import DocumentState, QueryResults, Store
from kg.store.files import load_file
from kg.store.folder import wipe
from kg.store.lock import building
from kg.store.oxigraph import memory_store, open_store

__all__ = ["DocumentState", "QueryResults", "Store", "building", "load_file", "memory_store", "open_store", "wipe"]
