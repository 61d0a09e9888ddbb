from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.main import run

GRAPH = str(Path(__file__).parents[1] / "fixtures" / "graph.trig")


@pytest.fixture
def kg(capfdbinary: pytest.CaptureFixture[bytes]):  # type: ignore[no-untyped-def]
    """Runs `kg query` on the fixture graph; gives exit code, output and errors."""

    def call(*arguments: str, graph: bool = True) -> tuple[int, str, str]:
        code = run(["query", *arguments, *(["--graph", GRAPH] if graph else [])])
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return call


def test_a_question_by_name(kg) -> None:  # type: ignore[no-untyped-def]
    code, out, err = kg("subpoenas-by-recipient")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == [
        "recipient", "jurisdiction", "issuer", "date", "instruments", "due", "status", "document"
    ]  # fmt: skip
    assert len(lines) == 2 + 5
    assert "at least 4" in out and "https://" not in out


def test_parameters(kg) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = kg("subpoenas-by-recipient", "--param", "recipient=BFPD", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and [row["recipient"] for row in rows] == ["Brook Falls Police Department"]
    code, out, _ = kg("subpoenas-timeline", "-p", "since=2019-03-05", "-p", "until=2019-03-05", "--format", "csv")
    assert code == 0 and "Complied" in out and "due" not in out


def test_a_value_may_hold_an_equals_sign(kg) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = kg("responses", "-p", "status=a=b")
    assert (code, out) == (0, "Nothing in this graph answers the question.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give the name of a question"),
        (["documents", "-f", "x.rq"], "give the name of a question"),
        (["documents", "-p", "novalue"], "NAME=VALUE"),
        (["documents", "-p", "=x"], "NAME=VALUE"),
        (["responses", "-p", "status=a", "-p", "status=b"], "given twice"),
        (["documents", "-p", "x=y"], "no parameter 'x'"),
        (["agencies-of-jurisdiction"], "needs the parameter jurisdiction"),
        (["agencies-of-jurisdiction", "-p", "jurisdiction=Alder County"], "id:jurisdiction/fips/41999"),
        (["dokuments"], "did you mean documents"),
        (["SELECT * { ?s ?p ?o }", "-p", "x=y"], "questions with a header"),
        (["SELECT * {\n ?s ?p }"], "line 2"),
        (["-f", "nowhere.rq"], "cannot read the query file nowhere.rq"),
        (["documents", "--format", "turtle"], "no graph to write as Turtle"),
        (["documents", "--format", "yaml"], "yaml"),
    ],
)
def test_wrong_usage_says_what_to_do(kg, arguments: list[str], message: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = kg(*arguments)
    assert (code, out) == (2, "")
    assert message in err and "Traceback" not in err


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("ASK{?s a jg:Agency}", "true\n"),
        ("ASK { ?s a jg:Nothing }", "false\n"),
        ("SELECT (COUNT(*) AS ?n) WHERE { ?s a jg:Subpoena }", "n\n-\n5\n"),
    ],
)
def test_sparql_is_told_by_a_space_or_a_brace(kg, question: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    assert kg(question)[:2] == (0, expected)


def test_a_query_file(kg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    plain = tmp_path / "My Query.rq"
    plain.write_text("# all of them\nSELECT ?n { ?s jg:fileName ?n } ORDER BY ?n LIMIT 1\n", encoding="utf-8")
    assert kg("-f", str(plain), "--format", "csv")[1].split() == ["n", "bulletin.txt"]
    headed = tmp_path / "My Query 2.rq"
    headed.write_text(
        "#' title: Files\n#' summary: Files.\n#' params:\n#'   name: {type: string, about: x, example: a.txt}\n"
        "#' columns:\n#'   n: name\n#' view: table\n"
        "SELECT ?n {\n  VALUES ?name { UNDEF }\n  ?s jg:fileName ?n FILTER (?n = ?name)\n}\n",
        encoding="utf-8",
    )
    assert kg("-f", str(headed), "-p", "name=release.md", "--format", "csv")[1].split() == ["n", "release.md"]
    assert "needs the parameter name" in kg("-f", str(headed))[2]
    broken = tmp_path / "broken.rq"
    broken.write_text("#' title: x\nASK {}", encoding="utf-8")
    code, _, err = kg("-f", str(broken))
    assert code == 1 and "header is malformed" in err and "broken.rq" in err
    broken.write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in kg("-f", str(broken))[2]


def test_settings_name_folders_and_a_timeout(kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file-names.rq").write_text(
        "#' title: Files\n#' summary: Files.\n#' columns:\n#'   n: name\n#' view: table\n"
        "SELECT ?n { ?s jg:fileName ?n } ORDER BY ?n\n",
        encoding="utf-8",
    )
    assert kg("file-names")[0] == 2
    (tmp_path / "kg.toml").write_text('[query]\nfolders = ["mine"]\ntimeout = 0.5\n', encoding="utf-8")
    code, out, err = kg("file-names", "--format", "csv", "--timeout", "60")
    assert code == 0 and "gazette.txt" in out, err
    code, out, err = kg("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d")
    assert (code, out) == (1, "") and "no answer within 0.5 seconds" in err
    (tmp_path / "kg.toml").write_text("[query]\nfolder = 1\n", encoding="utf-8")
    code, _, err = kg("file-names")
    assert code == 1 and "did you mean folders?" in err


def test_a_question_that_takes_too_long_leaves_no_part_of_an_answer(kg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "rows.csv"
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    code, out, err = kg(endless, "--timeout", "1", "-o", str(target))
    assert (code, out) == (1, "") and "no answer within 1 second, so" in err
    assert list(tmp_path.iterdir()) == []
    assert kg(endless, "--timeout", "1", "--format", "csv")[:2] == (1, "")
    assert kg("documents", "--timeout", "0")[0] == 2


def test_the_format_is_that_of_the_suffix(kg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    starts = {"csv": "document,publisher", "md": "| document |", "srx": "<?xml", "txt": "document  "}
    for suffix, start in starts.items():
        target = tmp_path / f"out.{suffix}"
        assert kg("documents", "-o", str(target))[0] == 0
        assert target.read_text(encoding="utf-8").startswith(start), suffix
    assert kg("documents", "--format", "csv", "-o", str(tmp_path / "x.md"))[0] == 0
    assert (tmp_path / "x.md").read_text(encoding="utf-8").startswith("document,publisher")


def test_iris_in_place_of_labels(kg) -> None:  # type: ignore[no-untyped-def]
    out = kg("documents", "--iris")[1]
    assert out == kg("documents")[1], "this one has no IRIs"
    assert "https://w3id.org/jurisgraph/id/agency/" in kg("agencies-by-mentions", "--iris")[1]
    assert kg("SELECT ?a { ?a a jg:Court } ORDER BY ?a", "--iris")[0] == 0


def test_a_syntax_error_shows_the_line_and_a_caret(kg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    mine = tmp_path / "mine.rq"
    mine.write_text("SELECT ?s {\n  ?s foaf:name ?n\n}\n", encoding="utf-8")
    code, out, err = kg("-f", str(mine))
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"Error: {mine}, line 2, column 6: syntax error: the prefix foaf: is not known",
        "    ?s foaf:name ?n",
        "       ^",
        "  declare it at the top: PREFIX foaf: <http://xmlns.com/foaf/0.1/>",
    ]


def test_a_further_library(kg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file-names.rq").write_text(
        "#' title: Files\n#' summary: Files.\n#' columns:\n#'   n: name\n#' view: table\n"
        "SELECT ?n { ?s jg:fileName ?n } ORDER BY ?n\n",
        encoding="utf-8",
    )
    code, out, _ = kg("file-names", "--library", str(tmp_path), "--format", "csv")
    assert code == 0 and out.split() == ["n", "bulletin.txt", "gazette.txt", "minutes.html", "release.md"]


def test_formats_and_files(kg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "out.json"
    code, out, _ = kg("documents", "--format", "json", "-o", str(target))
    assert (code, out) == (0, "")
    assert len(json.loads(target.read_text(encoding="utf-8"))["results"]["bindings"]) == 4
    code, _, err = kg("documents", "-o", str(tmp_path / "no" / "such" / "folder.csv"))
    assert code == 1 and "folder.csv" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json"]
    code, out, _ = kg("CONSTRUCT { ?s a jg:Court } WHERE { ?s jg:agencyType jg:Court }")
    assert code == 0 and out.startswith("@prefix id: ") and "a jg:Court" in out


def test_a_failed_question_leaves_the_file_alone(kg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "answer.csv"
    target.write_text("before", encoding="utf-8")
    assert kg("documents", "--format", "turtle", "-o", str(target))[0] == 2
    assert target.read_text(encoding="utf-8") == "before"


def test_no_store_and_no_file(kg, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, _, err = kg("documents", "--store", str(tmp_path / "none"), graph=False)
    assert code == 1 and "kg build" in err
    code, _, err = kg("documents", "--graph", str(tmp_path / "none.ttl"), graph=False)
    assert code == 1 and "none.ttl" in err


def test_values_in_the_shell_are_data(kg) -> None:  # type: ignore[no-untyped-def]
    code, out, err = kg("responses", "-p", 'status=x" } SELECT * { ?s ?p ?o } #')
    assert (code, out, err) == (0, "Nothing in this graph answers the question.\n", "")


def test_a_query_needs_no_spacy() -> None:
    script = (
        "import sys; from kg.cli.main import run; "
        f"codes = [run(['query', 'documents', '--graph', {GRAPH!r}]), run(['explain', 'ICE', '--graph', {GRAPH!r}]), "
        "run(['queries'])]; "
        "heavy = sorted({'spacy', 'rdflib', 'thinc', 'networkx', 'pyshacl'} & set(sys.modules)); "
        "print(codes, heavy, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[0, 0, 0] []"


@pytest.mark.parametrize("name", ["query", "queries", "explain"])
def test_help_has_examples_and_loads_nothing_heavy(name: str) -> None:
    script = (
        f"import sys; from kg.cli.main import run; code = run([{name!r}, '--help']); "
        "heavy = sorted({'spacy', 'rdflib', 'pyoxigraph', 'yaml', 'rich'} & set(sys.modules)); "
        "print(code, heavy, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "0 []"
    assert "Examples:" in done.stdout and f"kg {name}" in done.stdout
