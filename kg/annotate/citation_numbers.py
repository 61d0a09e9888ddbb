"""Section numbers: their shapes, subsections, lists and ranges. All texts here are `plain` (see citation_names)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.annotate.citation_names import GAP, MAYBE, spaced
from kg.knowledge.patterns import load

_DOUBLE = "|".join(letter * 2 for letter in "abcdefghjkmnprstABCDEFGHJKMNPRST")
_ROUND = rf"\((?:[A-Za-z]\d{{0,2}}|\d{{1,2}}[A-Za-z]?|[ivx]{{2,5}}|[IVX]{{2,5}}|{_DOUBLE})\)"
PINPOINT = re.compile(rf"(?: ?|\n {{1,16}}){_ROUND}(?:(?: ?|\n {{0,16}}){_ROUND}){{0,7}}")
_PIN_NEXT = re.compile(r" ?\(|\n {1,16}\(")
# "§ 7284.6, subd. (a)", "section 12, subsection (b)": the word before the subsection is no part of the number.
_SUBDIVISION = re.compile(
    rf",?{MAYBE}(?:[Ss]ubds?\.|[Ss]ubdivs?\.|[Ss]ubdivisions?|[Ss]ubsecs?\.|[Ss]ubsections?|[Pp]ars?\.|[Pp]aragraphs?)"
    rf"{MAYBE}(?=\()"
)
_PART = re.compile(r"\(([A-Za-z0-9]{1,5})\)")
# What may not follow a number that is part of a citation: a quantity, a longer number.
_AFTER = (
    rf"(?![A-Za-z0-9])(?!,\d\d\d(?!\d))(?!\.\d)(?!/\d)(?!%)(?!{GAP}(?:million|billion|thousand|percent|per cent)\b)"
)
_SIGN = r"(?:§{1,3}|[Ss]ections?\b|[Ss]ecs?\.)"
_BETWEEN = re.compile(
    rf"(?:,{MAYBE}eff\.{MAYBE}\d{{1,2}}-\d{{1,2}}-\d{{2,4}};{MAYBE}(?:P\.A\.{MAYBE})?"  # the sources of a statute
    rf"|{MAYBE},{MAYBE}(?:(?:and/or|and|or|&|to|through){GAP})?|{GAP}(?:and/or|and|or|&|to|through|thru){GAP}|{MAYBE}[-—]{MAYBE})"
    rf"(?P<sign>{_SIGN}{MAYBE})?"
)
# After a short number: "INA 236 and 287(g)", but not "INA 236 and 300 people".
_GOES_ON = re.compile(rf"\(|[,;.:)\]]|$|{GAP}(?:and|or|of|to|through)\b")
_TAIL = re.compile(r"\.\d{1,5}[a-z]?(?![\w.])")  # the end of a range: 908.101-.109


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of number, compiled."""

    id: str
    pattern: re.Pattern[str]


class Item(NamedTuple):
    """One number of a list, with its subsections; `number` is as the label writes it."""

    start: int
    end: int
    number: str


@cache
def shapes() -> dict[str, Shape]:
    """All shapes by id. Raises KnowledgeError where the data file is malformed."""
    found = {}
    for entry in load("citation-numbers"):
        entry.only(("id", "regex", "examples", "counterexamples"))
        try:
            found[entry.id] = Shape(entry.id, re.compile(spaced(entry.text("regex")) + _AFTER))
        except re.error as error:
            raise entry.error(f"regex is no regular expression: {error}") from error
    return found


def _kinds(part: str) -> set[str]:
    """What a subsection's label can be: (i) is a letter or a Roman numeral."""
    kinds = set()
    if part.isdigit():
        kinds.add("digit")
    if part.isalpha() and (len(part) == 1 or len(set(part)) == 1):
        kinds.add("lower" if part.islower() else "upper")
    if re.fullmatch(r"[ivx]{1,5}", part):
        kinds.add("roman")
    return kinds


