"""The pager on a real terminal: a pair of pseudo-terminals, and a pager that tells what it was given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
GRAPH = str(Path(__file__).parents[1] / "fixtures" / "graph.trig")
SCRIPT = "import sys; from kg.cli.main import run; sys.exit(run(sys.argv[1:]))"


def on_terminal(arguments: list[str], environment: dict[str, str], lines: int = 10, columns: int = 100) -> str:
    """What a terminal of that size shows of a command."""
    near, far = pty.openpty()
    given = {**os.environ, "LINES": str(lines), "COLUMNS": str(columns), **environment}
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, *arguments], stdout=far, stderr=far, env=given)
    os.close(far)
    shown = b""
    while True:
        try:
            piece = os.read(near, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(near)
    assert process.wait() == 0
    return shown.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture
def pager(tmp_path: Path) -> dict[str, str]:
    program = tmp_path / "pager.py"
    program.write_text("import sys\nprint('PAGED', len(sys.stdin.readlines()), sys.argv[1:])\n", encoding="utf-8")
    return {"PAGER": f"{sys.executable} {program} 'two words'"}


def test_a_long_table_is_paged_by_the_users_pager(pager: dict[str, str]) -> None:
    shown = on_terminal(["query", "jurisdictions-named", "--graph", GRAPH], pager, lines=5)
    assert shown.startswith("PAGED ") and shown.endswith("['two words']\n")


@pytest.mark.parametrize("arguments", [["--no-pager"], ["--format", "csv", "--no-pager"]])
def test_without_a_pager_it_is_written_as_it_is(pager: dict[str, str], arguments: list[str]) -> None:
    shown = on_terminal(["query", "jurisdictions-named", "--graph", GRAPH, *arguments], pager, lines=5)
    assert "PAGED" not in shown and "Alder County" in shown


def test_what_fits_is_not_paged(pager: dict[str, str]) -> None:
    shown = on_terminal(["query", "jurisdictions-named", "--graph", GRAPH], pager, lines=50)
    assert "PAGED" not in shown and "Alder County" in shown


@pytest.mark.parametrize("none", ["", "cat", "no-such-program-anywhere"])
def test_no_pager_to_be_had(none: str) -> None:
    shown = on_terminal(["query", "jurisdictions-named", "--graph", GRAPH], {"PAGER": none}, lines=5)
    assert "Alder County" in shown


def test_a_pager_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    shown = on_terminal(["query", "jurisdictions-named", "--graph", GRAPH], {"PAGER": "true"}, lines=5)
    assert shown == ""


def test_a_pipe_is_not_paged(pager: dict[str, str]) -> None:
    arguments = ["query", "jurisdictions-named", "--graph", GRAPH]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True,
        env={**os.environ, **pager, "LINES": "5"},
    )  # fmt: skip
    assert "PAGED" not in done.stdout and "Alder County" in done.stdout
