"""Every format: what is written reads back as the same graph, and is the same bytes each time."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, Triple, parse

from kg.errors import ExportError
from kg.export import FORMATS, export, format_of
from kg.store import Store, load_file, memory_store

Fill = Callable[..., Store]
ENGINE = {
    "turtle": RdfFormat.TURTLE,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
NAMED = ("nquads", "trig")


def written(store: Store, form: str) -> bytes:
    stream = io.BytesIO()
    export(store, form, stream)
    return stream.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_reads_back_as_the_same_graph(filled: Fill, form: str) -> None:
    store = filled()
    quads = list(parse(written(store, form), format=ENGINE[form]))
    if form in NAMED:
        assert {str(quad) for quad in quads} == {str(quad) for quad in store.quads()}
    else:
        assert {str(quad.triple) for quad in quads} == {str(triple) for triple in store.triples()}
        assert len(quads) == len(list(store.triples())), "each triple once"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib about its own names
@pytest.mark.parametrize("form", FORMATS)
def test_rdflib_reads_the_same_graph(filled: Fill, form: str) -> None:
    store = filled()
    names = {"turtle": "turtle", "nquads": "nquads", "trig": "trig", "ntriples": "nt", "jsonld": "json-ld"}
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=written(store, form), format=names[form])
    assert len(set(dataset.triples((None, None, None)))) == len(list(store.triples()))


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_puts_does_not_matter(filled: Fill, form: str) -> None:
    names = ("alder", "birch", "cedar")
    first = written(filled(names), form)
    for order in itertools.permutations(names):
        assert written(filled(order), form) == first
    assert written(filled((*names, *names)), form) == first, "nor does putting a document twice"


def test_the_hash_seed_does_not_matter(tmp_path: Path) -> None:
    """Every format in processes of their own, with different seeds of Python's hashes."""
    program = """
import sys
sys.path.insert(0, sys.argv[1])
from conftest import quads_of
from kg.export import FORMATS, export
from kg.store import DocumentState, memory_store
store = memory_store()
for name in {"alder", "birch", "cedar"}:
    store.put(DocumentState(f"document/{name}-0123456789ab", name, "1", name), set(quads_of(name)))
for form in FORMATS:
    export(store, form, sys.stdout.buffer)
"""
    outputs = set()
    for seed in ("0", "1", "4242"):
        done = subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent)],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 5000


@pytest.mark.parametrize("form", FORMATS)
def test_every_file_format_is_loaded_back_by_the_store(filled: Fill, form: str, tmp_path: Path) -> None:
    store = filled()
    file = tmp_path / f"graph{FORMATS[form][0]}"
    file.write_bytes(written(store, form))
    with load_file(file) as loaded:
        assert {str(triple) for triple in loaded.triples()} == {str(triple) for triple in store.triples()}
        assert written(loaded, "turtle") == written(store, "turtle")


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_store_is_valid_output(form: str) -> None:
    assert list(parse(written(memory_store(), form), format=ENGINE[form])) == []


@pytest.mark.parametrize("form", ["nquads", "ntriples"])
def test_line_formats_are_sorted_and_canonical(filled: Fill, form: str) -> None:
    lines = written(filled(), form).decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(set(lines))
    one = next(parse(lines[0] + "\n", format=ENGINE[form]))
    assert isinstance(one, Quad)
    assert lines[0] == f"{one if form == 'nquads' else one.triple} ."


def test_formats_by_suffix() -> None:
    for name, suffixes in FORMATS.items():
        for suffix in suffixes:
            assert format_of(Path(f"some.where/graph{suffix.upper()}")) == name
    for wrong in ("graph.rdf", "graph", "graph.ttl.gz"):
        with pytest.raises(ExportError, match="suffix") as caught:
            format_of(Path(wrong))
        assert ".ttl" in (caught.value.hint or "")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ExportError, match="no format 'rdfxml'"):
        export(memory_store(), "rdfxml", io.BytesIO())


def test_streams_that_fail(filled: Fill) -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    class Gone(io.BytesIO):
        def write(self, data: object) -> int:
            raise BrokenPipeError

    with pytest.raises(ExportError, match="disk is full"):
        export(filled(), "turtle", Full())
    with pytest.raises(BrokenPipeError):
        export(filled(), "turtle", Gone())


def test_the_fixture_graph_survives_every_format(tmp_path: Path) -> None:
    source = Path(__file__).parents[1] / "fixtures" / "graph.trig"
    with load_file(source) as store:
        triples: set[Triple] = set(store.triples())
        for form in FORMATS:
            again = {quad.triple for quad in parse(written(store, form), format=ENGINE[form])}
            assert again == triples, form
