"""What each report means in a book: whose word it is, and which commitments it speaks of.

    for             names commitments, clauses or rounds, or "none"
    names table     else kind → verb, object → thing, actor → performer: if they fit exactly one
    event, part_of  else the commitments another row of the same event is bound to

None or several: bound to nothing, with the reason. Nothing here depends on the order of rows.
Source: spec/record/binding.md (semantics, section 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from trucebook.model.agreement import Agreement, Commitment
from trucebook.model.amending import plain_id
from trucebook.model.awaited import awaited, tells_awaited
from trucebook.model.candidates import Candidates, Meant, is_figure, tells_figure, waits_for_figure
from trucebook.model.lineage import trace
from trucebook.model.names import Names
from trucebook.model.position import takes_a_position
from trucebook.model.report import ANNOUNCEMENTS, PLANS, Bound, Record, Report, Watch, make_bound
from trucebook.model.speakers import Speakers

_SAY = "say in `for` what it is about, or in the names table what the words mean"

SILENT_KINDS = PLANS | ANNOUNCEMENTS
"""Kinds that perform nothing: of a clause of several duties they may speak of each."""


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a report belongs, or why nowhere."""

    commitments: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    why: str | None = None


_OUTSIDE = _Target()


def bind(report: Report, agreement: Agreement, names: Names) -> Bound:
    """One report by itself: without what other rows of its event or wire group tell."""
    return _Book(agreement, names).bind(report)


def bind_record(
    reports: Iterable[Report], watches: Iterable[Watch], agreement: Agreement, names: Names
) -> Record:
    """Every report of a book, bound, with the watches.

    Shape: reports by id, watches by place.
    """
    book = _Book(agreement, names)
    alone = tuple(book.bind(report) for report in sorted(reports, key=lambda report: report.id))
    has_known = bool(alone) and all(one.report.recorded is not None for one in alone)
    ordered = sorted(watches, key=lambda w: (w.first, w.last, w.ids, w.by))
    return Record(related(alone), tuple(ordered), has_known, alone, together=True)


def related(alone: Iterable[Bound]) -> tuple[Bound, ...]:
    """Rows bound each by itself, with what they tell of each other: events and wire stories."""
    return tuple(trace(_by_event(_with_events(list(alone)))))


