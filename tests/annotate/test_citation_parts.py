"""The parts that citations are read with: names, numbers, amendments, places around, schemes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.citation_acts import find_acts
from kg.annotate.citation_constitution import NUMBERS, find_amendments, numeral, roman
from kg.annotate.citation_context import Context, postal_of
from kg.annotate.citation_names import GAP, MAYBE, Form, NameFinder, key_of, name_regex, plain, spaced
from kg.annotate.citation_numbers import clean, read_list, shapes
from kg.annotate.citation_schemes import heads, scheme_of, schemes, states
from kg.errors import KnowledgeError
from kg.knowledge.patterns import Entry
from kg.model import Span

# ---- names -------------------------------------------------------------------------------------------------------


@given(st.text())
def test_plain_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


def finder(*names: str, strict: bool = False) -> NameFinder[str]:
    return NameFinder((Form(name, name_regex(name, strict=strict)), name) for name in names)


def named(text: str, *names: str, strict: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    found = finder(*names, strict=strict).find(plain(text), 0, len(text))
    return [(text[hit.start : hit.end], hit.values) for hit in found]


@pytest.mark.parametrize("text", ["U.S.C.", "USC", "U.S.C", "U. S. C.", "U S C"])
def test_dots_and_spaces_of_a_name_do_not_count(text: str) -> None:
    assert named(f"8 {text} 1373", "U.S.C.") == [(text, ("U.S.C.",))]


def test_strict_names_need_their_dots() -> None:
    assert named("S. 5 and S 5", "S.", strict=True) == [("S.", ("S.",))]


@pytest.mark.parametrize("text", ["MARINA", "INAs", "a.INA", "x&INA", "ina", "1INA"])
def test_names_are_whole_words_in_their_own_letters(text: str) -> None:
    assert named(text, "INA") == []


def test_longer_name_wins_and_shared_names_keep_their_order() -> None:
    assert named("Admin. Code and N.Y. Admin. Code", "Admin. Code", "N.Y. Admin. Code") == [
        ("Admin. Code", ("Admin. Code",)),
        ("N.Y. Admin. Code", ("N.Y. Admin. Code",)),
    ]
    shared = NameFinder((Form(name, name_regex(name)), value) for name, value in [("E.O.", 1), ("EO", 2)])
    (hit,) = shared.find("EO 5", 0, 4)
    assert hit.values == (1, 2)
    assert shared.knows("EO")
    assert not shared.knows("E")


def test_name_at_a_place_and_owner() -> None:
    one = NameFinder([(Form("California Penal Code", name_regex("California Penal Code", owner="California")), 1)])
    text = "In California's Penal\nCode"
    assert one.at(text, 3, len(text)) is not None
    assert one.at(text, 0, len(text)) is None
    assert one.at(text, 3, 12) is None
    assert list(NameFinder[int]([]).find("text", 0, 4)) == []


def test_keys_and_spaces() -> None:
    assert key_of("Gov’t\n Code") == key_of("Gov't Code") == "Gov'tCode"
    assert key_of("Health & Safety") == key_of("Health and Safety")
    assert key_of("California's Code") == key_of("California Code")
    assert spaced("a b ?c") == f"a{GAP}b{MAYBE}c"


# ---- numbers -----------------------------------------------------------------------------------------------------


def numbers(text: str, shape: str = "usc", **options: Any) -> list[str]:
    text = plain(text)
    return [item.number for item in read_list(text, 0, len(text), shapes()[shape], **options)]


@pytest.mark.parametrize(
    ("text", "shape", "want"),
    [
        ("1373", "usc", ["1373"]),
        ("1373(a)(1) of", "usc", ["1373(a)(1)"]),
        ("1373 (a) (1)", "usc", ["1373(a)(1)"]),
        ("1226(a)(2)(A)(ii), (iii)", "usc", ["1226(a)(2)(A)(ii)", "1226(a)(2)(A)(iii)"]),
        ("1373(a), (b), and (c)", "usc", ["1373(a)", "1373(b)", "1373(c)"]),
        ("1373 or 1644", "usc", ["1373", "1644"]),
        ("1373 and (b)", "usc", ["1373"]),
        ("1373(a) and (2)", "usc", ["1373(a)"]),
        ("181A.820 to 181A.829", "dotted", ["181A.820", "181A.829"]),
        ("54–192h", "dashed", ["54-192h"]),
        ("1,373", "usc", []),
        ("1373x5", "usc", []),
        ("24/7", "usc", []),
        ("5%", "usc", []),
        ("5 million", "usc", []),
        ("13,768", "federal-order", ["13768"]),
        ("x", "usc", []),
    ],
)
def test_lists_of_numbers(text: str, shape: str, want: list[str]) -> None:
    assert numbers(text, shape) == want


def test_plural_lets_short_sections_follow() -> None:
    assert numbers("5 and 17", plural=True) == ["5", "17"]
    assert numbers("5 and 17") == ["5"]
    assert numbers("5 and § 17") == ["5", "17"]
    assert numbers("42-4-14–42-4-16", "dashed", plural=True) == ["42-4-14", "42-4-16"]
    assert numbers("42-4-14", "dashed", plural=True) == ["42-4-14"]


def test_options_of_a_list() -> None:
    assert numbers("1373(a) and 1644", more=False) == ["1373(a)"]
    assert numbers("1373(a)", pins=False) == ["1373"]
    assert numbers("1373 and 1644", stop=lambda start, end: True) == ["1373"]


def test_items_know_their_places() -> None:
    text = "1373(a) and § 1644"
    items = read_list(text, 0, len(text), shapes()["usc"])
    assert [text[item.start : item.end] for item in items] == ["1373(a)", "§ 1644"]


def test_clean() -> None:
    assert clean("1373 (a) (1)") == "1373(a)(1)"
    assert clean("13,768") == "13768"
    assert clean("I, sec. 9") == "I, § 9"
    assert clean("59  of\n2011") == "59 of 2011"


# ---- amendments --------------------------------------------------------------------------------------------------


def amended(text: str) -> list[tuple[str, int]]:
    found = find_amendments(plain(text), Span(0, len(text)))
    return [(text[each.start : each.end], each.number) for each in found]


def test_roman() -> None:
    assert [roman(number) for number in (1, 4, 5, 9, 10, 14, 19, 21, 27, 40, 89)] == (
        ["I", "IV", "V", "IX", "X", "XIV", "XIX", "XXI", "XXVII", "XL", "LXXXIX"]
    )
    assert len({roman(number) for number in range(1, 90)}) == 89
    assert numeral("4") == numeral("IV") == "IV"


@pytest.mark.parametrize("word", sorted(NUMBERS))
def test_every_ordinal(word: str) -> None:
    text = f"the {word.capitalize()} Amendment"
    assert amended(text) == [(text[4:], NUMBERS[word])]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("4th Amendment", [("4th Amendment", 4)]),
        ("4TH AND 14TH Amendments", [("4TH", 4), ("14TH Amendments", 14)]),
        ("on the fourth, Fifth Amendment claims", [("Fifth Amendment", 5)]),
        ("Twenty First Amendment", [("Twenty First Amendment", 21)]),
        ("28th Amendment", []),
        ("0th Amendment", []),
        ("the Amendment", []),
        ("Fourth Amendment to the lease", []),
        ("the fourth amendment of the U.S. Constitution", [("fourth amendment of the U.S. Constitution", 4)]),
        ("Fourth\nAmendment", [("Fourth\nAmendment", 4)]),
    ],
)
def test_amendments(text: str, want: list[tuple[str, int]]) -> None:
    assert amended(text) == want


# ---- places around -----------------------------------------------------------------------------------------------


def context(text: str) -> tuple[Context, Span]:
    span = Span(0, len(text))
    return Context(text, [span]), span


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Oregon sued Oregon.", "OR"),
        ("Oregon sued Texas.", None),
        ("Nobody sued.", None),
        ("West Virginia sued.", "WV"),
        ("Arkansas sued.", "AR"),
        ("New Mexico and Washington sued.", "NM"),
        ("The state of Washington sued.", "WA"),
        ("New York State sued.", "NY"),
        ("Virginia Beach and Kansas City sued.", None),
    ],
)
def test_the_only_state_of_a_text(text: str, want: str | None) -> None:
    assert context(text)[0].sole_state() == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Oregon's # is", "OR"),
        ("# in Oregon", "OR"),
        ("# (Oregon)", "OR"),
        ("#, an Oregon law", None),
        ("#, the Oregon law", "OR"),
        ("# in Oregon City", None),
        ("unlike Oregon, #", None),
        ("Oregon differs from #", None),
        ("Oregon and Texas differ on #", None),
        ("Oregon.\n\n#", None),
        ("Calif. #", "CA"),
    ],
)
def test_the_state_beside(text: str, want: str | None) -> None:
    here, span = context(text)
    place = text.index("#")
    beside = here.state_beside(place, place + 1, span)
    assert (beside.name if beside else None) == want
    assert not (beside and beside.end) or text[: beside.end].endswith(")")


def test_the_place_before_is_a_known_one() -> None:
    text = "In Los Angeles # and Mayor Xyzzy # and King #"
    here, span = context(text)
    first, second, third = (i for i, letter in enumerate(text) if letter == "#")
    assert here.place_before(first, span) == ("Los Angeles", 3)
    assert here.place_before(second, span) is None
    assert here.place_before(third, span, " County") == ("King", third - 5)


def test_postal_codes() -> None:
    assert postal_of("Oregon") == postal_of("Ore.") == postal_of("Or.") == "OR"
    assert postal_of("New\nYork") == "NY"
    assert postal_of("Atlantis") is None
    assert not states()["WA"].alone
    assert states()["OR"].alone


def test_acts_only_where_named() -> None:
    text = "INA and the Immigration & Nationality Act"
    assert [text[act.start : act.end] for act in find_acts(text, [Span(0, len(text))])] == [
        "INA",
        "Immigration & Nationality Act",
    ]
    assert list(find_acts(text, [Span(0, 4)])) == []
    assert len(list(find_acts(text, [Span(0, 4)], {"INA"}))) == 1


# ---- schemes -----------------------------------------------------------------------------------------------------


def entry(**fields: object) -> Entry:
    data = {"id": "x", "scheme": "bill", "names": ["X."], "canonical": "X {number}", **fields}
    return Entry("seeds/patterns/citations/x.yaml", "x", {key: value for key, value in data.items() if value != ""})


def test_scheme_of_an_entry() -> None:
    scheme = scheme_of(entry(subjects={"A": ["a", "b"]}, jurisdiction="OR", not_before=" ?year"))
    assert (scheme.title, scheme.mark, scheme.place, scheme.jurisdiction) == ("none", "section", "none", "OR")
    assert scheme.subjects == {"A": ("a", "b")}
    assert scheme.not_before is not None
    assert scheme.not_before.match("\nyear")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": "above"}, "title is none of none, before"),
        ({"mark": "sign"}, "mark is none of"),
        ({"place": "here"}, "place is none of"),
        ({"names": ""}, "neither names nor a phrase"),
        ({"canonical": ""}, "canonical is not a text"),
        ({"jurisdiction": "ZZ"}, "ZZ is neither US nor a postal code"),
        ({"phrase": "("}, "phrase is no regular expression"),
        ({"not_after": "("}, "not_after is no regular expression"),
        ({"subjects": {"A": "a"}}, "subjects: A has no list"),
        ({"subjects": {"A": []}}, "subjects: A has no list"),
        ({"by_state": {"OR": 3}}, "by_state gives no labels"),
        ({"colour": "red"}, "unknown fields colour"),
    ],
)
def test_malformed_scheme_is_named(fields: dict[str, object], says: str) -> None:
    with pytest.raises(KnowledgeError, match=says) as caught:
        scheme_of(entry(**fields))
    assert caught.value.where == "seeds/patterns/citations/x.yaml"
    assert "'x'" in str(caught.value)


def test_heads_tell_subject_and_session() -> None:
    hit = heads().at("California Penal Code", 0, 21)
    assert hit is not None
    assert {(head.scheme.id, head.fields["subject"]) for head in hit.values} == {("ca-code", "Penal")}
    hit = heads().at("Oregon Laws", 0, 11)
    assert hit is not None
    assert [(head.state, head.fields["session"]) for head in hit.values] == [("OR", "Or. Laws")]
    assert len(schemes()) > 90
