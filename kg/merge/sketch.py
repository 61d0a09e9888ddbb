"""A short fingerprint of a text, by which near copies and quoted passages are found without the texts.

A text's shingles (runs of five words) are hashed, and the smallest hashes kept (bottom-k sketch: Broder 1997, "On the
resemblance and containment of documents"). Among the hashes up to the smaller of two sketches' largest, both sketches
are complete, so the share of them in common estimates how much of the shorter text stands in the other.
"""

from __future__ import annotations

import base64
import binascii
import re
from hashlib import blake2b
from typing import Final

from kg.errors import StoreError

SHINGLE: Final = 5  # words
KEPT: Final = 256  # hashes of a text
_BYTES: Final = 5  # of a hash
_WORD: Final = re.compile(r"[^\W_]+")


def sketch(text: str) -> str:
    """The sketch of a text as printable text; empty for a text without a shingle.

    Case, punctuation, spaces and the kind of quotation marks do not count.
    """
    words = _WORD.findall(text.casefold().replace("’", "'"))
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    hashes = sorted({blake2b(shingle.encode(), digest_size=_BYTES).digest() for shingle in shingles})
    return base64.b85encode(b"".join(hashes[:KEPT])).decode("ascii")


def hashes(of: str) -> tuple[bytes, ...]:
    """The hashes of a sketch, sorted. Raises StoreError where it is damaged."""
    try:
        content = base64.b85decode(of.encode("ascii"))
    except (ValueError, binascii.Error) as error:
        raise StoreError(
            "a document's sketch is damaged", hint="build the store anew with: kg build --fresh"
        ) from error
    return tuple(content[i : i + _BYTES] for i in range(0, len(content), _BYTES))


def contained(one: tuple[bytes, ...], other: tuple[bytes, ...]) -> tuple[float, int]:
    """How much of the shorter of two texts stands in the other (0 to 1), and how many hashes that rests on."""
    if not one or not other:
        return 0.0, 0
    # A sketch with fewer than KEPT hashes holds all of its text's.
    limit = min((of[-1] for of in (one, other) if len(of) >= KEPT), default=max(one[-1], other[-1]))
    first = {value for value in one if value <= limit}
    second = {value for value in other if value <= limit}
    base = min(len(first), len(second))
    return (len(first & second) / base if base else 0.0), base
