"""Days and conditions as written → as the model has them.

Source: spec/language/grammar.md, Days and Conditions.
"""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import Literal, assert_never

from trucebook.model.agreement import (
    AllOf,
    AnyOf,
    AtHour,
    Condition,
    Confirmed,
    CountReached,
    DayCame,
    DaysAfter,
    DaysAfterStart,
    DaysPast,
    Due,
    Happened,
    HoursAfter,
    InTalks,
    IsMet,
    IsOverdue,
    LastDayOf,
    Not,
    OnDate,
    OnDay,
    Passed,
    PhaseBegan,
    Proviso,
)
from trucebook.model.edtf import near_zone, zone_fault
from trucebook.model.from_syntax_scope import Scope
from trucebook.model.time import later
from trucebook.syntax import parts as p
from trucebook.syntax.diagnostic import Fix, Related
from trucebook.syntax.faults import fault, say
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import singular
from trucebook.syntax.verbs import base

DAYS = {"hour": 0, "day": 1, "week": 7, "month": 30}
"""Days of a unit, where no day is known from which months of the calendar could be counted."""
_LAST_HOUR = 24 * 60


def length(duration: p.Duration) -> int:
    """A duration in days; a month is about 30 of them."""
    return int(duration.number) * DAYS[duration.unit]


def days_and_months(duration: p.Duration) -> tuple[int, int]:
    """A duration in days, and in months of the calendar beside them."""
    if duration.unit == "month":
        return 0, int(duration.number)
    return length(duration), 0


def when(written: p.When, scope: Scope) -> Due:
    """The day that is meant."""
    match written:
        case p.AtDay():
            _counted_from(written, scope)
            return OnDay(written.number, scope.phase(written.phase, written.span))
        case p.AtDate():
            return OnDate(written.day)
        case p.AtWeek():
            first = 1 if written.phase else scope.offset
            last = first + 7 * written.number - 1
            return OnDay(last, scope.phase(written.phase, written.span))
        case p.AtEnd():
            return LastDayOf(scope.phase(written.phase, written.span) or written.phase)
        case p.AfterEvent(of=p.EachAct()):
            return _no_act(written, scope)
        case p.AfterEvent():
            return DaysAfter(written.days, event(written.of, scope))
        case p.AtHour():
            return _hour(written, scope)
        case _:
            assert_never(written)


def _hour(written: p.AtHour, scope: Scope) -> Due:
    """An hour of a day; 24:00 is its last minute."""
    day = when(written.when, scope)
    clock = scope.written(written.span).split(maxsplit=1)[0]
    zone_span = Span(written.span.file, written.span.start, written.when.span.start)
    if written.minute > _LAST_HOUR or int(clock.rpartition(":")[2]) > 59:  # noqa: PLR2004 - minutes
        scope.faults.append(
            fault(
                "bad-time",
                Span(written.span.file, written.span.start, written.span.start + len(clock)),
                f"{clock} is no hour of a day",
                "an hour is written from 00:00 to 24:00, on the clock of the book's zone or of a "
                "zone that is named behind it: by 12:00 UTC on day 1",
            )
        )
        return day
    reason = zone_fault(written.zone) if written.zone is not None else None
    if reason is not None and written.zone is not None:
        start = zone_span.start + scope.written(zone_span).index(written.zone)
        near = near_zone(written.zone)
        span = Span(written.span.file, start, start + len(written.zone))
        fixes = (say(span, near),) if near is not None else ()
        why = "an hour is counted on the clock of the book's zone, or of the zone behind it"
        scope.faults.append(fault("unknown-zone", span, reason, why, fixes))
        return day
    return AtHour(min(written.minute, _LAST_HOUR - 1), day, written.zone)


def _counted_from(written: p.AtDay, scope: Scope) -> None:
    """Say so where a day comes before the first one."""
    first = 1 if written.phase else scope.offset
    if written.number >= first:
        return
    text = scope.texts[written.span.file][written.span.start : written.span.end]
    meant = text.replace(str(written.number), str(first), 1)
    scope.faults.append(
        fault(
            "day-zero",
            written.span,
            f"there is no day {written.number}: the first day is day {first}",
            "a text counts its days from day 1 or from day 0, and says so once",
            (say(written.span, meant),),
        )
    )


