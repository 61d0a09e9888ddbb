"""The events told so far, found by whom they reached without looking at all of them."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.discourse import Discourse
from kg.extract.drafts import SubpoenaDraft


@dataclass(slots=True)
class Told:
    """`events` in the order told. A text names few bodies and places, however often it names them: each event is kept
    with its recipient, and for each body asked for is remembered which recipients it means."""

    discourse: Discourse
    events: list[SubpoenaDraft] = field(default_factory=list)
    _recipients: list[str] = field(default_factory=list)
    _places: dict[str, list[int]] = field(default_factory=dict)  # of events that had this recipient at some time
    _meant: dict[str, tuple[int, list[str]]] = field(default_factory=dict)  # recipients looked at, those meant

    def add(self, draft: SubpoenaDraft) -> SubpoenaDraft:
        """Keep a telling: as a part of the event that it is of, the first one that fits, else as a new one."""
        for place in self._where(draft.recipient):
            known = self.events[place]
            if known.same_event(draft, self.discourse):
                known.merge(draft, self.discourse)
                self._keep(known, place)
                return known
        self.events.append(draft)
        self._keep(draft, len(self.events) - 1)
        return draft

    def known(self, draft: SubpoenaDraft) -> bool:
        """Whether a telling is of an event told already."""
        return any(self.events[place].same_event(draft, self.discourse) for place in self._where(draft.recipient))

    def take_back(self, drafts: Sequence[SubpoenaDraft]) -> None:
        """Forget events, as the text says that they are not so."""
        self.events[:] = [event for event in self.events if not any(event is draft for draft in drafts)]
        self._recipients.clear()
        self._places.clear()
        self._meant.clear()
        for place, event in enumerate(self.events):
            self._keep(event, place)

    def of(self, ref: str) -> Iterator[SubpoenaDraft]:
        """The events of a body or place, the last first."""
        for place in reversed(self._where(ref)):
            if self.discourse.same_body(self.events[place].recipient, ref):
                yield self.events[place]

    def _keep(self, draft: SubpoenaDraft, place: int) -> None:
        places = self._places.get(draft.recipient)
        if places is None:
            places = self._places[draft.recipient] = []
            self._recipients.append(draft.recipient)
        if place not in places:
            insort(places, place)

    def _where(self, ref: str) -> list[int]:
        """The places of all events that may be of a body or place, in order."""
        looked, meant = self._meant.setdefault(ref, (0, []))
        if looked < len(self._recipients):
            meant += [one for one in self._recipients[looked:] if self.discourse.same_body(one, ref)]
            self._meant[ref] = len(self._recipients), meant
        if len(meant) == 1:
            return self._places[meant[0]]
        return sorted({place for one in meant for place in self._places[one]})
