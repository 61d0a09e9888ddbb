"""The one family of errors that the library raises: KgError, with a subclass for each stage.

A message says what went wrong, where, and what to do next. Only the command line prints it and exits.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors of this package.

    reason: what went wrong, one sentence without a full stop.
    where: the file, query or IRI concerned, or None.
    hint: what the user can do next, or None.
    """

    def __init__(self, reason: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.reason = reason
        self.where = where
        self.hint = hint
        super().__init__(reason, where, hint)

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive the default pickling, and errors cross from worker processes.
        return _rebuild, (type(self), self.reason, self.where, self.hint)

    def __str__(self) -> str:
        text = f"{self.where}: {self.reason}" if self.where else self.reason
        return f"{text} ({self.hint})" if self.hint else text


def _rebuild(kind: type[KgError], reason: str, where: str | None, hint: str | None) -> KgError:
    return kind(reason, where=where, hint=hint)


class ReadError(KgError):
    """A document cannot be read: missing, empty, binary, too large, wrongly encoded, of an unknown format."""


class KnowledgeError(KgError):
    """A data file of the project (gazetteer, pattern, shape, query) is missing or malformed."""


class ExtractError(KgError):
    """A document was read but its facts could not be extracted."""


class ValidationError(KgError):
    """The graph could not be checked against the shapes."""


class JudgementError(KgError):
    """The file of judgements is malformed, missing, or cannot be written."""


class StoreError(KgError):
    """The store cannot be opened, written or read: locked, corrupt, disk full."""


class EvaluateError(KgError):
    """Gold facts or a saved run cannot be used: missing, malformed, of another corpus, documents that are not there."""


class QueryError(KgError):
    """A query is unknown, malformed, or lacks a parameter."""


class QueryStoppedError(QueryError):
    """A query was given up: it took too long or too much memory, or the engine crashed on it."""


class ConfigError(KgError):
    """The settings in kg.toml cannot be read or are not understood."""


class AnalyzeError(KgError):
    """An analysis has nothing to work on, or was asked for something that there is not."""


class ExportError(KgError):
    """A result cannot be written in the format or place asked for."""


class ViewError(KgError):
    """A picture cannot be drawn."""
