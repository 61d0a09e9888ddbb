"""The store's facts as a network of agencies and jurisdictions, made by a few aggregated SELECTs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Protocol

import networkx as nx

from kg.graph import selects
from kg.graph.records import MAX_QUOTES, EdgeKind, Quote, Statement, counted, in_words, local_name
from kg.vocab import JG

Row = dict[str, str]
_STRUCTURE_KINDS: Final[dict[str, EdgeKind]] = {
    JG.hasJurisdiction: "operates in",
    JG.partOf: "part of",
    JG.within: "within",
}

_INSTRUMENT: Final = {"subpoenaed": "instrument", "detainer": "request"}


class Source(Protocol):
    """What the projection needs of a store: SPARQL over the union of its documents' graphs."""

    def query(self, sparql: str, /) -> Any: ...


def network(store: Source) -> nx.MultiDiGraph[str]:
    """The network of agencies and jurisdictions that take part in a fact; nodes are IRIs, an edge's key is its kind.

    Node attributes: label, short (unambiguous within the network), kind ("agency" or "jurisdiction"), type and level in
    words ("" where unknown), documents (how many name it).
    Edge attributes: kind (see EDGE_KINDS), words, events (facts behind it), instruments (sum of the counts given, None
    where none is given), people (likewise), dates, statuses, outcomes, documents (how many quoted), facts (Statements).
    Graph attributes: documents (in the store), undrawn (facts that name no issuer or no recipient).

    Drawn are subpoenas, detainers and an agency's territory; a place's state, or a body's parent, where it is needed to
    connect them; a nation only where a subpoena or detainer names it. Insertion order is sorted, so deterministic.
    """
    nodes = {row["node"]: row for row in rows_of(store, selects.NODES)}
    quotes = _quotes(rows_of(store, selects.FACT_QUOTES))
    responses = _responses(rows_of(store, selects.RESPONSES))
    edges: dict[tuple[str, str, EdgeKind], list[tuple[Row, Statement]]] = defaultdict(list)
    undrawn: set[str] = set()
    for kind, select in (("subpoenaed", selects.SUBPOENAS), ("detainer", selects.DETAINERS)):
        for row in rows_of(store, select):
            if row.get("from") not in nodes or row.get("to") not in nodes or row["from"] == row["to"]:
                undrawn.add(row["fact"])
                continue
            answers = responses.get(row["fact"], [])
            row["status"] = "; ".join(sorted({in_words(answer["status"]) for answer in answers if "status" in answer}))
            statement = _statement(kind, row, answers, quotes)
            edges[row["from"], row["to"], kind].append((row, statement))  # type: ignore[index]

    structure = _structure(nodes, set(edges), rows_of(store, selects.STRUCTURE))
    own_words = defaultdict(list)
    for row in rows_of(store, selects.STRUCTURE_QUOTES):
        own_words[row["fact"], _STRUCTURE_KINDS[row["property"]]].append(row)

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    drawn = sorted({end for edge in [*edges, *structure] for end in edge[:2]})
    shorts = _short_labels({iri: nodes[iri] for iri in drawn}, rows_of(store, selects.SHORT_NAMES))
    mentions = {row["node"]: int(row["documents"]) for row in rows_of(store, selects.MENTIONS)}
    for iri in drawn:
        row = nodes[iri]
        graph.add_node(
            iri,
            label=_label(row),
            short=shorts[iri],
            kind="agency" if row["class"] == JG.Agency else "jurisdiction",
            type=in_words(row["type"]) if "type" in row else "",
            level=in_words(row["level"]) if "level" in row else "",
            documents=mentions.get(iri, 0),
        )
    for start, end, kind in sorted(edges):
        found = sorted(edges[start, end, kind], key=lambda pair: (pair[1].date or "9999", pair[1].iri))
        graph.add_edge(start, end, key=kind, **_fact_edge(kind, found))
    once = Counter((start, kind) for start, _end, kind in structure)
    for start, end, kind in sorted(structure):
        # A quote says that a body's territory is named, not which: it is given only where there is just one.
        rows = own_words[start, kind] if once[start, kind] == 1 else []
        graph.add_edge(start, end, key=kind, **_structure_edge(graph, start, end, kind, rows))
    documents = next(rows_of(store, selects.DOCUMENTS), {})
    graph.graph.update(
        documents=int(documents.get("documents", "0")),
        undrawn=len(undrawn - {s.iri for found in edges.values() for _, s in found}),
    )
    return graph


