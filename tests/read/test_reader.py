from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import PartialDate
from kg.read import read
from kg.read.reader import FORMATS, MAX_BYTES, document_key, is_supported

BODY = "The county answered four subpoenas.\n"


def put(folder: Path, name: str, data: bytes | str = BODY) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refused(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.where == path.as_posix()
    assert caught.value.hint, "an error says what to do"
    return caught.value


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [(".txt", "text/plain"), (".text", "text/plain"), (".TXT", "text/plain"), (".md", "text/markdown"),
     (".markdown", "text/markdown"), (".html", "text/html"), (".htm", "text/html"), (".xhtml", "text/html")],
)  # fmt: skip
def test_formats_by_suffix(tmp_path: Path, suffix: str, media_type: str) -> None:
    html = f"<html><head><title>T</title></head><body><p>{BODY}</p><p>{BODY}</p></body></html>"
    path = put(tmp_path, "a" + suffix, html if media_type == "text/html" else BODY)
    document = read(path)
    assert document.media_type == media_type
    assert "four subpoenas" in document.body.of(document.text)
    assert is_supported(path)
    assert suffix.casefold() in FORMATS


def test_a_document_carries_name_hash_and_key(tmp_path: Path) -> None:
    path = put(tmp_path, "A Letter.txt")
    document = read(path)
    assert document.file_name == "A Letter.txt"
    assert document.sha256 == hashlib.sha256(BODY.encode()).hexdigest()
    digest = hashlib.sha256(b"A Letter.txt\0" + BODY.encode()).hexdigest()[:12]
    assert document.key == f"document/a-letter-{digest}"


def test_same_name_and_bytes_same_key_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    one, two = put(tmp_path, "a.txt"), put(tmp_path / "deep", "a.txt")
    assert read(one) == read(two)
    assert read(put(tmp_path, "b.txt")).key != read(one).key
    assert read(put(tmp_path, "a.txt", BODY + "More.")).key != read(two).key


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="/\0"), min_size=1, max_size=80), st.binary()
)
def test_keys_are_short_plain_and_stable(name: str, data: bytes) -> None:
    key = document_key(name, data)
    assert key == document_key(name, data)
    slug, _, digest = key.removeprefix("document/").rpartition("-")
    assert 1 <= len(slug) <= 40
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug == slug.strip("-")
    assert len(digest) == 12


def test_slugs() -> None:
    assert document_key("Ibáñez & Söhne (2020).md", b"").startswith("document/ibanez-sohne-2020-")
    assert document_key("повестка.md", b"").startswith("document/text-")
    assert document_key("x" * 60 + ".md", b"").startswith("document/" + "x" * 40 + "-")


def test_sidecar_goes_before_front_matter_and_fills_nothing_else(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", f"---\ntitle: Front\npublisher: P\npublished: 2020-02-02\n---\n{BODY}")
    document = read(path, sidecar={"title": "Side", "published": "2020-01"})
    assert (document.title, document.publisher, document.published) == ("Side", "P", PartialDate(2020, 1))
    assert read(path).title == "Front"


def test_sources_toml_beside_the_file_is_found(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", f"Title: Header\n\n{BODY}")
    put(
        tmp_path,
        "sources.toml",
        '[files."a.txt"]\npublisher = "P"\npublished = 2020-01-15\nsource = "https://e.org/a"\n',
    )
    document = read(path)
    assert (document.title, document.publisher, document.source) == ("Header", "P", "https://e.org/a")
    assert document.published == PartialDate(2020, 1, 15)
    assert read(path, sidecar={}).publisher is None


def test_a_malformed_sources_toml_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    toml = put(tmp_path, "sources.toml", "[files\n")
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.where == toml.as_posix()
    assert "line 1" in caught.value.reason
    assert read(path, sidecar={}).text == BODY


def test_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere.txt").reason == "no such file"
    assert refused(tmp_path / "nowhere.docx").reason == "no such file"


def test_folder(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path).reason


@pytest.mark.parametrize("name", ["a.docx", "a", ".txt", "a.txt.zip"])
def test_unsupported(tmp_path: Path, name: str) -> None:
    error = refused(put(tmp_path, name))
    assert "cannot be read" in error.reason
    assert ".md" in str(error.hint)


def test_empty(tmp_path: Path) -> None:
    assert refused(put(tmp_path, "a.txt", b"")).reason == "it is empty"


@pytest.mark.parametrize("data", [b" \n\t\r\n", b"\xef\xbb\xbf \n", b"\xef\xbb\xbf", " \n".encode("utf-16")])
def test_blanks(tmp_path: Path, data: bytes) -> None:
    assert "blanks" in refused(put(tmp_path, "a.txt", data)).reason


def test_metadata_without_text(tmp_path: Path) -> None:
    assert "no text" in refused(put(tmp_path, "a.txt", "Title: x\nURL: https://example.org\n")).reason
    assert "no text" in refused(put(tmp_path, "b.md", "---\ntitle: x\n---\n\n")).reason


def test_binary_and_undecodable(tmp_path: Path) -> None:
    assert "binary" in refused(put(tmp_path, "a.txt", b"ab\0cd")).reason
    assert "PDF" in refused(put(tmp_path, "b.txt", b"%PDF-1.4\n%\xe2\xe3")).reason
    assert "encoding" in refused(put(tmp_path, "c.md", bytes(range(128, 256)) * 9)).reason


def test_enormous(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)  # a sparse file: takes no room
    error = refused(path)
    assert "larger than 50 MB" in error.reason


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(tmp_path / "gone.txt")
    assert "link" in refused(path).reason


def test_a_link_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(path)
    assert "cannot be read" in refused(path).reason


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    assert "no regular file" in refused(path).reason


def test_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.txt")

    def refuse(self: Path, *_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)  # chmod does not stop a superuser
    assert "may not be read" in refused(path).reason


def test_a_disk_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.txt")

    def fail(self: Path, *_: Any, **__: Any) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    assert "Input/output error" in refused(path).reason


def test_a_name_that_is_no_name(tmp_path: Path) -> None:
    assert refused(Path("a\0b.txt"))
