"""`trucebook compare`: two texts held against each other by what they would bring about."""

from __future__ import annotations

from pathlib import Path

import click

from trucebook.book import Book, texts_at
from trucebook.cli.opening import open_valid
from trucebook.cli.options import DAY, csv_option, json_option, only_one, resolve
from trucebook.cli.output import put, style, width
from trucebook.comparing.compare import Text, compare
from trucebook.comparing.named import names_of_texts
from trucebook.export.compare_to_json import compare_to_csv, compare_to_json
from trucebook.export.compare_to_text import compare_to_text
from trucebook.export.to_json import to_text
from trucebook.views.lookup import near
from trucebook.views.wording import say_few, say_list

DIFFER = 1
"""Exit status where the texts differ, in effect or in words."""


@click.command(
    "compare",
    epilog="Example: trucebook compare gaza-2025-01:signed gaza-2025-01:revised --from 2025-03-02",
)
@click.argument("a", metavar="TEXT")
@click.argument("b", metavar="TEXT")
@click.option("--from", "since", type=DAY, help="List only what is not over before that day.")
@click.option("--details", is_flag=True, help="Each clause of each pair of texts, with its words.")
@json_option
@csv_option
def command(
    *, a: str, b: str, since: str | None, details: bool, as_json: bool, as_csv: bool
) -> None:
    """Hold two texts against each other: who does what for whom, when, on what condition.

    TEXT is a book, one text, or BOOK:NAME. NAME is a proposal's short name, title or file,
    `signed` for the agreement before any amendment, or an amendment's file for the agreement with
    it. Exit status 1 where they differ in effect or in words.
    """
    only_one(as_json=as_json, as_csv=as_csv)
    one, zone = _at(a)
    two, _ = _at(b)
    day = resolve(since, zone)
    answer = compare((a, one), (b, two))
    if as_json:
        put(to_text(compare_to_json(answer, day)))
    elif as_csv:
        put(compare_to_csv(answer, day))
    else:
        put(compare_to_text(answer, day, width(), style(), details=details))
    if answer.any:
        raise SystemExit(DIFFER)


def _at(address: str) -> tuple[tuple[Text, ...], str]:
    """The texts at an address, and the zone of the book they stand in.

    Errors: NotValid where the book has faults; click.UsageError where there is no such text.
    """
    path, mark, name = address.rpartition(":")
    # The colon of `sqlite:///cell.db`, or of a port, sets off no name.
    if not mark or Path(address).exists() or not path or "/" in name:
        path, name = address, ""
    book = open_valid(path)
    texts = texts_at(book, name)
    if not texts:
        raise click.UsageError(_no_text(book, path, name))
    return texts, book.agreement.zone


def _no_text(book: Book, path: str, name: str) -> str:
    names = names_of_texts(book.agreement, book.proposals)
    if not names:
        return f"{path} holds no agreement and no proposal to compare."
    if not name:
        return f"{path} holds several proposals: name one, {path}:NAME. It has {say_few(names)}."
    meant = near(name, names)
    did = f" Did you mean {say_list(meant, 'or')}?" if meant else ""
    return f"{path} has no text called {name!r}.{did} It has {say_few(names)}."
