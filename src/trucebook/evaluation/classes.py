"""How many of an act belong to a class, where categories may be unsaid.

A category nobody gives makes a bracket, never a guess; a share never adds.
Source: spec/quantities.md#categories (semantics, section 3).
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import combinations_with_replacement, product
from math import comb
from typing import TYPE_CHECKING

from trucebook.evaluation.facts import Shares
from trucebook.evaluation.result import Interval
from trucebook.model.quantity import Class, Number, Thing

if TYPE_CHECKING:
    from trucebook.evaluation.acts import Act

MOST_COMPOSITIONS = 3000
"""More ways than this for the members of one act are looked at only at their corners."""
FEW = 12


def excludes(of: Class, other: Class, thing: Thing | None) -> bool:
    """Whether nothing can be in both classes: they name two categories of one axis."""
    if thing is None:
        return False
    for _, categories in thing.axes:
        one, two = of & set(categories), other & set(categories)
        if one and two and not one & two:
            return True
    return False


def class_interval(act: Act, of: Class, thing: Thing | None) -> Interval:
    """How many of an act are of a class."""
    if not of or of <= act.told.of:
        return act.number
    return _of_class_told(act.number, act.told.of, act.told.shares, of, thing)


@lru_cache(maxsize=8192)  # asked of the same acts in every world
def _of_class_told(
    number: Interval, base: Class, told: Shares, of: Class, thing: Thing | None
) -> Interval:
    if excludes(base, of, thing):
        return Interval(0, 0)
    if number.low == number.high and number.low is not None and number.low <= FEW:
        counts = [way[0] for way in _compositions(base, told, int(number.low), (of,), thing)]
        return Interval(min(counts), max(counts))
    shares = _disjoint([(base | cls, n) for said in told for cls, n in said], thing)
    low: Number = sum((n for cls, n in shares if of <= cls), start=0)
    out: Number = sum((n for cls, n in shares if excludes(cls, of, thing)), start=0)
    high = None if number.high is None else max(number.high - out, low)
    return Interval(low, high)


def _disjoint(
    shares: list[tuple[Class, Number]], thing: Thing | None
) -> list[tuple[Class, Number]]:
    """Shares no two of which can count the same one: the largest number told for each class."""
    best: dict[Class, Number] = {}
    for cls, number in shares:
        best[cls] = max(best.get(cls, 0), number)
    kept: list[tuple[Class, Number]] = []
    for cls, number in sorted(best.items(), key=lambda item: (-len(item[0]), sorted(item[0]))):
        inside = sum((n for other, n in kept if other > cls), start=0)
        apart = all(other > cls or excludes(other, cls, thing) for other, _ in kept)
        rest = number - inside
        if rest > 0 and apart:
            kept.append((cls, rest))
    return kept


def compositions(
    act: Act, number: int, classes: tuple[Class, ...], thing: Thing | None
) -> tuple[tuple[int, ...], ...]:
    """Every way the members of an act can fall into some classes, given what is said of them.

    Shape: each a count for each of `classes`, in their order; sorted.
    """
    return _compositions(act.told.of, act.told.shares, number, classes, thing)


@lru_cache(maxsize=4096)  # the same people are asked about in every world
def _compositions(
    base: Class,
    shares: Shares,
    number: int,
    classes: tuple[Class, ...],
    thing: Thing | None,
) -> tuple[tuple[int, ...], ...]:
    each = [{base | cls: n for cls, n in one} for one in shares]
    together: dict[Class, Number] = {}
    for one in each:
        for cls, n in one.items():
            together[cls] = max(n, together.get(cls, 0))
    cells = [c for c in _cells((*classes, *together), thing) if not excludes(base, c, thing)]
    cells = list(dict.fromkeys(cells)) or [frozenset()]
    if comb(number + len(cells) - 1, number) > MOST_COMPOSITIONS:
        return _coarse(base, shares, number, classes, thing)
    held = [
        Counter(base | cell for cell in members)
        for members in combinations_with_replacement(cells, number)
    ]
    # All that is said at once, where that can be true; else each report's word in turn.
    found = _ways(held, classes, together)
    for one in each if not found else ():
        found |= _ways(held, classes, one)
    return tuple(sorted(found or _ways(held, classes, {})))


def _ways(
    held: list[Counter[Class]], classes: tuple[Class, ...], said: dict[Class, Number]
) -> set[tuple[int, ...]]:
    """How the classes can be filled where a share is at least what is said."""
    return {
        tuple(_of_class(one, wanted) for wanted in classes)
        for one in held
        if all(_of_class(one, cls) >= least for cls, least in said.items())
    }


def _of_class(held: Counter[Class], wanted: Class) -> int:
    return sum(n for cls, n in held.items() if wanted <= cls)


def _coarse(
    base: Class,
    shares: Shares,
    number: int,
    classes: tuple[Class, ...],
    thing: Thing | None,
) -> tuple[tuple[int, ...], ...]:
    """The same for many people: shares that can overlap are not combined."""
    apart = _disjoint([(base | cls, n) for one in shares for cls, n in one], thing)
    groups: list[tuple[Class, int]] = [(cls, int(n)) for cls, n in apart]
    said = sum(n for _, n in groups)
    if said > number:
        groups, said = [], 0
    if number > said:
        groups.append((base, number - said))
    cells = _cells(classes, thing)
    totals: set[tuple[int, ...]] = {tuple(0 for _ in classes)}
    for cls, count in groups:
        kinds = sorted(
            {
                tuple(int(wanted <= cls | cell) for wanted in classes)
                for cell in cells
                if not excludes(cls, cell, thing)
            }
        ) or [tuple(int(wanted <= cls) for wanted in classes)]
        # All of a group in one kind: the corners between which the mixtures lie.
        corners = {tuple(count * one for one in kind) for kind in kinds}
        totals = {
            tuple(a + b for a, b in zip(one, other, strict=True))
            for one in totals
            for other in corners
        }
    return tuple(sorted(totals))


def _cells(classes: tuple[Class, ...], thing: Thing | None) -> list[Class]:
    """One category of every axis that the classes ask about, in every combination."""
    asked = Counter(category for cls in classes for category in cls)
    axes = [
        categories
        for _, categories in (thing.axes if thing else ())
        if any(category in asked for category in categories)
    ]
    loose = [c for c in asked if not any(c in categories for categories in axes)]
    choices: list[tuple[Class, ...]] = [tuple(frozenset((c,)) for c in axis) for axis in axes]
    choices += [(frozenset(), frozenset((c,))) for c in loose]
    return [frozenset().union(*cell) for cell in product(*choices)]
