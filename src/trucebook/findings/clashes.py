"""The same act owed and forbidden: where a condition of the text can bring both about.

Two sentences without conditions that clash are a fault (`rules-clash`).
Source: spec/diagnostics/rules-may-clash.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.findings.finding import Finding, few, found
from trucebook.findings.plot import Plot
from trucebook.findings.schedule import Schedule
from trucebook.findings.story import Act, Stands, Story
from trucebook.model.agreement import Commitment, HandOver, Keep, Once
from trucebook.syntax.diagnostic import Related
from trucebook.views.conditions import say_condition
from trucebook.views.wording import say_list


def may_clash(late: Schedule) -> Iterator[Finding]:
    """A duty to do what another sentence forbids, once its condition has come."""
    forbidden: dict[tuple[str, str, str], list[Commitment]] = {}
    for one in late.agreement.commitments:
        if isinstance(one.terms, Keep) and one.terms.refrain:
            for party in one.liable:
                forbidden.setdefault((party, one.verb, one.object or ""), []).append(one)
    yield from few(
        _clash(one, other, late)
        for one in late.agreement.commitments
        if isinstance(one.terms, (Once, HandOver)) and one.conditions
        for party in one.liable
        for other in forbidden.get((party, one.verb, one.object or ""), ())[:1]
        if _together(one, other, late)
    )


def _together(one: Commitment, other: Commitment, late: Schedule) -> bool:
    """Whether what is owed falls into the time in which it is forbidden."""
    if other.conditions:
        return False
    terms = other.terms
    last = getattr(terms, "last", None)
    end = late.window(other)[1] if last is None else late.due(last)
    begins, owed = late.window(other)[0], late.starts(one.id)
    if owed == "never":
        return False
    if isinstance(end, int) and isinstance(owed, int) and owed > end:
        return False
    due = getattr(one.terms, "due", None)
    day = late.own_due(one.id, due)
    return not (isinstance(begins, int) and isinstance(day, int) and day < begins)


def _clash(one: Commitment, other: Commitment, late: Schedule) -> Finding:
    conditions = say_list(f"{p.word} {say_condition(p.condition)}" for p in one.conditions)
    related = () if other.span is None else (Related(other.span, f"[{other.clause}] forbids it:"),)
    return found(
        "rules-may-clash",
        one.span,
        f"[{one.id}] can ask for what [{other.id}] forbids: {conditions}.",
        f"{one.liable[0]} undertakes both, and then whoever keeps the one breaks the other.",
        clauses=(one.clause, other.clause),
        mend=f"Say in [{other.clause}] until when it holds, or that it does not where "
        f"[{one.clause}] asks for it.",
        related=related,
        story=_story(one, other, late),
    )


def _story(one: Commitment, other: Commitment, late: Schedule) -> Story | None:
    if not isinstance(one.terms, Once) or any(p.word != "once" for p in one.conditions):
        return None
    plot = Plot(late)
    day = plot.start(one)
    if day is None or plot.start(other) is None:
        return None
    due = late.own_due(one.id, one.terms.due)
    day = max(day, due) if isinstance(due, int) else day
    actor = one.liable[0]
    done = plot.report(day, "act", actor=actor, for_=(one.id,))
    against = plot.report(day, "act", actor=actor, for_=(other.id,), contrary=True)
    return plot.story(
        Act(day, f"{actor} does what [{one.id}] asks for", (done, against)),
        Stands(day, one.id, "met"),
        Stands(day, other.id, "contrary act"),
    )
