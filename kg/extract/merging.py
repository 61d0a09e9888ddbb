"""Units that belong together become one: names with their short forms, lists of bodies, groups of bodies of a place;
asides go.

"law enforcement agencies in A and B Counties, the C Police Department and the D State Police" becomes one unit of
four recipients,
so that an event pattern sees "served to <LOC>".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.knowledge.event_patterns import event_words
from kg.model import Citation, DateMention, DurationMention, NumberMention, PeriodMention, Span

# Behind "the city": words that make it a part of another name, not a word pointing back.
_COMPOUNDS = frozenset(
    {
        *("of", "council", "attorney", "commission", "board", "clerk", "manager", "hall", "court", "code", "law"),
        *("laws", "charter", "budget", "policy", "statute", "ordinance", "legislature", "constitution", "counsel"),
    }
)
PRONOUNS = frozenset({"it", "they", "we", "he", "she", "petitioner"})
BACK_NOUNS = frozenset(
    {
        *("agency", "department", "county", "city", "state", "office", "sheriff", "mayor", "jail", "town", "bureau"),
        "jurisdiction",
    }
)
_POINTING = PRONOUNS | {"the", "that", "this"}
_BACK_ADJECTIVES = frozenset({"federal", "immigration", "local", "state", "county", "city", "enforcement"})
_QUOTES = frozenset("\"'“”‘’")
_PAIRS = {"(": ")", "—": "—", "–": "–", "--": "--"}  # what opens an aside, and what closes it
OPENERS = frozenset({",", *_PAIRS})
_AND = frozenset({"and", "or", "&", "plus"})
_JOINING = frozenset({"well", "along", "together"})  # of "as well as", "along with", "together with"
_IN_LISTS = frozenset({"the", "both", "as", "with", "also", "to", "on", "in"})
_PLACES = frozenset({"city", "county", "state", "town", "and", "village"})
_LEADING = frozenset({"both", "the", "places", "such", "as", "like"})
_ASIDE = 18  # units; longer ones are clauses of their own
_ASIDE_OPENERS = frozenset(
    {"with", "a", "an", "the", "which", "who", "whose", "part", "one", "home", "as", "like", "long"}
)


@dataclass(slots=True, unsafe_hash=True)
class Unit:
    """One word or one thing. kind: "" for a word, else FED, LOC, ORG, ANA, NUM, DATE, PER, DUR or LAW.

    Never changed once made; not frozen because that makes them three times as slow to make, and there is one a word.
    """

    span: Span
    text: str
    kind: str = ""
    refs: tuple[str, ...] = ()  # keys of the entities
    mentions: tuple[DateMention | PeriodMention | DurationMention | NumberMention | Citation, ...] = ()
    group: bool = False  # a group of bodies of a place rather than the place or body itself
    phrase: str = ""  # of units made into one: their words in lower case


def merged(units: list[Unit], holds: Callable[[str, str], bool]) -> list[Unit]:
    """The units of a sentence with all that belongs together as one. holds(outer, inner): what lies in what, by
    keys."""
    units = _back_references(_short_forms(units))
    if not any(unit.kind == "LOC" for unit in units):
        return units  # what follows is about state and local bodies
    units = _offices(_located(_of_places(units), holds))
    return _lists(_groups(_lists(_located(_staff(units), holds))))


@cache
def joining_words() -> frozenset[str]:
    """All words that may become a part of one unit with others."""
    words = event_words()
    listed = (words.classes["staff"], words.group_modifiers, words.group_heads, words.group_prepositions)
    pointing = (_POINTING, BACK_NOUNS, _BACK_ADJECTIVES, _AND, _JOINING, _IN_LISTS, _PLACES, _LEADING)
    return frozenset({"law", "enforcement", "of"}).union(*listed, *pointing)


def _short_forms(units: list[Unit]) -> list[Unit]:
    """A short form in brackets right behind a name is a part of the name: "U.S. Immigration and Customs Enforcement
    (ICE)"."""
    if not any(unit.text == "(" for unit in units):
        return units
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        i += 1
        if unit.kind in ("FED", "LOC", "ORG") and _word(units, i) == "(":
            close = next((j for j in range(i + 1, min(i + 6, len(units))) if _word(units, j) == ")"), i)
            inner = [other for other in units[i + 1 : close] if other.text not in _QUOTES]
            if len(inner) == 1 and (inner[0].refs == unit.refs or (not inner[0].kind and inner[0].text.isupper())):
                unit = _join((), unit, units[i : close + 1])
                i = close + 1
        found.append(unit)
    return found


