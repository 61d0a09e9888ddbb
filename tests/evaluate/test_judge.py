"""Which facts count as found, missed and wrong. Each case is also put to the reference, where it is at hand."""

from __future__ import annotations

from typing import Any

import pytest

ICE = "U.S. Immigration and Customs Enforcement|ICE"


@pytest.fixture
def places(world: Any) -> Any:
    """Two states, a county and two agencies, all named in the document."""
    world.node("oregon", "Jurisdiction", "Oregon")
    world.node("nevada", "Jurisdiction", "Nevada")
    world.node("lane", "Jurisdiction", "Lane County, Oregon")
    world.node("lcso", "Agency", "Lane County Sheriff's Office", "LCSO", hasJurisdiction="lane")
    world.node("osp", "Agency", "Oregon State Police", hasJurisdiction="oregon")
    world.document("ice", "oregon", "lane", "lcso", "osp")
    return world


def test_found_missed_and_wrong(places: Any, verdicts: Any) -> None:
    told = verdicts(places, agencies=[ICE, "Nye County Sheriff's Office"], jurisdictions=["Oregon"])
    assert told.of("agencies") == [
        ("found", "U.S. Immigration and Customs Enforcement"),
        ("missed", "Nye County Sheriff's Office"),
        ("wrong", "Lane County Sheriff's Office"),
        ("wrong", "Oregon State Police"),
    ]
    assert told.of("jurisdictions") == [("found", "Oregon"), ("wrong", "Lane County, Oregon")]
    assert told.counts("agencies") == (1, 2, 1)


def test_any_label_and_any_alternative_will_do(places: Any, verdicts: Any) -> None:
    gold = ["ICE", "Sheriff of Lane County|the LCSO", "OSP|OREGON STATE POLICE"]
    assert verdicts(places, agencies=gold).counts("agencies") == (3, 0, 0)


def test_optional_names_count_neither_way(places: Any, verdicts: Any) -> None:
    gold = ["ICE", "?LCSO", "?Oregon State Police", "?Nye County Sheriff's Office"]
    assert verdicts(places, agencies=gold).of("agencies") == [("found", "ICE")]


def test_a_duplicate_is_wrong(places: Any, verdicts: Any) -> None:
    places.node("oregon2", "Jurisdiction", "Oregon")
    places.say("a-document", "jg:mentions", "id:oregon2")
    told = verdicts(places, jurisdictions=["Oregon", "Lane County, Oregon"])
    assert told.of("jurisdictions") == [("found", "Oregon"), ("found", "Lane County, Oregon"), ("wrong", "Oregon")]


def test_facts_of_the_same_words_are_told_apart(places: Any, verdicts: Any) -> None:
    for name in ("oregon2", "oregon3"):
        places.node(name, "Jurisdiction", "Oregon")
        places.say("a-document", "jg:mentions", f"id:{name}")
    assert verdicts(places, jurisdictions=["Lane County, Oregon"]).of("jurisdictions")[1:] == [
        ("wrong", "Oregon"), ("wrong", "Oregon (2)"), ("wrong", "Oregon (3)")
    ]  # fmt: skip


def test_only_what_the_document_names_counts(places: Any, verdicts: Any) -> None:
    places.document("nevada", file="b.txt")
    told = verdicts(places, jurisdictions=["Oregon", "Lane County, Oregon", "Nevada"])
    assert told.counts("jurisdictions") == (2, 0, 1)


def test_a_document_that_is_not_there_has_missed_all(places: Any, verdicts: Any) -> None:
    told = verdicts(places, file="gone.txt", jurisdictions=["Oregon"])
    assert told.of("jurisdictions") == [("missed", "Oregon")] and told.counts("agencies") == (0, 0, 0)


def test_statutes_by_label_or_citation(world: Any, verdicts: Any) -> None:
    world.node("1373", "Statute", "8 U.S.C. § 1373", citation="= 8 U.S.C. § 1373")
    world.node("act", "Statute", "Trust Act", citation="= 5 ILCS 805")
    world.document("1373", "act")
    assert verdicts(world, statutes=["8 U.S.C. Section 1373", "5 ILCS 805"]).counts("statutes") == (2, 0, 0)
    assert verdicts(world, statutes=["8 U.S.C. § 1373(a)", "?Trust Act"]).counts("statutes") == (0, 1, 1)


