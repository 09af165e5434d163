# ruff: noqa: D102 - a method is named after the rule it reads; the grammar says what that is
"""Rules of the grammar → our tree: the rules that make whole lines (clauses, phases, readings)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal, cast

from trucebook.syntax import parts as p
from trucebook.syntax import tree as t
from trucebook.syntax.automaton import Node, Place
from trucebook.syntax.to_tree import ToTree, number
from trucebook.syntax.tokens import Token

_CHANGES: dict[str, Literal["replaced", "added"]] = {
    "IS_REPLACED": "replaced",
    "IS_ADDED": "added",
}
BASES = ("authentic", "published", "summary", "one side's version", "unsourced")


class ToLines(ToTree):
    """Makes the items that hold sentences."""

    # --- clauses ---

    def lead(self, _place: Place, children: list[Node]) -> Node:
        return children[0]

    def name(self, place: Place, children: list[Node]) -> t.Written:
        span = self._at(place)
        text = children[0].text if len(children) == 1 else self.text[span.start : span.end]
        return t.Written(" ".join(text.strip('"').split()), span)

    def subject(self, _place: Place, children: list[Node]) -> list[t.Written]:
        return [c for c in children if isinstance(c, t.Written)]

    holders = subject

    def modal(self, _place: Place, children: list[Node]) -> str:
        return cast("Token", children[0]).kind.lower().replace("_", " ")

    def sentence(self, place: Place, children: list[Node]) -> t.Sentence:
        at = next(i for i, c in enumerate(children) if isinstance(c, list))
        parts = tuple(c for c in children[at + 2 :] if not isinstance(c, Token))
        leads = tuple(children[:at])
        return t.Sentence(leads, tuple(children[at]), children[at + 1], parts, self._at(place))

    def expected(self, place: Place, children: list[Node]) -> t.Sentence:
        at = next(i for i, c in enumerate(children) if isinstance(c, Token))
        parts = tuple(c for c in children[at + 1 :] if not isinstance(c, Token))
        return t.Sentence(tuple(children[:at]), (), "expect", parts, self._at(place))

    def closing(self, _place: Place, children: list[Node]) -> Node:
        return children[0]

    def unconditional(self, place: Place, _children: list[Node]) -> t.Unconditional:
        return t.Unconditional(self._at(place))

    def original(self, place: Place, children: list[Node]) -> t.Original:
        return t.Original(children[1].text, children[2].text[1:-1], self._at(place))

    def accepted(self, place: Place, children: list[Node]) -> t.Accepted:
        names = [c for c in children if isinstance(c, p.Name)]
        return t.Accepted(tuple(t.Written(n.id, n.span) for n in names), self._at(place))

    def picked(self, place: Place, children: list[Node]) -> t.Picked:
        name: p.Name = children[1]
        return t.Picked(t.Written(name.id, name.span), self._at(place))

    def listed(self, place: Place, children: list[Node]) -> t.Listed:
        return t.Listed(children[1].text[1:-1], self._at(place))

    def only_in(self, place: Place, children: list[Node]) -> t.OnlyIn:
        return t.OnlyIn(children[1].text[1:-1], self._at(place))

    def note(self, place: Place, children: list[Node]) -> t.Note:
        return t.Note(children[1].text[1:-1], self._at(place))

    def word_or_mark(self, _place: Place, children: list[Node]) -> Node:
        return children[0]

    def basis(self, place: Place, children: list[Node]) -> t.Basis:
        span = self._at(place)
        words: list[Token] = children[1:]
        note_at = next((i for i, w in enumerate(words) if w.kind == ";"), len(words))
        head, rest = words[:note_at], words[note_at + 1 :]
        kind = " ".join(w.text for w in head if w.kind == "WORD")
        source = next((w.text[1:-1] for w in head if w.kind == "STRING"), None)
        day = next((date.fromisoformat(w.text).toordinal() for w in head if w.kind == "DATE"), None)
        url = next((w.text[1:-1] for w in head if w.kind == "URL"), None)
        note = None
        if rest:
            first, last = self._of(rest[0]), self._of(rest[-1])
            note = " ".join(self.text[first.start : last.end].split())
        return t.Basis(kind, source, day, url, note, span)

    def clause(self, place: Place, children: list[Node]) -> t.Clause:
        ref: Token = children[0]
        tokens = [c for c in children if isinstance(c, Token)]
        change = next((_CHANGES[c.kind] for c in tokens if c.kind in _CHANGES), None)
        sentence = next(c for c in children if isinstance(c, t.Sentence))
        kinds = (
            t.Basis,
            t.Original,
            t.Note,
            t.Unconditional,
            t.Accepted,
            t.Picked,
            t.Listed,
            t.OnlyIn,
        )
        closings = tuple(c for c in children if isinstance(c, kinds))
        return t.Clause(
            ref.text[1:-1].strip(),
            _citation(children),
            sentence,
            closings,
            self._at(place),
            self._of(ref),
            change,
        )

    def change(self, _place: Place, children: list[Node]) -> Node:
        return children[0]

    def ended(self, place: Place, children: list[Node]) -> t.Ended:
        ref: Token = children[0]
        kinds = (t.Basis, t.Original, t.Note, t.Unconditional)
        closings = tuple(c for c in children if isinstance(c, kinds))
        name = ref.text[1:-1].strip()
        return t.Ended(name, _citation(children), closings, self._at(place), self._of(ref))

    def force(self, place: Place, children: list[Node]) -> t.InForce:
        first, once = _day_or_condition(children)
        return t.InForce(first, once, self._at(place))

    def ends(self, place: Place, children: list[Node]) -> t.AgreementEnds:
        on, once = _day_or_condition(children)
        return t.AgreementEnds(on, once, self._at(place))

    # --- phases ---

    def begins(self, _place: Place, children: list[Node]) -> Node:
        return children[1]

    def phase(self, place: Place, children: list[Node]) -> t.PhaseHead:
        token: Token = children[0]
        length = next((c for c in children if isinstance(c, Token) and c.kind == "DURATION"), None)
        days, months = _length(self._duration(length)) if length is not None else (None, 0)
        rest = [c for c in children if not isinstance(c, Token)]
        first = next((c.when for c in rest if isinstance(c, p.From)), None)
        last = next((c.when for c in rest if isinstance(c, p.Until)), None)
        longer = next((c for c in rest if isinstance(c, t.Longer)), None)
        others = [c for c in rest if not isinstance(c, p.From | p.Until | t.Longer)]
        begins = others[0] if others else None
        return t.PhaseHead(token.text, days, months, first, last, begins, self._at(place), longer)

    def longer(self, place: Place, children: list[Node]) -> t.Longer:
        words = [c for c in children if isinstance(c, Token)]
        numbers = [p.Number(number(c.text), self._of(c)) for c in words if c.kind == "NUMBER"]
        counted = [c for c in children if c is not None and not isinstance(c, Token | p.Duration)]
        most = next((c for c in children if isinstance(c, p.Duration)), None)
        more = next(c for c in words if c.kind == "DURATION")
        ref = next(c for c in words if c.kind == "REF")
        beyond = numbers[1] if len(numbers) > 1 else None
        parts = (numbers[0], *counted)
        return t.Longer(self._duration(more), parts, self._ref(ref), beyond, most, self._at(place))

    def ceiling(self, _place: Place, children: list[Node]) -> p.Duration:
        return self._duration(next(c for c in children if c.kind == "DURATION"))

    def day(self, place: Place, children: list[Node]) -> t.DayLine:
        return t.DayLine(int(children[0].text), children[2], self._at(place))

    def after_block(self, place: Place, children: list[Node]) -> t.AfterBlock:
        head: Token = children[0]
        lines = tuple(c for c in children if isinstance(c, t.AfterLine))
        return t.AfterBlock(head.text, lines, self._at(place), self._of(head))

    def after_line(self, place: Place, children: list[Node]) -> t.AfterLine:
        condition = next((c for c in children if not isinstance(c, Token)), None)
        thens = t.PhaseBegins | t.GoOn | t.NothingSaid | t.Renews
        then = next(c for c in children if isinstance(c, thens))
        until = any(isinstance(c, Token) and c.kind == "UNTIL" for c in children)
        return t.AfterLine(condition, then, self._at(place), until)

    def unless_line(self, place: Place, children: list[Node]) -> t.AfterLine:
        tokens = [c for c in children if isinstance(c, Token)]
        ahead = next((c for c in tokens if c.kind == "DURATION"), None)
        then = next(c for c in children if isinstance(c, t.Renews))
        if ahead is not None:
            then = replace(then, ahead=self._duration(ahead))
        return t.AfterLine(children[1], then, self._at(place))

    def outcome(self, _place: Place, children: list[Node]) -> Node:
        return children[0]

    def renews(self, place: Place, children: list[Node]) -> t.Renews:
        phase, word, length = children
        once = word.kind == "RENEWS_ONCE_FOR"
        return t.Renews(phase.text, self._duration(length), once, self._at(place))

    def otherwise(self, place: Place, children: list[Node]) -> t.AfterLine:
        then = next(c for c in children if not isinstance(c, Token))
        return t.AfterLine(None, then, self._at(place))

    def phase_begins(self, place: Place, children: list[Node]) -> t.PhaseBegins:
        return t.PhaseBegins(children[0].text, self._at(place))

    def go_on(self, place: Place, children: list[Node]) -> t.GoOn:
        refs = tuple(self._ref(c) for c in children if c.kind == "REF")
        return t.GoOn(refs, None, self._at(place))

    def all_go_on(self, place: Place, children: list[Node]) -> t.GoOn:
        return t.GoOn((), children[1].text, self._at(place))

    def nothing_said(self, place: Place, _children: list[Node]) -> t.NothingSaid:
        return t.NothingSaid(self._at(place))

    # --- readings ---

    def read(self, _place: Place, children: list[Node]) -> p.Ref | p.Quoted:
        token: Token = children[0]
        return self._ref(token) if token.kind == "REF" else self._quoted(token)

    def reading(self, place: Place, children: list[Node]) -> t.ReadingLine:
        name = next(c for c in children if isinstance(c, Token) and c.kind == "STRING")
        holders = next((tuple(c) for c in children if isinstance(c, list)), ())
        of = tuple(c for c in children if isinstance(c, p.Ref | p.Quoted))
        return t.ReadingLine(name.text[1:-1], holders, of, children[-1], self._at(place))

    def other_day(self, place: Place, children: list[Node]) -> t.OtherDay:
        return t.OtherDay(int(children[0].text), children[2], self._at(place))

    def each_side(self, place: Place, _children: list[Node]) -> t.EachSideSays:
        return t.EachSideSays(self._at(place))

    def until_then(self, place: Place, children: list[Node]) -> t.UntilThen:
        return t.UntilThen(children[1], self._at(place))


def _length(duration: p.Duration) -> tuple[int, int]:
    """Days, and months of the calendar beside them."""
    number = int(duration.number)
    lengths = {"hour": 0, "day": 1, "week": 7, "month": 0}
    return number * lengths[duration.unit], number if duration.unit == "month" else 0


def _citation(children: list[Node]) -> str | None:
    """The place in the instrument that a clause is cited by."""
    tokens = [c for c in children if isinstance(c, Token)]
    return next((c.text[1:-1].strip() for c in tokens if c.kind == "CITATION"), None)


def _day_or_condition(children: list[Node]) -> tuple[Node, Node]:
    """The day, or the condition, behind the head word."""
    said = next(c for c in children if not isinstance(c, Token))
    word = next(c.kind for c in children[1:] if isinstance(c, Token))
    return (said, None) if word in {"FROM", "ON"} else (None, said)
