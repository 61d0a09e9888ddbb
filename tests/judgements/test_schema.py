"""kg.judgements.schema: what a file may say, and that an error names the line and column that it is about."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.errors import JudgementError
from kg.judgements.files import parse

GOOD = """\
# by the desk
- kind: reject
  fact:
    kind: Subpoena
    file: a.txt
    content: 0123456789ab
    recipient: Lane County, Oregon
    count: 04
    date: 2020-02
    quote: ICE served
      a subpoena
    at: 12
    before: last week
    after: on Lane
  by: A. Reader
  date: 2021-03-04
  why: It is "planned" only.
- kind: accept
  fact: {kind: Response, file: a.txt, quote: it refused, status: refused}
  of: [status, date]
  by: no
  date: 2021-03-04
- kind: correct
  fact: {kind: DetainerRequest, file: a.txt, quote: 51 detainers}
  set: {count: 50, people: null, outcome: [Issued, declined]}
  by: A. Reader
  date: 2021-03-04
- kind: merge
  facts:
  - {kind: Subpoena, file: a.txt, quote: one}
  - {kind: Subpoena, file: b.txt, quote: two}
  by: A. Reader
  date: 2021-03-04
"""
ENTRY = """\
- kind: {kind}
  fact:
    kind: {of}
    file: a.txt
    quote: it did
{more}  by: A. Reader
  date: 2021-03-04
