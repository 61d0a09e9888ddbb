from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import QuerySettings, query_settings
from kg.errors import ConfigError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_all_is_as_usual(here: Path) -> None:
    assert query_settings({}) == QuerySettings((), None)
    (here / "kg.toml").write_text("[other]\nx = 1\n", encoding="utf-8")
    assert query_settings({}) == QuerySettings()


def test_folders_lie_beside_the_file(here: Path) -> None:
    (here / "kg.toml").write_text('[query]\nfolders = ["mine", "../ours"]\ntimeout = 2.5\n', encoding="utf-8")
    assert query_settings({}) == QuerySettings((Path("mine"), Path("../ours")), 2.5)
    (here / "deep").mkdir()
    (here / "deep" / "set.toml").write_text('[query]\nfolders = ["q"]\n', encoding="utf-8")
    found = query_settings({"KG_CONFIG": str(here / "deep" / "set.toml")})
    assert found == QuerySettings((here / "deep" / "q",), None)


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("[query\n", "is not valid TOML", "the place"),
        ("query = 1\n", "query must be a table", "[query]"),
        ("[query]\nfolder = ['x']\n", "unknown key 'folder'", "did you mean folders?"),
        ("[query]\nzzz = 1\n", "unknown key 'zzz'", "known are folders, timeout"),
        ("[query]\nfolders = 'x'\n", "must be a list of names", "folders ="),
        ("[query]\nfolders = ['']\n", "must be a list of names", "folders ="),
        ("[query]\ntimeout = 0\n", "above 0", "timeout = 60"),
        ("[query]\ntimeout = true\n", "above 0", "timeout = 60"),
        ("[query]\ntimeout = '1'\n", "above 0", "timeout = 60"),
    ],
)
def test_what_is_wrong_is_told_with_the_file(here: Path, text: str, reason: str, hint: str) -> None:
    (here / "kg.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=reason) as caught:
        query_settings({})
    assert caught.value.where == "kg.toml" and hint in (caught.value.hint or "")


def test_a_file_that_is_named_must_be_there(here: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        query_settings({"KG_CONFIG": "none.toml"})
    (here / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="is not valid TOML"):
        query_settings({"KG_CONFIG": "bytes.toml"})
