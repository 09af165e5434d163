"""The visible reports sorted by commitment: events, totals, day counts, announcements, the rest.

A report and an event are different things: many reports can tell of one event.
Nothing here depends on an account or on the day looked at.
Source: spec/events.md (semantics, section 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from trucebook.evaluation.event import CHECKS, CONFIRMATIONS, Event
from trucebook.evaluation.grouping import duplicates, group
from trucebook.evaluation.kept import as_kept, judges_keeping
from trucebook.model.agreement import (
    Commitment,
    Conduct,
    Exchange,
    Expectation,
    HandOver,
    JointAct,
    Keep,
    Level,
    Order,
    Power,
    Quota,
)
from trucebook.model.candidates import FIGURE, is_figure
from trucebook.model.report import ANNOUNCEMENTS, PLANS, RESUMING, WAIVING, Bound

VERDICTS = frozenset({"violation-alleged", "verdict", "accusation"})
"""Kinds that judge. Without an act of their own (`contrary: true`) they are positions."""
JUDGING = frozenset({"violate", "violation", "breach", "infringe"})
"""Verbs that judge, unless they are the text's own for what shall not be done."""
NEVER_ACTS = frozenset({"figure", "access", "coverage", "link", "object-gone"} | RESUMING | WAIVING)
_NO_ACTS = NEVER_ACTS | ANNOUNCEMENTS | VERDICTS
QUANTITIES = (HandOver, Exchange, Quota)
REACHED = frozenset({"agreement", "deal"})
"""Kinds by which a joint agreement is reached (and plans for everything else)."""


@dataclass(slots=True)
class Evidence:
    """Everything visible that is bound to one commitment."""

    events: list[Event] = field(default_factory=list)
    totals: list[Event] = field(default_factory=list)
    """Cumulative figures, one `Event` for each period they cover."""
    per_day: list[Bound] = field(default_factory=list)
    announcements: list[Bound] = field(default_factory=list)
    lists: list[Bound] = field(default_factory=list)
    figures: list[Bound] = field(default_factory=list)
    """Figures from which an amount follows: how many there are in all, are left, are agreed."""
    others: list[Bound] = field(default_factory=list)
    """Stances, verdicts, figures: they stand beside the row and move nothing."""
    gone: list[Event] = field(default_factory=list)
    """What says that its object is no longer there, or so many of it."""
    duplicates: list[tuple[Event, Event]] = field(default_factory=list)
    all: list[Bound] = field(default_factory=list)


EMPTY = Evidence()


def gather(
    seen: Iterable[Bound], commitments: Mapping[str, Commitment], parties: Collection[str]
) -> dict[str, Evidence]:
    """Evidence by commitment id.

    Shape: only commitments that some report is bound to; lists in order of report id.
    """
    bound_to: dict[str, list[Bound]] = defaultdict(list)
    for bound in seen:
        for name in bound.commitments:
            bound_to[name].append(bound)
    return {
        name: _evidence(reports, commitments[name], parties)
        for name, reports in bound_to.items()
        if name in commitments
    }


def _tells(bound: Bound, commitment: Commitment) -> bool:
    """Whether a report tells the figure that an amount follows from, or the number agreed."""
    report = bound.report
    if report.count is None or report.hedge in ("planned", "denied") or report.noted_error:
        return False
    if report.count_basis == "planned" or bound.copy_of is not None:
        return False
    if commitment.to_be_negotiated:
        return report.kind in {FIGURE, "list"} | REACHED
    steps = getattr(commitment.terms, "steps", ())
    return is_figure(report) and any(step.found is not None for step in steps)


def is_planned(bound: Bound, commitment: Commitment) -> bool:
    """Whether a report speaks only of what is to come: never performance."""
    report = bound.report
    if report.hedge == "planned" or report.count_basis == "planned":
        return True
    if isinstance(commitment.terms, JointAct):
        if commitment.terms.act == "agree" and report.kind in REACHED:
            return False
        return report.kind in PLANS or report.stage == "planned"
    return report.kind in PLANS


