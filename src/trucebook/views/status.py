"""Where does every commitment stand? The board, grouped by phase.

Source: spec/standings.md (semantics, sections 1, 4 and 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.evaluation.result import (
    CLOSING,
    Board,
    Cause,
    Clocks,
    Gap,
    PhaseState,
    Remark,
    Row,
    Standing,
)
from trucebook.model.agreement import WEAK_BASES, Agreement, BasisKind
from trucebook.model.report import Bound, Record, Watch
from trucebook.model.time import Day
from trucebook.views.duty import say_progress, say_what, who_of
from trucebook.views.wording import say_day, say_days, say_list, say_standing, say_uncertain_day


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something, through what, published when."""

    report: str
    asserter: str
    source: str | None
    published: Day


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment on the board, in words, with the row it comes from."""

    id: str
    who: tuple[str, ...]
    what: str
    progress: str | None
    due: Day | None
    due_latest: Day | None
    standing: str
    """The word, and where several are possible, which and why; a power's own state; else empty."""
    accounts_differ: bool
    weak_basis: BasisKind | None
    """How the clause is known, where that is below `published`."""
    row: Row


@dataclass(frozen=True, slots=True)
class Said:
    """A remark on a row, with who says it. It decides nothing."""

    id: str
    remark: Remark
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one phase; `phase` is None for what stands in no phase."""

    phase: PhaseState | None
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """The whole board as a reader meets it."""

    title: str
    clocks: Clocks
    account: str
    day_number: int | None
    phases: tuple[str, ...]
    """One sentence a phase."""
    groups: tuple[Group, ...]
    said: tuple[Said, ...]
    gap: str | None
    """A paragraph, where there is a gap under some reading."""
    coverage: tuple[str, ...]
    """Who watched what, and what nobody is declared to have watched."""
    unbound: int
    closing: str
    parties: tuple[tuple[str, str], ...]
    """Everybody the text names: the id, and the name in full."""
    board: Board


def status(board: Board, agreement: Agreement, record: Record) -> Status:
    """Lay a board out for reading."""
    voices = _voices(record)
    return Status(
        title=agreement.title,
        clocks=board.clocks,
        account=board.account,
        day_number=board.day_number,
        phases=tuple(say_phase(phase) for phase in board.phases),
        groups=tuple(_groups(board, agreement)),
        said=tuple(
            Said(row.commitment.id, remark, tuple(voices[r] for r in remark.reports if r in voices))
            for row in board.rows
            for remark in row.remarks
        ),
        gap=say_gap(board.gap),
        coverage=tuple(_say_coverage(board)),
        unbound=len(board.unbound),
        closing=CLOSING,
        parties=tuple((party.id, party.name) for party in agreement.parties),
        board=board,
    )


def line_of(row: Row, agreement: Agreement) -> Line:
    """One row in words."""
    commitment = row.commitment
    weak = commitment.basis.kind in WEAK_BASES
    return Line(
        id=commitment.id,
        who=who_of(agreement, commitment.liable),
        what=say_what(commitment),
        progress=say_progress(row, agreement),
        due=row.due,
        due_latest=row.due_latest,
        standing=_word(row.standing, row.possible, row.because) or row.state or "",
        accounts_differ=row.accounts_differ,
        weak_basis=commitment.basis.kind if weak else None,
        row=row,
    )


def say_phase(phase: PhaseState) -> str:
    """One sentence on where a phase stands, under each reading where they differ."""
    name = f"Phase {phase.id}"
    last = "" if phase.last is None else say_uncertain_day(phase.last, phase.last_latest)
    match phase.standing:
        case "waiting":
            words = f"{name} has not begun"
        case "running":
            begun = f" from {say_day(phase.first)}" if phase.first is not None else ""
            until = f" to {last}" if last else ""
            words = f"{name} runs{begun}{until}"
        case "continued":
            words = f"{name}'s term ended on {last}; parts of it go on"
        case "ran out":
            words = f"{name} ran out on {last}"
    others = {name: s for name, s in phase.by_reading.items() if s != phase.standing}
    under = say_list(f'{standing} under "{name}"' for name, standing in sorted(others.items()))
    return f"{words} ({under})." if under else f"{words}."


def say_gap(gap: Gap) -> str | None:
    """The paragraph on a gap: no phase runs, none goes on, something is still undone."""
    has = sorted(name for name, there in gap.by_reading.items() if there)
    hasnt = sorted(name for name, there in gap.by_reading.items() if not there)
    if not gap.now and not has:
        return None
    since = f" since {say_day(gap.first)}" if gap.first is not None else ""
    words = f"Gap{since}: no phase runs and none goes on, and part of the text is still undone"
    if has and hasnt:
        words += f". So under {_quoted(has)}; no gap under {_quoted(hasnt)}"
    elif has:
        words += " under every reading"
    if gap.declared:
        words += ". The text itself says nothing of what then follows"
    if gap.undone:
        words += f". Undone: {say_list(f'[{i}]' for i in gap.undone)}"
    return words + "."


def say_watch(watch: Watch) -> str:
    """Who watched what, from when to when."""
    ids = ", ".join(f"[{i}]" for i in watch.ids)
    return f"Watched: {ids}, {say_days(watch.first, watch.last)}, by {watch.by}."


def unwatched(board: Board) -> tuple[str, ...]:
    """Ids of commitments in force that nobody is declared to have watched."""
    watched = {i for watch in board.watches for i in watch.ids if watch.first <= board.clocks.on}
    return tuple(
        row.commitment.id
        for row in board.rows
        if row.standing is not None
        and row.standing not in ("not computable", "waiting", "amended", "waived", "lapsed")
        and not _covers(watched, row)
    )


def _covers(watched: set[str], row: Row) -> bool:
    ids = {row.commitment.id, row.commitment.clause}
    return bool(ids & watched) or any(r.id in watched for r in row.rounds)


def _say_coverage(board: Board) -> Iterable[str]:
    yield from (say_watch(watch) for watch in board.watches)
    nobody = unwatched(board)
    if nobody:
        ids = ", ".join(f"[{i}]" for i in nobody)
        yield f"Nobody declared to be watching: {ids}. There, silence says nothing."


def _groups(board: Board, agreement: Agreement) -> Iterable[Group]:
    lines = [line_of(row, agreement) for row in board.rows]
    states = {phase.id: phase for phase in board.phases}
    for phase in agreement.phases:
        own = tuple(line for line in lines if line.row.commitment.phase == phase.id)
        if own:
            yield Group(states.get(phase.id), f"Phase {phase.id}", own)
    known = {phase.id for phase in agreement.phases}
    rest = tuple(line for line in lines if line.row.commitment.phase not in known)
    if rest:
        yield Group(None, "Throughout the agreement" if known else "Commitments", rest)


def _voices(record: Record) -> dict[str, Voice]:
    return {bound.report.id: voice_of(bound) for bound in record.reports}


def voice_of(bound: Bound) -> Voice:
    """Who says a report, through what."""
    report = bound.report
    asserter = report.asserted_by or report.source or "nobody named"
    return Voice(report.id, asserter, report.source, report.published)


def _word(
    standing: Standing | None, possible: tuple[Standing, ...], because: tuple[Cause, ...]
) -> str | None:
    return None if standing is None else say_standing(standing, possible, because)


def _quoted(names: Iterable[str]) -> str:
    return say_list(f'"{name}"' for name in names)
