"""`kg view`: draws the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import open_source, source_options

if TYPE_CHECKING:
    from kg.view.scene import Scene

SUFFIXES = (".html", ".svg", ".png")

EPILOG = """\b
Examples:
  kg view network                          network.html, a page to explore
  kg view network -o network.svg           to edit or to print
  kg view network --graph graph.ttl -o network.png --title "Subpoenas, 2020"

\b
The page is one file: it loads nothing from the network when opened.
"""


@click.group("view")
def command() -> None:
    """Draw the graph as a page or picture."""


@command.command("network", epilog=EPILOG)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("network.html"), show_default=True,
    metavar="FILE", help="Write to this file; its suffix says the format: .html, .svg or .png.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="The heading.  [default: Agencies and jurisdictions]")
@source_options
def network_command(output: Path, title: str | None, store: Path, graph: Path | None) -> None:
    """Draw which agencies act on which agencies and jurisdictions."""
    if output.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"{output} must end in {', '.join(SUFFIXES)}", param_hint="-o")
    from kg.export import atomic_write
    from kg.graph import network
    from kg.view.scene import scene

    with open_source(store, graph) as source:
        picture = scene(network(source), title=title)
    content = _drawn(picture, output.suffix.lower())
    with atomic_write(output) as stream:
        stream.write(content)
    click.echo(f"Wrote {output}: {picture.subtitle}.")
    for note in picture.notes[1:]:
        click.echo(f"  {note}")


def _drawn(picture: Scene, suffix: str) -> bytes:
    if suffix == ".png":
        from kg.view.png import png

        return png(picture)
    if suffix == ".svg":
        from kg.view.svg import svg

        return svg(picture).encode("utf-8")
    from kg.view.html import html

    return html(picture).encode("utf-8")
