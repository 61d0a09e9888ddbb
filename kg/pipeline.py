"""The way of a document through the stages, and of many documents into a store. The only file that knows the stages' order.

What one document gives is a pure function of its bytes, its metadata and the pipeline's version, so that documents can be
worked on in any order, by any number of processes, with the same result.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from kg import __version__, resources
from kg.errors import ExtractError, KgError, ReadError
from kg.model import Extraction, SetAside
from kg.read import Source, find, read
from kg.read.reader import document_key
from kg.store import DocumentState, Store

# The code and data that decide what a document gives; a change in any of them makes every document due again.
_CODE = ("read", "annotate", "link", "extract", "mint", "validate", "knowledge")
_DATA = (("seeds", "gazetteers"), ("seeds", "patterns"), ("ontology", "shapes"))
_LIBRARIES = ("spacy", "trafilatura", "pyshacl")

Outcome = Literal["built", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file. counts: facts and entities by class."""

    path: str
    outcome: Outcome
    counts: tuple[tuple[str, int], ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    reason: str = ""
    hint: str = ""


@dataclass(slots=True)
class Report:
    """What became of all files, in the order of their paths."""

    results: list[Result] = field(default_factory=list)

    def of(self, outcome: Outcome) -> list[Result]:
        return [result for result in self.results if result.outcome == outcome]

    @property
    def set_aside(self) -> list[SetAside]:
        return [item for result in self.results for item in result.set_aside]


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    sidecar: Mapping[str, str]
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Done:
    """One document, ready to store: its graph as N-Quads, which cross between processes."""

    nquads: bytes
    counts: tuple[tuple[str, int], ...]
    set_aside: tuple[SetAside, ...]


@cache
def pipeline_version() -> str:
    """The release and a digest of the code and data that decide what a document gives (16 hex digits)."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    files = [file for stage in _CODE for file in sorted((package / stage).rglob("*.py"))]
    files += [package / "model.py", package / "vocab.py"]
    files += [file for parts in _DATA for file in sorted(resources.path(*parts).rglob("*")) if file.is_file()]
    for file in files:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    for library in _LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\0".encode())
    return f"{__version__}+{digest.hexdigest()[:16]}"


def extraction(path: Path, sidecar: Mapping[str, str] | None = None) -> Extraction:
    """What one file states: read → annotate → link → extract. Raises ReadError for a file that is no document."""
    from kg.annotate import annotate
    from kg.extract import extract
    from kg.link import link

    return extract(link(annotate(read(path, sidecar=sidecar))))


def process(path: Path, sidecar: Mapping[str, str] | None = None) -> tuple[list[ox.Quad], tuple[SetAside, ...]]:
    """The quads of one file that meet the shapes, and what was set aside: extraction → mint → validate."""
    from kg.mint import mint
    from kg.validate import set_aside

    return set_aside(mint(extraction(path, sidecar)), _shapes())


@cache
def _shapes() -> object:
    from kg.validate import Shapes

    return Shapes()


def build(
    paths: Iterable[Path],
    store: Store,
    *,
    workers: int = 1,
    started: Callable[[int], None] = lambda total: None,
    advanced: Callable[[Result], None] = lambda result: None,
) -> Report:
    """Bring a store up to date with files and folders.

    Each document is stored whole as soon as it is ready, so that a stop loses nothing that was finished. A file whose content,
    metadata and pipeline have not changed is left alone; an older content of the same path is taken out. What cannot be read is
    reported and does not stop the rest. started: called with the number of files; advanced: with each file's result.
    Raises StoreError where the store itself fails.
    """
    sources = find(paths)
    started(len(sources))
    states = store.states()
    results: dict[str, Result] = {}
    tasks: list[_Task] = []
    seen: dict[str, str] = {}

    def finish(result: Result) -> None:
        results[result.path] = result
        advanced(result)

    for source in sources:
        prepared = _prepare(source, states, seen)
        if isinstance(prepared, Result):
            finish(prepared)
        else:
            tasks.append(prepared)
    for task, done in _run(tasks, workers):
        finish(_store(store, task, done, states))
    return Report([results[source.path.as_posix()] for source in sources])


def _prepare(source: Source, states: Mapping[str, DocumentState], seen: dict[str, str]) -> Result | _Task:
    """What is to be done for a source: nothing (and why), or a task."""
    path = source.path.as_posix()
    if source.problem is not None:
        return _failed(path, source.problem)
    if source.skipped is not None:
        return Result(path, "skipped", reason=source.skipped)
    try:
        data = source.path.read_bytes()
    except OSError as error:
        return _failed(path, ReadError(f"it cannot be read: {error.strerror}", where=path, hint="check its permissions"))
    key = document_key(source.path.name, data)
    if key in seen:
        return Result(path, "skipped", reason=f"the same as {seen[key]}")
    seen[key] = path
    sidecar = json.dumps(dict(sorted(source.sidecar.items())), ensure_ascii=False)
    fingerprint = hashlib.sha256(
        b"\0".join([data, source.path.name.encode(), sidecar.encode(), pipeline_version().encode()])
    ).hexdigest()
    known = states.get(key)
    if known is not None and known.fingerprint == fingerprint:
        return Result(path, "unchanged", counts=known.summary)
    return _Task(source.path, source.sidecar, key, fingerprint)


def _store(store: Store, task: _Task, done: _Done | KgError, states: Mapping[str, DocumentState]) -> Result:
    path = task.path.as_posix()
    if isinstance(done, KgError):
        return _failed(path, done)
    quads = list(ox.parse(done.nquads, ox.RdfFormat.N_QUADS))
    store.put(DocumentState(task.key, path, task.fingerprint, task.path.name, done.counts), quads)
    for key, state in states.items():
        if state.path == path and key != task.key:
            store.remove(key)  # an earlier content of the same file
    return Result(path, "built", done.counts, done.set_aside)


def _failed(path: str, error: KgError) -> Result:
    return Result(path, "failed", reason=error.reason, hint=error.hint or "")


def _run(tasks: Sequence[_Task], workers: int) -> Iterator[tuple[_Task, _Done | KgError]]:
    """Work on the tasks, in this process or in others, and yield each as it is ready."""
    if workers <= 1 or len(tasks) <= 1:
        for task in tasks:
            yield task, _work(task)
        return
    left = list(tasks)
    with _pool(min(workers, len(tasks))) as pool:
        futures: dict[Future[_Done | KgError], _Task] = {pool.submit(_work, task): task for task in tasks}
        try:
            for future in as_completed(futures):
                try:
                    done = future.result()
                except BrokenProcessPool:
                    continue
                left.remove(futures[future])
                yield futures[future], done
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    # A worker that died took the others' tasks along: each gets a process of its own, so that only the culprit fails.
    for task in left:
        with _pool(1) as pool:
            try:
                yield task, pool.submit(_work, task).result()
            except BrokenProcessPool:
                yield task, ExtractError(
                    "the process that read it was killed, perhaps for lack of memory",
                    where=task.path.as_posix(),
                    hint="split the document, or free some memory",
                )


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: an open store's threads do not survive a fork.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _work(task: _Task) -> _Done | KgError:
    """One document in one process; an error comes back as a value, for it is the file's, not the build's."""
    try:
        quads, aside = process(task.path, task.sidecar)
    except KgError as error:
        return error
    except Exception as error:  # noqa: BLE001  one file's surprise must not cost the user all the others
        return ExtractError(
            f"internal error, {type(error).__name__}: {error}",
            where=task.path.as_posix(),
            hint="please report it with the document",
        )
    nquads = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return _Done(nquads, _counts(quads), aside)


def _counts(quads: Iterable[ox.Quad]) -> tuple[tuple[str, int], ...]:
    """How many nodes of each class of the ontology a graph holds."""
    from kg.vocab import JG, RDF

    classes: Counter[str] = Counter()
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode) and quad.predicate.value == RDF.type:
            if quad.object.value.startswith(str(JG)):
                classes[quad.object.value.removeprefix(str(JG))] += 1
    return tuple(sorted(classes.items()))


def totals(store: Store) -> dict[str, int]:
    """How many documents, agencies, ... the whole graph holds, each thing once; entities as far as documents name them."""
    query = """
        SELECT ?class (COUNT(DISTINCT ?node) AS ?number) WHERE {
          ?node a ?class . FILTER(STRSTARTS(STR(?class), STR(jg:)))
          OPTIONAL { ?document jg:mentions ?node }
          FILTER(BOUND(?document) || ?class NOT IN (jg:Agency, jg:Jurisdiction, jg:Statute))
        } GROUP BY ?class"""
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return {str(row["class"].value).rpartition("#")[2]: int(row["number"].value) for row in found}
