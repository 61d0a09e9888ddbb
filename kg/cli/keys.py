"""Single keys from a terminal, without Enter."""

from __future__ import annotations

import codecs
import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

termios: Any
try:
    import termios
except ImportError:  # no such terminals on this system: click knows its way
    termios = None

_PAUSE = 0.05  # seconds in which the rest of an arrow key's code comes


@contextmanager
def single_keys() -> Iterator[Callable[[], str]]:
    """Reads keys from standard input, a terminal, as they are pressed; what was typed ahead is not lost.

    The function given yields a character, "" for keys that send more than one (arrows), and raises EOFError at Ctrl-D.
    Ctrl-C interrupts as ever.
    """
    if termios is None:
        yield click.getchar
        return
    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    raw = termios.tcgetattr(fd)
    raw[3] &= ~(termios.ICANON | termios.ECHO)
    raw[6][termios.VMIN], raw[6][termios.VTIME] = 1, 0
    termios.tcsetattr(fd, termios.TCSADRAIN, raw)
    try:
        yield lambda: _key(fd)
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)


def _key(fd: int) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    while True:
        data = os.read(fd, 1)
        if data in (b"", b"\x04"):
            raise EOFError
        if data == b"\x1b":
            while select.select([fd], [], [], _PAUSE)[0] and os.read(fd, 32):
                pass
            return ""
        if text := decoder.decode(data):
            return text
