"""Who asserts a sentence: the speaker's name as printed and the body that the speaker is of, from the document's
quotations."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Linked, Quotation, Span


@dataclass(frozen=True, slots=True)
class Claim:
    """speaker: a name as printed; agency: key of the body; both None where the document itself speaks."""

    speaker: str | None = None
    body: str | None = None

    @property
    def agency(self) -> str | None:
        """The body where it is an agency: only agencies and documents assert (a place does not)."""
        return self.body if self.body and self.body.startswith("agency/") else None


class Claims:
    """The claims of a document by sentence; names: the words of the speakers' names."""

    def __init__(self, linked: Linked) -> None:
        links = {link.span: link.entity for link in linked.links}
        self._by_sentence: dict[Span, Claim] = {}
        for mention in linked.annotations.mentions:
            if isinstance(mention, Quotation):
                body = links.get(mention.organisation) if mention.organisation else None
                self._by_sentence.setdefault(mention.span, Claim(mention.speaker, body))
        speakers = [claim.speaker for claim in self._by_sentence.values() if claim.speaker]
        self.names = frozenset(word for speaker in speakers for word in speaker.split())

    def of(self, sentence: Span) -> Claim:
        return self._by_sentence.get(sentence, Claim())
