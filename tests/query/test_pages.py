from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.query.library import library, parse
from kg.query.pages import pages, quoted, usage, words

TEXT = """#' title: Own question
#' summary: What is asked | and answered.
#' params:
#'   least: {type: integer, default: 1, example: 2, about: at least so many}
#'   kind: {type: choice, choices: [Good, Bad], optional: true, example: Bad, about: only these}
#'   who: {type: agency, example: Lee's "Own" Police, about: the agency}
#' columns:
#'   name: its *name*
#'   number: how many [things]
#'   node: IRI of it
#' view: network
#' hidden: [node]
SELECT ?name ?number ?node {
  VALUES ?least { UNDEF }
  VALUES ?kind { UNDEF }
  VALUES ?who { UNDEF }
}
"""
QUESTION = parse(TEXT, name="own-question", topic="my-own-topic", where="own-question.rq")


def test_a_page_tells_all_that_the_header_says() -> None:
    page = pages([QUESTION])["queries/my-own-topic.md"]
    for line in (
        "# My own topic",
        "## own-question",
        "**Own question.** What is asked | and answered.",
        '$ kg query own-question -p who="Lee\'s \\"Own\\" Police"',
        "| `least` | integer, otherwise 1 | `2` | at least so many |",
        "| `kind` | one of Good, Bad, optional | `Bad` | only these |",
        '| `who` | agency, needed | `Lee\'s "Own" Police` | the agency |',
        "| `name` | its \\*name\\* |  |",
        "| `number` | how many | things |",
        "| `node` | IRI of it; not in tables |  |",
        "Seen best as a network.",
    ):
        assert line in page.splitlines(), line


def test_the_index_has_a_row_for_each_question() -> None:
    index = pages([QUESTION, *library().values()])["queries.md"]
    link = "[`own-question`](queries/my-own-topic.md#own-question)"
    assert f"| What is asked \\| and answered. | {link} | `least`, `kind`, `who` (needed) |" in index.splitlines()
    assert index.count("](queries/") == len(library()) + 1


def test_examples_are_the_first_rows_without_hidden_columns(tmp_path: Path) -> None:
    rows = "".join(f"n|{number},{number},http://x\n" for number in range(5))
    (tmp_path / "own-question.csv").write_text(f"name,number,node\n{rows}", encoding="utf-8")
    page = pages([QUESTION], tmp_path)["queries/my-own-topic.md"]
    table = "| name | number |\n| --- | --- |\n| n\\|0 | 0 |\n| n\\|1 | 1 |\n| n\\|2 | 2 |\n\n... and 2 more.\n"
    assert table in page
    assert "http://x" not in page
    (tmp_path / "own-question.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(QueryError, match="expected answer cannot be read"):
        pages([QUESTION], tmp_path)


def test_values_are_quoted_for_the_shell() -> None:
    assert [quoted(value) for value in ("Oregon", "2020-01", "0.5", "two words", "a$b`c")] == [
        "Oregon",
        "2020-01",
        "0.5",
        '"two words"',
        '"a\\$b\\`c"',
    ]
    assert words("agencies-and-jurisdictions") == "Agencies and jurisdictions"
    assert usage(library()["documents"]) == "kg query documents"
