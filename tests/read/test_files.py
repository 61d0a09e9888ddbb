from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ReadError
from kg.read import Source, find, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "docs"
    for name in ("b.txt", "a.md", "sub/c.html", "sub/deep/d.TXT", ".hidden.txt", ".git/e.txt", "picture.png", "README"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The county answered four subpoenas.", encoding="utf-8")
    return root


def names(sources: list[Source], root: Path) -> list[str]:
    return [source.path.relative_to(root).as_posix() for source in sources if not source.skipped and not source.problem]


def test_folders_are_searched_sorted_and_hidden_files_passed_over(folder: Path) -> None:
    sources = find([folder])
    assert names(sources, folder) == ["a.md", "b.txt", "sub/c.html", "sub/deep/d.TXT"]
    assert [source.path for source in sources] == sorted((source.path for source in sources), key=Path.as_posix)


def test_what_is_left_out_says_why(folder: Path) -> None:
    skipped = {source.path.name: source.skipped for source in find([folder]) if source.skipped}
    assert set(skipped) == {"picture.png", "README"}
    assert "'.png'" in str(skipped["picture.png"])
    assert "suffix" in str(skipped["README"])


def test_order_and_repetition_of_arguments_do_not_matter(folder: Path) -> None:
    once = find([folder])
    assert find([folder / "b.txt", folder, folder / "sub", folder]) == once
    assert len({source.path for source in once}) == len(once)


def test_a_file_named_by_the_user_is_read_even_if_hidden(folder: Path) -> None:
    assert find([folder / ".hidden.txt"]) == [Source(folder / ".hidden.txt")]


def problem(source: Source) -> ReadError:
    assert source.problem is not None
    assert source.problem.where
    assert source.problem.hint
    return source.problem


def test_a_file_named_by_the_user_must_be_readable(folder: Path) -> None:
    (png,) = find([folder / "picture.png"])
    assert "'.png'" in problem(png).reason
    (toml,) = find([folder / "sources.toml"])
    assert problem(toml).reason == "no such file or folder"


def test_a_missing_path_does_not_stop_the_others(folder: Path) -> None:
    sources = find([folder / "gone", folder / "b.txt"])
    assert names(sources, folder) == ["b.txt"]
    assert [problem(source).reason for source in sources if source.problem] == ["no such file or folder"]


def test_a_folder_without_documents_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"")
    reasons = {source.path: source.skipped for source in find([tmp_path])}
    assert "no document in this folder" in str(reasons[tmp_path])
    assert len(reasons) == 2


def test_sidecars_come_with_their_files(folder: Path) -> None:
    (folder / "sources.toml").write_text('[files."a.md"]\npublished = "2020-01"\n', encoding="utf-8")
    sidecars = {source.path.name: dict(source.sidecar) for source in find([folder]) if not source.skipped}
    assert sidecars == {"a.md": {"published": "2020-01"}, "b.txt": {}, "c.html": {}, "d.TXT": {}}
    (given,) = find([folder / "a.md"])
    assert str(read(given.path, sidecar=given.sidecar).published) == "2020-01"


def test_a_malformed_sidecar_fails_the_files_of_its_folder_only(folder: Path) -> None:
    (folder / "sources.toml").write_text("[files\n", encoding="utf-8")
    sources = find([folder])
    assert names(sources, folder) == ["sub/c.html", "sub/deep/d.TXT"]
    failed = [source for source in sources if source.problem]
    assert [source.path.name for source in failed] == ["a.md", "b.txt"]
    for source in failed:
        assert problem(source).where == source.path.as_posix()
        assert "sources.toml is unusable" in problem(source).reason
        assert "line 1" in problem(source).reason
        assert (folder / "sources.toml").as_posix() in str(problem(source).hint)


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "sub" / "again").symlink_to(folder, target_is_directory=True)
    sources = find([folder])
    assert names(sources, folder) == ["a.md", "b.txt", "sub/c.html", "sub/deep/d.TXT"]
    assert [source.path.name for source in sources if source.skipped and "leads back" in source.skipped] == ["again"]


def test_a_link_to_another_folder_is_followed(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "z.txt").write_text("More.", encoding="utf-8")
    (folder / "link").symlink_to(other, target_is_directory=True)
    assert "link/z.txt" in names(find([folder]), folder)


def test_broken_links_and_pipes(folder: Path) -> None:
    (folder / "broken.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe.txt")
    sources = {source.path.name: source for source in find([folder])}
    assert sources["pipe.txt"].skipped == "no regular file"
    with pytest.raises(ReadError, match="link that leads nowhere"):
        read(sources["broken.txt"].path, sidecar=sources["broken.txt"].sidecar)


def test_a_folder_that_may_not_be_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = Path.iterdir

    def refuse(self: Path) -> Any:
        if self.name == "sub":
            raise PermissionError(13, "Permission denied")
        return listing(self)

    monkeypatch.setattr(Path, "iterdir", refuse)  # chmod does not stop a superuser
    sources = find([folder])
    assert names(sources, folder) == ["a.md", "b.txt"]
    (failed,) = [source for source in sources if source.problem]
    assert failed.path == folder / "sub"
    assert "Permission denied" in problem(failed).reason


def test_nothing_given_nothing_found() -> None:
    assert find([]) == []
