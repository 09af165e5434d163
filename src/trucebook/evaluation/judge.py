"""From the outcomes of one commitment in every world to what can be said of it.

Source: spec/standings.md#possible (semantics, sections 6 and 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from trucebook.evaluation.accounts import Account
from trucebook.evaluation.answers import Answers
from trucebook.evaluation.between import explore_between
from trucebook.evaluation.case import AS_WRITTEN, Case, Group
from trucebook.evaluation.causes import causes
from trucebook.evaluation.compose import without
from trucebook.evaluation.course import Course
from trucebook.evaluation.duties import outcome
from trucebook.evaluation.facts import Told
from trucebook.evaluation.intervals import join
from trucebook.evaluation.looked_at import ALWAYS, DayLookedAt
from trucebook.evaluation.monotone import monotone
from trucebook.evaluation.outcome import Part, Words
from trucebook.evaluation.phases import time_of
from trucebook.evaluation.result import Cause, Days, Interval, Round, Standing
from trucebook.evaluation.seen import Found, Seen, between
from trucebook.evaluation.worlds import (
    Explored,
    Lived,
    Tables,
    Turned,
    Unknown,
    World,
    explore,
)
from trucebook.model.time import Day

_Plain = Lived[Found]


@dataclass(frozen=True, slots=True)
class Judged:
    """One commitment on one day in one account."""

    standing: Standing | None
    possible: tuple[Standing, ...]
    because: tuple[Cause, ...]
    by_reading: Mapping[str, Standing | None]
    rounds: tuple[Round, ...]
    due: Day | None
    due_latest: Day | None
    required: Interval | None
    done: Interval | None
    days: Days | None
    facts: tuple[Told, ...]
    rule: str
    in_force: tuple[Day | None, Day | None]
    met_day: Day | None
    state: str | None
    widened: bool
    consulted: frozenset[str] = field(default=frozenset())
    taken: tuple[tuple[tuple[Unknown, int], ...], ...] = ()
    """The readings taken, in every combination that was asked for."""
    until: Day = ALWAYS
    """The last day up to which nothing that was asked for is answered otherwise."""


def judge(
    case: Case,
    name: str,
    on: Day,
    account: Account,
    taken: Mapping[Unknown, int] | None = None,
    unsettled: frozenset[str] = frozenset(),
) -> Judged:
    """What can be said of a commitment on a day, by the facts an account admits.

    `taken` fixes readings, by index into those of their group. `unsettled` names rounds that are
    unknown for lack of confirmation, whatever the facts make of them.
    Accounts with the same facts share an answer, and days through which it holds.
    """
    key = (name, frozenset((taken or {}).items()), unsettled)
    known = case.judged.setdefault(key, Answers())
    for account_, found in known.on(on):
        if case.alike(found.consulted, account, account_):
            return found
    found = _judge(case, name, on, account, taken, unsettled)
    known.add(on, account, found)
    return found


def _judge(
    case: Case,
    name: str,
    on: Day,
    account: Account,
    taken: Mapping[Unknown, int] | None,
    unsettled: frozenset[str],
) -> Judged:
    tables = Tables(on) if unsettled else case.tables(account, on)
    today = tables.on
    today.until = ALWAYS

    def compute(world: World) -> Found:
        world.tables = tables
        course = Course(case, account, today, world, outcome, time_of, name)
        course.unsettled = unsettled
        return without(course.outcome(name), unsettled), frozenset(world.consulted)

    if monotone(case.commitments[name], case, account):
        explored = explore_between(compute, _same, _merged, Seen(), taken)
    else:
        explored = explore(compute, taken)
    found = _gathered(case, name, explored)
    return replace(found, until=on if _of_the_day(found) else min(today.until, ALWAYS))


def _of_the_day(found: Judged) -> bool:
    """Whether an answer holds the day looked at itself."""
    told = [found.due, found.due_latest, found.met_day, *found.in_force]
    told += [day for one in found.rounds for day in (one.due, one.due_latest)]
    return any(isinstance(day, DayLookedAt) for day in told)


def _same(one: Found, other: Found) -> bool:
    a, b = one[0], other[0]
    return (
        a.words == b.words
        and len(a.parts) == len(b.parts)
        and all(p.id == q.id and p.words == q.words for p, q in zip(a.parts, b.parts, strict=True))
    )


def _merged(one: Found, other: Found) -> Found:
    """Two outcomes that stand alike, as one that holds both their numbers."""
    a, b = one[0], other[0]
    parts = tuple(
        replace(
            p,
            required=join(p.required, q.required),
            done=join(p.done, q.done),
            due=_first(p.due, q.due),
            due_latest=_last(p.due_latest, p.due, q.due_latest, q.due),
        )
        for p, q in zip(a.parts, b.parts, strict=True)
    )
    facts = {fact.event.key: fact for fact in (*a.facts, *b.facts)}
    merged = replace(
        a,
        parts=parts,
        due=_first(a.due, b.due),
        due_latest=_last(a.due_latest, a.due, b.due_latest, b.due),
        required=join(a.required, b.required),
        done=join(a.done, b.done),
        met_day=None if None in (a.met_day, b.met_day) else max(a.met_day or 0, b.met_day or 0),
        facts=tuple(facts.values()),
    )
    return merged, one[1] | other[1]


def _words(outcome_: Found) -> Words:
    return outcome_[0].words


def said(
    words: Iterable[Standing], because: Sequence[Cause]
) -> tuple[Standing | None, tuple[Standing, ...]]:
    """The one standing there is, with everything that is possible."""
    possible = tuple(sorted(set(words)))
    if not possible:
        return None, ()
    if len(possible) == 1:
        return possible[0], possible
    return ("disputed" if {"account", "reading"} & set(because) else "unknown"), possible


def _said_of(worlds: Sequence[_Plain]) -> Standing | None:
    because = causes(worlds, _words)
    words = [word for lived in worlds for word, _ in lived.outcome[0].words]
    return said(words, because)[0]


def _gathered(case: Case, name: str, explored: Explored[Found]) -> Judged:
    worlds = explored.worlds or explored.edges
    edges = (*worlds, *explored.edges)
    outcomes = [lived.outcome[0] for lived in edges]
    first = outcomes[0]
    words = {word for one in outcomes for word, _ in one.words}
    because = (
        causes(worlds, _words, explored.turned) if len(words) > 1 or not explored.complete else ()
    )
    if not explored.complete:
        words = between(words)
    standing, possible = said(words, because)
    if len(possible) <= 1:
        because = ()
    met = [one.met_day for one in outcomes]
    return Judged(
        standing,
        possible,
        because,
        _by_reading(case, name, worlds),
        _rounds(case, worlds, explored) if not first.single else (),
        _first(*(one.due for one in outcomes)),
        _last(*(day for one in outcomes for day in (one.due, one.due_latest))),
        _joined(one.required for one in outcomes),
        _joined(one.done for one in outcomes),
        joined_days([one.days for one in outcomes if one.days is not None]),
        tuple({fact.event.key: fact for one in outcomes for fact in one.facts}.values()),
        first.rule,
        (first.window.first, first.window.last),
        None if None in met or not met else max(day for day in met if day is not None),
        first.state,
        not explored.complete,
        frozenset().union(*(lived.outcome[1] for lived in edges)),
        tuple(dict.fromkeys(_taken(case, lived.answers) for lived in worlds)),
    )


def _taken(case: Case, answers: Mapping[Unknown, object]) -> tuple[tuple[Unknown, int], ...]:
    return tuple(
        (unknown, [*case.groups[str(unknown.key)].readings].index(answer))  # type: ignore[arg-type]
        for unknown, answer in sorted(answers.items(), key=lambda item: str(item[0].key))
        if unknown.cause == "reading"
    )


def _first(*days: Day | None) -> Day | None:
    return min((day for day in days if day is not None), default=None)


def _last(*days: Day | None) -> Day | None:
    return max((day for day in days if day is not None), default=None)


def _joined(intervals: Iterable[Interval | None]) -> Interval | None:
    found: Interval | None = None
    for one in intervals:
        found = join(found, one)
    return found


def joined_days(each: Sequence[Days]) -> Days | None:
    """What days of a quota there can be over several worlds or readings."""
    if not each:
        return None
    found = each[0]
    for one in each[1:]:
        found = Days(
            join(found.kept, one.kept) or found.kept,
            join(found.missed, one.missed) or found.missed,
            join(found.unknown, one.unknown) or found.unknown,
        )
    return found


def _by_reading(case: Case, name: str, worlds: Sequence[_Plain]) -> dict[str, Standing | None]:
    """The standing under each reading that this commitment asks about."""
    asked = {u for lived in worlds for u in lived.answers if u.cause == "reading"}
    if not asked:
        return {}
    found: dict[str, Standing | None] = {}
    plain = [
        lived
        for lived in worlds
        if not any(
            u.cause == "reading" and a is not None and case.groups[str(u.key)].has_written
            for u, a in lived.answers.items()
        )
    ]
    for unknown in sorted(asked, key=lambda u: str(u.key)):
        group = case.groups[str(unknown.key)]
        each: dict[str, Standing | None] = {}
        for reading in group.readings:
            if reading is None:
                each[AS_WRITTEN] = _said_of(plain)
                continue
            # A world that never comes to these words is one under each of their readings.
            under = [
                lived
                for lived in worlds
                if lived.answers.get(unknown) == reading
                or (unknown not in lived.answers and lived in plain)
            ]
            if not group.has_written:
                under = [lived for lived in under if lived in plain]
            if under:
                each[reading.name] = _said_of(under)
        if tells(case, name, group, each.values()):
            found |= each
    return dict(sorted(found.items()))


def tells(case: Case, name: str, group: Group, standings: Iterable[Standing | None]) -> bool:
    """Whether readings are worth showing: they read this clause, or it stands differently."""
    named = any(
        case.commitments[name].clause in reading.clauses
        for reading in group.readings
        if reading is not None
    )
    return named or len(set(standings)) > 1


def _rounds(case: Case, worlds: Sequence[_Plain], explored: Explored[Found]) -> tuple[Round, ...]:
    if len(worlds) == 1 and not explored.edges:
        singles = (_single(case, part) for part in worlds[0].outcome[0].parts)
        return tuple(sorted(singles, key=round_order))
    inside: dict[str, list[tuple[_Plain, Part]]] = {}
    for lived in (*worlds, *explored.edges):
        for part in lived.outcome[0].parts:
            inside.setdefault(part.id, []).append((lived, part))
    at_edge = {id(lived) for lived in explored.edges}
    rounds = (
        _single(case, found[0][1])
        if all(part is found[0][1] for _, part in found)
        else _round(name, found, at_edge, explored.turned)
        for name, found in inside.items()
    )
    return tuple(sorted(rounds, key=round_order))


def _single(case: Case, part: Part) -> Round:
    """A round of which there is only one course; made once."""
    known = case.rounds.get(id(part))
    if known is None or known[0] is not part:
        known = case.rounds[id(part)] = part, _as_round(part)
    return known[1]


def _as_round(part: Part) -> Round:
    words = {word for word, _ in part.words}
    if len(words) > 1:
        because = tuple(sorted({cause for _, cause in part.words if cause is not None}))
        standing, possible = said(words, because)
    else:
        because, possible = (), tuple(words)
        standing = possible[0] if possible else None
    latest = part.due_latest if part.due_latest is not None else part.due
    return Round(
        part.id,
        standing or "unknown",
        possible,
        because,
        part.due,
        latest,
        part.required,
        part.done,
        part.opened_by,
    )


def round_order(one: Round) -> tuple[str, int, str]:
    """Rounds in order: by number, or by day."""
    stem, _, tail = one.id.rpartition(".")
    return (stem, int(tail) if tail.isdigit() else 0, tail)


def _round(
    name: str,
    inside: Sequence[tuple[_Plain, Part]],
    at_edge: set[int],
    turned: Sequence[Turned[Found]],
) -> Round:
    parts = list({id(part): part for _, part in inside}.values())
    every = {word for part in parts for word, _ in part.words}
    because: tuple[Cause, ...] = ()
    if len(every) > 1:
        of_world = {id(lived.outcome): part for lived, part in inside}

        def words(found: Found) -> Words:
            if id(found) in of_world:
                return of_world[id(found)].words
            return next((part.words for part in found[0].parts if part.id == name), frozenset())

        every_life = [lived for lived, _ in inside]
        lives = [lived for lived in every_life if id(lived) not in at_edge] or every_life
        because = causes(lives, words, turned)
    standing, possible = said(every, because)
    return Round(
        name,
        standing or "unknown",
        possible,
        because if len(possible) > 1 else (),
        _first(*(part.due for part in parts)),
        _last(*(day for part in parts for day in (part.due, part.due_latest))),
        _joined(part.required for part in parts),
        _joined(part.done for part in parts),
        tuple(sorted({r for part in parts for r in part.opened_by})),
    )