def in_time(first: tuple[Due, Span] | None, last: tuple[Due, Span] | None, scope: Scope) -> None:
    """Say so where something ends before it begins, as far as the text alone can tell."""
    if first is None or last is None:
        return
    match first[0], last[0]:
        case OnDay(number=begins, phase=one), OnDay(number=ends, phase=other) if one == other:
            wrong = ends < begins
        case OnDate(day=begins), OnDate(day=ends):
            wrong = ends < begins
        case _:
            return
    if wrong:
        fixes = (_as(first[1], last[1], scope),)
        _ends_before(last[1], first[1], f"'{scope.written(first[1])}'", fixes, scope)


def not_before(day: Due, span: Span, phase: str | None, scope: Scope) -> None:
    """Say so where a deadline comes before the agreement's first day, or its phase's."""
    head = scope.phases.get(phase or "")
    begins = head.first if head is not None else None
    match day:
        case OnDate(day=ends) if scope.first is not None and ends < scope.first[0]:
            first = f"by day {scope.offset}"
            _ends_before(span, scope.first[1], "the first day", (say(span, first),), scope)
        case OnDay(number=ends, phase=None) if (
            head is not None and isinstance(begins, p.AtDay) and ends < begins.number
        ):
            meant = f"by day {max(ends, 1)} of phase {head.id}"
            _ends_before(span, head.span, f"phase {head.id}", (say(span, meant),), scope)
        case _:
            pass


def _ends_before(
    span: Span, first: Span, begins: str, fixes: tuple[Fix, ...], scope: Scope
) -> None:
    scope.faults.append(
        fault(
            "ends-before-start",
            span,
            f"'{scope.written(span)}' comes before {begins}",
            "what ends before it begins can never be done in time",
            fixes,
            (Related(first, "it begins here"),),
        )
    )


def _as(first: Span, last: Span, scope: Scope) -> Fix:
    """The end on the day of the start."""
    begins = scope.written(first).split()
    ends = scope.written(last).split()
    words = {"by", "on", "from", "until", "starting", "finishing"}
    head = list(takewhile(words.__contains__, ends))
    tail = list(dropwhile(words.__contains__, begins))
    return say(last, " ".join([*head, *tail]))


def _no_act(written: p.AfterEvent | p.Within, scope: Scope) -> Due:
    scope.faults.append(
        fault(
            "each-act-of-what",
            written.span,
            "'each act' has no commitment it could be an act of",
            "it is said of a commitment in return for another: in return for [host], …",
        )
    )
    return DaysAfterStart(0)


def event(of: p.Condition | p.EachAct, scope: Scope) -> Condition:
    """The happening a day is counted from."""
    if isinstance(of, p.EachAct):
        raise TypeError("each act is read with its exchange")
    return condition(of, scope)


def due(written: p.Due | p.Within, scope: Scope) -> tuple[Due, Literal["by", "on"]]:
    """The last day in time, and whether the day itself is meant."""
    if isinstance(written, p.Due):
        return when(written.when, scope), written.word
    if isinstance(written.of, p.EachAct):
        return _no_act(written, scope), "by"
    if written.of is None:
        return DaysAfterStart(*days_and_months(written.duration)), "by"
    if isinstance(written.of, _WHENS):
        return _later(written.of, written.duration, scope), "by"
    return _after(event(written.of, scope), written.duration), "by"


_WHENS = (p.AtDay, p.AtDate, p.AtWeek, p.AtEnd, p.AfterEvent, p.AtHour)


def _after(of: Condition, duration: p.Duration) -> Due:
    if duration.unit == "hour":
        return HoursAfter(int(duration.number), of)
    days, months = days_and_months(duration)
    return DaysAfter(days, of, months)


