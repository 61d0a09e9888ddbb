"""From the bytes of a file to its text: encodings, newlines, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from kg.errors import ReadError

# The 32-bit marks come first: the little-endian one begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8"),  # not utf-8-sig: the mark stays, as Path.read_text leaves it, so that offsets agree
)
# First bytes of formats often saved under the wrong suffix (ISO 32000-1 § 7.5.2, PKWARE APPNOTE 4.3.7, RFC 1952 ...).
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF87a", "a picture"),
    (b"GIF89a", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "an RTF document"),
)
# Control characters that do not occur in prose; tab, newlines, form feed and escape do.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MAX_CONTROL_SHARE = 0.01  # a stray control character in a page is a blemish, one in a hundred is no text
# charset-normalizer's `chaos` is 0 for clean text, and it drops guesses over 0.2; a sentence of English read with the
# wrong one-byte encoding measured 0.04-0.13.
MAX_CHAOS = 0.03
# Its measure of likeness to a known language; 0.45-0.6 on sentences of English and Russian.
MIN_COHERENCE = 0.2
_SAVE_AS = "save the file as UTF-8 text and try again"


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The text of a file's bytes, with newlines as Python's text mode gives them (CRLF and CR become LF).

    Order: byte order mark, UTF-8, the encoding that the file declares, then charset-normalizer's guess if it is sure.
    Raises ReadError for bytes that are binary or that no encoding explains.
    """
    for start, kind in _SIGNATURES:
        if data.startswith(start):
            raise ReadError(f"it is {kind}, not text", where=where, hint="export it as text, Markdown or HTML")
    text = _decode_marked(data, where)
    if text is None:
        if b"\0" in data:
            raise ReadError("it is binary (it holds NUL bytes), not text", where=where, hint=_SAVE_AS)
        text = _decode_unmarked(data, where, declared)
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text) or "\0" in text:
        raise ReadError("it is binary (it is full of control characters), not text", where=where, hint=_SAVE_AS)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_marked(data: bytes, where: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                reason = f"it is marked as {encoding.upper()} but breaks at byte {error.start}"
                raise ReadError(reason, where=where, hint=_SAVE_AS) from error
    return None


def _decode_unmarked(data: bytes, where: str, declared: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        first_bad = error.start
    if declared:
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass  # pages declare wrongly often enough: fall back to what the bytes say
    _refuse_damaged_utf8(data, first_bad, where)
    return _guess(data, where)


def _refuse_damaged_utf8(data: bytes, first_bad: int, where: str) -> None:
    """Read as any one-byte encoding, a damaged UTF-8 file would come out as mojibake without complaint."""
    lenient = data.decode("utf-8", errors="replace")
    bad = lenient.count("\ufffd")
    good = sum(1 for char in lenient if char > "\x7f") - bad
    if good > bad:
        raise ReadError(
            f"it is UTF-8 but damaged at byte {first_bad}", where=where, hint="get the file again, or repair it"
        )


def _guess(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data))
    candidates = []
    if matches:
        best = matches[0]
        # One-byte code pages tie on English with a few quotation marks; of those that fit as well, Windows' is by far
        # the commonest on the web (WHATWG Encoding Standard takes even "latin1" for it).
        close = [match for match in matches if match.chaos <= best.chaos + 0.01]
        if any("cp1252" in match.could_be_from_charset for match in close):
            candidates.append("cp1252")
        if best.chaos <= MAX_CHAOS and best.coherence >= MIN_COHERENCE:
            candidates.append(best.encoding)
    for encoding in candidates:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError("its encoding cannot be told with confidence", where=where, hint=_SAVE_AS)
