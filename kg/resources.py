"""Where the data files are: ontology/, queries/ and seeds/, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).resolve().parent
FOLDERS = ("ontology", "queries", "seeds")


@cache
def root() -> Path:
    """The folder that holds ontology/, queries/ and seeds/: the wheel's data folder, else the checkout."""
    for place in (_PACKAGE / "_data", _PACKAGE.parent):
        if all((place / folder).is_dir() for folder in FOLDERS):
            return place
    raise KgError("the data files of jurisgraph are missing", where=str(_PACKAGE), hint="install the package again")


def path(*parts: str) -> Path:
    """The path of one data file or folder, for example path("ontology", "shapes").

    Raises KgError when it does not exist.
    """
    found = root().joinpath(*parts)
    if not found.exists():
        raise KgError("a data file of jurisgraph is missing", where="/".join(parts), hint="install the package again")
    return found
