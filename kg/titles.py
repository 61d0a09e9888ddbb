"""How facts are called: the one place that makes a label of what a fact is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.model import Entity

_POLICIES = {
    "SanctuaryPolicy": "sanctuary policy",
    "DetainerPolicy": "detainer policy",
    "InformationSharingPolicy": "information-sharing policy",
    "CooperationAgreement": "cooperation agreement",
    "CooperationMandate": "cooperation mandate",
    "FederalDirective": "federal directive",
}


def short_name(entity: Entity | None, key: str) -> str:
    """An agency's abbreviation where it has one in capitals ("ICE"), else its label; the key of what is not known."""
    if entity is None:
        return key
    names = [name for name in entity.alt_labels if name.isupper() and name.isalpha()]
    return min(names, key=lambda name: (len(name), name)) if names else entity.label


def subpoena(issuer: str, recipient: str, date: object | None) -> str:
    """ "ICE subpoena on Denver, Colorado, 2020-01-13"."""
    return f"{issuer} subpoena on {recipient}" + (f", {date}" if date else "")


def response(respondent: str, status: str) -> str:
    """ "Denver, Colorado: will comply"; status is the local name of a jg:status."""
    return f"{respondent}: {_words(status)}"


def detainers(count: object | None, recipient: str, outcomes: Iterable[str]) -> str:
    """ "51 detainers, Clark County, Nevada, issued and declined"; outcomes are local names of jg:outcome."""
    number = "detainers" if count is None else f"{count} detainers"
    return ", ".join(filter(None, (number, recipient, " and ".join(outcomes).lower())))


def policy(adopter: str, kind: str) -> str:
    """ "Oregon: sanctuary policy"; kind is the local name of a jg:policyType."""
    return f"{adopter}: {_POLICIES[kind]}"


def policy_key(adopter: str, kind: str) -> str:
    """The key of a policy, the same in every document: of its adopter's key and its type's local name."""
    return f"policy/{adopter.removeprefix('jurisdiction/')}/{_words(kind).replace(' ', '-')}"


def policy_types() -> Sequence[str]:
    """The local names of all jg:policyType."""
    return tuple(_POLICIES)


def _words(name: str) -> str:
    """A local name in capitals as words: WillComply → will comply."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()
