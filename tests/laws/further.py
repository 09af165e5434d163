"""More reports on a small book: anything that anybody may say of it, sense or no sense."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tests.slow.build import MARCH, at, during, many, of, say
from tests.slow.generate import Book
from trucebook.model.agreement import Commitment, Keep
from trucebook.model.quantity import Amount
from trucebook.model.report import ANNOUNCEMENTS, PLANS, Bound, Record
from trucebook.model.time import Day, When

VOICES = ("alpha", "beta", "cell", "observer", "envoy", "Outlet A", "Outlet Z")
BASES = ("increment", "increment", "cumulative", "per-day", "remaining", "planned", None)
HEDGES = ("none", "none", "none", "denied", "planned", "alleged", "approximate")
STAGES = (None, None, "planned", "preparatory", "begun", "broken off", "concluded")
OTHER_KINDS = ("verification", "finding", "verdict", "violation-alleged", "figure", "waiver")
INTENTIONS = ("plan", "list", "offer", "proposal", "threat", "demand", "stance")
"""Kinds that only say what is to come, what is wanted, or what somebody thinks."""


@st.composite
def whens(draw: st.DrawFn) -> When:
    """A day, an hour, or some days of which it was one."""
    day = MARCH + draw(st.integers(1, 10))
    match draw(st.sampled_from(("day", "day", "hour", "days"))):
        case "hour":
            return at(day, draw(st.integers(0, 23)))
        case "days":
            return during(day, day + draw(st.integers(1, 3)))
    return during(day)


numbers = st.one_of(
    st.none(),
    st.integers(0, 5).map(many),
    st.integers(1, 3).map(lambda low: many(low, more=True)),
    st.integers(1, 3).map(lambda low: Amount(low, low + 2, low_hard=False, high_hard=False)),
)


@st.composite
def reports(  # noqa: PLR0913 - a report has as many parts
    draw: st.DrawFn,
    book: Book,
    published: st.SearchStrategy[Day],
    *,
    commitment: Commitment | None = None,
    who: tuple[str, ...] = VOICES,
    kinds: tuple[str, ...] | None = None,
    takes_back: bool = True,
) -> Bound:
    """One report on a book. `under_own_ids` tells several apart."""
    c = commitment or draw(st.sampled_from(book.agreement.commitments))
    asserter = draw(st.sampled_from(who))
    act = "strike" if isinstance(c.terms, Keep) else c.verb
    every = (act, act, act, act, *OTHER_KINDS, *sorted(PLANS), *sorted(ANNOUNCEMENTS))
    kind = draw(st.sampled_from(kinds or every))
    ids = [b.report.id for b in book.record.reports]
    events = sorted({b.report.event for b in book.record.reports if b.report.event})
    count = draw(numbers)
    fields: dict[str, object] = {
        "event": draw(st.sampled_from((None, None, "further", *events))),
        "count": count,
        "count_basis": draw(st.sampled_from(BASES)) if count is not None else None,
        "hedge": draw(st.sampled_from(HEDGES)),
        "contrary": draw(st.sampled_from((None, None, True, False))),
        "stage": draw(st.sampled_from(STAGES)),
        "result": draw(st.sampled_from((None, "confirmed", "not confirmed", "inconclusive")))
        if kind == "finding"
        else None,
    }
    if count is not None and count.exact and count.low and draw(st.booleans()):
        share = of(draw(st.sampled_from(("living", "dead", "civilian", "soldier"))))
        fields["breakdown"] = ((share, many(draw(st.integers(1, int(count.low))))),)
    if takes_back and ids and draw(st.integers(0, 4)) == 0:
        fields[draw(st.sampled_from(("corrects", "retracts")))] = draw(st.sampled_from(ids))
    return say(
        "z",
        draw(published),
        draw(whens()),
        asserter,
        kind,
        to=c.id,
        by=None if len(c.liable) > 1 else c.liable[0],
        receiver=next(iter(c.owed), None),
        verb=act if kind == act else kind,
        thing=getattr(c.terms, "thing", None) or c.object,
        **fields,
    )


def under_own_ids(reports: list[Bound]) -> list[Bound]:
    """The reports with an id each, none of them one of a small book's."""
    return [replace(b, report=replace(b.report, id=f"z{i}")) for i, b in enumerate(reports)]


def with_reports(record: Record, reports: list[Bound]) -> Record:
    """A record with more reports in it."""
    every = (*record.reports, *under_own_ids(reports))
    return replace(record, reports=tuple(sorted(every, key=lambda b: b.report.id)))
