"""What became of a report that was added: its binding, what it is like, what it moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucebook.export.layout import PLAIN, WIDTH, Style, paragraph
from trucebook.export.lists_to_text import moved_to_text, report_to_text
from trucebook.export.report_row import bound_to_json
from trucebook.export.to_csv import moved_rows
from trucebook.export.to_json import Json, day_to_json
from trucebook.model.agreement import Agreement
from trucebook.model.overlap import Overlap
from trucebook.model.report import Bound
from trucebook.model.time import Day
from trucebook.views.changes import Moved
from trucebook.views.likeness import Likeness
from trucebook.views.wording import say_day, say_list


@dataclass(frozen=True, slots=True)
class Entered:
    """A report on its way into a book, and what it does there.

    `outcome` is one of: went in, there already, would go in.
    """

    outcome: str
    file: str
    report: Bound
    like: tuple[Likeness, ...]
    moved: tuple[Moved, ...]
    on: Day
    account: str


def entered_to_text(
    entered: Entered, agreement: Agreement, width: int = WIDTH, style: Style = PLAIN
) -> str:
    """What became of it, the report with its binding, and the standings it moved."""
    name = entered.report.report.id
    where = f" ({entered.file})" if entered.outcome == "went in" else ""
    lines = [f"{name} {entered.outcome}{where}.", ""]
    lines += [report_to_text(entered.report, agreement, width, style)]
    if entered.outcome != "there already":
        head = (
            f"Standings on {say_day(entered.on)}, account {entered.account}, without and with it:"
        )
        moved = moved_to_text(entered.moved, width, style).rstrip("\n")
        lines += ["", paragraph(head, width), moved]
    return "\n".join(lines) + "\n"


def likeness_to_text(like: Sequence[Likeness], width: int = WIDTH) -> str:
    """In what a report is like others, one paragraph for each."""
    return "\n".join(paragraph(_like(one), width, rest="  ") for one in like)


def _like(one: Likeness) -> str:
    name = one.report.report.id
    said = []
    if one.same_event:
        said.append(f"tells of the same event, {one.report.report.event}")
    if one.same_day_and_number:
        said.append("gives the same number for the same day")
    if one.words is not None:
        said.append(f"shares {_share(one.words)}")
    if one.is_copy:
        what = "It may be a copy: if so, give both one wire_group."
    elif one.words is not None:
        what = "Is it a copy? If so, give both one wire_group."
    elif one.same_event:
        what = "Of one event only one is counted."
    else:
        what = "Is it the same event? Name it in event: one name for one, two names for two."
    return f"{name} {say_list(said)}. {what} Nothing was merged."


def _share(shared: Overlap) -> str:
    run = len(shared.longest)
    words = f'{run} words in a row ("{" ".join(shared.longest)}")'
    return f"{round(100 * shared.share)} per cent of its runs of three words, up to {words}"


def entered_to_json(entered: Entered, book: str) -> dict[str, Json]:
    """The same as values."""
    return {
        "schema": "trucebook.add/1",
        "book": book,
        "outcome": entered.outcome,
        "file": entered.file,
        "report": bound_to_json(entered.report),
        "unplaced": list(entered.report.unplaced),
        "like": [_like_to_json(one) for one in entered.like],
        "on": day_to_json(entered.on),
        "account": entered.account,
        "moved": list(moved_rows(entered.moved)),
    }


def _like_to_json(one: Likeness) -> dict[str, Json]:
    words = one.words
    return {
        "report": one.report.report.id,
        "same_event": one.same_event,
        "same_day_and_number": one.same_day_and_number,
        "shared_runs": None if words is None else round(words.share, 4),
        "longest_run": None if words is None else " ".join(words.longest),
        "copy": one.is_copy,
    }
