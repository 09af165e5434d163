"""The five kinds of positions in a record, each with every report that tells of it.

Source: spec/positions.md (semantics, section 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from trucebook.model.position import (
    DEMANDS,
    MEASURE_ENDS,
    MEASURES,
    TALKS,
    THREATS,
    stance_of,
)
from trucebook.model.report import Bound
from trucebook.model.time import Day
from trucebook.positions.threats import NEVER, Course, stands
from trucebook.positions.voices import Listening, Voice, about, grouped, latest

Sort = Literal["stance", "demand", "threat", "measure", "talks"]
_FOR = frozenset({"accepts", "backs", "offers", "insists on"})


@dataclass(frozen=True, slots=True)
class Position:
    """One thing that somebody holds, does or is in, as far as the record tells."""

    sort: Sort
    holders: tuple[str, ...]
    toward: tuple[str, ...]
    about: str
    name: str
    """What it is known by: an event, or holder and matter."""
    standing: tuple[str, ...]
    """The word; several where the account leaves more than one; none where it takes no report."""
    because: tuple[str, ...]
    """Why more than one: account, date, no event named."""
    since: tuple[Day, Day] | None
    voices: tuple[Voice, ...]
    """Every report of it that could be seen by then, by day."""
    in_force: tuple[str, ...]
    """Ids of the reports that the standing rests on."""
    decided_by: tuple[str, ...] = ()
    """Ids of further reports by which it is met, carried out, ended or dropped."""
    commitments: tuple[str, ...] = ()
    """The commitments its reports are bound to."""


def positions_in(listening: Listening) -> tuple[Position, ...]:
    """Every position there is by the day, sorted by kind and name; nothing is weighed."""
    return (
        *_stances(listening),
        *_demands(listening),
        *_threats(listening),
        *_measures(listening),
        *_talks(listening),
    )


def _voices(listening: Listening, sort: frozenset[str], word: str = "said") -> Iterable[Voice]:
    for bound in listening.seen:
        if _kind(bound) in sort and stance_of(bound.report) != "withdraws":
            voice = listening.voice(bound, word, listening.bodies(bound.report.actor))
            if voice is not None:
                yield voice


def _kind(bound: Bound) -> str:
    """The kind of a row: as the names table has it, else as written."""
    known = DEMANDS | THREATS | MEASURES | MEASURE_ENDS | TALKS
    kind = bound.report.kind
    return kind if kind in known or bound.verb is None else bound.verb


def _holders(voice: Voice, listening: Listening) -> tuple[str, ...]:
    return listening.bodies(voice.bound.report.actor)


def _toward(voices: Iterable[Voice], listening: Listening) -> tuple[str, ...]:
    found = {one for v in voices for one in listening.bodies(v.bound.report.counterpart)}
    return tuple(sorted(found))


def _bound_to(voices: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(sorted({name for voice in voices for name in voice.bound.commitments}))


def _stances(listening: Listening) -> Iterable[Position]:
    voices = []
    other = DEMANDS | THREATS
    held = {b.event or b.report.id for b in listening.seen if b.report.kind in other}
    for bound in listening.seen:
        word = stance_of(bound.report)
        own = bound.report.kind in other | MEASURES
        takes_back = word == "withdraws" and bound.event in held
        if word is None or own or takes_back or listening.about_a_duty(bound):
            continue
        for holder in listening.bodies(bound.report.actor):
            voice = listening.voice(bound, word, (holder,))
            if voice is not None:
                voices.append((holder, voice))
    for holder in sorted({name for name, _ in voices}):
        of = grouped((v for name, v in voices if name == holder), lambda v: listening.text(v.bound))
        for text, told in of.items():
            last = latest(told)
            words = tuple(sorted({voice.word for voice in last}))
            bar = max((voice.first for voice in last), default=0)
            denied = any(v.denies and v.taken and v.word in words and v.last >= bar for v in told)
            doubt = denied or len({word in _FOR for word in words}) > 1
            because = _because(last) if doubt else ()
            yield Position(
                "stance", (holder,), (), text, f"{holder} > {text}", words, because,
                _since(told, last), told, _ids(last), (), _bound_to(told),
            )  # fmt: skip


def _because(last: tuple[Voice, ...]) -> tuple[str, ...]:
    found = {"account"} if len({voice.bound.asserter for voice in last}) > 1 else set()
    if any(voice.first != voice.last for voice in last):
        found.add("date")
    return tuple(sorted(found or {"account"}))


def _since(told: tuple[Voice, ...], last: tuple[Voice, ...]) -> tuple[Day, Day] | None:
    """Since when the words have been as they are: the first report of the run that gives them."""
    if not last:
        return None
    words = {voice.word for voice in last}
    taken = [voice for voice in told if voice.taken and not voice.denies]
    run: list[Voice] = []
    for voice in reversed(taken):
        if voice.word not in words:
            break
        run.append(voice)
    first = run[-1] if run else last[0]
    return first.first, first.last


def _ids(voices: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(sorted(voice.id for voice in voices))


def _event(voice: Voice) -> str:
    return voice.bound.event or voice.id


def _withdrawn(name: str, holders: tuple[str, ...], listening: Listening) -> Course:
    """When whoever holds it took it back, by a report that names it in `event`."""
    taken = []
    for bound in listening.seen:
        if bound.event == name and stance_of(bound.report) == "withdraws":
            voice = listening.voice(bound, "withdraws", holders)
            if voice is not None and voice.taken and not voice.denies:
                taken.append(voice)
    if not taken:
        return NEVER
    days = {day for voice in taken for day in (voice.first, voice.last)}
    because = frozenset({"date"} if len(days) > 1 else ())
    return Course(frozenset(days), _ids(taken), because)


def _demands(listening: Listening) -> Iterable[Position]:
    for name, told in grouped(_voices(listening, DEMANDS), _event).items():
        holders = _holders(told[0], listening)
        taken = latest_taken(told)
        back = _withdrawn(name, holders, listening)
        word = () if not taken else ("standing",) if back is NEVER else ("dropped",)
        yield Position(
            "demand", holders, _toward(told, listening), about(told[0].bound), name, word, (),
            _span(taken), told, _ids(taken), back.reports, _bound_to(told),
        )  # fmt: skip


def latest_taken(told: Iterable[Voice]) -> tuple[Voice, ...]:
    """The reports the account takes, denials apart."""
    return tuple(voice for voice in told if voice.taken and not voice.denies)


def _span(voices: tuple[Voice, ...]) -> tuple[Day, Day] | None:
    if not voices:
        return None
    return min(voice.first for voice in voices), min(voice.last for voice in voices)


def _threats(listening: Listening) -> Iterable[Position]:
    for name, told in grouped(_voices(listening, THREATS), _event).items():
        holders = _holders(told[0], listening)
        taken = latest_taken(told)
        back = _withdrawn(name, holders, listening)
        words, because, decided = stands(taken, back, listening)
        yield Position(
            "threat", holders, _toward(told, listening), about(told[0].bound), name, words,
            because, _span(taken), told, _ids(taken), decided, _bound_to(told),
        )  # fmt: skip


def _measures(listening: Listening) -> Iterable[Position]:
    def same(voice: Voice) -> str:
        matter = f"{' and '.join(_holders(voice, listening))} > {about(voice.bound)}"
        return voice.bound.event or matter

    ends = grouped(_voices(listening, MEASURE_ENDS, "ended"), same)
    for name, told in grouped(_voices(listening, MEASURES, "in force"), same).items():
        taken = latest_taken(told)
        over = tuple(
            voice
            for voice in latest_taken(ends.get(name, ()))
            if taken and voice.first >= max(one.first for one in taken)
        )
        before = max((one.first for one in latest_taken(ends.get(name, ()))), default=None)
        if not over and before is not None:
            taken = tuple(voice for voice in taken if voice.first > before)
        words = () if not taken else ("ended",) if over else ("in force",)
        every = (*told, *ends.get(name, ()))
        yield Position(
            "measure", _holders(told[0], listening), _toward(told, listening),
            about(told[0].bound), name, words, (), _span(taken), every, _ids(taken), _ids(over),
            _bound_to(told),
        )  # fmt: skip


def _talks(listening: Listening) -> Iterable[Position]:
    voices = []
    for bound in listening.seen:
        report = bound.report
        if report.kind in TALKS or report.stage is not None:
            both = {*listening.bodies(report.actor), *listening.bodies(report.counterpart)}
            voice = listening.voice(bound, report.stage or "held", both)
            if voice is not None:
                voices.append((tuple(sorted(both)), voice))
    between = {voice.id: parties for parties, voice in voices}
    of = grouped((v for _, v in voices), lambda v: (between[v.id], about(v.bound)))
    for (who, matter), told in of.items():
        last = latest(told)
        last = tuple(v for v in last if v.bound.side == listening.account) or last
        words = tuple(sorted({voice.word for voice in last}))
        because = _because(last) if len(words) > 1 else ()
        yield Position(
            "talks", who, (), matter, f"{' and '.join(who)} > {matter}", words, because,
            _since(told, last), told, _ids(last), (), _bound_to(told),
        )  # fmt: skip
