"""What of a store is written: the merged view, what all documents state, or one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import export as module
from kg.errors import ExportError
from kg.export import VIEWS, rows
from kg.store import Store, load_file
from kg.vocab import BASE

Fill = Callable[..., Store]


def test_the_views_offered_are_those_there_are() -> None:
    assert module.VIEWS == VIEWS


def test_the_store_itself_is_the_merged_view(filled: Fill) -> None:
    store = filled()
    assert rows(store) is store


def test_documents_as_they_state_it(filled: Fill) -> None:
    store = filled()
    found = rows(store, "documents")
    assert set(found.quads()) == set(store.statements())
    triples = list(found.triples())
    assert len(triples) == len(set(triples)) == len({quad.triple for quad in store.statements()})


def names(store: Store) -> list[str]:
    return sorted(store.states())


@pytest.mark.parametrize("name", ["{key}", "{base}{key}", "id:{key}", "{slug}", "{file}", "in/some/{file}"])
def test_one_document_by_any_of_its_names(filled: Fill, name: str) -> None:
    store = filled()
    key = names(store)[0]
    slug = key.removeprefix("document/")
    asked = name.format(base=BASE, key=key, slug=slug, file=f"{slug.rpartition('-')[0]}.txt")
    found = list(rows(store, source=asked).quads())
    assert found == list(store.statements(key)) != []
    assert {quad.graph_name.value for quad in found} == {f"{BASE}graph/{key}"}  # type: ignore[union-attr]


def test_an_unknown_document_is_told(filled: Fill) -> None:
    with pytest.raises(ExportError, match="no document of this graph has that name"):
        rows(filled(), source="gone.txt")


def two(folder: Path) -> Path:
    """A graph of two documents of one file name."""
    lines = [
        f"<{BASE}document/{key}> <https://w3id.org/jurisgraph/ontology#fileName> "
        f'"a.txt" <{BASE}graph/document/{key}> .\n'
        f"<{BASE}document/{key}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        f"<https://w3id.org/jurisgraph/ontology#Document> <{BASE}graph/document/{key}> .\n"
        for key in ("a-1", "a-2")
    ]
    path = folder / "two.nq"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_two_documents_of_one_name_are_told_apart_by_key(tmp_path: Path) -> None:
    with load_file(two(tmp_path)) as store:
        with pytest.raises(ExportError, match="2 documents have that name") as error:
            rows(store, source="a.txt")
        assert "document/a-1, document/a-2" in str(error.value)
        assert len(list(rows(store, source="a-2").quads())) == 2, "a file has no state records, but graphs"


def test_the_command_writes_one_source(tmp_path: Path) -> None:
    path = two(tmp_path)
    run = CliRunner().invoke
    one = run(module.command, ["--graph", str(path), "--source", "a-1", "--format", "nquads"])
    assert one.exit_code == 0, one.output
    assert one.stdout.count("\n") == 2 and "a-2" not in one.stdout
    both = run(module.command, ["--graph", str(path), "--view", "documents", "--format", "nquads"])
    assert both.stdout == run(module.command, ["--graph", str(path), "--format", "nquads"]).stdout
    assert run(module.command, ["--graph", str(path), "--view", "none"]).exit_code == 2
