"""Every story comes out as it is told: of each page, and of each shipped book; wordings work."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.findings.replay import replay
from tests.slow.build import SPAN
from tests.syntax.reading import FILE, apply, blocks, read
from trucebook.book import open_book
from trucebook.export.story_to_text import story_to_json
from trucebook.findings.agreement import as_it_stands, findings
from trucebook.findings.finding import Finding
from trucebook.findings.story import Story
from trucebook.model.from_row import report_from_row
from trucebook.model.report import Report

ROOT = Path(__file__).parents[2]
PAGES = {
    f"{page.stem}-{number}": text
    for page in sorted((ROOT / "spec" / "diagnostics").glob("*.md"))
    for number, text in enumerate(blocks(page, "truce-bad"), 1)
}
BOOKS = sorted(path for path in (ROOT / "books").iterdir() if path.is_dir())


def found_in(text: str) -> tuple[Finding, ...]:
    """What is found in the agreement of one text without faults."""
    understood = read(text)
    if any(each.severity == "fault" for each in understood.faults):
        return ()
    return findings(understood.agreement, understood.watches, {FILE: text})


def told(found: tuple[Finding, ...]) -> list[Story]:
    """The stories of some findings."""
    return [each.story for each in found if each.story is not None]


@pytest.mark.parametrize("name", PAGES)
def test_the_stories_of_the_pages_come_out_as_they_are_told(name: str) -> None:
    agreement = as_it_stands(read(PAGES[name]).agreement)
    assert [replay(story, agreement) for story in told(found_in(PAGES[name]))] == [
        [] for _ in told(found_in(PAGES[name]))
    ]


def test_each_kind_that_is_a_course_of_events_has_a_story_on_its_page() -> None:
    kinds = {each.code for text in PAGES.values() for each in found_in(text) if each.story}
    assert kinds >= {
        "amount-open",
        "asked-too-early",
        "deadline-before-condition",
        "deadlock",
        "gap",
        "mutual-hold-back",
        "never-answered",
        "never-begins",
        "never-due",
        "no-day",
        "notice-before-start",
        "notice-outlasts-term",
        "reading-decides-gap",
        "rules-may-clash",
    }


@pytest.mark.parametrize("name", PAGES)
def test_every_wording_put_in_leaves_a_text_without_fault(name: str) -> None:
    text = PAGES[name]
    for each in found_in(text):
        for fix in each.fixes:
            after = read(apply(text, fix))
            assert [fault for fault in after.faults if fault.severity == "fault"] == []


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.name)
def test_the_stories_of_a_shipped_book_come_out_as_they_are_told(book: Path) -> None:
    opened = open_book(book)
    for each in findings(opened.agreement, opened.record.watches, opened.texts):
        if each.story is not None:
            agreement = as_it_stands(opened.agreement)
            assert replay(each.story, agreement) == [], each.message


@pytest.mark.parametrize("name", PAGES)
def test_the_rows_of_a_story_are_the_reports_it_is_made_of(name: str) -> None:
    for story in told(found_in(PAGES[name])):
        rows = json.loads(json.dumps(story_to_json(story)))["record"]
        made = [report_from_row(row, "UTC", SPAN) for row in rows[:-1]]
        assert tuple(one for one in made if isinstance(one, Report)) == story.reports
        assert rows[-1]["kind"] == "coverage"
        assert tuple(rows[-1]["for"]) == story.watched


TEXT = re.compile(r"^```truce(?:-bad)?(?: [a-z/.-]+\.truce)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("folder", ["spec", "docs"])
def test_the_stories_of_every_text_on_the_pages_come_out_as_they_are_told(folder: str) -> None:
    pages = sorted((ROOT / folder).rglob("*.md"))
    texts = {text for page in pages for text in TEXT.findall(page.read_text(encoding="utf-8"))}
    assert len(texts) > 10
    for text in sorted(texts):
        for story in told(found_in(text)):
            assert replay(story, as_it_stands(read(text).agreement)) == [], text
