"""Phases that can end with nothing to follow them, and readings on which that hangs.

A gap takes nothing but that the ways out are not taken. They are tried out as yes and no, first
with as little done as can be, under each reading of the words they rest on.
Source: spec/phases.md#gap, spec/diagnostics/gap.md (semantics, section 4, Gap).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from trucebook.evaluation.case import AS_WRITTEN
from trucebook.findings.finding import Finding, found, say_clauses
from trucebook.findings.plot import Plot, sure
from trucebook.findings.schedule import Schedule
from trucebook.findings.story import Hole, Line, Says, Story
from trucebook.model.agreement import (
    Agreement,
    AllOf,
    AnyOf,
    Begins,
    Commitment,
    Condition,
    Confirmed,
    CountReached,
    DayCame,
    GoesOn,
    HandOver,
    Happened,
    InTalks,
    IsMet,
    IsOverdue,
    JointAct,
    Not,
    NothingSaid,
    Once,
    Passed,
    Phase,
    PhaseBegan,
    Reading,
    Renews,
    TalksWhile,
    Then,
)
from trucebook.model.span import Span
from trucebook.model.time import Day
from trucebook.syntax.diagnostic import Fix
from trucebook.views.conditions import say_condition, say_due
from trucebook.views.wording import say_day, say_list

MOST_ATOMS = 8
"""Ways out that hang on more than this are only tried with nothing done at all."""
TO_DO = (Once, HandOver, JointAct)
"""Kinds of which it can be told that they are left undone."""

Atom = (
    IsMet
    | IsOverdue
    | Confirmed
    | CountReached
    | DayCame
    | Happened
    | Passed
    | PhaseBegan
    | InTalks
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap after a phase: its first day, and what was not so and so it came about."""

    phase: Phase
    day: Day
    until: Day | None
    """The day before another phase begins by itself; None: nothing ends it."""
    absent: tuple[Condition, ...]
    present: tuple[Condition, ...]
    under: tuple[str, ...]
    not_under: tuple[str, ...]
    undone: tuple[str, ...]
    story: Story | None


