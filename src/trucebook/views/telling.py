"""Reports, facts, rounds and clauses told in words, each with whoever says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from trucebook.evaluation.result import Fact, Round, Row
from trucebook.model.agreement import Basis, Keep, Level
from trucebook.model.report import Bound
from trucebook.views.acts import say_apart
from trucebook.views.wording import (
    GRADE_WORDS,
    say_class,
    say_day,
    say_interval,
    say_list,
    say_minutes,
    say_standing,
    say_uncertain_day,
)


@dataclass(frozen=True, slots=True)
class Node:
    """One thing said, and what it rests on."""

    words: str
    under: tuple[Node, ...] = ()
    report: str | None = None
    """The id of the report it tells, where it tells one."""


def say_basis(basis: Basis) -> str:
    """How the words of a clause are known."""
    of = "" if basis.source is None else f": {basis.source}"
    date = "" if basis.date is None else f", {say_day(basis.date)}"
    clause = "" if basis.clause is None else f"; clause {basis.clause}"
    note = "" if basis.note is None else f"; {basis.note}"
    return f"{basis.kind}{of}{date}{clause}{note}"


def say_report(bound: Bound) -> Node:
    """A report: who says it, through what, when; then its words, or ours."""
    report = bound.report
    asserter = report.asserted_by or report.source or "nobody named"
    through = f", through {report.source}" if report.source and report.source != asserter else ""
    head = f"{report.id}: {asserter}{through}, published {say_day(report.published)}"
    if report.when is not None:
        head += f", on {say_minutes(report.when.first, report.when.last)}"
    if report.hedge != "none":
        head += f" ({report.hedge})"
    under = []
    if report.quote:
        under.append(Node(f'Quote: "{report.quote}"'))
    elif report.text and report.hedge == "denied":
        under.append(Node(f"What is denied: {report.text}"))
    elif report.text:
        under.append(Node(f"Our summary: {report.text}"))
    if report.noted_error:
        under.append(Node(f"Noted error: {report.noted_error}"))
    if report.unsourced:
        under.append(Node("Unsourced: from general knowledge, no source is at hand."))
    if report.url:
        under.append(Node(report.url))
    return Node(head, tuple(under), report.id)


def is_total(fact: Fact) -> bool:
    """Whether it is a cumulative figure for a period, not an event."""
    return fact.event.startswith("total ")


def _what_of(fact: Fact, row: Row) -> str:
    numbers = " or ".join(say_interval(version) for version in fact.versions)
    if isinstance(row.commitment.terms, (Keep, Level)):
        return f"An act against it ({numbers})" if numbers else "An act against it"
    if not numbers or row.unit is None:
        return "An act"
    total = "In all " if is_total(fact) else ""
    if len(fact.versions) == 1:
        return f"{total}{say_apart(fact.versions[0], fact.by_class, row.unit)}"
    classes = ", ".join(
        f"{say_interval(interval)} {say_class(of)}" for of, interval in fact.by_class if of
    )
    return f"{total}{numbers} {row.unit}{f' ({classes})' if classes else ''}"


def say_fact(fact: Fact, row: Row) -> str:
    """An event as the account has it: how many, when, how well it is known."""
    when = say_minutes(fact.first, fact.last)
    what = _what_of(fact, row)
    admitted = "" if fact.versions or row.unit is None else "; not admitted in this account"
    on = "for" if is_total(fact) else "on"
    words = f"{what} {on} {when}: {GRADE_WORDS[fact.grade]}{admitted}."
    if fact.deviating:
        words += f" Deviating copy, no voice of its own: {say_list(fact.deviating)}."
    for report, convention in fact.hard_to_square:
        words += f" Hard to square: {report} ({convention})."
    return words


def each_once(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """A tree that tells every report in full once, where it first comes, and then by its id."""
    seen: set[str] = set()

    def shorten(node: Node) -> Node:
        if node.report is not None:
            if node.report in seen:
                return Node(f"{node.words.partition(', ')[0]} (told above)", (), node.report)
            seen.add(node.report)
        return replace(node, under=tuple(shorten(under) for under in node.under))

    return tuple(shorten(node) for node in nodes)


def told(names: Iterable[str], reports: Mapping[str, Bound]) -> tuple[Node, ...]:
    """The reports of those ids that are at hand."""
    return tuple(say_report(reports[name]) for name in names if name in reports)


def say_round(part: Round, unit: str | None) -> str:
    """A round: how much of how much, its due day, its standing."""
    due = "" if part.due is None else f", due {say_uncertain_day(part.due, part.due_latest)}"
    amount = ""
    if part.required is not None:
        done = "not known" if part.done is None else say_interval(part.done)
        amount = f": {done} of {say_interval(part.required)} {unit or ''}".rstrip()
    return f"{part.id}{amount}{due}: {say_standing(part.standing, part.possible, part.because)}."
