from __future__ import annotations

import struct
import zlib

import networkx as nx
import pytest

from kg.errors import ViewError
from kg.view import png as pngs
from kg.view.png import fonts, pixels, png
from kg.view.scene import Scene, scene
from kg.view.svg import size


@pytest.fixture(scope="module")
def picture(small: nx.MultiDiGraph[str]) -> Scene:
    return scene(small)


@pytest.fixture(scope="module")
def drawn(picture: Scene) -> bytes:
    return png(picture)


def decode(content: bytes) -> tuple[int, int, bytes]:
    """Width, height and the filtered rows of a PNG with eight bits a channel."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    at, body, width, height = 8, b"", 0, 0
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        chunk = content[at + 8 : at + 8 + length]
        assert struct.unpack(">I", content[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + chunk)
        if kind == b"IHDR":
            width, height, depth = struct.unpack(">IIB", chunk[:9])
            assert depth == 8
        if kind == b"IDAT":
            body += chunk
        at += 12 + length
    return width, height, zlib.decompress(body)


def test_it_decodes_at_twice_the_size_of_the_picture(picture: Scene, drawn: bytes) -> None:
    width, height, rows = decode(drawn)
    wanted = size(picture)
    assert (width, height) == (round(wanted[0] * 2), round(wanted[1] * 2))
    assert len(rows) % height == 0
    assert len(set(rows)) > 20, "it is no blank sheet"


def test_the_scale_can_be_chosen(picture: Scene) -> None:
    width, height, _ = decode(png(picture, scale=0.5))
    assert (width, height) == pixels(picture, 0.5)


def test_it_is_the_same_each_time(picture: Scene, drawn: bytes) -> None:
    assert png(picture) == drawn


def test_text_is_drawn(picture: Scene, drawn: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = pngs.svg
    monkeypatch.setattr(pngs, "svg", lambda scene: plain(scene).replace("<text", "<text visibility='hidden'"))
    assert png(picture) != drawn


def test_a_huge_picture_is_drawn_smaller(picture: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pngs, "MOST_PIXELS", 500)
    width, height, _ = decode(png(picture))
    assert max(width, height) == 500


def test_fonts_are_files(picture: Scene) -> None:
    family, found = fonts()
    assert family
    assert found
    assert all(file.is_file() for file in found)


def test_without_the_package_a_font_of_the_system_serves(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    folder = tmp_path / "truetype" / "dejavu"  # type: ignore[operator]
    folder.mkdir(parents=True)
    (folder / "DejaVuSans.ttf").write_bytes(b"")
    monkeypatch.setattr(pngs.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(pngs, "_FOLDERS", {})
    monkeypatch.setattr(pngs, "_UNIX_FOLDERS", (str(tmp_path),))
    assert fonts() == ("DejaVu Sans", (folder / "DejaVuSans.ttf",))


def test_without_any_font_it_says_so_rather_than_drawing_no_text(
    picture: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pngs.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(pngs, "_FOLDERS", {})
    monkeypatch.setattr(pngs, "_UNIX_FOLDERS", ())
    with pytest.raises(ViewError, match="no font") as caught:
        png(picture)
    assert "ttf-opensans" in str(caught.value)


def test_hostile_text_is_drawn(hostile: nx.MultiDiGraph[str]) -> None:
    assert decode(png(scene(hostile), scale=1))[0] > 0