def gaps(agreement: Agreement, late: Schedule, texts: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each phase that can end into nothing, and for each reading that decides it."""
    for number, phase in enumerate(agreement.phases):
        gap = _gap(agreement, late, number, phase)
        if gap is None:
            continue
        yield _told(agreement, gap, texts)
        if gap.under and gap.not_under:
            yield from _by_reading(agreement, gap)


def _told(agreement: Agreement, gap: Gap, texts: Mapping[str, str]) -> Finding:
    phase = gap.phase
    declared = any(isinstance(then, NothingSaid) for then in phase.after)
    read = f", read as {_names(gap.under)}" if gap.not_under else ""
    also = ' The text itself says "nothing is said".' if declared else ""
    if gap.absent or gap.present:
        course = [*map(_denied, gap.absent), *map(say_condition, gap.present)]
        why = f"It is enough that {say_list(course)}."
    else:
        why = f"Nothing is said of what comes after the last day of phase {phase.id}."
    until = "" if gap.until is None else f" to {say_day(gap.until)}"
    return found(
        "gap",
        phase.span,
        f"Phase {phase.id} can end with nothing to follow it, from {say_day(gap.day)}{until}"
        f"{read}.{also}",
        why,
        clauses=gap.undone,
        fixes=_mend(agreement, phase, texts),
        story=gap.story,
    )


def _mend(agreement: Agreement, phase: Phase, texts: Mapping[str, str]) -> Iterator[Fix]:
    """An `otherwise` that goes on with the phase, or begins the next."""
    place = _place(phase, texts)
    if place is None:
        return
    span, lead = place
    goes_on = f"otherwise: all of phase {phase.id} goes on."
    yield Fix(span, f"{lead}{goes_on}", f"say what follows: '{goes_on[:-1]}'")
    names = [one.id for one in agreement.phases]
    after = names[names.index(phase.id) + 1 :]
    if after:
        begins = f"otherwise: phase {after[0]} begins."
        yield Fix(span, f"{lead}{begins}", f"say '{begins[:-1]}'")


def _place(phase: Phase, texts: Mapping[str, str]) -> tuple[Span, str] | None:
    """Where an `otherwise` of a phase belongs, and what has to stand before it."""
    for then in phase.after:
        if isinstance(then, NothingSaid) and then.span is not None:
            return then.span, ""
    spans = [then.span for then in phase.after if then.span is not None]
    if spans:
        end = spans[-1].end
        return Span(spans[-1].file, end, end), "\n  "
    if phase.span is None or phase.span.file not in texts:
        return None
    end = len(texts[phase.span.file].rstrip())
    return Span(phase.span.file, end, end), f"\n\nafter phase {phase.id}\n  "


def _by_reading(agreement: Agreement, gap: Gap) -> Iterator[Finding]:
    readings = {reading.name: reading for reading in agreement.readings}
    reading = next((readings[name] for name in gap.under if name in readings), None)
    if reading is None:
        return
    yes, no = _names(gap.under), _names(gap.not_under)
    words = f'"{reading.phrase}"' if reading.phrase else say_clauses(reading.clauses)
    yield found(
        "reading-decides-gap",
        reading.span,
        f"Whether anything follows phase {gap.phase.id} hangs on how {words} is read.",
        f"Under {yes} nothing runs from {say_day(gap.day)}; under {no} something does, in the "
        "same course of events.",
        clauses=gap.undone,
        mend=f"Settle it before signature: say in the text itself what {words} takes, and leave "
        "out the reading that is not meant.",
        story=gap.story,
    )


def _names(readings: Iterable[str]) -> str:
    return say_list(f'"{name}"' for name in readings)


# --- the ways out -------------------------------------------------------------------------


def _gap(agreement: Agreement, late: Schedule, number: int, phase: Phase) -> Gap | None:
    last_of_all = number == len(agreement.phases) - 1
    # The last phase, and a last phase that is let run out instead of renewed, end on purpose.
    only_renews = all(isinstance(then, Renews) for then in phase.after)
    if (only_renews and last_of_all) or (phase.days is None and phase.last is None):
        return None
    if any(_anyway(then) for then in phase.after):
        return None
    plot = Plot(late)
    last = plot.end(phase.id)
    if last is None:
        return None
    day = last + 1
    runs = list(_others(agreement, late, plot, phase, day))
    if any(first <= day for first in runs):
        return None
    outs = list(_outs(agreement, plot, phase, day))
    if None in outs:
        return None
    conditions = [out for out in outs if out is not None]
    done = {name for name, met in plot.met_days() if met <= day}
    answer = _answer(agreement, late, conditions, done, day)
    if answer is None:
        return None
    asked, under, not_under = answer
    for atom, held in asked.items():
        if held and not _is_known(atom, late, done, day):
            if plot.bring(atom, last) is None:
                return None
            done |= {name for name, met in plot.met_days() if met <= day}
    undone = tuple(_undone(agreement, late, plot, conditions, day))
    if not undone:
        return None
    absent = tuple(atom for atom, held in asked.items() if not held)
    present = tuple(atom for atom, held in asked.items() if held)
    hole = Hole(day, undone, under if not_under else (), not_under)
    plot.lines += _left_undone(late, absent, last)
    plot.lines.append(Says(last, _last_day(phase, absent)))
    until = min(runs, default=None)
    story = plot.story(hole)
    ends = None if until is None else until - 1
    return Gap(phase, day, ends, absent, present, under, not_under, undone, story)


def _anyway(then: Then) -> bool:
    """Whether something follows whatever happens."""
    match then:
        case GoesOn(condition=condition) | Begins(condition=condition):
            return condition is None
        case Renews(unless=unless, once=once):
            return unless is None and not once
        case NothingSaid():
            return False


def _others(
    agreement: Agreement, late: Schedule, plot: Plot, phase: Phase, day: Day
) -> Iterator[Day]:
    """First days of other phases that run on a day, or begin later by themselves."""
    for other in agreement.phases:
        if other.id == phase.id:
            continue
        by_itself = other.first is not None or isinstance(other.begins, DayCame)
        if not by_itself and plot.begun(other.id) is None:
            continue
        first, last = late.time(other.id)
        if isinstance(first, int) and (not isinstance(last, int) or last >= day):
            yield first


def _outs(agreement: Agreement, plot: Plot, phase: Phase, day: Day) -> Iterator[Condition | None]:
    """The conditions any of which keeps the gap away; None: one that asks nothing."""
    begins: dict[str, Condition | None] = {}
    lived_in = {one.phase for one in agreement.commitments}
    for other in agreement.phases:
        if not _runs_by(plot, other, day):
            continue
        for then in other.after:
            if isinstance(then, GoesOn):
                if then.clauses or other.id in lived_in:
                    yield then.condition
            elif isinstance(then, Renews) and then.unless is not None and not then.once:
                yield Not(then.unless)
            elif isinstance(then, Begins) and plot.begun(then.phase) is None:
                begins[then.phase] = then.condition
    for other in agreement.phases:
        if other.id in begins:
            yield begins[other.id]
        elif other.begins is not None and other.id != phase.id and plot.begun(other.id) is None:
            yield other.begins


def _runs_by(plot: Plot, phase: Phase, day: Day) -> bool:
    """Whether a phase has begun by a day: by what the story does, or by itself."""
    begun = plot.begun(phase.id)
    if begun is None and (phase.first is not None or isinstance(phase.begins, DayCame)):
        begun = sure(plot.schedule.time(phase.id)[0])
    return begun is not None and begun <= day


# --- yes and no ---------------------------------------------------------------------------

Answers = Mapping[Atom, bool]


def _answer(
    agreement: Agreement,
    late: Schedule,
    outs: Sequence[Condition],
    done: set[str],
    day: Day,
) -> tuple[dict[Atom, bool], tuple[str, ...], tuple[str, ...]] | None:
    """Answers under which no way out is open, with the readings under which that is so.

    Shape: the readings of the words that are asked for; empty where none are.
    """
    groups = _groups(agreement, outs)
    variants: list[dict[str, Reading | None]] = [{}]
    names: list[str] = []
    for phrase, readings in groups.items():
        variants += [{phrase: reading} for reading in readings]
        names += [getattr(reading, "name", AS_WRITTEN) for reading in readings]
    if names:
        variants = variants[1:]
    for answers in _tries(_atoms(outs, variants), late, done, day):
        closed = [not any(_holds(out, answers, v) for out in outs) for v in variants]
        if any(closed):
            under = tuple(n for n, is_closed in zip(names, closed, strict=False) if is_closed)
            rest = tuple(n for n, is_closed in zip(names, closed, strict=False) if not is_closed)
            asked = {a: held for a, held in answers.items() if a in set(_atoms(outs, [{}]))}
            return asked, under, rest
    return None


def _groups(
    agreement: Agreement, outs: Iterable[Condition]
) -> dict[str, tuple[Reading | None, ...]]:
    """Readings of phrases the ways out rest on, by phrase; None: as written."""
    phrases = {atom.phrase for atom in _atoms(outs, [{}]) if isinstance(atom, InTalks)}
    found_: dict[str, list[Reading]] = {}
    for reading in agreement.readings:
        if reading.phrase in phrases and isinstance(reading.change, TalksWhile):
            found_.setdefault(reading.phrase or "", []).append(reading)
    return {
        phrase: (None, *readings) if len(readings) == 1 else tuple(readings)
        for phrase, readings in found_.items()
    }


def _tries(
    atoms: Sequence[Atom], late: Schedule, done: set[str], day: Day
) -> Iterator[dict[Atom, bool]]:
    """Answers to try, those with the least that is so first."""
    known = {atom: _known(atom, late, done, day) for atom in atoms}
    free = [atom for atom in atoms if known[atom] is None]
    fixed = {atom: bool(held) for atom, held in known.items()}
    most = len(free) if len(free) <= MOST_ATOMS else 0
    for number in range(most + 1):
        for held in combinations(free, number):
            yield fixed | dict.fromkeys(held, True)


def _is_known(atom: Atom, late: Schedule, done: set[str], day: Day) -> bool:
    return _known(atom, late, done, day) is not None


def _known(atom: Atom, late: Schedule, done: set[str], day: Day) -> bool | None:
    """Whether a condition holds anyway, or never; None: it may be either."""
    match atom:
        case IsMet(name):
            ids = late.ids_of(name)
            if ids and all(one in done for one in ids):
                return True
            return False if late.came(atom) == "never" else None
        case IsOverdue(name):
            ids = late.ids_of(name)
            return any(one not in done and _past(late, one, day) for one in ids)
        case DayCame(due):
            came = late.due(due)
            return None if came == "open" else isinstance(came, int) and came <= day
        case PhaseBegan(phase):
            came = late.time(phase)[0]
            return None if came == "open" else isinstance(came, int) and came <= day
        case _:
            return False if late.came(atom) == "never" else None


def _past(late: Schedule, name: str, day: Day) -> bool:
    """Whether the first part of a commitment is past its day, where nothing is done of it."""
    terms = late.commitments[name].terms
    due = terms.steps[0].due if isinstance(terms, HandOver) and terms.steps else None
    due = terms.due if isinstance(terms, (Once, JointAct)) else due
    last = late.own_due(name, due)
    return isinstance(last, int) and last < day


def _atoms(outs: Iterable[Condition], variants: Sequence[Mapping[str, object]]) -> list[Atom]:
    listed = [atom for out in outs for v in variants for atom in _in(out, v)]
    return list(dict.fromkeys(listed))


def _in(condition: Condition, read: Mapping[str, object]) -> Iterator[Atom]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _in(part, read)
        case Not(part):
            yield from _in(part, read)
        case InTalks(phrase=phrase):
            until = _until(read.get(phrase))
            if until is None:
                yield condition
            else:
                yield from _in(until, read)
        case _:
            yield condition


def _holds(condition: Condition, answers: Answers, read: Mapping[str, Reading | None]) -> bool:
    match condition:
        case AllOf(parts):
            return all(_holds(part, answers, read) for part in parts)
        case AnyOf(parts):
            return any(_holds(part, answers, read) for part in parts)
        case Not(part):
            return not _holds(part, answers, read)
        case InTalks(phrase=phrase):
            until = _until(read.get(phrase))
            return answers[condition] if until is None else not _holds(until, answers, read)
        case _:
            return answers[condition]


def _until(reading: object) -> Condition | None:
    change = getattr(reading, "change", None)
    return change.until if isinstance(change, TalksWhile) else None


# --- what is left undone ------------------------------------------------------------------


def _undone(
    agreement: Agreement,
    late: Schedule,
    plot: Plot,
    outs: Iterable[Condition],
    day: Day,
) -> Iterable[str]:
    """Those the ways out ask for, then what else of the phases begun is to be done."""
    done = dict(plot.met_days())
    asked = dict.fromkeys(
        one
        for atom in _atoms(outs, [{}])
        if isinstance(atom, IsMet)
        for one in late.ids_of(atom.commitment)
    )
    first = [late.commitments[name] for name in asked]
    open_ = [c for c in (*first, *agreement.commitments) if c.id not in done and _to_do(c)]
    begun = [c for c in open_ if c.phase is None or _has_begun(plot.begun(c.phase), day)]
    return dict.fromkeys(one.id for one in begun or open_)


def _has_begun(first: Day | None, day: Day) -> bool:
    return first is not None and first <= day


def _to_do(one: Commitment) -> bool:
    """Whether nothing done leaves a commitment open: it is to be done, and without conditions."""
    if not isinstance(one.terms, TO_DO) or one.conditions or one.replaced is not None:
        return False
    return one.bound and not one.to_be_negotiated and one.vague is None


def _left_undone(late: Schedule, absent: Iterable[Condition], last: Day) -> Iterator[Line]:
    for atom in absent:
        if isinstance(atom, IsMet):
            for name in late.ids_of(atom.commitment):
                due = late.met(name)
                if isinstance(due, int) and due < last:
                    yield Says(due, f"[{name}] is due; nothing is said of it")


def _last_day(phase: Phase, absent: Sequence[Condition]) -> str:
    words = f"phase {phase.id} comes to its last day"
    lacking = [_denied(atom) for atom in absent]
    return f"{words}; {say_list(lacking)}" if lacking else words


def _denied(atom: Condition) -> str:
    match atom:
        case IsMet(name):
            return f"[{name}] is not met"
        case Happened(event):
            return f'"{event}" has not happened'
        case PhaseBegan(phase):
            return f"phase {phase} has not begun"
        case CountReached():
            return f"fewer than {say_condition(atom).replace(' are ', ' have been ', 1)}"
        case InTalks(parties, phrase):
            return f"{say_list(parties)} do not each say that they are {phrase}"
        case DayCame(day=day):
            return f"{say_due(day)} has not come"
        case Confirmed() | IsOverdue():
            return say_condition(atom).replace(" is ", " is not ", 1)
        case _:
            return f"it is not so that {say_condition(atom)}"
