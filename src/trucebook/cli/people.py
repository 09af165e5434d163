"""`trucebook people`: who may do what with a book in a store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click

from trucebook.cli.allowed import WAY, let_in
from trucebook.cli.moving import told
from trucebook.cli.options import json_option
from trucebook.cli.output import put, say, width
from trucebook.export.people_to_text import activity_to_text, people_to_text, tokens_to_text
from trucebook.export.to_json import to_text
from trucebook.ledger.address import is_store
from trucebook.people.people import People, people_at
from trucebook.people.roles import ROLES

ROLE = click.Choice(tuple(ROLES))
KEY = click.argument("key")
NONE = "This book has no people: whoever can open it may do everything. See people BOOK add."


@click.group(
    "people",
    invoke_without_command=True,
    epilog="Example: trucebook people sqlite:///cell.db add desk-3 --role reporter",
)
@click.argument("book")
@json_option
@click.pass_context
def command(context: click.Context, *, book: str, as_json: bool) -> None:
    """List the people of BOOK, a book in a store, or change who may do what with it.

    Roles, each with what those before it may: reader, reporter, verifier, keeper. The first person
    is a keeper. People, passwords and tokens are kept apart from the book: destroying them changes
    no entry of it.
    """
    if not is_store(book):
        raise click.UsageError(
            f"{book} is no store. Files are guarded by whoever may open them; to have people sign "
            f"in, put the book into a store: trucebook import sqlite:///book.db {book}"
        )
    context.obj = book
    if context.invoked_subcommand is None:
        with told(), people_at(book) as people:
            everybody = [] if people is None else people.all()
        if as_json:
            rows = [asdict(person) for person in everybody]
            put(to_text({"schema": "trucebook.people/1", "people": rows}))
        else:
            put(people_to_text(everybody, width()) if everybody else f"{NONE}\n")


@command.command("add")
@KEY
@click.option("--role", type=ROLE, required=True, help="What this person may do.")
@click.option("--name", default="", help="Who this is: kept apart, and can be destroyed.")
@click.option("--no-password", is_flag=True, help="Let only tokens in.")
@click.pass_obj
def add(book: str, *, key: str, role: str, name: str, no_password: bool) -> None:
    """Let somebody in under KEY, a desk key or pseudonym that entries carry for ever."""
    password = "" if no_password else _asked()
    with _changing(book, "add", new=True) as people:
        people.add(key, role, password, name)
    say(f"{key} is a {role}.")


@command.command("role")
@KEY
@click.argument("role", type=ROLE)
@click.pass_obj
def change_role(book: str, *, key: str, role: str) -> None:
    """Give KEY another role, at once."""
    with _changing(book, "role") as people:
        people.set_role(key, role)
    say(f"{key} is a {role}.")


@command.command("password")
@KEY
@click.pass_obj
def change_password(book: str, *, key: str) -> None:
    """Give KEY another password; whoever is signed in with the old one is out."""
    password = _asked()
    with _changing(book, "password") as people:
        people.set_password(key, password)
    say(f"{key} has another password.")


@command.command("remove")
@KEY
@click.pass_obj
def remove(book: str, *, key: str) -> None:
    """Let KEY in no longer; who that was, password and tokens are destroyed."""
    with _changing(book, "remove") as people:
        people.remove(key)
    say(f"{key} is let in no longer. Entries that carry the key stay as they are.")


@command.command("forget")
@KEY
@click.pass_obj
def forget(book: str, *, key: str) -> None:
    """Destroy who KEY is; the key itself goes on."""
    with _changing(book, "forget") as people:
        people.forget(key)
    say(f"Nothing here says any longer who {key} is.")


@command.command("token")
@KEY
@click.option("--role", type=ROLE, help="A lower role than the person's. Default: the same.")
@click.option("--days", type=int, default=90, show_default=True, help="How long it is in force.")
@click.pass_obj
def token(book: str, *, key: str, role: str | None, days: int) -> None:
    """Make a token for a program that acts as KEY; it is shown once, and kept only as a hash."""
    with _changing(book, "token") as people:
        made = people.make_token(key, role or "", days)
    put(f"{made}\n")
    say("It is shown this once. Programs send it as: Authorization: Bearer TOKEN")


@command.command("tokens")
@json_option
@click.pass_obj
def tokens(book: str, *, as_json: bool) -> None:
    """List the tokens: id, key, role, until when."""
    with told(), people_at(book) as people:
        rows = [] if people is None else people.tokens()
    if as_json:
        told_rows = [dict(zip(("id", "key", "role", "expires"), row, strict=True)) for row in rows]
        put(to_text({"schema": "trucebook.tokens/1", "tokens": told_rows}))
    else:
        put(tokens_to_text(rows) if rows else "There are no tokens.\n")


@command.command("revoke")
@click.argument("token_id", metavar="ID")
@click.pass_obj
def revoke(book: str, *, token_id: str) -> None:
    """Take the token ID out of force, at once."""
    with _changing(book, "revoke") as people:
        people.revoke(token_id)
    say(f"The token {token_id} is good for nothing any longer.")


@command.command("log")
@json_option
@click.pass_obj
def log(book: str, *, as_json: bool) -> None:
    """Show the activity log: who did or was refused what, without words of the record."""
    with told(), people_at(book) as people:
        acts = [] if people is None else people.activity()
    if as_json:
        put(to_text({"schema": "trucebook.activity/1", "acts": [asdict(act) for act in acts]}))
    else:
        put(activity_to_text(acts) if acts else "Nothing has been logged.\n")


@command.command("destroy")
@click.option("--yes", is_flag=True, help="Do it.")
@click.pass_obj
def destroy(book: str, *, yes: bool) -> None:
    """Destroy all people, names, passwords, tokens and the log; the book stays as it is."""
    if not yes:
        raise click.UsageError("Say --yes: afterwards nobody can find out who a key was.")
    with told(), people_at(book) as people:
        if people is None:
            raise click.UsageError("This book has no people.")
        people.destroy()
    say("The people of this book are destroyed, and its log. Every entry is as it was.")


@contextmanager
def _changing(book: str, what: str, *, new: bool = False) -> Iterator[People]:
    """The people of a book while they are changed; the change is logged.

    Errors: click.UsageError where there are none; StoreFault.
    """
    who = let_in(book, "people")
    with told(), people_at(book, new=new) as people:
        if people is None:
            raise click.UsageError(NONE)
        yield people
        people.log(who.key, WAY, "people", f"done: {what}")


def _asked() -> str:
    """A password, asked for twice where somebody types it; else a line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    words: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return words
