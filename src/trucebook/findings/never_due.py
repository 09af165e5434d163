"""Phases that nothing begins, and commitments whose time can never come.

Source: spec/diagnostics/never-begins.md, spec/diagnostics/never-due.md (semantics, section 4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from trucebook.evaluation.references import in_condition
from trucebook.findings.finding import Finding, few, found, quote_rest, say_clauses
from trucebook.findings.plot import Plot
from trucebook.findings.schedule import Schedule
from trucebook.findings.story import Stands, Story
from trucebook.model.agreement import (
    AllOf,
    AnyOf,
    Commitment,
    Condition,
    Conduct,
    CountReached,
    DayCame,
    DaysAfter,
    DaysAfterStart,
    Due,
    Earlier,
    Expectation,
    HoursAfter,
    IsMet,
    Keep,
    Later,
    Level,
    Order,
    Phase,
    PhaseBegan,
    Power,
)
from trucebook.model.span import Span
from trucebook.syntax.diagnostic import Fix
from trucebook.views.conditions import say_condition, say_due
from trucebook.views.wording import say_day

A_YEAR = 365
"""Days after which a story looks again where the text gives no day to look at."""


def never_begins(soon: Schedule, late: Schedule, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Phases that nothing in the text begins, each with the clauses that wait in it."""
    phases = soon.agreement.phases
    by_phase: dict[str | None, list[Commitment]] = {}
    for one in soon.agreement.commitments:
        by_phase.setdefault(one.phase, []).append(one)
    for number, phase in enumerate(phases):
        if phase.first is not None or phase.begins is not None or len(phases) == 1:
            continue
        if soon.begun_by(phase.id):
            continue
        inside = by_phase.get(phase.id, [])
        if not inside and phase.days is None and phase.last is None:
            continue  # a name without a word said of it: `phase-not-described` tells that
        names = [one.clause for one in inside]
        waits = "waits" if len(set(names)) == 1 else "wait"
        waiting = f" {say_clauses(names)} {waits} in it." if names else ""
        yield found(
            "never-begins",
            phase.span,
            f"Nothing in the text begins phase {phase.id}.{waiting}",
            "A phase begins on a day, once something is met, or after another phase; of this one "
            "none of that is said, so nothing in it ever falls due.",
            clauses=names,
            fixes=_begin(phases, number, texts),
            related=quote_rest([inside[0], *inside]) if inside else (),
            story=_waits(late, number, inside),
        )


def _begin(phases: tuple[Phase, ...], number: int, texts: Mapping[str, str]) -> Iterator[Fix]:
    phase = phases[number]
    if number == 0 or phase.span is None or phase.span.file not in texts:
        return
    before = phases[number - 1]
    words = f"otherwise: phase {phase.id} begins."
    spans = [then.span for then in before.after if then.span is not None]
    if spans and all(getattr(then, "condition", True) is not None for then in before.after):
        end = spans[-1].end
        yield Fix(Span(spans[-1].file, end, end), f"\n  {words}", f"say '{words[:-1]}'")
    elif not before.after:
        end = len(texts[phase.span.file].rstrip())
        lead = f"\n\nafter phase {before.id}\n  "
        yield Fix(
            Span(phase.span.file, end, end),
            f"{lead}{words}",
            f"say after phase {before.id}: '{words[:-1]}'",
        )


def _waits(late: Schedule, number: int, inside: list[Commitment]) -> Story | None:
    waiting = [one for one in inside if not isinstance(one.terms, (Power, Expectation))]
    if not waiting:
        return None
    phases = late.agreement.phases
    for before in reversed(phases[:number]):
        plot = Plot(late)
        last = plot.end(before.id)
        if last is not None:
            plot.say(last, f"phase {before.id} comes to its last day")
            return plot.story(Stands(last + A_YEAR, waiting[0].id, "waiting"))
    return None


# --- commitments --------------------------------------------------------------------------


def never_due(soon: Schedule, late: Schedule, knotted: Collection[str]) -> Iterator[Finding]:
    """Commitments whose condition, or whose day, can never come.

    `knotted` are clauses that wait for each other, which is told of them already.
    """
    roots: dict[str, tuple[Commitment, str]] = {}
    hanging: dict[str, list[str]] = {}
    for one in soon.agreement.commitments:
        if one.clause in knotted or soon.window(one)[0] == "never":
            continue
        reason = _why_never(one, soon, late)
        if reason is None:
            continue
        on = _hangs_on(one, soon)
        if on is not None and on not in knotted:
            hanging.setdefault(on, []).append(one.clause)
        elif on is None:
            roots.setdefault(one.clause, (one, reason))
    yield from few(_never(*root, hanging, late) for root in roots.values())


