"""Finding a commitment or a round by its id, and what was probably meant where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from trucebook.evaluation.result import Board, Round, Row


@dataclass(frozen=True, slots=True)
class Found:
    """A row, and the round of it that was asked for, if one was."""

    row: Row
    round: Round | None = None


def find(board: Board, name: str) -> tuple[Found, ...]:
    """The rows of that id: a commitment, a round, or every commitment of a clause.

    Shape: empty where the text has no such id.
    """
    name = name.strip().removeprefix("[").removesuffix("]")
    rows = [row for row in board.rows if row.commitment.id == name]
    if rows:
        return tuple(Found(row) for row in rows)
    for row in board.rows:
        for part in row.rounds:
            if part.id == name:
                return (Found(row, part),)
    return tuple(Found(row) for row in board.rows if row.commitment.clause == name)


def ids_of(board: Board) -> tuple[str, ...]:
    """Every id that can be asked for."""
    rows = [i for row in board.rows for i in (row.commitment.clause, row.commitment.id)]
    rounds = [part.id for row in board.rows for part in row.rounds]
    return tuple(dict.fromkeys([*rows, *rounds]))


def row_ids(board: Board) -> dict[str, str]:
    """The id of the row to be looked at, by its own id and by those of its rounds."""
    rounds = {part.id: row.commitment.id for row in board.rows for part in row.rounds}
    return rounds | {row.commitment.id: row.commitment.id for row in board.rows}


def near(name: str, among: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Names that look like `name`, nearest first; those that begin alike count as near."""
    choices = list(dict.fromkeys(among))
    folded = {choice.casefold(): choice for choice in reversed(choices)}
    close = [
        folded[match] for match in get_close_matches(name.casefold(), folded, n=most, cutoff=0.6)
    ]
    alike = [
        choice
        for choice in choices
        if name and (choice.casefold().startswith(name.casefold()) or name.casefold() in choice)
    ]
    return tuple(dict.fromkeys([*close, *alike]))[:most]
