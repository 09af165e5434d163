# ruff: noqa: D102 - a method is named after the rule it reads; the grammar says what that is
"""Lark's parse tree → our tree: one method for each rule of the grammar, nothing decided here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any as Anything
from typing import Literal, cast

from lark import Token, Transformer
from lark.tree import Meta
from lark.visitors import v_args

from trucebook.syntax import parts as p
from trucebook.syntax.span import Span

Node = Anything  # lark hands children over untyped; each method says what it makes of them
_MARKS = {"COMMA": ",", "COLON": ":", "SEMICOLON": ";"}
Unit = Literal["hour", "day", "week", "month"]


def number(text: str) -> int | Decimal:
    """The exact number written so."""
    bare = text.replace(",", "")
    return Decimal(bare) if "." in bare else int(bare)


def _only(kind: type | tuple[type, ...], children: Sequence[Node]) -> list[Node]:
    return [child for child in children if isinstance(child, kind)]


def _first(children: Sequence[Node], *kinds: str) -> Token | None:
    return next((c for c in children if isinstance(c, Token) and c.type in kinds), None)


@v_args(meta=True)
class ToTree(Transformer[Token, Node]):
    """Makes the nodes of one file's sentences."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__()
        self.file = file
        self.text = text

    def _at(self, meta: Meta) -> Span:
        return Span(self.file, meta.start_pos, meta.end_pos)

    def _of(self, token: Token) -> Span:
        return Span(self.file, cast("int", token.start_pos), cast("int", token.end_pos))

    def _ref(self, token: Token) -> p.Ref:
        return p.Ref(token[1:-1].strip(), self._of(token))

    def _quoted(self, token: Token) -> p.Quoted:
        return p.Quoted(token[1:-1], self._of(token))

    def _written(self, token: Token) -> str:
        span = self._of(token)
        return " ".join(self.text[span.start : span.end].split())

    def _duration(self, token: Token) -> p.Duration:
        count, unit = token.split()
        return p.Duration(number(count), cast("Unit", unit), self._of(token))

    # --- words ---

    def word(self, _meta: Meta, children: list[Node]) -> p.Part:
        token: Token = children[0]
        span = self._of(token)
        match token.type:
            case "STRING":
                return self._quoted(token)
            case "NUMBER":
                return p.Number(number(token), span)
            case "DURATION":
                return self._duration(token)
            case "PARTY" | "ROLE":
                return p.Name(str(token), span)
            case "THING":
                return p.ThingWord(str(token), span)
            case "CATEGORY":
                return p.Category(str(token), span)
            case "PHASE":
                return p.PhaseRef(str(token), span)
            case "REF":
                return self._ref(token)
            case _:
                return p.Word(self._written(token), span)

    def mark(self, _meta: Meta, children: list[Node]) -> p.Mark:
        token: Token = children[0]
        word = _MARKS.get(token.type) or token.type.lower().replace("_", " ")
        return p.Mark(word, self._of(token))

    def receiver(self, meta: Meta, children: list[Node]) -> p.Receiver:
        return p.Receiver(str(children[1]), self._at(meta))

    def under(self, meta: Meta, children: list[Node]) -> p.Under:
        return p.Under(self._ref(children[1]), self._at(meta))

    def before_each_act(self, meta: Meta, children: list[Node]) -> p.BeforeEachAct:
        return p.BeforeEachAct(self._ref(children[1]), self._at(meta))

    def class_name(self, meta: Meta, children: list[Node]) -> p.Word:
        text = " ".join(str(c) if c.type == "CATEGORY" else self._written(c) for c in children)
        return p.Word(text, self._at(meta))

    def classes(self, meta: Meta, children: list[Node]) -> p.Classes:
        return p.Classes(tuple(_only(p.Word, children)), self._at(meta))

    # --- when ---

    def by(self, meta: Meta, children: list[Node]) -> p.Due:
        return p.Due("by", children[1], self._at(meta))

    def on(self, meta: Meta, children: list[Node]) -> p.Due:
        return p.Due("on", children[1], self._at(meta))

    def within(self, meta: Meta, children: list[Node]) -> p.Within:
        of = children[3] if len(children) > 3 else None  # noqa: PLR2004 - WITHIN DURATION OF event
        return p.Within(self._duration(children[1]), of, self._at(meta))

    def within_each_act(self, meta: Meta, children: list[Node]) -> p.Within:
        each = p.EachAct(self._of(children[2]))
        return p.Within(self._duration(children[1]), each, self._at(meta))

    def starting(self, meta: Meta, children: list[Node]) -> p.Starting:
        return p.Starting(children[1], self._at(meta))

    def finishing(self, meta: Meta, children: list[Node]) -> p.Finishing:
        return p.Finishing(children[1], self._at(meta))

    def from_(self, meta: Meta, children: list[Node]) -> p.From:
        return p.From(children[1], self._at(meta))

    def until(self, meta: Meta, children: list[Node]) -> p.Until:
        return p.Until(children[1], self._at(meta))

    def throughout(self, meta: Meta, children: list[Node]) -> p.Throughout:
        phase = _first(children, "PHASE")
        return p.Throughout(str(phase) if phase else None, agreement=False, span=self._at(meta))

    def throughout_agreement(self, meta: Meta, _children: list[Node]) -> p.Throughout:
        return p.Throughout(None, agreement=True, span=self._at(meta))

    def each(self, meta: Meta, children: list[Node]) -> p.Period:
        unit = cast("Unit", children[0].type.removeprefix("EACH_").lower())
        phase = _first(children, "PHASE")
        every = p.Duration(1, unit, self._of(children[0]))
        return p.Period(every, str(phase) if phase else None, self._at(meta))

    def every(self, meta: Meta, children: list[Node]) -> p.Period:
        phase = _first(children, "PHASE")
        every = self._duration(children[1])
        return p.Period(every, str(phase) if phase else None, self._at(meta))

    def at_day(self, meta: Meta, children: list[Node]) -> p.AtDay:
        phase = _first(children, "PHASE")
        return p.AtDay(int(children[0]), str(phase) if phase else None, self._at(meta))

    def at_date(self, meta: Meta, children: list[Node]) -> p.AtDate:
        return p.AtDate(date.fromisoformat(children[0]).toordinal(), self._at(meta))

    def at_week(self, meta: Meta, children: list[Node]) -> p.AtWeek:
        week = cast("Token", _first(children, "WEEKN"))
        phase = _first(children, "PHASE")
        return p.AtWeek(int(week), str(phase) if phase else None, self._at(meta))

    def at_end(self, meta: Meta, children: list[Node]) -> p.AtEnd:
        return p.AtEnd(str(children[1]), self._at(meta))

    def day_after(self, meta: Meta, children: list[Node]) -> p.AfterEvent:
        return p.AfterEvent(1, children[1], self._at(meta))

    def day_of(self, meta: Meta, children: list[Node]) -> p.AfterEvent:
        return p.AfterEvent(0, children[1], self._at(meta))

    def each_act(self, meta: Meta, _children: list[Node]) -> p.EachAct:
        return p.EachAct(self._at(meta))

    def event_met(self, meta: Meta, children: list[Node]) -> p.Met:
        return p.Met(self._ref(children[0]), negated=False, span=self._at(meta))

    def event_occurred(self, meta: Meta, children: list[Node]) -> p.Occurred:
        return p.Occurred(self._quoted(children[0]), self._at(meta))

    # --- conditions ---

    def proviso(self, meta: Meta, children: list[Node]) -> p.Proviso:
        word = children[0].type.lower().replace("_", " ")
        return p.Proviso(word, children[1], self._at(meta))

    def return_for(self, meta: Meta, children: list[Node]) -> p.InReturnFor:
        return p.InReturnFor(self._ref(children[1]), self._at(meta))

    def any_of(self, meta: Meta, children: list[Node]) -> Node:
        of = tuple(c for c in children if not isinstance(c, Token))
        return of[0] if len(of) == 1 else p.Any(of, self._at(meta))

    def all_of(self, meta: Meta, children: list[Node]) -> Node:
        of = tuple(c for c in children if not isinstance(c, Token))
        return of[0] if len(of) == 1 else p.All(of, self._at(meta))

    def met(self, meta: Meta, children: list[Node]) -> p.Met:
        return p.Met(self._ref(children[0]), negated=False, span=self._at(meta))

    def not_met(self, meta: Meta, children: list[Node]) -> p.Met:
        return p.Met(self._ref(children[0]), negated=True, span=self._at(meta))

    def all_met(self, meta: Meta, children: list[Node]) -> p.All:
        refs = [self._ref(c) for c in children if c.type == "REF"]
        return p.All(tuple(p.Met(r, negated=False, span=r.span) for r in refs), self._at(meta))

    def counted(self, meta: Meta, children: list[Node]) -> p.Part:
        return self.word(meta, children)

    def reached(self, meta: Meta, children: list[Node]) -> p.Reached:
        amount = cast("Token", _first(children, "NUMBER"))
        words = [c for c in children if c is not None and not isinstance(c, Token)]
        loose = [c for c in children if isinstance(c, Token)]
        participle = cast("Token", _first(loose, "WORD"))
        under = _first(loose, "REF")
        count = p.Number(number(amount), self._of(amount))
        return p.Reached(
            (count, *words), str(participle), self._ref(under) if under else None, self._at(meta)
        )

    def came(self, meta: Meta, children: list[Node]) -> p.Came:
        return p.Came(children[0], self._at(meta))

    def occurred(self, meta: Meta, children: list[Node]) -> p.Occurred:
        return p.Occurred(self._quoted(children[0]), self._at(meta))

    def confirmed(self, meta: Meta, children: list[Node]) -> p.ConfirmedBy:
        of: Token = children[0]
        what = self._ref(of) if of.type == "REF" else self._quoted(of)
        return p.ConfirmedBy(what, children[2], self._at(meta))

    def overdue(self, meta: Meta, children: list[Node]) -> p.Overdue:
        return p.Overdue(self._ref(children[0]), self._at(meta))

    def begun(self, meta: Meta, children: list[Node]) -> p.Begun:
        return p.Begun(str(children[0]), self._at(meta))

    def talker(self, meta: Meta, children: list[Node]) -> p.Name:
        return p.Name(str(children[0]), self._at(meta))

    def confirmer(self, meta: Meta, children: list[Node]) -> p.Name:
        return p.Name(str(children[0]).strip('"'), self._at(meta))

    def talking(self, meta: Meta, children: list[Node]) -> p.Talking:
        return p.Talking(tuple(_only(p.Name, children)), self._at(meta))