def _later(written: p.When, duration: p.Duration, scope: Scope) -> Due:
    """The day so long after one the text fixes; a part of a day ends with that day."""
    if isinstance(written, p.AfterEvent) and written.days == 0:
        if isinstance(written.of, p.EachAct):
            return _no_act(written, scope)
        return _after(event(written.of, scope), duration)
    day = when(written, scope)
    hours = duration.unit == "hour"
    days, months = days_and_months(duration)
    if isinstance(day, AtHour):
        minutes = day.minute + int(duration.number) * 60 if hours else day.minute
        past, minute = divmod(minutes, _LAST_HOUR)
        return AtHour(minute, _past(day.of, days + past, months), day.zone)
    return _past(day, -(-int(duration.number) // 24) if hours else days, months)


def _past(day: Due, days: int, months: int) -> Due:
    match day:
        case OnDate(on):
            return OnDate(later(on, days, months))
        case OnDay(number, phase) if not months:
            return OnDay(number + days, phase)
        case _:
            return DaysPast(days, day, months)


def met(ref: p.Ref, scope: Scope) -> Condition:
    """`[host] is met`; of a clause of several duties, each of them."""
    ids = scope.ref(ref) or (ref.id,)
    conditions = tuple(IsMet(one) for one in ids)
    return conditions[0] if len(conditions) == 1 else AllOf(conditions)


def condition(written: p.Condition, scope: Scope) -> Condition:
    """The condition that is meant."""
    match written:
        case p.Met():
            positive = met(written.ref, scope)
            return Not(positive) if written.negated else positive
        case p.Passed():
            without = condition(written.without, scope) if written.without is not None else None
            return Passed(length(written.duration), condition(written.since, scope), without)
        case p.Reached():
            return _reached(written, scope)
        case p.Came():
            return DayCame(when(written.when, scope))
        case p.Occurred():
            return Happened(written.event.text)
        case p.ConfirmedBy():
            return confirmed(written, scope)
        case p.Overdue():
            late = tuple(IsOverdue(one) for one in scope.ref(written.ref) or (written.ref.id,))
            return late[0] if len(late) == 1 else AnyOf(late)
        case p.Begun():
            return PhaseBegan(scope.phase(written.phase, written.span) or written.phase)
        case p.Talking():
            names = [one for name in written.names for one in scope.who(name.id, name.span)]
            return InTalks(tuple(names))
        case p.All():
            return AllOf(tuple(condition(one, scope) for one in written.of))
        case p.Any():
            return AnyOf(tuple(condition(one, scope) for one in written.of))
        case _:
            assert_never(written)


def confirmed(written: p.ConfirmedBy, scope: Scope) -> Confirmed:
    """What somebody named has to confirm; nobody confirms what is its own duty."""
    by = scope.who(written.by.id, written.by.span)
    if isinstance(written.of, p.Quoted):
        return Confirmed(by, event=written.of.text)
    ids = scope.ref(written.of) or (written.of.id,)
    return Confirmed(by, ids)


def _reached(written: p.Reached, scope: Scope) -> CountReached:
    """A count under the commitments named, or under all that hand over the thing by that verb."""
    number = next(part.value for part in written.parts if isinstance(part, p.Number))
    named = [part for part in written.parts if isinstance(part, p.ThingWord)]
    words = [part for part in written.parts if isinstance(part, p.Word)]
    thing = named[0].id if named else " ".join(word.text for word in words) or None
    of = scope.classes(thing, written.parts)
    if written.under is not None:
        return CountReached(number, scope.ref(written.under), of)
    verb = base(written.participle)
    fitting = tuple(
        duty.id
        for duty in scope.duties
        if _same_thing(duty.thing, thing) and _first_word(duty.verb) == _first_word(verb)
    )
    if not fitting and not scope.learning:
        scope.faults.append(
            fault(
                "count-of-what",
                written.span,
                "no commitment here hands over what is counted in this condition",
                "the acts that are counted are those under a commitment: say which, "
                "7 hostages are released under [host]",
            )
        )
    return CountReached(number, fitting, of)


def _first_word(verb: str) -> str:
    return verb.partition(" ")[0]


def _same_thing(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and singular(one) == singular(other)


def proviso(written: p.Proviso, scope: Scope) -> Proviso:
    """A condition with the word that governs it; `after` says once."""
    word = "once" if written.word in {"after", "only after"} else written.word
    return Proviso(_governing(word), condition(written.condition, scope), written.span)


def _governing(word: str) -> Literal["once", "if", "while", "until", "unless"]:
    match word:
        case "if" | "while" | "until" | "unless":
            return word
        case _:
            return "once"
