"""`trucebook reports`: the record, listed and searched."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import click

from trucebook import book as books
from trucebook.cli.opening import as_known, find_ids, open_valid
from trucebook.cli.options import (
    book_argument,
    csv_option,
    json_option,
    known_option,
    only_one,
    public_option,
    resolve,
)
from trucebook.cli.output import put, say, style, width
from trucebook.evaluation.result import Clocks
from trucebook.export.lists_to_json import reports_to_json
from trucebook.export.lists_to_text import reports_to_text
from trucebook.export.to_csv import reports_to_csv
from trucebook.export.to_json import to_text
from trucebook.model.quantity import Number
from trucebook.views.lookup import near
from trucebook.views.reports import (
    Search,
    asserters_of,
    is_about,
    kinds_of,
    search,
    sides_of,
)
from trucebook.views.wording import say_list


@click.command(
    "reports",
    epilog='Example: trucebook reports gaza-2025-01 --about free --by "Prison Service"',
)
@book_argument
@click.option("--about", metavar="ID", help="Bound to this commitment or round; none: outside.")
@click.option("--by", metavar="ASSERTER", help="Said by somebody with this in their name.")
@click.option("--side", metavar="SIDE", help="Said on this side; none: on no side.")
@click.option("--kind", metavar="KIND", help="Of this kind.")
@click.option("--number", metavar="N", help="Giving this figure anywhere.")
@click.option("--text", metavar="WORD", help="With this in its words, object, place or source.")
@click.option("--unbound", is_flag=True, help="Bound to no commitment, and not said to be outside.")
@public_option
@known_option
@json_option
@csv_option
def command(
    *,
    book: str,
    about: str | None,
    by: str | None,
    side: str | None,
    kind: str | None,
    number: str | None,
    text: str | None,
    unbound: bool,
    public: str | None,
    known: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List and search the record. All that is asked for must hold."""
    only_one(as_json=as_json, as_csv=as_csv)
    opened, moment, _ = as_known(open_valid(book), known)
    record = opened.record
    zone = opened.agreement.zone
    if about is not None:
        about = _about(opened, about)
    what = Search(
        about=about,
        by=by,
        side=side,
        kind=kind,
        number=_number(number),
        text=text,
        unbound=unbound,
        public=resolve(public, zone),
        known=moment,
    )
    found = search(record, what)
    if as_json:
        put(to_text(reports_to_json(found, opened.name, len(record.reports))))
    elif as_csv:
        put(reports_to_csv(found))
    else:
        put(reports_to_text(found, len(record.reports), opened.agreement, width(), style()))
    if not found:
        _hint("--by", by, asserters_of(record))
        _hint("--kind", kind, kinds_of(record))
        _hint("--side", side, sides_of(record))


def _number(text: str | None) -> Number | None:
    """A figure as people write it: 1,977 or 1977."""
    if text is None:
        return None
    try:
        number = Decimal(text.replace(",", "").replace("_", "").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise click.UsageError(f"{text!r} is no number. Write it as 1977.")
    return int(number) if number == number.to_integral_value() else number


def _about(book: books.Book, name: str) -> str:
    """An id that is in the text, or that some report names.

    Errors: click.UsageError with near misses.
    """
    name = name.strip().removeprefix("[").removesuffix("]")
    ids = {i for c in book.agreement.commitments for i in (c.id, c.clause)}
    if name == "none" or name in ids or any(is_about(b, name) for b in book.record.reports):
        return name
    last = books.last_published(book) or book.agreement.clock.day_one
    if last is not None:
        find_ids(books.board(book, Clocks(last), "undisputed"), name)
    return name


def _hint(option: str, given: str | None, among: tuple[str, ...]) -> None:
    """Say what was probably meant, where a name is nowhere in the record."""
    if given is None or any(given.casefold() in name.casefold() for name in among):
        return
    meant = near(given, among)
    did = f" Did you mean {say_list(meant, 'or')}?" if meant else ""
    say(f"The record has no {option} {given!r}.{did}")
