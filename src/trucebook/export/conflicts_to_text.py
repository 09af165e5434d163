"""Demands that cannot all be met, as text: each told in full where it first comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucebook.conflicts.find import Conflict, Found, TooLarge
from trucebook.evaluation.result import Clocks
from trucebook.export.layout import PLAIN, WIDTH, Style, paragraph
from trucebook.model.demands import Author, Demand, Encoding
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
    "What conflicts here conflicts as encoded, by whoever is named for it; other encodings find "
    "other conflicts. The order is that of the ids and means nothing, and nothing here says who "
    "is to change anything."
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_IN, _UNDER = " " * 3, " " * 7


def conflicts_to_text(
    answer: Conflicts, clocks: Clocks, account: str, width: int = WIDTH, style: Style = PLAIN
) -> str:
    """The sets, each with what would dissolve it; then everything else they were found among."""
    page = _Page(answer, width, style)
    blocks = [page.head(clocks, account)]
    blocks += [page.excluded(found) for found in answer.found if found.excluded]
    blocks += [page.conflict(number, one) for number, one in enumerate(answer.sets, start=1)]
    blocks += [page.too_large(one) for one in answer.too_large]
    blocks += [page.others(), page.encodings(), page.aside(), paragraph(CLOSING, width)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def say_not_looked_at(one: TooLarge) -> str:
    """Why a component was left, and what to do."""
    names = say_few(outcome.name for outcome in one.component.outcomes)
    return (
        f"{say_times(len(one.component.demands), 'demand')} over {names} were not looked at: they "
        "hang together in too many ways to go through one by one, and the extra solver is not "
        "installed: pip install 'trucebook[solver]'."
    )


class _Page:
    """The answer being told, and which demands have been told in full."""

    def __init__(self, answer: Conflicts, width: int, style: Style) -> None:
        self._answer = answer
        self._width = width
        self._style = style
        self._told: set[str] = set()
        authors = {one.author for one in answer.counted.sentences}
        self._one_author = next(iter(authors)) if len(authors) == 1 else None

    def head(self, clocks: Clocks, account: str) -> str:
        """What was asked, among what, and how many sets there are."""
        public = (
            "" if clocks.public is None else f", by what was published by {say_day(clocks.public)}"
        )
        among = say_times(len(self._answer.counted.demands), "demand")
        under = say_times(len(self._answer.counted.encodings), "encoding")
        sets = self._answer.sets
        several = sum(one.together for one in sets)
        count = f"{say_times(len(sets), 'smallest set')} of them cannot all be met"
        count = count if sets else "no set of them was found that cannot all be met"
        count += f", {several} of three or more, which conflict only together" if several else ""
        by = "" if self._one_author is None else f" All of it is {say_author(self._one_author)}."
        return self._wrapped(
            f"On {say_day(clocks.on)}{public}, account {account}: {among} under {under}; "
            f"{count}.{by}"
        )

    def conflict(self, number: int, one: Conflict) -> str:
        """One set: its demands, what it rests on, what would dissolve it."""
        lines = [self._strong(f"{number}. {say_title(one, self._answer)}")]
        lines += [line for demand in one.demands for line in self._demand(demand)]
        lines.append(self._wrapped(say_rests_on(one), _IN))
        changes = list(say_changes(one, self._answer))
        dropped = "its being dropped" if len(one.demands) == 1 else "any one of them being dropped"
        more = f", or by one of these alone: {'; '.join(changes)}" if changes else ""
        lines.append(self._wrapped(f"Dissolved by {dropped}{more}.", _IN))
        return "\n".join(lines)

    def excluded(self, found: Found) -> str:
        """Encodings that leave nothing."""
        names = say_few(outcome.name for outcome in found.component.outcomes)
        sets = "; or ".join(say_list(f"[{name}]" for name in one) for one in found.excluded)
        words = (
            f"{sets}. Under them nothing can come about, so no conflict is looked for in {names}."
        )
        title = "Encodings that cannot all hold, whatever anybody demands"
        return f"{self._strong(title)}\n{self._wrapped(words, _IN)}"

    def too_large(self, one: TooLarge) -> str:
        """A component that was left."""
        return f"{self._strong('Not looked at')}\n{self._wrapped(say_not_looked_at(one), _IN)}"

    def others(self) -> str:
        """Demands that stand in no set."""
        rest = [one for one in self._answer.counted.demands if one.id not in self._told]
        title = "Demands in no conflict" if self._told else "The demands"
        return self._section(title, [line for one in rest for line in self._demand(one)])

    def encodings(self) -> str:
        """What is taken to follow from what, by whom, on which words."""
        lines = [line for one in self._answer.counted.encodings for line in self._encoding(one)]
        return self._section("The encodings: what is taken to follow from what", lines)

    def aside(self) -> str:
        """What does not count, and why."""
        why: dict[str, list[str]] = {}
        for one in self._answer.counted.aside:
            why.setdefault(say_aside(one), []).append(f"[{one.what.id}]")
        lines = [
            self._wrapped(f"{words}: {say_list(ids)}", _IN, f"{_IN}  ")
            for words, ids in sorted(why.items())
        ]
        return self._section("Left aside", lines)

    def _section(self, title: str, lines: Sequence[str]) -> str:
        return "\n".join([self._strong(title), *lines]) if lines else ""

    def _demand(self, demand: Demand) -> Iterable[str]:
        again = " (told above)" if demand.id in self._told else ""
        words = f"{say_demand(demand, self._answer)}{again}."
        yield self._wrapped(words, f"{_IN}[{demand.id}] ", _UNDER)
        if not again:
            yield from self._grounds(demand)
            self._told.add(demand.id)

    def _encoding(self, encoding: Encoding) -> Iterable[str]:
        words = f"{say_rule(encoding.rule, self._answer.outcomes)}."
        yield self._wrapped(words, f"{_IN}[{encoding.id}] ", _UNDER)
        yield from self._grounds(encoding)

    def _grounds(self, one: Demand | Encoding) -> Iterable[str]:
        """Whose words it rests on, and who put it so where that is not one author throughout."""
        for said in self._answer.counted.voices[one.id]:
            yield self._faint(f"{say_voice(said, one.id)}: {say_words(said)}")
        if self._one_author is None:
            yield self._faint(say_author(one.author))

    def _wrapped(self, words: str, first: str = "", rest: str | None = None) -> str:
        return paragraph(words, self._width, first=first, rest=rest)

    def _strong(self, words: str) -> str:
        return "\n".join(self._style.strong(line) for line in self._wrapped(words).split("\n"))

    def _faint(self, words: str) -> str:
        lines = self._wrapped(words, _UNDER, f"{_UNDER}  ").split("\n")
        return "\n".join(self._style.faint(line) for line in lines)


def say_title(one: Conflict, answer: Conflicts) -> str:
    """`Two demands that conflict, all of them of Alpha`."""
    count = len(one.demands)
    if count == 1:
        return "One demand that cannot be met"
    words = "Two demands that conflict"
    if one.together:
        number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
        words = f"{number.capitalize()} demands that conflict only together"
    of_one = say_list(answer.names.get(name, name) for name in one.of_one)
    return f"{words}, all of them of {of_one}" if of_one else words


def say_rests_on(one: Conflict) -> str:
    """On which encodings a conflict rests."""
    if one.rests_on == ((),):
        return "This rests on the demands alone, and on no encoding."
    ways = [say_list(f"[{name}]" for name in way) for way in one.rests_on]
    return f"This rests on the demands and on {'; or on '.join(ways)}."


def say_changes(one: Conflict, answer: Conflicts) -> Iterable[str]:
    """Each single change, beside dropping a demand, that would dissolve it."""
    values: dict[str, dict[str, list[str]]] = {}
    for change in one.changes:
        if change.demand is not None and change.outcome is not None:
            of = values.setdefault(change.demand, {})
            of.setdefault(change.outcome, []).append(change.value or "")
    for demand, of in values.items():
        ways = (
            f"with {answer.outcomes[name].name} {' or '.join(other)}" for name, other in of.items()
        )
        yield f"[{demand}] {', or '.join(ways)}"
    for change in one.changes:
        if change.encoding is not None:
            yield f"[{change.encoding}] left out"


def say_author(author: Author) -> str:
    """Who put a sentence so, and when."""
    return f"encoded by {author.name}" + ("" if author.day is None else f", {say_day(author.day)}")
