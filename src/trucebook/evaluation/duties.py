"""The outcome of one commitment in one world: conditions first, then its own kind of duty.

Source: spec/standings.md, spec/conditions.md (semantics, sections 4 and 7).
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from trucebook.evaluation.acts import Act
from trucebook.evaluation.acts_once import (
    joint,
    once,
    order,
    throughout,
)
from trucebook.evaluation.beside import beside, round_opened
from trucebook.evaluation.compose import composed, facts_of
from trucebook.evaluation.course import Course
from trucebook.evaluation.exchange import rounds_opened
from trucebook.evaluation.exchange_classes import held_to_classes
from trucebook.evaluation.found import agreed, asked, in_class, settled, total
from trucebook.evaluation.gate import by_round, ended, start_of
from trucebook.evaluation.gone import all_gone, steps_left
from trucebook.evaluation.handover import Owed, fill, none_to_come, shares_met
from trucebook.evaluation.hours import by_the_hour
from trucebook.evaluation.notice import notices
from trucebook.evaluation.outcome import Outcome, Part, Words, sure
from trucebook.evaluation.phases import Window, agreement_end, window
from trucebook.evaluation.powers import power, put_off
from trucebook.evaluation.quota import quota
from trucebook.evaluation.remainder import passed_on, the_rest
from trucebook.evaluation.result import Interval
from trucebook.evaluation.waivers import let_go, owed_still
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
    Power,
    Quota,
)
from trucebook.model.quantity import Class
from trucebook.model.time import Day

FOR_ITSELF = Outcome(sure("waiting"), "waiting", Window(None, None))
"""What a commitment finds that, by way of others, asks for itself (check says so)."""


def outcome(course: Course, name: str) -> Outcome:
    """The outcome of a commitment, held back where the exchange rule says so."""
    plain = raw(course, name)
    if name == course.subject and name in course.case.remainders:
        plain = passed_on(course, name, plain)
    return _held_back(course, name, plain)


def raw(course: Course, name: str) -> Outcome:
    """The outcome of a commitment before anything holds it back."""
    return course.world.alone(
        ("raw", name), lambda: _expected(course, name, _raw(course, name)), FOR_ITSELF
    )


def _raw(course: Course, name: str) -> Outcome:
    course.world.consulted.append(name)
    commitment, day_one = course.as_read(name)
    if not course.case.admits(name, course.account):
        state = "read by one side"
        return Outcome(frozenset(), "side-letters", Window(None, None), state=state)
    when = _since(commitment, window(course, commitment.clause, commitment.phase))
    over = ended(course, commitment, when)
    if over is None:
        return _in_force(course, commitment, day_one, when)
    if name not in course.case.referenced:
        return over.outcome
    met = _in_force(course, commitment, day_one, when).met_day  # what hung on it has come
    return replace(over.outcome, met_day=met if met is not None and met < over.day else None)


def _in_force(course: Course, commitment: Commitment, day_one: Day | None, when: Window) -> Outcome:
    """The outcome of a commitment that nothing has ended."""
    if isinstance(commitment.terms, Power):
        return power(course, commitment)
    start = start_of(course, commitment, day_one, when)
    if start.word is not None:
        return Outcome(sure(start.word), start.word, when)
    if all_gone(course, commitment):
        return Outcome(sure("no longer possible"), "no-longer-possible", when)
    found = _kind(course, commitment, day_one, when, start.day)
    found = _put_off(course, commitment, found)
    found = _asked(course, commitment, day_one, found)
    if found.met_day is not None and start.day is not None and found.met_day < start.day:
        # What was done before it came into force meets it on the day it does.
        found = replace(found, met_day=start.day)
    found = _released(course, found)
    open_ = commitment.to_be_negotiated and not agreed(course, commitment)
    vague = commitment.vague is not None or open_
    return _not_computable(commitment, found, open_=open_) if vague else found


def _expected(course: Course, name: str, found: Outcome) -> Outcome:
    """Of somebody the text does not bind a thing can be expected: nobody is liable for it."""
    if course.case.commitments[name].bound:
        return found
    state = "expected" if found.met_day is None else "done"
    due = found.due or max((part.due for part in found.parts if part.due), default=None)
    return replace(found, words=frozenset(), parts=(), state=state, rule="not-bound", due=due)


def _since(commitment: Commitment, when: Window) -> Window:
    """The days in force of a sentence that an amendment brought.

    What it asks for day by day it asks from that day on; of what is to be done, what was done
    under the sentence before counts.
    """
    since = commitment.since
    day_by_day = isinstance(commitment.terms, (Keep, Level, Order, Quota))
    if since is None or when.first is None or not (day_by_day or commitment.before is None):
        return when
    return replace(when, first=max(when.first, since))


def _not_computable(commitment: Commitment, found: Outcome, *, open_: bool) -> Outcome:
    """Vague words leave only what was done in full, or done against it, to be said."""
    if isinstance(commitment.terms, (Keep, Level, Order)):
        contrary = ("contrary act", None) in found.words
        return found if contrary else replace(found, words=sure("not computable"))
    if found.state is not None or not found.parts:
        return replace(found, words=sure("not computable")) if found.words else found
    if isinstance(commitment.terms, Quota):
        return _only_met(found)
    parts = [
        one
        if one.plain is None
        else one.decided(
            replace(
                one.plain,
                computable=False,
                done_day=None if open_ else one.plain.done_day,
            )
        )
        for one in found.parts
    ]
    return composed(replace(found, parts=tuple(parts), rule="not-computable"))


def _only_met(found: Outcome) -> Outcome:
    """Of a quota in vague words only the days that were kept for certain can be told."""
    parts = tuple(replace(one, words=_met_or_not(one.words)) for one in found.parts)
    none = Interval(0, 0)
    days = None if found.days is None else replace(found.days, missed=none, unknown=none)
    words = _met_or_not(found.words)
    return replace(found, words=words, parts=parts, days=days, rule="not-computable")


def _met_or_not(words: Words) -> Words:
    told = frozenset((w if w == "met" else "not computable", cause) for w, cause in words)
    return told if len({w for w, _ in told}) > 1 else sure(next(iter(told))[0])


def _asked(course: Course, commitment: Commitment, day_one: Day | None, found: Outcome) -> Outcome:
    """Let rounds go whose `if` did not hold, or whose `unless` did, on their due day."""
    asks = [p for p in commitment.conditions if p.word in ("if", "unless")]
    if not asks or not by_round(commitment):
        return found
    parts = []
    for one in found.parts:
        due = one.due
        if one.plain is not None and due is not None and course.on > due:
            let_go = any(course.holds(p.condition, due, day_one) != (p.word == "if") for p in asks)
            parts.append(one.decided(replace(one.plain, lapsed=let_go)))
        else:
            parts.append(one)
    return composed(replace(found, parts=tuple(parts)))


def _put_off(course: Course, commitment: Commitment, found: Outcome) -> Outcome:
    """Rounds that fell due while the clause was suspended under a power that was used."""
    if not course.case.suspenders.get(commitment.clause):
        return found
    parts = tuple(put_off(course, commitment.clause, one) for one in found.parts)
    return composed(replace(found, parts=parts)) if parts != found.parts else found


def _released(course: Course, found: Outcome) -> Outcome:
    """Let rounds go that fall due after the agreement has ended.

    What had fallen due before stays owed.
    """
    end = agreement_end(course)
    if end is None or course.on <= end or not found.parts:
        return found
    parts = [
        one.decided(replace(one.plain, lapsed=True))
        if one.plain is not None
        and one.plain.done_day is None
        and (one.due is None or one.due > end)
        else one
        for one in found.parts
    ]
    return composed(replace(found, parts=tuple(parts), more=False))


def _kind(
    course: Course, commitment: Commitment, day_one: Day | None, when: Window, start: Day | None
) -> Outcome:
    terms = commitment.terms
    match terms:
        case HandOver() if terms.rest_of is not None:
            return the_rest(course, commitment, terms, day_one, when, start)
        case HandOver():
            return _hand_over(course, commitment, terms, day_one, when, start)
        case Exchange():
            return _exchange(course, commitment, terms, when)
        case Once():
            return once(course, commitment, terms, day_one, when, start)
        case JointAct():
            return joint(course, commitment, terms, day_one, when, start)
        case Keep() | Level():
            return throughout(course, commitment, terms, day_one, when, start)
        case Order():
            return order(course, commitment, terms, when, start)
        case Quota():
            return quota(course, commitment, terms, day_one, when, start)
        case Notice():
            given = notices(
                course, commitment, terms, when, partial(_to_come, course, terms.before)
            )
            left = let_go(course, commitment, given)
            return given if left is given else composed(left)
        case Conduct():
            return Outcome(
                sure("not computable"), "conduct", when, facts=facts_of(course, commitment)
            )
        case Power():
            raise TypeError(commitment.id)  # asked for before its conditions
        case Expectation():
            return Outcome(frozenset(), "expectation", when, facts=facts_of(course, commitment))


# --- hand-overs -------------------------------------------------------------------------------


def _hand_over(
    course: Course,
    commitment: Commitment,
    terms: HandOver,
    day_one: Day | None,
    when: Window,
    start: Day | None,
) -> Outcome:
    acts = _counting(course, commitment, start)
    several = len(terms.steps) > 1
    parts: list[Part] = []
    every: list[Owed] = []
    met_days: list[Day | None] = []
    done = Interval(0, 0)
    bounded = False
    classes = list(dict.fromkeys(step.of for step in terms.steps))
    each = asked(course, commitment, terms)
    ends = [in_class(terms, each, number) for number in range(len(terms.steps))]
    left = steps_left(course, commitment, replace(terms, steps=settled(terms, ends)), acts)
    finals: dict[Class, Interval] = {}
    for of in classes:
        owed: list[Owed] = []
        below = Interval(0, 0)
        for number, step in enumerate(left.steps, 1):
            if step.of != of:
                continue
            due = course.due(step.due, day_one, start) if step.due is not None else when.last
            hour = course.due_minute(step.due, day_one, start)
            if due is not None and start is not None and due < start:
                due, hour = start, None
            opened = round_opened(course, commitment, number - 1, start)
            if opened.day is not None and due is not None:
                due, hour = max(due, opened.day), None if opened.day > due else hour
            upto = ends[number - 1]
            if step.cumulative is not None:
                upto = Interval(step.cumulative, step.cumulative)
            low = max(0, (upto.low or 0) - (below.low or 0))
            high = None if upto.high is None or below.high is None else upto.high - below.high
            owed.append(
                Owed(
                    f"{commitment.id}.{number}" if several else commitment.id,
                    low,
                    high,
                    due,
                    start if commitment.only_after else when.first,
                    early=step.at == "on" or several,
                    known_until=_not_done_until(course, commitment),
                    waits=opened.waits,
                    gone=left.nothing[number - 1],
                    beside=beside(course, commitment, when.first, number - 1),
                    last=hour if by_the_hour(hour) else None,
                )
            )
            below = finals[of] = upto
        every += owed
        still = owed_still(course, commitment, acts, owed)
        filled = fill(course, commitment, acts, still, of | terms.of)
        parts += filled.parts
        bounded = bounded or filled.bounded
        met_days.append(filled.met_day)
        if of and frozenset() in classes:
            continue  # what is done of it is among what is done of all
        low = (done.low or 0) + (filled.done.low or 0)
        high = (
            None if done.high is None or filled.done.high is None else done.high + filled.done.high
        )
        done = Interval(low, high)
    if left.since is not None:
        met_days.append(left.since)
    if None not in met_days and terms.shares and not shares_met(course, commitment, acts):
        last = parts[-1]
        if last.plain is not None:
            parts[-1] = last.decided(replace(last.plain, done_day=None))
        met_days = [None]
    found = Outcome(
        frozenset(),
        "hand-over",
        when,
        tuple(parts),
        required=finals[frozenset()] if frozenset() in finals else total(finals.values()),
        done=done,
        met_day=None if None in met_days else max(d for d in met_days if d is not None),
        facts=facts_of(course, commitment),
        acts=None if bounded else acts,
        single=not several,
    )
    return composed(let_go(course, commitment, found, every))


def _counting(course: Course, commitment: Commitment, start: Day | None) -> tuple[Act, ...]:
    """The acts that count: with `only after`, those since its conditions came."""
    acts = course.acts(commitment.id)
    if not commitment.only_after or start is None:
        return acts
    return tuple(act for act in acts if act.day >= start)


def _not_done_until(course: Course, commitment: Commitment) -> Day | None:
    """The last day on which whoever owes it admits holding it back."""
    last: Day | None = None
    for bound in course.case.announced(commitment.id):
        when = bound.report.when
        said = when.last_day if when is not None else None
        if said is not None and said <= course.on:
            last = said if last is None else max(last, said)
    return last


def _exchange(course: Course, commitment: Commitment, terms: Exchange, when: Window) -> Outcome:
    acts = course.acts(commitment.id)
    owed = _opened(course, commitment, terms)
    no_class: Class = frozenset()
    filled = fill(course, commitment, acts, owed_still(course, commitment, acts, owed), no_class)
    parts = held_to_classes(course, commitment, owed, filled.parts)
    whole = all(part.plain is None or part.plain.done_day is not None for part in parts)
    low = sum((round_.low for round_ in owed), start=0)
    high = None if any(r.high is None for r in owed) else sum((r.high or 0 for r in owed), start=0)
    more = _to_come(course, terms.against)
    found = Outcome(
        frozenset(),
        "exchange",
        when,
        parts,
        required=Interval(low, high),
        done=filled.done,
        met_day=filled.met_day if not more and whole else None,
        facts=facts_of(course, commitment),
        acts=None if filled.bounded else acts,
        more=more,
    )
    return composed(let_go(course, commitment, found, owed))


def _opened(course: Course, commitment: Commitment, terms: Exchange) -> list[Owed]:
    """The rounds opened by acts: each by the words that stood on its day.

    What an act opened before an amendment stays owed as it was.
    """
    since, before = commitment.since, commitment.before
    owed = rounds_opened(course, commitment, terms)
    if since is None:
        return owed
    later = [one for one in owed if one.first is not None and one.first >= since]
    if before is None or not isinstance(before.terms, Exchange):
        return later
    return [
        one
        for one in _opened(course, before, before.terms)
        if one.first is not None and one.first < since
    ] + later


def _to_come(course: Course, clause: str) -> bool:
    """Whether further acts under a clause can come: whatever holds it back, it is still owed."""
    return not all(
        none_to_come(course, name, raw(course, name)) for name in course.case.ids_of(clause)
    )


def _held_back(course: Course, name: str, found: Outcome) -> Outcome:
    """Apply the exchange rule.

    Held back: a round of the other side, due strictly earlier, is overdue.
    """
    commitment = course.case.commitments[name]
    overdue: list[Day] = []
    if not commitment.unconditional:
        for other in course.case.returns.get(name, ()):
            overdue += [
                p.due
                for p in raw(course, other).parts
                if p.due is not None and ("overdue", None) in p.words
            ]
    if not overdue:
        return found
    changed = False
    parts = []
    for one in found.parts:
        if one.plain is not None and one.due is not None:
            holds = any(day < one.due for day in overdue)
            if holds and one.plain.done_day is None:
                parts.append(one.decided(replace(one.plain, held_back=True)))
                changed = True
                continue
        parts.append(one)
    return composed(replace(found, parts=tuple(parts))) if changed else found
