"""How the graphs of a store were made, in PROV-O: a graph of its own, which says the same whenever it is made anew.

It is a function of what the store holds, not of the builds that led there, so that the same documents give the same
bytes in any order and any number of builds. When and with which command line somebody built is kept apart (see log.py).

- One activity for each document: its input with the hash of its bytes, the pipeline's version, the graph it generated.
  Its name is made from the fingerprint of all that decides what the document gives.
- One activity for the build as a whole: the documents' graphs used, the graphs made from all of them together.
Nothing stated here is stated in a document's graph, for the store takes what two graphs state out of its union with
the last of them only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.store import DocumentState, Store
from kg.vocab import BASE, JG, PROV, PROVENANCE_GRAPH, RDF, SKOS

GRAPH: Final = NamedNode(PROVENANCE_GRAPH)
# Graphs that are made from all documents together.
SHARED: Final = (BASE + "graph/merged", BASE + "graph/judgements")
_DIGITS: Final = 16  # of a hash in an activity's IRI: as many as in the pipeline's version


def record(store: Store, *, version: str, parameters: Mapping[str, str]) -> str | None:
    """Bring a store's provenance graph up to date; the IRI of the build's activity, None for a store without documents.

    version: of the pipeline that put the graph together; parameters: what else decides its content, by name.
    Raises StoreError.
    """
    states = store.states()
    # Records hold a part of the hash only, in the key.
    asked = store.query("SELECT ?document ?hash { ?document jg:contentHash ?hash }")
    hashes = {str(row["document"].value): str(row["hash"].value) for row in asked}  # type: ignore[union-attr]
    shared = [name for name in SHARED if store.query(f"ASK {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")]
    build = _activity("build", [version, *_named(parameters), *shared, *(s.fingerprint for s in states.values())])
    quads = [] if not states else [*_build(build, states, version, parameters, shared), *_readings(states, hashes)]
    store.annex(GRAPH, quads)
    return build.value if states else None


def _readings(states: Mapping[str, DocumentState], hashes: Mapping[str, str]) -> Iterator[Quad]:
    """How each document's graph was made."""
    for key, state in states.items():
        document, graph = NamedNode(BASE + key), _graph(key)
        version, _, layers = state.version.partition(" ")
        activity = _activity("reading", [state.fingerprint])
        yield from _described(activity, f"reading of {state.file_name}", version, [f"layers={layers}"] * bool(layers))
        yield _quad(activity, PROV.used, document)
        yield _quad(activity, PROV.generated, graph)
        if BASE + key in hashes:
            yield _quad(activity, JG.inputHash, Literal(hashes[BASE + key]))
        yield _quad(graph, str(RDF) + "type", NamedNode(PROV.Entity))
        yield _quad(graph, PROV.wasDerivedFrom, document)


def _build(
    activity: NamedNode,
    states: Mapping[str, DocumentState],
    version: str,
    parameters: Mapping[str, str],
    shared: Iterable[str],
) -> Iterator[Quad]:
    """What was made from all documents together."""
    number = len(states)
    label = f"graph of {number} document{'' if number == 1 else 's'}"
    yield from _described(activity, label, version, _named(parameters))
    for key in states:
        yield _quad(activity, PROV.used, _graph(key))
    for name in shared:
        yield _quad(activity, PROV.generated, NamedNode(name))
        yield _quad(NamedNode(name), str(RDF) + "type", NamedNode(PROV.Entity))


def _described(activity: NamedNode, label: str, version: str, parameters: Iterable[str]) -> Iterator[Quad]:
    yield _quad(activity, str(RDF) + "type", NamedNode(PROV.Activity))
    yield _quad(activity, SKOS.prefLabel, Literal(label))
    for parameter in parameters:
        yield _quad(activity, JG.parameter, Literal(parameter))
    if version:
        software = NamedNode(f"{BASE}provenance/software/{version}")
        yield _quad(activity, PROV.wasAssociatedWith, software)
        yield _quad(software, str(RDF) + "type", NamedNode(PROV.SoftwareAgent))
        yield _quad(software, SKOS.prefLabel, Literal(f"jurisgraph {version}"))
        yield _quad(software, JG.pipelineVersion, Literal(version))


def _activity(kind: str, decided_by: Iterable[str]) -> NamedNode:
    digest = hashlib.sha256("\0".join(decided_by).encode()).hexdigest()[:_DIGITS]
    return NamedNode(f"{BASE}provenance/{kind}/{digest}")


def _named(parameters: Mapping[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in sorted(parameters.items())]


def _graph(key: str) -> NamedNode:
    return NamedNode(f"{BASE}graph/{key}")


def _quad(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(subject, NamedNode(predicate), value, GRAPH)
