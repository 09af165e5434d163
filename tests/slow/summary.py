"""From the worlds of every reading to one answer: the standing, what is possible, and because.

Source: semantics, section 7 (possible standings).
"""

from __future__ import annotations

from collections import defaultdict

from tests.slow.duties import Outcome
from tests.slow.evaluate import AS_WRITTEN, Answer, Bounds, RoundAnswer, Solved

Standings = list[tuple[tuple[object, ...], str | None]]


def summary(name: str, solved: dict[str, list[Solved]]) -> Answer:
    """One commitment's answer."""
    by_reading: dict[str, str | None] = {}
    possible: set[str | None] = set()
    causes: set[str] = set()
    sets = []
    for reading, ways in solved.items():
        here: set[str | None] = set()
        why: set[str] = set()
        for one in ways:
            standings = [(choice, o[name].standing) for choice, o in one.outcomes if name in o]
            here |= {s for _, s in standings}
            why |= because(one, standings)
        by_reading[reading] = one_word(here, why)
        possible |= here
        causes |= why
        sets.append(here)
    if any(s != sets[0] for s in sets) or reading_tells(name, solved):
        causes.add("reading")
    outcomes = [
        o[name] for ways in solved.values() for s in ways for _, o in s.outcomes if name in o
    ]
    required = [o.required for o in outcomes if o.required is not None]
    done = [o.done for o in outcomes if o.done is not None]
    unbounded = any(o.open for o in outcomes)
    words = tuple(sorted(w for w in possible if w is not None))
    return Answer(
        one_word(possible, causes),
        words,
        tuple(sorted(causes)) if len(words) > 1 else (),
        by_reading if set(by_reading) != {AS_WRITTEN} else {},
        rounds(outcomes),
        (min(required), max(required)) if required else None,
        (min(done), None if unbounded else max(done)) if done else None,
        bounds([o.kept for o in outcomes if o.kept is not None]),
        bounds([o.missed for o in outcomes if o.missed is not None]),
        bounds([o.unknown for o in outcomes if o.unknown is not None]),
    )


def one_word(possible: set[str | None], causes: set[str]) -> str | None:
    """One element: that is the standing; several: disputed or unknown by their causes."""
    if len(possible) == 1:
        return next(iter(possible))
    return "disputed" if causes & {"account", "reading"} else "unknown"


def because(solved: Solved, standings: Standings) -> set[str]:
    """Causes for which two worlds that differ in nothing else have different standings.

    What an unknown decides about others (in which count a number lies, of one's word and another's)
    is no difference of its own: there all that is possible is held against each other.
    """
    found = set()
    all_causes = {u.cause for u in solved.unknowns}
    for cause in all_causes:
        mine = [i for i, u in enumerate(solved.unknowns) if u.cause == cause and not u.inner]
        sets = [[i] for i in mine] + ([mine] if len(mine) > 1 else [])
        if any(_tells(solved, standings, some) for some in sets):
            found.add(cause)
        inner = any(u.inner and u.cause == cause for u in solved.unknowns)
        if inner and _open(solved, standings):
            found.add(cause)
    if not found and len({s for _, s in standings}) > 1:
        return all_causes  # only several unknowns together make the difference
    return found


def _tells(solved: Solved, standings: Standings, mine: list[int]) -> bool:
    """Whether something hangs on some unknowns, all others being the same."""
    names = {solved.unknowns[i].name for i in mine}
    others = [
        i
        for i, u in enumerate(solved.unknowns)
        if i not in mine and not u.inner and not names & set(u.under)
    ]
    groups: dict[object, dict[object, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    for choice, standing in standings:
        here = groups[tuple(choice[i] for i in others)]
        here[tuple(choice[i] for i in mine)].add(standing)
    return any(len({frozenset(words) for words in g.values()}) > 1 for g in groups.values())


def _open(solved: Solved, standings: Standings) -> bool:
    """Whether something hangs on what follows from the others."""
    outer = [i for i, u in enumerate(solved.unknowns) if not u.inner]
    words: dict[object, set[str | None]] = defaultdict(set)
    for choice, standing in standings:
        words[tuple(choice[i] for i in outer)].add(standing)
    return any(len(here) > 1 for here in words.values())


def reading_tells(name: str, solved: dict[str, list[Solved]]) -> bool:
    """Whether two worlds that differ in nothing but the reading have different standings."""
    every = [one for ways in solved.values() for one in ways]
    common = set.intersection(*({u.name for u in one.unknowns if not u.inner} for one in every))
    found: dict[object, set[frozenset[str | None]]] = defaultdict(set)
    for one in every:
        here = [i for i, u in enumerate(one.unknowns) if u.name in common]
        words: dict[object, set[str | None]] = defaultdict(set)
        for choice, outcomes in one.outcomes:
            if name in outcomes:
                key = frozenset((one.unknowns[i].name, choice[i]) for i in here)
                words[key].add(outcomes[name].standing)
        for key, standings in words.items():
            found[key].add(frozenset(standings))
    return any(len(sets) > 1 for sets in found.values())


def rounds(outcomes: list[Outcome]) -> dict[str, RoundAnswer]:
    """Every round over the worlds in which it exists."""
    parts = defaultdict(list)
    for outcome in outcomes:
        for part in outcome.parts:
            parts[part.id].append(part)
    found = {}
    for name, here in sorted(parts.items()):
        words = sorted({p.standing for p in here})
        there = [p for p in here if p.there]
        found[name] = RoundAnswer(
            words[0] if len(words) == 1 else "several",
            tuple(words),
            bounds([p.required for p in there or here]),
            bounds([p.done for p in there or here]),
            len(there) == len(outcomes),
        )
    return found


def bounds(numbers: list[int]) -> Bounds:
    """The least and the most."""
    return (min(numbers), max(numbers)) if numbers else (None, None)
