"""The frozen records of judgements: which fact is meant, told so that it is found again, and what was judged of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Final, Literal

from kg.model import FactKind

Verb = Literal["accept", "reject", "correct", "merge", "apart", "add"]
VERBS: Final[tuple[Verb, ...]] = ("accept", "reject", "correct", "merge", "apart", "add")
ON_SEVERAL: Final = ("merge", "apart")  # verbs that are about two facts or more
Values = tuple[tuple[str, tuple[str, ...]], ...]  # field → its values as files have them; none: no value


@dataclass(frozen=True, slots=True)
class Target:
    """One fact of one document, described by what a reader sees: it must hold when identifiers change.

    file: base name of the document's file. content: the first digits of the SHA-256 of its bytes, so that it is found
    under another name too. quote: words that support the fact, blanks folded. at: where they stood, a hint. before,
    after: words around them, where they stand in the text more than once. values: of its fields; what is not given is
    not compared.
    """

    kind: FactKind
    file: str
    quote: str
    content: str | None = None
    at: int | None = None
    before: str | None = None
    after: str | None = None
    values: Values = ()

    def get(self, name: str) -> tuple[str, ...]:
        """The values of a field, none where it has none."""
        return dict(self.values).get(name, ())

    def is_in(self, file_name: str, sha256: str) -> bool:
        """Whether the document of that name and content is the one meant: one of the two is enough."""
        return self.file == file_name or (self.content is not None and sha256.startswith(self.content))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody judged.

    facts: one, for merge and apart two or more. changes: of correct, the values that fields are to have. of: of accept,
    the fields that were checked, the fact as a whole where it is empty. by, date, why: who, when, why. line: where it
    stands in its file, 0 for none.
    """

    verb: Verb
    facts: tuple[Target, ...]
    by: str
    date: dt.date
    changes: Values = ()
    of: tuple[str, ...] = ()
    why: str | None = None
    line: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        """Of what decides its effect: who, when and why do not."""
        facts = [(t.kind, t.file, t.content, t.quote, t.at, t.before, t.after, t.values) for t in self.facts]
        said = repr((self.verb, facts, self.changes, self.of))
        return hashlib.sha256(said.encode("utf-8", errors="backslashreplace")).hexdigest()[:12]
