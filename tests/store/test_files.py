"""RDF files as stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import load_file

TURTLE = '@prefix x: <https://example.org/> .\nx:a x:p "one" ; x:q x:b .\n'
TRIPLES = (
    '<https://example.org/a> <https://example.org/p> "one" .\n'
    "<https://example.org/a> <https://example.org/q> <https://example.org/b> .\n"
)
JSON = """{
    "@id": "https://example.org/a",
    "https://example.org/p": "one",
    "https://example.org/q": {"@id": "https://example.org/b"}
}"""
CONTENT = {
    "g.ttl": TURTLE,
    "G.TTL": TURTLE,
    "g.trig": TURTLE,
    "g.nt": TRIPLES,
    "g.nq": TRIPLES,
    "g.jsonld": JSON,
    "g.json": JSON,
}


@pytest.mark.parametrize("name", CONTENT)
def test_every_format_by_its_suffix(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(CONTENT[name])
    with load_file(tmp_path / name) as store:
        rows = [row["o"].value for row in store.query("SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?p")]
        assert rows == ["one", "https://example.org/b"]
        assert len(list(store.query("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }"))) == 2
        assert len(list(store.quads())) == len(list(store.triples())) == 2
        assert store.states() == {}


def test_named_graphs_stay_and_are_merged_for_queries(tmp_path: Path) -> None:
    file = tmp_path / "g.trig"
    file.write_text('@prefix x: <https://example.org/> .\nx:g { x:a x:p "one" }\nx:h { x:a x:p "one", "two" }\n')
    with load_file(file) as store:
        assert len(list(store.query("SELECT * WHERE { ?s ?p ?o }"))) == 2
        assert [quad.graph_name.value[-1] for quad in store.quads()] == ["g", "h", "h"]


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "g.ttl"
    file.write_bytes(b"\xef\xbb\xbf" + TURTLE.encode())
    assert len(list(load_file(file).triples())) == 2


def test_a_file_is_read_only(tmp_path: Path) -> None:
    file = tmp_path / "g.ttl"
    file.write_text(TURTLE)
    with load_file(file) as store, pytest.raises(StoreError, match="reading only"):
        store.remove("document/a")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("g.ttl", b"<https://e.org/a> <https://e.org/p> 1 .\n<https://e.org/a> x:p 2 .\n", "line 2"),
        ("g.nq", b"<https://e.org/a> nonsense .\n", "line 1"),
        ("g.nt", b'<https://e.org/a> <https://e.org/p> "\xff" .\n', "UTF-8"),
        ("g.jsonld", b'{"@id": ', "line 1"),
        ("g.jsonld", b'{"@context": "https://e.org/context", "@id": "https://e.org/a"}', "not valid JSON-LD"),
        ("g.rdf", b"<rdf/>", "suffix names no RDF format"),
        ("graph", b"", "suffix names no RDF format"),
    ],
)
def test_bad_files_are_explained(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(StoreError, match=message) as caught:
        load_file(file)
    assert caught.value.where == str(file)


def test_missing_files_and_folders_are_explained(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        load_file(tmp_path / "g.ttl")
    (tmp_path / "h.ttl").mkdir()
    with pytest.raises(StoreError, match="is a folder"):
        load_file(tmp_path / "h.ttl")
