"""The page of the commands, run as a page of the spec is."""

from __future__ import annotations

from pathlib import Path

from tests.spec_pages.page import parse_page
from trucebook.cli.group import COMMANDS

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
SECTIONS = parse_page(PAGE.read_text(encoding="utf-8"))
RUN = [section for section in SECTIONS if any(b.kind == "console" for b in section.blocks)]


def test_every_command_has_its_section() -> None:
    assert [section.title for section in RUN] == list(COMMANDS)
