"""Whether quotes are the text at their offsets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.evaluate.quotes import Quotes, check_quotes
from kg.read import read

TEXT = "ICE served Lane County’s sheriff on Tuesday.\n"


@pytest.fixture
def documents(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return {"a.txt": read(tmp_path / "a.txt")}


def test_exact(world: Any, documents: dict[str, Any]) -> None:
    world.document("ice")
    world.evidence("ice", quote="ICE", start=0)
    world.evidence("ice", quote="Lane County’s", start=11)
    assert check_quotes(world.graph, documents) == Quotes(2, 2)


@pytest.mark.parametrize(
    ("quote", "start", "shown"),
    [
        ("ICE", 1, "a.txt, 1-4: ICE"),
        ("Lane County's", 11, "a.txt, 11-24: Lane County's"),
        ("ice", 0, "a.txt, 0-3: ice"),
        ("", 0, "a.txt, 0-0: https://w3id.org/jurisgraph/id/evidence1"),
        ("Tuesday.   ", 36, "a.txt, 36-47: Tuesday.   "),
        ("ICE", -45, "a.txt, -45--42: ICE"),
    ],
)
def test_inexact(world: Any, documents: dict[str, Any], quote: str, start: int, shown: str) -> None:
    world.document("ice")
    world.evidence("ice", quote=quote, start=start)
    assert check_quotes(world.graph, documents) == Quotes(0, 1, (shown,))


def test_parts_that_are_missing_or_doubled(world: Any, documents: dict[str, Any]) -> None:
    world.document("ice")
    for name, start in (("e1", 0), ("e2", None), ("e3", "= zero")):
        world.node(name, "Evidence", name, document="a-document", end=3, quote="= ICE")
        if start is not None:
            world.say(name, "jg:start", str(start) if isinstance(start, int) else world.value(start))
    world.say("e1", "jg:quote", '"ICE served"')
    found = check_quotes(world.graph, documents)
    assert (found.right, found.of) == (0, 3)
    assert found.inexact == ("a.txt, 0-3: ICE served / ICE", "a.txt, ?-3: ICE", "a.txt, zero-3: ICE")


def test_other_documents_are_not_checked(world: Any, documents: dict[str, Any]) -> None:
    world.document("ice", file="b.txt")
    world.evidence("ice", file="b.txt", quote="not there")
    assert check_quotes(world.graph, documents) == Quotes(0, 0)


def test_the_text_of_a_page_is_what_the_reader_makes_of_it(world: Any, tmp_path: Path) -> None:
    page = (
        "<html><body><article><p>ICE &amp; others <b>served</b> the sheriff of Lane County.</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    document = read(tmp_path / "a.html")
    start = document.text.index("ICE & others served")
    world.document("ice", file="a.html")
    world.evidence("ice", file="a.html", quote="ICE & others served", start=start)
    assert check_quotes(world.graph, {"a.html": document}) == Quotes(1, 1)
