"""Positions as text: five headings, each entry with asserter, source, day and words."""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.evaluation.result import Clocks
from trucebook.export.layout import PLAIN, WIDTH, Style, paragraph
from trucebook.views.position_lines import CLOSING, Told, sections
from trucebook.views.position_summary import MORE, demanding, summary
from trucebook.views.positions import Positions
from trucebook.views.wording import say_day, say_list

_STEP = 2


def positions_to_text(  # noqa: PLR0913 - an answer, and how it is to be shown
    answer: Positions,
    clocks: Clocks,
    account: str,
    width: int = WIDTH,
    style: Style = PLAIN,
    *,
    details: bool = False,
) -> str:
    """What stands, a line each; with `details` everything, with every word."""
    public = "" if clocks.public is None else f", by what was published by {say_day(clocks.public)}"
    blocks = [paragraph(f"Positions on {say_day(clocks.on)}{public}, account {account}.", width)]
    if not details:
        blocks += _summary(answer, width, style)
        return "\n\n".join(blocks) + "\n"
    for title, told in sections(answer):
        body = "\n".join(_lines(told, width)) or "  None in the record."
        blocks.append(f"{style.strong(title)}\n{body}")
    blocks.append(paragraph(CLOSING, width))
    return "\n\n".join(blocks) + "\n"


def _summary(answer: Positions, width: int, style: Style) -> Iterable[str]:
    found = summary(answer)
    if not found:
        yield "No stance, threat, measure or talks stand."
    for title, lines in found:
        told = []
        on: str | None = None
        for line in lines:
            if line.on is not None and line.on != on:
                on = line.on
                told.append(_put(on, 1, width))
            words = f"{line.words} ({line.by}){line.clauses}"
            told.append(_put(words, 1 if line.on is None else 2, width))
        yield "\n".join([style.strong(title), *told])
    who = demanding(answer)
    stand = f"Demands stand of {say_list(who)}. " if who else ""
    yield paragraph(f"{stand}{MORE} {CLOSING}", width)


def _lines(told: Iterable[Told], width: int) -> Iterable[str]:
    """Each position, and one step further in what stands under it."""
    on: str | None = None
    for one in told:
        if one.on is not None and one.on != on:
            on = one.on
            yield _put(f"On {on}:", 1, width)
        deep = 1 if one.on is None else 2
        yield _put(one.head, deep, width)
        for words in one.under:
            yield _put(words.words, deep + 1, width)


def _put(words: str, deep: int, width: int) -> str:
    indent = " " * _STEP * deep
    return paragraph(words, width, first=indent, rest=f"{indent}  ")
