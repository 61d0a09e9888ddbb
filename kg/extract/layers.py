"""The layers of event extraction, patterns and parser, and how what they find in a sentence becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.errors import ExtractError
from kg.extract.discourse import blocked
from kg.extract.frames import find_frames, worth_parsing
from kg.extract.parse import Tree, parse, readings
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
    """The trees of one document's sentences; those that speak of subpoenas are parsed together when the first is asked
    for."""

    def __init__(self, sentences: Iterable[Sentence] = ()) -> None:
        self._trees: dict[Span, list[Tree]] = {}
        self.expect(sentences)

    def expect(self, sentences: Iterable[Sentence]) -> None:
        """Take the sentences that are read next; those given before are not kept."""
        self._given = {sentence.span: sentence for sentence in sentences}
        self._trees.clear()

    def of(self, sentence: Sentence) -> list[Tree]:
        """The tree of a sentence; where it has inserts between commas, that of the sentence without them, too."""
        if sentence.span not in self._trees:
            due = {sentence.span: sentence}
            if not self._trees:
                due |= {span: other for span, other in self._given.items() if _speaks(other) and worth_parsing(other)}
            parts = [(span, part) for span, other in due.items() for part in readings(other.units)]
            for (span, _), tree in zip(parts, parse([part for _, part in parts]), strict=True):
                self._trees.setdefault(span, []).append(tree)
        return self._trees[sentence.span]

    def told(self, sentence: Sentence) -> list[Match]:
        """The events that the grammar of a sentence tells as done."""
        if not worth_parsing(sentence):
            return []
        found: dict[int, Match] = {}
        for tree in self.of(sentence):
            for match in find_frames(sentence, tree):
                found.setdefault(match.slots["recipient"], match)
        # Negation and modal verbs are read from the tree, which knows what they govern; questions, conditions and words
        # at the head of the sentence are not.
        governed = event_words().blockers
        return [found[at] for at in sorted(found) if not blocked(sentence, found[at].start, found[at].end, governed)]


def _speaks(sentence: Sentence) -> bool:
    classes = event_words().classes
    return not {*classes["subpoena"], *classes["subpoenaed"]}.isdisjoint(
        unit.text.casefold() for unit in sentence.units
    )


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
