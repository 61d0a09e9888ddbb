"""Hostile text: the time that reading takes grows with the text and not faster, whatever stands in it.

Only ratios within one run are looked at, with room for a busy machine: a text four times as long may take nine times
as long; anything that grows with the square of a text takes sixteen times.
"""

from __future__ import annotations

import time

import pytest

from kg.annotate import annotate
from kg.extract import Layers, extract
from kg.link import link
from kg.model import Document, Span

SHORT, TIMES, MOST, FLOOR, TRIES = 3_000, 4, 9.0, 0.02, 4
HEAD = "SALEM, Ore. (AP) — ICE served two subpoenas on the Lane County Sheriff's Office on May 3, 2019.\n\n"
UNITS = {
    "one letter": "a",
    "one capital": "A",
    "one digit": "1",
    "blanks": " ",
    "no-break spaces": "\u00a0",
    "tabs": "\t",
    "line ends": "\n",
    "blank lines": "x\n\n",
    "open brackets": "(",
    "brackets": "()",
    "nested brackets": "(a ",
    "square brackets": "[a](",
    "quotes": '"',
    "curly quotes": "“a ",
    "apostrophes": "a'",
    "section signs": "§ ",
    "section numbers": "§ 1-1.1(a)",
    "commas": ",",
    "numbers with commas": "12,",
    "dots": ".",
    "short forms": "U.S.",
    "hyphens": "a-",
    "broken lines": "sub-\n",
    "dashes": "— ",
    "underscores": "_*",
    "bars": "|1",
    "rows": "Lane | 12 | 3\n",
    "wide columns": "Lane County    12    3\n",
    "table of detainers": "County  Detainers  Declined\nLane County  12  3\n\n",
    "capitals": "OREGON ",
    "titles": "Sheriff Sheriff ",
    "list of places": "Salem and Denver, ",
    "list of counties": "Lane, Linn and Benton Counties, ",
    "county after county": "Lane County Lane County ",
    "bodies": "the Denver Police Department and the ",
    "bodies without place": "the sheriff's office of ",
    "of the": "of the ",
    "and": "and ",
    "numbers in words": "twenty-one hundred ",
    "dates": "May 3, 2019, ",
    "months": "May ",
    "said": "said ",
    "said he": "“no,” said Ann Bell of Salem, ",
    "subpoenas": "subpoena ",
    "subpoenas on places": "ICE served Denver and Salem with two of them, ",
    "one after the other": "It then served four more subpoenas on Denver, which ",
    "pronouns": "it they we the county ",
    "responses": "Denver complied and refused and will comply ",
    "detainers": "Denver declined 12 detainers, ",
    "policies": "the sanctuary policy of Denver bars ",
    "laws": "8 U.S.C. § 1373, ",
    "acts": "Values Act Act ",
    "bills": "SB 54 and H.R. ",
    "codes": "Cal. Gov. Code ",
    "addresses": "https://a.b/c ",
    "mixed scripts": "aжñ中あ🗽 ",
    "no spaces": "servedDenver,12;",
    "combining marks": "e\u0301",
    "soft hyphens": "sub\u00adpoena ",
}


def document(text: str) -> Document:
    return Document(
        "hostile.txt", text, "0" * 64, "text/plain", Span(0, len(text)), key="document/hostile-000000000000"
    )


def seconds(text: str) -> float:
    """CPU time of reading a text."""
    given = document(text)
    begun = time.process_time()
    extract(link(annotate(given)), Layers(parser=False))
    return time.process_time() - begun


def ratio(unit: str, head: str) -> float:
    """How much longer a text takes that is TIMES as long: the least of some tries, for other work only adds to it."""
    short, long = (head + unit * (size // len(unit)) for size in (SHORT, SHORT * TIMES))
    best_short = best_long = float("inf")
    for _ in range(TRIES):
        best_short = min(best_short, seconds(short))
        best_long = min(best_long, seconds(long))
        if best_long < MOST * max(FLOOR, best_short):
            break
    return best_long / max(FLOOR, best_short)


@pytest.mark.parametrize("head", ["", HEAD], ids=["alone", "below a story"])
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_time_grows_with_the_text(unit: str, head: str) -> None:
    seconds(HEAD)  # loads the data
    assert ratio(unit, head) < MOST
