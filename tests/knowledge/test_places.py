"""The gazetteer of places: keys, labels, names, states, ancestors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KnowledgeError
from kg.knowledge.places import NATION, Gazetteer, PlaceRecord, Table, fold, places

RECORDS = places().records()


def only(name: str) -> PlaceRecord:
    found = places().named(name)
    assert len(found) == 1, f"{name}: {[record.label for record in found]}"
    return found[0]


@pytest.mark.parametrize(
    ("name", "key", "label", "kind"),
    [
        ("Oregon", "jurisdiction/fips/41", "Oregon", "state"),
        ("Washington County, Oregon", "jurisdiction/fips/41067", "Washington County, Oregon", "county"),
        ("Hillsboro, Oregon", "jurisdiction/geonames/5731371", "Hillsboro, Oregon", "place"),
        ("Hillsboro, Ore.", "jurisdiction/geonames/5731371", "Hillsboro, Oregon", "place"),
        ("Hillsboro, OR", "jurisdiction/geonames/5731371", "Hillsboro, Oregon", "place"),
        ("New York City", "jurisdiction/geonames/5128581", "New York City", "place"),
        ("City of New York", "jurisdiction/geonames/5128581", "New York City", "place"),
        ("Mexico", "jurisdiction/country/mx", "Mexico", "nation"),
        ("El Salvador", "jurisdiction/country/sv", "El Salvador", "nation"),
        ("United States of America", "jurisdiction/us", "United States", "nation"),
        ("New York State", "jurisdiction/fips/36", "New York", "state"),
        ("Washington, D.C.", "jurisdiction/fips/11", "District of Columbia", "state"),
        ("Puerto Rico", "jurisdiction/fips/72", "Puerto Rico", "state"),
        ("Orleans Parish", "jurisdiction/geonames/4335045", "New Orleans, Louisiana", "place"),
        ("Matanuska-Susitna Borough", "jurisdiction/fips/02170", "Matanuska-Susitna Borough, Alaska", "county"),
        ("Española, New Mexico", "jurisdiction/geonames/5467024", "Española, New Mexico", "place"),
        ("Espanola, N.M.", "jurisdiction/geonames/5467024", "Española, New Mexico", "place"),
        ("Dona Ana County", "jurisdiction/fips/35013", "Doña Ana County, New Mexico", "county"),
    ],
)
def test_names_lead_to_their_place(name: str, key: str, label: str, kind: str) -> None:
    record = places().named(name)[0]
    assert (record.key, record.label, record.kind) == (key, label, kind)


@pytest.mark.parametrize(
    "name",
    ["Denver County", "City and County of Denver", "City of Denver, Colorado", "Denver, Colorado", "DENVER COUNTY"],
)
def test_denver_is_one_record_by_all_its_names(name: str) -> None:
    record = only(name)
    assert record.key == "jurisdiction/geonames/5419384"
    assert record.label == "Denver, Colorado"
    assert record.alt_labels == ("City and County of Denver", "City of Denver", "Denver County, Colorado")
    assert record.fips == "08031"
    assert places().by_key("jurisdiction/fips/08031") is None


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("San Francisco County", "San Francisco, California"),
        ("Philadelphia County", "Philadelphia, Pennsylvania"),
        ("Honolulu County", "Honolulu, Hawaii"),
        ("Baltimore City", "Baltimore, Maryland"),
        ("Baltimore County", "Baltimore County, Maryland"),
        ("St. Louis City", "St. Louis, Missouri"),
        ("Kings County, New York", "Brooklyn, New York"),
        ("Queens County", "Queens, New York"),
        ("Arlington County", "Arlington County, Virginia"),
        ("Fairfax County", "Fairfax County, Virginia"),
        ("Fairfax, Virginia", "Fairfax, Virginia"),
    ],
)
def test_cities_that_are_counties(name: str, label: str) -> None:
    assert only(name).label == label


def test_new_york_city_and_its_boroughs() -> None:
    city = only("New York City")
    assert city.alt_labels == ("City of New York", "New York, New York", "New York City, New York")
    for borough in ("Queens", "Brooklyn", "Bronx", "The Bronx", "Manhattan", "Staten Island"):
        record = places().named(f"{borough}, New York")[0]
        assert record.within == city.key
        assert [place.label for place in places().ancestors(record)] == ["New York City", "New York", "United States"]


def test_the_state_comes_before_its_city_and_the_city_before_smaller_ones() -> None:
    assert [record.label for record in places().named("New York")][:2] == ["New York", "New York City"]
    portland = places().named("Portland")
    assert [record.label for record in portland[:2]] == ["Portland, Oregon", "Portland, Maine"]
    populations = [record.population for record in portland]
    assert populations == sorted(populations, reverse=True)
    assert [record.label for record in places().named("Georgia")] == ["Georgia", "Republic of Georgia"]


def test_counties_of_one_name_come_by_key() -> None:
    found = places().named("Washington County")
    assert len(found) == 30
    assert [record.key for record in found] == sorted(record.key for record in found)
    assert {record.kind for record in found} == {"county"}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("County of Kern", "Kern County, California"),
        ("the County of Los Angeles", "Los Angeles County, California"),
        ("Parish of Jefferson", "Jefferson Parish, Louisiana"),
        ("State of Oregon", "Oregon"),
        ("Commonwealth of Massachusetts", "Massachusetts"),
        ("City of Hillsboro, Oregon", "Hillsboro, Oregon"),
        ("Town of East Haven", "East Haven, Connecticut"),
        ("Prince George’s County", "Prince George's County, Maryland"),
        ("  tompkins   COUNTY ", "Tompkins County, New York"),
        ("Saint Paul, Minnesota", "St. Paul, Minnesota"),
        ("Borough of the Bronx", "Bronx, New York"),
    ],
)
def test_forms_of_government_and_spellings(name: str, label: str) -> None:
    assert only(name).label == label


@pytest.mark.parametrize(
    "name", ["", ",", ", Oregon", "Nowhere At All", "Hillsboro, Nowhere", "US", "City of", "County of Nowhere"]
)
def test_other_texts_name_no_place(name: str) -> None:
    assert places().named(name) == ()


@pytest.mark.parametrize(
    ("text", "postal"),
    [
        ("Oregon", "OR"),
        ("oregon", "OR"),
        ("OR", "OR"),
        ("O.R.", "OR"),
        ("Ore.", "OR"),
        ("Ore", "OR"),
        ("Calif.", "CA"),
        ("N.Y.", "NY"),
        ("NY", "NY"),
        ("N. Y.", "NY"),
        ("D.C.", "DC"),
        ("DC", "DC"),
        ("Washington, D.C.", "DC"),
        ("Wash.", "WA"),
        ("Washington State", "WA"),
        ("New York State", "NY"),
        ("W.Va.", "WV"),
        ("W. Va.", "WV"),
        ("Mass.", "MA"),
        ("Conn.", "CT"),
        ("Puerto Rico", "PR"),
    ],
)
def test_states_by_their_short_forms(text: str, postal: str) -> None:
    record = places().state_named(text)
    assert record is not None and record.state == postal
    assert record is places().state(postal)


@pytest.mark.parametrize("text", ["", "Mexico", "Portland", "XX", "New", "."])
def test_other_texts_are_no_states(text: str) -> None:
    assert places().state_named(text) is None


def test_an_unknown_postal_code_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(KnowledgeError, match=r"'or'.*two capitals"):
        places().state("or")


def test_every_record_is_whole() -> None:
    assert len(RECORDS) == len(places()) == len({record.key for record in RECORDS})
    for record in RECORDS:
        assert places().by_key(record.key) is record
        assert record.names[0] == record.name
        assert record.label not in record.alt_labels
        chain = places().ancestors(record)
        assert (chain[-1].key == NATION) if record.within else record.kind == "nation"
        if record.kind == "county":
            assert record.label == f"{record.name}, {places().state(record.state or '').name}"
        if record.kind != "nation":
            assert record.state == chain[0].state or chain[0].kind == "nation"


def test_a_place_lies_in_its_county() -> None:
    chain = places().ancestors(only("Hillsboro, Oregon"))
    assert [place.label for place in chain] == ["Washington County, Oregon", "Oregon", "United States"]


def test_names_are_found_again() -> None:
    names = places().names()
    assert {"Oregon", "Washington County", "Hillsboro", "New York City", "Denver County", "Mexico"} <= names
    assert "OR" not in names and "US" not in names
    for name in sorted(names)[::97]:
        assert any(name in record.names for record in places().named(name))


def test_authority_identifiers() -> None:
    assert places().state("CA").wikidata == "Q99"
    assert places().state("NY").geonames_id == 5128638
    nation = places().by_key(NATION)
    assert nation is not None and nation.wikidata == "Q30" and nation.geonames_id == 6252001


@settings(deadline=None)
@given(st.sampled_from(RECORDS))
def test_every_label_leads_back_to_its_record(record: PlaceRecord) -> None:
    assert record in places().named(record.label)


@settings(deadline=None)
@given(
    st.sampled_from([record for record in RECORDS if record.kind in ("county", "place")]), st.sampled_from(["’", "'"])
)
def test_a_name_with_its_state_means_the_record(record: PlaceRecord, apostrophe: str) -> None:
    state = places().state(record.state or "")
    for name in record.names:
        assert record in places().named(f"{name}, {state.name}".replace("'", apostrophe).upper())


@settings(deadline=None)
@given(st.text())
def test_any_text_may_be_asked_for(text: str) -> None:
    assert fold(fold(text)) == fold(text) or not text.isascii()
    assert all(isinstance(record, PlaceRecord) for record in places().named(text))
    places().state_named(text)


def test_a_gazetteer_of_few_places_sorts_by_population_then_key() -> None:
    def place(row: list[str]) -> PlaceRecord:
        return PlaceRecord(
            f"p/{row[0]}", row[1], row[1], "place", None, None, None, int(row[0]) // 10, None, names=(row[1],)
        )

    table = Table([["21", "Ash", ""], ["31", "Ash", "Elm|Oak"], ["20", "Ash", ""]], "p/", (1, 2), place)
    gazetteer = Gazetteer((), (table,), {}, frozenset({"ash"}))
    assert [record.key for record in gazetteer.named("ASH")] == ["p/31", "p/20", "p/21"]
    assert [record.key for record in gazetteer.named("oak")] == ["p/31"]
    assert gazetteer.names() == {"Ash", "Elm", "Oak"}
    assert gazetteer.stopwords() == {"ash"}
    assert len(gazetteer) == 3 and gazetteer.by_key("p/9") is None