class TestPairs:
    """An agency and the territory that it serves."""

    def test_only_agencies_of_the_gold_are_asked(self, places: Any, verdicts: Any) -> None:
        told = verdicts(places, agency_jurisdiction=[["LCSO", "Lane County, Oregon"]])
        assert told.of("agency_jurisdiction") == [("found", "LCSO → Lane County, Oregon")]

    def test_another_territory_is_wrong_and_the_right_one_missed(self, places: Any, verdicts: Any) -> None:
        told = verdicts(
            places, agency_jurisdiction=[["LCSO", "Lane County, Kansas"], ["Oregon State Police", "Oregon"]]
        )
        assert told.of("agency_jurisdiction") == [
            ("missed", "LCSO → Lane County, Kansas"),
            ("found", "Oregon State Police → Oregon"),
            ("wrong", "Lane County Sheriff's Office → Lane County, Oregon"),
        ]

    def test_an_optional_agency_counts_neither_way(self, places: Any, verdicts: Any) -> None:
        told = verdicts(places, agency_jurisdiction=[["?LCSO", "Lane County, Oregon"], ["?OSP", "Oregon"]])
        assert told.of("agency_jurisdiction") == []
        told = verdicts(places, agency_jurisdiction=[["?LCSO", "Lane County, Kansas"]])
        assert told.counts("agency_jurisdiction") == (0, 1, 0), "a wrong one is wrong all the same"

    def test_an_agency_that_is_not_named_here_is_not_asked(self, places: Any, verdicts: Any) -> None:
        places.node("nhp", "Agency", "Nevada Highway Patrol", hasJurisdiction="nevada")
        told = verdicts(places, agency_jurisdiction=[["Nevada Highway Patrol", "Oregon"]])
        assert told.counts("agency_jurisdiction") == (0, 0, 1)


class TestPolicies:
    """One adopter counts once."""

    def policy(self, world: Any, name: str, *types: str, adopter: str | None = "oregon") -> None:
        adopted = {"adoptedBy": adopter} if adopter else {}
        world.node(name, "Policy", name, policyType=[f"jg:{one}" for one in types], **adopted)
        world.evidence(name)

    def test_adopter_and_any_one_of_the_types(self, places: Any, verdicts: Any) -> None:
        self.policy(places, "p", "DetainerPolicy", "SanctuaryPolicy")
        gold = {"adopted_by": "State of Oregon|Oregon", "types": ["SanctuaryPolicy", "CooperationMandate"]}
        told = verdicts(places, policies=[gold])
        assert told.of("policies") == [("found", "State of Oregon: CooperationMandate or SanctuaryPolicy")]

    def test_another_type_is_wrong(self, places: Any, verdicts: Any) -> None:
        self.policy(places, "p", "DetainerPolicy")
        told = verdicts(places, policies=[{"adopted_by": "Oregon", "types": ["SanctuaryPolicy"]}])
        assert told.of("policies") == [("missed", "Oregon: SanctuaryPolicy"), ("wrong", "Oregon: DetainerPolicy")]

    def test_several_of_one_adopter_are_one(self, places: Any, verdicts: Any) -> None:
        self.policy(places, "p", "DetainerPolicy")
        self.policy(places, "q", "SanctuaryPolicy")
        told = verdicts(places, policies=[{"adopted_by": "Oregon", "types": ["SanctuaryPolicy"]}])
        assert told.counts("policies") == (1, 0, 0)
        (found,) = told.judged[-1:]
        assert found.nodes == (places.iri("p"), places.iri("q"))

    def test_without_an_adopter_it_is_wrong(self, places: Any, verdicts: Any) -> None:
        self.policy(places, "p", "SanctuaryPolicy", adopter=None)
        told = verdicts(places, policies=[{"adopted_by": "Oregon", "types": ["SanctuaryPolicy"]}])
        assert told.of("policies") == [("missed", "Oregon: SanctuaryPolicy"), ("wrong", "-: SanctuaryPolicy")]

    def test_optional(self, places: Any, verdicts: Any) -> None:
        self.policy(places, "p", "SanctuaryPolicy", adopter="lcso")
        gold = {"adopted_by": "LCSO", "types": ["SanctuaryPolicy"], "optional": True}
        assert verdicts(places, policies=[gold]).counts("policies") == (0, 0, 0)

    def test_mentioned_without_evidence_counts_too(self, places: Any, verdicts: Any) -> None:
        places.node("p", "Policy", "p", policyType="jg:SanctuaryPolicy", adoptedBy="oregon")
        places.say("a-document", "jg:mentions", "id:p")
        assert verdicts(places).counts("policies") == (0, 1, 0)


