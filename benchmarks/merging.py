"""How merging grows: generated accounts of events, one issuer holding nine in ten, as records and in a store on disk.

    python benchmarks/merging.py [NUMBER ...]      default: 1000 10000 100000

Prints for each number the seconds of CPU time of the decisions (kg.merge.merge), and of the whole stage on a store that
holds a document for each account (kg.merge.update.remerge): finding copies, reading the events, deciding, writing the
merged graph. The peak is that of the process so far, the writing of the documents included.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from base64 import b85encode
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.merge import Event, Party, merge
from kg.merge.sketch import KEPT
from kg.merge.update import remerge
from kg.model import PartialDate
from kg.store import DocumentState, open_store
from kg.vocab import BASE, DCTERMS, JG, RDF, SKOS, XSD

ICE: Final = Party(f"{BASE}agency/us/ice", "ICE", above=(f"{BASE}agency/us/dhs",))
OTHERS: Final = [Party(f"{BASE}agency/us/other-{n}", f"Body {n}") for n in range(4)]
ACCOUNTS_A_RECIPIENT: Final = 40
TYPE: Final = NamedNode(str(RDF) + "type")


def accounts(number: int, seed: int = 7) -> list[Event]:
    """Up to seven accounts of each event: the agency or its place, the day, the month or no date, often no number."""
    chance = random.Random(seed)
    found: list[Event] = []
    recipients = max(1, number // ACCOUNTS_A_RECIPIENT)
    while len(found) < number:
        index = chance.randrange(recipients)
        place = Party(f"{BASE}jurisdiction/made/{index}", f"County {index}", is_place=True)
        sheriff = Party(f"{BASE}agency/made/{index}/sheriff", f"Sheriff of County {index}")
        issuer = ICE if chance.random() < 0.9 else chance.choice(OTHERS)
        day = date(2014, 1, 6) + timedelta(chance.randrange(2200))
        count = chance.choice([None, 1, 2, 3, 4, 7])
        for _ in range(chance.randrange(1, 8)):
            key = f"document/made-{len(found):07}-0123456789ab"
            kind = chance.random()
            told = PartialDate.of(day) if kind < 0.5 else PartialDate(day.year, day.month) if kind < 0.75 else None
            out = PartialDate.of(day + timedelta(chance.randrange(20))) if chance.random() < 0.8 else None
            found.append(
                Event(
                    f"{BASE}subpoena/made-{len(found):07}/1",
                    "Subpoena",
                    BASE + key,
                    sources=frozenset({BASE + key}),
                    published=out,
                    issuer=issuer,
                    recipient=place if chance.random() < 0.3 else sheriff,
                    place=place,
                    date=told,
                    count=count if chance.random() < 0.7 else None,
                )
            )
    return found[:number]


def quads(event: Event) -> Iterator[Quad]:
    """The event's document, as kg.mint writes one that tells of nothing else."""
    graph = NamedNode(event.document.replace("/id/", "/id/graph/"))
    evidence = event.iri.replace("/subpoena/", "/evidence/")
    rows: list[tuple[str, str, Any]] = [
        (event.document, str(RDF) + "type", JG.Document),
        (event.document, JG.fileName, Literal(event.document[-20:])),
        (event.iri, str(RDF) + "type", JG.Subpoena),
        (event.iri, SKOS.prefLabel, Literal("a subpoena")),
        (event.iri, JG.evidence, evidence),
        (evidence, str(RDF) + "type", JG.Evidence),
        (evidence, JG.document, event.document),
        (evidence, JG.quote, Literal(f"words of {event.iri}")),
    ]
    for prop, party in ((JG.issuedBy, event.issuer), (JG.servedOn, event.recipient), (JG.appliesIn, event.place)):
        if party is not None:
            kind = JG.Jurisdiction if party.is_place else JG.Agency
            rows += [(event.iri, prop, party.iri), (party.iri, str(RDF) + "type", kind)]
            rows.append((party.iri, SKOS.prefLabel, Literal(party.label)))
    types = {"day": XSD.date, "month": XSD.gYearMonth, "year": XSD.gYear}
    for subject, prop, when in ((event.iri, JG.date, event.date), (event.document, DCTERMS.issued, event.published)):
        if when is not None:
            rows.append((subject, prop, Literal(str(when), datatype=NamedNode(types[when.granularity]))))
    if event.count is not None:
        rows.append((event.iri, f"{JG}count", Literal(str(event.count), datatype=NamedNode(XSD.integer))))
    for subject, prop, value in rows:
        yield Quad(NamedNode(subject), NamedNode(prop), NamedNode(value) if isinstance(value, str) else value, graph)


def sketches(seed: int = 7) -> Iterator[str]:
    """Sketches of texts (see kg.merge.sketch), each seventh that of the text before: a copy."""
    chance = random.Random(seed)
    while True:
        hashes = sorted(chance.randbytes(5) for _ in range(KEPT))
        for _ in range(2 if chance.random() < 1 / 6 else 1):
            yield b85encode(b"".join(hashes)).decode()


def measure(number: int) -> str:
    """One line of the table."""
    events = accounts(number)
    begun = time.process_time()
    merged = merge(events)
    decided = time.process_time() - begun
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "graph") as store:
        for event, sketch in zip(events, sketches(), strict=False):
            key = event.document.removeprefix(BASE)
            store.put(DocumentState(key, key, "1", key, sketch=sketch), quads(event))
        del events
        begun = time.process_time()
        remerge(store)
        whole = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{number:>9,} {len(merged.clusters):>9,} {decided:>9.2f} s {whole:>9.2f} s {peak:>9,.0f} MB"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How merging grows.")
    parser.add_argument("numbers", nargs="*", type=int, default=[1_000, 10_000, 100_000], metavar="NUMBER")
    out = sys.stdout
    out.write(f"{'accounts':>9} {'clusters':>9} {'decisions':>11} {'with store':>11} {'peak so far':>12}\n")
    for number in parser.parse_args().numbers:
        out.write(measure(number) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