def rows_of(store: Source, select: str) -> Iterator[Row]:
    """The solutions of a SELECT, unbound variables left out, values as text."""
    solutions = store.query(select)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: solution[name].value for name in names if solution[name] is not None}


def _label(row: Row) -> str:
    return row.get("label") or local_name(row["node"])


def _quotes(rows: Iterable[Row], *, by: str = "fact") -> dict[str, list[Quote]]:
    """Quotes by fact: the surest first, then in the order of documents; the same span is given once."""
    ranked: dict[str, dict[tuple[str, int, int], tuple[float, Quote]]] = defaultdict(dict)
    for row in rows:
        file = row.get("file", local_name(row["document"]))
        quote = Quote(
            row.get("title") or file, file, int(row["start"]), int(row["end"]), row["text"], row.get("speaker", "")
        )
        rank = (-float(row.get("confidence", "0")), quote)
        key = (row["document"], quote.start, quote.end)
        ranked[row[by]][key] = min(rank, ranked[row[by]].get(key, rank))
    return {fact: [quote for _, quote in sorted(found.values())] for fact, found in ranked.items()}


def _responses(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.get("date", "9999"), row["response"])):
        found[row["fact"]].append(row)
    return found


def _statement(kind: str, row: Row, responses: list[Row], quotes: Mapping[str, list[Quote]]) -> Statement:
    """A fact in words: how many, about how many people, until when, with what outcome or response."""
    notes = []
    if "count" in row:
        given = f"{row['qualifier']} " if "qualifier" in row else ""
        notes.append(f"{given}{counted(int(row['count']), _INSTRUMENT[kind])}")
    if "people" in row:
        people = int(row["people"])
        notes.append(f"concerning {people:,} {'person' if people == 1 else 'people'}")
    if "until" in row:
        notes.append(f"until {row['until']}")
    if "due" in row:
        notes.append(f"response due {row['due']}")
    if "outcome" in row:
        notes.append(f"outcome: {in_words(row['outcome'])}")
    for answer in responses:
        said = f"response: {in_words(answer['status'])}" if "status" in answer else "response: not stated"
        said += f" ({answer['date']})" if "date" in answer else ""
        source = answer.get("title") or answer.get("file")
        who = answer.get("who") or (f"“{source}”" if source else "")
        notes.append(said + (f", according to {who}" if who else ""))
    # What supports the fact comes before what supports its responses; a sentence that does both is shown once.
    found = list(
        dict.fromkeys(q for iri in [row["fact"], *(a["response"] for a in responses)] for q in quotes.get(iri, []))
    )
    label = row.get("label") or local_name(row["fact"])
    return Statement(
        row["fact"],
        label,
        row.get("date", ""),
        tuple(notes),
        tuple(found[:MAX_QUOTES]),
        max(0, len(found) - MAX_QUOTES),
    )


def _fact_edge(kind: EdgeKind, found: list[tuple[Row, Statement]]) -> dict[str, Any]:
    """The attributes of an edge that sums up subpoenas or detainers."""
    rows = [row for row, _ in found]
    counts = [int(row["count"]) for row in rows if "count" in row]
    people = [int(row["people"]) for row in rows if "people" in row]
    noun = "subpoena event" if kind == "subpoenaed" else "detainer report"
    words = [counted(len(found), noun)]
    if counts:
        words.append(counted(sum(counts), _INSTRUMENT[kind]))
    statuses = sorted({status for row in rows for status in row.get("status", "").split("; ") if status})
    outcomes = sorted({in_words(row["outcome"]) for row in rows if "outcome" in row})
    words += [", ".join(statuses)] if statuses else []
    words += [", ".join(outcomes)] if outcomes else []
    return {
        "kind": kind,
        "words": " · ".join(words),
        "events": len(found),
        "instruments": sum(counts) if counts else None,
        "people": sum(people) if people else None,
        "dates": tuple(sorted({row["date"] for row in rows if "date" in row})),
        "statuses": tuple(statuses),
        "outcomes": tuple(outcomes),
        "documents": len({quote.file for _, statement in found for quote in statement.quotes}),
        "facts": tuple(statement for _, statement in found),
    }


