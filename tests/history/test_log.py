"""The log of builds beside a store: times and command lines, which have no place in the graph."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.errors import StoreError
from kg.history import builds, log_build


def test_lines_are_added_and_read_again(tmp_path: Path) -> None:
    assert builds(tmp_path) == []
    for number in range(3):
        log_build(tmp_path, {"number": number, "path": "ä"})
    assert builds(tmp_path) == [{"number": number, "path": "ä"} for number in range(3)]
    assert (tmp_path / "builds.jsonl").read_text(encoding="utf-8").count("\n") == 3


def test_half_a_line_of_a_process_that_was_killed(tmp_path: Path) -> None:
    log_build(tmp_path, {"number": 1})
    with (tmp_path / "builds.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"numb')
    log_build(tmp_path, {"number": 2})
    log_build(tmp_path, {"number": 3})
    assert [entry["number"] for entry in builds(tmp_path)] == [1, 2, 3]
    (tmp_path / "builds.jsonl").write_bytes(b"\xff\n[1]\n7\n")
    assert builds(tmp_path) == []


def test_a_name_that_is_no_utf8_is_kept_readable(tmp_path: Path) -> None:
    log_build(tmp_path, {"path": "b\udcffd"})
    assert builds(tmp_path) == [{"path": "b\\udcffd"}] or "udcff" in (tmp_path / "builds.jsonl").read_text()


def test_a_log_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="missing"):
        log_build(tmp_path / "nowhere", {})


def test_each_build_leaves_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Nothing of interest happened.\n", encoding="utf-8")
    store = tmp_path / "graph"
    for extra in ([], ["--keep-missing"], ["--fresh"]):
        assert run(["build", str(tmp_path / "a.txt"), "--store", str(store), "--json", *extra]) == 0
        shown = json.loads(capsys.readouterr().out)
        last = builds(store)[-1]
        assert last["activity"] == shown["activity"]
        times = [dt.datetime.fromisoformat(last[name]) for name in ("started", "ended")]
        assert times == sorted(times)
        assert {(time.utcoffset(), time.microsecond) for time in times} == {(dt.timedelta(0), 0)}
        assert last["paths"] == [str(tmp_path / "a.txt")]
    assert [(entry["built"], entry["unchanged"], entry["fresh"], entry["keep_missing"]) for entry in builds(store)] == [
        (1, 0, False, False),
        (0, 1, False, True),
        (1, 0, True, False),
    ]
    assert len({entry["activity"] for entry in builds(store)}) == 1, "the same documents, the same activity"
