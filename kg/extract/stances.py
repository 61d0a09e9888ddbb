"""What leads to a verb, and how it is told by that: as done, meant, refused, put off, weighed or ordered by a court.

The leads are data ("has yet to", "no intention of"): seeds/patterns/events/answers.yaml. They are read from the verb to
the left as far as they go.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.units import Sentence
from kg.knowledge.answer_words import Act, answer_words
from kg.knowledge.event_patterns import event_words

BE = frozenset({"was", "were", "been", "be", "being", "is", "are", "got", "get", "'s", "'re"})
STOPS = frozenset({".", ";", ":", "?", "!", "—", "–", "--"})
DEMANDS = frozenset({"demand", "demands", "request", "requests", "summons"})
ABOUT = 10  # units in which a verb says what it is about
_LINKS = frozenset({"and", "or", ","})
_TIES = frozenset({"if", "when", "unless", "until", "once"})
_COURT_TERMS = frozenset({"if", "only", "unless", "until", "when"})
_HABIT = frozenset({"does", "do", "longer", "unable", "can", "ca", "cannot", "refuse", "refuses"})


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a verb: the words' kinds, the words, and the unit before them (-1 at the head)."""

    kinds: tuple[str, ...]
    words: tuple[str, ...]
    before: int


def inherited(sentence: Sentence, head: int, leads: dict[int, Lead]) -> Lead | None:
    """The lead of the verb before, for one that is joined to it: "refused to comply or turn over"."""
    if sentence.lower(head - 1) not in _LINKS:
        return None
    base = any(
        form == "base"
        for act in answer_words().by_word[sentence.lower(head)]
        for form, _ in act.forms[sentence.lower(head)]
    )
    past = any(
        form == "past"
        for act in answer_words().by_word[sentence.lower(head)]
        for form, _ in act.forms[sentence.lower(head)]
    )
    known = [lead for at, lead in leads.items() if head - ABOUT <= at < head and lead.kinds]
    return known[-1] if known and base and not past else None


def lead_of(sentence: Sentence, head: int) -> Lead:
    """What leads to a verb, read to the left as far as it goes."""
    leads, longest = answer_words().leads, answer_words().longest
    kinds: list[str] = []
    words: list[str] = []
    at = head - 1
    while at >= 0:
        unit, word = sentence.units[at], sentence.lower(at)
        size = next(
            (n for n in range(longest, 0, -1) if at - n + 1 >= 0 and sentence.lowered[at - n + 1 : at + 1] in leads), 0
        )
        if size:
            kinds.append(leads[sentence.lowered[at - size + 1 : at + 1]])
            words += sentence.lowered[at - size + 1 : at + 1]
            at -= size
        elif unit.kind in ("DATE", "PER", "DUR"):
            at -= 1
        elif not unit.kind and word.endswith("ly") and len(word) > 3:
            words.append(word)
            at -= 1
        elif word == "," and (opened := _inserted(sentence, at)) is not None:
            at = opened - 1
        else:
            if word == "to":
                kinds.append("infinitive")
            break
    return Lead(tuple(kinds), tuple(words), at)


def _inserted(sentence: Sentence, close: int) -> int | None:
    """The comma that opens a short insert closed by another: ", so far,"."""
    opening = (at for at in range(close - 2, max(-1, close - 6), -1) if sentence.lower(at) == ",")
    return next(opening, None)


def stance_of(sentence: Sentence, act: Act, head: int, form: str, lead: Lead) -> str:
    """How the act is told, by what leads to it; "" where it is not told as done, meant or refused."""
    kinds, words = set(lead.kinds), set(lead.words)
    if "infinitive" in kinds:
        if act.court:
            return "done" if _contested(sentence, lead.before) else ""
        return "ordered" if ordering(sentence, lead.before) else ""
    party = sentence.lower(lead.before) in ("respondent", "defendant", "respondents")  # "respondent shall produce"
    if "bound" in kinds and "negative" not in kinds and (party or _ruled(sentence, lead.before, head)):
        return "ordered"
    if (
        "unsure" in kinds
        or ("bound" in kinds and not words & {"has", "have", "had"})
        or _doubted(sentence, lead.before)
    ):
        return ""
    if "already" in words and act.object == "papers":
        return ""  # before it was asked for
    denied = lead.kinds.count("negative") % 2 == 1 and "only" not in words
    if "barred" in kinds:
        # What the law forbids is an answer only where it is said of the demand, or by those who answer.
        named = sentence.has(event_words().classes["subpoena"] | DEMANDS) or "we" in sentence.lowered
        return "refused" if named else ""
    for kind in ("weighed", "ordered", "refused", "unmet"):
        if kind in kinds:
            return "" if denied and kind != "weighed" else kind
    if words & {"initially", "originally", "previously"} and "future" in kinds:
        return ""  # what was meant before
    if "future" in kinds or "bound" in kinds:
        if denied or _only_by_order(sentence, head):
            return "refused"
        tied = any(sentence.lower(i) in _TIES for i in range(head + 1, min(len(sentence.units), head + ABOUT)))
        return "" if tied else "future"
    if denied:
        return "unmet" if words & {"has", "have", "had", "'ve", "been", "yet"} else "denied"
    if form == "base" and not words & {"did", "does", "do"}:
        return ""
    if form == "ing" and words.isdisjoint(BE) and not act.bare:
        return ""
    return "partly" if _partial(sentence, head) else "done"


