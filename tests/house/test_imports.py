"""The import contract, and what the light commands load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GRAPH = ROOT / "tests" / "fixtures" / "graph.trig"
# Runs one command line and says on the last line of standard error what it has loaded.
RUNNER = """
import json, sys
from kg.cli.main import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def loaded(*arguments: str) -> tuple[int, set[str]]:
    """The exit code of a command line in a fresh process, and the top-level modules that it has loaded."""
    command = [sys.executable, "-c", RUNNER, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


def test_the_import_contract_is_kept(capfd: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()",
         "--no-cache", "--config", "pyproject.toml"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["query", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code, modules = loaded(*arguments)
    assert code == 0
    heavy = {"spacy", "rdflib", "pyoxigraph", "networkx", "pyshacl", "trafilatura", "numpy", "lxml", "yaml", "rich"}
    assert modules & heavy == set()


def test_queries_load_no_language_model() -> None:
    code, modules = loaded("explain", "ICE", "--graph", str(GRAPH))
    assert code == 0
    assert "pyoxigraph" in modules
    # A question is asked in a process of its own, so that this one stays light and can stop it.
    code, asking = loaded("query", "documents", "--graph", str(GRAPH))
    assert code == 0
    assert asking & {"pyoxigraph", "rdflib", "yaml", "rich", "numpy"} == set()
    script = "import sys, kg.query.worker; print(*{name.split('.')[0] for name in sys.modules})"
    modules |= asking | set(
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
        ).stdout.split()
    )
    assert modules & {"spacy", "thinc", "trafilatura", "pyshacl"} == set()
