"""Positions as text: five headings, each entry with asserter, source, day and words."""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.evaluation.result import Clocks
from trucebook.export.layout import PLAIN, WIDTH, Style, paragraph
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
from trucebook.views.wording import say_day, say_days

CLOSING = (
    "A stance, a demand, a threat or a measure moves no standing. The order is that of the names "
    "and means nothing."
)
_ONE, _TWO, _THREE = " " * 2, " " * 4, " " * 6


def positions_to_text(
    answer: Positions, clocks: Clocks, account: str, width: int = WIDTH, style: Style = PLAIN
) -> str:
    """The whole page."""
    public = "" if clocks.public is None else f", by what was published by {say_day(clocks.public)}"
    page = _Page(answer, width, account)
    sections = (
        ("Stances on texts", page.stances()),
        ("Demands", page.demands()),
        ("Threats", page.threats()),
        ("Measures", page.measures()),
        ("Talks and channels", page.talks()),
    )
    blocks = [paragraph(f"Positions on {say_day(clocks.on)}{public}, account {account}.", width)]
    for title, lines in sections:
        body = "\n".join(lines) or f"{_ONE}None in the record."
        blocks.append(f"{style.strong(title)}\n{body}")
    blocks.append(paragraph(CLOSING, width))
    return "\n\n".join(blocks) + "\n"


