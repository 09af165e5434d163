"""What comes out for one commitment in one world.

Source: spec/standings.md (semantics, section 7).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from trucebook.evaluation.acts import Act
from trucebook.evaluation.facts import Told
from trucebook.evaluation.phases import Window
from trucebook.evaluation.result import Cause, Days, Interval, Standing
from trucebook.evaluation.table import Plain, round_standing
from trucebook.model.quantity import Class
from trucebook.model.time import Day

Words = frozenset[tuple[Standing, Cause | None]]
"""What can stand in one world, each with the doubt that leaves it open (None: no doubt)."""


def sure(standing: Standing) -> Words:
    """One standing, without doubt."""
    return frozenset({(standing, None)})


@dataclass(frozen=True, slots=True)
class Part:
    """A round in one world. `plain` is None where the table does not decide it."""

    id: str
    words: Words
    due: Day | None
    required: Interval | None = None
    done: Interval | None = None
    opened_by: tuple[str, ...] = ()
    plain: Plain | None = None
    due_latest: Day | None = None

    def decided(self, plain: Plain) -> Part:
        """The same round, its standing read off the table."""
        return replace(self, plain=plain, words=sure(round_standing(plain)))


def part(
    name: str,
    plain: Plain,
    *,
    required: Interval | None = None,
    done: Interval | None = None,
    opened_by: tuple[str, ...] = (),
) -> Part:
    """A round whose standing the table decides."""
    return Part(name, sure(round_standing(plain)), plain.due, required, done, opened_by, plain)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One commitment in one world."""

    words: Words
    rule: str
    """The section of spec/standings.md that decided."""
    window: Window
    parts: tuple[Part, ...] = ()
    due: Day | None = None
    due_latest: Day | None = None
    """Set where several courses were told as one."""
    required: Interval | None = None
    done: Interval | None = None
    by_class: tuple[tuple[Class, Interval], ...] = ()
    days: Days | None = None
    met_day: Day | None = None
    facts: tuple[Told, ...] = ()
    more: bool = False
    """Further rounds can still come."""
    state: str | None = None
    """Of a power."""
    acts: tuple[Act, ...] | None = None
    """Of a hand-over: every act it is filled by; None where totals say that there may be more."""
    single: bool = field(default=False)
    """Its one part is the commitment itself, not a round of it."""
