"""What the commands that move a book have in common: faults of stores, in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from trucebook.cli.output import say
from trucebook.ledger.faults import ExtraMissing, LedgerError


class StoreFault(click.ClickException):
    """A ledger cannot do what it was asked; the exit status is its own."""

    def __init__(self, fault: LedgerError) -> None:
        """Take over the words and the status."""
        super().__init__(str(fault))
        self.exit_code = fault.status  # type: ignore[misc] # click reads it of the instance

    def show(self, file: object = None) -> None:
        """The words as they are, on standard error."""
        del file
        say(self.message)


@contextmanager
def told() -> Iterator[None]:
    """What goes wrong with a store, in words and with its exit status."""
    try:
        yield
    except LedgerError as fault:
        raise StoreFault(fault) from None
    except ExtraMissing as missing:
        raise click.UsageError(str(missing)) from None
