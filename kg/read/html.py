"""HTML: the main text of a page by trafilatura, its metadata from meta tags, JSON-LD and printed date lines.

Documents of this format are read as trafilatura hands them on, one paragraph a line; offsets refer to that text.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import ReadError
from kg.model import PartialDate
from kg.read.decode import decode
from kg.read.metadata import Metadata, clean
from kg.read.parsed import Parsed, body_span, told_by_text
from kg.read.printed import MAX_LINE, date_line, parse_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MEDIA_TYPE = "text/html"
SUFFIXES = (".html", ".htm", ".xhtml")

_SAVE_AS = "save the story's text as .txt or .md"
_XML_DECLARATION = re.compile(r"\ufeff?\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
# Bytes. Browsers look at the first 1,024 (HTML standard, "prescan a byte stream"); saved pages put comments before.
_DECLARED_WITHIN = 4096
# htmldate's bounds are 1995 and today by default: fixed ones keep the result the same on every day.
_DATE_BOUNDS = {"min_date": "1980-01-01", "max_date": "2100-01-01"}
_DATES_IN_HEAD: dict[str, Any] = {
    "extensive_search": False,
    "original_date": True,
    "deferred_url_extractor": True,
    **_DATE_BOUNDS,
}
_META_NAMES = ("name", "property", "itemprop", "http-equiv")
_NO_DATE_IN = re.compile(r"title|description|keywords|image|viewport|generator|expires", re.IGNORECASE)
_PUBLISHED_META = re.compile(r"(?:publi|pubdate|issued|date(?!.*(?:modif|updat|expir)))", re.IGNORECASE)
_COARSE = re.compile(r"\d{4}(?:-\d{2})?\Z")
_COARSE_JSON = re.compile(r'"datePublished"\s*:\s*"(\d{4}(?:-\d{2})?)"')
# Where a page prints its date: a time element, or a box that is named for it; not in what stands around the story.
_DATE_BOXES = (
    "//body//*[self::time or contains(@itemprop, 'datePublished') or contains(@class, 'date') "
    "or contains(@class, 'publish') or contains(@class, 'posted') or contains(@class, 'timestamp')]"
    # a theme may call one box "published updated"; "updated" alone is no date of publication
    "[not((contains(@class, 'updat') or contains(@class, 'modif')) and not(contains(@class, 'publish')))]"
    "[not(ancestor-or-self::nav or ancestor-or-self::aside or ancestor-or-self::footer)]"
)


def parse(data: bytes, where: str) -> Parsed:
    """Read the bytes of a page. Raises ReadError where it is no HTML or holds no main text."""
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from trafilatura import extract, load_html

    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    page = decode(data, where, declared[1].decode("ascii") if declared else None)
    # lxml refuses an encoding declaration in text that is decoded already
    page = _XML_DECLARATION.sub("", page, count=1).removeprefix("\ufeff")
    tree = load_html(page)
    if tree is None:
        raise ReadError("it is no HTML", where=where, hint="give plain text the suffix .txt")
    # No comments of readers, no duplicate filter (it remembers earlier pages), no network: extract never fetches.
    try:
        text = extract(page, include_comments=False, include_tables=True, deduplicate=False, include_formatting=False)
        found = _metadata(tree)
    except (ValueError, RecursionError, LxmlError) as error:  # pages that defeat the parser, for example by nesting
        raise ReadError(f"the page cannot be taken apart: {error}", where=where, hint=_SAVE_AS) from error
    if not text or not text.strip():
        raise ReadError("no main text was found in the page", where=where, hint=_SAVE_AS)
    body = body_span(text, 0)
    told = told_by_text(body.of(text))
    metadata = found.over(Metadata(published=told.published or _printed_on_page(tree)))
    return Parsed(text, body, metadata.over(told))


def _metadata(tree: HtmlElement) -> Metadata:
    from trafilatura import extract_metadata

    found = extract_metadata(
        deepcopy(tree), date_config={"extensive_search": False, "original_date": True, **_DATE_BOUNDS}
    )
    # trafilatura falls back on the address's host, which is no name of a publisher
    host = urlsplit(found.url).netloc.removeprefix("www.") if found.url else ""
    publisher = clean(found.sitename or "")
    if publisher and publisher.casefold().removeprefix("www.") == host.casefold():
        publisher = None
    return Metadata(clean(found.title or ""), publisher, _date_in_head(tree), clean(found.url or ""))


def _date_in_head(tree: HtmlElement) -> PartialDate | None:
    """The date that meta tags and JSON-LD give, by htmldate on these alone; elsewhere it takes dates in prose."""
    from htmldate import find_date
    from lxml.html import Element

    only = Element("html")
    head = Element("head")
    only.append(head)
    coarse: list[str] = []
    for meta in tree.iter("meta"):
        name = " ".join(meta.get(attribute, "") for attribute in _META_NAMES)
        if not _NO_DATE_IN.search(name):
            head.append(deepcopy(meta))
            value = meta.get("content", "").strip()
            if _PUBLISHED_META.search(name) and _COARSE.match(value):
                coarse.append(value)
    for script in tree.xpath("//script[@type='application/ld+json']"):
        head.append(deepcopy(script))
        coarse += _COARSE_JSON.findall(script.text or "")
    for link in tree.xpath("//link[@rel='canonical']"):
        head.append(deepcopy(link))
    found = find_date(only, **_DATES_IN_HEAD)
    # htmldate makes a day of everything; a page that gives only the month keeps its month
    for value in coarse:
        if found is None or found.startswith(value):
            return parse_date(value)
    return parse_date(found) if found else None


def _printed_on_page(tree: HtmlElement) -> PartialDate | None:
    """The first date of publication in a box that a page names for it, outside the main text."""
    for box in tree.xpath(_DATE_BOXES):
        around = " ".join(box.getparent().text_content().split()) if box.getparent() is not None else ""
        own = " ".join(box.text_content().split())
        read = (date_line(around) if len(around) <= MAX_LINE else None) or date_line(own)
        if read is not None and read.kind in ("updated", "reviewed"):
            continue
        if stamped := parse_date(box.get("datetime", "") or box.get("content", "")):
            return stamped
        if read is not None:
            return read.value
    return None
