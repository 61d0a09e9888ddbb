"""The shapes: every file of ontology/shapes, parsed once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rdflib import Graph

from kg.errors import ValidationError
from kg.resources import path
from kg.validate.order import take_rules


class Shapes:
    """The rules that data must meet: `graph` for pySHACL and `order`. Make it once and use it for many checks.

    folder: where the .ttl files are; None for the ontology's own.
    Raises ValidationError where the folder has no shapes or a file is no Turtle.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = path("ontology", "shapes") if folder is None else folder
        self.files = tuple(sorted(self.folder.glob("*.ttl")))
        if not self.files:
            raise ValidationError("no shapes are there", where=str(self.folder), hint="name a folder with .ttl files")
        self.graph = Graph()
        for file in self.files:
            try:
                self.graph.parse(file, format="turtle")
            except OSError as error:
                raise ValidationError(f"cannot be read: {error.strerror}", where=str(file)) from error
            except Exception as error:  # rdflib's parser has no error class of its own that covers all it raises
                raise ValidationError(f"no valid Turtle: {error}", where=str(file), hint="correct the file") from error
        self.order = take_rules(self.graph)


@cache
def standard() -> Shapes:
    """The ontology's own shapes, loaded at the first call."""
    return Shapes()
