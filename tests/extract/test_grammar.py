"""What a tree says of a verb: its dependents by relation, those that grammar leaves unsaid, and whether it is told as
done. The trees are written by hand, so that the grammar is tested and not the parser."""

from __future__ import annotations

import pytest

from kg.extract.grammar import arguments, asserted, is_passive, upwards
from kg.extract.parse import Tree


def tree(*rows: str) -> Tree:
    """A tree from "word/TAG relation head" rows; a root is its own head."""
    parts = [row.split() for row in rows]
    return Tree(
        tuple(int(head) for _, _, head in parts),
        tuple(dep for _, dep, _ in parts),
        tuple(token.rpartition("/")[2] for token, _, _ in parts),
        tuple(token.rpartition("/")[0] for token, _, _ in parts),
    )


SERVED_ON = tree(
    "chicago/NNP nsubj 1", "served/VBD ROOT 1", "letters/NNS obj 1", "on/IN case 4", "smith/NNP nmod 2"
)  # fmt: skip
WAS_SERVED = tree(
    "smith/NNP nsubj:pass 2", "was/VBD aux:pass 2", "served/VBN ROOT 2", "with/IN case 4", "letters/NNS obl 2",
    "by/IN case 6", "chicago/NNP obl:agent 2",
)  # fmt: skip
SAID_IT_WAS = tree(
    "smith/NNP nsubj 1", "said/VBD ROOT 1", "it/PRP nsubj:pass 4", "was/VBD aux:pass 4", "served/VBN ccomp 1"
)  # fmt: skip
LETTERS_SERVED = tree("letters/NNS ROOT 0", "served/VBN acl 0", "on/IN case 3", "smith/NNP obl 1")
THAT_HE_SENT = tree(
    "letters/NNS ROOT 0", "that/WDT obj 3", "chicago/NNP nsubj 3", "sent/VBD acl:relcl 0", "to/IN case 5",
    "smith/NNP obl 3",
)  # fmt: skip
HE_SENT = tree("letters/NNS ROOT 0", "chicago/NNP nsubj 2", "sent/VBD acl:relcl 0")


def test_a_phrase_on_the_object_is_the_verbs_too() -> None:
    found = arguments(SERVED_ON, 1)
    assert (found["subj"], found["obj"], found["on"]) == ([0], [2], [4])


def test_a_passive() -> None:
    assert is_passive(WAS_SERVED, 2)
    assert not is_passive(SERVED_ON, 1)
    found = arguments(WAS_SERVED, 2)
    assert (found["passive"], found["with"], found["by"]) == ([0], [4], [6])
    assert "subj" not in found


def test_a_participle_behind_a_noun_is_a_passive_of_it() -> None:
    assert is_passive(LETTERS_SERVED, 1)
    found = arguments(LETTERS_SERVED, 1)
    assert (found["passive"], found["on"]) == ([0], [3])


def test_a_relative_pronoun_means_the_noun_before_it() -> None:
    found = arguments(THAT_HE_SENT, 3)
    assert (found["obj"], found["subj"], found["to"]) == ([0], [2], [5])


def test_a_relative_clause_without_pronoun_has_the_noun_for_object() -> None:
    assert arguments(HE_SENT, 2)["obj"] == [0]


def test_a_participle_has_the_subject_of_its_noun() -> None:
    seeking = tree("letters/NNS ROOT 0", "seeking/VBG acl 0", "records/NNS obj 1", "from/IN case 4", "smith/NNP nmod 2")
    found = arguments(seeking, 1)
    assert found["subj"] == [0]
    assert found["~from"] == [4]


def test_an_infinitive_has_the_subject_of_its_governor() -> None:
    wants = tree("chicago/NNP nsubj 1", "began/VBD ROOT 1", "to/TO mark 3", "serve/VB xcomp 1")
    assert arguments(wants, 3)["subj"] == [0]


def test_an_infinitive_has_the_object_of_a_verb_of_ordering() -> None:
    ordered = tree("judge/NN nsubj 1", "ordered/VBD ROOT 1", "smith/NNP obj 1", "to/TO mark 4", "comply/VB xcomp 1")
    assert arguments(ordered, 4)["subj"] == [2]


def test_verbs_in_a_row_share_their_subject() -> None:
    row = tree("chicago/NNP nsubj 1", "went/VBD ROOT 1", "and/CC cc 3", "served/VBD conj 1", "smith/NNP obj 3")
    assert arguments(row, 3)["subj"] == [0]


def test_passives_in_a_row_share_it_too() -> None:
    row = tree("smith/NNP nsubj:pass 2", "was/VBD aux:pass 2", "found/VBN ROOT 2", "and/CC cc 4", "served/VBN conj 2")
    assert arguments(row, 4)["passive"] == [0]


