"""Powers to suspend without an end: what they hold off comes back only as their holder likes.

Source: spec/diagnostics/suspension-without-end.md, spec/powers.md (semantics, section 4, Change).
"""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.findings.finding import Finding, few, found, say_clauses
from trucebook.findings.never_due import A_YEAR
from trucebook.findings.plot import Plot, sure
from trucebook.findings.schedule import Schedule
from trucebook.findings.story import Act, Stands, Story
from trucebook.model.agreement import Commitment, JointAct, Once, Power
from trucebook.model.time import Day
from trucebook.syntax.diagnostic import Related
from trucebook.views.wording import say_list


def without_end(late: Schedule) -> Iterator[Finding]:
    """Powers that can hold a duty off for ever."""
    yield from few(
        _found(one, one.terms, late)
        for one in late.agreement.commitments
        if isinstance(one.terms, Power)
        and one.terms.suspends
        and one.terms.until is None
        and one.terms.days is None
    )


def _found(one: Commitment, terms: Power, late: Schedule) -> Finding:
    who = say_list(one.liable) or "its holder"
    spans = {
        clause: late.commitments[ids[0]].span
        for clause in terms.suspends
        if (ids := late.ids_of(clause))
    }
    return found(
        "suspension-without-end",
        one.span,
        f"[{one.id}] can hold {say_clauses(terms.suspends)} off without end.",
        f"What is suspended comes into force again when {who} says so, and nothing says by when "
        "that has to be.",
        clauses=(one.clause, *terms.suspends),
        mend="Say for how long: may suspend … for 30 days, or until a day.",
        related=[
            Related(span, f"it suspends [{clause}]:") for clause, span in spans.items() if span
        ][:1],
        story=_story(one, terms, late),
    )


def _story(one: Commitment, terms: Power, late: Schedule) -> Story | None:
    """The power is used, and a year after its day the duty is still held off."""
    if one.conditions:
        return None
    first = late.window(one)[0] if terms.first is None else late.due(terms.first)
    for clause in terms.suspends:
        for name in late.ids_of(clause):
            duty = late.commitments[name]
            due = _due(duty, late)
            if due is None or not isinstance(first, int) or first > due:
                continue
            plot = Plot(late)
            if plot.start(duty) is None:
                continue
            used = plot.whole(one, first)
            words = f"{say_list(one.liable)} uses [{one.id}]"
            return plot.story(Act(first, words, (used,)), Stands(due + A_YEAR, name, "suspended"))
    return None


def _due(duty: Commitment, late: Schedule) -> Day | None:
    """The day of a duty that is to be done once, outside a phase, and hangs on nothing."""
    if not isinstance(duty.terms, (Once, JointAct)) or duty.conditions or duty.phase is not None:
        return None
    if duty.same_time or duty.each_round is not None or duty.terms.due is None:
        return None
    return sure(late.own_due(duty.id, duty.terms.due))
