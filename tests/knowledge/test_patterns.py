"""The loader of pattern files: what it reads, and what it says of a malformed file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import KnowledgeError
from kg.knowledge import patterns
from kg.knowledge.patterns import Entry, load, read


def written(tmp_path: Path, text: str, name: str = "example.yaml") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def entry(**data: object) -> Entry:
    return Entry("seeds/patterns/example.yaml", "one", data)


def test_reads_entries_in_order(tmp_path: Path) -> None:
    file = written(tmp_path, "- {id: b, names: [x]}\n- {id: a}\n")
    found = read(file, "example.yaml")
    assert [each.id for each in found] == ["b", "a"]
    assert found[0].texts("names") == ("x",)
    assert found[0].file == "example.yaml"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: b\n", "list of entries"),
        ("- text\n", "number 1 has no id"),
        ("- {id: a}\n- {names: [x]}\n", "number 2 has no id"),
        ("- {id: ''}\n", "has no id"),
        ("- {id: 7}\n", "has no id"),
        ("- {id: a}\n- {id: a}\n", "'a': its id is used twice"),
        ("- {id: a\n", "cannot be read"),
        ("- !!python/object:os.system {}\n", "cannot be read"),
    ],
)
def test_malformed_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(KnowledgeError, match=says) as caught:
        read(written(tmp_path, text), "seeds/patterns/example.yaml")
    assert caught.value.where == "seeds/patterns/example.yaml"
    assert caught.value.hint


def test_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_bytes(b"\xff\xfe\x00- id: a")
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read(file, "bad.yaml")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read(tmp_path / "none.yaml", "none.yaml")


def test_fields_of_the_right_kind() -> None:
    each = entry(name="x", yes=True, count=3, names=["a", "b"], table={"k": 1})
    assert each.text("name") == "x"
    assert each.text("missing", "default") == "default"
    assert each.optional("name") == "x"
    assert each.optional("missing") is None
    assert each.flag("yes") is True
    assert each.flag("missing") is False
    assert each.number("count", 1) == 3
    assert each.number("missing", 1) == 1
    assert each.texts("names") == ("a", "b")
    assert each.texts("missing") == ()
    assert each.table("table") == {"k": 1}
    assert each.table("missing") == {}


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        ("text", 3),
        ("text", ""),
        ("text", None),
        ("optional", 3),
        ("flag", "yes"),
        ("flag", 1),
        ("texts", "x"),
        ("texts", [1]),
        ("texts", [""]),
        ("table", ["x"]),
        ("table", {1: "x"}),
    ],
)
def test_field_of_the_wrong_kind_is_named(reader: str, value: object) -> None:
    with pytest.raises(KnowledgeError, match="'one': field is") as caught:
        getattr(entry(field=value), reader)("field")
    assert caught.value.where == "seeds/patterns/example.yaml"


@pytest.mark.parametrize("value", [True, "3", None, 1.5])
def test_number_of_the_wrong_kind(value: object) -> None:
    with pytest.raises(KnowledgeError, match="whole number"):
        entry(field=value).number("field", 1)


def test_unknown_fields_are_told() -> None:
    entry(id="one", name="x").only(("id", "name"))
    with pytest.raises(KnowledgeError, match="unknown fields colour, nmae"):
        entry(id="one", nmae="x", colour="y").only(("id", "name"))


def test_load_one_file_and_a_folder() -> None:
    assert len(load("citation-states")) == 51
    files = [each.file for each in load("citations")]
    assert files == sorted(files)
    assert len(set(files)) > 1
    assert load("citations") is load("citations")


def test_load_of_a_missing_name() -> None:
    with pytest.raises(KnowledgeError, match="missing") as caught:
        load("no-such-patterns")
    assert caught.value.where == "seeds/patterns/no-such-patterns"


def test_an_id_may_not_stand_in_two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "seeds" / "patterns"
    (folder / "twice").mkdir(parents=True)
    written(folder / "twice", "- {id: a}\n", "one.yaml")
    written(folder / "twice", "- {id: a}\n", "two.yaml")
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path.joinpath(*parts))
    patterns.load.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match=r"used in seeds/patterns/twice/one.yaml too") as caught:
            load("twice")
        assert caught.value.where == "seeds/patterns/twice/two.yaml"
    finally:
        patterns.load.cache_clear()
