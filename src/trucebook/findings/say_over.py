"""Values nobody has the say over: amounts, events, names.

Source: spec/diagnostics/to-be-negotiated.md, spec/diagnostics/nobody-declares.md,
spec/diagnostics/nobody-picks.md (semantics, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trucebook.evaluation.references import events_named, events_of, events_of_phase
from trucebook.findings.finding import Finding, found, quote_rest, say_clauses
from trucebook.model.agreement import (
    Agreement,
    Commitment,
    Exchange,
    HandOver,
    Happened,
    JointAct,
    Notice,
    Once,
)
from trucebook.model.span import Span
from trucebook.syntax.diagnostic import Fix
from trucebook.syntax.tokens import singular
from trucebook.views.wording import say_few, say_list

PICKED = frozenset({"release", "free", "repatriate", "exchange", "pardon", "evacuate"})
"""Verbs of acts on persons or things that are not alike: somebody has to say which."""
LISTED = frozenset({"list", "lists", "names", "name", "roll", "annex", "named"})
"""Words by which a sentence speaks of a list of names."""


def to_be_negotiated(agreement: Agreement) -> Iterator[Finding]:
    """Amounts that are left to be negotiated, and nobody is to settle them by any day."""
    listed = [one for one in agreement.commitments if one.to_be_negotiated]
    if not listed:
        return
    single = len(listed) == 1
    names = say_clauses(one.clause for one in listed)
    yield found(
        "to-be-negotiated",
        listed[0].span,
        f"{names} {'leaves its amount' if single else 'leave their amounts'} to be negotiated.",
        "Until it is agreed, the standing stays `not computable`; and no clause says by whom it "
        "is agreed, or by when.",
        clauses=[one.clause for one in listed],
        mend="Give a number, a ratio or a base; or add who agrees it and by which day.",
        related=quote_rest(listed),
    )


def nobody_declares(agreement: Agreement) -> Iterator[Finding]:
    """Named events on which something hangs, and nobody is named who says that they happened."""
    ids = {c.id for c in agreement.commitments} | {c.clause for c in agreement.commitments}
    users: dict[str, list[Commitment]] = {}
    for one in agreement.commitments:
        for event in dict.fromkeys(events_of(one)):
            users.setdefault(event, []).append(one)
    for event in dict.fromkeys(events_named(agreement)):
        if event in ids or _declared(event, agreement):
            continue
        hanging = users.get(event, [])
        names = [f"[{name}]" for name in dict.fromkeys(one.clause for one in hanging)]
        phases = [phase for phase in agreement.phases if event in events_of_phase(phase)]
        names += [f"phase {phase.id}" for phase in phases]
        names += ["the count of days"] if _is_clock(event, agreement) else []
        what = f"{say_few(names)} {'hangs' if len(names) == 1 else 'hang'} on it"
        spans = [*(one.span for one in hanging), *(phase.span for phase in phases)]
        yield found(
            "nobody-declares",
            spans[0] if spans else agreement.clock.span,
            f'Nobody has the say whether "{event}" has happened, and {what}.',
            "Each side can say so or deny it, and the text does not tell whose word settles it.",
            clauses=[one.clause for one in hanging],
            mend=f'Name who says so, as in: verifiers observers for "{event}". Or let it hang on a '
            "commitment, a number or a day instead.",
            related=quote_rest(hanging),
        )


def _is_clock(event: str, agreement: Agreement) -> bool:
    start = agreement.clock.start
    return isinstance(start, Happened) and start.event == event


def _declared(event: str, agreement: Agreement) -> bool:
    """Whether a verifier or monitor is there for everything, or for a word of the event."""
    words = {word.strip('"').lower() for word in event.split()} | {event.lower()}
    return any(
        not party.matters or words & {matter.strip('"').lower() for matter in party.matters}
        for party in agreement.parties
        if party.role in {"verifier", "monitor"}
    )


# --- names --------------------------------------------------------------------------------


def nobody_picks(agreement: Agreement) -> Iterator[Finding]:
    """Hand-overs of so many of those who are not alike, and nobody is to say which."""
    named = {c.terms.before for c in agreement.commitments if isinstance(c.terms, Notice)}
    listed_things = _listed_things(agreement)
    listed = [
        one
        for one in agreement.commitments
        if one.verb.partition(" ")[0] in PICKED
        and _some(one)
        and one.clause not in named
        and one.id not in named
        and not one.picked_by
        and one.listed_in is None
        and not _lists(one)
        and getattr(one.terms, "thing", "") not in listed_things
    ]
    if not listed:
        return
    names = say_clauses(one.clause for one in listed)
    things = list(dict.fromkeys(str(getattr(one.terms, "thing", "")) for one in listed))
    yield found(
        "nobody-picks",
        listed[0].span,
        f"Nothing says who picks the {say_list(things)} of {names}.",
        "A number is given and no list: each side can hold that others were meant.",
        clauses=[one.clause for one in listed],
        mend=""
        if len(listed) == 1
        else "Say behind each sentence who picks them, or where the "
        "names stand: picked by …, listed in …",
        fixes=_picked(listed),
        related=quote_rest(listed),
    )


def _picked(listed: Sequence[Commitment]) -> Iterator[Fix]:
    """The wordings that say who picks, where it is one sentence."""
    span = listed[0].span
    if len(listed) > 1 or span is None or not listed[0].liable:
        return
    at = Span(span.file, span.end, span.end)
    for words in (f"picked by {listed[0].liable[0]}.", 'listed in "Annex 1".'):
        yield Fix(at, f" {words}", f"say '{words[:-1]}'")


def _some(one: Commitment) -> bool:
    """Whether a number of them is asked for, and not all there are."""
    match one.terms:
        case HandOver(steps=steps):
            return any(step.cumulative is not None for step in steps)
        case Exchange():
            return True
        case _:
            return False


def _lists(one: Commitment) -> bool:
    """Whether the sentence itself speaks of a list."""
    return bool(LISTED & _words(one))


def _listed_things(agreement: Agreement) -> set[str]:
    """Things of which some other clause gives, or agrees, a list."""
    things = [thing.id for thing in agreement.things]
    return {
        thing
        for one in agreement.commitments
        if isinstance(one.terms, (Once, JointAct)) and LISTED & (words := _words(one))
        for thing in things
        if thing in words or singular(thing) in words
    }


def _words(one: Commitment) -> set[str]:
    return set(re.findall(r"[a-z-]+", one.text.lower()))
