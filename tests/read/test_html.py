from __future__ import annotations

import socket
from typing import Any

import pytest

from kg.errors import ReadError
from kg.model import PartialDate
from kg.read.html import parse

STORY = [
    "The county clerk said on Monday that four subpoenas had reached the county’s jail, and lawyers read them.",
    "A spokesman of the federal agency said on March 3, 2018 that answers were due within two weeks of service.",
    "“We will answer in time,” the clerk said, and named the law that the county has to keep in such cases.",
]


def page(head: str = "", top: str = "", bottom: str = "") -> str:
    prose = "".join(f"<p>{paragraph}</p>\n" for paragraph in STORY)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/about'>About this site</a></nav>"
        f"<article><h1>County answers four subpoenas</h1>{top}{prose}</article>{bottom}"
        "<footer>Copyright 2021 Example Times</footer></body></html>"
    )


def published(head: str = "", top: str = "", bottom: str = "") -> str:
    return str(parse(page(head, top, bottom).encode(), "x.html").metadata.published)


def test_main_text_is_one_paragraph_a_line_without_navigation() -> None:
    parsed = parse(page().encode(), "x.html")
    lines = parsed.text.split("\n")
    for paragraph in STORY:
        assert paragraph in lines
    assert "About this site" not in parsed.text
    assert "Copyright" not in parsed.text
    assert parsed.body.of(parsed.text) == parsed.text.rstrip()


def test_same_bytes_same_text_whatever_was_read_before() -> None:
    data = page(top="<p>02/27/2020</p>").encode()
    first = parse(data, "x.html")
    for _ in range(4):  # a duplicate filter would drop repeated paragraphs by now
        parse(page(bottom="<p>another page</p>").encode(), "y.html")
    assert parse(data, "x.html") == first


def test_metadata_of_meta_tags() -> None:
    head = (
        "<title>County answers four subpoenas | Example Times</title>"
        "<meta property='og:title' content='County answers four subpoenas'>"
        "<meta property='og:site_name' content='Example Times'>"
        "<meta property='article:published_time' content='2020-02-15T21:21:00-07:00'>"
        "<meta property='article:modified_time' content='2020-02-18T09:00:00-07:00'>"
        "<link rel='canonical' href='https://news.example.org/2020/four-subpoenas'>"
    )
    found = parse(page(head).encode(), "x.html").metadata
    assert found.title == "County answers four subpoenas"
    assert found.publisher == "Example Times"
    assert found.published == PartialDate(2020, 2, 15)
    assert found.source == "https://news.example.org/2020/four-subpoenas"


def test_metadata_of_json_ld() -> None:
    head = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        '"headline":"County answers four subpoenas","datePublished":"2017-03-06T10:00:00Z",'
        '"dateModified":"2017-03-09T10:00:00Z","publisher":{"@type":"Organization","name":"Example Times"}}</script>'
    )
    found = parse(page(head).encode(), "x.html").metadata
    assert found.published == PartialDate(2017, 3, 6)
    assert found.publisher == "Example Times"


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("<meta name='dcterms.issued' content='2020-01'>", "2020-01"),
        ("<meta name='date' content='2020'>", "2020"),
        ("<meta itemprop='datePublished' content='2020-01'>", "2020-01"),
        ('<script type="application/ld+json">{"@type":"Article","datePublished":"2020-01"}</script>', "2020-01"),
        ("<meta name='date' content='2020-01-15'>", "2020-01-15"),
        ("<meta name='pubdate' content='20200115'>", "2020-01-15"),
        # neither words about the page nor an expiry date it
        ("<meta name='description' content='What happened on January 5, 2019 in court'>", "None"),
        ("<meta name='description' content='Published: 2019-01-05'>", "None"),
        ("<meta name='expires' content='2020-01-15'>", "None"),
    ],
)  # fmt: skip
def test_dates_of_the_head_keep_their_granularity(head: str, value: str) -> None:
    assert published(head) == value


