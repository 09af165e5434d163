"""The board as text: a page of 80 columns that can be read aloud, printed or mailed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from trucebook.export.layout import (
    PLAIN,
    TIED,
    WIDTH,
    Column,
    Style,
    cells,
    paragraph,
    table_row,
    wrap,
)
from trucebook.views.status import Group, Line, Said, Status
from trucebook.views.wording import (
    WITHHELD,
    say_day,
    say_minutes,
    say_short_day,
    say_short_days,
    say_times,
)

DIFFER = "*"
WEAK = "~"
ASIDE = ("note", "stage", "verdict")
"""Kinds of remark that only `why` and the JSON show: talk beside the row."""
CRAMPED = 31
"""Cells for `who` and `what` below which a day takes two lines."""
LONG = 24
"""Cells above which a name stands in full below the table, and its id in it."""
SHORT_BASIS = {"one side's version": "one side"}
"""Names of a basis too long for its column; the legend says them in full."""


def board_to_text(
    view: Status, width: int = WIDTH, style: Style = PLAIN, *, withheld: bool = False
) -> str:
    """The whole board, a line feed at the end; `withheld`: the book has more, for others."""
    blocks = [
        "\n".join(_heading(view, width, style)),
        paragraph(WITHHELD, width) if withheld else "",
        "\n".join(_tables(view, width, style)),
        "\n".join(_legend(view, width, style)),
        "\n".join(_remarks(view.said, width, style)),
        "" if view.gap is None else paragraph(view.gap, width),
        "\n".join(_coverage(view, width, style)),
        view.closing,
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _heading(view: Status, width: int, style: Style) -> Iterable[str]:
    yield from (style.strong(line) for line in paragraph(view.title, width).split("\n"))
    clocks = view.clocks
    number = "" if view.day_number is None else f", day {view.day_number} of the agreement"
    public = (
        "Every report, whenever published"
        if clocks.public is None
        else f"Reports published by {say_day(clocks.public)}"
    )
    known = (
        "" if clocks.known is None else f", recorded by {say_minutes(clocks.known, clocks.known)}"
    )
    words = f"As of {say_day(clocks.on)}{number}. {public}{known}. Account: {view.account}."
    yield paragraph(words, width)
    if view.phases:
        yield paragraph(" ".join(view.phases), width)


def _tables(view: Status, width: int, style: Style) -> Iterable[str]:
    year = date.fromordinal(view.clocks.on).year
    short = {name: id_ for id_, name in _long_names(view)}
    rows = {line.id: _cells(line, year, short) for group in view.groups for line in group.lines}
    if not rows:
        yield "No text of this book has a commitment."
        return
    columns = _columns(list(rows.values()), width)
    for number, group in enumerate(view.groups):
        if number:
            yield ""
        yield style.strong(_title(group))
        yield style.faint("\n".join(table_row(columns, [c.title for c in columns])))
        for line in group.lines:
            yield from table_row(columns, rows[line.id])


def _title(group: Group) -> str:
    state = group.phase
    return group.title if state is None else f"{group.title}: {state.standing}"


def _cells(line: Line, year: int, short: Mapping[str, str]) -> list[str]:
    what = line.what if line.progress is None else f"{line.what}\n{line.progress}"
    who = ", ".join(short.get(name, name) for name in line.who)
    return [line.id, who, what, _due(line, year), _standing(line)]


def _long_names(view: Status) -> list[tuple[str, str]]:
    """The ids and names of those who owe something and are too long for a column."""
    owing = {name for group in view.groups for line in group.lines for name in line.who}
    return [(id_, name) for id_, name in view.parties if name in owing and cells(name) > LONG]


def _due(line: Line, year: int) -> str:
    if line.due is None:
        return "-" if line.due_latest is None else f"..{say_short_day(line.due_latest, year)}"
    if line.due_latest is None or line.due_latest == line.due:
        return say_short_day(line.due, year)
    return say_short_days(line.due, line.due_latest, year)


def _standing(line: Line) -> str:
    """The word first, with its marks beside it, then which are possible and why."""
    word, _, rest = line.standing.partition(" (")
    mark = f"{TIED}{DIFFER}" if line.accounts_differ else ""
    basis = f" {_basis(line)}" if line.weak_basis else ""
    if not rest:
        return f"{word or '-'}{basis}{mark}"
    return f"{word}{basis}\n({rest}{mark}" if basis else f"{word} ({rest}{mark}"


def _basis(line: Line) -> str:
    kind = line.weak_basis or ""
    return WEAK + SHORT_BASIS.get(kind, kind)


def _columns(rows: list[list[str]], width: int) -> list[Column]:
    """Columns under which the table is shortest; of those the one with most room for `what`.

    The standing column holds its longest first line on one line.
    """
    heads = [re.split(r" \(|\n", cell[4])[0] for cell in rows]
    lines = [line for cell in rows for line in cell[4].split("\n")]
    head = min(32, max([8, *(cells(head) for head in heads)]))
    standing = max(head, min(22, max(cells(line) for line in lines)))
    ids = min(16, max([2, *(cells(row[0]) for row in rows)]))
    due = min(10, max([3, *(cells(row[3]) for row in rows)]))
    if width - standing - ids - due - 2 * 4 < CRAMPED:
        due = min(due, max([6, *(cells(word) for row in rows for word in row[3].split())]))
    room = max(23, width - standing - ids - due - 2 * 4)
    least = min(14, max([3, *(cells(word) for row in rows for word in row[1].split())]))
    most = max(least, min(room - 20, max(cells(row[1]) for row in rows)))
    who = min(range(least, most + 1), key=lambda who: _height(rows, who, room - who))
    return [
        Column("id", ids),
        Column("who", who),
        Column("what, how much is done", room - who),
        Column("due", due),
        Column("standing", standing),
    ]


def _height(rows: list[list[str]], who: int, what: int) -> int:
    """How many lines the rows take."""
    return sum(
        max(len(wrap(row[1], who)), sum(len(wrap(part, what)) for part in row[2].split("\n")))
        for row in rows
    )


def _legend(view: Status, width: int, style: Style) -> Iterable[str]:
    lines = [line for group in view.groups for line in group.lines]
    notes = [f"{id_}: {name}." for id_, name in _long_names(view)]
    if any(line.accounts_differ for line in lines):
        notes.append(
            f"{DIFFER} accounts differ: another one gives another standing (see `trucebook why`)."
        )
    weak = sorted({line.weak_basis for line in lines if line.weak_basis})
    if weak:
        kinds = ", ".join(
            f"{SHORT_BASIS[kind]} = {kind}" if kind in SHORT_BASIS else kind for kind in weak
        )
        notes.append(
            f"{WEAK} no full published text of the clause is at hand; how it is known: {kinds}."
        )
    for note in notes:
        for line in paragraph(note, width, first="", rest="  ").split("\n"):
            yield style.faint(line)


def _remarks(said: tuple[Said, ...], width: int, style: Style) -> Iterable[str]:
    shown = [item for item in said if item.remark.kind not in ASIDE]
    aside = len(said) - len(shown)
    if not said:
        return
    yield style.strong("Said on these rows; it decides none of them")
    rows: dict[str, list[str]] = {}
    for item in shown:
        rows.setdefault(_with_voices(item), []).append(item.id)
    for words, ids in rows.items():
        yield paragraph(
            f"{', '.join(dict.fromkeys(ids))}: {words}", width, first="  ", rest="      "
        )
    if aside:
        more = say_times(aside, "verdict or note", "verdicts and notes")
        yield f"  and {more}: see `trucebook why` and --json."


def _with_voices(item: Said) -> str:
    words = item.remark.words.rstrip().replace(".; ", "; ")
    voices = "; ".join(
        ", ".join(
            part
            for part in (
                "" if voice.asserter in words else voice.asserter,
                voice.source if voice.source and voice.source != voice.asserter else "",
                say_day(voice.published),
                "" if voice.report in words else voice.report,
            )
            if part
        )
        for voice in item.voices
    )
    return f"{words} ({voices})" if voices else words


def _coverage(view: Status, width: int, style: Style) -> Iterable[str]:
    for words in view.coverage:
        yield paragraph(words, width, rest="  ")
    if view.unbound:
        reports = "1 report is" if view.unbound == 1 else f"{view.unbound} reports are"
        yield paragraph(
            f"{reports} bound to no commitment: see `trucebook reports --unbound`.", width
        )
    del style
