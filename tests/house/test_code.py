"""The house rules that hold for code as syntax: docstrings, errors, printing, what may be imported where."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
import kg.errors

PACKAGE = Path(kg.__file__).parent
MODULES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
COMMANDS = {name: tree for name, tree in MODULES.items() if name.startswith("cli/")}
LIBRARY = {name: tree for name, tree in MODULES.items() if name not in COMMANDS}
BUILTIN_ERRORS = {
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
}
# Errors of misuse by a programmer, and of records that cannot be; a user never meets them.
MISUSE = {"model.py": {"ValueError"}, "vocab.py": {"AttributeError"}, "link/agencies.py": {"LookupError"}}
# Raised and caught inside the named module.
INTERNAL = {"annotate/date_rules.py": {"ValueError"}, "query/run.py": {"ValueError"}}


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def imported(nodes: Iterator[ast.AST] | list[ast.stmt]) -> Iterator[str]:
    """The modules that import statements name."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def raised(tree: ast.AST) -> Iterator[str]:
    """The names of the classes that `raise` statements raise; a variable's or function's name stays as it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield ast.unparse(node.exc.func if isinstance(node.exc, ast.Call) else node.exc)


def test_the_package_is_seen() -> None:
    assert len(MODULES) > 80
    assert {"pipeline.py", "cli/main.py", "store/oxigraph.py"} <= set(MODULES)


def test_every_module_has_a_docstring() -> None:
    assert [name for name, tree in MODULES.items() if not ast.get_docstring(tree)] == []


def test_every_public_class_and_function_has_a_docstring() -> None:
    missing = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in MODULES.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert missing == []


def test_every_module_with_code_has_lazy_annotations() -> None:
    missing = [
        name
        for name, tree in MODULES.items()
        if any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body)
        and "__future__" not in set(imported(tree.body))
    ]
    assert missing == []


def test_only_the_command_line_prints() -> None:
    printing = {"print", "input", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write"}
    assert [name for name, tree in LIBRARY.items() if printing & set(calls(tree))] == []
    terminal = {name for name, tree in LIBRARY.items() for module in imported(ast.walk(tree)) if module == "click"}
    terminal |= {name for name, tree in MODULES.items() if any(m.startswith("rich") for m in imported(tree.body))}
    assert terminal == set()


def test_only_the_entry_point_exits() -> None:
    leaving = {"sys.exit", "exit", "quit", "os._exit", "os.abort"}
    assert [name for name, tree in MODULES.items() if leaving & set(calls(tree))] == ["cli/main.py"]
    assert [name for name, tree in MODULES.items() if "SystemExit" in set(raised(tree))] == []


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_the_library_raises_its_own_errors(name: str) -> None:
    wrong = set(raised(LIBRARY[name])) & BUILTIN_ERRORS
    assert wrong <= MISUSE.get(name, set()) | INTERNAL.get(name, set())


def test_every_error_is_defined_in_one_place() -> None:
    own = {name for name, value in vars(kg.errors).items() if isinstance(value, type)}
    assert {name for name in own if name.endswith("Error")} == own
    elsewhere = [
        f"{name}: {node.name}"
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and name != "errors.py"
        if any(ast.unparse(base).endswith(("Error", "Exception")) for base in node.bases)
    ]
    assert elsewhere == []


def test_nothing_is_caught_without_a_name() -> None:
    bare = [
        f"{name}:{node.lineno}"
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert bare == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_imports_nothing_heavy_at_its_top(name: str) -> None:
    import sys

    for module in imported(COMMANDS[name].body):
        first = module.split(".")[0]
        light = first == "click" or first in sys.stdlib_module_names
        assert light or module in {"kg", "kg.errors"} or module.startswith("kg.cli."), module


def test_chance_and_the_clock_decide_nothing() -> None:
    """Same input, same bytes: no module of the library asks for random numbers or the time of day."""
    asked = {"time.time", "dt.date.today", "date.today", "dt.datetime.now", "datetime.now", "uuid.uuid4", "uuid4"}
    assert [name for name, tree in LIBRARY.items() if asked & set(calls(tree))] == []
    random = [name for name, tree in LIBRARY.items() if {"random", "secrets", "uuid"} & set(imported(ast.walk(tree)))]
    assert random == []
