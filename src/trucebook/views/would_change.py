"""Which single report would change a standing: tried out, one after the other, never guessed.

Each is put beside the record and the whole is evaluated again; only those that move the standing
are told. They are hypothetical and are never written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trucebook.evaluation.result import Board, Round, Row
from trucebook.model.agreement import (
    Agreement,
    Conduct,
    Exchange,
    Expectation,
    HandOver,
    JointAct,
    Keep,
    Level,
    Party,
    Power,
    Quota,
    Terms,
)
from trucebook.model.quantity import Amount, Number, exactly
from trucebook.model.report import Bound, CountBasis, Record, Report
from trucebook.model.time import Day, When, end_of, iso, start_of
from trucebook.views.duty import left_of
from trucebook.views.stands import Stands, round_word, word_of
from trucebook.views.wording import say_day, say_list, say_number

Judge = Callable[[Record, str], Stands]
"""Where one commitment stands by another record of the same agreement: record, commitment."""

COUNTED = (HandOver, Exchange, Quota)
VERIFY = ("verifier", "monitor")

HYPOTHETICAL = "hypothetical"
"""The id of a report that nobody made."""


@dataclass(frozen=True, slots=True)
class WouldChange:
    """A report nobody made, in words, and the standing it would lead to."""

    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Try:
    speaker: str
    says: str
    report: Bound


def would_change(  # noqa: PLR0913 - the question of `standing`, and where to look in its answer
    board: Board,
    row: Row,
    part: Round | None,
    *,
    agreement: Agreement,
    record: Record,
    judge: Judge,
) -> tuple[WouldChange, ...]:
    """The reports that would move this standing, each by itself."""
    before = word_of(row) if part is None else round_word(part)
    speakers: dict[tuple[str, str], list[str]] = {}
    for attempt in _tries(board, row, part, agreement):
        after = _answer(judge(record.plus(attempt.report), row.commitment.id), part)
        if after is not None and after != before:
            speakers.setdefault((attempt.says, after), []).append(attempt.speaker)
    return tuple(
        WouldChange(f"a report by {say_list(names, 'or')} {says}", before, after)
        for (says, after), names in speakers.items()
    )


def _answer(stands: Stands, part: Round | None) -> str | None:
    if part is None:
        return word_of(stands)
    again = next((each for each in stands.rounds if each.id == part.id), None)
    return None if again is None else round_word(again)


def _tries(board: Board, row: Row, part: Round | None, agreement: Agreement) -> Iterable[_Try]:
    terms = row.commitment.terms
    if isinstance(terms, (Conduct, Expectation, Power)) or row.standing is None:
        return
    speakers = _speakers(row, agreement)
    on = board.clocks.on
    if isinstance(terms, (Keep, Level)):
        for party in speakers:
            act = _report(board, row, party, on, None, contrary=True)
            yield _Try(party.name, f"of an act against it on {say_day(on)}", act)
        return
    for day, when in _days(board, row, part):
        rest = _rest(row, part)
        says = f"that {_done(row, rest)}{'' if isinstance(terms, Quota) else when}"
        for party in speakers:
            yield _Try(party.name, says, _report(board, row, party, day, rest, contrary=None))
        if isinstance(terms, Quota):
            return


def _done(row: Row, rest: Number | None) -> str:
    terms = row.commitment.terms
    if isinstance(terms, Quota):
        return f"{say_number(terms.number)} {terms.thing} came on every day so far"
    return "it was done" if rest is None else f"the rest was done ({say_number(rest)})"


def _speakers(row: Row, agreement: Agreement) -> tuple[Party, ...]:
    """Who could say it: those it is owed to, those who undertook it, verifiers of such things."""
    commitment = row.commitment
    matters = {commitment.verb, commitment.object, row.unit}
    owed = [party for party in agreement.parties if party.id in commitment.owed]
    liable = [party for party in agreement.parties if party.id in commitment.liable]
    verify = [
        party
        for party in agreement.parties
        if party.role in VERIFY and (not party.matters or matters & set(party.matters))
    ]
    return (*owed, *liable, *verify)


def _days(board: Board, row: Row, part: Round | None) -> Iterable[tuple[Day, str]]:
    """In time, where its day is past, and on the day looked at."""
    on = board.clocks.on
    due = (part or row).due
    if due is not None and due < on:
        yield due, f" in time, on {say_day(due)}"
    yield on, f" on {say_day(on)}"


def _rest(row: Row, part: Round | None) -> Number | None:
    one = row if part is None else part
    if one.required is None or one.done is None:
        return None
    left = left_of(one.required, one.done)
    rest = left.low if left.high is None else left.high
    return rest or None


def _report(  # noqa: PLR0913 - a report has as many sides as it has
    board: Board, row: Row, party: Party, day: Day, rest: Number | None, *, contrary: bool | None
) -> Bound:
    commitment, terms = row.commitment, row.commitment.terms
    clocks = board.clocks
    performer, receiver = commitment.liable[0], next(iter(commitment.owed), None)
    count: Amount | None = None if rest is None else exactly(rest)
    basis: CountBasis | None = None if rest is None else "increment"
    when = When(start_of(day), end_of(day), iso(day))
    if isinstance(terms, Quota):
        count, basis = exactly(terms.number), "per-day"
        first = (row.in_force[0] if row.in_force else None) or day
        when = When(start_of(first), end_of(clocks.on), f"{iso(first)}/{iso(clocks.on)}")
    report = Report(
        id=HYPOTHETICAL,
        published=clocks.on if clocks.public is None else clocks.public,
        kind=_kind(terms),
        asserted_by=party.name,
        source=HYPOTHETICAL,
        when=when,
        actor=performer,
        counterpart=receiver,
        object=commitment.object,
        count=count,
        count_basis=basis,
        for_=(commitment.id,),
        stage="begun" if isinstance(terms, JointAct) and terms.act == "begin talks" else None,
        contrary=contrary,
        span=commitment.span,
    )
    return Bound(
        report=report,
        commitments=(commitment.id,),
        performer=performer,
        receiver=receiver,
        verb=commitment.verb,
        thing=terms.thing if isinstance(terms, COUNTED) else commitment.object,
        of=terms.of if isinstance(terms, (HandOver, Quota)) else frozenset(),
        asserter=party.id,
        side=party.id,
    )


def _kind(terms: Terms) -> str:
    if isinstance(terms, JointAct) and terms.act != "do":
        return "talks" if terms.act == "begin talks" else "agreement"
    return "act"
