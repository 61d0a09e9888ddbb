"""Names of the vocabulary that a query uses and that are none: no error in SPARQL, which then finds nothing."""

from __future__ import annotations

import difflib
import re
from functools import cache

from kg import resources
from kg.query.tokens import tokens
from kg.vocab import JG

_DEFINED = re.compile(r"^jg:(\w+) a ", re.MULTILINE)
_JG = re.compile(r"PREFIX\s+jg:\s*<([^>]*)>", re.IGNORECASE)


@cache
def vocabulary() -> frozenset[str]:
    """The local names of all terms of the ontology."""
    return frozenset(_DEFINED.findall(resources.path("ontology", "jurisgraph.ttl").read_text(encoding="utf-8")))


def notes(sparql: str) -> list[str]:
    """A sentence on each name with the prefix jg: that the vocabulary does not have, with the nearest that it has."""
    declared = _JG.search(sparql)
    if declared and declared[1] != str(JG):
        return []
    used = {token.text[3:] for token in tokens(sparql) if token.kind == "name" and token.text.startswith("jg:")}
    return [_note(name) for name in sorted(used - vocabulary() - {""})]


def _note(name: str) -> str:
    fold = {term.casefold(): term for term in sorted(vocabulary())}
    near = difflib.get_close_matches(name.casefold(), fold, n=1, cutoff=0.6)
    hint = f"; did you mean jg:{fold[near[0]]}?" if near else ""
    return f"jg:{name} is no name of the vocabulary, so nothing has it{hint}"
