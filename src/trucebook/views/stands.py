"""What a row, a round's row and a bare judgement have in common: a standing on one day."""

from __future__ import annotations

from typing import Protocol

from trucebook.evaluation.result import Cause, Days, Round, Standing
from trucebook.model.time import Day
from trucebook.views.wording import say_standing


class Stands(Protocol):
    """Where one commitment stands on one day. A `Row` is one, with more beside it."""

    @property
    def standing(self) -> Standing | None:
        """The word; None for powers and expectations."""

    @property
    def possible(self) -> tuple[Standing, ...]:
        """Every word it may be."""

    @property
    def because(self) -> tuple[Cause, ...]:
        """Why several."""

    @property
    def rounds(self) -> tuple[Round, ...]:
        """Its parts."""

    @property
    def due(self) -> Day | None:
        """Its day."""

    @property
    def due_latest(self) -> Day | None:
        """The latest its day may be."""

    @property
    def days(self) -> Days | None:
        """Of a quota."""

    @property
    def state(self) -> str | None:
        """Of a power."""


def word_of(one: Stands) -> str:
    """The standing in words, or a power's own state."""
    if one.standing is None:
        return one.state or "no standing"
    return say_standing(one.standing, one.possible, one.because)


def round_word(part: Round) -> str:
    """The standing of a round in words."""
    return say_standing(part.standing, part.possible, part.because)
