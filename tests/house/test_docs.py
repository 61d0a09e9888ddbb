"""The documentation is current: the pages of the questions, and what docs/asking.md shows, run on the tests' graph."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.query.library import library
from kg.query.pages import pages

from .test_readme import missing

ROOT = Path(__file__).resolve().parents[2]
ASKING = (ROOT / "docs" / "asking.md").read_text(encoding="utf-8")


def test_the_pages_of_the_questions_are_current() -> None:
    made = pages(library().values(), ROOT / "tests" / "queries" / "expected")
    kept = {name: ROOT / "docs" / name for name in made}
    stale = [name for name, path in kept.items() if not path.exists() or path.read_text(encoding="utf-8") != made[name]]
    assert stale == [], "run make docs"
    there = {f"queries/{path.name}" for path in (ROOT / "docs" / "queries").iterdir()}
    assert there | {"queries.md"} == set(made)


def test_every_question_has_a_row_and_a_page() -> None:
    index = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    for query in library().values():
        page = (ROOT / "docs" / "queries" / f"{query.topic}.md").read_text(encoding="utf-8")
        assert f"(queries/{query.topic}.md#{query.name})" in index and f"\n## {query.name}\n" in page


def test_what_the_guide_shows_is_what_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "graph.trig").symlink_to(ROOT / "tests" / "fixtures" / "graph.trig")
    monkeypatch.chdir(tmp_path)
    for name, text in re.findall(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", ASKING, re.MULTILINE | re.DOTALL):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    sessions = 0
    for block in re.findall(r"^```console\n(.*?)^```$", ASKING, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            run([*shlex.split(command)[1:], "--graph", "graph.trig"])
            said = capfd.readouterr()
            assert missing(shown, (said.err + said.out).splitlines()) == [], command
            sessions += 1
    assert sessions >= 8
