"""No regular expression that reads a text can be made to run long: each is taken apart, and so are those of the data
files as they are compiled."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from re import _constants as _op
from re import _parser
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LISTER = Path(__file__).with_name("compiled_patterns.py")


Nodes = Sequence[tuple[Any, Any]]
REPEATS = (_op.MAX_REPEAT, _op.MIN_REPEAT)
# Signs that stand for all: letters of both cases, digits, white space, punctuation, marks of this field, other scripts.
ALPHABET = frozenset("aemnostxzAEMSXZ059 \t\n\u00a0.,;:!?'\"’‘“”()[]{}<>|/\\-–—‑_*#§¶$%&@+=~^`éÜßжн中あ🗽")
_SOME = 4  # lengths from which on a repetition inside a loop counts although it is bounded
_CATEGORIES = {
    _op.CATEGORY_DIGIT: r"\d",
    _op.CATEGORY_NOT_DIGIT: r"\D",
    _op.CATEGORY_SPACE: r"\s",
    _op.CATEGORY_NOT_SPACE: r"\S",
    _op.CATEGORY_WORD: r"\w",
    _op.CATEGORY_NOT_WORD: r"\W",
}


def dangers(pattern: str, flags: int = 0) -> list[str]:
    """What makes a pattern dangerous; nothing where it is safe.

    Two repetitions are dangerous of which each may take what the other takes, with nothing that parts them: side by
    side ("a*a*") the time grows with the square of the text, inside a loop ("(a+)*") it doubles with each sign.
    """
    found: list[str] = []
    _walk(list(_parser.parse(pattern, flags)), [], bool(flags & re.IGNORECASE), found, looped=False)
    return found


def _walk(nodes: Nodes, rest: Nodes, fold: bool, found: list[str], *, looped: bool) -> None:
    """Look at each repetition of a sequence; rest: what follows the sequence."""
    for i, (op, value) in enumerate(nodes):
        after = [*nodes[i + 1 :], *rest]
        if op in REPEATS:
            least, most, inner = value
            if _is_one(inner):
                endless = most == _op.MAXREPEAT or (looped and most - least >= _SOME)
                signs = _signs(*inner[0], fold)
                if endless and signs:
                    found += [f"two repetitions of {_shown(both)}" for both in _ahead(after, signs, fold, looped)[0]]
            else:
                again = [(_op.MAX_REPEAT, (0, 1, inner))] if most > 1 else []
                _walk(list(inner), [*again, *after], fold, found, looped=looped or most > 2)
        elif op is _op.SUBPATTERN:
            _walk(list(value[3]), after, fold or bool(value[1] & re.IGNORECASE), found, looped=looped)
        elif op is _op.BRANCH:
            for way in value[1]:
                _walk(list(way), after, fold, found, looped=looped)
        elif op in (_op.ASSERT, _op.ASSERT_NOT):
            _walk(list(value[1]), [], fold, found, looped=False)


def _ahead(nodes: Nodes, allowed: frozenset[str], fold: bool, looped: bool) -> tuple[list[frozenset[str]], bool]:
    """What endless repetitions can be reached over signs that are allowed, and whether the end can."""
    found: list[frozenset[str]] = []
    for op, value in nodes:
        if op in REPEATS:
            least, most, inner = value
            if _is_one(inner):
                both = _signs(*inner[0], fold) & allowed
                if both and (most == _op.MAXREPEAT or (looped and most - least >= _SOME)):
                    found.append(both)
                passable = bool(both) or not least
            else:
                inside, passable = _ahead(list(inner), allowed, fold, looped)
                found += inside
                passable = passable or not least
        elif op is _op.SUBPATTERN:
            inside, passable = _ahead(list(value[3]), allowed, fold or bool(value[1] & re.IGNORECASE), looped)
            found += inside
        elif op is _op.BRANCH:
            ways = [_ahead(list(way), allowed, fold, looped) for way in value[1]]
            found += [both for inside, _ in ways for both in inside]
            passable = any(passes for _, passes in ways)
        elif op is _op.ASSERT and value[0] > 0:
            passable = _ahead(list(value[1]), allowed, fold, looped)[1]  # what comes has to begin so
        elif op in (_op.ASSERT, _op.ASSERT_NOT, _op.AT):
            passable = True
        else:
            passable = bool(_signs(op, value, fold) & allowed)
        if not passable:
            return found, False
    return found, True


def _is_one(inner: Nodes) -> bool:
    """Whether a repetition is of one sign."""
    return len(inner) == 1 and inner[0][0] in (_op.IN, _op.LITERAL, _op.NOT_LITERAL, _op.ANY)


def _signs(op: Any, value: Any, fold: bool) -> frozenset[str]:
    if op is _op.LITERAL:
        return _both(chr(value), fold)
    if op is _op.NOT_LITERAL:
        return ALPHABET - _both(chr(value), fold)
    if op is _op.IN:
        found: set[str] = set()
        negated = False
        for kind, which in value:
            if kind is _op.NEGATE:
                negated = True
            elif kind is _op.LITERAL:
                found |= _both(chr(which), fold)
            elif kind is _op.RANGE:
                found |= {sign for sign in ALPHABET for same in _both(sign, fold) if which[0] <= ord(same) <= which[1]}
            elif kind is _op.CATEGORY:
                found |= {sign for sign in ALPHABET if re.match(_CATEGORIES[which], sign)}
        return ALPHABET - found if negated else frozenset(found)
    return ALPHABET - {"\n"} if op is _op.ANY else ALPHABET


def _both(sign: str, fold: bool) -> frozenset[str]:
    forms = (sign, sign.lower(), sign.upper()) if fold else (sign,)
    return frozenset(form for form in forms if len(form) == 1)


def _shown(signs: frozenset[str]) -> str:
    return repr("".join(sorted(signs))[:12])


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"(a+)+b", r"(?:a*)*", r"(?:a|a+)*b", r"a*a*b", r"\s*\n\s*x", r"\w+\d+!", r"(?:\w+ ?)*!"),
        *(
            r"(?:[A-Za-z][a-z]{0,20},?){1,9};",
            r".*.*=",
            r"(?i:x*)X*y",
            r"(?:\s+|x)*y",
            r"a*(?:b|a)*c",
            r"x\d*(?:\d|y)*z",
        ),
    ],
)
def test_what_can_run_long_is_seen(pattern: str) -> None:
    assert dangers(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            r"a+b+",
            r"\w+(?:-\w+)*",
            r"(?:\s+of\s+the)*",
            r"\s*,\s*",
            r"[^(]*\([^)]*\)",
            r"\d+(?:,\d{3})+",
            r"a{0,9}a{0,9}",
        ),
        *(r"(?:\S+\ ){0,24}", r"x*(?=y)y*", r"(?:a|b)*", r"(?<!\w)\d+", r"a?a*", r".*\n.*", r"(?=\s)\s{0,4}"),
        r"\w+(?:(?=\s)[^\S\n]{0,4}\n?)?\w{1,3}",
    ],
)
def test_what_cannot_is_let_pass(pattern: str) -> None:
    assert dangers(pattern) == []


def test_no_pattern_of_the_package_can_run_long() -> None:
    texts = sorted((ROOT / "seeds" / "documents").glob("*.txt"))
    command = [sys.executable, str(LISTER), *map(str, texts)]
    listed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
    files = {file for _, _, file in listed}
    assert len(listed) > 400
    assert {"kg/annotate/dates.py", "kg/annotate/date_rules.py", "kg/read/printed.py", "kg/extract/units.py"} <= files
    assert any(file.startswith("seeds/patterns/events/policies") for file in files)
    bad = [(file, pattern[:200], found) for pattern, flags, file in listed if (found := dangers(pattern, flags))]
    assert bad == []
