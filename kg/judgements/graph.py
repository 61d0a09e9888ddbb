"""The judgements as RDF, in a graph of their own: who judged what of which fact, when and why, and what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.judgements.apply import Mark
from kg.judgements.records import Judgement, Target
from kg.vocab import BASE, DCTERMS, JG, PROV, RDF, SKOS, XSD

JUDGEMENTS_GRAPH: Final = NamedNode(f"{BASE}graph/judgements")
_VERDICTS: Final = {
    "accept": ("Accepted", "accepted"),
    "reject": ("Rejected", "rejected"),
    "correct": ("Corrected", "corrected"),
    "merge": ("Merged", "merged"),
    "apart": ("KeptApart", "kept apart"),
    "add": ("Added", "added"),
}


def graph(judgements: Iterable[Judgement], marks: Mapping[str, Sequence[Mark]], missing: str) -> set[Quad]:
    """The quads of the judgements' graph.

    marks: what each judgement met, by its id. missing: what to say of one that met nothing, not even its document.
    """
    return {
        Quad(node, NamedNode(prop), value, JUDGEMENTS_GRAPH)
        for one in judgements
        for node, prop, value in _described(one, marks.get(one.id, ()), missing)
    }


def _described(
    one: Judgement, marks: Sequence[Mark], missing: str
) -> Iterator[tuple[NamedNode, str, NamedNode | Literal]]:
    said = repr((one.id, one.by, one.date.isoformat(), one.why))
    digest = hashlib.sha256(said.encode("utf-8", errors="backslashreplace")).hexdigest()[:16]
    node = NamedNode(f"{BASE}judgement/{digest}")
    verdict, word = _VERDICTS[one.verb]
    yield node, str(RDF) + "type", NamedNode(JG.Judgement)
    yield node, str(RDF) + "type", NamedNode(PROV.Entity)
    yield node, SKOS.prefLabel, _text(f"{word}: {' and '.join(map(called, one.facts))}")
    yield node, JG.verdict, NamedNode(f"{JG}{verdict}")
    yield node, JG.reviewer, _text(one.by)
    yield node, DCTERMS.created, Literal(one.date.isoformat(), datatype=NamedNode(XSD.date))
    if one.why:
        yield node, JG.rationale, _text(one.why)
    for name, values in one.changes:
        yield node, JG.correction, _text(f"{name}: {', '.join(values) or 'none'}")
    for name in one.of:
        yield node, JG.correction, _text(f"{name}: checked")
    for fact in one.facts:
        yield node, JG.judgedFile, _text(fact.file)
        yield node, JG.judgedWords, _text(fact.quote)
    met = {mark.fact for mark in marks if mark.key and not mark.problem}
    for mark in marks:
        if mark.key:
            yield node, JG.judges, NamedNode(BASE + mark.key)
    for problem in {mark.problem for mark in marks if mark.problem and mark.fact not in met}:
        yield node, JG.unmet, _text(problem)
    if {mark.fact for mark in marks} < set(range(len(one.facts))):
        yield node, JG.unmet, _text(missing)


def called(fact: Target) -> str:
    """A fact as a judgement names it: its kind, whom it is about, its number and day, its file."""
    who = next((fact.get(name)[0] for name in ("recipient", "respondent", "adopter") if fact.get(name)), None)
    parts = [" on ".join(filter(None, (fact.kind, who)))]
    parts += [", ".join(fact.get(name)) for name in ("status", "type", "count", "date", "start", "outcome")]
    return f"{', '.join(filter(None, parts))} ({fact.file})"


def _text(text: str) -> Literal:
    """A literal; half characters, which RDF cannot hold, as escapes."""
    return Literal(text.encode("utf-8", errors="backslashreplace").decode("utf-8"))