"""


def test_what_a_file_says() -> None:
    reject, accept, correct, merge = parse(GOOD, "j.yaml").all
    assert (reject.verb, reject.by, reject.date, reject.why, reject.line) == (
        *("reject", "A. Reader", dt.date(2021, 3, 4), 'It is "planned" only.'),
        2,
    )
    (fact,) = reject.facts
    assert (fact.kind, fact.file, fact.content, fact.quote) == (
        *("Subpoena", "a.txt", "0123456789ab"),
        "ICE served a subpoena",
    )
    assert (fact.at, fact.before, fact.after) == (12, "last week", "on Lane")
    assert fact.values == (("recipient", ("Lane County, Oregon",)), ("count", ("4",)), ("date", ("2020-02",)))
    assert accept.of == ("date", "status")
    assert accept.facts[0].get("status") == ("Refused",)
    assert accept.by == "no", "a name is a text, whatever YAML takes it for"
    assert correct.changes == (("count", ("50",)), ("people", ()), ("outcome", ("Issued", "Declined")))
    assert [one.file for one in merge.facts] == ["a.txt", "b.txt"]
    assert [one.line for one in parse(GOOD, "j.yaml").all] == [2, 18, 23, 28]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "null\n", "[]\n", "---\n"])
def test_a_file_may_say_nothing(text: str) -> None:
    assert parse(text, "j.yaml").all == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("- kind: reject", "- kind: refuse", 2, "'refuse'"),
        ("    kind: Subpoena\n    file", "    kind: Agency\n    file", 4, "'Agency'"),
        ("    file: a.txt\n", "", 4, "needs 'file'"),
        ("    file: a.txt\n", "    file:\n", 5, "`file` must be a text"),
        ("    quote: ICE served\n      a subpoena\n", "", 4, "needs 'quote'"),
        ("content: 0123456789ab", "content: 0123", 6, "first 12 digits"),
        ("recipient: Lane County, Oregon", "recipient: [Lane County, Linn County]", 7, "one value only"),
        ("recipient: Lane County, Oregon", "recipiant: Lane County", 7, "'recipiant'"),
        ("recipient: Lane County, Oregon", "adopter: Lane County", 7, "a Subpoena has no 'adopter'"),
        ("count: 04", "count: four", 8, "a whole number, not 'four'"),
        ("count: 04", "count: [1, [2]]", 8, "one value only"),
        ("count: 04", "count: []", 8, "has no value"),
        ("date: 2020-02\n", "date: 2020-02-31\n", 9, "YYYY-MM"),
        ("date: 2020-02\n", "date: 2020-02\n    date: 2020-03\n", 10, "a second time"),
        ("at: 12", "at: twelve", 12, "`at` must be a whole number"),
        ("  by: A. Reader\n  date: 2021-03-04\n  why", "  date: 2021-03-04\n  why", 2, "needs 'by'"),
        ("  date: 2021-03-04\n  why", "  date: March 4\n  why", 16, "YYYY-MM-DD, not 'March 4'"),
        ("  why: It is", "  because: It is", 17, "'because'"),
        ("  why: It is", "  set: {count: 3}\n  why: It is", 17, "of kind reject has no 'set'"),
        ("of: [status, date]", "of: [status, count]", 20, "'count'"),
        ("of: [status, date]", "of: status", 20, "must be a list"),
        ("status: refused}", "status: shrugged}", 19, "Complied, PartlyComplied"),
        (
            "  set: {count: 50, people: null",
            "  set: {recipient: null",
            25,
            "reject the fact instead"[:0] or "without",
        ),
        ("  set: {count: 50, people: null, outcome: [Issued, declined]}", "  set: {}", 25, "changes nothing"),
        ("  set: {count: 50, people: null, outcome: [Issued, declined]}\n", "", 23, "needs 'set'"),
        ("  - {kind: Subpoena, file: b.txt, quote: two}\n", "", 30, "two facts or more"),
        ("  - {kind: Subpoena, file: b", "  - {kind: DetainerRequest, file: b", 30, "different kinds"),
        ("  - {kind: Subpoena, file: b", "  - {kind: Policy, file: b", 31, "'Policy'"),
        ("  facts:\n", "  fact:\n", 29, "of kind merge has no 'fact'"),
    ],
)
def test_an_error_names_its_line(old: str, new: str, line: int, says: str) -> None:
    assert GOOD.count(old) >= 1
    with pytest.raises(JudgementError) as caught:
        parse(GOOD.replace(old, new, 1), "our/j.yaml")
    assert says in caught.value.reason or says in str(caught.value.hint)
    assert str(caught.value.where).startswith(f"our/j.yaml, line {line}, column ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- kind: [\n", 2),
        ("- kind: reject\n\tfact: x\n", 2),
        ("kind: reject\n", 1),
        ("just words\n", 1),
        ("- a\n- b\n", 1),
        ("- kind: reject\n- 'open\n", 3),
        ("- &a [*a]\n", 1),
        ("- kind: *none\n", 1),
    ],
)
def test_what_is_no_list_of_judgements(text: str, line: int) -> None:
    with pytest.raises(JudgementError, match="line") as caught:
        parse(text, "j.yaml")
    assert abs(int(str(caught.value.where).split("line ")[1].split(",")[0]) - line) <= 1
    assert caught.value.hint


def test_a_character_that_yaml_does_not_allow() -> None:
    with pytest.raises(JudgementError, match="line 2"):
        parse("# first\n- kind: \x07\n", "j.yaml")


@pytest.mark.parametrize("depth", [100, 20_000])
def test_a_file_nested_without_end(depth: int) -> None:
    with pytest.raises(JudgementError):
        parse("[" * depth, "j.yaml")


@pytest.mark.parametrize(
    ("kind", "more", "says"),
    [
        ("Subpoena", "    recipient: Lane County, Oregon\n", "needs 'issuer'"),
        ("Subpoena", "", "needs 'issuer' and 'recipient'"),
        ("Policy", "    adopter: Oregon\n", "needs 'type'"),
        ("DetainerRequest", "    recipient: Oregon\n", "needs 'outcome'"),
        ("Response", "    status: Refused\n", "'Response'"),
        ("CourtAction", "", "'CourtAction'"),
    ],
)
def test_what_is_added_must_be_whole(kind: str, more: str, says: str) -> None:
    with pytest.raises(JudgementError, match=says):
        parse(ENTRY.format(kind="add", of=kind, more=more), "j.yaml")


def test_what_makes_a_policy_cannot_be_corrected() -> None:
    with pytest.raises(JudgementError, match="has no 'type'"):
        parse(ENTRY.format(kind="correct", of="Policy", more="  set: {type: DetainerPolicy}\n"), "j.yaml")


def test_a_response_can_be_taken_away_from_a_subpoena() -> None:
    (one,) = parse(ENTRY.format(kind="correct", of="Subpoena", more="  set: {response: ~}\n"), "j.yaml").all
    assert one.changes == (("response", ()),)
