"""What the help and the README promise: every command is there, explains itself, and its examples are understood."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from kg.cli.main import COMMANDS, cli, run

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def all_commands() -> dict[str, click.Command]:
    """Every command that does something, by its words ("view network")."""
    found: dict[str, click.Command] = {}

    def collect(group: click.Group, words: tuple[str, ...]) -> None:
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            if isinstance(command, click.Group):
                collect(command, (*words, name))
            else:
                found[" ".join((*words, name))] = command

    collect(cli, ())
    return found


ALL = all_commands()


def help_of(words: str) -> str:
    command = ALL[words]
    return command.get_help(click.Context(command, info_name=words))


def examples(text: str) -> list[str]:
    """The command lines `kg ...` in a text: each on its own line, without the remark behind it."""
    found = []
    for line in text.splitlines():
        match = re.match(r"\s*(?:\$ )?(kg .*)", line)
        if match:
            found.append(re.split(r"\s{2,}| [|>#] ", match.group(1).strip())[0])
    return found


def understood(line: str) -> None:
    """Fail where a command line is not one that kg takes. It is parsed, not run."""
    words = shlex.split(line)[1:]
    command: click.Command = cli
    context = click.Context(cli)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        inner = command.get_command(context, words[0])
        assert inner is not None, f"no such command: {line}"
        command, words = inner, words[1:]
    try:
        command.make_context("kg", words)
    except click.exceptions.Exit as leave:  # --help and --version
        assert leave.exit_code == 0
    except click.UsageError as error:
        pytest.fail(f"{line}: {error.format_message()}")


def test_the_commands_of_the_issue_are_there() -> None:
    assert set(ALL) >= {"build", "query", "queries", "export", "view network", "validate", "explain", "text"}


@pytest.mark.parametrize("words", sorted(ALL))
def test_a_command_explains_itself(words: str) -> None:
    text = help_of(words)
    assert ALL[words].help, "it does not say what it does"
    assert len(ALL[words].get_short_help_str(limit=200)) > 15
    for parameter in ALL[words].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{parameter.name} does not say what it is for"
    own = [line for line in examples(text) if line.startswith(f"kg {words}")]
    assert own, "its help has no example of itself"


@pytest.mark.parametrize("line", sorted({line for words in ALL for line in examples(help_of(words))}))
def test_an_example_of_the_help_is_understood(line: str) -> None:
    understood(line)


def test_examples_of_the_overview_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    lines = examples(text)
    assert len(lines) >= 4
    for line in lines:
        understood(line)
    assert all(re.search(rf"^  {name}\b", text, re.MULTILINE) for name in COMMANDS)


def test_what_is_no_command_is_not_understood() -> None:
    with pytest.raises(AssertionError, match="no such command"):
        understood("kg fly away")
    with pytest.raises(pytest.fail.Exception, match="No such option"):
        understood("kg export --fromat turtle")


def test_command_lines_of_the_readme_are_understood() -> None:
    for line in examples(README):
        understood(line)
    for name in re.findall(r"`kg ([a-z]+)[^`]*`", README):
        assert name in COMMANDS, name


def test_targets_of_the_readme_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert targets >= {"help", "setup", "demo", "test", "lint", "evaluate", "accept", "clean"}
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) <= targets


def test_command_lines_of_the_makefile_are_understood() -> None:
    lines = re.findall(r"^\t@?\$\(BIN\)/(kg .*?)(?: \|\| .*)?$", MAKEFILE, re.MULTILINE)
    assert len(lines) >= 7
    for line in lines:
        for variable, value in (("DEMO", "demo"), ("ACCEPTED", "accepted"), ("RUN", "--against")):
            line = line.replace(f"$({variable})", value)
        assert "$" not in line
        understood(line)


def test_questions_named_in_the_readme_and_makefile_are_in_the_library() -> None:
    known = {path.stem for path in (ROOT / "queries").rglob("*.rq")}
    assert len(known) >= 12
    named = re.findall(r"kg query ([a-z][a-z-]+)", README + MAKEFILE + "".join(map(help_of, ALL)))
    assert named and set(named) <= known
