"""Every smallest set that cannot be, where it can be asked of any set whether it can.

Sets that can be, made as large as they get, leave something out; whatever cannot be has something
of each of these leavings. So the smallest sets that have something of each leaving known so far
are tried: one that cannot be is an answer, one that can is made larger and gives a new leaving.
When all that are left cannot be, they are all the answers there are.
Source: Bailey and Stuckey, Discovery of minimal unsatisfiable subsets of constraints using hitting
set dualization (2005); Berge, Hypergraphs (1989), for the smallest sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

Bits = int
"""A set of numbers from 0 on, one bit for each."""


def minimal_sets(size: int, can_be: Callable[[Bits], bool]) -> tuple[Bits, ...]:
    """Every smallest set of `range(size)` that cannot be, sorted.

    Shape: `can_be` holds of every part of a set of which it holds.
    """
    every = (1 << size) - 1
    if can_be(every):
        return ()
    found: set[Bits] = set()
    tried: list[Bits] = [0]
    while True:
        new = next(
            (one for one in tried if one not in found and _answers(one, can_be, found)), None
        )
        if new is None:
            return tuple(sorted(found))
        tried = meeting(tried, every & ~_grown(new, size, can_be))


def _answers(one: Bits, can_be: Callable[[Bits], bool], found: set[Bits]) -> bool:
    """Whether a set can be; one that cannot is noted as found."""
    if can_be(one):
        return True
    found.add(one)
    return False


def _grown(start: Bits, size: int, can_be: Callable[[Bits], bool]) -> Bits:
    """The set with as many more as it can have, taken in order."""
    for index in range(size):
        larger = start | 1 << index
        if larger != start and can_be(larger):
            start = larger
    return start


def meeting(sets: list[Bits], more: Bits) -> list[Bits]:
    """The smallest sets that meet what `sets` meet, and `more` as well."""
    kept = [one for one in sets if one & more]
    made = list(kept)
    by_one = {bit: [one for one in kept if one & bit] for bit in bits(more)}
    for one in sets:
        if one & more:
            continue
        for bit, having in by_one.items():
            larger = one | bit
            if not any(other & larger == other for other in having):
                made.append(larger)
    return made


def bits(of: Bits) -> Iterator[Bits]:
    """Each member of a set, as a set of its own."""
    while of:
        low = of & -of
        yield low
        of ^= low


def members(of: Bits) -> tuple[int, ...]:
    """The numbers in a set, in order."""
    return tuple(bit.bit_length() - 1 for bit in bits(of))
