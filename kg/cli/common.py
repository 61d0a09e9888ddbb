"""What several commands share: options, error messages, where to read from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.store.base import Store

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_STORE = Path(".kg")
VIEWS = ("merged", "documents")  # those of kg.export.VIEWS, spelt out so that --help imports no RDF library


class PathName(click.Path):
    """The name of a file or folder. An empty one (of an unset shell variable, mostly) does not mean this folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name of a file or folder is empty", param, ctx)
        return super().convert(value, param, ctx)


def say_error(error: KgError) -> None:
    """Print an error of the library on standard error: what, where, what to do next."""
    click.secho("Error: ", fg="red", nl=False, err=True)
    click.echo(f"{error.where}: {error.reason}" if error.where else error.reason, err=True)
    if error.hint:
        click.echo(f"  {error.hint}", err=True)


def store_option(function: F) -> F:
    """--store DIR, the place of the graph on disk."""
    return click.option(
        "--store", type=PathName(path_type=Path), default=DEFAULT_STORE, show_default=True, metavar="DIR",
        envvar="KG_STORE", help="Where the graph is kept.",
    )(function)  # fmt: skip


def layers_of(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    """The layers of extraction that --layers names, in their order."""
    from kg.model import LAYERS

    names = {name.strip() for name in value.split(",")}
    if not names <= set(LAYERS):
        raise click.BadParameter(f"choose from {', '.join(LAYERS)}, with a comma between two", context, parameter)
    return tuple(name for name in LAYERS if name in names)


def layers_option(function: F) -> F:
    """--layers NAMES: how events are read."""
    return click.option(
        "--layers", callback=layers_of, default="patterns,parser", show_default=True, metavar="NAMES",
        help="How events are read: patterns, parser, or both with a comma.",
    )(function)  # fmt: skip


def queries_option(function: F) -> F:
    """--queries DIR: folders of one's own questions; --library is its older name."""
    return click.option(
        "--queries", "--library", "folders", type=PathName(path_type=Path), multiple=True, metavar="DIR",
        help="A further folder of questions, <topic>/<name>.rq; may be repeated.",
    )(function)  # fmt: skip


def judgements_option(function: F) -> F:
    """--judgements FILE: what people judged of the facts."""
    return click.option(
        "--judgements", type=PathName(path_type=Path), metavar="FILE", envvar="KG_JUDGEMENTS",
        help="What people judged of the facts.  [default: judgements.yaml here, else beside the store]",
    )(function)  # fmt: skip


def judgements_file(given: Path | None, store: Path) -> Path:
    """The file of judgements: the one named, else judgements.yaml in the working folder, else the one beside the store.

    It need not be there.
    """
    from kg.judgements.files import FILE_NAME

    here, beside = Path(FILE_NAME), store.parent / FILE_NAME
    return given if given is not None else here if here.exists() else beside


def source_options(function: F) -> F:
    """--store DIR or --graph FILE: where a command reads the graph from."""
    function = click.option(
        "--graph", type=PathName(path_type=Path), metavar="FILE",
        help="Read this RDF file (.ttl, .nq, .trig, .nt, .jsonld) in place of a store.",
    )(function)  # fmt: skip
    return store_option(function)


def open_source(store: Path, graph: Path | None) -> Store:
    """The graph that a reading command works on: the file if one is named, else the store, opened read-only."""
    from kg.store import load_file, open_store

    return load_file(graph) if graph is not None else open_store(store, read_only=True)
