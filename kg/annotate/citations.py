"""Every law that a text cites, with its exact place and its canonical label.

The schemes are data (seeds/patterns/citations/); this module only sets the order: names, sections, phrases, named
acts, then whose law it is where only the text around tells, then the longest of what overlaps.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from functools import cache

from kg.annotate.citation_act_names import find_act_names
from kg.annotate.citation_acts import Act, find_acts
from kg.annotate.citation_constitution import find_amendments, roman
from kg.annotate.citation_context import Context
from kg.annotate.citation_drafting import find_amended, of_the_act
from kg.annotate.citation_drafts import Draft, phrase_fields
from kg.annotate.citation_headings import find_headings
from kg.annotate.citation_named import find_named
from kg.annotate.citation_names import plain
from kg.annotate.citation_schemes import Scheme, schemes
from kg.annotate.citation_sections import Covered, find_sections
from kg.annotate.citation_short_codes import find_short_codes
from kg.annotate.citation_ties import only_code, same_chapter, same_law, same_sentence, tie
from kg.annotate.spans import SpanSet
from kg.knowledge.needs import Needs
from kg.model import Citation, Span

_AMENDMENT = re.compile("amendment")


@cache
def _phrased() -> tuple[tuple[Scheme, ...], Needs]:
    """The schemes that are cited by a phrase or as amendments, and what a text needs for them."""
    known = tuple(scheme for scheme in schemes() if scheme.amendment or scheme.phrase)
    return known, Needs(_AMENDMENT if scheme.amendment else scheme.phrase or _AMENDMENT for scheme in known)


def _phrases(text: str, block: Span) -> Iterator[Draft]:
    """Laws cited by a phrase of their own, and amendments."""
    known, needs = _phrased()
    for scheme in map(known.__getitem__, needs.met(block.of(text).casefold())):
        rule = f"citation/{scheme.id}"
        if scheme.amendment:
            for found in find_amendments(text, block):
                fields = {"numeral": roman(found.number)}
                yield Draft(found.start, found.end, scheme, str(found.number), block, rule, fields=fields)
        if scheme.phrase is None:
            continue
        for match in scheme.phrase.finditer(text, block.start, block.end):
            fields = phrase_fields(match.groupdict()) or {}
            if not fields and match.groupdict():
                continue
            if match.start() and text[match.start() - 1].isalnum():
                continue
            # "Lane County, Or., Code § 12-37": the place stays a place named.
            start = match.start()
            if "place" in fields and "state" in fields:
                gap = text[match.end("state") : match.end()]
                start = match.end("state") + len(gap) - len(gap.lstrip(" ,.\n"))
            draft = Draft(start, match.end(), scheme, fields.get("number", ""), block, rule, fields=fields)
            draft.title, draft.state, draft.place = fields.get("title"), fields.get("postal"), fields.get("place")
            draft.group = (draft.start, draft.end)
            yield draft


def _hint(text: str, blocks: list[Span], drafts: list[Draft], context: Context) -> None:
    """Tells the context the state of a text whose local codes are not of the state that its places speak for: the one
    among the codes' that an act named in the text is of."""
    codes = {draft.scheme.jurisdiction for draft in drafts if draft.local}
    if not codes or context.sole_state() in (None, *codes):
        return
    records = [{meaning.record.jurisdiction for meaning in act.meanings} for act in find_acts(text, blocks)]
    told = {place for found in records if len(found) == 1 for place in found} & codes
    if len(told) == 1:
        context.tell(told.pop())


def _local(drafts: list[Draft], context: Context) -> list[Draft]:
    """Drops codes cited without their state ("Penal Code § 834b") where the text does not tell whose they are."""
    full = {draft.scheme.id for draft in drafts if not draft.local}
    kept = [draft for draft in drafts if not draft.local]
    by_start: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.local:
            by_start.setdefault(draft.start, []).append(draft)
    for candidates in by_start.values():
        fitting = [draft for draft in candidates if draft.scheme.id in full]
        if not fitting:
            state = context.state_of_code(candidates[0].start, candidates[0].block)
            fitting = [draft for draft in candidates if state and draft.scheme.jurisdiction == state]
        if not fitting:
            fitting = [draft for draft in candidates if draft.scheme.jurisdiction in context.all_states()]
        if len({draft.scheme.id for draft in fitting}) == 1:
            kept.append(fitting[0])
    return kept


