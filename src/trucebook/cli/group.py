"""The command `trucebook`: finds its commands by name and imports one only when it runs."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import sys
from difflib import get_close_matches
from typing import Any

import click

from trucebook import __version__
from trucebook.cli.output import INVALID, LEFT_OUT, NotValid, speak_utf8

COMMANDS = {
    "demo": "Show the board of the book that comes with the program.",
    "init": "Start a new book, with a commented example that checks clean.",
    "check": "Find faults in texts, names and record, and holes in the agreement.",
    "format": "Put texts into the one layout.",
    "status": "Show where every commitment stands: the board.",
    "why": "Say why a commitment stands as it does.",
    "timeline": "Tell what happened, what fell due, and when standings changed.",
    "due": "List what falls due or lapses next.",
    "reports": "List and search the record.",
    "changes": "Tell which reports are new since a day, and what they moved.",
    "brief": "Write a brief of two pages: what moved, what is due, where accounts differ.",
    "whatif": "Show the board with reports that nobody made.",
    "positions": "Show stances on texts, demands, threats, measures in force and talks.",
    "compare": "Hold two texts against each other by what they would bring about.",
    "conflicts": "Find demands that cannot all be met, as the smallest sets.",
    "counts": "Show tallies, and which figures cannot all be true.",
    "add": "Put one report into the record, and show what it moved.",
    "correct": "Put a report in the place of an earlier one, which stays.",
    "retract": "Take an earlier report back; it stays in the record.",
    "read": "Propose the claims of an article, each on its exact words.",
    "review": "Decide on the claims of articles, one by one.",
    "copies": "Tell which articles carry one story on, and how many voices are left.",
    "keep": "Keep a source in a book as it came, for quotes to be held to.",
    "import": "Put a book, a bundle, a record file or a text into a book.",
    "export": "Put a whole book into a folder, a store or a bundle.",
    "erase": "Destroy a person's name in a book, for good; the proofs hold.",
    "verify": "Prove that nothing in a store or a bundle was changed.",
    "backup": "Write a store into one file, and prove that the file has its root.",
    "restore": "Put a backup into a new store, with the same root.",
    "checkpoint": "Write down how a ledger stands, to be kept elsewhere.",
    "people": "Let people into a book in a store: roles, passwords, tokens, and the log.",
    "panel": "Make a table over time, for R, pandas and SQL, with its codebook.",
    "serve": "Open the book in a browser: the same answers as web pages.",
    "publish": "Write the book as pages that everybody may see, and that need no server.",
}
"""Every command and its first sentence, so that help needs no import."""

FILES = {"import": "take_in"}
"""Files of commands whose name is a word of Python's own."""
BROKEN = 70
"""Exit status where the program itself is at fault (EX_SOFTWARE of sysexits.h)."""
SELDOM = 100_000
"""New objects before the collector of cycles looks: a command ends before they are many, and an
eighth of its time went into looking."""
INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""
_LONGEST_NAME = 120
TRACEBACK = "TRUCEBOOK_TRACEBACK"
"""Environment variable: set, a fault of the program is shown in full instead of in one line."""
ISSUES = "the project's issue tracker"


class Commands(click.Group):
    """The commands by name; a near miss is told what it probably meant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order a newcomer meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = FILES.get(cmd_name, cmd_name)
        command: click.Command = importlib.import_module(f"trucebook.cli.{module}").command
        from trucebook.cli.allowed import guarded

        return guarded(cmd_name, command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the near misses of a name that is none."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = get_close_matches(name, COMMANDS, n=2, cutoff=0.5)
            meant = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"There is no command {name!r}.{meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - click's own signature
        """Run, and let nothing but words reach the user."""
        speak_utf8()
        thresholds = gc.get_threshold()
        gc.set_threshold(SELDOM, *thresholds[1:])
        try:
            return super().main(*args, **{"prog_name": "trucebook", **extra})
        except Exception as error:
            if os.environ.get(TRACEBACK):
                raise
            _say_broken(error)
            sys.exit(BROKEN)
        finally:
            gc.set_threshold(*thresholds)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run a command; a reader who has seen enough, or stops it, is no fault."""
        try:
            answer = super().invoke(ctx)
        except SystemExit:
            if not ctx.meta.get(LEFT_OUT):
                raise
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except OSError as error:
            # What is left in the buffer may already be gone: a broken pipe says enough by itself.
            gone = error.errno == errno.EPIPE or (error.errno == errno.EINVAL and _stdout_is_gone())
            if not gone:
                if error.filename is None:
                    raise
                raise NotValid(_file_fault(error)) from None
            _forget_stdout()
            ctx.exit(0)
        if ctx.meta.get(LEFT_OUT):
            ctx.exit(INVALID)
        return answer


def _file_fault(error: OSError) -> str:
    """What is wrong with a file, in one line; a name may be as long as anything."""
    name = str(error.filename)
    shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    return (
        f"{shown}: {error.strerror}. Every file of a book has to be there and open to you, "
        "since a board without it would tell less than the record does."
    )


def _stdout_is_gone() -> bool:
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        return True
    return False


def _forget_stdout() -> None:
    """Let the interpreter's own last flush go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _say_broken(error: Exception) -> None:
    words = " ".join(str(error).split()) or "no more is known"
    click.echo(
        f"trucebook: a fault of the program, not of your book: {type(error).__name__}: {words}\n"
        f"Please report this line, the command and version {__version__} at {ISSUES}; "
        f"with {TRACEBACK}=1 set, the same command shows where.",
        err=True,
    )


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 fine, 1 it found something, 2 wrong usage, 3 input not valid, "
    "4 the record failed verification, 5 store or network.",
)
@click.version_option(__version__, prog_name="trucebook")
def main() -> None:
    """Where each commitment of an agreement stands, by whose word, and why.

    A BOOK is a folder with texts (.truce), their names and the record of reports.
    """
