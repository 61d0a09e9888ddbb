"""Event patterns, matched against the shadow of a sentence in which every entity is one token.

The little language is described at the top of seeds/patterns/events/subpoenas.yaml. Each pattern becomes one regular
expression over
whole tokens. spaCy's Matcher, which reads the same patterns, needs seconds for a sentence where a pattern has a gap
of twenty words,
for it follows every way to fill the gap; the regular expression needs microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.errors import KnowledgeError
from kg.extract.merging import Unit
from kg.extract.tokens import TokenIndex
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import EventPattern, event_patterns, event_words

_ELEMENT = re.compile(r"(?P<core><\w+:[^>]+>|~~|~|[^\s?*+{}]+)(?P<op>\?|\*|\+|\{\d+,\d+\})?")
_SLOT = re.compile(r"<(\w+):([A-Z|]+)>")
# A gap crosses no end of a clause; the plain one crosses no entity that could be a party to the event either.
_BREAKS = r"(?:[;:.?!—–]|--)\ "
_GAP = rf"(?!{_BREAKS}|<(?:FED|LOC)>\ )\S+\ "
_WIDE_GAP = rf"(?!{_BREAKS})\S+\ "
# A star is bounded: no clause of this field needs more, and hostile text must not make a match run long.
_BOUNDS = {"*": "{0,5}", "+": "{1,5}"}


@dataclass(frozen=True, slots=True)
class Match:
    """A rule found in a sentence: unit indices [start, end), and the index of each slot's unit.

    layer: "patterns", "parser", or "both" where the two found the same; sure: 0..1, the rule's confidence where no
    other is given.
    """

    rule: EventPattern
    start: int
    end: int
    slots: Mapping[str, int]
    layer: str = "patterns"
    confidence: float | None = None
    phrases: Mapping[str, Unit] = field(default_factory=dict)  # what fills a slot, where that is a phrase of units

    @property
    def sure(self) -> float:
        return self.rule.confidence if self.confidence is None else self.confidence

    def unit(self, sentence: Sentence, slot: str) -> Unit | None:
        index = self.slots.get(slot)
        return None if index is None else sentence.units[index]


def find(kind: str, sentence: Sentence, *, listed: bool = False) -> Iterator[Match]:
    """The matches of one file of patterns in a sentence, wherever they start, by position.

    listed: whether those count that hold in lists only.
    """
    found: list[Match] = []
    possible = [pattern for pattern in _possible(kind, sentence) if listed or not pattern.rule.listed]
    if not possible:
        return
    ends = {**sentence.starts, len(sentence.shadow): len(sentence.units)}
    for pattern in possible:
        at = 0
        while match := pattern.regex.search(sentence.shadow, at):
            slots = {
                name: sentence.starts[match.start(name)]
                for name, value in match.groupdict().items()
                if value is not None
            }
            found.append(Match(pattern.rule, sentence.starts[match.start()], ends[match.end()], slots))
            at = sentence.shadow.index(" ", match.start()) + 1
    yield from sorted(_nearest(found), key=lambda match: (match.start, match.end, match.rule.id))


def _nearest(found: list[Match]) -> list[Match]:
    """Of a rule's matches that end alike, the one that starts last where the rule begins with a party: the nearest
    party acts."""
    best: dict[tuple[str, int], Match] = {}
    for match in found:
        key = (match.rule.id, match.end)
        known = best.get(key)
        nearer = match.rule.pattern.startswith("<") and not match.rule.pattern.split()[0].endswith("?")
        if known is None or (match.start > known.start) == nearer:
            best[key] = match
    return list(best.values())


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A pattern with what the tokens of a sentence must hold for it to match: a token of each set of `needs`."""

    rule: EventPattern
    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


@cache
def _compiled(kind: str) -> tuple[_Compiled, ...]:
    return tuple(_Compiled(rule, compile_pattern(rule), needs(rule)) for rule in event_patterns(kind))


# Kinds of patterns that are all matched against the sentences of a text as they are, so that one pass over the words
# tells for all of them.
_TOGETHER = ("responses", "times", "court_actions", "detainers", "policies")


