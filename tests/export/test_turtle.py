"""How Turtle and TriG look, and that any IRI and any literal can be written."""

from __future__ import annotations

import difflib
import io
import string
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from pyoxigraph import Store as Engine

from kg.export import export
from kg.export.turtle import term, turtle
from kg.store import Store
from kg.store.oxigraph import OxigraphStore
from kg.vocab import BASE, JG, RDF, SKOS, XSD

Fill = Callable[..., Store]


def text(store: Store, form: str = "turtle") -> str:
    stream = io.BytesIO()
    export(store, form, stream)
    return stream.getvalue().decode()


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(datatype))


def test_turtle_is_grouped_and_sorted(filled: Fill) -> None:
    content = text(filled(["alder"]))
    assert content.startswith(f"@base <{BASE}> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n")
    block = content[content.index("<agency/us/ice>") :].split("\n\n")[0]
    assert block.splitlines() == [
        "<agency/us/ice> a jg:Agency ;",
        '    skos:altLabel "alder\'s name for it" ;',
        '    skos:prefLabel "ICE" ;',
        "    jg:agencyType jg:ImmigrationEnforcement ;",
        "    jg:evidence <evidence/alder-0123456789ab/0-3-abcdef012345> .",
    ]
    several = content[content.index("jg:mentions") :].split(" .")[0].splitlines()
    assert several == ["jg:mentions", "        <agency/us/ice> ,", "        <jurisdiction/fips/41999>"]


def test_one_more_document_only_adds_lines(filled: Fill) -> None:
    before, after = (text(filled(names)).splitlines() for names in (["alder", "cedar"], ["alder", "birch", "cedar"]))
    lost = [line for line in difflib.ndiff(before, after) if line.startswith("- ")]
    assert lost == []


def test_trig_keeps_documents_apart(filled: Fill) -> None:
    content = text(filled(), "trig")
    heads = [line for line in content.splitlines() if line.endswith("{")]
    assert heads == [f"<graph/document/{name}-0123456789ab> {{" for name in ("alder", "birch", "cedar")]
    assert content.count("    <agency/us/ice> a jg:Agency ;") == 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (NamedNode(BASE + "jurisdiction/fips/41"), "<jurisdiction/fips/41>"),
        (NamedNode(BASE + "a/b.c"), "<a/b.c>"),
        (NamedNode(BASE + "a/../b"), f"<{BASE}a/../b>"),
        (NamedNode(BASE + "a/./b"), f"<{BASE}a/./b>"),
        (NamedNode(BASE + "a//b"), f"<{BASE}a//b>"),
        (NamedNode(BASE + "a:b/c"), f"<{BASE}a:b/c>"),
        (NamedNode(BASE + "a/b?c"), f"<{BASE}a/b?c>"),
        (NamedNode(BASE), f"<{BASE}>"),
        (NamedNode(BASE + "alone"), "id:alone"),
        (NamedNode(JG.servedOn), "jg:servedOn"),
        (NamedNode(str(JG)), f"<{JG}>"),
        (NamedNode(str(JG) + "a.b"), f"<{JG}a.b>"),
        (NamedNode(str(JG) + "1a"), f"<{JG}1a>"),
        (NamedNode(str(JG) + "ñ"), f"<{JG}ñ>"),
        (NamedNode("https://schema.org/name"), "schema:name"),
        (NamedNode("urn:x"), "<urn:x>"),
        (Literal("plain"), '"plain"'),
        (Literal('"\\\n\r\t'), '"\\"\\\\\\n\\r\\t"'),
        (Literal("mot", language="fr"), '"mot"@fr'),
        (typed("7", XSD.integer), "7"),
        (typed("-7", XSD.integer), "-7"),
        (typed("seven", XSD.integer), '"seven"^^xsd:integer'),
        (typed("0.9", XSD.decimal), "0.9"),
        (typed("1", XSD.decimal), '"1"^^xsd:decimal'),
        (typed("1.", XSD.decimal), '"1."^^xsd:decimal'),
        (typed("true", XSD.boolean), "true"),
        (typed("1", XSD.boolean), '"1"^^xsd:boolean'),
        (typed("1e6", XSD.double), '"1e6"^^xsd:double'),
        (typed("2019", XSD.gYear), '"2019"^^xsd:gYear'),
        (typed("x", "https://example.org/type"), '"x"^^<https://example.org/type>'),
    ],
)
def test_terms_are_short_where_that_is_sure(value: NamedNode | Literal, expected: str) -> None:
    assert term(value) == expected
    line = f"@base <{BASE}> .\n" + "".join(f"{head}\n" for head in next(turtle(_store([]))).splitlines()[1:])
    back = next(parse(f"{line}<urn:s> <urn:p> {expected} .", format=RdfFormat.TURTLE)).object
    assert back == value


def _store(quads: list[Quad]) -> Store:
    engine = Engine()
    engine.extend(quads)
    return OxigraphStore(engine)


# Characters that mean something in Turtle, in IRIs, or in the project's own names.
TAIL = st.text(string.ascii_letters + string.digits + "/.:-_~?#%41'()*,;=@!$&+ñ", max_size=12)
BEGIN = st.sampled_from(
    [BASE, str(JG), str(RDF), str(SKOS), str(XSD), BASE + "graph/", "https://example.org/", "urn:a:"]
)


def node(start: str, rest: str) -> NamedNode | None:
    try:
        return NamedNode(start + rest)
    except ValueError:
        return None


iris = st.builds(node, BEGIN, TAIL).filter(lambda found: found is not None)
types = st.sampled_from([XSD.integer, XSD.decimal, XSD.boolean, XSD.double, XSD.date, XSD.string]) | iris.map(
    lambda found: found.value
)
words = st.text(max_size=12) | st.sampled_from(["1", "01", "1.0", "1.", ".5", "-1", "true", "1e3", "{", "}", " ."])
literals = (
    st.builds(Literal, words)
    | st.builds(lambda word: Literal(word, language="en"), words)
    | st.builds(typed, words, types.filter(lambda iri: iri != RDF.langString))
)


@given(st.lists(st.builds(lambda s, p, o: Quad(s, p, o), iris, iris, iris | literals), max_size=6))
@example([Quad(NamedNode(BASE + "a/b"), NamedNode(RDF.type), Literal("no class"))])
@example([Quad(NamedNode(BASE + "a/b"), NamedNode(JG.quote), Literal("\x00\x7f\x85\u2028\ufffe"))])
@settings(deadline=None, max_examples=200)
def test_any_graph_is_written_validly(quads: list[Quad]) -> None:
    store = _store(quads)
    triples = {str(triple) for triple in store.triples()}
    for form, engine in (("turtle", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)):
        back = parse(text(store, form), format=engine)
        assert {str(quad.triple) for quad in back} == triples
