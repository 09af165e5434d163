"""The page of the commands, run as a page of the spec is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec_pages.command import in_process
from tests.spec_pages.page import Section, parse_page
from tests.spec_pages.section import run_section
from trucebook.cli import main
from trucebook.cli.group import COMMANDS

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
SECTIONS = parse_page(PAGE.read_text(encoding="utf-8"))
RUN = [section for section in SECTIONS if any(b.kind == "console" for b in section.blocks)]


@pytest.mark.parametrize("section", RUN, ids=lambda section: section.title)
def test_every_example_comes_out_as_shown(section: Section, tmp_path: Path) -> None:
    findings = run_section(section, in_process(main), tmp_path)
    assert not findings, "\n\n".join(f"line {line}: {words}" for line, words in findings)


def test_every_command_has_its_section() -> None:
    assert [section.title for section in RUN] == list(COMMANDS)
