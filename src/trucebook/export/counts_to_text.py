"""Tallies as text: the sum, the figures that check it, what cannot all be true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucebook.evaluation.result import Clocks, Fact, Grade
from trucebook.export.layout import WIDTH, paragraph
from trucebook.model.quantity import Amount, Class, Number
from trucebook.model.report import Bound
from trucebook.tallies.find import Cell, Contradiction, Elsewhere, OtherDay, Reconciling, Throughout
from trucebook.tallies.said import Aside
from trucebook.tallies.statement import HELD, Claim, Statement
from trucebook.views.counts import Counts, day_of, days_of, evidence_of, reconciled
from trucebook.views.wording import say_day, say_days, say_interval, say_list, say_number, say_times

CLOSING = (
    "A range is exactly what the figures leave open, whichever of those that contradict each "
    "other are true. No figure is changed, averaged or picked."
)
_WEAK: dict[Grade, str] = {
    "own word": "by the word of whoever did it",
    "accusation": "by the word of the other side",
    "conflicting": "by words in conflict",
    "denied": "denied",
}
"""What an act rests on, where that is said wherever it counts."""
_SIGNS = {"plus": "+", "less": "-", "move": "~"}


def counts_to_text(
    answer: Sequence[Counts], clocks: Clocks, account: str, width: int = WIDTH
) -> str:
    """Every tally of a book."""
    by = "" if clocks.public is None else f", by what was published by {say_day(clocks.public)}"
    head = f"Counts on {say_day(clocks.on)}{by}, account {account}."
    blocks = [paragraph(head, width)]
    blocks += [_tally(one, width) for one in answer]
    blocks.append(paragraph(CLOSING, width))
    return "\n\n".join(blocks) + "\n"


def _tally(one: Counts, width: int) -> str:
    blocks = [
        f"{one.tally.title}  [{one.tally.id}]",
        _sum(one, width),
        "What is said of it:\n"
        + "\n".join(_said(s, one, width, acts=acts) for s, acts in with_acts(one)),
        _contradictions(one, width),
        _aside(one, width),
        *(_series(one, at, width) for at in range(len(one.series))),
    ]
    return "\n\n".join(block for block in blocks if block)


def _sum(one: Counts, width: int) -> str:
    lines = []
    for term in one.tally.terms:
        cells = [cell for cell in one.cells if cell.term == term.id]
        sign = _SIGNS[term.sign]
        lines.append(paragraph(f"{sign} {term.name}: {say_cells(cells)}", width, rest="    "))
    held = [cell for cell in one.cells if cell.term == HELD]
    lines.append(paragraph(f"= held: {say_cells(held)}", width, rest="    "))
    return "\n".join(lines)


def say_cells(cells: Sequence[Cell]) -> str:
    """The whole, then its categories, each with every version there is."""
    return "; ".join(
        f"{_versions(cell)}{_of(cell.of)}"
        if cell.is_bounded
        else f"{_of(cell.of)} not known".strip()
        for cell in cells
    )


def _of(of: Class) -> str:
    return f" {', '.join(sorted(of))}" if of else ""


def _versions(cell: Cell) -> str:
    return " or ".join(_range(low, high) for low, high in cell.apart)


def _range(low: Number, high: Number | None) -> str:
    if high is None:
        return f"at least {say_number(low)}"
    return say_number(low) if low == high else f"{say_number(low)} to {say_number(high)}"


def with_acts(one: Counts) -> Iterable[tuple[Statement, bool]]:
    """Every statement, and whether its acts are told: where a commitment is told of last."""
    last = {s.commitment: s for s in one.said.statements}
    for statement in one.said.statements:
        yield statement, last.get(statement.commitment) is statement


def _said(statement: Statement, one: Counts, width: int, *, acts: bool = False) -> str:
    words = say_statement(statement, one, acts=acts)
    return paragraph(words, width, first="  ", rest="    ")


def say_statement(statement: Statement, one: Counts, *, acts: bool = False) -> str:
    """What is said, of which day, by whom; with `acts` of which acts a number is made."""
    words = _say(statement, one)
    if statement.made_of:
        weak = [fact for fact in statement.made_of if fact.grade in _WEAK or fact.versions[1:]]
        shown = statement.made_of if acts else weak
        words += f"{': ' if acts else ', with '}{say_list(map(_act, shown))}" if shown else ""
    return words


def _act(fact: Fact) -> str:
    numbers = " or ".join(say_interval(number) for number in fact.versions)
    weak = f" ({_WEAK[fact.grade]}, {_ids(fact.reports)})" if fact.grade in _WEAK else ""
    return f"{numbers} on {say_days(*days_of(fact))}{weak}"


def _say(statement: Statement, one: Counts) -> str:
    name = statement.target.term or "held"
    term = next((t for t in one.tally.terms if t.id == name), None)
    what = "held" if term is None else term.name
    day = say_day(statement.target.last)
    numbers = "; ".join(_claim(claim) for claim in statement.claims)
    if statement.commitment is not None:
        return f"{day}, {what}: {numbers}, done under [{statement.commitment}]"
    return f"{day}, {what}: {numbers}, says {_voices(statement, one)}"


def _claim(claim: Claim) -> str:
    return f"{_range(claim.low, claim.high)}{_of(claim.of)}"


def _voices(statement: Statement, one: Counts) -> str:
    return " and ".join(_voice(one.said.reports[name]) for name in statement.reports)


def _voice(bound: Bound) -> str:
    """Who says it, through what, in which row."""
    report = bound.report
    who = report.asserted_by or report.source or "nobody named"
    through = f" through {report.source}" if report.source not in (None, who) else ""
    if report.unsourced:
        through = ", from general knowledge, no source at hand"
    return f"{who}{through} [{report.id}]"


def _contradictions(one: Counts, width: int) -> str:
    if not one.contradictions:
        return "Nothing here contradicts anything else."
    sets = say_times(len(one.contradictions), "smallest set")
    lines = [f"{sets} of figures cannot all be true:"]
    for number, found in enumerate(one.contradictions, start=1):
        lines.append(paragraph(f"{number}. {say_size(found)}:", width, rest="   "))
        lines += [_said(statement, one, width) for statement in found.statements]
        changes = say_reconciling(found.reconciling)
        if changes:
            several = len(found.statements) > 1
            lines.append("   They would go together if" if several else "   It could be if")
        lines += [paragraph(one_of, width, first="   - ", rest="     ") for one_of in changes]
    return "\n".join(lines)


def say_size(found: Contradiction) -> str:
    """How many cannot all be true, and on what that rests."""
    size = len(found.statements)
    these = "This one by itself" if size == 1 else f"These {size} together"
    return f"{these}{'' if found.hard else '; only hard to square, since a bound is ours'}"


def say_reconciling(reconciling: Sequence[Reconciling]) -> list[str]:
    """What would reconcile a set, a line for each statement and kind of change."""
    lines: list[str] = []
    days: dict[Statement, list[str]] = {}
    for change in reconciling:
        if isinstance(change, OtherDay):
            days.setdefault(change.statement, []).append(say_day(change.day))
        else:
            lines.append(_change(change))
    lines += [f"{_who(one)} spoke of {say_list(those, 'or')}" for one, those in days.items()]
    return lines


def _who(one: Statement) -> str:
    if one.commitment is not None:
        return f"what is done under [{one.commitment}]"
    return _ids(one.reports)


def _ids(names: Iterable[str]) -> str:
    return say_list(f"[{name}]" for name in names)


def _change(change: Reconciling) -> str:
    who = _who(change.statement)
    if isinstance(change, Elsewhere):
        number = f"{_range(change.low, change.high)}{_of(change.claim.of)}"
        return f"{who} came to {number}, the rest counted elsewhere"
    if isinstance(change, Throughout):
        numbers = "; ".join(f"{_range(low, high)}{_of(c.of)}" for c, low, high in change.claims)
        return f"{who} came to {numbers}, the rest counted elsewhere"
    words = {
        "another category": "is right in number, and somebody is of another category",
        "moved later": "left out somebody found later",
    }
    return f"{who} {words[reconciled(change)]}"


def _aside(one: Counts, width: int) -> str:
    if not one.said.aside:
        return ""
    lines = [
        paragraph(say_aside(aside), width, first="  ", rest="    ") for aside in one.said.aside
    ]
    return "Left aside:\n" + "\n".join(lines)


def say_aside(aside: Aside) -> str:
    """A report that was left aside: whose, its number, and why."""
    report = aside.bound.report
    number = "" if report.count is None else f", {_amount(report.count)}"
    note = f" ({report.noted_error})" if report.noted_error else ""
    of = f" of [{aside.bound.copy_of}]" if aside.bound.copy_of else ""
    return f"{_voice(aside.bound)}{number}: {aside.why}{of}{note}"


def _series(one: Counts, at: int, width: int) -> str:
    term, rows = one.series[at]
    lines = [f"{term.name}, as given:"]
    for bound in rows:
        words = say_figure(bound)
        lines.append(paragraph(words, width, first="  ", rest="    "))
    return "\n".join(lines) if rows else ""


def say_figure(bound: Bound) -> str:
    """A figure beside the sum, as given, with who gave it and what is said of its evidence."""
    hedge = "" if bound.report.hedge == "none" else f" ({bound.report.hedge})"
    evidence = evidence_of(bound)
    note = f"; {evidence}" if evidence else ""
    number = f"{_amount(bound.report.count)}{hedge}"
    return f"{say_day(day_of(bound))}: {number}, says {_voice(bound)}{note}"


def _amount(count: Amount | None) -> str:
    """The number of a report, as it was given."""
    if count is None:
        return "no number"
    return _range(count.low, count.high)
