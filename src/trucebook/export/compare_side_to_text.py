"""One side of a comparison within a screen: by date, a line a clause, the year said once.

What all descriptions of a clause have alike is said once, then each with what is its own.
Source: spec/compare.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from trucebook.comparing.compare import Side, Told, follows
from trucebook.comparing.entries import Entry
from trucebook.export.compared_words import (
    by_condition,
    capital,
    grouped,
    is_over,
    say_own_conditions,
    say_when,
    say_who,
    uncapital,
)
from trucebook.export.layout import Style, pad, paragraph
from trucebook.model.time import Day
from trucebook.views.wording import say_list, say_short_day

Group = tuple[Entry, ...]
_SHORT = 130
"""Amounts up to so many characters stand in the lists."""
_NO_DAY = "no day"


def one_year(sides: Sequence[Side], since: Day | None) -> int | None:
    """The year in which all days of the lists lie; None where there are several, or none."""
    entries = [one for side in sides for one in _listed(side, since)]
    entries += [
        one
        for side in sides
        for told in side.disagreed
        for _, some in told.by
        for one in some or ()
    ]
    days = [day for one in entries for day in (one.first, one.last) if isinstance(day, int)]
    years = {date.fromordinal(day).year for day in days}
    return years.pop() if len(years) == 1 else None


def side_to_text(  # noqa: PLR0913, PLR0917 - a side, and how it is to be shown
    letter: str,
    side: Side,
    since: Day | None,
    year: int | None,
    width: int,
    style: Style,
    *,
    details: bool,
) -> str:
    """What it would bring about: alike by all its texts, then where they disagree."""
    by = [text.described_by for text in side.texts if text.described_by is not None]
    told = f", as described by {say_list(by)}" if by else ""
    title = f"{side.texts[0].title}{told}"
    lines = [style.strong(paragraph(title, width, first=f"{letter}  ", rest="   "))]
    kept = _listed(side, since)
    over = len({one.clause for one in side.alike} - {one.clause for one in kept})
    left = (
        ""
        if since is None or not over
        else f" (not listed: {over} over before {say_short_day(since)})"
    )
    alike = "Told alike by all, " if side.disagreed else ""
    column = max((len(say_when(one, year)) for one in kept if _dated(one, year)), default=0)
    groups = by_condition(kept)
    if left and not groups:
        lines.append(f"   Nothing from that day on{left}.")
    for heading, some in groups:
        head = f"{alike}{uncapital(heading)}" if alike else heading
        words = f"{head.removesuffix(':')}{left}:"
        left = ""
        lines += _lines(words, grouped(some), year, column, width, style, details=details)
    if len(side.texts) == 1:
        lines += [
            paragraph(f"{capital(about)}: {words}.", width, first="   ", rest="     ")
            for about, words in follows(side.texts[0])
        ]
    if side.disagreed:
        lines.append(style.strong("   Where the descriptions disagree:"))
        lines += [
            paragraph(_say_told(told, year, details=details), width, first="   ", rest="     ")
            for told in side.disagreed
        ]
    return "\n".join(lines)


def _lines(  # noqa: PLR0913, PLR0917 - a list, and how it is to be shown
    heading: str,
    groups: Sequence[Group],
    year: int | None,
    column: int,
    width: int,
    style: Style,
    *,
    details: bool,
) -> Iterable[str]:
    """A line for each clause under its heading; where none has a day, one after the other."""
    told = [_say(group, details=details) for group in groups]
    if not any(_dated(group[0], year) for group in groups):
        yield paragraph(f"{heading} {'; '.join(told)}", width, first="   ", rest="     ")
        return
    yield style.faint(paragraph(heading, width, first="   "))
    for group, words in zip(groups, told, strict=True):
        yield paragraph(words, width, first=f"   {pad(say_when(group[0], year), column)}  ")


def _listed(side: Side, since: Day | None) -> list[Entry]:
    return [one for one in side.alike if not is_over(one, since)]


def _dated(entry: Entry, year: int | None) -> bool:
    return say_when(entry, year) != _NO_DAY


def _say(group: Group, *, details: bool) -> str:
    """A clause: its id, who for whom, what, on what condition."""
    return f"[{group[0].clause}] {_act(group, details=details)}{say_own_conditions(group[0])}"


def _act(group: Group, *, details: bool) -> str:
    one = group[0]
    who = say_who(group)
    what = one.what
    if one.amounts:
        what += (
            f": {one.amounts}"
            if details or len(one.amounts) <= _SHORT
            else " (how many: --details)"
        )
    return f"{who}: {what}" if who else what


def _say_told(told: Told, year: int | None, *, details: bool) -> str:
    """A clause on which descriptions disagree; an act that all have who tell of it is said once."""
    by_groups = [(who, grouped(some or ())) for who, some in told.by]
    speaking = [who for who, groups in by_groups if groups]
    acts = {tuple(_act(group, details=details) for group in groups) for _, groups in by_groups}
    acts.discard(())
    alike = len(acts) == 1
    said: dict[str, list[str]] = {}
    for who, groups in by_groups:
        if groups or len(speaking) > 1:
            versions = _differing(groups, alike=alike, year=year, details=details)
            said.setdefault("; ".join(versions) or "nothing of it", []).append(who)
    alone = " alone" if len(speaking) == 1 else ""
    whose = "; ".join(f"{say_list(names)}{alone}: {words}" for words, names in said.items())
    act = f"{'; '.join(next(iter(acts)))}. " if alike else ""
    return f"[{told.clause}] {act}{whose}"


def _differing(
    groups: Sequence[Group], *, alike: bool, year: int | None, details: bool
) -> Iterable[str]:
    for group in groups:
        one = group[0]
        act = "" if alike else f", {_act(group, details=details)}"
        conditions = say_own_conditions(one, also_waits=True, mark=", ")
        yield f"{say_when(one, year)}{act}{conditions}"
