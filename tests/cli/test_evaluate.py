"""`kg evaluate` as its user sees it: figures, words, what was gained and lost, exit codes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import run
from kg.store import open_store

TEXT = "Immigration and Customs Enforcement (ICE) served two subpoenas on the Lane County Sheriff's Office in Oregon.\n"
OTHER = "The Polk County Sheriff's Office in Oregon runs the jail.\n"
LANE: dict[str, Any] = {
    "file": "a.txt",
    "agencies": ["U.S. Immigration and Customs Enforcement|ICE", "Lane County Sheriff's Office"],
    "jurisdictions": ["Oregon", "?Lane County, Oregon"],
    "agency_jurisdiction": [["Lane County Sheriff's Office", "Lane County, Oregon"]],
    "subpoenas": [{"issuer": "ICE", "recipient": "Lane County Sheriff's Office", "count": 2, "statutes": []}],
}
POLK: dict[str, Any] = {
    "file": "b.txt",
    "agencies": ["Polk County Sheriff's Office"],
    "jurisdictions": ["Oregon", "?Polk County, Oregon"],
    "agency_jurisdiction": [["Polk County Sheriff's Office", "Polk County, Oregon"]],
}
Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with two documents and their gold facts, all of which are found."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(OTHER, encoding="utf-8")
    write(tmp_path, LANE, POLK)
    return tmp_path


def write(place: Path, *entries: dict[str, Any]) -> None:
    (place / "gold.json").write_text(json.dumps(entries), encoding="utf-8")


def missing_one() -> dict[str, Any]:
    """Gold that asks for an agency that the text names nowhere, does not know another, and wants another number."""
    agencies = [LANE["agencies"][0], "Oregon Department of Justice"]
    return LANE | {"agencies": agencies, "subpoenas": [LANE["subpoenas"][0] | {"count": 3}]}


@pytest.fixture
def kg(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kg:
    monkeypatch.chdir(place)

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()  # what other commands said
        code = run(["evaluate", "gold.json", "in", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def rows(out: str) -> dict[str, list[str]]:
    """The lines of the table by their first word."""
    return {line.split()[0]: line.split()[1:] for line in out.splitlines() if line.strip() and line[0] != " "}


def test_figures(kg: Kg) -> None:
    code, out, err = kg()
    assert (code, err) == (0, "")
    assert out.splitlines()[0].split() == ["P", "R", "F1", "tp", "fp", "fn"]
    table = rows(out)
    assert list(table)[:8] == [
        "agencies", "jurisdictions", "agency_jurisdiction", "statutes", "policies", "subpoenas", "detainers", "all"
    ]  # fmt: skip
    assert table["agencies"] == ["1.000", "1.000", "1.000", "3", "0", "0"]
    assert table["subpoenas.count"] == ["1", "of", "1"]
    assert table["documents"] == ["2", "of", "2"]
    assert re.search(r"^quotes exact +(\d+) of \1$", out, re.MULTILINE)
    assert table["shapes"] == ["0", "violations,", "0", "warnings,", "0", "set", "aside"]


def test_misses_show_the_words(kg: Kg, place: Path) -> None:
    write(place, missing_one(), POLK | {"agencies": ["Polk County Sheriff's Office", "Polk County Jail|The Jail"]})
    code, out, _ = kg("--misses")
    assert code == 0, "a score is a score; only --against can fall"
    blocks = out.split("\n\n")[1:]
    assert blocks[0].splitlines() == [
        "missed  a.txt agencies: Oregon Department of Justice",
        "        no sentence names it",
    ]
    wrong = blocks[1].splitlines()
    assert wrong[0] == "wrong   a.txt agencies: Lane County Sheriff's Office"
    start = TEXT.index("Lane")
    assert re.fullmatch(rf' +{start}-{start + 28} \[.+\]: "Lane County Sheriff\'s Office"', wrong[1])
    field = blocks[2].splitlines()
    assert field[0].startswith("field   a.txt subpoenas: ICE → Lane County Sheriff's Office, count 3")
    assert field[1] == "        count wrong: 2, not 3"
    assert f'"{TEXT.strip()[:20]}' in field[2]
    assert blocks[3].splitlines() == ["missed  b.txt agencies: Polk County Jail", f'        0-57: "{OTHER.strip()}"']
    assert len(blocks) == 4


def test_nothing_to_show(kg: Kg) -> None:
    assert kg("--misses")[1] == kg()[1]


def test_json(kg: Kg, place: Path) -> None:
    write(place, missing_one(), POLK)
    plain = json.loads(kg("--json")[1])
    assert plain["kinds"]["agencies"] == {"tp": 2, "fp": 1, "fn": 1, "precision": 0.667, "recall": 0.667, "f1": 0.667}
    assert plain["kinds"]["all"]["fp"] == 1
    assert plain["fields"] == {"subpoenas.count": {"right": 0, "of": 1}}
    assert plain["documents"] == 2 and plain["documents_missing"] == 0 and plain["missing"] == {}
    assert plain["quotes"]["right"] == plain["quotes"]["of"] > 5
    assert not {"misses", "against"} & set(plain)
    told = json.loads(kg("--json", "--misses")[1])["misses"]
    assert [(one["verdict"], one["kind"]) for one in told] == [
        ("missed", "agencies"), ("wrong", "agencies"), ("found", "subpoenas")
    ]  # fmt: skip
    assert told[1]["passages"][0]["quote"] == "Lane County Sheriff's Office"
    assert told[2]["fields"] == [{"field": "count", "right": False, "wanted": "3", "given": "2"}]


def test_gained_and_lost(kg: Kg, place: Path) -> None:
    assert kg("--save", "before.json")[0] == 0
    (place / "other.ttl").write_text("", encoding="utf-8")
    code, out, _ = kg("--against", "before.json")
    assert code == 0
    assert out.partition("\n\n")[2].splitlines() == ["Since before.json:", "  0 gained, 0 lost in 2 documents."]
    assert run(["build", "in/a.txt", "--store", "kept"]) == 0
    code, out, _ = kg("--against", "before.json", "--store", "kept", "--save", "after.json")
    assert code == 1
    since = out.partition("Since ")[2].splitlines()
    assert since[1] == "  lost    b.txt agencies: Polk County Sheriff's Office (missed)"
    assert "  0 gained, 3 lost in 2 documents." in since
    assert ["agencies", "1.000", "→", "1.000", "1.000", "→", "0.667", "1.000", "→", "0.800", "-20.0"] in [
        line.split() for line in since
    ]
    assert "  agencies fell by 20.0 points, more than 1." in since
    code, out, _ = kg("--against", "after.json")
    assert code == 0
    assert "  gained  b.txt agencies: Polk County Sheriff's Office (found)" in out
    assert "+20.0" in out and "fell" not in out


def test_the_tolerance(kg: Kg) -> None:
    kg("--save", "before.json")
    run(["build", "in/a.txt", "--store", "kept"])
    code, out, _ = kg("--against", "before.json", "--store", "kept", "--tolerance", "99")
    assert "fell" not in out
    assert code == 1 and "b.txt: the graph has no document of this name" in out, (
        "a document that is not there fails too"
    )
    shown = json.loads(kg("--against", "before.json", "--store", "kept", "--json")[1])["against"]
    assert shown["fell"]["agencies"] == pytest.approx(20)
    assert [one["what"] for one in shown["lost"]] == ["missed"] * 3
    assert shown["kinds"]["all"]["before"]["f1"] == 1.0 and shown["same_corpus"] is True


def test_documents_that_changed_are_not_compared(kg: Kg, place: Path) -> None:
    kg("--save", "before.json")
    write(place, missing_one(), POLK)
    code, out, _ = kg("--against", "before.json")
    assert code == 0
    assert "Not compared, because they are new, gone, or changed in text or gold:\n    a.txt\n" in out
    assert "0 gained, 0 lost in 1 documents." in out


def test_one_file_can_be_compared_with_and_replaced(kg: Kg, place: Path) -> None:
    kg("--save", "run.json")
    before = (place / "run.json").read_bytes()
    run(["build", "in/a.txt", "--store", "kept"])
    code, out, _ = kg("--against", "run.json", "--save", "run.json", "--store", "kept")
    assert code == 1 and "3 lost" in out
    assert (place / "run.json").read_bytes() != before
    assert "0 gained, 0 lost" in kg("--against", "run.json", "--store", "kept")[1]


def test_the_same_run_is_the_same_bytes(kg: Kg, place: Path) -> None:
    kg("--save", "one.json")
    kg("--save", "two.json")
    assert (place / "one.json").read_bytes() == (place / "two.json").read_bytes()


def test_totals_only_tells_no_name(kg: Kg, place: Path) -> None:
    (place / "in" / "b.txt").write_bytes(b"")
    write(place, missing_one(), POLK)
    code, out, err = kg("--totals-only", "--save", "run.json")
    assert code == 1
    assert rows(out)["documents"] == ["1", "of", "2"]
    shown = out + err + (place / "run.json").read_text(encoding="utf-8")
    shown += kg("--totals-only", "--json", "--against", "run.json")[1]
    assert not re.search(r"\.txt|Sheriff|Oregon|Lane|Polk|ICE\b", shown)


def test_totals_are_compared(kg: Kg, place: Path) -> None:
    kg("--totals-only", "--save", "run.json")
    code, out, _ = kg("--totals-only", "--against", "run.json")
    assert (code, out.splitlines()[-2:]) == (0, ["Since run.json:", "  No count of facts changed."])
    write(place, missing_one(), POLK)
    code, out, _ = kg("--totals-only", "--against", "run.json")
    assert code == 1
    assert "Other documents or other gold facts than then" in out
    assert "agencies fell by 33.3 points, more than 1." in out


def test_a_graph_from_a_file(kg: Kg, place: Path) -> None:
    run(["build", "in", "--store", "kept", "-o", "graph.ttl"])
    assert kg("--graph", "graph.ttl") == kg("--store", "kept") == kg()
    with open_store(place / "kept") as store:
        assert len(store.states()) == 2


def test_the_store_of_the_environment_is_not_judged(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", "nowhere")
    assert kg()[0] == 0


def test_a_quote_that_is_not_the_text(kg: Kg, place: Path) -> None:
    run(["build", "in", "--store", "kept"])
    (place / "in" / "b.txt").write_text(OTHER.replace("Polk", "The Polk"), encoding="utf-8")
    code, out, _ = kg("--store", "kept")
    assert code == 1
    assert re.search(
        r"^Quotes that are not the text:\n(  .*\n)*  b.txt, 4-32: Polk County Sheriff's Office$", out, re.M
    )


def test_a_shape_that_is_violated(kg: Kg, place: Path) -> None:
    run(["build", "in", "--store", "kept", "-o", "graph.ttl"])
    text = (place / "graph.ttl").read_text(encoding="utf-8")
    (place / "graph.ttl").write_text(text.replace("jg:count 2", "jg:count 0"), encoding="utf-8")
    code, out, _ = kg("--graph", "graph.ttl")
    assert code == 1
    assert "1 violations, 0 warnings" in out
    assert re.search(r"^Violations:\n  .*\(a\.txt\): The count", out, re.MULTILINE)


def test_long_lists_are_cut(kg: Kg, place: Path) -> None:
    write(place, LANE, POLK, *({"file": f"gone{number}.txt"} for number in range(7)))
    code, out, _ = kg()
    assert code == 1
    assert out.count("it is not among the documents") == 5 and "  and 2 more\n" in out


def test_several_gold_files_and_folders(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "gold").mkdir()
    (place / "gold" / "a.json").write_text(json.dumps(LANE), encoding="utf-8")
    (place / "b.json").write_text(json.dumps(POLK), encoding="utf-8")
    assert run(["evaluate", str(place / "gold"), str(place / "b.json"), str(place / "in"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--totals-only", "--misses"], "--misses shows what --totals-only hides"),
        (["--graph", "g.ttl", "--store", "s"], "--graph and --store"),
        (["--tolerance", "-1"], "--tolerance"),
        (["--save", ""], "is empty"),
        (["--fast"], "--fast"),
    ],
)
def test_wrong_usage(kg: Kg, arguments: list[str], words: str) -> None:
    code, out, err = kg(*arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_one_argument_is_too_few(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "gold.json"]) == 2
    assert "GOLD" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--against", "none.json"], "none.json: there is no such run"),
        (["--against", "gold.json"], "gold.json: is not a run that kg evaluate has saved"),
        (["--graph", "none.ttl"], "none.ttl: there is no such file"),
        (["--store", "none"], "none: there is no graph there yet"),
    ],
)
def test_files_that_are_not_there(kg: Kg, arguments: list[str], words: str) -> None:
    code, out, err = kg(*arguments)
    assert (code, out) == (1, "")
    assert words in err


def test_a_run_that_cannot_be_saved(kg: Kg) -> None:
    code, _, err = kg("--save", "no/run.json")
    assert code == 1 and "its folder does not exist" in err


def test_each_layer_can_be_judged_alone(kg: Kg, place: Path) -> None:
    far = "drove out in March and served two subpoenas, all for booking files, on"
    text = TEXT.replace("served two subpoenas on", far)
    (place / "in" / "a.txt").write_text(text, encoding="utf-8")
    found = {layers: rows(kg("--layers", layers)[1])["subpoenas"][3] for layers in ("patterns", "parser")}
    assert found == {"patterns": "0", "parser": "1"}
