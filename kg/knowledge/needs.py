"""What a text must hold for a regular expression to match in it, read off the expression itself.

Most texts hold nothing of what most patterns look for. To ask whether one of a few words stands in a text at all takes
a fraction of the time that the regular expression takes to find that it matches nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from re import _constants as _op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Nodes = Sequence[tuple[Any, Any]]
Clause = frozenset[str]  # in a match stands at least one of these; of digits DIGIT
DIGIT = "\\d"
_DIGIT = re.compile(r"\d")
_REPEATS = (_op.MAX_REPEAT, _op.MIN_REPEAT, _op.POSSESSIVE_REPEAT)
_WIDTHLESS = (_op.AT, _op.ASSERT, _op.ASSERT_NOT)
_NO_LETTER = [list(_parser.parse(inner)) for inner in (r"[^\W_]", r"\w", r"[\w]", r"[\w-]")]
_MOST = 64  # texts of a clause; longer lists take longer than the search that they spare
LETTERS = 3  # of the beginning of a word
_DEEPEST = 60  # nodes looked at for the beginning of a match
_WEIGHTIEST = 3  # clauses kept of a pattern


def clauses(pattern: re.Pattern[str]) -> tuple[Clause, ...]:
    """The clauses that a text must fulfil for a pattern to match in it, the rarest first; none where nothing is known.

    Texts are case folded, and so must be the text that they are looked for in.
    """
    found = {clause for clause in _of(_parse(pattern)) if any(map(str.strip, clause))}
    return tuple(sorted(found, key=_commonness)[:_WEIGHTIEST])


def leads(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """What the matches of a pattern begin with: the first letters of a word, case folded and at most LETTERS, with a
    blank behind them where the word ends there; another sign; or DIGIT. None where that cannot be told."""
    found = _leads(list(_parse(pattern)), "", apart=False, depth=0)
    return None if found is None else frozenset(DIGIT if text[0].isdigit() else text for text in found)


def _parse(pattern: re.Pattern[str]) -> Any:
    return _parser.parse(pattern.pattern, pattern.flags)


class Needs:
    """Answers for many patterns whether they can match in a text at all; what they have in common is asked once."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self._tests: list[Callable[[str], bool]] = []
        numbers: dict[Clause, int] = {}
        self._wanted: list[tuple[int, ...]] = []
        for pattern in patterns:
            for clause in (known := clauses(pattern)):
                if clause not in numbers:
                    numbers[clause] = len(numbers)
                    self._tests.append(_test(clause))
            self._wanted.append(tuple(numbers[clause] for clause in known))

    def met(self, text: str, wanted: Sequence[int] | None = None) -> Iterator[int]:
        """The indices of the patterns that can match in a text, in order; wanted: the indices to be looked at."""
        known: dict[int, bool] = {}
        tests = self._tests
        for index in range(len(self._wanted)) if wanted is None else wanted:
            for number in self._wanted[index]:
                if number not in known:
                    known[number] = tests[number](text)
                if not known[number]:
                    break
            else:
                yield index


def _test(clause: Clause) -> Callable[[str], bool]:
    texts = tuple(sorted(clause - {DIGIT}, key=lambda text: (len(text), text)))
    digits = DIGIT in clause
    if len(texts) == 1 and not digits:
        only = texts[0]
        return lambda text: only in text

    def fulfilled(text: str) -> bool:
        for part in texts:  # a generator takes three times as long, and this is asked for every line
            if part in text:
                return True
        return digits and _DIGIT.search(text) is not None

    return fulfilled


def _of(parsed: Nodes) -> list[Clause]:
    """The clauses of a sequence of nodes."""
    found: list[Clause] = []
    run = ""
    for op, value in parsed:
        letter = _letter(op, value)
        if letter:
            run += letter
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        found += _of_node(op, value)
    return [*found, frozenset({run})] if run else found


