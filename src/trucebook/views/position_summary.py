"""What stands on a day, a line for each position with whose word it is: the first screen.

What no longer stands, what the account does not take, demands and all words are told in full
elsewhere (`position_lines`).
Source: spec/positions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trucebook.positions.find import Position
from trucebook.positions.voices import Voice
from trucebook.views.positions import Positions, say_doubt
from trucebook.views.wording import say_day, say_days, say_list, say_short_day

MORE = "What stands no longer, what this account does not take, demands and all words: --details."
_OVER = {"met", "carried out", "lapsed", "withdrawn", "ended"}
_MOST = 2
"""So many voices are named; of more, how many."""


@dataclass(frozen=True, slots=True)
class Line:
    """One position that stands: what, and whose word it is.

    `on` is the text of a stance, `clauses` what the agreement says of talks.
    """

    words: str
    by: str
    on: str | None = None
    clauses: str = ""


def summary(answer: Positions) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The kinds of which something stands, each with its title; then who demands something."""
    found = (
        ("Stances on texts", tuple(_stances(answer))),
        ("Threats", tuple(_threats(answer))),
        ("Measures in force", tuple(_measures(answer))),
        ("Talks and channels", tuple(_talks(answer))),
    )
    return tuple((title, lines) for title, lines in found if lines)


def demanding(answer: Positions) -> tuple[str, ...]:
    """Whoever demands something that stands, by name."""
    aside = {one.what.id for one in answer.counted.aside}
    names = [answer.holders(one) for one in answer.of("demand") if one.standing == ("standing",)]
    names += [answer.call(one.by) for one in answer.demands.demands if one.id not in aside]
    return tuple(sorted(set(names)))


def _stands(answer: Positions, sort: str) -> Iterator[Position]:
    for one in answer.of(sort):
        if one.standing and not set(one.standing) <= _OVER:
            yield one


def _stances(answer: Positions) -> Iterable[Line]:
    for one in sorted(_stands(answer, "stance"), key=lambda one: one.about):
        who = answer.holders(one)
        if one.because:
            words = f"{who}: {say_doubt(one)}"
        else:
            verbs = [f"{word} from" if word == "withdraws" else word for word in one.standing]
            words = f"{who} {say_list(verbs)} it"
        yield Line(f"{words}{_since(one)}", _by(one), _text(one.about, answer))


def _text(title: str, answer: Positions) -> str:
    name = answer.short_names.get(title)
    return f"{title} [{name}]" if name else title


def _threats(answer: Positions) -> Iterable[Line]:
    for one in _stands(answer, "threat"):
        told = [voice.bound.report for voice in one.voices if voice.id in one.in_force]
        unless = dict.fromkeys(f'"{report.unless}"' for report in told if report.unless)
        by = dict.fromkeys(
            say_day(report.deadline.last_day)
            for report in told
            if report.deadline is not None and report.deadline.last_day is not None
        )
        condition = f", unless {say_list(unless, 'or')}" if unless else ""
        condition += f" by {say_list(by, 'or')}" if by else ""
        who = f"{answer.holders(one)} to {answer.call(one.toward)}, on {one.about}"
        yield Line(f"{who}: {say_doubt(one)}{condition}", _by(one))


def _measures(answer: Positions) -> Iterable[Line]:
    for one in _stands(answer, "measure"):
        who = f"{answer.holders(one)} toward {answer.call(one.toward)}, {one.about}"
        yield Line(f"{who}{_since(one, always=True)}", _by(one))


def _talks(answer: Positions) -> Iterable[Line]:
    for one in _stands(answer, "talks"):
        word = say_doubt(one)
        if one.standing in {("begun",), ("held",)}:
            word = f"{word}, no outcome recorded"
        clauses = [
            f"; the agreement, [{name}]: {answer.clauses[name].standing or 'no standing'}"
            for name in one.commitments
            if name in answer.clauses
        ]
        who = f"{answer.call(one.holders)}, {one.about}"
        yield Line(f"{who}: {word}{_since(one)}", _by(one), None, "".join(clauses))


def _in_force(one: Position) -> list[Voice]:
    return [voice for voice in one.voices if voice.id in one.in_force]


def _since(one: Position, *, always: bool = False) -> str:
    """Since when, where that is another day than that on which it was published."""
    if one.since is None:
        return ""
    published = {voice.bound.report.published for voice in _in_force(one)}
    if not always and set(one.since) <= published:
        return ""
    return f", since {say_days(*one.since)}"


def _by(one: Position) -> str:
    """Who says so through what, and when it was published."""
    voices: dict[str, list[int]] = {}
    for voice in _in_force(one):
        report = voice.bound.report
        who = report.asserted_by or report.source or "nobody named"
        through = f" through {report.source}" if report.source not in {None, who} else ""
        voices.setdefault(f"{who}{through}", []).append(report.published)
    named = [f"{who}, {_tied(say_short_day(max(days)))}" for who, days in voices.items()]
    more = f"; {len(named) - _MOST} more" if len(named) > _MOST else ""
    return f"{'; '.join(named[:_MOST])}{more}"


def _tied(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")