def test_a_step_of_serving_is_its_takers() -> None:
    step = tree(
        "chicago/NNP nsubj 1", "took/VBD ROOT 1", "step/NN obj 1", "of/IN mark 4", "serving/VBG acl 2",
    )  # fmt: skip
    assert arguments(step, 4)["subj"] == [0]


def test_a_subject_on_the_auxiliary_is_the_verbs() -> None:
    got = tree("smith/NNP nsubj 1", "got/VBD aux:pass 2", "hit/VBN ROOT 2")
    assert arguments(got, 2)["passive"] == [0]


def test_there_is_kept() -> None:
    left = tree("left/VBD ROOT 0", "letter/NN obj 0", "there/RB advmod 0")
    assert arguments(left, 0)["there"] == [2]


def test_a_circle_of_shared_subjects_ends() -> None:
    deep = tree(*("ran/VBD ROOT 0", *(f"ran/VBN conj {i}" for i in range(60))))
    assert "subj" not in arguments(deep, 60)


def test_plain_statements_are_told_as_done() -> None:
    assert asserted(SERVED_ON, 1)
    assert asserted(WAS_SERVED, 2)
    assert asserted(SAID_IT_WAS, 4)
    assert asserted(THAT_HE_SENT, 3)


@pytest.mark.parametrize(
    ("rows", "verb"),
    [
        pytest.param(("c/NNP nsubj 2", "may/MD aux 2", "serve/VB ROOT 2"), 2, id="may"),
        pytest.param(("c/NNP nsubj 2", "never/RB advmod 2", "served/VBD ROOT 2"), 2, id="never"),
        pytest.param(("c/NNP nsubj 2", "not/RB advmod 2", "served/VBD ROOT 2"), 2, id="not"),
        pytest.param(("if/IN mark 2", "c/NNP nsubj 2", "serves/VBZ advcl 3", "go/VBP ROOT 3"), 2, id="if"),
        pytest.param(("c/NNP nsubj 1", "threatened/VBD ROOT 1", "to/TO mark 3", "serve/VB xcomp 1"), 3, id="threat"),
        pytest.param(("c/NNP nsubj 1", "weighing/VBG ROOT 1", "serving/VBG advcl 1"), 2, id="weighing"),
        pytest.param(("c/NNP nsubj 1", "denied/VBD ROOT 1", "it/PRP nsubj 3", "served/VBD ccomp 1"), 3, id="denied"),
        pytest.param(("power/NN ROOT 0", "to/TO mark 2", "serve/VB acl 0"), 2, id="power"),
        pytest.param(("had/VBD aux 2", "c/NNP nsubj 2", "served/VBN ROOT 2"), 2, id="had it"),
        pytest.param(("c/NNP nsubj 1", "would/MD ccomp 1", "serve/VB ROOT 2"), 2, id="a modal gone astray"),
        pytest.param(("has/VBZ aux 3", "yet/RB advmod 3", "to/TO mark 3", "serve/VB ROOT 3"), 3, id="yet to"),
        pytest.param(
            ("would/MD aux 1", "have/VB ROOT 1", "letters/NNS obj 1", "served/VBN acl 2"), 3, id="have it served"
        ),
        pytest.param(
            ("c/NNP nsubj 2", "may/MD aux 2", "draft/VB ROOT 2", "or/CC cc 4", "serve/VB conj 2"), 4, id="shared may"
        ),
    ],
)
def test_what_is_not_told_as_done(rows: tuple[str, ...], verb: int) -> None:
    assert not asserted(tree(*rows), verb)


@pytest.mark.parametrize(
    ("rows", "verb"),
    [
        pytest.param(
            ("s/NNP nsubj 2", "may/MD aux 2", "fight/VB ROOT 2", "letters/NNS obj 2", "served/VBN acl 3"), 4, id="acl"
        ),
        pytest.param(
            ("s/NNP nsubj 2", "may/MD aux 2", "sue/VB ROOT 2", "c/NNP nsubj 4", "served/VBD acl:relcl 2"), 4, id="relcl"
        ),
        pytest.param(
            ("c/NNP nsubj 2", "may/MD aux 2", "sue/VB ROOT 2", "having/VBG aux 4", "served/VBN advcl 2"), 4, id="having"
        ),
        pytest.param(
            ("c/NNP nsubj 2", "may/MD aux 2", "sue/VB ROOT 2", "and/CC cc 4", "served/VBD conj 2"), 4, id="and served"
        ),
    ],
)
def test_a_clause_of_its_own_is_told_whatever_stands_above_it(rows: tuple[str, ...], verb: int) -> None:
    assert asserted(tree(*rows), verb)


def test_upwards_ends_at_the_statements_own_head() -> None:
    assert list(upwards(SAID_IT_WAS, 4)) == [4, 1]
    assert list(upwards(THAT_HE_SENT, 3)) == [3]
