"""How fast texts are read, and how time and memory grow with a text.

    python benchmarks/extraction.py [--documents N] [--sizes N ...] [--json]

Speed: documents of 500 words a second of CPU time in one process, with and without the parser. Machines differ, and so
does one machine from minute to minute; so each round also times a peer on the same texts, spaCy's blank English with
its sentencizer, and the ratio of both is what can be compared. Of the rounds the fastest time of each document counts.

Growth: one text of each size (code points; read without the parser) in a process of its own, that has read a small one
before. Memory is by how much the peak of the process rises, divided by the size of the text in UTF-8.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.texts import document, text_of_size, text_of_words
from kg.annotate import annotate
from kg.extract import Layers, extract
from kg.link import link
from kg.model import Document

WORDS = 500
ROUNDS = 5
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
PATTERNS = Layers(parser=False)
WHOLE = Layers()


@dataclass(frozen=True)
class Speed:
    """seconds: of CPU time for one document of 500 words; of_peer: the same in multiples of the peer's."""

    layers: str
    documents_a_second: float
    seconds: float
    of_peer: float


@dataclass(frozen=True)
class Growth:
    """seconds: of CPU time; a_million: of them for a million code points; memory: rise of the peak in bytes; times: of
    the text's size."""

    size: int
    seconds: float
    a_million: float
    memory: int
    times: float
    facts: int


def read(given: Document, layers: Layers) -> int:
    """Read one document whole; gives the number of its facts."""
    return len(extract(link(annotate(given)), layers).facts)


def peer() -> Callable[[str], object]:
    """spaCy's blank English with its sentencizer: tokens and sentences, and nothing else."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def seconds(task: Callable[[], object]) -> float:
    """The CPU time that a task takes, of all threads."""
    begun = time.process_time()
    task()
    return time.process_time() - begun


def speeds(number: int) -> Iterator[Speed]:
    """The speed of each choice of layers, in the same run as the peer's."""
    documents = [document(text_of_words(i, WORDS), i) for i in range(number)]
    tokens = peer()
    rounds = [
        [
            (
                seconds(lambda given=given: read(given, PATTERNS)),
                seconds(lambda given=given: read(given, WHOLE)),
                seconds(lambda given=given: tokens(given.text)),
            )
            for given in documents
        ]
        for _ in range(ROUNDS + 1)
    ][1:]  # the first round loads the data
    fastest = [[min(times[kind] for times in of_one) for kind in range(3)] for of_one in zip(*rounds, strict=True)]
    patterns, whole, others = (sum(kind) / number for kind in zip(*fastest, strict=True))
    for layers, spent in (("patterns", patterns), ("patterns and parser", whole), ("spaCy's blank English", others)):
        yield Speed(layers, round(1 / spent, 1), round(spent, 6), round(spent / others, 2))


def growth(size: int) -> Growth:
    """Time and memory of one text, in this process, that must have read no large one before."""
    read(document(text_of_words(1, WORDS), 1), PATTERNS)
    given = document(text_of_size(2, size), 2)
    before = peak()
    begun = time.process_time()
    facts = read(given, PATTERNS)
    spent = time.process_time() - begun
    memory = peak() - before
    times = memory / len(given.text.encode())
    return Growth(size, round(spent, 3), round(spent * 1e6 / size, 2), memory, round(times, 1), facts)


def peak() -> int:
    """The most memory that the process has taken so far, in bytes."""
    # On Linux the system's own figure starts with that of the process which started this one.
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def apart(size: int) -> Growth:
    """The growth for a size, measured in a process of its own."""
    command = [sys.executable, __file__, "--grow", str(size)]
    return Growth(**json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def table(found: list[Speed], grown: list[Growth]) -> Iterator[str]:
    """The lines to print."""
    yield f"{'documents of 500 words':<24} {'a CPU-second':>13} {'each':>10} {'of the peer':>12}"
    for row in found:
        yield f"{row.layers:<24} {row.documents_a_second:>13.1f} {row.seconds * 1000:>7.1f} ms {row.of_peer:>12.2f}"
    yield ""
    yield f"{'code points':>12} {'CPU time':>11} {'a million':>11} {'memory':>11} {'of the text':>12} {'facts':>8}"
    for line in grown:
        yield (
            f"{line.size:>12,} {line.seconds:>9.2f} s {line.a_million:>9.2f} s {line.memory / 1e6:>8.1f} MB "
            f"{line.times:>11.1f}x {line.facts:>8,}"
        )


def main() -> None:
    """Print the tables, or with --json all figures."""
    parser = argparse.ArgumentParser(description="How fast texts are read, and how time and memory grow.")
    parser.add_argument("--documents", type=int, default=40, metavar="N", help="how many of 500 words")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES), metavar="N", help="in code points")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--grow", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.grow is not None:
        sys.stdout.write(json.dumps(asdict(growth(options.grow))))
        return
    found = list(speeds(options.documents)) if options.documents else []
    grown = list(map(apart, options.sizes))
    if options.json:
        figures: dict[str, Any] = {"speed": list(map(asdict, found)), "growth": list(map(asdict, grown))}
        sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(table(found, grown)) + "\n")


if __name__ == "__main__":
    main()
