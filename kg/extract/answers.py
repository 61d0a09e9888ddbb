"""Answers to subpoenas, read from the parts of a clause: the verb, what leads to it, what it is about, who acts.

A list of phrases knows what its makers thought of; here any verb of giving, obeying, refusing or reviewing goes with
any lead ("has yet to", "no intention of"). The parts are data: seeds/patterns/events/answers.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.actors import Actor, actor_of, agent_behind, over_insert
from kg.extract.stances import ABOUT, BE, DEMANDS, STOPS, Lead, habitual, inherited, lead_of, ordering, stance_of
from kg.extract.units import Sentence
from kg.knowledge.answer_words import Act, answer_words
from kg.knowledge.event_patterns import event_words

_PARTICLE = 6  # units in which its particle stands
_SUBJECT = 8  # units before a passive in which its subject stands
_CLAUSE_OPENERS = frozenset({"when", "after", "because", "who", "if", "before", "once", "until", "while", "but"})
# What is told of nothing and of none is the contrary.
_NOTHING = {"done": "unmet", "partly": "unmet", "future": "refused", "weighed": "weighed"}
# Words by which a sentence tells of a change, and not of two parts.
_CHANGES = frozenset(
    {"then", "later", "until", "after", "initially", "first", "before", "since", "eventually", "finally"}
)
_MORE = frozenset({"further", "more", "additional", "new", "future"})  # subpoenas that are yet to be
_FAR = frozenset({"infinitive", "weighed"})  # leads before which another verb stands between subject and verb
_US = frozenset({"us", "him", "her", "it", "them"})
_ENDS = frozenset({"and", "but", "on", "when", "after", "because", "citing", "saying", "last", "in", "again", "as"})
_OF_DEMAND = frozenset({"open", "demand", "choice"})
_ISSUER_NOUNS = frozenset({"it", "they", "we", "agency", "department", "bureau"})
_NEAR = 6  # units in which a verb of asking says that it is for time
_MARKS = frozenset({".", ",", ";", "”", '"', ")", "—", "–", "--", "’", "!"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb at `head` tells, status "" where it is understood and tells nothing of a recipient; units
    [start, end)."""

    act: Act
    head: int
    start: int
    end: int
    status: str
    actor: Actor


def find_answers(sentence: Sentence, names: frozenset[str] = frozenset()) -> list[Answer]:
    """What the verbs of a sentence tell, in order. names: words of names of people who speak in the text."""
    words = answer_words()
    if not sentence.may_hold(words.by_word.keys()):
        return []
    heads = [i for i, unit in enumerate(sentence.units) if not unit.kind and sentence.lower(i) in words.by_word]
    if not heads or sentence.units[-1].text == "?":
        return []
    if any(sentence.lower(i) in event_words().framers for i in range(min(4, len(sentence.units)))):
        return []
    found: list[Answer] = []
    leads: dict[int, Lead] = {}
    for head in heads:
        lent = inherited(sentence, head, leads)
        lead = leads[head] = lent or lead_of(sentence, head)
        answers = [
            answer for act in words.by_word[sentence.lower(head)] for answer in _read(sentence, act, head, lead, names)
        ]
        if lent and found and not found[-1].status:
            answers = [replace(answer, status="") for answer in answers]  # joined to what tells nothing of an answer
        told = next((answer for answer in answers if answer.status), None)
        found += [told] if told else answers[:1]
    return _in_part(sentence, found)


