"""What waits for itself by way of others, found in one walk however many there are.

Source: Tarjan, Depth-first search and linear graph algorithms (1972).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def circling(waits: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Everything that can be come back to; `waits` maps each to what it waits for."""
    found: set[str] = set()
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []
    is_open: set[str] = set()
    for start in waits:
        if start in number:
            continue
        way: list[tuple[str, Iterator[str]]] = []
        ahead: str | None = start
        while ahead is not None or way:
            if ahead is not None:
                number[ahead] = lowest[ahead] = len(number)
                open_.append(ahead)
                is_open.add(ahead)
                way.append((ahead, iter(waits.get(ahead, ()))))
                ahead = None
            here, others = way[-1]
            for other in others:
                if other not in number:
                    ahead = other
                    break
                if other == here:
                    found.add(here)
                if other in is_open:
                    lowest[here] = min(lowest[here], number[other])
            if ahead is not None:
                continue
            way.pop()
            if way:
                above = way[-1][0]
                lowest[above] = min(lowest[above], lowest[here])
            if lowest[here] == number[here]:
                group = [open_.pop()]
                while group[-1] != here:
                    group.append(open_.pop())
                is_open.difference_update(group)
                if len(group) > 1:
                    found.update(group)
    return frozenset(found)
