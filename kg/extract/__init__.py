"""Extract: linked mentions → facts, each with the words that state it. Patterns are data; what is not told as done is
no event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kg.extract.assemble import Assembler
from kg.extract.claims import Claims
from kg.extract.court_actions import CourtActionReader
from kg.extract.detainer_periods import of_document
from kg.extract.detainer_tables import read_tables
from kg.extract.detainers import DetainerReader
from kg.extract.discourse import Discourse
from kg.extract.layers import Layers, Trees
from kg.extract.policies import PolicyReader
from kg.extract.policy_adopters import Adopters
from kg.extract.responses import ResponseReader
from kg.extract.subpoenas import SubpoenaReader
from kg.extract.times import TimeReader, date_heads
from kg.extract.units import Sentence, each_sentence
from kg.knowledge.event_patterns import event_words
from kg.model import Entity, EntityEvidence, Evidence, Extraction, Fact, Linked
from kg.vocab import JG

__all__ = ["DEFAULT_LAYERS", "Layers", "extract"]

DEFAULT_LAYERS = Layers()

_TOGETHER = 256  # sentences; fewer would have the parser called more often
_IMMIGRATION = re.compile(r"immigra|deport|detainer|sanctuary|287\(g\)|§ ?1373|1357\(g\)", re.IGNORECASE)


def extract(linked: Linked, layers: Layers = DEFAULT_LAYERS) -> Extraction:
    """All that a document states, from its linked mentions. A pure function of its arguments and of the data files.

    layers: which layers read the events; see kg.extract.layers.
    """
    document = linked.annotations.document
    discourse = Discourse(linked)
    claims = Claims(linked)
    trees = Trees() if layers.parser else None
    subpoenas = SubpoenaReader(discourse, claims, document.published, layers.patterns, trees)
    subpoenas.sections = date_heads(linked)
    times = TimeReader(subpoenas)
    responses = ResponseReader(subpoenas)
    adopters = Adopters(linked, discourse, claims)
    detainers = DetainerReader(discourse, claims, adopters.holders)
    of_field = discourse.issuer is not None or _IMMIGRATION.search(document.text) is not None
    policies = PolicyReader(discourse, claims, adopters, of_field)
    courts = CourtActionReader(linked, subpoenas, policies)
    for sentence, core in _in_turn(linked, trees):
        subpoenas.read(core, sentence)
        times.read(core)
        responses.read(core)
        adopters.begin(sentence)
        detainers.read(sentence)
        policies.read(sentence)
        if of_field:
            courts.read(sentence, core)
        _prompted(sentence, subpoenas, policies, claims)
        discourse.note(sentence)
    times.finish()
    responses.finish()
    courts.finish()
    policies.finish()
    assembler = Assembler(document, discourse)
    facts: list[Fact] = []
    for event in subpoenas.settled():
        facts += assembler.subpoena(event)
    for place, evidence in read_tables(linked, discourse, detainers):
        policies.add(place, "DetainerPolicy", evidence)
    period = of_document(linked) if detainers.events else None
    for batch in detainers.events:
        batch.period = batch.period or period
    facts += [assembler.detainer(batch) for batch in detainers.events]
    facts += [assembler.policy(policies.policies[key]) for key in sorted(policies.policies)]
    facts += [assembler.court_action(action) for action in courts.actions]
    mentioned = {link.entity for link in linked.links} | set(policies.policies)
    return Extraction(document, linked.entities, tuple(sorted(mentioned)), _entity_evidence(linked), tuple(facts))


def _in_turn(linked: Linked, trees: Trees | None) -> Iterator[tuple[Sentence, Sentence]]:
    """Each sentence with what of it events are read from; only some at a time are held in memory."""
    left = each_sentence(linked)
    while some := [(sentence, _read_as(sentence)) for sentence in islice(left, _TOGETHER)]:
        if trees is not None:
            trees.expect(core for _, core in some)
        yield from some


def _read_as(sentence: Sentence) -> Sentence:
    """A sentence as events are read from it: without its asides, unless it is an aside that speaks of subpoenas."""
    if "subpoena" not in " ".join(sentence.raw):
        return sentence.plain()
    core = sentence.core or sentence
    return sentence if "subpoena" in sentence.shadow and "subpoena" not in core.shadow else core


def _prompted(sentence: Sentence, subpoenas: SubpoenaReader, policies: PolicyReader, claims: Claims) -> None:
    """Link subpoenas to a policy that the sentence gives as the reason for them: "necessary due to <policy>"."""
    named = policies.by_sentence.get(sentence.span)
    classes = event_words().classes
    if not named or not sentence.has(classes["subpoena"]) or not sentence.has(classes["reason"]):
        return
    claim = claims.of(sentence.span)
    evidence = Evidence(sentence.span, "reason-given", 0.7, "patterns", claim.speaker, claim.agency, (JG.promptedBy,))
    for draft in subpoenas.current:
        draft.policies += [(key, evidence) for key in named if key not in {known for known, _ in draft.policies}]


def _entity_evidence(linked: Linked) -> tuple[EntityEvidence, ...]:
    """Every mention as evidence that the document names the entity, and of an agency's jurisdiction where the name
    gives it."""
    entities: dict[str, Entity] = {entity.key: entity for entity in linked.entities}
    found = []
    for link in linked.links:
        slots = {slot.property for slot in entities[link.entity].slots}
        supports = (JG.hasJurisdiction,) if JG.hasJurisdiction in slots else ()
        found.append(EntityEvidence(link.entity, Evidence(link.span, link.why, link.score, "link", supports=supports)))
    return tuple(found)
