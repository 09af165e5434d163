"""Stories replayed: the hypothetical reports as a record, and every line held to the board."""

from __future__ import annotations

from collections.abc import Iterator

from trucebook.evaluation.result import Board, Clocks
from trucebook.evaluation.standing import Evaluation
from trucebook.findings.story import Act, Hole, Says, Stands, Story
from trucebook.model.agreement import Agreement
from trucebook.model.binding import bind_record
from trucebook.model.names import Names
from trucebook.model.time import iso


def replay(story: Story, agreement: Agreement) -> list[str]:
    """What does not come out as it is told; empty where all of it does."""
    record = bind_record(story.reports, (story.watch,), agreement, Names())
    wrong = [
        f"{bound.report.id} is bound to nothing: {bound.why_unbound}"
        for bound in record.reports
        if bound.report.for_ is not None and set(bound.report.for_) != set(bound.commitments)
    ]
    evaluation = Evaluation(agreement, record, Clocks(story.last))
    days = [line.day for line in story.lines]
    if days != sorted(days):
        wrong.append("its lines are not in order of day")
    for line in story.lines:
        match line:
            case Stands():
                wrong.extend(_stands(line, evaluation))
            case Hole():
                wrong.extend(_hole(line, evaluation.board(line.day, "undisputed")))
            case Says() | Act():
                pass
    return wrong


def _stands(line: Stands, evaluation: Evaluation) -> Iterator[str]:
    name = line.name
    while name not in evaluation.case.commitments:
        name = name.rpartition(".")[0]
    row = evaluation.row(name, line.day, "undisputed")
    if name == line.name:
        by = row.by_reading.get(line.reading) if line.reading else row.standing
        found = by if by is not None else row.standing
    else:
        rounds = {one.id: one.standing for one in row.rounds}
        found = rounds.get(line.name)
    if found != line.standing:
        yield f"{iso(line.day)}: [{line.name}] is told as {line.standing}, and stands at {found}"


def _hole(line: Hole, board: Board) -> Iterator[str]:
    gap = board.gap
    day = iso(line.day)
    for reading in line.under:
        if not gap.by_reading.get(reading):
            yield f"{day}: no gap under {reading}, which is told"
    for reading in line.not_under:
        if gap.by_reading.get(reading):
            yield f"{day}: a gap under {reading}, which is not told"
    if not line.under and not gap.now:
        yield f"{day}: no gap, which is told"
    if gap.first != line.day:
        yield f"{day}: the gap is from {gap.first and iso(gap.first)}"
    missing = set(line.undone) - set(gap.undone)
    if missing:
        yield f"{day}: not undone: {sorted(missing)}"