def of_another(bound: Bound, commitment: Commitment, parties: Collection[str]) -> bool:
    """Whether somebody acted whose act this duty is not, so that it neither performs nor breaks it.

    Talks are told of by whoever holds them, figures by whoever counts; a thing to be kept (to
    prevent an act) can be broken by what somebody outside does, a thing not to be done only where
    the row says so, as `contrary`.
    """
    performer, terms = bound.performer, commitment.terms
    if performer is None or performer in commitment.liable:
        return False
    if performer in parties:
        return True
    if isinstance(terms, JointAct) and terms.act != "do":
        return False
    if isinstance(terms, Keep) and not terms.refrain:
        return False
    figure = bound.report.count_basis in {"per-day", "cumulative"}
    return not (figure or (bound.report.contrary and isinstance(terms, (Keep, Level, Order))))


def act_of_another(bound: Bound, commitment: Commitment, parties: Collection[str]) -> bool:
    """Whether a row would tell of an act under a commitment, were it its own performer's."""
    if isinstance(commitment.terms, (Conduct, Expectation, Power)):
        return False
    if bound.report.kind in CHECKS | CONFIRMATIONS or not of_another(bound, commitment, parties):
        return False
    return performs(bound.but(performer=None), commitment, parties)


def performs(bound: Bound, commitment: Commitment, parties: Collection[str]) -> bool:
    """Whether a report tells of an act under a commitment: done, or done against it."""
    report = bound.report
    keeps = isinstance(commitment.terms, (Keep, Level, Order))
    if not keeps and report.contrary:
        return False  # what is said to be done against a duty never performs it
    if of_another(bound, commitment, parties):
        return False
    judged = report.kind in JUDGING and bound.verb != commitment.verb
    if report.kind in _NO_ACTS or judged:
        return keeps and bool(report.contrary)
    if judges_keeping(bound, commitment):
        return False
    if is_planned(bound, commitment):
        return False
    if (
        isinstance(commitment.terms, QUANTITIES)
        and report.count is None
        and report.accepted is None
    ):
        # Without a number only an act of the clause's own verb can be performance.
        return bound.verb == commitment.verb
    return True


def _numbered(checks: list[Bound]) -> bool:
    return any(b.report.count or b.report.accepted for b in checks if not b.report.contrary)


def _confirms(bound: Bound, commitment: Commitment, told: list[Bound], others: list[Bound]) -> None:
    """A confirmation that names its event is a verification of it; else it stands beside."""
    keeps = isinstance(commitment.terms, (Keep, Level, Order))
    if keeps or not (bound.event or bound.report.event or bound.report.part_of):
        others.append(bound)
    else:
        told.append(replace(bound, report=replace(bound.report, kind="verification")))


def _evidence(reports: list[Bound], commitment: Commitment, parties: Collection[str]) -> Evidence:
    evidence = Evidence(all=reports)
    told: list[Bound] = []
    gone: list[Bound] = []
    ids = {bound.report.id for bound in reports}
    evidence.figures = [bound for bound in reports if _tells(bound, commitment)]
    for bound in reports:
        report = bound.report
        if report.kind == "object-gone" and not is_planned(bound, commitment):
            gone.append(bound)
        elif report.kind in ANNOUNCEMENTS and not report.contrary:
            evidence.announcements.append(bound)
        elif report.kind == "list":
            evidence.lists.append(bound)
        elif report.kind in CONFIRMATIONS and bound.verb != commitment.verb:
            _confirms(bound, commitment, told, evidence.others)
        elif report.kind in CHECKS:
            told.append(bound)
        elif is_planned(bound, commitment) or (
            bound.verb == commitment.verb and of_another(bound, commitment, parties)
        ):
            evidence.others.append(bound)
        elif report.count_basis == "cumulative" and not isinstance(commitment.terms, Keep):
            told.append(bound)
        elif report.count_basis == "remaining":
            evidence.others.append(bound)
        elif report.count_basis == "per-day" and isinstance(commitment.terms, Quota):
            evidence.per_day.append(bound)
        elif performs(bound, commitment, parties):
            told.append(as_kept(bound, commitment))
        else:
            evidence.others.append(bound)
    events, evidence.totals = group(told, ids)
    evidence.gone = group(gone, ids)[0]
    keeps = isinstance(commitment.terms, (Keep, Level, Order))
    # A check names its event and never adds: without an act or a number it performs nothing.
    evidence.events = [e for e in events if keeps or e.acts or _numbered(e.checks)]
    evidence.duplicates = duplicates(evidence.events)
    return evidence