class _Book:
    """A text and its names table, ready to place reports."""

    def __init__(self, agreement: Agreement, names: Names) -> None:
        self._agreement, self._names = agreement, names
        self._speakers = Speakers(agreement, names)
        self._awaited = awaited(agreement)
        self._by_id = {commitment.id: commitment for commitment in agreement.commitments}
        self._by_clause: dict[str, list[Commitment]] = defaultdict(list)
        self._by_id |= {
            name: self._by_id[plain_id(name)] for name in self._by_id if plain_id(name) != name
        }
        for commitment in agreement.commitments:
            if plain_id(commitment.id) != commitment.id:
                continue  # an earlier wording: the record speaks of what stands under the id
            self._by_clause[commitment.clause].append(commitment)
            duty, _, _ = commitment.id.partition("/")
            if duty != commitment.clause:
                self._by_clause[duty].append(commitment)  # dig.start, of each who undertook it
        self._waiting = [c for c in agreement.commitments if waits_for_figure(c)]
        self._by_for: dict[tuple[object, ...], _Target] = {}
        """Where rows belong that say so themselves, by all that it depends on."""

    @cached_property
    def _candidates(self) -> Candidates:
        """What the words of rows can mean; who only asks for ids needs none of it."""
        return Candidates(self._agreement, self._names)

    def bind(self, report: Report) -> Bound:
        """What a report means here."""
        asserter = self._speakers.asserter(report)
        performers, strangers = self._speakers.bodies(report.actor)
        receivers, others = self._speakers.bodies(report.counterpart)
        meant = None if report.object is None else self._candidates.object(report.object)
        verb = self._candidates.verb(report.kind)
        ids = report.for_
        outside = ids == () or (ids is None and meant is not None and meant.outside)
        awaits = tells_awaited(report, self._awaited)
        unplaced: tuple[str, ...] = ()
        if not asserter.placed:
            unplaced = (f"asserted_by: {report.asserted_by}",)
        if outside:
            target = _OUTSIDE
        else:
            if (strangers or others) and not awaits:
                unplaced += tuple(f"actor: {name}" for name in strangers)
                unplaced += tuple(f"counterpart: {name}" for name in others)
            if report.breakdown:
                unplaced += self._candidates.unknown_shares(report, meant)
            figures = self._figures(report, meant) if ids is None else ()
            if figures:
                target = _Target(figures)
            elif ids is None and awaits:
                target = _OUTSIDE
            elif ids is None:
                target = self._by_names(report, performers, meant)
                if not target.commitments and takes_a_position(report):
                    target, outside = _OUTSIDE, True
            else:
                target = self._target(ids, report, performers)
        if target.unplaced:
            unplaced += target.unplaced
        thing = meant.thing if meant is not None else verb.thing if verb is not None else None
        return make_bound(
            {
                "report": report,
                "commitments": target.commitments,
                "rounds": target.rounds,
                "outside": outside,
                "performer": performers[0] if len(performers) == 1 else None,
                "receiver": receivers[0] if len(receivers) == 1 else None,
                "verb": verb.verb if verb is not None else None,
                "thing": thing,
                "of": meant.of if meant is not None else frozenset(),
                "asserter": asserter.key,
                "side": asserter.side,
                "event": report.event,
                "share": verb is not None and verb.share,
                "unplaced": unplaced,
                "why_unbound": target.why,
                "awaited": awaits,
            }
        )

    def _figures(self, report: Report, meant: Meant | None) -> tuple[str, ...]:
        """The commitments whose amounts follow from the figure a report tells: all of them."""
        if not is_figure(report):
            return ()
        return tuple(c.id for c in self._waiting if tells_figure(report, meant, c))

    # --- by `for` -------------------------------------------------------------------------

    def _target(self, ids: tuple[str, ...], report: Report, performers: tuple[str, ...]) -> _Target:
        """The commitments and rounds the row names itself."""
        silent = _is_silent(report)
        question = (ids, performers, silent)
        answer = self._by_for.get(question)
        if answer is None:
            answer = self._by_for[question] = self._targets(ids, performers, silent=silent)
        return answer

    def _targets(
        self, ids: tuple[str, ...], performers: tuple[str, ...], *, silent: bool
    ) -> _Target:
        commitments: dict[str, None] = {}
        rounds: dict[str, None] = {}
        unplaced: list[str] = []
        reasons: list[str] = []
        for name in ids:
            found, rest = self._named(name)
            if (missing := self.no_such(name)) is not None:
                unplaced.append(f"for: {name}")
                reasons.append(missing)
                continue
            kept = found if len(found) == 1 else _whose(found, performers, silent=silent)
            if isinstance(kept, str):
                reasons.append(f"[{name}] {kept}")
                continue
            for commitment in kept:
                commitments[commitment.id] = None
                if rest:
                    rounds[f"{commitment.id}.{rest}"] = None
        why = None if commitments else "; ".join(reasons)
        return _Target(tuple(commitments), tuple(rounds), tuple(unplaced), why)

    def _named(self, name: str) -> tuple[list[Commitment], str]:
        """The commitments an id names, and the round under it: free.2025-02-22, host.3."""
        head, rest = name, ""
        while True:
            if head in self._by_id:
                return [self._by_id[head]], rest
            if head in self._by_clause:
                return self._by_clause[head], rest
            head, dot, tail = head.rpartition(".")
            if not dot:
                return [], ""
            rest = f"{tail}.{rest}" if rest else tail

    def no_such(self, name: str) -> str | None:
        """What is wrong with an id the text does not have; None where it has it."""
        if self._named(name)[0]:
            return None
        near = get_close_matches(name, [*self._by_id, *self._by_clause], n=1)
        meant = f": did you mean {near[0]}?" if near else ""
        return f"the text has no [{name}]{meant}"

    # --- by the names table ---------------------------------------------------------------

    def _by_names(
        self, report: Report, performers: tuple[str, ...], meant: Meant | None
    ) -> _Target:
        """The one commitment that performer, verb, thing and phase fit."""
        unplaced: tuple[str, ...] = ()
        fitting = self._candidates.talks(performers, report.kind, report.object, report.when)
        of_talks = fitting is not None
        if report.object is not None and meant is None and not of_talks:
            unplaced = (f"object: {report.object}",)
        verb = self._candidates.verb(report.kind)
        nothing = meant is None and report.object is not None
        if fitting is None and (not nothing or (verb is not None and verb.thing is not None)):
            fitting = self._candidates.fits(performers, report.kind, meant, report.when)
        if not fitting and len(performers) > 1 and (meant is not None or report.object is None):
            each = self._candidates.fits_each(performers, report.kind, meant, report.when)
            if each:
                return _Target(tuple(c.id for c in each), unplaced=unplaced)
        if not fitting and performers and report.text:
            own = self._candidates.in_its_words(performers, report)
            if own:
                return _Target(tuple(c.id for c in own))
        if fitting and len(fitting) == 1:
            return _Target((fitting[0].id,), unplaced=unplaced)
        if fitting:
            several = ", ".join(commitment.id for commitment in fitting)
            why = f"it fits each of {several}: say which in `for`"
            return _Target(unplaced=unplaced, why=why)
        if of_talks and performers:
            why = f"no clause of theirs is to begin {report.object}: {_SAY}"
        else:
            why = self._why_none(report, performers, meant)
        return _Target(unplaced=unplaced, why=why)

    def _why_none(self, report: Report, performers: tuple[str, ...], meant: Meant | None) -> str:
        """Why no commitment fits, by what could not be placed."""
        missing = []
        if not performers:
            missing.append(
                "it names no actor" if report.actor is None else f"nobody here is {report.actor}"
            )
        if self._candidates.verb(report.kind) is None:
            missing.append(f"kind {report.kind} means no verb of the text")
        if report.object is not None and meant is None:
            missing.append(f"object {report.object} means nothing the text speaks of")
        if not missing:
            missing.append("no clause has its performer, verb and thing together")
        return f"{'; '.join(missing)}: {_SAY}"


