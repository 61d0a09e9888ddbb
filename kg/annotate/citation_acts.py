"""Acts cited by name: "Immigration and Nationality Act", and "INA" where the text has named the act."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kg.annotate.citation_constitution import find_amendments
from kg.annotate.citation_context import postal_of
from kg.annotate.citation_names import Form, NameFinder, name_regex
from kg.knowledge.statutes import StatuteRecord, statutes
from kg.model import Span

_CAPITALS = re.compile(r"\b(?:TRUST|TRUTH|DREAM|PATRIOT|REAL)\b")
_STATE_SUFFIX = re.compile(r" \(([^()]+)\)$")


class Meaning(NamedTuple):
    """One statute that a name may mean. `shared`: several states have an act of that name."""

    record: StatuteRecord
    name: str
    shared: bool = False

    @property
    def short(self) -> bool:
        """Whether the name is an abbreviation, which alone may mean anything."""
        return " " not in self.name


class Act(NamedTuple):
    """A name found and the statutes that it may mean, in the gazetteer's order."""

    start: int
    end: int
    block: Span
    meanings: tuple[Meaning, ...]


def _is_title(title: str) -> bool:
    """Whether a title is a name ("Enhancing Public Safety in the Interior ...") and no heading ("Definitions")."""
    words = title.split()
    return len(words) > 3 and all(word[0].isupper() for word in words if len(word) > 4)


def _names(record: StatuteRecord) -> Iterator[Meaning]:
    names = {*record.names, record.citation}
    if record.title and "§" not in record.citation and _is_title(record.title):
        names.add(record.title)
    for name in sorted(names):
        # Citations by number and amendments are found by the schemes.
        if any(letter.isdigit() or letter == "§" for letter in re.sub(r" of (?:19|20)\d\d$", "", name)):
            continue
        if not name[0].isalpha() or any(find_amendments(name, Span(0, len(name)))):
            continue
        # "TRUST Act" is printed "Trust Act" as often.
        for form in dict.fromkeys((name, _CAPITALS.sub(lambda word: word.group().capitalize(), name))):
            yield Meaning(record, form)
            if (suffix := _STATE_SUFFIX.search(form)) and postal_of(suffix[1]):
                yield Meaning(record, _STATE_SUFFIX.sub("", form), shared=True)


@cache
def _finder() -> NameFinder[Meaning]:
    return NameFinder(
        (Form(meaning.name, name_regex(meaning.name)), meaning) for record in statutes() for meaning in _names(record)
    )


def find_acts(text: str, spans: Iterable[Span], used: Collection[str] = ()) -> Iterator[Act]:
    """The named acts in the spans of a `plain` text.

    An abbreviation counts only where the text gives a longer name of the same statute, or cites a section by it: `used`
    holds the names by which sections are cited.
    """
    found = [(span, hit) for span in spans for hit in _finder().find(text, span.start, span.end)]
    introduced = {meaning.record.key for _, hit in found for meaning in hit.values if not meaning.short}
    for span, hit in found:
        meanings = tuple(
            meaning
            for meaning in hit.values
            if not meaning.short or meaning.record.key in introduced or meaning.name in used
        )
        if meanings:
            yield Act(hit.start, hit.end, span, meanings)