def _sibling(number: str, pins: str) -> str | None:
    """The label of a subsection named after another: 1373(a) and (b) give 1373(b). None where it fits nowhere."""
    parts = _PART.findall(number)
    wanted = _kinds(_PART.findall(pins)[0])
    for depth in range(len(parts) - 1, -1, -1):
        if wanted & _kinds(parts[depth]):
            return number.split("(", 1)[0] + "".join(f"({part})" for part in parts[:depth]) + pins
    return None


def clean(number: str) -> str:
    """A number as labels write it: no spaces before subsections, no commas in thousands, one sign for "section"."""
    number = re.sub(r"\s+", " ", number)
    number = re.sub(r"(?<=\d),(?=\d{3}\b)", "", number)
    number = re.sub(r"\b[Ss]ec(?:\.|tion) ?", "§ ", number)
    return re.sub(r"§ ?", "§ ", re.sub(r" ?\((?=[A-Za-z0-9]{1,5}\))", "(", number)).strip()


def _alike(number: str, last: str, after: str) -> bool:
    """Whether a number after a section, without a plural, looks like another section and not like a year or a count."""
    if not re.search(r"[^\d]", number):
        likely = len(number) > 3 or _GOES_ON.match(after) is not None
        return likely and len(number) == len(last) >= 3 and last.isdigit() and not 1900 <= int(number) <= 2099
    seps = [re.sub(r"[^-.:/]", "", each) for each in (number, last)]
    digits = [len(re.match(r"\d*", each).group()) for each in (number, last)]  # type: ignore[union-attr]
    return bool(seps[0]) and seps[0][0] == seps[1][:1] and (digits[0] == digits[1] or len(seps[0]) == len(seps[1]) > 1)


def _middle(number: str) -> int:
    """Where the dash of a range stands in what looks like one number: 42-4-14-42-4-16. 0 where it is one."""
    parts = number.split("-")
    half = len(parts) // 2
    return len("-".join(parts[:half])) if half > 1 and len(parts) % 2 == 0 and parts[0] == parts[half] else 0


def read_list(
    text: str,
    start: int,
    end: int,
    shape: Shape,
    *,
    plural: bool = False,
    more: bool = True,
    pins: bool = True,
    stop: Callable[[int, int], bool] = lambda start, end: False,
) -> list[Item]:
    """The numbers that stand at `start`: one, or a list or range of them, each with its own place.

    plural: a plural was printed before ("§§"). more: whether a list may follow at all. pins: whether subsections may.
    stop(start, end) says of a further number that it belongs to something else ("8" before "C.F.R.").
    """
    first = shape.pattern.match(text, start, end)
    if first is None:
        return []
    items: list[Item] = []
    where, after, base = first.start(), first.end(), clean(first.group())
    if plural and (cut := _middle(base)):
        return [Item(where, where + cut, base[:cut]), Item(where + cut + 1, after, base[cut + 1 :])]
    number = base
    while True:
        if pins and (word := _SUBDIVISION.match(text, after, end)) is not None:
            pin = PINPOINT.match(text, word.end(), end)
            number, after = (number + clean(pin.group()), pin.end()) if pin else (number, after)
        elif pins and _PIN_NEXT.match(text, after, end) and (pin := PINPOINT.match(text, after, end)) is not None:
            number, after = number + clean(pin.group()), pin.end()
        items.append(Item(where, after, number))
        gap = _BETWEEN.match(text, after, end)
        if gap is None or not (more or "eff." in gap.group()):
            return items
        where = gap.end()
        if text[where : where + 1] == "(" and gap["sign"] is None:
            pin = PINPOINT.match(text, where, end)
            sibling = _sibling(items[-1].number, clean(pin.group())) if pin and pins else None
            if pin is None or sibling is None:
                return items
            number, after = sibling, pin.end()
            continue
        if "." in base and (tail := _TAIL.match(text, where, end)) is not None:
            number = base = base.rpartition(".")[0] + tail.group()
            after = tail.end()
            continue
        match = shape.pattern.match(text, where, end)
        if match is None or stop(where, match.end()):
            return items
        if not (plural or gap["sign"] or _alike(clean(match.group()), base, text[match.end() : match.end() + 12])):
            return items
        number = base = clean(match.group())
        after = match.end()
        if gap["sign"]:
            where = gap.start("sign")
