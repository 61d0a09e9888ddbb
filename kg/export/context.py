"""A JSON-LD context read for writing: which short name stands for which IRI and value.

Only definitions whose meaning is plain are used for shortening: prefixes, and terms with at most an IRI, a coercion to
a type, and @set. Any other stays unused, and what it would have shortened is written in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kg.errors import ExportError

# What would change the meaning of values or names written in full; the project's context has no use for it.
_REFUSED: Final = ("@base", "@import", "@language", "@direction", "@propagate")
_PLAIN: Final = frozenset({"@id", "@type", "@container", "@prefix", "@protected"})


@dataclass(frozen=True, slots=True)
class TermDefinition:
    """A name for a property. coercion: "@id", "@vocab", a datatype's IRI, or None; many: always a list."""

    name: str
    coercion: str | None
    many: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The shortenings of a context: prefixes longest first, terms by the IRI of their property, keywords' aliases."""

    source: Mapping[str, Any]
    prefixes: tuple[tuple[str, str], ...]
    terms: Mapping[str, tuple[TermDefinition, ...]]
    aliases: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, source: object) -> Context:
        """Read the object under "@context". Raises ExportError where it is none, or redefines what values mean."""
        if not isinstance(source, dict):
            raise ExportError("the JSON-LD context is not an object")
        refused = [name for name in _REFUSED if name in source]
        if refused:
            raise ExportError(f"the JSON-LD context uses {', '.join(refused)}, which this export does not write")
        prefixes = {
            name: value
            for name, value in source.items()
            if isinstance(value, str) and not name.startswith("@") and value.endswith(("/", "#"))
        }
        aliases = {value: name for name, value in sorted(source.items()) if value in ("@id", "@type", "@graph")}
        terms: dict[str, list[TermDefinition]] = {}
        for name, value in sorted(source.items()):
            definition = {"@id": value} if isinstance(value, str) else value
            if name.startswith("@") or name in prefixes or not isinstance(definition, dict):
                continue
            if not definition.keys() <= _PLAIN or definition.get("@container", "@set") not in ("@set", ["@set"]):
                continue
            iri, coercion = definition.get("@id", name), definition.get("@type")
            if not isinstance(iri, str):  # null: the name is switched off
                continue
            iri = _expanded(iri, prefixes, source.get("@vocab"))
            if coercion is not None and not coercion.startswith("@"):
                coercion = _expanded(coercion, prefixes, source.get("@vocab"))
            terms.setdefault(iri, []).append(TermDefinition(name, coercion, "@container" in definition))
        ordered = tuple(sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0])))
        return cls(source, ordered, {iri: tuple(found) for iri, found in terms.items()}, aliases)

    def keyword(self, name: str) -> str:
        """The context's own name for a keyword, or the keyword."""
        return self.aliases.get(name, name)

    def short(self, iri: str) -> str:
        """prefix:rest where a prefix fits, else the IRI."""
        for name, namespace in self.prefixes:
            rest = iri[len(namespace) :]
            short = f"{name}:{rest}"
            if iri.startswith(namespace) and rest and not rest.startswith("//") and short not in self.source:
                return short
        return iri

    def named(self, iri: str) -> str:
        """The name of a class or of a value of a vocabulary: its term, else as short()."""
        plain = [term.name for term in self.terms.get(iri, ()) if term.name not in self.aliases.values()]
        return plain[0] if plain else self.short(iri)


def _expanded(name: str, prefixes: Mapping[str, str], vocabulary: object) -> str:
    prefix, colon, rest = name.partition(":")
    if colon and prefix in prefixes and not rest.startswith("//"):
        return prefixes[prefix] + rest
    return f"{vocabulary}{name}" if not colon and not name.startswith("@") and isinstance(vocabulary, str) else name
