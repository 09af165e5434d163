"""`trucebook brief`: two pages for somebody who has five minutes."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from trucebook.cli.opening import Options, ask
from trucebook.cli.options import DAY, book_argument, clock_options, resolve
from trucebook.cli.output import put, say
from trucebook.export import sheet_to_docx, sheet_to_pdf
from trucebook.export.brief_to_sheet import brief_to_sheet, command_of
from trucebook.export.sheet import Sheet
from trucebook.export.sheet_to_markdown import sheet_to_markdown
from trucebook.views.brief import brief
from trucebook.views.changes import record_until
from trucebook.views.wording import say_day

WEEK = 7
NEEDS = {"docx": sheet_to_docx.NEEDS, "pdf": sheet_to_pdf.NEEDS}
"""What a form needs that the extra brings."""
FORMS: Mapping[str, Callable[[Sheet], bytes]] = {
    "md": lambda sheet: sheet_to_markdown(sheet).encode(),
    "docx": sheet_to_docx.sheet_to_docx,
    "pdf": sheet_to_pdf.sheet_to_pdf,
}
NOT_WRITTEN = 5
"""Exit status where a file cannot be written."""


@click.command(
    "brief",
    epilog="Example: trucebook brief gaza-2025-01 --on 2025-03-06 --public 2025-03-06",
)
@book_argument
@click.option(
    "--since",
    type=DAY,
    help="Tell what reports published after this day moved. Default: a week before.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["md", "docx", "pdf"]),
    default="md",
    help="Markdown, a document for word processors, or PDF.",
    show_default=True,
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write into this file instead of standard output.",
)
@clock_options
def command(
    *,
    book: str,
    since: str | None,
    form: str,
    out: Path | None,
    on: str | None,
    public: str | None,
    known: str | None,
    account: str,
) -> None:
    """Write a brief of two pages: what moved, what is due, where accounts differ.

    Each figure has its source; long lists are cut, and what is left out is counted.
    """
    _need(form, out)
    question = ask(book, Options(on, public, known, account))
    clocks = question.clocks
    end = clocks.on if clocks.public is None else clocks.public
    day = resolve(since, question.agreement.zone)
    if day is None:
        day = max(1, min(end, clocks.on) - WEEK)
        say(f"What moved since {say_day(day)}, a week before (--since).")
    if clocks.public is not None and day > clocks.public:
        raise click.UsageError("--since is later than --public: nothing can be new.")
    before = question.evaluate(record_until(question.record, day), clocks, question.account)
    answer = brief(before, question.board(), question.agreement, question.record, day)
    name = question.book.name
    sheet = brief_to_sheet(
        answer,
        question.agreement,
        book=name,
        digest=question.book.hash,
        since=day,
        command=command_of(name, clocks, day, question.account),
        withheld=question.book.withholds,
    )
    if form == "md" and out is None:
        put(sheet_to_markdown(sheet))
    else:
        _hand_over(FORMS[form](sheet), out)


def _need(form: str, out: Path | None) -> None:
    """What a form needs, said before anything is worked out.

    Errors: raises `click.UsageError`.
    """
    library = NEEDS.get(form)
    if library is None:
        return
    if importlib.util.find_spec(library) is None:
        raise click.UsageError(
            f"`brief --to {form}` needs the extra [print] ({library} is not installed): "
            "pip install 'trucebook[print]'"
        )
    if out is None and sys.stdout.isatty():
        raise click.UsageError(f"A {form} is nothing to read on a terminal: name a file (--out).")


def _hand_over(data: bytes, out: Path | None) -> None:
    """Into a file, whole or not at all; or on standard output."""
    if out is None:
        sys.stdout.buffer.write(data)
        return
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        say(f"Error: {out} cannot be written: {error.strerror}.")
        raise SystemExit(NOT_WRITTEN) from None
    say(f"Written: {out}")
