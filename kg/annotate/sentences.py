"""Sentences inside blocks, by rules over seeds/patterns/sentences.yaml; offsets are exact, time is linear in the text.

The method is that of rule-based splitters such as Pragmatic Segmenter and pySBD (Sadvilkar and Neumann 2020): every
mark that can end a sentence is judged by the word before it and the word after it. Unlike them it never rewrites the
text, so spans need no mapping back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import yaml

from kg.errors import KnowledgeError
from kg.model import Span
from kg.resources import path

_FILE = ("seeds", "patterns", "sentences.yaml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster

# A run of end marks with the quotes, brackets, emphasis and footnote numbers that close after it.
_END = re.compile(r"[.!?…]+((?:[\"'”’»)\]}*_]|\[\d{1,3}\])*)")
# What follows: white space, opening marks, and the first word with the mark after it.
_NEXT = re.compile(r"(\s*)([\"'“‘«(\[{*_¿¡]{0,8})(\w{0,20})(.?)", re.DOTALL)
# Inside a block a list item or a blank line begins anew; numbered items only after a finished clause.
_BREAK = re.compile(
    r"\n(?=[^\S\n]*\n)|\n(?=[^\S\n]{0,12}[-*•‣▪◦][^\S\n])|(?<=[.:;!?])\n(?=[^\S\n]{0,12}\(?\d{1,3}[.)]\s)"
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_NUMERAL = re.compile(r"(?:\d|§|[IVXLC]+\Z)")
_LABEL = re.compile(r"[-*•‣▪◦\s(]*(?:\d{1,3}|[IVXLC]{1,6}|[A-Za-z])\Z")
_BEFORE = 40  # code points looked at before a mark: longer than any abbreviation
_WORD_START = re.compile(r"[\s(\[{\"“‘«—–/*_]")


@dataclass(frozen=True, slots=True)
class _Rules:
    before_name: frozenset[str]
    before_number: frozenset[str]
    anywhere: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    closing: frozenset[str]
    starters: frozenset[str]
    speech: re.Pattern[str]


@cache
def _rules() -> _Rules:
    try:
        data = yaml.load(path(*_FILE).read_text("utf-8"), Loader=_LOADER)
        verbs = "|".join(map(re.escape, data["speech_verbs"]))
        named = r"[^\W\d_][\w'’.-]{0,30}(?:\s[A-Z][\w'’.-]{0,30}){0,3}"

        def forms(name: str) -> frozenset[str]:
            return frozenset(map(str.strip, data[name]))  # a TypeError where YAML read "No" or "On" as a truth value

        return _Rules(
            before_name=forms("before_name"),
            before_number=forms("before_number"),
            anywhere=forms("anywhere"),
            clock=forms("clock"),
            after_clock=forms("after_clock"),
            closing=forms("closing"),
            starters=forms("starters"),
            speech=re.compile(rf"{named}\s(?:{verbs})\b"),
        )
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise KnowledgeError(
            f"the sentence rules are malformed: {error}", where="/".join(_FILE), hint="restore the file"
        ) from error


def split_sentences(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences inside each block span: sorted, disjoint, trimmed, never empty; they hold all but white space.

    A sentence never crosses a block. A newline inside it is white space, unless a blank line or a list item follows.
    """
    rules = _rules()
    return tuple(sentence for block in sorted(spans) for sentence in _split_block(text, block, rules))


def _split_block(text: str, block: Span, rules: _Rules) -> Iterator[Span]:
    """Cut at hard breaks first, then at the marks that end a sentence."""
    start = block.start
    for found in _BREAK.finditer(text, block.start, block.end):
        yield from _split_run(text, start, found.start(), rules)
        start = found.end()
    yield from _split_run(text, start, block.end, rules)


def _split_run(text: str, start: int, end: int, rules: _Rules) -> Iterator[Span]:
    for mark in _END.finditer(text, start, end):
        if mark.end() < end and _ends(text, start, mark, end, rules):
            yield from _trimmed(text, start, mark.end())
            start = mark.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        first = start + len(piece) - len(piece.lstrip())
        yield Span(first, first + len(bare))


def _ends(text: str, start: int, mark: re.Match[str], end: int, rules: _Rules) -> bool:
    """Whether the sentence that began at `start` ends with this mark. Something follows it before `end`."""
    after = _NEXT.match(text, mark.end(), end)
    if after is None:
        return False
    space, opening, word, beyond = after.groups()
    first = word[:1] or beyond
    if not first or first.islower() or (not word and first in ".,;:!?…)]}—–-"):
        return not first and bool(space)
    marks = text[mark.start() : mark.start(1)]
    if not space and not _lacks_space(text, start, mark, opening, word, beyond):
        return False
    if marks != ".":
        goes_on = mark.group(1) and marks[-1] in "!?" and rules.speech.match(text, after.start(3), end)
        return not goes_on and not _inside_brackets(text, start, mark)
    return _period_ends(text, start, mark.start(), word, beyond, first, rules)


def _period_ends(text: str, start: int, dot: int, word: str, beyond: str, first: str, rules: _Rules) -> bool:
    """Judge a single period at `dot` by the token before it and the word after it."""
    if _LABEL.match(text, start, dot) and dot - start <= _BEFORE:
        return False  # "1." or "IV." alone is the number of an item
    token = _token_before(text, start, dot)
    starter = word in rules.starters and not (len(word) == 1 and beyond == ".")
    if token in rules.closing:
        return True
    if token in rules.clock:
        return word not in rules.after_clock and not first.isdigit()
    if token in rules.before_name:
        return False
    if token in rules.before_number:
        return not (first.isdigit() or _NUMERAL.match(word or first))
    if token in rules.anywhere or _DOTTED.match(token) or (len(token) == 1 and token.isupper()):
        return starter
    return True


def _token_before(text: str, start: int, dot: int) -> str:
    """The characters between the last white space or opening mark and the period, cut at 40."""
    piece = text[max(start, dot - _BEFORE) : dot]
    token = _WORD_START.split(piece)[-1]
    return token.replace("’", "'")


def _lacks_space(text: str, start: int, mark: re.Match[str], opening: str, word: str, beyond: str) -> bool:
    """Whether two sentences are printed without a space: "agencies.The", but not "U.S.Customs" or an address."""
    before = _whole_token(text, start, mark.start())
    if "://" in before or "www." in before or "@" in before or "." in before.strip("."):
        return False
    if not (before[-1:].islower() or before[-1:].isdigit() or before[-1:] in "”’\"')]%") or len(before) < 2:
        return False
    starts_word = word[:1].isupper() and (word[1:2].islower() or (len(word) == 1 and beyond.isspace()))
    return starts_word or bool(opening and word[:1].isupper())


def _whole_token(text: str, start: int, end: int) -> str:
    """The run without white space before `end`, cut at 200: long enough to see that it is an address."""
    pieces = text[max(start, end - 200) : end].split()
    return pieces[-1] if pieces and not text[end - 1].isspace() else ""


def _inside_brackets(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether the marks are an omission in brackets: "[…]", "(...)"."""
    return bool(mark.group(1)) and mark.start() > start and text[mark.start() - 1] in "[("
