"""Reports and watches to record files: JSON Lines or a table, sorted, the same bytes each time.

What is read back is what was written, columns without a meaning here included.
Source: spec/record/reports.md.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from trucebook.model.report import Report, Watch
from trucebook.model.to_row import row_of, row_of_watch
from trucebook.record.json_line import Row, write_value
from trucebook.record.table import write_table


def json_lines(reports: Iterable[Report], watches: Iterable[Watch] = ()) -> str:
    """The text of a file of JSON lines: watches first, then reports by id."""
    return "".join(f"{write_value(row)}\n" for row in _rows(reports, watches))


def table(reports: Iterable[Report], watches: Iterable[Watch] = ()) -> str:
    """The text of a table: watches first, then reports by id."""
    return write_table(_rows(reports, watches))


def write_file(path: Path, reports: Iterable[Report], watches: Iterable[Watch] = ()) -> None:
    """Write a record file, as a table where it ends in `.csv`; whole or not at all.

    Errors: raises OSError where it cannot be written.
    """
    text = (
        table(reports, watches) if path.suffix.lower() == ".csv" else json_lines(reports, watches)
    )
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(beside).chmod(_mode(path))
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of a file that is replaced; those of a new one follow the user's mask."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _rows(reports: Iterable[Report], watches: Iterable[Watch]) -> list[Row]:
    """The rows in the one order they are written in."""
    first = sorted((row_of_watch(watch) for watch in watches), key=write_value)
    return first + [row_of(report) for report in sorted(reports, key=lambda report: report.id)]
