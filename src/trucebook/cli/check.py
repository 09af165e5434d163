"""`trucebook check`: faults of texts, names and record, and findings about the agreement."""

from __future__ import annotations

import click

from trucebook.cli.opening import open_any
from trucebook.cli.options import json_option
from trucebook.cli.output import INVALID, put, say, style, width
from trucebook.export.faults import checked_to_json, checked_to_text
from trucebook.export.to_json import to_text
from trucebook.findings.checked import Checked, checked
from trucebook.views.wording import say_times

FOUND = 1
"""Exit status where something was found."""


@click.command(
    "check",
    epilog="Example: trucebook check my-book",
)
@click.argument("path")
@json_option
def command(*, path: str, as_json: bool) -> None:
    """Find faults in texts, names and record, and holes in the agreement.

    PATH is a book, or one text. Exit status 3 where there are faults, 1 where there are only
    findings: reports that could not be bound, a gap, a deadlock, vague words.
    """
    book = open_any(path)
    answer = checked(book.agreement, book.record, book.faults, book.texts, book.sources)
    if as_json:
        put(to_text(checked_to_json(answer, book.name, book.texts)))
    elif answer.faults or answer.findings:
        put(checked_to_text(answer, book.texts, width(), style()))
    say(_sum(answer, book.name))
    if answer.faults:
        raise SystemExit(INVALID)
    if answer.findings:
        raise SystemExit(FOUND)


def _sum(answer: Checked, name: str) -> str:
    faults = say_times(len(answer.faults), "fault")
    found = say_times(len(answer.findings), "finding")
    if not answer.faults and not answer.findings:
        return f"{name}: no fault, nothing found."
    return f"{name}: {faults}, {found}."
