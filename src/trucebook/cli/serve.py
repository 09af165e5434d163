"""`trucebook serve`: the book as web pages, read-only."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from trucebook.cli.entering import book_to_write
from trucebook.cli.moving import told
from trucebook.cli.opening import address_of, open_valid
from trucebook.cli.options import KEEP_GOING, book_argument
from trucebook.cli.output import say
from trucebook.people.people import people_at
from trucebook.people.who import Who

NEEDS = ("jinja2", "starlette", "uvicorn")
"""What the extra brings."""
NO_PLACE = 5
"""Exit status where the network says no."""


@click.command("serve", epilog="Example: trucebook serve gaza-2025-01 --port 8000")
@book_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="At which port; 0 takes a free one.",
)
@click.option(
    "--without-sign-in",
    is_flag=True,
    help="Let whoever reaches another host than this machine look at the book, without a name.",
)
@click.option(
    "--write",
    is_flag=True,
    help="Let reports be added, corrected and reviewed in the browser: on this machine, or by "
    "those who sign in, as their roles say.",
)
def command(*, book: str, host: str, port: int, without_sign_in: bool, write: bool) -> None:
    """Open the book in a browser: the same answers as the other commands.

    The board is the front page; every page has a twin for programs, .json and .csv. Nothing can be
    written but with --write. Where the book
    has people they sign in; a book without people is for this machine alone.
    """
    missing = [name for name in NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        raise click.UsageError(
            f"`serve` needs the extra [web] ({', '.join(missing)} is not installed): "
            "pip install 'trucebook[web]'"
        )
    opened = open_valid(book)

    from trucebook.book import open_book
    from trucebook.ledger.schemes import is_store
    from trucebook.web.desk import Desk
    from trucebook.web.guard import Guard
    from trucebook.web.serving import is_loopback, listen, serve

    leaves_out = bool(click.get_current_context().meta.get(KEEP_GOING))
    where = address_of(book)
    with told(), people_at(where) as people:
        guard = Guard(where) if people is not None else Guard()
    if guard.signs_in and without_sign_in:
        raise click.UsageError(f"{book} has people: they sign in wherever it is served.")
    if write and without_sign_in:
        raise click.UsageError("--write goes with no --without-sign-in: somebody has to answer.")
    if write:
        book_to_write(where)
    desk = Desk(where if is_store(where) else Path(where), open_book, leaves_out=leaves_out)
    try:
        place = listen(host, port)
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "no such name"
        say(f"Error: {host}:{port} cannot be listened at: {reason}. Try another --port or --host.")
        raise SystemExit(NO_PLACE) from None
    if not guard.signs_in and not is_loopback(host):
        if not without_sign_in:
            place.close()
            raise click.UsageError(
                f"{book} has no people who could sign in, so it is served to this machine alone. "
                "Put it into a store and add people (`trucebook people`), or let whoever reaches "
                f"{host} look at all of it: --without-sign-in."
            )
        guard = Guard(everybody=Who("", "reader"))
    if not is_loopback(host):
        say(
            "Warning: whoever listens on the way reads along. Put a server that speaks https "
            "before it."
            if guard.signs_in
            else "Warning: nobody has to sign in. Whoever can reach this machine at "
            f"{host} can read the whole book, and its record."
        )
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{place.getsockname()[1]}/"
    how = "people sign in" if guard.signs_in else "for writing" if write else "read-only"
    if guard.signs_in and not write:
        how += ", read-only"
    say(f"{opened.name} is served at {address} ({how}). Ctrl-C ends it.")
    serve(desk, place, name, guard, writes=write)
