"""Policies: which place or body has a rule or a practice on cooperation with immigration enforcement, and of what
type."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.claims import Claims
from kg.extract.discourse import Discourse, blocked
from kg.extract.patterns import Match, find
from kg.extract.policy_adopters import Adopters, is_some
from kg.extract.policy_lists import PolicyList
from kg.extract.policy_modality import (
    is_about_immigration,
    is_alleged,
    is_dead,
    is_open,
    is_outlawed,
    is_proposed,
    is_rule,
    status,
)
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.knowledge.statutes import carried_by_name, carried_policy
from kg.model import Evidence, Span
from kg.titles import policy_key

_US = "jurisdiction/us"
_TOPIC_REACH = 3  # sentences after the last word on detainers in which "declines most" is of them
_LAWMAKERS = ("council", "board", "legislature", "assembly", "commission")  # parts of an agency's key
_LIST_ITEM = 4  # units before the name in an item of a list


@dataclass(slots=True)
class PolicyDraft:
    """A policy of one adopter and one type; its key is the same in every document."""

    adopter: str
    type: str
    evidence: list[Evidence]
    statutes: list[str] = field(default_factory=list)  # keys of the laws that carry it
    status: str | None = None  # local name of the jg:policyStatus

    @property
    def key(self) -> str:
        return policy_key(self.adopter, self.type)


@dataclass(slots=True)
class PolicyReader:
    """Reads the sentences of one document in order; `by_sentence` keeps the policies that each names."""

    discourse: Discourse
    claims: Claims
    adopters: Adopters
    of_field: bool = True  # whether the document speaks of immigration at all
    policies: dict[str, PolicyDraft] = field(default_factory=dict)
    by_sentence: dict[Span, list[str]] = field(default_factory=dict)
    _since_detainers: int = _TOPIC_REACH + 1  # sentences
    _since_agreements: int = _TOPIC_REACH + 1  # sentences
    _listing: Match | None = None  # a rule whose adopters the next lines list
    _lists: PolicyList | None = None
    _since_policy: int = _TOPIC_REACH + 1  # sentences
    _used: dict[str, set[str]] = field(default_factory=dict)  # place → its bodies, and itself, that adopted something

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence."""
        self._since_detainers = 0 if _has_word(sentence, "holds") else self._since_detainers + 1
        if self._listing and not self._item(sentence):
            self._listing = None
        self._carried(sentence)
        self._directed(sentence)
        self._since_agreements = 0 if _names_agreements(sentence) else self._since_agreements + 1
        self._since_policy += 1
        near = min(self._since_detainers, self._since_agreements, self._since_policy) <= _TOPIC_REACH
        if near or is_about_immigration(sentence):
            for match in find("policies", sentence):
                self._told(sentence, match)
            if sentence.core is not None and not is_dead(sentence):
                for match in find("policies", sentence.core):
                    self._told(sentence.core, match)
        self._lists = self._lists or PolicyList(self.discourse)
        self._list(self._lists.read(sentence))
        self.adopters.note(sentence)

    def finish(self) -> None:
        """Take in what the end of the document settles."""
        self._list(self._lists.finish() if self._lists else [])

    def _list(self, listed: list[tuple[str, Sentence]]) -> None:
        for place, line in listed:
            self.add(place, "SanctuaryPolicy", Evidence(line.span, "listed-place", 0.8, "patterns"))

    def _told(self, sentence: Sentence, match: Match) -> None:
        rule = match.rule
        of_agreement = rule.gives["type"] == "CooperationAgreement"
        since = self._since_agreements if of_agreement else min(self._since_detainers, self._since_policy)
        if (rule.needs and not _has_word(sentence, rule.needs)) or (
            rule.topic and (since > _TOPIC_REACH or not self.of_field)
        ):
            return
        if "$sanctuary" in rule.pattern and rule.gives["type"] == "SanctuaryPolicy" and is_outlawed(sentence, match):
            return
        if "<adopter:" in rule.pattern or rule.pattern.startswith("our|its"):
            if blocked(sentence, match.start, match.end, rule.allow) or is_alleged(sentence, match):
                return
            found = self._given(sentence, match)
        else:
            if not is_rule(sentence, match) or not _names_287g(sentence, match):
                return
            found = [self._of(ref, match, sentence) for ref in self.adopters.find(sentence, match)]
            if not found and sentence.units[-1].text == ":":
                self._listing = match
        for adopter in dict.fromkeys(found):
            # "sheriffs in Texas" sign agreements each for their own county: they are no agreement of the state.
            of_state = of_agreement and self.discourse.is_state(adopter)
            if adopter != _US and not of_state:
                self._add(sentence, match, adopter)
        if found and of_agreement:
            self._since_agreements = 0
        elif found:
            self._since_policy = 0
        self.adopters.settle(found)

    def _given(self, sentence: Sentence, match: Match) -> list[str]:
        """The adopters that the pattern itself names."""
        unit = match.unit(sentence, "adopter")
        if unit is None:
            place = self.adopters.speakers(sentence)
            return [place] if place else []
        if unit.kind == "ANA":
            back = self.adopters.pointed(sentence, match.slots["adopter"])
            return [self._of(back, match)] if back else []
        if is_some(sentence, match.slots["adopter"]):
            return []
        return [self._of(ref, match) for ref in unit.refs]

    def _directed(self, sentence: Sentence) -> None:
        """Directives known by name, of states that the document names."""
        if not sentence.may_hold({"directive"}):
            return
        for name, state in carried_by_name().items():
            if name in sentence.shadow and state in self.discourse.entities:
                claim = self.claims.of(sentence.span)
                told = Evidence(sentence.span, "known-directive", 0.8, "patterns", claim.speaker, claim.agency)
                self._keep(sentence, PolicyDraft(state, "SanctuaryPolicy", [], [], status(sentence)), told)

    def _carried(self, sentence: Sentence) -> None:
        """Policies carried by laws known by name, in a document that speaks of an immigration agency at all."""
        if not sentence.has_kind("LAW"):
            return
        about = any(
            _has_word(sentence, name) for name in ("federal", "holds", "cooperate", "sanctuary", "custodyfacts")
        )
        if self.discourse.issuer is None and not about:
            return
        near = min(self._since_detainers, self._since_policy) <= _TOPIC_REACH
        for unit in sentence.units:
            for ref in unit.refs if unit.kind == "LAW" else ():
                kind, place = carried_policy(ref), self.adopters.enacting((ref,))
                by_name = "/bill/" in ref or ref.startswith("statute/other/")
                others = [r for u in sentence.units if u.kind == "LOC" for r in u.refs if self.discourse.is_state(r)]
                if others and place not in others and self.discourse.is_state(place or ""):
                    continue  # several states have a "TRUST Act"
                # A bare section says nothing of what it is about.
                if kind and place and (about or by_name or (near and place in others)):
                    if not self.discourse.is_state(place):
                        self._used.setdefault(place, set()).add(place)
                    claim = self.claims.of(sentence.span)
                    told = Evidence(sentence.span, "known-law", 0.8, "patterns", claim.speaker, claim.agency)
                    self._keep(sentence, PolicyDraft(place, kind, [], [ref], status(sentence)), told)

    def _item(self, sentence: Sentence) -> bool:
        """Whether a sentence is an item of the list that the last rule announced."""
        unit = next((u for u in sentence.units[:_LIST_ITEM] if u.kind == "LOC"), None)
        marked = sentence.units[0].kind != "LOC" or len(sentence.units) <= _LIST_ITEM  # a bullet, or the bare name
        if unit is None or self._listing is None or not marked:
            return False
        for ref in unit.refs:
            self._add(sentence, self._listing, self._of(ref, self._listing))
        return True

    def _of(self, ref: str, match: Match, sentence: Sentence | None = None) -> str:
        """Laws are the place's own; a practice or an agreement is that of the body named.

        A body and its county or city are one adopter: the one that the text named first.
        """
        place = self.discourse.jurisdiction(ref) or ref
        makes_laws = any(word in ref for word in _LAWMAKERS)
        if sentence is not None and not makes_laws:
            # "an ordinance that bars the Salem police": the city's rule, on its body
            makes_laws = any(sentence.lower(i) in event_words().classes["ofplace"] for i in range(match.start))
            makes_laws = makes_laws or "resolved" in sentence.words
        if makes_laws or match.rule.gives["type"] not in ("CooperationAgreement", "DetainerPolicy"):
            ref = place
        if self.discourse.is_state(place) or place == _US:
            return ref
        used = self._used.setdefault(place, set())
        if place in used:
            return place
        if ref == place and len(used) == 1:
            return next(iter(used))
        used.add(ref)
        return ref

    def add(self, adopter: str, kind: str, evidence: Evidence) -> None:
        """Keep a policy that is told outside the sentences, in a row of a table."""
        draft = PolicyDraft(adopter, kind, [])
        self.policies.setdefault(draft.key, draft).evidence.append(evidence)

    def _add(self, sentence: Sentence, match: Match, adopter: str) -> None:
        if match.rule.gives["type"] == "CooperationMandate" and not self.discourse.is_state(adopter):
            # Only a state can bind its cities: "to force the city's cooperation" is no mandate of the city. Where the
            # sentence names one state beside the city, the rule is that state's.
            refs = {ref for unit in sentence.units for ref in unit.refs}
            states = sorted(ref for ref in refs if self.discourse.is_state(ref))
            if len(states) != 1:
                return
            adopter = states[0]
        claim = self.claims.of(sentence.span)
        evidence = Evidence(
            sentence.span, match.rule.id, match.rule.confidence, "patterns", claim.speaker, claim.agency
        )
        place = self.discourse.jurisdiction(adopter) or adopter
        laws = [ref for unit in sentence.units if unit.kind == "LAW" for ref in unit.refs]
        told = not is_open(sentence) or is_proposed(sentence)
        own = [ref for ref in laws if told and self.adopters.enacting((ref,)) == place]
        ended = "Repealed" if match.rule.pattern.startswith("$leaving") else None
        draft = PolicyDraft(adopter, match.rule.gives["type"], [], own, ended or status(sentence))
        self._keep(sentence, draft, evidence)

    def _keep(self, sentence: Sentence, draft: PolicyDraft, evidence: Evidence) -> None:
        """Take a policy in, or what a further telling of a known one adds."""
        known = self.policies.setdefault(draft.key, draft)
        if evidence not in known.evidence:
            known.evidence.append(evidence)
        known.statutes += [ref for ref in draft.statutes if ref not in known.statutes]
        known.status = known.status or draft.status
        named = self.by_sentence.setdefault(sentence.span, [])
        if draft.key not in named:
            named.append(draft.key)


def _names_agreements(sentence: Sentence) -> bool:
    if not sentence.has_kind("LAW") and not any("(g" in word for word in sentence.raw):
        return False
    return any(name in unit.text for unit in sentence.units for name in ("287(g", "1357(g"))


def _names_287g(sentence: Sentence, match: Match) -> bool:
    """Whether the law that the pattern leaves open is the one on agreements with immigration officers."""
    unit = match.unit(sentence, "g287")
    return unit is None or any(name in unit.text.casefold() for name in ("287(g)", "1357(g)", "287 (g)", "1357 (g)"))


def _has_word(sentence: Sentence, name: str) -> bool:
    return sentence.has_token(event_words().classes[name])