def _read(sentence: Sentence, act: Act, head: int, lead: Lead, names: frozenset[str]) -> Iterator[Answer]:
    """The act at a head, if the sentence's words are about it."""
    for form, particles in act.forms[sentence.lower(head)]:
        near = range(head + 1, min(len(sentence.units), head + _PARTICLE))
        if particles and not any(sentence.lower(i) in particles for i in near):
            continue
        passive = form == "past" and not BE.isdisjoint(lead.words)
        about = _subject_matter(sentence, act, head, lead.before) if passive else _object(sentence, act, head)
        if about is None or (form in ("base", "s") and not lead.kinds and _is_noun(sentence, head)):
            continue
        stance = stance_of(sentence, act, head, form, lead)
        if about == "generic" and stance in ("denied", "refused", "unmet", "future") and habitual(lead):
            stance = ""  # "does not cooperate with ICE": a habit, and no answer
        stance = _NOTHING.get(stance, "") if about == "nothing" else stance
        if form == "s" and act.subject == "issuer" and act.object == "papers":
            stance = ""  # what it receives as a rule
        bare = form == "ing" and BE.isdisjoint(lead.words) and "plain" not in lead.kinds
        bare = bare and sentence.lower(lead.before) not in ("of", "from")  # "accused the city of ignoring"
        actor = _who(
            sentence, act, head, lead, names, passive=passive, elliptic=bare or not _FAR.isdisjoint(lead.kinds)
        )
        if act.object == "papers" and _to_body(sentence, head):
            stance = ""  # papers that are handed to a body are the subpoenas
        if not actor.kind and about != "else":
            continue
        status = act.statuses.get(stance, "") if about != "else" and _acts(sentence, act, head, actor) else ""
        actor = Actor("people", None, actor.many, "passive") if act.subject else actor
        at = [i for i in (head, actor.unit) if i is not None]
        yield Answer(act, head, min(at), max(at) + 1, status, actor)
        return


def _to_body(sentence: Sentence, head: int) -> bool:
    """Whether what a verb gives goes to a state or local body: "delivered to <LOC>"."""
    behind = range(head + 1, min(len(sentence.units), head + _NEAR))
    to = next((i for i in behind if sentence.lower(i) in ("to", "on", "at")), None)
    near = sentence.units[to + 1 : to + 3] if to is not None else ()
    return any(unit.kind == "LOC" for unit in near) and not any(unit.kind == "FED" for unit in near)


def _is_noun(sentence: Sentence, head: int) -> bool:
    """Whether a word without auxiliaries is a noun: "no reply", "under review"."""
    before = sentence.lower(head - 1)
    return before in answer_words().lists["nouns"] or before.endswith(("al", "ed", "ing", "ive"))


def _who(
    sentence: Sentence, act: Act, head: int, lead: Lead, names: frozenset[str], *, passive: bool, elliptic: bool
) -> Actor:
    """Who acts by the verb at a head."""
    if passive:
        return agent_behind(sentence, head)
    if not _US.isdisjoint(lead.words):
        return Actor("people", None, False, "us")  # "the law bars us from"
    ordered = "infinitive" in lead.kinds and not act.court
    by = ordering(sentence, lead.before) if ordered else None
    if by is not None and by[1]:
        return actor_of(sentence, lead_of(sentence, by[0]).before, names)  # "the county was ordered by a judge to"
    return actor_of(sentence, lead.before - ordered, names, elliptic=elliptic and not ordered)


def _object(sentence: Sentence, act: Act, head: int) -> str | None:
    """What an active verb is about: "yes", "nothing", "generic" (nothing that is named), "else"; None where nothing
    tells."""
    lists = answer_words().lists
    if act.object == "none":
        following = sentence.lower(head + 1)
        kind = sentence.units[head + 1].kind if head + 1 < len(sentence.units) else ""
        return "yes" if following in _ENDS | _MARKS or following == "" or kind in ("DATE", "PER", "DUR") else None
    subpoena = event_words().classes["subpoena"]
    wanted = lists["demand" if act.object == "open" else act.object]
    for i in range(head + 1, min(len(sentence.units), head + 1 + (_NEAR if act.object == "time" else ABOUT))):
        word = sentence.lower(i)
        if word in STOPS or (word == "," and act.object == "open"):
            break
        if word in subpoena and act.object not in _OF_DEMAND:
            return None if act.object == "time" else "else"
        if word in subpoena and (
            _MORE & set(sentence.lowered[max(head, i - 3) : i]) or _by_way_of(sentence, act, head)
        ):
            return "else"
        if word in wanted or word in subpoena or f"<{sentence.units[i].kind}>" in wanted:
            return _found(sentence, act, head, i)
        if word in lists["elsewhere"]:
            return "else"
    if act.object != "open":
        return None
    if sentence.lower(head + 1) != "with":
        return "yes"
    near = sentence.units[head + 2 : head + 2 + _NEAR]
    return "generic" if any(unit.kind == "FED" or unit.text.casefold() == "federal" for unit in near) else None


def _by_way_of(sentence: Sentence, act: Act, head: int) -> bool:
    """Whether a subpoena is what one answers with: "answered with four subpoenas"."""
    return act.rule.weak and sentence.lower(head + 1) == "with"


