"""What an installation gets: pinned dependencies, and a wheel that finds its data."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from kg.resources import FOLDERS

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
LINES = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
PINS = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in LINES)}
# Asks a copy of the package, in a folder of its own, where its data are and for something from each kind of them.
PROBE = """
import kg
from kg import resources
from kg.knowledge.statutes import statutes
from kg.validate import Shapes
print(kg.__file__)
print(resources.root())
assert statutes() and Shapes().files and list(resources.path("queries").rglob("*.rq"))
"""


def needed(requirements: list[str], seen: set[str]) -> set[str]:
    """The installed distributions that requirements lead to, directly and in turn."""
    for text in requirements:
        requirement = Requirement(text)
        extras = {"", *requirement.extras}
        if requirement.marker and not any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        name = canonicalize_name(requirement.name)
        if name not in seen:
            seen.add(name)
            inner = [Requirement(line) for line in metadata.requires(name) or []]
            chosen = [
                str(one)
                for one in inner
                if not one.marker or any(one.marker.evaluate({"extra": extra}) for extra in extras)
            ]
            needed([re.sub(r";.*", "", line) for line in chosen], seen)
    return seen


def probe(place: Path) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(place)}
    done = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, env=environment, cwd=place, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_constraints_are_names_and_versions_only() -> None:
    assert [line for line in LINES if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.+!]*", line)] == []
    assert len(PINS) == len(LINES), "a name is pinned twice"


def test_constraints_pin_every_dependency() -> None:
    project = PROJECT["project"]
    wanted = needed([*project["dependencies"], *project["optional-dependencies"]["dev"]], set())
    assert len(wanted) > 20, "the test does not follow the dependencies"
    assert wanted - set(PINS) == set()


def test_constraints_satisfy_the_project() -> None:
    project = PROJECT["project"]
    for text in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        requirement = Requirement(text)
        assert requirement.specifier.contains(Version(PINS[canonicalize_name(requirement.name)])), text


def test_the_data_folders_are_packaged() -> None:
    assert WHEEL["force-include"] == {folder: f"kg/_data/{folder}" for folder in FOLDERS}
    assert WHEEL["packages"] == ["kg"]
    assert set(PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]) >= {"kg", "tests", *FOLDERS}


def test_the_command_and_the_version_are_declared() -> None:
    import kg

    assert PROJECT["project"]["scripts"] == {"kg": "kg.cli.main:main"}
    assert PROJECT["project"]["version"] == kg.__version__


def test_an_installed_package_finds_its_data(tmp_path: Path) -> None:
    """Laid out as the wheel's table says, without the tool that builds wheels."""
    leave_out = shutil.ignore_patterns("__pycache__")
    for package in WHEEL["packages"]:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=leave_out)
    for folder, target in WHEEL["force-include"].items():
        shutil.copytree(ROOT / folder, tmp_path / target, ignore=leave_out)
    assert probe(tmp_path) == [str(tmp_path / "kg" / "__init__.py"), str(tmp_path / "kg" / "_data")]


def test_a_wheel_is_built_and_finds_its_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed here")
    from hatchling.build import build_wheel

    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path))) as wheel:
        names = wheel.namelist()
        wheel.extractall(tmp_path / "site")
    assert [name for name in names if "__pycache__" in name or name.startswith("tests/")] == []
    assert "kg/_data/ontology/jurisgraph.ttl" in names
    assert "kg/view/static/network.js" in names
    site = tmp_path / "site"
    assert probe(site) == [str(site / "kg" / "__init__.py"), str(site / "kg" / "_data")]
    (entry,) = site.glob("*.dist-info/entry_points.txt")
    assert "kg = kg.cli.main:main" in entry.read_text(encoding="utf-8")
