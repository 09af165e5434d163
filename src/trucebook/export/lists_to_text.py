"""Timeline, due days, reports and changes as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from trucebook.export.layout import (
    PLAIN,
    TIED,
    WIDTH,
    Style,
    clean,
    columns_of,
    paragraph,
    table_row,
)
from trucebook.model.agreement import Agreement
from trucebook.model.report import Bound
from trucebook.views.acts import say_act
from trucebook.views.changes import Changes, Moved
from trucebook.views.due import Coming, Due
from trucebook.views.telling import say_report
from trucebook.views.timeline import Moment
from trucebook.views.wording import (
    say_day,
    say_interval,
    say_list,
    say_minute,
    say_short_days,
    say_times,
)

SAYS = "!"
THROUGH = {
    "deadline": "its day passed",
    "watch ended": "nobody is declared to have watched from this day",
    "phase began": "the phase began",
    "phase ended": "the phase ended",
}


def timeline_to_text(
    moments: Sequence[Moment], asserters: dict[str, str], width: int = WIDTH, style: Style = PLAIN
) -> str:
    """Day by day; what happened first, what it led to under it."""
    lines: list[str] = []
    day = None
    for moment in moments:
        if moment.day != day:
            day = moment.day
            if lines:
                lines.append("")
            lines.append(style.strong(say_day(day)))
        lines.append(paragraph(_moment(moment, asserters), width, first="  ", rest="      "))
    return "\n".join(lines) + "\n" if lines else "Nothing in these days.\n"


def _moment(moment: Moment, asserters: dict[str, str]) -> str:
    until = f" (or until {say_day(moment.day_latest)})" if moment.day_latest != moment.day else ""
    by = ", ".join(f"{name} ({asserters.get(name, 'nobody named')})" for name in moment.reports)
    match moment.entry:
        case "happened":
            words = f"{moment.id}: {moment.words.rstrip('.')}. By {by}" if by else moment.words
            return words.rstrip(".") + "."
        case "fell due":
            name = moment.id if moment.words == "fell due" else f"{moment.id}:"
            return f"{name} {moment.words}{until}."
        case "standing":
            through = THROUGH.get(moment.through or "", "")
            tail = "".join(
                f", {words}" for words in (through, f"through {by}" if by else "") if words
            )
            return f"{moment.id}: {moment.before} -> {moment.after}{tail}."
        case _:
            return (
                f"{moment.id}: {moment.words}{until}."
                if moment.entry == "watch"
                else (f"{moment.words[0].upper()}{moment.words[1:]}{until}.")
            )


def due_to_text(due: Due, width: int = WIDTH, style: Style = PLAIN) -> str:
    """A table of the days ahead, what is past its day below it, and who has said they will not."""
    blocks = []
    head = f"From {say_day(due.first)} to {say_day(due.last)}"
    if due.coming:
        blocks.append("\n".join([style.strong(head), *_due_table(due.coming, width, style)]))
    else:
        blocks.append(style.strong(head) + "\nNothing falls due or lapses.")
    if due.past:
        title = style.strong("Past its day and open")
        blocks.append("\n".join([title, *_due_table(due.past, width, style)]))
    said: dict[str, list[str]] = {}
    for item in (*due.coming, *due.past):
        for remark in item.refusals:
            said.setdefault(remark.words, []).append(item.id)
    if said:
        title = style.strong(f"{SAYS} Said of it by whoever owes it; it stops no clock")
        told = [
            paragraph(f"{', '.join(dict.fromkeys(ids))}: {words}", width, first="  ", rest="      ")
            for words, ids in said.items()
        ]
        blocks.append("\n".join([title, *told]))
    return "\n\n".join(blocks) + "\n"


def _due_table(items: Sequence[Coming], width: int, style: Style) -> Iterable[str]:
    rows = []
    year = date.fromordinal(items[0].day).year
    for item in items:
        latest = item.day_latest if item.day_latest not in (None, item.day) else None
        day = say_short_days(item.day, item.day if latest is None else latest, year)
        left = ""
        if item.left is not None and item.unit is not None:
            left = f", {say_interval(item.left)} {item.unit} left"
        what = item.what if item.event == "falls due" else f"{item.what} ({item.event})"
        who = f"{', '.join(item.who)}: " if item.who else ""
        mark = f"{TIED}{SAYS}" if item.refusals else ""
        rows.append([day, item.id, f"{who}{what}{left}{mark}", item.standing])
    columns = columns_of(
        ("day", "id", "who, what", "standing"), rows, flexible=2, width=width, most=22
    )
    yield style.faint(table_row(columns, [column.title for column in columns])[0])
    for row in rows:
        yield from table_row(columns, row)


def reports_to_text(
    reports: Sequence[Bound],
    of: int,
    agreement: Agreement,
    width: int = WIDTH,
    style: Style = PLAIN,
) -> str:
    """Each report with who says it, what it is bound to, and its words."""
    blocks = ["\n".join(_report(bound, agreement, width, style)) for bound in reports]
    count = f"{say_times(len(reports), 'report')} of {of}."
    return "\n\n".join([*blocks, count]) + "\n"


def report_to_text(
    bound: Bound, agreement: Agreement, width: int = WIDTH, style: Style = PLAIN
) -> str:
    """One report with who says it, what it is bound to, and its words."""
    return "\n".join(_report(bound, agreement, width, style))


def _report(bound: Bound, agreement: Agreement, width: int, style: Style) -> Iterable[str]:
    told = say_report(bound)
    yield from (style.strong(line) for line in paragraph(told.words, width, rest="  ").split("\n"))
    words = f"{say_act(bound, agreement)}; {_binding(bound)}"
    yield paragraph(words, width, first="  ", rest="    ")
    for node in told.under:
        if node.words == bound.report.url:
            yield style.faint("  " + clean(node.words))
        else:
            yield paragraph(node.words, width, first="  ", rest="    ")


def _binding(bound: Bound) -> str:
    if bound.commitments:
        return "bound to " + say_list(f"[{name}]" for name in bound.commitments)
    if bound.outside:
        return "outside the agreement"
    why = f": {bound.why_unbound}" if bound.why_unbound else ""
    return f"bound to nothing{why}"


def changes_to_text(
    changes: Changes, agreement: Agreement, width: int = WIDTH, style: Style = PLAIN
) -> str:
    """The standings that moved, then the new reports."""
    until = "" if changes.public is None else f", until {say_day(changes.public)}"
    new = say_times(len(changes.reports), "report")
    head = (
        f"{new} {_since(changes)}{until}. "
        f"Standings on {say_day(changes.on)}, account {changes.account}, without and with them:"
    )
    page = f"{paragraph(head, width)}\n{moved_to_text(changes.moved, width, style)}"
    blocks = [page.rstrip("\n")]
    blocks += ["\n".join(_report(bound, agreement, width, style)) for bound in changes.reports]
    return "\n\n".join(blocks) + "\n"


def _since(changes: Changes) -> str:
    """What makes a report new."""
    if changes.since_entry is not None:
        return f"put in after entry {changes.since_entry}"
    if changes.since_known is not None:
        return f"put in after {say_minute(changes.since_known)}"
    return f"published after {say_day(changes.since or 0)}"


def moved_to_text(every: Sequence[Moved], width: int = WIDTH, style: Style = PLAIN) -> str:
    """The standings that moved, one a line."""
    lines = []
    for moved in every:
        by = f" ({', '.join(moved.reports)})" if moved.reports else ""
        if moved.through:
            by = f" (through {say_list(f'[{name}]' for name in moved.through)})"
        words = f"{moved.before} -> {moved.after}{by}"
        lines.append(paragraph(words, width, first=f"  {style.strong(moved.id)}  ", rest="      "))
    return "\n".join(lines or ["  No standing moved."]) + "\n"
