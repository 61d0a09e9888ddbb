"""kg.model: the records' own behaviour; spans as sets of positions, dates as precise as their source."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import model
from kg.model import (
    Annotations,
    Block,
    DateMention,
    Document,
    Evidence,
    Fact,
    NumberMention,
    PartialDate,
    Ref,
    Slot,
    Span,
    Term,
)
from kg.vocab import JG

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(min(pair), max(pair)))
days = st.dates(min_value=dt.date(1, 1, 1))
dates = st.one_of(
    days.map(PartialDate.of),
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
)
RECORDS = [kind for _, kind in inspect.getmembers(model, dataclasses.is_dataclass)]


def positions(span: Span) -> set[int]:
    return set(range(span.start, span.end))


# ---- spans


@settings(deadline=None)
@given(spans, spans)
def test_overlap_of_spans_with_words_is_that_of_their_positions(one: Span, other: Span) -> None:
    if one and other:
        assert one.overlaps(other) == bool(positions(one) & positions(other))
    assert one.overlaps(other) == other.overlaps(one)


@settings(deadline=None)
@given(spans, spans, spans)
def test_covering_is_an_order(one: Span, other: Span, third: Span) -> None:
    assert one.covers(one)
    assert one.covers(other) <= (positions(one) >= positions(other))
    if one.covers(other) and other.covers(one):
        assert one == other
    if one.covers(other) and other.covers(third):
        assert one.covers(third)


@settings(deadline=None)
@given(st.text(max_size=30), spans)
def test_a_span_cuts_its_quote(text: str, span: Span) -> None:
    quote = span.of(text)
    assert quote == text[span.start : span.end]
    if span.end <= len(text):
        assert len(quote) == len(span) == len(positions(span))


def test_offsets_are_code_points() -> None:
    assert Span(2, 5).of("a\U0001f600é–z") == "é–z"


@settings(deadline=None)
@given(st.lists(spans))
def test_spans_sort_by_place(found: list[Span]) -> None:
    assert sorted(found) == sorted(found, key=lambda span: (span.start, span.end))


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (3, 2), (-2, -1)])
def test_what_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_an_empty_span_is_one() -> None:
    assert len(Span(4, 4)) == 0
    assert Span(4, 4).of("abcdefg") == ""
    assert Span(2, 6).covers(Span(4, 4))


# ---- dates


@settings(deadline=None)
@given(dates)
def test_a_date_reads_back_as_it_is_written(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date
    assert PartialDate.parse(f"  {date}\n") == date


@settings(deadline=None)
@given(dates)
def test_a_date_is_written_as_precisely_as_it_is_known(date: PartialDate) -> None:
    assert str(date).count("-") == ["year", "month", "day"].index(date.granularity)
    assert date.first.isoformat().startswith(str(date))


@settings(deadline=None)
@given(days)
def test_a_day_is_itself(day: dt.date) -> None:
    assert PartialDate.of(day).first == day
    assert str(PartialDate.of(day)) == day.isoformat()


@settings(deadline=None)
@given(days, days)
def test_days_sort_by_time(one: dt.date, other: dt.date) -> None:
    assert (PartialDate.of(one) < PartialDate.of(other)) == (one < other)


@pytest.mark.parametrize(
    "text",
    ["", "20", "20-01", "2020-13", "2020-02-30", "2020-01-01-01", "soon", "2020-", "2020-xx", "2019-02-29", "0000"],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="needs its month"):
        PartialDate(2020, None, 3)


def test_a_leap_day() -> None:
    assert PartialDate.parse("2020-02-29").granularity == "day"


# ---- records


@pytest.mark.parametrize("kind", RECORDS, ids=[kind.__name__ for kind in RECORDS])
def test_a_record_is_frozen_small_and_explained(kind: type) -> None:
    parameters = kind.__dataclass_params__  # type: ignore[attr-defined]
    assert parameters.frozen
    assert not hasattr(kind, "__dict__") or "__slots__" in vars(kind)
    assert inspect.getdoc(kind)
    assert not (kind.__doc__ or "").startswith(f"{kind.__name__}("), "the docstring is the one that Python makes"


def document(text: str = "Four subpoenas in 2020.") -> Document:
    return Document("a.txt", text, "0" * 64, "text/plain", Span(0, len(text)), key="document/a-000000000000")


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Span(1, 2).start = 0  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        document().text = ""  # type: ignore[misc]


def test_records_cross_processes() -> None:
    fact = Fact(
        "Subpoena",
        "subpoena/a-000000000000/lane-1",
        "A subpoena",
        (Slot(JG.date, PartialDate(2020, 1)), Slot(JG.servedOn, Ref("agency/x")), Slot(JG.status, Term(JG.Complied))),
        (Evidence(Span(0, 4), "rule", 0.9, supports=(JG.date,)),),
    )
    for record in (fact, document()):
        assert pickle.loads(pickle.dumps(record)) == record
    assert hash(fact) == hash(pickle.loads(pickle.dumps(fact)))


def test_a_fact_gives_its_values_by_property() -> None:
    fact = Fact("Response", "k", "l", (Slot("p", 1), Slot("q", "x"), Slot("p", Ref("r"))), ())
    assert fact.get("p") == (1, Ref("r"))
    assert fact.get("q") == ("x",)
    assert fact.get("none") == ()


def test_annotations_within_a_span() -> None:
    number = NumberMention(Span(0, 4), 4)
    date = DateMention(Span(18, 22), PartialDate(2020), "year")
    text = document()
    found = Annotations(text, (Block(text.body, "paragraph"),), (text.body,), (number, date))
    assert list(found.within(text.body)) == [number, date]
    assert list(found.within(Span(0, 10))) == [number]
    assert list(found.within(Span(2, 22))) == [date]
    assert list(found.within(Span(5, 10))) == []
