"""Who holds what, with whose word: stances, demands, threats, measures in force, talks.

Source: spec/positions.md (semantics, section 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trucebook.conflicts.counting import Counted, counted
from trucebook.evaluation.result import Board, Clocks
from trucebook.model.agreement import Agreement
from trucebook.model.demands import Demands, Outcome
from trucebook.model.names import Names
from trucebook.model.report import Record
from trucebook.positions.find import Position, positions_in
from trucebook.positions.voices import Listening, Voice
from trucebook.views.conflicts import say_voice, say_words
from trucebook.views.wording import say_day, say_days, say_list

DOUBTS = {
    "account": "by whose word",
    "date": "by its day",
    "no event named": "no event is named by which it would be met",
}
"""Why more than one word is possible."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A commitment that talks are about, and where it stands by account."""

    id: str
    text: str
    standing: str | None
    by_account: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Positions:
    """The answer: positions from the record; demands of texts of demands; clauses on talks."""

    positions: tuple[Position, ...]
    counted: Counted
    demands: Demands
    clauses: Mapping[str, Clause]
    names: Mapping[str, str]
    """What each party is called, by id."""
    short_names: Mapping[str, str]
    """What commands call each text, by its title."""

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """The outcomes of the texts of demands, by id."""
        return {outcome.id: outcome for outcome in self.demands.outcomes}

    def of(self, sort: str) -> tuple[Position, ...]:
        """Those of one kind."""
        return tuple(one for one in self.positions if one.sort == sort)

    def call(self, ids: tuple[str, ...]) -> str:
        """Those who hold something, by name."""
        return say_list([self.names.get(one, one) for one in ids]) if ids else "nobody named"

    def holders(self, one: Position) -> str:
        """Whoever holds it, by name; somebody the text does not name as the record has it."""
        written = next((v.bound.report.actor for v in one.voices), None)
        if len(one.holders) == 1 and one.holders[0] not in self.names and written:
            return written
        return self.call(one.holders)


def positions(  # noqa: PLR0913, PLR0917 - a book, and what is asked of it
    agreement: Agreement,
    names: Names,
    record: Record,
    demands: Demands,
    clocks: Clocks,
    account: str,
    board: Board,
    titles: Mapping[str, str] | None = None,
) -> Positions:
    """Every position of the record on a day; a demand that a text of demands tells is told there.

    The board is only read: nothing here moves it. `titles` has the title of each text by its names,
    the one that commands use first.
    """
    by_name = {name.casefold(): title for name, title in (titles or {}).items()}
    found = positions_in(Listening(agreement, names, record, clocks, account, by_name))
    these = counted(demands, agreement, names, record, clocks, account)
    told = {said.id for voices in these.voices.values() for said in voices}
    kept = tuple(
        one
        for one in found
        if one.sort != "demand" or not {voice.id for voice in one.voices} <= told
    )
    about = {name for one in kept if one.sort == "talks" for name in one.commitments}
    clauses = {
        row.commitment.id: Clause(
            row.commitment.id, row.commitment.text, row.standing, dict(row.by_account)
        )
        for row in board.rows
        if row.commitment.id in about
    }
    called = {party.id: party.name for party in agreement.parties}
    short = {title: name for name, title in reversed(list((titles or {}).items()))}
    return Positions(kept, these, demands, clauses, called, short)


def say_position_voice(voice: Voice) -> str:
    """Whose word it is, through what, of which day, in which words; ours marked as such."""
    report = voice.bound.report
    of = ""
    if (voice.first, voice.last) != (report.published, report.published):
        of = f", of {say_days(voice.first, voice.last)}"
    denied = "denies: " if voice.denies else ""
    return f"{denied}{say_voice(report, '')}{of}: {say_words(report)}"


def say_since(position: Position) -> str:
    """Since when, in words."""
    if position.since is None:
        return ""
    first, last = position.since
    return f"since {say_days(first, last)}"


def say_doubt(position: Position) -> str:
    """Which words are possible, and why."""
    words = " or ".join(position.standing)
    why = "; ".join(DOUBTS[one] for one in position.because)
    return f"unknown, {words}: {why}" if why else words


def say_condition(voice: Voice) -> str:
    """By which event it would be met, by when, and by which carried out."""
    report = voice.bound.report
    by = ""
    if report.deadline is not None and report.deadline.last_day is not None:
        by = f" by {say_day(report.deadline.last_day)}"
    met = (
        f'Met by the event "{report.unless}"{by}'
        if report.unless
        else (f"By which event it would be met{by} is not named")
    )
    harm = (
        f'carried out by the event "{report.harm}"'
        if report.harm
        else ("by which event it would be carried out is not named")
    )
    return f"{met}; {harm}."
