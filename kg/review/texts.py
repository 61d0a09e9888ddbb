"""The texts of a store's documents, for what stands around a quote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.history.places import located
from kg.model import Document
from kg.read import read
from kg.store import DocumentState


@dataclass(frozen=True, slots=True)
class Snippet:
    """A quote with what stands before and behind it; note: why that is missing, where it is."""

    before: str
    quote: str
    after: str
    note: str = ""


class Texts:
    """Reads documents again, each once, from where a build found them."""

    def __init__(self, states: dict[str, DocumentState], folder: Path | None) -> None:
        self._states = states
        self._folder = folder
        self._read: dict[str, Document | None] = {}

    def document(self, key: str) -> Document | None:
        """A document by its key; None where its file is gone, or says something else by now."""
        if key not in self._read:
            self._read[key] = self._find(key)
        return self._read[key]

    def named(self, name: str) -> set[str]:
        """The keys of the documents of a file name or key."""
        return {key for key, state in self._states.items() if name in (state.file_name, key, key.partition("/")[2])}

    def _find(self, key: str) -> Document | None:
        state = self._states.get(key)
        if state is None:
            return None
        places = [located(state.place, self._folder)] if state.place else []
        for path in [*places, Path(state.path)]:
            try:
                document = read(path)
            except ReadError:
                continue
            if document.key == key:
                return document
        return None

    def around(self, key: str, start: int, end: int, quote: str, width: int = 160) -> Snippet:
        """The quote at an offset, with about so many characters before and behind it, cut between words."""
        document = self.document(key)
        if document is None or document.text[start:end] != quote:
            return Snippet("", quote, "", "the file is gone, or was changed since the build")
        before = document.text[max(0, start - width) : start]
        after = document.text[end : end + width]
        if start > width:
            before = "… " + before.partition(" ")[2]
        if end + width < len(document.text):
            after = after.rpartition(" ")[0] + " …"
        return Snippet(before, quote, after)