class TestSubpoenas:
    """By issuer and recipient."""

    def test_found(self, places: Any, verdicts: Any) -> None:
        places.subpoena("s", "lcso")
        gold = {"issuer": ICE, "recipient": "Lane County Sheriff's Office", "date": "2020-02", "status": ["Refused"]}
        told = verdicts(places, subpoenas=[gold])
        words = "U.S. Immigration and Customs Enforcement → Lane County Sheriff's Office, date 2020-02, Refused"
        assert told.of("subpoenas") == [("found", words)]

    def test_a_place_serves_where_no_recipient_is_named(self, places: Any, verdicts: Any) -> None:
        places.subpoena("s", None, appliesIn="lane")
        gold = {"issuer": ICE, "recipient": "Lane County, Oregon|LCSO"}
        assert verdicts(places, subpoenas=[gold]).counts("subpoenas") == (1, 0, 0)
        places.say("s", "jg:servedOn", "id:osp")  # now the recipient decides
        assert verdicts(places, subpoenas=[gold]).counts("subpoenas") == (0, 1, 1)

    def test_another_issuer_or_recipient_is_wrong(self, places: Any, verdicts: Any) -> None:
        places.subpoena("s", "lcso", count=2, date="2020-02-03", statuses=["Refused"])
        for gold in ({"issuer": "DEA", "recipient": "LCSO"}, {"issuer": ICE, "recipient": "Oregon State Police"}):
            told = verdicts(places, subpoenas=[gold])
            assert told.counts("subpoenas") == (0, 1, 1)
            verdict, fact = told.of("subpoenas")[1]
            assert verdict == "wrong"
            assert fact.endswith("→ Lane County Sheriff's Office, count 2, date 2020-02-03, Refused")

    def test_no_recipient_asked_for(self, places: Any, verdicts: Any) -> None:
        places.subpoena("s", "lcso")
        assert verdicts(places, subpoenas=[{"issuer": ICE, "recipient": None}]).counts("subpoenas") == (0, 1, 1)

    def test_any_issuer_where_the_gold_gives_none(self, places: Any, verdicts: Any) -> None:
        places.subpoena("s", None)
        assert verdicts(places, subpoenas=[{"issuer": None, "recipient": None}]).counts("subpoenas") == (1, 0, 0)

    def test_the_one_whose_fields_agree_best_is_taken(self, places: Any, verdicts: Any) -> None:
        places.subpoena("s1", "lcso", count=1, date="2019-01-05")
        places.subpoena("s2", "lcso", count=3, date="2020-02-14")
        told = verdicts(places, subpoenas=[{"issuer": ICE, "recipient": "LCSO", "count": 3, "date": "2020-02"}])
        assert told.right() == {"count": True, "date": True}
        assert told.counts("subpoenas") == (1, 1, 0)

    def test_optional_ones_choose_last(self, places: Any, verdicts: Any) -> None:
        places.subpoena("s", "lcso")
        gold = [{"issuer": ICE, "recipient": "LCSO", "optional": True}, {"issuer": ICE, "recipient": "LCSO"}]
        assert verdicts(places, subpoenas=gold).counts("subpoenas") == (1, 0, 0)
        assert verdicts(places, subpoenas=gold[:1]).counts("subpoenas") == (0, 0, 0)

    def test_only_those_with_evidence_in_the_document(self, places: Any, verdicts: Any) -> None:
        places.document(file="b.txt")
        places.subpoena("s", "lcso", file="b.txt")
        assert verdicts(places).counts("subpoenas") == (0, 0, 0)
        assert verdicts(places, file="b.txt").counts("subpoenas") == (0, 1, 0)


class TestDetainers:
    """Several numbers to one recipient are told apart by the number."""

    def test_found_by_number(self, places: Any, verdicts: Any) -> None:
        places.detainer("d1", "lane", count=35, outcome="jg:Honored")
        places.detainer("d2", "lane", count=112, outcome="jg:Declined")
        gold = [{"issuer": ICE, "recipient": "Lane County, Oregon", "count": n, "outcome": []} for n in (112, 35, 9)]
        told = verdicts(places, detainers=gold)
        assert [verdict for verdict, _ in told.of("detainers")] == ["found", "found", "missed"]
        assert told.of("detainers")[2][1] == "U.S. Immigration and Customs Enforcement → Lane County, Oregon, count 9"

    def test_a_graph_without_a_number_may_fit(self, places: Any, verdicts: Any) -> None:
        places.detainer("d", "lane")
        gold = {"issuer": ICE, "recipient": "Lane County, Oregon", "count": 4}
        assert verdicts(places, detainers=[gold]).right() == {"count": False}

    def test_gold_without_a_number_fits_any(self, places: Any, verdicts: Any) -> None:
        places.detainer("d", "lane", count=4, periodStart="2017-01-28", periodEnd="2017-02-03")
        for count in ({}, {"count": None}):
            told = verdicts(places, detainers=[{"issuer": ICE, "recipient": "Lane County, Oregon", **count}])
            assert told.counts("detainers") == (1, 0, 0)
        wrong = verdicts(places).of("detainers")
        assert wrong[0][1].endswith("Lane County, Oregon, count 4, from 2017-01-28, until 2017-02-03")


def test_documents_one_after_the_other_and_their_figures_added(places: Any, as_figures: Any, tmp_path: Any) -> None:
    import json

    from kg.evaluate.gold import load
    from kg.evaluate.judge import judge

    places.document("nevada", file="b.txt")
    gold = [{"file": "b.txt", "jurisdictions": ["Nevada"]}, {"file": "a.txt", "jurisdictions": ["Oregon"]}]
    (tmp_path / "g.json").write_text(json.dumps(gold), encoding="utf-8")
    judged = judge(places.graph, load([tmp_path / "g.json"]))
    assert [one.file for one in judged if one.verdict == "found"] == ["a.txt", "b.txt"]
    shown = as_figures(judged)
    assert shown["jurisdictions"] == {"tp": 2, "fp": 1, "fn": 0, "precision": 0.667, "recall": 1.0, "f1": 0.8}
    assert shown["all"]["fp"] == 4
