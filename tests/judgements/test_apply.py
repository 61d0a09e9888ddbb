"""kg.judgements.apply: what each kind of judgement makes of the facts of a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.judgements.apply import NO_FACT, Judged
from kg.mint import mint
from kg.model import Extraction, PartialDate, Ref
from kg.validate import set_aside
from kg.vocab import JG

Judge = Callable[..., Judged]
BOTH = [
    "ICE subpoena on Clackamas County Sheriff's Office, 2020-02-03",
    "ICE subpoena on Lane County Sheriff's Office, 2020-02-04",
]


def sound(judged: Judged) -> None:
    """What is judged meets the shapes, and each quote is the text at its place."""
    quads, aside = set_aside(mint(judged.extraction))
    assert aside == ()
    text = judged.extraction.document.text
    spans = {(quad.subject, quad.predicate.value): str(getattr(quad.object, "value", "")) for quad in quads}
    for (node, prop), quote in spans.items():
        if prop == JG.quote:
            assert text[int(spans[node, JG.start]) : int(spans[node, JG.end])] == quote


def test_nothing_judged_changes_nothing(judge: Judge, stated: Extraction, desk: Any) -> None:
    judged = judge()
    assert judged.marks == ()
    assert desk.labels(stated) == BOTH
    assert (judged.extraction.facts, judged.extraction.mentioned) == (stated.facts, stated.mentioned)
    assert mint(judged.extraction) == mint(stated)


def test_what_is_rejected_goes_with_the_responses_to_it(judge: Judge, desk: Any) -> None:
    one = desk.judgement("reject", desk.lane)
    judged = judge(one)
    assert desk.labels(judged) == BOTH[:1]
    assert desk.labels(judged, "Response") == []
    (mark,) = judged.marks
    assert (mark.judgement, mark.fact, mark.problem) == (one.id, 0, "")
    assert mark.key.startswith("subpoena/a-") and mark.key.endswith("/lane-county-sheriffs-office-1")
    sound(judged)


def test_a_response_alone_can_be_rejected(judge: Judge, desk: Any) -> None:
    judged = judge(desk.judgement("reject", desk.refusal))
    assert desk.labels(judged) == BOTH
    assert desk.labels(judged, "Response") == []
    assert all(not fact.get(JG.hasResponse) for fact in judged.extraction.facts)
    sound(judged)


def test_what_is_accepted_says_so(judge: Judge, desk: Any) -> None:
    judged = judge(desk.judgement("accept", desk.lane))
    clackamas, lane = desk.facts(judged)
    assert desk.terms(lane, JG.reviewStatus) == ["Accepted"]
    assert desk.terms(clackamas, JG.reviewStatus) == []
    sound(judged)


def test_fields_that_were_checked_leave_the_fact_as_it_is(judge: Judge, stated: Extraction, desk: Any) -> None:
    judged = judge(desk.judgement("accept", desk.lane, of=("date",)))
    assert judged.extraction.facts == stated.facts
    assert len(judged.marks) == 1


def test_what_is_corrected_has_the_new_value_and_the_old_evidence(judge: Judge, stated: Extraction, desk: Any) -> None:
    changes = (("count", ("2",)), ("date", ("2020-02",)), ("due", ("2020-03-01",)))
    judged = judge(desk.judgement("correct", desk.clackamas, changes=changes))
    fact, before = desk.facts(judged)[0], desk.facts(stated)[0]
    assert (fact.key, fact.evidence) == (before.key, before.evidence)
    assert fact.get(f"{JG}count") == (2,)
    assert fact.get(JG.date) == (PartialDate(2020, 2),)
    assert str(fact.get(JG.responseDue)[0]) == "2020-03-01"
    assert fact.label == "ICE subpoena on Clackamas County Sheriff's Office, 2020-02"
    assert desk.terms(fact, JG.reviewStatus) == ["Corrected"]
    assert desk.terms(fact, JG.correctedProperty) == ["count", "date", "responseDue"]
    sound(judged)


def test_a_value_can_be_taken_away(judge: Judge, desk: Any) -> None:
    judged = judge(desk.judgement("correct", desk.clackamas, changes=(("count", ()), ("date", ()))))
    (fact, _) = desk.facts(judged)
    assert fact.get(f"{JG}count") == fact.get(JG.date) == ()
    assert fact.label == "ICE subpoena on Clackamas County Sheriff's Office"
    sound(judged)


def test_another_recipient_takes_its_territory_and_responses_along(judge: Judge, desk: Any) -> None:
    changes = (("recipient", ("Hillsboro Police Department",)),)
    judged = judge(desk.judgement("correct", desk.lane, changes=changes))
    assert desk.labels(judged)[1] == "ICE subpoena on Hillsboro Police Department, 2020-02-04"
    assert desk.labels(judged, "Response") == ["Hillsboro Police Department: refused"]
    (_, fact), (answer,) = desk.facts(judged), desk.facts(judged, "Response")
    assert fact.get(JG.servedOn) == answer.get(JG.respondent)
    (place,) = fact.get(JG.appliesIn)
    assert isinstance(place, Ref)
    known = {entity.key: entity.label for entity in judged.extraction.entities}
    assert known[place.key] == "Hillsboro, Oregon"
    sound(judged)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Lane County Sheriff's Office", "Lane County Sheriff's Office"),
        ("lane county sheriff’s office", "Lane County Sheriff's Office"),
        ("id:jurisdiction/fips/41", "Oregon"),
        ("Oregon", "Oregon"),
        ("Washington County Sheriff's Office", "Washington County Sheriff's Office"),  # of the document's state
        ("Denver", "Denver, Colorado"),
    ],
)
def test_names_that_are_known(judge: Judge, desk: Any, name: str, label: str) -> None:
    judged = judge(desk.judgement("correct", desk.clackamas, changes=(("recipient", (name,)),)))
    assert any(label in one for one in desk.labels(judged))
    assert [mark.problem for mark in judged.marks] == [""]
    sound(judged)


def test_a_name_that_nobody_knows(judge: Judge, stated: Extraction, desk: Any) -> None:
    judged = judge(desk.judgement("correct", desk.clackamas, changes=(("recipient", ("the moon",)),)))
    (mark,) = judged.marks
    assert mark.key == ""
    assert mark.problem == "no agency and no place is known by the name 'the moon'"
    assert judged.extraction.facts == stated.facts


@pytest.mark.parametrize(("status", "label"), [("Complied", "complied"), ("WillComply", "will comply")])
def test_a_response_is_corrected_by_its_subpoena(
    judge: Judge, stated: Extraction, desk: Any, status: str, label: str
) -> None:
    judged = judge(desk.judgement("correct", desk.lane, changes=(("response", (status,)),)))
    assert desk.labels(judged, "Response") == [f"Lane County Sheriff's Office: {label}"]
    (answer,) = desk.facts(judged, "Response")
    (before,) = desk.facts(stated, "Response")
    assert answer.evidence == before.evidence, "the words that it was read from stay"
    sound(judged)


def test_a_response_is_given_to_a_subpoena_that_had_none(judge: Judge, desk: Any) -> None:
    judged = judge(desk.judgement("correct", desk.clackamas, changes=(("response", ("Complied",)),)))
    assert "Clackamas County Sheriff's Office: complied" in desk.labels(judged, "Response")
    answer = desk.facts(judged, "Response")[0]
    assert [(one.rule, one.layer, one.confidence) for one in answer.evidence] == [("judgement", "hand", 1.0)]
    sound(judged)


def test_a_response_is_taken_away(judge: Judge, desk: Any) -> None:
    judged = judge(desk.judgement("correct", desk.lane, changes=(("response", ()),)))
    assert desk.labels(judged) == BOTH
    assert desk.labels(judged, "Response") == []
    sound(judged)


def test_what_was_missed_is_added_with_its_words(judge: Judge, desk: Any) -> None:
    target = desk.target(
        "Nothing else was said that week", issuer="ICE", recipient="Hillsboro Police Department",
        count="2", date="2020-02", response="Refused",
    )  # fmt: skip
    judged = judge(desk.judgement("add", target))
    assert desk.labels(judged) == sorted([*BOTH, "ICE subpoena on Hillsboro Police Department, 2020-02"])
    fact = desk.facts(judged)[1]
    (evidence,) = fact.evidence
    text = judged.extraction.document.text
    assert evidence.span.of(text) == target.quote
    assert (evidence.confidence, evidence.layer) == (1.0, "hand")
    assert desk.terms(fact, JG.reviewStatus) == ["Added"]
    assert "Hillsboro Police Department: refused" in desk.labels(judged, "Response")
    sound(judged)


def test_detainers_and_policies_can_be_added(judge: Judge, desk: Any) -> None:
    quote = "Nothing else was said that week"
    detainers = desk.target(
        quote, kind="DetainerRequest", recipient="Oregon", count="9", outcome=["Issued", "Declined"],
        start="2020-01-01", end="2020-01-31",
    )  # fmt: skip
    policy = desk.target(quote, kind="Policy", adopter="Oregon", type="SanctuaryPolicy")
    judged = judge(desk.judgement("add", detainers), desk.judgement("add", policy))
    assert desk.labels(judged, "DetainerRequest") == ["9 detainers, Oregon, issued and declined"]
    (made,) = desk.facts(judged, "Policy")
    assert (made.label, made.key) == ("Oregon: sanctuary policy", "policy/fips/41/sanctuary-policy")
    assert made.key in judged.extraction.mentioned
    sound(judged)
    gone = judge(desk.judgement("add", policy), desk.judgement("reject", policy))
    assert desk.labels(gone, "Policy") == []
    assert made.key not in gone.extraction.mentioned


@pytest.mark.parametrize(
    ("quote", "hints", "problem"),
    [
        ("Everything was said", {}, "not in the text"),
        ("Nothing else was said that", {}, "stands 2 times"),
        ("Nothing else was said that", {"after": "week"}, ""),
        ("Nothing else was said that", {"at": 350}, ""),
        ("Nothing   else was said that week", {}, ""),
    ],
)
def test_where_the_words_of_an_addition_stand(
    judge: Judge, desk: Any, quote: str, hints: dict[str, Any], problem: str
) -> None:
    target = desk.target(quote, issuer="ICE", recipient="Oregon", **hints)
    judged = judge(desk.judgement("add", target))
    (mark,) = judged.marks
    assert problem in mark.problem and bool(mark.problem) == bool(problem)
    assert len(desk.facts(judged)) == (2 if problem else 3)


def test_what_is_added_but_read_by_now_stands_once(judge: Judge, desk: Any) -> None:
    target = desk.target(desk.one, issuer="ICE", recipient="Lane County Sheriff's Office")
    judged = judge(desk.judgement("add", target))
    assert desk.labels(judged) == BOTH
    assert desk.terms(desk.facts(judged)[1], JG.reviewStatus) == ["Added"]


def test_the_later_judgement_goes_before_the_earlier(judge: Judge, desk: Any) -> None:
    accept, reject = desk.judgement("accept", desk.lane), desk.judgement("reject", desk.lane)
    assert desk.labels(judge(accept, reject)) == BOTH[:1]
    assert desk.labels(judge(reject, accept)) == BOTH
    two, four = (desk.judgement("correct", desk.lane, changes=(("count", (n,)),)) for n in "24")
    assert desk.facts(judge(two, four))[1].get(f"{JG}count") == (4,)
    date = desk.judgement("correct", desk.lane, changes=(("date", ("2020",)),))
    both = desk.facts(judge(two, date))[1]
    assert (both.get(f"{JG}count"), both.get(JG.date)) == ((2,), (PartialDate(2020),)), "corrections add up"


def test_a_fact_is_found_by_what_it_was_and_by_what_it_is(judge: Judge, desk: Any) -> None:
    hillsboro = "Hillsboro Police Department"
    moved = desk.judgement("correct", desk.lane, changes=(("recipient", (hillsboro,)),))
    now = desk.judgement("accept", desk.target(desk.one, recipient=hillsboro))
    then = desk.judgement("apart", desk.lane, desk.clackamas)
    judged = judge(moved, now, then)
    assert [mark.problem for mark in judged.marks] == [""] * 4
    assert len({mark.key for mark in judged.marks}) == 2


def test_pairs_name_both_facts_of_a_document_and_leave_them_as_they_are(
    judge: Judge, stated: Extraction, desk: Any
) -> None:
    for verb in ("merge", "apart"):
        judged = judge(desk.judgement(verb, desk.lane, desk.clackamas))
        assert judged.extraction.facts == stated.facts
        assert [mark.fact for mark in judged.marks] == [0, 1]
        assert len({mark.key for mark in judged.marks}) == 2


def test_a_pair_of_which_one_was_rejected(judge: Judge, desk: Any) -> None:
    judged = judge(desk.judgement("reject", desk.lane), desk.judgement("merge", desk.lane, desk.clackamas))
    assert sorted(mark.problem for mark in judged.marks) == ["", "", "the fact was rejected"]


def test_what_is_about_other_documents_is_left_alone(judge: Judge, stated: Extraction, desk: Any) -> None:
    elsewhere = desk.target(desk.one, file="b.txt", recipient="Lane County Sheriff's Office")
    judged = judge(desk.judgement("reject", elsewhere), desk.judgement("merge", elsewhere, desk.lane))
    assert judged.extraction.facts == stated.facts
    assert [(mark.fact, mark.problem) for mark in judged.marks] == [(1, "")]


def test_a_renamed_file_is_known_by_its_content(judge: Judge, desk: Any) -> None:
    target = desk.target(desk.one, file="old.txt", content=desk.sha256[:16], recipient="Lane County Sheriff's Office")
    assert desk.labels(judge(desk.judgement("reject", target))) == BOTH[:1]


def test_what_fits_no_fact_any_more_is_told(judge: Judge, stated: Extraction, desk: Any) -> None:
    for target in (
        desk.target(desk.one, recipient="Linn County Sheriff's Office"),
        desk.target("ICE served nobody at all on that day", recipient="Lane County Sheriff's Office"),
        desk.target(desk.one, recipient="Lane County Sheriff's Office", date="2020-03"),
    ):
        judged = judge(desk.judgement("reject", target))
        assert [(mark.key, mark.problem) for mark in judged.marks] == [("", NO_FACT)]
        assert judged.extraction.facts == stated.facts


def test_a_fact_that_a_correction_spoils_is_set_aside(judge: Judge, desk: Any) -> None:
    judged = judge(desk.judgement("correct", desk.lane, changes=(("due", ("2019-01-01",)),)))
    _, aside = set_aside(mint(judged.extraction))
    assert any("Lane County" in one.what for one in aside)
