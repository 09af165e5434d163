"""`trucebook format`: the one layout."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

from trucebook.cli.output import NotValid, put, say, style, width
from trucebook.export.faults import diagnostics_to_text
from trucebook.syntax import Declared, Diagnostic, Parsed, format_text, parse

ENDING = ".truce"
STDIN = "-"
WOULD_CHANGE = 1
"""Exit status where `--check` found a text in another layout."""


@click.command("format", epilog="Example: trucebook format my-book")
@click.argument("path")
@click.option("--check", is_flag=True, help="Change nothing; exit status 1 if something would.")
def command(*, path: str, check: bool) -> None:
    """Put texts into the one layout, in place. Comments stay, and meaning does not change.

    PATH is a book, or one text; - reads standard input and writes standard output.
    A text with faults is left as it is: exit status 3.
    """
    if path == STDIN:
        _stdin(check=check)
        return
    texts = {file: _read(file) for file in _files(path)}
    known = _known(texts)
    other, faults = [], []
    for file, text in texts.items():
        read = parse(text, str(file), known)
        faults += _faults(read)
        formed = text if _faults(read) else format_text(read)
        if formed != text:
            other.append(file)
            if not check:
                _write(file, formed)
    for file in other:
        say(f"{file}: {'would be put' if check else 'put'} into the one layout.")
    if faults:
        excerpts = {str(file): text for file, text in texts.items()}
        raise NotValid(diagnostics_to_text(faults, excerpts, width(), style(error=True)))
    if check and other:
        raise SystemExit(WOULD_CHANGE)


def _stdin(*, check: bool) -> None:
    text = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    read = parse(text, "standard input")
    if faults := _faults(read):
        shown = diagnostics_to_text(faults, {"standard input": text}, width(), style(error=True))
        raise NotValid(shown)
    formed = format_text(read)
    if not check:
        put(formed)
    elif formed != text:
        raise SystemExit(WOULD_CHANGE)


def _files(path: str) -> list[Path]:
    """The texts of a book, those of its record included, or the one text."""
    there = Path(path)
    if there.is_dir():
        files = sorted([*there.glob(f"*{ENDING}"), *there.glob(f"record/*{ENDING}")])
        if files:
            return files
        raise click.UsageError(f"The folder {path} has no {ENDING} text.")
    if there.is_file():
        return [there]
    raise click.UsageError(f"There is nothing at {path}.")


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotValid(f"{file} is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}.") from None


def _known(texts: dict[Path, str]) -> Declared | None:
    """What all the texts declare together, so that each can be read beside the others."""
    known: Declared | None = None
    for file, text in texts.items():
        declares = parse(text, str(file)).known
        known = declares if known is None else known.with_more(declares)
    return known


def _faults(read: Parsed) -> list[Diagnostic]:
    return [each for each in read.diagnostics if each.severity == "fault"]


def _write(file: Path, text: str) -> None:
    """Put a text in place whole, or leave what is there."""
    handle, beside = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        Path(beside).chmod(file.stat().st_mode & 0o777)
        Path(beside).replace(file)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from None
