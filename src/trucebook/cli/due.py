"""`trucebook due`: what falls due or lapses next."""

from __future__ import annotations

import re
from typing import Any

import click

from trucebook.cli.opening import Options, ask
from trucebook.cli.options import (
    book_argument,
    clock_options,
    csv_option,
    json_option,
    only_one,
)
from trucebook.cli.output import put, style, width
from trucebook.export.lists_to_json import due_to_json
from trucebook.export.lists_to_text import due_to_text
from trucebook.export.to_csv import due_to_csv
from trucebook.export.to_json import to_text
from trucebook.views.due import due

_LENGTH = re.compile(r"(\d{1,5})\s*(d|days?|w|weeks?)?")


class Length(click.ParamType[int, Any]):
    """A number of days: 14d, 2w, 14."""

    name = "days"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Days."""
        if isinstance(value, int):
            return value
        match = _LENGTH.fullmatch(str(value).strip())
        if match is None:
            self.fail(f"{value!r} is no length of time. Write it as 14d, or 2w.", param, ctx)
        return int(match[1]) * (7 if (match[2] or "d").startswith("w") else 1)


@click.command(
    "due",
    epilog="Example: trucebook due gaza-2025-01 --on 2025-02-25 --public 2025-02-25 --next 14d",
)
@book_argument
@click.option("--next", "ahead", type=Length(), default="14d", show_default=True, help="How far.")
@clock_options
@json_option
@csv_option
def command(
    *,
    book: str,
    ahead: int,
    on: str | None,
    public: str | None,
    known: str | None,
    account: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List what falls due or lapses next, and who has said they will not."""
    only_one(as_json=as_json, as_csv=as_csv)
    question = ask(book, Options(on, public, known, account))
    answer = due(question.board(), question.agreement, ahead)
    if as_json:
        put(to_text(due_to_json(answer, question.book.name, question.clocks, question.account)))
    elif as_csv:
        put(due_to_csv(answer))
    else:
        put(due_to_text(answer, width(), style()))
