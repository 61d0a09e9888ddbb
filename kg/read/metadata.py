"""What is known of a document besides its text, and how the ways of saying it are merged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import PartialDate

# Names under which front matter, header lines and sources.toml give a field; the first that is there wins.
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "site name", "sitename"),
    "published": ("published", "date published", "publication date", "published on", "pubdate", "posted", "date"),
    "source": ("source", "url", "address", "link", "source url", "original url"),
    "author": ("author", "authors", "byline"),  # a private person's name: recognised as header, never kept
}
_FIELD_OF = {name: field for field, names in FIELD_NAMES.items() for name in names}
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, publisher, date of publication and address, each None where not known."""

    title: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    source: str | None = None

    def over(self, lower: Metadata) -> Metadata:
        """This metadata, with what it lacks taken from one of lower precedence."""
        return Metadata(
            self.title or lower.title,
            self.publisher or lower.publisher,
            self.published or lower.published,
            self.source or lower.source,
        )


def field_of(name: str) -> str | None:
    """The field that a name stands for ("Publication date" → "published"), or None where it is none of ours."""
    return _FIELD_OF.get(" ".join(re.split(r"[\s_-]+", name.strip().casefold())))


def clean(value: str) -> str | None:
    """A value on one line without outer blanks; None where nothing is left."""
    return " ".join(value.split()) or None


def is_address(value: str) -> bool:
    """Whether a value is an address (a URL) rather than a name."""
    return _ADDRESS.match(value.strip()) is not None


def assemble(fields: Iterable[tuple[str, str]], published: PartialDate | None) -> Metadata:
    """Metadata from pairs of a name and its value, and the date already read from them.

    A `Source:` that is no address ("Source: The Associated Press") names the publisher, where no other line does.
    """
    found: dict[str, str] = {}
    credit = None
    for name, value in fields:
        field, text = field_of(name), clean(value)
        if field is None or text is None:
            continue
        if field != "source" or is_address(text):
            found.setdefault(field, text)
        elif name.strip().casefold() == "source":
            credit = credit or text
    return Metadata(found.get("title"), found.get("publisher", credit), published, found.get("source"))