class _Page:
    """The answer being told."""

    def __init__(self, answer: Positions, width: int, account: str) -> None:
        self._answer = answer
        self._width = width
        self._account = account

    def stances(self) -> list[str]:
        """By text, then by who holds it."""
        found = self._answer.of("stance")
        lines: list[str] = []
        for text in sorted({one.about for one in found}):
            lines.append(self._put(f"On {text}:", _ONE))
            for one in found:
                if one.about == text:
                    lines += self._stance(one)
        return lines

    def _stance(self, one: Position) -> Iterable[str]:
        who = self._answer.holders(one)
        if not one.standing:
            head = f"{who}: no report that this account takes"
        elif one.because:
            head = f"{who}: {say_doubt(one)}"
        else:
            head = f"{who}: {' and '.join(one.standing)}, {say_since(one)}"
        yield self._put(head, _TWO)
        yield from self._voices(one, _THREE)

    def demands(self) -> list[str]:
        """Those of the record, then those of texts of demands."""
        lines: list[str] = []
        for one in self._answer.of("demand"):
            toward = f", of {self._answer.call(one.toward)}" if one.toward else ""
            word = one.standing[0] if one.standing else "no report that this account takes"
            who = self._answer.holders(one)
            lines.append(self._put(f"{who}{toward}, on {one.about}: {word}", _ONE))
            lines += self._voices(one, _TWO)
        aside = {each.what.id: each for each in self._answer.counted.aside}
        for demand in self._answer.demands.demands:
            left = aside.get(demand.id)
            if left is not None and left.why in {"not public", "not made yet"}:
                continue
            word = "standing" if left is None else say_aside(left)
            word = "dropped" if left is not None and left.why == "withdrawn" else word
            lines.append(self._put(f"{self._say(demand)}: {word}", _ONE))
            for said in self._answer.counted.voices.get(demand.id, ()):
                row = f"{say_voice(said, demand.id)}: {say_words(said)}"
                lines.append(self._put(row, _TWO))
        return lines

    def _say(self, demand: Demand) -> str:
        who = self._answer.call(demand.by)
        kind = "" if demand.kind == "demand" else " (objective)"
        return f"{who}{kind}: that {say_rule(demand.rule, self._answer.outcomes)}"

    def threats(self) -> list[str]:
        """Each with its condition and what it stands at."""
        lines: list[str] = []
        for one in self._answer.of("threat"):
            word = say_doubt(one) if one.standing else "no report that this account takes"
            who, toward = self._answer.holders(one), self._answer.call(one.toward)
            lines.append(self._put(f"{who} to {toward}, on {one.about} [{one.name}]: {word}", _ONE))
            told = (voice for voice in one.voices if voice.id in one.in_force)
            conditions = dict.fromkeys(say_condition(voice) for voice in told)
            lines.extend(self._put(condition, _TWO) for condition in conditions)
            lines += self._voices(one, _TWO)
            lines += self._decided(one)
        return lines

    def measures(self) -> list[str]:
        """What stopped, since when, until when; each name and purpose with whose it is."""
        lines: list[str] = []
        for one in self._answer.of("measure"):
            word = one.standing[0] if one.standing else "no report that this account takes"
            over = [voice for voice in one.voices if voice.id in one.decided_by]
            if over:
                days = say_days(min(v.first for v in over), min(v.last for v in over))
                word = f"ended {days}, in force"
            since = f" {say_since(one)}" if one.standing else ""
            who, toward = self._answer.holders(one), self._answer.call(one.toward)
            lines.append(self._put(f"{who} toward {toward}, {one.about}: {word}{since}", _ONE))
            lines += self._voices(one, _TWO)
            lines += self._decided(one)
        return lines

    def talks(self) -> list[str]:
        """Each channel with its stage, and what the agreement says of it."""
        lines: list[str] = []
        for one in self._answer.of("talks"):
            word = say_doubt(one) if one.standing else "no report that this account takes"
            if one.standing in {("begun",), ("held",)}:
                word = f"{word}, no outcome recorded"
            since = f", {say_since(one)}" if len(one.standing) == 1 else ""
            who = self._answer.call(one.holders)
            lines.append(self._put(f"{who}, {one.about}: {word}{since}", _ONE))
            for name in one.commitments:
                clause = self._answer.clauses.get(name)
                if clause is not None:
                    accounts = ", ".join(
                        f"{account}: {standing}"
                        for account, standing in clause.by_account.items()
                        if standing != clause.standing
                    )
                    other = f"; account {accounts}" if accounts else "; the same in every account"
                    stands = f"The agreement, [{name}]: {clause.standing or 'no standing'}{other}"
                    lines.append(self._put(stands, _TWO))
            lines += self._voices(one, _TWO)
        return lines

    def _decided(self, one: Position) -> list[str]:
        if not one.decided_by:
            return []
        return [self._put(f"Decided by {', '.join(one.decided_by)}", _TWO)]

    def _voices(self, one: Position, indent: str) -> Iterable[str]:
        """What it rests on first, then what was before, then what this account does not take."""
        standing = [voice for voice in one.voices if voice.id in one.in_force]
        decided = [voice for voice in one.voices if voice.id in one.decided_by]
        rest = [v for v in one.voices if v not in standing and v not in decided]
        rest.sort(key=lambda v: (v.last, v.first, v.id))
        for voice in standing:
            yield self._put(self._says(voice, one), indent)
        for voice in decided:
            yield self._put(f"{voice.word}: {self._says(voice, one)}", indent)
        for voice in rest:
            word = f"{voice.word}: " if one.sort in {"stance", "talks"} else ""
            mark = "beside" if voice.denies else "before" if voice.taken else "not taken here"
            yield self._put(f"{mark}: {word}{self._says(voice, one)}", indent)

    def _says(self, voice: Voice, one: Position) -> str:
        report = voice.bound.report
        several = len({v.word for v in one.voices if v.id in one.in_force}) > 1
        word = f"{voice.word}: " if several and voice.id in one.in_force else ""
        called = f'; calls it "{report.called}"' if report.called else ""
        purpose = f'; purpose as given: "{report.purpose}"' if report.purpose else ""
        told = say_position_voice(voice)
        told = told.rstrip(".") if called or purpose else told
        return f"{word}{told}{called}{purpose}"

    def _put(self, words: str, indent: str) -> str:
        return paragraph(words, self._width, first=indent, rest=f"{indent}  ")
