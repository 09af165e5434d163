"""Tallies as text: the sum, the figures that check it, what cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence

from trucebook.evaluation.result import Clocks
from trucebook.export.layout import WIDTH, paragraph
from trucebook.model.quantity import Class
from trucebook.tallies.find import Cell, Elsewhere, OtherDay, Reconciling
from trucebook.tallies.said import Aside
from trucebook.tallies.statement import HELD, Claim, Statement
from trucebook.views.counts import Counts, day_of, evidence_of, reconciled
from trucebook.views.wording import say_day, say_list, say_times

CLOSING = (
    "A range is exactly what the figures leave open, whichever of those that contradict each "
    "other are true. No figure is changed, averaged or picked."
)
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
        "What is said of it:\n" + "\n".join(_said(s, one, width) for s in one.said.statements),
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
        lines.append(paragraph(f"{sign} {term.name}: {_apart(cells)}", width, rest="    "))
    held = [cell for cell in one.cells if cell.term == HELD]
    lines.append(paragraph(f"= held: {_apart(held)}", width, rest="    "))
    return "\n".join(lines)


def _apart(cells: Sequence[Cell]) -> str:
    """The whole, then its categories, each with every version there is."""
    return "; ".join(f"{_of(cell.of)}{_versions(cell)}" for cell in cells)


def _of(of: Class) -> str:
    return f"{', '.join(sorted(of))} " if of else ""


def _versions(cell: Cell) -> str:
    return " or ".join(_range(low, high) for low, high in cell.apart) or "not known"


def _range(low: int, high: int | None) -> str:
    if high is None:
        return f"at least {low}" if low else "not known"
    return str(low) if low == high else f"{low} to {high}"


def _said(statement: Statement, one: Counts, width: int) -> str:
    return paragraph(_say(statement, one), width, first="  ", rest="    ")


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
    return f"{_of(claim.of)}{_range(claim.low, claim.high)}"


def _voices(statement: Statement, one: Counts) -> str:
    said = []
    for name in statement.reports:
        report = one.said.reports[name].report
        who = report.asserted_by or report.source or "nobody named"
        through = f" through {report.source}" if report.source not in (None, who) else ""
        said.append(f"{who}{through} [{name}]")
    return " and ".join(said)


def _contradictions(one: Counts, width: int) -> str:
    if not one.contradictions:
        return "Nothing here contradicts anything else."
    sets = say_times(len(one.contradictions), "smallest set")
    lines = [f"{sets} of figures cannot all be true:"]
    for number, found in enumerate(one.contradictions, start=1):
        size = len(found.statements)
        these = "This one by itself" if size == 1 else f"These {size} together"
        kind = "" if found.hard else "; only hard to square, since a bound is ours and not said"
        lines.append(paragraph(f"{number}. {these}{kind}:", width, rest="   "))
        lines += [_said(statement, one, width) for statement in found.statements]
        changes = _changes(found.reconciling)
        if changes:
            lines.append("   They would go together if" if size > 1 else "   It could be if")
        lines += [paragraph(one_of, width, first="   - ", rest="     ") for one_of in changes]
    return "\n".join(lines)


def _changes(reconciling: Sequence[Reconciling]) -> list[str]:
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
    return say_list(f"[{name}]" for name in one.reports)


def _change(change: Reconciling) -> str:
    who = _who(change.statement)
    if isinstance(change, Elsewhere):
        of = f" {', '.join(sorted(change.claim.of))}" if change.claim.of else ""
        return f"{who} came to {_range(change.low, change.high)}{of}, the rest counted elsewhere"
    words = {
        "another category": "is right in number, and somebody is of another category",
        "moved later": "left out somebody found later",
    }
    return f"{who} {words[reconciled(change)]}"


def _aside(one: Counts, width: int) -> str:
    if not one.said.aside:
        return ""
    lines = [paragraph(_left(aside), width, first="  ", rest="    ") for aside in one.said.aside]
    return "Left aside:\n" + "\n".join(lines)


def _left(aside: Aside) -> str:
    report = aside.bound.report
    count = report.count
    number = "" if count is None else f" {count.low}"
    note = f" ({report.noted_error})" if report.noted_error else ""
    of = f" of [{aside.bound.copy_of}]" if aside.bound.copy_of else ""
    who = report.asserted_by or report.source
    return f"[{report.id}]{number}, {who}: {aside.why}{of}{note}"


def _series(one: Counts, at: int, width: int) -> str:
    term, rows = one.series[at]
    lines = [f"{term.name}, as given:"]
    for bound in rows:
        report = bound.report
        count = report.count
        number = "no number" if count is None else _range_of(count.low, count.high)
        evidence = evidence_of(bound)
        note = f"; {evidence}" if evidence else ""
        words = f"{say_day(day_of(bound))}: {number}, says {report.asserted_by or report.source}"
        lines.append(paragraph(f"{words} [{report.id}]{note}", width, first="  ", rest="    "))
    return "\n".join(lines) if rows else ""


def _range_of(low: object, high: object) -> str:
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"
