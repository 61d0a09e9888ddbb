"""The page in a real browser, where the machine has one: what a reader's clicks and keys do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import networkx as nx
import pytest

from kg.view import html as pages
from kg.view.scene import scene

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Runs after the page's own script, with leave of the policy: its hash is computed over both.
STEPS = """
;(() => {
  const out = {}, $ = id => document.getElementById(id);
  const click = el => el.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  const key = (el, name) => el.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
  const heading = () => (document.querySelector('#panel h2') || {}).textContent || '';
  out.status = $('status').textContent;
  out.closed = !$('main').classList.contains('open');
  click($('n0'));
  out.node = heading();
  out.neighbours = document.querySelectorAll('.node.on').length;
  out.quotes = document.querySelectorAll('#panel q').length;
  click(document.querySelector('.edge'));
  out.edge = heading();
  key(document.body, 'Escape');
  out.cleared = !$('main').classList.contains('open') && !document.querySelector('.on');
  $('search').value = 'adams sheriff'; $('search').dispatchEvent(new Event('input'));
  out.hits = [...document.querySelectorAll('#hits li')].map(li => li.firstChild.textContent);
  key($('search'), 'Enter');
  out.found = heading();
  key(document.body, 'Escape');
  $('n0').focus(); key($('n0'), 'ArrowRight');
  out.moved = document.activeElement.id !== 'n0' && document.activeElement.classList.contains('node');
  key(document.activeElement, 'Enter');
  out.opened = heading() !== '';
  key(document.body, 'Escape');
  const box = document.querySelector('input[value=subpoenaed]');
  box.checked = false; box.dispatchEvent(new Event('change'));
  out.filtered = $('status').textContent;
  out.rows = [...document.querySelectorAll('tr[data-edge]')].filter(row => !row.hidden).length;
  box.checked = true; box.dispatchEvent(new Event('change'));
  click($('zoom-fit'));
  const before = $('view').getAttribute('transform');
  click($('zoom-in'));
  out.zoomed = $('view').getAttribute('transform') !== before;
  click($('zoom-fit'));
  out.fits = $('view').getAttribute('transform') === before;
  out.elements = document.querySelectorAll('img, iframe, b, form').length + ' ' + document.scripts.length;
  document.documentElement.setAttribute('data-out', JSON.stringify(out));
})();
"""


def ask(graph: nx.MultiDiGraph[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The page's answers to STEPS."""
    if BROWSER is None:
        pytest.skip("no Chromium on this machine: the page's script is not tried")
    read = pages._static
    monkeypatch.setattr(pages, "_static", lambda name: read(name) + (STEPS if name.endswith(".js") else ""))
    file = folder / "page.html"
    file.write_text(pages.html(scene(graph)), encoding="utf-8")
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
               "--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder / 'profile'}",
               "--window-size=1400,900", "--dump-dom", file.as_uri()]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        pytest.skip(f"the browser does not run here: {error}")
    if not done.stdout.strip():
        pytest.skip("the browser does not run here")
    found = re.search(r'<html[^>]* data-out="([^"]*)"', done.stdout)
    assert found, "the page's script failed"
    answers: dict[str, object] = json.loads(unescape(found[1]))
    return answers


def test_clicks_keys_search_and_filters(
    small: nx.MultiDiGraph[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = ask(small, tmp_path, monkeypatch)
    links = small.number_of_edges()
    assert out["status"] == f"{len(small)} of {len(small)} nodes, {links} of {links} links"
    assert out["closed"]
    assert out["node"] == "Immigration and Customs Enforcement"
    assert out["neighbours"] == len(set(nx.all_neighbors(small, "a0"))) + 1
    assert out["quotes"] == sum(len(data["facts"]) for u, v, data in small.edges(data=True) if "a0" in (u, v))
    assert " lies within " in str(out["edge"])
    assert out["cleared"]
    assert out["hits"] == ["Adams County Sheriff's Office"]
    assert out["found"] == "Adams County Sheriff's Office"
    assert out["moved"]
    assert out["opened"]
    left = sum(kind != "subpoenaed" for _, _, kind in small.edges(keys=True))
    assert out["filtered"] == f"{len(small)} of {len(small)} nodes, {left} of {links} links"
    assert out["rows"] == left
    assert out["zoomed"]
    assert out["fits"]


def test_hostile_text_makes_no_element(
    hostile: nx.MultiDiGraph[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = ask(hostile, tmp_path, monkeypatch)
    assert out["elements"] == "0 2"
    assert "<script>alert(1)</script>" in str(out["node"])
