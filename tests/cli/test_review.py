"""`kg review` without a terminal: lists, JSON, answers that are piped in, errors; and what a page shows."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import run
from kg.cli.review import KINDS
from kg.cli.review_page import ALWAYS, ANSWERS, HELP, KEYS, TITLES, Page, clean
from kg.judgements import load
from kg.review import KINDS as ALL_KINDS

ICE = "U.S. Immigration and Customs Enforcement (ICE)"
LANE = "Lane County Sheriff's Office"
TEXTS = {
    "a.txt": f"{ICE} served four subpoenas on the {LANE} in Oregon on February 4, 2020. It was cold.\n",
    "b.txt": f"A paper: {ICE} served five subpoenas on the {LANE} in Oregon on February 4, 2020. It was warm. "
    "It was warm.\n",
    "c.txt": f"A third: {ICE} served five subpoenas on the {LANE} in Oregon on February 4, 2020, it was told.\n",
}
Review = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of three accounts of one event, of which one disagrees."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    assert run(["build", str(folder / "in"), "--store", str(folder / ".kg"), "--workers", "1"]) == 0
    return folder


@pytest.fixture
def review(built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Review:
    """Runs `kg review` in the folder with lines piped in; gives exit code, output and errors."""
    monkeypatch.chdir(built)
    (built / "judgements.yaml").unlink(missing_ok=True)
    capsys.readouterr()

    def call(*arguments: str, says: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(says))
        code = run(["review", "--reviewer", "A. Reader", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def saved(built: Path) -> list[Any]:
    path = built / "judgements.yaml"
    return list(load(path).all) if path.exists() else []


def test_the_questions_are_listed(review: Review, built: Path) -> None:
    code, out, err = review("--list")
    assert code == 0
    assert out.startswith("1. contested count: ICE subpoena on Lane County Sheriff's Office, 2020-02-04 (a.txt, b.txt")
    assert err == "1 question\n"
    assert len(review("--list", "--below", "1")[1].splitlines()) == 2
    assert len(review("--list", "--below", "1", "--limit", "1")[1].splitlines()) == 1
    assert review("--list", "--only", "aside", "--only", "duplicates")[1] == ""
    (item,) = json.loads(review("--json")[1])
    assert (item["kind"], item["field"]) == ("contested", "count")
    for fact in item["facts"]:
        assert TEXTS[fact["file"]][fact["start"] : fact["end"]] == fact["quote"]
    assert saved(built) == [], "nothing was asked"


def test_nothing_to_ask(review: Review) -> None:
    assert review("--only", "aside")[:2] == (0, "Nothing is left to ask.\n")


def test_piped_answers(review: Review, built: Path) -> None:
    code, out, _ = review(says="?\nz\nk\n1\nIt was another day.\n")
    assert code == 0
    assert "1 of 1 · the sources disagree: count" in out
    assert "They are two events" in out and "'z' is none of" in out
    assert "»" in out and "\x1b" not in out
    assert "2 judgements saved in judgements.yaml" in out
    made = saved(built)
    assert [one.verb for one in made] == ["apart", "apart"]
    assert [[fact.file for fact in one.facts] for one in made] == [["a.txt", "b.txt"], ["a.txt", "c.txt"]]
    assert {one.why for one in made} == {"It was another day."}
    assert review("--list")[1] == ""


def test_an_answer_that_settles_half_is_followed_by_the_same_question(review: Review, built: Path) -> None:
    _, out, _ = review(says="c\n2\ncount\n4\n\n\nr\n3\n\n")
    assert out.count("1 of 1") == 2
    assert [one.verb for one in saved(built)] == ["correct", "reject"]


def test_the_end_of_the_input_is_a_quit(review: Review, built: Path) -> None:
    code, out, _ = review(says="")
    assert code == 0 and "saved" not in out
    assert saved(built) == []
    review(says="a")
    assert [one.of for one in saved(built)] == [("count",)] * 3


def test_second_thoughts_save_nothing(review: Review, built: Path) -> None:
    _, out, _ = review(says="c\n9\n\nc\n1\n\nk\n\nr\n\nu\nn\n\nn\n1\n\ns\n")
    assert "a number from 1 to 3, please" in out and "nothing was answered yet" in out
    assert saved(built) == []


def test_adding_a_fact_whose_words_stand_twice(review: Review, built: Path) -> None:
    answers = "1\nIt was warm.\n2\nICE\nOregon State Police\n\n\n\n2020-02\n\nrefused\nIt is so.\n\n"
    code, out, _ = review("--add", "b.txt", says=answers)
    assert code == 0
    assert "Which of them? (1-2" in out
    (one,) = saved(built)
    assert (one.verb, one.why) == ("add", "It is so.")
    (fact,) = one.facts
    assert fact.at == TEXTS["b.txt"].rindex("It was warm.")
    assert fact.before and fact.before.endswith("It was warm.")
    assert fact.get("response") == ("Refused",)
    assert run(["build", "in", "--workers", "1", "--store", "other/.kg", "--judgements", "judgements.yaml"]) == 0


def test_a_document_that_is_not_there(review: Review) -> None:
    code, _, err = review("--add", "none.txt")
    assert code == 1
    assert "none.txt: no document of that name can be read" in err


def test_gold_facts_are_written(review: Review, built: Path) -> None:
    review(says="a\n")
    code, _, err = review("--export-gold", "gold.json")
    assert code == 0
    assert "Wrote gold.json: 0 documents." in err, "what was checked in part is no gold fact"
    assert json.loads((built / "gold.json").read_text(encoding="utf-8")) == []
    review("--only", "low", "--below", "1", says="a\n")
    assert "no build has applied them yet: 1 of the judgements" in review("--export-gold", "gold.json")[2]


def test_a_file_with_an_error_asks_nothing(review: Review, built: Path) -> None:
    (built / "judgements.yaml").write_text("- kind: acept\n", encoding="utf-8")
    code, out, err = review(says="a\n")
    assert (code, out) == (1, "")
    assert "judgements.yaml, line 1" in err


def test_a_store_that_is_not_there(review: Review) -> None:
    code, _, err = review("--store", "none")
    assert code == 1 and "there is no graph there yet" in err


def test_each_kind_of_question_has_its_words_and_answers() -> None:
    assert set(KINDS) == set(ALL_KINDS) == set(TITLES) == set(ANSWERS)
    for keys in ANSWERS.values():
        assert {*keys, *ALWAYS} <= set(KEYS) == set(HELP)
        assert len({*keys, *ALWAYS}) == len(keys) + len(ALWAYS)


def test_what_could_steer_a_terminal_is_not_printed() -> None:
    assert clean("a\x1b[2Jb\x07\n\tc\u202ed") == "a\ufffd[2Jb\ufffd c\ufffdd"


@pytest.mark.parametrize("width", [40, 60, 100])
def test_lines_fit_and_each_line_of_a_quote_is_marked(width: int) -> None:
    page = Page(width, colour=False)
    before, quote, after = "some words before " * 5, "the words of the fact " * 9, "and some words after " * 4
    lines = list(page.marked(before, quote, after))
    assert max(map(len, lines)) <= width
    text = " ".join(line.strip() for line in lines)
    assert text.replace("»", "").replace("«", "").split() == f"{before}{quote}{after}".split()
    marked = [line for line in lines if "»" in line]
    assert all(line.count("»") == line.count("«") == 1 for line in marked)
    assert sum("fact" in line for line in lines) == sum("fact" in line for line in marked)
    assert all(len(line) <= width for key in ANSWERS for line in page.help(key))
