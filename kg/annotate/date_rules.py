"""The rules of seeds/patterns/dates.yaml, compiled once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args

import yaml

from kg.annotate.leads import LeadFinder
from kg.annotate.number_words import blanks, number_words
from kg.errors import KnowledgeError
from kg.knowledge.needs import Needs
from kg.resources import path

FILE = ("seeds", "patterns", "dates.yaml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster
Reading = Literal[
    "calendar",
    "weekday",
    "shift",
    "ago",
    "which-month",
    "week",
    "day-range",
    "days",
    "hours",
    "narrative",
    "unsettled",
    "nothing",
]
_PART = re.compile(r"\{([a-z]+\d?)(_[a-z]+)?\}")
_GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class DateRule:
    """One rule. `by`, `unit` and `which` are the parameters of its reading; see the head of the data file."""

    id: str
    family: str
    reads: Reading
    pattern: re.Pattern[str]
    finder: LeadFinder  # of the pattern
    order: int
    wins: bool
    weak: bool
    by: int | None
    unit: str | None
    which: str | None


@dataclass(frozen=True, slots=True)
class DateRules:
    """All rules with the vocabularies that their readings need."""

    rules: tuple[DateRule, ...]
    needs: Needs  # of the rules
    trigger: LeadFinder  # its groups t0, t1, ... are those of `families`
    families: tuple[frozenset[str], ...]
    months: Mapping[str, int]  # lower case, without period -> 1..12
    weekdays: Mapping[str, int]  # lower case, without period -> Monday 0 .. Sunday 6
    steps: Mapping[str, int]
    units: Mapping[str, int]
    licences: Mapping[str, re.Pattern[str]]  # each matches at the end of the words before a mention
    ambiguous_months: frozenset[str]
    attributive: re.Pattern[str]
    never_attributive: frozenset[str]
    connectors: Mapping[str, re.Pattern[str]]
    movers: re.Pattern[str]

    def of_families(self, families: frozenset[str]) -> tuple[int, ...]:
        """The indices of the rules of these families."""
        return _of_families(families)


@cache
def date_rules() -> DateRules:
    """Read and compile the file. Raises KnowledgeError naming the rule that is malformed."""
    try:
        data = yaml.load(path(*FILE).read_text("utf-8"), Loader=_LOADER)
        return _compile(data)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise KnowledgeError(f"malformed: {error}", where="/".join(FILE), hint="restore the file") from error


@cache
def _of_families(families: frozenset[str]) -> tuple[int, ...]:
    return tuple(index for index, rule in enumerate(date_rules().rules) if rule.family in families)


def _compile(data: Mapping[str, Any]) -> DateRules:
    parts = {
        **data["parts"],
        "count": rf"(?:{number_words().pattern})",
        "month": _names("month", data["months"]),
        "weekday": _names("weekday", data["weekdays"]),
    }

    def regex(pattern: str) -> str:
        for _ in range(3):  # parts may hold parts
            pattern = _PART.sub(
                lambda found: _GROUP.sub("(?:", parts[found[1]]) if found[2] else str(parts[found[1]]), pattern
            )
        return blanks(pattern)

    def before(words: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W_]){regex(words)}\s{{1,4}}[*_\[(“\"]{{0,3}}\Z", re.IGNORECASE)

    families = tuple(frozenset(map(str, entry["families"])) for entry in data["triggers"])
    triggers = "|".join(f"(?P<t{place}>{regex(entry['pattern'])})" for place, entry in enumerate(data["triggers"]))
    known = frozenset[str]().union(*families)
    rules = tuple(_rule(entry, order, known, regex) for order, entry in enumerate(data["rules"]))
    return DateRules(
        rules=rules,
        needs=Needs(rule.pattern for rule in rules),
        trigger=LeadFinder(re.compile(rf"(?<![^\W_])(?:{triggers})", re.IGNORECASE)),
        families=families,
        months=_ranks(data["months"], 1),
        weekdays=_ranks(data["weekdays"], 0),
        steps=data["steps"],
        units=data["units"],
        licences={name: before(words) for name, words in data["licences"].items()},
        ambiguous_months=frozenset(name.lower() for name in data["ambiguous_months"]),
        attributive=before(data["attributive"]),
        never_attributive=frozenset(name.lower() for name in data["never_attributive"]),
        connectors={name: re.compile(regex(words), re.IGNORECASE) for name, words in data["connectors"].items()},
        movers=re.compile(data["movers"], re.IGNORECASE),
    )


def _rule(entry: Mapping[str, Any], order: int, families: frozenset[str], regex: Callable[[str], str]) -> DateRule:
    try:
        if entry["reads"] not in get_args(Reading) or entry["family"] not in families:
            raise ValueError("its reading or family is unknown")
        pattern = re.compile(rf"(?<![^\W_])(?:{regex(entry['pattern'])})", re.IGNORECASE)
        return DateRule(
            id=entry["id"],
            family=entry["family"],
            reads=cast(Reading, entry["reads"]),
            pattern=pattern,
            finder=LeadFinder(pattern),
            order=order,
            wins=entry.get("wins", False),
            weak=entry.get("weak", False),
            by=entry.get("by"),
            unit=entry.get("unit"),
            which=entry.get("which"),
        )
    except (KeyError, ValueError, TypeError, re.error) as error:
        raise ValueError(f"rule {entry.get('id')}: {error}") from error


def _names(group: str, rows: list[list[str]]) -> str:
    """The first name of each row in full, the others as abbreviations; only with a capital or all in capitals."""
    full = [name for row in rows for name in (row[0], row[0].upper())]
    period = r"\." if group == "weekday" else r"\.?"
    short = [rf"{name}{period}" for row in rows for word in row[1:] for name in (word, word.upper())]
    forms = "|".join(sorted(full + short, key=lambda form: (-len(form), form)))
    return rf"(?P<{group}>(?-i:{forms}))(?![^\W_]|-(?-i:[a-z]))"


def _ranks(rows: list[list[str]], first: int) -> dict[str, int]:
    return {name.lower(): rank for rank, row in enumerate(rows, first) for name in row}
