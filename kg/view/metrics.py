"""How wide a text is, and where its lines break, without a font at hand.

The table holds, for each character, the wider of Open Sans Regular (1.10) and Liberation Sans (2.1, the metrics of
Arial), read from the fonts' hmtx tables: a label that fits by it fits in both.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Thousandths of the font size, U+0020 to U+007E.
_WIDTHS: Final = (
    278, 278, 401, 646, 572, 889, 730, 221, 333, 333, 552, 584, 278, 333, 278, 367, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 729, 667, 611, 778, 738, 279, 500, 667, 556, 903,
    754, 779, 667, 779, 722, 667, 611, 728, 667, 944, 667, 667, 611, 329, 367, 329, 542, 556, 577, 556, 613, 500, 613,
    561, 339, 556, 614, 253, 253, 525, 253, 930, 614, 604, 613, 613, 408, 500, 353, 614, 501, 778, 524, 504, 500, 379,
    551, 379, 584,
)  # fmt: skip
_OTHER: Final = 680
_WIDE: Final = 1000
ELLIPSIS: Final = "…"


@lru_cache(maxsize=4096)
def _character(char: str) -> int:
    if " " <= char <= "~":
        return _WIDTHS[ord(char) - 32]
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    base = unicodedata.normalize("NFD", char)[0]
    return _WIDTHS[ord(base) - 32] if base != char and " " <= base <= "~" else _OTHER


def text_width(text: str, size: float) -> float:
    """The width of one line in the units of `size`."""
    return sum(map(_character, text)) * size / 1000


def clip(text: str, size: float, width: float) -> str:
    """The text, or as much of its start as fits with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrap(text: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    """The text in at most `lines` lines about `width` wide, as even as can be; what is far too long is clipped.

    Breaks at spaces only; control characters count as spaces.
    """
    words = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text).split()
    if not words:
        return ("",)
    best: tuple[str, ...] = (" ".join(words),)
    for count in range(1, lines + 1):
        best = min(
            (_fill(words, size, limit, count) for limit in _limits(words, size)), key=lambda found: _cost(found, size)
        )
        if all(text_width(line, size) <= width for line in best):
            break
    return tuple(clip(line, size, width * 1.5) for line in best)


def _limits(words: list[str], size: float) -> list[float]:
    """The line widths worth trying: those of the word sequences from the start."""
    return [text_width(" ".join(words[:end]), size) + 0.01 for end in range(1, len(words) + 1)]


def _fill(words: list[str], size: float, limit: float, count: int) -> tuple[str, ...]:
    found = [words[0]]
    for word in words[1:]:
        longer = f"{found[-1]} {word}"
        if len(found) == count or text_width(longer, size) <= limit:
            found[-1] = longer
        else:
            found.append(word)
    return tuple(found)


def _cost(lines: tuple[str, ...], size: float) -> tuple[float, int]:
    return max(text_width(line, size) for line in lines), len(lines)
