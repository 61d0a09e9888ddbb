"""kg.resources: the data are found in a checkout and in a wheel, and a broken installation says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import resources
from kg.errors import KgError


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation without data, at <tmp>/site/kg."""
    package = tmp_path / "site" / "kg"
    package.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    resources.root.cache_clear()
    yield package
    resources.root.cache_clear()


def fill(place: Path) -> None:
    for folder in resources.FOLDERS:
        (place / folder).mkdir(parents=True)


def test_the_data_of_this_installation() -> None:
    for folder in resources.FOLDERS:
        assert resources.path(folder).is_dir()
        assert resources.path(folder) == resources.root() / folder
    assert resources.path("ontology", "jurisgraph.ttl").is_file()
    assert resources.path("seeds", "documents").is_dir()


def test_the_package_s_own_data_go_first(elsewhere: Path) -> None:
    fill(elsewhere.parent)
    fill(elsewhere / "_data")
    assert resources.root() == elsewhere / "_data"


def test_a_checkout_has_its_data_beside_the_package(elsewhere: Path) -> None:
    fill(elsewhere.parent)
    assert resources.root() == elsewhere.parent


def test_some_folders_are_not_enough(elsewhere: Path) -> None:
    (elsewhere / "_data" / "ontology").mkdir(parents=True)
    fill(elsewhere.parent)
    assert resources.root() == elsewhere.parent


def test_no_data_at_all(elsewhere: Path) -> None:
    with pytest.raises(KgError, match="data files of jurisgraph are missing") as caught:
        resources.root()
    assert caught.value.where == str(elsewhere)
    assert caught.value.hint == "install the package again"


def test_a_missing_file(elsewhere: Path) -> None:
    fill(elsewhere.parent)
    with pytest.raises(KgError, match="a data file of jurisgraph is missing") as caught:
        resources.path("ontology", "gone.ttl")
    assert caught.value.where == "ontology/gone.ttl"


def test_the_place_is_looked_up_once(elsewhere: Path) -> None:
    fill(elsewhere.parent)
    first = resources.root()
    fill(elsewhere / "_data")
    assert resources.root() is first
