"""`kg review` on a real terminal (a pty): keys without Enter, answers saved at once, undo, quit, resume, colour."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.judgements import load

KG = [sys.executable, "-c", "from kg.cli.main import main; main()", "review", "--reviewer", "A. Reader"]
TEXTS = {
    "a.txt": "U.S. Immigration and Customs Enforcement (ICE) served four subpoenas on the Lane County Sheriff's Office "
    "in Oregon on February 4, 2020.\n",
    "b.txt": "U.S. Immigration and Customs Enforcement issued subpoenas to Lane County, Oregon on February 6, 2020.\n",
    "c.txt": "U.S. Immigration and Customs Enforcement (ICE) served two subpoenas on the Linn County Sheriff's Office "
    "in Oregon on March 9, 2020.\n",
    "d.txt": "U.S. Immigration and Customs Enforcement issued subpoenas to Linn County, Oregon on March 11, 2020.\n",
}
WAIT = 60  # seconds for a word to appear, on a machine with much else to do


class Terminal:
    """`kg review` in a pty. shown: all that it printed so far."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self._main, side = pty.openpty()
        known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "KG_STORE")}
        self.process = subprocess.Popen(
            [*KG, *arguments], stdin=side, stdout=side, stderr=side, cwd=folder, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that Ctrl-C reaches it
            env=known | {"TERM": "xterm", "COLUMNS": "80"} | environment,
        )  # fmt: skip
        os.close(side)
        self.shown = ""
        self._read = 0

    def sees(self, words: str) -> None:
        """Wait until the words are printed, behind what was seen before."""
        end = time.monotonic() + WAIT
        while (at := self.plain.find(words, self._read)) < 0:
            assert time.monotonic() < end and self._more(), f"{words!r} did not come:\n{self.plain[self._read :]}"
        self._read = at + len(words)

    def types(self, keys: str) -> None:
        os.write(self._main, keys.encode())

    @property
    def plain(self) -> str:
        """What is on the screen, without colours and with plain line ends."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.shown).replace("\r\n", "\n")

    def ends(self) -> int:
        end = time.monotonic() + WAIT
        while self._more():
            assert time.monotonic() < end, f"it goes on:\n{self.plain[self._read :]}"
        return self.process.wait(WAIT)

    def _more(self) -> bool:
        ready, _, _ = select.select([self._main], [], [], 1)
        if not ready:
            return self.process.poll() is None
        try:
            data = os.read(self._main, 65536)
        except OSError:  # the other side is closed
            return False
        self.shown += data.decode("utf-8", errors="replace")
        return bool(data)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._main)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the texts: two pairs that may be one event each."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    assert run(["build", str(folder / "in"), "--store", str(folder / ".kg"), "--workers", "1"]) == 0
    return folder


@pytest.fixture
def terminal(built: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts `kg review` in the folder, whose judgements are forgotten."""
    opened: list[Terminal] = []
    (built / "judgements.yaml").unlink(missing_ok=True)

    def start(*arguments: str, **environment: str) -> Terminal:
        opened.append(Terminal(built, *arguments, **environment))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def verbs(folder: Path) -> list[str]:
    path = folder / "judgements.yaml"
    return [one.verb for one in load(path).all] if path.exists() else []


def test_a_sitting_with_all_answers_and_another_that_goes_on(built: Path, terminal: Callable[..., Terminal]) -> None:
    first = terminal("--below", "0.999")
    first.sees("6 questions for A. Reader")
    first.sees("1 of 6 · one event or two?")
    first.sees("1. ICE subpoena on Lane County Sheriff's Office, 2020-02-04")
    first.sees("recipient   Lane County, Oregon")
    first.sees("m merge  k keep apart")
    first.types("x")
    first.sees("'x' is none of")
    first.sees(">")
    first.types("\x1b[A")  # an arrow key, whose code ends in the letter of an answer
    first.sees(">")
    first.types("?")
    first.sees("no chain of others shall join them")
    first.types("m")
    first.sees("Why?")
    first.types("Days apart only.\n")
    first.sees("saved")
    assert verbs(built) == ["merge"], "saved at once"
    first.sees("2 of 6")
    first.types("k")
    first.sees("Why?")
    first.types("\n")
    first.sees("3 of 6 · read with doubt")
    assert verbs(built) == ["merge", "apart"]
    first.types("u")
    first.sees("taken back: apart")
    first.sees("2 of 6 · one event or two?")
    assert verbs(built) == ["merge"]
    first.types("k")
    first.sees("Why?")
    first.types("\n")
    first.sees("3 of 6")
    first.types("a")
    first.sees("saved")
    first.sees("4 of 6")
    first.types("r")
    first.sees("Why?")
    first.types("It was planned only.\n")
    first.sees("5 of 6")
    first.types("s")
    first.sees("6 of 6")
    first.types("q")
    assert first.ends() == 0
    assert "4 judgements saved in judgements.yaml" in first.plain
    assert verbs(built) == ["merge", "apart", "accept", "reject"]
    some = load(built / "judgements.yaml").all
    assert [one.why for one in some] == ["Days apart only.", None, None, "It was planned only."]
    assert {one.by for one in some} == {"A. Reader"}

    again = terminal("--below", "0.999")
    again.sees("2 questions for A. Reader")
    again.sees("1 of 2 · read with doubt")
    again.types("u")
    again.sees("nothing was answered yet")
    again.types("a")
    again.sees("2 of 2")
    again.types("a")
    assert again.ends() == 0
    last = terminal("--below", "0.999")
    last.sees("Nothing is left to ask.")
    assert last.ends() == 0


