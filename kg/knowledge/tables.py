"""Reads the tables, lists and YAML files of seeds/gazetteers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from kg import resources
from kg.errors import KnowledgeError

STATES = ("fips", "postal", "name", "abbreviations", "population", "geonames_id", "wikidata", "names")  # of states.tsv


def gazetteer(name: str) -> Path:
    """The path of one file of seeds/gazetteers. Raises KgError when it is missing."""
    return resources.path("seeds", "gazetteers", name)


def rows(name: str, header: tuple[str, ...]) -> Iterator[list[str]]:
    """The rows of a table without its header line; no quoting, UTF-8, LF.

    Raises KnowledgeError when the header is not the one expected or a row has another number of cells.
    """
    with gazetteer(name).open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(next(reader, ())) != header:
            raise KnowledgeError("the columns are not " + ", ".join(header), where=name, hint="derive the file again")
        for row in reader:
            if len(row) != len(header):
                reason = f"line {reader.line_num} has {len(row)} cells instead of {len(header)}"
                raise KnowledgeError(reason, where=name, hint="derive the file again")
            yield row


def cell_list(cell: str) -> tuple[str, ...]:
    """A cell of several values: "A|B" gives ("A", "B"), an empty one ()."""
    return tuple(cell.split("|")) if cell else ()


def document(name: str) -> Any:
    """A YAML file, read by libyaml where PyYAML has it (ten times faster).

    Raises KnowledgeError where it is no YAML.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(gazetteer(name).read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"no YAML: {error}", where=name, hint="correct the file") from error


def lines(name: str) -> tuple[str, ...]:
    """The lines of a plain list, without empty ones."""
    return tuple(line for line in gazetteer(name).read_text(encoding="utf-8").splitlines() if line)
