"""Who was served: the bodies that the recipient of a match means, also where it is a pronoun, "the three" or "his
office"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims import Claims
from kg.extract.discourse import Discourse
from kg.extract.drafts import SubpoenaDraft
from kg.extract.merging import PRONOUNS, Unit
from kg.extract.patterns import Match
from kg.extract.telling import is_public
from kg.extract.units import Sentence
from kg.knowledge.phrase_words import phrase_words
from kg.model import NumberMention

# Words before a pronoun at the head of a sentence that still means the subject of the sentence before.
_OPENING = frozenset(
    {"but", "and", "then", "later", "also", "still", "so", "yet", "in", "on", ",", '"', "“", "that", "since"}
)
_SPEAKERS = frozenset({"we", "our", "us"})


def recipients(
    sentence: Sentence, match: Match, discourse: Discourse, claims: Claims, current: Sequence[SubpoenaDraft]
) -> tuple[str, ...]:
    """The keys of the recipients; none where what the text means cannot be told.

    current: the events last told of, whose recipients "both" or "the three" may mean.
    """
    unit = match.phrases.get("recipient") or match.unit(sentence, "recipient")
    index = match.slots["recipient"]
    if unit is None or unit.kind == "DEM":
        told = tuple(dict.fromkeys(draft.recipient for draft in current))
        return implied(discourse) or (told if len(told) == 1 else ())
    if unit.kind == "LOC":
        return unit.refs
    if unit.kind == "GRP":
        return tuple(dict.fromkeys((*_together(unit, sentence, index, discourse, current), *unit.refs)))
    if unit.text.casefold() in PRONOUNS:
        return _meant(unit, sentence, index, discourse, claims)
    back = discourse.back_from(sentence, index, unit.text.casefold())
    return (back,) if back else ()


def implied(discourse: Discourse) -> tuple[str, ...]:
    """Whom a telling means that names nobody: the subject of the last sentence that names somebody, if one body."""
    before = discourse.before[-1] if discourse.before else None
    keys = (_subject(before, len(before.units)) if before else None) or ()
    return keys if len(keys) == 1 and not discourse.is_state(keys[0]) else ()


def _together(
    unit: Unit, sentence: Sentence, index: int, discourse: Discourse, current: Sequence[SubpoenaDraft]
) -> tuple[str, ...]:
    """Several bodies that a word means together: those last told of as served, else those named in one sentence."""
    number = next((m.value for m in unit.mentions if isinstance(m, NumberMention)), None)
    noun = unit.text.rpartition(" ")[2]
    told = tuple(dict.fromkeys(draft.recipient for draft in current))
    here = parties(sentence, index)
    for keys in (here, told, *(parties(before) for before in reversed(discourse.before))):
        fitting = tuple(key for key in keys if _is_such(discourse, key, noun))
        if len(fitting) == number or (number is None and len(fitting) > 1):
            return fitting
    return ()


def _is_such(discourse: Discourse, key: str, noun: str) -> bool:
    """Whether a body or place can be meant by a plural noun."""
    if noun == "counties":
        return discourse.has_type(discourse.jurisdiction(key) or "", "USCounty")
    if noun in ("cities", "towns"):
        return discourse.has_type(discourse.jurisdiction(key) or "", "Municipality")
    if noun in ("agencies", "departments", "offices"):
        return key.startswith("agency/") or not discourse.is_state(key)
    if noun == "sheriffs":
        return key.endswith("/sheriff") or discourse.has_type(key, "USCounty")
    return True


def _meant(unit: Unit, sentence: Sentence, index: int, discourse: Discourse, claims: Claims) -> tuple[str, ...]:
    """What a pronoun means: the speaker's own body, the subject of its sentence, or that of the one before."""
    word = unit.text.casefold()
    if word in _SPEAKERS:
        body = claims.of(sentence.span).body
        body = body or discourse.author
        return (body,) if body and discourse.entities.get(body) and not discourse.is_federal(body) else ()
    if word == "petitioner":
        return ()
    before = _subject(sentence, index)
    if before is not None:
        return before
    opening = all(u.kind == "DATE" or sentence.lower(i) in _OPENING for i, u in enumerate(sentence.units[:index]))
    if not opening or not discourse.before:
        return ()
    last = discourse.before[-1]
    subject = _subject(last, len(last.units))
    # What receives a subpoena is no federal body: then the only body that the sentence names is meant.
    bodies = tuple(key for key in parties(last) if key.startswith("agency/"))
    return subject or (bodies if len(bodies) == 1 and subject == () else ())


def _subject(sentence: Sentence, end: int) -> tuple[str, ...] | None:
    """The first party named before `end`: its keys, () for a federal or private one, None where there is none."""
    for i, unit in enumerate(sentence.units[:end]):
        if unit.kind in ("FED", "ORG"):
            return ()
        if unit.kind == "LOC" and sentence.lower(i - 1) not in phrase_words().where - {"of"}:
            if sentence.lower(i + 1) in ("—", "–", "--", "-"):
                continue  # a dateline
            return unit.refs if is_public(sentence, i) else ()
    return None


def parties(sentence: Sentence, end: int | None = None) -> tuple[str, ...]:
    """The state and local bodies and places of a sentence that can be parties, in order; not where something is."""
    found = [
        ref
        for i, unit in enumerate(sentence.units[:end])
        if unit.kind == "LOC" and sentence.lower(i - 1) not in phrase_words().where - {"of", "to", "on", "from"}
        for ref in unit.refs
    ]
    return tuple(dict.fromkeys(found))