def _back_references(units: list[Unit]) -> list[Unit]:
    """Pronouns and "the agency", "the county" become ANA units."""
    found: list[Unit] = []
    words = ["" if unit.kind else unit.text.casefold() for unit in units]
    after = 0  # the index behind the last unit taken
    for i in [i for i, word in enumerate(words) if word in _POINTING]:
        if i < after:
            continue
        if words[i] in PRONOUNS:
            found += [*units[after:i], replace(units[i], kind="ANA")]
            after = i + 1
        elif (noun := _back_noun(words, i + 1)) is not None:
            span = Span(units[i].span.start, units[noun].span.end)
            found += [*units[after:i], Unit(span, words[noun], "ANA")]
            after = noun + 1
    return [*found, *units[after:]] if found else units


def _back_noun(words: list[str], at: int) -> int | None:
    """The index of the noun by which words that begin behind "the" point back; None where they do not."""
    following = [*words[at : at + 3], "", "", ""]
    noun = int(following[0] in _BACK_ADJECTIVES and following[1] in BACK_NOUNS)
    return at + noun if following[noun] in BACK_NOUNS and following[noun + 1] not in _COMPOUNDS else None


def _located(units: list[Unit], holds: Callable[[str, str], bool]) -> list[Unit]:
    """ "the sheriff's office of <LOC>, in <the state that holds it>", "<body>, <its state>" are the body alone; the
    state only says where it is."""
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        i += 1
        if unit.kind == "LOC":
            comma = i < len(units) and units[i].text == ","
            end = i + 1 if comma else i
            at = end + 1 if end < len(units) and units[end].text.casefold() == "in" else end if comma else len(units)
            state = units[at] if at < len(units) and (at > end or unit.refs[0].startswith("agency/")) else None
            if state is not None and state.kind == "LOC" and holds(state.refs[0], unit.refs[0]):
                unit = _join((), unit, units[i : at + 1])
                i = at + 1
        found.append(unit)
    return found


def _offices(units: list[Unit]) -> list[Unit]:
    """ "ERO San Francisco served", "ICE in Denver issued": where a federal body's office is, is a part of its name."""
    if not any(unit.kind == "FED" for unit in units):
        return units
    verbs = _office_verbs()
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        i += 1
        at = i + 1 if _word(units, i) in ("in", "-", "–") else i
        place = units[at] if unit.kind == "FED" and at < len(units) and units[at].kind == "LOC" else None
        if place is not None and place.refs[0].startswith("jurisdiction/") and _word(units, at + 1) in verbs:
            unit = _join((), unit, units[i : at + 1])
            i = at + 1
        found.append(unit)
    return found


@cache
def _office_verbs() -> frozenset[str]:
    classes = event_words().classes
    return frozenset[str]().union(*(classes[name] for name in ("serve", "served", "hit", "aux", "subpoenaed")))


def without_asides(units: Sequence[Unit]) -> list[Unit]:
    """The units without what stands in brackets, and without appositions between a party's name and its verb.

    ", a part of <ORG>," and ", which runs the jail," tell who the party is, not what it did.
    """
    found: list[Unit] = []
    after = 0  # the index behind the last aside
    for i in [i for i, unit in enumerate(units) if unit.text in OPENERS]:
        closing = _closing(units, i) if i >= after else None
        if closing is not None:
            found += units[after:i]
            after = closing + 1
    return [*found, *units[after:]]


def _closing(units: Sequence[Unit], i: int) -> int | None:
    """The index of the unit that closes the aside opening at units[i]; None where none opens there."""
    if not units[i].kind and units[i].text in _PAIRS:
        close = _PAIRS[units[i].text]
        return next((j for j in range(i + 1, min(i + _ASIDE, len(units))) if units[j].text == close), None)
    if units[i].text != "," or i == 0 or units[i - 1].kind not in ("FED", "LOC", "ANA") or i + 2 >= len(units):
        return None
    if units[i + 1].text.casefold() not in _ASIDE_OPENERS:
        return None
    for j in range(i + 2, min(i + _ASIDE, len(units))):
        if units[j].text == ",":
            return j
        if not units[j].kind and units[j].text.casefold() in (".", ";", ":", "and", "“", '"'):
            return None
    return None


