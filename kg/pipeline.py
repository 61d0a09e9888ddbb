"""The way of a document through the stages, and of many into a store. The only file that knows the stages' order.

What one document gives is a pure function of its bytes, its metadata and the pipeline's version, so that documents can
be worked on in any order, by any number of processes, with the same result.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from multiprocessing import active_children, get_context
from pathlib import Path
from threading import current_thread, main_thread

import pyoxigraph as ox

from kg import __version__, resources
from kg.errors import ExtractError, KgError, ReadError
from kg.history import departed, place, record
from kg.judgements import Judgement, Judgements, Mark, apply, stored
from kg.merge.update import remerge
from kg.model import LAYERS, Document, Entity, Extraction, SetAside, Span
from kg.query.totals import counts
from kg.read import Source, find, read
from kg.read.reader import MAX_BYTES, document_key, file_name
from kg.report import Report, Result
from kg.store import DocumentState, Store
from kg.vocab import BASE

# The code and data that decide what a document gives; a change in any of them makes every document due again.
_CODE = ("read", "annotate", "link", "extract", "mint", "validate", "knowledge")
_DATA = (("seeds", "gazetteers"), ("seeds", "patterns"), ("seeds", "models"), ("ontology", "shapes"))
_LIBRARIES = ("spacy", "trafilatura", "pyshacl")

# Starting a worker costs as much as reading some ten documents; below this many one process is quicker.
WORTH_WORKERS = 16


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    sidecar: Mapping[str, str]
    key: str
    fingerprint: str
    layers: tuple[str, ...] = LAYERS
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class _Done:
    """One document, ready to store: its graph as N-Quads, which cross between processes."""

    nquads: bytes
    counts: tuple[tuple[str, int], ...]
    set_aside: tuple[SetAside, ...]
    sketch: str
    judged: tuple[Mark, ...] = ()


@cache
def pipeline_version() -> str:
    """The release and a digest of the code and data that decide what a document gives (16 hex digits)."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    files = [file for stage in _CODE for file in sorted((package / stage).rglob("*.py"))]
    files += [package / "merge" / "sketch.py", package / "model.py", package / "titles.py", package / "vocab.py"]
    data = [file for parts in _DATA for file in sorted(resources.path(*parts).rglob("*")) if file.is_file()]
    files += [file for file in data if file.suffix != ".pyc"]  # not what Python itself leaves beside a script
    for file in files:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    for library in _LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\0".encode())
    return f"{__version__}+{digest.hexdigest()[:16]}"


def _version(layers: Sequence[str]) -> str:
    """What, besides its content and metadata, decides what a document gives."""
    return f"{pipeline_version()} {','.join(sorted(set(layers)))}"


def extraction(path: Path, sidecar: Mapping[str, str] | None = None, layers: Sequence[str] = LAYERS) -> Extraction:
    """What one file states: read → annotate → link → extract. Raises ReadError for a file that is no document."""
    from kg.annotate import annotate
    from kg.extract import Layers, extract
    from kg.link import link

    return extract(link(annotate(read(path, sidecar=sidecar))), Layers.of(layers))


def process(
    path: Path, sidecar: Mapping[str, str] | None = None, layers: Sequence[str] = LAYERS
) -> tuple[list[ox.Quad], tuple[SetAside, ...], str]:
    """The quads of one file that meet the shapes, what was set aside, and the sketch of its text.

    extraction → mint → validate.
    """
    return _minted(extraction(path, sidecar, layers))


def judged(
    path: Path, sidecar: Mapping[str, str] | None, layers: Sequence[str], judgements: Sequence[Judgement]
) -> tuple[list[ox.Quad], tuple[SetAside, ...], str, tuple[Mark, ...]]:
    """As process(), with what was judged of the file: extraction → judgements → mint → validate."""
    found = apply(extraction(path, sidecar, layers), judgements, named_entities)
    return *_minted(found.extraction), found.marks


def _minted(found: Extraction) -> tuple[list[ox.Quad], tuple[SetAside, ...], str]:
    from kg.merge.sketch import sketch
    from kg.mint import mint
    from kg.validate import set_aside

    quads, aside = set_aside(mint(found))
    return quads, aside, sketch(found.document.body.of(found.document.text))


def named_entities(name: str) -> tuple[Entity, ...]:
    """The agency or place that a name alone means, with all that it points to; none where it is not known."""
    from kg.annotate import annotate
    from kg.link import link

    whole = Span(0, len(name))
    linked = link(annotate(Document("", name, "", "text/plain", whole)))
    # What lies in no known place has the document's key in its own, and here there is none.
    named = [
        one for one in linked.links if one.entity.startswith(("agency/", "jurisdiction/")) and "//" not in one.entity
    ]
    if not named:
        return ()
    best = min(named, key=lambda one: (-len(one.span), one.span, -one.score, one.entity)).entity
    return tuple(sorted(linked.entities, key=lambda entity: (entity.key != best, entity.key)))


