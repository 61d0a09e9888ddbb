"""The house rules that hold for files as text: length, proportion of tests, nothing of one machine in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("kg", "tests", "seeds", "ontology", "queries", ".ci")
LONGEST = 400  # lines of a Python file
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".ttl",
    ".trig",
    ".rq",
    ".yaml",
    ".json",
    ".jsonld",
    ".js",
    ".css",
    ".csv",
    ".tsv",
}
MODELS = ROOT / "seeds" / "models"  # a trained model as spaCy writes it: weights and tables, nothing to read or edit
# Folders of one machine, and hosts and options by which one machine finds its packages. Written so that these lines do
# not match themselves.
MACHINE_PATH = re.compile(r"(?<![\w.~/:-])/(?:wor[k]|hom[e]|roo[t]|tm[p]|User[s]|mn[t])(?![\w.-])")
REGISTRY = re.compile(
    r"pypi\.or[g]|pythonhosted\.or[g]|-inde[x]-url|--find-link[s]|artifactor[y]|devp[i]", re.IGNORECASE
)


def files(*folders: str) -> Iterator[Path]:
    """Every file that is kept in the repository, of some folders or of all and the top."""
    if not folders:
        # A linked work tree of git has a file .git, which says where its repository lies.
        yield from sorted(path for path in ROOT.iterdir() if path.is_file() and path.name != ".git")
    for folder in folders or FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and (MODELS not in path.parents or is_text(path)):
                yield path


def is_text(path: Path) -> bool:
    """Whether a file beside a model is one that people wrote."""
    return path.name == "NOTICE"


def texts(*folders: str) -> Iterator[tuple[str, str]]:
    """Name and content of the text files."""
    for path in files(*folders):
        if path.suffix in TEXT or not path.suffix:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def python(*folders: str) -> dict[str, list[str]]:
    return {name: text.splitlines() for name, text in texts(*folders) if name.endswith(".py")}


def filled(sources: dict[str, list[str]]) -> int:
    return sum(1 for lines in sources.values() for line in lines if line.strip())


def test_no_python_file_is_too_long() -> None:
    lengths = {name: len(lines) for name, lines in python("kg", "tests", "seeds").items()}
    assert len(lengths) > 100, "the test does not see the files"
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def cases(node: object) -> int:
    """How many examples and counterexamples a data file holds: each is a test case that tests/data run."""
    if isinstance(node, list):
        return sum(map(cases, node))
    if not isinstance(node, dict):
        return 0
    own = sum(len(node[key]) for key in ("examples", "counterexamples") if key in node)
    return own + sum(cases(value) for key, value in node.items() if key not in ("examples", "counterexamples"))


def test_there_is_at_least_as_much_test_as_code() -> None:
    data = [yaml.safe_load(text) for name, text in texts("seeds") if name.endswith(".yaml")]
    assert sum(map(cases, data)) > 1000, "the test does not see the examples"
    assert filled(python("tests")) + sum(map(cases, data)) >= filled(python("kg"))


def test_no_test_folder_is_a_package() -> None:
    assert [path.as_posix() for path in files("tests") if path.name == "__init__.py"] == []


def test_init_files_hold_no_logic() -> None:
    """A docstring, re-exports and their list; the stages that are one function each are the exceptions."""
    lines = {name: filled({name: text}) for name, text in python("kg").items() if name.endswith("__init__.py")}
    allowed = {"kg/annotate/__init__.py", "kg/extract/__init__.py", "kg/link/__init__.py"}
    assert {name for name, number in lines.items() if number > 10} <= allowed


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["paths", "registries"])
def test_nothing_of_one_machine_is_in_a_file(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}:{number}: {match.group()}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        for match in pattern.finditer(line)
    ]
    assert found == []


def test_the_patterns_find_what_they_are_for() -> None:
    root, home, host = "/" + "root", "/" + "home", "pypi" + ".org"
    assert MACHINE_PATH.search(f'open("{home}/ann/x")') and MACHINE_PATH.search(f"see {root}.") is None
    assert MACHINE_PATH.search(f"cd {root}") and not MACHINE_PATH.search(f"https://example.org{home}/x")
    assert REGISTRY.search(f"https://{host}/simple") and not REGISTRY.search("the index of a book")


def test_text_files_end_with_a_newline_and_have_unix_line_ends() -> None:
    wrong = [name for name, text in texts("kg", "ontology", "queries") if text and not text.endswith("\n")]
    wrong += [path.name for path in files("kg", "ontology", "queries", "seeds") if b"\r\n" in path.read_bytes()]
    assert wrong == []


def test_nothing_is_left_to_do_in_the_code() -> None:
    marks = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|NotImplementedErro[r]")
    assert [name for name, text in texts("kg", "tests", "ontology", "queries") if marks.search(text)] == []