def _never(
    one: Commitment, reason: str, hanging: Mapping[str, list[str]], late: Schedule
) -> Finding:
    behind = list(_behind(one.clause, hanging))
    also = f" Nor can {say_clauses(behind)}, which wait for it." if behind else ""
    return found(
        "never-due",
        one.span,
        f"[{one.id}] can never fall due: {reason}.{also}",
        "However long it is left undone, it is never overdue.",
        clauses=[one.clause, *behind],
        mend="Let it wait for something that can come: an act, a day, or the end of a phase.",
        story=_never_story(one, late),
    )


def _behind(clause: str, hanging: Mapping[str, list[str]]) -> Iterator[str]:
    ahead, seen = [clause], {clause}
    while ahead:
        for name in hanging.get(ahead.pop(), ()):
            if name not in seen:
                seen.add(name)
                ahead.append(name)
                yield name


def _hangs_on(one: Commitment, soon: Schedule) -> str | None:
    """The clause it waits for that can never fall due itself; None where the reason is its own."""
    for proviso in one.conditions:
        if proviso.word == "once" and soon.came(proviso.condition) == "never":
            for name in in_condition(proviso.condition):
                for each in soon.ids_of(name):
                    other = soon.commitments[each]
                    waits = soon.starts(each) == "never" and soon.window(other)[0] != "never"
                    if each != one.id and waits:
                        return other.clause
    return None


def _why_never(one: Commitment, soon: Schedule, late: Schedule) -> str | None:
    for proviso in one.conditions:
        if proviso.word == "once" and soon.came(proviso.condition) == "never":
            return _why(proviso.condition, soon)
    came, last = soon.condition_came(one), late.window(one)[1]
    if isinstance(came, int) and isinstance(last, int) and came > last:
        waits = next(p.condition for p in one.conditions if p.word == "once")
        return (
            f"it waits until {say_condition(waits)}, {say_day(came)} at the soonest, and phase "
            f"{one.phase} is over on {say_day(last)}"
        )
    due = getattr(one.terms, "due", None)
    if due is not None and soon.due(due, soon.starts(one.id)) == "never":
        return f"its day is {say_due(due)}, and {_why_day(due, soon)}"
    return None


def _why_day(due: Due, soon: Schedule) -> str:
    match due:
        case DaysAfter(of=condition) | HoursAfter(of=condition):
            return _why(condition, soon) or "that never comes"
        case Earlier(of=parts) | Later(of=parts):
            never = [part for part in parts if soon.due(part) == "never"]
            return _why_day(never[0], soon) if never else "that never comes"
        case _:
            return "that phase has no last day, or never begins"


def _why(condition: Condition, soon: Schedule) -> str | None:
    """Why a condition never comes; None where a count says so, which is told already."""
    match condition:
        case IsMet(name):
            ids = [one for one in soon.ids_of(name) if soon.met(one) == "never"]
            return _never_met(soon.commitments[ids[0]], soon) if ids else f"there is no [{name}]"
        case AllOf(parts) | AnyOf(parts):
            never = [part for part in parts if soon.came(part) == "never"]
            return _why(never[0], soon) if never else None
        case PhaseBegan(phase):
            return f"phase {phase} never begins"
        case DayCame(day=day):
            return f"{say_due(day)} never comes"
        case CountReached():
            return None
        case _:
            return f"it never comes that {say_condition(condition)}"


def _never_met(one: Commitment, soon: Schedule) -> str:
    name = f"[{one.id}]"
    match one.terms:
        case Conduct():
            return f"{name} promises conduct, of which nobody can say that it is met"
        case Expectation():
            return f"{name} is an expectation, which nobody owes"
        case _:
            pass
    if soon.starts(one.id) == "never":
        return f"it waits for {name}, whose own time never comes"
    if one.to_be_negotiated:
        return f"the amount of {name} is still to be negotiated, so it is never met"
    if isinstance(one.terms, (Keep, Level, Order)):
        return f"{name} is to be kept without an end, so it is never met"
    return f"{name} is never met"


def _never_story(one: Commitment, late: Schedule) -> Story | None:
    if isinstance(one.terms, (Power, Expectation, Conduct)):
        return None
    plot = Plot(late)
    first = late.first_day if one.phase is None else plot.begin(one.phase)
    if first is None:
        return None
    last = plot.end(one.phase) if one.phase is not None else None
    due = getattr(one.terms, "due", None)
    waits = any(p.word == "once" for p in one.conditions)
    if not waits and due is not None and not isinstance(due, DaysAfterStart):
        return plot.story(Stands(first + A_YEAR, one.id, "in progress"))
    if last is None:
        return plot.story(Stands(first + A_YEAR, one.id, "waiting"))
    return plot.story(Stands(last, one.id, "waiting"), Stands(last + 1, one.id, "lapsed"))