@pytest.mark.parametrize(
    ("top", "value"),
    [
        ("<p>02/27/2020</p>", "2020-02-27"),
        ("<div class='date'>02/27/2020</div>", "2020-02-27"),
        ("<span class='posted-on'>Posted: Feb 15, 2020 9:21 PM</span>", "2020-02-15"),
        ("<p>Published <time datetime='2020-02-15T21:21:00'>Feb. 15</time></p>", "2020-02-15"),
        ("<div>Updated <time datetime='2020-02-18'>Feb. 18, 2020</time></div>", "None"),
        ("<div><span class='updated-date'>Feb. 18, 2020</span> <i>edited</i> at noon by the desk</div>", "None"),
        ("<time class='entry-date published updated' datetime='2020-02-15'>a while ago</time>", "2020-02-15"),
        ("<div>Updated <time>Feb. 18, 2020</time></div><div class='date'>Feb. 15, 2020</div>", "2020-02-15"),
        ("<p>DENVER, Jan. 15, 2020 (AP) — The clerk spoke of it at length and gave reasons.</p>", "2020-01-15"),
        ("<p>DENVER (AP) — The clerk spoke on Jan. 15, 2020 at length and gave reasons.</p>", "None"),
        ("", "None"),
    ],
)  # fmt: skip
def test_dates_printed_on_the_page(top: str, value: str) -> None:
    assert published(top=top) == value


def test_dates_around_the_story_are_not_its_own() -> None:
    aside = "<aside><time datetime='2019-05-05'>May 5, 2019</time> Another story</aside>"
    assert published(bottom=aside) == "None"
    assert published(bottom="<footer><p class='date'>May 5, 2019</p></footer>") == "None"


def test_meta_tags_go_before_printed_dates() -> None:
    assert published("<meta name='date' content='2020-02-15'>", "<p>02/27/2020</p>") == "2020-02-15"


def test_the_host_is_no_publisher() -> None:
    head = "<link rel='canonical' href='https://www.example.org/a'>"
    assert parse(page(head).encode(), "x.html").metadata.publisher is None


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    html = page().replace("charset='utf-8'", f"charset='{encoding}'")
    assert STORY[2] in parse(html.encode(encoding), "x.html").text


def test_declared_encoding_decides() -> None:
    html = page().replace("charset='utf-8'", "http-equiv='Content-Type' content='text/html; charset=koi8-r'")
    html = (
        html.replace(STORY[2], "Шериф ответил на повестки. " * 4).replace("’", "'").replace("“", '"').replace("”", '"')
    )
    assert "Шериф ответил" in parse(html.encode("koi8-r"), "x.html").text


def test_xhtml_with_an_encoding_declaration() -> None:
    html = '<?xml version="1.0" encoding="ISO-8859-1"?>\n' + page().replace("’", "").replace("“", "").replace("”", "")
    html = html.replace("clerk", "señor")
    assert "The county señor said" in parse(html.encode("latin-1"), "x.xhtml").text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Plain words, no tags at all.", "no HTML"),
        (b"<html><body></body></html>", "no main text"),
        (b"<html><body><script>var a = 1;</script></body></html>", "no main text"),
        (b"<html>\0</html>", "binary"),
    ],
)
def test_errors(data: bytes, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(data, "folder/x.html")
    assert words in caught.value.reason
    assert caught.value.where == "folder/x.html"
    assert caught.value.hint


def test_a_page_nested_beyond_reason_is_an_error_and_no_crash() -> None:
    with pytest.raises(ReadError):
        parse(b"<html><body>" + b"<div>" * 50_000 + b"</body></html>", "x.html")


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the reader went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = "<base href='https://example.org/'><link rel='canonical' href='https://example.org/a'>"
    assert parse(page(head, "<img src='https://example.org/a.png'>").encode(), "x.html").text


def test_the_day_of_reading_plays_no_part() -> None:
    """htmldate's own upper bound is today: a date after it would be dropped now and taken later."""
    assert published("<meta name='date' content='2091-05-05'>") == "2091-05-05"
