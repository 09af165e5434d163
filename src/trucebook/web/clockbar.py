"""What stands above every page: the clocks and the account, and where they can be moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trucebook import book as books
from trucebook.evaluation.result import Clocks
from trucebook.export.to_json import minute_to_json
from trucebook.model.time import MINUTES, Day, end_of, iso
from trucebook.views.wording import MONTHS
from trucebook.web.page import Visit
from trucebook.web.sliders import Slider, slider


@dataclass(frozen=True, slots=True)
class Turn:
    """A day that can be turned to."""

    day: Day
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Month:
    """The days of one month that can be turned to."""

    name: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """An account that can be taken."""

    name: str
    words: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class ClockBar:
    """Everything of it."""

    on: str
    public: str | None
    known: str | None
    has_known: bool
    account: str
    accounts: tuple[Account, ...]
    changed: tuple[Month, ...] | None
    """None where the book is too large for a page to wait for them."""
    published: tuple[Month, ...]
    before: Turn | None
    """The last day before this one on which a standing changed; of a book that is too large, on
    which a report was published."""
    after: Turn | None
    everything: str
    """The same by every report."""
    cite: str
    sliders: tuple[Slider, ...]


def now_of(visit: Visit) -> dict[str, str]:
    """The clocks and the account of a visit, written out; what is open is left out."""
    clocks = visit.question.clocks
    found = {"on": iso(clocks.on), "account": visit.question.account}
    if clocks.public is not None:
        found["public"] = iso(clocks.public)
    if visit.question.entries is not None:
        found["known"] = f"@{visit.question.entries}"
    elif clocks.known is not None:
        found["known"] = minute_to_json(clocks.known) or ""
    return found


def filled(visit: Visit) -> dict[str, str]:
    """The same with none left open, and the same answer: later than anything that is there."""
    clocks, record = visit.question.clocks, visit.question.record
    found = now_of(visit)
    watched = [watch.last for watch in record.watches]
    texts = [a.published for a in visit.question.agreement.amendments if a.published is not None]
    last = books.last_published(visit.question.book) or clocks.on
    everything = max(last, clocks.on, *watched, *texts)
    found.setdefault("public", iso(everything))
    if record.has_known:
        entered = [b.report.recorded for b in record.reports if b.report.recorded is not None]
        entered += [watch.recorded for watch in record.watches if watch.recorded is not None]
        latest = max([*entered, end_of(everything)])
        found.setdefault("known", iso(latest // MINUTES))
    return found


def clock_bar(visit: Visit) -> ClockBar:
    """Lay out what can be moved."""
    question, address = visit.question, visit.address
    clocks, now = question.clocks, now_of(visit)
    names = {party.id: party.name for party in question.agreement.parties}
    accounts = books.board(
        question.book, Clocks(clocks.on, clocks.public, clocks.known), question.account
    ).accounts
    changed = visit.opened.changed_days(question.account)

    def on(day: Day) -> Turn:
        return Turn(day, str(address.moved(now, on=iso(day))), day == clocks.on)

    def public(day: Day) -> Turn:
        return Turn(day, str(address.moved(now, public=iso(day))), day == clocks.public)

    turned = visit.opened.published_days if changed is None else changed
    earlier = [day for day in turned if day < clocks.on]
    later = [day for day in turned if day > clocks.on]
    return ClockBar(
        now["on"],
        now.get("public"),
        now.get("known"),
        question.record.has_known,
        question.account,
        tuple(
            Account(
                name,
                f"{names[name]}'s account" if name in names else name,
                str(address.moved(now, account=name)),
                name == question.account,
            )
            for name in accounts
        ),
        None if changed is None else _months([on(day) for day in changed]),
        _months([public(day) for day in visit.opened.published_days]),
        on(earlier[-1]) if earlier else None,
        on(later[0]) if later else None,
        str(address.moved(now, public=None)),
        str(address.at("/cite", page=address.path, **address.own)),
        _sliders(visit, turned, changed=changed is not None),
    )


def _sliders(visit: Visit, turned: Sequence[Day], *, changed: bool) -> tuple[Slider, ...]:
    """A slider for each clock that is counted in days."""
    clocks = visit.question.clocks
    marked = "a standing changed" if changed else "reports were published"
    published = visit.opened.published_days
    found = (
        slider("on", "On", marked, turned, clocks.on),
        slider("public", "Published by", "reports were published", published, clocks.public),
        None
        if visit.question.entries is not None
        else slider(
            "known",
            "Recorded by",
            "entries were made",
            visit.opened.recorded_days,
            None if clocks.known is None else clocks.known // MINUTES,
        ),
    )
    return tuple(one for one in found if one is not None)


def _months(turns: Sequence[Turn]) -> tuple[Month, ...]:
    found: dict[str, list[Turn]] = {}
    for turn in turns:
        at = date.fromordinal(turn.day)
        found.setdefault(f"{MONTHS[at.month - 1]} {at.year}", []).append(turn)
    return tuple(Month(name, tuple(days)) for name, days in found.items())
