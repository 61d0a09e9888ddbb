"""Reads files into Documents: one file a format, found by suffix; text is handed on unchanged, with its metadata."""

from kg.read.files import Source, find
from kg.read.reader import read

__all__ = ["Source", "find", "read"]
