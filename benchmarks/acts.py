"""What happens in a generated book, before anybody reports it: acts by day and number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from benchmarks.chance import Chance
from benchmarks.duties import Duty
from benchmarks.writer import DAYS

ORDERLY, LATE = 0.7, 0.85
"""Of all that hand over: so many keep the days, up to so many are late, the rest stop halfway."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something done under a duty, on a day of the agreement, in a number."""

    duty: Duty
    day: int
    number: int
    key: str
    """Names the event; rows may leave it out."""
    classes: tuple[tuple[str, int], ...] = ()


def acts_of_chance(duties: list[Duty], rows: int, chance: Chance) -> list[Act]:
    """About so many acts: the larger half of them by number, for quotas by day.

    Shape: in the order of the text; at most `rows`.
    """
    given = [d for d in duties if d.kind == "hand-over"]
    counted = [d for d in duties if d.kind == "quota"]
    each = max(1, rows * 45 // 100 // max(1, len(given) * 2))
    broken_down = {d.against for d in duties if d.classes}
    acts: list[Act] = []
    by_clause: dict[str, list[Act]] = {}
    for duty in duties:
        if duty.kind == "hand-over":
            found = _handed_over(duty, each, chance, told_apart=duty.id in broken_down)
            by_clause[duty.id] = found
        elif duty.kind == "exchange":
            found = _returned(duty, by_clause.get(duty.against or "", []), chance)
        elif duty.kind == "notice":
            found = _announced(duty, by_clause.get(duty.against or "", []), chance)
        elif duty.kind == "quota":
            found = _daily(duty, rows * 42 // 100 // max(1, len(counted)), chance)
        else:
            found = _once(duty, chance)
        acts += found
    return acts if len(acts) <= rows else sorted(chance.sample(acts, rows), key=lambda a: a.key)


def _key(duty: Duty, day: int, number: int) -> str:
    return f"{duty.id}-{day:03}-{number}"


def _handed_over(duty: Duty, most: int, chance: Chance, *, told_apart: bool) -> list[Act]:
    """Each round in a few parts: in time, late, or only the first half of the rounds."""
    mood = chance.random()
    rounds = duty.plan if mood < LATE else duty.plan[: max(1, len(duty.plan) // 2)]
    parts = max(1, most // len(duty.plan))
    acts: list[Act] = []
    for due, amount in rounds:
        delay = 0 if mood < ORDERLY else chance.randrange(12)
        for back, number in enumerate(_split(amount, parts, chance)):
            day = min(max(1, due + delay - 2 * back - chance.randrange(2)), DAYS)
            classes = _classes(number, chance) if told_apart else ()
            acts.append(Act(duty, day, number, _key(duty, day, len(acts)), classes))
    return acts


def _split(amount: int, parts: int, chance: Chance) -> list[int]:
    """An amount in uneven parts, none of them 0."""
    cuts = sorted(chance.sample(range(1, amount), min(parts, amount) - 1)) if amount > 1 else []
    return [high - low for low, high in pairwise([0, *cuts, amount])]


def _classes(number: int, chance: Chance) -> tuple[tuple[str, int], ...]:
    """How an act's people fall into categories; now and then nobody says it of all."""
    soldiers = chance.randrange(number + 1)
    dead = chance.randrange(number - soldiers + 1) if chance.happens(0.2) else 0
    told = (
        ("living, soldier", soldiers),
        ("living, civilian", number - soldiers - dead),
        ("dead", dead),
    )
    if chance.happens(0.07):
        told = told[:1]
    return tuple((name, count) for name, count in told if count)


def _returned(duty: Duty, opened: list[Act], chance: Chance) -> list[Act]:
    """What is given in return, act by act."""
    mood = chance.random()
    answered = opened if mood < LATE else opened[: len(opened) // 2]
    acts = []
    for number, act in enumerate(answered):
        day = act.day + (chance.randrange(2) if mood < ORDERLY else chance.randrange(9))
        amount = act.number * duty.ratio
        if duty.classes:
            amount += duty.ratio * sum(n for name, n in act.classes if "soldier" in name)
        if day <= DAYS:
            acts.append(Act(duty, day, amount, _key(duty, day, number)))
    return acts


def _announced(duty: Duty, announced: list[Act], chance: Chance) -> list[Act]:
    """A list before most of the acts."""
    days = sorted({act.day - chance.randrange(1, 5) for act in announced if chance.happens(0.9)})
    return [Act(duty, day, 1, _key(duty, day, 0)) for day in days if day >= 1]


def _daily(duty: Duty, most: int, chance: Chance) -> list[Act]:
    """Figures for single days, most of them a little over what is owed."""
    days = range(duty.stretch.first, duty.stretch.last + 1)
    told = sorted(chance.sample(days, min(most, len(days))))
    period, owed = duty.plan[0]
    return [
        Act(duty, day, owed * chance.randrange(85, 130) // (100 * period), _key(duty, day, 0))
        for day in told
    ]


def _once(duty: Duty, chance: Chance) -> list[Act]:
    """Done near its day, by four in five; duties to keep have their incidents elsewhere."""
    if duty.kind not in ("once", "joint", "level"):
        return []
    day, number = duty.plan[0]
    if duty.kind == "level":
        days = chance.sample(range(duty.stretch.first, duty.stretch.last), 6)
        return [
            Act(duty, d, number * chance.randrange(50, 103) // 100, _key(duty, d, 0))
            for d in sorted(days)
        ]
    if duty.clause.startswith("terms-"):
        return [Act(duty, day - 5, 1, _key(duty, day - 5, 0))]
    if chance.happens(0.2):
        return []
    day = min(max(1, day + chance.randrange(-6, 4)), DAYS)
    return [Act(duty, day, 1, _key(duty, day, 0))]