def _of_places(units: list[Unit]) -> list[Unit]:
    """ "the city of <LOC>", "the state of <LOC>", "the city and county of <LOC>" are the place itself."""
    found: list[Unit] = []
    for unit in units:
        if unit.kind == "LOC" and len(found) >= 2 and found[-1].text.casefold() == "of":
            begin = len(found) - 1
            words: list[str] = []
            while begin > 0 and len(words) < 3 and found[begin - 1].text.casefold() in _PLACES:
                begin -= 1
                words.append(found[begin].text.casefold())
            if words and words[-1] != "and":
                unit = _join(found[begin:], unit)
                del found[begin:]
        found.append(unit)
    return found


def _word(units: Sequence[Unit], index: int) -> str:
    """The word at an index in lower case; nothing for entities and outside the sentence."""
    return units[index].text.casefold() if 0 <= index < len(units) and not units[index].kind else ""


def _join(before: Sequence[Unit], unit: Unit, after: Sequence[Unit] = ()) -> Unit:
    start = before[0].span.start if before else unit.span.start
    end = after[-1].span.end if after else unit.span.end
    return replace(unit, span=Span(start, end))


def _staff(units: list[Unit]) -> list[Unit]:
    """ "<LOC> law enforcement", "<LOC> officials": the bodies of a place, as a group."""
    words = event_words()
    staff = words.classes["staff"]
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        i += 1
        if unit.kind == "LOC" and unit.refs and unit.refs[0].startswith("jurisdiction/"):
            end = i
            while end < len(units) and end - i < 4 and not units[end].kind:
                word = units[end].text.casefold()
                if word not in words.group_modifiers and word not in staff:
                    break
                end += 1
            tail = units[i:end]
            while tail and not (
                tail[-1].text.casefold() in staff or [u.text.casefold() for u in tail[-2:]] == ["law", "enforcement"]
            ):
                tail = tail[:-1]
            if tail and tail[0].text.casefold() not in ("and", "the"):
                unit = replace(_join((), unit, tail), group=True)
                i += len(tail)
        found.append(unit)
    return found


def _lists(units: list[Unit]) -> list[Unit]:
    """Neighbouring LOC units of a list become one: "A, B and C", "A as well as B".

    A comma alone joins two units only inside a longer list: "In Oregon, the Hillsboro police ..." is none.
    """
    found: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        i += 1
        if unit.kind == "LOC":
            members, ends, joints = [unit], [i], []
            at = i
            while (separator := _separator(units, at)) is not None:
                joint, after = separator
                members.append(units[after])
                joints.append(joint)
                at = after + 1
                ends.append(at)
            # The list goes as far as its last "and"; three or more joined by commas alone are a list too.
            last = max((k + 1 for k, joint in enumerate(joints) if joint == "and"), default=len(joints))
            if "and" in joints or len(members) > 2:
                members, i = members[: last + 1], ends[last]
                refs = tuple(dict.fromkeys(ref for member in members for ref in member.refs))
                span = Span(unit.span.start, members[-1].span.end)
                unit = replace(unit, span=span, refs=refs, group=any(member.group for member in members))
        found.append(unit)
    return found


def _separator(units: list[Unit], at: int) -> tuple[str, int] | None:
    """What joins a LOC unit to the next ("and" or "comma") and the next one's index; None where nothing does."""
    joint = ""
    for j in range(at, min(at + 5, len(units))):
        if units[j].kind:
            return (joint, j) if joint and units[j].kind == "LOC" else None
        word = units[j].text.casefold()
        if word in _AND or word in _JOINING:
            joint = "and"
        elif word in (",", ";"):
            joint = joint or "comma"
        elif word not in _IN_LISTS or (word in ("to", "on", "in") and not joint):
            return None
    return None


def _groups(units: list[Unit]) -> list[Unit]:
    """ "(local) law enforcement agencies in <LOC>": the bodies of the places named."""
    words = event_words()
    found: list[Unit] = []
    for unit in units:
        group = unit
        if unit.kind == "LOC":
            begin = len(found)
            while _word(found, begin - 1) in _LEADING:
                begin -= 1
            if _word(found, begin - 1) in words.group_prepositions and _word(found, begin - 2) in words.group_heads:
                begin -= 2
                # "state and local agencies": an "and" between two modifiers, not one between two things
                while _word(found, begin - 1) in words.group_modifiers and (
                    _word(found, begin - 1) != "and" or _word(found, begin - 2) in words.group_modifiers
                ):
                    begin -= 1
                group = replace(_join(found[begin:], unit), group=True)
                del found[begin:]
        found.append(group)
    return found
