"""Shows text on a terminal, through the user's pager where it is longer than the screen."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

import click


def show(text: bytes, *, pager: bool = True) -> None:
    """Write UTF-8 text to standard output: paged on a terminal too small for it, otherwise as it is.

    The pager is $PAGER, else less; an empty PAGER or "cat" is none. less is told to leave short text on the screen and
    to let colours through, unless LESS says otherwise.
    """
    command = _pager() if pager and sys.stdout.isatty() and _is_long(text) else None
    if command is None:
        click.echo(text, nl=False)
        return
    sys.stdout.flush()
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, env={"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    )
    while True:
        try:
            process.communicate(text)  # a pager that is left early is no error
            return
        except KeyboardInterrupt:  # for the pager, which stays
            continue


def _pager() -> list[str] | None:
    """The words of the command, None where there is no pager to be had."""
    named = os.environ.get("PAGER")
    words = shlex.split(named) if named is not None else ["less"]
    if not words or words == ["cat"] or shutil.which(words[0]) is None:
        return None
    return words


def _is_long(text: bytes) -> bool:
    size = shutil.get_terminal_size()
    lines = text.decode("utf-8", "replace").splitlines()
    return sum(max(1, -(-len(line) // size.columns)) for line in lines) >= size.lines
