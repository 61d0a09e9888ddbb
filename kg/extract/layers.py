"""The layers of event extraction, patterns and parser, and how what they find in a sentence becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.errors import ExtractError
from kg.extract.discourse import blocked
from kg.extract.frames import find_frames, worth_parsing
from kg.extract.parse import Tree, parse, parse_without, without_inserts
from kg.extract.patterns import Match
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.model import LAYERS, Span


@dataclass(frozen=True, slots=True)
class Layers:
    """Which layers read a text."""

    patterns: bool = True
    parser: bool = True

    @classmethod
    def of(cls, names: Iterable[str]) -> Layers:
        """The layers by name. Raises ExtractError for an unknown name or none."""
        chosen = set(names)
        if not chosen or not chosen <= set(LAYERS):
            what = ", ".join(sorted(chosen - set(LAYERS))) or "none"
            raise ExtractError(f"no such layer: {what}", hint=f"choose from {', '.join(LAYERS)}")
        return cls(*(name in chosen for name in LAYERS))

    def __str__(self) -> str:
        return ",".join(name for name in LAYERS if getattr(self, name))


class Trees:
    """The trees of one document's sentences, parsed together when the first is asked for."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._given = {sentence.span: sentence for sentence in sentences}
        self._trees: dict[Span, Tree] = {}

    def of(self, sentence: Sentence) -> Tree:
        """The tree of a sentence."""
        if sentence.span not in self._trees:
            subpoena = set(event_words().classes["subpoena"])
            due = {sentence.span: sentence}
            if not self._trees:
                due |= {
                    span: other
                    for span, other in self._given.items()
                    if any(unit.text.casefold() in subpoena for unit in other.units) and worth_parsing(other)
                }
            trees = parse([other.units for other in due.values()])
            self._trees |= dict(zip(due, trees, strict=True))
        return self._trees[sentence.span]

    def told(self, sentence: Sentence) -> list[Match]:
        """The events that the grammar of a sentence tells as done."""
        if not worth_parsing(sentence):
            return []
        # Negation and modal verbs are read from the tree, which knows what they govern; questions, conditions and words
        # at the head of the sentence are not.
        governed = event_words().blockers
        found = find_frames(sentence, self.of(sentence))
        kept = without_inserts(sentence.units)
        if kept is not None:
            known = {match.slots["recipient"] for match in found}
            plainer = find_frames(sentence, parse_without(sentence.units, kept))
            found += [match for match in plainer if match.slots["recipient"] not in known]
        return [match for match in found if not blocked(sentence, match.start, match.end, governed)]


def both(first: Mapping[int, Match], parsed: Iterable[Match]) -> dict[int, Match]:
    """The matches of both layers by recipient. Where they agree it is the patterns' match, surer by the parser's word
    (the chance that both are wrong), with the slots that only the parser filled."""
    found = dict(first)
    for match in parsed:
        at = match.slots["recipient"]
        known = found.get(at)
        if known is None:
            found[at] = match
        else:
            sure = round(1 - (1 - known.sure) * (1 - match.sure), 3)
            found[at] = replace(known, slots={**match.slots, **known.slots}, layer="both", confidence=sure)
    return found