def _structure_edge(
    graph: nx.MultiDiGraph[str], start: str, end: str, kind: EdgeKind, rows: list[Row]
) -> dict[str, Any]:
    """The attributes of an edge that says where a body or place belongs."""
    label = f"{graph.nodes[start]['label']} {'is ' if kind != 'operates in' else ''}{kind} {graph.nodes[end]['label']}"
    quotes = _quotes(rows).get(start, [])
    note = () if quotes else ("known from the gazetteer or the name, not from a quoted sentence",)
    statement = Statement(start, label, "", note, tuple(quotes[:MAX_QUOTES]), max(0, len(quotes) - MAX_QUOTES))
    return {
        "kind": kind,
        "words": kind,
        "events": 1,
        "instruments": None,
        "people": None,
        "dates": (),
        "statuses": (),
        "outcomes": (),
        "documents": len({quote.file for quote in quotes}),
        "facts": (statement,),
    }


def _structure(
    nodes: Mapping[str, Row], facts: Iterable[tuple[str, str, EdgeKind]], rows: Iterable[Row]
) -> set[tuple[str, str, EdgeKind]]:
    """The edges of belonging that the network needs: territories of agencies, states of places, parents in common."""
    parents: dict[EdgeKind, dict[str, list[str]]] = {kind: defaultdict(list) for kind in _STRUCTURE_KINDS.values()}
    for row in sorted(rows, key=lambda row: (row["from"], row["to"])):
        if row["from"] in nodes and row["to"] in nodes:
            parents[_STRUCTURE_KINDS[row["property"]]][row["from"]].append(row["to"])
    core = {end for edge in facts for end in edge[:2]}

    def is_nation(iri: str) -> bool:
        return local_name(nodes[iri].get("type", "")) == "Nation"

    found: set[tuple[str, str, EdgeKind]] = set()
    for agency, places in parents["operates in"].items():
        found |= {(agency, place, "operates in") for place in places if place in core or not is_nation(place)}
    core |= {end for edge in found for end in edge[:2]}

    children = Counter(parent for body in core for parent in set(parents["part of"].get(body, [])))
    for body in core:
        for parent in parents["part of"].get(body, []):
            if parent in core or children[parent] > 1:
                found.add((body, parent, "part of"))

    for place in [iri for iri in core if nodes[iri]["class"] == JG.Jurisdiction]:
        for ancestor in _nearest(place, parents["within"], core, nodes):
            if not is_nation(ancestor):
                found.add((place, ancestor, "within"))
    return found


def _nearest(place: str, parents: Mapping[str, list[str]], core: set[str], nodes: Mapping[str, Row]) -> list[str]:
    """The nearest ancestors of a place that are drawn anyway or are states; the places between are left out.

    Where the store holds the transitive closure of jg:within, an ancestor reached through a nearer one is left out.
    """
    above = set(parents.get(place, []))
    direct = sorted(a for a in above if not any(a in parents.get(b, []) and b != a and b in core for b in above))
    found: list[str] = []
    seen = {place}
    while direct and not found:
        found = [a for a in direct if a in core or local_name(nodes[a].get("type", "")) == "USState"]
        seen.update(direct)
        direct = sorted({up for a in direct for up in parents.get(a, []) if up not in seen})
    # A county and its state may both be reached at once: the county alone says it all.
    return [a for a in found if not any(a in parents.get(b, []) for b in found if b != a)]


def _short_labels(drawn: Mapping[str, Row], rows: Iterable[Row]) -> dict[str, str]:
    """A short label for each node: a federal body's abbreviation, a county without its state; full where unclear."""
    abbreviations: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        abbreviations[row["node"]].append(row["short"])
    candidates: dict[str, str] = {}
    for iri, row in drawn.items():
        label = _label(row)
        shorter = [name for name in abbreviations.get(iri, []) if len(name) < len(label)]
        place, comma, _state = label.partition(", ")
        if shorter:
            candidates[iri] = min(shorter, key=lambda name: (len(name), name))
        elif comma and place.endswith((" County", " Parish", " Borough")):
            candidates[iri] = place
        else:
            candidates[iri] = label
    taken = Counter(candidates.values())
    return {iri: short if taken[short] == 1 else _label(drawn[iri]) for iri, short in candidates.items()}
