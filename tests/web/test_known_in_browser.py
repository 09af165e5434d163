"""What the book knew on a day: the third slider, over the days on which entries were made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.wants import debian
from tests.web.conftest import served

pytestmark = debian("chromium", "chromium")

TEXT = """\
agreement "Captives"
day 1 is 1 March 2025
parties
  alpha "Alpha"
  beta "Beta"
count captives
[host] alpha shall release 3 captives to beta by day 10.
watched [host] from 2025-03-01 to 2025-03-31 by "the example"
"""


def row(name: str, day: str, recorded: str, count: int) -> str:
    """A release, entered on another day than that of its publication."""
    said = {"id": name, "published": day, "recorded": recorded, "source": "Courier"}
    said |= {"asserted_by": "Beta", "kind": "release", "actor": "Alpha", "counterpart": "Beta"}
    said |= {"object": "captives", "event_date": day}
    return json.dumps(said | {"count_low": count, "count_high": count})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    (book / "record").mkdir(parents=True)
    (book / "a.truce").write_text(TEXT, encoding="utf-8")
    rows = [
        row("r1", "2025-03-02", "2025-03-03T10:00Z", 2),
        row("r2", "2025-03-04", "2025-03-12T10:00Z", 1),
    ]
    (book / "record" / "all.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return book


def test_what_was_not_yet_entered_is_not_counted(browser: Any, folder: Path) -> None:
    """All three were out by 4 March; until 12 March the book knew of two."""
    said: list[str] = []
    with served(folder) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("console", lambda message: said.append(message.text))
        page.on(
            "request", lambda one: None if one.url.startswith(address) else said.append(one.url)
        )
        page.goto(f"{address}/?on=2025-03-11")
        assert page.locator("tr", has_text="host").locator(".word").inner_text() == "met"
        slider = page.get_by_role("slider", name="Recorded by")
        slider.focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_url("**known=2025-03-11*")
        page.wait_for_function("document.querySelector('main').ariaBusy === null")
        assert page.get_by_role("heading", name="What moved").is_visible()
        assert page.locator("tr", has_text="host").locator(".word").inner_text() == "overdue"
        page.get_by_role("link", name="Address to cite").click()
        assert "known=2025-03-11" in page.url
        assert page.locator("tr", has_text="host").locator(".word").inner_text() == "overdue"
        page.close()
    assert said == []
