"""A session of `kg review`: asks the questions in turn, saves each answer at once, takes answers back."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.review_page import ALWAYS, ANSWERS, Page, clean
from kg.cli.review_prompt import Prompt

if TYPE_CHECKING:
    from kg.judgements import Judgement, Target
    from kg.judgements.records import Values, Verb
    from kg.model import Document
    from kg.review import Item, Queue, Texts


class Session:
    """The questions of one sitting.

    path: of the file of judgements. reviewer: who judges; today: when.
    """

    def __init__(self, queue: Queue, texts: Texts, path: Path, reviewer: str, today: dt.date) -> None:
        from kg.cli.review import interactive

        self._queue = queue
        self._texts = texts
        self._path = path
        self._reviewer = reviewer
        self._today = today
        terminal = interactive()
        self._page = Page.of(terminal)
        self._ask = Prompt(self._page, terminal, self._knows)
        self._done: list[tuple[int, list[Judgement]]] = []  # the question's index, and what was saved for it
        self._names = {
            text for found in queue.views.values() for one in found for part in one.names.values() for text in part
        }

    def walk(self, items: list[Item]) -> int:
        """Ask for each item in turn, until they are done or the user stops. The exit code."""
        if not items:
            self._ask.say("Nothing is left to ask.")
            return 0
        self._ask.say(f"{len(items)} questions for {clean(self._reviewer)}. ? tells what the keys do.")
        at = 0
        try:
            while at < len(items):
                item = items[at]
                if self._settled(item):
                    at += 1
                    continue
                for line in self._page.question(item, at + 1, len(items), self._texts):
                    self._ask.say(line)
                at = self._answer(item, at)
        except (KeyboardInterrupt, EOFError):
            self._ask.say()
        self._leave()
        return 0

    def add(self, name: str) -> int:
        """Add facts to a document until the user has no more. The exit code."""
        keys = {
            one.document for found in self._queue.views.values() for one in found if name in (one.file, one.document)
        }
        keys |= self._texts.named(name)
        documents = [found for key in sorted(keys) if (found := self._texts.document(key)) is not None]
        if len(documents) != 1:
            from kg.errors import JudgementError

            reason = "several documents have that name" if documents else "no document of that name can be read"
            hint = f"name it by its key: {', '.join(sorted(keys))}" if documents else "kg query documents lists them"
            raise JudgementError(reason, where=name, hint=hint)
        while self._new(documents[0], 0):
            pass
        self._leave()
        return 0

    def _leave(self) -> None:
        number = sum(len(saved) for _, saved in self._done)
        if number:
            some = "1 judgement" if number == 1 else f"{number} judgements"
            self._ask.say(f"{some} saved in {self._path}. Run kg build again to apply what is there.")

    def _answer(self, item: Item, at: int) -> int:
        """Ask for one answer and act on it; the index of the question to ask next."""
        keys = (*ANSWERS[item.kind], *ALWAYS)
        key = self._ask.key(self._page.keys(item.kind) + "\n>", keys)
        match key:
            case "q":
                raise EOFError
            case "s":
                return at + 1
            case "?":
                for line in self._page.help(item.kind):
                    self._ask.say(line)
                return self._answer(item, at)
            case "u":
                return self._undo(at)
            case "n":
                chosen = self._ask.choice("  In which document?", len(item.views))
                document = self._texts.document(item.views[chosen].document) if chosen is not None else None
                if chosen is not None and document is None:
                    self._ask.say("  its file is gone, or was changed since the build")
                if document is not None:
                    self._new(document, at)
                return self._answer(item, at)
        made = self._judged(item, key)
        if not made:
            return self._answer(item, at)
        for one in made:
            self._save(one)
        self._done.append((at, made))
        self._ask.say("  saved")
        # Where sources disagree, one answer need not settle it.
        return at + 1 if self._settled(item) or item.kind != "contested" else at

    def _settled(self, item: Item) -> bool:
        from kg.judgements import load

        return self._path.exists() and self._queue.settled(item, self._queue.answers(load(self._path)))

    def _judged(self, item: Item, key: str) -> list[Judgement]:
        """The judgements that a key means; none where the user thought better of it."""
        match key:
            case "a" if item.kind == "contested":
                return [self._judgement("accept", one.target(), of=(item.field,)) for one in item.views]
            case "a":
                return [self._judgement("accept", item.views[0].target())]
            case "m" | "k" if item.kind == "duplicates":
                verb: Verb = "merge" if key == "m" else "apart"
                return [self._judgement(verb, *(one.target(loose=True) for one in item.views), why=self._why())]
            case "k":
                return self._split(item)
        chosen = self._ask.choice("  Which of them?", len(item.views))
        if chosen is None:
            return []
        view = item.views[chosen]
        if key == "r":
            return [self._judgement("reject", view.target(), why=self._why())]
        changes = self._ask.values(view.kind, lambda name: ", ".join(view.get(name)))
        return [self._judgement("correct", view.target(), changes=changes, why=self._why())] if changes else []

    def _split(self, item: Item) -> list[Judgement]:
        """Keep accounts that were merged apart: two from one another, of more one from all others."""
        from kg.judgements.fields import EVENTS

        if item.views[0].kind not in EVENTS:
            self._ask.say("  only events can be kept apart: correct a response, or reject it")
            return []
        views = item.views
        if len(views) == 2:
            pairs = list(combinations(views, 2))
        else:
            chosen = self._ask.choice("  Which of them is another event?", len(views))
            if chosen is None:
                return []
            pairs = [(views[chosen], other) for other in views if other is not views[chosen]]
        why = self._why()
        return [self._judgement("apart", *(one.target(loose=True) for one in pair), why=why) for pair in pairs]

    def _why(self) -> str | None:
        return self._ask.line("  Why? (Enter for no reason)") or None

    def _judgement(
        self, verb: Verb, *facts: Target, changes: Values = (), of: tuple[str, ...] = (), why: str | None = None
    ) -> Judgement:
        from kg.judgements import Judgement

        return Judgement(verb, facts, self._reviewer, self._today, changes, of, why)

    def _new(self, document: Document, at: int) -> bool:
        """Ask for a fact to add; whether there was one."""
        from kg.judgements import Target
        from kg.judgements.places import places, surroundings

        found = self._ask.new_fact(document)
        if found is None:
            return False
        kind, span, values = found
        quote = " ".join(span.of(document.text).split())
        before, after = surroundings(document.text, span) if len(places(document.text, quote)) > 1 else ("", "")
        target = Target(
            kind, document.file_name, quote, document.sha256[:16], span.start, before or None, after or None, values
        )
        one = self._judgement("add", target, why=self._why())
        self._save(one)
        self._done.append((at, [one]))
        self._ask.say("  saved")
        return True

    def _save(self, one: Judgement) -> None:
        from kg.judgements.files import add

        add(self._path, one)

    def _undo(self, at: int) -> int:
        """Take the last answer back; the index of its question."""
        from kg.judgements.files import take_back

        if not self._done:
            self._ask.say("  nothing was answered yet")
            return at
        back, made = self._done.pop()
        for one in reversed(made):
            if not take_back(self._path, one):
                self._ask.say(f"  {clean(one.verb)} is not in {self._path} any more")
        self._ask.say(f"  taken back: {', '.join(one.verb for one in made)}")
        return back

    def _knows(self, name: str) -> bool:
        """Whether the graph, or the lists of places and agencies, have a name."""
        from kg.judgements.fields import fold

        if fold(name) in self._names:
            return True
        from kg.pipeline import named_entities

        return bool(named_entities(name))