def test_what_was_judged_is_applied_by_the_next_build(
    built: Path, terminal: Callable[..., Terminal], capsys: pytest.CaptureFixture[str]
) -> None:
    one = terminal("--only", "duplicates")
    one.sees("1 of 2")
    one.types("m")
    one.sees("Why?")
    one.types("\n")
    one.sees("2 of 2")
    one.types("k")
    one.sees("Why?")
    one.types("\n")
    assert one.ends() == 0
    files = ["--judgements", str(built / "judgements.yaml")]
    assert run(["build", str(built / "in"), "--store", str(built / ".kg"), "--workers", "1", *files]) == 0
    out = capsys.readouterr().out
    assert "2 of 2 judgements applied" in out and " 3 subpoenas\n" in out
    assert (
        run(["build", str(built / "in"), "--store", str(built / ".kg"), "--workers", "1", "--judgements", os.devnull])
        == 0
    )
    assert " 4 subpoenas\n" in capsys.readouterr().out


def test_a_stop_by_ctrl_c_loses_nothing(built: Path, terminal: Callable[..., Terminal]) -> None:
    one = terminal("--only", "duplicates")
    one.sees("1 of 2")
    one.types("k")
    one.sees("Why?")
    one.types("\n")
    one.sees("2 of 2")
    one.sees(">")
    one.types("\x03")
    assert one.ends() == 0
    assert "1 judgement saved" in one.plain
    assert verbs(built) == ["apart"]
    two = terminal("--only", "duplicates")
    two.sees("1 of 1")
    two.sees(">")
    os.killpg(two.process.pid, signal.SIGKILL)
    two.ends()
    assert verbs(built) == ["apart"]


def test_a_correction_and_a_missed_fact(built: Path, terminal: Callable[..., Terminal]) -> None:
    one = terminal("--only", "low", "--below", "0.999", "--limit", "1")
    one.sees("1 of 1 · read with doubt")
    one.types("c")
    one.sees("Which value?")
    one.types("colour\n")
    one.sees("it has issuer")
    one.types("cou\n")
    one.sees("count (now 4; - for none):")
    one.types("three\n")
    one.sees("that is not a whole number")
    one.types("3\n")
    one.sees("Which value?")
    one.types("\n")
    one.sees("Why?")
    one.types("\n")
    assert one.ends() == 0
    (made,) = load(built / "judgements.yaml").all
    assert (made.verb, made.changes) == ("correct", (("count", ("3",)),))

    two = terminal("--add", "c.txt")
    two.sees("A fact that c.txt states.")
    two.types("1\n")
    two.sees("The words that state it")
    two.types("These are not there\n")
    two.sees("not in the text")
    two.types("served two subpoenas\n")
    two.sees("issuer:")
    two.types("ICE\n")
    two.sees("recipient:")
    two.types("the moon\n")
    two.sees("known by that name")
    two.types("Oregon State Police\n")
    for field in ("count", "qualifier", "people", "date", "due", "response"):
        two.sees(field)
        two.types("2\n" if field == "count" else "\n")
    two.sees("Why?")
    two.types("Both were named.\n")
    two.sees("saved")
    two.sees("A fact that c.txt states.")
    two.types("\n")
    assert two.ends() == 0
    made = load(built / "judgements.yaml").all[-1]
    assert made.verb == "add"
    assert made.facts[0].quote == "served two subpoenas"
    assert made.facts[0].values == (("issuer", ("ICE",)), ("recipient", ("Oregon State Police",)), ("count", ("2",)))


@pytest.mark.parametrize("plain", [False, True])
def test_colour_only_where_it_is_wanted(terminal: Callable[..., Terminal], plain: bool) -> None:
    one = terminal("--only", "duplicates", **({"NO_COLOR": "1"} if plain else {}))
    one.sees(">")
    one.types("q")
    assert one.ends() == 0
    assert ("\x1b[" not in one.shown) == plain
    assert ("»" in one.shown) == plain, "the quote is marked in one of two ways"
    assert max(map(len, one.plain.splitlines())) <= 100
