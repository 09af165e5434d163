"""Where a threat stands: open, met, carried out, lapsed, withdrawn. One rule for every speaker.

What comes first decides: the event by which it is met, by its day; the event by which it is
carried out; its speaker taking it back. With none of these it is open, and lapses after its day.
Source: spec/positions.md#threats (semantics, section 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Literal

from trucebook.model.report import PLANS
from trucebook.model.time import Day
from trucebook.positions.voices import Listening, Voice

ThreatStanding = Literal["open", "met", "carried out", "lapsed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Course:
    """When something may have happened: the days, None for never."""

    days: frozenset[Day | None]
    reports: tuple[str, ...] = ()
    because: frozenset[str] = frozenset()

    def reports_since(self, day: Day) -> tuple[str, ...]:
        """The reports, where any of it may have been on that day or later, or is denied."""
        return self.reports if any(d is None or d >= day for d in self.days) else ()


NEVER = Course(frozenset({None}))


def happened(name: str | None, listening: Listening) -> Course:
    """When the record has an event, as far as the account takes it; a denial taken is a doubt."""
    if name is None:
        return NEVER
    days: set[Day | None] = set()
    reports: list[str] = []
    because: set[str] = set()
    for bound in listening.seen:
        report = bound.report
        if bound.event != name or report.kind in PLANS or report.hedge == "planned":
            continue
        if report.count_basis == "planned" or report.stage == "planned":
            continue
        voice = listening.voice(bound, name, listening.bodies(report.actor))
        if voice is None or not voice.taken:
            continue
        reports.append(voice.id)
        if voice.denies:
            days.add(None)
            because.add("account")
        else:
            days |= {voice.first, voice.last}
            if voice.first != voice.last:
                because.add("date")
    if not days - {None}:
        return Course(frozenset({None}), tuple(reports))
    return Course(frozenset(days), tuple(reports), frozenset(because))


def stands(
    versions: Iterable[Voice], withdrawn: Course, listening: Listening
) -> tuple[tuple[ThreatStanding, ...], tuple[str, ...], tuple[str, ...]]:
    """What a threat may stand at, why more than one, and the reports that decide.

    `versions` are the reports of the threat that the account takes; each in turn where they differ.
    """
    found: set[ThreatStanding] = set()
    because: set[str] = set()
    reports: list[str] = []
    by_version: list[set[ThreatStanding]] = []
    for voice in versions:
        report = voice.bound.report
        met = happened(report.unless, listening)
        harm = happened(report.harm, listening)
        when = report.deadline
        ends = {None if when is None else when.last_day}
        if when is not None and when.first_day is not None:
            ends.add(when.first_day)
        said = {voice.first, voice.last}
        options = {
            _standing((m, h, w), end, day, listening.clocks.on)
            for m, h, w, end, day in product(met.days, harm.days, withdrawn.days, ends, said)
        }
        if options == {"lapsed"}:
            options |= {"met"} if report.unless is None else set()
            options |= {"carried out"} if report.unless is None and report.harm is None else set()
        if len(options) > 1:
            because |= met.because | harm.because | withdrawn.because
            because |= {"date"} if len(ends) > 1 or len(said) > 1 else set()
            because |= {"no event named"} if report.unless is None else set()
        by_version.append(options)
        found |= options
        reports += [one for course in (met, harm) for one in course.reports_since(voice.first)]
    if len({frozenset(one) for one in by_version}) > 1:
        because.add("account")
    reports += withdrawn.reports
    return tuple(sorted(found)), tuple(sorted(because)), tuple(dict.fromkeys(reports))


def _standing(
    days: tuple[Day | None, Day | None, Day | None], end: Day | None, said: Day, on: Day
) -> ThreatStanding:
    """Where it stands on a day; `end` is None where no day was set.

    What was so before it was said is no answer to it.
    """
    met, harm, withdrawn = days
    by = on if end is None else min(end, on)
    came: list[tuple[Day, int, ThreatStanding]] = []
    if met is not None and said <= met <= by:
        came.append((met, 0, "met"))
    if withdrawn is not None and said <= withdrawn <= by:
        came.append((withdrawn, 1, "withdrawn"))
    if harm is not None and said <= harm <= on:
        came.append((harm, 2, "carried out"))
    if came:
        return min(came)[2]
    return "open" if end is None or on <= end else "lapsed"
