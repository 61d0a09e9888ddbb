"""Whether words tell a rule that holds: not one event, not what somebody wants, fears or denies; and the rule's
status."""

from __future__ import annotations

from functools import cache

from kg.extract.merging import Unit
from kg.extract.patterns import Match
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.model import Citation

_NEGATIONS = frozenset({"not", "n't"})
_DENIALS = frozenset({"nothing", "neither", "nor", "never", "no", "not", "n't", "without"})
_TOPIC = frozenset({"287(g", "sanctuary", "non-cooperation", "noncooperation", "cooperation"})
_DUTY = frozenset({"shall", "may", "must", "can", "will"})
_POSITIVE = frozenset({"CooperationAgreement", "CooperationMandate"})
_BILLS = frozenset({"bill", "bills", "proposal", "initiative"})
_WISHES = frozenset({"would", "proposed", "proposal"})
_DEAD = frozenset({"died", "vetoed", "failed", "defeated", "withdrawn", "have"})
_COMMANDS = frozenset({"makes", "requires", "forces", "compels", "mandates", "obliges"})
_ACCUSING = frozenset({"accuse", "accuses", "accused", "accusing", "suspects"})
_DYING = frozenset({"die", "dies", "died", "lapsed", "failed"})
_PAST = frozenset({"once", "formerly", "previously"})
_LOOK_BACK = 4
_SPEECH_REACH = 8  # units between "said" and "would"
_SUPPOSED = frozenset({"if", "bill", "proposal", "measure", "change", "proposed", "amendment", "plan", "legislation"})
_STATUSES = (
    ("Enjoined", "status_enjoined"),
    ("Repealed", "status_repealed"),
    ("InLitigation", "status_litigation"),
    ("InForce", "status_force"),
)


@cache
def _field_words() -> frozenset[str]:
    classes = event_words().classes
    names = ("lawnoun", "federal", "holds", "sanctuary", "custodyfacts", "presence")
    return _TOPIC.union(*(classes[name] for name in names))


def is_about_immigration(sentence: Sentence) -> bool:
    """Whether a sentence holds a word of the field at all; most do not, and need no pattern."""
    return (
        sentence.has_kind("FED")
        or (sentence.may_hold(_field_words()) and not _field_words().isdisjoint(sentence.lowered))
        or (sentence.has_kind("LAW") and any(unit.kind == "LAW" and "(g)" in unit.text for unit in sentence.units))
    )


def is_outlawed(sentence: Sentence, match: Match) -> bool:
    """Whether a sanctuary policy is named as what a law forbids or what somebody asks to end."""
    classes = event_words().classes
    named = {*classes["sanctuary"], *classes["welcoming"]}
    at = next((i for i in range(match.start, match.end) if sentence.lower(i) in named), match.end)
    return any(sentence.lower(i) in classes["outlaw"] for i in range(max(0, match.start - _LOOK_BACK), at))


def is_alleged(sentence: Sentence, match: Match) -> bool:
    """Whether a pattern that names the adopter tells what somebody wants or is accused of, not what is."""
    supposed = set(event_words().classes["hypothetical"]) - match.rule.allow
    accused = {sentence.lower(i) for i in range(max(0, match.start - _LOOK_BACK), match.start)}
    inside = {sentence.lower(i) for i in range(match.start, match.end) if not sentence.units[i].kind}
    return bool(accused & _ACCUSING) or bool(inside & supposed)


def is_dead(sentence: Sentence) -> bool:
    """Whether a sentence says, maybe in an aside, that a bill came to nothing."""
    return sentence.has(_DEAD - {"have"})


def is_proposed(sentence: Sentence) -> bool:
    """Whether a sentence tells what a bill would do that is still before a legislature."""
    words = {unit.text.casefold() for unit in sentence.units if not unit.kind}
    bill = any(_is_bill(unit) for unit in sentence.units) or bool(words & _BILLS)
    return bill and "would" in words and not words & _DEAD


def is_open(sentence: Sentence) -> bool:
    """Whether a sentence leaves open or denies what it says of laws: "rejected a measure that would have repealed"."""
    return any(not unit.kind and unit.text.casefold() in ("would", "could", "rejected") for unit in sentence.units)


def _is_bill(unit: Unit) -> bool:
    known = unit.mentions[0] if unit.mentions else None
    return isinstance(known, Citation) and known.scheme == "bill"