def _of_node(op: Any, value: Any) -> list[Clause]:
    if op is _op.SUBPATTERN:
        return _of(value[3])
    if op is _op.ATOMIC_GROUP:
        return _of(value)
    if op in _REPEATS:
        return _of(value[2]) if value[0] else []
    if op is _op.BRANCH:
        return _either([_of(branch) for branch in value[1]])
    if op is _op.IN:
        return _of_set(value)
    return []  # what stands around a match, or anything at all


def _either(branches: Sequence[list[Clause]]) -> list[Clause]:
    """One clause for several ways to match: of each way the rarest."""
    if not all(branches):
        return []
    texts = frozenset[str]().union(*(min(branch, key=_commonness) for branch in branches))
    # What holds "january" holds "jan".
    short = frozenset(text for text in texts if not any(other != text and other in text for other in texts))
    return [short] if len(short) <= _MOST else []


def _of_set(members: Nodes) -> list[Clause]:
    if all(
        (op is _op.CATEGORY and value is _op.CATEGORY_DIGIT)
        or (op is _op.RANGE and ord("0") <= value[0] and value[1] <= ord("9"))
        or (op is _op.LITERAL and chr(value).isdigit())
        for op, value in members
    ):
        return [frozenset({DIGIT})]
    if all(op is _op.LITERAL and not chr(value).isspace() for op, value in members):
        return [frozenset(chr(value).casefold() for _, value in members)]
    return []


def _letter(op: Any, value: Any) -> str:
    """The one letter that a node stands for, whatever its case; nothing for other nodes and for white space, of which
    there are many kinds."""
    if op is _op.IN and all(kind is _op.LITERAL for kind, _ in value):
        letters = {chr(code).casefold() for _, code in value}
        return letters.pop() if len(letters) == 1 else ""
    return chr(value).casefold() if op is _op.LITERAL else ""


def _leads(nodes: Nodes, known: str, *, apart: bool, depth: int) -> frozenset[str] | None:
    """known: the letters read already; apart: whether a look behind has made sure that no letter stands before them."""
    if len(known) == LETTERS or not nodes or depth > _DEEPEST:
        return frozenset({known}) if known and depth <= _DEEPEST else None
    (op, value), rest = nodes[0], nodes[1:]

    def after(*before: tuple[Any, Any], known: str = known) -> frozenset[str] | None:
        return _leads([*before, *rest], known, apart=apart, depth=depth + 1)

    letter = _letter(op, value)
    if letter.isalpha():
        return after(known=known + letter) if known or apart else None
    if op in _WIDTHLESS:
        apart = apart or (op is _op.ASSERT_NOT and value[0] < 0 and list(value[1]) in _NO_LETTER)
        return after()
    if op is _op.SUBPATTERN:
        return after(*value[3])
    if op is _op.BRANCH:
        return _union(after(*branch) for branch in value[1])
    if op in _REPEATS:
        least, most, inner = value
        once = after(*inner, (op, (0, most - 1, inner))) if most > 1 else after(*inner)
        return once if least else _union((once, after()))
    if known:
        return frozenset({known + " " if letter or _no_letter(op, value) else known})
    clause = [frozenset({letter})] if letter else _of_set(value) if op is _op.IN else []
    return clause[0] if clause and not any(text.isalpha() for text in clause[0]) else None


def _no_letter(op: Any, value: Any) -> bool:
    """Whether a node stands for a sign that is no letter."""
    signs = (_op.CATEGORY_SPACE, _op.CATEGORY_DIGIT)
    return op is _op.IN and all(
        (kind is _op.CATEGORY and which in signs) or (kind is _op.LITERAL and not chr(which).isalpha())
        for kind, which in value
    )


def _union(found: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    texts = frozenset[str]()
    for some in found:
        if some is None:
            return None
        texts |= some
    return texts


def _commonness(clause: Clause) -> tuple[float, list[str]]:
    """How often texts fulfil a clause, roughly: long words are rare (Zipf 1935)."""
    return sum(0.2 if text == DIGIT else len(text) ** -3.0 for text in clause), sorted(clause)
