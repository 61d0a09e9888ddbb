"""A scene as PNG, drawn from its SVG by resvg with a font whose file we know, so that no text is lost or replaced."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Final

from kg.errors import ViewError
from kg.view.scene import Scene
from kg.view.svg import size, svg

SCALE: Final = 2.0
MOST_PIXELS: Final = 12_000  # of the longer side: beyond, drawing takes gigabytes
_FAMILY: Final = "Open Sans"
# Fonts of the system, for an installation without the package: family and file name, the nearest in width first.
_OTHERS: Final = (
    ("Open Sans", "OpenSans-Regular.ttf"),
    ("Liberation Sans", "LiberationSans-Regular.ttf"),
    ("Arial", "Arial.ttf"),
    ("Arial", "arial.ttf"),
    ("Helvetica", "Helvetica.ttc"),
    ("Noto Sans", "NotoSans-Regular.ttf"),
    ("DejaVu Sans", "DejaVuSans.ttf"),
)
_FOLDERS: Final[dict[str, tuple[str, ...]]] = {
    "win32": ("C:/Windows/Fonts",),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
_UNIX_FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def fonts() -> tuple[str, tuple[Path, ...]]:
    """The family to draw with and its files: those of the package ttf-opensans, else a sans serif of the system.

    Raises ViewError where there is none.
    """
    found = importlib.util.find_spec("ttf_opensans")
    for place in found.submodule_search_locations or () if found else ():
        # Only its files are used: finding them does not import the package.
        files = tuple(Path(place, "ttf", f"OpenSans-{weight}.ttf") for weight in ("Regular", "SemiBold"))
        if all(file.is_file() for file in files):
            return _FAMILY, files
    folders = [Path(folder).expanduser() for folder in _FOLDERS.get(sys.platform, _UNIX_FOLDERS)]
    for family, name in _OTHERS:
        for folder in folders:
            match = min(folder.rglob(name), default=None) if folder.is_dir() else None
            if match:
                return family, (match,)
    raise ViewError(
        "no font to draw the labels with",
        where="png",
        hint="install one with `pip install ttf-opensans`, or write .svg or .html, which need none",
    )


def png(scene: Scene, *, scale: float = SCALE) -> bytes:
    """The picture of `svg` as PNG, `scale` pixels to its unit (less for a picture larger than 12,000 pixels).

    Raises ViewError when there is no font or the drawing fails.
    """
    import resvg_py

    family, files = fonts()
    text = svg(scene)
    wide, high = pixels(scene, scale)
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=text,
                width=wide,
                height=high,
                font_files=[str(file) for file in files],
                font_family=family,
                sans_serif_family=family,
                # Letters that our font lacks are sought in the system's; else that is skipped: slow, and not the same
                # on two machines.
                skip_system_fonts=text.isascii()
                or all(ord(char) < 0x530 or 0x2000 <= ord(char) < 0x2070 for char in text),
            )
        )
    except ValueError as error:
        raise ViewError(f"the picture cannot be drawn: {error}", where="png", hint="write .svg instead") from error


def pixels(scene: Scene, scale: float = SCALE) -> tuple[int, int]:
    """Width and height of the PNG."""
    width, height = size(scene)
    factor = min(scale, MOST_PIXELS / max(width, height))
    return round(width * factor), round(height * factor)
