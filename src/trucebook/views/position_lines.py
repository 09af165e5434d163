"""Positions, each a line with what stands under it: the same words for the terminal and the page.

Source: spec/positions.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucebook.model.demands import Demand
from trucebook.positions.find import Position
from trucebook.positions.voices import Voice
from trucebook.views.conflicts import say_aside, say_rule, say_voice, say_words
from trucebook.views.positions import (
    Positions,
    say_condition,
    say_doubt,
    say_position_voice,
    say_since,
)
from trucebook.views.wording import say_days

CLOSING = (
    "A stance, a demand, a threat or a measure moves no standing. The order is that of the names "
    "and means nothing."
)
NOBODYS = "no report that this account takes"


@dataclass(frozen=True, slots=True)
class Words:
    """One thing said of a position; `report` is the row it stands in, None where it is none."""

    words: str
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One position: who, what, where it stands; under it conditions, clauses and whose word."""

    head: str
    under: tuple[Words, ...]
    on: str | None = None
    """The text that a stance is on."""


def sections(answer: Positions) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """The five kinds, each with its title, whether or not the record has any."""
    return (
        ("Stances on texts", tuple(_stances(answer))),
        ("Demands", tuple(_demands(answer))),
        ("Threats", tuple(_threats(answer))),
        ("Measures", tuple(_measures(answer))),
        ("Talks and channels", tuple(_talks(answer))),
    )


def _stances(answer: Positions) -> Iterable[Told]:
    """By text, then by who holds it."""
    found = answer.of("stance")
    for text in sorted({one.about for one in found}):
        for one in found:
            if one.about == text:
                yield Told(_stance(one, answer), tuple(_voices(one)), text)


def _stance(one: Position, answer: Positions) -> str:
    who = answer.holders(one)
    if not one.standing:
        return f"{who}: {NOBODYS}"
    if one.because:
        return f"{who}: {say_doubt(one)}"
    return f"{who}: {' and '.join(one.standing)}, {say_since(one)}"


def _demands(answer: Positions) -> Iterable[Told]:
    """Those of the record, then those of texts of demands."""
    for one in answer.of("demand"):
        toward = f", of {answer.call(one.toward)}" if one.toward else ""
        word = one.standing[0] if one.standing else NOBODYS
        head = f"{answer.holders(one)}{toward}, on {one.about}: {word}"
        yield Told(head, tuple(_voices(one)))
    aside = {each.what.id: each for each in answer.counted.aside}
    for demand in answer.demands.demands:
        left = aside.get(demand.id)
        if left is not None and left.why in {"not public", "not made yet"}:
            continue
        word = "standing" if left is None else say_aside(left)
        word = "dropped" if left is not None and left.why == "withdrawn" else word
        yield Told(
            f"{_say(demand, answer)}: {word}",
            tuple(
                Words(
                    f"{say_voice(said, demand.id)}: {say_words(said)}",
                    None if said.id == demand.id else said.id,
                )
                for said in answer.counted.voices.get(demand.id, ())
            ),
        )


def _say(demand: Demand, answer: Positions) -> str:
    kind = "" if demand.kind == "demand" else " (objective)"
    return f"{answer.call(demand.by)}{kind}: that {say_rule(demand.rule, answer.outcomes)}"


def _threats(answer: Positions) -> Iterable[Told]:
    """Each with its condition and what it stands at."""
    for one in answer.of("threat"):
        word = say_doubt(one) if one.standing else NOBODYS
        told = (voice for voice in one.voices if voice.id in one.in_force)
        conditions = dict.fromkeys(say_condition(voice) for voice in told)
        yield Told(
            f"{answer.holders(one)} to {answer.call(one.toward)}, on {one.about} "
            f"[{one.name}]: {word}",
            (*map(Words, conditions), *_voices(one), *_decided(one)),
        )


def _measures(answer: Positions) -> Iterable[Told]:
    """What stopped, since when, until when; each name and purpose with whose it is."""
    for one in answer.of("measure"):
        word = one.standing[0] if one.standing else NOBODYS
        over = [voice for voice in one.voices if voice.id in one.decided_by]
        if over:
            days = say_days(min(v.first for v in over), min(v.last for v in over))
            word = f"ended {days}, in force"
        since = f" {say_since(one)}" if one.standing else ""
        who, toward = answer.holders(one), answer.call(one.toward)
        yield Told(
            f"{who} toward {toward}, {one.about}: {word}{since}", (*_voices(one), *_decided(one))
        )


def _talks(answer: Positions) -> Iterable[Told]:
    """Each channel with its stage, and what the agreement says of it."""
    for one in answer.of("talks"):
        word = say_doubt(one) if one.standing else NOBODYS
        if one.standing in {("begun",), ("held",)}:
            word = f"{word}, no outcome recorded"
        since = f", {say_since(one)}" if len(one.standing) == 1 else ""
        clauses = [
            Words(_clause(name, answer)) for name in one.commitments if name in answer.clauses
        ]
        who = answer.call(one.holders)
        yield Told(f"{who}, {one.about}: {word}{since}", (*clauses, *_voices(one)))


def _clause(name: str, answer: Positions) -> str:
    clause = answer.clauses[name]
    accounts = ", ".join(
        f"{account}: {standing}"
        for account, standing in clause.by_account.items()
        if standing != clause.standing
    )
    other = f"; account {accounts}" if accounts else "; the same in every account"
    return f"The agreement, [{name}]: {clause.standing or 'no standing'}{other}"


def _decided(one: Position) -> Iterable[Words]:
    if one.decided_by:
        yield Words(f"Decided by {', '.join(one.decided_by)}")


def _voices(one: Position) -> Iterable[Words]:
    """What it rests on first, then what was before, then what this account does not take."""
    standing = [voice for voice in one.voices if voice.id in one.in_force]
    decided = [voice for voice in one.voices if voice.id in one.decided_by]
    rest = [v for v in one.voices if v not in standing and v not in decided]
    rest.sort(key=lambda v: (v.last, v.first, v.id))
    for voice in standing:
        yield Words(_says(voice, one), voice.id)
    for voice in decided:
        yield Words(f"{voice.word}: {_says(voice, one)}", voice.id)
    for voice in rest:
        word = f"{voice.word}: " if one.sort in {"stance", "talks"} else ""
        mark = "beside" if voice.denies else "before" if voice.taken else "not taken here"
        yield Words(f"{mark}: {word}{_says(voice, one)}", voice.id)


def _says(voice: Voice, one: Position) -> str:
    report = voice.bound.report
    several = len({v.word for v in one.voices if v.id in one.in_force}) > 1
    word = f"{voice.word}: " if several and voice.id in one.in_force else ""
    called = f'; calls it "{report.called}"' if report.called else ""
    purpose = f'; purpose as given: "{report.purpose}"' if report.purpose else ""
    told = say_position_voice(voice)
    told = told.rstrip(".") if called or purpose else told
    return f"{word}{told}{called}{purpose}"
