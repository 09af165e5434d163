"""The parts of a sentence, sorted by what they are for, before its kind is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trucebook.model.from_syntax_amounts import marked, segments
from trucebook.model.from_syntax_rounds import is_round
from trucebook.syntax import parts as p
from trucebook.syntax import tree as t


@dataclass(slots=True)
class Sorted:
    """The parts of a sentence, by what they are for; verb and object are read from `core`."""

    core: list[p.Part] = field(default_factory=list)
    runs: list[list[p.Part]] = field(default_factory=list)
    dues: list[p.Due | p.Within] = field(default_factory=list)
    shares: list[p.Part] = field(default_factory=list)
    whichever: str | None = None
    start: p.Starting | None = None
    finish: p.Finishing | None = None
    first: p.From | None = None
    last: p.Until | None = None
    throughout: p.Throughout | None = None
    period: p.Period | None = None
    under: p.Under | None = None
    notice: p.BeforeEachAct | None = None
    against: p.InReturnFor | None = None
    average: bool = False
    same_time: list[p.SameTime] = field(default_factory=list)
    each_round: p.EachRound | None = None
    in_place: p.InPlaceOf | None = None
    phase: str | None = None
    """The phase the sentence stands under."""


def sort_parts(sentence: t.Sentence) -> Sorted:
    """Every part in its place; rounds apart from what stands before and behind them."""
    found = Sorted()
    found.against = next((part for part in sentence.leads if isinstance(part, p.InReturnFor)), None)
    found.dues.extend(part for part in sentence.leads if isinstance(part, p.Due | p.Within))
    for lead in sentence.leads:
        if isinstance(lead, p.SameTime | p.EachRound | p.InPlaceOf):
            _place(lead, found)
    head, runs = _rounds_apart(sentence.parts)
    found.runs = runs
    sharing = False
    for part in head:
        if marked(part, "of which"):
            sharing = True
        elif sharing and not _shared(part):
            sharing = False
        (found.shares if sharing else found.core).append(part)
        _place(part, found)
    found.core = [part for part in found.core if not isinstance(part, _PLACED)]
    while found.core and marked(found.core[0], ","):
        found.core.pop(0)  # alpha shall, within 7 days, open the road
    return found


def _shared(part: p.Part) -> bool:
    return isinstance(part, p.Number | p.Category | p.Classes | p.Word) or marked(
        part, "of which", ",", "and"
    )


_PLACED = (
    p.Due,
    p.Within,
    p.Starting,
    p.Finishing,
    p.From,
    p.Until,
    p.Throughout,
    p.Period,
    p.Under,
    p.BeforeEachAct,
    p.InReturnFor,
    p.Proviso,
    p.SameTime,
    p.EachRound,
    p.InPlaceOf,
)


def _place(part: p.Part, found: Sorted) -> None:
    match part:
        case p.Due() | p.Within():
            found.dues.append(part)
        case p.Starting():
            found.start = part
        case p.Finishing():
            found.finish = part
        case p.From():
            found.first = part
        case p.Until():
            found.last = part
        case p.Throughout():
            found.throughout = part
        case p.Period():
            found.period = part
        case p.Under():
            found.under = part
        case p.BeforeEachAct():
            found.notice = part
        case p.InReturnFor():
            found.against = part
        case p.SameTime():
            found.same_time.append(part)
        case p.EachRound():
            found.each_round = part
        case p.InPlaceOf():
            found.in_place = part
        case p.Mark(word="on average"):
            found.average = True
        case p.Mark(word="whichever is earlier" | "whichever is later"):
            found.whichever = part.word.rsplit(maxsplit=1)[-1]
        case _:
            pass


def _rounds_apart(parts: Sequence[p.Part]) -> tuple[list[p.Part], list[list[p.Part]]]:
    """What stands before and behind the rounds, and the rounds; an exchange's items are none."""
    colon = next((i for i, part in enumerate(parts) if marked(part, ":")), None)
    if colon is None or any(marked(part, "for each", "for the") for part in parts):
        return [part for part in parts if not marked(part, ":")], []
    head = list(parts[:colon])
    runs: list[list[p.Part]] = []
    for run in segments(parts[colon + 1 :], ",", ";"):
        if is_round(run):
            runs.append(run)
        else:
            head.extend(run)
    return head, runs


def own_words(found: Sorted) -> list[p.Part]:
    """What verb and object are read from: of a notice, not its hours; of an order, no class."""
    if found.under is not None:
        words: list[p.Part] = [part for part in found.core if isinstance(part, p.Word)]
        named: list[p.Part] = [part for part in found.core if isinstance(part, p.ThingWord)]
        return words + named[:1]
    if found.notice is None:
        return found.core
    return [part for part in found.core if not isinstance(part, p.Duration | p.Mark)]
