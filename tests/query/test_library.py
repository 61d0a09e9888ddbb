from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KnowledgeError, QueryError
from kg.query.library import find, library, load, parse

GOOD = """\
#' title: Things
#' summary: Which things there are.
#' params:
#'   since:
#'     type: date
#'     optional: true
#'     example: 2020-01-31
#'     about: nothing earlier
#'   most:
#'     type: integer
#'     default: 10
#'     example: 5
#'     about: how many
#'   who:
#'     type: agency
#'     example: ICE
#'     about: whose
#' columns:
#'   thing: the thing
#'   node: its IRI
#' view: table
#' hidden: [node]
SELECT ?thing ?node WHERE {
  VALUES ?since { UNDEF }
  VALUES ?most { UNDEF }
  VALUES ?who { UNDEF }
  ?node ?p ?thing
}
ORDER BY ?thing
"""


def parsed(text: str) -> object:
    return parse(text, name="things", topic="odds", where="odds/things.rq")


def test_a_header_is_read() -> None:
    query = parse(GOOD, name="things", topic="odds", where="odds/things.rq")
    assert (query.name, query.topic, query.title, query.view) == ("things", "odds", "Things", "table")
    assert [(param.name, param.type, param.required) for param in query.params] == [
        ("since", "date", False),
        ("most", "integer", False),
        ("who", "agency", True),
    ]
    since = query.parameter("since")
    assert since is not None and since.example == "2020-01-31", "YAML must not make a date of it"
    assert [(column.name, column.hidden) for column in query.columns] == [("thing", False), ("node", True)]
    assert query.parameter("nope") is None
    assert query.text == GOOD


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("#' title: Things\n", "", "title of header must be one line"),
        ("#' title: Things", "#' title: [a, b]", "title of header must be one line"),
        ("#' summary: Which", "#' summery: Which", "unknown keys: summery"),
        ("#' view: table", "#' view: pie", "view is 'pie'"),
        ("type: date", "type: day", "the type 'day'"),
        ("#'     about: whose\n", "", "about of parameter who"),
        ("#'     example: ICE\n", "", "example of parameter who"),
        ("default: 10", "default: 10\n#'     optional: true", "optional: true or a default"),
        ("optional: true", "optional: perhaps", "optional: true or a default"),
        ("  VALUES ?most { UNDEF }\n", "", "same parameters: most"),
        ("  ?node ?p", "  VALUES ?other { UNDEF }\n  ?node ?p", "same parameters: other"),
        ("hidden: [node]", "hidden: [nobody]", "hidden must list"),
        ("hidden: [node]", "hidden: [node, thing]", "hidden must list"),
        ("hidden: [node]", "hidden: node", "hidden must list"),
        ("#'   thing: the thing\n#'   node: its IRI\n", "", "columns is missing"),
        ("#'   thing: ", "#'   The-Thing: ", "no column name"),
        ("#' view: table", "#' view: {", "not valid YAML"),
        ("#'     type: agency\n#'     example: ICE\n#'     about: whose\n", "", "parameter who must be a mapping"),
    ],
)
def test_a_malformed_header_is_refused_by_name(old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(KnowledgeError, match=complaint) as caught:
        parsed(GOOD.replace(old, new))
    assert caught.value.where == "odds/things.rq"


@pytest.mark.parametrize("text", ["", "SELECT * { ?s ?p ?o }", "# title: Things\nASK {}"])
def test_no_header(text: str) -> None:
    with pytest.raises(KnowledgeError, match="no header"):
        parsed(text)


@pytest.mark.parametrize("header", ["#' words", "#' - a\n#' - b", "#'"])
def test_a_header_that_is_no_mapping(header: str) -> None:
    with pytest.raises(KnowledgeError, match="header must be a mapping"):
        parsed(header + "\nASK {}")


@pytest.mark.parametrize("name", ["Things", "a b", "a--b", "-a", "a_b", ""])
def test_names_are_words_and_hyphens(name: str) -> None:
    with pytest.raises(KnowledgeError, match="lower-case"):
        parse(GOOD, name=name, topic="odds", where="x")


def test_folders_are_read_in_order(tmp_path: Path) -> None:
    for topic, name in [("b", "two"), ("b", "one"), ("a", "three")]:
        (tmp_path / topic).mkdir(exist_ok=True)
        (tmp_path / topic / f"{name}.rq").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a" / "notes.txt").write_text("no query", encoding="utf-8")
    assert [(query.topic, name) for name, query in load([tmp_path]).items()] == [
        ("a", "three"),
        ("b", "one"),
        ("b", "two"),
    ]
    assert find("three", [tmp_path]).topic == "a"
    assert find("documents", [tmp_path]).topic == "evidence-and-claims"


def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    for topic in ("a", "b"):
        (tmp_path / topic).mkdir()
        (tmp_path / topic / "one.rq").write_text(GOOD, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="second query of the name one"):
        load([tmp_path])


def test_a_folder_that_is_none_and_a_file_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no folder"):
        load([tmp_path / "nowhere"])
    (tmp_path / "one.rq").write_bytes(b"#' title: \xff\xfe")
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load([tmp_path])


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("subpoena-by-recipient", "subpoenas-by-recipient"),
        ("subpoenas_by_recipient", "subpoenas-by-recipient"),
        ("timeline", "subpoenas-timeline"),
        ("detainers", "detainers-by-county"),
    ],
)
def test_unknown_names_suggest_near_ones(typo: str, meant: str) -> None:
    with pytest.raises(QueryError, match="no query named") as caught:
        find(typo)
    assert caught.value.hint is not None and meant in caught.value.hint


def test_a_name_like_no_other_points_to_the_list() -> None:
    with pytest.raises(QueryError) as caught:
        find("zzzzqqqq")
    assert caught.value.hint == "kg queries lists them"


def test_the_library_is_sorted() -> None:
    order = [(query.topic, query.name) for query in library().values()]
    assert order == sorted(order)
