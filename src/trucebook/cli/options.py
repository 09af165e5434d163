"""Options that many commands share, and what they mean for a book."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import click

from trucebook import question
from trucebook.model.time import Day, Minute
from trucebook.question import TODAY, Options, WrongQuestionError, is_day

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
KEEP_GOING = "trucebook.keep-going"
"""Where a command's context says that rows which cannot be read are left out."""


class DayOption(click.ParamType[str, Any]):
    """A day: an ISO date, or `today`. Kept as written until the book's zone is known."""

    name = "day"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """The words, where they are a day."""
        text = str(value).strip()
        if text != TODAY and not is_day(text):
            self.fail(f"{text!r} is no day. Write it as 2025-03-06, or today.", param, ctx)
        return text


def or_wrong_usage(ask: Callable[[], T]) -> T:
    """An answer.

    Errors: click.UsageError where the question is wrong.
    """
    try:
        return ask()
    except WrongQuestionError as wrong:
        raise click.UsageError(wrong.message) from None


def resolve(text: str | None, zone: str) -> Day | None:
    """The day an option names; `today` is today in the book's zone."""
    return or_wrong_usage(lambda: question.resolve(text, zone))


def resolve_minute(text: str | None, zone: str) -> Minute | None:
    """The moment an option names: the end of a day, or an hour of one, in the book's zone.

    Errors: click.UsageError where it is neither.
    """
    return or_wrong_usage(lambda: question.resolve_minute(text, zone))


DAY = DayOption()


def book_argument(function: F) -> F:
    """The book: a folder, or the name of a book that comes with the program."""
    return keep_going_option(click.argument("book", type=click.Path(path_type=str))(function))


def keep_going_option(function: F) -> F:
    """Go on without the rows of the record that cannot be read."""

    def note(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        ctx.meta[KEEP_GOING] = value

    return click.option(
        "--keep-going",
        is_flag=True,
        expose_value=False,
        callback=note,
        help="Go on without the rows of the record that cannot be read; the exit status stays 3.",
    )(function)


def on_option(function: F) -> F:
    """The day looked at."""
    return click.option(
        "--on",
        type=DAY,
        help="The day looked at. Default: the last day on which a report was published.",
    )(function)


def public_option(function: F) -> F:
    """What had been published by then."""
    return click.option(
        "--public", type=DAY, help="Only reports published by then. Default: all of them."
    )(function)


def known_option(function: F) -> F:
    """What had been recorded by then."""
    return click.option(
        "--known",
        metavar="DAY",
        help="Only what had been entered into the record by then: a day, or a day and an hour; "
        "of a store also the number of an entry, @1234.",
    )(function)


def account_option(function: F) -> F:
    """Whose account is taken."""
    return click.option(
        "--account",
        default="undisputed",
        show_default=True,
        help="Whose account: undisputed, confirmed, any, or a party, monitor or mediator.",
    )(function)


def clock_options(function: F) -> F:
    """The day looked at, what was public and known then, and whose account is taken."""
    for option in (account_option, known_option, public_option, on_option):
        function = option(function)
    return function


def json_option(function: F) -> F:
    """JSON instead of words."""
    return click.option("--json", "as_json", is_flag=True, help="The same as JSON.")(function)


def csv_option(function: F) -> F:
    """CSV instead of words."""
    return click.option("--csv", "as_csv", is_flag=True, help="The same as CSV.")(function)


def asked_of_a_book(function: F) -> F:
    """A book, clocks and account, and the form of the answer: what commands of one table share.

    The command gets `book`, `asked`, `as_json` and `as_csv`.
    """

    @wraps(function)
    def command(
        *,
        on: str | None,
        public: str | None,
        known: str | None,
        account: str,
        as_json: bool,
        as_csv: bool,
        **others: Any,  # noqa: ANN401 - what the command itself takes
    ) -> Any:  # noqa: ANN401 - what the command gives
        only_one(as_json=as_json, as_csv=as_csv)
        asked = Options(on, public, known, account)
        return function(asked=asked, as_json=as_json, as_csv=as_csv, **others)

    return book_argument(clock_options(json_option(csv_option(cast("F", command)))))


def only_one(*, as_json: bool, as_csv: bool) -> None:
    """Refuse two forms at once."""
    if as_json and as_csv:
        raise click.UsageError("Say --json or --csv, not both.")
