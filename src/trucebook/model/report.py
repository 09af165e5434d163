"""The record as the evaluation sees it: reports, watches, and what each is bound to.

    Report   what one asserter says through a source, as it stands in the record
    Names    which free names mean what: verbs, things, sides
    Bound    a report with what it means here: commitments, performer, side, class
    Record   every bound report, with the watches

Source: spec/record/reports.md (semantics, sections 5 and 6; interface, Reports).
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Any, Literal

from trucebook.model.maker import maker
from trucebook.model.quantity import Amount, Class
from trucebook.model.span import Span
from trucebook.model.time import Day, Minute, When

CountBasis = Literal["increment", "cumulative", "remaining", "per-day", "planned"]
Hedge = Literal[
    "none",
    "attributed",
    "reported",
    "alleged",
    "denied",
    "planned",
    "approximate",
    "estimated",
    "unverified",
]
Stage = Literal["planned", "preparatory", "begun", "broken off", "concluded"]


@dataclass(frozen=True, slots=True)
class Report:
    """One row of the record. Every field but `id`, `published` and `kind` may be absent (None).

    Fields carry the names of the record's columns; `for_` is the column `for`:
    ids of commitments or rounds, an empty tuple for "none" (outside the agreement), None where
    the row does not say. `count` holds count_low and count_high. `breakdown` holds shares of the
    count by class ("living, soldier": 1): a share never adds.
    """

    id: str
    published: Day
    kind: str
    asserted_by: str | None = None
    source: str | None = None
    url: str | None = None
    recorded: Minute | None = None
    recorded_by: str | None = None
    asserted_role: str | None = None
    ground: str | None = None
    when: When | None = None
    actor: str | None = None
    counterpart: str | None = None
    object: str | None = None
    count: Amount | None = None
    count_basis: CountBasis | None = None
    for_: tuple[str, ...] | None = None
    event: str | None = None
    part_of: str | None = None
    accepted: Amount | None = None
    place: str | None = None
    stage: Stage | None = None
    stance: str | None = None
    contrary: bool | None = None
    corrects: str | None = None
    retracts: str | None = None
    text: str | None = None
    quote: str | None = None
    hedge: Hedge = "none"
    language: str | None = None
    """The language of the words the row was made from, by its code: `he`, `ar`, `en`."""
    wire_group: str | None = None
    noted_error: str | None = None
    unsourced: bool = False
    breakdown: tuple[tuple[Class, Amount], ...] = ()
    result: str | None = None
    """Of a `finding`: confirmed, not confirmed, inconclusive, no access."""
    under: str | None = None
    """The reading a statement rests on, where it names one."""
    deadline: When | None = None
    """Of a threat: by when it wants what it wants."""
    unless: str | None = None
    """Of a threat: the event by which it would be met."""
    harm: str | None = None
    """Of a threat: the event by which it would be carried out."""
    purpose: str | None = None
    """Of a measure: what it is for, in the words of whoever says so."""
    called: str | None = None
    """Of a measure: what the asserter calls it."""
    others: Mapping[str, builtins.object] = field(default_factory=dict, compare=False, hash=False)
    """Columns without a meaning here, as they are; and the wording of a known column where its
    field says less (`recorded` to the second, an empty `count_low`)."""
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Watch:
    """`watched [host], [free] from … to … by …`: silence on these, then, means not done."""

    ids: tuple[str, ...]
    """Clause, commitment or round ids."""
    first: Day
    last: Day
    by: str
    recorded: Minute | None = None
    others: Mapping[str, builtins.object] = field(default_factory=dict, compare=False, hash=False)
    span: Span | None = field(default=None, compare=False)


PLANS = frozenset(
    {
        "plan",
        "list",
        "offer",
        "proposal",
        "threat",
        "demand",
        "stance",
        "agreement",
        "deal",
        "acceptance",
        "rejection",
    }
)
"""Kinds that are never performance. (A row with count_basis or hedge `planned` is none either.)"""

UNPLACED = "?"
"""The side of somebody whose role is `party` or `official` and for whom the names table has no
side: a voice of one of them, nobody knows which, so never a neutral or independent one."""

RESUMING = frozenset({"resumption", "resume"})
"""Kinds by which a holder of a power says that what it suspended is in force again."""
WAIVING = frozenset({"waiver", "waive"})
"""Kinds by which somebody lets go what is owed to it."""
ANNOUNCEMENTS = frozenset({"delay", "suspension"})
"""Kinds by which a party says it stops or holds back; remarks, never performance."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A report with what it means in this book. Made by `trucebook.model.binding.bind`."""

    report: Report
    commitments: tuple[str, ...]
    """Ids of the commitments it is bound to; empty where it is bound to nothing."""
    rounds: tuple[str, ...] = ()
    """Ids of rounds named in `for`."""
    outside: bool = False
    """`for` says none, or its object is outside the agreement."""
    performer: str | None = None
    """Id of the party or other body that acted."""
    receiver: str | None = None
    verb: str | None = None
    thing: str | None = None
    of: Class = frozenset()
    """The class its object names: hostages (living)."""
    asserter: str = ""
    """Independence is counted by this: one key for one speaker, whatever the wire or outlet."""
    side: str | None = None
    """Whose side the asserter is on: a party's or third party's id; None: none; or `UNPLACED`."""
    copy_of: str | None = None
    """Id of the row this one is a copy of: the first to carry the same word of the same asserter
    in its wire group."""
    event: str | None = None
    """The event it tells of, by one name: what `event` says; where that is another row's id, that
    row's event, and its id where it has none (both rows then have it). Of a row bound by itself
    what `event` says."""
    share: bool = False
    """Its kind is part of another (`transfer is part of release`): a share, which never adds."""
    unplaced: tuple[str, ...] = ()
    """Names the table could not place, as `column: name`."""
    why_unbound: str | None = None
    awaited: bool = False
    """It tells of an event that the text waits for: it moves days, though no commitment's acts."""

    @property
    def unbound(self) -> bool:
        """Nothing of the text hangs on it, and nobody said that it is outside."""
        return not (self.commitments or self.outside or self.awaited)

    def but(self, **changes: Any) -> Bound:  # noqa: ANN401 - the fields' own types
        """The same with some fields changed."""
        return make_bound(dict(zip(_OF_BOUND, _values(self), strict=True)) | changes)


make_report = maker(Report)
make_bound = maker(Bound)
"""A report and what it means here, from their fields: for whoever makes ten thousand of them."""
_OF_BOUND = tuple(one.name for one in fields(Bound))
_values = attrgetter(*_OF_BOUND)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything recorded, bound: what `standing` evaluates. Order never matters (sorted by id)."""

    reports: tuple[Bound, ...]
    watches: tuple[Watch, ...] = ()
    has_known: bool = False
    """Every report says when it was recorded."""
    alone: tuple[Bound, ...] = ()
    """The same rows, each bound by itself: what rows tell of each other (one event, one wire) is
    found anew among those that can be seen, or a later row would change an earlier one."""
    together: bool = False
    """`reports` are what all of `alone` tell of each other: nothing need be found anew for all."""

    def only(self, keep: Callable[[Bound], bool]) -> Record:
        """The record as if the other rows had never been written."""
        return replace(
            self,
            reports=tuple(bound for bound in self.reports if keep(bound)),
            alone=tuple(bound for bound in self.alone if keep(bound)),
            together=False,
        )

    def plus(self, bound: Bound) -> Record:
        """The record with one row more, itself bound by itself."""
        alone = (*self.alone, bound) if self.alone else ()
        return replace(self, reports=(*self.reports, bound), alone=alone, together=False)
