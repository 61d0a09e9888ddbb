"""Documents with shared facts, read once, so that tests of what builds do to a store need not read them again."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import pipeline, resources
from kg.export import export
from kg.pipeline import build
from kg.read.reader import document_key
from kg.store import Store, memory_store

# The same events in different words, events of their own, and a text with no fact at all.
TEXTS = {
    "alder.txt": (
        "U.S. Immigration and Customs Enforcement (ICE) issued three subpoenas to the Clackamas County Sheriff's "
        "Office in Oregon on February 3, 2020. The answer is due by March 3, 2020.\n"
    ),
    "birch.txt": (
        "ICE served the Clackamas County Sheriff's Office in Oregon with three subpoenas on February 3, 2020.\n"
    ),
    "cedar.txt": (
        "Immigration and Customs Enforcement served a subpoena on the Denver Police Department in Colorado on "
        "January 13, 2020. The department refused to comply.\n"
    ),
    "dogwood.txt": (
        "On January 13, 2020, ICE issued a subpoena to the Denver Police Department in Colorado under 8 U.S.C. "
        "§ 1225(d)(4)(A).\n"
    ),
    "elm.txt": (
        "ICE lodged 12 detainers with the Cook County jail in Illinois in March 2019, and the county declined them.\n"
    ),
    "fir.txt": "The town council of Bend, Oregon, met and spoke about the weather.\n",
    "hazel.txt": "ICE issued two subpoenas to the Linn County Sheriff's Office in Oregon on February 5, 2020.\n",
}
# Gives a process the facts of documents that were read before: what it does then is all that a build does with them.
# {0} is the file of the facts, {1} what comes before each document, {2} what comes before the build.
RECALL = """
import json, time
from pathlib import Path
import kg.pipeline, pyoxigraph as ox
from kg.model import SetAside
from kg.read.reader import document_key
FACTS = json.loads(Path({0!r}).read_text(encoding="utf-8"))
def process(path, *_):
    {1}
    quads = FACTS[document_key(path.name, path.read_bytes())]
    return list(ox.parse(quads.encode(), ox.RdfFormat.N_QUADS)), (), ""
kg.pipeline.process = process
{2}
from kg.cli.main import main
main()
"""
Process = Callable[..., tuple[list[ox.Quad], tuple[Any, ...], str]]


def content(store: Store) -> bytes:
    """All that a store holds, as sorted N-Quads and as the merged view."""
    stream = io.BytesIO()
    for form in ("nquads", "ntriples"):
        export(store, form, stream)
    return stream.getvalue()


def write(folder: Path, names: Iterable[str], texts: dict[str, str] = TEXTS) -> Path:
    """Make a folder hold these texts and no others."""
    folder.mkdir(exist_ok=True)
    wanted = set(names)
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name in wanted:
        (folder / name).write_text(texts[name], encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Document key → its quads as N-Quads, of TEXTS, of changed TEXTS, and of the seed documents."""
    folder = tmp_path_factory.mktemp("texts")
    paths = sorted(resources.path("seeds", "documents").glob("*.md"))
    for name, text in TEXTS.items():
        for version in (text, changed(text)):
            path = folder / str(len(paths)) / name
            path.parent.mkdir()
            path.write_text(version, encoding="utf-8")
            paths.append(path)
    found = {}
    for path in paths:
        quads, _, _ = pipeline.process(path)
        nquads = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
        assert nquads is not None
        found[document_key(path.name, path.read_bytes())] = nquads.decode()
    return found


def changed(text: str) -> str:
    """A later version of a text: another number, another day."""
    return text.replace("three", "four").replace("13", "14").replace("12", "9")


@pytest.fixture
def recalled(facts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes builds in this process take the facts from `facts`."""

    def process(path: Path, *_: object) -> tuple[list[ox.Quad], tuple[()], str]:
        quads = facts[document_key(path.name, path.read_bytes())]
        return list(ox.parse(quads.encode(), ox.RdfFormat.N_QUADS)), (), ""

    monkeypatch.setattr(pipeline, "process", process)


@pytest.fixture(scope="session")
def program(facts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.Popen[str]]:
    """Starts `kg` with some arguments in another process that takes the facts from `facts`.

    before: Python that runs before each document; setup: before the build.
    """
    saved = tmp_path_factory.mktemp("facts") / "facts.json"
    saved.write_text(json.dumps(facts), encoding="utf-8")

    def start(*arguments: str | Path, before: str = "pass", setup: str = "") -> subprocess.Popen[str]:
        command = [sys.executable, "-c", RECALL.format(str(saved), before, setup), *map(str, arguments)]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )

    return start


@pytest.fixture
def fresh(recalled: None) -> Callable[[Path], bytes]:
    """The bytes of a store that never held anything but a folder's documents."""

    def make(folder: Path) -> bytes:
        with memory_store() as store:
            build([folder], store)
            return content(store)

    return make