def _doubted(sentence: Sentence, before: int) -> bool:
    """Whether a condition or a hope opens the clause: "if the county complies", "ICE hopes that it will"."""
    doubts = event_words().conditions | answer_words().lists["doubting"]
    for i in range(before, max(-1, before - 7), -1):
        if sentence.lower(i) in (",", "and", "but", "”", '"') or sentence.lower(i) in STOPS:
            return False
        if sentence.lower(i) in doubts and not sentence.units[i].kind:
            return True
    return False


def _ruled(sentence: Sentence, before: int, head: int) -> bool:
    """Whether a court says what a body must do: "ruled that the county must comply", "must comply, a judge ruled"."""
    lists = answer_words().lists
    behind = sentence.lowered[head : head + 2 * ABOUT]
    court = next((i for i, word in enumerate(behind) if word in lists["courts"]), None)
    if court is not None and any(word in lists["ruling"] for word in behind[court : court + 4]):
        return True
    near = range(max(0, before - 16), before)
    verb = next((i for i in near if sentence.lower(i) in lists["ruling"]), None)
    if verb is None or not any(sentence.lower(i) in lists["courts"] for i in range(verb)):
        return False
    return not any(sentence.lower(i) in event_words().blockers for i in range(max(0, verb - 3), verb))


def _contested(sentence: Sentence, to: int) -> bool:
    """Whether the infinitive behind `to` is what a body asks of a court: "asked a judge to throw out"."""
    near = range(max(0, to - 12), to)
    asked = next((i for i in near if sentence.lower(i) in answer_words().lists["asking"]), None)
    return asked is not None and not any(
        sentence.lower(i) in event_words().blockers for i in range(max(0, asked - 3), asked)
    )


def _only_by_order(sentence: Sentence, head: int) -> bool:
    """Whether what is promised is tied to a court: "will comply only if a judge orders it to"."""
    behind = range(head + 1, min(len(sentence.units), head + ABOUT + 2))
    tied = next((i for i in behind if sentence.lower(i) in _COURT_TERMS), None)
    tied = head if tied is None and "only" in sentence.lowered[max(0, head - 3) : head] else tied
    words = answer_words().lists["courts"] | {"warrant", "signed", "court-ordered"}
    return tied is not None and any(sentence.lower(i) in words for i in behind if i > tied)


def ordering(sentence: Sentence, to: int) -> tuple[int, bool] | None:
    """The verb by which a court tells a body to do what follows `to`, and whether it is passive; None without one."""
    lists = answer_words().lists
    verb = next((i for i in range(to - 1, max(-1, to - 9), -1) if sentence.lower(i) in lists["ordering"]), None)
    if verb is None or not any(sentence.lower(i) in lists["courts"] for i in range(len(sentence.units))):
        return None
    passive = sentence.lower(verb - 1) in BE
    between = [unit for unit in sentence.units[verb + 1 : to] if unit.kind not in ("DUR", "DATE")]
    party = any(unit.kind in ("LOC", "ANA") or unit.text.casefold() in lists["people"] for unit in between)
    unsure = event_words().blockers | {"asked", "asking", "asks", "seeking", "sought", "for"}
    told = (party or passive) and not any(sentence.lower(i) in unsure for i in range(max(0, verb - 6), verb))
    return (verb, passive) if told else None


def _partial(sentence: Sentence, head: int) -> bool:
    """Whether a verb is told of a part: "gave some of the files", "partially complied", "addresses but not photos"."""
    lists, phrases = answer_words().lists, answer_words().phrases
    if any(sentence.lower(i) in lists["partial"] for i in range(max(0, head - 2), min(len(sentence.units), head + 6))):
        return True
    behind = sentence.lowered[head + 1 : head + 1 + 2 * ABOUT]
    for i in range(head + 1, min(len(sentence.units) - 2, head + ABOUT)):
        # "the files of two of the six"
        if (
            sentence.units[i].kind == "NUM"
            and sentence.lower(i + 1) == "of"
            and sentence.lower(i + 2) in ("the", "them")
        ):
            return True
    return any(behind[i : i + size] in phrases for i in range(len(behind)) for size in (1, 2, 3, 4))


def habitual(lead: Lead) -> bool:
    """Whether what leads to a verb tells of a habit or of a rule: "does not", "no longer", "unable to"."""
    return not _HABIT.isdisjoint(lead.words)
