"""Why does this commitment stand so? A tree that can be read aloud.

The original words come first, then ours, marked as ours; then the standing, the rules that led to
it, the reports they used, what is left, and which single report would change it.
Source: spec/standings.md (semantics, sections 4, 6 and 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucebook.evaluation.result import Board, Interval, Reason, Round, Row
from trucebook.model.agreement import WEAK_BASES, Agreement, Commitment, Conduct, Keep, Level
from trucebook.model.report import Bound, Record
from trucebook.views.duty import left_of, say_done, say_what, who_of
from trucebook.views.lookup import Found
from trucebook.views.telling import Node, each_once, say_basis, say_fact, say_round, told
from trucebook.views.wording import (
    CAUSE_WORDS,
    GRADE_WORDS,
    STANDING_WORDS,
    say_day,
    say_days,
    say_interval,
    say_list,
    say_standing,
    say_uncertain_day,
)
from trucebook.views.would_change import Judge, WouldChange, would_change


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons for one standing."""

    id: str
    title: str
    standing: str
    parts: tuple[Node, ...]
    changes: tuple[WouldChange, ...]
    row: Row
    round: Round | None


def why(
    board: Board, found: Found, agreement: Agreement, record: Record, judge: Judge | None
) -> Why:
    """The reasons for one row or round; without `judge` no hypothetical report is tried."""
    row, part = found.row, found.round
    commitment = row.commitment
    reports = {bound.report.id: bound for bound in record.reports}
    changes = (
        ()
        if judge is None
        else would_change(board, row, part, agreement=agreement, record=record, judge=judge)
    )
    one = row if part is None else part
    standing = (
        say_standing(one.standing, one.possible, one.because)
        if one.standing is not None
        else row.state or "no standing"
    )
    who = say_list(who_of(agreement, commitment.liable))
    name = commitment.id if part is None else part.id
    parts = [
        _words_node(row),
        _standing_node(board, row, part, agreement, standing),
        _rules_node(row, part, reports),
        _facts_node(row, part, reports),
        _rounds_node(row, part),
        _left_node(row, part, agreement),
        _change_node(changes, standing, tried=judge is not None),
        _accounts_node(row, part, reports),
        _readings_node(row, part),
        _said_node(row, part, reports),
    ]
    return Why(
        id=name,
        title=f"[{name}] {who}: {say_what(commitment)}",
        standing=standing,
        parts=each_once(node for node in parts if node is not None),
        changes=changes,
        row=row,
        round=part,
    )


def _words_node(row: Row) -> Node:
    commitment = row.commitment
    originals = [
        Node(f'Original words ({original.language}): "{original.words}"')
        for original in commitment.originals
    ]
    if not originals:
        originals = [Node("Original words: not shown here.")]
    known = say_basis(commitment.basis)
    weak = commitment.basis.kind in WEAK_BASES
    also = " No full published text of this clause is at hand." if weak else ""
    said = [Node(f"In our words: {commitment.text}"), *_closings(commitment)]
    return Node("What the text says", (*originals, *said, Node(f"Known from: {known}.{also}")))


def _closings(commitment: Commitment) -> Iterable[Node]:
    """Who took it on, and whose the names are."""
    if commitment.instruments:
        titles = say_list(f'"{title}"' for title in commitment.instruments)
        yield Node(f"Signed in {titles}; owed to {say_list(commitment.owed) or 'nobody named'}.")
    if commitment.read_by:
        who = say_list(commitment.read_by)
        yield Node(f"A side letter as {who} reads it: it binds in that account alone.")
    if commitment.accepted_by:
        yield Node(f"Accepted by {say_list(commitment.accepted_by)}.")
    if not commitment.bound:
        who = say_list(commitment.liable)
        yield Node(f"The text does not bind {who}: it is expected, and nobody is liable.")
    names = [f"picked by {say_list(commitment.picked_by)}"] if commitment.picked_by else []
    names += [f'listed in "{commitment.listed_in}"'] if commitment.listed_in else []
    if names:
        yield Node(f"Names: {', '.join(names)}.")


def _standing_node(
    board: Board, row: Row, part: Round | None, agreement: Agreement, standing: str
) -> Node:
    clocks = board.clocks
    public = "" if clocks.public is None else f", by what was published by {say_day(clocks.public)}"
    basis = row.commitment.basis.kind
    weak = f" ({basis})" if basis in WEAK_BASES else ""
    one = row if part is None else part
    meaning = "" if one.standing is None else f": {STANDING_WORDS[one.standing]}"
    under = [Node(f"Because of {cause}: {CAUSE_WORDS[cause]}.") for cause in one.because]
    if one.due is not None:
        until = "Until" if isinstance(row.commitment.terms, (Conduct, Keep, Level)) else "Due"
        under.append(Node(f"{until}: {say_uncertain_day(one.due, one.due_latest)}."))
    if one.required is not None:
        under.append(Node(_amount(row, part, agreement)))
    if part is None and row.days is not None:
        days = row.days
        under.append(
            Node(
                f"Days kept: {say_interval(days.kept)}; missed: {say_interval(days.missed)}; "
                f"unknown: {say_interval(days.unknown)}."
            )
        )
    if one.grade is not None:
        under.append(Node(f"Grade: {GRADE_WORDS[one.grade]}."))
    if row.watched is not None:
        under.append(Node(f"Watched: {say_days(*row.watched)}."))
    elif row.standing is not None:
        under.append(Node("Nobody declared to be watching: silence says nothing here."))
    if row.widened:
        under.append(Node("More is uncertain than is tried out one by one; the list may be wide."))
    words = f"On {say_day(clocks.on)}{public}, account {board.account}: {standing}{weak}{meaning}."
    return Node(words, tuple(under))


