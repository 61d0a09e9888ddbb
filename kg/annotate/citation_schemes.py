"""The schemes of citation (seeds/patterns/citations/): how each kind of law is cited and labelled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.annotate.citation_names import Form, NameFinder, name_regex, spaced
from kg.knowledge.patterns import Entry, load

_FIELDS = frozenset(
    (
        *("id", "scheme", "jurisdiction", "names", "local", "subjects", "number", "canonical", "chapter", "by_state"),
        *(
            "title",
            "title_words",
            "min_title",
            "max_title",
            "bare_title",
            "mark",
            "marked",
            "digits",
            "strict",
            "no_zeros",
        ),
        *("place", "only", "alone", "not_after", "not_before", "phrase", "amendment"),
        *("examples", "counterexamples"),
    )
)
_TITLES = ("none", "before", "after", "either")
_MARKS = ("section", "article", "chapter", "number", "page")
_PLACES = ("none", "state", "body", "before", "required")


@dataclass(frozen=True, slots=True)
class State:
    """A state as citations write it. `alone`: its bare name in a text tells that the text speaks of the state."""

    postal: str
    name: str
    legal: str
    session: str
    press: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Scheme:
    """One entry. seeds/patterns/citations/federal.yaml says what each field means."""

    id: str
    scheme: str
    jurisdiction: str | None
    names: tuple[str, ...]
    local: tuple[str, ...]
    number: str
    canonical: str
    chapter: str | None
    title: str
    title_words: str
    min_title: int
    max_title: int
    mark: str
    marked: bool
    strict: bool
    no_zeros: bool
    digits: int
    place: str
    only: tuple[str, ...]
    by_state: Mapping[str, str]
    alone: tuple[str, ...]
    bare_title: bool
    subjects: Mapping[str, tuple[str, ...]]
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    phrase: re.Pattern[str] | None
    amendment: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A name of a scheme in one of its forms, with what the form itself tells."""

    scheme: Scheme
    name: str
    local: bool = False  # counts only in a text about the scheme's state
    fields: Mapping[str, str] = field(default_factory=dict)  # subject, session, legal: parts of the label
    state: str | None = None


@cache
def states() -> dict[str, State]:
    """All states by postal code. Raises KnowledgeError where the data file is malformed."""
    found = {}
    for entry in load("citation-states"):
        entry.only(("id", "name", "legal", "session", "press", "alone"))
        legal = entry.text("legal")
        alone = entry.flag("alone") if "alone" in entry.data else True
        found[entry.id] = State(
            entry.id, entry.text("name"), legal, entry.text("session"), entry.text("press", legal), alone
        )
    return found


def _choice(entry: Entry, name: str, choices: tuple[str, ...]) -> str:
    value = entry.text(name, choices[0])
    if value not in choices:
        raise entry.error(f"{name} is none of {', '.join(choices)}")
    return value


def _regex(entry: Entry, name: str, template: str) -> re.Pattern[str] | None:
    source = entry.optional(name)
    try:
        return None if source is None else re.compile(template % spaced(source))
    except re.error as error:
        raise entry.error(f"{name} is no regular expression: {error}") from error


def _texts(entry: Entry, table: Mapping[str, Any], name: str) -> dict[str, tuple[str, ...]]:
    found = {}
    for key, value in table.items():
        if not isinstance(value, list) or not value or not all(isinstance(item, str) and item for item in value):
            raise entry.error(f"{name}: {key} has no list of texts")
        found[key] = tuple(value)
    return found


def scheme_of(entry: Entry) -> Scheme:
    """The scheme of one entry. Raises KnowledgeError where it is malformed."""
    entry.only(_FIELDS)
    by_state = entry.table("by_state")
    if not all(isinstance(label, str) for label in by_state.values()):
        raise entry.error("by_state gives no labels")
    scheme = Scheme(
        id=entry.id,
        scheme=entry.text("scheme"),
        jurisdiction=entry.optional("jurisdiction"),
        names=entry.texts("names"),
        local=entry.texts("local"),
        number=entry.text("number", "any"),
        canonical=entry.text("canonical"),
        chapter=entry.optional("chapter"),
        title=_choice(entry, "title", _TITLES),
        title_words=entry.text("title_words", "title"),
        min_title=entry.number("min_title", 1),
        max_title=entry.number("max_title", 99),
        mark=_choice(entry, "mark", _MARKS),
        marked=entry.flag("marked"),
        strict=entry.flag("strict"),
        no_zeros=entry.flag("no_zeros"),
        digits=entry.number("digits", 1),
        place=_choice(entry, "place", _PLACES),
        only=entry.texts("only"),
        by_state=by_state,
        alone=entry.texts("alone"),
        bare_title=entry.flag("bare_title"),
        subjects=_texts(entry, entry.table("subjects"), "subjects"),
        not_after=_regex(entry, "not_after", "(?:%s)$"),
        not_before=_regex(entry, "not_before", "%s"),
        phrase=_regex(entry, "phrase", "%s"),
        amendment=entry.flag("amendment"),
    )
    if not (scheme.names or scheme.phrase or scheme.amendment):
        raise entry.error("has neither names nor a phrase")
    if scheme.jurisdiction not in (None, "US", *states()):
        raise entry.error(f"{scheme.jurisdiction} is neither US nor a postal code")
    return scheme


@cache
def schemes() -> tuple[Scheme, ...]:
    """All schemes in the order of the files. Raises KnowledgeError where one is malformed."""
    return tuple(scheme_of(entry) for entry in load("citations"))


def _postal_names(scheme: Scheme) -> Iterator[str]:
    """The names of a state's code with the postal code in the abbreviation's place: "GA Code", "CT Gen Stat"."""
    if scheme.scheme == "state-code" and scheme.jurisdiction in states():
        legal = states()[str(scheme.jurisdiction)].legal
        for name in scheme.names:
            if legal.endswith(".") and name.startswith(legal + " "):
                yield scheme.jurisdiction + name[len(legal) :]


def _heads(scheme: Scheme) -> Iterator[Head]:
    for local, names in ((False, (*scheme.names, *_postal_names(scheme))), (True, scheme.local)):
        for name in names:
            if "{subject}" in name:
                for subject, forms in scheme.subjects.items():
                    for form in forms:
                        yield Head(scheme, name.replace("{subject}", form), local, {"subject": subject})
            elif "{session}" in name or "{legal}" in name:
                for state in states().values():
                    told = {"session": state.session, "legal": state.legal}
                    session = name.replace("{session}", state.session).replace("{legal}", state.legal)
                    yield Head(scheme, session, local, told, state.postal)
                    if "{session}" in name and state.name != state.legal:
                        long = state.session.replace(state.legal, state.name, 1)
                        yield Head(scheme, name.replace("{session}", long), local, told, state.postal)
            else:
                yield Head(scheme, name, local, {"name": name})


@cache
def heads() -> NameFinder[Head]:
    """The names of all schemes."""
    owners = sorted((state.name for state in states().values()), key=len, reverse=True)
    forms = []
    for scheme in schemes():
        for head in _heads(scheme):
            owner = next((name for name in owners if head.name.startswith(name + " ")), None)
            forms.append((Form(head.name, name_regex(head.name, strict=scheme.strict, owner=owner)), head))
    return NameFinder(forms)
