"""The `kg` command itself: help, exit codes, how errors of the library reach the user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg import __version__, errors
from kg.cli import common, main
from kg.cli.main import COMMANDS, cli, run

GRAPH = Path(__file__).resolve().parents[1] / "fixtures" / "graph.trig"
KG = [sys.executable, "-c", "from kg.cli.main import main; main()"]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Makes `kg export` raise what the test wants, and runs it."""

    def call(error: BaseException) -> int:
        @click.command()
        def command() -> None:
            raise error

        monkeypatch.setattr(cli, "get_command", lambda context, name: command)
        return run(["export"])

    return call


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for flag in ("--help", "-h"):
        assert run([flag]) == 0
        out = capsys.readouterr().out
        assert all(f"\n  {name} " in out for name in COMMANDS)
        assert "Exit codes: 0 all good, 1 something failed (it says what), 2 wrong usage." in out


def test_commands_are_listed_and_called_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.list_commands(click.Context(cli)) == sorted(COMMANDS)
    for name in COMMANDS:
        assert run([name, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"Usage: kg {name} ")


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"kg, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fly"], "No such command 'fly'"),
        (["--fly"], "No such option"),
        (["export", "--format", "paper"], "paper"),
        (["text"], "Missing argument"),
    ],
)
def test_wrong_usage_is_2(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert "Try 'kg" in captured.err


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    captured = capsys.readouterr()
    assert "Usage: kg" in captured.out + captured.err


KINDS = sorted(
    (kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.KgError)),
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_an_error_is_told_with_place_and_remedy(
    failing, capsys: pytest.CaptureFixture[str], kind: type[errors.KgError]
) -> None:  # type: ignore[no-untyped-def]
    code = failing(kind("it broke", where="a.txt", hint="mend it"))
    assert code == (2 if kind is errors.QueryError else 1)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "Error: a.txt: it broke\n  mend it\n"


def test_an_error_without_place_and_remedy(failing, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    assert failing(errors.ViewError("it broke")) == 1
    assert capsys.readouterr().err == "Error: it broke\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort(), EOFError()])
def test_a_stop_by_the_user(failing, capsys: pytest.CaptureFixture[str], error: BaseException) -> None:  # type: ignore[no-untyped-def]
    assert failing(error) == 130
    assert "Stopped. What was finished is kept" in capsys.readouterr().err


def test_an_error_of_the_file_system(failing, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    assert failing(PermissionError(13, "Permission denied", "a.txt")) == 1
    assert capsys.readouterr().err.startswith("Error: a.txt: Permission denied\n")


def test_an_exit_code_of_a_command_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for given, expected in ((None, 0), (0, 0), (1, 1), ("text", 0)):
        command = click.Command("export", callback=lambda given=given: given)
        monkeypatch.setattr(cli, "get_command", lambda context, name, command=command: command)
        assert run(["export"]) == expected


def test_a_click_exception_keeps_its_code(failing, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    assert failing(click.ClickException("no")) == 1
    assert failing(click.exceptions.Exit(3)) == 3
    assert "no" in capsys.readouterr().err


def test_main_exits_with_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "run", lambda: 7)
    with pytest.raises(SystemExit) as caught:
        main.main()
    assert caught.value.code == 7


def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen([*KG, "queries"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    with process.stderr as stream:
        assert stream.read() == b""
    assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_output_that_is_full_is_an_error() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*KG, "queries"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_store_can_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "elsewhere"))
    assert run(["query", "documents"]) == 1
    assert f"{tmp_path / 'elsewhere'}: there is no graph there yet" in capsys.readouterr().err
    monkeypatch.delenv("KG_STORE")
    monkeypatch.chdir(tmp_path)
    assert run(["query", "documents"]) == 1
    assert capsys.readouterr().err.startswith("Error: .kg: there is no graph")


def test_a_graph_file_goes_before_the_store(tmp_path: Path) -> None:
    with common.open_source(tmp_path / "none", GRAPH) as source:
        assert next(source.quads(), None) is not None
    with pytest.raises(errors.StoreError, match="there is no graph there yet"):
        common.open_source(tmp_path / "none", None)


def test_the_entry_point_is_installed() -> None:
    kg = Path(sys.executable).with_name("kg.exe" if os.name == "nt" else "kg")
    if not kg.exists():
        pytest.skip("the package is not installed beside this Python")
    done = subprocess.run([kg, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"kg, version {__version__}\n"
