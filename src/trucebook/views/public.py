"""A record as it may be shown to everybody: by a list of what may, and a count of what may not.

Standings are those of the whole record but for rows that are left out as a whole; columns are taken
away only after every row was bound.
Source: docs/how-to/publish.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from trucebook.model.agreement import Agreement
from trucebook.model.names import Names
from trucebook.model.report import PLANS, Bound, Record, Report, Watch
from trucebook.model.time import MINUTES, Day
from trucebook.views.public_words import Vouched, names_in

Kind = Literal["still to come", "words", "name", "place", "address", "entered", "other columns"]

SAYS: dict[Kind, str] = {
    "still to come": "reports of what was still to come, left out as a whole",
    "words": "quotes, summaries and other words that hold a name nobody vouched for",
    "name": "names of somebody that nobody vouched for",
    "place": "places that nobody vouched for, or exact points",
    "address": "addresses of sources that are not on the public network",
    "entered": "reports with who entered them, and when",
    "other columns": "columns without a meaning in the record's form",
}
"""What is left out, each in words; in the order in which they are told."""

AS_THEY_ARE = frozenset(
    {
        *("id", "published", "kind", "asserted_role", "ground", "when", "count", "count_basis"),
        *("for_", "event", "part_of", "accepted", "stage", "stance", "contrary", "corrects"),
        *("retracts", "hedge", "language", "wire_group", "unsourced", "breakdown", "result"),
        *("under", "deadline", "unless", "harm", "span"),
    }
)
"""Columns that are shown as they are: days, numbers, ids, words of a closed list."""
WORDS = frozenset({"text", "quote", "noted_error", "object", "purpose", "called", "source"})
"""Columns of free words, shown where every name in them is vouched for."""
PEOPLE = frozenset({"asserted_by", "actor", "counterpart"})
"""Columns of somebody, who stays one and the same under another word.

An outlet is shown by its name where its page is on the public network.
"""
ELSEWHERE = frozenset({"place", "url", "recorded", "recorded_by", "others"})
"""Columns with a rule of their own."""

NOT_NAMED = "somebody not named here"


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown, and how much of what is left out."""

    record: Record
    left_out: tuple[tuple[Kind, int], ...]


def public_record(record: Record, vouched: Vouched, on: Day) -> Shown:
    """The record as it may be shown to everybody on a day.

    Shape: the rows of `record` in their order, but for those of what is still to come.
    """
    hand = _Hand(vouched)
    kept = record.only(lambda bound: not _to_come(bound.report, on))
    gone = len(record.reports) - len(kept.reports)
    reports = {id(bound): hand.shown(bound) for bound in kept.reports}
    counted = Counter(hand.left_out)
    found = replace(
        kept,
        reports=tuple(reports.values()),
        alone=tuple(hand.shown(bound) for bound in kept.alone),
        watches=tuple(hand.watch(watch) for watch in kept.watches),
        has_known=False,
    )
    if gone:
        counted["still to come"] = gone
    return Shown(found, tuple((kind, counted[kind]) for kind in SAYS if counted[kind]))


def vouched_names(
    agreement: Agreement, names: Names, texts: Iterable[str], allowed: Iterable[str]
) -> list[str]:
    """The names that may be shown: of the names table, of the agreement, of a list.

    `texts`: the words of the agreement itself.
    """
    found = [party.name for party in agreement.parties] + [party.id for party in agreement.parties]
    for pairs in (names.speaks_for, names.under_authority, names.same):
        found += [name for pair in pairs for name in pair]
    found += [name for name, _ in names.objects]
    found += names.monitors
    found += [name for text in (agreement.title, *texts) for name in names_in(text)]
    found += allowed
    return found


def _to_come(report: Report, on: Day) -> bool:
    """Whether it tells of an act that is planned for later, or for nobody knows when."""
    planned = "planned" in (report.hedge, report.count_basis) or report.kind in ("plan", "list")
    if not planned or report.kind in PLANS - {"plan", "list"}:
        return False
    latest = report.when.last if report.when is not None else None
    return latest is None or latest // MINUTES > on


class _Hand:
    """Takes away what may not be shown, and counts it."""

    def __init__(self, vouched: Vouched) -> None:
        self._vouched = vouched
        self._people: dict[str, str] = {}
        self._counted: set[tuple[str, str]] = set()
        self.left_out: Counter[Kind] = Counter()

    def _leave_out(self, kind: Kind, report: str, column: str) -> None:
        if (report, column) not in self._counted:
            self._counted.add((report, column))
            self.left_out[kind] += 1

    def shown(self, bound: Bound) -> Bound:
        """A row without what may not be shown."""
        report = bound.report
        changes: dict[str, object] = {}
        outlet = report.source if report.url is not None and is_public(report.url) else None
        for column in WORDS:
            words = getattr(report, column)
            if words is not None and words != outlet and not self._vouched.may_be_shown(words):
                changes[column] = None
                self._leave_out("words", report.id, column)
        for column in PEOPLE:
            name = getattr(report, column)
            if name is not None and name != outlet:
                changes[column] = self._named(name, report.id, column)
        if report.place is not None and not self._vouched.may_be_shown(report.place):
            changes["place"] = None
            self._leave_out("place", report.id, "place")
        if report.url is not None and not is_public(report.url):
            changes["url"] = None
            self._leave_out("address", report.id, "url")
        if report.recorded_by is not None or report.recorded is not None:
            self._leave_out("entered", report.id, "recorded")
        if report.others:
            self._leave_out("other columns", report.id, "others")
        changes |= {"recorded": None, "recorded_by": None, "others": {}}
        return bound.but(
            report=replace(report, **changes),  # type: ignore[arg-type]  # by the fields' names
            asserter=bound.asserter
            if bound.asserter == outlet
            else self._named(bound.asserter, report.id, "asserter"),
            unplaced=(),
            why_unbound=None,
        )

    def _named(self, name: str, report: str, column: str) -> str:
        """A name that was vouched for, or one word for whoever it is, everywhere the same."""
        if not name or self._vouched.may_be_shown(name):
            return name
        if column != "asserter":
            self._leave_out("name", report, column)
        key = name.casefold()
        return self._people.setdefault(key, f"{NOT_NAMED} ({len(self._people) + 1})")

    def watch(self, watch: Watch) -> Watch:
        """A declared watch without what may not be shown."""
        by = self._named(watch.by, ", ".join(watch.ids), "by")
        return replace(watch, by=by, recorded=None, others={})


_NEAR = frozenset({"local", "localhost", "lan", "internal", "intranet", "home", "corp", "arpa"})
"""Ends of names that are known in one house alone."""


def is_public(url: str) -> bool:
    """Whether an address is a name of the public network, with nobody's key in it."""
    scheme, _, rest = url.partition("://")
    host = rest.partition("/")[0].partition("?")[0].partition(":")[0].casefold()
    last = host.rpartition(".")[2]
    if scheme not in ("http", "https") or "@" in rest.partition("/")[0] or "." not in host:
        return False
    return last.isalpha() and last not in _NEAR


def columns_without_a_rule() -> Sequence[str]:
    """Columns of a report that this list does not know: none, or a new column is shown unheld."""
    known = AS_THEY_ARE | WORDS | PEOPLE | ELSEWHERE
    return [one.name for one in fields(Report) if one.name not in known]
