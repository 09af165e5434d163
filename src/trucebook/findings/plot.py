"""A story as it is being made: what has to be done, and when, so that something comes about.

What is done is done on its last day in time, so that nobody in a story is late.
Where no made-up report could tell of it, there is no story, and `None` is the answer.
Source: spec/findings.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucebook.findings.schedule import Came, Schedule
from trucebook.findings.story import SOURCE, Act, Hole, Line, Says, Stands, Story
from trucebook.model.agreement import (
    AllOf,
    AnyOf,
    Begins,
    Commitment,
    Condition,
    Confirmed,
    CountReached,
    DayCame,
    HandOver,
    Happened,
    InTalks,
    IsMet,
    IsOverdue,
    JointAct,
    Keep,
    Not,
    Once,
    Passed,
    PhaseBegan,
    Power,
    Step,
)
from trucebook.model.quantity import Class, Number, exactly
from trucebook.model.report import Report, Stage
from trucebook.model.time import Day, When, end_of, iso, later, start_of
from trucebook.views.wording import say_day, say_list, say_number


class Plot:
    """What is done in a story, over the course in which promises are kept on their last day."""

    def __init__(self, schedule: Schedule) -> None:
        """Begin with nothing done."""
        self.schedule = schedule
        self.lines: list[Line] = []
        self._made = 0
        self._late: set[str] = set()
        self._met: dict[str, Day | None] = {}
        self._begun: dict[str, Day | None] = {}
        self._begin_clock()

    def _begin_clock(self) -> None:
        clock = self.schedule.agreement.clock
        one = self.schedule.day_one
        if clock.day_one is not None or one is None or not isinstance(clock.start, Happened):
            return
        day = one - 1 + clock.offset
        words = f'"{clock.start.event}" happens, say, on {say_day(day)}: the text names no day'
        self.lines.append(Act(day, words, (self.report(day, "event", event=clock.start.event),)))

    # --- what is reported -------------------------------------------------------------------

    def report(  # noqa: PLR0913 - a report has as many fields as it has
        self,
        day: Day,
        kind: str,
        *,
        actor: str | None = None,
        for_: tuple[str, ...] | None = None,
        thing: str | None = None,
        number: Number | None = None,
        shares: tuple[tuple[Class, Number], ...] = (),
        event: str | None = None,
        stage: Stage | None = None,
        says: str | None = None,
        contrary: bool | None = None,
    ) -> Report:
        """A report that nobody made."""
        self._made += 1
        return Report(
            id=f"story-{self._made}",
            published=day,
            kind=kind,
            asserted_by=says,
            source=SOURCE,
            when=When(start_of(day), end_of(day), iso(day)),
            actor=actor,
            object=thing,
            count=None if number is None else exactly(number),
            count_basis=None if number is None else "increment",
            for_=for_,
            event=event,
            stage=stage,
            contrary=contrary,
            breakdown=tuple((of, exactly(part)) for of, part in shares),
        )

    def say(self, day: Day, words: str) -> None:
        """A line of words alone."""
        self.lines.append(Says(day, words))

    def act(self, day: Day, words: str, reports: Iterable[Report]) -> None:
        """A line of something done."""
        self.lines.append(Act(day, words, tuple(reports)))

    def story(self, *more: Line, until: Day | None = None) -> Story | None:
        """The story as made, with the lines it leads to.

        None where it turns on a sentence that somebody reads in another way, or on a vague one.
        """
        if self._unsettled(more):
            return None
        lines = tuple(sorted((*self.lines, *more), key=lambda line: line.day))
        first = self.schedule.first_day
        days = [line.day for line in lines]
        last = max([*days, until if until is not None else days[-1]])
        begins = min([*days, first if first is not None else days[0]])
        return Story(lines, tuple(sorted(self._spoken_of(lines))), begins, last)

    def _unsettled(self, lines: Iterable[Line]) -> bool:
        read = {name for one in self.schedule.agreement.readings for name in one.clauses}
        stands = [line for line in lines if isinstance(line, Stands)]
        spoken = [self.schedule.commitments[name] for name in self._spoken_of(stands)]
        return any(one.clause in read or one.vague is not None for one in spoken)

    def _spoken_of(self, lines: Iterable[Line]) -> set[str]:
        """Ids of the commitments that are met, or that lines speak of."""
        names = set(self._met) | self._late
        for line in lines:
            if isinstance(line, Stands):
                name = line.name
                while name not in self.schedule.commitments and "." in name:
                    name = name.rpartition(".")[0]
                names.add(name)
            elif isinstance(line, Hole):
                names.update(line.undone)
        return names

    def met_days(self) -> Iterator[tuple[str, Day]]:
        """What has been done in full, and when."""
        for name, day in self._met.items():
            if day is not None:
                yield name, day

    def begun(self, phase: str) -> Day | None:
        """The day on which a phase has begun in the story so far."""
        return self._begun.get(phase)

    # --- phases -----------------------------------------------------------------------------

    def begin(self, phase: str) -> Day | None:
        """Have a phase begin."""
        if phase not in self._begun:
            self._begun[phase] = None  # what a phase that waits for itself finds
            self._begun[phase] = self._begin(phase)
        return self._begun[phase]

    def _begin(self, name: str) -> Day | None:
        phase = self.schedule.phases.get(name)
        if phase is None:
            return None
        if phase.first is not None:
            return sure(self.schedule.due(phase.first))
        if phase.begins is not None:
            return self.bring(phase.begins, self.schedule.first_day)
        for other in self.schedule.agreement.phases:
            for then in other.after:
                if isinstance(then, Begins) and then.phase == name:
                    day = self._begin_after(other.id, then.condition)
                    if day is not None:
                        return day
        return self.schedule.first_day if len(self.schedule.phases) == 1 else None

    def _begin_after(self, other: str, condition: Condition | None) -> Day | None:
        last = self.end(other)
        if last is None:
            return None
        came = last if condition is None else self._try(condition, last)
        return None if came is None else max(came, last + 1)

    def end(self, name: str) -> Day | None:
        """Have a phase begin, and tell its last day."""
        first = self.begin(name)
        phase = self.schedule.phases.get(name)
        if first is None or phase is None:
            return None
        grown = phase.longer.commitments if phase.longer is not None else ()
        if any(one in self._met for name in grown for one in self.schedule.ids_of(name)):
            return None
        if phase.days is not None:
            return later(first, phase.days, phase.months) - 1
        return None if phase.last is None else sure(self.schedule.due(phase.last))

    # --- conditions -------------------------------------------------------------------------

    def bring(self, condition: Condition, at: Day | None) -> Day | None:
        """Have a condition come; what may come on any day comes on the day `at`."""
        match condition:
            case IsMet(name):
                days = [self.meet(one) for one in self.schedule.ids_of(name)]
                return None if not days or None in days else max(d for d in days if d is not None)
            case CountReached(_, names, _):
                for clause in names:
                    for one in self.schedule.ids_of(clause):
                        if self.meet(one) is None:
                            return None
                return sure(self.schedule.came(condition))
            case DayCame(day):
                return sure(self.schedule.due(day))
            case PhaseBegan(phase):
                return self.begin(phase)
            case Happened(event):
                return self._happen(event, at)
            case InTalks(parties, _):
                return self._talk(parties, at)
            case AllOf(parts):
                came = [self.bring(part, at) for part in parts]
                return None if None in came else max(d for d in came if d is not None)
            case AnyOf(parts):
                return next((d for p in parts if (d := self._try(p, at)) is not None), None)
            case Confirmed():
                return self._confirm(condition, at)
            case IsOverdue(name):
                return self._be_late(name)
            case Passed(days, since, without):
                began = self.bring(since, at)
                return None if began is None else began + days + (without is not None)
            case Not():
                return at

    def _try(self, condition: Condition, at: Day | None) -> Day | None:
        """Have a condition come; where it cannot, nothing is left of the attempt."""
        lines, met, begun = list(self.lines), dict(self._met), dict(self._begun)
        day = self.bring(condition, at)
        if day is None:
            self.lines, self._met, self._begun = lines, met, begun
        return day

    def _happen(self, event: str, at: Day | None) -> Day | None:
        ids = self.schedule.ids_of(event)
        if ids:
            return self.meet(ids[0])
        if at is not None:
            self.act(at, f'"{event}" happens', [self.report(at, "event", event=event)])
        return at

    def _talk(self, parties: tuple[str, ...], at: Day | None) -> Day | None:
        if at is not None:
            words = f"{say_list(parties)} each say that they are in talks"
            said = [self.report(at, "talks", stage="begun", says=one, actor=one) for one in parties]
            self.act(at, words, said)
        return at

    def _confirm(self, condition: Confirmed, at: Day | None) -> Day | None:
        """Have somebody named confirm what was done, on the day it was."""
        ids = [one for name in condition.commitments for one in self.schedule.ids_of(name)]
        met = [self.meet(one) for one in ids]
        if None in met or not condition.by:
            return None
        day = max((d for d in (*met, at) if d is not None), default=None)
        if day is None:
            return None
        what = say_list([*(f"[{one}]" for one in ids)] or [f'"{condition.event}"'])
        body = condition.by[0]
        said = [self.report(day, "confirmation", says=body, actor=body, for_=(one,)) for one in ids]
        if not ids:
            said = [self.report(day, "confirmation", says=body, actor=body, event=condition.event)]
        self.act(day, f"{body} confirms {what}", said)
        return day

    def _be_late(self, name: str) -> Day | None:
        """Have a commitment fall due, with nothing done of it."""
        ids = self.schedule.ids_of(name)
        if not ids or ids[0] in self._met:
            return None
        one = self.schedule.commitments[ids[0]]
        due = one.terms.steps[0].due if isinstance(one.terms, HandOver) else None
        due = one.terms.due if isinstance(one.terms, (Once, JointAct)) else due
        if self.start(one) is None or not isinstance(one.terms, (Once, JointAct, HandOver)):
            return None
        day = sure(self.schedule.own_due(one.id, due))
        if day is None or one.conditions or one.same_time or one.each_round is not None:
            return None
        self.say(day, f"[{one.id}] is due; nothing is said of it")
        self._late.add(one.id)
        return day + 1

    # --- commitments ------------------------------------------------------------------------

    def start(self, one: Commitment) -> Day | None:
        """Have the clock of a commitment start."""
        day = self.schedule.first_day if one.phase is None else self.begin(one.phase)
        for proviso in one.conditions:
            if proviso.word == "once" and day is not None:
                came = self.bring(proviso.condition, day)
                day = None if came is None else max(day, came)
        return day

    def meet(self, name: str) -> Day | None:
        """Have a commitment done in full, each part on its last day in time."""
        if name not in self._met:
            self._met[name] = None  # what waits for itself finds that it never comes
            self._met[name] = self._meet(self.schedule.commitments[name])
        return self._met[name]

    def _meet(self, one: Commitment) -> Day | None:
        start = self.start(one)
        if start is None or one.to_be_negotiated or one.id in self._late:
            return None
        if one.each_round is not None or one.same_time:
            return None
        terms = one.terms
        match terms:
            case Once() | JointAct():
                day = max(start, sure(self.schedule.met(one.id)) or start)
                words = f"[{one.id}] is done{self._in_time(one, day)}"
                self.act(day, words, [self.whole(one, day)])
                return day
            case HandOver(steps=steps) if not terms.at_least:
                return self._hand_over(one, terms, steps, start)
            case Keep():
                return sure(self.schedule.met(one.id))
            case Power():
                self.act(start, f"[{one.id}] is used", [self.whole(one, start)])
                return start
            case _:
                return None

    def _in_time(self, one: Commitment, day: Day) -> str:
        due = getattr(one.terms, "due", None)
        on_last = self.schedule.own_due(one.id, due) == day
        return ", on its last day" if on_last else ""

    def whole(self, one: Commitment, day: Day) -> Report:
        """The report that something to be done once was done."""
        if isinstance(one.terms, JointAct):
            kind = {"begin talks": "talks", "agree": "agree", "do": "act"}[one.terms.act]
            stage = "begun" if kind == "talks" else None
            both = " and ".join(one.liable)
            return self.report(day, kind, actor=both, for_=(one.id,), stage=_stage(stage))
        return self.report(day, "act", actor=one.liable[0] if one.liable else None, for_=(one.id,))

    def handed_over(self, one: Commitment, step: Step, number: Number, day: Day) -> Report:
        """The report of a part of a hand-over."""
        terms = one.terms
        if not isinstance(terms, HandOver):
            raise TypeError(one.id)
        of = terms.of | step.of
        thing = f"{terms.thing} ({', '.join(sorted(of))})" if of else terms.thing
        shares = tuple((share.of, share.number) for share in terms.shares)
        actor = one.liable[0] if one.liable else None
        return self.report(
            day, "act", actor=actor, for_=(one.id,), thing=thing, number=number, shares=shares
        )

    def _hand_over(
        self, one: Commitment, terms: HandOver, steps: tuple[Step, ...], start: Day
    ) -> Day | None:
        below: dict[Class, Number] = {}
        reports: list[Report] = []
        last = start
        for step in steps:
            if step.cumulative is None:
                return None
            day = max(start, sure(self.schedule.own_due(one.id, step.due)) or start)
            number = step.cumulative - below.get(step.of, 0)
            below[step.of] = step.cumulative
            if terms.shares and len(steps) > 1:
                return None
            reports.append(self.handed_over(one, step, number, day))
            last = max(last, day)
        total = say_number(sum(below.values()))
        each = " each part" if len(steps) > 1 else ""
        on_last = f",{each} on its last day" if self.schedule.met(one.id) == last else ""
        self.act(last, f"[{one.id}] is done in full, {total} {terms.thing}{on_last}", reports)
        return last


def sure(day: Came) -> Day | None:
    """A day, where it is one."""
    return day if isinstance(day, int) else None


def _stage(stage: str | None) -> Stage | None:
    return "begun" if stage == "begun" else None
