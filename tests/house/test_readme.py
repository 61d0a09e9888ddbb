"""What the README shows is what comes out: its commands are run on the seed documents and compared line by line.

`[...]` in the README stands for what was cut: the rest of a line, or alone on its line for lines.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(DEMO)", "demo")
CUT = "[...]"
Kg = Callable[[str], list[str]]


def blocks(kind: str) -> list[str]:
    """The fenced blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def sessions() -> Iterator[tuple[str, list[str]]]:
    """Each command line of the README with the lines that it shows below it."""
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            yield command, shown


def missing(shown: list[str], real: list[str]) -> list[str]:
    """The lines shown that do not come, in this order, among the real ones."""
    wrong, at = [], 0
    for line in shown:
        if line.strip() in ("", CUT):
            continue
        pattern = re.compile(".*".join(map(re.escape, line.rstrip().split(CUT))))
        found = next((i for i in range(at, len(real)) if pattern.fullmatch(real[i].rstrip())), None)
        if found is None:
            wrong.append(line)
        else:
            at = found + 1
    return wrong


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout to the commands, and takes what they write."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "tests"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture
def kg(place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Kg:
    monkeypatch.chdir(place)
    monkeypatch.delenv("KG_STORE", raising=False)

    def call(command: str) -> list[str]:
        """What one command line says, errors and progress first."""
        code = run(shlex.split(command)[1:])
        said = capfd.readouterr()
        assert code == 0, said.err
        return (said.err + said.out).splitlines()

    return call


def test_the_demo_prints_what_the_readme_shows(kg: Kg) -> None:
    (shown,) = blocks("text")
    real: list[str] = []
    for line in re.findall(r"^\t@(.*)$", MAKEFILE.partition("\ndemo:")[2].partition("\n\n")[0], re.MULTILINE):
        if line.startswith("$(BIN)/kg "):
            real += kg(line.removeprefix("$(BIN)/"))
        else:
            real.append("".join(shlex.split(line)[1:]))
    assert missing(shown.splitlines(), real) == []


def test_the_commands_print_what_the_readme_shows(kg: Kg) -> None:
    commands = list(sessions())
    assert len(commands) >= 9
    wrong = {command: missing(shown, kg(command)) for command, shown in commands}
    assert {command: lines for command, lines in wrong.items() if lines} == {}


def test_what_is_not_real_is_noticed() -> None:
    real = ["a  b", "", "  c is long", "d"]
    assert missing(["a  b", CUT, "  c [...]", "d"], real) == []
    assert missing(["d", "a  b"], real) == ["a  b"]
    assert missing(["a  [...]x"], real) == ["a  [...]x"]


def test_the_files_and_folders_that_the_readme_names_are_there() -> None:
    named = set(re.findall(r"`((?:kg|docs|ontology|queries|seeds|tests)/[\w./-]*)`", README)) | set(
        re.findall(r"\]\((?!#|https?:)([^)]+)\)", README)
    )
    assert len(named) > 8
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
