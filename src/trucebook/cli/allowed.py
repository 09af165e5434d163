"""Who somebody is on the command line, and what each command needs: one table for all of them.

A file on one's own machine is guarded by the system: whoever can open it holds the book, and may
do everything. A book on a server that has people asks who is there.
Source: spec/record/people.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import Any

import click

from trucebook.cli.moving import told
from trucebook.cli.output import say
from trucebook.ledger.address import is_store
from trucebook.ledger.withheld import Sight
from trucebook.people.people import People, people_at
from trucebook.people.roles import may, say_refusal
from trucebook.people.secret import is_password
from trucebook.people.tables import is_server
from trucebook.people.who import ANYBODY, HOLDER, Who

TOKEN = "TRUCEBOOK_TOKEN"  # noqa: S105 - the name of a variable
WAY = "command line"
CLOSED = 5
"""Exit status where a book is not open to whoever asks."""
AS = "trucebook.as"
"""Where a command's context keeps the key that it is to be looked at with."""
LET_IN = "trucebook.let-in"
"""Where it keeps who was let in where, so that nobody is asked twice."""
FOR_ALL = ("publish",)
"""Commands that show what anybody may see, whoever gives them."""
READS = ("look", "verify")
"""Actions that change nothing: they are logged only where they are refused."""

NEEDS: dict[str, str | Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "demo",
            "init",
            "check",
            "format",
            "status",
            "why",
            "timeline",
            "due",
            "reports",
            "changes",
            "brief",
            "whatif",
            "positions",
            "compare",
            "conflicts",
            "counts",
            "copies",
            "panel",
            "serve",
        ),
        "look",
    ),
    "verify": "verify",
    "checkpoint": "verify",
    "add": "add",
    "keep": "add",
    "correct": "correct",
    "retract": "retract",
    "erase": "erase",
    "read": "propose",
    "review": "review",
    "publish": "export",
    "import": {"book": "import", "source": "export"},
    "export": {"book": "export", "target": "import"},
    "backup": "export",
    "restore": {"book": "import", "backup": "export"},
    "people": "people",
}
"""Each command, and what it takes: for every store it is given, or for each of its arguments.
What is not here, nobody may do to a store that has people."""


class Refused(click.ClickException):
    """Somebody may not do what was asked."""

    exit_code = CLOSED

    def show(self, file: object = None) -> None:
        """The words as they are, on standard error."""
        del file
        say(self.message)


def guarded(name: str, command: click.Command) -> click.Command:
    """A command behind its guard: every store it is given is asked whether it is open."""
    if command.callback is None or hasattr(command.callback, "guarded"):
        return command
    inner = command.callback
    if NEEDS.get(name) not in ("people", None):
        command.params.append(_as_option())

    @wraps(inner)
    def callback(**given: Any) -> Any:  # noqa: ANN401 - click's own signature
        stores = {
            address: action_of(name, argument)
            for argument, value in given.items()
            for address in _stores(value)
        }
        everybody = {address: let_in(address, action) for address, action in stores.items()}
        if "by" in given:
            given["by"] = _signed(given["by"], tuple(everybody.values()))
        answer = inner(**given)
        for address, action in stores.items():
            if action not in (*READS, "people"):
                log(address, everybody[address], action, "done")
        return answer

    callback.guarded = True  # type: ignore[attr-defined] # so that it is not done twice
    command.callback = callback
    return command


def action_of(name: str, argument: str = "book") -> str:
    """What a command takes, of the store in one of its arguments; empty where nobody may."""
    needs = NEEDS.get(name, "")
    return needs if isinstance(needs, str) else needs.get(argument, "")


def let_in(address: str, action: str | None = None) -> Who:
    """Who asks for a book, if that person may do what the command does.

    Errors: Refused, and that is logged; StoreFault.
    """
    context = click.get_current_context()
    if action is None:
        action = action_of(_command(context))
    known: dict[str, Who] = context.meta.setdefault(LET_IN, {})
    key: str | None = context.meta.get(AS)
    if not is_store(address):
        return HOLDER if key is None else Who(key, HOLDER.role)
    with told(), people_at(address) as people:
        if people is None:
            return HOLDER if key is None else Who(key, HOLDER.role)
        if address not in known:
            known[address] = _who(address, people, key)
        who = known[address]
        if not may(who.role, action):
            people.log(who.key, WAY, action or "unknown", "refused: role")
            raise Refused(f"{say_refusal(who.role, action)} Nothing was done.")
        return who


def sight_of(address: str) -> Sight | None:
    """What whoever asks may see of a book now; None: everything, for whoever keeps it.

    Errors: Refused.
    """
    context = click.get_current_context()
    who = let_in(address)
    if _command(context) in FOR_ALL:
        return Sight(ANYBODY, datetime.now(UTC))
    key: str | None = context.meta.get(AS)
    if may(who.role, "people") and (key is None or who.key != key or _has_people(address)):
        return None
    return Sight(who.key, datetime.now(UTC))


def _has_people(address: str) -> bool:
    with told(), people_at(address) as people:
        return people is not None


def log(address: str, who: Who, action: str, outcome: str) -> None:
    """One line more in the activity log of a store that has people."""
    with told(), people_at(address) as people:
        if people is not None:
            people.log(who.key, WAY, action, outcome)


def _who(address: str, people: People, key: str | None) -> Who:
    """Who is there: by a token, by key and password, or whoever holds the file.

    Errors: Refused.
    """
    token = os.environ.get(TOKEN)
    if token:
        found = people.by_token(token.strip())
        if found is None:
            people.log("", WAY, "sign-in", "refused: token")
            raise Refused(f"{TOKEN} is no token of this book, or no longer. Nothing was done.")
    elif not is_server(address):
        found = HOLDER
    elif key is None:
        raise Refused(
            f"This book has people. Say who you are: a token in {TOKEN}, or --who with your key."
        )
    else:
        return _by_password(people, key)
    if key is None or key == found.key:
        return found
    if not may(found.role, "people"):
        people.log(found.key, WAY, "people", "refused: role")
        raise Refused("Only a keeper may look at a book as somebody else. Nothing was done.")
    if key == ANYBODY:
        return Who(ANYBODY, "reader")
    other = people.who(key)
    if other is None:
        raise Refused(f"Nobody has the key {key!r} here. Nothing was done.")
    return other


def _by_password(people: People, key: str) -> Who:
    password = click.prompt(f"Password of {key}", hide_input=True, err=True)
    who = people.who(key)
    if not is_password(password, people.kept(key)) or who is None:
        people.log(key if who else "", WAY, "sign-in", "refused: key and password")
        raise Refused("There is nobody with this key and this password. Nothing was done.")
    return who


def _signed(by: str, everybody: tuple[Who, ...]) -> str:
    """Who puts entries in: whoever is signed in, and nobody else.

    Errors: Refused.
    """
    keys = {who.key for who in everybody if who.key}
    for key in keys:
        if by and by != key:
            raise Refused(f"You are {key}, and --by says {by}. Nothing was done.")
    return next(iter(sorted(keys)), by)


def _stores(value: object) -> Iterator[str]:
    """The stores in what an argument was given."""
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, str) and is_store(one):
            yield one


def _as_option() -> click.Option:
    def note(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
        if value is not None:
            ctx.meta[AS] = value

    return click.Option(
        ["--who"],
        metavar="KEY",
        expose_value=False,
        callback=note,
        is_eager=True,
        help="Who asks: the key of a person, or anybody for what all may see.",
    )


def _command(context: click.Context) -> str:
    """The name of the command that runs."""
    while context.parent is not None and context.parent.parent is not None:
        context = context.parent
    return context.info_name or ""
