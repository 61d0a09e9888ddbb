from __future__ import annotations

import pytest

from kg.read.headline import headline, markdown_title, plain

TITLE = "County answers four subpoenas"
PROSE = (
    "The county clerk said on Monday that the subpoenas had arrived, that lawyers were reading them, "
    "and that an answer would follow within the time that the law allows."
)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([TITLE, PROSE], TITLE),
        (["### County answers four subpoenas", PROSE], TITLE),
        (["**County answers four subpoenas**", PROSE], TITLE),
        (["News Releases", "02/27/2020", "Share", TITLE, PROSE], TITLE),
        (["[Home](#) [News](#) [About us](#) [Contact](#)", TITLE], TITLE),
        (["By Jane Doe of the Example Times", TITLE], TITLE),
        ([TITLE, TITLE, PROSE], TITLE),
        (["Serving all local readers", TITLE, PROSE, "Serving all local readers"],
         TITLE),
        (["Will the county answer?", PROSE], "Will the county answer?"),
        (["“No warrant, no hold,” county says", PROSE], "“No warrant, no hold,” county says"),
        (["Subpoena fight", PROSE, "What the county said in its answer"], "Subpoena fight"),
    ],
)  # fmt: skip
def test_headlines(lines: list[str], title: str) -> None:
    assert headline(lines) == title


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [PROSE],
        ["Short sentences end with a full stop."],
        ["Share", "Print"],
        ["Save Story", "1 photo", "Estimated read time: 5-6 minutes"],
        ["https://example.org/a/page with words"],
        ["Posted: Feb 15, 2020 9:21 PM"],
        ["- - -", "* * *"],
        ["DENVER, Jan. 15, 2020 — A story begins", "A line of four words"],
        [PROSE, "A heading further down the page"],
    ],
)
def test_no_headline(lines: list[str]) -> None:
    assert headline(lines) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A title\n\nText", "A title"),
        ("## Section\n\n# A *bold* [title](x) #\n", "A bold title"),
        ("## Only a section\ntext", "Only a section"),
        ("A title\n=======\ntext", "A title"),
        ("```\n# no title\n```\n# A title", "A title"),
        ("Text\n\n#hashtag", None),
        ("", None),
        ("=====\n", None),
    ],
)
def test_markdown_titles(text: str, title: str | None) -> None:
    assert markdown_title(text) == title


def test_plain_takes_marks_away() -> None:
    assert (
        plain("**ICE** asks `Denver`, see [the letter](https://example.org)  now")
        == "ICE asks Denver, see the letter now"
    )
