"""The one rule that SHACL Core cannot state: a quote has as many code points as its span. (SHACL-SPARQL can, but takes
several milliseconds for each span; this takes microseconds.)"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.validate.convert import node_name
from kg.vocab import JG

MESSAGE = "The quote (jg:quote) must have as many characters as its span: jg:end minus jg:start."
_PARTS = {JG.quote: "quote", JG.start: "start", JG.end: "end"}


def wrong_lengths(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, str, str]]:
    """(node, message, quote) of each quote that is longer or shorter than its span, sorted by node.

    Quotes whose span is missing, doubled or no number are left to the shapes.
    """
    spans: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        part = _PARTS.get(quad.predicate.value)
        if part is not None and isinstance(quad.object, ox.Literal):
            spans[node_name(quad.subject)][part].add(quad.object.value)
    for node in sorted(spans):
        quotes, starts, ends = (spans[node][part] for part in ("quote", "start", "end"))
        if not len(quotes) == len(starts) == len(ends) == 1:
            continue
        quote, start, end = *quotes, *starts, *ends
        try:
            length = int(end) - int(start)
        except ValueError:
            continue
        if len(quote) != length:
            yield node, f"{MESSAGE} It has {len(quote)}, not {length}.", quote
