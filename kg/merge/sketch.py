"""A short fingerprint of a text, by which near copies and quoted passages are found without the texts.

A text's shingles (runs of five words) are hashed, and the smallest hashes kept (bottom-k sketch: Broder 1997, "On the
resemblance and containment of documents"). Among the hashes up to the smaller of two sketches' largest, both sketches
are complete, so the share of them in common estimates how much of the shorter text stands in the other.
"""

from __future__ import annotations

import base64
import re
from hashlib import blake2b
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.errors import StoreError

Hashes: TypeAlias = NDArray[np.uint64]

SHINGLE: Final = 5  # words
KEPT: Final = 256  # hashes of a text
_BYTES: Final = 5  # of a hash
_WORD: Final = re.compile(r"[^\W_]+")
# Digits of base 85 (RFC 1924) by their codes; 85 for what is none.
_ALPHABET: Final = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_DIGITS: Final = np.full(256, 85, dtype=np.uint64)
_DIGITS[list(_ALPHABET)] = range(85)
_POWERS: Final = np.array([85**power for power in (4, 3, 2, 1, 0)], dtype=np.uint64)
_PLACES: Final = np.array([256**power for power in (4, 3, 2, 1, 0)], dtype=np.uint64)


def sketch(text: str) -> str:
    """The sketch of a text as printable text; empty for a text without a shingle.

    Case, punctuation, spaces and the kind of quotation marks do not count.
    """
    words = _WORD.findall(text.casefold().replace("’", "'"))
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    hashes = sorted({blake2b(shingle.encode(), digest_size=_BYTES).digest() for shingle in shingles})
    return base64.b85encode(b"".join(hashes[:KEPT])).decode("ascii")


def hashes(of: str) -> Hashes:
    """The hashes of a sketch, sorted. Raises StoreError where it is damaged."""
    # As base64.b85decode does it, which takes a hundred times as long.
    try:
        digits = _DIGITS[np.frombuffer(of.encode("ascii"), dtype=np.uint8)]
    except UnicodeEncodeError as error:
        raise _damaged() from error
    missing = -len(digits) % 5
    numbers = np.concatenate([digits, np.full(missing, 84, dtype=np.uint64)]).reshape(-1, 5) @ _POWERS
    content = numbers.astype(">u4").view(np.uint8)[: 4 * len(numbers) - missing]
    if len(content) % _BYTES or (digits > 84).any() or (numbers >> np.uint64(32)).any():
        raise _damaged()
    return content.reshape(-1, _BYTES).astype(np.uint64) @ _PLACES


def _damaged() -> StoreError:
    return StoreError("a document's sketch is damaged", hint="build the store anew with: kg build --fresh")


def contained(one: Hashes, other: Hashes) -> tuple[float, int]:
    """How much of the shorter of two texts stands in the other (0 to 1), and how many hashes that rests on."""
    if not len(one) or not len(other):
        return 0.0, 0
    # A sketch with fewer than KEPT hashes holds all of its text's.
    limit = min((of[-1] for of in (one, other) if len(of) >= KEPT), default=max(one[-1], other[-1]))
    first, second = (of[: np.searchsorted(of, limit, side="right")] for of in (one, other))
    base = min(len(first), len(second))
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return (shared / base if base else 0.0), base