def build(
    paths: Iterable[Path],
    store: Store,
    *,
    workers: int | None = 1,
    layers: Sequence[str] = LAYERS,
    keep_missing: bool = False,
    judgements: Judgements | None = None,
    started: Callable[[int], None] = lambda total: None,
    advanced: Callable[[Result], None] = lambda result: None,
) -> Report:
    """Bring a store up to date with files and folders.

    Each document is stored whole as soon as it is ready, so that a stop loses nothing that was finished. A file whose
    content, metadata and pipeline have not changed is left alone; an older content of the same path is taken out, and
    so is what was read from below these paths and is no file any more (see kg.history). What cannot be read is reported
    and does not stop the rest. At the end the events that several documents tell are merged. A document is due again
    where what was judged of it has changed.

    keep_missing: leave in the store what is no file any more.
    workers: processes; None for as many as there are processors where the work is enough to pay for their start.
    layers: of extraction, by name; what was read with others is due again.
    judgements: what people judged of the facts.
    started: called with the number of files; advanced: with each file's result.
    Raises StoreError where the store itself fails.
    """
    paths, states, anchor, judgements = list(paths), store.states(), store.folder, judgements or Judgements()
    gone = {} if keep_missing else departed(states, paths, anchor)
    missing = set(gone.values())
    sources = [source for source in find(paths) if place(source.path, anchor) not in missing]
    started(len(sources))
    results: dict[str, Result] = {}
    tasks: list[_Task] = []
    seen: dict[str, str] = {}

    def finish(result: Result) -> None:
        results[result.path] = result
        advanced(result)

    for source in sources:
        prepared = _prepare(source, states, seen, layers, judgements)
        if isinstance(prepared, Result):
            finish(prepared)
        else:
            tasks.append(prepared)
    # Only now is it known which contents are still there, perhaps under another path.
    outdated = _outdated(states, seen, anchor)
    for key, path in seen.items():
        if path in results:
            state = replace(states[key], path=path, place=place(path, anchor), version=_version(layers))
            if state != states[key]:
                store.note(state)  # moved: a later change there is to find this content
    leaving = [key for key in gone if key not in seen]
    _take_out(store, leaving)
    for result in list(results.values()):
        if result.outcome != "failed":
            _take_out(store, outdated.pop(place(result.path, anchor), []))
    if workers is None:
        workers = (os.cpu_count() or 1) if len(tasks) >= WORTH_WORKERS else 1
    with closing(_run(tasks, workers)) as ready:
        for task, done in ready:
            # The older content goes first: should this stop between the two, the next build finds the new one due.
            _take_out(store, outdated.pop(place(_shown(task.path), anchor), []))
            finish(_store(store, task, done))
    remerge(store, *stored.bindings(judgements, stored.marks_of(store)))
    unmet = stored.record(store, judgements)
    activity = record(store, version=pipeline_version(), parameters={"base": BASE})
    ordered = [results[_shown(source.path)] for source in sources]
    return Report(ordered, sorted(states[key].path for key in leaving), activity, len(judgements.all), unmet)


def _outdated(
    states: Mapping[str, DocumentState], seen: Mapping[str, str], anchor: Path | None
) -> dict[str, list[str]]:
    """The keys of the documents that no file found has as its content any more, by the place that they came from."""
    outdated: dict[str, list[str]] = {}
    for key, state in states.items():
        if key not in seen:
            outdated.setdefault(state.place or place(state.path, anchor), []).append(key)
    return outdated


def _take_out(store: Store, keys: Iterable[str]) -> None:
    for key in keys:
        store.remove(key)


