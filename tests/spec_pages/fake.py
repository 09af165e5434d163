"""A command that answers what the page put into the book: the runner is tested with it."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def main() -> None:
    """Stands in for `trucebook`."""


@main.command()
@click.argument("book")
@click.option("--on")
@click.option("--public")
@click.option("--known")
@click.option("--account")
@click.option("--json", "as_json", is_flag=True)
def status(as_json: bool, book: str, **options: str | None) -> None:  # noqa: FBT001 - a flag
    """Print `status.json` of the book, or the options given."""
    if as_json:
        click.echo(Path(book, "status.json").read_text("utf-8"))
        return
    for key, value in options.items():
        click.echo(f"{key}: {value}")


@main.command()
@click.argument("book")
@click.option("--json", is_flag=True)
def check(book: str, **_: bool) -> None:
    """Print `check.json` of the book; exit status 1."""
    click.echo(Path(book, "check.json").read_text("utf-8"))
    raise SystemExit(1)


@main.command()
def crash() -> None:
    """Fail as a program does."""
    message = "the program is wrong"
    raise RuntimeError(message)