def is_rule(sentence: Sentence, match: Match) -> bool:
    """Whether a match of a pattern on a rule's words tells a rule that is in force."""
    classes = event_words().classes
    last = sentence.units[-1].text
    if last == "?" or any(sentence.lower(i) in event_words().framers for i in range(min(4, len(sentence.units)))):
        return False
    if "$sanctuary" in match.rule.pattern and match.rule.gives["type"] == "SanctuaryPolicy":
        return True  # "without breaking its sanctuary ordinance": it is there, whatever is said of it
    start, end = match.start, match.end
    words = [sentence.lower(i) if not sentence.units[i].kind else "" for i in range(start, end)]
    around = [sentence.lower(i) for i in range(max(0, start - 6), start) if not sentence.units[i].kind]
    hypothetical = set(classes["hypothetical"]) - (_WISHES if is_proposed(sentence) else set())
    first = words[0]
    own = {
        "unless",
        "if",
        "whether",
        "asked",
        "proposed",
        "sought",
        "seek",
        "seeking",
    }  # words that a rule itself may hold
    if (first, sentence.lower(start + 1), *around[-1:]) == ("no", "longer", "would") or (
        "would" in around and _is_reported(sentence, start)
    ):
        around.remove("would")  # "said that it would no longer": the practice, in reported speech
    if any(word in hypothetical for word in around) or any(word in hypothetical - own for word in words):
        return False
    follows = sentence.lower(start + 1)
    told = follows.endswith("ing") or follows == "to"  # "a policy of not cooperating", "told jailers not to share"
    if first in _NEGATIONS and sentence.lower(start - 1) not in classes["rulemodal"] and not told:
        return False
    if first == "against" and sentence.lower(start - 1) not in classes["lawnoun"]:
        return False
    negating = first in classes["barring"]
    inner = words[1:]
    if match.rule.gives["type"] in _POSITIVE and first not in classes["outlaw"]:
        if _PAST & set(around[-2:]):
            return False
        clause = [sentence.lower(i) for i in range(max(0, start - 2 * _LOOK_BACK), start)]
        if any(word in _DENIALS - match.rule.allow for word in (*clause, *inner)) or any(
            word in _DUTY for word in clause
        ):
            return False
        if clause[-1:] == ["to"] and (len(clause) < 2 or set(clause) & set(classes["unachieved"])):
            return False
    if negating and (first in _DENIALS or first == "longer"):
        if not match.rule.allow and any(word in classes["notduty"] for word in inner):
            return False
    elif any(sentence.lower(i) in _DENIALS for i in range(max(0, start - _LOOK_BACK), start)):
        return False
    limits = match.rule.gives["type"] not in _POSITIVE
    if limits and first in classes["outlaw"] and (_COMMANDS & set(words) or "sanctuary" in words):
        return False  # "bans sanctuary policies and makes jails comply"
    if limits and first in classes["outlaw"] and first != "against" and set(words[1:]) & set(classes["limiting"]):
        return False  # "forbids cities to limit cooperation": no limit, but a mandate
    if limits and first in classes["limiting"] and set(around) & set(classes["outlaw"]) - {"against"}:
        return False
    if first in _NEGATIONS and sentence.lower(start - 1) in ("do", "does") and "enforce" in words[1:3]:
        return match.rule.gives["type"] == "DetainerPolicy"  # "does not enforce immigration law": whose task it is
    punished = {sentence.lower(i) for i in range(max(0, start - 8), start)} & set(classes["punish"])
    if punished and sentence.lower(start - 1) in ("who", "that", "which"):
        return False
    behind = {sentence.lower(i) for i in range(end, min(len(sentence.units), end + 2 * _LOOK_BACK))}
    if behind & _DYING and not is_proposed(sentence):
        return False  # "let a ban on cooperation die"
    numbers = [unit.text.casefold() for unit in sentence.units[start:end] if unit.kind == "NUM"]
    if limits and set(numbers) - {"one"}:
        return False
    # "declined a detainer", "released despite the detainer" tell of one case; a rule speaks of them all.
    return not any(word in ("this", "that") for word in words[-2:-1])


def _is_reported(sentence: Sentence, start: int) -> bool:
    """Whether the "would" before a rule is that of reported speech: "announced that deputies would stop"."""
    at = next((i for i in range(start - 1, max(-1, start - 7), -1) if sentence.lower(i) == "would"), None)
    if at is None:
        return False
    before = [sentence.lower(i) for i in range(max(0, at - _SPEECH_REACH), at)]
    told = [i for i, word in enumerate(before) if word in event_words().classes["announcing"]]
    return bool(told) and not _SUPPOSED & set(before[told[-1] :])


def status(sentence: Sentence) -> str | None:
    """The local name of the jg:policyStatus that a sentence gives, the weightiest first."""
    if is_proposed(sentence):
        return "Proposed"
    if is_open(sentence):
        return None
    words = {unit.text.casefold() for unit in sentence.units if not unit.kind}
    classes = event_words().classes
    for name, words_of in _STATUSES:
        if words & set(classes[words_of]):
            return name
    return None