def _settle(drafts: list[Draft], context: Context) -> None:
    """Finds the state or body of bills, orders and session laws that do not name it."""
    open_: list[Draft] = []
    known: dict[str, set[str]] = {}
    for draft in drafts:
        start, end = draft.group
        if draft.scheme.place == "body":
            if (beside := context.body_beside(start, end, draft.block)) is not None:
                draft.body = beside.name
                if beside.end and draft.end == end:
                    draft.end = beside.end
                draft.rule += "/beside"
        elif draft.scheme.place == "state" and draft.state is None:
            label = draft.label()
            if (found := context.state_beside(start, end, draft.block)) is not None:
                draft.state = found.name
                draft.rule += "/beside"
                if found.end and draft.end == end:
                    draft.end = found.end
                known.setdefault(label, set()).add(found.name)
            else:
                open_.append(draft)
    for draft in open_:
        same = known.get(draft.label(), set())
        if len(same) == 1:
            (draft.state,) = same
            draft.rule += "/same-text"
        elif not same and (lead := context.state_of_sentence(draft.group[0], draft.block)) is not None:
            draft.state = lead
            draft.rule += "/sentence"
        elif not same and (sole := context.told_state(draft.group[0], draft.block)) is not None:
            draft.state = sole
            draft.rule += "/only-state"


def _act(act: Act, context: Context) -> Citation | None:
    """A named act; of several acts of one name that of the state that the text tells, or none."""
    meanings, rule = act.meanings, "citation/named-act"
    if len({meaning.record.key for meaning in meanings}) > 1 or meanings[0].shared:
        beside = context.state_beside(act.start, act.end, act.block)
        if not beside and meanings[0].shared and context.place_before(act.start, act.block):
            return None  # "Boston's Trust Act" is no state's
        state = beside.name if beside else context.told_state(act.start, act.block)
        meanings = tuple(meaning for meaning in meanings if meaning.record.jurisdiction == state)
        rule += "/beside" if beside else "/only-state"
    if len({meaning.record.key for meaning in meanings}) != 1:
        return None
    record = meanings[0].record
    place = record.jurisdiction if len(record.jurisdiction) == 2 else None
    return Citation(Span(act.start, act.end), record.citation, "named-act", place, rule)


def _clusters(found: Iterable[Citation]) -> Iterator[list[Citation]]:
    """Citations that overlap directly or through others, in the order given inside each cluster of equal starts."""
    cluster: list[Citation] = []
    end = 0
    for citation in sorted(found, key=lambda each: each.span.start):
        if cluster and citation.span.start >= end:
            yield cluster
            cluster = []
        cluster.append(citation)
        end = max(end, citation.span.end)
    if cluster:
        yield cluster


def _longest(found: Iterable[Citation]) -> tuple[Citation, ...]:
    """Of citations that overlap the longest; of equal ones the first."""
    kept = []
    for cluster in _clusters(found):
        chosen: list[tuple[int, int]] = []
        for citation in sorted(cluster, key=lambda each: (-len(each.span), each.span.start)):
            start, end = citation.span.start, citation.span.end
            i = bisect_left(chosen, (start, end))
            if (i == 0 or chosen[i - 1][1] <= start) and (i == len(chosen) or end <= chosen[i][0]):
                insort(chosen, (start, end))
                kept.append(citation)
    return tuple(sorted(kept, key=lambda each: each.span))


def find_citations(text: str, spans: Iterable[Span], main: str | None = None) -> tuple[Citation, ...]:
    """The laws cited inside the spans of a text, sorted, not overlapping.

    spans: the stretches to look at, in code points of the text; nothing is read across their ends
    or across a blank line.
    main: postal code of the state that the text is about, where something else than its words for states tells.
    The text around a citation (bills: the state; "Section 1373": the code) is looked up in all the spans together.
    Raises KnowledgeError where a data file is malformed.
    """
    flat = plain(text)
    blocks = sorted({span for span in spans if len(span)})
    context = Context(flat, blocks, main)
    drafts = [draft for block in blocks for draft in find_named(flat, block, context)]
    covered = Covered(drafts)
    bare: list[Draft] = []
    sectioned: list[Draft] = []
    for block in blocks:
        for full, found in find_sections(flat, block, context, covered):
            (sectioned if full else bare).extend(found)
    drafts += find_short_codes(flat, blocks, context)
    _hint(flat, blocks, [*drafts, *sectioned], context)
    drafts = _local([*drafts, *sectioned], context)
    drafts += same_law(flat, bare, drafts)
    drafts += of_the_act(flat, bare)
    drafts += find_amended(flat, blocks)
    drafts += tie(bare, drafts)
    drafts += find_headings(flat, blocks, drafts, context.sole_state(), bare)
    drafts += same_chapter(bare, drafts)
    drafts += same_sentence(flat, bare, drafts)
    drafts += only_code(bare, drafts)
    drafts += [draft for block in blocks for draft in _phrases(flat, block)]
    _settle(drafts, context)
    drafts = [draft for draft in drafts if draft.complete]
    used = {draft.fields.get("name", "") for draft in drafts}
    known = tuple(find_acts(flat, blocks, used))
    acts = [_act(act, context) for act in known]
    taken = SpanSet(Span(act.start, act.end) for act in known)
    named = [found for found in find_act_names(flat, blocks) if not taken.covers(found.span)]
    # Known names first: of two of one length the first stays.
    return _longest([*(draft.citation() for draft in drafts), *(act for act in acts if act is not None), *named])
