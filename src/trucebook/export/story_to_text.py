"""A story as lines with their days, and as JSON.

    So it comes about, with every clause watched:
      22 February 2025  [terms] is due; nothing is said of it.
      1 March 2025      Phase one comes to its last day; [terms] is not met.
      2 March 2025      No phase runs and nothing goes on. Left undone: [terms].

Source: spec/findings.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from trucebook.evaluation.result import Standing
from trucebook.export.layout import WIDTH, cells, paragraph
from trucebook.export.report_row import report_to_json
from trucebook.export.to_json import Json
from trucebook.findings.story import Act, Hole, Line, Says, Stands, Story
from trucebook.model.time import iso
from trucebook.model.to_row import row_of_watch
from trucebook.views.wording import say_day, say_few, say_list

HEAD = "So it comes about, where all is watched and nothing else is done:"
NAMED = 4
"""Clauses named in a line of a story."""
STANDS: dict[Standing, str] = {
    "in progress": "is still open",
    "waiting": "still waits",
    "lapsed": "has lapsed",
    "overdue": "is overdue",
    "missed": "is missed",
    "held back": "is held back",
    "suspended": "is suspended",
    "unknown": "is unknown",
    "met": "is met",
    "contrary act": "has an act against it",
}
"""How a story says where something stands; words it never comes to are not in it."""


def story_to_text(story: Story, width: int = WIDTH) -> Iterator[str]:
    """Each line behind its day; a day is said once."""
    yield paragraph(HEAD, width, first="  ")
    days = [say_day(line.day) for line in story.lines]
    room = max(cells(day) for day in days)
    last = ""
    for day, line in zip(days, story.lines, strict=True):
        shown = "" if day == last else day
        last = day
        words = say_line(line)
        first = f"    {shown.ljust(room)}  "
        yield paragraph(
            f"{words[0].upper()}{words[1:]}.", width, first=first, rest=" " * len(first)
        )


def say_line(line: Line) -> str:
    """One line, without its day."""
    match line:
        case Says(words=words) | Act(words=words):
            return words
        case Stands(name=name, standing=standing, reading=reading, because=because):
            under = "" if reading is None else f' under "{reading}"'
            why = f": {because}" if because else ""
            return f"[{name}] {STANDS.get(standing, f'stands at {standing}')}{under}{why}"
        case Hole(undone=undone, under=under):
            read = f" under {_quoted(under)}" if under else ""
            named = say_few((f"[{name}]" for name in undone), NAMED)
            return f"no phase runs and nothing goes on{read}; left undone: {named}"
        case _:
            assert_never(line)


def _quoted(names: tuple[str, ...]) -> str:
    return say_list(f'"{name}"' for name in names)


def story_to_json(story: Story) -> dict[str, Json]:
    """The rows of its hypothetical record, as `whatif` takes them, and what comes of them."""
    return {
        "record": [
            *(_kept(report_to_json(report)) for report in story.reports),
            _kept(row_of_watch(story.watch)),
        ],
        "lines": [_line_to_json(line) for line in story.lines],
    }


def _line_to_json(line: Line) -> dict[str, Json]:
    told: dict[str, Json] = {"day": iso(line.day), "words": say_line(line)}
    match line:
        case Act(reports=reports):
            told["reports"] = [report.id for report in reports]
        case Stands(name=name, standing=standing, reading=reading):
            told |= {"id": name, "standing": standing, "reading": reading}
        case Hole(undone=undone, under=under, not_under=not_under):
            told["gap"] = {
                "undone": list(undone),
                "under": list(under),
                "not_under": list(not_under),
            }
        case _:
            pass
    return told


def _kept(row: Mapping[str, object]) -> dict[str, Json]:
    """A row without the columns that say nothing."""
    return {name: _value(value) for name, value in row.items() if value is not None}


def _value(value: object) -> Json:
    return list(value) if isinstance(value, list) else value  # type: ignore[return-value]
