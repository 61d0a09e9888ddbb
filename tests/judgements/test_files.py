"""kg.judgements.files: what is written is read back, and nothing that stood in the file is lost."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import JudgementError
from kg.judgements.fields import ADDED, EVENTS, FIELDS, KINDS, Field, kind_named
from kg.judgements.files import add, block, load, parse, save, take_back
from kg.judgements.records import ON_SEVERAL, VERBS, Judgement, Target

# Any text that a file, a name or a quote can be; blanks are folded when it is read.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip


def values(field: Field) -> st.SearchStrategy[tuple[str, ...]]:
    one = {
        "number": st.integers(0, 10**6).map(str),
        "day": st.dates(dt.date(1900, 1, 1)).map(str),
        "date": st.one_of(
            st.dates(dt.date(1900, 1, 1)).map(str), st.integers(1900, 2100).map(str), st.sampled_from(["2020-02"])
        ),
        "name": TEXTS,
        "words": TEXTS,
        "term": TEXTS,
    }[field.form]
    single = st.sampled_from(field.terms) if field.terms else one
    return (
        st.lists(single, min_size=1, max_size=2, unique=True).map(tuple) if field.many else single.map(lambda v: (v,))
    )


@st.composite
def targets(draw: st.DrawFn, kind: Any, *, whole: bool = False) -> Target:
    fields = FIELDS[kind]
    given = [field for field in fields if (whole and field.needed) or draw(st.booleans())]
    hints = st.none() | TEXTS
    return Target(
        kind, draw(TEXTS), draw(TEXTS),
        content=draw(st.none() | st.text("0123456789abcdef", min_size=12, max_size=64)),
        at=draw(st.none() | st.integers(0, 10**9)), before=draw(hints), after=draw(hints),
        values=tuple((field.name, draw(values(field))) for field in given),
    )  # fmt: skip


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    verb = draw(st.sampled_from(VERBS))
    kind = kind_named(draw(st.sampled_from(ADDED if verb == "add" else EVENTS if verb in ON_SEVERAL else KINDS)))
    assert kind is not None
    number = draw(st.integers(2, 3)) if verb in ON_SEVERAL else 1
    facts = tuple(draw(targets(kind, whole=verb == "add")) for _ in range(number))
    changes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    if verb == "correct":
        free = [field for field in FIELDS[kind] if not field.fixed]
        chosen = draw(st.lists(st.sampled_from(free), min_size=1, unique=True))
        changes = tuple((field.name, draw(values(field))) for field in free if field in chosen)
    of = (
        draw(st.lists(st.sampled_from([field.name for field in FIELDS[kind]]), unique=True)) if verb == "accept" else []
    )
    return Judgement(verb, facts, draw(TEXTS), draw(st.dates()), changes, tuple(sorted(of)), draw(st.none() | TEXTS))


@given(st.lists(judgements(), max_size=4))
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, some: list[Judgement]) -> None:
    path = tmp_path_factory.mktemp("j") / "judgements.yaml"
    save(path, some)
    assert load(path).all == tuple(some)
    assert [one.id for one in load(path).all] == [one.id for one in some]


@given(st.lists(judgements(), min_size=1, max_size=4), st.data())
@settings(deadline=None, max_examples=40)
def test_one_after_the_other_is_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, some: list[Judgement], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("j")
    for one in some:
        add(folder / "one", one)
    save(folder / "all", some)
    assert (folder / "one").read_bytes() == (folder / "all").read_bytes()
    gone = data.draw(st.sampled_from(some))
    assert take_back(folder / "one", gone)
    last = max(n for n, one in enumerate(some) if one == gone)
    save(folder / "all", [one for n, one in enumerate(some) if n != last])
    assert (folder / "one").read_bytes() == (folder / "all").read_bytes()


def test_what_a_person_reads(desk: Any) -> None:
    target = desk.target(desk.one, recipient="Lane County Sheriff's Office", count="1", date="2020-02-04", at=158)
    one = desk.judgement("correct", target, changes=(("count", ("2",)), ("due", ())), why="Both were served.")
    assert block(one) == (
        "- kind: correct\n"
        "  fact:\n"
        "    kind: Subpoena\n"
        "    file: a.txt\n"
        "    recipient: Lane County Sheriff's Office\n"
        "    count: 1\n"
        "    date: 2020-02-04\n"
        "    quote: ICE served a subpoena on the Lane County Sheriff's Office on February 4, 2020.\n"
        "    at: 158\n"
        "  set:\n"
        "    count: 2\n"
        "    due: null\n"
        "  by: A. Reader\n"
        "  date: 2021-03-04\n"
        "  why: Both were served.\n"
    )
    assert yaml.safe_load(block(one))[0]["set"] == {"count": 2, "due": None}, "other programs read the same"


@pytest.mark.parametrize(
    "before",
    [
        "# our desk's list\n\n{}# to be looked at again\n",
        "---\n{}",
        "{}\n\n",
    ],
)
def test_what_stands_in_the_file_stays_as_it_is(desk: Any, tmp_path: Path, before: str) -> None:
    path = tmp_path / "j.yaml"
    text = before.format(block(desk.judgement("accept", desk.lane)))
    path.write_text(text, encoding="utf-8")
    second = desk.judgement("reject", desk.clackamas)
    add(path, second)
    assert path.read_text(encoding="utf-8") == text + block(second)
    assert take_back(path, second)
    assert path.read_text(encoding="utf-8") == text


def test_entries_that_are_indented_go_on_so(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    first = "".join("  " + line for line in block(desk.judgement("accept", desk.lane)).splitlines(keepends=True))
    path.write_text(first.removesuffix("\n"), encoding="utf-8")
    add(path, desk.judgement("reject", desk.clackamas))
    text = path.read_text(encoding="utf-8")
    assert text.startswith(first) and "\n  - kind: reject\n" in text
    assert [one.verb for one in load(path).all] == ["accept", "reject"]


def test_a_list_of_another_form_is_written_anew(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    path.write_text("[]\n", encoding="utf-8")
    add(path, desk.judgement("reject", desk.clackamas))
    assert [one.verb for one in load(path).all] == ["reject"]


def test_a_file_with_an_error_is_not_written_to(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    path.write_text("- kind: rejet\n", encoding="utf-8")
    with pytest.raises(JudgementError, match="line 1"):
        add(path, desk.judgement("reject", desk.clackamas))
    with pytest.raises(JudgementError, match="line 1"):
        take_back(path, desk.judgement("reject", desk.clackamas))
    assert path.read_text(encoding="utf-8") == "- kind: rejet\n"
    assert [file.name for file in tmp_path.iterdir()] == ["j.yaml"]


def test_what_is_not_there_cannot_be_taken_back(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    save(path, [desk.judgement("accept", desk.lane)])
    before = path.read_bytes()
    assert not take_back(path, desk.judgement("reject", desk.lane))
    assert path.read_bytes() == before


def test_a_link_and_permissions_stay(desk: Any, tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "j.yaml"
    save(real, [])
    real.chmod(0o640)
    link.symlink_to(real)
    add(link, desk.judgement("accept", desk.lane))
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert len(load(real).all) == 1


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match="no such file"):
        load(tmp_path / "none.yaml")
    with pytest.raises(JudgementError, match="cannot be read"):
        load(tmp_path)
    (tmp_path / "latin.yaml").write_bytes(b"# first\n# caf\xe9\n")
    with pytest.raises(JudgementError, match=r"line 2: is not UTF-8"):
        load(tmp_path / "latin.yaml")
    (tmp_path / "marked.yaml").write_bytes(b"\xef\xbb\xbf# nothing\n")
    assert load(tmp_path / "marked.yaml").all == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to(desk: Any, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(JudgementError, match="cannot be written"):
        add(folder / "j.yaml", desk.judgement("accept", desk.lane))


def test_a_folder_that_is_not_there(desk: Any, tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match="cannot be written"):
        add(tmp_path / "none" / "j.yaml", desk.judgement("accept", desk.lane))


def test_judgements_of_a_document(desk: Any) -> None:
    other = desk.target(desk.one, file="b.txt", content="0123456789abcdef")
    both = desk.judgement("apart", desk.lane, other)
    some = parse("".join(map(block, [desk.judgement("accept", desk.lane), both])), "j.yaml")
    assert len(some.of("a.txt", "f" * 64)) == 2
    assert some.of("b.txt", "f" * 64) == (both,)
    assert some.of("c.txt", "0123456789abcdef" + "0" * 48) == (both,), "it was renamed"
    assert some.of("c.txt", "f" * 64) == ()
