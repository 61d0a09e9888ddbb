"""`kg export` as users run it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.cli import export as module
from kg.cli.main import run
from kg.export import FORMATS
from kg.store import DocumentState, open_store
from kg.vocab import BASE, JG

# The command in a process of its own.
RUN = "import sys; from kg.cli.main import run; sys.exit(run(['export', *sys.argv[1:]]))"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The folder of a store with one document."""
    folder = tmp_path / "store"
    key = "document/a-1"
    quad = Quad(NamedNode(BASE + key), NamedNode(JG.quote), Literal("“päth”"), NamedNode(f"{BASE}graph/{key}"))
    with open_store(folder) as store:
        store.put(DocumentState(key, "a.txt", "1", "a.txt"), [quad])
    return folder


def test_the_formats_offered_are_those_there_are() -> None:
    assert tuple(FORMATS) == module.FORMATS


def test_turtle_goes_to_standard_output(store: Path) -> None:
    result = CliRunner().invoke(module.command, ["--store", str(store)])
    assert result.exit_code == 0, result.output
    quads = list(parse(result.stdout_bytes, format=RdfFormat.TURTLE))
    assert [quad.object for quad in quads] == [Literal("“päth”")]
    assert CliRunner().invoke(module.command, ["--store", str(store), "-o", "-"]).stdout_bytes == result.stdout_bytes


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_by_name_and_by_suffix(
    store: Path, tmp_path: Path, form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    named, told = tmp_path / "named.out", tmp_path / f"told{FORMATS[form][0]}"
    assert run(["export", "--store", str(store), "--format", form, "-o", str(named)]) == 0
    assert run(["export", "--store", str(store), "-o", str(told)]) == 0
    assert named.read_bytes() == told.read_bytes() != b""
    output = capfd.readouterr()
    assert output.out == ""
    assert f"Wrote {told} ({form})" in output.err


def test_another_file_is_rewritten(store: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.nq", tmp_path / "b.nq"
    assert run(["export", "--store", str(store), "-o", str(first)]) == 0
    assert run(["export", "--graph", str(first), "-o", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_no_graph_yet(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "g.ttl"
    assert run(["export", "--store", str(tmp_path / "none"), "-o", str(target)]) == 1
    assert "run kg build first" in capfd.readouterr().err
    assert not target.exists()


def test_wrong_usage(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--store", str(store), "--format", "rdfxml"]) == 2
    assert run(["export", "--store", str(store), "-o", str(tmp_path / "graph.doc")]) == 2
    assert ".ttl" in capfd.readouterr().err


def test_a_target_that_cannot_be_written(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--store", str(store), "-o", str(tmp_path / "no" / "g.ttl")]) == 1
    assert "folder does not exist" in capfd.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_standard_output(store: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", RUN, "--store", str(store)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1, done.stderr
    assert "disk is full" in done.stderr


def test_a_reader_that_goes_away_is_met_in_silence(store: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", RUN, "--store", str(store)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode in (0, 1)  # 1 where click meets the closed pipe first
    assert errors == b""


def test_help_shows_examples_and_imports_nothing_heavy() -> None:
    program = """
import sys
from kg.cli.main import run
assert run(["export", "--help"]) == 0
heavy = {"rdflib", "pyoxigraph", "spacy"} & sys.modules.keys()
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "kg export -o graph.nq" in done.stdout
    assert "--format" in done.stdout
