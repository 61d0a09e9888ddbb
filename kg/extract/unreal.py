"""What a sentence denies, supposes or tells of others' subpoenas, where the word that says so stands away from the
event: "no instance in which", "reports that ... are false", "the subpoena from the House committee"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.knowledge.phrase_words import phrase_words

_CASES = frozenset(
    {
        *("instance", "instances", "case", "cases", "example", "evidence", "record", "sign", "indication", "word"),
        *("reason", "proof", "report", "reports", "knowledge", "basis", "truth", "agency", "agencies", "department"),
        *("county", "city", "jail", "jails", "sheriff", "sheriffs", "office", "body", "place", "one", "jurisdiction"),
    }
)
_DENYING = frozenset({"denied", "denies", "deny", "denying", "disputed", "disputes", "debunked", "rebutted", "unaware"})
_DENIED = frozenset({"reports", "that", "having", "receiving", "getting", "being", "claims", "rumors", "any"})
_WRONG = frozenset(
    {"false", "untrue", "incorrect", "wrong", "unfounded", "hoax", "rumor", "myth", "mistaken", "baseless", "fake"}
)
_BE = frozenset({"is", "are", "was", "were", "be", "proved", "turned", "as", "entirely", "a", "simply", "just", "been"})
_THIS = frozenset({"this", "that", "it", "none", "they", "those", "not", "neither", "all", "the", "both"})
_CLAUSE = frozenset({";", ":", "but", "—", "–", "--"})
_INVERTED = frozenset({"were", "should", "had"})
_RELATIVE = frozenset({"that", "which", "who", "whose", "when", "if"})
_REQUIRING = frozenset(
    {
        *("would", "shall", "must", "may", "should", "will", "can", "could", "require", "requires", "required", "any"),
        *("each", "every", "no", "whenever", "bill", "act", "ordinance", "law", "section", "proposed", "a", "an"),
    }
)
_PRESENT = frozenset({"is", "are", "receives", "receive", "gets", "get", "has", "have", "was", "were"})
# "ICE had never subpoenaed a jail before", "used subpoenas": the text goes on to those that there are.
_YET_REAL = frozenset({"never", "used", "not", "n't", "needed", "allowed", "denied"})
_SHORT = 9  # units of a sentence that only takes another back
_NEAR = 6
_FROM = frozenset({"from", "by", "of"})


def unreal(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words away from units [start, end) say that what they tell is not told as done."""
    words = sentence.lowered
    clause = next((i + 1 for i in range(start - 1, -1, -1) if words[i] in _CLAUSE), 0)
    before = range(clause, start)
    if words[clause] in _INVERTED and _is_word(sentence, clause) and "?" not in words:
        return True
    if any(words[i] in _DENYING and _is_word(sentence, i) for i in before):
        return True
    for i in range(clause, end):
        if words[i] in _DENYING and words[i + 1 : i + 2] and words[i + 1] in _DENIED:
            return True
        if words[i] in ("no", "neither") and _is_word(sentence, i) and not _CASES.isdisjoint(words[i + 1 : i + 4]):
            return True
        if words[i : i + 2] in (("yet", "to"), ("failed", "to"), ("none", "of"), ("neither", "of"), ("far", "from")):
            return True
    behind = words[end:]
    for i, word in enumerate(behind):
        if word in _CLAUSE:
            break
        if word in _WRONG and i and behind[i - 1] in _BE:
            return True
        if word == "true" and "not" in behind[:i]:
            return True
    return False


def generic(sentence: Sentence, start: int, recipient: int) -> bool:
    """Whether a recipient is any body of a kind, which a clause behind it chooses: "would require a sheriff in <LOC>
    that is served with"."""
    words = sentence.lowered
    at = recipient + 1
    if start > recipient or at + 1 >= len(words) or words[at] not in _RELATIVE:
        return False
    return words[at + 1] in _PRESENT and any(words[i] in _REQUIRING for i in range(recipient))


def takes_back(sentence: Sentence) -> bool:
    """Whether a short sentence says that what was told before is not so: "This is not true." """
    if not sentence.may_hold(_WRONG | {"true", "so"}) or len(sentence.units) > _SHORT:
        return False
    words = sentence.lowered
    if words[0] not in _THIS:
        return False
    negated = "not" in words or "n't" in words
    return (not negated and not sentence.words.isdisjoint(_WRONG)) or (
        negated and bool({"true", "so"} & sentence.words)
    )


def of_others(sentence: Sentence, triggers: Sequence[int]) -> bool:
    """Whether the subpoenas of a sentence are a committee's, a jury's or a party's, by the words beside theirs."""
    others = event_words().other_issuers
    if not sentence.may_hold(others) or not triggers:
        return False
    return all(_by_other(sentence, at, others) for at in triggers)


def _by_other(sentence: Sentence, at: int, others: frozenset[str]) -> bool:
    for i in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if sentence.units[i].kind == "FED" or sentence.lower(i) == ",":
            break
        if _is_word(sentence, i) and sentence.lower(i) in others:
            return True
    if sentence.lower(at + 1) not in _FROM:
        return False
    for i in range(at + 2, min(len(sentence.units), at + 2 + _NEAR)):
        if sentence.units[i].kind == "FED":
            return False
        if _is_word(sentence, i) and sentence.lower(i) in others:
            return True
    return False


def speaks_of_real(sentence: Sentence, triggers: Sequence[int]) -> bool:
    """Whether a sentence speaks of subpoenas that there are, and not of what may come."""
    doubtful = (event_words().blockers | phrase_words().unreal_before) - _YET_REAL
    return any(
        not any(sentence.lower(i) in doubtful and _is_word(sentence, i) for i in range(max(0, at - _NEAR), at))
        for at in triggers
    )


def _is_word(sentence: Sentence, index: int) -> bool:
    return not sentence.units[index].kind
