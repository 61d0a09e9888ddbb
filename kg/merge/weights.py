"""How much each finding speaks for or against two events being one, in points; the sum decides.

The weights are set by hand and measured on tests/merge/pairs.yaml. What they rest on: an issuer serves one recipient
seldom, so that issuer and recipient alone suffice where nothing speaks against it; a day within reach of another is
often the same day told loosely; numbers are copied right more often than not.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from kg.merge.records import NEVER

THRESHOLD: Final = 6  # points from which two events are one
DOUBTFUL: Final = 2  # points below the threshold that are still worth a look
NEAR_DAYS: Final = 3  # days between two dates of what may be one event
SOON_DAYS: Final = 62  # an event without a date was most likely within so many days before its document
FAR_DAYS: Final = 370  # a document that came out later tells of an old event, and an old event has a date

WEIGHTS: Final = MappingProxyType(
    {
        # who
        "issuer.same": 2,
        "issuer.part": 1,  # ERO is a part of ICE, ICE of DHS
        "issuer.other": NEVER,
        "recipient.same": 4,
        "recipient.same-state": 3,
        "recipient.place": 3,  # an agency, and the place that it serves
        "recipient.place-state": 1,
        "recipient.part": 2,
        "recipient.other": NEVER,
        # when
        "date.day": 4,
        "date.day-within": 3,  # a day, and the month that it lies in
        "date.month": 2,
        "date.year": 1,
        "date.near": -1,
        "date.conflict": NEVER,
        "publication.soon": 1,
        "publication.apart": -1,
        "period.same": 4,
        "period.overlap": -1,
        "period.conflict": NEVER,
        "due.same": 3,
        "due.near": -1,
        "due.other": -4,
        # how many
        "count.same": 3,
        "count.same-one": 1,
        "count.hedged": 1,  # "at least 3" and 5
        "count.near": -2,
        "count.other": -4,
        "detainers.same": 2,
        "detainers.same-one": -2,  # single detainers to one place are many
        "detainers.near": -4,
        "detainers.other": -6,
        "detainers.unknown": -2,
        "subjects.same": 2,
        "subjects.same-one": 1,
        "subjects.other": -2,
        # what
        "outcome.same": 1,
        "outcome.opposite": -6,
        "statutes.shared": 1,
        # court actions
        "action.other": NEVER,
        "docket.same": 6,
        "docket.other": NEVER,
        "case.same": 4,
        "court.same": 2,
        "court.other": -4,
        "concerns.shared": 2,
        # how it is told
        "words.same": 4,
        "copies": 2,
    }
)
