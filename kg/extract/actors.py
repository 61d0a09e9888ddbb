"""Who acts in a clause: a recipient, people of a recipient, the issuer, a court, or somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.units import Sentence
from kg.knowledge.answer_words import answer_words

_REACH = 26  # units before the verb
_CLAUSE = frozenset({";", ":", "—", "–", "--", "?", "!", "“"})
_ELLIPSIS = frozenset({"and", "but", "then", "or"})
_TELLING = frozenset({"told", "tells", "telling", "informed", "notified", "advised", "assured", "wrote", "warned"})
_NEAR = 4
_RELATIVE = frozenset({"who", "which", "that"})
_INSERT = 12  # units
_SUBJECTS = frozenset({"we", "it", "he", "she", "they"})
_PLURAL = frozenset(
    {"officials", "both", "neither", "none", "all", "authorities", "they", "sheriffs", "agencies", "counties", "cities"}
)
_PLURAL_HEADS = frozenset({"departments", "offices", "jurisdictions", "recipients", "chiefs", "leaders", "jails"})


@dataclass(frozen=True, slots=True)
class Actor:
    """kind: recipient (a body or place, or a word pointing back, at `unit`), people (of one that the clause does not
    name), issuer, court, other, or "" where nobody is named; many: several bodies are meant."""

    kind: str = ""
    unit: int | None = None
    many: bool = False
    noun: str = ""


def actor_of(sentence: Sentence, before: int, names: frozenset[str] = frozenset(), *, elliptic: bool = False) -> Actor:
    """Who acts by the verb whose leads begin behind the unit `before`; elliptic: the subject stands further off."""
    elliptic = elliptic or sentence.lower(before) in _ELLIPSIS
    before = over_insert(sentence, before)
    found: list[Actor] = []
    for i in range(before, max(-1, before - _REACH), -1):
        unit, word = sentence.units[i], sentence.lower(i)
        if word in _CLAUSE and not unit.kind:
            if i == before:
                continue
            break
        actor = _actor(sentence, i, names)
        if i == before and unit.kind == "NUM":
            actor = Actor("people", None, True, "number")
        if actor is None:
            if i == before and not elliptic and _is_other_noun(sentence, i, names):
                return Actor("other", i)
        elif not _set_aside(sentence, i) or actor.noun in _SUBJECTS:
            found.append(actor)
            if not elliptic:
                break
    if not found:
        return Actor()
    return found[-1] if elliptic else found[0]


def over_insert(sentence: Sentence, before: int) -> int:
    """The unit before an insert that two commas close off: "the county, we hear, refused"."""
    if sentence.lower(before) == ",":
        for i in range(before - 2, max(-1, before - _INSERT), -1):
            if sentence.lower(i) == ",":
                return i - 1
    return before


def _is_other_noun(sentence: Sentence, index: int, names: frozenset[str]) -> bool:
    """Whether a word right before a verb is a noun that names none of those who answer: "the subpoenas requested"."""
    unit, lists = sentence.units[index], answer_words().lists
    if sentence.lower(index) in _RELATIVE and index:
        # "people who fail to comply"
        noun = sentence.units[index - 1]
        return not noun.kind and noun.text.isalpha() and noun.text.casefold() not in lists["people"]
    if unit.kind or not unit.text.isalpha() or sentence.lower(index) in lists["linking"]:
        return False
    titled = any(sentence.lower(i) in lists["people"] for i in range(max(0, index - _NEAR), index))
    return unit.text[:1].islower() or (index > 0 and not titled and unit.text not in names)


def _actor(sentence: Sentence, index: int, names: frozenset[str]) -> Actor | None:
    lists = answer_words().lists
    unit, word = sentence.units[index], sentence.lower(index)
    if unit.kind == "LOC":
        return Actor("recipient", index, unit.group or len(unit.refs) > 1)
    if unit.kind == "ANA":
        body = _body(sentence, index) if sentence.lower(index + 1) in ("of", "for") else None  # "the sheriff of <LOC>"
        return Actor("recipient", index if body is None else body, word in _PLURAL, word)
    if unit.kind == "LAW":
        return Actor("other", index)
    if unit.kind in ("FED", "ORG"):
        return Actor("issuer", index)
    if unit.kind:
        return None
    if word in lists["courts"]:
        return Actor("court", index)
    if word in lists["others"]:
        return Actor("other", index)
    if word in lists["people"] and any(sentence.lower(i) in lists["generic"] for i in range(max(0, index - 3), index)):
        return Actor("other", index)  # "most police agencies"
    if word in lists["people"]:
        body = _body(sentence, index)
        return Actor("people", body, word in _PLURAL or word in _PLURAL_HEADS, word)
    if word in lists["issuers"]:
        return Actor("issuer", index)
    if unit.text in names:
        return Actor("people", None, False, "name")
    return None


def _body(sentence: Sentence, index: int) -> int | None:
    """The unit of the body or place whose people a noun means: "<LOC> 's lawyers", "lawyers for <LOC>"."""
    units = sentence.units
    for i in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        if units[i].kind in ("LOC", "ANA") and (sentence.lower(i + 1) == "'s" or i == index - 1):
            return i
        if units[i].kind or sentence.lower(i) in (",", "and", "of"):
            break
    for i in range(index + 1, min(len(units), index + 1 + _NEAR)):
        if units[i].kind in ("LOC", "ANA") and sentence.lower(i - 1) in ("of", "for", "in", "at"):
            return i
        if units[i].kind or sentence.lower(i) in (",", "and"):
            break
    return None


def _set_aside(sentence: Sentence, index: int) -> bool:
    """Whether a preposition before a party keeps it from being the one who acts: "the county, at odds with ICE,"."""
    aside = answer_words().lists["aside"]
    before = [sentence.lower(i) for i in range(max(0, index - 2), index)]
    near = (
        before[-1:] if before and before[-1] not in ("the", "a", "an", "its", "their", "his", "her") else before[-2:-1]
    )
    # "in neighboring <LOC>"
    described = len(before) == 2 and before[1].isalpha() and before[0] in aside and before[1] not in _ELLIPSIS
    return (bool(near) and near[0] in aside) or described


def agent_behind(sentence: Sentence, head: int) -> Actor:
    """Who acts by a passive verb: behind "by", else nobody in particular, so that people of a recipient are meant."""
    for i in range(head + 1, min(len(sentence.units), head + 7)):
        if sentence.lower(i) == "by":
            for j in range(i + 1, min(len(sentence.units), i + 5)):
                actor = _actor(sentence, j, frozenset())
                if actor is not None:
                    return actor
    return Actor("people", None, False, "passive")


def told_whom(sentence: Sentence, index: int) -> bool:
    """Whether the party at a unit is the one who is told something, and so is no one whom "it" behind it means."""
    return sentence.lower(index - 1) in _TELLING