def _shown(path: Path) -> str:
    """A path as text that can be printed and stored, also where its name is no UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")


def _prepare(
    source: Source,
    states: Mapping[str, DocumentState],
    seen: dict[str, str],
    layers: Sequence[str],
    judgements: Judgements,
) -> Result | _Task:
    """What is to be done for a source: nothing (and why), or a task."""
    path = _shown(source.path)
    if source.problem is not None:
        return _failed(path, source.problem)
    if source.skipped is not None:
        return Result(path, "skipped", reason=source.skipped)
    try:
        data = _content(source.path)
    except ReadError as error:
        return _failed(path, error)
    except OSError as error:
        return _failed(
            path, ReadError(f"it cannot be read: {error.strerror}", where=path, hint="check its permissions")
        )
    key = document_key(source.path.name, data)
    if key in seen:
        return Result(path, "skipped", reason=f"the same as {seen[key]}")
    seen[key] = path
    sidecar = json.dumps(dict(sorted(source.sidecar.items())), ensure_ascii=False)
    version = _version(layers)
    about = judgements.of(file_name(source.path), hashlib.sha256(data).hexdigest())
    decided = [data, os.fsencode(source.path.name), sidecar.encode(), version.encode()]
    decided += [stored.digest(about).encode()] if about else []
    fingerprint = hashlib.sha256(b"\0".join(decided)).hexdigest()
    known = states.get(key)
    if known is not None and known.fingerprint == fingerprint:
        return Result(path, "unchanged", counts=known.summary, set_aside=known.set_aside)
    return _Task(source.path, source.sidecar, key, fingerprint, tuple(layers), about)


def _content(path: Path) -> bytes:
    """The bytes of a file, where reading them comes to an end; the reader says what is wrong with any other.

    Raises ReadError, OSError.
    """
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        read(path, sidecar={})
    return path.read_bytes()


def _store(store: Store, task: _Task, done: _Done | KgError) -> Result:
    path = _shown(task.path)
    if isinstance(done, KgError):
        return _failed(path, done)
    quads = list(ox.parse(done.nquads, ox.RdfFormat.N_QUADS))
    marks = tuple((mark.judgement, mark.fact, mark.key, mark.problem) for mark in done.judged)
    found = (done.counts, done.set_aside, place(path, store.folder), _version(task.layers), done.sketch, marks)
    store.put(DocumentState(task.key, path, task.fingerprint, Path(path).name, *found), quads)
    return Result(path, "built", done.counts, done.set_aside)


def _failed(path: str, error: KgError) -> Result:
    return Result(path, "failed", reason=error.reason, hint=error.hint or "")


def _run(tasks: Sequence[_Task], workers: int) -> Generator[tuple[_Task, _Done | KgError], None, None]:
    """Work on the tasks, in this process or in others, and yield each as it is ready."""
    if workers <= 1 or len(tasks) <= 1:
        for task in tasks:
            yield task, _work(task)
        return
    futures: dict[Future[_Done | KgError], _Task] = {}
    left: list[_Task] = []
    others = set(active_children())
    with _pool(min(workers, len(tasks))) as pool:
        try:
            with _interrupts_ignored():
                for number, task in enumerate(tasks):
                    try:
                        futures[pool.submit(_work, task)] = task
                    except BrokenProcessPool:
                        left = list(tasks[number:])
                        break
            for future in as_completed(futures):
                try:
                    done = future.result()
                except BrokenProcessPool:
                    continue
                yield futures.pop(future), done  # popped, for the results of all documents may not fit in memory
        except BaseException:
            # What is being worked on is due again anyway: nobody is to wait for it.
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in set(active_children()) - others:
                worker.terminate()
                worker.join()
            raise
    yield from _one_by_one([*futures.values(), *left])


def _one_by_one(tasks: Iterable[_Task]) -> Generator[tuple[_Task, _Done | KgError], None, None]:
    """Work on what a worker that died took along, in a process with one task at a time: only the culprit fails."""
    pool: ProcessPoolExecutor | None = None
    try:
        for task in tasks:
            pool = pool or _pool(1)
            try:
                with _interrupts_ignored():
                    future = pool.submit(_work, task)
                done = future.result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = None
                done = ExtractError(
                    "the process that read it was killed, perhaps for lack of memory",
                    where=_shown(task.path),
                    hint="split the document, or free some memory",
                )
            yield task, done
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: an open store's threads do not survive a fork.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes that are started meanwhile ignore Ctrl-C for good.

    It reaches all processes of a terminal, but only the parent is to answer it; a worker would print a traceback.
    """
    if current_thread() is not main_thread():
        yield  # signals are the main thread's affair
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def _work(task: _Task) -> _Done | KgError:
    """One document in one process; an error comes back as a value, for it is the file's, not the build's."""
    try:
        if task.judgements:
            quads, aside, sketch, marks = judged(task.path, task.sidecar, task.layers, task.judgements)
        else:
            quads, aside, sketch = process(task.path, task.sidecar, task.layers)
            marks = ()
    except KgError as error:
        return error
    except Exception as error:  # noqa: BLE001  one file's surprise must not cost the user all the others
        return ExtractError(
            f"internal error, {type(error).__name__}: {error}",
            where=_shown(task.path),
            hint="please report it with the document",
        )
    if any(f"graph/{task.key}>" not in str(quad.graph_name) for quad in quads[:1]):
        return ReadError(
            "it changed while it was being read", where=_shown(task.path), hint="run the same command again"
        )
    nquads = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return _Done(nquads, counts(quads), aside, sketch, marks)
