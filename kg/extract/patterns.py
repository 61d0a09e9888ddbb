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
from dataclasses import dataclass
from functools import cache

from kg.errors import KnowledgeError
from kg.extract.merging import Unit
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

    @property
    def sure(self) -> float:
        return self.rule.confidence if self.confidence is None else self.confidence

    def unit(self, sentence: Sentence, slot: str) -> Unit | None:
        index = self.slots.get(slot)
        return None if index is None else sentence.units[index]


def find(kind: str, sentence: Sentence) -> Iterator[Match]:
    """The matches of one file of patterns in a sentence, wherever they start, by position."""
    found: list[Match] = []
    ends = dict(sentence.starts)
    ends[len(sentence.shadow)] = len(sentence.units)
    for rule, pattern in _compiled(kind):
        at = 0
        while match := pattern.search(sentence.shadow, at):
            slots = {
                name: sentence.starts[match.start(name)]
                for name, value in match.groupdict().items()
                if value is not None
            }
            found.append(Match(rule, sentence.starts[match.start()], ends[match.end()], slots))
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


@cache
def _compiled(kind: str) -> tuple[tuple[EventPattern, re.Pattern[str]], ...]:
    return tuple((rule, compile_pattern(rule)) for rule in event_patterns(kind))


def compile_pattern(rule: EventPattern) -> re.Pattern[str]:
    """The regular expression of a pattern. Raises KnowledgeError where its elements cannot be read."""
    pieces = []
    for piece in rule.pattern.split():
        element = _ELEMENT.fullmatch(piece)
        if element is None:
            raise KnowledgeError(f"pattern {rule.id}: cannot read {piece!r}", where="seeds/patterns/events")
        core, operator = element["core"], _BOUNDS.get(element["op"] or "", element["op"] or "")
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
    """The alternatives of "$class|word", longest first."""
    classes = event_words().classes
    words: set[str] = set()
    for option in core.split("|"):
        if option.startswith("$"):
            if option[1:] not in classes:
                raise KnowledgeError(f"pattern {rule.id}: no class {option}", where="seeds/patterns/events")
            words |= set(classes[option[1:]])
        elif option.startswith("<") and not re.fullmatch(r"<[A-Z]+>", option):
            raise KnowledgeError(f"pattern {rule.id}: cannot read {option!r}", where="seeds/patterns/events")
        else:
            words.add(option.replace("’", "'"))
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
