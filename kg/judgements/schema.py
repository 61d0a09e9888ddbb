"""Reads the nodes of a judgements file into records. An error names the line and column that it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import yaml

from kg.errors import JudgementError
from kg.judgements.fields import ADDED, EVENTS, FIELDS, KINDS, RESPONSE, expected, field_of, kind_named, written
from kg.judgements.records import ON_SEVERAL, VERBS, Judgement, Target, Values, Verb
from kg.model import FactKind

# The keys of an entry that tell whom it is about and what, by its verb; all have who, when and why.
_KEYS: Final[dict[Verb, tuple[str, ...]]] = {
    "accept": ("fact", "of"),
    "reject": ("fact",),
    "correct": ("fact", "set"),
    "merge": ("facts",),
    "apart": ("facts",),
    "add": ("fact",),
}
_COMMON: Final = ("kind", "by", "date", "why")
_OF_TARGET: Final = ("kind", "file", "content", "quote", "at", "before", "after")
_NULL: Final = "tag:yaml.org,2002:null"
# yaml's nodes come without types
Node = Any


def entries(root: Node, name: str) -> tuple[Judgement, ...]:
    """The judgements of a file, in its order. root: its root node, None for an empty file; name: the file's.

    Raises JudgementError for what is no judgement, with the line and column.
    """
    if root is None or _is_nothing(root):
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise _Place(name, root).error("the file must be a list, an entry for each judgement, each beginning with -")
    return tuple(_Place(name, node).judgement() for node in root.value)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


@dataclass(frozen=True, slots=True)
class _Place:
    """A node of a file of some name, and how to read it."""

    name: str
    node: Node

    def error(self, reason: str, hint: str = "correct the file; nothing was changed") -> JudgementError:
        mark = self.node.start_mark
        return JudgementError(reason, where=f"{self.name}, line {mark.line + 1}, column {mark.column + 1}", hint=hint)

    def at(self, node: Node) -> _Place:
        return _Place(self.name, node)

    def parts(self, known: tuple[str, ...], what: str) -> dict[str, _Place]:
        """The values of a mapping by their keys."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f"{what} must be a mapping, lines of `key: value`")
        found: dict[str, _Place] = {}
        for key, value in self.node.value:
            text = key.value if isinstance(key, yaml.ScalarNode) else ""
            if text not in known:
                raise self.at(key).error(f"{what} has no {text!r}", f"it can have {', '.join(known)}")
            if text in found:
                raise self.at(key).error(f"{text!r} stands here a second time")
            found[text] = self.at(value)
        return found

    def text(self, what: str) -> str:
        """A scalar as it is written, its blanks folded."""
        if not isinstance(self.node, yaml.ScalarNode) or _is_nothing(self.node) or not self.node.value.strip():
            raise self.error(f"{what} must be a text")
        return " ".join(self.node.value.split())

    def number(self, what: str) -> int:
        text = self.text(what)
        if not re.fullmatch(r"[0-9]{1,12}", text):
            raise self.error(f"{what} must be a whole number")
        return int(text)

    def day(self, what: str) -> dt.date:
        text = self.text(what)
        try:
            return dt.date.fromisoformat(text)
        except ValueError as error:
            raise self.error(f"{what} must be a day as YYYY-MM-DD, not {text!r}") from error

    def items(self, what: str) -> list[_Place]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error(f"{what} must be a list")
        return [self.at(node) for node in self.node.value]

    def choice(self, what: str, known: tuple[str, ...]) -> str:
        text = self.text(what)
        if text not in known:
            raise self.error(f"{what} cannot be {text!r}", f"it is one of {', '.join(known)}")
        return text

    def needs(self, parts: Mapping[str, _Place], names: tuple[str, ...], what: str) -> None:
        missing = [name for name in names if name not in parts]
        if missing:
            raise self.error(f"{what} needs {' and '.join(map(repr, missing))}")

    def judgement(self) -> Judgement:
        every = tuple(dict.fromkeys([*_COMMON, *(key for keys in _KEYS.values() for key in keys)]))
        parts = self.parts(every, "a judgement")
        self.needs(parts, ("kind", "by", "date"), "a judgement")
        verb = cast(Verb, parts["kind"].choice("the kind of a judgement", VERBS))
        parts = self.parts((*_COMMON, *_KEYS[verb]), f"a judgement of kind {verb}")
        self.needs(parts, tuple(key for key in _KEYS[verb] if key != "of"), f"a judgement of kind {verb}")
        if verb in ON_SEVERAL:
            facts = tuple(one.target(verb) for one in parts["facts"].items("`facts`"))
            if len(facts) < 2:
                raise parts["facts"].error(f"{verb} is about two facts or more")
            if len({fact.kind for fact in facts}) > 1:
                raise parts["facts"].error("these facts are of different kinds")
        else:
            facts = (parts["fact"].target(verb),)
        return Judgement(
            verb,
            facts,
            by=parts["by"].text("`by`, the name of who judged,"),
            date=parts["date"].day("`date`, when it was judged,"),
            changes=parts["set"].changes(facts[0].kind) if "set" in parts else (),
            of=parts["of"].names(facts[0].kind) if "of" in parts else (),
            why=parts["why"].text("`why`") if "why" in parts else None,
            line=self.node.start_mark.line + 1,
        )

    def target(self, verb: Verb) -> Target:
        of_all = tuple(field.name for fields in FIELDS.values() for field in fields)
        named = self.parts((*_OF_TARGET, *dict.fromkeys(of_all)), "a fact")
        self.needs(named, ("kind", "file", "quote"), "a fact")
        choices = ADDED if verb == "add" else EVENTS if verb in ON_SEVERAL else KINDS
        kind = kind_named(named["kind"].choice(f"the kind of a fact to {verb}", choices))
        assert kind is not None
        fields = tuple(field.name for field in FIELDS[kind])
        parts = self.parts((*_OF_TARGET, *fields), f"a {kind}")
        if verb == "add":
            self.needs(parts, tuple(field.name for field in FIELDS[kind] if field.needed), f"a {kind} to add")
        content = parts["content"].text("`content`").lower() if "content" in parts else None
        if content is not None and not re.fullmatch("[0-9a-f]{12,64}", content):
            raise parts["content"].error("`content` must be the first 12 digits or more of the file's SHA-256")
        return Target(
            kind,
            file=parts["file"].text("`file`"),
            quote=parts["quote"].text("`quote`"),
            content=content,
            at=parts["at"].number("`at`") if "at" in parts else None,
            before=parts["before"].text("`before`") if "before" in parts else None,
            after=parts["after"].text("`after`") if "after" in parts else None,
            values=tuple((name, parts[name].values(kind, name)) for name in fields if name in parts),
        )

    def values(self, kind: FactKind, name: str) -> tuple[str, ...]:
        """The values of a field, as files have them."""
        field = field_of(kind, name)
        assert field is not None
        places = self.items(f"`{name}`") if isinstance(self.node, yaml.SequenceNode) else [self]
        if len(places) > 1 and not field.many:
            raise self.error(f"`{name}` can have one value only")
        if not places:
            raise self.error(f"`{name}` has no value")
        found = []
        for place in places:
            value = written(field, place.text(f"`{name}`"))
            if value is None:
                raise place.error(f"`{name}` must be {expected(field)}, not {place.node.value!r}")
            found.append(value)
        return tuple(found)

    def changes(self, kind: FactKind) -> Values:
        """What a correction sets; null takes a value away."""
        parts = self.parts(tuple(field.name for field in FIELDS[kind] if not field.fixed), f"what is set of a {kind}")
        if not parts:
            raise self.error("`set` changes nothing")
        found = []
        for field in FIELDS[kind]:
            if field.name not in parts:
                continue
            place = parts[field.name]
            nothing = _is_nothing(place.node)
            if nothing and (field.identity or field.needed) and field.name != RESPONSE:
                raise place.error(f"a {kind} cannot be without {field.name}", "reject the fact instead")
            found.append((field.name, () if nothing else place.values(kind, field.name)))
        return tuple(found)

    def names(self, kind: FactKind) -> tuple[str, ...]:
        """The fields that were checked."""
        fields = tuple(field.name for field in FIELDS[kind])
        return tuple(sorted({one.choice("a field that was checked", fields) for one in self.items("`of`")}))
