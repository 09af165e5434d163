"""Clauses that wait for each other, and clauses that hold each other back.

Source: spec/diagnostics/deadlock.md, spec/diagnostics/mutual-hold-back.md (semantics, section 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from trucebook.findings.finding import NOWHERE, Finding, few, found, quote_rest, say_clauses
from trucebook.findings.never_due import A_YEAR
from trucebook.findings.plot import Plot, sure
from trucebook.findings.schedule import Schedule
from trucebook.findings.story import Says, Stands, Story
from trucebook.model.agreement import Commitment, Exchange, HandOver, JointAct, Once
from trucebook.model.span import Span
from trucebook.model.time import Day
from trucebook.syntax.diagnostic import Fix
from trucebook.views.conditions import waits_for

Waits = Mapping[str, Sequence[str]]


def knots(late: Schedule) -> tuple[tuple[str, ...], ...]:
    """Sets of clauses that all wait for one another, each set once, in order of name."""
    waits: dict[str, list[str]] = {}
    for one in late.agreement.commitments:
        waits.setdefault(one.clause, []).extend(waits_for(one))
    return tuple(sorted(_together(waits)))


def deadlocks(late: Schedule, tied: Iterable[tuple[str, ...]]) -> Iterator[Finding]:
    """A finding for each set of clauses that wait for one another."""
    yield from few(_deadlock(late, knot) for knot in tied)


def _deadlock(late: Schedule, knot: tuple[str, ...]) -> Finding:
    members = [c for name in knot for c in _of(late, name)]
    members.sort(key=lambda one: (one.span or NOWHERE, one.id))
    names = say_clauses(one.clause for one in members)
    exchanged = all(isinstance(one.terms, Exchange) for one in members)
    if exchanged and len(knot) > 1:
        return found(
            "mutual-hold-back",
            members[0].span,
            f"{names} are each given in return for the other.",
            "Each is owed only for what the other has done, so neither has to begin and nothing "
            "of them ever falls due.",
            clauses=knot,
            mend="Let one of them begin by itself: a number, by a day.",
            related=quote_rest(members),
            story=_still(late, members),
        )
    return found(
        "deadlock",
        members[0].span,
        f"{names} wait for each other." if len(knot) > 1 else f"{names} waits for itself.",
        "None of them can begin: each begins only once another of them is met."
        if len(knot) > 1
        else "It can never begin: it begins only once it is met.",
        clauses=knot,
        mend="Let one of them begin on a day instead of waiting.",
        related=quote_rest(members),
        story=_still(late, members),
    )


def _of(late: Schedule, clause: str) -> list[Commitment]:
    return [late.commitments[name] for name in late.ids_of(clause)]


def _still(late: Schedule, members: Sequence[Commitment]) -> Story | None:
    """Nothing has begun on the last day there is."""
    plot = Plot(late)
    lines = []
    for one in members:
        first = late.first_day if one.phase is None else plot.begin(one.phase)
        if first is None:
            continue
        last = plot.end(one.phase) if one.phase is not None else None
        once = any(proviso.word == "once" for proviso in one.conditions)
        day = first + A_YEAR if last is None else last
        lines.append(Stands(day, one.id, "waiting" if once else "in progress"))
    return plot.story(*lines) if lines else None


# --- holding back -------------------------------------------------------------------------


def held_back(late: Schedule) -> Iterator[Finding]:
    """Pairs in return for each other whose parts fall due by turns, so that both can be held."""
    yield from few(each for pair in _pairs(late) for each in _standstill(late, *pair))


def _pairs(late: Schedule) -> Iterator[tuple[Commitment, Commitment]]:
    told: set[frozenset[str]] = set()
    for one in late.agreement.commitments:
        if isinstance(one.terms, Exchange):
            continue
        for clause in one.in_return_for:
            for name in late.ids_of(clause):
                pair = frozenset({one.id, name})
                if len(pair) > 1 and pair not in told:
                    told.add(pair)
                    yield one, late.commitments[name]


def _standstill(late: Schedule, one: Commitment, other: Commitment) -> Iterator[Finding]:
    if one.unconditional or other.unconditional:
        return
    for a, b in ((one, other), (other, one)):
        turns = _by_turns(_rounds(late, a), _rounds(late, b))
        if turns is None:
            continue
        (first, day_1), (answer, day_2), (again, day_3) = turns
        plot = Plot(late)
        plot.start(a)
        plot.start(b)
        yield found(
            "mutual-hold-back",
            one.span,
            f"[{a.id}] and [{b.id}] can each be held back by the other.",
            f"Once [{first}] is overdue, [{answer}] may be held back for it, and [{again}] for "
            f"[{answer}]: from then on each side waits for the other, and the text does not say "
            "who moves first.",
            clauses=(one.clause, other.clause),
            related=quote_rest([one, other]),
            fixes=_unconditional(b),
            story=plot.story(
                Stands(day_1 + 1, first, "overdue"),
                Stands(day_2 + 1, answer, "held back", because=f"for [{first}]"),
                Stands(day_3 + 1, again, "held back", because=f"for [{answer}]"),
            ),
        )
        return


def both_wait(late: Schedule) -> Iterator[Finding]:
    """Acts to be done at the same time, of which neither is late as long as both wait."""
    yield from few(_both(late, *pair) for pair in _at_once(late))


def _at_once(late: Schedule) -> Iterator[tuple[Commitment, Commitment]]:
    told: set[frozenset[str]] = set()
    for one in late.agreement.commitments:
        for condition in one.same_time:
            for name in late.ids_of(getattr(condition, "commitment", "")):
                pair = frozenset({one.id, name})
                if len(pair) > 1 and pair not in told:
                    told.add(pair)
                    yield one, late.commitments[name]


def _both(late: Schedule, one: Commitment, other: Commitment) -> Finding:
    return found(
        "mutual-hold-back",
        one.span,
        f"[{one.id}] and [{other.id}] are to be done at the same time, and neither is late as "
        "long as both wait.",
        "Each side can wait for the other for as long as it likes, and the text does not say who "
        "moves first.",
        clauses=(one.clause, other.clause),
        related=quote_rest([one, other]),
        mend="Let somebody hold both until both are there, or say who moves first where the day "
        "has passed.",
        story=_neither(late, one, other),
    )


def _neither(late: Schedule, one: Commitment, other: Commitment) -> Story | None:
    """Both days pass, nothing is done, and both wait."""
    plot = Plot(late)
    days: list[Day] = []
    for each in (one, other):
        start = plot.start(each)
        waits = each.conditions or each.each_round is not None or late.window(each)[1] != "never"
        due = each.terms.due if isinstance(each.terms, (Once, JointAct)) else None
        day = None if due is None else sure(late.own_due(each.id, due))
        if waits or start is None or day is None:
            return None
        days.append(day)
    after = max(days) + A_YEAR
    return plot.story(
        Says(max(days), f"[{one.id}] and [{other.id}] are past their day; neither is done"),
        Stands(after, one.id, "waiting"),
        Stands(after, other.id, "waiting"),
    )


Round = tuple[str, Day]


def _rounds(late: Schedule, one: Commitment) -> list[Round]:
    """The parts of a commitment with the days they fall due, as far as the text fixes them."""
    match one.terms:
        case HandOver(steps=steps):
            several = len(steps) > 1
            days = [sure(late.own_due(one.id, step.due)) for step in steps]
            names = [f"{one.id}.{n}" if several else one.id for n in range(1, len(steps) + 1)]
            return [(n, day) for n, day in zip(names, days, strict=True) if day is not None]
        case Once(due=due) | JointAct(due=due):
            day = sure(late.own_due(one.id, due))
            return [] if day is None else [(one.id, day)]
        case _:
            return []


def _by_turns(mine: list[Round], theirs: list[Round]) -> tuple[Round, Round, Round] | None:
    """A part of one, then of the other, then of the first again, each on a later day."""
    for first in mine[:1]:
        for answer in theirs:
            again = [each for each in mine if each[1] > answer[1]]
            if answer[1] > first[1] and again:
                return first, answer, again[0]
    return None


def _unconditional(one: Commitment) -> Iterator[Fix]:
    if one.span is not None:
        at = Span(one.span.file, one.span.end, one.span.end)
        words = f"say of [{one.clause}] that nothing holds it back: 'unconditional'"
        yield Fix(at, " unconditional.", words)


# --- sets ---------------------------------------------------------------------------------


def _together(waits: Waits) -> Iterator[tuple[str, ...]]:
    """The strongly connected sets of a graph: of several, or of one that waits for itself."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for root in waits:
        if root in index:
            continue
        work = [(root, iter(waits[root]))]
        _enter(root, index, low, path, on_path)
        while work:
            name, ahead = work[-1]
            for next_ in ahead:
                if next_ not in waits:
                    continue
                if next_ not in index:
                    _enter(next_, index, low, path, on_path)
                    work.append((next_, iter(waits[next_])))
                    break
                if next_ in on_path:
                    low[name] = min(low[name], index[next_])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    at = path.index(name) if path[-1] != name else len(path) - 1
                    knot = path[at:]
                    del path[at:]
                    on_path -= set(knot)
                    if len(knot) > 1 or name in waits[name]:
                        yield tuple(sorted(knot))


def _enter(
    name: str, index: dict[str, int], low: dict[str, int], path: list[str], on_path: set[str]
) -> None:
    index[name] = low[name] = len(index)
    path.append(name)
    on_path.add(name)
