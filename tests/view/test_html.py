from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import networkx as nx
import pytest

from kg.view.html import html
from kg.view.scene import scene

VOID = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """What a browser makes of the page: elements in order, their attributes, the content of script and style."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.raw: list[tuple[str, dict[str, str], str]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.raw.append((self.open[-1], self.elements[-1][1], data))
        else:
            self.text += data

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def text(medium: nx.MultiDiGraph[str]) -> str:
    return html(scene(medium))


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def data(page: Page) -> dict:
    return json.loads(next(content for tag, attributes, content in page.raw if attributes.get("id") == "data"))


def test_every_element_is_closed_in_order(page: Page) -> None:
    assert page.open == []


def test_the_policy_allows_the_pages_own_script_and_style_and_nothing_else(page: Page) -> None:
    policy = next(m["content"] for m in page.named("meta") if m.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"

    def source(content: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'"

    scripts = [content for tag, attributes, content in page.raw if tag == "script" and "type" not in attributes]
    styles = [content for tag, _, content in page.raw if tag == "style"]
    assert rules["script-src"] == source(scripts[0])
    assert rules["style-src"] == source(styles[0])
    assert len(scripts) == len(styles) == 1
    assert "unsafe" not in policy


def test_the_policy_comes_before_all_that_it_governs(page: Page) -> None:
    tags = [(tag, "http-equiv" in attributes) for tag, attributes in page.elements]
    assert tags.index(("meta", True)) < tags.index(("style", False)) < tags.index(("script", False))


def test_nothing_is_loaded(text: str, page: Page) -> None:
    for tag, attributes in page.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form", "image", "use"}
        assert not {"src", "srcset", "xlink:href", "style", "action", "background"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("href", "#").startswith("#")
    assert "http://" not in text
    assert "https://" not in text
    style = next(content for tag, _, content in page.raw if tag == "style")
    assert "@import" not in style
    assert "url(" not in style


def test_the_script_is_small_and_never_writes_markup() -> None:
    script = files("kg.view").joinpath("static", "network.js").read_text(encoding="utf-8")
    assert len(script.encode()) < 25_000
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "fetch(",
                 "XMLHttpRequest", "import(", "localStorage"):  # fmt: skip
        assert word not in script
    assert "</script" not in script.lower()


def test_the_script_finds_every_element_that_it_asks_for(page: Page) -> None:
    script = files("kg.view").joinpath("static", "network.js").read_text(encoding="utf-8")
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    asked = set(re.findall(r"\$\('([\w-]+)'\)", script))
    assert asked <= ids
    assert {"zoom-in", "zoom-out", "zoom-fit"} <= ids


def test_ids_are_unique(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_data_hold_all_facts_with_quotes_documents_and_offsets(page: Page, medium: nx.MultiDiGraph[str]) -> None:
    found = data(page)
    assert {node["label"] for node in found["nodes"]} == {label for _, label in medium.nodes(data="label")}
    facts = [fact for edge in found["edges"] for fact in edge["facts"]]
    assert len(facts) == sum(len(edge["facts"]) for _, _, edge in medium.edges(data=True))
    quote = facts[0]["quotes"][0]
    assert quote["text"] == "an invented sentence"
    assert (quote["document"], quote["file"], quote["speaker"]) == ("A made-up report", "report.txt", "A. Speaker")
    assert quote["end"] - quote["start"] == 40


def test_every_mark_of_the_data_is_drawn(page: Page) -> None:
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    found = data(page)
    for node in found["nodes"]:
        assert {node["id"], f"label-{node['id']}"} <= ids
    assert {edge["id"] for edge in found["edges"]} <= ids


def test_filters_count_what_is_there(page: Page, medium: nx.MultiDiGraph[str]) -> None:
    boxes = [attributes for attributes in page.named("input") if attributes.get("type") == "checkbox"]
    assert {box["value"] for box in boxes if box["name"] == "kind"} == {kind for _, _, kind in medium.edges(keys=True)}
    groups = {node["group"] for node in data(page)["nodes"]}
    assert {box["value"] for box in boxes if box["name"] == "type"} == groups
    assert all("checked" in box for box in boxes)


def test_the_table_says_what_the_picture_shows(page: Page, medium: nx.MultiDiGraph[str]) -> None:
    rows = [attributes for attributes in page.named("tr") if "data-edge" in attributes]
    assert len(rows) == medium.number_of_edges()
    assert {row["data-edge"] for row in rows} == {edge["id"] for edge in data(page)["edges"]}
    assert "Adams County Sheriff's Office" in page.text


def test_it_can_be_used_without_a_mouse_and_with_a_screen_reader(page: Page) -> None:
    assert page.elements[0] == ("html", {"lang": "en"})
    assert page.named("title")
    search = next(attributes for attributes in page.named("input") if attributes.get("type") == "search")
    assert search["aria-label"]
    for button in page.named("button"):
        assert button["type"] == "button"
    assert any(attributes.get("role") == "status" for _, attributes in page.elements)
    assert page.named("a")[0]["href"] == "#table"


def test_dark_mode_print_and_phones_are_provided_for(page: Page) -> None:
    style = next(content for tag, _, content in page.raw if tag == "style")
    assert style.count("prefers-color-scheme: dark") == 2
    for rule in ("@media print", "max-width: 820px", "prefers-reduced-motion"):
        assert rule in style
    assert any(meta.get("name") == "viewport" for meta in page.named("meta"))


def test_hostile_text_never_becomes_markup(hostile: nx.MultiDiGraph[str]) -> None:
    text = html(scene(hostile, title="<script>alert(0)</script>"))
    page = Page(text)
    assert page.open == []
    assert page.named("script") == [{"type": "application/json", "id": "data"}, {}]
    assert not page.named("img")
    assert not page.named("b")
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    raw = next(content for _, attributes, content in page.raw if attributes.get("id") == "data")
    assert not set("<>&\u2028\u2029") & set(raw)
    text.encode("utf-8")
    quotes = [quote["text"] for edge in data(page)["edges"] for fact in edge["facts"] for quote in fact["quotes"]]
    assert any("</script><script>alert(1)</script>" in quote for quote in quotes), "the words themselves are kept"
    assert any("{{7*7}} ${7*7} &lt;b&gt;" in quote for quote in quotes)
