"""The parser's view of a sentence: its shadow, one token a unit, and a tree that no neighbour changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import resources
from kg.errors import ExtractError
from kg.extract import parse as module
from kg.extract.merging import Unit
from kg.extract.parse import MODEL, Tree, model, parse, readings, shadow
from kg.extract.units import Sentence, sentences
from kg.knowledge.frames import shadow_words
from kg.model import NumberMention, Span

TEXT = (
    "ICE served four subpoenas on the Hillsboro Police Department on Monday. "
    "The department said that it had been subpoenaed twice since January 2019. "
    "Law enforcement agencies in Clackamas and Wasco Counties in Oregon have until March 3 under 8 USC 1225."
)
WORDS = [
    "ICE",
    "served",
    "two",
    "subpoenas",
    "on",
    "the",
    "county",
    "sheriff",
    ",",
    "which",
    "said",
    "it",
    "may",
    "not",
    ".",
]


def read(bench: Any, text: str) -> list[Sentence]:
    return sentences(bench.read(text).linked)


def words(*given: str) -> list[Unit]:
    """Plain words as units; where they stand does not matter to the parser."""
    return [Unit(Span(i, i + 1), word) for i, word in enumerate(given)]


def tree_of(units: Sequence[Unit]) -> Tree:
    """The tree of a whole sentence behind its dateline."""
    return parse(readings(units)[:1])[0]


def test_entities_become_names_that_the_parser_knows(bench: Any) -> None:
    first, second, third = read(bench, TEXT)
    kinds = shadow_words().kinds
    assert shadow(first.units) == [
        kinds["FED"], "served", "4", "letters", "on", "the", kinds["LOC"], "on", kinds["DATE"], ".",
    ]  # fmt: skip
    assert "sued" in shadow(second.units)
    assert "subpoenaed" not in shadow(second.units)
    assert kinds["ANA"] in shadow(second.units), "a noun that points back is a name, too"
    assert "it" in shadow(second.units), "a pronoun stays one"
    assert shadow(third.units)[0] == kinds["GROUP"]
    assert kinds["LAW"] in shadow(third.units)


def test_a_number_is_its_value() -> None:
    span = Span(0, 12)
    units = [Unit(span, "at least six", "NUM", mentions=(NumberMention(span, 6, "at least"),))]
    assert shadow(units) == ["6"]


def test_every_kind_of_unit_has_its_word() -> None:
    assert set(shadow_words().kinds) == {"FED", "LOC", "GROUP", "ORG", "ANA", "DATE", "BARE", "PER", "DUR", "LAW"}


def test_a_tree_has_one_entry_a_unit(bench: Any) -> None:
    for sentence in read(bench, TEXT):
        tree = tree_of(sentence.units)
        assert len(tree.heads) == len(tree.deps) == len(tree.tags) == len(tree.words) == len(sentence.units)
        assert all(0 <= head < len(tree.heads) for head in tree.heads)


def test_the_tree_of_a_plain_sentence(bench: Any) -> None:
    tree = tree_of(read(bench, TEXT)[0].units)
    served, subpoenas = tree.words.index("served"), tree.words.index("subpoenas")
    assert tree.heads[served] == served
    assert (tree.heads[0], tree.deps[0]) == (served, "nsubj")
    assert (tree.heads[subpoenas], tree.deps[subpoenas]) == (served, "obj")
    assert tree.words[0] == "", "an entity is no word"
    assert served in {tree.heads[child] for child in tree.children[served]}
    assert tree.child(served, "obj") == subpoenas
    assert tree.child(served, "iobj") is None


def test_a_preposition_is_the_case_of_its_phrase() -> None:
    tree = Tree((1, 1, 1), ("case", "ROOT", "punct"), ("IN", "NN", "."), ("on", "monday", "."))
    assert tree.case(1) == "on"
    assert tree.case(0) == ""


def test_no_sentence_and_an_empty_sentence() -> None:
    assert parse([]) == []
    assert tree_of([]) == Tree((), (), (), ())


def test_a_dateline_is_no_part_of_the_sentence(bench: Any) -> None:
    (sentence,) = read(bench, "SALEM, Ore. (AW) — Jails in Lane County were served with two subpoenas by ICE.")
    tree = tree_of(sentence.units)
    dash = next(i for i, unit in enumerate(sentence.units) if unit.text == "—")
    assert all(tree.heads[i] == i for i in range(dash + 1))
    assert all(tree.heads[i] > dash for i in range(dash + 1, len(tree.heads)))


def test_a_dash_behind_words_is_no_dateline(bench: Any) -> None:
    (sentence,) = read(bench, "Salem police got two subpoenas — both from ICE.")
    tree = tree_of(sentence.units)
    assert tree.heads[0] != 0 or len(tree.children[0]) > 0


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25), min_size=2, max_size=8))
def test_a_tree_does_not_depend_on_its_neighbours(batch: list[list[str]]) -> None:
    """Sentences parsed together give the same trees as each alone: no result depends on how they are grouped."""
    given = [readings(words(*sentence))[0] for sentence in batch]
    assert parse(given) == [parse([one])[0] for one in given]


def test_the_sums_do_not_depend_on_the_neighbours(bench: Any) -> None:
    """Not only the trees: the very numbers that they are read from are the same, bit by bit."""
    from spacy.tokens import Doc

    nlp = model()
    texts = [shadow(sentence.units) for sentence in read(bench, TEXT)]
    vectors = nlp.get_pipe("tok2vec").predict([Doc(nlp.vocab, words=text) for text in texts])
    for text, together in zip(texts, vectors, strict=True):
        (alone,) = nlp.get_pipe("tok2vec").predict([Doc(nlp.vocab, words=text)])
        assert (alone == together).all()


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=60))
def test_any_text_has_a_tree(text: str) -> None:
    units = words(*text.split())
    tree = tree_of(units)
    assert len(tree.heads) == len(units)


def test_the_products_are_taken_without_threads() -> None:
    assert all(pipe.model.ops.use_blis for _, pipe in model().pipeline)


def test_only_what_is_needed_is_loaded() -> None:
    assert [name for name, _ in model().pipeline] == ["tok2vec", "tagger", "parser"]


def test_the_labels_are_those_of_universal_dependencies() -> None:
    labels = set(model().get_pipe("parser").labels)
    assert {
        "nsubj",
        "nsubj:pass",
        "obj",
        "iobj",
        "obl",
        "nmod",
        "acl:relcl",
        "xcomp",
        "ccomp",
        "conj",
        "case",
    } <= labels


def test_the_model_keeps_its_licence_and_its_sources() -> None:
    notice = resources.path(*MODEL, "NOTICE").read_text(encoding="utf-8")
    for needed in ("CC BY-SA 4.0", "EWT", "GUM", "Silveira", "Zeldes"):
        assert needed in notice
    meta = json.loads(resources.path(*MODEL, "meta.json").read_text(encoding="utf-8"))
    assert meta["lang"] == "en"


def test_a_model_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MODEL", ("seeds", "patterns"))
    with pytest.raises(ExtractError, match="parser cannot be loaded"):
        model.__wrapped__()


def test_inserts_between_commas_are_left_out() -> None:
    units = words("It", ",", "to", "much", "surprise", ",", "got", "two", ".")
    (_, whole), (_, plain) = readings(units)
    assert list(whole) == list(range(9))
    assert plain == [0, 6, 7, 8]


@pytest.mark.parametrize(
    "inside",
    [["which", "runs", "jails"], ["if", "asked"], ["never", "before"], ["and", "then"], ["by", "subpoena"]],
    ids=" ".join,
)
def test_inserts_that_matter_stay(inside: list[str]) -> None:
    assert len(readings(words("It", ",", *inside, ",", "got", "two", "."))) == 1


def test_a_sentence_without_inserts_is_parsed_once() -> None:
    assert len(readings(words("It", "got", "two", ",", "they", "said", "."))) == 1
    assert [list(kept) for _, kept in readings([])] == [[]]


def test_the_tree_of_a_part_has_the_indices_of_the_whole() -> None:
    units = words("It", ",", "to", "much", "surprise", ",", "got", "papers", ".")
    (tree,) = parse([(units, [0, 6, 7, 8])])
    assert tree.heads[0] == 6
    assert tree.words[6:] == ("got", "papers", ".")
    assert [tree.heads[i] for i in range(1, 6)] == [1, 2, 3, 4, 5]
    assert set(tree.words[1:6]) == {""}
