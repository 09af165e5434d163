"""`trucebook init`: a new book, with a commented example that checks clean."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import click

from trucebook.cli.output import put, say

EXAMPLE = Path(__file__).parent / "example"
CANNOT = 2
"""Exit status where the folder cannot be used."""


@click.command(
    "init",
    epilog="Example: trucebook init my-book",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(*, folder: Path) -> None:
    """Start a new book in DIR, with a commented example that checks clean.

    DIR must be new or empty; nothing half-written is left behind.
    """
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} is a file: nothing was written.")
    if folder.is_dir() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty: nothing was written.")
    try:
        _write(folder)
    except OSError as error:
        say(f"{folder} could not be written: {error.strerror}. Nothing was left behind.")
        raise SystemExit(CANNOT) from None
    written = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    say(f"A new book is in {folder}: {', '.join(written)}.")
    put(f"trucebook check {folder}\ntrucebook status {folder}")


def _write(folder: Path) -> None:
    """Make the book beside its place and move it there in one step; an empty folder is kept."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    there = folder.is_dir()
    beside = Path(tempfile.mkdtemp(prefix=".new-book.", dir=folder if there else folder.parent))
    moved: list[Path] = []
    try:
        shutil.copytree(EXAMPLE, beside, dirs_exist_ok=True, copy_function=shutil.copyfile)
        beside.chmod(0o777 & ~_mask())
        if not there:
            beside.replace(folder)
            return
        moved.extend(entry.replace(folder / entry.name) for entry in sorted(beside.iterdir()))
        beside.rmdir()
    except BaseException:
        for entry in moved:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
