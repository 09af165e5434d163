"""The text of a generated agreement as far as it has been written, and how it names days."""

from __future__ import annotations

from benchmarks.chance import Chance
from benchmarks.duties import Duty, Kind, Stretch

PHASES = (Stretch("one", 1, 130), Stretch("two", 131, 270), Stretch("three", 271, 400))
DAYS = 400
"""How long a generated agreement runs."""
THROUGHOUT = Stretch(None, 1, DAYS)


class Writer:
    """The text as far as it has been written."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.lines: list[str] = []
        self.duties: list[Duty] = []
        self.number = 0

    def new(self, letter: str) -> str:
        """An id nobody has yet."""
        self.number += 1
        return f"{letter}{self.number}"

    def put(self, words: str, *duties: Duty) -> None:
        """One sentence, with what else belongs to it now and then."""
        self.lines.append(f"  {words}.")
        if self.chance.happens(0.2):
            page = self.chance.randrange(1, 40)
            self.lines.append(f'    basis summary "Example Daily", 3 January 2025; page {page}.')
        if self.chance.happens(0.1):
            self.lines.append('    note "As the mediator read it out.".')
        self.duties += duties

    def sides(self) -> tuple[str, str]:
        """Who owes and who is owed."""
        return self.chance.choice((("alpha", "beta"), ("beta", "alpha")))

    def before(self, *kinds: Kind, stretch: Stretch) -> list[Duty]:
        """Commitments of some kinds already written in the same phase."""
        return [d for d in self.duties if d.kind in kinds and d.stretch == stretch]

    def freed(self, stretch: Stretch) -> list[Duty]:
        """Hand-overs of people already written in the same phase."""
        return [d for d in self.before("hand-over", stretch=stretch) if d.verb == "release"]


def day_in(stretch: Stretch, day: int) -> str:
    """A day of the agreement as the text names it."""
    if stretch.first == 1:
        return f"day {day}"
    return f"day {day - stretch.first + 1} of phase {stretch.name}"


def throughout(stretch: Stretch) -> str:
    """The words for as long as a stretch lasts."""
    return "throughout the agreement" if stretch.name is None else "throughout"
