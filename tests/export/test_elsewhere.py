"""The exports in other people's tools: they load without a warning, say the same there, and pass the shapes there."""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import time
import urllib.request
import warnings
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from kg import pipeline, resources
from kg.export import export
from kg.store import memory_store
from kg.validate.shapes import Shapes
from kg.vocab import JG, PROVENANCE_GRAPH, RDF

QUADS = ("nquads", "trig")
TRIPLES = ("turtle", "ntriples", "jsonld")
PARSED = {"nquads": "nquads", "trig": "trig", "turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld"}
READ = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf12": ox.RdfFormat.N_TRIPLES,
}


@pytest.fixture(scope="module")
def exports() -> dict[str, bytes]:
    """The graph of the seed documents in every format."""
    found = {}
    with memory_store() as store:
        pipeline.build([resources.path("seeds", "documents")], store)
        for form in READ:
            stream = io.BytesIO()
            export(store, form, stream)
            found[form] = stream.getvalue()
    return found


def in_rdflib(content: bytes, form: str) -> rdflib.Dataset:
    """What rdflib makes of an export; every warning is an error."""
    dataset = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # rdflib 7.6's own parsers use what it has deprecated itself.
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"rdflib\..*")
        warnings.filterwarnings("ignore", message=r"Dataset\.\w+ is deprecated", category=DeprecationWarning)
        dataset.parse(data=content, format=PARSED[form])
    return dataset


@pytest.mark.parametrize("form", [*QUADS, *TRIPLES])
def test_rdflib_reads_it_without_a_word(
    exports: dict[str, bytes], form: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    dataset = in_rdflib(exports[form], form)
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    statements = len({tuple(row[:3]) for row in dataset.quads()})
    lines = exports["nquads" if form in QUADS else "ntriples"].decode().splitlines()
    assert statements == len({line.rpartition(" <")[0] if form in QUADS else line for line in lines})


@pytest.mark.parametrize("form", READ)
def test_pyoxigraph_reads_what_was_written(exports: dict[str, bytes], form: str) -> None:
    store = ox.Store()
    store.bulk_load(exports[form], READ[form])
    reference = ox.Store()
    reference.bulk_load(exports["nquads" if form in QUADS else "ntriples"], ox.RdfFormat.N_QUADS)
    found = set(store)
    if form == "rdf12":
        found = {quad for quad in found if quad.predicate.value != str(RDF) + "reifies"}
    assert found == set(reference)


@pytest.mark.parametrize("form", [*QUADS, *TRIPLES])
def test_it_passes_the_shapes_there(exports: dict[str, bytes], form: str) -> None:
    """Without anything of ours: rdflib's parser and pySHACL, with the shapes as they are published."""
    graph = rdflib.Graph()
    for row in in_rdflib(exports[form], form).quads():
        graph.add(row[:3])
    shapes = rdflib.Graph()
    for file in Shapes().files:
        shapes.parse(file, format="turtle")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=False)
    assert conforms, text


@pytest.mark.parametrize("form", [*QUADS, *TRIPLES])
def test_nothing_but_rdf_1_1_is_needed(exports: dict[str, bytes], form: str) -> None:
    text = exports[form].decode()
    assert "<<" not in text and "@version" not in text.replace('"@version": 1.1', "") and "reifies" not in text
    assert "_:" not in text, "no blank nodes"


def test_provenance_is_a_graph_of_its_own_there(exports: dict[str, bytes]) -> None:
    for form in QUADS:
        names = {str(graph.identifier) for graph in in_rdflib(exports[form], form).graphs()}
        assert PROVENANCE_GRAPH in names
        assert sum("/graph/document/" in name for name in names) == 5


def test_triple_terms_tell_which_statement_a_quote_supports(exports: dict[str, bytes]) -> None:
    store = ox.Store()
    store.bulk_load(exports["rdf12"], ox.RdfFormat.N_TRIPLES)
    asked = f"""SELECT ?quote {{
      ?subpoena a <{JG.Subpoena}> ; <{JG.count}> ?count .
      ?evidence <{RDF.reifies}> <<( ?subpoena <{JG.count}> ?count )>> ; <{JG.quote}> ?quote }}"""
    quotes = {row["quote"].value for row in store.query(asked)}  # type: ignore[union-attr]
    assert any("four" in quote or "4" in quote for quote in quotes)
    everywhere = store.query(f"SELECT ?t {{ ?e <{RDF.reifies}> ?t . ?e a <{JG.Evidence}> }}")
    terms = [row["t"] for row in everywhere]  # type: ignore[union-attr]
    assert len(terms) > 100
    assert all(isinstance(term, ox.Triple) for term in terms)
    assert all((term.subject, term.predicate, term.object) in triples_of(exports) for term in terms)


def test_evidence_of_one_property_reifies_that_one_alone(exports: dict[str, bytes]) -> None:
    store = ox.Store()
    store.bulk_load(exports["rdf12"], ox.RdfFormat.N_TRIPLES)
    rows = store.query(f"SELECT ?e ?p ?t {{ ?e <{JG.supports}> ?p ; <{RDF.reifies}> ?t }}")
    found = {(row["e"], row["p"], row["t"].predicate) for row in rows}  # type: ignore[union-attr]
    assert len(found) > 10
    assert all(supported == predicate for _, supported, predicate in found)
    agencies = store.query(f"SELECT ?t {{ ?a a <{JG.Agency}> ; <{JG.evidence}> ?e . ?e <{RDF.reifies}> ?t }}")
    assert {row["t"].predicate.value for row in agencies} <= {RDF.type, JG.hasJurisdiction}  # type: ignore[union-attr]


def triples_of(exports: dict[str, bytes]) -> set[tuple[object, ...]]:
    if not _TRIPLES:
        parsed = ox.parse(exports["ntriples"], ox.RdfFormat.N_TRIPLES)
        _TRIPLES.update((quad.subject, quad.predicate, quad.object) for quad in parsed)
    return _TRIPLES


_TRIPLES: set[tuple[object, ...]] = set()


def test_the_oxigraph_server_takes_it(exports: dict[str, bytes], tmp_path: Path) -> None:
    program = shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    (tmp_path / "graph.nq").write_bytes(exports["nquads"])
    database = str(tmp_path / "data")
    loaded = subprocess.run(
        [program, "load", "--location", database, "--file", str(tmp_path / "graph.nq")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "warn" not in (loaded.stdout + loaded.stderr).lower()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "serve-read-only", "--location", database, "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            query = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
            assert asked(port, query) == str(exports["nquads"].count(b"\n"))
        finally:
            server.kill()


def asked(port: int, query: str) -> str:
    """The one number that a server on this machine answers, as soon as it is up."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/query",
        data=query.encode(),
        headers={"Content-Type": "application/sparql-query", "Accept": "text/csv"},
    )
    for _ in range(100):
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return str(answer.read().decode().splitlines()[1])
        except OSError:
            time.sleep(0.1)
    return "no answer"
