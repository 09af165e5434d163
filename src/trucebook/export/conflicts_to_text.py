"""Demands that cannot all be met, as text."""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.conflicts.find import Conflict, Found, TooLarge
from trucebook.evaluation.result import Clocks
from trucebook.export.layout import PLAIN, WIDTH, Style, paragraph
from trucebook.model.demands import Author, Demand, Encoding
from trucebook.model.report import Report
from trucebook.views.conflicts import (
    Conflicts,
    say_aside,
    say_demand,
    say_rule,
    say_voice,
    say_words,
)
from trucebook.views.wording import say_day, say_few, say_list, say_times

CLOSING = (
    "What conflicts here conflicts as encoded, by whoever the encoding names; other encodings find "
    "other conflicts. The order is that of the ids and means nothing, and nothing here says who "
    "is to change anything."
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def conflicts_to_text(
    answer: Conflicts, clocks: Clocks, account: str, width: int = WIDTH, style: Style = PLAIN
) -> str:
    """The sets, each with what would dissolve it; then everything they were found among."""
    every = [one for found in answer.found for one in found.conflicts]
    blocks = ["\n".join(_head(answer, len(every), clocks, account, width))]
    shown: set[str] = set()
    for found in answer.found:
        blocks += [_excluded(found, width, style)] if found.excluded else []
    for number, one in enumerate(every, start=1):
        blocks.append("\n".join(_conflict(number, one, answer, width, style)))
        shown |= {demand.id for demand in one.demands}
    blocks += [_too_large(one, width, style) for one in answer.too_large]
    blocks += ["\n".join(_rest(answer, shown, width, style))] if _others(answer, shown) else []
    encodings = answer.counted.encodings
    if encodings:
        blocks.append("\n".join(_encodings(encodings, answer, width, style)))
    if answer.counted.aside:
        blocks.append("\n".join(_aside(answer, width, style)))
    blocks.append(paragraph(CLOSING, width))
    return "\n\n".join(blocks) + "\n"


def _head(
    answer: Conflicts, sets: int, clocks: Clocks, account: str, width: int
) -> Iterable[str]:
    public = "" if clocks.public is None else f", by what was published by {say_day(clocks.public)}"
    among = say_times(len(answer.counted.demands), "demand")
    under = say_times(len(answer.counted.encodings), "encoding")
    count = "none that cannot all be met" if not sets else _sets(sets)
    yield paragraph(
        f"On {say_day(clocks.on)}{public}, account {account}: {among} under {under}, {count}.",
        width,
    )


def _sets(count: int) -> str:
    return (
        "1 smallest set that cannot all be met"
        if count == 1
        else f"{count} smallest sets that cannot all be met"
    )


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _title(one: Conflict, answer: Conflicts) -> str:
    count = len(one.demands)
    if count == 1:
        words = "One demand that cannot be met"
    elif one.together:
        words = f"{_number(count).capitalize()} demands that conflict only together"
    else:
        words = "Two demands that conflict"
    of_one = say_list(answer.names.get(name, name) for name in one.of_one)
    return f"{words}, all of them of {of_one}" if of_one and count > 1 else words


def _conflict(
    number: int, one: Conflict, answer: Conflicts, width: int, style: Style
) -> Iterable[str]:
    title = paragraph(_title(one, answer), width, first=f"{number}. ")
    yield from (style.strong(line) for line in title.split("\n"))
    for demand in one.demands:
        yield from _demand(demand, answer, width, style)
    yield paragraph(_rests_on(one), width, first="   ")
    yield "   Any one of these alone would let them all be met:"
    for words in _changes(one, answer):
        yield paragraph(words, width, first="   - ")


def _demand(demand: Demand, answer: Conflicts, width: int, style: Style) -> Iterable[str]:
    yield paragraph(f"{say_demand(demand, answer)}.", width, first=f"   [{demand.id}] ", rest=" " * 7)
    for said in answer.counted.voices[demand.id]:
        yield from _faint(say_voice(said, demand.id), width, style)


def _faint(words: str, width: int, style: Style) -> Iterable[str]:
    lines = paragraph(words, width, first=" " * 7, rest=" " * 9).split("\n")
    yield from (style.faint(line) for line in lines)


def _rests_on(one: Conflict) -> str:
    if one.rests_on == ((),):
        return "They conflict by themselves, under no encoding." if one.together or len(
            one.demands
        ) > 1 else "It cannot be met by itself, under no encoding."
    ways = [say_list(f"[{name}]" for name in way) for way in one.rests_on]
    return f"This rests on {'; or on '.join(ways)}."


def _changes(one: Conflict, answer: Conflicts) -> Iterable[str]:
    count = len(one.demands)
    yield "the demand dropped" if count == 1 else f"any one of the {_number(count)} dropped"
    values: dict[tuple[str, str], list[str]] = {}
    for change in one.changes:
        if change.demand is not None:
            key = (change.demand, change.outcome or "")
            values.setdefault(key, []).append(change.value or "")
    for (demand, outcome), other in values.items():
        yield f"[{demand}] with {answer.outcomes[outcome].name} {' or '.join(other)}"
    encodings = [change.encoding for change in one.changes if change.encoding is not None]
    if encodings:
        yield f"without the encoding {say_list((f'[{name}]' for name in encodings), 'or')}"


def _excluded(found: Found, width: int, style: Style) -> str:
    lines = [style.strong("Encodings that cannot all hold, whatever anybody demands")]
    lines += [
        paragraph(say_list(f"[{name}]" for name in one), width, first="   - ")
        for one in found.excluded
    ]
    names = say_few(outcome.name for outcome in found.component.outcomes)
    lines.append(
        paragraph(
            f"Under them nothing can come about, so no conflict is looked for in {names}.",
            width,
            first="   ",
        )
    )
    return "\n".join(lines)


def _too_large(one: TooLarge, width: int, style: Style) -> str:
    words = paragraph(say_not_looked_at(one), width, first="   ")
    return f"{style.strong('Not looked at')}\n{words}"


def say_not_looked_at(one: TooLarge) -> str:
    """Why a component was left, and what to do."""
    names = say_few(outcome.name for outcome in one.component.outcomes)
    return (
        f"{say_times(len(one.component.demands), 'demand')} over {names} were not looked at: they "
        "hang together in too many ways to go through one by one, and the extra solver is not "
        "installed: pip install 'trucebook[solver]'."
    )


def _others(answer: Conflicts, shown: set[str]) -> list[Demand]:
    return [demand for demand in answer.counted.demands if demand.id not in shown]


def _rest(answer: Conflicts, shown: set[str], width: int, style: Style) -> Iterable[str]:
    yield style.strong("Demands in no conflict" if shown else "The demands")
    for demand in _others(answer, shown):
        yield from _demand(demand, answer, width, style)


def _encodings(
    encodings: Iterable[Encoding], answer: Conflicts, width: int, style: Style
) -> Iterable[str]:
    yield style.strong("The encodings: what is taken to follow from what, and on whose words")
    for encoding in encodings:
        rule = say_rule(encoding.rule, answer.outcomes)
        yield paragraph(f"{rule}.", width, first=f"   [{encoding.id}] ", rest=" " * 7)
        yield from _faint(_by(encoding.author), width, style)
        for said in answer.counted.voices[encoding.id]:
            yield from _faint(_rests(said, encoding.id), width, style)


def _by(author: Author) -> str:
    return f"encoded by {author.name}" + ("" if author.day is None else f", {say_day(author.day)}")


def _rests(said: Report, of: str) -> str:
    return f"on the words of {say_voice(said, of)}: {say_words(said)}"


def _aside(answer: Conflicts, width: int, style: Style) -> Iterable[str]:
    yield style.strong("Left aside")
    for aside in answer.counted.aside:
        yield paragraph(f"[{aside.what.id}] {say_aside(aside)}", width, first="   ", rest=" " * 7)

