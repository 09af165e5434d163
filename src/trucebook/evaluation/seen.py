"""What came out so far of a commitment and of each of its rounds, while worlds are taken apart.

Source: spec/standings.md#possible (semantics, section 7).
"""

from __future__ import annotations

from collections.abc import Mapping

from trucebook.evaluation.outcome import Outcome, Part
from trucebook.evaluation.result import Standing
from trucebook.evaluation.worlds import Unknown
from trucebook.model.time import Day

Found = tuple[Outcome, frozenset[str]]
"""What came out in one world, and the commitments that were looked at."""
BETTER: tuple[Standing, ...] = ("met early", "met", "met late")
"""What can lie between doing in full and not doing, best first."""


class Seen:
    """The words that came out so far, of a commitment and of each of its rounds."""

    def __init__(self) -> None:
        self._words: dict[tuple[object, str], set[Standing]] = {}

    def add(self, outcome_: Found, read: Mapping[Unknown, int]) -> None:
        """Keep the words in mind."""
        under = frozenset(read.items())
        for name, words in _each(outcome_):
            self._words.setdefault((under, name), set()).update(words)

    def missing(
        self, most: Found, least: Found, read: Mapping[Unknown, int]
    ) -> frozenset[Day] | None:
        """Due days around which a word between the best and the worst would turn.

        None where all of them have come out.
        """
        under = frozenset(read.items())
        better, worse = dict(_each(most)), dict(_each(least))
        missing = {
            name: between(better.get(name, set()) | worse.get(name, set()))
            - self._words.get((under, name), set())
            for name in {**better, **worse}
        }
        parts = {part.id: part for part in least[0].parts}
        late: set[Standing] = {"met late"}
        never_late = {
            name
            for name in missing
            if name in parts and _never_late(most[0], least[0], parts[name])
        }
        if never_late >= parts.keys():
            never_late.add("")
        left = {n for n, w in missing.items() if w and not (w == late and n in never_late)}
        if not left:
            return None
        told = parts.values() if "" in left else [parts[name] for name in left if name in parts]
        dues = {part_.due for part_ in told if part_.due is not None}
        return frozenset({day - before for day in dues for before in (0, 1)})


def _never_late(most: Outcome, least: Outcome, part_: Part) -> bool:
    """Whether nothing between two courses can be done between a due day and the day looked at."""
    plain, due = part_.plain, part_.due
    if plain is None or due is None or most.acts is None or least.acts is None:
        return False
    if any(due < act.day <= plain.on for act in (*most.acts, *least.acts)):
        return False
    in_time = {act.key for act in most.acts if act.day <= due}
    return all(act.day <= due for act in least.acts if act.key in in_time)


def _each(found: Found) -> list[tuple[str, set[Standing]]]:
    """The words of a commitment and of its rounds."""
    each = [("", {word for word, _ in found[0].words})]
    return each + [(part.id, {word for word, _ in part.words}) for part in found[0].parts]


def between(words: set[Standing]) -> set[Standing]:
    """Standings at the extremes, and what a duty can stand at between them."""
    best = [BETTER.index(word) for word in words if word in BETTER]
    if not best:
        return words
    last = max(best) if words <= set(BETTER) else len(BETTER) - 1
    return words | set(BETTER[min(best) : last + 1])
