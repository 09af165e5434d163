"""A real browser adds a report and clears the review queue by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.reviewing.test_review import ARTICLE, READ, TEXT
from tests.wants import debian
from tests.web.axe import axe_finds_nothing
from tests.web.conftest import served
from trucebook.book import open_book
from trucebook.cli import main
from trucebook.reviewing.queue import queue_of

pytestmark = debian("chromium", "chromium")
Open = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return book_with_a_queue(tmp_path)


def book_with_a_queue(folder: Path) -> Path:
    """A book with one report, and the claims of an article waiting."""
    book = folder / "book"
    book.mkdir()
    (book / "a.truce").write_text(TEXT, encoding="utf-8")
    article = folder / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    done = CliRunner().invoke(main, ["read", str(article), "--into", str(book), *READ])
    assert done.exit_code == 0, done.output
    line = "2025-03-01 [a1] Alpha released 1 captives to Beta; says Beta; published 2025-03-02"
    assert CliRunner().invoke(main, ["add", str(book), line]).exit_code == 0
    return book


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with served(folder, writes=True) as address:
        yield address


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Open]:
    """A page, opened; whatever it says on the console or asks elsewhere fails the test."""
    contexts = []
    amiss: list[str] = []

    def open_(path: str, **view: Any) -> Any:
        context = browser.new_context(**view)
        page = context.new_page()
        contexts.append(context)
        page.on("console", lambda message: amiss.append(message.text))
        page.on("pageerror", lambda error: amiss.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(address) else amiss.append(asked.url),
        )
        page.goto(address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert amiss == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "/add",
        "/review",
        "/review?second=1&by=b",
        "/activity",
        "/source/2025-03-04-1",
        "/correct/a1",
        "/retract/a1",
    ],
)
def test_axe_finds_nothing_and_nothing_sticks_out(
    opened: Open, path: str, width: int, scheme: str
) -> None:
    page = opened(path, viewport={"width": width, "height": 900}, color_scheme=scheme)
    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_queue_is_cleared_by_keyboard_alone(opened: Open, folder: Path) -> None:
    page = opened("/review?by=desk-3")
    keys = page.keyboard

    def sees(words: str) -> None:
        page.get_by_text(words).wait_for()
        page.wait_for_load_state("load")

    keys.press("Enter")
    keys.press("x")
    assert "Waiting for you: 4" in page.locator("main").inner_text()
    keys.press("r")
    keys.type("told again below")
    keys.press("Enter")
    sees("Waiting for you: 3")
    keys.press("u")
    sees("Waiting for you: 4")
    keys.press("r")
    keys.type("told again below")
    keys.press("Enter")
    sees("Waiting for you: 3")
    keys.press("n")
    sees("2 of 3:")
    keys.press("a")
    sees("Waiting for you: 2")
    keys.press("e")
    keys.press("Control+a")
    keys.type('2025-03-02 Alpha releases captives to Beta; source "Courier", published 2025-03-04')
    keys.press("Enter")
    sees("Waiting for you: 1")
    keys.press("r")
    keys.type("which plan?")
    keys.press("Escape")
    keys.press("b")
    sees("Sent back: which plan?")
    keys.press("r")
    keys.type("no plan of this text")
    keys.press("Enter")
    sees("Waiting for you: 0")
    queue = queue_of(open_book(folder))
    assert [queue.standing(claim) for claim in queue.claims] == [
        "refused",
        "accepted",
        "accepted",
        "refused",
    ]
    assert {one.by for one in queue.decisions} == {"desk-3"}


def test_a_report_is_added_without_a_script(opened: Open, folder: Path) -> None:
    page = opened("/", java_script_enabled=False, viewport={"width": 360, "height": 800})
    page.get_by_role("link", name="Add a report").click()
    for label, words in (
        ("When it happened", "2025-03-04"),
        ("Who did it", "Alpha"),
        ("What was done", "released"),
        ("How many", "8"),
        ("Of what", "captives"),
        ("To whom", "Beta"),
        ("Who says so", "Beta"),
        ("Where it came out", "Courier"),
        ("Published on", "2025-03-05"),
    ):
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Look what it would do").click()
    assert "in progress" in page.locator(".moved").inner_text()
    page.get_by_role("button", name="Put it in").click()
    assert "/report/w-" in page.url
    assert len(open_book(folder).record.reports) == 2
    page.get_by_role("link", name="Take it back").click()
    page.get_by_label("Why it is taken back").fill("Read wrongly.")
    page.get_by_role("button", name="Look what it would do").click()
    page.get_by_role("button", name="Take it back").click()
    assert len(open_book(folder).record.reports) == 3


def test_words_are_completed_from_the_book(opened: Open) -> None:
    page = opened("/add")
    names = page.locator("#l-names option").evaluate_all("all => all.map(one => one.value)")
    assert names == ["Alpha", "Beta"]
    kinds = page.locator("#l-kinds option").evaluate_all("all => all.map(one => one.value)")
    assert kinds == ["release"]
    assert page.locator("#f-actor").get_attribute("list") == "l-names"
