"""Small graphs in TriG: documents with facts, in versions that differ in known ways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.store import Store, load_file
from kg.vocab import PREFIXES

Graph = Callable[..., Path]

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + "@base <https://example.org/> .\n"
BODY = """
<graph/document/{key}> {{
  <document/{key}> a jg:Document ; jg:fileName "{file}" ; skos:prefLabel "The story" .
  <agency/ice> a jg:Agency ; skos:prefLabel "ICE" ; jg:level jg:Federal .
  <subpoena/{key}/lane-1> a jg:Subpoena ; skos:prefLabel "ICE subpoena on Lane County" ; jg:issuedBy <agency/ice> ;
      jg:count {count} ; jg:evidence <evidence/{key}/{start}-{end}> .
  <evidence/{key}/{start}-{end}> a jg:Evidence ; jg:document <document/{key}> ; jg:start {start} ; jg:end {end} ;
      jg:quote "{quote}" ; jg:confidence {confidence} .
  {more}
}}
"""


def told(
    key: str = "a-111",
    file: str = "a.txt",
    count: int = 3,
    quote: str = "three subpoenas",
    start: int = 10,
    confidence: float = 0.9,
    more: str = "",
) -> str:
    """One document's graph: a subpoena on Lane County with its evidence."""
    end = start + len(quote)
    return BODY.format(**locals())


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    """Writes graphs of documents (see told) into a file and gives its path."""

    def make(name: str, *documents: str) -> Path:
        path = tmp_path / f"{name}.trig"
        path.write_text(HEAD + "".join(documents), encoding="utf-8")
        return path

    return make


@pytest.fixture
def stores(graph: Graph) -> Callable[[str, str], tuple[Store, Store]]:
    """The stores of two texts in TriG."""
    return lambda old, new: (load_file(graph("old", old)), load_file(graph("new", new)))
