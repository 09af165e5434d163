"""Which reports of a record a new one may repeat: the same event, day and number, or words.

Nothing is merged: whether it is a second telling, a copy or another event is for people to say.
Source: spec/record/adding.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.model.overlap import Overlap, Stretches, overlap, stretches_of
from trucebook.model.report import Bound
from trucebook.model.speakers import fold

COPIED = 0.20
"""From this share of runs of three words on, two texts are taken for copies."""
ASKED = 0.08
"""From this share on it is asked."""
LONG_RUN = 9
"""So many words in a row are taken for a copy, whatever the share."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A report that a new one is like, and in what."""

    report: Bound
    same_event: bool
    same_day_and_number: bool
    words: Overlap | None
    """What the two quotes share, where that is enough to be told."""

    @property
    def is_copy(self) -> bool:
        """Whether the words alone say that one was copied from the other, or both from a third."""
        words = self.words
        return words is not None and (words.share >= COPIED or len(words.longest) >= LONG_RUN)


def likenesses(new: Bound, record: Iterable[Bound]) -> tuple[Likeness, ...]:
    """The reports a new one is like, by id; those it corrects or that are taken back are none."""
    if new.report.retracts is not None:
        return ()
    rows = list(record)
    gone = {name for b in (*rows, new) for name in (b.report.corrects, b.report.retracts) if name}
    words = stretches_of(new.report.quote or "")
    found = (
        _likeness(new, row, words)
        for row in rows
        if row.report.id not in gone and row.report.id != new.report.id
        if row.report.retracts is None
    )
    return tuple(
        sorted((one for one in found if one is not None), key=lambda like: like.report.report.id)
    )


def _likeness(new: Bound, old: Bound, words: Stretches) -> Likeness | None:
    """In what two reports are alike; None: in nothing."""
    one, other = new.report, old.report
    both_named = bool(one.event and other.event)
    same_event = both_named and one.event == other.event
    # Two events that are named apart are two, whatever their day and number.
    same_act = not both_named and _same_day_and_number(new, old)
    shared: Overlap | None = None
    if words and other.quote and not (one.wire_group and other.wire_group):
        shared = overlap(words, stretches_of(other.quote))
        if shared.share < ASKED and len(shared.longest) < LONG_RUN:
            shared = None
    if not (same_event or same_act or shared):
        return None
    return Likeness(old, same_event, same_act, shared)


def _same_day_and_number(new: Bound, old: Bound) -> bool:
    """Whether two reports tell of one act or figure on one day in one number."""
    one, other = new.report, old.report
    if one.when is None or other.when is None or one.count is None or one.count != other.count:
        return False
    if one.when.text != other.when.text and (
        one.when.certain_day is None or one.when.certain_day != other.when.certain_day
    ):
        return False
    if set(new.commitments) & set(old.commitments):
        return True
    who = (new.performer or fold(one.actor or ""), old.performer or fold(other.actor or ""))
    return fold(one.kind) == fold(other.kind) and who[0] == who[1]