def _is_silent(report: Report) -> bool:
    """Whether a row performs nothing: of a clause of several duties it may speak of each."""
    return (
        report.kind in SILENT_KINDS or report.hedge == "planned" or report.count_basis == "planned"
    )


def _whose(
    found: list[Commitment], performers: tuple[str, ...], *, silent: bool
) -> list[Commitment] | str:
    """Of a clause's duties those of the performer, or why it cannot be told which."""
    own = [c for c in found if set(c.liable) & set(performers)] if performers else []
    duties = " or ".join(c.id for c in (own or found))
    if not own and not silent:
        return f"binds several and the row does not say whose act this is: name {duties}"
    kept = own or found
    if len({liable for c in kept for liable in c.liable}) < len(kept) and not silent:
        return f"is several duties and the row does not say which: name {duties}"
    return kept


# --- by what other rows say -----------------------------------------------------------------


def _with_events(bound: list[Bound]) -> list[Bound]:
    """The rows with their events: a row may name an event, or another row that tells of it."""
    rows = {one.report.id: one.report for one in bound}
    named = {one.report.event for one in bound}

    def event(report: Report) -> str | None:
        seen = {report.id}
        while (name := report.event) in rows and name not in seen:
            seen.add(name)
            report = rows[name]
        return report.event or (report.id if report.id in named else None)

    # Nearly every row names an event that is no row, or none and is named by none itself.
    return [
        one.but(event=event(one.report))
        if one.report.event in rows or (one.report.event is None and one.report.id in named)
        else one
        for one in bound
    ]


def _by_event(bound: list[Bound]) -> list[Bound]:
    """Bind what is bound to nothing like the rows it names, or that tell of the same event.

    Again until nothing changes: a denial may name a verification that names an act.
    """
    while True:
        loose = [
            (index, one, names)
            for index, one in enumerate(bound)
            if not one.commitments and not one.outside and (names := _names(one.report))
        ]
        wanted = {name for _, _, names in loose for name in names}
        by_name: dict[str, list[Bound]] = defaultdict(list)
        for one in bound if wanted else ():
            if one.report.id in wanted:
                by_name[one.report.id].append(one)
            if one.report.event in wanted:
                by_name[one.report.event].append(one)
        changed = {
            index: like
            for index, one, names in loose
            if (like := _like(one, names, by_name)) is not one
        }
        if not changed:
            return bound
        bound = [changed.get(index, one) for index, one in enumerate(bound)]


def _names(report: Report) -> tuple[str, ...]:
    """The rows and events by which a row that does not say what it is about is placed."""
    if report.for_ is not None:
        return ()
    named = (report.part_of, report.event, report.corrects, report.retracts)
    return tuple(name for name in named if name)


def _like(one: Bound, names: tuple[str, ...], by_name: dict[str, list[Bound]]) -> Bound:
    """A row bound like those it names, where they are bound."""
    for name in names:
        others = [other for other in by_name.get(name, ()) if other is not one]
        commitments = sorted({name for other in others for name in other.commitments})
        if commitments:
            rounds = sorted({name for other in others for name in other.rounds})
            return one.but(commitments=tuple(commitments), rounds=tuple(rounds), why_unbound=None)
        if others and all(other.outside for other in others):
            return one.but(outside=True, why_unbound=None)
    return one


def unknown_ids(watches: Iterable[Watch], agreement: Agreement) -> tuple[tuple[Watch, str], ...]:
    """Each watched id that the text does not have, with what is wrong with it; by place."""
    book = _Book(agreement, Names())
    found = [
        (watch, missing)
        for watch in watches
        for name in watch.ids
        if (missing := book.no_such(name)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one[0].first, one[0].last, one[1], one[0].by)))
