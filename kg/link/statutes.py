"""Laws cited → statutes with their canonical citation, parallels and the jurisdiction that enacted them."""

from __future__ import annotations

import re

from kg.knowledge import statutes as gazetteer
from kg.knowledge.official_texts import addresses
from kg.knowledge.places import places
from kg.knowledge.statutes import parallel, statute_key
from kg.model import Citation, Entity, Ref, Slot, Term
from kg.vocab import DCTERMS, JG

# Sections that something else in the text ties to their law (kg/annotate/citation_ties.py and its neighbours).
_BY_LAW = ("same-text", "same-chapter", "same-code", "same-sentence")
_TIED = (*_BY_LAW, "well-known", "of-the-act", "heading", "printed-code", "added")
_FULL = re.compile(r"[A-Z][A-Za-z.’']")


def statute(citation: Citation) -> Entity:
    """The statute that a citation names, described from the citation and the gazetteer."""
    return _described(citation.canonical, citation.jurisdiction)


def printed(citation: Citation, text: str) -> str | None:
    """A citation as the text prints it, where that names the law in full: another label for it; None for a bare section
    or a further number of a list."""
    if citation.rule.count("/") > 1 and citation.rule.rpartition("/")[2] in _TIED:
        return None
    form = " ".join(citation.span.of(text).split())
    return form if _FULL.search(form) and any(letter.isdigit() for letter in form) else None


def parallels(citation: Citation) -> list[Entity]:
    """The statutes that the gazetteer knows as parallels of the one cited: INA § 235 ↔ 8 U.S.C. § 1225."""
    known = parallel(citation.canonical)
    found = {known} if known else set()
    record = gazetteer.statute(citation.canonical)
    if record:
        found |= set(record.parallels)
    return [_described(name, citation.jurisdiction) for name in sorted(found)]


def _described(canonical: str, jurisdiction: str | None) -> Entity:
    record = gazetteer.statute(canonical)
    where = record.jurisdiction if record else jurisdiction
    slots = [Slot(JG.citation, canonical)]
    known = parallel(canonical)
    names = [known] if known else []
    if record:
        names += record.parallels
        if record.title:
            slots.append(Slot(DCTERMS.title, record.title))
    slots += [Slot(JG.parallelCitation, Ref(statute_key(name))) for name in sorted(set(names))]
    slots += [Slot(JG.officialText, Term(address)) for address in addresses(canonical)]
    enacting = _enacting(where)
    if enacting:
        slots.append(Slot(JG.enactedBy, Ref(enacting)))
    return Entity(
        statute_key(canonical), "Statute", canonical, tuple(sorted(record.names)) if record else (), tuple(slots)
    )


def _enacting(jurisdiction: str | None) -> str | None:
    if jurisdiction is None:
        return None
    if jurisdiction == "US":
        return "jurisdiction/us"
    if jurisdiction.startswith("jurisdiction/"):
        return jurisdiction
    record = places().state(jurisdiction)
    return record.key if record else None
