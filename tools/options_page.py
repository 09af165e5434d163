"""Writes docs/reference/options.md: every command with its arguments and options, off the program.

Run as `python tools/options_page.py [--check]`; with `--check` it writes nothing, exit status 1
where the page is not what the program says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from trucebook.cli import main as trucebook
from trucebook.cli.group import COMMANDS

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "options.md"


def page() -> str:
    """The page as it has to be."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Options of every command"
    yield ""
    yield "This page is made from the program itself by `make reference`."
    yield "Examples, and what the answers mean, are on [Commands](../commands.md)."
    context = click.Context(trucebook, info_name="trucebook")
    for name in COMMANDS:
        command = trucebook.get_command(context, name)
        if command is not None:
            yield from _command(name, command, context)


def _command(name: str, command: click.Command, above: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=above)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield from ("", f"## {name}", "", *_sentences(command.help or ""), "")
    yield from ("```text", usage, "```")
    options = [p for p in command.get_params(context) if isinstance(p, click.Option)]
    records = [(option, option.get_help_record(context)) for option in options]
    yield from ("", "| option | says | default |", "|---|---|---|")
    for option, record in records:
        if record is not None:
            flags = record[0].replace("|", "\\|")
            says = _cell(option.help or "Show this message and exit.")
            yield f"| `{flags}` | {says} | {_default(option)} |"
    if command.epilog:
        yield from ("", *_sentences(_example(command.epilog)))


def _default(option: click.Option) -> str:
    if option.is_flag or option.multiple or not option.show_default:
        return ""
    return f"`{option.default}`"


def _example(words: str) -> str:
    """The example as code."""
    head, _, command = words.partition("Example: ")
    return f"{head}Example: `{command}`" if command else words


def _sentences(words: str) -> list[str]:
    """One sentence a line."""
    folded = " ".join(words.replace("\b", "").split())
    return folded.replace(". ", ".\n").split("\n")


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the page, or say that it is another."""
    made = page()
    if "--check" not in arguments:
        PAGE.write_text(made, encoding="utf-8", newline="\n")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made:
        return 0
    sys.stdout.write("docs/reference/options.md: not what the program says; say `make reference`\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
