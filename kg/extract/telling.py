"""Where a sentence tells that subpoenas were issued or served: the patterns of subpoenas.yaml, matched against its
phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from kg.extract.merging import Unit
from kg.extract.patterns import Match, find, needs
from kg.extract.phrase_tokens import origins
from kg.extract.phrases import phrased
from kg.extract.tokens import Needs, TokenIndex
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import EventPattern, event_patterns, event_words
from kg.knowledge.phrase_words import phrase_words

# Before a place: what makes it a part of another name in the text ("Denver Health").
_TO = frozenset({"on", "upon", "to", "at", "against"})
_NONE = frozenset({"any", "no", "every", "future", "such"})
POINTING = frozenset({"DEM", "PRO", "GRP"})  # kinds of things that point at those told of before
TOPIC_SENTENCES = 2  # after so many sentences without the word, a text speaks of something else
POINTING_SENTENCES = 4  # a word that points at them ("two of the demands") reaches further back
_THING = re.compile(r"<thing:([A-Z|]+)>")
_NEVER = " "  # no token
# Words of a phrase by which it is one of ours: whose subpoena, or that it is one told of.
_OURS = frozenset(
    {"immigration", "administrative", "i-138", "the", "these", "those", "this", "its", "their", "both", "agency", "ice"}
)
_HEADLINE = 0.5  # share of capitalised words from which a sentence is a headline


def may_tell(sentence: Sentence, silence: int, *, events: bool) -> bool:
    """Whether its words allow that a sentence tells of subpoenas: where they do not, it need not be read as phrases.

    silence: sentences since one spoke of subpoenas; events: whether any has been told of.
    """
    if silence > POINTING_SENTENCES and not (events and sentence.may_hold(phrase_words().demands)):
        return False
    group = "told" if not silence else "topic" if silence <= TOPIC_SENTENCES else "pointing"
    return group in _allowed(sentence.raw)


@lru_cache(maxsize=64)
def _allowed(tokens: frozenset[str]) -> Mapping[str, tuple[int, ...]]:
    return _index().met(tokens)


@cache
def _index() -> TokenIndex[str]:
    """The patterns by the words from which their phrases come: all of them; those that count where a text goes on about
    subpoenas without the word; those that count further on, where a phrase points back."""
    rules = [rule for rule in event_patterns("subpoenas") if not rule.listed]
    return TokenIndex(
        {
            "told": [_origins(needs(rule)) for rule in rules],
            "topic": [_origins(needs(rule) if rule.topic else _pointing(rule)) for rule in rules],
            "pointing": [_origins(_pointing(rule)) for rule in rules],
        }
    )


def _origins(needed: Needs) -> Needs:
    return tuple(frozenset[str]().union(*map(origins, tokens)) for tokens in needed)


def _pointing(rule: EventPattern) -> Needs:
    """What a pattern needs where its thing has to point at things told of before; what no sentence has if it cannot."""
    thing = _THING.search(rule.pattern)
    kinds = frozenset(f"<{kind}>" for kind in thing[1].split("|") if kind in POINTING) if thing else frozenset[str]()
    return (kinds or frozenset({_NEVER}), *needs(rule))


def find_told(sentence: Sentence, *, listed: bool = False) -> Iterator[Match]:
    """The matches, in the indices of the sentence; `phrases` holds the unit that fills each slot.

    listed: whether the sentence is of a list of those served.
    """
    view = phrased(sentence)
    for match in find("subpoenas", view.sentence, listed=listed):
        units = {name: view.sentence.units[index] for name, index in match.slots.items()}
        recipient = match.slots.get("recipient")
        if recipient is not None and not is_public(view.sentence, recipient):
            continue
        before = view.sentence.lower(match.slots.get("thing", 0) - 1)
        if not _is_thing(match, units.get("thing"), before):
            continue
        issuer = units.get("issuer")
        if issuer is not None and issuer.kind == "ANA" and issuer.text not in ("agency", "department", "bureau"):
            continue
        slots = {name: _origin(sentence, view.origins[index], units[name]) for name, index in match.slots.items()}
        if recipient is None and _names_another(view.sentence, match.end):
            continue
        if recipient is None:
            # Nobody is named: whom the text speaks of just before.
            slots["recipient"] = slots["thing"]
            units["recipient"] = replace(units["thing"], kind="DEM")
        start, end = view.origins[match.start][0], view.origins[match.end - 1][1] + 1
        yield Match(match.rule, start, end, slots, phrases=units)


def _origin(sentence: Sentence, origin: tuple[int, int], unit: Unit) -> int:
    """The unit of the sentence that stands for a phrase: of a thing its noun, else the first."""
    first, last = origin
    if unit.kind in ("SUB", "DEM"):
        heads = event_words().classes["subpoena"]
        return next((i for i in range(last, first - 1, -1) if sentence.lower(i) in heads), first)
    return first


def _is_thing(match: Match, thing: Unit | None, before: str) -> bool:
    """Whether the thing is of the sort that the rule asks for: counted, or one certain thing."""
    if match.rule.thing == "counted":
        return thing is not None and bool(thing.mentions)
    if match.rule.thing == "certain" and (thing is None or not _is_ours(thing)):
        return False
    if match.rule.thing in ("definite", "certain"):
        first = thing.phrase.split()[0] if thing is not None and thing.phrase else ""
        return (
            before not in _NONE
            and thing is not None
            and (bool(thing.mentions or thing.refs) or first in phrase_words().determiners)
        )
    return True


def _is_ours(thing: Unit) -> bool:
    """Whether a phrase about subpoenas says that they are an immigration agency's, or points at those told of."""
    words = set(thing.phrase.split())
    return bool(thing.refs or thing.mentions) or not words.isdisjoint(_OURS)


def _names_another(sentence: Sentence, end: int) -> bool:
    """Whether the words behind a telling that names no body of the text name somebody else: "on a bakery"."""
    behind = range(end - 1, min(end + 5, len(sentence.units) - 1))
    return any(sentence.lower(i) in _TO and sentence.units[i + 1].kind != "DATE" for i in behind)


def is_public(sentence: Sentence, index: int) -> bool:
    """Whether the unit at an index is a body or a place itself, and not a company or a person of that place."""
    unit = sentence.units[index]
    if unit.kind != "LOC" or unit.group:
        return True
    words = phrase_words()
    following = index + 1 + (sentence.lower(index + 1) == "'s")
    behind = [sentence.lower(i) for i in range(following, following + 3)]
    kinds = [sentence.units[i].kind for i in range(following, min(following + 3, len(sentence.units)))]
    if not unit.refs[0].startswith("jurisdiction/"):
        return not (behind[0] in words.persons and following == index + 1)
    for word, kind in zip(behind, kinds, strict=False):
        if kind or not word.isalpha() or word in words.small:
            break
        if word in words.private:
            return False
    if following < len(sentence.units) and following == index + 1:
        word_unit = sentence.units[following]
        name = word_unit.text
        named = not word_unit.kind and name[:1].isupper() and name[1:].islower() and behind[0] not in words.small
        if named and not _is_headline(sentence) and words.public.isdisjoint(behind):
            return False
    return True


def _is_headline(sentence: Sentence) -> bool:
    plain = [unit.text for unit in sentence.units if not unit.kind and unit.text.isalpha()]
    return sum(word[:1].isupper() for word in plain) > _HEADLINE * len(plain)