def _found(sentence: Sentence, act: Act, head: int, index: int) -> str | None:
    """What a word at an index that a verb can be about makes of it."""
    lists, word = answer_words().lists, sentence.lower(index)
    if act.object in ("papers", "time") and _of_another(sentence, index, act):
        return "else"
    if word in ("request", "requests") and sentence.lower(index + 1) == "for":
        return "else"
    if act.court and not any(sentence.lower(i) in lists["contesting"] for i in range(len(sentence.units))):
        return None
    if act.to and not any(
        sentence.lower(i) in lists[act.to] for i in range(head + 1, min(len(sentence.units), head + 1 + ABOUT))
    ):
        return None
    if word in ("it", "them") and _means_other(sentence, head):
        return "else"
    if word in ("nothing", "none", "neither") or "no" in sentence.lowered[max(head, index - 3) : index]:
        return "nothing"
    return "yes"


def _of_another(sentence: Sentence, index: int, act: Act) -> bool:
    """Whether what papers or an extension are of is no answer: "a copy of the subpoena", "an extension of its line"."""
    after = [sentence.lower(i) for i in range(index + 1, index + 6)]
    if "of" not in after[:2]:
        return False
    if act.object == "time":
        return not any(word in ("time", "deadline") for word in after)
    return any(word in event_words().classes["subpoena"] or word in ("policy", "letter") for word in after)


def _means_other(sentence: Sentence, head: int) -> bool:
    """Whether "them" behind a verb means something else: of the nouns before it the last that can be meant."""
    lists = answer_words().lists
    for i in range(head - 1, -1, -1):
        word = sentence.lower(i)
        if word in event_words().classes["subpoena"] or word in DEMANDS:
            return False
        if word in lists["elsewhere"]:
            return True
    return False


def _subject_matter(sentence: Sentence, act: Act, head: int, before: int) -> str | None:
    """The same for a passive: what stands before it."""
    lists = answer_words().lists
    if act.object == "none":
        return None
    subpoena = event_words().classes["subpoena"]
    wanted = lists["demand" if act.object == "open" else act.object]
    reach = _SUBJECT if sentence.lower(before) != "and" else 3 * _SUBJECT
    before = over_insert(sentence, before)
    for i in range(before, max(-1, before - reach), -1):
        word = sentence.lower(i)
        if word in STOPS or word in _CLAUSE_OPENERS or (sentence.units[i].kind == "ANA" and word not in ("it", "they")):
            return None
        if word in subpoena and act.object not in _OF_DEMAND:
            return "else"
        if word in wanted or word in subpoena or (word in ("it", "they") and act.object in ("demand", "open")):
            none = "no" in sentence.lowered[max(0, i - 3) : i]
            return "nothing" if none else _found(sentence, act, head, i)
        if word in lists["elsewhere"]:
            return "else"
    return None


def _acts(sentence: Sentence, act: Act, head: int, actor: Actor) -> bool:
    """Whether the one who acts can be the one of whom the act tells."""
    before = range(max(0, head - 2 * ABOUT), head)
    if act.subject == "court":
        return actor.kind == "court" or any(sentence.lower(i) in answer_words().lists["courts"] for i in before)
    if act.subject == "issuer":
        pointing = actor.noun in _ISSUER_NOUNS and any(sentence.units[i].kind == "FED" for i in before)
        return actor.kind == "issuer" or pointing or actor.noun == "agency"
    return actor.kind in ("recipient", "people")


def _in_part(sentence: Sentence, found: list[Answer]) -> list[Answer]:
    """Who gives and refuses in one sentence gives a part; who decides to comply and does has complied."""
    told = {answer.status for answer in found}
    given = [answer for answer in found if answer.status in ("Complied", "PartlyComplied")]
    kept = [answer for answer in found if answer.status == "Refused"]
    same = {answer.actor.unit for answer in given} == {answer.actor.unit for answer in kept}
    if given and kept and same and not sentence.has(_CHANGES):
        return [replace(answer, status="PartlyComplied") for answer in given]
    if {"Complied", "WillComply"} <= told:
        found = [answer for answer in found if answer.status != "WillComply"]
    if {"Complied", "PartlyComplied"} <= told:
        found = [answer for answer in found if answer.status != "Complied"]
    return found
