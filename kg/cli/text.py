"""`kg text`: exactly the text that evidence offsets refer to."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--body", is_flag=True, help="Only the body: no front matter, no header lines.")
@click.option(
    "--json", "as_json", is_flag=True, help="What is known of the document, and where its body lies, as JSON."
)
def command(file: Path, body: bool, as_json: bool) -> None:
    """Print the text of FILE exactly as facts are read from it, in UTF-8.

    \b
    Offsets of evidence are code points of this text, counted from 0:
      kg text story.html | python -c 'import sys; print(sys.stdin.read()[120:180])'
    """
    if body and as_json:
        raise click.UsageError("choose one of --body and --json")
    from kg.read import read

    document = read(file)
    if as_json:
        shown = {
            "key": document.key,
            "file_name": document.file_name,
            "media_type": document.media_type,
            "sha256": document.sha256,
            "title": document.title,
            "publisher": document.publisher,
            "published": str(document.published) if document.published else None,
            "source": document.source,
            "length": len(document.text),
            "body": {"start": document.body.start, "end": document.body.end},
        }
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False).encode("utf-8"))
        return
    # bytes, and no newline added: what a pipe receives has the offsets of the document
    click.echo((document.body.of(document.text) if body else document.text).encode("utf-8"), nl=False)
