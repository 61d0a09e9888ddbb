"""The digests in seeds/documents: complete front matter, our own words, and all that their gold file says of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg import resources
from kg.model import Document, PartialDate
from kg.read import find, read

ROOT = Path(__file__).resolve().parents[2]
ORIGINALS = ROOT.parent / "shared" / "seeds"  # the publishers' own texts, which the repository does not hold
GOLD: list[dict[str, Any]] = json.loads((ROOT / "tests" / "gold" / "seed_digests.json").read_text(encoding="utf-8"))
PUBLISHED = {
    "ice-declined-detainers-2017-03.md": "2017-03",
    "ice-denver-2020-01-15.md": "2020-01-15",
    "ice-new-york-city-2020-01.md": "2020-01",
    "ice-san-diego-county-california-2020-02-15.md": "2020-02-15",
    "ice-washington-county-oregon-2020-02-27.md": "2020-02-27",
}
STATUSES = {"Complied", "PartlyComplied", "WillComply", "Refused", "NoResponse", "Pending", "UnderReview", "Challenged"}
# Runs of this many words in common with an original are copying, not chance.
SHARED_RUN = 8
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
NUMBERS = {3: "three", 4: "four"}


def digest(name: str) -> Document:
    return read(resources.path("seeds", "documents", name))


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub("[’']", "", text.casefold()))


def masked(text: list[str]) -> list[str]:
    """The words with each official name of an agency or law as one word: nobody can say these otherwise."""
    names = {
        option
        for gold in GOLD
        for kind in ("agencies", "statutes")
        for name in gold[kind]
        for option in name.split("|")
    }
    phrases = sorted({" ".join(words(name)) for name in names}, key=lambda name: (-len(name), name))
    joined = re.sub(
        rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", lambda found: found[0].replace(" ", "_"), " ".join(text)
    )
    return joined.split()


def gold_of(name: str) -> dict[str, Any]:
    (found,) = [gold for gold in GOLD if gold["file"] == name]
    return found


def required(gold: dict[str, Any], kind: str) -> list[str]:
    return [name for name in gold[kind] if not name.startswith("?")]


def names_of_places(name: str) -> list[str]:
    """The ways in which prose may name what the gold calls "Washington County, Oregon" (state named elsewhere)."""
    return [part for option in name.split("|") for part in (option, option.split(",")[0])]


def test_the_folder_holds_these_documents_and_nothing_else() -> None:
    sources = find([resources.path("seeds", "documents")])
    assert [(source.path.name, source.skipped, source.problem) for source in sources] == [
        (name, None, None) for name in sorted(PUBLISHED)
    ]
    assert sorted(gold["file"] for gold in GOLD) == sorted(PUBLISHED)


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_front_matter_is_complete(name: str) -> None:
    document = digest(name)
    assert document.published == PartialDate.parse(PUBLISHED[name])
    assert name.removesuffix(".md").endswith(PUBLISHED[name])
    assert document.publisher == "jurisgraph"
    assert document.source is not None
    assert document.source.startswith("https://")
    head = document.text[: document.body.start]
    (original_title,) = re.findall(r"^digest_of: (.+)$", head, re.MULTILINE)
    assert document.title
    assert document.title != original_title
    assert str(gold_of(name)["published"]) == PUBLISHED[name]


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_prose_is_short_neutral_and_plain(name: str) -> None:
    document = digest(name)
    body = document.body.of(document.text)
    assert 150 <= len(body.split()) <= 300
    assert not re.search(r"\b(?:aliens?|illegals?|criminals|rap(?:e|ist|ing)|murder\w*)\b", body, re.IGNORECASE)
    assert all(line == line.strip() for line in body.split("\n"))
    assert "\u2019" not in body, "one kind of apostrophe"


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_every_gold_fact_is_in_the_words(name: str) -> None:
    document = digest(name)
    body = document.body.of(document.text)
    gold = gold_of(name)
    for kind in ("agencies", "statutes"):
        for entity in required(gold, kind):
            assert any(option in body for option in (*entity.split("|"), "Fourth Amendment")), entity
    for place in required(gold, "jurisdictions"):
        assert any(option in body for option in names_of_places(place)), place
    for fact in (*gold["subpoenas"], *gold["detainers"]):
        if fact.get("optional"):
            continue
        assert any(option in body for option in names_of_places(fact["recipient"])), fact["recipient"]
        count = fact.get("count")
        assert count is None or str(count) in body or NUMBERS.get(count, "?") in body, count
        for field in ("date", "due", "start", "end"):
            for option in (fact.get(field) or "").split("|")[:1]:
                assert not option or printed(PartialDate.parse(option)) in body, (field, option)


def printed(date: PartialDate) -> str:
    month = MONTHS[(date.month or 1) - 1]
    return f"{month} {date.day}" if date.day else f"{month} {date.year}"


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: str(gold["file"]))
def test_gold_is_well_formed(gold: dict[str, Any]) -> None:
    lists = {"agencies", "jurisdictions", "agency_jurisdiction", "statutes", "policies", "subpoenas", "detainers"}
    assert set(gold) == lists | {"file", "published"}
    for name in (*gold["agencies"], *gold["jurisdictions"], *gold["statutes"]):
        assert name.strip() == name
        assert all(option.strip() for option in name.lstrip("?").split("|"))
    for policy in gold["policies"]:
        assert policy["adopted_by"]
        assert policy["types"]
    for subpoena in gold["subpoenas"]:
        assert set(subpoena["status"]) <= STATUSES
        assert subpoena["issuer"].startswith("U.S. Immigration and Customs Enforcement")
    for detainer in gold["detainers"]:
        assert set(detainer["outcome"]) <= {"Issued", "Declined", "Honored"}


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the publishers' texts are not beside this checkout")
@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_no_run_of_words_is_copied(name: str) -> None:
    originals = [masked(words(path.read_text(encoding="utf-8"))) for path in sorted(ORIGINALS.glob("*.txt"))]
    assert originals
    runs = {tuple(text[at : at + SHARED_RUN]) for text in originals for at in range(len(text) - SHARED_RUN + 1)}
    document = digest(name)
    own = masked([*words(document.body.of(document.text)), "|", *words(str(document.title))])
    copied = [own[at : at + SHARED_RUN] for at in range(len(own)) if tuple(own[at : at + SHARED_RUN]) in runs]
    assert copied == []
