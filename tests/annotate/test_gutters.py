"""kg.annotate.gutters: the line numbers of bills and court papers."""

from __future__ import annotations

from typing import Any

import pytest

from kg.annotate.gutters import without_gutters
from kg.annotate.hyphens import closed
from kg.model import Citation, Span

BILL = """\
 1       The people of the state enact that section 236(c) of
 2  the Immigration and Nationality Act (8 U.S.C. 1226
 3  (c)) is not changed, and that a clerk who gets a sub-
 4  poena from U.S. Immigration and Customs Enforce-
 5  ment shall answer it under 8 C.F.R. 287.4 in no more

 6  than 14 days, unless a court of the United States has
 7  said that the paper need not be answered at all.
"""


def test_numbers_of_lines_become_blanks_and_offsets_stay() -> None:
    bare = without_gutters(BILL)
    assert len(bare) == len(BILL)
    assert [line[:2] for line in bare.splitlines() if line] == ["  "] * 7
    assert all(old == new or old.isdigit() for old, new in zip(BILL, bare, strict=True))
    assert "8 U.S.C. 1226" in bare and "287.4" in bare and "14 days" in bare


@pytest.mark.parametrize(
    "text",
    [
        "1  Bend\n2  Salem\n3  Reno\n",  # a short list
        "1. Bend\n2. Salem\n3. Reno\n4. Ely\n5. Elko\n6. Tulsa\n7. Waco\n",
        "1  a\n3  b\n5  c\n7  d\n9  e\n11  f\n13  g\n",
        "12 subpoenas came.\nIn 2019 the county answered.\n",
        "",
    ],
)
def test_other_numbers_at_a_lines_beginning_stay(text: str) -> None:
    assert without_gutters(text) == text


def test_each_page_may_begin_anew() -> None:
    page = "".join(f"{n:2}  and so it goes on\n" for n in range(1, 8))
    assert not any(c.isdigit() for c in without_gutters(page + "\n" + page))


def test_words_and_laws_are_read_over_numbered_lines(bench: Any) -> None:
    reading = bench.annotate(BILL)
    laws = {m.canonical for m in reading.mentions if isinstance(m, Citation)}
    assert {"INA § 236(c)", "8 U.S.C. § 1226(c)", "8 C.F.R. § 287.4"} <= laws
    assert "8 U.S.C. § 1226" not in laws
    body = bench.read(BILL).linked_to()
    assert "U.S. Immigration and Customs Enforcement" in body.values()


def test_what_a_closed_text_restores_is_the_printed_words() -> None:
    whole = closed(BILL)
    at = whole.text.index("subpoena")
    assert whole.restore(Span(at, at + 8)).of(BILL) == "sub-\n 4  poena"
    assert whole.open == without_gutters(BILL)
