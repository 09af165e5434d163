"""An event, as the reports that tell of it: many reports can tell of one event.

Source: spec/events.md (semantics, section 5).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from trucebook.model.quantity import Amount, Class
from trucebook.model.report import Bound

CHECKS = frozenset({"verification", "finding"})
"""Kinds that speak of an event and never add to it."""
CONFIRMATIONS = frozenset({"confirmation", "confirm", "certification", "certify"})
"""Kinds by which somebody says that what another did was done: they never add either."""
CONFIRMING = CHECKS | CONFIRMATIONS | {"verify"}
"""Kinds a condition can wait for: `[arms] is confirmed by un`."""


@dataclass(slots=True)
class Event:
    """What several reports tell of, and what each of them is to it."""

    key: str
    explicit: bool
    """Somebody gave the event its id."""
    cumulative: bool = False
    """A total over a period, not an event."""
    acts: list[Bound] = field(default_factory=list)
    shares: list[tuple[Class, Amount, Bound]] = field(default_factory=list)
    checks: list[Bound] = field(default_factory=list)
    denials: list[Bound] = field(default_factory=list)
    deviating: list[Bound] = field(default_factory=list)
    copies: list[Bound] = field(default_factory=list)

    @property
    def all(self) -> list[Bound]:
        """Every report of the event."""
        every = [*self.acts, *self.checks, *self.denials, *self.deviating, *self.copies]
        every += [bound for _, _, bound in self.shares if bound not in every]
        return sorted(every, key=lambda bound: bound.report.id)


def under(event: Event, taken: Collection[str]) -> Event:
    """An event where only those words of the text are read so that a statement names.

    An accusation or a denial that rests on another reading falls away; who admits an act as
    permitted under another reading still admits the act.
    """
    others = {b.report.id for b in event.all if b.report.under and b.report.under not in taken}
    if not others:
        return event
    kept = [
        replace(bound, report=replace(bound.report, contrary=None))
        if bound.report.id in others
        else bound
        for bound in event.acts
        if bound.report.id not in others or bound.report.contrary is False
    ]
    denials = [bound for bound in event.denials if bound.report.id not in others]
    return replace(event, acts=kept, denials=denials)
