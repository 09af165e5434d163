"""The confirmed account: found and acknowledged facts, and watched silence.

A report that is not admitted adds nothing, but makes unknown what it would move.
Source: spec/accounts.md#confirmed (semantics, section 6).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from trucebook.evaluation.accounts import ANY, CONFIRMED
from trucebook.evaluation.case import AS_WRITTEN, Case
from trucebook.evaluation.judge import Judged, joined_days, judge, round_order, said, tells
from trucebook.evaluation.looked_at import ALWAYS, DayLookedAt
from trucebook.evaluation.result import Interval, Round, Standing
from trucebook.evaluation.worlds import Unknown
from trucebook.model.agreement import Keep, Level, Order
from trucebook.model.time import Day

Taken = tuple[tuple[Unknown, int], ...]


def confirmed(
    case: Case,
    name: str,
    on: Day,
    found: Judged,
    other: Judged,
    taken: Mapping[Unknown, int] | None = None,
) -> Judged:
    """A commitment in the confirmed account, under each reading.

    `found` is judged by the first alone, `other` by every report (`any`); `taken` are the readings
    that both were judged under, where some were fixed.
    """
    if found.standing is None:
        return found
    on = DayLookedAt(on)
    judged = _held_against(case, name, on, found, other, taken)
    return replace(judged, until=min(found.until, other.until, judged.until, on.until))


def _held_against(
    case: Case,
    name: str,
    on: DayLookedAt,
    found: Judged,
    other: Judged,
    taken: Mapping[Unknown, int] | None,
) -> Judged:
    keep = isinstance(case.commitments[name].terms, (Keep, Level, Order))
    day = int.__int__(on)
    if not found.by_reading and not other.by_reading:
        again = partial(judge, case, name, day, CONFIRMED, taken)
        return _unconfirmed(found, other, on, again, keep=keep)
    each = []
    moved = False
    until = ALWAYS
    for combination in found.taken:
        fixed = {**(taken or {}), **dict(combination)}
        mine = judge(case, name, day, CONFIRMED, fixed)
        theirs = judge(case, name, day, ANY, fixed)
        again = partial(judge, case, name, day, CONFIRMED, fixed)
        one = _unconfirmed(mine, theirs, on, again, keep=keep)
        until = min(until, mine.until, theirs.until, one.until)
        each.append((combination, one))
        moved = moved or one is not mine
    answer = _by_taken(case, name, found, each) if moved else found
    return replace(answer, until=until)


def _by_taken(case: Case, name: str, found: Judged, each: Sequence[tuple[Taken, Judged]]) -> Judged:
    """One answer from those under each combination of readings."""
    words = {word for _, one in each for word in one.possible}
    because = {cause for _, one in each for cause in one.because}
    if len({one.possible for _, one in each}) > 1:
        because.add("reading")
    standing, possible = said(words, sorted(because))
    by_reading: dict[str, Standing | None] = {}
    for group in case.groups.values():
        under: dict[str, list[Judged]] = {}
        for taken, one in each:
            for unknown, index in taken:
                if unknown.key == group.key:
                    reading = getattr(group.readings[index], "name", AS_WRITTEN)
                    under.setdefault(reading, []).append(one)
        read = {reading: _word(ones) for reading, ones in under.items()}
        if read and tells(case, name, group, read.values()):
            by_reading |= read
    first = each[0][1]
    same_rounds = all(one.rounds == first.rounds for _, one in each)
    return replace(
        found,
        standing=standing,
        possible=possible,
        because=tuple(sorted(because)) if len(possible) > 1 else (),
        by_reading=dict(sorted(by_reading.items())),
        rounds=first.rounds if same_rounds else found.rounds,
        days=joined_days([one.days for _, one in each if one.days is not None]),
    )


def _word(ones: Sequence[Judged]) -> Standing | None:
    """The standing under one reading: others may still make a difference there."""
    because = {cause for one in ones for cause in one.because}
    if len({one.possible for one in ones}) > 1:
        because.add("reading")
    return said({word for one in ones for word in one.possible}, sorted(because))[0]


Again = Callable[[frozenset[str]], Judged]
"""The confirmed account once more, with some rounds unknown for lack of confirmation."""


def _unconfirmed(found: Judged, other: Judged, on: Day, again: Again, *, keep: bool) -> Judged:
    """A report that is not admitted makes unknown what it would move.

    A duty to keep at once, any other after its due day; never overdue or contrary for lack of
    confirmation.
    """
    if found.rounds or other.rounds:
        return _unconfirmed_rounds(found, other, on, again)
    dues = [one.due for one in (found, other) if one.due is not None]
    past = bool(dues) and on > min(dues)
    if other.possible == found.possible or not (keep or past):
        return found
    return replace(
        found,
        standing="unknown",
        possible=("unknown",),
        because=(),
        by_reading=dict.fromkeys(found.by_reading, "unknown"),
    )


def _unconfirmed_rounds(found: Judged, other: Judged, on: Day, again: Again) -> Judged:
    mine = {one.id: one for one in found.rounds}
    theirs = {one.id: one for one in other.rounds}
    moved: dict[str, Round] = {}
    for name in {*mine, *theirs}:
        own = mine.get(name)
        shown = own or theirs[name]
        past = shown.due is not None and on > shown.due
        if past and (own is None or name not in theirs or theirs[name].possible != own.possible):
            done = own.done if own else Interval(0, 0)
            moved[name] = replace(
                shown, standing="unknown", possible=("unknown",), because=(), done=done
            )
    if not moved:
        return found
    rest = again(frozenset(moved))
    rounds = {**{one.id: one for one in rest.rounds}, **moved}
    return replace(rest, rounds=tuple(sorted(rounds.values(), key=round_order)))
