# ruff: noqa: D102 - a method is named after the rule it reads; the grammar says what that is
"""Rules of the grammar → our tree: one method for each, nothing decided here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from trucebook.syntax import parts as p
from trucebook.syntax.automaton import Node, Place
from trucebook.syntax.span import Span
from trucebook.syntax.tokens import Token

_MARKS = {"COMMA": ",", "COLON": ":", ";": ";"}
Unit = Literal["hour", "day", "week", "month"]


def number(text: str) -> int | Decimal:
    """The exact number written so."""
    bare = text.replace(",", "")
    return Decimal(bare) if "." in bare else int(bare)


def _only(kind: type | tuple[type, ...], children: Sequence[Node]) -> list[Node]:
    return [child for child in children if isinstance(child, kind)]


def _first(children: Sequence[Node], *kinds: str) -> Token | None:
    return next((c for c in children if isinstance(c, Token) and c.kind in kinds), None)


class ToTree:
    """Makes the nodes of one file's sentences."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    def _at(self, place: Place) -> Span:
        return Span(self.file, *place)

    def _of(self, token: Token) -> Span:
        return Span(self.file, token.start, token.end)

    def _ref(self, token: Token) -> p.Ref:
        return p.Ref(token.text[1:-1].strip(), self._of(token))

    def _quoted(self, token: Token) -> p.Quoted:
        return p.Quoted(token.text[1:-1], self._of(token))

    def _written(self, token: Token) -> str:
        span = self._of(token)
        return " ".join(self.text[span.start : span.end].split())

    def _duration(self, token: Token) -> p.Duration:
        count, unit = token.text.split()
        return p.Duration(number(count), cast("Unit", unit), self._of(token))

    # --- words ---

    def word(self, _place: Place, children: list[Node]) -> p.Part:
        token: Token = children[0]
        span = self._of(token)
        match token.kind:
            case "STRING":
                return self._quoted(token)
            case "NUMBER":
                return p.Number(number(token.text), span)
            case "DURATION":
                return self._duration(token)
            case "PARTY" | "ROLE":
                return p.Name(token.text, span)
            case "THING":
                return p.ThingWord(token.text, span)
            case "CATEGORY":
                return p.Category(token.text, span)
            case "PHASE":
                return p.PhaseRef(token.text, span)
            case "REF":
                return self._ref(token)
            case _:
                return p.Word(self._written(token), span)

    def mark(self, _place: Place, children: list[Node]) -> p.Mark:
        token: Token = children[0]
        word = token.kind.lower().replace("_", " ")
        return p.Mark(word, self._of(token))

    def receiver(self, place: Place, children: list[Node]) -> p.Receiver:
        return p.Receiver(children[1].text, self._at(place))

    def under(self, place: Place, children: list[Node]) -> p.Under:
        return p.Under(self._ref(children[1]), self._at(place))

    def before_each_act(self, place: Place, children: list[Node]) -> p.BeforeEachAct:
        return p.BeforeEachAct(self._ref(children[1]), self._at(place))

    def class_name(self, place: Place, children: list[Node]) -> p.Word:
        text = " ".join(c.text if c.kind == "CATEGORY" else self._written(c) for c in children)
        return p.Word(text, self._at(place))

    def classes(self, place: Place, children: list[Node]) -> p.Classes:
        return p.Classes(tuple(_only(p.Word, children)), self._at(place))

    # --- when ---

    def by(self, place: Place, children: list[Node]) -> p.Due:
        return p.Due("by", children[1], self._at(place))

    def on(self, place: Place, children: list[Node]) -> p.Due:
        return p.Due("on", children[1], self._at(place))

    def at_hour(self, place: Place, children: list[Node]) -> p.Due:
        return p.Due("on", children[1], self._at(place))

    def hour(self, place: Place, children: list[Node]) -> p.AtHour:
        clock, _, zone = children[0].text.partition(" ")
        hours, minutes = clock.split(":")
        minute = int(hours) * 60 + int(minutes)
        return p.AtHour(minute, zone or None, children[2], self._at(place))

    def within(self, place: Place, children: list[Node]) -> p.Within:
        of = children[3] if len(children) > 3 else None  # noqa: PLR2004 - WITHIN DURATION OF event
        return p.Within(self._duration(children[1]), of, self._at(place))

    def within_each_act(self, place: Place, children: list[Node]) -> p.Within:
        each = p.EachAct(self._of(children[2]))
        return p.Within(self._duration(children[1]), each, self._at(place))

    def starting(self, place: Place, children: list[Node]) -> p.Starting:
        return p.Starting(children[1], self._at(place))

    def finishing(self, place: Place, children: list[Node]) -> p.Finishing:
        return p.Finishing(children[1], self._at(place))

    def from_(self, place: Place, children: list[Node]) -> p.From:
        return p.From(children[1], self._at(place))

    def until(self, place: Place, children: list[Node]) -> p.Until:
        return p.Until(children[1], self._at(place))

    def throughout(self, place: Place, children: list[Node]) -> p.Throughout:
        phase = _first(children, "PHASE")
        return p.Throughout(phase.text if phase else None, agreement=False, span=self._at(place))

    def throughout_agreement(self, place: Place, _children: list[Node]) -> p.Throughout:
        return p.Throughout(None, agreement=True, span=self._at(place))

    def each(self, place: Place, children: list[Node]) -> p.Period:
        unit = cast("Unit", children[0].kind.removeprefix("EACH_").lower())
        phase = _first(children, "PHASE")
        every = p.Duration(1, unit, self._of(children[0]))
        return p.Period(every, phase.text if phase else None, self._at(place))

    def every(self, place: Place, children: list[Node]) -> p.Period:
        phase = _first(children, "PHASE")
        every = self._duration(children[1])
        return p.Period(every, phase.text if phase else None, self._at(place))

    def every_weekday(self, place: Place, children: list[Node]) -> p.Period:
        phase = _first(children, "PHASE")
        every = p.Duration(7, "day", self._of(children[1]))
        named = phase.text if phase else None
        return p.Period(every, named, self._at(place), int(children[1].text))

    def at_day(self, place: Place, children: list[Node]) -> p.AtDay:
        phase = _first(children, "PHASE")
        return p.AtDay(int(children[0].text), phase.text if phase else None, self._at(place))

    def at_date(self, place: Place, children: list[Node]) -> p.AtDate:
        return p.AtDate(date.fromisoformat(children[0].text).toordinal(), self._at(place))

    def at_week(self, place: Place, children: list[Node]) -> p.AtWeek:
        week = cast("Token", _first(children, "WEEKN"))
        phase = _first(children, "PHASE")
        return p.AtWeek(int(week.text), phase.text if phase else None, self._at(place))

    def at_end(self, place: Place, children: list[Node]) -> p.AtEnd:
        return p.AtEnd(children[1].text, self._at(place))

    def day_after(self, place: Place, children: list[Node]) -> p.AfterEvent:
        return p.AfterEvent(1, children[1], self._at(place))

    def day_of(self, place: Place, children: list[Node]) -> p.AfterEvent:
        return p.AfterEvent(0, children[1], self._at(place))

    def each_act(self, place: Place, _children: list[Node]) -> p.EachAct:
        return p.EachAct(self._at(place))

    def event_met(self, place: Place, children: list[Node]) -> p.Met:
        return p.Met(self._ref(children[0]), negated=False, span=self._at(place))

    def event_occurred(self, place: Place, children: list[Node]) -> p.Occurred:
        return p.Occurred(self._quoted(children[0]), self._at(place))

    # --- conditions ---

    def proviso(self, place: Place, children: list[Node]) -> p.Proviso:
        word = children[0].kind.lower().replace("_", " ")
        return p.Proviso(word, children[1], self._at(place))

    def return_for(self, place: Place, children: list[Node]) -> p.InReturnFor:
        return p.InReturnFor(self._ref(children[1]), self._at(place))

    def same_time(self, place: Place, children: list[Node]) -> p.SameTime:
        of = children[1] if len(children) > 1 else None
        if of is None:
            return p.SameTime(None, self._at(place))
        return p.SameTime(self._ref(of) if of.kind == "REF" else self._quoted(of), self._at(place))

    def in_place(self, place: Place, children: list[Node]) -> p.InPlaceOf:
        return p.InPlaceOf(children[1], self._at(place))

    def round(self, _place: Place, children: list[Node]) -> tuple[bool, p.Ref | None]:
        ref = _first(children, "REF")
        return children[0].kind == "THE_ROUND_BEFORE", self._ref(ref) if ref else None

    def each_round(self, place: Place, children: list[Node]) -> p.EachRound:
        before, ref = children[2]
        by = next((c for c in children if isinstance(c, p.Name)), None)
        return p.EachRound(before, ref, by, self._at(place))

    def any_of(self, place: Place, children: list[Node]) -> Node:
        of = tuple(c for c in children if not isinstance(c, Token))
        return of[0] if len(of) == 1 else p.Any(of, self._at(place))

    def all_of(self, place: Place, children: list[Node]) -> Node:
        of = tuple(c for c in children if not isinstance(c, Token))
        return of[0] if len(of) == 1 else p.All(of, self._at(place))

    def met(self, place: Place, children: list[Node]) -> p.Met:
        return p.Met(self._ref(children[0]), negated=False, span=self._at(place))

    def passed(self, place: Place, children: list[Node]) -> p.Passed:
        without = children[4] if len(children) > 4 else None  # noqa: PLR2004 - WITHOUT event
        return p.Passed(self._duration(children[0]), children[2], without, self._at(place))

    def not_met(self, place: Place, children: list[Node]) -> p.Met:
        return p.Met(self._ref(children[0]), negated=True, span=self._at(place))

    def all_met(self, place: Place, children: list[Node]) -> p.All:
        refs = [self._ref(c) for c in children if c.kind == "REF"]
        return p.All(tuple(p.Met(r, negated=False, span=r.span) for r in refs), self._at(place))

    def counted(self, place: Place, children: list[Node]) -> p.Part:
        return self.word(place, children)

    def reached(self, place: Place, children: list[Node]) -> p.Reached:
        amount = cast("Token", _first(children, "NUMBER"))
        words = [c for c in children if c is not None and not isinstance(c, Token)]
        loose = [c for c in children if isinstance(c, Token)]
        participle = cast("Token", _first(loose, "WORD"))
        under = _first(loose, "REF")
        count = p.Number(number(amount.text), self._of(amount))
        return p.Reached(
            (count, *words), participle.text, self._ref(under) if under else None, self._at(place)
        )

    def came(self, place: Place, children: list[Node]) -> p.Came:
        return p.Came(children[0], self._at(place))

    def occurred(self, place: Place, children: list[Node]) -> p.Occurred:
        return p.Occurred(self._quoted(children[0]), self._at(place))

    def confirmed(self, place: Place, children: list[Node]) -> p.ConfirmedBy:
        of: Token = children[0]
        what = self._ref(of) if of.kind == "REF" else self._quoted(of)
        return p.ConfirmedBy(what, children[2], self._at(place))

    def overdue(self, place: Place, children: list[Node]) -> p.Overdue:
        return p.Overdue(self._ref(children[0]), self._at(place))

    def begun(self, place: Place, children: list[Node]) -> p.Begun:
        return p.Begun(children[0].text, self._at(place))

    def talker(self, place: Place, children: list[Node]) -> p.Name:
        return p.Name(children[0].text, self._at(place))

    def confirmer(self, place: Place, children: list[Node]) -> p.Name:
        return p.Name(children[0].text.strip('"'), self._at(place))

    def talking(self, place: Place, children: list[Node]) -> p.Talking:
        return p.Talking(tuple(_only(p.Name, children)), self._at(place))
