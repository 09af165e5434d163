"""`trucebook format`: the one layout."""

from __future__ import annotations

import click

ENDING = ".truce"
STDIN = "-"
WOULD_CHANGE, CANNOT = 1, 2
"""Exit statuses: `--check` found a text in another layout; a file cannot be read or written."""


@click.command(
    "format",
    epilog="Example: trucebook format my-book",
)
@click.argument("path")
@click.option("--check", is_flag=True, help="Change nothing; exit status 1 if something would.")
def command(*, path: str, check: bool) -> None:
    """Put texts into the one layout, in place. Comments stay.

    PATH is a book, or one text; - reads standard input and writes standard output.
    A text with faults is left as it is.
    """
