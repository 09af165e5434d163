"""Makes every section that expects something a test of pytest, named by its headings."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.spec_pages.command import Command, in_process
from tests.spec_pages.page import ONE_BOOK, PageFault, Section, parse_page, whole_page
from tests.spec_pages.section import run_section


class SectionFailure(Exception):
    """Something came out otherwise than a section says."""

    def __init__(self, findings: tuple[tuple[int, str], ...]) -> None:
        super().__init__(findings)
        self.findings = findings


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two settings: where the pages are, and which command they run."""
    parser.addini(
        "spec_pages",
        "folders of the Markdown pages that run",
        type="args",
        default=["spec", "docs"],
    )
    parser.addini(
        "spec_command", "module:name of the click command they run", default="trucebook.cli:main"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A Markdown page under one of the folders of pages is collected; no other file is."""
    folders = [parent.config.rootpath / one for one in parent.config.getini("spec_pages")]
    if file_path.suffix == ".md" and any(file_path.is_relative_to(one) for one in folders):
        return SpecPage.from_parent(parent, path=file_path)
    return None


class SpecPage(pytest.File):
    """A page of the spec."""

    def collect(self) -> Iterator[SpecSection]:
        """Its sections that expect something, in order."""
        text = self.path.read_text(encoding="utf-8")
        try:
            sections = parse_page(text)
        except PageFault as fault:
            place = f"{self.path.relative_to(self.config.rootpath)}:{fault.line}"
            raise self.CollectError(f"{place}: {fault.message}") from fault
        if ONE_BOOK in text:
            sections = (whole_page(sections),)
        for section in sections:
            if section.expects:
                item = SpecSection.from_parent(self, name=section.name)
                item.section = section
                yield item


class SpecSection(pytest.Item):
    """A section of a page; it passes when everything comes out as the page says."""

    section: Section

    def runtest(self) -> None:
        """Run it in a folder of its own."""
        with tempfile.TemporaryDirectory(prefix="book-") as folder:
            findings = run_section(self.section, self._command(), Path(folder))
        if findings:
            raise SectionFailure(findings)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Each finding with the line of the page that says otherwise."""
        if isinstance(excinfo.value, SectionFailure):
            return "\n".join(
                f"{self._place(line)}: {said}" for line, said in excinfo.value.findings
            )
        if isinstance(excinfo.value, PageFault):
            return f"{self._place(excinfo.value.line)}: {excinfo.value.message}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The page, the heading's line counted from 0, and the headings."""
        return self.path, self.section.line - 1, self.name

    def _place(self, line: int) -> str:
        return f"{self.path.relative_to(self.config.rootpath)}:{line}"

    def _command(self) -> Command:
        module, _, name = self.config.getini("spec_command").partition(":")
        return in_process(getattr(__import__(module, fromlist=[name]), name))
