"""Which text is in force on a day: the agreement as signed, and as each amendment left it.

An edition is an agreement of its own, with a case of its own. A commitment that was replaced
stands in it as it stood on the last day before, in the edition before.
Source: spec/amendments.md (semantics, section 4, Change).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from trucebook.evaluation.accounts import Account
from trucebook.evaluation.case import Case
from trucebook.evaluation.causes import causes
from trucebook.evaluation.course import Course
from trucebook.evaluation.duties import outcome
from trucebook.evaluation.judge import Judged, said
from trucebook.evaluation.looked_at import DayLookedAt
from trucebook.evaluation.phases import time_of
from trucebook.evaluation.result import Cause, Clocks, Standing
from trucebook.evaluation.worlds import World, explore
from trucebook.model.agreement import Agreement, Amendment, OnDate, OnDay
from trucebook.model.amending import amended, plain_id
from trucebook.model.report import Record
from trucebook.model.time import Day

MOST_EDITIONS = 8
"""An amendment that may be in force since many days is looked at on so many of them."""

Applied = tuple[tuple[int, Day], ...]
"""Amendments in force, by place, each with its day."""


@dataclass(slots=True)
class Edition:
    """The text that is in force with some amendments."""

    applied: Applied
    case: Case
    gone: Mapping[str, tuple[Edition, str]] = field(default_factory=dict)
    """What was replaced or ended: the edition before, and the id it had there."""


class Editions:
    """The editions of an agreement, made when they are first asked for."""

    def __init__(self, agreement: Agreement, record: Record, clocks: Clocks) -> None:
        """Begin with the agreement as signed."""
        signed = agreement.signed or agreement
        if agreement.signed is not None:
            signed = replace(signed, parties=agreement.parties, things=agreement.things)
        self._amendments = tuple(
            one
            for one in agreement.amendments
            if clocks.public is None or one.published is None or one.published <= clocks.public
        )
        self._record, self._clocks = record, clocks
        self.first = Edition((), Case(signed, record, clocks))
        self._made: dict[Applied, Edition] = {(): self.first}
        self._on: dict[tuple[Day, str], tuple[tuple[Edition, ...], tuple[Cause, ...]]] = {}
        self._days: dict[object, tuple[tuple[Day | None, ...], tuple[Cause, ...]]] = {}

    def on(self, day: Day, account: Account) -> tuple[tuple[Edition, ...], tuple[Cause, ...]]:
        """The editions that can be in force on a day, and which doubt leaves several.

        Shape: at least one; the one with most amendments first.
        """
        if not self._amendments:
            return (self.first,), ()
        because: set[Cause] = set()
        key = (day, account.name)
        if key not in self._on:
            found: list[Edition] = []
            self._grow(self.first, frozenset(), day, account, found, because)
            unique = {edition.applied: edition for edition in found}
            ordered = sorted(unique.values(), key=lambda e: (-len(e.applied), e.applied))
            self._on[key] = (tuple(ordered), tuple(sorted(because)))
        return self._on[key]

    def _grow(
        self,
        edition: Edition,
        refused: frozenset[int],
        on: Day,
        account: Account,
        found: list[Edition],
        because: set[Cause],
    ) -> None:
        """Put the next amendment in force upon an edition, in every way that can be."""
        done = {place for place, _ in edition.applied} | refused
        options: list[tuple[Day, int]] = []
        for place in range(len(self._amendments)):
            if place in done:
                continue
            days, doubt = self._since(edition, place, on, account)
            certain = [day for day in days if day is not None]
            if not certain:
                continue
            options.append((min(certain), place))
            if len(days) > 1:
                because.update(doubt)
        if not options or len(found) >= MOST_EDITIONS:
            found.append(edition)
            return
        _, place = min(options)
        days, _ = self._since(edition, place, on, account)
        for day in days:
            if day is None:
                self._grow(edition, refused | {place}, on, account, found, because)
            else:
                self._grow(self._after(edition, place, day), refused, on, account, found, because)

    def _after(self, edition: Edition, place: int, day: Day) -> Edition:
        applied = (*edition.applied, (place, day))
        if applied not in self._made:
            before = edition.case.agreement
            after = amended(before, self._amendments[place], day)
            gone = dict(edition.gone)
            standing = {one.id for one in before.commitments if one.replaced is None}
            for one in after.commitments:
                if one.replaced == day and one.id not in gone:
                    name = plain_id(one.id)
                    if name in standing:
                        gone[one.id] = (edition, name)
            made = Edition(applied, Case(after, self._record, self._clocks), gone)
            self._made[applied] = made
        return self._made[applied]

    def _since(
        self, edition: Edition, place: int, on: Day, account: Account
    ) -> tuple[tuple[Day | None, ...], tuple[Cause, ...]]:
        """The days from which an amendment can be in force, None where it need not be."""
        key = (edition.applied, place, on, account.name)
        if key not in self._days:
            self._days[key] = _since(edition.case, self._amendments[place], on, account)
        return self._days[key]

    def turning(self, first: Day, last: Day) -> tuple[Day, ...] | None:
        """Days on which another edition comes into force; None where the record decides that."""
        day_one = self.first.case.agreement.clock.day_one
        found: set[Day] = set()
        for one in self._amendments:
            match one.first:
                case OnDate(day=day):
                    found.add(day)
                case OnDay(number=number, phase=None) if day_one is not None:
                    found.add(day_one + number - 1)
                case _:
                    return None
        return tuple(sorted(day for day in found if first < day <= last))


def _since(
    case: Case, amendment: Amendment, on: Day, account: Account
) -> tuple[tuple[Day | None, ...], tuple[Cause, ...]]:
    def compute(world: World) -> Day | None:
        course = Course(case, account, DayLookedAt(on), world, outcome, time_of)
        day = course.due(amendment.first, course.day_one())
        if amendment.once is not None:
            day = course.came(amendment.once)
        return day if day is not None and day <= on else None

    worlds = explore(compute).worlds
    days = sorted({lived.outcome for lived in worlds if lived.outcome is not None})
    if len(days) > MOST_EDITIONS:
        days = [days[0], days[-1]]
    found: list[Day | None] = list(days)
    if any(lived.outcome is None for lived in worlds):
        found.append(None)
    doubt = causes(worlds, lambda day: frozenset({(str(day), None)})) if len(found) > 1 else ()
    return tuple(found), doubt


# --- what can be said where several editions can be in force -----------------------------------


def either(each: Sequence[Judged], because: Sequence[Cause]) -> Judged:
    """One answer from those under each edition that can be in force."""
    first = each[0]
    if len(each) == 1:
        return first
    words = {word for one in each for word in one.possible}
    doubt = sorted({*because, *(cause for one in each for cause in one.because)})
    standing, possible = said(words, doubt)
    same_rounds = all(one.rounds == first.rounds for one in each)
    return replace(
        first,
        standing=standing,
        possible=possible,
        because=tuple(doubt) if len(possible) > 1 else (),
        rounds=first.rounds if same_rounds else (),
        due=min((one.due for one in each if one.due is not None), default=None),
        due_latest=max(
            (d for one in each for d in (one.due, one.due_latest) if d is not None), default=None
        ),
        consulted=frozenset().union(*(one.consulted for one in each)),
        until=min(one.until for one in each),
    )


_STILL: Mapping[Standing, Standing] = {
    "in progress": "amended",
    "waiting": "amended",
    "no contrary act": "amended",
    "not computable": "amended",
    "overdue": "missed",
}
"""How a round that stood so stands once its sentence is replaced: missed days stay on show."""


def stood(before: Judged, after: Judged, eve: Day) -> Judged:
    """How a sentence stood when its last day was over: what was due that day is in time no more.

    `before` is judged on that day, `after` on the next, as if it still stood.
    """
    then = {one.id: one for one in after.rounds}
    rounds = tuple(
        then.get(one.id, one) if one.due == eve and one.standing == "in progress" else one
        for one in before.rounds
    )
    if before.due == eve and before.standing == "in progress":
        return replace(after, rounds=rounds, done=before.done, facts=before.facts)
    return replace(before, rounds=rounds)


def gone(name: str, before: Judged) -> Judged:
    """How a replaced or ended sentence stands, from how it stood when its last day was over."""
    if before.standing is None:
        state = before.state if before.state == "used" else "lapsed"
        return replace(before, state=None if before.state is None else state)
    stem = plain_id(name)
    rounds = tuple(
        replace(
            one,
            id=name + one.id.removeprefix(stem),
            standing=_STILL.get(one.standing, one.standing),
            possible=tuple(sorted({_STILL.get(word, word) for word in one.possible})),
        )
        for one in before.rounds
    )
    return replace(
        before,
        standing="amended",
        possible=("amended",),
        because=(),
        by_reading={},
        rounds=rounds,
        rule="amended",
        widened=False,
    )


NOT_YET = Judged(
    "waiting", ("waiting",), (), {}, (), None, None, None, None, None, (), "waiting", (None, None),
    None, None, widened=False,
)  # fmt: skip
"""A sentence that an amendment adds, before that is in force."""

NOTHING = replace(NOT_YET, standing=None, possible=())
"""An earlier wording, before it is replaced: it stands under its plain id."""
