"""Why a commitment stands as it does: each step a rule, a sentence, the clause, the reports.

Source: spec/standings.md (semantics, section 7).
"""

from __future__ import annotations

from trucebook.evaluation.case import Case
from trucebook.evaluation.coverage import watched_throughout
from trucebook.evaluation.judge import Judged
from trucebook.evaluation.reasons_of_amounts import reasons_of_amounts
from trucebook.evaluation.result import Reason
from trucebook.model.agreement import WEAK_BASES, Commitment
from trucebook.model.span import Span
from trucebook.model.time import MINUTES, Day, iso

PAGES = {
    "amended": "replaced by a later text",
    "waived": "let go by those it is owed to",
    "lapsed": "its condition never came, and its time is over",
    "waiting": "its condition or phase has not come yet",
    "no longer possible": "its object is gone; no cause is assessed",
    "contrary act": "an act against it is recorded",
    "met": "done in full, in time",
    "met early": "done in full before its day",
    "met late": "done in full, after its due day",
    "not computable": "its words leave open how much, or what kind of conduct, is enough",
    "in progress": "its due day has not passed",
    "no contrary act": "in force, and no act against it is recorded",
    "suspended": "suspended under a power of the text",
    "held back": "what is owed in return was due earlier and is overdue",
    "overdue": "its due day has passed, and it is known not to be done in full",
    "missed": "its time has passed and cannot be made up",
    "unknown": "its due day has passed, and nobody can say whether it was done",
}
"""What each standing means, as said in a reason."""


def reasons(case: Case, name: str, on: Day, judged: Judged) -> tuple[Reason, ...]:
    """The steps, from the clause to the reports. At least one; each with the clause's span."""
    commitment = case.commitments[name]
    span = commitment.span or Span("", 0, 0)
    found = [_standing(judged, span, on)]
    found += _due(judged, span, on)
    if commitment.same_time and judged.standing == "waiting":
        words = "To be done at the same time as the other: as long as it waits, this is not late"
        found.append(Reason("order#at-the-same-time", words, span))
    for fact in judged.facts:
        ids = tuple(sorted(b.report.id for b in fact.event.all))
        first = next((s[0] for s in fact.spans if s[0] is not None), None)
        day = f" on {iso(first // MINUTES)}" if first is not None else ""
        numbers = " or ".join(
            str(n.low)
            if n.low == n.high
            else f"{n.low} or more"
            if n.high is None
            else f"{n.low} to {n.high}"
            for n in fact.numbers
        )
        words = (
            f"Event{day}: {numbers}; {fact.grade}" if fact.numbers else f"Event{day}; {fact.grade}"
        )
        found.append(Reason("accounts#grades", words, span, ids))
    for bound in case.evidence_of(name).announcements:
        when = bound.report.when
        if when is not None and (when.first_day or 0) <= on:
            words = (
                f"{bound.report.asserted_by} announced a {bound.report.kind}; that stops no clock"
            )
            found.append(Reason("standings#announcements", words, span, (bound.report.id,)))
    found += reasons_of_amounts(case, commitment, judged, span, on)
    found += _coverage(case, commitment, judged, span, on)
    if commitment.basis.kind in WEAK_BASES:
        words = f"The clause itself is known only from this basis: {commitment.basis.kind}"
        found.append(Reason("agreements#basis", words, span))
    return tuple(found)


def _standing(judged: Judged, span: Span, on: Day) -> Reason:
    if judged.rule == "not-bound":
        words = f"The text binds nobody to do it, so nobody is liable: {judged.state}"
        return Reason("roles#not-bound", words, span)
    if judged.rule == "side-letters":
        words = "A side letter binds by the reading of one side, and only in that side's account"
        return Reason("instruments#side-letters", words, span)
    if judged.standing is None:
        words = f"A power or an expectation, no duty: {judged.state or 'no standing'}"
        return Reason(f"standings#{judged.rule}", words, span)
    if len(judged.possible) > 1:
        each = ", ".join(judged.possible)
        doubt = ", ".join(judged.because)
        words = f"On {iso(on)} it can be {each}, by {doubt}"
        return Reason("standings#possible", words, span)
    meaning = PAGES.get(judged.standing, judged.standing)
    if judged.standing == "in progress" and judged.due is None:
        met = [r for r in judged.rounds if r.standing in ("met", "met early", "met late")]
        meaning = (
            "what was owed so far is done, and more can come"
            if met and len(met) == len(judged.rounds)
            else "nothing has fixed its day yet"
        )
    anchor = judged.standing.replace(" ", "-")
    return Reason(
        f"standings#{anchor}", f"On {iso(on)}: {judged.standing}, because {meaning}", span
    )


def _due(judged: Judged, span: Span, on: Day) -> list[Reason]:
    if judged.due is None:
        return []
    verb = "was" if on > judged.due else "is"
    word = f"{verb} expected by" if judged.rule == "not-bound" else f"{verb} due on"
    later = ""
    if judged.due_latest is not None and judged.due_latest != judged.due:
        later = f" or as late as {iso(judged.due_latest)}"
    return [Reason("time#due", f"It {word} {iso(judged.due)}{later}", span)]


def _coverage(
    case: Case, commitment: Commitment, judged: Judged, span: Span, on: Day
) -> list[Reason]:
    first, last = judged.in_force
    if judged.standing is None or first is None or first > on:
        return []
    end = on if last is None else min(on, last)
    ids = (commitment.id, commitment.clause)
    if watched_throughout(case, ids, first, end):
        by = ", ".join(sorted({w.by for w in case.watches if set(ids) & set(w.ids)}))
        return [
            Reason("coverage#watched", f"Watched throughout by {by}: silence means not done", span)
        ]
    runs = case.covered(*ids)
    if not runs:
        words = "Nobody declared to be watching this, so silence means nothing"
    else:
        words = f"Watched only to {iso(runs[-1][1])}; after that silence means nothing"
    return [Reason("coverage#unwatched", words, span)]
