"""How a comparison is told: entries together, by condition, with their days in short words.

Source: spec/compare.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from trucebook.comparing.entries import Entry
from trucebook.model.time import Day
from trucebook.views.wording import say_list, say_short_day

CLOSING = (
    "Days are those if every promise is kept, from soonest to last. "
    "Nothing is added up, weighed or preferred."
)
"""Under every comparison: what its days are, and what it does not do."""
_NONE = {"never", "open"}


def is_over(entry: Entry, since: Day | None) -> bool:
    """Whether it is over before a day."""
    return since is not None and isinstance(entry.last, int) and entry.last < since


def grouped(entries: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """Entries of one clause that differ only in who it is."""
    groups: dict[object, list[Entry]] = {}
    for one in entries:
        key = (one.clause, one.what, one.amounts, one.first, one.last, one.conditions)
        groups.setdefault(key, []).append(one)
    return [tuple(group) for group in groups.values()]


def say_who(group: Sequence[Entry]) -> str:
    """Who for whom, where these are not the same."""
    who = say_list(dict.fromkeys(name for one in group for name in one.who))
    whom = say_list(dict.fromkeys(name for one in group for name in one.whom))
    alike = {name for one in group for name in one.who} == {
        name for one in group for name in one.whom
    }
    return f"{who} to {whom}" if whom and not alike else who


def by_condition(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """What is certain, what hangs on conditions of its own, what on that a phase begins."""
    certain = [one for one in entries if one.certain]
    own = [one for one in entries if not one.certain and one.waits is None]
    found = [("Certain, as far as the text goes:", certain), ("On condition:", own)]
    found += [
        (f"{capital(waits)}:", [one for one in entries if one.waits == waits])
        for waits in dict.fromkeys(one.waits for one in entries if one.waits is not None)
    ]
    return [(heading, some) for heading, some in found if some]


def say_own_conditions(entry: Entry, *, also_waits: bool = False, mark: str = "; ") -> str:
    """On what it hangs, each after a mark; with `also_waits` also on which phase."""
    waits = entry.waits if also_waits else None
    return "".join(f"{mark}{words}" for words in (*entry.conditions, waits) if words)


def say_group(group: Sequence[Entry]) -> str:
    """Entries of one clause as one line: when, who, what, how much, on what condition."""
    one = group[0]
    conditions = say_own_conditions(one, also_waits=True)
    amounts = f": {one.amounts}" if one.amounts else ""
    return f"{say_when(one)}, {say_who(group) or 'nobody named'}: {one.what}{amounts}{conditions}"


def say_when(entry: Entry, year: int | None = None) -> str:
    """The days of an entry, short: `1 Mar 2025`, `19 Jan to 1 Mar 2025`, `day 1`, `no day`.

    Without its year where that is `year`.
    """
    first, last = entry.first, entry.last
    if last in _NONE:
        return "no day" if first in _NONE else f"from {_short(first, year)}"
    if first in _NONE:
        return f"to {_short(last, year)}"
    if first == last:
        return _short(last, year)
    ends = date.fromordinal(last).year if isinstance(last, int) else None
    return f"{_short(first, year or ends)} to {_short(last, year)}"


def _short(day: int | str, year: int | None) -> str:
    return say_short_day(day, year) if isinstance(day, int) else day


def capital(words: str) -> str:
    """The same words with a first capital."""
    return words[:1].upper() + words[1:]


def uncapital(words: str) -> str:
    """The same words with a first small letter."""
    return words[:1].lower() + words[1:]
