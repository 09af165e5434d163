"""The standing of each duty in one world: rounds, what is required of each, what is done.

Source: semantics, sections 4 (rounds, conditions, exchange) and 7 (standings).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.slow.course import Course
from tests.slow.statements import FAR, GONE, Total
from tests.slow.worlds import Act
from trucebook.model.agreement import (
    Commitment,
    Conduct,
    Exchange,
    Expectation,
    HandOver,
    JointAct,
    Keep,
    Level,
    Notice,
    Once,
    Order,
    PerEach,
    Power,
    Quota,
)
from trucebook.model.quantity import Class
from trucebook.model.time import MINUTES, Day, Minute, iso

WORST_FIRST = (
    "missed",
    "overdue",
    "unknown",
    "held back",
    "suspended",
    "in progress",
)


@dataclass(slots=True)
class Part:
    """One round in one world."""

    id: str
    due: Day | None
    start: Day
    required: int
    done: int
    reached: Day | None
    early: bool = False
    """Whether this round can be early."""
    shares: bool = True
    standing: str = ""
    gone: bool = False
    """Nothing of it is there any more."""
    there: bool = True
    """Whether this world has it, or only reports that are not admitted would open it."""


@dataclass(slots=True)
class Outcome:
    """One commitment in one world."""

    standing: str | None
    parts: list[Part] = field(default_factory=list)
    required: int | None = None
    done: int | None = None
    open: bool = False
    """What was done has no upper bound."""
    kept: int | None = None
    """Of a quota that has days: how many of them."""
    missed: int | None = None
    unknown: int | None = None


class Duties:
    """Every commitment of the agreement, in the course of one world."""

    def __init__(
        self,
        course: Course,
        totals: dict[str, list[list[Total]]],
        unsettled: dict[str, str],
    ) -> None:
        self.course = course
        self.totals = totals
        self.unsettled = unsettled
        """Rounds (and keep duties) unknown for lack of confirmation, with their commitments."""
        course.done_day = self.done_day
        self.memo: dict[str, Outcome] = {}
        self.building: dict[str, list[Part]] = {}

    # --- one commitment ------------------------------------------------------------------

    def outcome(self, c: Commitment) -> Outcome:
        """The standing of a commitment in this world."""
        if c.id not in self.memo:
            self.memo[c.id] = self._outcome(c)
        return self.memo[c.id]

    def _outcome(self, c: Commitment) -> Outcome:
        if isinstance(c.terms, Expectation | Power):
            return Outcome(None)
        on = self.course.on
        if self.replaced(c):
            return Outcome("amended")
        if self.waived(c) is not None:
            return Outcome("waived")
        gate = self.gate(c)
        if gate is not None:
            return Outcome("unknown" if c.id in self.unsettled.values() else gate)
        if self.all_gone(c):
            moved = c.id in self.unsettled.values() and isinstance(c.terms, Once | JointAct)
            return Outcome("unknown" if moved else "no longer possible")
        match c.terms:
            case Keep() | Level() | Order():
                return self.kept(c)
            case Quota():
                from tests.slow.quota import quota  # noqa: PLC0415 - quota builds on this file

                return quota(self, c)
            case Conduct():
                return Outcome("not computable")
        if not self.totals_fit(c):
            return Outcome("impossible")
        parts = self.parts(c)
        for part in parts:
            part.standing = self.part_standing(c, part)
        for name, duty in self.unsettled.items():
            if duty == c.id and name not in {p.id for p in parts}:
                absent = Part(name, None, on, 0, 0, None, standing="unknown", there=False)
                parts = [*parts, absent]
        acts = self.course.acts(c.id)
        return Outcome(
            self.worst(c, [p.standing for p in parts], more=self.more_to_come(c)),
            parts,
            sum(p.required for p in parts),
            sum(a.number for a in self.counting(c)),
            any(a.open for a in acts),
        )

    def replaced(self, c: Commitment) -> bool:
        """Whether an amendment has taken its place."""
        return c.replaced is not None and c.replaced <= self.course.on

    def waived(self, c: Commitment) -> Day | None:
        """The day on which whoever it is owed to let it go."""
        owed = c.liable if isinstance(c.terms, JointAct) else c.owed
        by: dict[str, Day] = {}
        for b in self.course.heard.waivers:
            day = b.report.when.first_day if b.report.when is not None else b.report.published
            late = day is None or day > self.course.on
            if c.id in b.commitments and b.side in owed and day is not None and not late:
                by[b.side or ""] = min(day, by.get(b.side or "", day))
        return max(by.values()) if by and set(by) == set(owed) else None

    def gone(self, c: Commitment) -> list[Day]:
        """The days on which all that remained to be done under a commitment was gone."""
        named = GONE + c.id
        acts = [a for a in self.course.world.acts if named in a.commitments and a.done]
        return sorted(a.day for a in acts if a.day <= self.course.on)

    def all_gone(self, c: Commitment) -> bool:
        """Whether the object was gone before it was done; of a number, what was done stays."""
        days = self.gone(c)
        if not days or isinstance(c.terms, HandOver):
            return False
        acts = self.course.acts(c.id) if isinstance(c.terms, Once | JointAct) else []
        return not any(a.day <= days[0] for a in acts)

    def worst(self, c: Commitment, standings: list[str], *, more: bool) -> str:
        """The commitment's standing is that of its worst round open or missed."""
        if set(standings) == {"no longer possible"}:
            return "no longer possible"
        if set(standings) == {"lapsed"} or (not standings and not more):
            return "lapsed"  # let go, or nothing has opened a round and none ever will
        for word in WORST_FIRST:
            if word in standings:
                return word
        if "not computable" in standings:
            return "not computable"
        if more:
            return "not computable" if c.vague or c.to_be_negotiated else "in progress"
        if len(standings) == 1:
            part = standings[0]
            return "met" if part == "met early" and self._among_several(c) else part
        return "met late" if "met late" in standings else "met"

    def _among_several(self, c: Commitment) -> bool:
        return isinstance(c.terms, HandOver) and len(c.terms.steps) > 1

    def gate(self, c: Commitment) -> str | None:
        """Whether a duty is lapsed or waiting rather than in force."""
        course, on = self.course, self.course.on
        start = course.start(c)
        last = course.goes_on_until(c)
        if start is None:
            began = c.phase is None or course.first_of(c.phase) is not None
            over = began and last is not None and last < on
            return "lapsed" if over else "waiting"
        if last is not None and start > last:
            return "lapsed"  # its condition came after its phase was over
        if isinstance(c.terms, Keep | Level | Order | Quota | Conduct):
            return self.asked(c, self.due(c))
        return None

    def asked(self, c: Commitment, due: Day | None) -> str | None:
        """Whether `if` and `unless`, asked when due, let a round lapse."""
        if due is None or due >= self.course.on:
            return None
        for p in c.conditions:
            holds = self.course.holds(p.condition, due, c)
            if (p.word == "if" and not holds) or (p.word == "unless" and holds):
                return "lapsed"
        return None

    def due(self, c: Commitment) -> Day | None:
        """The last day of a commitment."""
        match c.terms:
            case Once() | JointAct():
                return self.course.due(c.terms.due, c)
            case HandOver():
                return self.course.due(c.terms.steps[-1].due, c)
            case Quota() | Keep() | Level():
                return self.course.due(c.terms.last, c)
        return None

    def ceased(self, c: Commitment, start: Day) -> Day | None:
        """The first day on which a duty no longer holds: `while` is over, or `until` came."""
        found = []
        for p in c.conditions:
            for day in range(start, self.course.on + 1):
                holds = self.course.holds(p.condition, day, c)
                if (p.word == "while" and not holds) or (p.word == "until" and holds):
                    # within a day, acts come first: an act on the day `until` names still counts
                    found.append(day if p.word == "while" else day + 1)
                    break
        return min(found, default=None)

    # --- keep and refrain ----------------------------------------------------------------

    def kept(self, c: Commitment) -> Outcome:
        """A duty that holds throughout."""
        course, on = self.course, self.course.on
        start = course.start(c) or on
        ends = [course.goes_on_until(c)]
        if isinstance(c.terms, Keep | Level) and c.terms.last is not None:
            ends = [course.due(c.terms.last, c)]
        ceased = self.ceased(c, start)
        ends.append(None if ceased is None else ceased - 1)
        last = min((e for e in ends if e is not None), default=None)
        if last is not None and last < start:
            return Outcome("lapsed")  # over before it came into force
        until = on if last is None else min(last, on)
        if c.id in self.unsettled:
            return Outcome("unknown")
        if any(start <= d <= until and not self.suspended(c, d) for d in self.contrary_days(c)):
            return Outcome("contrary act")
        if c.vague is not None:
            return Outcome("not computable")
        days = range(start, until + 1)
        if last is not None and on > last:
            whole = all(course.watched(c, d) for d in days)
            return Outcome("met" if whole else "unknown")
        if self.suspended(c, on):
            return Outcome("suspended")
        seen = any(course.watched(c, d) for d in days)
        return Outcome("no contrary act" if seen else "unknown")

    def contrary_days(self, c: Commitment) -> list[Day]:
        """The days of acts against a duty."""
        if isinstance(c.terms, Order):
            acts = self.course.acts(c.terms.against)
            first = [a for a in acts if a.of_class(c.terms.first) > 0]
            then = [a for a in acts if a.of_class(c.terms.then) > 0]
            return [a.day for a in then if any(a.day < b.day for b in first)]
        if isinstance(c.terms, Level):
            over = c.terms.bound == "at most"
            return [
                a.day
                for a in self.course.acts(c.id)
                if (a.number > c.terms.number if over else a.number < c.terms.number)
            ]
        mine = [a for a in self.course.world.acts if c.id in a.commitments and a.contrary]
        return [a.day for a in mine if a.day <= self.course.on]

    # --- rounds --------------------------------------------------------------------------

    def counting(self, c: Commitment) -> list[Act]:
        """The acts that count for a commitment, with what a total adds on days without counts."""
        start = self.course.start(c)
        acts = self.course.acts(c.id)
        hidden = self.course.world.more.get(f"{c.id} hidden")
        if isinstance(hidden, tuple):
            acts = sorted([*acts, *(_one(c.id, d) for d in hidden)], key=lambda a: a.minute)
        if c.only_after:
            acts = [a for a in acts if start is not None and a.day >= start]
        return acts

    def bounding(self, c: Commitment) -> list[Total]:
        """The totals of this world, but for those below the sum of events."""
        chosen = self.course.world.more.get(f"{c.id} totals", 0)
        choices = self.totals.get(c.id)
        totals = choices[chosen] if choices else []  # type: ignore[index]
        return [t for t in totals if self.inside(c, t) <= top_of(t)]

    def inside(self, c: Commitment, total: Total) -> int:
        """The sum of the events of a total's period."""
        acts = [a for a in self.course.world.acts if c.id in a.commitments and a.done]
        return sum(a.number for a in acts if total.first <= a.day <= total.last)

    def totals_fit(self, c: Commitment) -> bool:
        """Whether what this world adds on days without counts makes the total true."""
        hidden = self.course.world.more.get(f"{c.id} hidden", ())
        assert isinstance(hidden, tuple)
        totals = self.bounding(c)
        for t in totals:
            added = sum(1 for d in hidden if t.first <= d <= t.last)
            low = t.statement.number[0] if t.statement.number is not None else 0
            days = range(t.first, t.last + 1)
            silent = any(not self.course.watched(c, d) for d in days if d <= self.course.on)
            if not silent:
                continue
            if self.inside(c, t) + added > top_of(t):
                return False
            if t.last <= self.course.on and self.inside(c, t) + added < low:
                return False
        return bool(totals) or not hidden

    def parts(self, c: Commitment) -> list[Part]:
        """The rounds of a commitment."""
        if c.id in self.building:
            return self.building[c.id]
        start = self.course.start(c) or self.course.on
        match c.terms:
            case Once():
                parts = [self._single(c, start, early=c.terms.at == "on")]
            case JointAct():
                parts = [self._single(c, start, early=False)]
            case HandOver():
                parts = self._steps(c, c.terms, start)
            case Exchange():
                parts = self._exchanged(c, c.terms)
            case Notice():
                parts = self._noticed(c, c.terms, start)
            case _:
                parts = []
        for part in parts:  # a duty that came into force after its day is in time on that day
            part.due = part.due if part.due is None else max(part.due, part.start)
        self.building[c.id] = parts
        return parts

    def _single(self, c: Commitment, start: Day, *, early: bool) -> Part:
        acts = self.counting(c)
        reached = max(acts[0].day, start) if acts and c.only_after else None
        reached = acts[0].day if acts and reached is None else reached
        return Part(c.id, self.due(c), start, 1, min(len(acts), 1), reached, early)

    def _steps(self, c: Commitment, terms: HandOver, start: Day) -> list[Part]:
        acts, parts = self.counting(c), []
        left = self.left(c, acts)
        several = len(terms.steps) > 1
        before = 0
        for i, step in enumerate(terms.steps, 1):
            wanted = int(step.cumulative or 0)
            nothing = left is not None and left <= before
            wanted = wanted if left is None else max(min(wanted, left), before)
            cls = terms.of | step.of
            done, reached = _reach(acts, cls, wanted)
            if i == len(terms.steps):
                for share in terms.shares:
                    _, when = _reach(acts, terms.of | share.of, int(share.number))
                    reached = None if reached is None or when is None else max(reached, when)
            dated = step.at == "on" or several
            parts.append(
                Part(
                    f"{c.id}.{i}",
                    self.course.due(step.due, c),
                    start,
                    wanted - before,
                    min(max(done - before, 0), wanted - before),
                    reached,
                    dated,
                    gone=nothing,
                )
            )
            before = wanted
        return parts

    def left(self, c: Commitment, acts: list[Act]) -> int | None:
        """How many are owed in all where the rest is gone; None where nothing is."""
        terms = c.terms
        assert isinstance(terms, HandOver)
        total = int(terms.steps[-1].cumulative or 0)
        left = total
        for day in self.gone(c):
            left = min(left, sum(a.number for a in acts if a.day <= day))
        return left if left < total else None

    def _exchanged(self, c: Commitment, terms: Exchange) -> list[Part]:
        """Each accepted act of the other side opens a round, filled oldest first."""
        against = self.course.commitment(terms.against)
        opening: dict[Day, list[Act]] = {}
        for a in self.course.acts(terms.against) if against is not None else []:
            opening.setdefault(a.day, []).append(a)
        parts, owed, so_far = [], 0, []
        acts = self.counting(c)
        for day, opened in sorted(opening.items()):
            so_far += opened
            required = self._owed(terms, opened, so_far)
            required = self._listed(c, day, required, opened)
            done, reached = _reach(acts, frozenset(), owed + required)
            if reached is not None:
                reached = max(reached, day)
            parts.append(
                Part(
                    f"{c.id}.{iso(day)}",
                    day + terms.days,
                    day,
                    required,
                    min(max(done - owed, 0), required),
                    reached,
                )
            )
            owed += required
        return parts

    def _owed(self, terms: Exchange, opened: list[Act], so_far: list[Act]) -> int:
        total = 0
        for item in terms.items:
            if isinstance(item, PerEach):
                total += int(item.number) * sum(a.of_class(item.against) for a in opened)
            elif item.number is not None and item.size is not None:
                before = sum(a.of_class(item.against) for a in so_far if a not in opened)
                now = before + sum(a.of_class(item.against) for a in opened)
                total += int(item.number) if before < item.size <= now else 0
        return total

    def _listed(self, c: Commitment, day: Day, required: int, opened: list[Act]) -> int:
        """A list announced in time by whoever undertook it fixes what the ratio leaves open."""
        terms = c.terms
        if not isinstance(terms, Exchange) or not any(len(set(a.cells)) > 1 for a in opened):
            return required
        round_id = f"{c.id}.{iso(day)}"
        mediators = {p.id for p in self.course.agreement.parties if p.role == "mediator"}
        counts = {
            int(b.report.count.low)
            for b in self.course.heard.lists
            if round_id in b.rounds
            and b.report.count is not None
            and (b.side in c.liable or b.asserter in mediators)
            and b.report.published <= day + terms.days
        }
        return counts.pop() if len(counts) == 1 else required

    def _noticed(self, c: Commitment, terms: Notice, start: Day) -> list[Part]:
        """Each act takes the earliest unused notice not after it."""
        notices = [a.minute for a in self.counting(c)]
        parts = []
        for act in self.course.acts(terms.before):
            fitting = [m for m in notices if m <= act.minute]
            given: Minute | None = fitting[0] if fitting else None
            if given is not None:
                notices.remove(given)
            in_time = given is not None and given <= act.minute - terms.hours * 60
            part = Part(
                f"{c.id}.{iso(act.day)}",
                (act.minute - terms.hours * 60) // MINUTES,
                start,
                1,
                int(given is not None),
                None if given is None else given // MINUTES,
            )
            if given is not None:
                part.standing = "met" if in_time else "met late"
            elif self.course.watched_through(c, start, act.day, part.id):
                part.standing = "missed"
            else:
                part.standing = "unknown"
            parts.append(part)
        return parts

    def more_to_come(self, c: Commitment) -> bool:
        """Whether rounds can still open."""
        other = None
        if isinstance(c.terms, Exchange):
            other = c.terms.against
        if isinstance(c.terms, Notice):
            other = c.terms.before
        host = self.course.commitment(other) if other is not None else None
        if host is None or self.lapsed(host):
            return False
        return self.all_done(host) is None

    def lapsed(self, c: Commitment) -> bool:
        """Whether nothing of a commitment is owed any more without anybody having done it."""
        if self.all_gone(c) or self.waived(c) is not None:
            return True
        gate = self.gate(c)
        parts = self.parts(c) if gate is None else []
        if parts and all(p.gone for p in parts):
            return True
        asked = bool(parts) and all(self.asked(c, p.due) == "lapsed" for p in parts)
        return gate == "lapsed" or asked

    # --- one round -----------------------------------------------------------------------

    def part_standing(self, c: Commitment, part: Part) -> str:
        """The first word of the table that holds for a round."""
        on = self.course.on
        if part.id in self.unsettled:
            return "unknown"
        if part.standing in {"missed", "unknown"} and c.vague is not None:
            return "not computable"
        if part.standing in {"missed", "unknown"} and self.suspended(c, part.due or self.course.on):
            return "suspended"
        if part.standing:
            return part.standing
        asked = self.asked(c, part.due)
        if asked is not None:
            return asked
        if part.gone:
            return "no longer possible"
        ceased = self.ceased(c, part.start)
        if part.reached is not None and (ceased is None or part.reached < ceased or ceased == on):
            if part.due is None or part.reached <= part.due:
                early = part.early and part.due is not None and part.reached < part.due
                return "met early" if early else "met"
            return "met late"
        if ceased is not None and (part.due is None or ceased <= part.due):
            return "lapsed"
        if c.vague is not None or c.to_be_negotiated:
            return "not computable"
        if part.due is None or on <= part.due:
            return "in progress"
        if self.suspended(c, part.due):
            return "suspended"
        if self.held_back(c, part.due):
            return "held back"
        return "overdue" if self.known(c, part) else "unknown"

    def known(self, c: Commitment, part: Part) -> bool:
        """Whether it is known that a round was not done by the day looked at."""
        course, on = self.course, self.course.on
        if course.watched_through(c, part.start, on, part.id):
            return True
        for t in self.bounding(c):  # so many by its last day; then watched
            if t.first <= part.start and course.watched_through(c, t.last + 1, on, part.id):
                return True
        for b in course.heard.announced:  # not done on the day it was said; then watched
            said = said_on(b)
            mine = c.id in b.commitments and b.side in c.liable
            about = mine and (not b.rounds or part.id in b.rounds) and part.start <= said <= on
            if about and course.watched_through(c, said + 1, on, part.id):
                return True
        return False

    def suspended(self, c: Commitment, due: Day) -> bool:
        """Whether a power of the text was used against it, by the day it was due."""
        for power in self.course.agreement.commitments:
            if isinstance(power.terms, Power) and {c.id, c.clause} & set(power.terms.suspends):
                first = self.course.due(power.terms.first, power)
                last = self.course.due(power.terms.last, power)
                for a in self.course.acts(power.id):
                    inside = (first is None or a.day >= first) and (last is None or a.day <= last)
                    if inside and a.day <= due:
                        return True
        return False

    def held_back(self, c: Commitment, due: Day) -> bool:
        """While a round of what is given in return, due strictly earlier, is overdue."""
        if c.unconditional:
            return False
        partners = []
        for other in self.course.agreement.commitments:
            if isinstance(other.terms, Exchange):
                if other.terms.against == c.id:
                    partners.append(other)
            elif not isinstance(c.terms, Exchange):
                both = c.id in other.in_return_for or other.id in c.in_return_for
                partners += [other] if both else []
        for other in partners:
            let_go = self.replaced(other) or self.waived(other) is not None
            if self.gate(other) is not None or let_go or self.all_gone(other):
                continue  # what is replaced is amended, no longer overdue
            for part in self.parts(other):
                earlier = part.due is not None and part.due < due
                if earlier and self.part_standing(other, part) == "overdue":
                    return True
        return False

    # --- done in full --------------------------------------------------------------------

    def done_day(self, c: Commitment) -> Day | None:
        """The day on which a commitment came to be met; None: it is not, or not yet in force.

        What was done before it came into force meets it on the day it does.
        """
        done, start = self.all_done(c), self.course.start(c)
        if done is None or start is None or self.gate(c) is not None:
            return None
        met = max(done, start)
        ends = [d for d in (c.replaced, self.waived(c)) if d is not None and d <= self.course.on]
        return met if all(met < end for end in ends) else None

    def all_done(self, c: Commitment) -> Day | None:
        """The day on which every part was done, in force or not; None: it is not."""
        if isinstance(c.terms, Quota | Keep | Level | Order):
            last = self.course.goes_on_until(c)
            return last if last is not None and self.outcome(c).standing == "met" else None
        if self.more_to_come(c):
            return None
        parts = [p for p in self.parts(c) if not p.gone]
        days = [p.reached for p in parts if p.reached is not None]
        if not days or len(days) != len(parts):
            return None
        return max([*days, *self.gone(c)[:1]]) if len(parts) < len(self.parts(c)) else max(days)


def said_on(b: object) -> Day:
    """The day an announcement was made."""
    when = b.report.when  # type: ignore[attr-defined]
    published: Day = b.report.published  # type: ignore[attr-defined]
    return published if when is None or when.last is None else min(when.last // MINUTES, published)


def top_of(total: Total) -> int:
    """The high end of a total."""
    number = total.statement.number
    return FAR if number is None or number[1] is None else number[1]


def _reach(acts: list[Act], cls: Class, wanted: int) -> tuple[int, Day | None]:
    """How many of a class were done in all, and the day that `wanted` was reached."""
    total, reached = 0, None
    for a in acts:
        total += a.of_class(cls)
        if total >= wanted and reached is None:
            reached = a.day
    if wanted == 0:
        reached = acts[0].day if acts else 0
    return total, reached


def _one(commitment: str, day: Day) -> Act:
    """One of what a total says was done on a day without counts."""
    return Act(
        key="hidden",
        commitments=(commitment,),
        minute=day * MINUTES,
        number=1,
        open=False,
        contrary=False,
        done=True,
        cells=(),
        of=frozenset(),
        per_day=False,
    )
