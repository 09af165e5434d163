# ruff: noqa: D102 - a method is named after the rule it reads; the grammar says what that is
"""Lark's parse tree → our tree: the rules that make whole lines (clauses, phases, readings)."""

from __future__ import annotations

from datetime import date
from typing import Any as Anything
from typing import cast

from lark import Token
from lark.tree import Meta
from lark.visitors import v_args

from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.to_tree import ToTree

Node = Anything  # lark hands children over untyped; each method says what it makes of them
BASES = ("authentic", "published", "summary", "one side's version", "unsourced")
_NOT_PARTS = {"COMMA", "DOT"}


@v_args(meta=True)
class ToLines(ToTree):
    """Makes the items that hold sentences."""

    # --- clauses ---

    def lead(self, _meta: Meta, children: list[Node]) -> Node:
        return children[0]

    def name(self, meta: Meta, children: list[Node]) -> t.Written:
        span = self._at(meta)
        text = str(children[0]) if len(children) == 1 else self.text[span.start : span.end]
        return t.Written(" ".join(text.strip('"').split()), span)

    def subject(self, _meta: Meta, children: list[Node]) -> list[t.Written]:
        return [c for c in children if isinstance(c, t.Written)]

    holders = subject

    def modal(self, _meta: Meta, children: list[Node]) -> str:
        return cast("Token", children[0]).type.lower().replace("_", " ")

    def sentence(self, meta: Meta, children: list[Node]) -> t.Sentence:
        at = next(i for i, c in enumerate(children) if isinstance(c, list))
        parts = tuple(c for c in children[at + 2 :] if not isinstance(c, Token))
        leads = tuple(children[:at])
        return t.Sentence(leads, tuple(children[at]), children[at + 1], parts, self._at(meta))

    def expected(self, meta: Meta, children: list[Node]) -> t.Sentence:
        at = next(i for i, c in enumerate(children) if isinstance(c, Token))
        parts = tuple(c for c in children[at + 1 :] if not isinstance(c, Token))
        return t.Sentence(tuple(children[:at]), (), "expect", parts, self._at(meta))

    def closing(self, _meta: Meta, children: list[Node]) -> Node:
        return children[0]

    def unconditional(self, meta: Meta, _children: list[Node]) -> t.Unconditional:
        return t.Unconditional(self._at(meta))

    def original(self, meta: Meta, children: list[Node]) -> t.Original:
        return t.Original(str(children[1]), children[2][1:-1], self._at(meta))

    def note(self, meta: Meta, children: list[Node]) -> t.Note:
        return t.Note(children[1][1:-1], self._at(meta))

    def word_or_mark(self, _meta: Meta, children: list[Node]) -> Node:
        return children[0]

    def basis(self, meta: Meta, children: list[Node]) -> t.Basis:
        span = self._at(meta)
        words: list[Token] = children[1:]
        note_at = next((i for i, w in enumerate(words) if w.type == "SEMICOLON"), len(words))
        head, rest = words[:note_at], words[note_at + 1 :]
        kind = " ".join(str(w) for w in head if w.type == "WORD")
        source = next((w[1:-1] for w in head if w.type == "STRING"), None)
        day = next((date.fromisoformat(w).toordinal() for w in head if w.type == "DATE"), None)
        url = next((w[1:-1] for w in head if w.type == "URL"), None)
        note = None
        if rest:
            first, last = self._of(rest[0]), self._of(rest[-1])
            note = " ".join(self.text[first.start : last.end].split())
        return t.Basis(kind, source, day, url, note, span)

    def clause(self, meta: Meta, children: list[Node]) -> t.Clause:
        ref: Token = children[0]
        citation = next(
            (c[1:-1].strip() for c in children if isinstance(c, Token) and c.type == "CITATION"),
            None,
        )
        sentence = next(c for c in children if isinstance(c, t.Sentence))
        kinds = (t.Basis, t.Original, t.Note, t.Unconditional)
        closings = tuple(c for c in children if isinstance(c, kinds))
        return t.Clause(
            ref[1:-1].strip(), citation, sentence, closings, self._at(meta), self._of(ref)
        )

    # --- phases ---

    def begins(self, _meta: Meta, children: list[Node]) -> Node:
        return children[1]

    def phase(self, meta: Meta, children: list[Node]) -> t.PhaseHead:
        token: Token = children[0]
        length = next((c for c in children if isinstance(c, Token) and c.type == "DURATION"), None)
        days = _days(self._duration(length)) if length is not None else None
        rest = [c for c in children if not isinstance(c, Token)]
        first = next((c.when for c in rest if isinstance(c, p.From)), None)
        last = next((c.when for c in rest if isinstance(c, p.Until)), None)
        begins = next((c for c in rest if not isinstance(c, p.From | p.Until)), None)
        return t.PhaseHead(str(token), days, first, last, begins, self._at(meta))

    def day(self, meta: Meta, children: list[Node]) -> t.DayLine:
        return t.DayLine(int(children[0]), children[2], self._at(meta))

    def after_block(self, meta: Meta, children: list[Node]) -> t.AfterBlock:
        head: Token = children[0]
        lines = tuple(c for c in children if isinstance(c, t.AfterLine))
        return t.AfterBlock(str(head), lines, self._at(meta), self._of(head))

    def after_line(self, meta: Meta, children: list[Node]) -> t.AfterLine:
        condition = next((c for c in children if not isinstance(c, Token)), None)
        then = next(c for c in children if isinstance(c, t.PhaseBegins | t.GoOn | t.NothingSaid))
        return t.AfterLine(condition, then, self._at(meta))

    def otherwise(self, meta: Meta, children: list[Node]) -> t.AfterLine:
        then = next(c for c in children if not isinstance(c, Token))
        return t.AfterLine(None, then, self._at(meta))

    def phase_begins(self, meta: Meta, children: list[Node]) -> t.PhaseBegins:
        return t.PhaseBegins(str(children[0]), self._at(meta))

    def go_on(self, meta: Meta, children: list[Node]) -> t.GoOn:
        refs = tuple(self._ref(c) for c in children if c.type == "REF")
        return t.GoOn(refs, None, self._at(meta))

    def all_go_on(self, meta: Meta, children: list[Node]) -> t.GoOn:
        return t.GoOn((), str(children[1]), self._at(meta))

    def nothing_said(self, meta: Meta, _children: list[Node]) -> t.NothingSaid:
        return t.NothingSaid(self._at(meta))

    # --- readings ---

    def read(self, _meta: Meta, children: list[Node]) -> p.Ref | p.Quoted:
        token: Token = children[0]
        return self._ref(token) if token.type == "REF" else self._quoted(token)

    def reading(self, meta: Meta, children: list[Node]) -> t.ReadingLine:
        name = next(c for c in children if isinstance(c, Token) and c.type == "STRING")
        holders = next((tuple(c) for c in children if isinstance(c, list)), ())
        of = tuple(c for c in children if isinstance(c, p.Ref | p.Quoted))
        return t.ReadingLine(name[1:-1], holders, of, children[-1], self._at(meta))

    def other_day(self, meta: Meta, children: list[Node]) -> t.OtherDay:
        return t.OtherDay(int(children[0]), children[2], self._at(meta))

    def each_side(self, meta: Meta, _children: list[Node]) -> t.EachSideSays:
        return t.EachSideSays(self._at(meta))

    def until_then(self, meta: Meta, children: list[Node]) -> t.UntilThen:
        return t.UntilThen(children[1], self._at(meta))


def _days(duration: p.Duration) -> int:
    lengths = {"hour": 0, "day": 1, "week": 7, "month": 30}
    return int(duration.number) * lengths[duration.unit]
