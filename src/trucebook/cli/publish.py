"""`trucebook publish`: the book as pages that need no server, from a list of what may be shown."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import click

from trucebook.cli.opening import ask
from trucebook.cli.options import DAY, account_option, book_argument, on_option
from trucebook.cli.output import put, say
from trucebook.model.time import iso
from trucebook.question import Options, Question
from trucebook.views.wording import say_times

NEEDS = ("jinja2", "starlette")
"""What of the extra it uses."""
SUMS = "SHA256SUMS"
"""The list of a publication's files, as `sha256sum` writes it."""
DIGITS = 16
"""Of the list's own SHA-256, in the name of the folder."""
NO_PLACE = 5
"""Exit status where the disk says no."""
_PUBLICATION = re.compile(r"(\d{4}-\d\d-\d\d)-([0-9a-f]{16})")


@click.command("publish", epilog="Example: trucebook publish gaza-2025-01 site --on 2025-03-06")
@book_argument
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@on_option
@click.option(
    "--public",
    type=DAY,
    help="Only reports published by then. Default: the day looked at.",
)
@account_option
@click.option(
    "--allow",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="A list of names that may be shown, one a line; # begins a note. May be given again.",
)
def command(
    *,
    book: str,
    folder: Path,
    on: str | None,
    public: str | None,
    account: str,
    allow: tuple[Path, ...],
) -> None:
    """Write the book as pages that everybody may see, and that need no server.

    A publication is one day's pages in a folder of its own, named by the day and by what is in it.
    Shown is what a list allows; the rest is left out, and counted.
    """
    missing = [name for name in NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        raise click.UsageError(
            f"`publish` needs the extra [web] ({', '.join(missing)} is not installed): "
            "pip install 'trucebook[web]'"
        )
    question = ask(book, Options(on, public, None, account))
    allowed = [name for path in allow for name in _names(path)]

    from trucebook.web.drawing import environment
    from trucebook.web.site import publication, site

    made = publication(question.book, question.clocks, question.account, allowed)
    files = dict(site(made, _again(question, allow)))
    sums = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    files[SUMS] = sums.encode()
    name = f"{iso(made.on)}-{sha256(files[SUMS]).hexdigest()[:DIGITS]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = _write(folder, name, files)
        draw = environment().get_template("publications.html").render
        page = draw(title=question.agreement.title, publications=_publications(folder))
        _replace(folder / "index.html", page.encode())
    except OSError as error:
        fault = click.ClickException(
            f"Nothing was published: {error.filename or folder} cannot be written "
            f"({error.strerror or error}). Name a folder that can be written to."
        )
        fault.exit_code = NO_PLACE  # type: ignore[misc] # click reads it of the instance
        raise fault from None
    for words, count in made.left_out:
        say(f"Left out: {words}: {count}.")
    pages = sum(name.endswith(".html") for name in files)
    say(f"{say_times(pages, 'page')}." if new else "This publication was there already.")
    put(f"{folder / name}\n")


def _names(path: Path) -> list[str]:
    """The names of a list.

    Errors: raises `click.UsageError` where it is no text.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (UnicodeDecodeError, OSError):
        raise click.UsageError(
            f"{path} cannot be read as a list of names: write one a line, in UTF-8."
        ) from None
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def _again(question: Question, allow: Sequence[Path]) -> str:
    """The command that makes these pages."""
    words = ["trucebook publish", question.book.name, "DIR", "--on", iso(question.clocks.on)]
    if question.clocks.public is not None:
        words += ["--public", iso(question.clocks.public)]
    if question.account != "undisputed":
        words += ["--account", question.account]
    return " ".join([*words, *(f"--allow {path.name}" for path in allow)])


def _write(folder: Path, name: str, files: Mapping[str, bytes]) -> bool:
    """Put a publication where its name says, whole or not at all; whether it is new."""
    if (folder / name).exists():
        return False
    beside = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder))
    try:
        for file, data in files.items():
            path = beside / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        beside.chmod(0o755)
        beside.rename(folder / name)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return True


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _publications(folder: Path) -> list[tuple[str, str, str]]:
    """Day, digits and folder of every publication there is, the latest first."""
    found = []
    for path in folder.iterdir():
        named = _PUBLICATION.fullmatch(path.name)
        if named is not None and (path / SUMS).is_file():
            found.append((named[1], named[2], path.name))
    return sorted(found, reverse=True)