@cache
def _index(kind: str) -> TokenIndex[str]:
    return TokenIndex({of: [pattern.needs for pattern in _compiled(of)] for of in _beside(kind)})


def _beside(kind: str) -> tuple[str, ...]:
    return _TOGETHER if kind in _TOGETHER else (kind,)


@lru_cache(maxsize=256)
def _allowed(kinds: tuple[str, ...], tokens: frozenset[str]) -> Mapping[str, tuple[int, ...]]:
    return _index(kinds[0]).met(tokens)


def _possible(kind: str, sentence: Sentence) -> list[_Compiled]:
    """The patterns that the words of a sentence allow. Most sentences allow none, and need no regular expression."""
    return [_compiled(kind)[index] for index in _allowed(_beside(kind), sentence.raw).get(kind, ())]


def needs(rule: EventPattern) -> tuple[frozenset[str], ...]:
    """For each element that a pattern cannot do without, the tokens of which a sentence must hold one; the rarest
    first."""
    found: set[frozenset[str]] = set()
    for core, operator in _elements(rule):
        if core in ("~", "~~") or operator in ("?", "*") or operator.startswith("{0,"):
            continue
        slot = _SLOT.fullmatch(core)
        options = [f"<{kind}>" for kind in slot[2].split("|")] if slot else _options(core, rule)
        found.add(frozenset(option.split()[0] for option in options))
    return tuple(sorted(found, key=lambda need: (sum(map(_commonness, need)), sorted(need))))


def _commonness(token: str) -> float:
    """How often a token stands in sentences, roughly: long words are rare (Zipf 1935), entities are not."""
    return 1.0 if token.startswith("<") else len(token) ** -3.0


def _elements(rule: EventPattern) -> Iterator[tuple[str, str]]:
    """The elements of a pattern, each with its operator. Raises KnowledgeError where one cannot be read."""
    for piece in rule.pattern.split():
        element = _ELEMENT.fullmatch(piece)
        if element is None:
            raise KnowledgeError(f"pattern {rule.id}: cannot read {piece!r}", where="seeds/patterns/events")
        yield element["core"], element["op"] or ""


def compile_pattern(rule: EventPattern) -> re.Pattern[str]:
    """The regular expression of a pattern. Raises KnowledgeError where its elements cannot be read."""
    pieces = []
    for core, printed in _elements(rule):
        operator = _BOUNDS.get(printed, printed)
        slot = _SLOT.fullmatch(core)
        if slot:
            name, kinds = slot.groups()
            pieces.append(rf"(?P<{name}><(?:{kinds})>\ ){operator}")
        elif core in ("~", "~~"):
            # Lazy: the nearest unit that fits is the one meant.
            pieces.append(rf"(?:{_GAP if core == '~' else _WIDE_GAP}){operator}{'?' if operator else ''}")
        else:
            pieces.append(rf"(?:(?:{_words(core, rule)})\ ){operator}")
    try:
        return re.compile(r"(?<!\S)" + "".join(pieces))
    except re.error as error:
        raise KnowledgeError(f"pattern {rule.id}: {error}", where="seeds/patterns/events") from error


def _words(core: str, rule: EventPattern) -> str:
    """The alternatives of "$class|word" as a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(_options(core, rule), key=lambda word: (-len(word), word)))


def _options(core: str, rule: EventPattern) -> frozenset[str]:
    """The words, or tokens of kinds, that "$class|word" stands for."""
    classes = event_words().classes
    words: set[str] = set()
    for option in core.split("|"):
        if option.startswith("$"):
            if option[1:] not in classes:
                raise KnowledgeError(f"pattern {rule.id}: no class {option}", where="seeds/patterns/events")
            words |= classes[option[1:]]
        elif option.startswith("<") and not re.fullmatch(r"<[A-Z]+>", option):
            raise KnowledgeError(f"pattern {rule.id}: cannot read {option!r}", where="seeds/patterns/events")
        else:
            words.add(option.replace("’", "'"))
    return frozenset(words)