def _amount(row: Row, part: Round | None, agreement: Agreement) -> str:
    one = row if part is None else part
    required = "not known" if one.required is None else say_interval(one.required)
    if part is None:
        done = say_done(row, agreement)
    else:
        done = "not known" if part.done is None else say_interval(part.done)
    return f"Done: {done} of {required} {row.unit or ''}".rstrip() + "."


def _rules_node(row: Row, part: Round | None, reports: Mapping[str, Bound]) -> Node | None:
    reasons = row.reasons
    if part is not None:
        own = tuple(reason for reason in reasons if part.id in reason.words)
        reasons = own or reasons
    rules = [
        Node(f"{reason.words.rstrip('.')}. (rule: {reason.rule})", tuple(_used(reason, reports)))
        for reason in reasons
    ]
    return Node("Why", tuple(rules)) if rules else None


def _used(reason: Reason, reports: Mapping[str, Bound]) -> Iterable[Node]:
    names = [name for name in reason.reports if name in reports]
    if names:
        voices = {name: reports[name].report for name in names}
        said = say_list(f"{name} ({voices[name].asserted_by or 'nobody named'})" for name in names)
        yield Node(f"By {said}.")


def _facts_node(row: Row, part: Round | None, reports: Mapping[str, Bound]) -> Node | None:
    facts = [Node(say_fact(fact, row), told(fact.reports, reports)) for fact in row.facts]
    in_facts = {name for fact in row.facts for name in fact.reports}
    opened = part.opened_by if part is not None else ()
    others = tuple(name for name in row.reports if name not in in_facts)
    if opened:
        facts.insert(0, Node("The act that opened this round", told(opened, reports)))
    if others:
        facts.append(Node("Other reports bound to it", told(others, reports)))
    if not facts:
        return Node("Reports: none is bound to it.")
    return Node("What is reported", tuple(facts))


def _rounds_node(row: Row, part: Round | None) -> Node | None:
    if part is not None or len(row.rounds) < 2:  # noqa: PLR2004 - one round is the row itself
        return None
    return Node("Rounds", tuple(Node(say_round(each, row.unit)) for each in row.rounds))


def _left_node(row: Row, part: Round | None, agreement: Agreement) -> Node | None:
    done = {"met", "met early", "met late", "amended", "waived", "lapsed", "no longer possible"}
    parts = [part] if part is not None else list(row.rounds)
    undone = [each for each in parts if each.standing not in done and each.standing != "missed"]
    still = [
        Node(f"{each.id}: {say_interval(left)} {row.unit or ''}".rstrip())
        for each in undone
        if row.days is None and (left := _left_of(each)) is not None and left.high != 0
    ]
    if still:
        return Node("Left to do", tuple(still))
    if row.standing not in ("in progress", "overdue", "held back", "suspended"):
        return None
    if row.rounds and not undone and part is None and row.days is None:
        return Node("Left to do: nothing of what has come so far; more can still come.")
    if not row.required and not row.rounds:
        who = say_list(who_of(agreement, row.commitment.liable))
        return Node(f"Left to do: all of it, by {who}, as far as anything is recorded.")
    return None


def _left_of(part: Round) -> Interval | None:
    if part.required is None or part.done is None:
        return None
    return left_of(part.required, part.done)


def _change_node(changes: tuple[WouldChange, ...], standing: str, *, tried: bool) -> Node | None:
    if not tried:
        return None
    if not changes:
        return Node(
            f"Which single report would change it: none of those tried; it stays {standing}."
        )
    return Node(
        "Which single report would change it (tried out, nobody made them)",
        tuple(
            Node(f"{change.words[0].upper()}{change.words[1:]} would make it: {change.after}.")
            for change in changes
        ),
    )


def _accounts_node(row: Row, part: Round | None, reports: Mapping[str, Bound]) -> Node | None:
    if part is not None or not row.by_account or not row.accounts_differ:
        return None
    under = [Node(f"{name}: {standing}") for name, standing in sorted(row.by_account.items())]
    if row.differing_reports:
        under.append(Node("What makes the difference", told(row.differing_reports, reports)))
    return Node("By account", tuple(under))


def _readings_node(row: Row, part: Round | None) -> Node | None:
    if part is not None or len(set(row.by_reading.values())) < 2:  # noqa: PLR2004 - they agree
        return None
    return Node(
        "By reading",
        tuple(Node(f'"{name}": {standing}') for name, standing in sorted(row.by_reading.items())),
    )


def _said_node(row: Row, part: Round | None, reports: Mapping[str, Bound]) -> Node | None:
    said = [
        Node(remark.words, told(remark.reports, reports))
        for remark in row.remarks
        if part is None or remark.round in (None, part.id)
    ]
    for party, names in row.toward:
        words = f"Done or refused toward it by {party}" + ("" if names else ": nothing recorded")
        said.append(Node(words, told(names, reports)))
    return Node("Said on it; it decides nothing", tuple(said)) if said else None
