"""Articles on the command line: from the names that were given to what is proposed from each."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from trucebook.cli.output import NotValid, say
from trucebook.intake.apart import Apart, TooLong, side_by_side
from trucebook.intake.articles import articles_in
from trucebook.intake.forms import ENDINGS, MOST, form_of
from trucebook.intake.missing import ExtraMissing
from trucebook.ledger.faults import UNREACHED
from trucebook.reading.article import Article, UnreadableError
from trucebook.reading.proposals import Proposals, propose

T = TypeVar("T")

STANDARD_INPUT = "-"
AT_ONCE = 2
"""Processes that read articles side by side."""


fetch_option = click.option(
    "--fetch",
    is_flag=True,
    help="Let an address be asked for its page: the site sees the request.",
)


@dataclass(frozen=True, slots=True)
class Received:
    """An article as it came: its bytes, what was said of them, and what it is called here."""

    name: str
    data: bytes
    declared: str = ""
    address: str = ""
    published: date | None = None


def files_named(names: Iterable[str], *, fetch: bool = False) -> list[str]:
    """The files that names mean: a folder means those in it that may be articles, by name.

    Errors: click.UsageError where there is nothing of a name, or an address may not be asked.
    """
    found: list[str] = []
    for name in names:
        path = Path(name)
        if is_address(name):
            if not fetch:
                raise click.UsageError(
                    f"{name} is an address, and nothing was asked of it: the site would see that "
                    "somebody at your network address reads the page. If it may, add --fetch; if "
                    "not, save the page some other way, and read the file."
                )
            found.append(name)
            continue
        if name != STANDARD_INPUT and not path.exists():
            raise click.UsageError(f"There is nothing at {name}.")
        if name == STANDARD_INPUT or not path.is_dir():
            found.append(name)
            continue
        inside = (p for p in path.iterdir() if p.suffix.lower() in ENDINGS and p.is_file())
        files = sorted(str(p) for p in inside if not p.name.startswith("."))
        if not files:
            raise click.UsageError(f"The folder {name} has no articles: {', '.join(ENDINGS)}.")
        found += files
    return found


def is_address(name: str) -> bool:
    """Whether a name is the address of a page."""
    return re.match(r"[a-z][a-z0-9+.-]*://", name, re.IGNORECASE) is not None


def fetched(address: str, published: date | None) -> Received:
    """The page at an address, asked of its site; which sites see that, is said before.

    Errors: NotFetched, NotValid.
    """
    from trucebook.network.faults import AddressRefused, NetworkFault
    from trucebook.network.page import fetch

    try:
        page = fetch(address, _tell)
    except AddressRefused as fault:
        raise NotValid(f"Nothing was asked: {fault}.") from None
    except NetworkFault as fault:
        raise NotFetched(f"{fault}.") from None
    return Received(page.address, page.data, page.declared, page.address, published)


def _tell(site: str) -> None:
    say(f"Asking {site}: it sees that somebody at your network address reads this page, and when.")


class NotFetched(NotValid):
    """A page could not be fetched: exit status 5."""

    exit_code = UNREACHED


def received(name: str, published: date | None, address: str = "") -> Received:
    """The article in a file, on standard input or at an address, one byte more than is taken."""
    if is_address(name):
        return fetched(name, published)
    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read(MOST + 1)
        return Received("standard input", data, address=address, published=published)
    with Path(name).open("rb") as file:
        return Received(name, file.read(MOST + 1), address=address, published=published)


def articles_of(one: Received) -> tuple[Article, ...]:
    """The articles in what was received.

    Errors: UnreadableError; ExtraMissing.
    """
    return articles_in(one.data, one.declared)


def proposed(one: Received) -> tuple[Proposals, ...]:
    """What is proposed from each article in what was received.

    Errors: UnreadableError; ExtraMissing.
    """
    return tuple(
        propose(article, one.published or article.about.published) for article in articles_of(one)
    )


def read_one(one: Received) -> tuple[Proposals, ...]:
    """What is proposed from one file.

    Errors: NotValid; click.UsageError where an extra is missing.
    """
    return _apart(proposed, one)


def articles_read(one: Received) -> tuple[Article, ...]:
    """The articles of one file.

    Errors: NotValid; click.UsageError where an extra is missing.
    """
    return _apart(articles_of, one)


def _apart(work: Callable[[Received], tuple[T, ...]], one: Received) -> tuple[T, ...]:
    """The answer of some work; what is no plain text is taken apart in another process."""
    try:
        if form_of(one.data) == "text":
            return work(one)
        apart = Apart(work)
        try:
            return apart.ask(one)
        finally:
            apart.close()
    except (UnreadableError, TooLong) as fault:
        raise NotValid(f"{one.name} cannot be read: {told(fault)}.") from None
    except ExtraMissing as extra:
        raise click.UsageError(str(extra)) from None


def read_many(
    names: list[str], receive: Callable[[str], Received], processes: int = AT_ONCE
) -> Iterator[tuple[str, tuple[Proposals, ...] | str]]:
    """Each file's name with what is proposed from it, or why it cannot be read; in order.

    Errors: click.UsageError where an extra is missing.
    """
    answers = side_by_side(proposed, map(receive, names), processes)
    for name, answer in zip(names, answers, strict=True):
        if isinstance(answer, ExtraMissing):
            raise click.UsageError(str(answer))
        if isinstance(answer, UnreadableError | TooLong):
            yield name, told(answer)
        elif isinstance(answer, Exception):
            raise answer
        else:
            yield name, answer


def day_published(words: str | None) -> date | None:
    """The day that an option says.

    Errors: click.UsageError.
    """
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise click.UsageError(f"{words!r} is no day. Write it as 2025-03-06.") from None


def told(fault: Exception) -> str:
    """Why an article cannot be read."""
    if isinstance(fault, TooLong):
        return "to take it apart took too long, or too much memory: save its text, and read that"
    return str(fault)
