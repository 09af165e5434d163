"""Notice so many hours before each act of another commitment. Each act makes a round.

Source: spec/rounds.md#notices (semantics, section 4; worked example X8).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial, reduce
from itertools import permutations, product

from trucebook.evaluation.acts import Act
from trucebook.evaluation.course import Course
from trucebook.evaluation.coverage import silent
from trucebook.evaluation.hours import in_its_day, minute_of, minutes_of
from trucebook.evaluation.intervals import join
from trucebook.evaluation.notice_courses import Courses, Item, Timed, TooManyCoursesError, courses
from trucebook.evaluation.outcome import Outcome, Part, Words, part
from trucebook.evaluation.phases import Window
from trucebook.evaluation.result import Cause, Interval, Standing
from trucebook.evaluation.table import Plain, commitment_standing
from trucebook.evaluation.waivers import let_go_at_all
from trucebook.model.agreement import Commitment, Notice
from trucebook.model.time import MINUTES, Day, Minute, iso


def notices(
    course: Course,
    commitment: Commitment,
    terms: Notice,
    when: Window,
    to_come: Callable[[], bool],
    start: Day | None = None,
) -> Outcome:
    """One round for each act: notice in time, late, or not before it at all.

    Acts take the notices oldest first. `to_come` asks whether further acts can come. `start` is
    the day the duty came into force, where that is later than the first day of `when`.
    """
    others = course.case.ids_of(terms.before)
    hours = terms.hours * 60
    told, before, deciding, made = course.world.once(
        ("notices", commitment.id), lambda: _to_match(course, (commitment.id,), others, hours)
    )
    since = start or when.first

    def round_of(one: Timed, match: Timed | None) -> Part | None:
        if commitment.since is not None and one.act.day < commitment.since:
            return None  # that act was under the sentence before
        key = (one.act.key, one.at, match and (match.act.key, match.at), since)
        if key not in made:
            made[key] = course.on.aside(
                lambda: _round(course, commitment, terms, one, match, since)
            )
        found, until = made[key]
        course.on.alike_up_to(until)
        return found

    matched = partial(_matched, course, commitment, (told, before, deciding), round_of)
    found = matched()
    more = False
    if not _by_itself(course, commitment) or any(map(_hangs_on_more, found.words)):
        more = to_come()
        found = matched()  # a minute may have been asked for
    parts = tuple(_either(each) for each in found.rounds)
    return Outcome(
        _doubted({commitment_standing(words, more=more) for words in found.words}),
        "notice",
        when,
        parts,
        due=parts[-1].due if parts else None,
        due_latest=parts[-1].due_latest if parts else None,
        facts=tuple(act.told for act in course.acts(commitment.id) if act.day <= course.on),
        more=more,
    )


def _by_itself(course: Course, commitment: Commitment) -> bool:
    """Whether a notice may leave open what it need not ask: nobody else takes its rounds further.

    Whoever else looks at it is told of one course alone.
    """
    return (
        course.subject == commitment.id
        and not course.unsettled
        and not let_go_at_all(course.case, commitment)
    )


def _hangs_on_more(words: Iterable[Standing]) -> bool:
    """Whether it makes a difference if further acts can still come."""
    return commitment_standing(words, more=True) != commitment_standing(words, more=False)


def _matched(
    course: Course,
    commitment: Commitment,
    matched: tuple[list[_Spanned], list[_Spanned], frozenset[str]],
    round_of: Callable[[Timed, Timed | None], Part | None],
) -> Courses:
    """The rounds in every course that the minutes left open allow."""
    told, before, deciding = matched
    if _by_itself(course, commitment):
        with suppress(TooManyCoursesError):
            return courses(
                _items(course, told, deciding), _items(course, before, deciding), round_of
            )
    return courses(
        [[timed] for timed in _timed(course, told, deciding)],
        [[timed] for timed in _timed(course, before, deciding)],
        round_of,
    )


def _items(course: Course, acts: Sequence[_Spanned], deciding: frozenset[str]) -> list[Item]:
    """Acts with every minute that each can have been at; one that was asked for keeps it."""
    return [
        [Timed(at, act, (at, at)) for at in in_its_day(course, act, name)]
        if act.key in deciding
        else [Timed(span[0], act, span)]
        for name, act, span in acts
    ]


def _either(parts: Sequence[Part]) -> Part:
    """A round as it can be, by minutes that are not known."""
    if len(parts) == 1:
        return parts[0]
    words = _doubted({word for one in parts for word, _ in one.words})
    dues = [day for one in parts for day in (one.due, one.due_latest) if day is not None]
    done = reduce(join, (one.done for one in parts))
    first, last = min(dues, default=None), max(dues, default=None)
    return replace(
        parts[0],
        words=words,
        due=first,
        due_latest=last if last != first else None,
        done=done,
        plain=None,
    )


def _doubted(words: Collection[Standing]) -> Words:
    """Standings that only minutes leave open."""
    doubt: Cause | None = "date" if len(words) > 1 else None
    return frozenset((word, doubt) for word in words)


def _round(
    course: Course,
    commitment: Commitment,
    terms: Notice,
    one: Timed,
    notice: Timed | None,
    start: Day | None,
) -> Part:
    """The round of one act, with the notice that was given before it."""
    done, hours = one.act, terms.hours * 60
    first, last = ((minute - hours) // MINUTES for minute in one.span)
    if notice is None:
        first, last = (d if d < course.on else int(course.on) - 1 for d in (first, last))
    plain = Plain(
        on=course.on,
        due=first,
        done_day=notice.act.day if notice is not None else None,
        late=notice is not None and one.at - notice.at < hours,
        silent=silent(course.case, (commitment.id, commitment.clause), start, done.day),
        curable=False,
    )
    made = part(
        f"{commitment.id}.{iso(done.day)}",
        plain,
        required=Interval(1, 1),
        done=Interval(1, 1) if notice is not None else Interval(0, 0),
        opened_by=tuple(sorted(bound.report.id for bound in done.told.event.acts)),
    )
    return made if first == last else replace(made, due_latest=last)


_Spanned = tuple[str, Act, tuple[Minute, Minute]]
"""Whose act, the act, and its first and last minute."""
_Made = dict[object, tuple[Part, Day]]
"""Rounds, each with the last day up to which it is the same."""


def _happened(course: Course, names: tuple[str, ...]) -> list[_Spanned]:
    """The acts under some commitments that have happened; at none, an account has no act."""
    return [
        (name, act, minutes_of(act))
        for name in names
        for act in course.acts(name)
        if act.day <= course.on and act.number.high != 0
    ]


def _to_match(
    course: Course, notices: tuple[str, ...], others: tuple[str, ...], hours: Minute
) -> tuple[list[_Spanned], list[_Spanned], frozenset[str], _Made]:
    """Notices, the acts they are given before, and the keys of those whose minute decides.

    And rounds, as they come to be made: the same in every world with the same acts and minutes.
    """
    told, before = _happened(course, notices), _happened(course, others)
    deciding: set[str] = set()
    if told:
        for acts in (told, before):
            deciding |= {
                act.key
                for (_, act, span), (_, other, theirs) in permutations(acts, 2)
                if theirs[0] <= span[1] and span[0] <= theirs[1]
            }
    for (_, notice, given), (_, act, span) in product(told, before):
        if _open(given, span, hours):
            deciding |= {notice.key, act.key}
    return told, before, frozenset(deciding), {}


def _timed(course: Course, acts: Sequence[_Spanned], deciding: frozenset[str]) -> list[Timed]:
    """Acts with their minutes: notices, or what they are given before.

    The minute is only asked for where it decides something: whether a notice was before an act
    and soon enough, or which of two acts was first.
    """
    timed = []
    for name, act, span in acts:
        at = minute_of(course, act, name) if act.key in deciding else span[0]
        timed.append(Timed(at, act, (at, at) if act.key in deciding else span))
    return timed


def _open(notice: tuple[Minute, Minute], act: tuple[Minute, Minute], hours: Minute) -> bool:
    """Whether minutes decide if a notice was before an act, or soon enough before it."""
    before = notice[0] <= act[1] and notice[1] > act[0]
    return before or act[0] - notice[1] < hours <= act[1] - notice[0]
