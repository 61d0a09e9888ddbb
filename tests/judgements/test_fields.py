"""kg.judgements.fields: what a value of a field is, and how texts are compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.judgements.fields import ADDED, EVENTS, FIELDS, KINDS, expected, field_of, fold, kind_named, written
from kg.resources import path
from kg.vocab import JG


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        ("Subpoena", "count", " 04 ", "4"),
        ("Subpoena", "count", "four", None),
        ("Subpoena", "count", "-4", None),
        ("Subpoena", "count", "9999999999", None),
        ("Subpoena", "date", "2020-02", "2020-02"),
        ("Subpoena", "date", "2020", "2020"),
        ("Subpoena", "date", "2020-02-30", None),
        ("Subpoena", "due", "2020-02-14", "2020-02-14"),
        ("Subpoena", "due", "2020-02", None),
        ("Subpoena", "qualifier", "At  Least", "at least"),
        ("Subpoena", "qualifier", "some", None),
        ("Subpoena", "recipient", "  Lane   County ", "Lane County"),
        ("Subpoena", "recipient", "  ", None),
        ("Response", "status", "partly complied", "PartlyComplied"),
        ("Response", "status", "REFUSED", "Refused"),
        ("Response", "status", "maybe", None),
        ("DetainerRequest", "outcome", "honored", "Honored"),
        ("Policy", "type", "sanctuary policy", "SanctuaryPolicy"),
        ("CourtAction", "docket", "3:19-mc-1", "3:19-mc-1"),
    ],
)
def test_a_value_is_written_in_one_way(kind: str, name: str, text: str, value: str | None) -> None:
    known = kind_named(kind)
    assert known is not None
    field = field_of(known, name)
    assert field is not None
    assert written(field, text) == value


@given(st.sampled_from([field for fields in FIELDS.values() for field in fields]), st.text(max_size=30))
@settings(deadline=None)
def test_what_is_written_stays_as_it_is(field: object, text: str) -> None:
    from kg.judgements.fields import Field

    assert isinstance(field, Field)
    value = written(field, text)
    assert value is None or written(field, value) == value


def test_every_field_says_what_it_expects() -> None:
    for fields in FIELDS.values():
        for field in fields:
            assert expected(field)
            assert all(term in expected(field) for term in field.terms)


def test_properties_and_terms_are_those_of_the_vocabulary() -> None:
    vocabulary = path("ontology", "jurisgraph.ttl").read_text(encoding="utf-8")
    for fields in FIELDS.values():
        assert len({field.name for field in fields}) == len(fields)
        for field in fields:
            assert f"jg:{field.prop.removeprefix(str(JG))} a owl:" in vocabulary
            for term in field.terms if field.form == "term" else ():
                assert f"jg:{term} a skos:Concept" in vocabulary


def test_kinds() -> None:
    assert set(EVENTS) < set(KINDS) > set(ADDED)
    assert kind_named("Agency") is None
    assert field_of("Subpoena", "color") is None
    for kind in ADDED:
        known = kind_named(kind)
        assert known is not None
        assert any(field.needed for field in FIELDS[known])


@pytest.mark.parametrize(
    ("one", "other"),
    [("The  Sheriff’s Office", "sheriff's office"), ("WillComply", "will comply"), ("“a”–b", '"a"-B')],
)
def test_texts_that_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=50))
@settings(deadline=None)
def test_folding_twice_is_folding_once_but_for_articles(text: str) -> None:
    assert fold(fold(text)) == fold(text) or fold(text).startswith("the ")
